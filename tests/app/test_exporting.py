"""Exports, backups and their return: whole, private, and nothing lost on the way."""

import csv
import json
import stat
from pathlib import Path

import pytest
from tests.cast import INES, LUC, MARIE, NOW, SOLENE, card, import_all, new_book, ordinary, seen, write_cards

from entregent.app.book import Book
from entregent.model.errors import BookError, ForeignBookError, FullDiskError


def mode_of(path: Path) -> int:
    """Permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_an_export_holds_everything_and_is_private(book: Book, tmp_path: Path) -> None:
    book.note(MARIE.mail, "Aime la voile")
    report = book.export(tmp_path / "out")
    people = json.loads((tmp_path / "out" / "people.json").read_text())
    assert {"mail:" + one.mail for one in (MARIE, LUC, INES, SOLENE)} <= {h for one in people for h in one["handles"]}
    assert "Aime la voile" in json.dumps(people, ensure_ascii=False)
    assert dict(report.files)["interactions.json"] == len(ordinary())
    assert {mode_of(path) for path in (tmp_path / "out").iterdir()} == {0o600}
    assert mode_of(tmp_path / "out") == 0o700


def test_exported_cards_are_read_back(book: Book, tmp_path: Path) -> None:
    book.edit(MARIE.mail, birthday="1980-05-17", organisation="Atelier")
    book.export(tmp_path / "out")
    with new_book(tmp_path / "b.book") as other:
        other.import_paths([str(tmp_path / "out" / "people.vcf")])
        page = other.person(MARIE.mail)
        assert (page.line.name, page.birthday, page.organisation) == (MARIE.name, "1980-05-17", "Atelier")


def test_exported_tables_hold_no_formula(book: Book, tmp_path: Path) -> None:
    book.edit(MARIE.mail, name="=HYPERLINK(A1)", organisation="+cmd")
    book.export(tmp_path / "out")
    with (tmp_path / "out" / "people.csv").open(newline="", encoding="utf-8-sig") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_an_export_to_a_full_disk_is_told(book: Book) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    folder = book.path.parent / "out"
    folder.mkdir()
    (folder / "people.json").symlink_to("/dev/full")
    with pytest.raises(FullDiskError):
        book.export(folder)


def test_a_backup_says_the_same_and_is_private(book: Book, tmp_path: Path) -> None:
    report = book.backup(tmp_path / "kept.backup")
    assert report.digest == book.digest()
    assert mode_of(tmp_path / "kept.backup") == 0o600
    with Book.open(tmp_path / "kept.backup", now=NOW) as copy:
        assert seen(copy) == seen(book)


def test_a_backup_beside_the_book_bears_the_day(book: Book) -> None:
    assert Path(book.backup().path).name == "solene-2026-03-02.backup"
    assert "doctor-backup" in {one.reason.signal for one in book.doctor()}


def test_a_restore_keeps_the_standing_book_beside(book: Book, tmp_path: Path) -> None:
    kept = book.backup(tmp_path / "kept.backup")
    book.note(MARIE.mail, "après")
    after = book.digest()
    path = book.path
    book.close()
    assert Book.restore(Path(kept.path), path, now=NOW).digest == kept.digest
    with Book.open(path, now=NOW) as back, Book.open(path.with_name("solene.book.before-restore"), now=NOW) as old:
        assert (back.digest(), old.digest()) == (kept.digest, after)
    assert mode_of(path) == 0o600


def test_a_restore_over_a_damaged_book_keeps_the_damaged_file(book: Book, tmp_path: Path) -> None:
    kept = book.backup(tmp_path / "kept.backup")
    path = book.path
    book.close()
    path.write_bytes(b"smashed" * 1000)
    Book.restore(Path(kept.path), path, now=NOW)
    with Book.open(path, now=NOW) as back:
        assert back.digest() == kept.digest
    assert path.with_name("solene.book.before-restore").read_bytes().startswith(b"smashed")


def test_what_is_no_backup_is_not_restored(book: Book, tmp_path: Path) -> None:
    false = tmp_path / "false.backup"
    false.write_bytes(b"nothing of the kind")
    before = seen(book)
    with pytest.raises(BookError):
        Book.restore(false, book.path, now=NOW)
    assert seen(book) == before
    assert not list(tmp_path.glob("*.before-restore"))


def test_a_foreign_file_is_not_restored(book: Book, tmp_path: Path) -> None:
    import apsw

    foreign = tmp_path / "other.db"
    raw = apsw.Connection(str(foreign))
    raw.execute("CREATE TABLE mine (x)")
    raw.close()
    with pytest.raises(ForeignBookError):
        Book.restore(foreign, book.path, now=NOW)


def test_a_book_and_its_export_name_no_one_by_number(book: Book, tmp_path: Path) -> None:
    """Two books that met their people in another order say the same."""
    cards = write_cards(tmp_path / "a.vcf", [card(MARIE), card(LUC)])
    turned = write_cards(tmp_path / "b.vcf", [card(LUC), card(MARIE)])
    digests = set()
    for number, path in enumerate((cards, turned)):
        with import_all(new_book(tmp_path / f"{number}.book"), path) as other:
            digests.add(other.digest())
    assert len(digests) == 1
