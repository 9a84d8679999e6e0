"""A piece of evidence that two handles are one person's, or that they are not."""

import math
from typing import NamedTuple

from entregent.identity.weights import MOST_BY_NAME, SAME_AGAIN, WEIGHTS
from entregent.model.judgement import Reason, reason


class Evidence(NamedTuple):
    """One reason with its weight. `by_name` marks what rests on a name, so that a merge on it is an assumption."""

    weight: float
    reason: Reason
    by_name: bool = False


def shown(words: tuple[str, ...]) -> str:
    """Folded words as a name to show."""
    return " ".join(word.capitalize() for word in words)


def by_rarity(signal: str, expected: float, **facts: str | float) -> Evidence:
    """Evidence by name: the fewer bearers are expected besides, the heavier; no name makes surer than 99 %."""
    weight = math.log(SAME_AGAIN / max(expected, 1e-9)) + WEIGHTS[signal]
    return Evidence(min(weight, MOST_BY_NAME + min(WEIGHTS[signal], 0.0)), reason(signal, **facts), by_name=True)
