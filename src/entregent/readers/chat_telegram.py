"""Telegram Desktop's export in JSON (result.json): one chat, or everything with contacts and whose account it is.

Groups, channels and bots are no people. A chat between two has the id of the other one; so its owner is found.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part, plain_head
from entregent.formats.time_zones import offset_minutes, utc_at, zone_by_name
from entregent.model.handle import ACCOUNT, NAME, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, content_key
from entregent.readers.conversation import Conversation, LeftOut, call
from entregent.readers.json_parts import Fields, fields, listed, parts, seconds_of, text, whole
from entregent.text.scripts import fold

CHAT_LIMIT: Final = 100_000
"""Chats of one export."""

_LISTS: Final = ("chats", "left_chats")
_OPENED: Final = (
    *("", "messages", "contacts", "contacts.list"),
    *(f"{name}{rest}" for name in _LISTS for rest in ("", ".list", ".list[]", ".list[].messages")),
)
_MESSAGES: Final = frozenset(("messages[]", *(f"{name}.list[].messages[]" for name in _LISTS)))
_CHATS: Final = frozenset(("", *(f"{name}.list[]" for name in _LISTS)))
_NO_TALK: Final = {
    "saved_messages": "notes-to-self",
    "bot_chat": "broadcasts",
    "private_channel": "broadcasts",
    "public_channel": "broadcasts",
    "verification_codes": "broadcasts",
    "replies": "broadcasts",
}
_CHAT: Final = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|verification_codes|replies'
    rb'|(?:private|public)_(?:supergroup|channel|group))"'
)
_WHOLE: Final = re.compile(rb'"(?:personal_information|chats|contacts|left_chats|frequent_contacts)"\s*:\s*\{')
_MESSAGE: Final = re.compile(rb'"type"\s*:\s*"(?:message|service)"')
_SENT: Final = re.compile(rb'"(?:date_unixtime|from_id|actor_id)"\s*:')
_PAGE: Final = re.compile(rb'<title>Exported Data</title>|class="page_wrap(?: page_wrap)?"')
_PEOPLE: Final = re.compile(r"user(\d{1,19})")
_OLD_CHAT_IDS: Final = 1 << 32
"""Older exports added this to the id of the one a chat is with."""


class TelegramExport:
    """result.json of Telegram Desktop."""

    name: ClassVar[str] = "chat_telegram"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Its types of chats and messages tell it; a page of the HTML export is recognised to say what to ask for."""
        if document.is_folder:
            return None
        head = plain_head(document.head)
        begin = head[:64].lstrip()[:1]
        if begin == b"<":
            return Recognition(0.9, "telegram-export") if _PAGE.search(head[:8_192]) else None
        if begin != b"{":
            return None
        messages = bool(_MESSAGE.search(head) and _SENT.search(head))
        if _CHAT.search(head) or (messages and b'"messages"' in head):
            return Recognition(0.95, "telegram-export")
        named = document.name.lower() in ("result.json", "result(1).json")
        return Recognition(0.9 if named else 0.6, "telegram-export") if _is_whole(head) else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Messages and calls of every chat between people; contacts; whose account it is."""
        if document.head.lstrip()[:1] == b"<":
            yield Problem(document.path, "line 1", "html-download")
            return
        surveyed = _survey(document)
        reading = _Reading(document.path, options, surveyed)
        with document.open_stream() as stream:
            for part in parts(stream, document.path, _OPENED):
                if isinstance(part, Problem):
                    yield part
                elif part.path in _MESSAGES:
                    yield from reading.take(part)
                elif part.path in _CHATS and part.value is Edge.BEGIN:
                    reading.next_chat()
                elif part.path == "contacts.list[]":
                    yield from reading.contact(part)
                elif part.path == "personal_information":
                    yield from reading.owner_card(fields(part.value))
        yield from reading.rest()


def _is_whole(head: bytes) -> bool:
    return bool(_WHOLE.search(head)) and b'"about"' in head


class _Chat(NamedTuple):
    """What is known of a chat before its messages are read."""

    kind: str
    id: int
    name: str
    members: dict[Participant, None]
    """Who wrote in it, in this order."""


class _Survey(NamedTuple):
    """What a first way through the export found."""

    chats: list[_Chat]
    owner: str
    """The handle of the account; "" where the export does not say."""


def _survey(document: Document) -> _Survey:
    """Who writes in each chat, and whose export it is."""
    chats: list[_Chat] = []
    owner = ""
    room = limits.CHAT_MEMBERS
    with document.open_stream() as stream:
        for part in parts(stream, document.path, _OPENED):
            if isinstance(part, Problem):
                continue
            if part.path in _MESSAGES:
                if not chats or room <= 0:
                    continue
                sender = _sender(fields(part.value))
                members = chats[-1].members
                if sender is not None and sender not in members:
                    members[sender] = None
                    room -= 1
            elif part.path in _CHATS and part.value is Edge.BEGIN:
                if len(chats) >= CHAT_LIMIT:
                    break
                chats.append(_Chat("", 0, "", {}))
            elif part.path == "personal_information":
                found = whole(fields(part.value).get("user_id"))
                owner = f"telegram:user{found}" if found else ""
            elif chats and not isinstance(part.value, Edge):
                chats[-1] = _told(chats[-1], part)
    return _Survey(chats, owner)


def _told(chat: _Chat, part: Part) -> _Chat:
    """A chat with what this part says of it."""
    key = part.path.rpartition(".")[2]
    if key == "type":
        return chat._replace(kind=text(part.value))
    if key == "id":
        return chat._replace(id=whole(part.value) or 0)
    return chat._replace(name=one_line(text(part.value), 200)) if key == "name" else chat


@lru_cache(maxsize=4096)
def _person(found: str | int | None, name: str | None) -> Participant | None:
    shown = one_line(name, 200) if name is not None else ""
    if isinstance(found, str):
        return Participant(ACCOUNT, f"telegram:{found}", shown) if _PEOPLE.fullmatch(found) else None
    if found is not None:
        return Participant(ACCOUNT, f"telegram:user{found}", shown)
    value = fold(shown).strip()
    return Participant(NAME, f"telegram:{value}", shown) if value else None


def _sender(given: Fields) -> Participant | None:
    """Who wrote, or did what a service line tells; None for channels and for nobody."""
    found = given.get("from_id")
    name = given.get("from")
    if found is None and name is None:
        found, name = given.get("actor_id"), given.get("actor")
    known = found if isinstance(found, str | int) and not isinstance(found, bool) else None
    return _person(known, name if isinstance(name, str) else None)


class _Talk(NamedTuple):
    """The chat that is being read."""

    number: int
    """The chat's id."""
    conversation: Conversation
    owner: Participant | None
    why_not: str
    """Why nothing of it is an exchange; "" where it is one."""


