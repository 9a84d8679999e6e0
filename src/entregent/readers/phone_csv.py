"""Call logs as tables: what apps save and carriers let one download, whatever their columns are called."""

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final, NamedTuple
from zoneinfo import ZoneInfo

from entregent.formats.spoken_instant import instant_in, number_order, spoken_instant
from entregent.formats.table import Dialect, Row, read_rows, sniff
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import NAME, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.call_columns import (
    INCOMING,
    MISSED,
    OUTGOING,
    REJECTED,
    TEXT,
    VOICEMAIL,
    Columns,
    columns_of,
    kind_of,
    seconds_of,
)
from entregent.readers.conversation import LeftOut, call
from entregent.readers.phone_numbers import LOCAL_DIGITS, SELF, Clock, Phones, is_nobody, is_service, shown_name
from entregent.text.scripts import fold

HEADER_ROWS: Final = 20
"""Rows looked at for the headings: a bill begins with notes."""
AHEAD_SECONDS: Final = 2 * 86_400
_UNANSWERED: Final = frozenset((MISSED, REJECTED, VOICEMAIL))
_EARLIEST: Final = 631_152_000
_DIGIT: Final = re.compile(r"\d")


class Log(NamedTuple):
    """A table of calls: how it is written, the line of its headings, what its columns mean."""

    dialect: Dialect
    header_line: int
    columns: Columns


class CsvCalls:
    """Call logs as delimited text."""

    name: ClassVar[str] = "phone_csv"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The headings tell it: somebody, a day, and how long or what kind of call."""
        log = find_log(document)
        if log is None:
            return None
        return Recognition(0.96, "call-headers", (("mapped", str(len(log.columns.at))),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction for each call; the dates are looked through first, for the order of their numbers."""
        log = find_log(document)
        if log is None:
            yield Problem(document.path, "line 1", "no-call-headers")
            return
        with document.open_stream() as stream:
            order = number_order(log.columns.cell(row.cells, "date") for row in _rows(stream, log))
        spoken_order = "day" if not order.first and not order.contradicting and log.columns.day_first else ""
        told = {"dmy": "day", "mdy": "month"}.get(options.dates, "")
        first = order.first or told or spoken_order
        reading = _Calls(document.path, options, log, first)
        with document.open_stream() as stream:
            for row in _rows(stream, log):
                yield from reading.take(row)
        if order.undecided and first:
            code = f"dates-{first}-first" if order.first else "dates-as-told" if told else "dates-as-spoken"
            yield Problem(document.path, "", code, (("count", str(order.undecided)),), lost=False)
        yield from reading.rest()


def find_log(document: Document) -> Log | None:
    """The table in a document; None where it is no log of calls."""
    head = document.head
    if document.is_folder or not head or head[:1] in (b"<", b"{", b"[") or head[:2_000].count(b"\0") > 20:
        return None
    cut = max(head.rfind(b"\n"), head.rfind(b"\r"))
    whole = head if len(head) < 60_000 or cut < 0 else head[: cut + 1]
    dialect = sniff(whole)
    rows = list(islice(read_rows(io.BytesIO(whole), dialect), HEADER_ROWS * 2))
    for at, row in enumerate(rows[:HEADER_ROWS]):
        columns = columns_of(row.cells)
        if columns is not None:
            return Log(dialect, row.number, columns) if _names_somebody(rows[at + 1 :], columns) else None
    return None


def _names_somebody(rows: list[Row], columns: Columns) -> bool:
    """Whether some number is one that can be called, or a name stands there; an empty table may be either."""
    numbers = [columns.cell(row.cells, "number") for row in rows]
    return (
        not rows
        or any(is_nobody(number) or len(_DIGIT.findall(number)) >= LOCAL_DIGITS for number in numbers)
        or any(columns.cell(row.cells, "name") for row in rows)
    )


def _rows(stream: object, log: Log) -> Iterator[Row]:
    for row in read_rows(stream, log.dialect):  # type: ignore[arg-type]
        if row.number > log.header_line and any(map(str.strip, row.cells)):
            yield row


class _Calls:
    """One file on its way to interactions."""

    def __init__(self, path: str, options: ReadOptions, log: Log, first: str) -> None:
        self._path = path
        self._columns = log.columns
        self._first = first
        self._phones = Phones(options.region)
        self._zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self._clock = Clock(options.zone)
        self._latest = options.now + AHEAD_SECONDS
        self._left_out = LeftOut(path)
        self._read = 0

    def take(self, row: Row) -> Iterator[Interaction | Item]:
        """One row."""
        cell, cells, place = self._columns.cell, row.cells, f"line {row.number}"
        if row.flaw:
            yield Problem(self._path, place, row.flaw, lost=False)
        other = self._other(cell(cells, "number"), cell(cells, "name"))
        if other is None or is_service(other):
            self._left_out.count("hidden-callers" if other is None else "service-calls")
            return
        written = f"{cell(cells, 'date')} {cell(cells, 'time')}".strip()
        found = self._instant(written)
        if found is None:
            self._left_out.count("ambiguous-dates", lost=True)
            return
        at, offset = found
        if at is None:
            yield from self._left_out.broken_date(place, written)
        yield self._interaction(row, other, at, offset)

    def _interaction(self, row: Row, other: Participant, at: int | None, offset: int) -> Interaction:
        cell, cells = self._columns.cell, row.cells
        kind, way = kind_of(cell(cells, "kind"))
        if not way:
            way = INCOMING if kind in _UNANSWERED else OUTGOING
            if kind not in _UNANSWERED:
                self._left_out.count("directionless-calls")
        outgoing = way == OUTGOING
        duration = cell(cells, "duration")
        seconds = seconds_of(duration, in_minutes=self._columns.in_minutes) if duration else None
        amount, flags = (0, 0) if kind == TEXT else call(seconds, outgoing=outgoing, answered=kind not in _UNANSWERED)
        self._read += 1
        return Interaction(
            channel=Channel.TEXT if kind == TEXT else Channel.CALL,
            at=at,
            offset=offset,
            sender=SELF if outgoing else other,
            to=(other,) if outgoing else (SELF,),
            others=1,
            amount=amount,
            flags=flags | (Flag.SENT if outgoing else 0),
            place=f"line {row.number}",
        )

    def _other(self, number: str, name: str) -> Participant | None:
        person = self._phones.person(number, name) if number else None
        if person is not None:
            return person
        shown = shown_name(name)
        return Participant(NAME, f"phone:{fold(shown)}", shown) if shown and fold(shown) else None

    def _instant(self, written: str) -> tuple[int | None, int] | None:
        """UTC seconds and offset; None for a date that could be another one."""
        if written.isdecimal() and 9 <= len(written) <= 14:
            at = int(written) // (1000 if len(written) > 11 else 1)
            return (at, self._clock.offset(at, "")) if _EARLIEST <= at <= self._latest else (None, 0)
        spoken = spoken_instant(written, day_first=self._first == "day")
        if spoken is None:
            return None, 0
        if spoken.either and not self._first:
            return None
        try:
            at, offset = instant_in(spoken, self._zone)
        except (ValueError, OverflowError):
            return None, 0
        return (at, offset) if _EARLIEST <= at <= self._latest else (None, 0)

    def rest(self) -> Iterator[Item]:
        """What the whole file tells."""
        yield from self._left_out.told()
        if self._read:
            yield OwnerHint("account-owner", SELF, self._read)
