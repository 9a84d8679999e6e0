"""Tables whose columns the owner named: contacts, lists of calls, histories of contacts, whatever made them."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final, NamedTuple
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.spoken_date import spoken_date
from entregent.formats.spoken_instant import instant_in, number_order, spoken_instant
from entregent.formats.table import Row, read_rows
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.call_columns import INCOMING, MISSED, OUTGOING, REJECTED, VOICEMAIL, kind_of, seconds_of
from entregent.readers.claims import HandleBag, content_key, note_text
from entregent.readers.conversation import LeftOut, call
from entregent.readers.csv_headers import normalised
from entregent.readers.phone_numbers import SELF
from entregent.readers.table_columns import ColumnsError, Table, channel_said, mark_of, placed, said, table_in
from entregent.readers.table_guess import guess
from entregent.text.scripts import fold

AHEAD_SECONDS: Final = 2 * 86_400
CARDS_REMEMBERED: Final = 20_000
"""Cards of one table that are told once, however many rows repeat them."""
LOOKED_AT: Final = 5
"""Rows that a look at a table shows."""
CELL_SHOWN: Final = 60
SEEN, SEEN_ROW = "table", "row"
"""What a look tells of a table and of each of its rows: for a preview, and no problems."""
_UNANSWERED: Final = frozenset((MISSED, REJECTED, VOICEMAIL))
_SEVERAL: Final = re.compile(r"\s*(?:;|:::|\||,(?=\s*[^\s,]+@))\s*")
_TO_ME: Final = re.compile(r"\b(?:them|they|eux|elle|lui|to me|(?:vers|a|pour) moi|recu\w*|received|in)\b")
_FROM_ME: Final = re.compile(r"\b(?:me|i|moi|je|us|we|nous|out)\b")


class Layout(NamedTuple):
    """A table and where its fields stand. `channel` counts for all rows where one word says so."""

    table: Table
    at: dict[str, tuple[int, ...]]
    channel: str
    columns: str
    mark: str


class MappedTable:
    """Delimited text whose columns the owner named, now or when a table of these headings was read before."""

    name: ClassVar[str] = "table_mapped"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Only where it was said what the columns hold."""
        layout = _layout(document)
        if layout is None:
            return None
        facts = (("columns", layout.columns), ("mark", layout.mark))
        return Recognition(1.0, "named-columns", facts)

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """A card for each person; an exchange for each row that has a day."""
        layout = _layout(document)
        if layout is None:
            yield Problem(document.path, "line 1", "columns-unknown")
            return
        yield from _read(document, options, layout)


