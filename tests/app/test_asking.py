"""Asking: one question with both sides, the owner's word on handles, who is no person."""

from pathlib import Path

import pytest
from tests.cast import LUC, LUC_AT_WORK, MARIE, NEWSLETTER, Friend, card, exchange, filled, import_all, write_cards

from entregent.app.book import Book
from entregent.app.tidying import SamePersonError
from entregent.model.errors import BadNumberError

JEAN_AT_WORK = Friend("Jean Tremblay", "jean.tremblay@atelier.example")
JEAN_AT_HOME = Friend("Jean Tremblay", "jean.tremblay@maison.example")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Solène's book, and two cards of a Jean Tremblay."""
    made = filled(tmp_path / "solene.book")
    own = "TITLE:ébéniste"
    cards = [card(JEAN_AT_WORK, own), card(JEAN_AT_HOME)]
    return import_all(made, write_cards(tmp_path / "cards.vcf", cards))


def test_a_question_shows_both_sides(book: Book) -> None:
    with book:
        asked = book.question()
        assert asked is not None
        assert {asked.a.value, asked.b.value} == {JEAN_AT_WORK.mail, JEAN_AT_HOME.mail}
        assert {asked.a.title, asked.b.title} == {"ébéniste", ""}
        assert asked.likely
        assert book.question(1) is None


def test_what_speaks_for_and_against_is_all_that_was_told(book: Book) -> None:
    with book:
        asked, line = book.question(), book.duplicates()[0]
        assert asked is not None
        assert {*asked.likely, *asked.unlikely} == {*line.reasons}


def test_the_owners_word_on_two_handles_settles_the_question(book: Book) -> None:
    with book:
        asked = book.question()
        assert asked is not None
        done = book.judge(asked.a.handle, asked.b.handle, same=True)
        assert book.question() is None
        assert book.person(JEAN_AT_HOME.mail).line.id == book.person(JEAN_AT_WORK.mail).line.id
        book.undo(done.action)
        assert book.question() == asked


def test_a_handle_that_is_none_can_not_be_judged(book: Book) -> None:
    with book:
        with pytest.raises(BadNumberError):
            book.judge(1, 9_999, same=True)
        with pytest.raises(SamePersonError):
            book.judge(1, 1, same=True)


def test_an_automaton_is_asked_about_until_the_owner_judged_it(book: Book) -> None:
    with book:
        (doubt,) = book.doubts()
        assert (doubt.name, doubt.automaton, doubt.received) == (NEWSLETTER.name, True, 0)
        done = book.human(NEWSLETTER.mail, automaton=True)
        assert book.doubts() == []
        book.undo(done.action)
        assert book.doubts() == [doubt]


def test_somebody_who_mostly_writes_to_many_may_be_no_person(tmp_path: Path) -> None:
    posts = [one._replace(extra="Precedence: bulk") for one in exchange(MARIE, range(0, 90, 9)) if one.sender == MARIE]
    with filled(tmp_path / "many.book", [*posts, *exchange(MARIE, (95,))]) as book:
        doubts = {doubt.name: doubt for doubt in book.doubts()}
        assert not doubts[MARIE.name].automaton
        assert [reason.signal for reason in doubts[MARIE.name].reasons] == ["some-bulk"]


def test_joins_on_a_name_are_listed_and_taken_apart(tmp_path: Path) -> None:
    letters = [*exchange(LUC, range(0, 90, 14)), *exchange(LUC_AT_WORK, range(7, 90, 30))]
    with filled(tmp_path / "luc.book", letters) as book:
        (join,) = book.assumed(-1, 10)
        assert (join.name, {join.a_value, join.b_value}) == (LUC.name, {LUC.mail, LUC_AT_WORK.mail})
        assert book.assumed_count() == 1
        assert book.assumed(join.place, 10) == []
        book.judge(join.a, join.b, same=False)
        assert book.assumed(-1, 10) == []
