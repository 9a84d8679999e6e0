"""Tipping: more first followers never bring fewer; an easy crowd tips sooner than a reluctant one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.network.maps import graph_of, graphs, random_graph

from entregent.network.graph import Graph
from entregent.network.spread import top_degree
from entregent.network.tipping import THRESHOLDS, tipping


@given(graphs(), st.integers(0, 5))
def test_more_first_followers_never_bring_fewer(graph: Graph, seed: int) -> None:
    for one in tipping(graph, range(graph.n), rounds=8, seed=seed):
        assert list(one.shares) == sorted(one.shares)
        assert all(0.0 <= share <= 1.0 for share in one.shares)
        assert one.counts == tuple(sorted(set(one.counts)))
        assert (one.counts[-1] if one.counts else 0) == graph.n


def test_the_easier_it_is_to_join_the_fewer_are_needed() -> None:
    graph = random_graph(300, 1_200)
    found = tipping(graph, top_degree(graph, 150))
    assert [one.thresholds for one in found] == list(THRESHOLDS)
    needed = [one.needed or 1_000 for one in found]
    assert needed == sorted(needed)
    assert needed[0] < needed[-1]


def test_one_is_enough_where_everybody_has_one_friend_only() -> None:
    star = graph_of(9, *((0, other) for other in range(1, 9)))
    assert [one.needed for one in tipping(star, [0, 1, 2])] == [1, 1, 1]


def test_nobody_follows_who_is_tied_to_nobody() -> None:
    alone = tipping(graph_of(6, (0, 1)), [2, 3, 4])
    assert [one.needed for one in alone] == [None, None, None]
    assert all(share == 0.0 for one in alone for share in one.shares)


def test_an_empty_map_and_an_empty_order_tip_nothing() -> None:
    assert [one.needed for one in tipping(graph_of(0), [])] == [None] * 3
    assert [one.counts for one in tipping(graph_of(2, (0, 1)), [])] == [()] * 3


def test_the_same_seed_gives_the_same_range() -> None:
    graph = random_graph(80, 200)
    assert tipping(graph, range(20), seed=4) == tipping(graph, np.arange(20).tolist(), seed=4)
