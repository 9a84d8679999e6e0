"""The price of a minute and the bound that no plan passes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.bound import (
    attention_indices,
    cadences,
    columns_of,
    exact_indices,
    plan_at,
    price_and_bound,
    rests,
)
from entregent.attention.index import attention_index, exact_index, highest_index
from entregent.attention.plate import Plate

plates = st.builds(
    Plate,
    st.integers(1, 9),
    st.sampled_from([1.0, 2.0, 4.0, 8.0]),
    st.floats(0.007, 0.35),
    st.sampled_from([5.0, 10.0, 20.0, 45.0]),
    st.floats(0.05, 1.0),
    st.floats(0.0, 1.0),
)
books = st.lists(plates, min_size=1, max_size=8)

CLOSE = Plate(1, 8.0, 0.05, 20.0, 0.6, 0.5)
WIDE = Plate(2, 1.0, 0.3, 45.0, 0.2, 0.1)


def mean_gain(plate: Plate, threshold: int, price: float) -> tuple[float, float]:
    """Worth kept and minutes spent a week when trying from `threshold` on, summed slot by slot."""
    alive, kept, length, tries = 1.0, 0.0, 0.0, 0.0
    for week in range(1, 3000):
        kept += alive * plate.weight * np.exp(-plate.fall * week)
        length += alive
        if week >= threshold:
            tries += alive
            alive *= 1.0 - plate.chance
    return kept / length, tries * plate.minutes / length


def test_arrays_and_plain_numbers_agree() -> None:
    columns = columns_of([CLOSE, WIDE])
    weeks = np.array([9.0, 2.0])
    plain = [exact_index(p.weight, p.fall, p.minutes, p.chance, w) for p, w in zip((CLOSE, WIDE), weeks, strict=True)]
    assert exact_indices(columns, weeks) == pytest.approx(plain, rel=1e-12)
    cheap = [attention_index(*p[1:6]) for p in (CLOSE, WIDE)]
    assert attention_indices(columns, np.array([0.5, 0.1])) == pytest.approx(cheap, rel=1e-12)


@settings(deadline=None, max_examples=25)
@given(plates, st.floats(0.0, 0.2))
def test_the_threshold_is_the_best_of_all(plate: Plate, price: float) -> None:
    plan = plan_at(columns_of([plate]), price)
    gain = plate.weight * plan.strength[0] - price * plan.spent[0]
    for threshold in (1, 2, 3, 5, 8, 13, 21, 40, 80):
        kept, spent = mean_gain(plate, threshold, price)
        assert kept - price * spent <= gain + 1e-9


def test_the_plan_of_a_plate_is_what_slots_give() -> None:
    plan = plan_at(columns_of([CLOSE]), 0.05)
    kept, spent = mean_gain(CLOSE, int(plan.weeks[0]), 0.05)
    assert (plan.strength[0] * 8.0, plan.spent[0]) == pytest.approx((kept, spent), rel=1e-9)


@settings(deadline=None, max_examples=25)
@given(books, st.lists(st.floats(0.0, 300.0), min_size=2, max_size=6))
def test_more_minutes_lower_the_price_and_raise_the_bound(book: list[Plate], minutes: list[float]) -> None:
    points = [price_and_bound(book, m) for m in sorted(minutes)]
    assert all(later.price <= sooner.price * (1 + 1e-9) for sooner, later in pairwise(points))
    assert all(later.value >= sooner.value - 1e-7 for sooner, later in pairwise(points))
    assert all(0.0 <= point.value <= point.total_weight + 1e-9 for point in points)


@settings(deadline=None, max_examples=25)
@given(books, st.floats(1.0, 300.0), st.floats(0.0, 1.0))
def test_no_other_price_gives_a_lower_bound(book: list[Plate], minutes: float, price: float) -> None:
    plan = plan_at(columns_of(book), price)
    gains = np.array([p.weight for p in book]) * plan.strength - price * plan.spent
    assert price_and_bound(book, minutes).value <= price * minutes + np.maximum(gains, 0.0).sum() + 1e-7


@settings(deadline=None, max_examples=25)
@given(books, st.floats(1.0, 300.0))
def test_minutes_at_the_price_do_not_exceed_those_there_are(book: list[Plate], minutes: float) -> None:
    price = price_and_bound(book, minutes).price
    assert plan_at(columns_of(book), price).spent.sum() <= minutes * (1 + 1e-9)


@settings(deadline=None, max_examples=25)
@given(books, st.floats(0.001, 1.0))
def test_whoever_rests_has_no_cadence(book: list[Plate], price: float) -> None:
    book = [plate._replace(person=n) for n, plate in enumerate(book)]
    resting = {plate.person for plate in rests(book, price)}
    assert {person for person, weeks in cadences(book, price).items() if weeks is None} == resting


def test_plenty_of_minutes_cost_nothing_and_everybody_is_tried_weekly() -> None:
    assert price_and_bound([CLOSE, WIDE], 65.0).price == 0.0
    assert cadences([CLOSE, WIDE], 0.0) == {1: 1, 2: 1}


def test_at_its_highest_price_a_plate_is_let_rest() -> None:
    limit = highest_index(WIDE.weight, WIDE.fall, WIDE.minutes, WIDE.chance)
    assert rests([CLOSE, WIDE], limit * 1.01) == [WIDE]
    assert rests([CLOSE, WIDE], limit * 0.99) == []


def test_no_minutes_and_no_plates_are_worth_nothing() -> None:
    assert price_and_bound([CLOSE], 0.0).value == pytest.approx(0.0, abs=1e-9)
    assert price_and_bound([], 60.0) == (0.0, 0.0, 0.0)


def test_hopeless_and_weightless_plates_rest_at_any_price() -> None:
    mute, nobody = CLOSE._replace(chance=0.0), CLOSE._replace(person=3, weight=0.0)
    assert price_and_bound([mute, nobody], 60.0).value == 0.0
    assert cadences([mute, nobody], 0.01) == {1: None, 3: None}


def test_a_plate_that_costs_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        price_and_bound([CLOSE._replace(minutes=0.0)], 60.0)
