"""Alters: who was seen with whom. Derived from events: kept up to an instant, what came since waits to be added."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.store import memos
from entregent.store.connection import Connection, Row

STATE: Final = "alters"
"""Memo: a `State`. Absent: the table is to be made anew."""
STAMP: Final = "alters-stamp"

_SAY_NOTHING: Final = (Flag.BULK | Flag.LIST | Flag.ATTEMPT | 1 << 12) << 3
"""What went to many, was only tried, or was held back by the owner (`events.HELD_BACK_FLAG`)."""
_PART_SAYS_NOTHING: Final = 1 << 6 | 1 << 7  # events.BULK, events.ATTEMPT
_TELLING: Final = f"length(parts) >= 8 AND NOT how & {_SAY_NOTHING}"


def until(connection: Connection) -> int | None:
    """The last event that may stand in the table; None where it is to be made anew."""
    state = memos.find(connection, STATE)
    return None if state is None else int(state[0])


def note_written(connection: Connection, events: Iterable[int]) -> None:
    """Events that are new to the book: those up to the kept instant wait, later ones are found by their number."""
    last = until(connection)
    if last is not None:
        late = sorted((event,) for event in events if 0 <= event <= last)
        connection.run_many("INSERT OR IGNORE INTO together_waiting (event) VALUES (?)", late)


def note_changed(connection: Connection, events: Iterable[int]) -> None:
    """Call before events are rewritten or erased: what was added of them can't be taken out again, if it said anything.

    One that said nothing of two people waits: it may say something now.
    """
    last = until(connection)
    if last is None:
        return
    owners = frozenset(memos.find(connection, "owner", []))
    for event in events:
        if not 0 <= event <= last:
            continue
        if _says(connection, event, owners) and not _waits(connection, event):
            spoil(connection)
            return
        connection.run("INSERT OR IGNORE INTO together_waiting (event) VALUES (?)", (event,))


def _says(connection: Connection, event: int, owners: frozenset[int]) -> bool:
    parts = array("I")
    parts.frombytes(connection.value(f"SELECT parts FROM event WHERE id = ? AND {_TELLING}", (event,)) or b"")
    return len({part >> 3 for part in parts} - owners) > 1


def _waits(connection: Connection, event: int) -> bool:
    return connection.value("SELECT 1 FROM together_waiting WHERE event = ?", (event,)) is not None


def spoil(connection: Connection) -> None:
    """Whoever asks next makes it anew."""
    memos.drop(connection, STATE)


def forget(connection: Connection, handles: Iterable[int]) -> None:
    """Leave no row about these handles, and make the rest anew: an event is worth more with fewer people."""
    for handle in handles:
        connection.run("DELETE FROM seen_together WHERE a = ?1 OR b = ?1", (handle,))
        connection.run("DELETE FROM map_place WHERE handle = ?", (handle,))
    spoil(connection)


# ── what the events say ───────────────────────────────────────────────────────────────────────────────────────────


def scan(connection: Connection, after: int, last: int, limit: int) -> list[Row]:
    """(id, how, parts) of the next events that may tell who knows whom, in order, after one and up to another."""
    return connection.rows(
        f"SELECT id, how, parts FROM event WHERE id > ? AND id <= ? AND {_TELLING} ORDER BY id LIMIT ?",
        (after, last, limit),
    )


def count_after(connection: Connection, after: int, last: int, most: int) -> int:
    """How many events that may tell something came after one, up to another, and wait; no further than `most`."""
    return int(
        connection.value(
            f"SELECT (SELECT count(*) FROM (SELECT 1 FROM event WHERE id > ?1 AND id <= ?2 AND {_TELLING} LIMIT ?3))"
            " + (SELECT count(*) FROM together_waiting)",
            (after, last, most),
        )
    )


def waiting(connection: Connection) -> list[Row]:
    """(id, how, parts) of the events that wait."""
    return connection.rows(
        "SELECT e.id, e.how, e.parts FROM together_waiting w CROSS JOIN event e ON e.id = w.event"
        f" WHERE {_TELLING} ORDER BY e.id"
    )


def waiting_ids(connection: Connection) -> set[int]:
    """The events that wait."""
    return {row[0] for row in connection.rows("SELECT event FROM together_waiting")}


def said_on(connection: Connection, days: Iterable[tuple[int, int]], last: int) -> list[Row]:
    """(id, how, parts) of what these senders said on these days, up to `last`, that does not wait."""
    found: dict[int, Row] = {}
    for sender, day in days:
        for row in connection.rows(
            "SELECT e.id, e.how, e.parts FROM part p CROSS JOIN event e ON e.id = p.event"
            " WHERE p.handle = ? AND p.event >= ? AND p.event < ? AND p.event <= ?"
            f" AND length(e.parts) >= 8 AND NOT e.how & {_SAY_NOTHING}"
            " AND NOT EXISTS (SELECT 1 FROM together_waiting w WHERE w.event = e.id)",
            (sender, day * 86_400 << DIGEST_BITS, (day + 1) * 86_400 << DIGEST_BITS, last),
        ):
            found[row[0]] = row
    return [found[number] for number in sorted(found)]


def comments(connection: Connection, last: int) -> list[Row]:
    """(title, id, parts) of what was said in public under a title, title by title."""
    return connection.rows(
        "SELECT title, id, parts FROM event INDEXED BY event_comment"
        f" WHERE how & 7 = {Channel.COMMENT:d} AND title IS NOT NULL AND id >= 0 AND id <= ? ORDER BY title, id",
        (last,),
    )


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────────


class State(NamedTuple):
    """How far the table holds what the events say."""

    last: int
    """All events up to this one are in it, but those that wait."""
    is_whole: int
    form: int
    stamp: int
    """Grows with each change of the table."""


def state(connection: Connection) -> State | None:
    """How far the table holds; None where it is to be made anew."""
    found = memos.find(connection, STATE)
    return None if found is None else State(*found)


def begin(connection: Connection, last: int, form: int) -> State:
    """Empty the table: from now on it is about events up to `last`, and what is written beside waits."""
    with connection.writing():
        stamp = int(memos.find(connection, STAMP, 0)) + 1
        begun = State(last, 0, form, stamp)
        connection.run("DELETE FROM seen_together")
        connection.run("DELETE FROM together_waiting")
        memos.put(connection, STAMP, stamp)
        memos.put(connection, STATE, begun)
    return begun


def put(connection: Connection, rows: Iterable[Sequence[float]]) -> None:
    """Add (a, b, weight, times, first day, last day) to what is kept of these pairs."""
    connection.run_many(
        "INSERT INTO seen_together (a, b, weight, times, first, last) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (a, b) DO UPDATE SET weight = weight + excluded.weight, times = times + excluded.times,"
        " first = min(first, excluded.first), last = max(last, excluded.last)",
        rows,
    )


def added(connection: Connection, before: State, last: int, *, changed: bool) -> None:
    """All up to `last` stands in the table now, and nothing waits."""
    stamp = before.stamp + changed
    connection.run("DELETE FROM together_waiting")
    memos.put(connection, STAMP, stamp)
    memos.put(connection, STATE, before._replace(last=last, stamp=stamp))


def whole(connection: Connection, begun: State) -> None:
    """The table that was begun is whole; what was written meanwhile waits."""
    memos.put(connection, STATE, begun._replace(is_whole=1))


def kept(connection: Connection) -> list[Row]:
    """(a, b, weight, times, first, last) of every pair."""
    return connection.rows("SELECT a, b, weight, times, first, last FROM seen_together")


def people_of_handles(connection: Connection) -> list[Row]:
    """(handle, person) of everybody whom the map may show: no automaton, nobody who is left in peace."""
    return connection.rows(
        "SELECT h.id, p.id FROM person p CROSS JOIN handle h ON h.person = p.id"
        " WHERE p.sort = 'person' AND p.never = ''"
    )


# ── where everybody stands ────────────────────────────────────────────────────────────────────────────────────────


def places(connection: Connection) -> list[Row]:
    """(handle, group, x, y) as the map was drawn last."""
    return connection.rows("SELECT handle, number, x, y FROM map_place")


def put_places(connection: Connection, rows: Iterable[Sequence[float]]) -> None:
    """Keep where everybody stands now, and nobody else."""
    with connection.writing():
        connection.run("DELETE FROM map_place")
        connection.run_many("INSERT INTO map_place (handle, number, x, y) VALUES (?, ?, ?, ?)", rows)


def standing(connection: Connection) -> tuple[object, ...]:
    """Numbers that change when people, their handles, or the owner's words on the map do."""
    asked = (
        "SELECT count(*), total(id), total(id * (person % 9973)) FROM handle",
        "SELECT count(*), total(id), total(id % 9973 * id) FROM person WHERE sort = 'person' AND never = ''",
        "SELECT count(*), total(id) FROM fact WHERE kind IN ('via', 'group-name') AND retired_by IS NULL",
        "SELECT count(*), total(id) FROM event INDEXED BY event_comment WHERE how & 7 = 7 AND title IS NOT NULL",
    )
    return tuple(number for query in asked for number in connection.row(query) or ())


