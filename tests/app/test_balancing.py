"""Balancing: minutes per circle, wishes that add up, and who is out of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cast import INES, LUC, MARIE, NOW, START, exchange, filled, import_all, write_meeting

from entregent.app import balance_words
from entregent.app.balance_views import BalanceView, CircleLine
from entregent.app.balancing import BadSharesError
from entregent.app.book import Book
from entregent.model.errors import BadNumberError, RequestError

LATELY = [*exchange(MARIE, range(340, 418, 14)), *exchange(LUC, range(341, 418, 3)), *exchange(INES, (350, 400))]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Marie is family, Luc a client, Inès nobody's."""
    with filled(tmp_path / "solene.book", LATELY) as made:
        made.set_setting("language", "en")
        made.circle([MARIE.mail], "family")
        made.circle([LUC.mail], "clients")
        yield made


def line(view: BalanceView, circle: str) -> CircleLine:
    return next(one for one in view.circles if one.circle == circle)


def test_a_letter_of_mine_takes_its_minutes_and_one_that_came_takes_none(book: Book) -> None:
    family = line(book.balance(), "family")
    sent = len(range(340, 418, 14))
    assert sum(month.minutes for month in family.months) == sent * 8
    assert sum(month.exchanges for month in family.months) == sent * 2


def test_shares_are_of_what_is_seen_in_circles_alone(book: Book) -> None:
    view = book.balance()
    assert sum(one.share for one in view.circles) == pytest.approx(1.0)
    assert line(view, "clients").share > 0.7
    assert view.work == line(view, "clients").share


def test_a_meeting_counts_for_as_long_as_it_was_and_is_parted_among_circles(book: Book, tmp_path: Path) -> None:
    before = book.balance()
    at = START.replace(year=2026, month=2, day=10)
    import_all(book, write_meeting(tmp_path / "m.ics", at, [MARIE, LUC], "Vernissage", minutes=90))
    after = book.balance()
    for circle in ("family", "clients"):
        assert line(after, circle).minutes - line(before, circle).minutes == 45


def test_several_words_of_one_day_count_once(book: Book) -> None:
    before = line(book.balance(), "family").minutes
    for hour in (9, 10, 11):
        book.log([MARIE.mail], channel="text", outcome="wrote", at=f"2026-03-01T{hour:02}:00")
    assert line(book.balance(), "family").minutes == before + 4


def test_wishes_are_kept_undone_and_kept_apart(book: Book) -> None:
    book.wish({"famille": "50"})
    done = book.wish({"clients": "30"})
    assert (line(book.balance(), "family").wish, line(book.balance(), "clients").wish) == (50, 30)
    book.undo(done.action)
    assert (line(book.balance(), "family").wish, line(book.balance(), "clients").wish) == (50, None)
    book.wish({"family": ""})
    assert line(book.balance(), "family").wish is None


def test_more_than_a_hundred_is_refused_and_nothing_is_lost(book: Book) -> None:
    book.wish({"family": "60"})
    with pytest.raises(BadSharesError):
        book.wish({"clients": "50"})
    assert book.balance().wished == 60


@pytest.mark.parametrize("text", ["-1", "101", "un peu", "1.5", "٣", "9" * 30])
def test_a_share_is_a_whole_number_of_a_hundred(book: Book, text: str) -> None:
    with pytest.raises(BadNumberError):
        book.wish({"family": text})


def test_what_lacks_room_when_work_takes_all_is_said_kindly(book: Book) -> None:
    book.wish({"family": "60", "clients": "30"})
    view = book.balance()
    assert view.lacking == ("family",)
    assert view.work_takes_all
    assert balance_words.headline(view) == "Work has taken much of the room: family could have some again."
    assert "it lacks room" in balance_words.beside(line(view, "family"))


def test_too_little_seen_compares_nothing(tmp_path: Path) -> None:
    with filled(tmp_path / "few.book", exchange(MARIE, (400,))) as book:
        book.circle([MARIE.mail], "family")
        book.wish({"family": "10", "friends": "80"})
        assert book.balance().lacking == ()
        assert not book.balance().enough


def test_whom_i_live_with_is_out_and_comes_back_with_undo(book: Book) -> None:
    before = book.balance()
    done = book.live_with(MARIE.mail)
    assert [name for _person, name in book.balance().household] == [MARIE.name]
    assert "family" not in {one.circle for one in book.balance().circles}
    book.undo(done.action)
    assert book.balance() == before


def test_love_is_not_compared_before_it_is_said_who_lives_here(book: Book) -> None:
    book.circle([MARIE.mail], "family", remove=True)
    book.circle([MARIE.mail], "love")
    book.wish({"love": "90"})
    view = book.balance()
    assert [name for _person, name in view.asks] == [MARIE.name]
    assert view.lacking == ()
    book.live_with(MARIE.mail, apart=True)
    assert book.balance().lacking == ("love",)
    book.live_with(MARIE.mail)
    assert book.balance().lacking == ()


def test_whoever_is_to_be_left_in_peace_is_not_counted(book: Book) -> None:
    book.never(LUC.mail)
    assert "clients" not in {one.circle for one in book.balance().circles}


def test_the_past_shows_its_own_year_and_wishes(book: Book) -> None:
    book.wish({"family": "50"})
    with Book.open(book.path, now=NOW, as_of="2026-01-31") as then:
        view = then.balance()
        assert view.months[-1] == "2026-01"
        assert view.wished == 0
        with pytest.raises(RequestError):
            then.wish({"family": "10"})


def test_forgetting_somebody_takes_them_out_of_what_is_kept(book: Book) -> None:
    book.balance()
    book.forget(LUC.mail)
    assert "clients" not in {one.circle for one in book.balance().circles}
