"""The reader of mbox files."""

import json
from pathlib import Path

import pytest
from tests.readers.mail_documents import Found, file_document

from entregent.readers.mail_mbox import MboxReader

CASES = sorted((Path(__file__).parents[1] / "cases").glob("mail_mbox/*/input.mbox"))
ANN = (
    b"From ann@example.org Mon Nov  5 09:00:00 2001\nFrom: Ann <ann@example.org>\nTo: bob@example.org\n"
    b"Date: Mon, 5 Nov 2001 09:00:00 +0000\nSubject: one\n\nHello\n\n"
)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_a_golden_case_reads_as_expected(case: Path) -> None:
    found = Found(MboxReader(), file_document(case.read_bytes(), case.parent.name))
    told = {
        "interactions": [
            {
                "at": i.at,
                "offset": i.offset,
                "sender": list(i.sender[1:]) if i.sender else None,
                "to": [list(p[1:]) for p in i.to],
                "cc": [list(p[1:]) for p in i.cc],
                "title": i.title,
                "amount": i.amount,
                "flags": i.flags,
                "place": i.place,
            }
            for i in found.interactions
        ],
        "problems": [[p.place, p.code, p.lost] for p in found.problems],
        "hints": [[h.kind, h.participant.value, h.times] for h in found.hints],
    }
    assert told == json.loads((case.parent / "expected.json").read_text("utf-8"))


def test_it_is_sure_of_an_mbox_and_names_takeout() -> None:
    plain = MboxReader().recognise(file_document(ANN))
    takeout = MboxReader().recognise(file_document(ANN.replace(b"\nTo:", b"\nX-GM-THRID: 1\nTo:")))
    assert plain is not None
    assert takeout is not None
    assert (plain.confidence > 0.9, plain.signal, takeout.facts) == (True, "looks-like-mbox", (("origin", "takeout"),))


@pytest.mark.parametrize(
    "raw",
    [b"", b"From here on, all is prose.\nReally: it is.\n", b"name,mail\nAnn,a@x.org\n", b"BEGIN:VCARD\nFN:Ann\n",
     b"From: ann@example.org\nTo: b@example.org\n\n", b"import os\nfrom x import y\n"],
)  # fmt: skip
def test_it_refuses_what_is_no_mbox(raw: bytes) -> None:
    assert MboxReader().recognise(file_document(raw)) is None


def test_an_empty_file_and_one_without_headers_are_told() -> None:
    assert Found(MboxReader(), file_document(b"")).codes == ["empty-file"]
    broken = Found(MboxReader(), file_document(ANN.partition(b"\n")[0] + b"\n\njust a body\n\n" + ANN))
    assert (broken.codes, len(broken.interactions)) == (["no-header"], 1)


def test_the_from_line_dates_what_nothing_else_does() -> None:
    found = Found(MboxReader(), file_document(ANN.replace(b"Date: Mon, 5 Nov 2001 09:00:00 +0000\n", b"")))
    assert found.interactions[0].at == 1004950800
    assert dict(found.problems[0].facts)["taken"] == "envelope"


def test_one_name_with_two_bodies_is_two_events() -> None:
    twice = ANN.replace(b"Subject", b"Message-ID: <1@x>\nSubject")
    found = Found(MboxReader(), file_document(twice + twice.replace(b"one", b"two")))
    assert [i.title for i in found.interactions] == ["one", "two"]


def test_a_file_cut_in_a_header_says_so() -> None:
    found = Found(MboxReader(), file_document(ANN + ANN[:120]))
    assert found.codes[-1] == "cut-message"
    assert len(found.interactions) == 2


def test_a_sent_box_is_known_by_its_name() -> None:
    found = Found(MboxReader(), file_document(ANN, "Messages envoyés.mbox", ("Takeout", "Mail")))
    assert [(h.kind, h.participant.value, h.times) for h in found.hints] == [("sent-folder", "ann@example.org", 1)]
