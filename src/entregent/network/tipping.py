"""Tipping: how many first followers it takes for something to go on by itself, as a range over assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.network.graph import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from entregent.network.graph import Graph

THRESHOLDS: Final = ((0.05, 0.25), (0.10, 0.40), (0.25, 0.50))
"""Which share of one's people must have joined before one joins: easily, as often seen, reluctantly. Estimates of a
committed minority that tips a group go from 10 to 40 % (Centola et al. 2018): none is a law."""
ROUNDS: Final = 64
MOST: Final = 0.5
"""It has tipped where this share of everybody within reach joins."""


class Tipping(NamedTuple):
    """For one assumption: the least number of first followers that tips most of the simulated times; None: not even
    all of those tried. `shares[i]` is the mean share of everybody that joins after the first `counts[i]`."""

    thresholds: tuple[float, float]
    needed: int | None
    counts: tuple[int, ...]
    shares: tuple[float, ...]


def tipping(graph: Graph, order: Sequence[int], *, rounds: int = ROUNDS, seed: int = 0) -> tuple[Tipping, ...]:
    """How it goes if the first 1, 2, 4 … people of `order` join, for each assumption about thresholds.

    Everybody joins once the weighted share of their ties that has joined reaches a threshold of their own, drawn evenly
    between the two bounds (Granovetter 1978; Watts 2002).
    """
    return tuple(_under(graph, order, bounds, rounds, seed) for bounds in THRESHOLDS)


def _under(graph: Graph, order: Sequence[int], bounds: tuple[float, float], rounds: int, seed: int) -> Tipping:
    """How it goes where thresholds lie between these two bounds."""
    thresholds = np.random.default_rng(seed).uniform(*bounds, size=rounds * graph.n)
    reachable = max(int(np.count_nonzero(graph.degrees)), 1)
    crowd = _Crowd(graph, thresholds, rounds)
    counts, shares, tipped = _counts(len(order)), [], []
    done = 0
    for count in counts:
        # Whoever has joined stays: more first followers go on from where fewer had left it.
        crowd.join(np.asarray(order[done:count], dtype=np.int64))
        done = count
        share = crowd.joined() / reachable
        shares.append(float(share.mean()))
        tipped.append(float(np.mean(share >= MOST)) >= MOST)
    needed = next((count for count, it_did in zip(counts, tipped, strict=True) if it_did), None)
    return Tipping(bounds, needed, tuple(counts), tuple(shares))


class _Crowd:
    """Simulated crowds, side by side: place round × n + node."""

    def __init__(self, graph: Graph, thresholds: NDArray[np.float64], rounds: int) -> None:
        self._graph, self._thresholds, self._rounds = graph, thresholds, rounds
        self._shares = graph.weights / graph.totals[graph.neighbours]
        self._told = np.zeros(len(thresholds))
        self._in = np.zeros(len(thresholds), dtype=bool)

    def joined(self) -> NDArray[np.int64]:
        """How many of those who are tied to anybody have joined in each crowd."""
        joined = self._in.reshape(self._rounds, self._graph.n) & (self._graph.degrees > 0)
        return np.asarray(joined.sum(axis=1), dtype=np.int64)

    def join(self, people: NDArray[np.int64]) -> None:
        """These join in every crowd, and whoever follows follows."""
        keys = (np.arange(self._rounds)[:, None] * self._graph.n + people[None, :]).ravel()
        frontier = keys[~self._in[keys]]
        while len(frontier):
            self._in[frontier] = True
            nodes = frontier % self._graph.n
            which, places = rows_of(self._graph.starts, nodes)
            around = (frontier - nodes)[which] + self._graph.neighbours[places]
            np.add.at(self._told, around, self._shares[places])
            frontier = np.unique(around[(self._told[around] >= self._thresholds[around]) & ~self._in[around]])


def _counts(most: int) -> list[int]:
    """1, 2, 3, 4, 6, 8, 12 … up to `most`."""
    found = sorted({1, 2, 3, *(base * 2**power for base in (4, 6) for power in range(20))})
    return [count for count in found if count < most] + ([most] if most else [])