def cards(connection: Connection) -> list[tuple[int, str, str, str]]:
    """(person, name, organisation, their mail addresses, one a line) of everybody on the map."""
    return [
        (row[0], row[1], row[2], row[3] or "")
        for row in connection.rows(
            "SELECT p.id, p.name, p.organisation, group_concat(iif(h.kind = 'mail', h.value, NULL), char(10))"
            " FROM person p CROSS JOIN handle h ON h.person = p.id WHERE p.sort = 'person' AND p.never = ''"
            " GROUP BY p.id"
        )
    ]


def titles_with_others(connection: Connection, person: int, limit: int) -> list[tuple[int, str]]:
    """(channel, title) of the newest that somebody had a part in with others, but not with a crowd."""
    return [
        (row[0], row[1])
        for row in connection.rows(
            "SELECT p.how & 7, e.title FROM handle h CROSS JOIN part p ON p.handle = h.id"
            " CROSS JOIN event e ON e.id = p.event WHERE h.person = ? AND p.event >= 0 AND p.others BETWEEN 2 AND 20"
            f" AND NOT p.how & {_PART_SAYS_NOTHING} AND e.title IS NOT NULL ORDER BY p.event DESC LIMIT ?",
            (person, limit),
        )
    ]


def stances(connection: Connection) -> list[Row]:
    """(person, name, level, whether it is proposed, circles, resting, strength, tie) of everybody on the map.

    The last two are null where nothing passed.
    """
    return connection.rows(
        "SELECT p.id, p.name, p.level, p.level_proposed, p.circles, p.resting, s.strength, t.state FROM person p"
        " LEFT JOIN standing s ON s.person = p.id LEFT JOIN tie t ON t.person = p.id"
        " WHERE p.sort = 'person' AND p.never = '' ORDER BY p.id"
    )


def changes(connection: Connection) -> tuple[object, ...]:
    """Numbers that change with each import and each of the owner's words."""
    return connection.row("SELECT (SELECT max(id) FROM job), (SELECT max(id) FROM action)") or ()


def own_names(connection: Connection) -> list[tuple[int, int, str]]:
    """(fact, action, value) of every name that the owner gave a group, also of those taken back."""
    return [
        (row[0], row[1], row[2])
        for row in connection.rows("SELECT id, action, value FROM fact WHERE kind = 'group-name'")
    ]


def erase_name(connection: Connection, fact: int, action: int) -> None:
    """Leave nothing of a group's name; the action stays, without it."""
    connection.run("UPDATE action SET value = '' WHERE id = ?", (action,))
    connection.run("DELETE FROM fact WHERE id = ?", (fact,))
