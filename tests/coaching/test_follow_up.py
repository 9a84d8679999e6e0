"""Waiting, thanking, looking back and the days that come round, as pure rules."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.follow_up import (
    BIRTHDAY,
    FRIENDSHIP,
    LOYALTY,
    WORK,
    Gathering,
    Wait,
    anniversary,
    asks_to_be_looked_back_on,
    is_known_beginning,
    is_told,
    kind_of,
    next_thing,
    occurrences,
    thanks_due_in,
)

HOUR = 3_600
EVENING = 1_772_500_000
PARTY = Gathering(EVENING, EVENING + 2 * HOUR, 6)


def test_while_the_channel_has_patience_there_is_nothing_to_do() -> None:
    wait = Wait(3, 7, 1)
    assert (wait.is_over, wait.days_left, next_thing(wait, has_another_way=True)) == (False, 4, "patient")


def test_on_the_last_day_of_patience_it_is_not_over_yet() -> None:
    assert not Wait(7, 7, 1).is_over
    assert Wait(8, 7, 1).is_over


def test_after_patience_one_more_line_then_another_way_then_it_is_left_at_that() -> None:
    assert next_thing(Wait(8, 7, 1), has_another_way=True) == "again"
    assert next_thing(Wait(8, 7, 2), has_another_way=True) == "another-way"
    assert next_thing(Wait(8, 7, 2), has_another_way=False) == "again"
    assert next_thing(Wait(8, 7, 3), has_another_way=True) == "leave"


def test_an_event_is_looked_back_on_from_its_end_for_two_days() -> None:
    end = PARTY.ended_at
    asked = [now for now in (end - 1, end, end + 47 * HOUR, end + 49 * HOUR) if asks_to_be_looked_back_on(PARTY, now)]
    assert asked == [end, end + 47 * HOUR]


def test_a_talk_of_two_and_a_weekly_habit_are_no_events() -> None:
    later = PARTY.ended_at + HOUR
    assert not asks_to_be_looked_back_on(PARTY._replace(others=1), later)
    assert not asks_to_be_looked_back_on(PARTY._replace(held_lately=2), later)
    assert asks_to_be_looked_back_on(PARTY._replace(held_lately=1), later)


def test_an_event_of_which_only_the_day_is_known_is_asked_about_from_noon_on() -> None:
    day = PARTY._replace(only_day=True)
    assert asks_to_be_looked_back_on(day, day.begun_at)
    assert asks_to_be_looked_back_on(day, day.begun_at + 59 * HOUR)


def test_whoever_was_met_for_the_first_time_is_thanked_within_two_days() -> None:
    met = date(2026, 3, 2)
    assert [thanks_due_in(met, met + timedelta(days=n)) for n in (-1, 0, 1, 2, 3)] == [None, 2, 1, 0, None]


def test_the_29th_of_february_is_kept_every_year() -> None:
    days = [one.day for one in occurrences("1992-02-29", date(2026, 1, 1), date(2029, 12, 31))]
    assert days == [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]


def test_a_date_without_a_year_comes_round_without_an_age() -> None:
    assert [tuple(one) for one in occurrences("--12-31", date(2026, 12, 30), date(2027, 1, 2))] == [
        (date(2026, 12, 31), None)
    ]


def test_the_first_day_itself_is_no_anniversary() -> None:
    assert list(occurrences("2026-03-02", date(2026, 3, 1), date(2026, 3, 4))) == []
    assert [one.years for one in occurrences("2016-03-02", date(2026, 3, 1), date(2026, 3, 4))] == [10]


def test_which_years_are_worth_a_word() -> None:
    def told(kind: str) -> list[int]:
        return [years for years in range(1, 22) if is_told(kind, years)]

    assert told(LOYALTY) == [1, 3, 5, 10, 15, 20]
    assert told(FRIENDSHIP) == [5, 10, 15, 20]
    assert told(WORK) == [1, 5, 10, 15, 20]
    assert is_told(BIRTHDAY, None)
    assert not is_told(LOYALTY, None)


def test_love_and_family_have_no_loyalty_and_friends_are_friends_first() -> None:
    assert kind_of(("clients",)) == LOYALTY
    assert kind_of(("clients", "friends")) == FRIENDSHIP
    assert kind_of(("family", "partners")) == ""
    assert kind_of(("love",)) == ""
    assert kind_of(("prospects",)) == ""


def test_where_the_exports_begin_nobody_was_met() -> None:
    assert not is_known_beginning(date(2016, 2, 1), date(2016, 1, 1))
    assert is_known_beginning(date(2016, 6, 1), date(2016, 1, 1))


@given(st.dates(date(1904, 1, 1), date(2020, 12, 31)), st.integers(2021, 2120))
def test_every_date_comes_round_once_in_every_year(begun: date, year: int) -> None:
    found = list(occurrences(begun.isoformat(), date(year, 1, 1), date(year, 12, 31)))
    assert [one.day for one in found] == [anniversary(begun.month, begun.day, year)]
    assert found[0].years == year - begun.year


@given(st.dates(date(1904, 1, 1), date(2020, 12, 31)), st.dates(date(2021, 1, 1), date(2100, 1, 1)), st.integers(0, 50))
def test_a_window_cut_in_two_tells_each_day_once(begun: date, first: date, length: int) -> None:
    middle, last = first + timedelta(days=length // 2), first + timedelta(days=length)
    halves = [*occurrences(begun.isoformat(), first, middle)]
    halves += occurrences(begun.isoformat(), middle + timedelta(days=1), last)
    assert halves == list(occurrences(begun.isoformat(), first, last))


@pytest.mark.parametrize("odd", ["2026-13-01", "--02-30", "soon", ""])
def test_what_is_no_date_is_refused(odd: str) -> None:
    with pytest.raises(ValueError):
        list(occurrences(odd, date(2026, 1, 1), date(2026, 12, 31)))
