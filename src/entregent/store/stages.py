"""Stages: firsts of the way with somebody, and what the owner stated of it, found without reading every exchange."""

import json
from collections.abc import Collection
from typing import Final, NamedTuple

from entregent.model.interaction import DIGEST_BITS
from entregent.store.connection import Connection, Row

WRITTEN_TO: Final = 3
"""Addressed to so many at most: a letter to more is no word to one of them."""
AT_THE_TABLE: Final = 12
"""A meeting of more people is no meeting with one of them."""

_MEANT: Final = (
    "p.event >= 0 AND p.event < ?2 AND p.how & 24 AND NOT p.how & 192 AND p.how & 7 <> 7"
    f" AND p.others <= CASE p.how & 7 WHEN 2 THEN {AT_THE_TABLE} ELSE {WRITTEN_TO} END"
)
"""An exchange meant for this person: no bulk mail, no attempt, no public comment, no crowd."""


def _first(condition: str) -> str:
    return (
        f"min((SELECT p.event FROM part p WHERE p.handle = h.id AND {_MEANT} AND {condition} ORDER BY p.event LIMIT 1))"
    )


# Bits 8 and 16: from the owner, to the owner; bit 32: in copy. Channels 2 and 3: meetings and calls, both ways at once.
_FIRSTS: Final = {
    "out": _first("(p.how & 8 AND NOT p.how & 32 OR p.how & 7 IN (2, 3))"),
    "inward": _first("(p.how & 16 AND NOT p.how & 32 OR p.how & 7 IN (2, 3))"),
    "talk": _first("(p.how & 7 = 3 OR p.how & 24 = 24)"),
}
ALL_FIRSTS: Final = frozenset(_FIRSTS)


class Firsts(NamedTuple):
    """When the owner first turned to somebody, when they first turned to the owner, when the two first talked."""

    out: int = 0
    inward: int = 0
    talk: int = 0


def firsts(
    connection: Connection, people: Collection[int], until: int, wanted: Collection[str] = ALL_FIRSTS
) -> dict[int, Firsts]:
    """The firsts of these people before an event number; instants, 0 for never and for what is not wanted."""
    columns = ", ".join(sql if name in wanted else "NULL" for name, sql in _FIRSTS.items())
    rows = connection.rows(
        f"SELECT h.person, {columns} FROM handle h WHERE h.person IN (SELECT value FROM json_each(?1))"
        " AND ?2 GROUP BY h.person",
        (json.dumps(sorted(people)), until),
    )
    return {row[0]: Firsts(*(0 if event is None else event >> DIGEST_BITS for event in row[1:])) for row in rows}


def active_between(connection: Connection, begun: int, until: int, *, out: bool = False) -> list[int]:
    """People with whom something passed from one event number up to another; with `out`, from the owner to them."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT DISTINCT h.person FROM handle h JOIN part p ON p.handle = h.id AND p.event >= ?1 AND p.event < ?2"
            " WHERE (h.last_at >= ?3 OR h.id IN (SELECT handle FROM fact WHERE kind = 'log' AND retired_by IS NULL))"
            " AND p.how & ?4",
            (begun, until, begun >> DIGEST_BITS, 8 if out else 24),
        )
    ]


def talks(connection: Connection, begun: int, until: int) -> list[Row]:
    """(event, how, origin, parts, title) of meetings and calls from one event number up to another."""
    return connection.rows(
        "SELECT id, how, origin, parts, title FROM event WHERE id >= ? AND id < ? AND how & 7 IN (2, 3)"
        " AND NOT how & 128",
        (begun, until),
    )


def states(connection: Connection, people: Collection[int]) -> dict[int, bytes]:
    """The packed tie states of these people."""
    return dict(
        connection.rows(
            "SELECT person, state FROM tie WHERE person IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(people)),),
        )
    )


class Stated(NamedTuple):
    """A standing fact with whose it is and when it was said; `person` is None where it is nobody's."""

    fact: int
    action: int
    person: int | None
    value: str
    at: int


