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
THREAD = b"""\
{"participants": [{"name": "Bob"}, {"name": "Zo\\u00c3\\u00a9"}], "messages": [
{"sender_name": "Bob", "timestamp_ms": 1704117600000, "content": "plums"},
{"sender_name": "Zo\\u00c3\\u00a9", "timestamp_ms": 1704117601000, "call_duration": 60}], "title": "Bob"}
"""
FOLLOWED = b"""\
{"relationships_following": [{"title": "", "string_list_data": [
{"href": "https://www.instagram.com/plum", "value": "plum", "timestamp": 1704117600}]}]}
"""
TELEGRAM = b"""\
{"name": "Bob", "type": "personal_chat", "id": 7, "messages": [
{"id": 1, "type": "message", "date": "2024-01-01T09:00:00", "date_unixtime": "1704117600", "from": "Bob",
 "from_id": "user7", "text": ["plums ", {"type": "bold", "text": "now"}]}, {"id": 2, "type": "message",
 "date": "2024-01-01T09:01:00", "from": "Ann", "from_id": "user8", "text": "yes"}]}
"""
SIGNAL = b"""\
{"recipient": {"id": "1", "self": {}}}
{"recipient": {"id": "2", "contact": {"e164": "15145550100", "profileGivenName": "Bob"}}}
{"chat": {"id": "3", "recipientId": "2"}}
{"chatItem": {"chatId": "3", "authorId": "2", "dateSent": "1704117600000", "incoming": {}, "standardMessage": {}}}
"""
BLOG = b"""\
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Plums</title>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_email>ann@example.org</wp:author_email></wp:author>
<item><title>Jam</title><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Zo\xc3\xa9</wp:comment_author>
<wp:comment_date_gmt>2024-05-06 07:08:09</wp:comment_date_gmt><wp:comment_approved>1</wp:comment_approved></wp:comment>
</item></channel></rss>
"""
FEED = b"""\
<rss version="2.0"><channel><title>Comments on: Jam</title><item><title>By: Zo\xc3\xa9</title>
<guid>https://plums.example/#comment-1</guid><pubDate>Mon, 06 May 2024 07:08:09 +0000</pubDate></item></channel></rss>
"""
POSTS = b"""\
window.YTD.tweets.part0 = [
 {"tweet": {"id_str": "1", "full_text": "@ann plums", "created_at": "Mon May 06 14:03:09 +0000 2024",
  "entities": {"user_mentions": [{"id_str": "201", "screen_name": "ann", "name": "Ann Archer"}]}}},
 {"tweet": {"full_text": "RT @bob: plums"}}
]
"""
OUTBOX = b"""\
{"@context": "https://www.w3.org/ns/activitystreams", "type": "OrderedCollection", "orderedItems": [
 {"type": "Create", "actor": "https://plum.example/users/zoe", "published": "2024-05-06T14:03:09Z", "object":
  {"id": "https://plum.example/1", "to": "as:Public", "content": "plums", "tag":
   [{"type": "Mention", "href": "https://pear.example/users/ann", "name": "@ann@pear.example"}]}}]}
"""
SLACK = b"""\
[{"id": "U1A", "team_id": "T1A", "name": "ann", "profile": {"real_name": "Ann Archer", "email": "ann@example.org"}}]
"""
DISCORD = b"""\
{"guild": {"id": "0"}, "channel": {"type": "DirectTextChat", "name": "Bob"}, "messages": [
 {"id": "1", "type": "Default", "timestamp": "2024-05-06T14:03:09Z", "author": {"id": "1", "name": "ann"}},
 {"id": "2", "type": "Default", "timestamp": "2024-05-06T14:04:09Z", "author": {"id": "2", "name": "Bob"}}]}
"""
ATTENDEES = b"""\
Event,Date,Name,Email,Attended
Jam night,2024-05-06 19:00,Zo\xc3\xa9 Archer,zoe@example.org,yes
Jam night,2024-05-06 19:00,Bob Baker,,no
"""
MESSAGES = b"""\
<smses count="2"><sms address="+15145550100" date="1704117600000" type="1" body="&#55357;&#56397;" contact_name="Ann"/>
<mms msg_box="2" address="+15145550100~5145550101" date="1704117601000"><parts><part ct="text/plain" text="a"/></parts>
<addrs><addr address="insert-address-token" type="137"/><addr address="+15145550100" type="151"/></addrs></mms></smses>
"""
CALLS = b"""\
<calls count="2"><call number="+15145550100" duration="60" date="1704117600000" type="2" contact_name="Zo\xc3\xa9"/>
<call number="+15145550100" duration="0" date="1704117660000" type="3" readable_date="Jan 1, 2024 9:01:00 AM"/></calls>
"""
LOG = b"""\
Nom;Num\xc3\xa9ro;Date;Heure;Dur\xc3\xa9e;Type d'appel
Zo\xc3\xa9;514 555-0100;13/05/2024;14 h 05;2 min 5 s;Sortant
"""
EXPLAINED = (CASES / "table_mapped" / "history" / "input.csv").read_bytes()
CHAT = """\
13/05/2024 \u00e0 14:05 - Les messages et les appels sont chiffr\u00e9s de bout en bout.
13/05/2024 \u00e0 14:05 - Zo\u00e9: prunes
et poires
13/05/2024 \u00e0 14:06 - +1 514 555-0100: <M\u00e9dias omis>
""".encode()
SAMPLES = {
    "table_mapped": ("explained.csv", EXPLAINED),
    "phone_sms": ("sms.xml", MESSAGES),
    "phone_calls": ("calls.xml", CALLS),
    "phone_csv": ("appels.csv", LOG),
    "chat_whatsapp": ("Discussion WhatsApp avec Zo\u00e9.txt", CHAT),
    "social_x": ("tweets.js", POSTS),
    "social_mastodon": ("outbox.json", OUTBOX),
    "chat_slack": ("users.json", SLACK),
    "chat_discord": ("saved.json", DISCORD),
    "mail_mbox": ("in.mbox", LINE + MESSAGE + b"\n" + LINE + MESSAGE.replace(b"plums", b"pears")),
    "mail_eml": ("plums.eml", MESSAGE),
    "contacts_vcard": ("people.vcf", CARDS.replace(b"\n", b"\r\n")),
    "contacts_csv": ("contacts.csv", ROWS),
    "events_csv": ("attendees.csv", ATTENDEES),
    "chat_google": (
        "messages.json",
        b'{"messages":[{"creator":{"name":"Ann","email":"ann@example.org"},"message_id":"1","created_date":"x"}]}',
    ),
    "tool_monica": ("monica.json", b'{"version": "1.0-preview.1", "app_version": "4.1.2", "account": {"data": []}}'),
    "tool_nametag": (
        "nametag.json",
        b'{"version":"1.2","exportDate":"2026-08-01","user":{"email":"ann@example.org"},"groups":[],"people":[{"name":"Bob"}]}',
    ),
    "tool_hermit": ("bob.md", b"---\nfirst_name: Bob\nlast_name: Baker\nslug: bob\nemail: bob@example.org\n---\nHi\n"),
    "blog_wxr": ("plums.WordPress.xml", BLOG),
    "blog_feed": ("feed.xml", FEED),
    "social_linkedin": ("messages.csv", LINKEDIN),
    "social_facebook": ("message_1.json", THREAD),
    "social_instagram": ("following.json", FOLLOWED),
    "chat_telegram": ("result.json", TELEGRAM),
    "chat_signal": ("main.jsonl", SIGNAL),
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
