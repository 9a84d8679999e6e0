"""Events and parts: what happened, clustered by handle and time."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from entregent.model.interaction import DIGEST_BITS, Channel, Direction, Flag
from entregent.store import alters
from entregent.store.connection import Connection, Row

OWN_ORIGIN: Final = 0
"""Origin of what the owner logged by hand: no source, so no import takes it away."""

FORWARDED_FLAG: Final = 1 << 9
OWN_FLAG: Final = 1 << 10
"""In `EventRow.flags`, beside the flags of readers: logged by hand."""
OWN_BOTH_FLAG: Final = 1 << 11
"""Logged by hand, and both had a part in it: talked or met."""
HELD_BACK_FLAG: Final = 1 << 12
"""Logged by hand, and nothing reached the other person: hung up, not sent, not answered, left early."""

FROM: Final = 0
TO: Final = 1
CC: Final = 2
BCC: Final = 3

CHANNEL_MASK: Final = 7
DIRECTION_SHIFT: Final = 3
DIRECTION_MASK: Final = 3 << DIRECTION_SHIFT
COPY: Final = 1 << 5
"""The owner, or this person, was not addressed by name."""
BULK: Final = 1 << 6
ATTEMPT: Final = 1 << 7
TIMELESS: Final = 1 << 8
FORWARDED: Final = 1 << 10
"""Passed on, by its subject: it tells, it rarely asks."""
OWN: Final = 1 << 9
"""The owner logged it by hand."""
HELD_BACK: Final = 1 << 11
"""An attempt of which the other person knows nothing."""
EXCHANGED: Final = DIRECTION_MASK
"""A part whose direction bits are empty is beside: both were there, no exchange."""

_MEETING: Final = 2


class EventRow(NamedTuple):
    """An event ready to be written: `parts` are handle << 3 | role, the sender first; nobody forgotten among them."""

    id: int
    channel: int
    flags: int
    amount: int
    others: int
    parts: tuple[int, ...]
    title: str
    zone: int = 0
    """Minutes east of UTC that the source wrote."""


def write(
    connection: Connection, rows: dict[int, EventRow], origin: int, owners: frozenset[int]
) -> tuple[set[int], list[tuple[int, int, int, int, int]]]:
    """Write the events that the book lacks, with parts and search index; return their ids and parts.

    Rows are written in the order of their keys, so that each tree grows in few places.
    """
    ordered = [rows[number] for number in sorted(rows)]
    with connection.writing():
        fresh = {
            row[0]
            for row in connection.raw.executemany(
                "INSERT INTO event (id, origin, how, amount, parts, title, zone) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO NOTHING RETURNING id",
                [
                    (e[0], origin, e[1] | e[2] << 3, e[3], array("I", e[5]).tobytes(), e[6] or None, e[7])
                    for e in ordered
                ],
            )
        }
        parts = [part for event in ordered if event.id in fresh for part in parts_of(event, owners)]
        parts.sort()
        connection.run_many("INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?, ?)", parts)
        connection.run_many(
            "INSERT INTO event_text (rowid, title) VALUES (?, ?)",
            [(event.id, event.title) for event in ordered if event.title and event.id in fresh],
        )
        alters.note_written(connection, fresh)
    return fresh, parts


def parts_of(event: EventRow, owners: frozenset[int]) -> list[tuple[int, int, int, int, int]]:
    """The `part` rows that an event means for each handle but the owner's own: (handle, event, how, others, amount)."""
    parts = event.parts
    if not parts:
        return []
    sender = 0 if parts[0] & 7 else parts[0] >> 3
    mine = sender in owners
    flags = event.flags
    common = event.channel
    if flags:
        common |= _marks(flags, mine=mine)
    to_sender, to_others = _directions(event, mine=mine, sent=sender != 0)
    others = min(event.others, 65_535)
    number, amount = event.id, event.amount
    rows: dict[int, tuple[int, int, int, int, int]] = {}
    addressed = False
    for part in parts:
        handle, role = part >> 3, part & 7
        if handle in owners:
            addressed = addressed or role == TO
        elif handle not in rows:
            how = common | to_others | (COPY if role >= CC else 0) if role else common | to_sender
            rows[handle] = (handle, number, how, others, amount)
    if sender in rows and not addressed:
        # Nobody wrote to the owner by name: a copy, a list, a blind copy.
        rows[sender] = (sender, number, rows[sender][2] | COPY, others, amount)
    return list(rows.values())


