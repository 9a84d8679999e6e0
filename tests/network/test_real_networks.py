"""The measures on public networks: the same as networkx, igraph and looking at every pair."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from bench.networks import eu_core, hightech, jazz
from bench.tie_networks import SHARED
from tests.network.maps import bridgeness_by_pairs, in_networkx, roles_by_pairs

from entregent.network import brokers, communities
from entregent.network.graph import Graph, build
from entregent.network.seeded import drawn

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not (SHARED / "net-jazz.tar.gz").exists(), reason="the shared networks are not here"),
]
NETWORKS: dict[str, Callable[[], Graph]] = {"hightech": hightech, "jazz": jazz, "eu-core": lambda: eu_core().graph}
WITHIN = 1e-9


def weighed(graph: Graph) -> Graph:
    """The same ties, with weights of many sizes."""
    a, b, _ = graph.pairs()
    return build(graph.n, a, b, np.random.default_rng(7).lognormal(0.0, 2.0, len(a)))


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("change", [lambda graph: graph, weighed], ids=["as it is", "with weights"])
def test_constraint_agrees_with_networkx_and_igraph(name: str, change: Callable[[Graph], Graph]) -> None:
    graph = change(NETWORKS[name]())
    ours = brokers.constraint(graph)
    theirs = drawn(graph).constraint(weights=graph.pairs()[2].tolist())
    assert np.allclose(ours, theirs, rtol=0.0, atol=WITHIN, equal_nan=True)
    # networkx takes minutes for those with many ties; igraph has judged everybody.
    some = np.flatnonzero((graph.degrees > 0) & (graph.degrees <= 30))[:40].tolist()
    other = nx.constraint(in_networkx(graph), nodes=some, weight="weight")
    assert np.allclose(ours[some], [other[node] for node in some], rtol=0.0, atol=WITHIN, equal_nan=True)


@pytest.mark.parametrize("name", NETWORKS)
def test_cut_ties_and_people_agree_with_networkx_and_igraph(name: str) -> None:
    graph = NETWORKS[name]()
    theirs = in_networkx(graph)
    ours = brokers.cut_ties(graph)
    assert ours == sorted((min(tie), max(tie)) for tie in nx.bridges(theirs))
    assert len(ours) == len(drawn(graph).bridges())
    assert brokers.cut_people(graph) == sorted(nx.articulation_points(theirs))


@pytest.mark.parametrize("name", NETWORKS)
def test_modularity_agrees_with_networkx_and_igraph(name: str) -> None:
    graph = weighed(NETWORKS[name]())
    groups = communities.find_groups(graph)
    ours = communities.modularity(graph, groups)
    theirs = drawn(graph).modularity(groups.tolist(), weights=graph.pairs()[2].tolist())
    parts = [set(np.flatnonzero(groups == group).tolist()) for group in range(groups.max() + 1)]
    assert ours == pytest.approx(theirs, abs=WITHIN)
    assert ours == pytest.approx(nx.community.modularity(in_networkx(graph), parts), abs=WITHIN)


@pytest.mark.parametrize("name", ["hightech", "jazz"])
def test_bridgeness_and_roles_are_those_of_all_pairs(name: str) -> None:
    graph = NETWORKS[name]()
    assert np.allclose(brokers.bridgeness(graph), bridgeness_by_pairs(graph), rtol=0.0, atol=WITHIN)
    groups = communities.find_groups(graph)
    for ours, theirs in zip(brokers.roles(graph, groups), roles_by_pairs(graph, groups), strict=True):
        assert np.array_equal(ours, theirs)
