"""Listed: a meeting that an attendee list and a calendar both tell is one; the list knows the day alone."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.store import copies
from entregent.store.connection import Connection
from entregent.store.events import ATTEMPT, CHANNEL_MASK, OWN, TIMELESS
from entregent.text.scripts import fold
from entregent.ties.state import DAY

_SIGNS: Final = CHANNEL_MASK | TIMELESS | OWN | ATTEMPT
_LISTED: Final = int(Channel.MEETING) | TIMELESS
_MET: Final = frozenset((int(Channel.MEETING), _LISTED))


def yielding(connection: Connection, rows: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """These (event, how, others, amount) in time order, each meeting of a mere day marked as the owner's own word where
    another source tells a meeting of that name on that day: `without_told_twice` then counts it once.
    """
    if not any(row[1] & _SIGNS == _LISTED for row in rows):
        return rows
    pairs = near_pairs((row[0], row[1]) for row in rows)
    if not pairs:
        return rows
    titles = copies.titles(connection, {event for pair in pairs for event in pair})
    again = same_name(pairs, titles)
    return [(row[0], row[1] | OWN, *row[2:]) if row[0] in again else row for row in rows] if again else rows


def told_again(rows: Iterable[Sequence[Any]]) -> set[int]:
    """The events among these (event, how, title) that another of them tells too, and better."""
    met = sorted((row[0], row[1], row[2] or "") for row in rows if row[1] & _SIGNS in _MET)
    return same_name(near_pairs((event, how) for event, how, _ in met), {event: title for event, _, title in met})


def near_pairs(rows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """(meeting of a mere day, another meeting on that day) of these (event, how) in time order.

    Of two that both know the day alone, the later number is the one that yields.
    """
    met = [(event >> DIGEST_BITS, event, how) for event, how in rows if how & _SIGNS in _MET]
    instants = [at for at, _, _ in met]
    found = []
    for at, event, how in met:
        if not how & TIMELESS:
            continue
        place = bisect_left(instants, at - DAY // 2)
        while place < len(met) and met[place][0] <= at + DAY // 2:
            _, other, way = met[place]
            if other != event and (not way & TIMELESS or other < event):
                found.append((event, other))
            place += 1
    return found


def same_name(pairs: Sequence[tuple[int, int]], titles: Mapping[int, str | None]) -> set[int]:
    """The first of each pair whose two bear one name."""
    names = {event: plain_name(titles.get(event)) for pair in pairs for event in pair}
    return {event for event, other in pairs if names[event] and names[event] == names[other]}


def plain_name(title: str | None) -> str:
    """A name without case, accents and punctuation."""
    return re.sub(r"[\W_]+", " ", fold(title or "")).strip()
