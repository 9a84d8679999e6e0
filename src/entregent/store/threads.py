"""Threads: what passed lately with somebody that a first sentence may take up, and what is set with them."""

from collections.abc import Iterable

from entregent.model.interaction import Channel
from entregent.store.connection import Connection, Row
from entregent.store.events import ATTEMPT, BULK, DIRECTION_MASK, FORWARDED

_UNFIT = BULK | ATTEMPT | FORWARDED


def letters(connection: Connection, handles: Iterable[int], first: int, until: int, limit: int) -> list[Row]:
    """(event, how, title) of the newest letters between few, with a subject, of these handles."""
    return _newest(
        [
            row
            for handle in handles
            for row in connection.rows(
                "SELECT p.event, p.how, e.title FROM part p JOIN event e ON e.id = p.event"
                f" WHERE p.handle = ? AND p.event >= ? AND p.event < ? AND p.how & 7 = {Channel.MAIL:d}"
                f" AND p.how & {DIRECTION_MASK} AND NOT p.how & {_UNFIT} AND p.others <= 3 AND e.title IS NOT NULL"
                " ORDER BY p.event DESC LIMIT ?",
                (handle, first, until, limit),
            )
        ],
        limit,
    )


def comments(connection: Connection, handles: Iterable[int], first: int, until: int, limit: int) -> list[Row]:
    """(event, how, title) of the newest that these handles said in public to the owner, under a title."""
    return _newest(
        [
            row
            for handle in handles
            for row in connection.rows(
                "SELECT p.event, p.how, e.title FROM part p JOIN event e ON e.id = p.event"
                f" WHERE p.handle = ? AND p.event >= ? AND p.event < ? AND p.how & 7 = {Channel.COMMENT:d}"
                " AND p.how & 16 AND e.title IS NOT NULL ORDER BY p.event DESC LIMIT ?",
                (handle, first, until, limit),
            )
        ],
        limit,
    )


def meetings(connection: Connection, handles: Iterable[int], first: int, until: int, limit: int) -> list[Row]:
    """(event, how, title, others) of the newest meetings with these handles between two event numbers."""
    return _newest(
        [
            row
            for handle in handles
            for row in connection.rows(
                "SELECT p.event, p.how, e.title, p.others FROM part p JOIN event e ON e.id = p.event"
                f" WHERE p.handle = ? AND p.event >= ? AND p.event < ? AND p.how & 7 = {Channel.MEETING:d}"
                f" AND NOT p.how & {ATTEMPT} ORDER BY p.event DESC LIMIT ?",
                (handle, first, until, limit),
            )
        ],
        limit,
    )


def seen_since(connection: Connection, origins: Iterable[int]) -> dict[int, int]:
    """Origin -> when the first import that claims one of its sources was made."""
    found: dict[int, int] = {}
    for origin in origins:
        members = connection.value("SELECT members FROM origin WHERE id = ?", (origin,))
        sources = [int(one) for one in str(members or "").split(",") if one]
        marks = ",".join("?" * len(sources))
        at = connection.value(
            f"SELECT min(i.first_at) FROM claim c JOIN import i ON i.id = c.import WHERE c.source IN ({marks})", sources
        )
        if at is not None:
            found[origin] = int(at)
    return found


def _newest(rows: list[Row], limit: int) -> list[Row]:
    """Once each, newest first: two handles of one person may stand in one event."""
    return sorted({row[0]: row for row in rows}.values(), key=lambda row: -row[0])[:limit]