def stated(connection: Connection, *kinds: str, persons: Collection[int] | None = None) -> list[Stated]:
    """The standing facts of these kinds, oldest first; of these people alone where they are given."""
    marks = ",".join(f"'{kind}'" for kind in kinds)
    among, bindings = "", ()
    if persons is not None:
        among = " AND f.handle IN (SELECT id FROM handle WHERE person IN (SELECT value FROM json_each(?)))"
        bindings = (json.dumps(sorted(persons)),)  # type: ignore[assignment]
    return [
        Stated(*row)
        for row in connection.rows(
            "SELECT f.id, f.action, h.person, f.value, a.at FROM fact f JOIN action a ON a.id = f.action"
            f" LEFT JOIN handle h ON h.id = f.handle WHERE f.kind IN ({marks}) AND f.retired_by IS NULL{among}"
            " ORDER BY f.id",
            bindings,
        )
    ]


def introductions(connection: Connection) -> list[Row]:
    """(who was introduced, through whom or null, when it was said) by the owner's word, oldest first."""
    return connection.rows(
        "SELECT h.person, o.person, a.at FROM fact f JOIN action a ON a.id = f.action JOIN handle h ON h.id = f.handle"
        " LEFT JOIN handle o ON o.id = f.other WHERE f.kind = 'via' AND f.retired_by IS NULL ORDER BY f.id"
    )


class Member(NamedTuple):
    """Somebody whom the owner put in a circle: their circles as JSON."""

    person: int
    name: str
    circles: str


def ever_in_circles(connection: Connection) -> dict[str, frozenset[int]]:
    """Circle -> everybody who was put in it by a word that stands, whether or not they were taken out again later."""
    found: dict[str, set[int]] = {}
    for circle, person in connection.rows(
        "SELECT f.value, h.person FROM fact f JOIN handle h ON h.id = f.handle"
        " WHERE f.kind = 'circle' AND f.retired_by IS NULL AND substr(f.value, 1, 1) <> '-'"
    ):
        found.setdefault(circle, set()).add(person)
    return {circle: frozenset(people) for circle, people in found.items()}


def members(connection: Connection) -> list[Member]:
    """Everybody whom the owner put in a circle, but for those who are left in peace."""
    return [
        Member(*row)
        for row in connection.rows(
            "SELECT DISTINCT p.id, p.name, p.circles FROM fact f JOIN handle h ON h.id = f.handle"
            " JOIN person p ON p.id = h.person WHERE f.kind = 'circle' AND f.retired_by IS NULL"
            " AND p.circles <> '[]' AND p.sort = 'person' AND p.never = '' ORDER BY p.id"
        )
    ]


def names(connection: Connection, people: Collection[int]) -> dict[int, str]:
    """The names of those of these people who may be named: neither automata nor left in peace."""
    return dict(
        connection.rows(
            "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?)) AND sort = 'person'"
            " AND never = ''",
            (json.dumps(sorted(people)),),
        )
    )


_ELSEWHERE: Final = "'note', 'promise', 'level', 'later', 'rest', 'keep-up', 'matters', 'after', 'step', 'consent'"
"""Kinds of facts, often stated, on which no stage and no count depends."""


def stamp(connection: Connection) -> Row:
    """Changes whenever a stage or a count may: with what the owner says of them, with undoing, and with imports."""
    row = connection.row(
        f"SELECT (SELECT id FROM fact WHERE kind NOT IN ({_ELSEWHERE}) ORDER BY id DESC LIMIT 1),"
        " (SELECT id FROM action WHERE verb IN ('undo', 'forget') ORDER BY id DESC LIMIT 1),"
        " (SELECT max(id) FROM source), (SELECT count(*) FROM import), (SELECT max(id) FROM import),"
        " (SELECT max(id) FROM handle), (SELECT id || state || beat_at FROM job ORDER BY id DESC LIMIT 1)"
    )
    assert row is not None
    return row


def greatest_number(connection: Connection, kind: str) -> int:
    """The greatest number that a fact of this kind ever bore, taken back or not."""
    found = connection.value("SELECT max(json_extract(value, '$.number')) FROM fact WHERE kind = ?", (kind,))
    return int(found or 0)


def introducers_of(connection: Connection, person: int) -> list[Row]:
    """(person, through whom or null) by the owner's word on one person, oldest first."""
    return connection.rows(
        "SELECT h.person, o.person FROM handle h CROSS JOIN fact f ON f.handle = h.id AND f.kind = 'via'"
        " LEFT JOIN handle o ON o.id = f.other WHERE h.person = ? AND f.retired_by IS NULL ORDER BY f.id",
        (person,),
    )
