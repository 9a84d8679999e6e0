"""Next bridge: with whom a new tie is likely, and what it would open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.network.graph import Graph, rows_of, summed

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST_OVERLAP: Final = 0.15
"""Where a bridge pays most: some common people, not many (the inverted U of Rajkumar et al. 2022)."""
FURTHER: Final = 0.1
"""What a common person of a common person counts, beside a common person."""


class Strengths(NamedTuple):
    """ln(1 + weight) of each entry of `graph.neighbours`, and the sum of those of each person."""

    ties: NDArray[np.float64]
    people: NDArray[np.float64]


def strengths(graph: Graph) -> Strengths:
    """What `closeness` needs of a graph, for who asks of many people."""
    ties = np.log1p(graph.weights)
    return Strengths(ties, summed(graph.owners, ties, graph.n))


def closeness(graph: Graph, node: int, prepared: Strengths | None = None) -> NDArray[np.float64]:
    """How likely a new tie of `node` with everybody is: tie-decay resource allocation; 0 for those tied already.

    The sum over common people k of sqrt(S_ik S_kj) / strength_k, S = ln(1 + weight), strength_k the sum of k's S; and a
    tenth of what the same sum says one step further, so that friends of friends' friends stand in order too.
    """
    ties, people = prepared or strengths(graph)
    own = slice(graph.starts[node], graph.starts[node + 1])
    between = graph.neighbours[own]
    shared = np.zeros(graph.n)
    shared[between] = np.sqrt(ties[own]) / people[between]
    near = _passed_on(graph, ties, shared)
    beyond = np.divide(near, people, out=np.zeros(graph.n), where=people > 0)
    found = near + FURTHER * _passed_on(graph, ties, beyond)
    found[between] = 0.0
    found[node] = 0.0
    return found


def _passed_on(graph: Graph, ties: NDArray[np.float64], held: NDArray[np.float64]) -> NDArray[np.float64]:
    """What everybody gets when each gives what they hold along each of their ties, times the root of its strength."""
    holders = np.flatnonzero(held)
    which, places = rows_of(graph.starts, holders)
    return summed(graph.neighbours[places], held[holders][which] * np.sqrt(ties[places]), graph.n)


def overlap(graph: Graph, node: int) -> NDArray[np.float64]:
    """The share of people around `node` or somebody else who are around both (Jaccard)."""
    between = graph.row(node)
    _which, places = rows_of(graph.starts, between)
    common = np.bincount(graph.neighbours[places], minlength=graph.n).astype(np.float64)
    around = len(between) + graph.degrees - common
    return np.divide(common, around, out=np.zeros(graph.n), where=around > 0)


def moderate(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 where the overlap is where a bridge pays most, less for strangers to all and for the already known."""
    scaled = shares / BEST_OVERLAP
    return scaled * np.exp(1.0 - scaled)
