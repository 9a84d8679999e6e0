"""A Slack export: its people, and the messages of each channel, day by day.

Who is spoken to by name, or answered in a thread, is written to; other words of a channel go to all its members.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge
from entregent.model.handle import ACCOUNT, Participant
from entregent.model.interaction import Channel as Way
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag
from entregent.readers.conversation import LeftOut
from entregent.readers.json_parts import Fields, fields, listed, parts, seconds_of, text
from entregent.readers.slack_workspace import LISTS, account, channel_of, is_id, is_robot, name_of, people_of

BATCH_MESSAGES: Final = 20_000
"""Messages of a day that are looked at together for who is there."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\.json")
_MESSAGE: Final = re.compile(rb'"ts"\s*:\s*"\d{9,10}\.\d+"')
_USER: Final = re.compile(rb'"team_id"\s*:\s*"|"profile"\s*:\s*\{')
_LISTED: Final = re.compile(rb'"(?:members|created|service_type|change_type)"\s*:')
_OTHERS: Final = frozenset((*LISTS, "integration_logs.json", "org_users.json"))
_SAID: Final = frozenset(("", "me_message", "thread_broadcast", "reply_broadcast", "file_share"))
"""Kinds of lines that somebody said; all others tell that something happened."""
_SPOKEN_TO: Final = re.compile(r"<@([A-Z][A-Z0-9]{2,20})(?:\|[^<>]{0,100})?>")


class SlackExport:
    """A file of the export: the people, a day of a channel, or lists of channels, which are used beside it."""

    name: ClassVar[str] = "chat_slack"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Name and first entries tell it."""
        kind = "" if document.is_folder else _kind(document)
        if not kind:
            return None
        empty = document.head[:100].strip() == b"[]"
        return Recognition(0.6 if empty else 0.93, "slack-file", (("what", kind),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What the file holds."""
        kind = _kind(document)
        if kind == "users":
            yield from _people(document, options)
        elif kind == "day":
            yield from _day(document, options)


def _kind(document: Document) -> str:
    head = document.head
    if head[:64].lstrip()[:1] != b"[":
        return ""
    name = document.name.lower()
    empty = head[:100].strip() == b"[]"
    if _DAY.fullmatch(name):
        return "day" if empty or _MESSAGE.search(head) else ""
    if name == "users.json":
        return "users" if _USER.search(head) else ""
    return "list" if name in _OTHERS and not empty and _LISTED.search(head) else ""


# People


def _people(document: Document, options: ReadOptions) -> Iterator[Item]:
    left_out = LeftOut(document.path)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",)):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                given = fields(part.value)
                place = f"entry {part.number}"
                if not is_id(text(given.get("id"))):
                    yield Problem(document.path, place, "broken-json")
                elif is_robot(given):
                    left_out.count("robot-accounts")
                else:
                    yield _card(given, place, options)
    yield from left_out.told()


def _card(user: Fields, place: str, options: ReadOptions) -> Record:
    profile = fields(user.get("profile"))
    team = text(user.get("team_id"))
    name = name_of(user)
    who = account(team if is_id(team) else "", text(user.get("id")), name)
    bag = HandleBag(options.region)
    bag.add(ACCOUNT, who.value, "slack", who.value)
    bag.add_mail(text(profile.get("email")))
    bag.add_phone(text(profile.get("phone")))
    bag.add_account("skype", text(profile.get("skype")))
    shown = (one_line(text(each), 200) for each in (profile.get("display_name"), user.get("name")))
    return Record(
        who.value,
        name,
        given=one_line(text(profile.get("first_name")), 200),
        family=one_line(text(profile.get("last_name")), 200),
        nicknames=tuple(dict.fromkeys(each for each in shown if each and each != name)),
        handles=bag.handles,
        title=one_line(text(profile.get("title")), 200),
        place=place,
        relation="connection",
    )


# Days


class _Line(NamedTuple):
    """What is kept of a message until it is known who is there."""

    number: int
    sender: Participant
    stamp: str
    thread: str
    """The stamp of the message that it answers; "" where it answers none."""
    spoken_to: tuple[Participant, ...]
    others_there: tuple[Participant, ...]
    """Those who answered this message, as it tells itself."""
    size: int


