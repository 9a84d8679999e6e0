"""Goals on a book: counted by evidence, reworded and let go with honour, and asked about each quarter."""

from pathlib import Path

import pytest
from tests.cast import DAY, INES, JEAN, LUC, MARIE, NOW, PAULE, new_book

from entregent.app.book import Book
from entregent.app.business import HeartError
from entregent.app.goals import (
    EmptyGoalError,
    GoalDayPastError,
    GoalWithoutDayError,
    GoalWithoutMeasureError,
    HeartGoalError,
    UnknownGoalError,
)
from entregent.model.errors import BadNumberError

BY = "2026-06-30"


def add(book: Book, **more: object) -> int:
    """A goal: ten people met by the end of June, unless said otherwise."""
    told: dict[str, object] = {"measure": "people", "target": "10", "by": BY, **more}
    book.add_goal(str(told.pop("what", "Dix relieuses")), **told)  # type: ignore[arg-type]
    return max(line.number for line in book.goals(ended=True))


def test_a_goal_is_kept_and_undone(book: Book) -> None:
    done = book.add_goal("Dix relieuses", measure="people", target="10", by=BY, why="pour apprendre")
    line = book.goals()[0]
    assert (line.number, line.what, line.why, line.target, line.state) == (
        1,
        "Dix relieuses",
        "pour apprendre",
        10,
        "unbegun",
    )
    book.undo(done.action)
    assert book.goals(ended=True) == []
    with pytest.raises(UnknownGoalError):
        book.goal(1)


def test_a_number_is_never_given_twice(book: Book) -> None:
    book.undo(book.add_goal("Un", measure="people", target="1", by=BY).action)
    assert add(book) == 2


def test_first_contacts_and_answers_count_from_the_letters(book: Book) -> None:
    number = add(book, measure="first-contacts", target="5", since="2025-01-01")
    assert [name for one in book.goal(number).evidence for _, name in one.people] == [INES.name, LUC.name, MARIE.name]
    assert book.goal(number).line.counted == 3
    assert book.goal(add(book, measure="answers", target="5", since="2025-01-01")).line.counted == 3


def test_somebody_met_before_the_goal_began_counts_for_nothing_new(book: Book) -> None:
    book.log([MARIE.mail], channel="meeting", outcome="met", at="2026-01-10")
    book.log([MARIE.mail], channel="meeting", outcome="met", at="2026-02-20")
    book.log([INES.mail], channel="call", outcome="talked", at="2026-02-21")
    view = book.goal(add(book, since="2026-02-01"))
    assert [(one.people[0][1], one.what, one.day) for one in view.evidence] == [(INES.name, "met", "2026-02-21")]


def test_attempts_are_steps_and_no_talks(book: Book) -> None:
    book.log([INES.mail], channel="call", outcome="hung-up", at="2026-02-20")
    book.log([MARIE.mail], channel="call", outcome="talked", at="2026-02-21")
    book.leave_footprint("room", at="2026-02-22")
    talks = add(book, measure="talks", since="2026-02-01")
    steps = add(book, measure="steps", since="2026-02-01")
    assert (book.goal(talks).line.counted, book.goal(steps).line.counted) == (1, 3)


def test_a_step_that_names_another_goal_does_not_count(book: Book) -> None:
    first, second = add(book, measure="steps"), add(book, measure="steps")
    book.log([INES.mail], channel="call", outcome="hung-up", about={"goal": second})
    assert (book.goal(first).line.counted, book.goal(second).line.counted) == (0, 1)


def test_whoever_has_changed_circle_still_counts_for_the_one_they_came_from(book: Book) -> None:
    book.circle([LUC.mail], "prospects")
    number = add(book, circle="prospects", measure="first-contacts", since="2025-01-01")
    before = book.goal(number).line.counted
    book.circle([LUC.mail], "prospects", remove=True)
    book.circle([LUC.mail], "clients")
    assert book.goal(number).line.counted == before > 0


