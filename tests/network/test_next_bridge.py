"""Next bridge: closeness and overlap, beside the plain formulas."""

import numpy as np
import pytest
from hypothesis import given
from tests.network.maps import graph_of, graphs

from entregent.network import next_bridge
from entregent.network.graph import Graph


@given(graphs())
def test_closeness_is_the_formula(graph: Graph) -> None:
    strong = np.zeros((graph.n, graph.n))
    strong[graph.owners, graph.neighbours] = np.log1p(graph.weights)
    root, strength = np.sqrt(strong), strong.sum(axis=0)
    share = np.divide(root, strength, out=np.zeros_like(root), where=strength > 0)
    near = share @ root
    whole = near + next_bridge.FURTHER * np.divide(near, strength, out=np.zeros_like(near), where=strength > 0) @ root
    whole[(strong > 0) | np.eye(graph.n, dtype=bool)] = 0.0
    for node in range(graph.n):
        assert next_bridge.closeness(graph, node) == pytest.approx(whole[node], rel=1e-6, abs=1e-300)


@given(graphs())
def test_only_those_within_three_steps_and_not_tied_are_near(graph: Graph) -> None:
    for node in range(graph.n):
        found = next_bridge.closeness(graph, node)
        assert np.isfinite(found).all()
        assert found[node] == 0.0
        assert not found[graph.row(node)].any()
        assert not found[graph.degrees == 0].any()


def test_a_common_friend_counts_more_if_they_know_few() -> None:
    # 0 and 1 share 2, who knows two; 0 and 3 share 4, who knows five.
    graph = graph_of(8, (0, 2), (1, 2), (0, 4), (3, 4), (4, 5), (4, 6), (4, 7))
    found = next_bridge.closeness(graph, 0)
    assert found[1] > found[3] > 0


def test_a_tie_that_has_faded_counts_less() -> None:
    graph = graph_of(5, (0, 1), (1, 2), (0, 3), (3, 4), weights=[5.0, 5.0, 5.0, 0.1])
    found = next_bridge.closeness(graph, 0)
    assert found[2] > found[4] > 0


def test_a_friend_of_a_friends_friend_comes_after_a_friends_friend() -> None:
    found = next_bridge.closeness(graph_of(4, (0, 1), (1, 2), (2, 3)), 0)
    assert found[2] > found[3] > 0


def test_what_is_prepared_changes_nothing() -> None:
    graph = graph_of(4, (0, 1), (1, 2), (2, 3), weights=[1.0, 2.0, 3.0])
    prepared = next_bridge.strengths(graph)
    assert np.array_equal(next_bridge.closeness(graph, 0, prepared), next_bridge.closeness(graph, 0))


@given(graphs())
def test_overlap_is_the_share_of_those_around_either(graph: Graph) -> None:
    for node in range(graph.n):
        own = set(graph.row(node).tolist())
        for other, share in enumerate(next_bridge.overlap(graph, node)):
            either = own | set(graph.row(other).tolist())
            assert share == pytest.approx(len(own & set(graph.row(other).tolist())) / len(either) if either else 0.0)


def test_a_bridge_pays_most_where_some_are_shared_and_not_many() -> None:
    found = next_bridge.moderate(np.array([0.0, 0.05, next_bridge.BEST_OVERLAP, 0.5, 1.0]))
    assert found[0] == 0.0
    assert found[2] == 1.0
    assert np.all(np.delete(found, 2) < 1.0)
    assert found[2] > found[3] > found[4]
