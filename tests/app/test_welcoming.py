"""The first visit's verbs and questions: names from memory, who I am, where the closest belong, the first week."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import DAY, NOW, new_book

from entregent.app.beginning import MOST_A_DAY
from entregent.app.book import Book
from entregent.app.keeping import EmptyNameError
from entregent.app.reaching import BadHandleError
from entregent.app.welcome_views import Placing, Recalled
from entregent.model.errors import BadDateError, BadNumberError

TEN = [
    Recalled("Marie Tremblay", "friends", 2, "call"),
    Recalled("Luc Gagnon", "clients", 50, "mail"),
    Recalled("Inès Lévesque", "family", 400, "meeting"),
    Recalled("Paule Ostiguy", "", 180, "text"),
    Recalled("Jean Roy", "pals", 14, "social"),
]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with new_book(tmp_path / "solene.book") as made:
        yield made


def test_names_from_memory_make_a_plan_without_any_file(book: Book) -> None:
    done = book.recall(TEN)
    assert [name for _, name in done.people] == [row.name for row in TEN]
    plan = book.today()
    assert {"Inès Lévesque", "Paule Ostiguy"} <= {line.name for line in plan.suggestions}
    assert plan.dared == 0  # what was remembered is no step


def test_names_from_memory_are_taken_back_at_once(book: Book) -> None:
    done = book.recall(TEN)
    book.undo(done.action)
    assert book.people() == []
    assert book.today().people == 0


def test_a_name_that_the_book_knows_means_that_person(book: Book) -> None:
    book.add("Marie Tremblay")
    book.recall([Recalled("marie tremblay", "friends", 14)])
    (marie,) = book.people()
    assert (marie.circles, marie.interactions) == (("friends",), 1)


def test_a_name_without_an_exchange_is_kept_without_a_plate(book: Book) -> None:
    book.recall([Recalled("Paule Ostiguy")])
    assert [(line.name, line.level) for line in book.people()] == [("Paule Ostiguy", "none")]


def test_no_name_at_all_and_a_day_to_come_are_refused(book: Book) -> None:
    with pytest.raises(EmptyNameError):
        book.recall([Recalled(" "), Recalled("")])
    with pytest.raises(BadNumberError):
        book.recall([Recalled("Marie", days=-1)])
    assert book.people() == []


def test_my_name_and_addresses_are_one_action(book: Book) -> None:
    done = book.introduce("Solène  Bouchard", ["solene@bouchard.example"], ["info@atelier.example"])
    assert book.owner_handles() == ["solene@bouchard.example"]
    assert {line.key: line.value for line in book.settings()}["name"] == "Solène Bouchard"
    book.undo(done.action)
    assert book.owner_handles() == []
    assert {line.key: line.value for line in book.settings()}["name"] == ""


def test_the_same_introduction_twice_does_nothing_more(book: Book) -> None:
    book.introduce("Solène", ["solene@bouchard.example"], [])
    assert book.introduce("Solène", ["solene@bouchard.example"], []).action is None


def test_what_is_no_address_is_refused_and_nothing_is_half_said(book: Book) -> None:
    with pytest.raises(BadHandleError):
        book.introduce("Solène", ["solene"], [])
    assert book.actions() == []


def test_the_closest_come_by_level_and_are_placed_by_one_action(book: Book) -> None:
    book.recall(TEN)
    first, *others = book.closest()
    done = book.place([Placing(first.id, "none", "love"), *(Placing(one.id, "valued") for one in others)])
    placed = {line.name: (line.level, line.level_proposed) for line in book.people()}
    assert placed == {first.name: ("none", False)} | {one.name: ("valued", False) for one in others}
    book.undo(done.action)
    assert all(line.level_proposed for line in book.people())


@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from(["close", "valued", "nurtured", "wide", "none"])), min_size=5, max_size=5))
def test_undoing_a_placing_gives_every_level_back(
    tmp_path_factory: pytest.TempPathFactory, levels: list[tuple[str]]
) -> None:
    with new_book(tmp_path_factory.mktemp("placing") / "solene.book") as book:
        book.recall(TEN)
        before = book.people()
        done = book.place([Placing(one.id, level) for one, (level,) in zip(before, levels, strict=True)])
        book.undo(done.action)
        assert book.people() == before


def test_a_first_week_holds_two_suggestions_a_day(book: Book) -> None:
    book.recall([Recalled(f"Personne {n}", days=180, channel="text") for n in range(9)])
    assert len(book.today(120).suggestions) > MOST_A_DAY
    book.set_setting("first-week", "2026-03-02")
    plan = book.today(120)
    assert len(plan.suggestions) == MOST_A_DAY
    assert plan.held_back > 0
    assert plan.first_week_until == "2026-03-08"


def test_an_answered_suggestion_is_not_replaced_by_another_that_day(book: Book) -> None:
    book.recall([Recalled(f"Personne {n}", days=180, channel="text") for n in range(9)])
    book.set_setting("first-week", "2026-03-02")
    first, second = book.today(120).suggestions
    done = book.log([str(first.person)], channel="text", outcome="wrote")
    assert [line.person for line in book.today(120).suggestions] == [second.person]
    book.undo(done.action)
    assert len(book.today(120).suggestions) == MOST_A_DAY


def test_after_the_first_week_the_plan_is_whole(tmp_path: Path) -> None:
    with new_book(tmp_path / "solene.book") as book:
        book.recall([Recalled(f"Personne {n}", days=180, channel="text") for n in range(9)])
        book.set_setting("first-week", "2026-03-02")
    with Book.open(tmp_path / "solene.book", now=NOW + 7 * DAY) as later:
        plan = later.today(120)
        assert (plan.first_week_until, plan.held_back) == ("", 0)
        assert len(plan.suggestions) > MOST_A_DAY


def test_the_first_week_begins_on_a_day(book: Book) -> None:
    with pytest.raises(BadDateError):
        book.set_setting("first-week", "soon")
    book.set_setting("first-week", "2026-03-02")
    book.set_setting("first-week", "")
    assert book.today().first_week_until == ""


def test_an_empty_book_says_what_each_view_needs(book: Book) -> None:
    lacking = {line.what: line.missing for line in book.readiness() if line.missing}
    assert list(lacking) == ["plan", "plates", "capacity", "map", "approaches"]
    assert dict(lacking["capacity"].facts) == {"weeks": 26}


def test_names_from_memory_are_enough_for_a_plan_not_for_a_capacity(book: Book) -> None:
    book.recall(TEN)
    enough = {line.what: line.enough for line in book.readiness()}
    assert enough == {"plan": True, "plates": True, "capacity": False, "map": False, "approaches": False}
