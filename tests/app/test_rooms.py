"""Rooms: who will be there, what is enough, and what became of it; and the moment toward one person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entregent.app.book import Book
from entregent.app.footprints import UnknownFootprintError
from entregent.app.rooms import UnknownRoomError
from entregent.model.errors import BadSettingError, LeftInPeaceError

NOON = 1_795_000_000
DAY = 86_400


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "mine.book", now=NOON, lang="en", zone="America/Toronto") as made:
        made.add("Nadia Tremblay", handles=["+15145550123"])
        yield made


def test_a_room_can_be_named_where_no_calendar_tells_of_it(book: Book) -> None:
    found = book.room(place="  5 à 7   du design ")
    assert (found.place, found.greet, len(found.questions)) == ("5 à 7 du design", (), 2)


@pytest.mark.parametrize("outcome", ["met", "left-early"])
def test_going_in_is_a_step_whether_one_stays_or_leaves(book: Book, outcome: str) -> None:
    done = book.enter(outcome, place="5 à 7")
    assert (book.room(place="5 à 7").outcome, book.weeks()[-1]) == (outcome, 1)
    book.undo(done.action)
    assert book.room(place="5 à 7").outcome == ""


def test_the_room_of_another_week_is_entered_anew(book: Book) -> None:
    book.enter("met", place="5 à 7")
    book.look_again(NOON + 7 * DAY)
    assert book.room(place="5 à 7").outcome == ""


def test_a_success_is_chosen_changed_and_taken_back(book: Book) -> None:
    for aim in ("one-name", "Saluer la serveuse"):
        book.set_aim(aim, place="5 à 7")
        assert book.room(place="5 à 7").aim == aim
    assert book.room(place="elsewhere").aim == ""
    book.set_aim("", place="5 à 7")
    assert book.room(place="5 à 7").aim == ""


def test_a_sentence_is_rehearsed_before_this_room(book: Book) -> None:
    book.rehearse(place="5 à 7")
    book.rehearse(place="5 à 7")
    assert (book.room(place="5 à 7").rehearsed, book.room(place="other").rehearsed) == (2, 0)


@pytest.mark.parametrize("event", [1, 2**63 - 1, 2**70])
def test_a_meeting_that_no_calendar_tells_is_unknown(book: Book, event: int) -> None:
    with pytest.raises(UnknownRoomError):
        book.room(event=event)


def test_a_room_needs_a_name_and_an_outcome_of_its_own(book: Book) -> None:
    with pytest.raises(BadSettingError):
        book.room(place="  ")
    with pytest.raises(BadSettingError):
        book.enter("talked", place="5 à 7")


def test_the_moment_goes_by_a_way_that_is_open(book: Book) -> None:
    found = book.moment("Nadia")
    assert (found.channel, found.handle, found.outcomes[0]) == ("call", "+15145550123", "hung-up")
    assert [way.channel for way in found.ways] == ["call", "text", "meeting"]
    assert [one.signal for one in found.reasons] == ["no-exchange-yet"]


def test_the_last_line_and_what_matters_come_back(book: Book) -> None:
    number = book.footprint_of(book.log(["Nadia"], channel="call", outcome="talked").action or 0)
    assert number is not None
    book.afterward(number, note="rires", matters="le cégep")
    found = book.moment("Nadia")
    assert (found.last_note, found.matters) == ("rires", "le cégep")
    assert book.person("Nadia").timeline[0].note == "rires"


def test_whoever_died_or_is_left_in_peace_has_no_moment(book: Book) -> None:
    book.never("Nadia", died=True)
    with pytest.raises(LeftInPeaceError):
        book.moment("Nadia")


def test_a_planned_step_comes_on_its_day_and_is_fulfilled(book: Book) -> None:
    book.plan_step(["Nadia"], on=book.now and "2026-11-20", channel="text", sentence="Salut!")
    assert book.moment("Nadia").step is None
    book.look_again(NOON + 7 * DAY)
    found = book.moment("Nadia")
    assert found.step is not None
    assert (found.channel, found.step.sentence) == ("text", "Salut!")
    book.log(["Nadia"], channel="text", outcome="wrote", about={"step": found.step.number})
    assert book.moment("Nadia").step is None


def test_nobody_dared_yet_has_no_last_step(book: Book) -> None:
    with pytest.raises(UnknownFootprintError):
        book.last_footprint()
    with pytest.raises(UnknownFootprintError):
        book.after_moment(book.footprint_of(book.leave_footprint("post").action or 0) or 0)
