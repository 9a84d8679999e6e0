"""Signal's own export of the chat history (main.jsonl): one line for each account, contact, chat and message."""

from collections.abc import Iterator
from typing import Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Part
from entregent.model.handle import ACCOUNT, NAME, PHONE, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions
from entregent.readers.claims import HandleBag
from entregent.readers.conversation import Conversation, LeftOut, call
from entregent.readers.json_parts import Fields, fields, listed, parts, seconds_of, text
from entregent.readers.signal_people import ME, uuid_of
from entregent.text.scripts import fold

PEOPLE_LIMIT: Final = 50_000
"""Contacts, groups and chats remembered of one export."""

_WORDS: Final = frozenset(
    ("standardMessage", "contactMessage", "stickerMessage", "viewOnceMessage", "directStoryReplyMessage", "poll")
)
_WITHDRAWN: Final = frozenset(("remoteDeletedMessage", "adminDeletedMessage"))


def read_backup(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    """Contacts as cards, messages and calls as interactions."""
    reading = _Backup(document.path, options)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ()):
            if isinstance(part, Problem):
                yield part
            else:
                yield from reading.take(part)
    yield from reading.rest()


class _Backup:
    """One export on its way to interactions; contacts come before chats, chats before messages."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self.options = options
        self.left_out = LeftOut(path)
        self.own_id = ""
        self.owner = ME
        self.people: dict[str, Participant] = {}
        """By the number that the export gives them."""
        self.accounts: dict[str, Participant] = {}
        self.groups: dict[str, tuple[str, list[str]]] = {}
        """Title and accounts of the members."""
        self.chats: dict[str, str] = {}
        """Whom a chat is with."""
        self.talks: dict[str, Conversation | None] = {}
        self.sent = 0

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One line."""
        given = fields(part.value)
        if "chatItem" in given:
            yield from self._message(fields(given["chatItem"]), f"line {part.number}")
        elif "recipient" in given:
            yield from self._recipient(fields(given["recipient"]), f"line {part.number}")
        elif "chat" in given:
            chat = fields(given["chat"])
            if len(self.chats) < PEOPLE_LIMIT:
                self.chats[text(chat.get("id"))] = text(chat.get("recipientId"))
        elif "account" in given:
            yield self._account(fields(given["account"]), f"line {part.number}")

    def _account(self, given: Fields, place: str) -> Record:
        first, last = (one_line(text(given.get(key)), 200) for key in ("givenName", "familyName"))
        bag = HandleBag(self.options.region)
        bag.add(NAME, ME.value, "", "")
        bag.add_account("signal", text(given.get("username")))
        name = f"{first} {last}".strip()
        self.owner = ME._replace(name=name)
        return Record("signal:owner", name, first, last, handles=bag.handles, place=place, is_owner=True)

    def _recipient(self, given: Fields, place: str) -> Iterator[Item]:
        number = text(given.get("id"))
        if "self" in given:
            self.own_id = number
        elif "group" in given:
            group = fields(fields(given["group"]).get("snapshot"))
            title = text(fields(group.get("title")).get("title"))
            accounts = [uuid_of(text(fields(one).get("userId"))) for one in listed(group.get("members"))[:2_000]]
            if len(self.groups) < PEOPLE_LIMIT:
                self.groups[number] = (one_line(title, 200), accounts)
        elif "contact" in given and len(self.people) < PEOPLE_LIMIT:
            yield from self._contact(number, fields(given["contact"]), place)

    def _contact(self, number: str, given: Fields, place: str) -> Iterator[Item]:
        nickname = fields(given.get("nickname"))
        first, last = _first_of(
            (nickname.get("given"), nickname.get("family")),
            (given.get("systemGivenName"), given.get("systemFamilyName")),
            (given.get("profileGivenName"), given.get("profileFamilyName")),
        )
        name = f"{first} {last}".strip()
        account, phone = uuid_of(text(given.get("aci"))), text(given.get("e164"))
        bag = HandleBag(self.options.region)
        if account:
            bag.add(ACCOUNT, f"signal:{account}", "", "")
        bag.add_phone(phone if phone.startswith("+") or not phone else f"+{phone}")
        bag.add_account("signal", text(given.get("username")))
        found = next((one for one in bag.handles if one.kind in (ACCOUNT, PHONE)), None)
        if found is not None:
            self.people[number] = Participant(found.kind, found.value, name)
        elif name:
            bag.add(NAME, f"signal:{fold(name).strip()}", "", "")
            self.people[number] = Participant(NAME, bag.handles[0].value, name)
        if account and number in self.people:
            self.accounts[account] = self.people[number]
        if bag.handles and (name or len(bag.handles) > 1):
            key = f"signal:{account or bag.handles[0].value}"
            yield Record(key, name, first, last, handles=bag.handles, place=place)

    def _talk(self, chat: str) -> Conversation | None:
        """The conversation of a chat; None where it is with nobody."""
        if chat not in self.talks:
            whom = self.chats.get(chat, "")
            found = None
            if whom in self.groups:
                title, accounts = self.groups[whom]
                known = [self.accounts.get(a) or Participant(ACCOUNT, f"signal:{a}", "") for a in accounts if a]
                found = Conversation([self.owner, *known], title, is_group=True)
            elif whom in self.people:
                found = Conversation([self.owner, self.people[whom]])
            self.talks[chat] = found
        return self.talks[chat]

    def _message(self, given: Fields, place: str) -> Iterator[Interaction | Item]:
        chat = text(given.get("chatId"))
        if self.chats.get(chat) == self.own_id != "":
            self.left_out.count("notes-to-self")
            return
        talk = self._talk(chat)
        if talk is None:
            self.left_out.count("broadcasts")
            return
        whose = text(given.get("authorId"))
        is_call = "individualCall" in fields(given.get("updateMessage"))
        if not is_call and not _WORDS & given.keys():
            self.left_out.count("withdrawn-messages" if _WITHDRAWN & given.keys() else "system-lines")
            return
        outgoing = whose == self.own_id or "outgoing" in given
        sender = self.owner if outgoing else self.people.get(whose)
        if sender is None:
            self.left_out.count("nameless-messages", lost=True)
            return
        at = seconds_of(given.get("dateSent"), self.options)
        if at is None:
            yield from self.left_out.broken_date(place, given.get("dateSent"))
        if is_call:
            called = fields(fields(given["updateMessage"])["individualCall"])
            yield self._call(talk, called, at, chat, place)
            return
        if not talk.reached_by(sender)[0]:
            self.left_out.count("unanswered-messages", lost=True)
            return
        self.sent += outgoing
        words = text(fields(fields(given.get("standardMessage")).get("text")).get("body"))
        size = len(words.encode("utf-8", "replace"))
        flags = Flag.SENT if outgoing else 0
        uid = f"signal:{'me' if outgoing else sender.value}:{text(given.get('dateSent'))}" if at is not None else ""
        to, others = talk.reached_by(sender)
        yield Interaction(Channel.TEXT, at, 0, sender, to, (), (), others, talk.title, size, flags, uid, place)

    def _call(self, talk: Conversation, given: Fields, at: int | None, chat: str, place: str) -> Interaction:
        outgoing = given.get("direction") == "OUTGOING"
        sender = self.owner if outgoing else self.people.get(self.chats.get(chat, ""), self.owner)
        amount, flags = call(None, outgoing=outgoing, answered=given.get("state") == "ACCEPTED")
        flags |= Flag.SENT if outgoing else 0
        number = text(given.get("callId"))
        uid = f"signal:call:{number}" if number else ""
        to, others = talk.reached_by(sender)
        return Interaction(Channel.CALL, at, 0, sender, to, (), (), others, talk.title, amount, flags, uid, place)

    def rest(self) -> Iterator[Item]:
        """What was left out, and who wrote as the owner."""
        yield from self.left_out.told()
        if self.sent:
            yield OwnerHint("account-owner", self.owner, self.sent)


def _first_of(*names: tuple[object, object]) -> tuple[str, str]:
    for given, family in names:
        first, last = one_line(text(given), 200), one_line(text(family), 200)
        if first or last:
            return first, last
    return "", ""
