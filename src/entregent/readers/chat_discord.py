"""Discord: the package of data that it gives, and channels saved by DiscordChatExporter as JSON."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, ClassVar, Final, cast

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part
from entregent.model.handle import NAME, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag
from entregent.readers.conversation import Conversation, LeftOut, call
from entregent.readers.discord_accounts import account, add_handles, instant, shown
from entregent.readers.discord_package import read_account, read_own_messages
from entregent.readers.json_parts import Fields, fields, listed, parts, text
from entregent.text.scripts import fold

OPENED: Final = ("", "messages")
AUTHORS_REMEMBERED: Final = 100_000
"""Messages of a channel whose author is remembered, for those who answer them."""

_SAVED: Final = re.compile(rb'^\s*\{\s*"guild"\s*:\s*\{')
_CHANNEL: Final = re.compile(rb'"channel"\s*:\s*\{')
_OWN_FOLDER: Final = re.compile(r"c?\d{15,20}")
_OWN_LIST: Final = re.compile(rb'^\s*\[\s*(?:\]|\{\s*"(?:ID|Timestamp)"\s*:)')
_OWN_TABLE: Final = re.compile(rb"^\s*ID,Timestamp,Contents")
_INDEX: Final = re.compile(rb'^\s*\{\s*"\d{15,20}"\s*:\s*"')
_ACCOUNT: Final = re.compile(rb'"(?:discriminator|global_name|avatar_hash)"\s*:')
_SAID: Final = frozenset(("Default", "Reply", "0", "19", "ChatInputCommand", "ContextMenuCommand"))


class Discord:
    """A saved channel, or a file of the package."""

    name: ClassVar[str] = "chat_discord"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The first keys tell it."""
        kind = "" if document.is_folder else _kind(document)
        return Recognition(0.93, "discord-file", (("what", kind),)) if kind else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What the file holds."""
        kind = _kind(document)
        if kind == "channel":
            yield from _saved(document, options)
        elif kind == "messages":
            yield from read_own_messages(document, options)
        elif kind == "account":
            yield from read_account(document, options)


def _kind(document: Document) -> str:
    head = document.head.removeprefix(b"\xef\xbb\xbf")
    name = document.name.lower()
    if _SAVED.match(head) and _CHANNEL.search(head):
        return "channel"
    folder = document.folders[-1] if document.folders else ""
    if name in ("messages.json", "messages.csv") and _OWN_FOLDER.fullmatch(folder):
        return "messages" if _OWN_LIST.match(head) or _OWN_TABLE.match(head) else ""
    if name == "index.json" and _INDEX.match(head):
        return "list"
    if name == "channel.json" and _OWN_FOLDER.fullmatch(folder) and head[:1] == b"{":
        return "list"
    if name == "user.json" and head[:64].lstrip()[:1] == b"{" and _ACCOUNT.search(head) and b'"username"' in head:
        return "account"
    return ""


# Saved channels


class _Survey:
    """Who speaks in a channel, and what it is called."""

    def __init__(self, document: Document) -> None:
        self.voices: dict[str, Participant] = {}
        self.names: dict[str, tuple[str, str]] = {}
        self.channel: Fields = {}
        with _opened(document) as stream:
            for part in parts(stream, document.path, OPENED):
                if isinstance(part, Problem):
                    continue
                if part.path == "channel":
                    self.channel = fields(part.value)
                elif part.path == "messages[]" and len(self.voices) < limits.CHAT_MEMBERS:
                    self._meet(fields(fields(part.value).get("author")))
        self.kind = text(self.channel.get("type"))
        self.title = one_line(text(self.channel.get("name")), 200)
        self.is_direct = self.kind in ("DirectTextChat", "DirectGroupTextChat", "1", "3")

    def _meet(self, author: Fields) -> None:
        number = text(author.get("id"))
        if number not in self.voices and author.get("isBot") is not True:
            who = account(number, shown(author))
            if who is not None:
                self.voices[number] = who
                self.names[number] = (text(author.get("name")), text(author.get("discriminator")))

    def members(self) -> list[Participant]:
        """Those in the channel; the other of a talk who never answered is known by the talk's name."""
        members = list(self.voices.values())
        if self.kind in ("DirectTextChat", "1") and len(members) == 1 and self.title and not self._is_named(members[0]):
            members.append(Participant(NAME, f"discord:{fold(self.title)}", self.title))
        return members

    def owner(self) -> Participant | None:
        """Between two, the one whose name the talk does not bear."""
        others = [who for who in self.voices.values() if not self._is_named(who)]
        both = self.members()
        if self.kind in ("DirectTextChat", "1") and len(both) == 2 and len(others) == 1:
            return others[0]
        return None

    def _is_named(self, who: Participant) -> bool:
        return self.title in (who.name, self.names[who.value.removeprefix("discord:")][0])


