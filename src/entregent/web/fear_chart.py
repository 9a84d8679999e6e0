"""The chart of fear: its mean before the steps of each month, 0 to 10, only where it was rated."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from entregent.app.language import month
from entregent.app.path_views import FearLine

WIDTH: Final = 640
HEIGHT: Final = 190
EDGE: Final = 40
TOP: Final = 22
GROUND: Final = 150
MOST: Final = 10
FEWEST: Final = 2
"""Months from which there is something to draw."""


class FearSpot(NamedTuple):
    """A month: where it stands, and its figure."""

    x: float
    y: float
    month: str
    mean: float
    rated: int
    is_named: bool
    """Whether there is room for its name below."""


class DrawnFears(NamedTuple):
    """The whole chart; no spots where too few months were rated."""

    spots: tuple[FearSpot, ...]
    line: str


def draw_fears(fears: Sequence[FearLine]) -> DrawnFears:
    """Months in time, as far apart as they were."""
    if len(fears) < FEWEST:
        return DrawnFears((), "")
    first, last = _number(fears[0].month), _number(fears[-1].month)
    step = (WIDTH - 2 * EDGE) / max(last - first, 1)
    every = max(1, -(-len(fears) // 6))
    spots = tuple(
        FearSpot(
            round(EDGE + step * (_number(one.month) - first), 1),
            round(GROUND - (GROUND - TOP) * one.mean / MOST, 1),
            month(one.month),
            round(one.mean, 1),
            one.rated,
            (len(fears) - 1 - place) % every == 0,
        )
        for place, one in enumerate(fears)
    )
    return DrawnFears(spots, " ".join(f"{spot.x},{spot.y}" for spot in spots))


def _number(day: date) -> int:
    return day.year * 12 + day.month
