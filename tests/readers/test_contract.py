"""The contract, over every reader of the catalogue and every case beside the tests."""

import mailbox
from functools import cache
from pathlib import Path

import pytest
from tests.readers import contract

from entregent.model.record import Problem
from entregent.readers import catalogue
from entregent.readers.base import Document, Reader

CASES = Path(__file__).parents[1] / "cases"
MOST_BYTES = 20_000
"""Cases longer than this are not cut at every tenth byte."""

MESSAGE = (
    b"From: =?utf-8?q?Zo=C3=A9?= Archer <zoe@example.org>\nTo: Bob Baker <bob@example.org>, cy@example.org\n"
    b"Cc: A team: dee@example.org;\nSubject: plums\nDate: Mon, 1 Jan 2024 10:00:00 -0500\nMessage-ID: <1@example.org>\n"
    b"\nThere are plums.\n"
)
LINE = b"From zoe@example.org Mon Jan  1 10:00:00 2024\n"
CARDS = b"""\
BEGIN:VCARD
VERSION:3.0
FN:Ann Archer
N:Archer;Ann;;;
EMAIL;TYPE=HOME:ann@example.org
item1.TEL:+1 514 555 0100
BDAY:--0517
NOTE:likes
  plums
END:VCARD
BEGIN:VCARD
VERSION:2.1
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=A9=
 Baker
END:VCARD
"""
ROWS = b"""\
First Name,Last Name,E-mail Address,Birthday
Ann,Archer,ann@example.org,1970-05-17
Bob,"Baker, Jr",bob@example.org,
"""
EVENT = b"""\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Plums
DTSTART;TZID=America/Toronto:20240101T100000
DURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=3
ORGANIZER;CN=Ann:mailto:ann@example.org
ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.org
END:VEVENT
END:VCALENDAR
"""
LINKEDIN = b"""\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
2-x,,Ann,https://www.linkedin.com/in/ann,Zo\xc3\xa9,https://www.linkedin.com/in/zo%C3%A9,2024-05-06 07:08:09 UTC,,"a
plum",INBOX
"""
SAMPLES = {
    "mail_mbox": ("in.mbox", LINE + MESSAGE + b"\n" + LINE + MESSAGE.replace(b"plums", b"pears")),
    "mail_eml": ("plums.eml", MESSAGE),
    "contacts_vcard": ("people.vcf", CARDS.replace(b"\n", b"\r\n")),
    "contacts_csv": ("contacts.csv", ROWS),
    "social_linkedin": ("messages.csv", LINKEDIN),
    "calendar_ical": ("plums.ics", EVENT.replace(b"\n", b"\r\n")),
}
READERS = [pytest.param(path, id=name) for name, path in catalogue.READERS]


def golden(name: str) -> list[Path]:
    """The inputs of a reader's cases."""
    return sorted(path for path in CASES.glob(f"{name}/*/input*"))


@cache
def samples(name: str) -> list[tuple[str, bytes]]:
    """A reader's documents that are files."""
    own = [SAMPLES[name]] if name in SAMPLES else []
    return own + [(path.name, path.read_bytes()) for path in golden(name) if path.is_file() and path.suffix != ".gz"]


@pytest.fixture
def documents(request: pytest.FixtureRequest, tmp_path: Path) -> list[Document]:
    """A reader's documents, folders too."""
    name = catalogue.load(request.getfixturevalue("path")).name
    if name == "mail_maildir":
        box = mailbox.Maildir(tmp_path / "box")
        box.add(MESSAGE)
        box.add_folder("Sent").add(MESSAGE)
        return [found for root in (tmp_path / "box", *golden(name)) for found in contract.documents_of(root)]
    return [contract.document(*sample) for sample in samples(name)]


@pytest.mark.parametrize("path", READERS)
@pytest.mark.parametrize(
    "check",
    [
        contract.check_takes_its_own,
        contract.check_reads_a_stream,
        contract.check_reads_the_same_twice,
        contract.check_things_travel,
        contract.check_problems_have_a_place,
    ],
)
def test_a_reader_keeps_the_contract(path: str, check: contract.Check, documents: list[Document]) -> None:
    assert documents
    for document in documents:
        check(catalogue.load(path), document)


@pytest.mark.parametrize("path", READERS)
@pytest.mark.parametrize("name", sorted(contract.FOREIGN))
def test_a_reader_leaves_what_is_foreign(path: str, name: str) -> None:
    contract.check_leaves_the_others(catalogue.load(path), contract.document(name, contract.FOREIGN[name]))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_rightful_reader_is_the_surest(name: str) -> None:
    for sample in samples(name):
        first, *others = catalogue.recognise(contract.document(*sample))
        assert first[0].name == name
        assert all(other.confidence < first[1].confidence for _, other in others)


@pytest.mark.parametrize("path", READERS)
def test_a_reader_survives_cuts_and_noise(path: str) -> None:
    reader = catalogue.load(path)
    for name, content in samples(reader.name):
        if len(content) <= MOST_BYTES:
            contract.check_survives_cuts(reader, name, content)
            contract.check_survives_noise(reader, name, content)


class Sulking:
    """A reader that breaks every rule of the contract."""

    name = "sulking"
    version = 1

    def __init__(self) -> None:
        self.times = 0

    def recognise(self, document: Document) -> None:
        return None

    def read(self, document: Document, options: object) -> list[object]:
        self.times += 1
        if document.size % 20 == 10:
            raise ValueError
        return [Problem("elsewhere", "", "Odd Code"), self.times]


@pytest.mark.parametrize(
    "check",
    [
        contract.check_takes_its_own,
        contract.check_reads_a_stream,
        contract.check_reads_the_same_twice,
        contract.check_things_travel,
        contract.check_problems_have_a_place,
    ],
)
def test_the_contract_can_be_broken(check: contract.Check) -> None:
    """The control: each check fails for a reader that deserves it."""
    sulking: Reader = Sulking()  # type: ignore[assignment]
    with pytest.raises((AssertionError, TypeError)):
        check(sulking, contract.document("a", b"x" * 20))
    with pytest.raises(ValueError):
        contract.check_survives_noise(sulking, "a", b"x" * 10)
