"""Budgeting: who stays up, circles lately, what was carried; and that whoever shall stay is left alone."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import DAY, INES, LUC, MARIE, NOW, filled

from entregent.app.book import Book
from entregent.app.budgeting import lately
from entregent.model.errors import BadNumberError
from entregent.model.interaction import Channel, Contact
from entregent.ties.state import TieState, fold_all


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Solène's book: three plates."""
    made = filled(tmp_path / "solene.book")
    made.make_ready()
    return made


def test_the_budget_agrees_with_the_plates(book: Book) -> None:
    with book:
        for minutes in (1, 5, 30):
            book.set_setting("minutes-per-week", str(minutes))
            assert book.budget().kept(minutes) == book.plates().kept


def test_those_who_stay_and_those_who_fall_are_everybody(book: Book) -> None:
    with book:
        seen = book.budget(5)
        assert {*seen.staying(), *seen.falling()} == {*seen.ties}
        assert {tie.name for tie in seen.changed()} == {tie.name for tie in seen.falling()}


@pytest.mark.parametrize("minutes", [0, -1, 20_000])
def test_a_week_has_no_such_minutes(book: Book, minutes: int) -> None:
    with book, pytest.raises(BadNumberError):
        book.budget(minutes)


def test_each_circle_has_its_own_room(book: Book) -> None:
    with book:
        book.circle([LUC.mail, MARIE.mail], "clients")
        book.circle([INES.mail], "friends")
        book.set_setting("weight-clients", "2")
        friends, clients = book.circle_rooms(book.budget())
        assert (friends.circle, friends.plates, friends.weight) == ("friends", 1, 1.0)
        assert (clients.circle, clients.plates, clients.weight) == ("clients", 2, 2.0)


def tie(*days_ago: int) -> TieState:
    """A tie with a letter of the owner's so many days ago, each."""
    return fold_all(Contact(NOW - ago * DAY, Channel.MAIL, 1.0, 0.0, direct=True, amount=0) for ago in days_ago)


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (range(364, 0, -7), "usual"),
        (range(364, 90, -7), "less"),
        ((*range(364, 30, -28), *range(28, 0, -2)), "more"),
        ((200, 10), ""),
        ((), ""),
    ],
)
def test_lately_is_told_against_a_year(days: Iterable[int], word: str) -> None:
    assert lately([tie(*days)] if days else [], NOW) == word


def test_whoever_shall_stay_is_not_proposed_for_half_a_year(book: Book) -> None:
    with book:
        book.set_setting("minutes-per-week", "1")
        proposed = [line.person for line in book.plates().rest]
        done = book.keep_up(str(proposed[0]))
        assert [line.person for line in book.plates().rest] == proposed[1:]
        book.look_again(NOW + 200 * DAY)
        assert proposed[0] in [line.person for line in book.plates().rest]
        book.look_again(NOW)
        book.undo(done.action)
        assert [line.person for line in book.plates().rest] == proposed


def test_the_resting_are_listed_until_they_wake(book: Book) -> None:
    with book:
        book.rest([MARIE.mail])
        assert [tie.name for tie in book.resting()] == [MARIE.name]
        book.rest([MARIE.mail], wake=True)
        assert book.resting() == []


def test_what_was_carried_is_kept_until_the_day_is_another(book: Book) -> None:
    with book:
        assert book.carried().capacity is None
        worked = book.carry()
        assert book.carried() == worked
        assert worked.capacity == book.capacity()
        book.look_again(NOW + DAY)
        assert not book.carried().fresh
        assert book.carried().capacity == worked.capacity


@given(st.integers(1, 600), st.integers(1, 600))
def test_more_minutes_never_keep_fewer(few: int, more: int) -> None:
    from entregent.app.plates_views import BudgetView, TieLine

    begins = [None, 3, 40, 40, 200, 500]
    ties = tuple(TieLine(n, "x", "close", (), 0.5, 1, at) for n, at in enumerate(begins))
    seen = BudgetView(few, more, ties)
    low, high = sorted((few, more))
    assert seen.kept(low) <= seen.kept(high)
    assert len(seen.changed()) == seen.kept(high) - seen.kept(low)
