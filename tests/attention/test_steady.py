"""Estimates that lean on the book."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.steady import steadied, steadied_falls

LINES = st.lists(st.floats(-5, 5), min_size=3, max_size=20)


@settings(deadline=None, max_examples=60)
@given(LINES, st.floats(0, 3))
def test_each_value_moves_toward_the_mean_and_never_past_it(values: list[float], error: float) -> None:
    mean = sum(values) / len(values)
    for before, after in zip(values, steadied(values, [error] * len(values)), strict=True):
        assert abs(after - mean) <= abs(before - mean) + 1e-12
        assert (after - mean) * (before - mean) >= -1e-12


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_what_is_known_stays(values: list[float]) -> None:
    assert steadied(values, [0.0] * len(values)) == values


def test_the_less_known_moves_further() -> None:
    well, badly = steadied([0.0, 2.0, 2.0], [0.1, 0.2, 0.9])[1:]
    assert badly < well < 2.0


def test_all_spread_that_is_noise_is_taken_out() -> None:
    assert steadied([0.0, 1.0, 2.0], [5.0] * 3) == pytest.approx([1.0] * 3)


def test_two_values_say_nothing_of_a_spread() -> None:
    assert steadied([1.0, 9.0], [5.0, 5.0]) == [1.0, 9.0]


def test_a_fall_seen_in_many_gaps_is_believed() -> None:
    often, once = steadied_falls([0.01, 0.05, 0.3, 0.3], [1000, 1000, 1000, 1])[2:]
    assert often == pytest.approx(0.3, rel=0.01)
    assert once < 0.22
