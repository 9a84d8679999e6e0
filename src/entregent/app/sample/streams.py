"""Chance with a name: every part of the sample draws from a stream of its own."""

from collections.abc import Sequence
from hashlib import blake2b
from random import Random
from typing import Final, TypeVar

T = TypeVar("T")

BLOCK: Final = 20
"""Shares are kept exactly within every block of so many draws: 5 % is the finest share."""


def stream(seed: int, part: str) -> Random:
    """A generator that depends on the seed and the part's name alone, so that parts never disturb each other."""
    return Random(int.from_bytes(blake2b(f"{seed}/{part}".encode(), digest_size=8).digest(), "big"))  # noqa: S311 -- play, no secret


class Share:
    """Says yes to an exact share of the draws: so many of each block of 20, in shuffled order."""

    def __init__(self, rng: Random, share: float) -> None:
        self._rng = rng
        self._yes = round(share * BLOCK)
        self._left: list[bool] = []

    def draw(self) -> bool:
        """One yes or no."""
        if not self._left:
            self._left = [place < self._yes for place in range(BLOCK)]
            self._rng.shuffle(self._left)
        return self._left.pop()


def pick(rng: Random, table: Sequence[T]) -> T:
    """One of the table, evenly: several times quicker than `Random.choice`, and the same on every version."""
    return table[int(rng.random() * len(table))]
