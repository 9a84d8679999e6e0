"""A plate: what attention needs to know of one tie that the owner keeps spinning."""

from typing import Final, NamedTuple

from entregent.model.tie import LEVEL_WEIGHTS, Level

RELATION: Final = "relation"
"""Kept by real talks: a call, a meal, an hour together."""
UPKEEP: Final = "upkeep"
"""Kept by light touches: a line, a thumb, a card."""


class Plate(NamedTuple):
    """One tie with a level. `fall` is λ per week, `minutes` what one attempt by the chosen channel takes."""

    person: int
    weight: float
    """Level weight × the owner's weight of the circle; 0 is never worth a minute."""
    fall: float
    """λ per week, > 0: strength is e^(−λ·weeks of silence)."""
    minutes: float
    chance: float
    """That one attempt by the chosen channel is answered within its patience, 0..1."""
    strength: float
    kind: str = RELATION


def kind_of(level: Level) -> str:
    """Close and valued ties are kept by real talks, the two outer levels by light touches."""
    return RELATION if level in (Level.CLOSE, Level.VALUED) else UPKEEP


def weight_of(level: Level, circle_weight: float = 1.0) -> float:
    """What a tie of this level is worth: 8, 4, 2, 1 or 0, times the owner's weight of its circle (DESIGN §5)."""
    return LEVEL_WEIGHTS[level] * circle_weight


def fall_from_half_life(half_life_days: float) -> float:
    """λ per week of a strength that halves in so many days (> 0)."""
    return _LN2 * 7.0 / half_life_days


_LN2: Final = 0.6931471805599453
