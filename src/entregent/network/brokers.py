"""Brokers: who stands between others, in which part, and how closed the ties around somebody are."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entregent.network.graph import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from entregent.network.graph import Graph


class Roles(NamedTuple):
    """How many pairs a broker joins who are not tied to each other, by the groups of the three (Gould & Fernandez 1989).

    `a` and `c` are the pair, `b` the broker between them. On ties without direction a pair counts once each way, so
    that `gatekeeper` and `representative` are equal.
    """

    coordinator: NDArray[np.int64]
    """All three are of one group."""
    gatekeeper: NDArray[np.int64]
    """`a` is of another group, `b` and `c` of the same."""
    representative: NDArray[np.int64]
    """`a` and `b` are of one group, `c` of another."""
    consultant: NDArray[np.int64]
    """`a` and `c` are of one group, `b` of another."""
    liaison: NDArray[np.int64]
    """Three groups."""


def constraint(graph: Graph) -> NDArray[np.float64]:
    """Burt's constraint of everybody: high where all one's contacts know each other; NaN for whoever has none.

    c_i = sum over contacts j of (p_ij + sum over q of p_iq p_qj)², p the share of i's ties that goes to j (Burt 1992).
    """
    totals = graph.totals
    shares = graph.weights / totals[graph.owners]
    through = shares.copy()
    keys = graph.keys
    for corners in triangles(graph):
        arc = {
            (first, second): np.searchsorted(keys, corners[first] * graph.n + corners[second])
            for first, second in permutations(range(3), 2)
        }
        for i, q, j in permutations(range(3)):
            through += np.bincount(arc[i, j], shares[arc[i, q]] * shares[arc[q, j]], len(through))
    found = np.bincount(graph.owners, weights=through**2, minlength=graph.n)
    found[totals == 0] = np.nan
    return found


def cut_ties(graph: Graph) -> list[tuple[int, int]]:
    """The ties without which the map falls apart in two (bridges in the strict sense), each as (a, b) with a < b."""
    import igraph

    a, b, _weights = graph.pairs()
    drawn = igraph.Graph(n=graph.n, edges=np.column_stack([a, b]))
    return sorted((int(a[tie]), int(b[tie])) for tie in drawn.bridges())


def cut_people(graph: Graph) -> list[int]:
    """The people without whom the map falls apart (articulation points), ascending."""
    import igraph

    a, b, _weights = graph.pairs()
    return sorted(igraph.Graph(n=graph.n, edges=np.column_stack([a, b])).articulation_points())


def bridgeness(graph: Graph, sources: Iterable[int] | None = None) -> NDArray[np.float64]:
    """How often somebody lies between people who are not around them (Jensen et al. 2016).

    As betweenness, without the shortest paths that begin or end at a neighbour: sum over s, t outside the neighbourhood
    of v of the share of their shortest paths that pass v; each pair counts once. Ties count as one step each. With
    `sources`, paths from those alone are walked and the sum is scaled up to everybody.
    """
    chosen = list(range(graph.n)) if sources is None else list(sources)
    found = np.zeros(graph.n)
    for source in chosen:
        found += _dependencies(graph, source)
    return found * (graph.n / max(len(chosen), 1)) / 2


def _dependencies(graph: Graph, source: int) -> NDArray[np.float64]:
    """What the paths from one source add to everybody (Brandes 2001, with Jensen's exclusions)."""
    depth = np.full(graph.n, -1, dtype=np.int64)
    paths = np.zeros(graph.n)
    depth[source], paths[source] = 0, 1.0
    layers: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    frontier = np.array([source])
    while len(frontier):
        which, places = rows_of(graph.starts, frontier)
        givers, takers = frontier[which], graph.neighbours[places]
        depth[takers[depth[takers] < 0]] = len(layers) + 1
        down = depth[takers] == len(layers) + 1
        givers, takers = givers[down], takers[down]
        np.add.at(paths, takers, paths[givers])
        layers.append((givers, takers))
        frontier = np.unique(takers)
    return _gathered(graph, source, paths, layers)


def _gathered(
    graph: Graph, source: int, paths: NDArray[np.float64], layers: list[tuple[NDArray[np.int64], NDArray[np.int64]]]
) -> NDArray[np.float64]:
    """Dependencies summed from the farthest layer back; targets next to the one who is passed do not count."""
    whole, apart = np.zeros(graph.n), np.zeros(graph.n)
    for givers, takers in reversed(layers):
        share = paths[givers] / paths[takers]
        np.add.at(apart, givers, share * whole[takers])
        np.add.at(whole, givers, share * (1 + whole[takers]))
    apart[source] = 0.0
    apart[graph.row(source)] = 0.0
    return apart


def roles(graph: Graph, groups: NDArray[np.int64]) -> Roles:
    """How many open pairs everybody brokers, by role; `groups` numbers the group of each from 0."""
    n = graph.n
    kinds = int(groups.max(initial=0)) + 1
    around = np.zeros((n, kinds), dtype=np.int64)
    np.add.at(around, (graph.owners, groups[graph.neighbours]), 1)
    own = around[np.arange(n), groups]
    others = around.sum(axis=1) - own
    squares = (around**2).sum(axis=1)
    counts = {
        "coordinator": own * own - own,
        "gatekeeper": others * own,
        "consultant": squares - own * own - others,
    }
    counts["liaison"] = others * others - (squares - own * own)
    for name, closed in _closed(graph, groups).items():
        counts[name] = counts[name] - closed
    return Roles(
        counts["coordinator"],
        counts["gatekeeper"],
        counts["gatekeeper"].copy(),
        counts["consultant"],
        counts["liaison"],
    )


def _closed(graph: Graph, groups: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """Pairs that are tied to each other, by the role that somebody tied to both would have had."""
    names = ("coordinator", "gatekeeper", "consultant", "liaison")
    found = {name: np.zeros(graph.n, dtype=np.int64) for name in names}
    for corners in triangles(graph):
        for broker, first, second in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
            b, a, c = corners[broker], corners[first], corners[second]
            with_a, with_c, pair = groups[a] == groups[b], groups[c] == groups[b], groups[a] == groups[c]
            both = np.bincount(b[with_a & with_c], minlength=graph.n)
            found["coordinator"] += 2 * both
            # Seen from one side the broker keeps the gate, seen from the other somebody represents: once each.
            found["gatekeeper"] += np.bincount(b[with_a ^ with_c], minlength=graph.n)
            found["consultant"] += 2 * np.bincount(b[~with_a & pair], minlength=graph.n)
            found["liaison"] += 2 * np.bincount(b[~with_a & ~with_c & ~pair], minlength=graph.n)
    return found


def triangles(
    graph: Graph, block: int = 1 << 22
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Every three people who are all tied to each other, once, in blocks of about `block` candidates.

    Each tie is walked from the end that has fewer ties, which bounds the work by m √m (Chiba & Nishizeki 1985).
    """
    rank = np.empty(graph.n, dtype=np.int64)
    rank[np.lexsort((np.arange(graph.n), graph.degrees))] = np.arange(graph.n)
    a, b, _weights = graph.pairs()
    low, high = np.where(rank[a] < rank[b], a, b), np.where(rank[a] < rank[b], b, a)
    order = np.lexsort((high, low))
    low, high = low[order], high[order]
    keys = low * graph.n + high
    starts = np.zeros(graph.n + 1, dtype=np.int64)
    np.cumsum(np.bincount(low, minlength=graph.n), out=starts[1:])
    work = np.cumsum((starts[high + 1] - starts[high]))
    begin = 0
    while begin < len(keys):
        end = max(int(np.searchsorted(work, (work[begin - 1] if begin else 0) + block, side="right")), begin + 1)
        which, places = rows_of(starts, high[begin:end])
        first, third = low[begin:end][which], high[places]
        wanted = first * graph.n + third
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        tied = keys[at] == wanted
        yield first[tied], high[begin:end][which[tied]], third[tied]
        begin = end
