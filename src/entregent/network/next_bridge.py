"""Next bridge: with whom a new tie is likely, and what it would open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from entregent.network.graph import Graph, rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST_OVERLAP: Final = 0.15
"""Where a bridge pays most: some common people, not many (the inverted U of Rajkumar et al. 2022)."""


def closeness(graph: Graph, node: int) -> NDArray[np.float64]:
    """How likely a new tie of `node` with everybody is: tie-decay resource allocation; 0 for those tied already.

    The sum over common people k of sqrt(S_ik S_kj) / strength_k, S = ln(1 + weight), strength_k the sum of k's S.
    """
    strong = np.log1p(graph.weights)
    strength = np.bincount(graph.owners, weights=strong, minlength=graph.n)
    return _closeness(graph, node, strong, strength)


def _closeness(
    graph: Graph, node: int, strong: NDArray[np.float64], strength: NDArray[np.float64]
) -> NDArray[np.float64]:
    between = graph.row(node)
    own = strong[graph.starts[node] : graph.starts[node + 1]]
    which, places = rows_of(graph.starts, between)
    shares = np.sqrt(own[which] * strong[places]) / strength[between[which]]
    found = np.bincount(graph.neighbours[places], weights=shares, minlength=graph.n)
    found[between] = 0.0
    found[node] = 0.0
    return found


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
