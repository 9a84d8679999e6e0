"""Weighing: parts become tie states."""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from entregent.app.opening import OpenBook
from entregent.attention.replies import Moment, Tries, read_tries
from entregent.model.interaction import DIGEST_BITS, Contact, Direction
from entregent.store import events, handles, memos, people
from entregent.store.events import ATTEMPT, BULK, CHANNEL_MASK, COPY, DIRECTION_SHIFT, FORWARDED, OWN, TIMELESS
from entregent.ties.state import DAY, TieState, fold_all
from entregent.ties.weights import DIRECT_OTHERS, contact

_PACKED: Final = struct.Struct(
    "<" + "".join("q" if TieState.__annotations__[name] is int else "d" for name in TieState._fields)
)


SAME_EVENT_SECONDS: Final = 2 * 3600
"""What the owner logged and what a source tells of the same channel within two hours are one event."""


TIE_FORMAT: Final = f"{_PACKED.format} {' '.join(TieState._fields)}"
"""Remembered beside the packed states: a version that packs otherwise works them out anew."""


PartRow = tuple[int, int, int, int]
"""(event, how, others, amount) of a part."""


def pack(state: TieState) -> bytes:
    """A tie state as the book keeps it."""
    return _PACKED.pack(*state)


def unpack(packed: bytes) -> TieState:
    """A tie state out of the book."""
    return TieState._make(_PACKED.unpack(packed))


class Weighed(NamedTuple):
    """One person's tie, ready to be kept."""

    person: int
    state: TieState
    interactions: int
    tries: dict[int, Tries]


def weigh(book: OpenBook, persons: Iterable[int]) -> None:
    """Work out the ties of these people from all their parts, and keep them."""
    shift = zone_shift(book)
    wanted = set(persons)
    human = wanted & people.human_ids(book.connection)
    kept: list[tuple[int, bytes, int, str]] = []
    weighed_people = set()
    for person, rows in _rows_by_person(book, human):
        weighed = weigh_rows(person, rows, book.now, shift)
        if weighed is not None:
            kept.append(tie_row(weighed))
            weighed_people.add(person)
    for begin in range(0, len(kept), _AT_ONCE):
        with book.connection.writing():
            people.put_ties(book.connection, kept[begin : begin + _AT_ONCE])
    with book.connection.writing():
        people.drop_ties(book.connection, sorted(wanted - weighed_people))
        memos.put(book.connection, "tie-format", TIE_FORMAT)


_AT_ONCE: Final = 4_000
"""Ties written in one transaction: the owner's own edits go in between."""


_SCAN_SHARE: Final = 4
"""From a quarter of the people on, one scan of all parts is quicker than a look-up for each."""


def _rows_by_person(book: OpenBook, human: set[int]) -> Iterator[tuple[int, list[PartRow]]]:
    """(person, their dated exchanges in time order), one person at a time so that memory stays flat."""
    until = until_event(book)
    own = handles.by_person(book.connection, human)
    one_scan = len(human) * _SCAN_SHARE >= people.count(book.connection)
    single = {of[0]: person for person, of in own.items() if len(of) == 1} if one_scan else {}
    if single:
        scan = events.all_exchanges(book.connection, until)
        for handle, group in groupby(scan, key=itemgetter(0)):
            if handle in single:
                yield single[handle], [row[1:] for row in group]
    for person, of in own.items():
        if of[0] not in single:
            yield person, _rows_of(book, of, until)


def tie_row(weighed: Weighed) -> tuple[int, bytes, int, str]:
    """A tie as the book keeps it."""
    return weighed.person, pack(weighed.state), weighed.interactions, _tries_text(weighed.tries)


def until_event(book: OpenBook) -> int:
    """The first event number after the book's instant."""
    return (book.now + 1) << DIGEST_BITS


def zone_shift(book: OpenBook) -> int:
    """Seconds that the book's zone lies east of UTC, summer time left out: days are cut there.

    The same all year, so that a tie is the same whenever it is weighed.
    """
    from datetime import datetime, timedelta

    instant = datetime.fromtimestamp(book.now, book.zone)
    offset = (instant.utcoffset() or timedelta()) - (instant.dst() or timedelta())
    return int(offset.total_seconds())


