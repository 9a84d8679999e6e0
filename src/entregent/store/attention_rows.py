"""Attention: who is in which circle, and what passed with them since a day, in one query each."""

from collections.abc import Sequence
from typing import NamedTuple

from entregent.store.connection import Connection, Row
from entregent.store.events import ATTEMPT, BULK, DIRECTION_MASK


class Member(NamedTuple):
    """Somebody in a circle; circles and guesses as JSON."""

    person: int
    circles: str
    proposed: str


_SEEN = "sort = 'person' AND never = '' AND (circles <> '[]' OR circles_proposed <> '[]')"


def members(connection: Connection) -> list[Member]:
    """Everybody whom a circle is said or guessed of."""
    return [
        Member(*row)
        for row in connection.rows(f"SELECT id, circles, circles_proposed FROM person WHERE {_SEEN} ORDER BY id")
    ]


def exchanges_since(connection: Connection, first: int, until: int) -> list[Row]:
    """(person, event, how, others, amount) of what passed with them between two event numbers, person by person."""
    return connection.rows(
        f"SELECT h.person, p.event, p.how, p.others, p.amount FROM (SELECT id FROM person WHERE {_SEEN}) q"
        " CROSS JOIN handle h ON h.person = q.id CROSS JOIN part p ON p.handle = h.id AND p.event >= ? AND p.event < ?"
        f" WHERE p.how & {DIRECTION_MASK} AND NOT p.how & {BULK | ATTEMPT} ORDER BY h.person, p.event",
        (first, until),
    )


def stamp(connection: Connection, kinds: Sequence[str]) -> Row:
    """Changes whenever the standing facts of these kinds do."""
    marks = ",".join("?" * len(kinds))
    row = connection.row(
        f"SELECT coalesce(max(id), 0), count(*) FROM fact WHERE kind IN ({marks}) AND retired_by IS NULL", tuple(kinds)
    )
    assert row is not None
    return row