def _opened(document: Document) -> BinaryIO:
    """A short document is all in its head: opening it twice would cost a second way through its archive."""
    if len(document.head) < HEAD_BYTES and document.size == len(document.head):
        return cast("BinaryIO", io.BytesIO(document.head))
    return document.open_stream()


def _saved(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    reading = _ChannelReading(document, options)
    if reading.survey.is_direct:
        yield from reading.cards()
    with document.open_stream() as stream:
        for part in parts(stream, document.path, OPENED):
            if isinstance(part, Problem):
                yield part
            elif part.path == "messages[]":
                yield from reading.take(part)
            elif part.path == "messages" and not isinstance(part.value, Edge):
                yield Problem(document.path, "messages", "broken-json")
    yield from reading.left_out.told()
    owner = reading.survey.owner()
    if owner is not None:
        yield OwnerHint("account-owner", owner, max(reading.sent[owner.value], 1))


class _ChannelReading:
    """A saved channel on its way to interactions."""

    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.options = options
        self.left_out = LeftOut(document.path)
        self.survey = _Survey(document)
        members = self.survey.members()
        crowd = not self.survey.is_direct and len(members) > limits.CHANNEL_MEMBERS
        self.conversation = Conversation(() if crowd else members, self.survey.title)
        self.sent: dict[str, int] = {who.value: 0 for who in members}
        self._authors: dict[str, Participant] = {}

    def cards(self) -> Iterator[Record]:
        """Number and name of those in a talk are one."""
        for number, who in self.survey.voices.items():
            bag = HandleBag(self.options.region)
            add_handles(bag, who, *self.survey.names[number])
            yield Record(who.value, who.name, handles=bag.handles)

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One message or call."""
        given = fields(part.value)
        author = fields(given.get("author"))
        place = f"message {part.number}"
        kind = text(given.get("type"))
        if not author:
            yield Problem(self.left_out.path, place, "broken-json")
            return
        if author.get("isBot") is True and kind not in ("Call", "3"):
            self.left_out.count("broadcasts")
            return
        if kind not in _SAID and kind not in ("Call", "3"):
            self.left_out.count("system-lines")
            return
        who = self.survey.voices.get(text(author.get("id"))) or account(text(author.get("id")), shown(author))
        if who is None:
            yield Problem(self.left_out.path, place, "broken-json")
            return
        yield from self._told(given, who, kind, place)

    def _told(self, given: Fields, who: Participant, kind: str, place: str) -> Iterator[Interaction | Item]:
        to, others = self._reached(given, who)
        self._remember(text(given.get("id")), who)
        if not to:
            self.left_out.count("unanswered-messages")
            return
        self.sent[who.value] = self.sent.get(who.value, 0) + 1
        at, offset = instant(given.get("timestamp"), self.options)
        if at is None:
            yield from self.left_out.broken_date(place, given.get("timestamp"))
        number = text(given.get("id"))
        uid = f"discord:{number}" if number else ""
        way, amount, flags = Channel.SOCIAL, len(text(given.get("content")).encode("utf-8", "replace")), 0
        if kind in ("Call", "3"):
            end, _ = instant(given.get("callEndedTimestamp"), self.options)
            way = Channel.CALL
            amount, flags = call(end - at if end is not None and at is not None else None, outgoing=True)
        yield Interaction(way, at, offset, who, to, (), (), others, self.conversation.title, amount, flags, uid, place)

    def _remember(self, number: str, who: Participant) -> None:
        if len(self._authors) >= AUTHORS_REMEMBERED:
            self._authors.clear()
        self._authors[number] = who

    def _reached(self, given: Fields, who: Participant) -> tuple[tuple[Participant, ...], int]:
        """Whom a message is for: in a server, those it answers or names, else all of a small channel."""
        if not self.survey.is_direct:
            answered = self._authors.get(text(fields(given.get("reference")).get("messageId")))
            named = {answered: None} if answered is not None else {}
            for mention in map(fields, listed(given.get("mentions"))):
                other = account(text(mention.get("id")), shown(mention))
                if other is not None and mention.get("isBot") is not True:
                    named[self.survey.voices.get(text(mention.get("id")), other)] = None
            to = tuple(one for one in named if one.value != who.value)[: limits.PARTICIPANTS]
            if to:
                return to, len(to)
        return self.conversation.reached_by(who)
