"""The pace of a goal: a range, as wide as so few occasions ask for; and when a goal is asked about again."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.strategy.consent import months_after, now_is
from entregent.strategy.goals import Pace, asks_again, pace

BEGUN = date(2026, 1, 1)
TODAY = date(2026, 3, 1)
BY = date(2026, 6, 30)


def spread(*days: int, weight: float = 1.0) -> list[tuple[date, float]]:
    """Something that counted on each of these days after the beginning."""
    return [(BEGUN + timedelta(days=day), weight) for day in days]


def bounds(going: Pace) -> tuple[float, float]:
    """The range, which there must be."""
    assert going.low is not None
    assert going.high is not None
    return going.low, going.high


def test_what_is_reached_is_reached() -> None:
    assert pace(spread(1, 9, 20), 3, BEGUN, BY, TODAY).state == "reached"


def test_of_nothing_and_of_one_evening_no_rhythm_is_told() -> None:
    assert pace([], 10, BEGUN, BY, TODAY).state == "unbegun"
    one_evening = pace(spread(7, 7, 7, 7, 7, 7), 10, BEGUN, BY, TODAY)
    assert (one_evening.state, one_evening.counted, one_evening.low) == ("early", 6, None)


def test_the_day_has_come() -> None:
    assert pace(spread(1, 9), 3, BEGUN, BEGUN + timedelta(days=30), TODAY).state == "over"


def test_a_rhythm_is_told_as_a_range_around_it() -> None:
    going = pace(spread(5, 18, 30, 41, 55), 10, BEGUN, BY, TODAY)
    low, high = bounds(going)
    assert going.counted <= low < 5 + 5 * 121 / 60 < high


def test_clumps_make_the_range_wider_than_the_same_number_day_by_day() -> None:
    even = pace(spread(*range(0, 54, 3)), 100, BEGUN, BY, TODAY)
    clumped = pace(spread(*(day for day in (5, 30, 50) for _ in range(6))), 100, BEGUN, BY, TODAY)
    assert even.counted == clumped.counted == 18
    (low, high), (least, most) = bounds(even), bounds(clumped)
    assert most - least > 1.5 * (high - low)


def _final_is_inside(rng: random.Random, rate: float, sizes: list[int]) -> bool | None:
    gone, left, seen, final = 60, 90, [], 0.0
    for day in range(gone + left):
        if rng.random() < rate:
            size = float(rng.choice(sizes))
            final += size
            if day < gone:
                seen.append((BEGUN + timedelta(days=day), size))
    now = BEGUN + timedelta(days=gone - 1)
    going = pace(seen, 1e9, BEGUN, now + timedelta(days=left), now)
    return None if going.low is None or going.high is None else going.low <= final <= going.high


@pytest.mark.parametrize(("rate", "sizes"), [(0.1, [1]), (0.3, [1]), (0.1, [1, 1, 1, 5]), (0.3, [1, 2, 8])])
def test_the_range_holds_what_comes_in_most_cases_if_the_rhythm_lasts(rate: float, sizes: list[int]) -> None:
    rng = random.Random(11)
    told = [inside for _ in range(600) if (inside := _final_is_inside(rng, rate, sizes)) is not None]
    assert len(told) > 300
    assert sum(told) / len(told) >= 0.8


@given(
    st.lists(st.tuples(st.integers(0, 59), st.floats(0.01, 1e6)), max_size=60),
    st.integers(1, 10**6),
    st.integers(0, 3_000),
)
def test_any_goal_has_a_pace_and_its_range_never_falls_below_what_counted(
    counted: list[tuple[int, float]], target: int, left: int
) -> None:
    days = [(BEGUN + timedelta(days=day), weight) for day, weight in counted]
    going = pace(days, target, BEGUN, TODAY + timedelta(days=left), TODAY)
    if going.low is not None and going.high is not None:
        assert going.counted <= going.low + 1e-6
        assert going.low <= going.high + 1e-6


@pytest.mark.parametrize(
    ("said", "today", "asks"),
    [
        (date(2026, 1, 10), date(2026, 3, 31), False),
        (date(2026, 1, 10), date(2026, 4, 1), True),
        (date(2026, 3, 20), date(2026, 4, 2), False),
        (date(2025, 11, 1), date(2026, 11, 1), True),
    ],
)
def test_a_goal_is_asked_about_when_a_quarter_begins_and_it_is_not_fresh(said: date, today: date, asks: bool) -> None:
    assert asks_again(said, today) is asks


def test_an_implied_consent_lasts_whole_months() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 3, 15), 24) == date(2028, 3, 15)


def test_a_consent_is_soon_over_then_over() -> None:
    assert now_is("implied", "2026-06-30", date(2026, 5, 1)) == "implied"
    assert now_is("implied", "2026-06-30", date(2026, 6, 30)) == "soon"
    assert now_is("implied", "2026-06-30", date(2026, 7, 1)) == "ended"
    assert now_is("express", "", date(2026, 7, 1)) == "express"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_are_counted_to_the_same_day_or_the_last_of_a_shorter_month(begun: date, months: int) -> None:
    ends = months_after(begun, months)
    assert (ends.year * 12 + ends.month) - (begun.year * 12 + begun.month) == months
    assert ends.day == begun.day or (ends + timedelta(days=1)).day == 1
