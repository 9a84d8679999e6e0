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
    " s.silence_days, s.interactions, t.tries FROM {chosen} s CROSS JOIN person p ON p.id = s.person"
    " CROSS JOIN tie t ON t.person = s.person WHERE p.sort = 'person' AND p.never = '' AND p.resting = 0"
)
_STANDING: Final = "(SELECT person, strength, silence_days, interactions FROM standing {how} LIMIT ?)"
"""Chosen among standings alone, before anybody is looked up: that keeps a book of any size quick."""


def _near(connection: Connection, how: str, bindings: tuple[object, ...], more: str = "") -> list[Near]:
    sql = _NEAR.format(chosen=_STANDING.format(how=how)) + more
    return [Near(*row) for row in connection.rows(sql, bindings)]


def in_touch(connection: Connection, limit: int) -> list[Near]:
    """The strongest ties, of those of people who may be proposed."""
    return _near(connection, "ORDER BY strength DESC", (limit,))


def lost_sight_of(connection: Connection, silent_days: int, fewest: int, weakest: float, limit: int) -> list[Near]:
    """Those with so many exchanges once, silent for so long now: of the richest ties."""
    where = "WHERE silence_days > ? AND interactions >= ? AND strength < ? AND last_at > 0"
    how = f"{where} ORDER BY interactions DESC, person"
    return _near(connection, how, (silent_days, fewest, weakest, limit))


def heard_of(connection: Connection, within_days: int, limit: int) -> list[Near]:
    """Those with whom anything passed lately, the latest first."""
    how = "WHERE silence_days <= ? ORDER BY silence_days"
    return _near(connection, how, (within_days, limit), " ORDER BY s.silence_days, s.person")


def known_from_afar(connection: Connection, within_days: int, limit: int, close: Sequence[int]) -> list[Near]:
    """Those heard of lately without a level, with whom nothing ever passed by a channel of `close`; latest first."""
    only = "".join(f""" AND instr(t.tries, '"{int(channel)}":') = 0""" for channel in close)
    how = "WHERE silence_days <= ? AND level = 0 ORDER BY silence_days"
    return _near(connection, how, (within_days, limit), f"{only} ORDER BY s.silence_days, s.person")


def some(connection: Connection, people: Sequence[int]) -> list[Near]:
    """Those of these people who may be proposed and with whom something passed."""
    marks = ",".join("?" * len(people))
    rows = connection.rows(f"{_NEAR.format(chosen='standing')} AND s.person IN ({marks})", people)
    return [Near(*row) for row in rows]


def known_at_all(connection: Connection, people: Sequence[int]) -> list[Near]:
    """Those of these people who may be proposed, whether or not anything passed with them."""
    marks = ",".join("?" * len(people))
    rows = connection.rows(
        "SELECT p.id, p.name, p.circles, p.circles_proposed, p.organisation, p.title, p.level, p.later_until,"
        " coalesce(s.strength, 0.0), coalesce(s.silence_days, 0), coalesce(s.interactions, 0), coalesce(t.tries, '{}')"
        " FROM person p LEFT JOIN standing s ON s.person = p.id LEFT JOIN tie t ON t.person = p.id"
        f" WHERE p.sort = 'person' AND p.never = '' AND p.resting = 0 AND p.id IN ({marks})",
        people,
    )
    return [Near(*row) for row in rows]


def in_circle(connection: Connection, circles: Sequence[str]) -> list[int]:
    """Those whom the owner ever put in one of these circles, and has not wholly taken out."""
    marks = ",".join("?" * len(circles))
    return [
        row[0]
        for row in connection.rows(
            "SELECT DISTINCT h.person FROM fact f JOIN handle h ON h.id = f.handle"
            f" WHERE f.kind = 'circle' AND f.retired_by IS NULL AND f.value IN ({marks}) ORDER BY 1",
            circles,
        )
    ]


def introducers(connection: Connection, since: int) -> list[Row]:
    """(who introduced, the handle of whom they introduced) as the owner noted it since an instant, newest first."""
    return connection.rows(
        "SELECT h.person, f.handle FROM fact f JOIN action a ON a.id = f.action JOIN handle h ON h.id = f.other"
        " WHERE f.kind = 'via' AND f.retired_by IS NULL AND f.other IS NOT NULL AND a.at >= ? ORDER BY f.id DESC",
        (since,),
    )
