"""The book's file: private, guarded, refused untouched when it is not ours, never a traceback."""

import random
import shutil
import stat
from hashlib import sha256
from pathlib import Path

import apsw
import pytest
from tests.cast import MARIE, NOW, ZONE, new_book, seen

from entregent.app.book import Book
from entregent.app.opening import BookExistsError
from entregent.model.errors import (
    BookError,
    BookNotFoundError,
    BrokenBookError,
    EntregentError,
    ForeignBookError,
    NewerBookError,
)
from entregent.store.migrations import SCHEMA_VERSION


def digest_of(path: Path) -> str:
    """The file's bytes as one word."""
    return sha256(path.read_bytes()).hexdigest()


def change(path: Path, sql: str) -> None:
    """Change a closed book from outside."""
    raw = apsw.Connection(str(path))
    raw.execute(sql)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()


def refused(path: Path, error: type[BookError]) -> None:
    """Opening raises, and leaves not a byte changed and no file beside."""
    before, beside = digest_of(path), sorted(path.parent.iterdir())
    with pytest.raises(error):
        Book.open(path, now=NOW)
    assert digest_of(path) == before
    assert sorted(path.parent.iterdir()) == beside


def test_a_book_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    new_book(tmp_path / "a.book").close()
    change(tmp_path / "a.book", f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    refused(tmp_path / "a.book", NewerBookError)


def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    change(tmp_path / "places.sqlite", "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    refused(tmp_path / "places.sqlite", ForeignBookError)


@pytest.mark.parametrize("content", [b"", b"x", b"Bonjour\n" * 500, b"SQLite format 3\x00", bytes(4096)])
def test_a_file_that_is_no_book_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(content)
    refused(path, BookError)


def test_a_missing_book_and_a_folder_are_told_apart_from_books(tmp_path: Path) -> None:
    for path in (tmp_path / "none.book", tmp_path):
        with pytest.raises(BookNotFoundError):
            Book.open(path, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_book_is_not_made_over_anything(tmp_path: Path) -> None:
    (tmp_path / "a.book").write_text("mine")
    with pytest.raises(BookExistsError):
        new_book(tmp_path / "a.book")
    assert (tmp_path / "a.book").read_text() == "mine"


def test_only_the_owner_may_read_a_book(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "carnet" / "a.book"
    with Book.create(path, now=NOW, zone=ZONE) as book:
        book.add("Marie")
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes == {"a.book": 0o600, "a.book-wal": 0o600, "a.book-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_book_that_others_may_read_is_found_by_the_doctor(book: Book) -> None:
    book.path.chmod(0o644)
    assert "doctor-permissions" in {one.reason.signal for one in book.doctor() if one.state == "bad"}


def test_a_sound_book_has_nothing_bad(book: Book) -> None:
    book.path.chmod(0o600)
    assert [one for one in book.doctor() if one.state == "bad"] == []


def test_the_journal_loses_nothing_that_was_acknowledged(book: Book) -> None:
    assert book._inner.connection.value("PRAGMA journal_mode") == "wal"
    assert book._inner.connection.value("PRAGMA synchronous") == 2


def use(path: Path) -> list[str]:
    """Everything that a face may ask of a book; what the doctor finds bad."""
    with Book.open(path, now=NOW) as book:
        book.today()
        for line in book.people(limit=100):
            book.person(str(line.id))
        book.people("marie")
        book.plates()
        book.duplicates()
        book.actions()
        book.imports()
        book.digest()
        book.note(MARIE.mail, "x")
        return [one.reason.signal for one in book.doctor() if one.state == "bad"]


@pytest.mark.parametrize("seed", range(24))
def test_smashed_bytes_end_in_a_sentence(kept_book: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = Path(shutil.copy(kept_book, tmp_path / "a.book"))
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 8, 64))):
        begin = chance.randrange(100, len(content) - 64)
        content[begin : begin + chance.choice((1, 16, 64))] = chance.randbytes(16)
    path.write_bytes(content)
    try:
        use(path)
    except EntregentError:
        return


@pytest.mark.parametrize("kept", [0.01, 0.3, 0.7, 0.99])
def test_a_cut_book_ends_in_a_sentence(kept_book: Path, tmp_path: Path, kept: float) -> None:
    content = kept_book.read_bytes()
    path = tmp_path / "a.book"
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(BookError):
        use(path)


def test_zeroed_pages_are_found(kept_book: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(kept_book, tmp_path / "a.book"))
    content = bytearray(path.read_bytes())
    content[8192 : len(content) // 2] = bytes(len(content) // 2 - 8192)
    path.write_bytes(content)
    with pytest.raises((BrokenBookError, ForeignBookError)):
        use(path)


def test_a_backup_made_during_an_import_is_sound(book: Book, tmp_path: Path) -> None:
    from tests.cast import PAULE, exchange, write_mbox

    more = write_mbox(tmp_path / "more.mbox", exchange(PAULE, range(0, 90, 3)))
    made: list[str] = []

    def while_reading(beat: object) -> None:
        if not made:
            with Book.open(book.path, now=NOW) as other:
                made.append(other.backup(tmp_path / "mid.backup").digest)

    book.import_paths([str(more)], progress=while_reading)
    with Book.open(tmp_path / "mid.backup", now=NOW) as copy:
        assert copy.digest() == made[0]
        assert not [one for one in copy.doctor() if one.state == "bad"]
        copy.import_paths([str(more)])
        assert copy.digest() == book.digest()


def test_two_processes_worth_of_connections_see_each_others_words(book: Book) -> None:
    with Book.open(book.path, now=NOW) as other:
        book.note(MARIE.mail, "d’ici")
        other.note(MARIE.mail, "de là")
        assert seen(book) == seen(other)
        assert {one.text for one in book.person(MARIE.mail).notes} == {"d’ici", "de là"}
