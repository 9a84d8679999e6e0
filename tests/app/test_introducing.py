"""Introductions on a book: found from letters, confirmed, denied, undone, forgotten; letters that ask first."""

from pathlib import Path

import pytest
from tests.cast import INES, JEAN, LUC, MARIE, NOW, SOLENE, ZONE, exchange, letter, write_mbox

from entregent.app.book import Book
from entregent.app.introducing import NoIntroducerError
from entregent.app.introduction_following import (
    BadIntroductionStateError,
    SameTwoError,
    UnknownIntroductionError,
)
from entregent.app.outbox import DRAFT
from entregent.model.errors import LeftInPeaceError


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Marie, known for long, makes Luc known to Solène; Solène makes Marie and Inès known to each other."""
    letters = [
        *exchange(MARIE, range(0, 300, 20)),
        *exchange(INES, (5, 40, 120)),
        letter(200, MARIE, (SOLENE, LUC), "Mise en relation : Luc et Solène"),
        letter(201, LUC, SOLENE, "Re: Mise en relation : Luc et Solène"),
        letter(202, SOLENE, LUC, "Un café?"),
        letter(250, SOLENE, (MARIE, INES), "Mise en relation : Marie et Inès"),
        letter(251, INES, (MARIE, SOLENE), "Re: Mise en relation : Marie et Inès"),
        *exchange(JEAN, (260, 270)),
    ]
    made = Book.create(tmp_path / "a.book", now=NOW, zone=ZONE)
    made.import_paths([str(write_mbox(tmp_path / "in.mbox", letters))], me=[SOLENE.mail])
    return made


def named(book: Book, name: str) -> int:
    return next(line.id for line in book.people(limit=20) if line.name == name)


def test_a_letter_to_both_tells_who_introduced(book: Book) -> None:
    (line,) = book.introductions().queue
    assert (line.name, line.through_name, line.sure) == (LUC.name, MARIE.name, "surely")
    assert not line.said


def test_the_tree_shows_who_opened_which_door(book: Book) -> None:
    (root,) = book.introductions().roots
    assert (root.name, root.doors, [one.name for one in root.children]) == (MARIE.name, 1, [LUC.name])


def test_a_yes_becomes_the_owners_word(book: Book) -> None:
    done = book.confirm_introducer(LUC.mail)
    assert book.introductions().queue == ()
    assert book.person(LUC.mail).via == MARIE.name
    book.undo(done.action)
    assert len(book.introductions().queue) == 1


def test_a_no_is_not_proposed_again_until_it_is_taken_back(book: Book) -> None:
    done = book.deny_introducer(LUC.mail)
    assert book.introductions().met == 0
    assert book.person(LUC.mail).introduced is None
    book.undo(done.action)
    assert book.introductions().met == 1


def test_a_no_takes_the_owners_word_back_too(book: Book) -> None:
    book.edit(LUC.mail, via=MARIE.mail)
    book.deny_introducer(LUC.mail)
    assert book.person(LUC.mail).via == ""


def test_the_owners_word_wins(book: Book) -> None:
    book.edit(LUC.mail, via=INES.mail)
    assert book.introductions().timeline[0].through_name == INES.name


def test_nobody_to_confirm_is_said(book: Book) -> None:
    book.introductions()
    with pytest.raises(NoIntroducerError):
        book.confirm_introducer(JEAN.mail)


def test_what_i_made_is_seen(book: Book) -> None:
    (line,) = book.introductions().made
    assert {line.one_name, line.other_name} == {MARIE.name, INES.name}
    assert line.since == 1


def test_whoever_is_forgotten_is_in_no_line(book: Book) -> None:
    book.introductions()
    book.promise_introduction(MARIE.mail, JEAN.mail)
    book.forget(MARIE.mail)
    view = book.introductions()
    assert (view.met, view.made, view.followed, view.roots) == (0, (), (), ())


def test_an_earlier_day_knows_no_later_introduction(book: Book) -> None:
    for day, met in (("2025-05-01", 0), ("2025-12-31", 1)):
        with Book.open(book.path, now=NOW, as_of=day) as then:
            assert then.introductions().met == met


def test_whoever_is_left_in_peace_is_not_shown(book: Book) -> None:
    book.never(LUC.mail)
    assert book.introductions().queue == ()


def test_a_draft_asks_each_first_in_their_words(book: Book) -> None:
    book.set_speaks(JEAN.mail, "en")
    book.set_speaks(MARIE.mail, "fr")
    book.set_address(MARIE.mail, "tu")
    made = book.draft_introduction(MARIE.mail, JEAN.mail)
    assert made.ask_one.body.startswith("Bonjour Marie")
    assert "Aimerais-tu" in made.ask_one.body
    assert made.ask_other.body.startswith("Hello Jean")
    assert set(made.joint.addresses) == {MARIE.mail, JEAN.mail}


def test_a_draft_needs_two_who_may_be_written_to(book: Book) -> None:
    with pytest.raises(SameTwoError):
        book.draft_introduction(MARIE.mail, MARIE.mail)
    book.never(JEAN.mail)
    with pytest.raises(LeftInPeaceError):
        book.draft_introduction(MARIE.mail, JEAN.mail)


def test_an_introduction_is_followed_from_promise_to_what_came(book: Book) -> None:
    book.promise_introduction(LUC.mail, JEAN.mail)
    number = book.introductions().followed[0].number
    book.move_introduction(number, "asked")
    book.move_introduction(number, "yes", who=JEAN.mail)
    line = book.introductions().followed[0]
    assert (line.state, line.yes_one, line.yes_other) == ("asked", False, True)
    done = book.move_introduction(number, "made")
    book.undo(done.action)
    assert book.introductions().followed[0].state == "asked"
    book.move_introduction(number, "came", note="Un atelier")
    assert book.introductions().followed[0].note == "Un atelier"


def test_a_pair_is_in_hand_once(book: Book) -> None:
    book.promise_introduction(LUC.mail, JEAN.mail)
    assert book.promise_introduction(JEAN.mail, LUC.mail).action is None


def test_wrong_words_about_one_in_hand_are_refused(book: Book) -> None:
    with pytest.raises(UnknownIntroductionError):
        book.move_introduction(999, "made")
    with pytest.raises(BadIntroductionStateError):
        book.move_introduction(1, "married")


def test_a_letter_waits_in_the_outbox_as_a_draft(book: Book) -> None:
    made = book.draft_introduction(LUC.mail, JEAN.mail)
    book.keep_introduction_letter(str(made.one), made.ask_one.subject, made.ask_one.body)
    (mail,) = book.outbox(5).mails
    assert (mail.to, mail.state) == (LUC.mail, DRAFT)
