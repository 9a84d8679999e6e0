"""Layout: inside the circle, the same each time, and close to where people stood before."""

import threading

import numpy as np
from hypothesis import given
from tests.network.maps import graph_of, graphs, random_graph

from entregent.network import communities
from entregent.network.graph import Graph, build
from entregent.network.layout import FARTHEST, lay_out

RIM = 1.0 + 1e-9


@given(graphs(most=12))
def test_everybody_stands_inside_the_circle(graph: Graph) -> None:
    groups = communities.find_groups(graph)
    places = lay_out(graph, groups)
    assert places.shape == (graph.n, 2)
    assert np.all(np.hypot(places[:, 0], places[:, 1]) <= RIM)
    assert np.array_equal(lay_out(graph, groups), places)


def test_tied_people_stand_nearer_than_others() -> None:
    graph = random_graph(200, 500)
    places = lay_out(graph, communities.find_groups(graph))
    a, b, _ = graph.pairs()
    tied = np.hypot(*(places[a] - places[b]).T).mean()
    other = np.hypot(*(places[:, None] - places[None, :]).reshape(-1, 2).T).mean()
    assert tied < 0.7 * other


def test_who_is_tied_to_nobody_stands_on_the_rim() -> None:
    places = lay_out(graph_of(6, (0, 1), (1, 2)), np.array([0, 0, 0, -1, -1, -1]))
    far = np.hypot(places[:, 0], places[:, 1])
    assert np.allclose(far[3:], 1.0)
    assert np.all(far[:3] <= 0.9 + 1e-9)


def test_an_unchanged_map_comes_to_rest() -> None:
    graph = random_graph(150, 400)
    groups = communities.find_groups(graph)
    places = lay_out(graph, groups)
    for _ in range(12):
        places = lay_out(graph, groups, before=places)
    assert np.allclose(lay_out(graph, groups, before=places), places, atol=0.01)


def test_few_changes_move_nobody_far_and_the_new_join_their_people() -> None:
    graph = random_graph(150, 500)
    groups = communities.find_groups(graph)
    before = np.vstack([lay_out(graph, groups), [[np.nan, np.nan]] * 2])
    a, b, weights = graph.pairs()
    friends = graph.row(int(np.argmax(graph.degrees)))[:3]
    grown = build(152, [*a, 150, 150, 150, 151], [*b, *friends, 150], [*weights, 1.0, 1.0, 1.0, 1.0])
    after = lay_out(grown, np.append(groups, [groups[friends[0]]] * 2), before=before)
    stayed = (graph.degrees > 0) & (np.hypot(before[:150, 0], before[:150, 1]) <= 0.9)
    moved = np.hypot(*(after[:150] - before[:150]).T)
    assert np.all(moved[stayed] <= FARTHEST + 1e-9)
    assert np.hypot(*(after[150] - after[friends].mean(axis=0))) < 0.05
    assert np.hypot(*(after[151] - after[150])) < 0.1
    assert not np.isnan(after).any()


def test_a_map_that_is_mostly_new_is_laid_out_afresh() -> None:
    graph = random_graph(60, 150)
    groups = communities.find_groups(graph)
    before = np.full((60, 2), np.nan)
    before[:5] = 0.1
    assert np.array_equal(lay_out(graph, groups, before=before), lay_out(graph, groups))


def test_threads_side_by_side_draw_the_same_map() -> None:
    graph = random_graph(120, 400)
    groups = communities.find_groups(graph)
    places = lay_out(graph, groups)
    found: list[bool] = []

    def again() -> None:
        same = np.array_equal(communities.find_groups(graph), groups)
        found.append(same and np.array_equal(lay_out(graph, groups), places))

    threads = [threading.Thread(target=again) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4
