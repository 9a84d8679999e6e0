"""The long run of a rule, against the bound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.plate import Plate
from entregent.attention.simulate import AGENDA, EXACT, FILL, fill_weeks, shares, simulate


def draw_book(seed: int, count: int = 60) -> list[Plate]:
    rng = np.random.default_rng(seed)
    falls = np.log(2.0) / (13.0 * np.exp(0.8 * rng.standard_normal(count)))
    costs, worth = rng.choice([5.0, 10.0, 20.0, 45.0], count), rng.choice([8.0, 4.0, 2.0, 1.0], count)
    chances = rng.beta(4.0, 2.5, count)
    return [Plate(n, float(worth[n]), float(falls[n]), float(costs[n]), float(chances[n]), 1.0) for n in range(count)]


def fill_plainly(scores: list[float], costs: list[float], minutes: float) -> set[int]:
    taken = set()
    for which in sorted(range(len(scores)), key=lambda n: (-scores[n], n)):
        if scores[which] > float("-inf") and costs[which] <= minutes:
            taken.add(which)
            minutes -= costs[which]
    return taken


scores = st.sampled_from([float("-inf"), 0.5, 1.0, 2.0, 3.0, 4.0, 5.0])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(scores, st.integers(1, 60)), min_size=1, max_size=15), st.integers(0, 120))
def test_a_week_is_filled_down_the_scores_skipping_what_does_not_fit(
    ties: list[tuple[float, int]], minutes: int
) -> None:
    order, costs = [float(score) for score, _ in ties], [float(cost) for _, cost in ties]
    chosen = fill_weeks(np.array([order, order]), np.array([costs, costs]), np.array([float(minutes), 0.0]))
    assert set(np.flatnonzero(chosen[0])) == fill_plainly(order, costs, minutes)
    assert not chosen[1].any()


@pytest.mark.parametrize("policy", [AGENDA, FILL, EXACT])
def test_every_index_rule_comes_near_the_bound(policy: str) -> None:
    reached = shares(draw_book(4), [90.0, 120.0, 160.0], policy=policy, weeks=1200)
    assert min(reached) >= 0.98
    assert max(reached) <= 1.02


def test_the_same_seed_gives_the_same_share() -> None:
    book = draw_book(5)
    assert simulate(book, 60.0, weeks=80, seed=3) == simulate(book, 60.0, weeks=80, seed=3)
    assert simulate(book, 60.0, weeks=80, seed=3) != simulate(book, 60.0, weeks=80, seed=4)


def test_the_start_flatters_nobody() -> None:
    book = draw_book(6)
    assert simulate(book, 60.0, weeks=100, seed=1) == pytest.approx(simulate(book, 60.0, weeks=2000, seed=1), abs=0.05)


def test_with_nothing_to_keep_all_is_kept() -> None:
    assert simulate([Plate(1, 0.0, 0.1, 10.0, 0.5, 1.0)], 60.0, weeks=10) == 1.0


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="by-name"):
        simulate(draw_book(1, 3), 60.0, policy="by-name")
