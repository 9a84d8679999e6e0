"""Observing on a book: a place or a person, its notes, its day, more time, the smallest step; all of it undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cast import DAY, LUC, MARIE, NOW

from entregent.app import language, wording
from entregent.app.book import Book
from entregent.app.keeping import EmptyNameError
from entregent.app.observing import NotObservedError
from entregent.coaching.observing import WhyNeededError
from entregent.model.errors import BadNumberError, BadSettingError, PastDateError


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    language.use("en")
    yield
    language.use("en")


def begun(book: Book, what: str = "The founders’ breakfast", **told: object) -> int:
    book.observe(what, **{"kind": "series", **told})  # type: ignore[arg-type]
    return max(line.number for line in book.observed())


def later(book: Book, days: int) -> Book:
    return Book.open(book.path, now=NOW + days * DAY)


def test_a_place_is_observed_for_two_weeks_with_three_things_to_notice(book: Book) -> None:
    line = book.observed_line(begun(book))
    assert (line.name, line.state, line.days_left, len(line.notice)) == ("The founders’ breakfast", "running", 14, 3)


def test_ones_own_things_to_notice_are_kept_as_written_and_ours_speak_both_languages(book: Book) -> None:
    ours = book.observed_line(begun(book)).notice[0]
    number = begun(book, "Another", notice=[ours, "Who laughs?"])
    language.use("fr")
    noticed = book.observed_line(number).notice
    language.use("en")
    assert noticed[1] == "Who laughs?"
    assert noticed[0] != ours


def test_a_person_is_observed_by_who_they_are_and_forgotten_with_them(book: Book) -> None:
    number = begun(book, LUC.mail, kind="person")
    book.note_observed(number, "He laughs often.")
    assert book.observed_line(number).name == LUC.name
    book.forget(LUC.mail)
    assert book.observed() == []
    assert LUC.name.encode() not in Path(book.path).read_bytes()


def test_whoever_is_to_be_left_in_peace_is_not_observed_any_more(book: Book) -> None:
    begun(book, LUC.mail, kind="person")
    book.never(LUC.mail)
    assert book.observed() == []


def test_a_note_is_a_step_and_leaves_the_ties_clock_alone(book: Book) -> None:
    before = book.person(LUC.mail).line.last_at
    number = begun(book, LUC.mail, kind="person")
    book.note_observed(number, "He laughs often.")
    assert [text for _at, text in book.observed_line(number).notes] == ["He laughs often."]
    assert book.path_view().taken == 1
    assert book.person(LUC.mail).line.last_at == before


def test_on_its_day_it_appears_in_today_with_the_smallest_step(book: Book) -> None:
    number = begun(book)
    assert book.observed(ended=True) == []
    with later(book, 14) as then:
        assert [line.step for line in then.observed(ended=True)] == ["Go in, and leave when you like"]
        assert ("observe", number) in [(one.kind, one.reference) for one in then.today().errands]


def test_the_smallest_step_is_planned_and_the_observing_ends_by_one_action(book: Book) -> None:
    number = begun(book)
    done = book.step_after_observing(number)
    assert wording.done(done.verb, done.people, done.value).startswith("Planned for")
    assert [(step.rung, step.place) for step in book.planned_steps()] == [("enter-room", "The founders’ breakfast")]
    assert (book.observed(), [line.name for line in book.observed_before()]) == ([], ["The founders’ breakfast"])
    book.undo()
    assert (len(book.observed()), book.planned_steps()) == (1, [])


def test_toward_a_person_the_step_is_toward_them(book: Book) -> None:
    book.step_after_observing(begun(book, MARIE.mail, kind="person"))
    assert [step.people[0][1] for step in book.planned_steps()] == [MARIE.name]


def test_more_time_is_free_once_and_then_the_why_is_kept(book: Book) -> None:
    number = begun(book)
    book.renew_observing(number)
    with pytest.raises(WhyNeededError):
        book.renew_observing(number)
    book.renew_observing(number, days=30, why="The next one is in a month.")
    line = book.observed_line(number)
    assert (line.renewals, line.whys, line.days_left) == (2, ("The next one is in a month.",), 30)
    book.undo()
    assert book.observed_line(number).renewals == 1


def test_ending_is_taken_back_like_any_verb(book: Book) -> None:
    number = begun(book)
    book.end_observing(number)
    assert book.observed() == []
    book.undo()
    assert len(book.observed()) == 1


def test_what_can_t_be_gets_a_sentence_and_changes_nothing(book: Book) -> None:
    for error, told in (
        (EmptyNameError, {"what": "  "}),
        (BadSettingError, {"kind": "planet"}),
        (BadNumberError, {"days": 0}),
        (BadNumberError, {"days": 400}),
        (PastDateError, {"until": "2020-01-01"}),
    ):
        with pytest.raises(error):
            book.observe(**{"what": "A list", **told})  # type: ignore[arg-type]
    with pytest.raises(NotObservedError):
        book.end_observing(1)
    assert book.observed() == []


def test_a_number_or_a_very_name_without_a_kind_means_the_person(book: Book) -> None:
    luc = book.person(LUC.mail).line.id
    for typed in (str(luc), LUC.name, LUC.name.upper()):
        done = book.observe(typed)
        line = max(book.observed(), key=lambda one: one.number)
        assert (line.kind, line.person, line.name) == ("person", luc, LUC.name)
        book.undo(done.action)


def test_a_place_stays_a_place_where_it_is_said_or_nobody_bears_the_name(book: Book) -> None:
    for typed, kind in ((LUC.name, "place"), (LUC.name.split()[0], ""), ("The library", ""), ("999999", "")):
        book.observe(typed, kind=kind)
    assert {(line.kind, line.person) for line in book.observed()} == {("place", None)}