def _rows_of(book: OpenBook, own: Sequence[int], until: int) -> list[PartRow]:
    rows = [row for handle in own for row in events.exchanges(book.connection, handle, until)]
    if len(own) > 1:
        # One event may reach two addresses of one person: it counts once.
        rows = list({row[0]: row for row in rows}.values())
        rows.sort()
    return rows


def weigh_rows(person: int, rows: list[PartRow], now: int, shift: int) -> Weighed | None:
    """A tie from (event, how, others, amount) rows in time order; None where nothing passed."""
    rows = without_told_twice(rows)
    moments = [
        Moment(
            event >> DIGEST_BITS,
            how & CHANNEL_MASK,
            how >> DIRECTION_SHIFT & 3,
            others <= DIRECT_OTHERS and not how & COPY,
            bool(how & ATTEMPT),
        )
        for event, how, others, _ in rows
        if not how & BULK
    ]
    if not moments:
        return None
    contacts = _contacts(rows)
    state = fold_all(contacts, shift=shift)
    return Weighed(person, state, len(contacts), read_tries(moments, now))


def without_told_twice(rows: list[PartRow]) -> list[PartRow]:
    """Leave out what the owner logged of an event that a source tells too: evidence gives time and length."""
    if not any(row[1] & OWN for row in rows):
        return rows
    told = [(row[0] >> DIGEST_BITS, row[1] & CHANNEL_MASK) for row in rows if not row[1] & OWN]
    return [row for row in rows if not (row[1] & OWN and _is_told(row, told))]


def _is_told(row: PartRow, told: list[tuple[int, int]]) -> bool:
    at, channel = row[0] >> DIGEST_BITS, row[1] & CHANNEL_MASK
    reach = DAY // 2 if row[1] & TIMELESS else SAME_EVENT_SECONDS
    return any(other == channel and abs(when - at) <= reach for when, other in told)


def _tries_text(tries: Mapping[int, Tries]) -> str:
    return json.dumps({str(channel): list(row) for channel, row in sorted(tries.items())})


def read_tries_text(text: str) -> dict[int, Tries]:
    """Tries per channel as `tie.tries` keeps them."""
    return {int(channel): Tries(*row) for channel, row in json.loads(text).items()}


def contacts_of(book: OpenBook, person: int) -> list[Contact]:
    """What passed with somebody, as ties weigh it, in time order."""
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    return _contacts(without_told_twice(_rows_of(book, own, until_event(book))))


def _contacts(rows: Iterable[PartRow]) -> list[Contact]:
    found = []
    for event, how, others, amount in rows:
        if not how & (BULK | ATTEMPT):
            direction = how >> DIRECTION_SHIFT & 3
            one = contact(event >> DIGEST_BITS, how & CHANNEL_MASK, direction, others, amount, copied=bool(how & COPY))
            found.append(one._replace(direct=False) if how & FORWARDED else one)
    return found


def contact_days(book: OpenBook) -> list[list[int]]:
    """Each person's distinct days of contact, sorted: what capacity is measured on."""
    shift, until = zone_shift(book), until_event(book)
    found = []
    for row in people.list_all(book.connection):
        if row.sort != "person" or row.never:
            continue
        own = [handle[0] for handle in handles.of_person(book.connection, row.id)]
        days = {
            ((event >> DIGEST_BITS) + shift) // DAY
            for event, how, others, _ in _rows_of(book, own, until)
            if not how & (BULK | ATTEMPT) and others <= DIRECT_OTHERS
        }
        if days:
            found.append(sorted(days))
    return found


def direction_word(how: int) -> str:
    """The word for a part's direction."""
    if how & ATTEMPT:
        return "attempt"
    return {Direction.OUT: "out", Direction.IN: "in", Direction.BOTH: "both"}.get(
        Direction(how >> DIRECTION_SHIFT & 3), "beside"
    )
