"""Introductions: what the book holds of who was there when somebody was first seen; and what was concluded from it."""

from collections.abc import Iterable, Sequence
from typing import Final

from entregent.model.interaction import Flag
from entregent.store import memos
from entregent.store.connection import Connection, Row
from entregent.store.events import ATTEMPT, BULK, EXCHANGED, HELD_BACK, unpacked

STATE: Final = "introductions"
"""Memo: what the kept introductions rest on. Absent: to be worked out anew."""

_SAYS_NOTHING: Final = (Flag.BULK | Flag.LIST | Flag.ATTEMPT) << 3
CROWD: Final = 8
"""Whoever was named among more than so many has not been seen yet."""
_NO_EXCHANGE: Final = BULK | ATTEMPT | HELD_BACK


def handles_of_people(connection: Connection) -> list[Row]:
    """(handle, person, kind, value) of everybody who is a person."""
    return connection.rows(
        "SELECT h.id, p.id, h.kind, h.value FROM person p CROSS JOIN handle h ON h.person = p.id"
        " WHERE p.sort = 'person'"
    )


def names(connection: Connection) -> list[Row]:
    """(person, folded name, never) of everybody who is a person."""
    return connection.rows("SELECT id, folded, never FROM person WHERE sort = 'person'")


def firsts(connection: Connection, until: int) -> list[Row]:
    """(person, first event, first exchange or null) before an event number, handle by handle, crowds left out."""
    return connection.rows(
        "SELECT p.id,"
        " (SELECT event FROM part WHERE handle = h.id AND event >= 0 AND event < ?1"
        f" AND others <= {CROWD} AND NOT how & {BULK | HELD_BACK} ORDER BY event LIMIT 1),"
        f" (SELECT event FROM part WHERE handle = h.id AND event >= 0 AND event < ?1 AND how & {EXCHANGED}"
        f" AND NOT how & {_NO_EXCHANGE} ORDER BY event LIMIT 1)"
        " FROM person p CROSS JOIN handle h ON h.person = p.id WHERE p.sort = 'person'",
        (until,),
    )


def first_event(connection: Connection, until: int) -> int | None:
    """The first dated event of the book before an event number."""
    found = connection.value("SELECT min(id) FROM event WHERE id >= 0 AND id < ?", (until,))
    return None if found is None else int(found)


def with_others(connection: Connection, handle: int, first: int, last: int, limit: int) -> list[Row]:
    """(event, how, parts, title) with a handle and somebody else besides the owner, from `first` up to `last`."""
    return connection.rows(
        "SELECT e.id, e.how, e.parts, e.title FROM part p CROSS JOIN event e ON e.id = p.event"
        f" WHERE p.handle = ? AND p.event BETWEEN ? AND ? AND p.others > 1 AND NOT e.how & {_SAYS_NOTHING}"
        " ORDER BY p.event LIMIT ?",
        (handle, first, last, limit),
    )


def passed(connection: Connection, handle: int, first: int, last: int, limit: int) -> list[Row]:
    """(event, direction, others, parts where others were there) of a handle's exchanges from `first` up to `last`."""
    return connection.rows(
        f"SELECT p.event, (p.how & {EXCHANGED}) >> 3, p.others,"
        " CASE WHEN p.others > 1 THEN (SELECT parts FROM event WHERE id = p.event) ELSE x'' END FROM part p"
        f" WHERE p.handle = ? AND p.event BETWEEN ? AND ? AND p.how & {EXCHANGED} AND NOT p.how & {_NO_EXCHANGE}"
        " ORDER BY p.event LIMIT ?",
        (handle, first, last, limit),
    )


def titled(connection: Connection, words: Sequence[str], until: int) -> list[Row]:
    """(event, how, parts, title) of the events whose subject holds one of these words (FTS terms), before `until`."""
    return connection.rows(
        "SELECT e.id, e.how, e.parts, e.title FROM event_text t CROSS JOIN event e ON e.id = t.rowid"
        f" WHERE event_text MATCH ? AND e.id >= 0 AND e.id < ? AND NOT e.how & {_SAYS_NOTHING} ORDER BY e.id",
        (" OR ".join(words), until),
    )


def signalled(connection: Connection, until: int) -> list[Row]:
    """(event, how, parts, title, kind, value) of what the second pass found about introductions, before `until`."""
    return connection.rows(
        "SELECT e.id, e.how, e.parts, e.title, s.kind, s.value FROM signal s CROSS JOIN event e ON e.id = s.event"
        " WHERE s.kind IN ('introduction', 'forwarded-from') AND e.id >= 0 AND e.id < ? ORDER BY e.id",
        (until,),
    )


