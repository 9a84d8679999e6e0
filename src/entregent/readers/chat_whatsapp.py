"""Chats of WhatsApp, exported as text by its app for Android or iOS: groups and chats of two, in every locale's form.

The file is read twice. Which number of a date is the day, who is in the chat and who of two the owner is show only in
the whole of it; what is kept from the first reading is counts and names, so memory stays flat.

Android writes no seconds: an event is told by its minute, its sender, the check sum of its first line, and the count of
alike ones before it. Another export of the chat, longer or later, gives the same.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, Final, NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo

from entregent.formats.chat_lines import Message, encoding_of, first_stamp, numbers_in, read_messages
from entregent.formats.date_order import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, Order, day_in
from entregent.formats.time_zones import utc_at, zone_by_name
from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.conversation import Conversation, LeftOut
from entregent.readers.phone_numbers import SELF
from entregent.readers.whatsapp_chat import Chat, Survey, names_of
from entregent.readers.whatsapp_words import NOTE, order_in, spoken

EARLIEST: Final = date(1990, 1, 1)
AHEAD_DAYS: Final = 2
PARTIES_HINTED: Final = 100
"""Members of a chat among whom the owner may be found."""
_DAY_SECONDS: Final = 86_400
_LEFT_OUT: Final = {"note": "system-lines", "deleted": "withdrawn-messages"}
_OTHER_SUFFIXES: Final = (".csv", ".json", ".eml", ".ics", ".vcf", ".xml", ".html", ".htm", ".log", ".py", ".mbox")
_SAID: Final = {DAY_FIRST: "dates-day-first", MONTH_FIRST: "dates-month-first", YEAR_FIRST: "dates-year-first"}
_SAID_OTHERWISE: Final = {"name": "dates-as-named", "language": "dates-as-spoken", "form": "dates-as-formed"}


class WhatsappChat:
    """A chat of WhatsApp as text."""

    name: ClassVar[str] = "chat_whatsapp"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Lines that begin with a stamp tell it, surer where a name says WhatsApp."""
        if document.is_folder or document.name.lower().endswith(_OTHER_SUFFIXES):
            return None
        lines = document.head[:16_384].decode(encoding_of(document.head), "replace").split("\n")[:60]
        filled = [line for line in lines if line.strip()]
        stamped = sum(first_stamp(line) is not None for line in filled)
        named = any("whatsapp" in name.lower() for name in names_of(document)) or document.name == "_chat.txt"
        if stamped and named:
            return Recognition(0.97, "whatsapp-chat")
        if stamped and first_stamp(filled[0]) is not None:
            return Recognition(0.75 if stamped > 1 and "[" not in filled[0][:2] else 0.6, "whatsapp-lines")
        return None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction for each message; what the app says itself is counted."""
        survey = Survey(_day(options.now) + timedelta(days=AHEAD_DAYS))
        with document.open_stream() as stream:
            for message in read_messages(stream, document.head):
                survey.take(message)
        if not survey.styles:
            yield Problem(document.path, "line 1", "no-chat")
            return
        chat = survey.chat(names_of(document), options.region)
        said = {"dmy": DAY_FIRST, "mdy": MONTH_FIRST}.get(options.dates, "")
        named = said or next((order for name in names_of(document) if (order := order_in(name))), "")
        reading = _ChatReading(document.path, options, chat, survey.orders(named))
        with document.open_stream() as stream:
            for message in read_messages(stream, document.head):
                told = reading.take(message)
                if reading.problems:
                    yield from reading.problems
                    reading.problems.clear()
                if told is not None:
                    yield told
        yield from reading.rest()


class _Moment(NamedTuple):
    """A day as local midnight in UTC seconds and minutes east of UTC. `steady`: the offset is that of its whole day."""

    at: int
    offset: int
    steady: bool


class _ChatReading:
    """The second reading of one file."""

    def __init__(self, path: str, options: ReadOptions, chat: Chat, orders: dict[str, Order]) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._chat = chat
        self._orders = orders
        self._zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self._conversation = Conversation(chat.members, chat.title, is_group=chat.is_group)
        self._latest = _day(options.now) + timedelta(days=AHEAD_DAYS)
        self._is_alone = len(chat.members) == 1
        self._left_out = LeftOut(path)
        self._days: dict[str, _Moment | None] = {}
        self._unclear: tuple[str, str] | None = None
        self._unclear_count = 0
        self._instant: object = None
        self._alike: dict[tuple[str, int], int] = {}
        self._is_told = bool(options.dates)

    def take(self, message: Message) -> Interaction | None:
        """One message, or lines that belong to none."""
        line, style, day, second, raw, text, more = message
        if style != self._chat.style:
            self._left_out.count("stray-lines", lost=bool(style))
            return None
        sender = self._chat.people.get(raw) if raw else None
        note = spoken(text) if sender is not None else NOTE
        kind = note.kind
        if sender is None or kind in ("note", "deleted") or self._chat.is_to_self:
            self._left_out.count(_LEFT_OUT.get(kind, "notes-to-self"))
            return None
        moment = self._moment(day, line)
        if moment is _UNCLEAR:
            return None
        at, offset = self._instant_of(moment, second)
        if at is None:
            self.problems += self._left_out.broken_date(f"line {line}", day.rstrip(",،"))
        to, others = self._chat.alone if self._is_alone else self._conversation.reached_by(sender)
        is_call = kind in ("call", "missed")
        flags = (Flag.SENT if sender is self._chat.owner else 0) | (Flag.ATTEMPT if kind == "missed" else 0)
        return Interaction(
            Channel.CALL if is_call else Channel.TEXT,
            at,
            offset,
            sender,
            to,
            (),
            (),
            others,
            self._conversation.title,
            note.minutes if is_call else more + (_bytes(note.text) if kind != "media" else 0),
            flags,
            self._uid(day if at is None else at, sender, note.text),
            f"line {line}",
        )

    def _uid(self, instant: object, sender: Participant, text: str) -> str:
        if instant != self._instant:
            self._instant = instant
            self._alike.clear()
        value = sender.value
        check = crc32(text[:200].encode("utf-8", "surrogatepass"))
        before = self._alike.get((value, check), 0)
        self._alike[value, check] = before + 1
        return f"whatsapp:{value}:{check:x}:{before}"

    def _moment(self, day: str, line: int) -> _Moment | None:
        try:
            moment = self._days[day]
        except KeyError:
            if len(self._days) >= _DAYS_REMEMBERED:
                self._days.clear()
            moment = self._days[day] = self._moment_of(day)
        if moment is _UNCLEAR:
            self._unclear = self._unclear or (day, f"line {line}")
            self._unclear_count += 1
        return moment

    def _moment_of(self, written: str) -> _Moment | None:
        numbers = numbers_in(written)
        if numbers is None:
            return None
        order = self._orders[numbers.year].order if numbers.year in self._orders else ""
        if not order:
            return _UNCLEAR
        day = day_in(numbers, order)
        if day is None or not EARLIEST <= day <= self._latest:
            return None
        wall = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (local by meaning)
        at = utc_at(wall, self._zone)
        following = utc_at(wall + timedelta(days=1), self._zone)
        local = int(wall.replace(tzinfo=UTC).timestamp())
        return _Moment(at, (local - at) // 60, following - at == _DAY_SECONDS)

    def _instant_of(self, moment: _Moment | None, second: int | None) -> tuple[int | None, int]:
        if moment is None or second is None:
            return None, 0
        if moment.steady:
            return moment.at + second, moment.offset
        local = moment.at + moment.offset * 60 + second
        at = utc_at(datetime.fromtimestamp(local, UTC).replace(tzinfo=None), self._zone)
        return at, (local - at) // 60

    def rest(self) -> Iterator[Item]:
        """What the whole file tells: how its dates were read, what was left out, who may be the owner."""
        if self._unclear is not None:
            facts = (("count", str(self._unclear_count)), ("date", self._unclear[0].strip(", ،")))
            yield Problem(self.path, self._unclear[1], "unclear-dates", facts)
        for order in self._orders.values():
            if order.order and order.undecided:
                code = _SAID_OTHERWISE.get(order.shown_by) or _SAID[order.order]
                if self._is_told and order.shown_by == "name":
                    code = "dates-as-told"
                yield Problem(self.path, "", code, (("count", str(order.undecided)),), lost=False)
        yield from self._left_out.told()
        if self._chat.owner is not None and self._chat.owner is not SELF:
            yield OwnerHint("chat-owner", self._chat.owner, 1)
        if self._chat.owner is SELF:
            yield OwnerHint("account-owner", SELF, 1)
        for member in self._chat.members[:PARTIES_HINTED]:
            yield OwnerHint("chat-party", member, 1)


_DAYS_REMEMBERED: Final = 50_000
_UNCLEAR: Final = _Moment(0, 0, steady=False)
"""A date that can be read in several ways."""


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
