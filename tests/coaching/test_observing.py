"""Observing, but not too long: its last day, one free renewal, the smallest step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.observing import (
    DAYS,
    KINDS,
    MOST_DAYS,
    NOTICE,
    SMALLEST,
    WhyNeededError,
    is_over,
    last_day,
    renewed_until,
    smallest_step,
)
from entregent.coaching.rungs import DEFAULTS

TODAY = date(2026, 3, 2)


def test_it_is_over_on_its_last_day_and_not_before() -> None:
    until = last_day(TODAY)
    assert not is_over(until, until - timedelta(days=1))
    assert is_over(until, until)
    assert (until - TODAY).days == DAYS


def test_more_time_is_free_once_and_then_wants_a_why() -> None:
    assert renewed_until(TODAY, TODAY, DAYS, 0, "") == last_day(TODAY)
    with pytest.raises(WhyNeededError):
        renewed_until(TODAY, TODAY, DAYS, 1, "  ")
    assert renewed_until(TODAY, TODAY, DAYS, 1, "The next meeting is in three weeks.") == last_day(TODAY)


@given(st.integers(-60, 60), st.integers(1, MOST_DAYS))
def test_more_time_never_ends_earlier(ends_in: int, days: int) -> None:
    until = TODAY + timedelta(days=ends_in)
    assert renewed_until(until, TODAY, days, 0, "") >= max(until, TODAY + timedelta(days=1))


@given(
    st.sampled_from(KINDS),
    st.sets(st.sampled_from(sorted(DEFAULTS["writing"].rungs + DEFAULTS["room"].rungs)).map(lambda rung: rung.slug)),
)
def test_the_smallest_step_is_on_its_ladder_and_never_to_go_on_observing(kind: str, mastered: set[str]) -> None:
    step = smallest_step(kind, mastered)
    assert DEFAULTS[step.ladder].find(step.rung)
    assert step.rung != "observe"


def test_every_kind_has_three_things_to_notice_and_a_step() -> None:
    assert set(NOTICE) == set(SMALLEST) == set(KINDS)
    assert all(len(set(lines)) == 3 for lines in NOTICE.values())
