"""Groups: they hang together, are the same each time, and are known again."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.network.maps import graph_of, graphs, in_networkx

from entregent.network import communities
from entregent.network.graph import Graph, build

Groups = NDArray[np.int64]


def planted(n: int = 120, groups: int = 6, seed: int = 0) -> tuple[Graph, Groups]:
    """People who know many of their own group and few of others."""
    generator = np.random.default_rng(seed)
    truth = np.arange(n) % groups
    a, b = np.triu_indices(n, 1)
    kept = generator.random(len(a)) < np.where(truth[a] == truth[b], 0.5, 0.01)
    return build(n, a[kept], b[kept]), truth


@given(graphs(), st.integers(0, 3))
def test_groups_hang_together_and_are_the_same_each_time(graph: Graph, seed: int) -> None:
    found = communities.find_groups(graph, seed=seed)
    theirs = in_networkx(graph)
    for group in range(int(found.max(initial=-1)) + 1):
        assert nx.is_connected(theirs.subgraph(np.flatnonzero(found == group).tolist()))
    assert np.array_equal(communities.find_groups(graph, seed=seed), found)


@given(graphs(), st.data())
def test_groups_hang_together_whatever_they_were_before(graph: Graph, data: st.DataObject) -> None:
    before = data.draw(st.lists(st.integers(-1, 4), min_size=graph.n, max_size=graph.n))
    found = communities.find_groups(graph, before=np.array(before, dtype=np.int64))
    theirs = in_networkx(graph)
    for group in range(int(found.max(initial=-1)) + 1):
        assert nx.is_connected(theirs.subgraph(np.flatnonzero(found == group).tolist()))


@given(graphs(weights=st.floats(1e-3, 1e3)), st.data())
def test_modularity_is_that_of_networkx(graph: Graph, data: st.DataObject) -> None:
    groups = np.array(data.draw(st.lists(st.integers(0, 3), min_size=graph.n, max_size=graph.n)), dtype=np.int64)
    if not graph.ties:
        assert communities.modularity(graph, groups) == 0.0
        return
    theirs = [set(np.flatnonzero(groups == group).tolist()) for group in np.unique(groups)]
    assert communities.modularity(graph, groups) == pytest.approx(
        nx.community.modularity(in_networkx(graph), theirs), abs=1e-9
    )


def test_planted_groups_are_found() -> None:
    graph, truth = planted()
    found = communities.find_groups(graph)
    assert np.array_equal(found, communities.by_size(truth))
    assert communities.modularity(graph, found) > 0.6


def test_who_is_tied_to_nobody_is_alone_and_large_groups_come_first() -> None:
    found = communities.find_groups(graph_of(7, (5, 6), (1, 2), (2, 3), (1, 3)))
    assert found.tolist() == [2, 0, 0, 0, 3, 1, 1]


def test_labels_stay_when_few_ties_change() -> None:
    graph, _ = planted()
    names = communities.find_groups(graph) + 40
    a, b, weights = graph.pairs()
    kept = np.random.default_rng(3).random(len(a)) > 0.01
    later = build(graph.n, a[kept], b[kept], weights[kept])
    again = communities.matched(communities.find_groups(later, before=names), names, 1000)
    assert np.mean(again == names) >= 0.95


def test_a_group_that_splits_leaves_its_name_to_the_larger_part() -> None:
    before = np.full(10, 7)
    today = np.array([0] * 6 + [1] * 4)
    assert communities.matched(today, before, 50).tolist() == [7] * 6 + [50] * 4


def test_a_few_who_join_many_strangers_do_not_name_the_whole() -> None:
    before = np.array([3, 3, *([-1] * 8)])
    assert communities.matched(np.zeros(10, dtype=np.int64), before, 9).tolist() == [9] * 10


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 4)), max_size=12))
def test_names_are_given_once_and_only_to_whole_groups(rows: list[tuple[int, int]]) -> None:
    today = communities.by_size(np.array([group for group, _ in rows], dtype=np.int64))
    before = np.array([name for _, name in rows], dtype=np.int64)
    named = communities.matched(today, before, 100)
    pairs = set(zip(today.tolist(), named.tolist(), strict=True))
    assert len(pairs) == len({group for group, _ in pairs}) == len({name for _, name in pairs})


@given(st.lists(st.integers(-1, 5), max_size=9))
def test_numbers_have_no_gaps_and_the_alone_stay_alone(groups: list[int]) -> None:
    found = communities.numbered(np.array(groups, dtype=np.int64)).tolist()
    assert sorted(set(found)) == list(range(len(set(found))))
    for one in range(len(groups)):
        for other in range(one):
            assert (found[one] == found[other]) == (groups[one] == groups[other] >= 0)
