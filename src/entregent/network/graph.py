"""The graph: people as numbers 0 to n - 1, and the weighted ties among them, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Graph:
    """Ties without direction among `n` people: no loop, each pair once, every weight above 0.

    The rows are kept by node (compressed sparse rows): the neighbours of `i` are
    `neighbours[starts[i]:starts[i + 1]]`, ascending, with `weights` beside them. Each tie stands in both rows.
    """

    n: int
    starts: NDArray[np.int64]
    neighbours: NDArray[np.int64]
    weights: NDArray[np.float64]

    @property
    def ties(self) -> int:
        """How many pairs are tied."""
        return len(self.neighbours) // 2

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """With how many others each is tied."""
        return np.diff(self.starts)

    @cached_property
    def totals(self) -> NDArray[np.float64]:
        """The sum of the weights of each one's ties."""
        return summed(self.owners, self.weights, self.n)

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """For each entry of `neighbours`, whose row it stands in."""
        return np.repeat(np.arange(self.n), self.degrees)

    @cached_property
    def twins(self) -> NDArray[np.int64]:
        """For each entry of `neighbours`, where the same tie stands in the row of that neighbour."""
        return places_by(self.neighbours, self.n)

    @property
    def keys(self) -> NDArray[np.int64]:
        """Each entry of `neighbours` with its owner as one ascending number: owner × n + neighbour."""
        return self.owners * self.n + self.neighbours

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Every tie once: (a, b, weight) with a < b, in ascending order."""
        owners = self.owners
        once = owners < self.neighbours
        return owners[once], self.neighbours[once], self.weights[once]

    def row(self, node: int) -> NDArray[np.int64]:
        """The neighbours of one node, ascending."""
        return self.neighbours[self.starts[node] : self.starts[node + 1]]

    def row_weights(self, node: int) -> NDArray[np.float64]:
        """The weights beside `row`."""
        return self.weights[self.starts[node] : self.starts[node + 1]]

    def without(self, nodes: Iterable[int]) -> Graph:
        """The same people, with no tie left to any of `nodes`."""
        gone = np.zeros(self.n, dtype=bool)
        gone[np.fromiter(nodes, dtype=np.int64)] = True
        a, b, weights = self.pairs()
        kept = ~(gone[a] | gone[b])
        return build(self.n, a[kept], b[kept], weights[kept])


def build(
    n: int,
    a: Sequence[int] | NDArray[np.int64],
    b: Sequence[int] | NDArray[np.int64],
    weights: Sequence[float] | NDArray[np.float64] | None = None,
) -> Graph:
    """A graph of `n` nodes from pairs in any order: the weights of equal pairs are added up.

    Loops and pairs whose weight is not above 0 are dropped. Without weights each tie weighs 1, however often its pair
    was named. Raises ValueError for a node outside 0 to n - 1 and for a endless weight.
    """
    first, second = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    low, high = np.minimum(first, second), np.maximum(first, second)
    if len(low) and (low.min() < 0 or high.max() >= n):
        raise ValueError("node")
    weighed = np.ones(len(low)) if weights is None else np.asarray(weights, dtype=np.float64)
    if np.isinf(weighed).any():
        raise ValueError("weight")
    kept = (low != high) & (weighed > 0.0)
    keys, inverse = np.unique(low[kept] * n + high[kept], return_inverse=True)
    return _rows(n, keys, np.ones(len(keys)) if weights is None else summed(inverse, weighed[kept], len(keys)))


def _rows(n: int, keys: NDArray[np.int64], added: NDArray[np.float64]) -> Graph:
    """From the ascending keys (low × n + high) of all ties."""
    low, high = keys // max(n, 1), keys % max(n, 1)
    # Whoever is lower than the owner comes first, and both parts are ascending already.
    owners, neighbours = np.concatenate([high, low]), np.concatenate([low, high])
    order = places_by(owners, n)
    starts = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(owners, minlength=n), out=starts[1:])
    return Graph(n, starts, neighbours[order], np.concatenate([added, added])[order])


def rows_of(starts: NDArray[np.int64], nodes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of all entries in the rows of `nodes`, one row after the other: (which of `nodes`, place)."""
    lengths = starts[nodes + 1] - starts[nodes]
    which = np.repeat(np.arange(len(nodes)), lengths)
    ends = np.cumsum(lengths)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    return which, starts[nodes][which] + within


def places_by(keys: NDArray[np.integer], n: int) -> NDArray[np.int64]:
    """Where keys from 0 to n - 1 stand, in ascending order, equal ones as they come."""
    # NumPy sorts numbers of 16 bits by counting, much quicker than wider ones.
    return np.argsort(keys.astype(np.uint16) if n <= 1 << 16 else keys, kind="stable")


def summed(keys: NDArray[np.int64], weights: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """The sum of the weights of each key from 0 to n - 1."""
    return np.asarray(np.bincount(keys, weights=weights, minlength=n), dtype=np.float64)