def _marks(flags: int, *, mine: bool) -> int:
    marks = 0
    if flags & Flag.ATTEMPT:
        marks |= ATTEMPT
    if flags & Flag.TIMELESS:
        marks |= TIMELESS
    if not mine and flags & (Flag.BULK | Flag.LIST):
        marks |= BULK
    if flags & OWN_FLAG:
        marks |= OWN
    if flags & HELD_BACK_FLAG:
        marks |= HELD_BACK
    if flags & FORWARDED_FLAG:
        marks |= FORWARDED
    return marks


def _directions(event: EventRow, *, mine: bool, sent: bool) -> tuple[int, int]:
    """Direction bits of the sender's row and of everybody else's."""
    if event.flags & OWN_FLAG:
        both = Direction.BOTH if event.flags & OWN_BOTH_FLAG else Direction.OUT
        return both << DIRECTION_SHIFT, both << DIRECTION_SHIFT
    if event.channel == _MEETING:
        return Direction.BOTH << DIRECTION_SHIFT, Direction.BOTH << DIRECTION_SHIFT
    if not sent:
        return Direction.BESIDE << DIRECTION_SHIFT, Direction.BESIDE << DIRECTION_SHIFT
    others = Direction.OUT if mine else Direction.BESIDE
    return Direction.IN << DIRECTION_SHIFT, others << DIRECTION_SHIFT


def origins_of(connection: Connection, events: Iterable[int]) -> list[tuple[int, int]]:
    """(event, origin) of those events that the book holds."""
    found = []
    for event in events:
        origin = connection.value("SELECT origin FROM event WHERE id = ?", (event,))
        if origin is not None:
            found.append((event, int(origin)))
    return found


