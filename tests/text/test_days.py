"""Days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.text.days import day_from_words, moment_from_words

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("today", MONDAY),
        ("Aujourd’hui", MONDAY),
        ("hier", date(2026, 11, 22)),
        ("avant-hier", date(2026, 11, 21)),
        ("demain", date(2026, 11, 24)),
        ("in 3 days", date(2026, 11, 26)),
        ("dans trois jours", date(2026, 11, 26)),
        ("in a couple of weeks", date(2026, 12, 7)),
        ("next week", date(2026, 11, 30)),
        ("la semaine prochaine", date(2026, 11, 30)),
        ("le mois dernier", date(2026, 10, 23)),
        ("il y a 2 semaines", date(2026, 11, 9)),
        ("3 weeks ago", date(2026, 11, 2)),
        ("dans un an", date(2027, 11, 23)),
        ("vendredi dernier", date(2026, 11, 20)),
        ("next friday", date(2026, 11, 27)),
        ("12 nov. 2025", date(2025, 11, 12)),
        ("Nov 12, 2025", date(2025, 11, 12)),
        ("le 1er mai 2027", date(2027, 5, 1)),
    ],
)
def test_a_day_in_words_means_one_day_whichever_way_one_looks(text: str, day: date) -> None:
    assert day_from_words(text, MONDAY, past=False) == day
    assert day_from_words(text, MONDAY, past=True) == day


@pytest.mark.parametrize(
    ("text", "behind", "ahead"),
    [
        ("lundi", date(2026, 11, 16), date(2026, 11, 30)),
        ("tuesday", date(2026, 11, 17), date(2026, 11, 24)),
        ("12 décembre", date(2025, 12, 12), date(2026, 12, 12)),
        ("12 nov.", date(2026, 11, 12), date(2027, 11, 12)),
    ],
)
def test_what_is_open_is_read_backward_for_the_past_and_forward_for_plans(text: str, behind: date, ahead: date) -> None:
    assert day_from_words(text, MONDAY, past=True) == behind
    assert day_from_words(text, MONDAY, past=False) == ahead


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31 février", "2026-02-30", "in 100000 years", "99999", "lundi mardi", "3", "in days", "il y a"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_from_words(text, MONDAY, past=True) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("hier 14h30", "2026-11-22T14:30"),
        ("hier 14 h 30", "2026-11-22T14:30"),
        ("2026-11-02T09:05", "2026-11-02T09:05"),
        ("14:05", "2026-11-23T14:05"),
        ("yesterday", "2026-11-22"),
    ],
)
def test_a_time_may_follow_the_day(text: str, iso: str) -> None:
    found = moment_from_words(text, MONDAY, past=True)
    assert found is not None
    assert found.iso() == iso


def test_an_hour_that_is_none_gives_nothing() -> None:
    assert moment_from_words("hier 25:00", MONDAY, past=True) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_day_is_itself(day: date) -> None:
    assert day_from_words(day.isoformat(), MONDAY, past=True) == day


@given(st.integers(min_value=1, max_value=2000))
def test_in_and_ago_mirror_each_other(count: int) -> None:
    assert day_from_words(f"in {count} days", MONDAY, past=True) == MONDAY + timedelta(count)
    assert day_from_words(f"il y a {count} jours", MONDAY, past=False) == MONDAY - timedelta(count)


@given(st.text(max_size=30))
def test_no_text_makes_it_fail(text: str) -> None:
    moment_from_words(text, MONDAY, past=True)
