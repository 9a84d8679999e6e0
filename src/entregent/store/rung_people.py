"""Whom a rung may be toward: people in touch, people lost sight of, people known from afar."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.store.connection import Connection, Row


class Near(NamedTuple):
    """Somebody who may be proposed, with what the choice looks at."""

    person: int
    name: str
    circles: str
    circles_proposed: str
    organisation: str
    title: str
    level: int
    later_until: str
    strength: float
    silence_days: int
    interactions: int
    tries: str


_NEAR: Final = (
    "SELECT p.id, p.name, p.circles, p.circles_proposed, p.organisation, p.title, p.level, p.later_until, s.strength,"
    " s.silence_days, s.interactions, t.tries FROM standing s CROSS JOIN person p ON p.id = s.person"
    " JOIN tie t ON t.person = s.person WHERE p.sort = 'person' AND p.never = '' AND p.resting = 0"
)


def _read(rows: Sequence[Row]) -> list[Near]:
    return [Near(*row) for row in rows]


def in_touch(connection: Connection, limit: int) -> list[Near]:
    """The strongest ties of people who may be proposed."""
    return _read(connection.rows(f"{_NEAR} ORDER BY s.strength DESC LIMIT ?", (limit,)))


def lost_sight_of(connection: Connection, silent_days: int, fewest: int, weakest: float, limit: int) -> list[Near]:
    """Those with so many exchanges once, silent for so long now: the richest ties first."""
    return _read(
        connection.rows(
            f"{_NEAR} AND s.silence_days > ? AND s.interactions >= ? AND s.strength < ? AND s.last_at > 0"
            " ORDER BY s.interactions DESC, s.person LIMIT ?",
            (silent_days, fewest, weakest, limit),
        )
    )


def heard_of(connection: Connection, within_days: int, limit: int) -> list[Near]:
    """Those with whom anything passed lately, the latest first."""
    return _read(
        connection.rows(f"{_NEAR} AND s.silence_days <= ? ORDER BY s.silence_days LIMIT ?", (within_days, limit))
    )


def in_circle(connection: Connection, circles: Sequence[str], limit: int) -> list[Near]:
    """Those whom the owner put in one of these circles, the strongest ties first."""
    marks = ",".join("?" * len(circles))
    return _read(
        connection.rows(
            f"{_NEAR} AND p.circles <> '[]' AND EXISTS (SELECT 1 FROM json_each(p.circles) WHERE value IN ({marks}))"
            " ORDER BY s.strength DESC LIMIT ?",
            (*circles, limit),
        )
    )


def some(connection: Connection, people: Sequence[int]) -> list[Near]:
    """Those of these people who may be proposed and with whom something passed."""
    marks = ",".join("?" * len(people))
    return _read(connection.rows(f"{_NEAR} AND s.person IN ({marks})", people))


def introducers(connection: Connection, since: int) -> list[Row]:
    """(who introduced, the handle of whom they introduced) as the owner noted it since an instant, newest first."""
    return connection.rows(
        "SELECT h.person, f.handle FROM fact f JOIN action a ON a.id = f.action JOIN handle h ON h.id = f.other"
        " WHERE f.kind = 'via' AND f.retired_by IS NULL AND f.other IS NOT NULL AND a.at >= ? ORDER BY f.id DESC",
        (since,),
    )
