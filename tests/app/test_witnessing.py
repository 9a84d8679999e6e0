"""Witnesses: asked first, told what both agreed, and no name unless it was chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.test_committing import CALL, WITNESSED, later, only
from tests.cast import JEAN, JOHN, LUC, PAULE, exchange, filled

from entregent.app import language
from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft
from entregent.app.witnessing import NamedToWitnessError
from entregent.app.wording import complaint, done
from entregent.model.errors import AmbiguousPersonError


@pytest.fixture
def book(book: Book) -> Book:
    """Solène's book, in English."""
    book.set_setting("language", "en")
    return book


def mails(book: Book) -> list[tuple[str, str]]:
    return [(one.to, one.reason) for one in sorted(book.outbox().mails)]


def test_the_witness_is_asked_first_and_hears_nothing_else_before_a_yes(book: Book) -> None:
    book.seal(WITNESSED)
    assert mails(book) == [(PAULE.mail, "witness-ask")]
    later(book, 3).settle_commitment(1, "done")
    assert mails(book) == [(PAULE.mail, "witness-ask")]
    book.witness_answered(1, accepted=True)
    assert mails(book) == [(PAULE.mail, "witness-ask"), (PAULE.mail, "witness-kept")]


@pytest.mark.parametrize(
    ("asked", "agreed", "way", "heard"),
    [
        ("kept", "kept", "done", ["witness-kept"]),
        ("kept", "kept", "missed", []),
        ("kept", "all", "missed", []),
        ("all", "kept", "missed", []),
        ("all", "all", "missed", ["witness-other"]),
        ("all", "all", "tried", ["witness-other"]),
        ("all", "all", "life", []),
        ("all", "all", "done", ["witness-kept"]),
    ],
)
def test_the_witness_hears_of_what_was_kept_unless_both_chose_more(
    book: Book, asked: str, agreed: str, way: str, heard: list[str]
) -> None:
    book.seal(WITNESSED._replace(tells=asked))
    book.witness_answered(1, accepted=True, tells=agreed)
    later(book, 4).settle_commitment(1, way)
    assert [reason for _, reason in mails(book)][1:] == heard


def test_who_said_no_hears_nothing_more(book: Book) -> None:
    book.seal(WITNESSED)
    book.witness_answered(1, accepted=True)
    book.witness_answered(1, accepted=False)
    later(book, 3).settle_commitment(1, "done")
    assert [one.state for one in book.outbox().mails] == ["dropped"]


def test_a_witness_hears_of_it_once_whatever_is_corrected(book: Book) -> None:
    book.seal(WITNESSED)
    book.witness_answered(1, accepted=True)
    for way in ("done", "tried", "done"):
        later(book, 3).settle_commitment(1, way)
    assert [reason for _, reason in mails(book)] == ["witness-ask", "witness-kept"]


def test_the_witness_never_sees_the_name_unless_that_was_chosen(book: Book) -> None:
    book.seal(WITNESSED._replace(tells="all"))
    book.witness_answered(1, accepted=True, tells="all")
    later(book, 3).settle_commitment(1, "done")
    for mail in book.outbox().mails:
        assert "Marie" not in mail.subject + mail.body
        assert "Tremblay" not in mail.subject + mail.body
    assert "Parler du voilier à somebody" in book.outbox().mails[-1].body


def test_own_words_that_name_somebody_unchosen_are_refused_with_a_sentence(book: Book) -> None:
    own = WITNESSED._replace(ask="Bonjour Paule, je parle à Marie jeudi. D’accord?")
    with pytest.raises(NamedToWitnessError) as told:
        book.seal(own)
    assert "Marie" in complaint(told.value)
    book.seal(own._replace(may_name=True))
    assert book.outbox().mails[0].body.startswith("Bonjour Paule, je parle à Marie")


def test_what_is_shown_is_what_is_sealed_and_what_is_sent(book: Book) -> None:
    shown = book.preview_seal(WITNESSED).witness
    assert shown is not None
    book.seal(WITNESSED)
    (mail,) = book.outbox().mails
    assert (mail.to, mail.subject, mail.body.strip()) == (shown.address, shown.subject, shown.ask)
    book.witness_answered(1, accepted=True)
    later(book, 3).settle_commitment(1, "done")
    assert book.outbox().mails[0].body.strip() == shown.kept


def test_a_witness_can_be_asked_later_and_by_name(book: Book) -> None:
    book.seal(CALL)
    book.ask_witness(1, SealDraft(witness=LUC.name))
    witness = only(book).witness
    assert witness is not None
    assert (witness.address, witness.name, witness.state) == (LUC.mail, LUC.name, "asked")


def test_a_name_that_several_bear_is_asked_about(tmp_path: Path) -> None:
    book = filled(tmp_path / "roy.book", [*exchange(JEAN, (0, 9)), *exchange(JOHN, (3, 12))])
    with book, pytest.raises(AmbiguousPersonError):
        book.seal(SealDraft(what="x", at="2026-03-05T10:00", witness="J"))


@pytest.fixture
def french(book: Book) -> Iterator[Book]:
    language.use("fr")
    yield book
    language.use("en")


def test_in_french_the_mails_say_neither_tu_nor_vous(french: Book) -> None:
    told = french.preview_seal(WITNESSED._replace(tells="all", channel="meeting"))
    assert told.witness is not None
    whole = f" {told.witness.ask} {told.witness.kept} {told.witness.other} {told.bindings[0].text} ".lower()
    assert "jeudi 5 mars à 10 h" in whole
    for word in (" tu ", " te ", " toi ", " ton ", " ta ", " vous ", " votre ", " t’", "Marie"):
        assert word not in whole.replace("bonjour marie", "")


def test_every_deed_has_its_sentence(book: Book) -> None:
    for verb, value in (("seal", "1"), ("settle", "done"), ("settle", "life"), ("witness", "declined")):
        assert "Done" not in done(verb, (), value)
