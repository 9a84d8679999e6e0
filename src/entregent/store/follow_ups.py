"""Following up: meetings lately, whom the owner wrote to lately, and since when people are known."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from entregent.model.interaction import Channel
from entregent.store.connection import Connection, Row
from entregent.store.events import FROM, OWN_FLAG

_OUT: Final = 1 << 3
"""Set in the direction of a part that went out, or both ways."""
FEW_PARTS: Final = 16
"""Bytes of an event's parts: a sender and at most three others, so that it was said to somebody."""

MOST_WRITTEN: Final = 4_000
"""Messages looked at: more than anybody writes by hand in six weeks."""


def meetings(connection: Connection, first: int, until: int) -> list[Row]:
    """(event, how, minutes, title, parts) of the meetings from one event number on, before another, in time order."""
    return connection.rows(
        "SELECT id, how, amount, title, parts FROM event WHERE id >= ? AND id < ?"
        f" AND how & 7 = {Channel.MEETING:d} ORDER BY id",
        (first, until),
    )


def meeting(connection: Connection, event: int) -> Row | None:
    """(event, how, minutes, title, parts) of one meeting."""
    found = meetings(connection, event, event + 1)
    return found[0] if found else None


def titles(connection: Connection, first: int, until: int) -> list[str]:
    """What the meetings between two event numbers were called."""
    return [
        row[0] or ""
        for row in connection.rows(
            f"SELECT title FROM event WHERE id >= ? AND id < ? AND how & 7 = {Channel.MEETING:d}", (first, until)
        )
    ]


def written_to(connection: Connection, first: int, until: int, owners: Iterable[int]) -> list[bytes]:
    """The packed parts of what the owner said to few between two event numbers, newest first; meetings left out."""
    senders = [(handle << 3 | FROM).to_bytes(4, "little") for handle in owners]
    marks = ",".join("?" * len(senders))
    return [
        row[0]
        for row in connection.rows(
            "SELECT parts FROM event WHERE id >= ? AND id < ?"
            f" AND how & 7 <> {Channel.MEETING:d} AND length(parts) <= {FEW_PARTS}"
            f" AND (how >> 3 & {OWN_FLAG} OR substr(parts, 1, 4) IN ({marks})) ORDER BY id DESC LIMIT {MOST_WRITTEN}",
            (first, until, *senders),
        )
    ]


def tries_of(connection: Connection, persons: Collection[int]) -> list[Row]:
    """(person, name, circles, tries) of those among these for whom a try waits, neither resting nor left in peace."""
    return connection.rows(
        "SELECT p.id, p.name, p.circles, t.tries FROM json_each(?) j CROSS JOIN tie t ON t.person = j.value"
        " CROSS JOIN person p ON p.id = j.value"
        # A row of tries ends with the misses in a row: who has none waits for nothing.
        " WHERE (t.tries GLOB '*[1-9]]*' OR t.tries GLOB '*[1-9]0]*')"
        " AND +p.sort = 'person' AND +p.never = '' AND NOT p.resting",
        (json.dumps(sorted(persons)),),
    )


def turned_to_since(connection: Connection, handles: Iterable[int], event: int, until: int) -> bool:
    """Whether the owner turned to any of these handles after an event, tries counted, meetings not."""
    return any(
        connection.value(
            "SELECT 1 FROM part WHERE handle = ? AND event > ? AND event < ?"
            f" AND how & 7 <> {Channel.MEETING:d} AND how & {_OUT} LIMIT 1",
            (handle, event, until),
        )
        for handle in handles
    )


def met_before(connection: Connection, handles: Iterable[int], event: int) -> bool:
    """Whether any of these handles was met in person before an event."""
    return any(
        connection.value(
            "SELECT 1 FROM part WHERE handle = ? AND event >= 0 AND event < ?"
            f" AND how & 7 = {Channel.MEETING:d} LIMIT 1",
            (handle, event),
        )
        for handle in handles
    )


def never_met_before(connection: Connection, persons: Collection[int], event: int) -> set[int]:
    """Those people among these who were not met in person before an event, and are not left in peace."""
    return {
        row[0]
        for row in connection.rows(
            "SELECT p.id FROM json_each(?) j CROSS JOIN person p ON p.id = j.value"
            " WHERE +p.sort = 'person' AND +p.never = '' AND NOT EXISTS ("
            "SELECT 1 FROM handle h CROSS JOIN part q ON q.handle = h.id WHERE h.person = j.value"
            f" AND q.event >= 0 AND q.event < ? AND q.how & 7 = {Channel.MEETING:d})",
            (json.dumps(sorted(persons)), event),
        )
    }


def in_circles(connection: Connection, circles: Sequence[str]) -> list[Row]:
    """(person, name, circles, state of the tie) of those whom the owner put in any of these circles."""
    return connection.rows(
        "SELECT DISTINCT p.id, p.name, p.circles, t.state FROM fact f JOIN handle h ON h.id = f.handle"
        " JOIN person p ON p.id = h.person JOIN tie t ON t.person = p.id"
        " WHERE f.kind = 'circle' AND f.retired_by IS NULL AND f.value IN (SELECT value FROM json_each(?))"
        " AND p.sort = 'person' AND p.never = ''",
        (json.dumps(list(circles)),),
    )


def first_event(connection: Connection) -> int | None:
    """The oldest dated event of the book."""
    found = connection.value("SELECT min(id) FROM event WHERE id >= 0")
    return None if found is None else int(found)


def born(connection: Connection) -> list[Row]:
    """(person, name, birthday) of everybody whose birthday is known, with a tie or a level: no mere address book."""
    return connection.rows(
        "SELECT p.id, p.name, p.birthday FROM person p INDEXED BY person_birthday"
        " WHERE p.birthday <> '' AND +p.sort = 'person' AND p.never = ''"
        " AND (p.level > 0 OR EXISTS (SELECT 1 FROM standing s WHERE s.person = p.id))"
    )


def last_said(connection: Connection, kinds: Sequence[str]) -> dict[tuple[str, int], int]:
    """(kind, handle or 0) -> the newest action that stated or took back a fact of it: what only ever grows."""
    return {
        (row[0], row[1]): max(row[2], row[3])
        for row in connection.rows(
            "SELECT kind, coalesce(handle, 0), max(action), max(coalesce(retired_by, 0)) FROM fact"
            f" WHERE kind IN ({','.join('?' * len(kinds))}) GROUP BY 1, 2",
            tuple(kinds),
        )
    }
