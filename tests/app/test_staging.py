"""The plates on their poles, and the steps of the last weeks."""

from tests.cast import DAY, INES, LUC, MARIE, NOW

from entregent.app.book import Book
from entregent.app.wording import headline, invitation


def test_a_short_scene_keeps_whom_today_is_about(book: Book) -> None:
    asked = {line.person for line in book.today().suggestions if line.name == LUC.name}
    shown = book.scene(1, asked)
    assert [(plate.name, plate.asks) for plate in shown] == [(LUC.name, True)]


def test_everybody_keeps_their_place_on_stage_from_day_to_day(book: Book) -> None:
    before = [plate.name for plate in book.scene(14)]
    book.look_again(NOW + 5 * DAY)
    assert [plate.name for plate in book.scene(14)] == before


def test_a_plate_falls_when_silence_has_been_long(book: Book) -> None:
    book.look_again(NOW + 3 * 365 * DAY)
    assert {plate.state for plate in book.scene(14)} <= {"fallen"}


def test_a_guessed_circle_colours_a_plate_until_the_owner_says_otherwise(book: Book) -> None:
    book.circle([MARIE.mail], "friends")
    circles = {plate.name: plate.circles for plate in book.scene(14)}
    assert circles[MARIE.name] == ("friends",)


def test_tried_steps_count_and_what_was_taken_back_does_not(book: Book) -> None:
    book.log([MARIE.mail], channel="call", outcome="hung-up")
    book.log([INES.mail], channel="mail", outcome="wrote")
    assert book.weeks()[-1] == 2
    book.undo()
    assert book.weeks()[-1] == 1


def test_an_old_step_stands_in_its_own_week(book: Book) -> None:
    book.look_again(NOW - 14 * DAY)
    book.log([MARIE.mail], channel="call", outcome="talked")
    book.look_again(NOW)
    assert book.weeks() == (0, 0, 0, 0, 0, 1, 0, 0)


def test_the_headline_says_first_what_was_dared(book: Book) -> None:
    book.log([MARIE.mail], channel="call", outcome="hung-up")
    assert headline(book.today()).startswith("You took a step this week.")
    assert invitation(book.today()).endswith("hear from you.")


def test_a_birthday_wish_given_is_not_asked_again(book: Book) -> None:
    book.edit(MARIE.mail, birthday="1980-03-02")
    assert "birthday" in {line.action for line in book.today().suggestions if line.name == MARIE.name}
    book.log([MARIE.mail], channel="text", outcome="wrote")
    assert "birthday" not in {line.action for line in book.today().suggestions}


def test_a_reply_may_have_been_given_where_the_exports_are_old(book: Book) -> None:
    owed = [line for line in book.today().suggestions if line.action == "reply"]
    assert [line.perhaps for line in owed] == [True]
