"""Groups: people who know each other, found as communities, and known again when the map changes a little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from entregent.network.graph import build, summed
from entregent.network.seeded import drawn, seeded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

ROUNDS: Final = 8
"""How often Leiden goes over everybody: more changes next to nothing."""


def find_groups(
    graph: Graph, *, seed: int = 0, resolution: float = 1.0, before: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """The group of everybody, numbered from 0, largest first (Leiden for modularity: Traag, Waltman & van Eck 2019).

    With `before`, the groups of the last time begin the search, so that people stay where little has changed: -1 stands
    for whoever is new. Who is tied to nobody is alone in a group.
    """
    weights = graph.pairs()[2]
    if not len(weights):
        return np.arange(graph.n)
    net = drawn(graph)
    with seeded(seed):
        found = net.community_leiden(
            objective_function="modularity",
            weights=weights.tolist(),
            resolution=resolution,
            n_iterations=ROUNDS,
            initial_membership=None if before is None else numbered(before).tolist(),
        )
    return by_size(_connected(graph, np.asarray(found.membership, dtype=np.int64)))


def _connected(graph: Graph, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups, each of which hangs together: parts that are not tied to each other go their own ways.

    Leiden's groups hang together once nothing moves any more, which a bounded number of rounds does not promise.
    """
    a, b, weights = graph.pairs()
    inside = groups[a] == groups[b]
    parts = drawn(build(graph.n, a[inside], b[inside], weights[inside])).connected_components().membership
    return np.asarray(parts, dtype=np.int64)


def numbered(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups numbered from 0 without gaps; each whose group is -1 is alone in one."""
    begun = groups.copy()
    new = begun < 0
    begun[new] = begun.max(initial=-1) + 1 + np.arange(int(new.sum()))
    return np.unique(begun, return_inverse=True)[1]


def by_size(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same groups, numbered from 0, the largest first; equal ones by who comes first in them."""
    _names, first, inverse, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(sizes), dtype=np.int64)
    place[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return place[inverse]


def modularity(graph: Graph, groups: NDArray[np.int64], resolution: float = 1.0) -> float:
    """How much more of the ties lies within groups than chance would put there (Newman & Girvan 2004); 0 for no tie."""
    whole = graph.weights.sum()
    if not whole:
        return 0.0
    within = graph.weights[groups[graph.owners] == groups[graph.neighbours]].sum()
    named = numbered(groups)
    totals = summed(named, graph.totals, int(named.max()) + 1)
    return float(within / whole - resolution * np.sum((totals / whole) ** 2))


def matched(groups: NDArray[np.int64], before: NDArray[np.int64], fresh: int) -> NDArray[np.int64]:
    """Today's groups under the names of the last time: each takes the name of the old group it shares most with.

    A name is given once, the largest shared part first, and only where a third of today's group was of the old one at
    least; other groups get names from `fresh` on, which must be above all old ones. `before` holds the old name of
    everybody, -1 for whoever is new.
    """
    names = np.full(int(groups.max(initial=-1)) + 1, -1, dtype=np.int64)
    known = before >= 0
    width = int(before.max(initial=0)) + 1
    keys, shared = np.unique(groups[known] * width + before[known], return_counts=True)
    sizes = np.bincount(groups)
    taken: set[int] = set()
    for at in np.lexsort((keys, -shared)):
        new, old = int(keys[at] // width), int(keys[at] % width)
        if names[new] < 0 and old not in taken and 3 * shared[at] >= sizes[new]:
            names[new] = old
            taken.add(old)
    unnamed = names < 0
    names[unnamed] = fresh + np.arange(int(unnamed.sum()))
    return names[groups]
