"""Brokers: constraint, cut ties, bridgeness and roles, beside networkx and beside looking at every pair."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.network.maps import bridgeness_by_pairs, graph_of, graphs, in_networkx, random_graph, roles_by_pairs

from entregent.network import brokers
from entregent.network.graph import Graph

PLAIN = st.just(1.0)


@given(graphs(weights=st.floats(1e-3, 1e3)))
def test_constraint_is_that_of_networkx(graph: Graph) -> None:
    theirs = nx.constraint(in_networkx(graph), weight="weight")
    ours = brokers.constraint(graph)
    assert ours == pytest.approx([theirs[node] for node in range(graph.n)], abs=1e-9, nan_ok=True)


@given(graphs())
def test_constraint_stands_any_weights(graph: Graph) -> None:
    found = brokers.constraint(graph)
    tied = graph.degrees > 0
    assert np.isnan(found[~tied]).all()
    assert np.all((found[tied] > 0.0) & np.isfinite(found[tied]))


def test_constraint_is_low_between_strangers_and_full_for_a_single_contact() -> None:
    found = brokers.constraint(graph_of(5, (0, 1), (0, 2), (0, 3), (0, 4)))
    assert found.tolist() == [0.25, 1.0, 1.0, 1.0, 1.0]


@given(graphs(), st.floats(1e-3, 1e3))
def test_constraint_does_not_know_the_unit_of_weights(graph: Graph, unit: float) -> None:
    same = Graph(graph.n, graph.starts, graph.neighbours, graph.weights * unit)
    assert brokers.constraint(same) == pytest.approx(brokers.constraint(graph), rel=1e-6, nan_ok=True)


@given(graphs())
def test_cut_ties_and_people_are_those_of_networkx(graph: Graph) -> None:
    theirs = in_networkx(graph)
    assert brokers.cut_ties(graph) == sorted((min(tie), max(tie)) for tie in nx.bridges(theirs))
    assert brokers.cut_people(graph) == sorted(nx.articulation_points(theirs))


@given(graphs())
def test_bridgeness_is_that_of_all_pairs(graph: Graph) -> None:
    assert brokers.bridgeness(graph) == pytest.approx(bridgeness_by_pairs(graph), abs=1e-9)


@given(graphs(), st.data())
def test_roles_are_those_of_all_pairs(graph: Graph, data: st.DataObject) -> None:
    groups = np.array(data.draw(st.lists(st.integers(0, 900), min_size=graph.n, max_size=graph.n)), dtype=np.int64)
    for ours, theirs in zip(brokers.roles(graph, groups), roles_by_pairs(graph, groups), strict=True):
        assert ours.tolist() == theirs.tolist()


def test_who_is_in_no_group_is_a_group_alone() -> None:
    graph = graph_of(3, (0, 1), (1, 2))
    assert brokers.roles(graph, np.array([-1, 4, -1])).liaison.tolist() == [0, 2, 0]


def test_the_middle_of_two_groups_is_their_bridge() -> None:
    clique = [(a, b) for a in range(4) for b in range(a)]
    graph = graph_of(9, *clique, *((a + 5, b + 5) for a, b in clique), (3, 4), (4, 5))
    found = brokers.bridgeness(graph)
    assert int(np.argmax(found)) == 4
    assert found[4] == 9.0


def test_sampled_bridgeness_is_right_on_average() -> None:
    graph = random_graph(40, 70)
    parts = [brokers.bridgeness(graph, range(begin, 40, 4)) for begin in range(4)]
    assert np.mean(parts, axis=0) == pytest.approx(brokers.bridgeness(graph))


@given(graphs(weights=PLAIN), st.integers(1, 4))
def test_triangles_are_found_once_in_blocks_of_any_size(graph: Graph, block: int) -> None:
    found = [
        tuple(sorted((int(graph.owners[a]), int(graph.neighbours[a]), int(graph.neighbours[b]))))
        for threes in brokers._threes(graph, block)
        for a, b in zip(threes.first_second, threes.second_third, strict=True)
    ]
    assert len(set(found)) == len(found)
    assert len(found) == sum(nx.triangles(in_networkx(graph)).values()) // 3
    assert sum(len(a) for a, _, _ in brokers.triangles(graph)) == len(found)


def test_nobody_at_all_is_measured_as_nothing() -> None:
    nobody = graph_of(0)
    assert brokers.constraint(nobody).tolist() == []
    assert brokers.bridgeness(nobody).tolist() == []
    assert math.isnan(brokers.constraint(graph_of(1))[0])
    assert brokers.bridgeness(graph_of(3, (0, 1)), []).tolist() == [0.0, 0.0, 0.0]
