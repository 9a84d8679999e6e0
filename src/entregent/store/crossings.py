"""Crossings: by which sources people are known, what passed with them there, and who will be at what is coming."""

from collections.abc import Collection, Iterable
from typing import Final

from entregent.model.record import Record
from entregent.store.connection import Connection, Row
from entregent.store.events import ATTEMPT, BULK, DIRECTION_MASK, OWN

_RELATION: Final = f"'$[{Record._fields.index('relation')}]'"
_SINCE: Final = f"'$[{Record._fields.index('met_on')}]'"

_NO_EXCHANGE: Final = BULK | ATTEMPT
_SUMS: Final = (
    f"max(iif(p.how & {_NO_EXCHANGE}, 0, p.how & 8)) <> 0, max(iif(p.how & {_NO_EXCHANGE}, 0, p.how & 16)) <> 0,"
    f" max(iif(p.how & {DIRECTION_MASK} AND NOT p.how & {_NO_EXCHANGE}, p.event, -1))"
)
"""Whether anything went out, whether anything came in, and the last exchange (-1: none that is dated)."""


def by_channel(connection: Connection, channel: int, until: int) -> list[Row]:
    """(handle, out, in, last exchange) of all that sources told of one channel before `until`: one scan of the parts.

    They lie in the order of handles, so that nothing is sorted.
    """
    return connection.rows(
        f"SELECT p.handle, {_SUMS} FROM part p"
        f" WHERE p.how & 7 = ? AND NOT p.how & {OWN} AND p.event < ? GROUP BY p.handle",
        (channel, until),
    )


def by_origin(connection: Connection, channels: Collection[int], until: int) -> list[Row]:
    """(handle, origin, channel, out, in, last exchange) by these channels alone: a look-up for each part."""
    some = ",".join(str(int(channel)) for channel in channels)
    return connection.rows(
        f"SELECT p.handle, e.origin, p.how & 7, {_SUMS} FROM part p CROSS JOIN event e ON e.id = p.event"
        f" WHERE p.how & 7 IN ({some}) AND NOT p.how & {OWN} AND p.event < ? GROUP BY 1, 2, 3",
        (until,),
    )


def channels_of_origins(connection: Connection) -> list[Row]:
    """(origin, channel) of all that sources told."""
    return connection.rows("SELECT DISTINCT origin, how & 7 FROM event WHERE origin <> 0")


def readers(connection: Connection) -> dict[int, str]:
    """The reader of each source."""
    return {row[0]: row[1] for row in connection.rows("SELECT id, reader FROM source")}


def cards(connection: Connection) -> list[Row]:
    """(handle, reader, relation) of every card."""
    return connection.rows(
        f"SELECT rh.handle, r.reader, coalesce(r.body ->> {_RELATION}, '')"
        " FROM record_handle rh JOIN record r ON r.id = rh.record"
    )


def people_of_handles(connection: Connection) -> dict[int, int]:
    """Handle -> person, of all those who are people and not put away."""
    return dict(
        connection.rows(
            "SELECT h.id, h.person FROM handle h JOIN person p ON p.id = h.person"
            " WHERE p.sort = 'person' AND p.never = ''"
        )
    )


# ── one person ────────────────────────────────────────────────────────────────────────────────────────────────────


_CROSSED: Final = f"p.how & {DIRECTION_MASK} AND NOT p.how & {_NO_EXCHANGE} AND p.event >= 0 AND p.event < ?"


def spans(connection: Connection, handle: int, until: int, seen: Collection[Row], limit: int) -> list[Row]:
    """(channel, times, first event, last event) of what passed with a handle; `seen` are its `ends`, up to a limit.

    A short tie lies whole between its ends. Of a long one each channel is counted in a pass of its own, but the one
    seen most: grouping thousands of rows would take several times as long.
    """
    found: dict[int, list[int]] = {}
    for event, channel, _ in seen:
        found.setdefault(channel, []).append(event)
    whole = [(channel, len(of), of[0], of[-1]) for channel, of in found.items()]
    if len(seen) < 2 * limit:
        return whole
    known = ",".join(map(str, found))
    total, between = connection.rows(
        f"SELECT count(*), sum(p.how & 7 NOT IN ({known})) FROM part p WHERE p.handle = ? AND {_CROSSED}",
        (handle, until),
    )[0]
    most = max(whole, key=lambda row: row[1])
    channels = range(8) if between else found
    others = [_span(connection, handle, channel, until) for channel in channels if channel != most[0]]
    others = [row for row in others if row[1]]
    return [(most[0], total - sum(row[1] for row in others), *most[2:]), *others]


def _span(connection: Connection, handle: int, channel: int, until: int) -> Row:
    (row,) = connection.rows(
        "SELECT p.how & 7, count(*), min(p.event), max(p.event) FROM part p"
        f" WHERE p.handle = ? AND p.how & 7 = {channel:d} AND {_CROSSED}",
        (handle, until),
    )
    return (channel, *row[1:])


def ends(connection: Connection, handle: int, until: int, limit: int) -> list[Row]:
    """(event, channel, origin) of the first and the last exchanges with a handle, so many at each end."""
    sql = (
        "SELECT p.event, p.how & 7, e.origin FROM part p CROSS JOIN event e ON e.id = p.event"
        f" WHERE p.handle = ? AND {_CROSSED} ORDER BY p.event {{way}} LIMIT ?"
    )
    found = {row for way in ("ASC", "DESC") for row in connection.rows(sql.format(way=way), (handle, until, limit))}
    return sorted(found)


def relations(connection: Connection, handles: Iterable[int]) -> list[Row]:
    """(reader, relation, since) of the cards that these handles stand on."""
    marks = ",".join(str(int(handle)) for handle in handles)
    return connection.rows(
        f"SELECT DISTINCT r.reader, coalesce(r.body ->> {_RELATION}, ''), coalesce(r.body ->> {_SINCE}, '')"
        f" FROM record_handle rh JOIN record r ON r.id = rh.record WHERE rh.handle IN ({marks}) ORDER BY 1, 2, 3"
    )


# ── what is coming ────────────────────────────────────────────────────────────────────────────────────────────────


def meetings(connection: Connection, first: int, until: int) -> list[Row]:
    """(event, how, title, parts) of the meetings from an event number on, before another, in time order."""
    return connection.rows(
        "SELECT id, how, title, parts FROM event WHERE id >= ? AND id < ? AND how & 7 = 2 ORDER BY id", (first, until)
    )
