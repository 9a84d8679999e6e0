"""Weighing: parts become tie states."""

import json
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from entregent.app.listed import yielding
from entregent.app.milestones import MILESTONE_FORMAT, Course, departure, pack_course, spacing
from entregent.app.opening import OpenBook
from entregent.attention.replies import Moment, Tries, decide, follow
from entregent.model.interaction import DIGEST_BITS, Contact, Direction
from entregent.store import events, first_tries, handles, memos, past, people
from entregent.store.events import (
    ATTEMPT,
    BULK,
    CHANNEL_MASK,
    COPY,
    DIRECTION_SHIFT,
    FORWARDED,
    HELD_BACK,
    OWN,
    TIMELESS,
)
from entregent.ties.state import DAY, TieState, fold_all
from entregent.ties.weights import DIRECT_OTHERS, contact, is_direct

_PACKED: Final = struct.Struct(
    "<" + "".join("q" if TieState.__annotations__[name] is int else "d" for name in TieState._fields)
)


SAME_EVENT_SECONDS: Final = 2 * 3600
"""What the owner logged and what a source tells of the same channel within two hours are one event."""


TIE_FORMAT: Final = f"{_PACKED.format} {' '.join(TieState._fields)}; {MILESTONE_FORMAT}"
"""Remembered beside the packed states and milestones: a version that packs otherwise works them out anew."""


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
    tries: Mapping[int, Sequence[int]]
    """Channel -> the five numbers of `Tries`."""
    milestones: dict[int, bytes]
    """Event -> the tie's course up to and with it."""


def weigh(book: OpenBook, persons: Iterable[int]) -> None:
    """Work out the ties of these people from all their parts, and keep them."""
    shift = zone_shift(book)
    wanted = set(persons)
    human = wanted & people.human_ids(book.connection)
    kept: list[Weighed] = []
    weighed_people = set()
    for person, rows in _rows_by_person(book, human):
        weighed = weigh_rows(person, rows, book.now, shift)
        if weighed is not None:
            kept.append(weighed)
            weighed_people.add(person)
        if len(kept) >= _AT_ONCE:
            _keep(book, kept)
            kept = []
    _keep(book, kept)
    gone = sorted(wanted - weighed_people)
    with book.connection.writing():
        people.drop_ties(book.connection, gone)
        memos.put(book.connection, "tie-format", TIE_FORMAT)
        first_tries.touch(book.connection, wanted)


def _keep(book: OpenBook, kept: Sequence[Weighed]) -> None:
    with book.connection.writing():
        people.put_ties(book.connection, [tie_row(weighed) for weighed in kept])
        past.put_milestones(book.connection, {weighed.person: weighed.milestones for weighed in kept})


_AT_ONCE: Final = 4_000
"""Ties written in one transaction: the owner's own edits go in between."""


_SCANNED_AT_ONCE: Final = 500
"""Handles whose parts are read together."""
_SCAN_SHARE: Final = 4
"""From a quarter of the people on, one scan of all parts is quicker than a look-up for each."""


def _rows_by_person(book: OpenBook, human: set[int]) -> Iterator[tuple[int, list[PartRow]]]:
    """(person, their dated exchanges in time order), one person at a time so that memory stays flat."""
    until = until_event(book)
    own = handles.by_person(book.connection, human)
    one_scan = len(human) * _SCAN_SHARE >= people.count(book.connection)
    single = {of[0]: person for person, of in own.items() if len(of) == 1} if one_scan else {}
    alone = sorted(single)
    for begin in range(0, len(alone), _SCANNED_AT_ONCE):
        some = alone[begin : begin + _SCANNED_AT_ONCE]
        scan = events.exchanges_between(book.connection, some[0], some[-1], until)
        for handle, group in groupby(scan, key=itemgetter(0)):
            if handle in single:
                yield single[handle], yielding(book.connection, [row[1:] for row in group])
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


def rows_of(book: OpenBook, person: int) -> list[PartRow]:
    """All that passed with somebody, in time order."""
    return _rows_of(book, [handle[0] for handle in handles.of_person(book.connection, person)], until_event(book))


def _rows_of(book: OpenBook, own: Sequence[int], until: int) -> list[PartRow]:
    rows = [row for handle in own for row in events.exchanges(book.connection, handle, until)]
    if len(own) > 1:
        # One event may reach two addresses of one person: it counts once.
        rows = list({row[0]: row for row in rows}.values())
        rows.sort()
    return yielding(book.connection, rows)


