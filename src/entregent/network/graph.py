"""The graph: people as numbers 0 to n - 1, and the weighted ties among them, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
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

    @property
    def degrees(self) -> NDArray[np.int64]:
        """With how many others each is tied."""
        return np.diff(self.starts)

    @property
    def totals(self) -> NDArray[np.float64]:
        """The sum of the weights of each one's ties."""
        return np.bincount(self.owners, weights=self.weights, minlength=self.n)

    @property
    def owners(self) -> NDArray[np.int64]:
        """For each entry of `neighbours`, whose row it stands in."""
        return np.repeat(np.arange(self.n), self.degrees)

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
    """A graph of `n` nodes from pairs in any order: loops are dropped, the weights of equal pairs added up.

    Without weights each tie weighs 1, however often its pair was named.
    """
    first, second = np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64)
    low, high = np.minimum(first, second), np.maximum(first, second)
    kept = low != high
    keys, inverse = np.unique(low[kept] * n + high[kept], return_inverse=True)
    if weights is None:
        summed = np.ones(len(keys))
    else:
        summed = np.bincount(inverse, weights=np.asarray(weights, dtype=np.float64)[kept], minlength=len(keys))
    low, high = keys // max(n, 1), keys % max(n, 1)
    owners, neighbours = np.concatenate([low, high]), np.concatenate([high, low])
    order = np.lexsort((neighbours, owners))
    starts = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(owners, minlength=n), out=starts[1:])
    return Graph(n, starts, neighbours[order], np.concatenate([summed, summed])[order])


def rows_of(starts: NDArray[np.int64], nodes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of all entries in the rows of `nodes`, one row after the other: (which of `nodes`, place)."""
    lengths = starts[nodes + 1] - starts[nodes]
    which = np.repeat(np.arange(len(nodes)), lengths)
    ends = np.cumsum(lengths)
    within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    return which, starts[nodes][which] + within
