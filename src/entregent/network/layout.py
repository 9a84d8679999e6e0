"""Layout: where everybody stands on the map, the same at each visit and close to where they stood before."""

from __future__ import annotations

import random
from math import pi, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

ROUNDS: Final = 120
AGAIN: Final = 12
"""Rounds for a map that was laid out before: people move a little where ties changed."""
_GOLDEN: Final = pi * (3 - sqrt(5))


def lay_out(
    graph: Graph, groups: NDArray[np.int64], *, seed: int = 0, before: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """A place (x, y) in the unit circle for everybody: groups apart, tied people near (Fruchterman & Reingold 1991).

    `before` holds earlier places, NaN for whoever is new: they begin beside the people they are tied to. People tied to
    nobody stand in a ring around the others. The same map, groups and seed give the same places.
    """
    import igraph

    tied = np.flatnonzero(graph.degrees > 0)
    places = np.zeros((graph.n, 2))
    if len(tied):
        number = np.full(graph.n, -1, dtype=np.int64)
        number[tied] = np.arange(len(tied))
        a, b, weights = graph.pairs()
        drawn = igraph.Graph(n=len(tied), edges=np.column_stack([number[a], number[b]]))
        begun = _begin(graph, groups, before)[tied]
        size = sqrt(len(tied))
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a picture, not a secret
        try:
            laid = drawn.layout_fruchterman_reingold(
                weights=np.sqrt(weights).tolist(),
                niter=ROUNDS if before is None else AGAIN,
                seed=(begun * size).tolist(),
                start_temp=size / (6 if before is None else 60),
                grid=len(tied) > 500,
            )
        finally:
            igraph.set_random_number_generator(None)
        places[tied] = _fitted(np.asarray(laid.coords)) if before is None else np.asarray(laid.coords) / size
    _ring(places, np.flatnonzero(graph.degrees == 0))
    return places


def _begin(graph: Graph, groups: NDArray[np.int64], before: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Where everybody begins: each group in a patch of a sunflower, or where they stood."""
    sizes = np.bincount(groups, minlength=1)
    # A patch as wide as its people need, one after the other from the middle out.
    reach = np.sqrt((np.cumsum(sizes) - sizes / 2) / max(len(groups), 1))
    turn = np.arange(len(sizes)) * _GOLDEN
    centres = np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])
    order = np.lexsort((np.arange(len(groups)), groups))
    within = np.empty(len(groups))
    within[order] = np.arange(len(groups)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    spread = np.sqrt((within + 0.5) / max(len(groups), 1)) * 0.7
    angle = within * _GOLDEN
    begun = centres[groups] + np.column_stack([spread * np.cos(angle), spread * np.sin(angle)])
    if before is None:
        return begun
    known = ~np.isnan(before[:, 0])
    return np.where(known[:, None], before, _beside(graph, before, known, begun))


def _beside(
    graph: Graph, before: NDArray[np.float64], known: NDArray[np.bool_], begun: NDArray[np.float64]
) -> NDArray[np.float64]:
    """For each the mean place of the known people whom they are tied to, else where a new map would begin them."""
    told = known[graph.neighbours]
    owners, neighbours = graph.owners[told], graph.neighbours[told]
    counts = np.bincount(owners, minlength=graph.n)
    sums = np.column_stack([np.bincount(owners, before[neighbours, axis], graph.n) for axis in (0, 1)])
    means = np.divide(sums, counts[:, None], out=begun.copy(), where=counts[:, None] > 0)
    nudge = np.arange(graph.n) * _GOLDEN
    return means + 0.01 * np.column_stack([np.cos(nudge), np.sin(nudge)])


def _fitted(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Moved and scaled into a circle of 0.9, far outliers drawn in."""
    centred = places - np.median(places, axis=0)
    far = np.hypot(centred[:, 0], centred[:, 1])
    scale = max(float(np.quantile(far, 0.98)), 1e-9)
    drawn_in = np.where(far > scale, scale * (1 + np.log(np.maximum(far / scale, 1.0)) / 4), far)
    factor = np.divide(drawn_in, far, out=np.ones(len(far)), where=far > 0)
    fitted = centred * (factor / scale)[:, None] * 0.8
    return fitted / max(float(np.hypot(fitted[:, 0], fitted[:, 1]).max()) / 0.9, 1.0)


def _ring(places: NDArray[np.float64], alone: NDArray[np.int64]) -> None:
    """Put those who are tied to nobody on the rim, evenly."""
    turn = np.arange(len(alone)) * 2 * pi / max(len(alone), 1)
    places[alone] = np.column_stack([np.cos(turn), np.sin(turn)])
