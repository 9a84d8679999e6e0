"""Sorting out: who is in which pile, what each answer does and undoes, and what it gave back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.piled import piled
from tests.cast import DAY, JEAN, LUC, MARIE, NOW, PAULE

from entregent.app.book import Book
from entregent.app.tidy_words import gave_back
from entregent.model.errors import BadSettingError, RequestError

QUIET = ("never-answered", "faded", "no-room")


@pytest.fixture(scope="module")
def kept_piles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, closed. Never write to it."""
    path = tmp_path_factory.mktemp("piles") / "piles.book"
    piled(path).close()
    return path


@pytest.fixture
def book(kept_piles: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy to be written to."""
    with Book.open(Path(shutil.copy(kept_piles, tmp_path / "piles.book")), now=NOW) as opened:
        yield opened


def names(book: Book, pile: str) -> list[str]:
    return [card.name for card in book.pile(pile)]


def number(book: Book, mail: str) -> str:
    return str(book.person(mail).line.id)


def test_each_pile_holds_whom_it_should(book: Book) -> None:
    assert names(book, "never-answered") == [PAULE.name]
    assert names(book, "faded") == [JEAN.name]
    assert names(book, "no-room") == [LUC.name]
    assert "Le Courrier" in names(book, "automata")
    assert {line.pile: line.total for line in book.tidy().piles}["duplicates"] == 1


def test_whoever_is_well_is_in_none(book: Book) -> None:
    assert all(MARIE.name not in names(book, pile) for pile in QUIET)


@pytest.mark.parametrize("circle", ["love", "family", "friends"])
def test_near_people_are_not_in_a_quiet_pile_and_are_never_put_away_for_lack_of_room(book: Book, circle: str) -> None:
    book.circle([JEAN.mail, PAULE.mail, LUC.mail], circle)
    assert names(book, "faded") == names(book, "never-answered") == []
    for card in book.pile("no-room"):
        assert "archive" not in card.acts
        with pytest.raises(BadSettingError):
            book.tidy_one("no-room", "archive", str(card.person))


ANSWERS = [(pile, act) for pile in QUIET for act in ("rest", "archive", "keep")] + [
    ("automata", "archive"),
    ("automata", "keep"),
]


@pytest.mark.parametrize(("pile", "act"), ANSWERS)
def test_every_answer_takes_its_person_out_and_undo_brings_them_back(book: Book, pile: str, act: str) -> None:
    before = names(book, pile)
    card = book.pile(pile)[0]
    done = book.tidy_one(pile, act, str(card.person))
    assert names(book, pile) == before[1:]
    book.undo(done.action)
    assert names(book, pile) == before


@pytest.mark.parametrize("act", ["rest", "archive", "keep"])
def test_whoever_was_handled_is_left_alone_for_half_a_year(book: Book, act: str) -> None:
    person = str(book.pile("faded")[0].person)
    book.tidy_one("faded", act, person)
    if act == "rest":
        book.rest([person], wake=True)
    if act == "archive":
        book.archive([person], back=True)
    assert names(book, "faded") == []
    book.look_again(NOW + 190 * DAY)
    assert JEAN.name in names(book, "faded")


def test_a_promise_or_a_planned_step_keeps_somebody_out(book: Book) -> None:
    book.promise(JEAN.mail, "les photos", by="2026-04-01")
    book.plan_step([PAULE.mail], action="écrire", on="2026-03-20")
    assert names(book, "faded") == names(book, "never-answered") == []


def test_what_was_given_back_is_told_in_words_with_minutes(book: Book) -> None:
    assert gave_back(book.given_back()) == []
    book.tidy_one("no-room", "rest", number(book, LUC.mail))
    book.tidy_one("faded", "archive", number(book, JEAN.mail))
    given = book.given_back()
    assert (given.rested, given.archived, given.total) == (1, 1, 2)
    assert given.minutes > 0
    told = gave_back(given)
    assert told[0] == "1 person rests, a tap away."
    assert "a week" in told[-1]


def test_merging_and_telling_apart_count_as_well(book: Book) -> None:
    asked = book.question()
    assert asked is not None
    done = book.judge(asked.a.handle, asked.b.handle, same=True)
    assert book.given_back().merged == 1
    book.undo(done.action)
    book.judge(asked.a.handle, asked.b.handle, same=False)
    assert book.given_back().told_apart == 1


def test_resting_frees_the_very_minutes_that_the_pile_named(book: Book) -> None:
    named = book.tidy().minutes
    book.tidy_one("no-room", "rest", number(book, LUC.mail))
    assert book.tidy().minutes == 0
    assert book.given_back().minutes == named


@pytest.mark.parametrize(("pile", "act"), [("faded", "forget"), ("nowhere", "rest"), ("duplicates", "rest")])
def test_what_is_not_offered_is_refused(book: Book, pile: str, act: str) -> None:
    with pytest.raises(RequestError):
        book.tidy_one(pile, act, number(book, JEAN.mail))


def test_the_past_has_the_piles_of_its_own_day(book: Book, tmp_path: Path) -> None:
    with Book.open(tmp_path / "piles.book", now=NOW, as_of="2025-04-01") as then:
        assert names(then, "faded") == names(then, "never-answered") == []
        with pytest.raises(RequestError):
            then.leave_be([JEAN.mail])


def test_the_hint_waits_until_it_is_worth_it(book: Book) -> None:
    assert book.tidy_hint() is None