def test_people_and_circle_narrow_what_counts(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    told = {"measure": "first-contacts", "since": "2025-01-01"}
    assert book.goal(add(book, circle="clients", **told)).line.counted == 1
    number = add(book, people=[MARIE.mail, INES.mail], **told)
    assert book.goal(number).line.counted == 2
    book.undo(book.people_of_goal(number, [INES.mail], remove=True).action)
    book.people_of_goal(number, [MARIE.mail], remove=True)
    assert [name for _, name, _ in book.goal(number).people] == [INES.name]


def test_a_reworded_goal_keeps_its_old_words_and_undo_gives_them_back(book: Book) -> None:
    number = add(book)
    done = book.reword_goal(number, what="Cinq relieuses", target="5")
    view = book.goal(number)
    assert (view.line.what, view.line.target, [old.what for old in view.wordings]) == (
        "Cinq relieuses",
        5,
        ["Dix relieuses"],
    )
    assert book.reword_goal(number, what="Cinq relieuses").action is None
    book.undo(done.action)
    assert book.goal(number).line.what == "Dix relieuses"
    assert book.goal(number).wordings == ()


def test_undone_out_of_order_the_newest_standing_words_count(book: Book) -> None:
    number = add(book)
    first = book.reword_goal(number, what="Deux")
    second = book.reword_goal(number, what="Trois")
    book.undo(first.action)
    assert (book.goal(number).line.what, [old.what for old in book.goal(number).wordings]) == (
        "Trois",
        ["Dix relieuses"],
    )
    book.undo(second.action)
    assert book.goal(number).line.what == "Dix relieuses"


def test_a_goal_is_let_go_with_honour_and_taken_up_again(book: Book) -> None:
    number = add(book)
    book.end_goal(number, how="dropped", word="La réponse était ailleurs.")
    assert book.goals() == []
    line = book.goals(ended=True)[0]
    assert (line.state, line.last_word, line.ended, line.asks) == (
        "dropped",
        "La réponse était ailleurs.",
        "2026-03-02",
        False,
    )
    book.end_goal(number, how="open")
    assert book.goals()[0].state == "unbegun"


def test_each_quarter_a_goal_asks_whether_it_is_still_wanted(book: Book) -> None:
    number = add(book)
    book.look_again(NOW + 40 * DAY)
    assert book.goals()[0].asks
    book.still_wanted(number)
    assert not book.goals()[0].asks


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"what": "  "}, EmptyGoalError),
        ({"measure": ""}, GoalWithoutMeasureError),
        ({"measure": "likes"}, GoalWithoutMeasureError),
        ({"target": ""}, GoalWithoutMeasureError),
        ({"target": "many"}, BadNumberError),
        ({"target": "0"}, BadNumberError),
        ({"target": "2.5"}, BadNumberError),
        ({"by": ""}, GoalWithoutDayError),
        ({"by": "2026-03-01"}, GoalDayPastError),
        ({"measure": "clients", "circle": "friends"}, HeartGoalError),
        ({"measure": "value", "circle": "famille"}, HeartGoalError),
    ],
)
def test_a_goal_that_cannot_be_counted_is_refused_and_nothing_is_written(
    book: Book, more: dict[str, object], error: type[Exception]
) -> None:
    before = book.actions(1)
    with pytest.raises(error):
        add(book, **more)
    assert book.actions(1) == before


def test_a_friend_is_never_counted_as_business(book: Book) -> None:
    book.circle([MARIE.mail], "friends")
    number = add(book, measure="clients")
    with pytest.raises(HeartError):
        book.people_of_goal(number, [MARIE.mail])
    assert book.people_of_goal(add(book, measure="talks", circle="friends"), [MARIE.mail]).people


def test_clients_sales_and_worth_count_from_results(book: Book) -> None:
    book.circle([LUC.mail], "clients")
    clients, worth = add(book, measure="clients"), add(book, measure="value", target="1 000,00")
    sales = add(book, measure="sales")
    book.add_result(LUC.mail, "sale", value="250,50")
    book.add_result(LUC.mail, "sale", value="100")
    counted = [book.goal(number).line.counted for number in (clients, sales, worth)]
    assert counted == [1, 2, 350.5]


def test_a_goal_seen_as_of_an_earlier_day_knows_nothing_later(book: Book, tmp_path: Path) -> None:
    add(book, measure="first-contacts", since="2025-01-01")
    book.look_again(NOW + 10 * DAY)
    book.reword_goal(1, what="Autrement")
    path = book.backup(tmp_path / "as-of.book").path
    with Book.open(Path(path), now=NOW + 20 * DAY, as_of="2026-03-03") as past:
        assert past.goal(1).line.what == "Dix relieuses"
        assert past.goal(1).wordings == ()
    with Book.open(Path(path), now=NOW + 20 * DAY, as_of="2026-02-01") as past:
        assert past.goals() == []


def test_whoever_is_forgotten_or_left_in_peace_is_in_no_goal(book: Book) -> None:
    number = add(book, measure="first-contacts", since="2025-01-01", people=[MARIE.mail, INES.mail])
    book.never(INES.mail)
    assert [name for _, name, _ in book.goal(number).people] == [MARIE.name]
    assert book.goal(number).line.counted == 1
    book.forget(MARIE.mail)
    assert (book.goal(number).people, book.goal(number).line.counted) == ((), 0)


def test_in_an_empty_book_a_goal_simply_waits(tmp_path: Path) -> None:
    with new_book(tmp_path / "new.book") as empty:
        for measure in ("people", "first-contacts", "talks", "steps", "clients", "results", "value"):
            assert empty.goal(add(empty, measure=measure)).line.counted == 0


def test_a_meeting_that_both_a_calendar_and_the_owner_tell_counts_once(book: Book) -> None:
    from datetime import UTC, datetime

    from tests.cast import import_all, write_meeting

    at = datetime(2026, 2, 25, 15, tzinfo=UTC)
    import_all(book, write_meeting(book.path.with_name("cal") / "a.ics", at, [PAULE, JEAN], "Atelier"))
    book.log([PAULE.mail], channel="meeting", outcome="met", at="2026-02-25T10:30")
    view = book.goal(add(book, measure="talks", since="2026-02-01"))
    assert [(one.detail, len(one.people)) for one in view.evidence] == [("Atelier", 2)]
