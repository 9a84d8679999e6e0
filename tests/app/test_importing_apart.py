"""Importing in a process of its own, and exports that were dropped: the same book, whatever happens on the way."""

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import MARIE, NOW, PAULE, SOLENE, card, exchange, new_book, ordinary, seen, write_cards, write_mbox

from entregent.app import dropping, importing_apart
from entregent.app.book import Book
from entregent.app.importing_apart import Apart, Ended, Order
from entregent.app.shapes import import_shape, progress_shape
from entregent.app.views import ImportProgress
from entregent.model.errors import EntregentError, ImportRunningError, MissingPathError
from entregent.model.judgement import reason

LONG = [*exchange(MARIE, range(3_000)), *exchange(PAULE, range(0, 3_000, 2))]
"""Long enough to be stopped on the way."""


def told_by(book: Path, *paths: Path, stop_at: Callable[[ImportProgress], bool] = lambda _: False) -> Ended:
    """How an import apart into this book ended."""
    apart = Apart(Order(str(book), NOW, tuple(map(str, paths)), (SOLENE.mail,)))
    for event in apart.events():
        if isinstance(event, Ended):
            return event
        if stop_at(event):
            apart.stop()
    raise AssertionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new book, closed."""
    new_book(tmp_path / "a.book").close()
    return tmp_path / "a.book"


def digest(path: Path) -> str:
    with Book.open(path, now=NOW) as book:
        return book.digest()


# ── the process ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_import_apart_gives_the_book_that_an_import_here_gives(path: Path, tmp_path: Path) -> None:
    letters = write_mbox(tmp_path / "all.mbox", ordinary())
    assert told_by(path, letters).how == "done"
    with new_book(tmp_path / "b.book") as here:
        here.import_paths([str(letters)], me=[SOLENE.mail])
        assert here.digest() == digest(path)


def test_its_report_comes_over_whole(book: Book, exports: Path, tmp_path: Path) -> None:
    (tmp_path / "torn.mbox").write_text("From x@y.example Mon Jan 6 15:00:00 2025\nno header at all\n")
    report = book.import_paths([str(exports), str(tmp_path)], signals=True)
    again = importing_apart.report_from(import_shape(report))
    assert again == report._replace(seconds=round(report.seconds, 3))


def test_a_beat_comes_over_whole() -> None:
    now = ImportProgress("reading", "a.mbox", 1, 2, 3, 4, "mail_mbox", reason("looks-like-mbox"))
    assert importing_apart.progress_from(progress_shape(now)) == now


def test_a_stopped_import_goes_on_to_the_same_book(path: Path, tmp_path: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    assert told_by(path, letters, stop_at=lambda _: True).how == "interrupted"
    assert told_by(path, letters).how == "done"
    new_book(tmp_path / "b.book").close()
    told_by(tmp_path / "b.book", letters)
    assert digest(path) == digest(tmp_path / "b.book")


def test_what_it_refuses_is_the_error_it_met(path: Path, tmp_path: Path) -> None:
    ended = told_by(path, tmp_path / "nowhere")
    assert isinstance(ended.error, MissingPathError)
    assert ended.error.facts["path"] == str(tmp_path / "nowhere")


def test_a_second_import_is_told_of_the_first(path: Path, tmp_path: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    first = Apart(Order(str(path), NOW, (str(letters),)))
    events = first.events()
    next(events)
    with Book.open(path, now=NOW) as book:
        running = book.running_import()
        assert running is not None
    second = told_by(path, letters)
    first.stop()
    assert isinstance(second.error, ImportRunningError)
    assert next(event for event in events if isinstance(event, Ended)).how == "interrupted"


def test_a_killed_import_is_told_and_leaves_nothing_running(path: Path, tmp_path: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    apart = Apart(Order(str(path), NOW, (str(letters),)))
    events = apart.events()
    next(events)
    apart._process.kill()
    assert [event for event in events if isinstance(event, Ended)] == [Ended("broken")]
    with Book.open(path, now=NOW) as book:
        assert book.running_import() is None


def test_an_unknown_error_is_still_an_error() -> None:
    assert type(importing_apart.error_from("unheard-of", {"path": "x"})) is EntregentError


# ── names from outside ────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(max_size=400))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    parts = dropping.clean(name)
    assert parts
    assert all(part not in ("", ".", "..") and "/" not in part and "\0" not in part for part in parts)
    assert all(len(os.fsencode(part)) <= 200 for part in parts)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "_/_/etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\me\\mail.mbox", "C:/Users/me/mail.mbox"),
        ("a/./b//c", "a/b/c"),
        ("", "_"),
        ("\u202egpj.exe", "_gpj.exe"),
        ("1700.host:2,S", "1700.host:2,S"),
        ("x" * 300 + ".mbox", "x" * 155 + ".mbox"),
        ("/".join("d" * 60), "/".join("d" * 24)),
    ],
)
def test_a_name_is_cleaned(name: str, kept: str) -> None:
    assert "/".join(dropping.clean(name)) == kept


@given(st.lists(st.text(alphabet="ab./", max_size=8), max_size=12))
def test_every_file_has_a_place_of_its_own(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    drop = dropping.Drop(tmp_path_factory.mktemp("drop") / "a.book")
    for number, name in enumerate(names):
        file = drop.open(name)
        file.write(str(number).encode())
        file.keep()
    held = sorted(int(path.read_text()) for path in drop.folder.rglob("*") if path.is_file())
    assert held == list(range(len(names)))


# ── what was dropped ──────────────────────────────────────────────────────────────────────────────────────────────


def dropped(book: Path, *files: Path, under: str = "") -> list[Path]:
    """Drop these files; the paths to import."""
    drop = dropping.Drop(book)
    for file in files:
        coming = drop.open(under + file.name)
        coming.write(file.read_bytes())
        coming.keep()
    return [Path(path) for path in drop.settle()]


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A file of cards, elsewhere than the book."""
    return write_cards(tmp_path / "elsewhere" / "contacts.vcf", [card(MARIE), card(PAULE)])


