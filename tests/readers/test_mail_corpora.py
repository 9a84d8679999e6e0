"""Mail readers over real corpora: no exception, problems named, every message accounted for."""

import json
import random
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.utils import format_datetime, getaddresses
from pathlib import Path

import pytest
from tests.readers.mail_documents import NOW, Found, file_document, folder_document, path_document

from entregent.formats.mail_address import parse_addresses
from entregent.formats.mail_date import parse_mail_date
from entregent.formats.mail_words import decode_header_text
from entregent.readers.base import Document, Reader, ReadOptions
from entregent.readers.mail_eml import EmlReader
from entregent.readers.mail_maildir import MaildirReader
from entregent.readers.mail_mbox import MboxReader

CORPORA = (
    "mail-enmime", "mail-flanker", "mail-james", "mail-mime4j-torture", "mail-mu-maildirs", "mail-notmuch-corpora",
    "mail-perceval-mbox", "mail-ponymail-apache", "mail-rubymail", "mail-stalwart", "mail-gmail-takeout",
    "mail-talon-replies",
)  # fmt: skip
NOT_MAIL = (".json", ".xml", ".txt", ".gz", ".zip", "_text", "")
KNOWN_CODES = {
    "broken-date", "no-sender", "two-senders", "no-header", "cut-message", "not-a-message", "empty-file", "no-message",
    "draft", "spam", "many-fields", "long-header",
}  # fmt: skip
SIGNALS = ReadOptions(now=NOW, signals=True)


def best_reader(document: Document) -> Reader | None:
    readers: tuple[Reader, ...] = (MboxReader(), EmlReader())
    sure = [(r.confidence, reader.name, reader) for reader in readers if (r := reader.recognise(document))]
    return max(sure, key=lambda found: found[:2])[2] if sure else None


def skipped_by(found: Found) -> int:
    """How many drafts and spam messages were counted and left out."""
    return sum(int(dict(p.facts)["count"]) for p in found.problems if p.code in {"spam", "draft"})


@pytest.mark.real
@pytest.mark.parametrize("name", CORPORA)
def test_a_corpus_is_read_whole(name: str, shared_data: Callable[[str], Path]) -> None:
    for path in sorted(p for p in shared_data(name).rglob("*") if p.is_file()):
        document = path_document(path)
        reader = best_reader(document) or EmlReader()
        found = Found(reader, document, SIGNALS)
        assert set(found.codes) <= KNOWN_CODES
        skipped = skipped_by(found)
        told = sum(p.lost for p in found.problems)
        assert len(found.interactions) + skipped + told >= 1, path.name
        for interaction in found.interactions:
            assert (
                "\ufffd" not in interaction.title
                or b"\xef\xbf\xbd" in path.read_bytes()
                or "=EF=BF=BD" in path.read_text("latin-1")
            )