def to_two(connection: Connection, until: int) -> list[Row]:
    """(event, how, parts, title) of the letters that name three, before `until`, in order."""
    return connection.rows(
        "SELECT id, how, parts, title FROM event WHERE id >= 0 AND id < ? AND how & 7 = 1 AND length(parts) = 12"
        f" AND NOT how & {_SAYS_NOTHING} ORDER BY id",
        (until,),
    )


def seen_together(connection: Connection, one: int, other: int, before: int) -> bool:
    """Whether some event before that one names both handles."""
    return (
        connection.value(
            "SELECT 1 FROM part a CROSS JOIN part b ON b.handle = ? AND b.event = a.event"
            " WHERE a.handle = ? AND a.event >= 0 AND a.event < ? LIMIT 1",
            (other, one, before),
        )
        is not None
    )


def in_touch(connection: Connection, ours: Sequence[int], theirs: Sequence[int], first: int, until: int) -> int:
    """How many events from `first` up to `until` one of these wrote or called, the others named; few were there."""
    found: set[int] = set()
    both = {*ours, *theirs}
    for one in ours:
        for other in theirs:
            for event, parts in connection.rows(
                "SELECT e.id, e.parts FROM part a CROSS JOIN part b ON b.handle = ? AND b.event = a.event"
                " CROSS JOIN event e ON e.id = a.event WHERE a.handle = ? AND a.event >= ? AND a.event < ?",
                (other, one, first, until),
            ):
                named = unpacked(parts)
                if named and not named[0] & 7 and named[0] >> 3 in both and len(named) <= CROWD:
                    found.add(event)
    return len(found)


def has_signals(connection: Connection) -> bool:
    """Whether the second pass found anything."""
    return connection.value("SELECT 1 FROM signal LIMIT 1") is not None


def first_titles(connection: Connection, handle: int, first: int, last: int, limit: int) -> list[str]:
    """The subjects of the first events of a handle from `first` up to `last`, crowds left out."""
    rows = connection.rows(
        "SELECT e.title FROM part p CROSS JOIN event e ON e.id = p.event"
        " WHERE p.handle = ? AND p.event BETWEEN ? AND ? AND p.others <= 2 ORDER BY p.event LIMIT ?",
        (handle, first, last, limit),
    )
    return [row[0] for row in rows if row[0]]


def imported(connection: Connection) -> list[int | None]:
    """Numbers that change when something is imported, removed or forgotten, or when who is who is judged anew."""
    return [
        *(connection.row("SELECT count(*), max(checked_at), total(id) FROM import") or ()),
        *(connection.row("SELECT count(*), total(id * (person % 9973)) FROM handle") or ()),
    ]


# ── what was concluded ────────────────────────────────────────────────────────────────────────────────────────────


def keep(
    connection: Connection, through: Iterable[Sequence[object]], made: Iterable[Sequence[object]], state: object
) -> None:
    """Keep what was concluded, in place of what was before."""
    with connection.writing():
        connection.run("DELETE FROM met_through")
        connection.run("DELETE FROM made_known")
        connection.run_many("INSERT OR REPLACE INTO met_through VALUES (?, ?, ?, ?, ?)", through)
        connection.run_many("INSERT OR REPLACE INTO made_known VALUES (?, ?, ?, ?, ?, ?)", made)
        memos.put(connection, STATE, state)


def through_of(connection: Connection, handles: Iterable[int]) -> list[Row]:
    """(handle, through, chance, event, why) that are kept of these handles, likeliest first."""
    found = []
    for handle in handles:
        found += connection.rows(
            "SELECT handle, through, chance, event, why FROM met_through WHERE handle = ?", (handle,)
        )
    return sorted(found, key=lambda row: -row[2])


def all_through(connection: Connection) -> list[Row]:
    """(handle, through, chance, event, why) of everybody."""
    return connection.rows("SELECT handle, through, chance, event, why FROM met_through")


def all_made(connection: Connection) -> list[Row]:
    """(one, other, chance, event, why, since)."""
    return connection.rows("SELECT one, other, chance, event, why, since FROM made_known")


def spoil(connection: Connection) -> None:
    """What was concluded no longer holds: whoever asks next works it out anew."""
    memos.drop(connection, STATE)


def forget(connection: Connection, handles: Iterable[int]) -> None:
    """Leave no row about these handles."""
    for handle in handles:
        connection.run("DELETE FROM met_through WHERE handle = ?1 OR through = ?1", (handle,))
        connection.run("DELETE FROM made_known WHERE one = ?1 OR other = ?1", (handle,))
    spoil(connection)
