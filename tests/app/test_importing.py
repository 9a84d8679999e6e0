"""Importing: twice, in halves, in any order and shape gives the same book; one at a time; nothing half done."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import (
    INES,
    LUC,
    LUC_AT_WORK,
    MARIE,
    PAULE,
    SOLENE,
    START,
    Letter,
    card,
    count_rows,
    exchange,
    filled,
    import_all,
    letter,
    new_book,
    ordinary,
    seen,
    ties_of,
    write_both_ways,
    write_cards,
    write_emls,
    write_maildir,
    write_mbox,
    write_meeting,
)

from entregent.app import importing
from entregent.app.book import Book
from entregent.app.views import ImportProgress
from entregent.model.errors import ImportRunningError, MissingPathError, UnreadablePathError
from entregent.readers.frames import Batch, Began, Frame
from entregent.readers.harness import read_paths

FEW = [*exchange(MARIE, (0, 30, 60)), *exchange(LUC, (2, 20)), letter(70, INES, (SOLENE, LUC), "Trois", cc=(MARIE,))]


def book_of(folder: Path, *paths: Path) -> tuple[str, list[tuple[object, ...]]]:
    """The digest and the parts of a new book that imports these paths one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    with new_book(folder / "one.book") as book:
        for path in paths:
            import_all(book, path)
        return book.digest(), ties_of(book.path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[tuple[object, ...]]]:
    """What a book of FEW says, imported at once."""
    folder = tmp_path_factory.mktemp("whole")
    return book_of(folder, write_mbox(folder / "all.mbox", FEW))


# ── the same evidence gives the same book ─────────────────────────────────────────────────────────────────────────


def test_importing_twice_changes_nothing(book: Book, exports: Path) -> None:
    before = seen(book)
    report = import_all(book, exports).imports()
    assert seen(book) == before
    assert [line.state for line in report] == ["done"]


def test_the_second_import_knows_everything(book: Book, exports: Path) -> None:
    report = book.import_paths([str(exports)])
    assert (report.new, report.known) == (0, len(ordinary()))
    assert {source.state for source in report.sources} == {"known"}


def test_the_first_import_counts_what_is_new(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    write_mbox(tmp_path / "mail" / "a.mbox", FEW)
    write_cards(tmp_path / "mail" / "a.vcf", [card(MARIE)])
    with new_book(tmp_path / "a.book") as book:
        report = book.import_paths([str(tmp_path / "mail")], me=[SOLENE.mail])
    assert (report.interactions, report.records, report.new, report.known) == (len(FEW), 1, len(FEW) + 1, 0)
    assert report.people == 3


def test_the_shape_of_the_mail_does_not_matter(tmp_path: Path, whole: tuple[str, list[tuple[object, ...]]]) -> None:
    assert book_of(tmp_path / "maildir", write_maildir(tmp_path / "in" / "Maildir", FEW)) == whole
    assert book_of(tmp_path / "eml", write_emls(tmp_path / "in" / "eml", FEW)) == whole


def test_a_folder_is_its_files(tmp_path: Path) -> None:
    exports = write_both_ways(tmp_path / "exports", FEW)
    files = sorted(exports.iterdir())
    assert book_of(tmp_path / "folder", exports) == book_of(tmp_path / "files", *reversed(files))


def test_halves_and_overlapping_halves_make_the_whole(
    tmp_path: Path, whole: tuple[str, list[tuple[object, ...]]]
) -> None:
    first, second = write_mbox(tmp_path / "1.mbox", FEW[:6]), write_mbox(tmp_path / "2.mbox", FEW[4:])
    assert book_of(tmp_path / "forth", first, second) == whole
    assert book_of(tmp_path / "back", second, first, second) == whole


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), pieces=st.integers(1, 3))
def test_any_split_in_any_order_gives_the_same_book(
    tmp_path_factory: pytest.TempPathFactory,
    whole: tuple[str, list[tuple[object, ...]]],
    seed: int,
    pieces: int,
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("split")
    split: list[list[Letter]] = [[] for _ in range(pieces)]
    for one in chance.sample(FEW, len(FEW)):
        for piece in chance.sample(split, chance.choice((1, 1, min(2, pieces)))):
            piece.append(one)
    writers = (write_mbox, write_maildir, write_emls)
    paths = [chance.choice(writers)(folder / f"part-{n}", piece) for n, piece in enumerate(split) if piece]
    assert book_of(folder, *paths) == whole


def test_without_the_key_on_events_the_check_would_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: tuple[str, list[tuple[object, ...]]]
) -> None:
    """The control: if each reading gave its events other numbers, the book would be found out."""
    shift = iter(range(0, 10**9, 1000))

    def numbered_anew(*arguments: Any, **more: Any) -> Iterator[Frame]:
        by = next(shift)
        for frame in read_paths(*arguments, **more):
            if isinstance(frame, Batch):
                yield frame._replace(interactions=[(row[0] + by, *row[1:]) for row in frame.interactions])
            else:
                yield frame

    monkeypatch.setattr(importing, "read_paths", numbered_anew)
    path = write_mbox(tmp_path / "all.mbox", FEW)
    assert book_of(tmp_path / "b", path, write_maildir(tmp_path / "m", FEW)) != whole


