"""First tries: when the owner first turned to somebody, when they were heard from, and what was there before."""

import json
from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

from entregent.model.interaction import Channel
from entregent.store import memos
from entregent.store.connection import Connection
from entregent.store.events import ATTEMPT, BULK, COPY, DIRECTION_MASK, OWN

WRITTEN_TO: Final = 2
"""Addressed to so many at most: a letter to more is no word to one of them."""
AT_THE_TABLE: Final = 12
"""A meeting, or a letter, of more people is no word with one of them."""

WAYS: Final = (Channel.MAIL, Channel.CALL, Channel.TEXT, Channel.SOCIAL, Channel.LETTER)
"""Channels by which somebody is approached. A meeting is none: only those that came about leave a trace."""

_TOLD: Final = f"NOT p.how & {OWN | BULK | COPY}"
_OUT: Final = (
    f"{_TOLD} AND p.how & {DIRECTION_MASK} = 8 AND p.others <= {WRITTEN_TO}"
    f" AND p.how & 7 IN ({', '.join(str(int(way)) for way in WAYS)})"
)
"""From the owner to this person. What the owner logged by hand is read from their steps, with its outcome."""
_HEARD: Final = (
    f"{_TOLD} AND p.others <= {AT_THE_TABLE} AND p.how & 7 <> {Channel.COMMENT:d} AND"
    f" (p.how & 16 AND NOT (p.how & {ATTEMPT} AND p.how & 7 = {Channel.MEETING:d})"
    f" OR p.how & 7 = {Channel.CALL:d} AND NOT p.how & {ATTEMPT})"
)
"""From this person to the owner, a call of theirs that was missed too; a call that came about is heard at once."""
_MET: Final = f"{_HEARD} AND p.how & 7 = {Channel.MEETING:d}"

_FIRSTS: Final = ", ".join(
    f"min(iif({said}, p.event, NULL)) AS {name}"
    for name, said in (("first_out", _OUT), ("first_in", _HEARD), ("first_met", _MET))
)


class Firsts(NamedTuple):
    """Event numbers with one person, as sources tell them; None for never."""

    person: int
    sent: int | None
    heard: int | None
    met: int | None


def approached(connection: Connection, begin: int, until: int) -> list[Firsts]:
    """Everybody to whom the owner turned first, from one event number up to another: one scan of the parts."""
    return [
        Firsts(*row)
        for row in connection.rows(
            "SELECT h.person, min(f.first_out) AS begun, min(f.first_in) AS heard, min(f.first_met) FROM"
            f" (SELECT p.handle AS handle, {_FIRSTS} FROM part p"
            f" WHERE p.event >= 0 AND p.event < ?2 AND p.how & {DIRECTION_MASK} GROUP BY p.handle) f"
            " JOIN handle h ON h.id = f.handle GROUP BY h.person"
            " HAVING begun >= ?1 AND (heard IS NULL OR begun <= heard)",
            (begin, until),
        )
    ]


def firsts(connection: Connection, people: Collection[int], until: int) -> list[Firsts]:
    """The firsts of these people before an event number."""
    return [
        Firsts(*row)
        for row in connection.rows(
            f"SELECT h.person, {_FIRSTS} FROM handle h JOIN part p ON p.handle = h.id"
            " WHERE h.person IN (SELECT value FROM json_each(?1))"
            f" AND p.event >= 0 AND p.event < ?2 AND p.how & {DIRECTION_MASK} GROUP BY h.person",
            (json.dumps(sorted(people)), until),
        )
    ]


def channel_of(connection: Connection, handles: Iterable[int], event: int) -> int:
    """The channel of an event in which one of these handles has a part."""
    for handle in handles:
        how = connection.value("SELECT how FROM part WHERE handle = ? AND event = ?", (handle, event))
        if how is not None:
            return int(how) & 7
    return int(Channel.OTHER)


def seen_before(connection: Connection, handles: Iterable[int], event: int) -> set[int]:
    """The channels by which these handles had been seen before an event: spoken in public, at an event, in a crowd."""
    return {
        row[0]
        for handle in handles
        for row in connection.rows(
            "SELECT DISTINCT how & 7 FROM (SELECT how FROM part WHERE handle = ? AND event >= 0 AND event < ?"
            f" AND NOT how & {BULK} ORDER BY event DESC LIMIT 200)",
            (handle, event),
        )
    }


class Bearing(NamedTuple):
    """What decides whether somebody's first contact may be counted: circles and guesses as JSON."""

    person: int
    circles: str
    proposed: str
    never: str


def bearings(connection: Connection, people: Collection[int]) -> list[Bearing]:
    """Those of these people who are people."""
    return [
        Bearing(*row)
        for row in connection.rows(
            "SELECT id, circles, circles_proposed, never FROM person"
            " WHERE id IN (SELECT value FROM json_each(?)) AND sort = 'person'",
            (json.dumps(sorted(people)),),
        )
    ]


# ── what is kept of it ────────────────────────────────────────────────────────────────────────────────────────────


KEPT: Final = "first-tries"
"""Rows as they were worked out last."""
TOUCHED: Final = "first-tries-touched"
"""[times, people] who changed since; None for so many that all is worked out anew."""
MOST_TOUCHED: Final = 2_000


def touch(connection: Connection, people: Collection[int]) -> None:
    """Remember that these people's exchanges changed; nothing where nobody ever asked."""
    if not connection.value("SELECT 1 FROM memo WHERE key = ?", (KEPT,)):
        return
    times, known = memos.find(connection, TOUCHED, (0, []))
    changed = None if known is None or len(people) > MOST_TOUCHED else sorted({*known, *people})
    if changed is not None and len(changed) > MOST_TOUCHED:
        changed = None
    memos.put(connection, TOUCHED, (times + 1, changed))


def keep(connection: Connection, rows: Any, touched: Any) -> None:
    """Keep what was worked out, unless somebody was touched since `touched` was read."""
    with connection.writing():
        if memos.find(connection, TOUCHED) == touched:
            memos.put(connection, KEPT, rows)
            memos.drop(connection, TOUCHED)


def drop(connection: Connection) -> None:
    """Let go of all that was kept: somebody is being forgotten, and their row may hold the owner's words."""
    memos.drop(connection, KEPT)
    memos.drop(connection, TOUCHED)
