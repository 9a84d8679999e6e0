"""Strength and its fall."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ties.streams import NOON, states

from entregent.model.interaction import Contact
from entregent.ties.state import DAY, EMPTY, TieState, fold_all
from entregent.ties.strength import (
    expected_gap_days,
    fall_rate_per_week,
    half_life_days,
    silence_days,
    strength,
    usual_gap_days,
)


def every(days: int, times: int, *, weight: float = 1.0) -> TieState:
    """Mail every so many days, the last one at noon."""
    return fold_all([Contact(NOON - k * days * DAY, 1, weight, 0.0, True, 0) for k in reversed(range(times))])


def test_the_usual_gap_is_the_mean_between_days() -> None:
    assert usual_gap_days(every(10, 5)) == 10.0
    assert usual_gap_days(every(10, 1)) is None


def test_a_thin_rhythm_is_drawn_toward_sixty_days() -> None:
    assert expected_gap_days(every(10, 2)) == 35.0
    assert expected_gap_days(EMPTY) == 60.0


def test_strength_halves_after_twice_the_expected_gap() -> None:
    state = every(30, 40)
    half = half_life_days(state)
    assert half == pytest.approx(2 * (30 * 39 + 60) / 40)
    assert strength(state, NOON + round(half * DAY)) == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize(("days", "expected"), [(1, 14.0), (700, 730.0)])
def test_the_half_life_has_bounds(days: int, expected: float) -> None:
    assert half_life_days(every(days, 200)) == expected


def test_lambda_in_weeks_is_the_one_strength_falls_with() -> None:
    state = every(30, 40)
    assert strength(state, NOON + 70 * DAY) == pytest.approx(exp(-fall_rate_per_week(state) * 10))
    assert fall_rate_per_week(every(1, 200)) == pytest.approx(log(2) / 2)


def test_kin_and_the_owner_slow_the_fall() -> None:
    state, later = every(30, 40), NOON + 90 * DAY
    assert strength(state, later, kin=True) == strength(state, later, correction=2.0) > strength(state, later)


def test_a_real_exchange_restores_the_strength_and_a_crowd_does_not() -> None:
    state, later = every(30, 40), NOON + 90 * DAY
    assert strength(fold_all([Contact(later, 1, 0.0, 1.0, True, 0)], state), later) == 1.0
    assert strength(fold_all([Contact(later, 1, 0.0, 0.02, False, 0)], state), later) < 0.6


def test_contact_in_crowds_alone_is_at_most_half_a_tie() -> None:
    assert strength(every(7, 50, weight=0.05), NOON) == 0.5


def test_who_was_never_met_has_no_strength_and_no_silence() -> None:
    assert (strength(EMPTY, NOON), silence_days(EMPTY, NOON)) == (0.0, None)


@given(states, st.integers(0, 2_000), st.integers(1, 500))
def test_strength_falls_with_silence(state: TieState, days: int, more: int) -> None:
    now = 20_000 * DAY + days * DAY
    before, after = strength(state, now), strength(state, now + more * DAY)
    assert 0.0 <= after <= before <= 1.0
    assert after < before or before == 0.0
