"""The trail: where each footprint stands on its piece of path, so that none lies on another, however full a week.

A week is a piece of `WIDE` by `TALL`, whose path meets its neighbours' at both edges: pieces lie side by side, so
many to a row as there is room for.
"""

from collections.abc import Sequence
from math import atan, cos, degrees, pi, sin
from typing import Final, NamedTuple

WIDE: Final = 92
TALL: Final = 104
MIDDLE: Final = 52
BAND: Final = 44
"""How broad the path is."""
INSET: Final = 5
"""Nothing of a footprint reaches over an edge of its piece."""
LAP: Final = 0.6
"""So far a piece reaches under its neighbour, so that no seam shows."""
SWING: Final = 20
PERIOD: Final = 7.0
"""Weeks from one bend to the next alike."""

HALF_LENGTH: Final = 7.6
HALF_BREADTH: Final = 3.3
"""Half of a footprint at its full size, toes and stroke included."""


class Foot(NamedTuple):
    """A footprint: where, turned by so many degrees, how large, and how it is drawn."""

    x: float
    y: float
    turn: float
    size: float
    mark: str


class _Way(NamedTuple):
    """How many lanes, how far apart, how many feet to a lane, how large."""

    lanes: int
    apart: float
    per_lane: int
    size: float

    @property
    def most(self) -> int:
        return self.lanes * self.per_lane


_WAYS: Final = (_Way(2, 15.0, 5, 1.0), _Way(3, 12.0, 6, 0.84), _Way(4, 9.6, 8, 0.62), _Way(5, 8.0, 12, 0.42))
MOST: Final = _WAYS[-1].most
"""More steps of one week are told as a number."""


def height(place: int, x: float = 0.0) -> float:
    """How low the path's middle runs, `x` into the piece at this place."""
    return MIDDLE + SWING * sin(2 * pi * (place + x / WIDE) / PERIOD) * cos(2 * pi * (place + x / WIDE) / 23)


def slope(place: int, x: float) -> float:
    """Its rise per unit, `x` into the piece."""
    return (height(place, x + 0.5) - height(place, x - 0.5)) / 1.0


def curve(place: int, points: int = 12) -> str:
    """The path's middle through one piece, as a path of SVG."""
    at = [-LAP, *(WIDE * n / points for n in range(1, points)), WIDE + LAP]
    spots = [(x, height(place, x)) for x in at]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def feet(marks: Sequence[str], place: int) -> tuple[Foot, ...]:
    """The footprints of one week, in time order from left to right; at most `MOST`, the last ones."""
    shown = marks[-MOST:]
    if not shown:
        return ()
    way = next(one for one in _WAYS if len(shown) <= one.most)
    columns = -(-len(shown) // way.lanes)
    pace = (WIDE - 2 * INSET) / way.per_lane
    begin = (WIDE - columns * pace) / 2
    found = []
    for number, mark in enumerate(shown):
        column, lane = divmod(number, way.lanes)
        x = begin + pace * (column + (lane + 0.5) / way.lanes)
        aside = way.apart * (lane - (way.lanes - 1) / 2)
        turn = degrees(atan(slope(place, x)))
        found.append(Foot(round(x, 2), round(height(place, x) + aside, 2), round(turn, 1), way.size, mark))
    return tuple(found)


def more(marks: Sequence[str]) -> int:
    """How many steps of a week are told as a number instead of drawn."""
    return max(len(marks) - MOST, 0)
