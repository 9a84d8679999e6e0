"""Upkeep: the minutes a week that keeping one plate up would take, and so what letting it rest gives back."""

from math import exp, expm1
from typing import Final

KEPT_FROM: Final = 0.5
"""As in `curve`: a plate counts as kept when its strength averages at least this."""
LONGEST_WEEKS: Final = 520


def upkeep_minutes(fall: float, minutes: float, chance: float) -> float:
    """Minutes a week of the longest silences that still keep a plate up; one try a week where none are short enough.

    `fall` is λ per week (> 0), `minutes` what one try takes, `chance` that it is answered, 0..1.
    """
    if chance <= 0.0:
        return minutes
    low, high = 1, LONGEST_WEEKS
    while low < high:
        middle = (low + high + 1) // 2
        if mean_strength(fall, chance, middle) >= KEPT_FROM:
            low = middle
        else:
            high = middle - 1
    return minutes / max(chance * (low - 1.0) + 1.0, 1.0)


def mean_strength(fall: float, chance: float, weeks: int) -> float:
    """The long-run mean strength of a plate that is tried after so many weeks of silence: as `bound` has it."""
    x = exp(-fall)
    lived = x * expm1(-fall * (weeks - 1)) / expm1(-fall)
    return (lived + exp(-fall * weeks) / (1.0 - (1.0 - chance) * x)) / (weeks - 1.0 + 1.0 / chance)
