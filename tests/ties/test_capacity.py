"""Capacity on synthetic egos, and its quarters."""

import pytest
from tests.ties.egos import Ego, ego

from entregent.ties.capacity import Capacity, capacity
from entregent.ties.state import DAY

NOW = 18_900 * DAY


@pytest.fixture(scope="module")
def known() -> Ego:
    return ego(3)


@pytest.fixture(scope="module")
def found(known: Ego) -> Capacity:
    return capacity(known.spans, known.now)


def judged(seeds: range) -> tuple[float, float]:
    """Mean ratio to the truth, and the share of intervals that hold it."""
    ratios, held = [], 0
    for seed in seeds:
        one = ego(seed)
        told = capacity(one.spans, one.now, seed)
        ratios.append(told.open_ties / one.truth)
        held += told.low <= one.truth <= told.high
    return sum(ratios) / len(ratios), held / len(seeds)


def test_open_ties_are_told_without_much_bias() -> None:
    ratio, held = judged(range(12))
    assert 0.95 <= ratio <= 1.05
    assert held >= 0.75


@pytest.mark.night
def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """SCIENCE §9.5: bias within 5 %, coverage 90–98 %; two more for the chance of 200 draws."""
    ratio, held = judged(range(200))
    assert 0.95 <= ratio <= 1.05
    assert 0.90 <= held <= 1.0


def test_the_same_seed_gives_the_same_answer(known: Ego, found: Capacity) -> None:
    assert capacity(known.spans, known.now) == found
    other = capacity(known.spans, known.now, 7)
    assert other.open_ties == found.open_ties
    assert (other.low, other.high) != (found.low, found.high)


def test_quarters_add_up(known: Ego, found: Capacity) -> None:
    assert sum(quarter.activated for quarter in found.by_quarter) == len(known.spans)
    for before, after in zip(found.by_quarter, found.by_quarter[1:], strict=False):
        assert after.open == pytest.approx(before.open + after.activated - after.deactivated)
    assert found.by_quarter[0].quarter == "2011-Q1"
    assert len(found.by_quarter) == 17


def test_nothing_after_today_is_seen(known: Ego) -> None:
    then = known.now - 400 * DAY
    cut = [tuple(day for day in days if day <= then // DAY) for days in known.spans]
    assert capacity(known.spans, then) == capacity([days for days in cut if days], then)


def test_a_book_of_nobody_has_no_capacity() -> None:
    assert capacity([], NOW) == capacity([(19_000,)], NOW) == Capacity(0.0, 0.0, 0.0, [])


def test_one_live_tie_is_open_and_a_long_silent_one_is_not() -> None:
    live = capacity([tuple(range(18_500, 18_900, 7))], NOW)
    gone = capacity([tuple(range(17_000, 17_400, 7))], NOW)
    assert live.open_ties > 0.9
    assert gone.open_ties < 0.1


def test_the_interval_holds_the_estimate(found: Capacity) -> None:
    assert found.low < found.open_ties < found.high
