"""The graph: rows, pairs, and what is no tie."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.network.maps import graph_of, graphs

from entregent.network.graph import Graph, build, rows_of


@given(graphs())
def test_pairs_build_the_same_graph_again(graph: Graph) -> None:
    again = build(graph.n, *graph.pairs())
    assert np.array_equal(again.starts, graph.starts)
    assert np.array_equal(again.neighbours, graph.neighbours)
    assert np.array_equal(again.weights, graph.weights)


@given(graphs())
def test_rows_are_ascending_and_both_ways_alike(graph: Graph) -> None:
    assert np.all(np.diff(graph.keys) > 0)
    assert np.array_equal(graph.owners[graph.twins], graph.neighbours)
    assert np.array_equal(graph.neighbours[graph.twins], graph.owners)
    assert np.array_equal(graph.weights[graph.twins], graph.weights)
    assert graph.ties == graph.degrees.sum() // 2


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(0.1, 9))))
def test_the_order_and_direction_of_pairs_change_nothing_but_rounding(rows: list[tuple[int, int, float]]) -> None:
    there = build(6, [a for a, _, _ in rows], [b for _, b, _ in rows], [w for *_, w in rows])
    back = build(6, [b for _, b, _ in rows[::-1]], [a for a, _, _ in rows[::-1]], [w for *_, w in rows[::-1]])
    assert np.array_equal(there.keys, back.keys)
    assert there.weights == pytest.approx(back.weights)


def test_loops_and_what_weighs_nothing_are_no_ties() -> None:
    graph = graph_of(4, (0, 0), (0, 1), (1, 2), (2, 3), (3, 2), weights=[5.0, 0.0, math.nan, 1.0, 2.0])
    assert [column.tolist() for column in graph.pairs()] == [[2], [3], [3.0]]


def test_a_pair_named_twice_without_weights_weighs_one() -> None:
    assert graph_of(2, (0, 1), (1, 0)).weights.tolist() == [1.0, 1.0]


@pytest.mark.parametrize(("pair", "weight"), [((0, 3), 1.0), ((-1, 0), 1.0), ((0, 1), math.inf)])
def test_what_cannot_be_is_refused(pair: tuple[int, int], weight: float) -> None:
    with pytest.raises(ValueError):
        graph_of(3, pair, weights=[weight])


def test_without_some_the_others_keep_their_ties() -> None:
    graph = graph_of(4, (0, 1), (1, 2), (2, 3)).without([1])
    assert graph.n == 4
    assert [column.tolist() for column in graph.pairs()[:2]] == [[2], [3]]


@given(graphs(), st.data())
def test_rows_of_lists_row_after_row(graph: Graph, data: st.DataObject) -> None:
    nodes = data.draw(st.lists(st.integers(0, graph.n - 1)) if graph.n else st.just([]))
    which, places = rows_of(graph.starts, np.array(nodes, dtype=np.int64))
    expected = [(at, int(other)) for at, node in enumerate(nodes) for other in graph.row(node)]
    assert list(zip(which.tolist(), graph.neighbours[places].tolist(), strict=True)) == expected
