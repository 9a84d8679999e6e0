"""Small graphs for the tests, and the same measures by looking at everything."""

from collections.abc import Sequence
from itertools import combinations, product

import networkx as nx
import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from entregent.network.brokers import Roles
from entregent.network.graph import Graph, build


def graph_of(n: int, *pairs: tuple[int, int], weights: Sequence[float] | None = None) -> Graph:
    """A graph from pairs."""
    return build(n, [a for a, _ in pairs], [b for _, b in pairs], weights)


def random_graph(n: int, ties: int, seed: int = 0) -> Graph:
    """Pairs at random, with weights."""
    generator = np.random.default_rng(seed)
    a, b = generator.integers(0, n, ties), generator.integers(0, n, ties)
    return build(n, a, b, generator.exponential(1.0, ties))


WEIGHTS = st.one_of(st.floats(1e-6, 1e6), st.sampled_from([1e-300, 1e-12, 1.0, 1e12]))


@st.composite
def graphs(draw: st.DrawFn, most: int = 9, weights: st.SearchStrategy[float] = WEIGHTS) -> Graph:
    """Any graph of up to `most` people, nobody tied and nobody there included."""
    n = draw(st.integers(0, most))
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), unique=True)) if n > 1 else []
    return build(n, [a for a, _ in pairs], [b for _, b in pairs], [draw(weights) for _ in pairs])


def in_networkx(graph: Graph) -> nx.Graph:
    """The same graph there."""
    found = nx.Graph()
    found.add_nodes_from(range(graph.n))
    found.add_weighted_edges_from(zip(*(column.tolist() for column in graph.pairs()), strict=True))
    return found


def steps_and_paths(graph: Graph) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(steps from everybody to everybody, number of shortest paths)."""
    ties = np.zeros((graph.n, graph.n))
    ties[graph.owners, graph.neighbours] = 1
    steps = np.where(np.eye(graph.n) > 0, 0.0, np.inf)
    paths, walks = np.eye(graph.n), np.eye(graph.n)
    for length in range(1, graph.n):
        walks = walks @ ties
        new = np.isinf(steps) & (walks > 0)
        if not new.any():
            break
        steps[new], paths[new] = length, walks[new]
    return steps, paths


def bridgeness_by_pairs(graph: Graph) -> NDArray[np.float64]:
    """For everybody, over all pairs outside their neighbourhood, the share of shortest paths that pass them."""
    steps, paths = steps_and_paths(graph)
    found = np.zeros(graph.n)
    for v in range(graph.n):
        outside = np.ones(graph.n, dtype=bool)
        outside[[v, *graph.row(v)]] = False
        between = steps[:, v, None] + steps[None, v, :] == steps
        with np.errstate(invalid="ignore"):
            passing = np.where(between & np.isfinite(steps), paths[:, v, None] * paths[None, v, :] / paths, 0.0)
        found[v] = passing[np.ix_(outside, outside)].sum() / 2
    return found


def roles_by_pairs(graph: Graph, groups: NDArray[np.int64]) -> Roles:
    """Every open pair around everybody, looked at."""
    found = {name: np.zeros(graph.n, dtype=np.int64) for name in Roles._fields}
    tied = {(int(a), int(b)) for a, b in zip(graph.owners, graph.neighbours, strict=True)}
    for b in range(graph.n):
        for a, c in product(graph.row(b).tolist(), repeat=2):
            if a != c and (a, c) not in tied:
                found[_role(int(groups[a]), int(groups[b]), int(groups[c]))][b] += 1
    return Roles(**found)


def _role(a: int, b: int, c: int) -> str:
    if a == b == c:
        return "coordinator"
    if b == c:
        return "gatekeeper"
    if a == b:
        return "representative"
    return "consultant" if a == c else "liaison"
