"""Brokers: who stands between others, in which part, and how closed the ties around somebody are."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from entregent.network.communities import numbered
from entregent.network.graph import rows_of, summed
from entregent.network.seeded import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from entregent.network.graph import Graph


class Roles(NamedTuple):
    """How many pairs a broker joins who are not tied to each other, by groups (Gould & Fernandez 1989).

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
    shares = graph.weights / graph.totals[graph.owners]
    through = shares.copy()
    for three in _threes(graph):
        # The entry of the row of each corner for each other one.
        arcs = {
            (0, 1): three.first_second,
            (1, 2): three.second_third,
            (0, 2): three.first_third,
            (1, 0): graph.twins[three.first_second],
            (2, 1): graph.twins[three.second_third],
            (2, 0): graph.twins[three.first_third],
        }
        for i, q, j in permutations(range(3)):
            through += summed(arcs[i, j], shares[arcs[i, q]] * shares[arcs[q, j]], len(through))
    found = summed(graph.owners, through**2, graph.n)
    found[graph.degrees == 0] = np.nan
    return found


def cut_ties(graph: Graph) -> list[tuple[int, int]]:
    """The ties without which the map falls apart in two (bridges in the strict sense), each as (a, b) with a < b."""
    a, b, _weights = graph.pairs()
    return sorted((int(a[tie]), int(b[tie])) for tie in drawn(graph).bridges())


def cut_people(graph: Graph) -> list[int]:
    """The people without whom the map falls apart (articulation points), ascending."""
    return sorted(drawn(graph).articulation_points())


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
        _which, places = rows_of(graph.starts, frontier)
        takers = graph.neighbours[places]
        down = depth[takers] < 0
        places, takers = places[down], takers[down]
        givers = graph.owners[places]
        depth[takers] = len(layers) + 1
        paths += summed(takers, paths[givers], graph.n)
        layers.append((givers, takers))
        frontier = np.flatnonzero(depth == len(layers))
    return _gathered(graph, source, paths, layers)


def _gathered(
    graph: Graph, source: int, paths: NDArray[np.float64], layers: list[tuple[NDArray[np.int64], NDArray[np.int64]]]
) -> NDArray[np.float64]:
    """Dependencies summed from the farthest layer back; targets next to the one who is passed do not count."""
    whole, apart = np.zeros(graph.n), np.zeros(graph.n)
    for givers, takers in reversed(layers):
        share = paths[givers] / paths[takers]
        beyond = share * whole[takers]
        apart += summed(givers, beyond, graph.n)
        whole += summed(givers, share + beyond, graph.n)
    apart[source] = 0.0
    apart[graph.row(source)] = 0.0
    return apart


def roles(graph: Graph, groups: NDArray[np.int64]) -> Roles:
    """How many open pairs everybody brokers, by role; `groups` names the group of each, -1 stands for a group alone."""
    named = numbered(groups)
    inside = named[graph.owners] == named[graph.neighbours]
    own = np.bincount(graph.owners[inside], minlength=graph.n)
    others = graph.degrees - own
    width = int(named.max(initial=0)) + 1
    keys, times = np.unique(graph.owners * width + named[graph.neighbours], return_counts=True)
    squares = np.zeros(graph.n, dtype=np.int64)
    np.add.at(squares, keys // width, times**2)
    counts = {
        "coordinator": own * own - own,
        "gatekeeper": others * own,
        "consultant": squares - own * own - others,
    }
    counts["liaison"] = others * others - (squares - own * own)
    for name, closed in _closed(graph, named).items():
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


class _Threes(NamedTuple):
    """People who are all tied to each other: where the tie of the first with the second stands in the first's row, …"""

    first_second: NDArray[np.int64]
    second_third: NDArray[np.int64]
    first_third: NDArray[np.int64]


def _threes(graph: Graph, block: int = 1 << 22) -> Iterator[_Threes]:
    """Every three people who are all tied to each other, once, in blocks of about `block` candidates.

    Each tie is walked from the end that has fewer ties, which bounds the work by m √m (Chiba & Nishizeki 1985).
    """
    rank = np.empty(graph.n, dtype=np.int64)
    rank[np.argsort(graph.degrees, kind="stable")] = np.arange(graph.n)
    # Entries that lead to somebody of a higher rank: each tie once, in rows as before.
    upward = np.flatnonzero(rank[graph.owners] < rank[graph.neighbours])
    low, high = graph.owners[upward], graph.neighbours[upward]
    starts = np.searchsorted(low, np.arange(graph.n + 1))
    tied = _Tied(low * graph.n + high)
    work = np.cumsum(starts[high + 1] - starts[high])
    begin = 0
    while begin < len(upward):
        done = work[begin - 1] if begin else 0
        end = max(int(np.searchsorted(work, done + block, side="right")), begin + 1)
        which, places = rows_of(starts, high[begin:end])
        which += begin
        closed, at = tied.find(low[which] * graph.n + high[places])
        yield _Threes(upward[which[closed]], upward[places[closed]], upward[at])
        begin = end


class _Tied:
    """Looks up ties by key: most candidates fall through a table of marks before they cost a search."""

    def __init__(self, keys: NDArray[np.int64]) -> None:
        self._keys = keys
        bits = max(len(keys), 1).bit_length() + 4
        self._shift = np.uint64(64 - bits)
        self._marks = np.zeros(1 << bits, dtype=bool)
        self._marks[self._place(keys)] = True

    def _place(self, keys: NDArray[np.int64]) -> NDArray[np.uint64]:
        # Multiplied by the golden ratio of 2⁶⁴ the upper bits of near keys lie far apart (Knuth).
        return (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> self._shift

    def find(self, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(which of the wanted keys there are, where each stands)."""
        likely = np.flatnonzero(self._marks[self._place(wanted)])
        at = np.minimum(np.searchsorted(self._keys, wanted[likely]), max(len(self._keys) - 1, 0))
        there = self._keys[at] == wanted[likely]
        return likely[there], at[there]


def triangles(graph: Graph) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Every three people who are all tied to each other, once, in blocks."""
    for three in _threes(graph):
        yield (
            graph.owners[three.first_second],
            graph.neighbours[three.first_second],
            graph.neighbours[three.second_third],
        )
