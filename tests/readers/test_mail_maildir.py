"""The reader of Maildir folders."""

from pathlib import Path

import pytest
from tests.readers.mail_documents import Found, file_document, folder_document

from entregent.readers.mail_maildir import MaildirReader

PLAIN = b"From: ann@example.org\nTo: bob@example.org\nDate: Mon, 5 Nov 2001 09:00:00 +0000\nSubject: one\n\nHello\n"


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    for folder in ("cur", "new", "tmp", ".Sent/cur", ".Drafts/cur"):
        (tmp_path / "Mail" / folder).mkdir(parents=True)
    return tmp_path / "Mail"


def test_cur_and_new_are_read_and_tmp_is_not(maildir: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (maildir / folder / f"1.{folder}:2,S").write_bytes(PLAIN)
    recognition = MaildirReader().recognise(folder_document(maildir))
    assert recognition is not None
    assert recognition.signal == "looks-like-maildir"
    assert [i.place for i in Found(MaildirReader(), folder_document(maildir)).interactions] == [
        "1.cur:2,S",
        "1.new:2,S",
    ]


def test_drafts_by_flag_are_left_out_and_trashed_mail_is_kept(maildir: Path) -> None:
    for name in ("1.a:2,DS", "2.b:2,ST", "3.c!2,D", "4.D2"):
        (maildir / "cur" / name).write_bytes(PLAIN)
    found = Found(MaildirReader(), folder_document(maildir))
    assert [i.place for i in found.interactions] == ["2.b:2,ST", "4.D2"]
    assert [(p.code, p.facts) for p in found.problems] == [("draft", (("count", "2"),))]


def test_a_subfolder_for_sent_mail_is_known(maildir: Path) -> None:
    (maildir / ".Sent" / "cur" / "1.a:2,S").write_bytes(PLAIN)
    for document in (folder_document(maildir), folder_document(maildir / ".Sent", ("Mail",))):
        assert [h.participant.value for h in Found(MaildirReader(), document).hints] == ["ann@example.org"]


def test_a_body_is_measured_without_being_read(maildir: Path) -> None:
    header = PLAIN.partition(b"\n\n")[0]
    (maildir / "cur" / "small").write_bytes(header + b"\n\n" + b"x" * 10)
    (maildir / "cur" / "large").write_bytes(header + b"\n\n" + b"x" * 1_000_000)
    (maildir / "cur" / "wide").write_bytes(b"X-Long: " + b"y" * 100_000 + b"\n" + header + b"\r\n\r\n" + b"x" * 500)
    sizes = {i.place: i.amount for i in Found(MaildirReader(), folder_document(maildir)).interactions}
    assert sizes == {"small": 10, "large": 1_000_000, "wide": 500}


def test_what_is_no_message_is_told_by_name(maildir: Path) -> None:
    (maildir / "cur" / "1").write_bytes(b"")
    (maildir / "cur" / "2").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    found = Found(MaildirReader(), folder_document(maildir))
    assert [(p.place, p.code) for p in found.problems] == [("1", "empty-file"), ("2", "not-a-message")]


def test_a_file_that_vanished_is_told(maildir: Path) -> None:
    path = maildir / "cur" / "1"
    path.write_bytes(PLAIN)
    document = folder_document(maildir)
    listed = document._replace(entries=lambda: [str(path)])
    path.unlink()
    assert Found(MaildirReader(), listed).codes == ["unreadable-file"]


def test_other_folders_and_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAIN)
    assert MaildirReader().recognise(folder_document(tmp_path)) is None
    assert MaildirReader().recognise(file_document(PLAIN)) is None
