"""Footprints: steps taken and tried, what is said of them later, and their undoing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entregent.app.book import Book
from entregent.app.footprints import UnknownFootprintError
from entregent.model.errors import BadNumberError, BadSettingError

NOON = 1_795_000_000


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "mine.book", now=NOON, lang="en", zone="America/Toronto") as made:
        made.add("Nadia Tremblay")
        made.add("Luc Roy")
        yield made


def test_a_hung_up_call_is_a_footprint_that_was_tried(book: Book) -> None:
    book.log(["Nadia Tremblay"], channel="call", outcome="hung-up", about={"fear": 7, "ladder": "phone"})
    (step,) = book.footprints()
    assert (step.tried, step.fear, step.ladder, step.channel) == (True, 7, "phone", "call")
    assert book.weeks()[-1] == 1


def test_what_is_said_of_a_step_later_is_part_of_it_and_can_be_taken_back(book: Book) -> None:
    book.log(["Nadia Tremblay"], channel="call", outcome="talked", about={"fear": 7, "expected": 2})
    number = book.footprints()[0].number
    book.afterward(number, fear=3)
    said = book.afterward(number, warmth=5, elan=1, golden=True)
    step = book.footprints()[0]
    assert (step.fear_after, step.warmth, step.elan, step.golden) == (3, 5, 1, True)
    book.undo(said.action)
    step = book.footprints()[0]
    assert (step.fear_after, step.warmth, step.golden) == (3, None, False)


def test_a_step_with_two_people_is_one_footprint(book: Book) -> None:
    book.log(["Nadia Tremblay", "Luc Roy"], channel="meeting", outcome="met")
    assert [len(step.people) for step in book.footprints()] == [2]


def test_a_room_entered_is_a_step_toward_nobody_and_counts_in_the_week(book: Book) -> None:
    book.leave_footprint("room", outcome="left-early", about={"place": "5 à 7 du design"})
    (step,) = book.footprints()
    assert (step.kind, step.people, step.tried, step.place) == ("room", (), True, "5 à 7 du design")
    assert book.weeks()[-1] == 1


def test_a_step_that_was_undone_leaves_no_footprint(book: Book) -> None:
    book.undo(book.log(["Luc Roy"], channel="call", outcome="talked").action)
    book.undo(book.leave_footprint("post").action)
    assert book.footprints() == []


def test_forgetting_somebody_takes_their_footprints_along(book: Book) -> None:
    book.log(["Luc Roy"], channel="call", outcome="talked")
    book.afterward(book.footprints()[0].number, matters="la petite vient de naître")
    book.forget("Luc Roy")
    assert book.footprints() == []
    assert b"petite vient" not in book.path.read_bytes()


def test_a_look_back_sees_no_later_step(tmp_path: Path) -> None:
    with Book.create(tmp_path / "mine.book", now=NOON, lang="en", zone="America/Toronto") as made:
        made.add("Luc Roy")
        made.look_again(NOON + 5 * 86_400)
        made.log(["Luc Roy"], channel="call", outcome="talked")
    with Book.open(tmp_path / "mine.book", now=NOON + 9 * 86_400, as_of="2026-11-20") as back:
        assert back.footprints() == []


@pytest.mark.parametrize("about", [{"fear": 11}, {"fear": -1}, {"fear": True}, {"expected": 0}, {"step": 0}])
def test_a_figure_out_of_its_scale_is_refused(book: Book, about: dict[str, object]) -> None:
    with pytest.raises(BadNumberError):
        book.log(["Luc Roy"], channel="call", outcome="talked", about=about)
    assert book.footprints() == []


def test_what_a_step_does_not_have_is_refused(book: Book) -> None:
    with pytest.raises(BadSettingError):
        book.log(["Luc Roy"], channel="call", outcome="talked", about={"colour": "gold"})
    with pytest.raises(UnknownFootprintError):
        book.afterward(12, fear=3)
