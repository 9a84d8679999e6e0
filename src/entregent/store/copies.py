"""Copies: what a second copy of a known event adds to it, so that no order of reading matters."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entregent.model.interaction import Flag
from entregent.store import alters
from entregent.store.connection import Connection
from entregent.store.events import FROM, EventRow, event_row, parts_of, title_of

_MARKS: Final = Flag.BULK | Flag.LIST


class Gain(NamedTuple):
    """What a copy added: handles it names besides those known, and marks (`Flag`) that only it bears."""

    event: int
    named: tuple[int, ...]
    sender: int
    marks: int


def compared(connection: Connection, rows: Sequence[EventRow]) -> tuple[list[tuple[int, int]], list[EventRow]]:
    """(event, origin) of those of these events that the book holds; and those that it holds otherwise than told here.

    An export that is read again says what it said: nearly all of it is found equal, byte by byte.
    """
    told = {row.id: row for row in rows}
    origins, differing = [], []
    numbers = [(number,) for number in sorted(told)]
    for number, origin, how, amount, parts, title in connection.raw.executemany(
        "SELECT id, origin, how, amount, parts, title FROM event WHERE id = ?", numbers
    ):
        origins.append((number, origin))
        row = told[number]
        if (
            how != row.channel | row.flags << 3
            or amount != row.amount
            or title != (row.title or None)
            or parts != array("I", row.parts).tobytes()
        ):
            differing.append(row)
    return origins, differing


def enrich(connection: Connection, copies: Iterable[EventRow], owners: frozenset[int]) -> list[Gain]:
    """Add to known events what only these copies tell: hidden recipients, marks, the size and title of the fuller one.

    Whichever copy comes first, the event ends the same. Returns what was gained, for identity's counts.
    """
    gains = []
    with connection.writing():
        for copy in copies:
            row = connection.row("SELECT id, how, amount, parts, title FROM event WHERE id = ?", (copy.id,))
            if row is None:
                continue
            kept = event_row(row)
            both = united(kept, copy)
            if both != kept:
                _rewrite(connection, kept, both._replace(others=max(both.others, copy.others)), owners)
                before = {part >> 3 for part in kept.parts}
                named = tuple(part >> 3 for part in both.parts if part >> 3 not in before and part & 7 != FROM)
                gains.append(Gain(copy.id, named, _sender(both), both.flags & ~kept.flags & _MARKS))
    return gains


def united(one: EventRow, other: EventRow) -> EventRow:
    """Two copies of an event as one: the same whichever is first (`others` is left as in the first)."""
    roles = {part >> 3: part & 7 for part in sorted(one.parts, reverse=True) if part & 7 != FROM}
    more = []
    for part in sorted(other.parts):
        known = roles.get(part >> 3)
        if part & 7 != FROM and (known is None or part & 7 < known):
            roles[part >> 3] = part & 7
            more.append(part)
    parts = one.parts
    if more:
        gone = {part >> 3 for part in more}
        parts = tuple(p for p in one.parts if p & 7 == FROM or p >> 3 not in gone) + tuple(
            handle << 3 | roles[handle] for handle in sorted(gone)
        )
    return one._replace(
        flags=one.flags | other.flags,
        amount=max(one.amount, other.amount),
        parts=parts,
        title=max(one.title, other.title),
    )


def _sender(event: EventRow) -> int:
    return event.parts[0] >> 3 if event.parts and event.parts[0] & 7 == FROM else 0


def _rewrite(connection: Connection, kept: EventRow, both: EventRow, owners: frozenset[int]) -> None:
    number = both.id
    handles = {part >> 3 for part in both.parts}
    known = [
        int(connection.value("SELECT others FROM part WHERE handle = ? AND event = ?", (handle, number)) or 0)
        for handle in handles
    ]
    both = both._replace(others=max([both.others, *known]))
    if kept.parts != both.parts or kept.flags != both.flags:
        alters.note_changed(connection, [number])
    connection.run(
        "UPDATE event SET how = ?, amount = ?, parts = ?, title = ? WHERE id = ?",
        (both.channel | both.flags << 3, both.amount, array("I", both.parts).tobytes(), both.title or None, number),
    )
    connection.run_many("DELETE FROM part WHERE handle = ? AND event = ?", [(handle, number) for handle in handles])
    connection.run_many("INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?, ?)", sorted(parts_of(both, owners)))
    if both.title != kept.title:
        connection.run("DELETE FROM event_text WHERE rowid = ?", (number,))
        connection.run("INSERT INTO event_text (rowid, title) VALUES (?, ?)", (number, both.title))


def titles(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The titles of these events: what tells whether two sources tell one meeting."""
    return {number: title for number in numbers if (title := title_of(connection, number))}