def test_the_same_drop_has_the_same_path_and_only_the_owner_may_look(path: Path, cards: Path) -> None:
    (first,) = dropped(path, cards)
    assert (first.name, first.parent.parent) == ("contacts.vcf", dropping.folder_of(path))
    assert [stat.S_IMODE(one.stat().st_mode) for one in (first, first.parent, first.parent.parent)] == [
        0o600,
        0o700,
        0o700,
    ]
    assert dropped(path, cards) == [first]


def test_the_same_drop_twice_changes_nothing(path: Path, cards: Path) -> None:
    told_by(path, *dropped(path, cards))
    with Book.open(path, now=NOW) as book:
        before = seen(book), book.imports()
    told_by(path, *dropped(path, cards))
    with Book.open(path, now=NOW) as book:
        assert (seen(book), book.imports()) == before


def test_what_was_dropped_is_known_by_its_name_and_goes_when_it_was_read(path: Path, cards: Path) -> None:
    (place,) = dropped(path, cards, under="Mes contacts/")
    report = told_by(path, place).report
    assert report is not None
    assert [source.path for source in report.sources] == ["Mes contacts/contacts.vcf"]
    assert not dropping.folder_of(path).exists()
    with Book.open(path, now=NOW) as book:
        assert [(line.name, line.dropped, line.state) for line in book.imports()] == [("Mes contacts", True, "done")]
        assert {line.source for line in book.person("Marie Tremblay").provenance} == {"Mes contacts/contacts.vcf"}
        assert book.refresh().problems == ()
        assert "doctor-import-gone" not in {finding.reason.signal for finding in book.doctor()}


def test_a_stopped_drop_is_kept_and_completed_by_a_refresh(path: Path, tmp_path: Path) -> None:
    (place,) = dropped(path, write_mbox(tmp_path / "long.mbox", LONG))
    told_by(path, place, stop_at=lambda _: True)
    assert place.exists()
    with Book.open(path, now=NOW) as book:
        assert book.refresh().interactions == len(LONG)
    assert not place.exists()


def test_what_nobody_took_up_for_a_week_goes(path: Path, cards: Path, tmp_path: Path) -> None:
    (place,) = dropped(path, cards)
    waiting = dropping.Drop(path)
    old = time.time() - dropping.KEPT_SECONDS - 60
    os.utime(place.parent, (old, old))
    told_by(path, write_mbox(tmp_path / "few.mbox", ordinary()))
    assert not place.exists()
    assert waiting.folder.exists()


def test_many_loose_files_are_one_import(path: Path, tmp_path: Path) -> None:
    files = [write_cards(tmp_path / f"{number:02}.vcf", [card(MARIE)]) for number in range(20)]
    (place,) = dropped(path, *files)
    assert place.name == "00.vcf +19"
    assert len(list(place.iterdir())) == 20


def test_only_what_was_dropped_for_this_book_is_ever_removed(path: Path, tmp_path: Path) -> None:
    mine = tmp_path / "x.dropped" / ("a" * 24) / "mail.mbox"
    write_mbox(mine, ordinary())
    assert dropping.is_dropped(str(mine))
    told_by(path, mine)
    assert mine.exists()


def test_a_full_disk_is_refused_beforehand_and_on_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drop = dropping.Drop(path)
    file = drop.open("a.mbox")
    monkeypatch.setattr(dropping, "room_beside", lambda _: 1_000)
    with pytest.raises(dropping.NoRoomError):
        dropping.check_room(path, 1_001)
    with pytest.raises(dropping.NoRoomError):
        file.write(b"x" * 100)
    assert list(drop.folder.iterdir()) == []
