"""Piles: silent ties in one look, and what the owner decided about somebody lately."""

from collections.abc import Sequence
from typing import NamedTuple

from entregent.store.connection import Connection


class SilentRow(NamedTuple):
    """A tie that has been silent for some time."""

    person: int
    silence_days: int
    gap_days: float | None
    level: int
    circles: str
    circles_proposed: str
    state: bytes
    tries: str


def silent(connection: Connection, days: int) -> list[SilentRow]:
    """People who are suggested, and whose tie has been silent for so many days: the longest silence first."""
    return [
        SilentRow(*row)
        for row in connection.rows(
            "SELECT s.person, s.silence_days, s.gap_days, p.level, p.circles, p.circles_proposed, t.state, t.tries"
            " FROM standing s CROSS JOIN person p ON p.id = s.person CROSS JOIN tie t ON t.person = s.person"
            " WHERE s.silence_days >= ? AND p.sort = 'person' AND p.never = '' AND p.resting = 0"
            " ORDER BY s.silence_days DESC, p.folded, s.person",
            (days,),
        )
    ]


class Decided(NamedTuple):
    """Something that the owner said of a handle."""

    handle: int
    kind: str
    value: str
    at: int
    verb: str


def decided_since(connection: Connection, kinds: Sequence[str], since: int) -> list[Decided]:
    """What the owner said of anybody since an instant, and that stands, oldest first."""
    marks = ",".join("?" * len(kinds))
    return [
        Decided(*row)
        for row in connection.rows(
            "SELECT f.handle, f.kind, f.value, a.at, a.verb FROM fact f CROSS JOIN action a ON a.id = f.action"
            f" WHERE f.kind IN ({marks}) AND f.retired_by IS NULL AND f.handle IS NOT NULL AND a.at >= ? ORDER BY f.id",
            (*kinds, since),
        )
    ]


def planned_handles(connection: Connection) -> set[int]:
    """Whom a planned step or an open promise is about."""
    return {
        row[0]
        for row in connection.rows(
            "SELECT handle FROM fact WHERE kind IN ('step', 'promise') AND retired_by IS NULL AND handle IS NOT NULL"
        )
    }
