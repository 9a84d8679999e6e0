"""The reader of raw messages, alone or in a folder."""

from pathlib import Path

import pytest
from tests.readers.mail_documents import Found, file_document, folder_document

from entregent.model.interaction import Flag
from entregent.readers.mail_eml import EmlReader

PLAIN = b"From: ann@example.org\nTo: bob@example.org\nDate: Mon, 5 Nov 2001 09:00:00 +0000\nSubject: one\n\nHello\n"


def test_a_message_is_recognised_with_or_without_suffix() -> None:
    named, bare = (EmlReader().recognise(file_document(PLAIN, name)) for name in ("a.eml", "881."))
    assert named is not None
    assert bare is not None
    assert named.confidence > bare.confidence > 0.8
    assert named.signal == "looks-like-message"


@pytest.mark.parametrize(
    "raw",
    [b"", b"Note: milk\nDate: today\n", b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEMAIL:a@x.org\nEND:VCARD\n",
     b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", b"Name,To: x,Date: y\nAnn,a,b\n", b'{"from": "a", "to": "b"}',
     b"class A:\n    def to(self): ...\n", b"Dear Bob,\n\nSubject: of my letter\nFrom: me\n", bytes(500)],
)  # fmt: skip
def test_other_files_are_refused(raw: bytes) -> None:
    assert EmlReader().recognise(file_document(raw, "notes.txt")) is None


@pytest.mark.parametrize(
    ("raw", "codes", "count"),
    [
        (b"Subject: alone\n\nHello\n", ["no-sender", "broken-date"], 1),
        (b"Content-Type: multipart/mixed; boundary=a\n\n--a\n", ["not-a-message"], 0),
        (b"# a licence\n# of two lines\n\nFrom: ann@example.org\n", ["not-a-message"], 0),
    ],
)
def test_a_file_named_as_a_message_is_read_however_odd_and_told(raw: bytes, codes: list[str], count: int) -> None:
    recognition = EmlReader().recognise(file_document(raw, "odd.eml"))
    assert recognition is not None
    assert recognition.confidence <= 0.5
    found = Found(EmlReader(), file_document(raw, "odd.eml"))
    assert (found.codes, len(found.interactions)) == (codes, count)


@pytest.mark.parametrize("raw", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), b"%PDF-1.4\n\x80", bytes(500)])
def test_another_format_under_a_messages_name_is_refused(raw: bytes) -> None:
    assert EmlReader().recognise(file_document(raw, "odd.msg")) is None


def test_a_message_is_read_with_its_size() -> None:
    found = Found(EmlReader(), file_document(PLAIN, "a.eml", ("Sent",)))
    (only,) = found.interactions
    assert (only.title, only.amount, only.flags, only.place) == ("one", 6, Flag.SENT, "a.eml")


def test_a_folder_of_messages_is_one_document(tmp_path: Path) -> None:
    sent = tmp_path / "sent_items"
    sent.mkdir()
    for number in range(4):
        (sent / f"{number}.").write_bytes(PLAIN.replace(b"one", b"n%d" % number))
    (sent / "9.pdf").write_bytes(b"%PDF-1.4 ...")
    document = folder_document(sent, ("roy-a",))
    recognition = EmlReader().recognise(document)
    assert recognition is not None
    assert recognition.signal == "looks-like-messages"
    found = Found(EmlReader(), document)
    assert [i.title for i in found.interactions] == ["n0", "n1", "n2", "n3"]
    assert [(p.place, p.code) for p in found.problems] == [("9.pdf", "not-a-message")]
    assert [(h.participant.value, h.times) for h in found.hints] == [("ann@example.org", 4)]


def test_a_folder_of_other_files_is_refused(tmp_path: Path) -> None:
    assert EmlReader().recognise(folder_document(tmp_path)) is None
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(b"prose: none\n")
    assert EmlReader().recognise(folder_document(tmp_path)) is None
