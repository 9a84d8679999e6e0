"""The ladder on a book: where one stands, the small dare of a day, planned steps, attempts that leave the clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import DAY, INES, LUC, MARIE, NOW

from entregent.app import language, rung_words, weighing, wording
from entregent.app.book import Book
from entregent.app.laddering import UnknownLadderError
from entregent.app.planned_steps import EmptyStepError, NotPlannedError
from entregent.coaching.ladders import EmptyLadderError
from entregent.coaching.rungs import RUNGS
from entregent.model.errors import BadSettingError, PastDateError
from entregent.model.interaction import Channel
from entregent.store import events, people


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "new.book", now=NOW, lang="en", zone="America/Toronto") as made:
        yield made


# ── the pages of the rungs ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_every_rung_has_a_whole_page_in_each_language(lang: str) -> None:
    pages = rung_words.pages(lang)
    assert pages.keys() == RUNGS.keys()
    for page in pages.values():
        assert page.title
        assert page.lead
        assert all(part and all(text for _said, text in part) for part in page[3:]), page.slug


def test_the_two_languages_tell_the_same_rungs_in_the_same_parts() -> None:
    english, french = rung_words.pages("en"), rung_words.pages("fr")
    assert list(english) == list(french)
    for slug, page in english.items():
        said = [[say for say, _text in part] for part in page[3:]]
        assert said == [[say for say, _text in part] for part in french[slug][3:]], slug


def test_french_is_set_as_french_is() -> None:
    text = (rung_words.FOLDER / "fr.md").read_text("utf-8")
    assert not [line for line in text.splitlines() if " :" in line or "« " in line or " »" in line or " ?" in line]


# ── ladders ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_book_stands_at_the_bottom_of_four_ladders(empty: Book) -> None:
    assert [ladder.slug for ladder in empty.ladders()] == ["phone", "writing", "room", "selling"]
    assert {ladder.why for ladder in empty.ladders()} == {"first"}


def test_three_steps_done_open_the_next_rung(empty: Book) -> None:
    for _ in range(3):
        empty.tread("enter-room", ladder="room")
    assert empty.next_rung("room").slug == "greet-host"
    assert (
        wording.sentence(empty.ladder("room").reason) == "You have done the rung below 3 times: this one is open now."
    )


def test_a_rung_left_early_is_a_try_and_not_a_completion(empty: Book) -> None:
    empty.tread("enter-room", "left-early", ladder="room", fear=8)
    rung = empty.next_rung("room")
    assert (rung.done, rung.tried, rung.marks) == (0, 1, (False,))


def test_a_ladder_changed_by_hand_can_be_taken_back_and_brought_back(empty: Book) -> None:
    empty.rename_rung("room", "enter-room", "Go to the bakery")
    taken = empty.remove_rung("room", "greet-host")
    assert empty.ladder("room").rungs[0].sentence == "Go to the bakery"
    empty.undo(taken.action)
    assert [rung.slug for rung in empty.ladder("room").rungs[:2]] == ["enter-room", "greet-host"]
    empty.reset_ladder("room")
    assert not empty.ladder("room").is_changed


def test_a_ladder_without_rungs_is_refused(empty: Book) -> None:
    rungs = [rung.slug for rung in empty.ladder("room").rungs]
    for slug in rungs[1:]:
        empty.remove_rung("room", slug)
    with pytest.raises(EmptyLadderError) as refused:
        empty.remove_rung("room", rungs[0])
    assert "needs a rung" in wording.complaint(refused.value)
    with pytest.raises(EmptyLadderError):
        empty.new_ladder("Mine", ["", " "])


def test_a_ladder_of_ones_own_is_climbed_like_ours(empty: Book) -> None:
    empty.new_ladder("Neighbours", ["Say hello", "Lend a tool"])
    mine = empty.ladders()[-1]
    empty.choose_ladder(mine.slug)
    dare = empty.small_dare(30)
    assert dare is not None
    assert (dare.sentence, dare.ladder) == ("Say hello", mine.slug)


def test_a_ladder_that_is_none_is_refused(empty: Book) -> None:
    with pytest.raises(UnknownLadderError):
        empty.ladder("clouds")
    with pytest.raises(BadSettingError):
        empty.set_setting("ladder", "clouds")


# ── the small dare ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_small_dare_is_the_same_all_day_and_fits_the_minutes(book: Book) -> None:
    dare = book.small_dare(30)
    assert dare is not None
    assert dare == book.small_dare(30)
    assert dare.minutes <= 30
    assert book.small_dare(1) is None


def test_after_a_dare_or_not_today_there_is_none(book: Book) -> None:
    off = book.not_today()
    assert book.small_dare(30) is None
    book.undo(off.action)
    assert book.small_dare(30) is not None
    book.tread("call-shop", "hung-up", ladder="phone")
    assert book.small_dare(30) is None


def test_the_small_dare_is_never_toward_somebody_in_peace_or_at_rest(book: Book) -> None:
    for _ in range(12):
        dare = book.small_dare(30)
        if dare is None or dare.person is None:
            break
        book.never(str(dare.person)) if dare.person % 2 else book.rest([str(dare.person)])
        again = book.small_dare(30)
        assert again is None or again.person != dare.person


def test_warm_ups_are_two_people_in_touch(book: Book) -> None:
    warm = book.warm_ups()
    assert len({one.person for one in warm}) == len(warm) <= 2
    assert warm == book.warm_ups()


def test_surprise_is_said_from_five_pairs_on(book: Book) -> None:
    for expected, warmth in ((2, 5), (2, 4), (2, 3), (3, 4)):
        tell(book, expected, warmth)
    assert book.surprise().reason is None
    tell(book, 4, 2)
    reason = book.surprise().reason
    assert reason is not None
    assert wording.sentence(reason) == "They were warmer than you feared 4 of 5 times."


def tell(book: Book, expected: int, warmth: int) -> None:
    """One more talk, an hour later, with what was expected of it and how warm it was."""
    book.look_again(book.now + 3_600)
    book.log([MARIE.mail], channel="call", outcome="talked", about={"expected": expected})
    book.afterward(book.footprints()[-1].number, warmth=warmth)


# ── planned steps ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_step_is_planned_and_shown_with_all_its_words(book: Book) -> None:
    book.plan_step([MARIE.mail], rung="call-close", ladder="phone", cue="after my coffee", sentence="Allô!")
    (step,) = book.planned_steps()
    assert (step.cue, step.sentence, step.channel, step.minutes) == ("after my coffee", "Allô!", "call", 10)
    assert [name for _id, name in step.people] == [MARIE.name]


def test_a_step_fulfilled_is_planned_no_more_until_it_is_taken_back(book: Book) -> None:
    book.plan_step([MARIE.mail], rung="call-close", ladder="phone")
    number = book.planned_steps()[0].number
    done = book.do_step(number, "done")
    assert book.planned_steps() == []
    assert [(one.rung, one.step, one.outcome) for one in book.footprints()] == [("call-close", number, "talked")]
    book.undo(done.action)
    assert len(book.planned_steps()) == 1
    assert book.footprints() == []


def test_a_step_toward_a_group_is_one_step_and_outlives_one_who_is_forgotten(book: Book) -> None:
    book.plan_step([MARIE.mail, INES.mail], action="invite them")
    book.forget(INES.mail)
    (step,) = book.planned_steps()
    assert [name for _id, name in step.people] == [MARIE.name]


def test_a_step_changed_keeps_its_number_and_what_was_not_changed(book: Book) -> None:
    book.plan_step([MARIE.mail], cue="at noon", sentence="Salut")
    number = book.planned_steps()[0].number
    changed = book.edit_step(number, sentence="Bonjour")
    assert [(one.number, one.cue, one.sentence) for one in book.planned_steps()] == [(number, "at noon", "Bonjour")]
    book.undo(changed.action)
    assert book.planned_step(number).sentence == "Salut"


def test_a_step_in_the_past_is_refused_with_a_sentence(book: Book) -> None:
    with pytest.raises(PastDateError) as refused:
        book.plan_step([MARIE.mail], on="2026-03-01")
    assert wording.complaint(refused.value).startswith("1 Mar 2026 has passed.")


def test_a_step_toward_nobody_says_where_or_what(book: Book) -> None:
    with pytest.raises(EmptyStepError):
        book.plan_step([])
    book.plan_step(place="5 à 7 du design", rung="enter-room")
    step = book.planned_steps()[0]
    book.do_step(step.number, "left-early")
    assert [(one.kind, one.tried, one.place) for one in book.footprints()] == [("room", True, "5 à 7 du design")]


def test_a_step_dropped_comes_back_by_undo(book: Book) -> None:
    book.plan_step([MARIE.mail])
    number = book.planned_steps()[0].number
    gone = book.drop_planned_step(number)
    with pytest.raises(NotPlannedError):
        book.planned_step(number)
    book.undo(gone.action)
    assert book.planned_step(number).people


def test_steps_of_a_day_are_those_of_it_and_the_late_ones(book: Book) -> None:
    book.plan_step([MARIE.mail], on="2026-03-02")
    book.plan_step([LUC.mail], on="2026-03-05")
    book.look_again(NOW + 2 * DAY)
    assert [step.is_late for step in book.planned_steps("2026-03-04")] == [True]
    assert len(book.planned_steps()) == 2


def test_toward_whoever_is_left_in_peace_no_step_is_shown(book: Book) -> None:
    book.plan_step([MARIE.mail])
    book.never(MARIE.mail)
    assert book.planned_steps() == []


# ── attempts of which nobody knows ────────────────────────────────────────────────────────────────────────────────

HELD = ("hung-up", "not-sent", "not-answered", "left-early")


def tie_of(book: Book, mail: str) -> object:
    return people.tie(book._inner.connection, book.person(mail).line.id)


@pytest.mark.parametrize("outcome", HELD)
def test_what_was_held_back_moves_no_clock_and_no_answer_chance(book: Book, outcome: str) -> None:
    before, line = tie_of(book, MARIE.mail), book.person(MARIE.mail).line
    book.log([MARIE.mail], channel="call", outcome=outcome)
    assert tie_of(book, MARIE.mail) == before
    assert book.person(MARIE.mail).line == line
    assert book.weeks()[-1] == 1


def test_no_answer_is_a_try_and_what_was_held_back_is_none(book: Book) -> None:
    book.look_again(NOW + 40 * DAY)
    book.log([MARIE.mail], channel="call", outcome="hung-up")
    unmoved = tie_of(book, MARIE.mail)
    book.log([MARIE.mail], channel="call", outcome="no-answer")
    assert tie_of(book, MARIE.mail) != unmoved


def test_what_was_held_back_makes_a_call_dearer_until_it_is_taken_back(book: Book) -> None:
    from entregent.app.standing import costs

    done = book.log([MARIE.mail], channel="call", outcome="hung-up", minutes=6)
    assert costs(book._inner).effort == {Channel.CALL: 1.0}
    book.undo(done.action)
    assert costs(book._inner).effort == {}


ROW = st.tuples(st.integers(0, 300), st.sampled_from(list(Channel)), st.integers(0, 3), st.integers(0, 3))


@given(st.lists(ROW, max_size=30), st.lists(st.tuples(st.integers(0, 300), st.sampled_from(list(Channel))), max_size=8))
def test_a_tie_is_the_same_with_and_without_what_was_held_back(
    told: list[tuple[int, int, int, int]], held: list[tuple[int, int]]
) -> None:
    rows = sorted({day: ((day * DAY) << 29, int(way) | to << 3, others, 9) for day, way, to, others in told}.values())
    marks = events.ATTEMPT | events.OWN | events.HELD_BACK | 1 << 3
    more = [((day * DAY + 60) << 29, int(way) | marks, 1, 3) for day, way in held]
    assert weighing.weigh_rows(1, rows, 301 * DAY, 0) == weighing.weigh_rows(1, sorted(rows + more), 301 * DAY, 0)
