"""Tidying: questions and their answers, and forgetting, which really forgets and outlives a re-import."""

from pathlib import Path

import pytest
from tests.cast import (
    INES,
    LUC,
    LUC_AT_WORK,
    MARIE,
    PAULE,
    SOLENE,
    Friend,
    card,
    exchange,
    filled,
    import_all,
    letter,
    rows_of,
    seen,
    write_both_ways,
    write_cards,
    write_mbox,
)

from entregent.app.book import Book
from entregent.app.tidying import SamePersonError, UnknownImportError
from entregent.model.errors import NothingToUndoError, UnknownPersonError
from entregent.store import events

THEO = Friend("Théophane Zwingelstein", "theophane@zwingel.example")
"""Somebody with a name that nothing else holds."""
THEO_LETTERS = [
    *exchange(THEO, (0, 30), "Bateau de Zwingelstein"),
    letter(50, THEO, (SOLENE, MARIE), "Souper à trois"),
    *exchange(MARIE, (1, 31)),
]


def bytes_of(book: Book) -> bytes:
    """Everything that lies on the disk for this book."""
    return b"".join(path.read_bytes() for path in sorted(book.path.parent.glob(f"{book.path.name}*")) if path.is_file())


def told(book: Book) -> list[bytes]:
    """Which words of Théo's are still there."""
    whole = bytes_of(book).lower()
    words = (THEO.mail, "zwingel", "Théophane", "theophane", "Zwingelstein", "souvenir de Théo")
    return [word.lower().encode() for word in words if word.lower().encode() in whole]


@pytest.fixture
def theos(tmp_path: Path) -> Book:
    """A book with Théo in it: letters, a card, a note, a promise, a log."""
    cards = write_cards(tmp_path / "cards.vcf", [card(THEO, "ORG:Zwingel et fils"), card(MARIE)])
    book = import_all(filled(tmp_path / "solene.book", THEO_LETTERS), cards)
    book.note(THEO.mail, "souvenir de Théo")
    book.promise(THEO.mail, "le livre de Zwingelstein", by="2026-04-01")
    book.log([THEO.mail, MARIE.mail], channel="call", outcome="talked", note="tout va bien")
    book.edit(THEO.mail, name="Théophane Z.")
    return book


def test_forgetting_leaves_no_byte(theos: Book) -> None:
    with theos as book:
        assert len(told(book)) > 3
        book.forget(THEO.mail)
        assert told(book) == []
    assert told(book) == []


def test_a_preview_tells_what_would_go_and_takes_nothing(theos: Book) -> None:
    with theos as book:
        before = seen(book)
        preview = book.forget_preview(THEO.mail)
        assert (preview.handles, preview.interactions, preview.notes, preview.promises) == ((THEO.mail,), 6, 1, 1)
        assert seen(book) == before


def test_a_re_import_does_not_bring_back_who_was_forgotten(theos: Book, tmp_path: Path) -> None:
    with theos as book:
        book.forget(THEO.mail)
        forgotten = book.digest()
        for line in book.imports():
            # Touched, so that it is read again.
            for path in [Path(line.path), *Path(line.path).glob("*")]:
                if path.is_file():
                    path.write_bytes(path.read_bytes() + b"\n")
        again = write_mbox(tmp_path / "again.mbox", THEO_LETTERS)
        book.refresh()
        import_all(book, again)
        assert book.digest() == forgotten
        assert told(book) == []
        with pytest.raises(UnknownPersonError):
            book.person(THEO.mail)


def test_what_others_shared_with_the_forgotten_stays(theos: Book) -> None:
    with theos as book:
        book.forget(THEO.mail)
        titles = {line.title for line in book.person(MARIE.mail).timeline}
        assert "Souper à trois" in titles
        assert book.person(MARIE.mail).timeline[0].outcome == "talked"


def test_the_signature_of_the_forgotten_goes_too(theos: Book) -> None:
    with theos as book:
        shared = rows_of(book.path, "SELECT id FROM event WHERE title = 'Souper à trois'")[0][0]
        assert isinstance(shared, int)
        events.add_signals(book._inner.connection, [(shared, "phone", "+15145550177")])
        book.forget(THEO.mail)
        assert b"+15145550177" not in bytes_of(book)


def test_forgetting_is_not_undone(theos: Book) -> None:
    with theos as book:
        book.forget(THEO.mail)
        forget = next(line.id for line in book.actions() if line.verb == "forget")
        with pytest.raises(NothingToUndoError):
            book.undo(forget)
        assert next(line for line in book.actions() if line.verb == "forget").people == ()


def test_undoing_everything_else_brings_nobody_back(theos: Book) -> None:
    with theos as book:
        book.forget(THEO.mail)
        for line in book.actions(100):
            if line.verb not in ("forget", "undo") and not line.undone:
                book.undo(line.id)
        assert told(book) == []


def test_without_the_tombstone_a_re_import_would_bring_them_back(
    theos: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    from entregent.store import handles

    monkeypatch.setattr(handles, "tombstones", lambda _: frozenset())
    with theos as book:
        book.forget(THEO.mail)
        import_all(book, write_mbox(tmp_path / "again.mbox", THEO_LETTERS))
        assert told(book)


# ── who is who ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_asked_once_and_answered_for_good(tmp_path: Path) -> None:
    pair = [*exchange(LUC, (0, 20)), *exchange(Friend("L. Gagnon", LUC_AT_WORK.mail), (5, 25))]
    with filled(tmp_path / "a.book", pair) as book:
        for question in book.duplicates():
            assert question.reasons
            book.different(question.a_handle, question.b_handle)
        assert book.duplicates() == []
        exports = tmp_path / "a-exports"
        write_both_ways(exports, [*pair, *exchange(PAULE, (1,))])
        book.refresh()
        assert book.duplicates() == []


def test_the_owners_word_joins_and_parts(book: Book) -> None:
    book.same(MARIE.mail, INES.mail)
    page = book.person(MARIE.mail)
    assert set(page.line.handles) == {MARIE.mail, INES.mail}
    assert [join.by for join in page.joins] == ["owner"]
    book.different(MARIE.mail, INES.mail)
    assert book.person(MARIE.mail).line.handles == (MARIE.mail,)


def test_a_join_counts_shared_mail_once(tmp_path: Path) -> None:
    both = [letter(day, SOLENE, (LUC, LUC_AT_WORK._replace(name="Atelier")), f"Aux deux {day}") for day in (0, 20)]
    with filled(tmp_path / "a.book", both) as book:
        if book.person(LUC.mail).line.id != book.person(LUC_AT_WORK.mail).line.id:
            book.same(LUC.mail, LUC_AT_WORK.mail)
        assert book.person(LUC.mail).line.interactions == 2


def test_one_handle_is_not_joined_to_itself(book: Book) -> None:
    with pytest.raises(SamePersonError):
        book.same(MARIE.mail, MARIE.mail)


def test_an_unknown_import_is_not_removed(book: Book) -> None:
    with pytest.raises(UnknownImportError):
        book.remove_import(99)
    assert rows_of(book.path, "SELECT count(*) FROM import") == [(1,)]