@pytest.mark.real
@pytest.mark.parametrize(("name", "count"), [("mailbox-enron-presto", 2197), ("mailbox-enron-keavey", 2111)])
def test_every_message_of_a_whole_mailbox_is_accounted_for(
    name: str, count: int, shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    read = skipped = 0
    senders: dict[str, int] = {}
    with tarfile.open(next(shared_data(name).glob("*.tar.gz"))) as packed:
        packed.extractall(tmp_path, filter="data")
    for folder in sorted({p.parent for p in tmp_path.rglob("*") if p.is_file()}):
        files = sorted(str(p) for p in folder.iterdir() if p.is_file())
        document = folder_document(folder)._replace(entries=lambda files=files: files)  # type: ignore[misc]
        found = Found(EmlReader(), document)
        read += len(found.interactions)
        skipped += skipped_by(found)
        assert not any(p.lost for p in found.problems)
        for hint in found.hints:
            senders[hint.participant.value] = senders.get(hint.participant.value, 0) + hint.times
    assert read + skipped == count
    assert sorted(senders.values())[-1] > 100


@pytest.mark.real
def test_other_peoples_expected_dates_are_ours(shared_data: Callable[[str], Path]) -> None:
    cases = json.loads((shared_data("mail-stalwart") / "headers" / "date.json").read_text("utf-8"))
    for case in cases:
        told = case["expected"]
        stamp = parse_mail_date(case["header"].rpartition(";")[2].encode())
        if not told or stamp is None:
            continue
        minutes = (told["tz_hour"] * 60 + told["tz_minute"]) * (-1 if told["tz_before_gmt"] else 1)
        local = datetime.fromtimestamp(0, UTC) + timedelta(seconds=stamp.at + minutes * 60)
        assert (local.year, local.month, local.day, local.hour, local.minute) == tuple(
            told[key] for key in ("year", "month", "day", "hour", "minute")
        ), case["header"]


def told_addresses(expected: dict[str, list[dict[str, object]]]) -> list[str]:
    """The addresses another parser found, groups flattened; what it left unparsed isn't an address here either."""
    boxes: list[dict[str, object]] = []
    for entry in expected.get("List", []) + expected.get("Group", []):
        inner = entry.get("addresses")
        boxes += inner if isinstance(inner, list) else [entry]
    return [str(box["address"]).lower() for box in boxes if box.get("address")]


@pytest.mark.real
def test_other_peoples_expected_addresses_are_ours(shared_data: Callable[[str], Path]) -> None:
    cases = json.loads((shared_data("mail-stalwart") / "headers" / "address.json").read_text("utf-8"))
    for case in cases:
        if "mailto:" in case["header"] or "://" in case["header"] or case["header"].startswith("NO "):
            continue  # list headers: commands, not people
        # Theirs keeps routes and the blanks of RFC 5322 §4.4 in the address.
        theirs = ["".join(told.split()).rpartition(":")[2] for told in told_addresses(case["expected"])]
        assert [box.address for box in parse_addresses(case["header"].encode())] == theirs, case["header"]


def generated(count: int) -> list[bytes]:
    """Messages written by the standard library, with names of many scripts and every list form it knows."""
    dice = random.Random(7)
    names = ["Ann Lee", "Zoé Roy", "Roy, Alice", 'Bob "Bo" Fox', "Владимир", "李雷", "O'Neil (Sales)", "", "d.j@home"]
    made = []
    for number in range(count):
        message = EmailMessage()
        people = [
            f'"{n}" <p{dice.randrange(50)}@x{dice.randrange(9)}.org>'.replace('"Bo"', '\\"Bo\\"')
            for n in dice.choices(names, k=4)
        ]
        message["From"] = people[0]
        message["To"] = ", ".join(people[1 : dice.randrange(2, 4)])
        message["Cc"] = people[3]
        message["Date"] = format_datetime(datetime(2001, 1, 1, tzinfo=UTC) + timedelta(hours=number * 7))
        message["Subject"] = f"Sujet n° {number} " + "é" * dice.randrange(60)
        message.set_content("text")
        made.append(message.as_bytes())
    return made


def test_generated_mail_reads_as_the_standard_library_reads_it() -> None:
    raws = generated(200)
    box = b"".join(b"From - Mon Nov  5 09:00:00 2001\n" + raw + b"\n" for raw in raws)
    found = Found(MboxReader(), file_document(box)).interactions
    assert len(found) == len(raws)
    for raw, ours in zip(raws, found, strict=True):
        theirs = BytesHeaderParser().parsebytes(raw)
        for field, shown in (("from", (ours.sender,)), ("to", ours.to), ("cc", ours.cc)):
            pairs = [
                (a, decode_header_text(n.encode())) for n, a in getaddresses([" ".join(str(theirs[field]).split())])
            ]
            assert [(p.value, p.name) for p in shown if p] == list(dict(reversed(pairs)).items())[::-1] or len(
                pairs
            ) > len(shown)
        assert ours.title == decode_header_text(str(theirs["subject"]).encode())


@pytest.mark.real
def test_a_real_maildir_is_read_with_its_subfolders(shared_data: Callable[[str], Path]) -> None:
    document = folder_document(shared_data("mail-stalwart") / "maildir")
    assert MaildirReader().recognise(document) is not None
    found = Found(MaildirReader(), document)
    assert len(found.interactions) + skipped_by(found) + sum(p.lost for p in found.problems) == 6
