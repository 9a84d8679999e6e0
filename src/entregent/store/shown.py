"""What all events together show of handles: how often each is named, who signs how, who was there with whom."""

from collections.abc import Iterable
from typing import Final

from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.store.connection import Connection
from entregent.store.events import FROM, OWN, handles_in, unpacked
from entregent.store.handles import HandleCounts


def tally(connection: Connection) -> dict[int, HandleCounts]:
    """The evidence of every handle that a source's event names, counted anew: a scan of all events."""
    found: dict[int, list[int]] = {}
    spans: dict[int, tuple[int, int]] = {}
    for number, how, parts in connection.iter_rows("SELECT id, how, parts FROM event WHERE origin <> 0 ORDER BY id"):
        for part in unpacked(parts):
            handle = part >> 3
            row = found.setdefault(handle, [0, 0, 0, 0])
            if part & 7 != FROM:
                row[1] += 1
            else:
                row[0] += 1
                row[2] += bool(how >> 3 & Flag.BULK)
                row[3] += bool(how >> 3 & Flag.LIST)
            if number >= 0:
                at = number >> DIGEST_BITS
                spans[handle] = (spans.get(handle, (at, at))[0], at)
    return {
        handle: HandleCounts(row[0], row[1], row[2], row[3], *spans.get(handle, (None, None)))
        for handle, row in found.items()
    }


def told_of(connection: Connection) -> set[int]:
    """Every handle that some source speaks of, in an event, a record or a hint; not those that only the owner named."""
    return {
        row[0]
        for row in connection.rows(
            f"SELECT handle FROM part WHERE how & {OWN} = 0 UNION SELECT handle FROM record_handle"
            " UNION SELECT handle FROM owner_hint"
        )
    }


def taking_part(connection: Connection, wanted: Iterable[int]) -> set[int]:
    """Those of the handles that some event names; the owner's own have no parts, so the events themselves are read."""
    left, found = set(wanted), set[int]()
    for row in connection.iter_rows("SELECT parts FROM event") if left else ():
        if here := left.intersection(handles_in(row[0])):
            found |= here
            left -= here
            if not left:
                break
    return found


def direct_counts(connection: Connection) -> dict[int, tuple[int, int, int]]:
    """Per handle: messages that the owner addressed to it, those it wrote to the owner directly, and private ones.

    What was said in public and meetings, where many come, are no private ones.
    """
    return {
        row[0]: (row[1], row[2], row[3])
        for row in connection.iter_rows(
            "SELECT handle, sum(how >> 3 & 3 IN (1, 3)), sum(how >> 3 & 3 IN (2, 3) AND NOT how & 32 AND NOT how & 64),"
            f" sum(NOT how & 64 AND how & 7 NOT IN ({Channel.MEETING:d}, {Channel.COMMENT:d}))"
            " FROM part WHERE how & 24 GROUP BY handle"
        )
    }


SIGNATURES: Final = 200_000
"""Signals looked at, the newest: who signs so for years signs so today."""


def signatures(connection: Connection) -> list[tuple[int, str, str]]:
    """(handle, "link" or "phone", text) of what letters are signed with; none where the second pass did not run."""
    rows = connection.rows(
        "SELECT DISTINCT substr(e.parts, 1, 4), s.kind, s.value FROM (SELECT event, kind, value FROM signal"
        " WHERE kind IN ('link', 'phone') ORDER BY event DESC LIMIT ?) s JOIN event e ON e.id = s.event",
        (SIGNATURES,),
    )
    parts = ((int.from_bytes(packed, "little"), kind, value) for packed, kind, value in rows)
    return [(part >> 3, kind, value) for part, kind, value in parts if part and part & 7 == FROM]


GROUPS: Final = 60
"""Small groups looked at for each handle, the newest."""


def groups(connection: Connection, wanted: Iterable[int], most: int) -> dict[int, list[frozenset[int]]]:
    """For each handle the handles of all who were there when it was seen with two others or more, at most `most`."""
    return {
        handle: [
            frozenset(handles_in(row[0]))
            for row in connection.rows(
                "SELECT e.parts FROM part p JOIN event e ON e.id = p.event WHERE p.handle = ? AND p.others > 1"
                " AND p.others <= ? AND NOT p.how & 64 ORDER BY p.event DESC LIMIT ?",
                (handle, most, GROUPS),
            )
        ]
        for handle in wanted
    }
