"""One message's header becomes one interaction."""

import pytest
from tests.readers.mail_documents import OPTIONS

from entregent.formats.mbox import single_message
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import OwnerHint, Problem
from entregent.readers.mail_folders import FolderKind, folder_kind, folders_kind
from entregent.readers.mail_message import MailPass

NINE = 1004950800
PLAIN = (
    "From: Alice Roy <alice@example.org>\nTo: Bob <bob@example.org>\n"
    "Date: Mon, 5 Nov 2001 10:00:00 +0100\nSubject: Lunch"
)


def read(header: str, folders: tuple[str, ...] = ("Inbox",)) -> tuple[Interaction, MailPass]:
    mail = MailPass("box", folders, OPTIONS)
    raw = header.encode() + b"\n\nbody\n"
    found = mail.interaction(single_message(raw, len(raw)), "byte 0")
    assert found is not None
    return found, mail


def test_a_plain_message_says_who_wrote_to_whom_and_when() -> None:
    found, mail = read(PLAIN + "\nCc: cat@example.org\nBcc: dan@example.org, bob@example.org")
    assert (found.channel, found.at, found.offset, found.amount) == (Channel.MAIL, NINE, 60, 5)
    assert found.sender == ("mail", "alice@example.org", "Alice Roy")
    assert [p.value for p in (*found.to, *found.cc, *found.bcc)] == [f"{n}@example.org" for n in ("bob", "cat", "dan")]
    assert (found.others, found.title, found.flags, found.uid) == (3, "Lunch", 0, "")
    assert mail.problems == []


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("List-Unsubscribe: <mailto:x@y.example>", Flag.BULK),
        ("List-Id: News <news.shop.example>", Flag.BULK),
        ("Precedence: bulk", Flag.BULK),
        ("Auto-Submitted: auto-replied", Flag.BULK),
        ("Return-Path: <>", Flag.BULK),
        ("Content-Type: text/calendar; method=REPLY", Flag.BULK),
        ("Content-Class: urn:content-classes:calendarmessage", Flag.BULK),
        ("X-Autoreply: yes", Flag.BULK),
        ("List-Post: <mailto:dev@lists.example>\nPrecedence: list", Flag.LIST),
        ("List-Id: <bob.example.org>\nPrecedence: bulk", Flag.LIST),
        ("Auto-Submitted: no", 0),
        ("Content-Type: text/plain", 0),
        ("Return-Path: <alice@example.org>", 0),
        ("X-Gmail-Labels: Important,Sent", Flag.SENT),
        ("X-Gmail-Labels: =?UTF-8?Q?Messages_envoy=C3=A9s?=", Flag.SENT),
    ],
)
def test_marks_of_machines_lists_and_sent_mail_are_seen(line: str, flag: int) -> None:
    assert read(f"{PLAIN}\n{line}")[0].flags == flag


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sent", FolderKind.SENT),
        ("Sent.sbd", FolderKind.SENT),
        ("_sent_mail", FolderKind.SENT),
        ("sent_items", FolderKind.SENT),
        (".Sent", FolderKind.SENT),
        (".INBOX.Sent", FolderKind.SENT),
        ("Messages envoyés.mbox", FolderKind.SENT),
        ("Éléments envoyés", FolderKind.SENT),
        ("E\u0301le\u0301ments envoye\u0301s", FolderKind.SENT),
        ("&AMk-l&AOk-ments envoy&AOk-s", FolderKind.SENT),
        ("Gesendet", FolderKind.SENT),
        ("Brouillons", FolderKind.DRAFT),
        ("Drafts", FolderKind.DRAFT),
        ("Spam", FolderKind.SPAM),
        ("junk_e_mail", FolderKind.SPAM),
        ("Courrier indésirable", FolderKind.SPAM),
        ("deleted_items", FolderKind.ORDINARY),
        ("Corbeille", FolderKind.ORDINARY),
        ("presented", FolderKind.ORDINARY),
        ("Inbox", FolderKind.ORDINARY),
    ],
)
def test_a_folders_name_tells_its_kind(name: str, kind: FolderKind) -> None:
    assert folder_kind(name) is kind
    assert folders_kind((name, "2019")) is kind


def test_drafts_and_spam_are_counted_and_left_out() -> None:
    for folder, code in (("Drafts", "draft"), ("Spam", "spam")):
        mail = MailPass("box", (folder,), OPTIONS)
        raw = PLAIN.encode()
        assert mail.interaction(single_message(raw, len(raw)), "1") is None
        assert list(mail.closing()) == [Problem("box", "", code, (("count", "1"),), lost=False)]


