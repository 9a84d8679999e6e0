"""Layout: where everybody stands on the map, the same at each visit and close to where they stood before."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

from entregent.network.communities import by_size, numbered
from entregent.network.graph import build, summed
from entregent.network.seeded import drawn, seeded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

ROUNDS: Final = 120
FARTHEST: Final = 0.05
"""So far somebody moves between two visits."""
STRAY: Final = 0.4
"""Whoever stands farther from the middle of their people than this moves toward it."""
_RIM: Final = 0.9
_PASSES: Final = 3
_GOLDEN: Final = pi * (3 - sqrt(5))


def lay_out(
    graph: Graph, groups: NDArray[np.int64], *, seed: int = 0, before: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """A place (x, y) in the unit circle for everybody: groups apart, tied people near (Fruchterman & Reingold 1991).

    `before` holds earlier places, NaN for whoever is new: where at least half of those who are tied had a place they
    keep it, but for those who stray from their people, and the others join the people they are tied to. People tied to
    nobody stand in a ring around the others. The same map, groups and seed give the same places.
    """
    places = np.zeros((graph.n, 2))
    tied = graph.degrees > 0
    known = np.zeros(graph.n, dtype=bool) if before is None else ~np.isnan(before).any(axis=1)
    if before is not None and tied.any() and 2 * int((known & tied).sum()) >= int(tied.sum()):
        # Who was alone stood on the rim: they join their people as if they were new.
        inside = known & (np.hypot(before[:, 0], before[:, 1]) <= _RIM * 1.01)
        places = _kept(graph, _begin(groups), before, inside)
    elif tied.any():
        places[tied] = _settled(graph, tied, _begin(groups)[tied], seed)
    _ring(places, np.flatnonzero(~tied))
    return places


def _kept(
    graph: Graph, begun: NDArray[np.float64], before: NDArray[np.float64], known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The earlier places; strays moved a little, and whoever is new beside the people they are tied to."""
    places = np.where(known[:, None], before, begun)
    middles, has_some = _middles(graph, places, known)
    away = middles - places
    far = np.hypot(away[:, 0], away[:, 1])
    step = np.where(known & has_some, np.clip(far - STRAY, 0.0, FARTHEST), 0.0)
    places += away * (step / np.maximum(far, 1e-9))[:, None]
    turn = np.arange(graph.n) * _GOLDEN
    beside = 0.03 * np.column_stack([np.cos(turn), np.sin(turn)])
    for _ in range(_PASSES):
        # Those who are tied to new people alone are reached in a later pass.
        middles, has_some = _middles(graph, places, known)
        joining = has_some & ~known
        places[joining] = middles[joining] + beside[joining]
        known = known | joining
    far = np.hypot(places[:, 0], places[:, 1])
    return places * np.minimum(_RIM / np.maximum(far, 1e-9), 1.0)[:, None]


def _middles(
    graph: Graph, places: NDArray[np.float64], known: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The middle of the known people around everybody, by weight; and whether there are any."""
    told = known[graph.neighbours]
    owners, weights, around = graph.owners[told], graph.weights[told], places[graph.neighbours[told]]
    sums = [summed(owners, weights * around[:, axis], graph.n) for axis in (0, 1)]
    whole = summed(owners, weights, graph.n)
    has_some = whole > 0
    return np.column_stack(sums) / np.where(has_some, whole, 1.0)[:, None], has_some


def _settled(graph: Graph, tied: NDArray[np.bool_], begun: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Where those who are tied come to rest from where they begin."""
    number = np.cumsum(tied) - 1
    a, b, weights = graph.pairs()
    around = build(len(begun), number[a], number[b], _pulls(weights))
    size = sqrt(len(begun))
    net = drawn(around)
    with seeded(seed):
        laid = net.layout_fruchterman_reingold(
            weights=around.pairs()[2].tolist(),
            niter=ROUNDS,
            seed=(begun * size).tolist(),
            start_temp=size / 6,
            grid=len(begun) > 500,
        )
    return _fitted(np.asarray(laid.coords))


def _pulls(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """How hard each tie pulls: by the root of its weight beside the middle one, within bounds."""
    return np.clip(np.sqrt(weights / np.median(weights)), 0.1, 10.0)


def _begin(named: NDArray[np.int64]) -> NDArray[np.float64]:
    """Where everybody begins: each group in a patch of a sunflower, as wide as its people need."""
    groups = by_size(numbered(named))
    n = max(len(groups), 1)
    sizes = np.bincount(groups, minlength=1)
    reach = np.sqrt((np.cumsum(sizes) - sizes / 2) / n)
    turn = np.arange(len(sizes)) * _GOLDEN
    centres = np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])
    order = np.argsort(groups, kind="stable")
    within = np.empty(len(groups))
    within[order] = np.arange(len(groups)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # A patch holds its own people: as much room for each of them as the circle has for everybody.
    spread, angle = np.sqrt((within + 0.5) / n) * 0.7, within * _GOLDEN
    return centres[groups] + np.column_stack([spread * np.cos(angle), spread * np.sin(angle)])


def _fitted(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Moved and scaled into the circle of those who are tied, far outliers drawn in."""
    centred = places - np.median(places, axis=0)
    far = np.hypot(centred[:, 0], centred[:, 1])
    scale = max(float(np.quantile(far, 0.98)), 1e-9)
    drawn_in = np.where(far > scale, scale * (1 + np.log(np.maximum(far / scale, 1.0)) / 4), far)
    factor = np.divide(drawn_in, far, out=np.ones(len(far)), where=far > 0)
    fitted = centred * (factor / scale)[:, None] * 0.8
    return fitted / max(float(np.hypot(fitted[:, 0], fitted[:, 1]).max()) / _RIM, 1.0)


def _ring(places: NDArray[np.float64], alone: NDArray[np.int64]) -> None:
    """Put those who are tied to nobody on the rim, evenly."""
    turn = np.arange(len(alone)) * 2 * pi / max(len(alone), 1)
    places[alone] = np.column_stack([np.cos(turn), np.sin(turn)])
