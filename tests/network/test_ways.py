"""Ways: the best, each beginning with somebody else, beside trying every one."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.network.maps import graph_of, graphs

from entregent.network.graph import Graph
from entregent.network.ways import HALF, Way, ways

Chances = NDArray[np.float64]
CHANCE = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0])


def every_best(graph: Graph, answers: Chances, passes: Chances, target: int, hops: int) -> dict[int, float]:
    """The best chance by each first person, over all ways without anybody twice."""
    pass_of = {
        (int(a), int(b)): float(chance) for a, b, chance in zip(graph.owners, graph.neighbours, passes, strict=True)
    }
    best: dict[int, float] = {}
    for length in range(1, hops + 1):
        for people in permutations([node for node in range(graph.n) if node != target], length):
            way = (*people, target)
            chance = float(answers[people[0]]) * HALF ** (length - 1)
            for pair in pairwise(way):
                chance *= pass_of.get(pair, 0.0)
            if chance > best.get(people[0], 0.0):
                best[people[0]] = chance
    return best


@st.composite
def asked(draw: st.DrawFn) -> tuple[Graph, Chances, Chances, int]:
    graph = draw(graphs(most=6).filter(lambda graph: graph.n > 0))
    answers = draw(st.lists(CHANCE, min_size=graph.n, max_size=graph.n))
    passes = draw(st.lists(CHANCE, min_size=len(graph.neighbours), max_size=len(graph.neighbours)))
    return graph, np.array(answers), np.array(passes), draw(st.integers(0, graph.n - 1))


@given(asked(), st.integers(0, 7), st.integers(1, 4))
def test_the_best_ways_are_those_found_by_trying_all(
    case: tuple[Graph, Chances, Chances, int], k: int, hops: int
) -> None:
    graph, answers, passes, target = case
    found = ways(graph, answers, passes, target, k=k, most_hops=hops)
    best = sorted(every_best(graph, answers, passes, target, hops).values(), reverse=True)
    assert [way.chance for way in found] == pytest.approx(best[:k])
    assert len({way.people[0] for way in found}) == len(found)


@given(asked())
def test_a_way_is_walked_along_ties_and_its_chance_is_that_of_its_hops(
    case: tuple[Graph, Chances, Chances, int],
) -> None:
    graph, answers, passes, target = case
    for way in ways(graph, answers, passes, target):
        assert way.people[-1] == target
        assert len(set(way.people)) == len(way.people) == len(way.hops)
        assert way.hops[0] == answers[way.people[0]]
        for at, pair in enumerate(zip(way.people, way.people[1:], strict=False), start=1):
            assert way.hops[at] == passes[np.searchsorted(graph.keys, pair[0] * graph.n + pair[1])]
        assert way.chance == pytest.approx(np.prod(way.hops) * HALF ** (len(way.people) - 2))


def test_a_likely_detour_beats_an_unlikely_straight_way() -> None:
    graph = graph_of(4, (0, 3), (1, 2), (2, 3))
    passes = np.where(graph.keys == 3, 0.1, 1.0)
    found = ways(graph, np.array([1.0, 1.0, 0.0, 0.0]), passes, 3)
    assert found == [Way((1, 2, 3), 0.5, (1.0, 1.0, 1.0)), Way((0, 3), 0.1, (1.0, 0.1))]


def test_who_is_cut_off_is_reached_by_no_way() -> None:
    graph = graph_of(4, (0, 1), (2, 3))
    assert ways(graph, np.array([1.0, 1.0, 0.0, 0.0]), np.ones(4), 3) == []
    assert ways(graph_of(1), np.ones(1), np.zeros(0), 0) == []


def test_a_target_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError):
        ways(graph_of(2, (0, 1)), np.ones(2), np.ones(2), 2)
