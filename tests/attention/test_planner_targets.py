"""The figures that the planner must reach, on the bench's own set-up."""

import pytest
from bench.planner import INSTANCES, MINUTES, POLICIES, draw_ties, share_reached, share_with_errors, side_by_side

OURS = ("ours: attention index", "ours, as the agenda stops (0.7 of the price)")


@pytest.mark.night
@pytest.mark.parametrize("policy", OURS)
@pytest.mark.parametrize("minutes", MINUTES)
def test_ours_keeps_nearly_all_that_any_policy_could(policy: str, minutes: float) -> None:
    ties = side_by_side([draw_ties(seed) for seed in range(INSTANCES)])
    assert 0.995 <= share_reached(ties, ties, POLICIES[policy], minutes) <= 1.005


@pytest.mark.night
@pytest.mark.parametrize("policy", OURS)
def test_errors_in_the_estimates_cost_little(policy: str) -> None:
    assert share_with_errors(policy, 0.5, steadying=True) >= 0.975


def test_the_agendas_rule_keeps_much_more_than_a_cadence_per_tier() -> None:
    ties = side_by_side([draw_ties(seed) for seed in range(INSTANCES)])
    assert share_reached(ties, ties, POLICIES[OURS[1]], 120.0) >= 0.995
    assert share_reached(ties, ties, POLICIES["tier cadence, most overdue first"], 120.0) < 0.9
