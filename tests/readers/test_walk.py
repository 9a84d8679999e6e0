"""The walk: every document once, in one order, and nothing from outside."""

import gzip
import io
import mailbox
import os
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest

from entregent.model.record import Problem
from entregent.readers.base import Document
from entregent.readers.packed import Entering, Found, Rules
from entregent.readers.walk import walk

MESSAGE = (
    b"From: Ann <ann@example.org>\nTo: bob@example.org\nSubject: plums\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nhi\n"
)
MBOX = b"From ann@example.org Mon Jan  1 10:00:00 2024\n" + MESSAGE
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Archer\r\nEND:VCARD\r\n"


def write(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def documents(*paths: Path | str) -> list[Document]:
    return [step.document for step in walk([str(path) for path in paths]) if isinstance(step, Found)]


def problems(*paths: Path | str) -> list[tuple[str, str]]:
    return [(Path(s.path).name, s.code) for s in walk([str(path) for path in paths]) if isinstance(s, Problem)]


def content(document: Document) -> bytes:
    with document.open_stream() as stream:
        return stream.read()


def read_twice(path: Path) -> list[tuple[Document, bytes, bytes]]:
    """Each document with what it reads the first and the second time, while the walk stands at it."""
    found = (step.document for step in walk([str(path)]) if isinstance(step, Found))
    return [(document, content(document), content(document)) for document in found]


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def tarred(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as target:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            target.addfile(info, io.BytesIO(content))
    return path


def test_files_come_sorted_and_before_folders(tmp_path: Path) -> None:
    write(tmp_path, {"b.vcf": CARD, "a.vcf": CARD, "0/c.vcf": CARD, ".hidden.vcf": CARD, ".DS_Store": b"x"})
    assert [document.name for document in documents(tmp_path)] == ["a.vcf", "b.vcf", "c.vcf"]


def test_a_file_named_by_the_owner_is_marked(tmp_path: Path) -> None:
    write(tmp_path, {"a.vcf": CARD})
    assert [step.named for step in walk([str(tmp_path / "a.vcf"), str(tmp_path)]) if isinstance(step, Found)] == [
        True,
        False,
    ]


def test_a_document_reads_from_its_first_byte_as_often_as_asked(tmp_path: Path) -> None:
    write(tmp_path, {"a.vcf": CARD})
    (document,) = documents(tmp_path)
    assert document.head == CARD == content(document) == content(document)
    assert (document.size, document.folders) == (len(CARD), (tmp_path.name,))


def test_a_maildir_is_one_document_and_its_subfolders_others(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(MESSAGE)
    box.add_folder("Sent.2024").add(MESSAGE)
    (tmp_path / "box" / "cur" / "1:2,S").write_bytes(MESSAGE)
    first, second = documents(tmp_path / "box")
    assert first.entries is not None
    assert [Path(entry).parent.name for entry in first.entries()] == ["cur", "new"]
    assert (first.is_folder, first.folders) == (True, ("box",))
    assert second.folders == ("box", "Sent", "2024")


def test_a_folder_of_raw_messages_is_one_document(tmp_path: Path) -> None:
    files = {f"sent/{n}.": MESSAGE for n in range(20)} | {"sent/cards.vcf": CARD, "sent/old": MBOX, "sent/x.eml": b"hm"}
    folder, *others = documents(write(tmp_path, files))
    assert folder.entries is not None
    assert len(folder.entries()) == 21
    assert folder.folders == (tmp_path.name, "sent")
    assert [other.name for other in others] == ["cards.vcf", "old"]


def test_a_folders_stamp_changes_with_its_files(tmp_path: Path) -> None:
    write(tmp_path, {"1.": MESSAGE, "2.": MESSAGE})

    def stamp() -> bytes:
        return next(step.stamp for step in walk([str(tmp_path)]) if isinstance(step, Found))

    before = stamp()
    assert before == stamp()
    os.utime(tmp_path / "1.", ns=(1, 1))
    assert stamp() != before


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, {"out/a.vcf": CARD, "in/b.vcf": CARD})
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "file.vcf").symlink_to(tmp_path / "out" / "a.vcf")
    assert [document.name for document in documents(tmp_path / "in")] == ["b.vcf"]
    assert problems(tmp_path / "in") == [("file.vcf", "link-skipped"), ("folder", "link-skipped")]


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert problems(tmp_path) == problems(tmp_path / "pipe") == [("pipe", "not-a-file")]


def test_a_missing_path_is_a_problem_and_the_next_is_walked(tmp_path: Path) -> None:
    write(tmp_path, {"a.vcf": CARD})
    assert problems(tmp_path / "gone", tmp_path) == [("gone", "missing-path")]
    assert len(documents(tmp_path / "gone", tmp_path)) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"a.vcf": CARD})
    (tmp_path / "a.vcf").chmod(0)
    assert problems(tmp_path) == [("a.vcf", "unreadable")]


