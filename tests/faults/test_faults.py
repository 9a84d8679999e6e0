"""What goes wrong outside: killed, interrupted, no room, no right to write, two at once. Nothing said is lost."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from tests.cast import (
    INES,
    LUC,
    MARIE,
    NOW,
    PAULE,
    SOLENE,
    Letter,
    exchange,
    filled,
    new_book,
    rows_of,
    ties_of,
    write_mbox,
)

from entregent.app.book import Book
from entregent.app.wording import complaint
from entregent.model.errors import FullDiskError, ReadOnlyBookError
from entregent.store.checks import integrity_problems

Whole = tuple[str, list[tuple[object, ...]], float]
"""A book's digest, its parts, and how long they took to read."""

ROOT = Path(__file__).resolve().parents[2]
IMPORTER = Path(__file__).with_name("importer.py")
CI_POINTS, NIGHT_POINTS = 5, 30


def many(count: int) -> list[Letter]:
    """So many letters among friends."""
    friends = (MARIE, LUC, INES, PAULE)
    found = [one for n in range(count // 2) for one in exchange(friends[n % 4], (n / 50,), f"Lettre {n}")]  # type: ignore[arg-type]
    return [one._replace(subject=f"{one.subject} {'très ' * 20}") for one in found]


@pytest.fixture(scope="module")
def mailbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mailbox that takes a while to read: 12,000 letters."""
    return write_mbox(tmp_path_factory.mktemp("mail") / "all.mbox", many(12_000))


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory, mailbox: Path) -> Whole:
    """What the book says when nothing goes wrong, and how long that takes."""
    with new_book(tmp_path_factory.mktemp("whole") / "a.book") as book:
        started = time.monotonic()
        book.import_paths([str(mailbox)], me=[SOLENE.mail])
        return book.digest(), ties_of(book.path), time.monotonic() - started


def start(book: Path, path: Path, *how: str) -> "subprocess.Popen[str]":
    """An importer at work on a book."""
    return subprocess.Popen(
        [sys.executable, str(IMPORTER), str(book), str(path), *how],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def outcome(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """What the importer said last."""
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    told: dict[str, Any] = json.loads(said.splitlines()[-1])
    return told


def is_sound(path: Path) -> None:
    """The book opens, and SQLite and we find nothing wrong with it."""
    with Book.open(path, now=NOW) as book:
        assert integrity_problems(book._inner.connection) == []
        book.today()
        book.people()


# ── killed ────────────────────────────────────────────────────────────────────────────────────────────────────────


def killed_at(book: Path, mailbox: Path, seconds: float) -> None:
    """Kill an import, child and all, so many seconds after its first batch."""
    process = start(book, mailbox)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def acknowledged(path: Path) -> int:
    """Interactions that the job's last commit told of."""
    counts = rows_of(path, "SELECT counts FROM job ORDER BY id DESC LIMIT 1")[0][0]
    return int(json.loads(str(counts)).get("new", 0))


def survives(folder: Path, mailbox: Path, whole: Whole, seed: int) -> None:
    """Kill −9 at a random point, perhaps twice; then nothing is lost and the same import completes the book."""
    chance = random.Random(seed)
    path = folder / f"{seed}.book"
    new_book(path).close()
    for _ in range(chance.choice((1, 2))):
        killed_at(path, mailbox, chance.random() * whole[2])
        is_sound(path)
        assert rows_of(path, "SELECT count(*) FROM event")[0][0] >= acknowledged(path)  # type: ignore[operator]
    with Book.open(path, now=NOW) as book:
        book.import_paths([str(mailbox)], me=[SOLENE.mail])
        assert (book.digest(), ties_of(path)) == whole[:2]


@pytest.mark.parametrize("seed", range(CI_POINTS))
def test_a_killed_import_loses_nothing_and_is_completed(
    tmp_path: Path, mailbox: Path, uninterrupted: Whole, seed: int
) -> None:
    survives(tmp_path, mailbox, uninterrupted, seed)


@pytest.mark.night
@pytest.mark.parametrize("seed", range(CI_POINTS, NIGHT_POINTS + CI_POINTS))
def test_thirty_killed_imports_lose_nothing(tmp_path: Path, mailbox: Path, uninterrupted: Whole, seed: int) -> None:
    survives(tmp_path, mailbox, uninterrupted, seed)


def test_without_one_transaction_a_batch_the_check_would_fail(tmp_path: Path, mailbox: Path) -> None:
    """The control: a book whose job counts run ahead of its events is found out."""
    path = tmp_path / "a.book"
    new_book(path).close()
    killed_at(path, mailbox, 0.0)
    raw = apsw.Connection(str(path))
    raw.execute("DELETE FROM event WHERE id IN (SELECT id FROM event LIMIT 1)")
    raw.close()
    with Book.open(path, now=NOW) as book:
        assert rows_of(book.path, "SELECT count(*) FROM event")[0][0] < acknowledged(path)  # type: ignore[operator]


def test_a_killed_guess_of_the_owner_is_put_right(tmp_path: Path) -> None:
    """The first batch of a mailbox lets guess its owner; a guess must not outlive the kill unknown."""
    from entregent.app import owning

    path = write_mbox(tmp_path / "box.mbox", many(1_200))
    with new_book(tmp_path / "whole.book") as book:
        book.import_paths([str(path)])
        whole = book.digest(), ties_of(book.path)
    with new_book(tmp_path / "cut.book") as book, pytest.MonkeyPatch.context() as patched:
        patched.setattr(owning, "settle", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            book.import_paths([str(path)])
    with Book.open(tmp_path / "cut.book", now=NOW) as book:
        book.import_paths([str(path)])
        assert (book.digest(), ties_of(book.path)) == whole


# ── interrupted ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_ctrl_c_keeps_what_was_read_and_says_so(tmp_path: Path, mailbox: Path, uninterrupted: Whole) -> None:
    path = tmp_path / "a.book"
    new_book(path).close()
    process = start(path, mailbox, "slow")
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    said = outcome(process)
    assert said["interrupted"]
    is_sound(path)
    assert rows_of(path, "SELECT count(*) FROM event") == [(said["new"],)]
    with Book.open(path, now=NOW) as book:
        assert [line.state for line in book.imports()] == ["interrupted"]
        assert book.people()
        book.import_paths([str(mailbox)], me=[SOLENE.mail])
        assert book.digest() == uninterrupted[0]


# ── no room ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("room", [300_000, 900_000, 2_000_000])
def test_a_full_disk_is_a_sentence_and_the_book_stays_sound(tmp_path: Path, mailbox: Path, room: int) -> None:
    path = tmp_path / "a.book"
    new_book(path).close()
    assert outcome(start(path, mailbox, f"room={room}")) == {"error": "full-disk"}
    assert "disk" in complaint(FullDiskError(path=str(path)))
    is_sound(path)


def test_room_made_again_completes_the_import(tmp_path: Path, mailbox: Path, uninterrupted: Whole) -> None:
    path = tmp_path / "a.book"
    new_book(path).close()
    outcome(start(path, mailbox, "room=1500000"))
    with Book.open(path, now=NOW) as book:
        book.import_paths([str(mailbox)], me=[SOLENE.mail])
        assert (book.digest(), ties_of(path)) == uninterrupted[:2]


def test_with_room_there_is_no_such_error(tmp_path: Path, mailbox: Path) -> None:
    """The control."""
    path = tmp_path / "a.book"
    new_book(path).close()
    assert "error" not in outcome(start(path, mailbox, "room=1000000000"))


def did(*command: str) -> bool:
    """Whether a command went well."""
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    if not did("mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)):
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_small_disk_that_fills_is_a_sentence_too(small_disk: Path, mailbox: Path) -> None:
    path = small_disk / "a.book"
    with new_book(path) as book, pytest.raises(FullDiskError):
        book.import_paths([str(mailbox)], me=[SOLENE.mail])
    is_sound(path)


# ── no right to write ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Path]:
    """A folder with a book in which nothing can be written: by its mode, or for root by a read-only bind."""
    place = tmp_path / "sealed"
    filled(place / "solene.book", exchange(MARIE, (0, 9))).close()
    if os.geteuid() != 0:
        (place / "solene.book").chmod(0o400)
        place.chmod(0o500)
        yield place
        place.chmod(0o700)
        return
    if not shutil.which("mount") or not did("mount", "--bind", str(place), str(place)):
        pytest.skip("root writes anywhere, and no read-only bind can be made here")
    try:
        if not did("mount", "-o", "remount,ro,bind", str(place)):
            pytest.skip("root writes anywhere, and no read-only bind can be made here")
        yield place
    finally:
        did("umount", "-l", str(place))


def test_a_folder_that_can_not_be_written_is_a_sentence(sealed: Path) -> None:
    before = (sealed / "solene.book").read_bytes()
    with pytest.raises(ReadOnlyBookError) as told, Book.open(sealed / "solene.book", now=NOW) as book:
        book.note(MARIE.mail, "x")
    assert "written" in complaint(told.value)
    with pytest.raises(ReadOnlyBookError):
        new_book(sealed / "other.book")
    assert (sealed / "solene.book").read_bytes() == before


def test_an_export_into_such_a_folder_is_a_sentence(sealed: Path, tmp_path: Path) -> None:
    with filled(tmp_path / "b.book", exchange(MARIE, (0, 9))) as book:
        for verb in (lambda: book.export(sealed / "out"), lambda: book.backup(sealed / "b.backup")):
            with pytest.raises(ReadOnlyBookError):
                verb()


# ── two at once ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_owners_words_go_in_while_an_import_runs(
    tmp_path: Path,
    mailbox: Path,
    record_property: Any,
) -> None:
    path = tmp_path / "a.book"
    filled(path, exchange(MARIE, (0, 9))).close()
    importer = start(path, mailbox)
    assert importer.stdout is not None
    importer.stdout.readline()
    writer = start(path, mailbox, "edits=40")
    told, imported = outcome(writer), outcome(importer)
    assert "error" not in told
    assert "error" not in imported
    record_property("p99_seconds", told["p99"])
    record_property("longest_seconds", told["longest"])
    with Book.open(path, now=NOW) as book:
        assert {one.text for one in book.person(MARIE.mail).notes} == set(told["said"])
        assert integrity_problems(book._inner.connection) == []
