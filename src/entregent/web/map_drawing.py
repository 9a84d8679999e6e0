"""The map drawn for those without canvas or script: its best tied people, each a link, named where there is room."""

from __future__ import annotations

from typing import Final, NamedTuple

from entregent.app.map_views import Drawn, SmallMap
from entregent.app.map_words import COLOURS

MOST: Final = 300
TIES: Final = 1_500
SIDE: Final = 1_000
_LINE: Final = 20
_LETTER: Final = 8.2
LONGEST: Final = 28


class Spot(NamedTuple):
    """Somebody on the drawing; `named` where the name stands beside them, else it shows when one comes to them."""

    person: int
    name: str
    shown: str
    x: float
    y: float
    radius: float
    colour: int
    named: bool
    at_end: bool
    """The name stands to the left."""


class Picture(NamedTuple):
    """The drawing: people, and ties as one path for each of three strengths; `left_out` others are not on it."""

    spots: list[Spot]
    paths: list[str]
    left_out: int


def picture(found: Drawn, most: int = MOST) -> Picture:
    """The people with the strongest ties, and the ties among them."""
    import numpy as np

    n = len(found.people)
    sums = np.bincount(found.a, found.weights, n) + np.bincount(found.b, found.weights, n)
    chosen = np.sort(np.argsort(-sums, kind="stable")[:most])
    heavy = sums / max(float(sums.max(initial=0)), 1e-9)
    taken: set[tuple[int, int]] = set()
    spots = {}
    for at in sorted(chosen.tolist(), key=lambda one: -sums[one]):
        x, y = (found.places[at] * 0.96 + 1) / 2 * SIDE
        spots[at] = _spot(found, at, float(x), float(y), 4 + 8 * float(heavy[at]) ** 0.5, taken)
    there = np.zeros(n, dtype=bool)
    there[chosen] = True
    both = np.flatnonzero(there[found.a] & there[found.b])[:TIES]
    paths = ["", "", ""]
    for place, tie in enumerate(both.tolist()):
        one, other = spots[int(found.a[tie])], spots[int(found.b[tie])]
        paths[min(place * 6 // max(len(both), 1), 2)] += f"M{one.x} {one.y}L{other.x} {other.y}"
    # Names stand over the dots of others.
    by_group = sorted(spots.values(), key=lambda spot: (spot.named, spot.colour, spot.name.casefold()))
    return Picture(by_group, paths, n - len(chosen))


def _spot(found: Drawn, at: int, x: float, y: float, radius: float, taken: set[tuple[int, int]]) -> Spot:
    name = found.names[at]
    shown = short(name)
    at_end = x > SIDE * 0.75
    reach = len(shown) * _LETTER + radius
    low, high = (x - reach, x) if at_end else (x, x + reach)
    rows = {int((y - _LINE * 0.45) // _LINE), int((y + _LINE * 0.45) // _LINE)}
    cells = {(column, row) for column in range(int(low // _LINE), int(high // _LINE) + 1) for row in rows}
    named = not cells & taken
    if named:
        taken |= cells
    colour = int(found.groups[at]) % COLOURS
    return Spot(int(found.people[at]), name, shown, round(x, 1), round(y, 1), round(radius, 1), colour, named, at_end)


def short(name: str) -> str:
    """A name that fits beside a dot."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


class RingLabel(NamedTuple):
    """Where a name of a small map stands: turned outward, from the right or from the left."""

    turn: float
    at_end: bool


def ring_labels(small: SmallMap) -> list[RingLabel]:
    """One for each place of a small map."""
    from math import atan2, degrees

    found = []
    for place in small.places:
        turn = degrees(atan2(place.y, place.x))
        at_end = abs(turn) > 90
        found.append(RingLabel(round(turn + 180 if at_end else turn, 1), at_end))
    return found