def weigh_rows(person: int, rows: list[PartRow], now: int, shift: int) -> Weighed | None:
    """A tie from (event, how, others, amount) rows in time order; None where nothing passed."""
    own = [row[0] >> DIGEST_BITS for row in rows if row[1] & OWN and not row[1] & HELD_BACK]
    rows = without_told_twice(rows)
    course = departure()
    milestones = {}
    step = spacing(len(rows))
    for begin in range(0, len(rows), step):
        piece = rows[begin : begin + step]
        course = advance(course, piece, shift)
        if len(piece) == step:
            event = piece[-1][0]
            packed = _milestone(course, event >> DIGEST_BITS, own, shift)
            if packed is not None:
                milestones[event] = packed
    return settled(person, course, now, milestones)


def _milestone(course: Course, at: int, own: Sequence[int], shift: int) -> bytes | None:
    """A course as a milestone after an event at `at`; None near what the owner logged.

    There, what a source tells of the same event later would decide about rows before.
    """
    if not course.tries.counts or any(abs(at - logged) <= DAY // 2 for logged in own):
        return None
    decide(course.tries, at)
    return pack_course(course, shift)


def advance(course: Course, rows: Iterable[PartRow], shift: int) -> Course:
    """The course after these rows too; it takes over what it is given."""
    contacts: list[Any] = []
    moments: list[Any] = []
    for event, how, others, amount in rows:
        told, tried = _meaning(how, others, amount)
        at = event >> DIGEST_BITS
        if told:
            contacts.append((at, *told))
        if tried:
            moments.append((at, *tried))
    return Course(
        fold_all(contacts, course.state, shift=shift),
        course.interactions + len(contacts),
        follow(moments, course.tries),
    )


def settled(person: int, course: Course, now: int, milestones: dict[int, bytes]) -> Weighed | None:
    """The tie at the end of its course; None where nothing passed."""
    if not course.tries.counts:
        return None
    decide(course.tries, now)
    return Weighed(person, course.state, course.interactions, course.tries.counts, milestones)


@lru_cache(maxsize=1 << 14)
def _meaning(how: int, others: int, amount: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """A Contact and a Moment without their instants, the first fields; empty where a part is none."""
    told: tuple[Any, ...] = ()
    tried: tuple[Any, ...] = ()
    channel, direction = how & CHANNEL_MASK, how >> DIRECTION_SHIFT & 3
    if not how & (BULK | ATTEMPT):
        one = contact(0, channel, direction, others, amount, copied=bool(how & COPY))
        told = tuple(one._replace(direct=False) if how & FORWARDED else one)[1:]
    if not how & BULK:
        meant = is_direct(channel, others, copied=bool(how & COPY))
        tried = tuple(Moment(0, channel, direction, meant, bool(how & ATTEMPT)))[1:]
    return told, tried


def without_told_twice(rows: list[PartRow]) -> list[PartRow]:
    """Leave out what the owner logged of an event that a source tells too: evidence gives time and length.

    And what was held back: nothing reached the person, so that no clock, count or chance knows of it.
    """
    if not any(row[1] & OWN for row in rows):
        return rows
    told: dict[int, list[int]] = {}
    for event, how, _, _ in rows:
        if not how & OWN:
            told.setdefault(how & CHANNEL_MASK, []).append(event >> DIGEST_BITS)
    return [row for row in rows if not (row[1] & OWN and (row[1] & HELD_BACK or _is_told(row, told)))]


def _is_told(row: PartRow, told: Mapping[int, list[int]]) -> bool:
    """Whether a source tells of the same channel near it; the instants are in order."""
    at, channel = row[0] >> DIGEST_BITS, row[1] & CHANNEL_MASK
    reach = DAY // 2 if row[1] & TIMELESS else SAME_EVENT_SECONDS
    instants = told.get(channel, [])
    place = bisect_left(instants, at - reach)
    return place < len(instants) and instants[place] <= at + reach


def _tries_text(tries: Mapping[int, Sequence[int]]) -> str:
    # As json.dumps would, in a tenth of the time.
    return "{" + ", ".join([f'"{channel}": {tries[channel]}' for channel in sorted(tries)]) + "}"


def read_tries_text(text: str) -> dict[int, Tries]:
    """Tries per channel as `tie.tries` keeps them."""
    return {int(channel): Tries(*row) for channel, row in json.loads(text).items()}


def contacts_of(book: OpenBook, person: int) -> list[Contact]:
    """What passed with somebody, as ties weigh it, in time order."""
    return _contacts(without_told_twice(rows_of(book, person)))


def _contacts(rows: Iterable[PartRow]) -> list[Contact]:
    found = []
    for event, how, others, amount in rows:
        told, _ = _meaning(how, others, amount)
        if told:
            found.append(Contact(event >> DIGEST_BITS, *told))
    return found


def met_with(rows: Iterable[PartRow]) -> list[tuple[int, float]]:
    """(instant, weight of the heavier direction) of each contact among these rows, in their order."""
    found = []
    for event, how, others, amount in rows:
        told, _ = _meaning(how, others, amount)
        if told and (weight := max(told[1], told[2])) > 0.0:
            found.append((event >> DIGEST_BITS, weight))
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
