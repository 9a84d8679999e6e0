"""Surprise: how warm people were, against what was feared. It is the treatment (SCIENCE §5, rule 4)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

FEWEST_PAIRS: Final = 5
"""Fewer say nothing."""


class Pair(NamedTuple):
    """One step of which both were said: how warm an answer was expected, and how warm it was, 1 to 5."""

    at: int
    expected: int
    warmth: int


class Surprise(NamedTuple):
    """What the pairs say together, in time order."""

    warmer: int
    as_expected: int
    colder: int
    pairs: tuple[Pair, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough to say anything."""
        return len(self.pairs) >= FEWEST_PAIRS


def surprise(pairs: Sequence[Pair]) -> Surprise:
    """How often people were warmer than expected, as expected, colder."""
    ordered = tuple(sorted(pairs))
    warmer = sum(pair.warmth > pair.expected for pair in ordered)
    colder = sum(pair.warmth < pair.expected for pair in ordered)
    return Surprise(warmer, len(ordered) - warmer - colder, colder, ordered)