class TableLook:
    """The first rows of a table as they stand and as they would be read: for a proposal, never for a book."""

    name: ClassVar[str] = "table_look"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Any table."""
        return Recognition(1.0, SEEN) if table_in(document) is not None else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """A "table" (headings; columns, said or guessed), a "row" for each of the first ones, then what they give."""
        table = table_in(document)
        if table is None:
            return
        columns = next((text for mark, text in document.tables if not mark), "") or guess(table)
        facts = (("columns", columns), ("headings", json.dumps(table.headings)), ("header", str(table.header_line)))
        yield Problem(document.path, "", SEEN, facts, lost=False)
        for row in table.rows[:LOOKED_AT]:
            cells = tuple((str(at), one_line(cell, CELL_SHOWN)) for at, cell in enumerate(row.cells[:200]))
            yield Problem(document.path, f"line {row.number}", SEEN_ROW, cells, lost=False)
        try:
            layout = _laid_out(table, columns, document.path)
        except ColumnsError as error:
            yield Problem(document.path, "", error.code, tuple(error.facts.items()))
            return
        yield from _read(document, options, layout, most=LOOKED_AT)


def _layout(document: Document) -> Layout | None:
    """The table, if what was said of columns fits it."""
    if not document.tables or document.is_folder:
        return None
    table = table_in(document)
    if table is None:
        return None
    mark = mark_of(table, document.path)
    # What is said now goes before what was said once.
    for of, columns in sorted(document.tables, key=lambda pair: pair[0] != ""):
        if of in ("", mark):
            try:
                return _laid_out(table, columns, document.path)
            except ColumnsError:
                continue
    return None


def _laid_out(table: Table, columns: str, path: str) -> Layout:
    pairs = said(columns)
    at = placed(pairs, table.headings)
    channel = next((channel_said(column) for field, column in pairs if field == "channel"), "")
    return Layout(table, at, "" if "channel" in at else channel, columns, mark_of(table, path))


def _read(document: Document, options: ReadOptions, layout: Layout, most: int = 0) -> Iterator[Interaction | Item]:
    order = ""
    if "date" in layout.at:
        with document.open_stream() as stream:
            texts = (_cell(row, layout.at["date"][0]) for row in _rows(stream, layout))
            found = number_order(islice(texts, most or None))
        order = found.first or {"dmy": "day", "mdy": "month"}.get(options.dates, "")
        if found.undecided and order:
            code = f"dates-{order}-first" if found.first else "dates-as-told"
            yield Problem(document.path, "", code, (("count", str(found.undecided)),), lost=False)
    reading = _Rows(document.path, options, layout, order)
    with document.open_stream() as stream:
        for row in islice(_rows(stream, layout), most or None):
            yield from reading.take(row)
    yield from reading.rest()


def _rows(stream: object, layout: Layout) -> Iterator[Row]:
    first = layout.table.header_line + 1 if layout.table.header_line else layout.table.first_line
    for row in read_rows(stream, layout.table.dialect):  # type: ignore[arg-type]
        if row.number >= first and any(map(str.strip, row.cells)):
            yield row


def _cell(row: Row, index: int) -> str:
    return row.cells[index].strip() if index < len(row.cells) else ""


class _Rows:
    """One table on its way to cards and exchanges."""

    def __init__(self, path: str, options: ReadOptions, layout: Layout, first: str) -> None:
        self._path = path
        self._options = options
        self._at = layout.at
        self._channel = layout.channel
        self._first = first
        self._zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self._left_out = LeftOut(path)
        self._told: set[str] = set()
        self._exchanges = 0
        heading = layout.table.headings[layout.at["duration"][0]] if "duration" in layout.at else ""
        self._in_minutes = re.search(r"\bmin", normalised(heading)) is not None

    def take(self, row: Row) -> Iterator[Interaction | Item]:
        """One row."""
        place = f"line {row.number}"
        if row.flaw:
            yield Problem(self._path, place, row.flaw, lost=False)
        bag = HandleBag(self._options.region)
        record = self._card(row, bag)
        if record is None:
            yield Problem(self._path, place, "empty-row")
            return
        for text in bag.refused:
            yield Problem(self._path, place, "broken-handle", (("text", text),), lost=False)
        if record.key not in self._told:
            if len(self._told) >= CARDS_REMEMBERED:
                self._told.clear()
            self._told.add(record.key)
            yield record
        if "date" in self._at:
            yield from self._exchange(row, record, place)

    def _first_of(self, row: Row, field: str) -> str:
        return next((cell for index in self._at.get(field, ()) if (cell := _cell(row, index))), "")

    def _all(self, row: Row, field: str) -> list[str]:
        return [cell for index in self._at.get(field, ()) if (cell := _cell(row, index))]

    def _card(self, row: Row, bag: HandleBag) -> Record | None:
        """Whom the row is about; None where it names nobody."""
        for field, add in (("mail", bag.add_mail), ("phone", bag.add_phone), ("url", bag.add_url)):
            for cell in self._all(row, field):
                for text in _SEVERAL.split(cell):
                    add(text)
        for cell in self._all(row, "account"):
            service, colon, name = cell.partition(":")
            bag.add_account(service if colon else "account", name if colon else cell)
        given, family = one_line(self._first_of(row, "first")), one_line(self._first_of(row, "last"))
        nickname = one_line(self._first_of(row, "nickname"))
        name = one_line(self._first_of(row, "name")) or f"{given} {family}".strip() or nickname
        handles = bag.handles
        name = name or next((handle.value for handle in handles), "")
        if not name or not (fold(name) or handles):
            return None
        if not handles:
            handles = (ClaimedHandle(NAME, f"table:{fold(name)}"),)
        met, met_note = self._met(row)
        notes = [note_text(text) for text in (*self._all(row, "note"), met_note) if text]
        organisation, title = (one_line(self._first_of(row, field)) for field in ("organisation", "title"))
        birthday = self._day(self._first_of(row, "birthday"))
        # A history says on each row what happened: that is no note on the person.
        note = "" if "date" in self._at else "\n".join(notes)
        cells = self._all(row, "circle")
        circles = [text for cell in cells for part in re.split(r"[;,|]", cell) if (text := one_line(part, 100))]
        told = (organisation, title, birthday, note, met, *circles)
        return Record(
            key=content_key(name, *sorted(handle.value for handle in handles), *told),
            name=name,
            given=given,
            family=family,
            nicknames=(nickname,) if nickname and nickname != name else (),
            handles=handles,
            organisation=organisation,
            title=title,
            birthday=birthday,
            note=note,
            categories=tuple(dict.fromkeys(circles))[:100],
            met_on=met,
            place=f"line {row.number}",
        )

    def _met(self, row: Row) -> tuple[str, str]:
        """(the day of the first meeting, or what else the cell says)."""
        text = self._first_of(row, "met")
        day = self._day(text)
        return (day, "") if len(day) == 10 and day[0] != "-" else ("", one_line(text))

    def _day(self, text: str) -> str:
        day_first = self._first == "day" or (not self._first and self._options.dates == "dmy")
        return (spoken_date(text, day_first=day_first) or "") if text else ""

    def _exchange(self, row: Row, record: Record, place: str) -> Iterator[Interaction | Item]:
        written = f"{self._first_of(row, 'date')} {self._first_of(row, 'time')}".strip()
        if not written:
            return  # a card alone
        found = self._instant(written)
        if found is None:
            self._left_out.count("ambiguous-dates", lost=True)
            return
        at, offset, timeless = found
        if at is None:
            yield from self._left_out.broken_date(place, written)
        yield self._interaction(row, record, (at, offset, timeless), place)

    def _interaction(self, row: Row, record: Record, when: tuple[int | None, int, bool], place: str) -> Interaction:
        told = f"{self._first_of(row, 'channel')} {self._first_of(row, 'direction')}"
        kind, way = kind_of(told)
        duration = self._first_of(row, "duration")
        word = self._channel or channel_said(self._first_of(row, "channel")) or ("call" if duration else "other")
        channel = Channel[word.upper()]
        if not way:
            way = _way(normalised(self._first_of(row, "direction")))
        if not way and kind not in _UNANSWERED and channel != Channel.MEETING:
            self._left_out.count("directionless-exchanges")
        outgoing = way == OUTGOING or (not way and kind not in _UNANSWERED)
        amount, flags = 0, Flag.TIMELESS if when[2] else 0
        if channel in (Channel.CALL, Channel.MEETING):
            seconds = (
                seconds_of(duration, in_minutes=self._in_minutes or channel == Channel.MEETING) if duration else None
            )
            amount, tried = call(seconds, outgoing=outgoing, answered=kind not in _UNANSWERED)
            flags |= tried if channel == Channel.CALL else 0
        elif kind in _UNANSWERED:
            flags |= Flag.ATTEMPT
        other = _reached(record, channel)
        self._exchanges += 1
        return Interaction(
            channel=channel,
            at=when[0],
            offset=when[1],
            sender=SELF if outgoing else other,
            to=(other,) if outgoing else (SELF,),
            others=1,
            title=one_line(self._first_of(row, "subject"), 200),
            amount=amount,
            flags=flags | (Flag.SENT if outgoing else 0),
            place=place,
        )

    def _instant(self, written: str) -> tuple[int | None, int, bool] | None:
        """(UTC seconds, offset, whether only the day is known); None for a date that could be another one."""
        spoken = spoken_instant(written, day_first=self._first == "day")
        if spoken is None:
            return None, 0, False
        if spoken.either and not self._first:
            return None
        try:
            at, offset = instant_in(spoken, self._zone)
        except (ValueError, OverflowError):
            return None, 0, False
        if at > self._options.now + AHEAD_SECONDS:
            return None, 0, False
        return at, offset, spoken.second is None

    def rest(self) -> Iterator[Item]:
        """What the whole table tells."""
        yield from self._left_out.told()
        if self._exchanges:
            yield OwnerHint("account-owner", SELF, self._exchanges)


def _way(told: str) -> str:
    """Which way it went, by who is named."""
    return INCOMING if _TO_ME.search(told) else OUTGOING if _FROM_ME.search(told) else ""


_BY: Final = {Channel.MAIL: (MAIL,), Channel.CALL: (PHONE,), Channel.TEXT: (PHONE,), Channel.SOCIAL: (ACCOUNT,)}


def _reached(record: Record, channel: Channel) -> Participant:
    """The one of a card's handles that this channel would reach."""
    wanted = _BY.get(channel, ())
    best = next((handle for handle in record.handles if handle.kind in wanted), record.handles[0])
    return Participant(best.kind, best.value, record.name)
