"""Whom to tell first: what is drawn is what the chances say, and the choice is as good as it claims."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.network.maps import graph_of, graphs, random_graph

from entregent.network import chances as chance_maker
from entregent.network import spread
from entregent.network.chances import Chances, told_by
from entregent.network.graph import Graph, build
from entregent.network.reverse_sets import draw

STAR = graph_of(8, *((0, other) for other in range(1, 8)))


def exact_reach(chances: Chances, seeds: tuple[int, ...]) -> float:
    """The expected reach over every way in which the ties may pass it on or not."""
    receivers = np.repeat(np.arange(chances.n), np.diff(chances.starts))
    arcs = list(zip(chances.givers.tolist(), receivers.tolist(), chances.chances.tolist(), strict=True))
    whole = 0.0
    for live in product((False, True), repeat=len(arcs)):
        weight = float(np.prod([chance if on else 1 - chance for (*_, chance), on in zip(arcs, live, strict=True)]))
        told, fresh = set(seeds), set(seeds)
        while fresh:
            fresh = {b for (a, b, _), on in zip(arcs, live, strict=True) if on and a in fresh} - told
            told |= fresh
        whole += weight * len(told)
    return whole


def small(seed: int) -> Chances:
    """Five people, chances of all sizes, rows of one chance and of several."""
    graph = random_graph(5, 5, seed)
    generator = np.random.default_rng(seed)
    drawn = generator.choice([0.0, 0.05, 0.3, 0.8, 1.0], len(graph.neighbours))
    return Chances(graph.n, graph.starts, graph.neighbours, drawn)


@pytest.mark.parametrize("seed", range(6))
def test_simulated_reach_is_the_expected_one(seed: int) -> None:
    chances = small(seed)
    for seeds in ((0,), (1, 3)):
        found = spread.reach_of(chances, seeds, 20_000, seed=seed)
        assert found.mean() == pytest.approx(exact_reach(chances, seeds), abs=5 * found.std() / 140 + 1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_reverse_sets_hold_somebody_as_often_as_they_reach(seed: int) -> None:
    chances = small(seed)
    sets = draw(chances, np.arange(20_000) % 5, np.random.default_rng(seed))
    held = np.bincount(sets.members, minlength=5) + sets.alone
    for node in range(5):
        # A sum of shares between 0 and 1 varies by at most half of each: five deviations of 5 × 4,000 sets.
        assert held[node] / 4_000 == pytest.approx(exact_reach(chances, (node,)), abs=5 * 0.5 * 5**0.5 / 4_000**0.5)


@given(graphs(most=8), st.floats(0.0, 1.0), st.integers(1, 5))
@settings(max_examples=40)
def test_every_set_holds_its_root_and_nobody_twice(graph: Graph, chance: float, rounds: int) -> None:
    if not graph.n:
        return
    sets = draw(chance_maker.uniform(graph, chance), np.arange(rounds * graph.n) % graph.n, np.random.default_rng(1))
    lengths = np.diff(sets.starts)
    assert np.all(lengths >= 2)
    assert len(lengths) + sets.alone.sum() == rounds * graph.n
    owners = np.repeat(np.arange(len(lengths)), lengths)
    assert len(set(zip(owners.tolist(), sets.members.tolist(), strict=True))) == len(sets.members)


@pytest.mark.parametrize("chance", [0.02, 0.3, 0.69, 0.71, 1.0])
def test_who_told_is_drawn_by_the_chance_of_each(chance: float) -> None:
    graph = graph_of(4, (0, 1), (0, 2), (0, 3))
    chances = Chances(4, graph.starts, graph.neighbours, np.array([chance, 0.0, 0.5, 1.0, 1.0, 1.0]))
    which, givers = told_by(chances, np.zeros(20_000, dtype=np.int64), np.random.default_rng(5))
    seen = {giver: len(set(which[givers == giver].tolist())) / 20_000 for giver in (1, 2, 3)}
    assert seen[1] == pytest.approx(chance, abs=0.02)
    assert seen[2] == 0.0
    assert seen[3] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("k", [1, 2])
def test_the_choice_is_within_its_guarantee_of_the_best(seed: int, k: int) -> None:
    chances = small(seed)
    best = max(exact_reach(chances, seeds) for seeds in combinations(range(5), k))
    choice = spread.choose(chances, k, seed=seed)
    reached = exact_reach(chances, choice.seeds)
    assert choice.certified >= spread.GUARANTEE - 0.1
    assert reached >= choice.certified * best - 1e-9
    assert reached >= 0.9 * best
    assert choice.low <= reached <= choice.high


@given(graphs(most=8), st.floats(0.0, 1.0), st.data())
@settings(max_examples=25)
def test_a_choice_keeps_its_word_at_the_edges(graph: Graph, chance: float, data: st.DataObject) -> None:
    if not graph.n:
        return
    k = data.draw(st.integers(1, graph.n))
    choice = spread.choose(chance_maker.uniform(graph, chance), k)
    assert len(set(choice.seeds)) == k
    assert k <= choice.low <= choice.reach <= choice.high <= graph.n
    assert 0.0 < choice.certified <= 1.0


def test_the_same_seed_chooses_the_same_and_another_as_well() -> None:
    chances = chance_maker.uniform(random_graph(300, 900), 0.1)
    one, again, other = (spread.choose(chances, 5, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert other.reach == pytest.approx(one.reach, rel=0.1)


def test_the_middle_of_a_star_is_told_first() -> None:
    assert spread.choose(chance_maker.uniform(STAR, 0.3), 1).seeds == (0,)
    assert spread.tell_directly(chance_maker.uniform(STAR, 0.3), 1) == (0,)
    assert spread.top_degree(STAR, 1) == spread.degree_discount(STAR, 1, 0.3) == (0,)


def test_seeds_of_a_wrong_aim_reach_fewer() -> None:
    # Control: who is reached by most is not who reaches most, where ties pass one way alone.
    graph = graph_of(40, *((0, other) for other in range(1, 20)), *((other, 39) for other in range(20, 39)))
    receivers = graph.owners
    one_way = np.where((graph.neighbours == 0) | (receivers == 39), 0.5, 0.0)
    chances = Chances(graph.n, graph.starts, graph.neighbours, one_way)
    right, wrong = spread.choose(chances, 1), spread.choose(chances.turned(), 1)
    assert right.seeds == (0,)
    assert wrong.seeds == (39,)
    assert spread.reach_of(chances, wrong.seeds, 500).mean() < 0.2 * spread.reach_of(chances, right.seeds, 500).mean()


def test_more_are_never_worth_less() -> None:
    chances = chance_maker.weighted(random_graph(200, 500))
    reach = [spread.choose(chances, k).reach for k in (1, 2, 4, 8, 16)]
    assert reach == sorted(reach)


@pytest.mark.parametrize(
    ("k", "epsilon", "delta"),
    [(0, 0.1, 0.0), (9, 0.1, 0.0), (1, 0.0, 0.0), (1, 0.7, 0.0), (1, 0.1, 1.0), (1, 0.1, -0.1)],
)
def test_absurd_wishes_are_refused(k: int, epsilon: float, delta: float) -> None:
    with pytest.raises(ValueError):
        spread.choose(chance_maker.uniform(STAR, 0.1), k, epsilon=epsilon, delta=delta)


def test_a_bound_on_memory_stops_early_and_says_what_is_sure() -> None:
    chances = chance_maker.uniform(random_graph(400, 500), 0.2)
    choice = spread.choose(chances, 3, epsilon=0.01, most_members=10)
    assert choice.sets == 1_024
    assert choice.certified < 1.0


def test_where_nearly_everybody_hears_few_sets_are_enough() -> None:
    choice = spread.choose(chance_maker.uniform(random_graph(1_000, 4_000), 0.5), 3)
    assert choice.sets <= 4_096
    assert choice.reach > 900


def test_told_to_nobody_nothing_spreads() -> None:
    assert spread.reach_of(chance_maker.uniform(STAR, 0.5), [], 3).tolist() == [0, 0, 0]
    assert spread.reach_of(chance_maker.uniform(STAR, 0.5), [1], 0).tolist() == []


@given(graphs(most=9), st.floats(0.01, 0.99), st.integers(1, 4))
def test_telling_directly_is_greedy_on_the_first_step(graph: Graph, chance: float, k: int) -> None:
    chances = chance_maker.uniform(graph, chance)
    picked: list[int] = []
    for seed in spread.tell_directly(chances, k):
        gains = {node: _told_at_once(graph, chance, [*picked, node]) for node in range(graph.n) if node not in picked}
        assert gains[seed] == pytest.approx(max(gains.values()))
        picked.append(seed)
    assert len(picked) == min(k, graph.n)


def _told_at_once(graph: Graph, chance: float, seeds: list[int]) -> float:
    left = np.ones(graph.n)
    for seed in seeds:
        left[graph.row(seed)] *= 1 - chance
    left[seeds] = 0.0
    return float(graph.n - left.sum())


def test_only_those_allowed_are_chosen_and_they_reach_as_much_as_the_best_of_them() -> None:
    generator = np.random.default_rng(3)
    graph = build(40, generator.integers(0, 40, 120), generator.integers(0, 40, 120))
    chances, allowed = chance_maker.uniform(graph, 0.2), list(range(10))
    choice = spread.choose(chances, 2, among=allowed)
    assert set(choice.seeds) <= set(allowed)
    best = max(spread.reach_of(chances, pair, 4_000).mean() for pair in combinations(allowed, 2))
    assert choice.reach >= 0.95 * best