def test_an_empty_file_is_told_and_not_lost(tmp_path: Path) -> None:
    (step,) = walk([str(write(tmp_path, {"a.vcf": b""}) / "a.vcf")])
    assert isinstance(step, Problem)
    assert (step.code, step.lost) == ("empty-file", False)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_are_shown_with_their_archive(tmp_path: Path, pack: type) -> None:
    packed = pack(tmp_path / "box.packed", {"Takeout/Mail/In.mbox": MBOX, "Takeout/cards.vcf": CARD})
    found = documents(packed)
    assert [d.path for d in found] == [f"{packed}!/Takeout/Mail/In.mbox", f"{packed}!/Takeout/cards.vcf"]
    assert [d.folders[-2:] for d in found] == [("Takeout", "Mail"), (tmp_path.name, "Takeout")]
    assert next(step for step in walk([str(packed)])) == Entering(str(packed))


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_member_reads_from_its_first_byte_as_often_as_asked(tmp_path: Path, pack: type) -> None:
    packed = pack(tmp_path / "box.packed", {"a.mbox": MBOX * 4000, "b.vcf": CARD})
    assert [read[1:] for read in read_twice(packed)] == [(MBOX * 4000, MBOX * 4000), (CARD, CARD)]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_loose_messages_of_an_archive_are_one_mbox(tmp_path: Path, pack: type) -> None:
    quoting = MESSAGE + b"From here on\n>From there\n"
    files = {f"box/sent/{n:03}.": quoting for n in range(300)} | {"box/zz.vcf": CARD}
    (sent, first, second), (card, _, _) = read_twice(pack(tmp_path / "box.packed", files))
    assert first == second
    assert (sent.name, sent.folders[-2:], card.name) == ("sent.mbox", ("box", "sent"), "zz.vcf")
    (tmp_path / "joined").write_bytes(first)
    with closing(mailbox.mbox(tmp_path / "joined")) as box:
        assert len(box) == 300
        last = list(box)[299].get_payload()
    assert last == "hi\n>From here on\n>>From there\n\n"


def test_a_compressed_file_is_read_without_the_compression(tmp_path: Path) -> None:
    (tmp_path / "in.mbox.gz").write_bytes(gzip.compress(MBOX))
    ((document, first, second),) = read_twice(tmp_path / "in.mbox.gz")
    assert (document.name, document.head, first, second) == ("in.mbox", MBOX, MBOX, MBOX)


def test_one_level_of_archives_inside_an_archive_is_walked(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"a.vcf": CARD}).read_bytes()
    middle = tarred(tmp_path / "middle.tgz", {"in.zip": inner, "b.vcf.gz": gzip.compress(CARD)}).read_bytes()
    outer = zipped(tmp_path / "outer.zip", {"middle.tgz": middle, "inner.zip": inner})
    read = [(document.path.partition("!/")[2], first) for document, first, _ in read_twice(outer)]
    assert read == [("inner.zip!/a.vcf", CARD), ("middle.tgz!/b.vcf.gz", CARD)]
    assert problems(outer) == [("in.zip", "nested-archive")]