def test_a_blind_copy_counts_whichever_copy_comes_first(tmp_path: Path) -> None:
    sent = letter(1, SOLENE, MARIE, "Surprise", bcc=(LUC,))
    got = sent._replace(bcc=(), subject="SURPRISE")
    mine, hers = write_mbox(tmp_path / "Sent.mbox", [sent]), write_mbox(tmp_path / "Inbox.mbox", [got])
    assert book_of(tmp_path / "a", mine, hers) == book_of(tmp_path / "b", hers, mine)


def test_names_beside_an_address_add_up_in_any_order(tmp_path: Path) -> None:
    one = letter(1, MARIE, SOLENE, "Bonjour")
    other = one._replace(sender=MARIE._replace(name="M. Tremblay"))
    first, second = write_mbox(tmp_path / "1.mbox", [one]), write_mbox(tmp_path / "2.mbox", [other])
    assert book_of(tmp_path / "a", first, second) == book_of(tmp_path / "b", second, first)


def test_sent_copies_in_several_folders_count_once(tmp_path: Path) -> None:
    folder = write_both_ways(tmp_path / "mail", FEW)
    write_mbox(folder / "Sent Items.mbox", [one for one in FEW if one.sender == SOLENE])
    write_maildir(folder / "Archive", FEW)
    with new_book(tmp_path / "a.book") as book:
        report = import_all(book, folder).import_paths([str(folder)])
        assert book.person(MARIE.mail).line.interactions == 6
    assert report.new == 0


# ── known, changed, newer ─────────────────────────────────────────────────────────────────────────────────────────


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    folder = write_both_ways(tmp_path / "mail", FEW)
    with import_all(new_book(tmp_path / "a.book"), folder) as book:
        write_mbox(
            folder / "Inbox.mbox", [*(one for one in FEW if one.sender != SOLENE), letter(90, PAULE, SOLENE, "!")]
        )
        report = book.refresh()
        states = {Path(source.path).name: source.state for source in report.sources}
        assert states == {"Inbox.mbox": "read", "Sent.mbox": "known"}
        assert (report.new, book.person(PAULE.mail).line.interactions) == (1, 1)
        assert book.imports()[0].interactions == len(FEW) + 1