class _Reading:
    """One export on its way to interactions."""

    def __init__(self, path: str, options: ReadOptions, surveyed: _Survey) -> None:
        self.path = path
        self.options = options
        self.surveyed = surveyed
        self.zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self.left_out = LeftOut(path)
        self.at_chat = -1
        self.sent: dict[Participant, int] = {}
        self.talk = self._opened(_Chat("", 0, "", {}))

    def next_chat(self) -> None:
        """The messages that follow belong to the next chat."""
        self.at_chat += 1
        chats = self.surveyed.chats
        self.talk = self._opened(chats[self.at_chat] if self.at_chat < len(chats) else _Chat("", 0, "", {}))

    def _opened(self, chat: _Chat) -> _Talk:
        members = list({one.value: one for one in chat.members}.values())
        owner = next((one for one in members if one.value == self.surveyed.owner), None)
        if chat.kind == "personal_chat":
            other = next((one for one in members if _is(one, chat)), None) or _other(chat)
            if owner is None and self.surveyed.owner:
                owner = Participant(ACCOUNT, self.surveyed.owner, "")
            if owner is None:
                owner = next((one for one in members if one.value != other.value), None)
            members = [one for one in (other, owner) if one is not None]
        conversation = Conversation(members, chat.name, is_group=chat.kind.endswith("group"))
        return _Talk(_number(chat), conversation, owner, _NO_TALK.get(chat.kind, ""))

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One message."""
        given = fields(part.value)
        number = whole(given.get("id"))
        place = f"message {number if number is not None else part.number}"
        why_not = self.talk.why_not or self._why_not(given)
        if why_not:
            self.left_out.count(why_not)
            return
        sender = _sender(given)
        if sender is None:
            code = "broadcasts" if text(given.get("from_id") or given.get("actor_id")) else "nameless-messages"
            self.left_out.count(code, lost=code == "nameless-messages")
            return
        if not self.talk.conversation.reached_by(sender)[0]:
            # Only one side wrote, and nothing says who the other is.
            self.left_out.count("unanswered-messages", lost=True)
            return
        at, offset = self._when(given)
        if at is None:
            yield from self.left_out.broken_date(place, given.get("date") or given.get("date_unixtime"))
        uid = f"telegram:{self.talk.number}:{number}" if number is not None and self.talk.number else ""
        yield self._interaction(given, sender, (at, offset), uid, place)

    def _why_not(self, given: Fields) -> str:
        kind = given.get("type")
        if kind == "service":
            return "" if given.get("action") == "phone_call" else "system-lines"
        return "" if kind == "message" else "system-lines"

    def _interaction(
        self, given: Fields, sender: Participant, when: tuple[int | None, int], uid: str, place: str
    ) -> Interaction:
        owner = self.talk.owner
        outgoing = owner is not None and sender.value == owner.value
        if outgoing:
            self.sent[sender] = self.sent.get(sender, 0) + 1
        channel, amount, flags = Channel.TEXT, _size(given.get("text")), Flag.SENT if outgoing else 0
        if given.get("type") == "service":
            answered = given.get("discard_reason") not in ("missed", "busy")
            amount, mark = call(whole(given.get("duration_seconds")) or 0, outgoing=outgoing, answered=answered)
            channel, flags = Channel.CALL, flags | mark
        at, offset = when
        to, others = self.talk.conversation.reached_by(sender)
        title = self.talk.conversation.title
        return Interaction(channel, at, offset, sender, to, (), (), others, title, amount, flags, uid, place)

    def _when(self, given: Fields) -> tuple[int | None, int]:
        """The instant and the offset: newer exports write both, older ones local time alone."""
        at = seconds_of(given.get("date_unixtime"), self.options)
        wall = _wall(given.get("date"))
        if wall is None:
            return at, 0
        if wall.tzinfo is not None:
            offset = wall.utcoffset()
            at = seconds_of(int(wall.timestamp()), self.options) if at is None else at
            return at, int(offset.total_seconds() // 60) if offset is not None else 0
        if at is None:
            at = seconds_of(utc_at(wall, self.zone), self.options)
            return at, offset_minutes(at, wall) if at is not None else 0
        offset_now = offset_minutes(at, wall)
        return at, offset_now if abs(offset_now) <= 14 * 60 else 0

    def contact(self, part: Part) -> Iterator[Item]:
        """One of the contacts that the app holds."""
        given = fields(part.value)
        first, last = (one_line(text(given.get(key)), 200) for key in ("first_name", "last_name"))
        bag = HandleBag(self.options.region)
        phone = text(given.get("phone_number"))
        bag.add_phone("+" + phone[2:] if phone.startswith("00") else phone, "mobile")
        if number := whole(given.get("user_id")):
            bag.add_account("telegram", f"user{number}")
        name = f"{first} {last}".strip()
        if not name and not bag.handles:
            yield Problem(self.path, f"contact {part.number}", "empty-card")
            return
        if not bag.handles:
            bag.add(NAME, f"telegram:{fold(name).strip()}", "", "")
        key = content_key("telegram", *(handle.value for handle in bag.handles))
        yield Record(key, name, first, last, handles=bag.handles, place=f"contact {part.number}")

    def owner_card(self, given: Fields) -> Iterator[Item]:
        """Whose account it is."""
        number = whole(given.get("user_id"))
        first, last = (one_line(text(given.get(key)), 200) for key in ("first_name", "last_name"))
        bag = HandleBag(self.options.region)
        if number:
            bag.add_account("telegram", f"user{number}")
        bag.add_account("telegram", text(given.get("username")))
        phone = text(given.get("phone_number"))
        bag.add_phone("+" + phone[2:] if phone.startswith("00") else phone, "mobile")
        if bag.handles:
            name = f"{first} {last}".strip()
            yield Record(
                f"telegram:owner:{number}", name, first, last, handles=bag.handles, place="profile", is_owner=True
            )
            for handle in bag.handles:
                yield OwnerHint("account-owner", Participant(handle.kind, handle.value, name), 1)

    def rest(self) -> Iterator[Item]:
        """What was left out, and who wrote as the owner."""
        yield from self.left_out.told()
        for owner, times in self.sent.items():
            yield OwnerHint("account-owner", owner, times)


def _is(member: Participant, chat: _Chat) -> bool:
    """Whether this member is the one a chat between two is with."""
    found = _PEOPLE.search(member.value)
    if member.kind == ACCOUNT and found is not None:
        return int(found[1]) in (chat.id, _number(chat))
    return member.name == chat.name != ""


def _other(chat: _Chat) -> Participant:
    """The one a chat between two is with, who never wrote."""
    return Participant(ACCOUNT, f"telegram:user{_number(chat)}", chat.name)


def _number(chat: _Chat) -> int:
    """A chat's id as it is written today."""
    is_old = chat.kind == "personal_chat" and _OLD_CHAT_IDS < chat.id < 2 * _OLD_CHAT_IDS
    return chat.id - _OLD_CHAT_IDS if is_old else chat.id


def _size(given: object) -> int:
    """Bytes of a message's text, which may come in pieces."""
    if isinstance(given, str):
        return len(given) if given.isascii() else len(given.encode("utf-8", "replace"))
    return sum(_size(one if isinstance(one, str) else fields(one).get("text")) for one in listed(given))


def _wall(given: object) -> datetime | None:
    if not isinstance(given, str) or len(given) > 40:
        return None
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        return None
    if not 1980 <= found.year <= 2200:
        return None
    return found.astimezone(UTC) if given.endswith("Z") else found