def set_origins(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Write (origin, event)."""
    connection.run_many("UPDATE event SET origin = ? WHERE id = ?", pairs)


def add_signals(connection: Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Keep (event, kind, value) of the second pass."""
    connection.run_many("INSERT OR IGNORE INTO signal (event, kind, value) VALUES (?, ?, ?)", rows)


def signals_of(connection: Connection, event: int) -> list[tuple[str, str]]:
    """(kind, value) of an event's signals."""
    return [(row[0], row[1]) for row in connection.rows("SELECT kind, value FROM signal WHERE event = ?", (event,))]


def event_row(row: Sequence[object]) -> EventRow:
    """An EventRow from (id, how, amount, parts, title) and, where known, others."""
    number, how, amount, parts, title = row[:5]
    assert isinstance(number, int)
    assert isinstance(how, int)
    assert isinstance(amount, int)
    assert isinstance(parts, bytes)
    packed = array("I")
    packed.frombytes(parts)
    named = sum(1 for part in packed if part & 7 != FROM)
    return EventRow(number, how & CHANNEL_MASK, how >> 3, amount, named, tuple(packed), str(title or ""))


def redirect(connection: Connection, numbers: Iterable[int], owners: frozenset[int]) -> set[int]:
    """Work out the parts of these events anew (the owner's handles changed); return the handles touched."""
    touched: set[int] = set()
    old: list[tuple[int, int]] = []
    new: list[tuple[int, int, int, int, int]] = []
    with connection.writing():
        for number in numbers:
            row = connection.row("SELECT id, how, amount, parts, title FROM event WHERE id = ?", (number,))
            if row is None:
                continue
            event = event_row(row)
            handles = {part >> 3 for part in event.parts}
            known = [
                others
                for handle in list(handles)[:3]
                if (
                    others := connection.value(
                        "SELECT others FROM part WHERE handle = ? AND event = ?", (handle, number)
                    )
                )
            ]
            event = event._replace(others=max([event.others, *known]))
            old += [(handle, number) for handle in handles]
            new += parts_of(event, owners)
            touched |= handles
        if new:
            alters.spoil(connection)  # how many people besides the owner were there is another number now
        connection.run_many("DELETE FROM part WHERE handle = ? AND event = ?", sorted(old))
        connection.run_many("INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?, ?)", sorted(new))
    return touched


def events_of(connection: Connection, handle: int) -> list[int]:
    """The events in which a handle has a part."""
    return [row[0] for row in connection.rows("SELECT event FROM part WHERE handle = ?", (handle,))]


def events_naming(connection: Connection, handle: int) -> list[int]:
    """The events that name a handle, the owner's own included: a scan of all events."""
    found = []
    for number, parts in connection.iter_rows("SELECT id, parts FROM event"):
        packed = array("I")
        packed.frombytes(parts)
        if any(part >> 3 == handle for part in packed):
            found.append(number)
    return found


def exchanges(connection: Connection, handle: int, until: int | None = None) -> list[Row]:
    """(event, how, others, amount) of a handle's dated exchanges and attempts, in time order; beside is left out."""
    ceiling = (1 << 62) if until is None else until
    return connection.rows(
        "SELECT event, how, others, amount FROM part"
        " WHERE handle = ? AND event >= 0 AND event < ? AND how & 24 ORDER BY event",
        (handle, ceiling),
    )


def exchanges_between(connection: Connection, first: int, last: int, until: int) -> list[Row]:
    """(handle, event, how, others, amount) of the dated exchanges before `until` of the handles first … last.

    All at once: were the scan left open while others write, the next transaction here would be refused.
    """
    return connection.rows(
        "SELECT handle, event, how, others, amount FROM part"
        " WHERE handle BETWEEN ? AND ? AND event >= 0 AND event < ? AND how & 24 ORDER BY handle, event",
        (first, last, until),
    )


def timeline(
    connection: Connection, handles: Iterable[int], limit: int, until: int, channel: int | None = None
) -> list[Row]:
    """(event, part.how, minutes, event.how, parts, title, origin), newest first, of these handles, before `until`."""
    found: dict[int, Row] = {}
    only = "" if channel is None else f" AND p.how & 7 = {channel:d}"
    for handle in handles:
        for row in connection.rows(
            "SELECT p.event, p.how, p.amount, e.how, e.parts, e.title, e.origin FROM part p"
            f" JOIN event e ON e.id = p.event WHERE p.handle = ? AND p.event < ?{only} ORDER BY p.event DESC LIMIT ?",
            (handle, until, limit),
        ):
            found.setdefault(row[0], row)
    return [found[number] for number in sorted(found, reverse=True)[:limit]]


def exchanges_by_channel(connection: Connection, first: int, until: int) -> dict[int, int]:
    """Channel -> how many events from `first` on, before `until`, were exchanges: not in bulk, and no attempts."""
    nothing = (Flag.BULK | Flag.LIST | Flag.ATTEMPT) << 3
    return dict(
        connection.rows(
            "SELECT how & 7, count(*) FROM event WHERE id >= ? AND id < ? AND NOT how & ? GROUP BY 1",
            (first, until, nothing),
        )
    )


def channels(connection: Connection, events: Iterable[int]) -> dict[int, int]:
    """The channel of each of these events that the book holds."""
    found = {}
    for event in events:
        how = connection.value("SELECT how & 7 FROM event WHERE id = ?", (event,))
        if how is not None:
            found[event] = int(how)
    return found


def count_by_channel(connection: Connection, handles: Iterable[int], until: int) -> dict[int, int]:
    """Channel -> how many parts of it these handles have before `until`."""
    counted: dict[int, int] = {}
    for handle in handles:
        for channel, count in connection.rows(
            "SELECT how & 7, count(*) FROM part WHERE handle = ? AND event < ? GROUP BY 1", (handle, until)
        ):
            counted[channel] = counted.get(channel, 0) + count
    return counted


def with_others(connection: Connection, handles: Iterable[int], until: int, limit: int) -> list[bytes]:
    """The packed parts of the newest exchanges with these handles at which somebody else was present, bulk left out."""
    found: dict[int, bytes] = {}
    for handle in handles:
        found |= dict(
            connection.rows(
                "SELECT p.event, e.parts FROM part p JOIN event e ON e.id = p.event WHERE p.handle = ? AND p.event < ?"
                " AND p.others > 1 AND p.others <= 50 AND NOT p.how & 64 ORDER BY p.event DESC LIMIT ?",
                (handle, until, limit),
            )
        )
    return [found[number] for number in sorted(found, reverse=True)[:limit]]


def how_at(connection: Connection, handles: Iterable[int], at: int) -> int | None:
    """`how` of what passed with these handles in that second."""
    for handle in handles:
        found = connection.value(
            "SELECT how FROM part WHERE handle = ? AND event >= ? AND event < ? LIMIT 1",
            (handle, at << DIGEST_BITS, (at + 1) << DIGEST_BITS),
        )
        if found is not None:
            return int(found)
    return None


def title_of(connection: Connection, event: int) -> str:
    """The subject of an event; "" where it has none, or is not there."""
    return str(connection.value("SELECT title FROM event WHERE id = ?", (event,)) or "")


FEW_OTHERS: Final = 2
"""Up to so many others a word is meant for each of them; beyond, it was said in a crowd."""
_ANY: Final = 1 << 40


def last_words(connection: Connection, handles: Collection[int], until: int) -> Row | None:
    """(event, title) of the newest exchange with a subject; one said in a crowd only if there is no other."""
    rows = [row for handle in handles if (row := _last_words(connection, handle, until, FEW_OTHERS))]
    rows = rows or [row for handle in handles if (row := _last_words(connection, handle, until, _ANY))]
    return max(rows) if rows else None


def _last_words(connection: Connection, handle: int, until: int, most: int) -> Row | None:
    return connection.row(
        "SELECT p.event, e.title FROM part p JOIN event e ON e.id = p.event"
        " WHERE p.handle = ? AND p.event >= 0 AND p.event < ? AND p.how & 24 AND NOT p.how & 128 AND p.others <= ?"
        " AND e.title IS NOT NULL ORDER BY p.event DESC LIMIT 1",
        (handle, until, most),
    )


def last_event(connection: Connection, until: int) -> int | None:
    """The newest event that a source told before `until`."""
    found = connection.value("SELECT max(id) FROM event WHERE id >= 0 AND id < ? AND origin <> 0", (until,))
    return None if found is None else int(found)


def any_between(connection: Connection, first: int, until: int) -> bool:
    """Whether there is an event of a number from `first` up to, without, `until`."""
    return connection.value("SELECT 1 FROM event WHERE id >= ? AND id < ? LIMIT 1", (first, until)) is not None


def first_origin(connection: Connection, handle: int) -> tuple[int, str] | None:
    """(origin, channel word) of the first event that names a handle."""
    row = connection.row(
        "SELECT e.origin, e.how & 7 FROM part p JOIN event e ON e.id = p.event"
        " WHERE p.handle = ? ORDER BY p.event LIMIT 1",
        (handle,),
    )
    return (row[0], Channel(row[1]).name.lower()) if row else None


def handles_of(connection: Connection, event: int) -> list[int]:
    """The handles that an event names, sender first."""
    return handles_in(connection.value("SELECT parts FROM event WHERE id = ?", (event,)) or b"")


def handles_in(parts: bytes) -> list[int]:
    """The handles that an event names, sender first."""
    packed = array("I")
    packed.frombytes(parts)
    return [part >> 3 for part in packed]


def first_event(
    connection: Connection, handles: Iterable[int], *, meeting: bool, newest: bool, until: int = 1 << 62
) -> Row | None:
    """(event, title) of the first, or newest, dated event with these handles; of meetings only if asked."""
    order = "DESC" if newest else "ASC"
    where = "AND p.how & 7 = 2" if meeting else ""
    rows = [
        row
        for handle in handles
        if (
            row := connection.row(
                "SELECT p.event, e.title FROM part p JOIN event e ON e.id = p.event"
                f" WHERE p.handle = ? AND p.event >= 0 AND p.event < ? {where} ORDER BY p.event {order} LIMIT 1",
                (handle, until),
            )
        )
    ]
    if not rows:
        return None
    return max(rows) if newest else min(rows)


def count_parts(connection: Connection, handles: Iterable[int]) -> int:
    """How many parts these handles have."""
    return sum(int(connection.value("SELECT count(*) FROM part WHERE handle = ?", (h,))) for h in handles)


def erase_events(connection: Connection, events: Iterable[int]) -> set[int]:
    """Remove events with parts, search entries and signals; return the handles touched."""
    touched: set[int] = set()
    numbers = list(events)
    with connection.writing():
        alters.note_changed(connection, numbers)
        for number in numbers:
            packed = array("I")
            packed.frombytes(connection.value("SELECT parts FROM event WHERE id = ?", (number,)) or b"")
            handles = {part >> 3 for part in packed}
            connection.run_many("DELETE FROM part WHERE handle = ? AND event = ?", [(h, number) for h in handles])
            connection.run("DELETE FROM event_text WHERE rowid = ?", (number,))
            connection.run("DELETE FROM signal WHERE event = ?", (number,))
            connection.run("DELETE FROM event WHERE id = ?", (number,))
            touched |= handles
    return touched


def of_origin(connection: Connection, origin: int) -> list[int]:
    """The events of one origin."""
    return [row[0] for row in connection.rows("SELECT id FROM event WHERE origin = ?", (origin,))]


def move_origin(connection: Connection, old: int, new: int) -> int:
    """All events of one origin now belong to another; return how many."""
    return connection.run("UPDATE event SET origin = ? WHERE origin = ?", (new, old))


def strike(connection: Connection, handles: frozenset[int]) -> set[int]:
    """Take handles out of all events; an event left with nobody else goes. Return the other handles touched."""
    numbers = {number for handle in handles for number in events_of(connection, handle)}
    touched: set[int] = set()
    with connection.writing():
        for number in numbers:
            row = connection.row("SELECT id, how, amount, parts, title FROM event WHERE id = ?", (number,))
            if row is None:
                continue
            event = event_row(row)
            left = tuple(part for part in event.parts if part >> 3 not in handles)
            others = {part >> 3 for part in left}
            has_rows = any(
                connection.value("SELECT 1 FROM part WHERE handle = ? AND event = ?", (other, number))
                for other in others
            )
            if not has_rows:
                erase_events(connection, [number])
                continue
            connection.run("UPDATE event SET parts = ? WHERE id = ?", (array("I", left).tobytes(), number))
            if left[:1] != event.parts[:1]:
                # The one who is being forgotten wrote it: links and phones of the signature are theirs.
                connection.run("DELETE FROM signal WHERE event = ?", (number,))
            touched |= others
        connection.run_many("DELETE FROM part WHERE handle = ?", [(handle,) for handle in handles])
        alters.forget(connection, handles)
    return touched


def counts(connection: Connection) -> tuple[int, int]:
    """(events, parts)."""
    return int(connection.value("SELECT count(*) FROM event")), int(connection.value("SELECT count(*) FROM part"))


def iter_all(connection: Connection) -> Iterator[Row]:
    """(id, origin, how, amount, parts, title) of all events in order, for export and checks."""
    return connection.iter_rows("SELECT id, origin, how, amount, parts, title FROM event ORDER BY id")


def unpacked(parts: bytes) -> list[int]:
    """The parts of an event as numbers, handle << 3 | role."""
    packed = array("I")
    packed.frombytes(parts)
    return packed.tolist()