def test_an_archive_that_killed_its_reader_is_left_closed(tmp_path: Path) -> None:
    write(tmp_path, {"a.vcf": CARD})
    packed = zipped(tmp_path / "b.zip", {"c.vcf": CARD})
    steps = list(walk([str(tmp_path)], Rules(frozenset((str(packed),)))))
    assert [type(step) for step in steps] == [Found, Entering]


def test_an_office_document_is_no_archive_to_walk(tmp_path: Path) -> None:
    zipped(tmp_path / "letter.docx", {"[Content_Types].xml": b"<x/>", "word/a.vcf": CARD})
    (document,) = documents(tmp_path)
    assert document.name == "letter.docx"


def test_a_name_that_is_no_text_is_walked_and_shown(tmp_path: Path) -> None:
    real = os.fsencode(tmp_path) + b"/caf\xe9\n.vcf"
    Path(os.fsdecode(real)).write_bytes(CARD)
    (document,) = documents(tmp_path)
    assert document.path == f"{tmp_path}/caf\ufffd\ufffd.vcf"
    assert content(document) == CARD


def test_the_walk_is_the_same_every_time(tmp_path: Path) -> None:
    write(tmp_path, {"x/1.": MESSAGE, "x/2.": MESSAGE, "y/a.vcf": CARD, "z": MBOX})
    zipped(tmp_path / "b.zip", {"c.vcf": CARD})
    first, second = ([_bare(d) for d in documents(tmp_path)] for _ in range(2))
    assert first == second


def _bare(document: Document) -> Document:
    return document._replace(open_stream=None, entries=None, export=None)  # type: ignore[arg-type]


def beside(document: Document, path: str) -> bytes | None:
    stream = document.export.open(path)
    if stream is None:
        return None
    with stream:
        return stream.read()


FILES = {"users.json": b"[1]", "general/2024-01-01.json": b"[2]", "general/deep/note.txt": b"3"}


@pytest.mark.parametrize("pack", [zipped, tarred, None])
def test_a_document_opens_the_others_of_its_export(tmp_path: Path, pack: type | None) -> None:
    if pack is None:
        write(tmp_path / "box", FILES)
    root = tmp_path / "box" if pack is None else pack(tmp_path / "box.packed", FILES)
    # While the walk is there: an archive is closed behind it.
    met = (step.document for step in walk([str(root)]) if isinstance(step, Found))
    found = {one.name: (beside(one, "../users.json"), beside(one, "deep/note.txt")) for one in met}
    assert found["2024-01-01.json"] == (b"[1]", b"3")
    assert found["users.json"] == (None, None)


def test_an_export_leads_nowhere_else(tmp_path: Path) -> None:
    write(tmp_path, {"secret": b"s", "box/a.json": b"[]", "alone.json": b"[]"})
    (tmp_path / "box" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "box" / "inside").symlink_to(tmp_path)
    (document,) = documents(tmp_path / "box")
    assert [beside(document, path) for path in ("../secret", "link", "inside/secret", "", "a/../../secret")] == [
        None
    ] * 5
    (alone,) = documents(tmp_path / "alone.json")
    assert beside(alone, "secret") is None


def test_what_an_export_tells_is_learnt_once(tmp_path: Path) -> None:
    write(tmp_path, {"users.json": b"[1]", "a/1.json": b"[]", "a/2.json": b"[]"})
    learnt: list[bytes] = []

    def learn(stream: BinaryIO | None) -> int:
        learnt.append(stream.read() if stream else b"")
        return len(learnt)

    inner = [document for document in documents(tmp_path) if document.name != "users.json"]
    assert [document.export.once("../users.json", learn) for document in inner] == [1, 1]
    assert learnt == [b"[1]"]
