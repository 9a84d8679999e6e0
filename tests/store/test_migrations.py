"""Migrations: a kept book of each released version opens, whole, after a backup."""

from pathlib import Path

import apsw
import pytest
from tests.cast import INES, LUC, MARIE, NOW, ordinary

from entregent.app.book import Book
from entregent.store import connection as connection_module
from entregent.store.migrations import MIGRATIONS, SCHEMA_VERSION

BOOKS = Path(__file__).parent / "books"


def build(dump: Path, path: Path) -> Path:
    """A book from its SQL dump."""
    raw = apsw.Connection(str(path))
    raw.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    raw.execute(dump.read_text(encoding="utf-8"))
    raw.close()
    return path


@pytest.mark.parametrize("dump", sorted(BOOKS.glob("v*.sql")), ids=lambda dump: dump.stem)
def test_a_kept_book_of_every_version_opens_whole(tmp_path: Path, dump: Path) -> None:
    with Book.open(build(dump, tmp_path / "old.book"), now=NOW) as book:
        assert book._inner.connection.value("PRAGMA user_version") == SCHEMA_VERSION
        assert {line.name for line in book.people()} == {MARIE.name, LUC.name, INES.name}
        assert book.person(MARIE.mail).notes[0].text == "Aime la voile"
        assert book.person(LUC.mail).line.level == "valued"
        assert sum(line.interactions for line in book.imports()) == len(ordinary())
        assert [one for one in book.doctor() if one.state == "bad" and "permissions" not in one.reason.signal] == []
        assert book.today().suggestions
        assert book.people("voile")


def test_every_released_version_has_its_kept_book() -> None:
    assert {dump.stem for dump in BOOKS.glob("v*.sql")} == {f"v{number}" for number in MIGRATIONS}


def test_before_a_migration_a_backup_is_made(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a migration of the next version made up here."""
    digest, path = book.digest(), book.path
    book.close()
    monkeypatch.setattr(connection_module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(
        connection_module, "MIGRATIONS", {**MIGRATIONS, SCHEMA_VERSION + 1: "CREATE TABLE extra (x INTEGER) STRICT"}
    )
    with Book.open(path, now=NOW) as migrated:
        assert migrated.digest() == digest
        assert migrated._inner.connection.value("PRAGMA user_version") == SCHEMA_VERSION + 1
    backup = path.with_name(f"{path.name}.before-v{SCHEMA_VERSION + 1}")
    monkeypatch.undo()
    with Book.open(backup, now=NOW) as old:
        assert old.digest() == digest


def test_a_migration_that_fails_leaves_the_old_book(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    digest, path = book.digest(), book.path
    book.close()
    broken = {**MIGRATIONS, SCHEMA_VERSION + 1: "CREATE TABLE extra (x INTEGER) STRICT; SELECT no_such_function()"}
    with monkeypatch.context() as patched:
        patched.setattr(connection_module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        patched.setattr(connection_module, "MIGRATIONS", broken)
        with pytest.raises(apsw.SQLError):
            Book.open(path, now=NOW)
    with Book.open(path, now=NOW) as still:
        assert still.digest() == digest
        assert still._inner.connection.value("SELECT count(*) FROM sqlite_master WHERE name = 'extra'") == 0
