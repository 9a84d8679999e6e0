"""Élan: people who give it weigh a little more, within bounds, by the owner's own last words. Standard library only."""

from collections.abc import Sequence
from typing import Final

LAST: Final = 10
"""So many words count, the newest."""
DOUBT: Final = 2.0
"""As many silent words pull the mean toward nothing: one tap moves little."""
MOST_MORE: Final = 0.5
MOST_LESS: Final = 0.3
"""What takes élan weighs less, but a heavy tie never falls out of sight."""
FEWEST: Final = 2
"""Words from which it is told that somebody gives élan."""


def mean(words: Sequence[int]) -> float:
    """The shrunken mean of the last words (1 gave, -1 took), between -1 and 1; 0 where nothing was said."""
    last = words[-LAST:]
    return sum(last) / (len(last) + DOUBT)


def factor(words: Sequence[int]) -> float:
    """By what a tie's weight is multiplied: between 0.7 and 1.5, 1 where nothing was said."""
    tends = mean(words)
    return 1.0 + tends * (MOST_MORE if tends > 0 else MOST_LESS)


def gives(words: Sequence[int]) -> bool:
    """Whether it may be said that somebody gives élan: at least two words, and clearly more of them for it."""
    last = words[-LAST:]
    return len(last) >= FEWEST and sum(last) >= FEWEST