def test_a_missing_date_is_taken_from_the_newest_hop() -> None:
    hops = "Received: by b; Mon, 5 Nov 2001 09:00:00 +0000\nReceived: by a; 4 Nov 2001 09:00:00 GMT\n"
    found, mail = read(hops + PLAIN.replace("Mon, 5 Nov 2001 10:00:00 +0100", "yesterday"))
    assert found.at == NINE
    assert mail.problems == [
        Problem("box", "byte 0", "broken-date", (("date", "yesterday"), ("taken", "received")), lost=False)
    ]


@pytest.mark.parametrize(
    "date", ["Mon, 31 Dec 1979 16:00:00 -0800", "Thu, 1 Jan 1970 00:00:00 GMT", "1 Jan 2099 00:00:00 GMT"]
)
def test_an_absurd_date_is_none(date: str) -> None:
    found, mail = read(PLAIN.replace("Mon, 5 Nov 2001 10:00:00 +0100", date))
    assert found.at is None
    assert [p.code for p in mail.problems] == ["broken-date"]


def test_undated_copies_are_one_event_and_others_are_not() -> None:
    undated = PLAIN.replace("Date: Mon, 5 Nov 2001 10:00:00 +0100\n", "")
    named = undated + "\nMessage-ID: <1@x>"
    texts = [undated, undated + "\nStatus: RO", undated.replace("Lunch", "Tea"), named, named.replace("Lunch", "Tea")]
    numbers = [event_number(read(text)[0]) for text in texts]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 4


def test_two_froms_are_told_and_the_first_is_taken() -> None:
    found, mail = read(PLAIN + "\nFrom: eve@example.org")
    assert found.sender is not None
    assert found.sender.value == "alice@example.org"
    assert [p.code for p in mail.problems] == ["two-senders"]


def test_nobody_as_sender_is_told() -> None:
    found, mail = read(PLAIN.replace("alice@example.org", "Recipients"))
    assert found.sender is None
    assert [p.code for p in mail.problems] == ["no-sender"]


def test_names_beside_bare_addresses_are_used() -> None:
    header = (
        "From: a.roy@corp.example\nTo: b.lee@corp.example, c.fox@corp.example\nDate: Mon, 5 Nov 2001 10:00:00 +0100\n"
        "Subject: x\nX-From: Roy, Alice </O=CORP/OU=NA/CN=AROY>\n"
        "X-To: Lee, Bob </O=CORP/CN=BLEE>, Fox, Cat M. </O=CORP/CN=CFOX>"
    )
    found = read(header)[0]
    assert found.sender is not None
    assert found.sender.name == "Roy, Alice"
    assert [p.name for p in found.to] == ["Lee, Bob", "Fox, Cat M."]


def test_names_that_do_not_count_up_are_left_out() -> None:
    header = PLAIN.replace("Alice Roy <alice@example.org>", "alice@example.org").replace(
        "Bob <bob@example.org>", "b@x.org, c@x.org"
    )
    found = read(header + "\nX-From: alice@example.org@CORP\nX-To: Lee, Bob, Fox")[0]
    assert found.sender is not None
    assert found.sender.name == ""
    assert [p.name for p in found.to] == ["", ""]


def test_the_owner_is_hinted_at_by_sent_mail_and_delivery() -> None:
    mail = MailPass("box", ("Sent",), OPTIONS)
    for header in (PLAIN, PLAIN.replace("Alice Roy ", ""), PLAIN + "\nDelivered-To: me@example.org"):
        mail.interaction(single_message(header.encode(), len(header)), "1")
    hints = {
        (h.kind, h.participant.value, h.participant.name, h.times) for h in mail.closing() if isinstance(h, OwnerHint)
    }
    assert hints == {
        ("sent-folder", "alice@example.org", "Alice Roy", 3),
        ("delivered-to", "me@example.org", "", 1),
    }


def test_limits_that_a_header_breaks_are_told() -> None:
    crowd = ", ".join(f"p{n}@example.org" for n in range(3000))
    many = "\n".join(f"X-F{n}: {'y' * 60}" for n in range(1001))
    found, mail = read(f"{PLAIN}\nCc: {crowd}\n{many}")
    assert (len(found.cc), found.others > 2000) == (500, True)
    assert [p.code for p in mail.problems] == ["many-fields"]


def test_a_title_is_cut_and_bears_no_line_ends() -> None:
    found = read(PLAIN.replace("Lunch", "=?utf-8?Q?=0D=0ABcc:?= " + "long " * 200))[0]
    assert len(found.title) == 500
    assert found.title.startswith("Bcc: long")