def _day(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    reading = _DayReading(document, options)
    if not reading.people.known and document.size > 2:
        yield Problem(document.path, "", "slack-people-missing", lost=False)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",)):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                yield from reading.take(part.number, fields(part.value))
            elif not isinstance(part.value, Edge):
                yield Problem(document.path, "byte 0", "broken-json")
    yield from reading.told()
    yield from reading.left_out.told()


class _DayReading:
    """A day of a channel on its way to interactions."""

    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.options = options
        self.left_out = LeftOut(document.path)
        self.people = people_of(document.export)
        folder = document.folders[-1] if document.folders else ""
        self.channel = channel_of(document.export, folder)
        self.uid = f"slack:{self.people.team}/{self.channel.id if self.channel is not None else folder}/"
        self._lines: list[_Line] = []
        self._authors: dict[str, Participant] = {}
        """By the stamp of what they wrote."""
        self._threads: dict[str, dict[Participant, None]] = {}
        self._voices: dict[Participant, None] = {}
        self._members = [
            who for who in map(self.people.who, self.channel.members if self.channel is not None else ()) if who
        ]

    def take(self, number: int, given: Fields) -> Iterator[Interaction | Problem]:
        """One line of the day."""
        kind = text(given.get("subtype"))
        if not given or not (given.get("user") or kind or given.get("bot_id")):
            yield Problem(self.left_out.path, f"message {number}", "broken-json")
        elif given.get("bot_id") or kind == "bot_message":
            self.left_out.count("broadcasts")
        elif kind == "tombstone":
            self.left_out.count("withdrawn-messages")
        elif kind not in _SAID:
            self.left_out.count("system-lines")
        elif (sender := self._sender(given)) is None:
            self.left_out.count("broadcasts")
        else:
            self._keep(number, sender, given)
            if len(self._lines) >= BATCH_MESSAGES:
                yield from self.told()

    def _sender(self, given: Fields) -> Participant | None:
        user, team = text(given.get("user")), text(given.get("team"))
        if user not in self.people.known and not self.people.team and is_id(user) and is_id(team):
            return account(team, user)
        return self.people.who(user)

    def _keep(self, number: int, sender: Participant, given: Fields) -> None:
        words, stamp, thread = text(given.get("text")), text(given.get("ts")), text(given.get("thread_ts"))
        parent = self.people.who(text(given.get("parent_user_id")))
        if thread and parent is not None:
            self._authors.setdefault(thread, parent)
        self._authors[stamp] = sender
        self._voices[sender] = None
        if thread and thread != stamp:
            self._threads.setdefault(thread, {})[sender] = None
        self._lines.append(
            _Line(
                number,
                sender,
                stamp,
                thread if thread != stamp else "",
                self._known(_SPOKEN_TO.findall(words) if "<@" in words else []),
                self._known(map(text, listed(given.get("reply_users")))),
                len(words) if words.isascii() else len(words.encode("utf-8", "replace")),
            )
        )

    def _known(self, users: Iterator[str] | list[str]) -> tuple[Participant, ...]:
        found = dict.fromkeys(map(self.people.who, users))
        return tuple(who for who in found if who is not None)[: limits.PARTICIPANTS]

    def told(self) -> Iterator[Interaction | Problem]:
        """The messages kept so far."""
        lines, self._lines = self._lines, []
        everybody = self._everybody()
        for line in lines:
            to, others = self._reached(line, everybody)
            if not to:
                self.left_out.count("unanswered-messages")
                continue
            at = seconds_of(line.stamp.partition(".")[0], self.options)
            place = f"message {line.number}"
            if at is None:
                yield from self.left_out.broken_date(place, line.stamp)
            uid = f"{self.uid}{line.stamp}" if line.stamp else ""
            yield Interaction(Way.SOCIAL, at, 0, line.sender, to, others=others, amount=line.size, uid=uid, place=place)

    def _everybody(self) -> list[Participant]:
        """Those in the channel; of a crowd, those who spoke that day."""
        members = self._members or list(self._voices)
        if len(members) > limits.CHANNEL_MEMBERS and not (self.channel is not None and self.channel.is_direct):
            members = list(self._voices)
        return members[: limits.PARTICIPANTS]

    def _reached(self, line: _Line, everybody: list[Participant]) -> tuple[tuple[Participant, ...], int]:
        """Whom a message is for, and how many they are."""
        sender = line.sender.value
        if self.channel is None or not self.channel.is_direct:
            named = dict.fromkeys(line.spoken_to)
            if line.thread:
                author = self._authors.get(line.thread)
                thread = self._threads.get(line.thread, {})
                named = {**({author: None} if author is not None else {}), **named}
                if author is not None and author.value == sender:
                    named |= thread
            to = tuple(who for who in named if who.value != sender)
            if to:
                return to, len(to)
        to = tuple(who for who in everybody if who.value != sender)
        return to, max(len(to), len(self._members) - 1)
