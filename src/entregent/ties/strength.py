"""Strength: how steady a tie stands today, and how fast it falls (DESIGN §5)."""

from math import exp, log
from typing import Final

from entregent.ties.state import DAY, TieState

SHORTEST_HALF_LIFE_DAYS: Final = 14.0
LONGEST_HALF_LIFE_DAYS: Final = 730.0
PRIOR_GAP_DAYS: Final = 60.0
"""The gap that a tie of one day is given; it counts as one gap among those seen."""
KIN_FACTOR: Final = 2.0
"""Kinship holds without contact (Roberts & Dunbar 2015): its half-life is so many times longer."""


def usual_gap_days(state: TieState) -> float | None:
    """Mean days between days with a real exchange; None before there are two such days."""
    if state.real_days < 2:
        return None
    return max((state.last_real - state.first_real) / DAY, 1.0) / (state.real_days - 1)


def expected_gap_days(state: TieState) -> float:
    """The usual gap, drawn toward PRIOR_GAP_DAYS as long as few gaps were seen."""
    usual = usual_gap_days(state)
    if usual is None:
        return PRIOR_GAP_DAYS
    gaps = state.real_days - 1
    return (usual * gaps + PRIOR_GAP_DAYS) / (gaps + 1)


def half_life_days(state: TieState, *, kin: bool = False, correction: float = 1.0) -> float:
    """Days of silence after which the strength is one half: twice the expected gap, within 14 to 730 days.

    `correction` is the owner's word: 2.0 says that this tie bears twice the silence.
    """
    bounded = min(max(2.0 * expected_gap_days(state), SHORTEST_HALF_LIFE_DAYS), LONGEST_HALF_LIFE_DAYS)
    return bounded * (KIN_FACTOR if kin else 1.0) * correction


def fall_rate_per_week(state: TieState, *, kin: bool = False, correction: float = 1.0) -> float:
    """λ of the attention index, with time in weeks: strength = e^(-λ·weeks of silence)."""
    return 7.0 * log(2.0) / half_life_days(state, kin=kin, correction=correction)


def silence_days(state: TieState, now: int) -> float | None:
    """Days since the last real exchange; since the last contact of any kind where there was none; None if never."""
    last = state.last_real or state.last_at
    return max(now - last, 0) / DAY if last else None


def strength(state: TieState, now: int, *, kin: bool = False, correction: float = 1.0) -> float:
    """s = e^(-λh) in [0, 1], h since the last real exchange; half of it where contact was only ever in a crowd."""
    silent = silence_days(state, now)
    if silent is None:
        return 0.0
    stands = exp(-fall_rate_per_week(state, kin=kin, correction=correction) * silent / 7.0)
    return stands if state.last_real else stands / 2.0
