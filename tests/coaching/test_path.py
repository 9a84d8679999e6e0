"""The path: what a step adds, and that nothing takes anything from it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.path import (
    AWAY_DAYS,
    DONE,
    GOLDEN,
    RECENT,
    TRIED,
    Step,
    fear_way,
    fears,
    firsts,
    look_back,
    recent,
    returns,
    weeks,
)

TODAY = date(2026, 3, 2)
DAYS = st.integers(0, 500).map(lambda ago: TODAY - timedelta(days=ago))
STEPS = st.lists(
    st.builds(
        Step,
        day=DAYS,
        tried=st.booleans(),
        golden=st.booleans(),
        kind=st.sampled_from(["log", "room", "observe", "post"]),
        channel=st.sampled_from(["call", "mail", "meeting"]),
        rung=st.sampled_from(["", "call-stranger", "react"]),
        outcome=st.sampled_from(["met", "talked", "hung-up"]),
        people=st.lists(st.integers(1, 9), max_size=2).map(tuple),
        fear=st.none() | st.integers(0, 10),
        elan=st.sampled_from([None, 1, -1]),
    ),
    max_size=60,
)


def on(*ago: int, **told: object) -> list[Step]:
    return [Step(TODAY - timedelta(days=days), **told) for days in ago]  # type: ignore[arg-type]


@given(STEPS, STEPS)
def test_more_steps_never_make_anything_less(some: list[Step], more: list[Step]) -> None:
    every = [*some, *more]
    assert recent(every, TODAY) >= recent(some, TODAY)
    assert {(one.of, one.what) for one in firsts(every)} >= {(one.of, one.what) for one in firsts(some) if not more}
    before, after = look_back(some, 2026), look_back(every, 2026)
    assert (after.done, after.tried, after.golden, after.weeks) >= (before.done, 0, 0, 0)
    assert set(after.met) >= set(before.met)
    assert set(after.lifted) >= set(before.lifted)


@given(STEPS, st.integers(0, 400))
def test_days_that_pass_without_a_step_take_nothing_back(steps: list[Step], later: int) -> None:
    """Only "n of the last 8 weeks" moves on; what was walked stays as it was."""
    day = TODAY + timedelta(days=later)
    begin = TODAY - timedelta(days=510)
    then, now = weeks(steps, begin, TODAY), weeks(steps, begin, day)
    assert now[: len(then)] == then
    assert not any(week.marks for week in now[len(then) :])


@given(STEPS)
def test_every_step_stands_in_one_week_and_the_order_told_changes_nothing(steps: list[Step]) -> None:
    drawn = weeks(steps, TODAY - timedelta(days=510), TODAY)
    assert sum(week.tried + week.done + week.golden for week in drawn) == len(steps)
    assert all(week.monday.weekday() == 0 for week in drawn)
    assert {week.monday for week in weeks(steps[::-1], TODAY - timedelta(days=510), TODAY)} == {
        week.monday for week in drawn
    }


@given(STEPS)
def test_a_year_counts_each_of_its_steps_once(steps: list[Step]) -> None:
    for year in {step.day.year for step in steps}:
        told = look_back(steps, year)
        own = [step for step in steps if step.day.year == year]
        assert told.tried + told.done == len(own) == sum(tried + done for tried, done, _golden in told.months)
        assert told.golden == sum(golden for _tried, _done, golden in told.months) <= len(own)


@given(STEPS)
def test_weeks_with_a_step_are_never_more_than_weeks(steps: list[Step]) -> None:
    assert 0 <= recent(steps, TODAY) <= RECENT


def test_a_step_after_two_weeks_is_a_come_back_and_after_thirteen_days_it_is_none() -> None:
    assert [one.weeks for one in returns(on(0, AWAY_DAYS))] == [2]
    assert returns(on(0, AWAY_DAYS - 1)) == ()
    assert returns(on(0)) == ()


def test_the_first_time_and_the_first_try_are_both_told_once() -> None:
    steps = [*on(9, tried=True, rung="call-stranger"), *on(5, 3, rung="call-stranger")]
    assert [(one.what, one.tried) for one in firsts(steps)] == [("call-stranger", True), ("call-stranger", False)]


def test_a_try_after_it_was_done_is_no_first_time() -> None:
    steps = [*on(9, channel="call"), *on(3, channel="call", tried=True)]
    assert [one.tried for one in firsts(steps)] == [False]


def test_a_week_shows_what_was_tried_done_and_golden_in_time_order() -> None:
    steps = [*on(0, golden=True, tried=True), *on(1, tried=True), *on(2)]
    drawn = weeks(steps, TODAY - timedelta(days=7), TODAY)
    assert [week.marks for week in drawn] == [(DONE, TRIED), (GOLDEN,)]


def test_fear_is_told_only_where_it_was_rated_and_only_from_enough_of_it() -> None:
    falling = [step for ago, fear in enumerate(range(2, 10)) for step in on(ago * 7, fear=fear)]
    assert fear_way(falling) == "falls"
    assert fear_way(falling[:7]) == ""
    assert fear_way([*on(0, 1, 2, 3, 4, 5, 6, 7, fear=5)]) == ""
    assert fear_way([step for ago in range(10) for step in on(ago * 7, fear=5)]) == "steady"
    assert sum(month.rated for month in fears([*falling, *on(3)])) == len(falling)