def test_a_newer_reader_reads_again_and_doubles_nothing(
    book: Book, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newer(*arguments: Any, **more: Any) -> Iterator[Frame]:
        """The child's frames, as readers of the next version would send them: they know of no document."""
        for frame in read_paths(*arguments, **{**more, "known": {}}):
            yield frame._replace(version=frame.version + 1) if isinstance(frame, Began) else frame

    before, parts = seen(book), ties_of(book.path)
    monkeypatch.setattr(importing, "read_paths", newer)
    report = book.import_paths([str(exports)])
    assert {source.state for source in report.sources} == {"read"}
    assert (report.new, report.known) == (0, len(ordinary()))
    assert (seen(book), ties_of(book.path)) == (before, parts)
    assert book.imports()[0].interactions == len(ordinary())


def test_refresh_tells_of_a_path_that_is_gone(book: Book, tmp_path: Path) -> None:
    extra = write_mbox(tmp_path / "extra.mbox", [letter(80, PAULE, SOLENE, "Salut")])
    import_all(book, extra)
    extra.unlink()
    report = book.refresh()
    assert [problem.reason.signal for problem in report.problems] == ["missing-path"]
    assert [line.present for line in book.imports()] == [True, False]
    assert book.person(PAULE.mail).line.interactions == 1


def test_problems_are_counted_and_named(tmp_path: Path) -> None:
    broken = letter(1, MARIE, SOLENE, "Sans date").text.replace("Date: ", "Date: jamais\nX-Was: ")
    path = tmp_path / "odd.mbox"
    path.write_text(f"From x@y.example Mon Jan  6 15:00:00 2025\n{broken}")
    with new_book(tmp_path / "a.book") as book:
        report = book.import_paths([str(path)])
        again = book.import_paths([str(path)])
        assert again.sources[0].problems == book.imports()[0].problems == 1
    assert report.problem_count == len(report.problems) == 1
    assert (report.problems[0].reason.signal, report.problems[0].lost) == ("broken-date", False)


# ── whose book ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sent_folder_tells_the_owner(tmp_path: Path) -> None:
    with filled(tmp_path / "a.book", FEW, me=False) as book:
        assert book.owner_handles() == [SOLENE.mail]
        assert book.person(MARIE.mail).balance.out == 3


def test_deliveries_tell_the_owner(tmp_path: Path) -> None:
    got = [one._replace(extra=f"Delivered-To: {SOLENE.mail}") for one in FEW if one.sender != SOLENE]
    with new_book(tmp_path / "a.book") as book:
        book.import_paths([str(write_mbox(tmp_path / "box.mbox", got))])
        assert book.owner_handles() == [SOLENE.mail]


def test_whoever_is_in_most_of_the_mail_owns_it(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.book") as book:
        book.import_paths([str(write_mbox(tmp_path / "box.mbox", ordinary()))])
        assert book.owner_handles() == [SOLENE.mail]


def test_me_settles_it(tmp_path: Path) -> None:
    with new_book(tmp_path / "a.book") as book:
        path = write_mbox(tmp_path / "box.mbox", FEW[:2])
        report = book.import_paths([str(path)], me=[SOLENE.mail])
        assert [(one.handle, one.reasons[0].signal) for one in report.owner] == [(SOLENE.mail, "owner-stated")]


def test_owner_and_its_undo_turn_directions(book: Book) -> None:
    before, parts = seen(book), ties_of(book.path)
    book.owner(MARIE.mail)
    assert MARIE.mail in book.owner_handles()
    assert ("mail", MARIE.mail) not in {row[:2] for row in ties_of(book.path)}
    book.undo()
    assert (seen(book), ties_of(book.path)) == (before, parts)


def test_dropping_an_owner_handle_and_taking_it_back(tmp_path: Path) -> None:
    with filled(tmp_path / "a.book") as book:
        before, parts = seen(book), ties_of(book.path)
        book.owner(SOLENE.mail, drop=True)
        assert book.owner_handles() == []
        book.undo()
        assert (seen(book), ties_of(book.path)) == (before, parts)


def test_me_given_later_turns_what_was_read_before(tmp_path: Path) -> None:
    path, other = write_mbox(tmp_path / "a.mbox", FEW), write_mbox(tmp_path / "b.mbox", [letter(99, PAULE, MARIE, "x")])
    with new_book(tmp_path / "a.book") as book:
        book.import_paths([str(path)], me=[LUC.mail])
        book.owner(LUC.mail, drop=True)
        book.import_paths([str(other)], me=[SOLENE.mail])
        late = ties_of(book.path)
    with new_book(tmp_path / "b.book") as book:
        book.import_paths([str(path), str(other)], me=[SOLENE.mail])
        assert ties_of(book.path) == late


# ── one at a time, and none half done ─────────────────────────────────────────────────────────────────────────────


def test_a_rehearsal_leaves_the_book_untouched(book: Book, tmp_path: Path) -> None:
    before, rows = seen(book), count_rows(book.path, "import")
    report = book.import_paths([str(write_mbox(tmp_path / "new.mbox", [letter(90, PAULE, SOLENE, "!")]))], dry_run=True)
    assert (report.dry_run, report.new) == (True, 1)
    assert (seen(book), count_rows(book.path, "import")) == (before, rows)


def test_a_missing_path_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        book.import_paths([str(tmp_path / "nowhere")])
    assert [line.state for line in book.imports()] == ["done"]


def test_an_unreadable_path_is_refused(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_mbox(tmp_path / "closed.mbox", FEW)
    if os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may read anything
    path.chmod(0)
    with pytest.raises(UnreadablePathError):
        book.import_paths([str(path)])


@pytest.fixture
def somebody() -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that lives."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def lease(book: Book, pid: int, beat_at: int) -> None:
    """A job that another process of this machine holds."""
    import socket

    raw = apsw.Connection(str(book.path))
    raw.execute(
        "INSERT INTO job (state, holder, started_at, beat_at, cursor, counts) VALUES ('running', ?, ?, ?, '', '{}')",
        (f"{socket.gethostname()}:{pid}", beat_at, beat_at),
    )
    raw.close()


def test_a_second_import_is_told_of_the_first(book: Book, exports: Path, somebody: "subprocess.Popen[bytes]") -> None:
    import time

    lease(book, somebody.pid, int(time.time()))
    with pytest.raises(ImportRunningError):
        book.import_paths([str(exports)])


def test_a_dead_jobs_lease_is_taken_over(book: Book, exports: Path, somebody: "subprocess.Popen[bytes]") -> None:
    import time

    lease(book, somebody.pid, int(time.time()))
    somebody.send_signal(signal.SIGKILL)
    somebody.wait()
    assert not book.import_paths([str(exports)]).interrupted


def test_a_lease_whose_heart_stopped_is_taken_over(
    book: Book, exports: Path, somebody: "subprocess.Popen[bytes]"
) -> None:
    import time

    lease(book, somebody.pid, int(time.time()) - importing.LEASE_SECONDS - 1)
    assert not book.import_paths([str(exports)]).interrupted


# ── taking an import away ─────────────────────────────────────────────────────────────────────────────────────────


def remove(book: Book, path: Path) -> None:
    """Take away the import of a path."""
    book.remove_import(next(line.id for line in book.imports() if line.path == str(path)))


def test_removing_an_import_leaves_what_others_claim(book: Book, tmp_path: Path) -> None:
    before, parts = seen(book), ties_of(book.path)
    extra = write_mbox(tmp_path / "extra.mbox", [*ordinary()[:10], *exchange(PAULE, (7, 9))])
    import_all(book, extra)
    assert book.person(PAULE.mail).line.interactions == 4
    remove(book, extra)
    assert ties_of(book.path) == parts
    assert seen(book) == before


def test_the_other_half_stays_whichever_goes(tmp_path: Path) -> None:
    first, second = write_mbox(tmp_path / "1.mbox", FEW[:7]), write_mbox(tmp_path / "2.mbox", FEW[3:])
    with import_all(new_book(tmp_path / "a.book"), first, second) as book:
        remove(book, first)
        left = book.digest(), ties_of(book.path)
    assert left == book_of(tmp_path / "b", second)


def test_removing_the_last_import_leaves_the_owners_words(book: Book) -> None:
    book.note(MARIE.mail, "Aime la voile")
    book.log([LUC.mail], channel="call", outcome="talked", at="2026-01-05")
    removal = book.remove_import(book.imports()[0].id)
    assert removal.interactions == len(ordinary())
    assert book.person(MARIE.mail).notes[0].text == "Aime la voile"
    assert [(one.channel, one.outcome) for one in book.person(LUC.mail).timeline] == [("call", "talked")]
    assert {one.handles for one in book.people()} == {(MARIE.mail,), (LUC.mail,)}


def test_the_owner_survives_the_removal_of_one_import(tmp_path: Path) -> None:
    first, second = write_mbox(tmp_path / "1.mbox", ordinary()), write_mbox(tmp_path / "2.mbox", FEW)
    with new_book(tmp_path / "a.book") as book:
        book.import_paths([str(first)])
        alone = book.digest(), ties_of(book.path), book.owner_handles()
        book.import_paths([str(second)])
        remove(book, second)
        assert (book.digest(), ties_of(book.path), book.owner_handles()) == alone


def test_cards_go_with_their_import_and_come_back(tmp_path: Path, book: Book) -> None:
    before = seen(book)
    cards = write_cards(tmp_path / "a.vcf", [card(MARIE, "BDAY:--05-17", "TEL:+15145550123"), card(PAULE)])
    import_all(book, cards)
    assert book.person(MARIE.mail).birthday == "--05-17"
    remove(book, cards)
    assert seen(book) == before


def test_a_meeting_read_twice_is_one(tmp_path: Path) -> None:
    ics = write_meeting(tmp_path / "a.ics", START, [MARIE], "Café")
    copy = shutil.copy(ics, tmp_path / "copy.ics")
    with import_all(new_book(tmp_path / "a.book"), ics, Path(copy)) as book:
        assert book.person(MARIE.mail).line.interactions == 1
        assert book.person(MARIE.mail).last_met == "Café"


def test_two_addresses_of_one_person_are_joined_by_a_card(tmp_path: Path) -> None:
    mail = write_mbox(tmp_path / "a.mbox", [*exchange(LUC, (0, 9)), *exchange(LUC_AT_WORK, (20,))])
    cards = write_cards(tmp_path / "a.vcf", [card(LUC, f"EMAIL:{LUC_AT_WORK.mail}")])
    digests = [book_of(tmp_path / str(n), *order)[0] for n, order in enumerate(((mail, cards), (cards, mail)))]
    assert digests[0] == digests[1]
    with import_all(new_book(tmp_path / "b.book"), mail, cards) as book:
        assert book.person(LUC.mail).line.interactions == 6
        assert book.person(LUC.mail).line.id == book.person(LUC_AT_WORK.mail).line.id


def test_progress_tells_how_far_a_document_is_read(tmp_path: Path) -> None:
    beats: list[ImportProgress] = []
    with new_book(tmp_path / "solene.book") as book:
        book.import_paths([str(write_mbox(tmp_path / "a.mbox", FEW))], progress=beats.append)
    reached = [beat.bytes_done for beat in beats]
    assert reached[-1] > 0
    assert reached == sorted(reached)
