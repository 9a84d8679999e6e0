"""The chart of surprise: for each step how warm an answer was expected, and how warm it was."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.app.ladder_views import PairLine

WIDTH: Final = 640
HEIGHT: Final = 160
EDGE: Final = 26
LOWEST: Final = 132
HIGHEST: Final = 32


class DrawnPair(NamedTuple):
    """One step: where it stands, how high the expectation and the answer are, and which way it went."""

    x: float
    expected: float
    warmth: float
    way: str
    line: PairLine


def draw_pairs(pairs: Sequence[PairLine]) -> list[DrawnPair]:
    """Each pair in its place, in time order; 1 at the bottom, 5 on top."""
    step = (WIDTH - 2 * EDGE) / max(len(pairs) - 1, 1)
    return [
        DrawnPair(
            round(EDGE + place * step, 1),
            _height(pair.expected),
            _height(pair.warmth),
            "warmer" if pair.warmth > pair.expected else "colder" if pair.warmth < pair.expected else "even",
            pair,
        )
        for place, pair in enumerate(pairs)
    ]


def _height(warmth: int) -> float:
    return round(LOWEST - (warmth - 1) * (LOWEST - HIGHEST) / 4, 1)
