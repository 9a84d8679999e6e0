"""Languages, numbers, days and spans of time in words."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.catalogues import compile_stale

from entregent.app import language


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    compile_stale()
    language.use("en")
    yield
    language.use("en")


@pytest.mark.parametrize(
    ("asked", "book", "environment", "chosen"),
    [
        ("fr", "en", {"LANG": "en_CA"}, "fr"),
        ("", "fr", {"LANG": "en_CA.UTF-8"}, "fr"),
        ("", "", {"LANG": "fr_CA.UTF-8"}, "fr"),
        ("", "", {"LC_ALL": "C", "LANG": "fr_FR"}, "en"),
        ("", "", {"LC_ALL": "", "LANG": "fr_FR"}, "fr"),
        ("", "", {"LANG": "de_DE"}, "en"),
        ("", "", {}, "en"),
    ],
)
def test_what_was_asked_comes_before_the_book_and_the_system(
    asked: str, book: str, environment: dict[str, str], chosen: str
) -> None:
    assert language.choose(asked, book, environment) == chosen


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        (0, "today", "aujourd’hui"),
        (1, "yesterday", "hier"),
        (2, "2 days ago", "il y a 2 jours"),
        (21, "3 weeks ago", "il y a 3 semaines"),
        (90, "3 months ago", "il y a 3 mois"),
        (800, "2 years ago", "il y a 2 ans"),
        (-1, "tomorrow", "demain"),
        (-2, "in 2 days", "dans 2 jours"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_a_person_would_use(days: int, english: str, french: str) -> None:
    assert language.ago(days) == english
    language.use("fr")
    assert language.ago(days) == french


def test_a_day_of_this_year_needs_no_year() -> None:
    today = date(2026, 11, 23)
    assert language.day(date(2026, 11, 12), today=today) == "12 November"
    assert language.day(date(2025, 11, 12), today=today) == "12 Nov 2025"
    language.use("fr")
    assert language.day(date(2025, 11, 12), today=today) == "12 nov. 2025"
    assert language.day(date(2026, 5, 1), today=today) == "1er mai"
    assert language.full_day(today) == "lundi 23 novembre 2026"


def test_numbers_follow_the_language() -> None:
    assert language.number(1234567) == "1,234,567"
    assert language.number(0.5) == "0.5"
    assert language.share(0.62) == "62%"
    language.use("fr")
    assert language.number(1234567.25, 2) == "1\u202f234\u202f567,25"
    assert language.share(0.62) == "62\u202f%"


def test_french_counts_zero_and_one_and_a_half_as_singular() -> None:
    assert language.ngettext("{n} day", "{n} days", 0) == "0 days"
    language.use("fr")
    assert language.ngettext("{n} day", "{n} days", 0) == "0 jour"
    assert language.ngettext("{n} day", "{n} days", 1.5) == "1,5 jour"
    assert language.ngettext("{n} day", "{n} days", 2) == "2 jours"


def test_small_numbers_are_written_out() -> None:
    assert language.in_words(8) == "eight"
    assert language.in_words(105) == "105"
    language.use("fr")
    assert language.in_words(8) == "huit"


def test_a_row_of_words_ends_in_and() -> None:
    assert language.listed(["a"]) == "a"
    assert language.listed(["a", "b", "c"]) == "a, b and c"
    language.use("fr")
    assert language.listed(["a", "b", "c"]) == "a, b et c"


def test_an_unknown_zone_still_gives_a_day() -> None:
    assert language.day_of(0, "Nowhere/Atlantis") == date(1970, 1, 1)
    assert language.day_of(0, "America/Toronto") == date(1969, 12, 31)


def test_french_of_france_has_its_own_words_and_spaces() -> None:
    quebec = "Ton courriel est-il parti? Boîte vocale pleine; à bientôt!"
    assert language.as_in_france(quebec) == "Ton mail est-il parti\u202f? Boîte vocale pleine\u202f; à bientôt\u202f!"
    assert language.as_in_france("/?minutes=5 `a?b`") == "/?minutes=5 `a?b`"


def test_the_region_decides_which_french_is_spoken() -> None:
    language.use("fr", "FR")
    assert language.gettext("Why?") == "Pourquoi\u202f?"
    language.use("fr", "CA")
    assert language.gettext("Why?") == "Pourquoi?"


@pytest.mark.parametrize(
    ("environment", "region"),
    [({"LANG": "fr_FR.UTF-8"}, "FR"), ({"LC_ALL": "C", "LANG": "fr_CA"}, "CA"), ({"LANG": "C.UTF-8"}, ""), ({}, "")],
)
def test_the_system_tells_its_region(environment: dict[str, str], region: str) -> None:
    assert language.region_of(environment) == region


def test_nothing_to_translate_stays_nothing() -> None:
    language.use("fr")
    assert language.gettext("") == ""


@given(st.floats(min_value=0, max_value=40_000), st.sampled_from(language.LANGUAGES))
def test_every_span_has_words(days: float, lang: str) -> None:
    language.use(lang)
    assert language.span(days).strip()
    language.use("en")


def test_time_of_day_is_written_as_people_write_it() -> None:
    assert language.clock(1_790_000_000, "America/Toronto") == "21 Sept 2026 10:13"
    language.use("fr")
    assert language.clock(1_790_000_000, "America/Toronto") == "21 sept. 2026 10 h 13"
    assert language.minutes(150) == "2 h 30"
