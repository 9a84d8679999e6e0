"""Google Chat, as Google Takeout packs it: the messages of each conversation, and whose account it is.

The members stand in a file beside the messages (group_info.json); without it, those who ever wrote are the members.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final, NamedTuple
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge
from entregent.formats.mail_date import is_plausible
from entregent.formats.spoken_instant import instant_in, spoken_instant
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import MAIL, NAME, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import mail_address
from entregent.readers.conversation import Conversation, LeftOut
from entregent.readers.json_parts import Fields, fields, parts, text
from entregent.text.scripts import fold

_MESSAGES: Final = re.compile(rb'"creator"\s*:\s*\{|"topic_id"\s*:|"message_id"\s*:')
_MEMBERSHIP: Final = re.compile(rb'"membership_info"\s*:|"user_type"\s*:')
_NAMES: Final = {"messages.json": "messages", "user_info.json": "user", "group_info.json": "group"}


class GoogleChat:
    """Files of Google Chat: conversations, and the account."""

    name: ClassVar[str] = "chat_google"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Its name and its first fields tell it."""
        kind = "" if document.is_folder else _NAMES.get(document.name.lower(), "")
        head = document.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if not kind or head[:1] != b"{":
            return None
        sign = _MESSAGES if kind == "messages" else _MEMBERSHIP
        return Recognition(0.95, "google-chat", (("what", kind),)) if sign.search(head) else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """The messages of one conversation, or whose account it is."""
        kind = _NAMES.get(document.name.lower(), "")
        if kind == "messages":
            yield from _Talk(document, options).read()
        elif kind == "user":
            yield from _account(document)


def _account(document: Document) -> Iterator[Item]:
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",)):
            if isinstance(part, Problem):
                yield part
            elif part.path == "user":
                who = _who(fields(part.value))
                if who is not None and who.kind == MAIL:
                    handles = (ClaimedHandle(MAIL, who.value),)
                    yield Record("google:me", who.name or who.value, handles=handles, is_owner=True)
                    yield OwnerHint("account-owner", who, 1)


def _who(user: Fields) -> Participant | None:
    """A person of a conversation; None for robots, and where neither address nor name is told."""
    if text(user.get("user_type")).lower() == "bot":
        return None
    name, mail = one_line(text(user.get("name")), 200), mail_address(text(user.get("email")))
    if mail is not None:
        return Participant(MAIL, mail, name)
    return Participant(NAME, f"google:{fold(name)}", name) if fold(name) else None


class _Group(NamedTuple):
    title: str
    members: tuple[Participant, ...]


def _learn_group(stream: BinaryIO | None) -> _Group:
    """The name and the members of a conversation."""
    title = ""
    members: list[Participant] = []
    if stream is not None:
        for part in parts(stream, "", ("", "members")):
            if isinstance(part, Problem) or isinstance(part.value, Edge):
                continue
            if part.path == "name":
                title = one_line(text(part.value), 200)
            elif part.path == "members[]" and len(members) < limits.PARTICIPANTS:
                who = _who(fields(part.value))
                if who is not None:
                    members.append(who)
    return _Group(title, tuple(members))


class _Talk:
    """One conversation on its way to interactions."""

    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.document, self.options = document, options
        self.zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self.left_out = LeftOut(document.path)

    def read(self) -> Iterator[Interaction | Item]:
        """Each message to the other members."""
        group = self.document.export.once("group_info.json", _learn_group)
        members = dict.fromkeys(group.members)
        if len(members) < 2:
            for who in self._writers():
                members.setdefault(who)
        talk = Conversation(members, group.title)
        for part in self._parts():
            if isinstance(part, Problem):
                yield part
            else:
                yield from self._told(*part, talk)
        yield from self.left_out.told()

    def _parts(self) -> Iterator[Problem | tuple[Fields, str]]:
        with self.document.open_stream() as stream:
            for part in parts(stream, self.document.path, ("", "messages")):
                if isinstance(part, Problem):
                    yield part
                elif part.path == "messages[]" and not isinstance(part.value, Edge):
                    yield fields(part.value), f"message {part.number}"

    def _writers(self) -> Iterator[Participant]:
        """Those who wrote, each once."""
        seen: set[Participant] = set()
        for part in self._parts():
            if not isinstance(part, Problem):
                who = _who(fields(part[0].get("creator")))
                if who is not None and who not in seen and len(seen) < limits.PARTICIPANTS:
                    seen.add(who)
                    yield who

    def _told(self, told: Fields, place: str, talk: Conversation) -> Iterator[Interaction | Item]:
        creator = fields(told.get("creator"))
        who = _who(creator)
        if text(told.get("message_state")).upper() == "DELETED":
            self.left_out.count("withdrawn-messages")
        elif who is None:
            is_robot = text(creator.get("user_type")).lower() == "bot"
            self.left_out.count("broadcasts" if is_robot else "nameless-messages")
        else:
            yield from self._message(told, place, talk.known(who), talk)

    def _message(self, told: Fields, place: str, who: Participant, talk: Conversation) -> Iterator[Interaction | Item]:
        written = text(told.get("created_date"))
        at, offset = self._moment(written)
        if at is None:
            yield from self.left_out.broken_date(place, written)
        to, others = talk.reached_by(who)
        if not to:
            self.left_out.count("unanswered-messages")
            return
        identity = text(told.get("message_id"))[:200]
        yield Interaction(
            Channel.SOCIAL,
            at,
            offset,
            who,
            to,
            others=others,
            title=talk.title,
            amount=len(text(told.get("text")).encode("utf-8", "surrogatepass")),
            uid=f"google:chat:{identity}" if identity else "",
            place=place,
        )

    def _moment(self, written: str) -> tuple[int | None, int]:
        spoken = spoken_instant(written)
        if spoken is None:
            return None, 0
        at, offset = instant_in(spoken, self.zone)
        return (at, offset) if is_plausible(at, self.options.now) else (None, 0)
