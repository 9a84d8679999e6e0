"""Cards become records; what is broken becomes problems."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from entregent.model.record import Problem, Record, Related
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions
from entregent.readers.contacts_vcard import VcardContacts

OPTIONS = ReadOptions(now=1_790_000_000)
READER = VcardContacts()


def document(raw: bytes, name: str = "cards.vcf") -> Document:
    return Document(name, name, raw[:HEAD_BYTES], len(raw), lambda: io.BytesIO(raw))


def read(text: str | bytes) -> tuple[list[Record], list[Problem]]:
    raw = text if isinstance(text, bytes) else text.encode()
    items = list(READER.read(document(raw), OPTIONS))
    return [item for item in items if isinstance(item, Record)], [item for item in items if isinstance(item, Problem)]


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


def handles(record: Record) -> list[tuple[str, str, str]]:
    return [(handle.kind, handle.value, handle.label) for handle in record.handles]


def test_a_card_of_version_2_1_is_read() -> None:
    raw = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;CHARSET=ISO-8859-1:C\xf4t\xe9;\xc9lo\xefse;;;\r\nTEL;CELL;VOICE:514 555-0101\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Rencontr=C3=A9e=0D=0A=\r\nau salon\r\n"
        b"BDAY:19700517\r\nEND:VCARD\r\n"
    )
    (record,), problems = read(raw)
    assert (record.name, record.given, record.family) == ("Éloïse Côté", "Éloïse", "Côté")
    assert record.note == "Rencontrée\nau salon"
    assert handles(record) == [("phone", "+15145550101", "cell")]
    assert (record.birthday, problems) == ("1970-05-17", [])


def test_names_former_names_and_people_around_are_kept() -> None:
    (record,), _ = read(
        card("FN:Ann Lee", "N:Lee;Ann;;;", "NICKNAME:Annie,Bee", "X-MAIDENNAME:Roy", "TITLE:Baker", "ORG:Pain;Nord")
        .replace("END", "item1.X-ABRELATEDNAMES:Bob Lee\r\nitem1.X-ABLABEL:_$!<Spouse>!$_\r\nEND")
        .replace(
            "END", "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Cy Lee;3;;;\r\nCATEGORIES:Amis,Chorale\r\nEND"
        )
    )
    assert (record.nicknames, record.former_names) == (("Annie", "Bee"), ("Roy",))
    assert (record.organisation, record.title) == ("Pain", "Baker")
    assert record.related == (Related("spouse", "Bob Lee"), Related("child", "Cy Lee"))
    assert record.categories == ("Amis", "Chorale")


def test_handles_of_every_kind_are_canonical() -> None:
    (record,), _ = read(
        card(
            *(
                "FN:Ann",
                "EMAIL;TYPE=WORK:Ann.Lee@Example.org",
                'TEL;TYPE="voice,home":(514) 555-0101',
                "URL:https://www.Ann.ca/",
            ),
            *("X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/Ann-Lee/?trk=x", "IMPP:xmpp:ann@chat.org"),
            *("X-TWITTER:@AnnLee", "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@ann"),
        )
    )
    assert handles(record) == [
        ("mail", "ann.lee@example.org", "work"),
        ("phone", "+15145550101", "home"),
        ("url", "ann.ca", ""),
        ("url", "linkedin.com/in/ann-lee", "linkedin"),
        ("account", "xmpp:ann@chat.org", ""),
        ("account", "twitter:annlee", ""),
        ("url", "social.example/@ann", "Mastodon"),
    ]


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JAVA\tSCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//x@evil.ca",
    ],
)
def test_an_unsafe_link_is_never_a_handle(value: str) -> None:
    (record,), problems = read(card("FN:Ann", f"URL:{value}", f"X-SOCIALPROFILE:{value}", f"IMPP:{value}"))
    assert not any(handle.kind == "url" for handle in record.handles)
    assert "broken-handle" in {problem.code for problem in problems}


@pytest.mark.parametrize("text", ["0000-00-00", "19700230", "circa 1800"])
def test_a_birthday_that_is_none_is_a_problem_and_the_card_stays(text: str) -> None:
    (record,), (problem,) = read(card("FN:Ann", f"BDAY:{text}"))
    assert (record.birthday, problem.code, problem.lost) == ("", "broken-birthday", False)


def test_apples_birthday_without_year() -> None:
    (record,), _ = read(card("FN:Ann", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"))
    assert record.birthday == "--02-29"


def test_groups_and_companies_say_so() -> None:
    records, _ = read(
        card("FN:Chorale", "X-ADDRESSBOOKSERVER-KIND:group")
        + card("FN:Pain Nord", "KIND:org")
        + card("FN:Ann", "KIND:x")
    )
    assert [record.kind for record in records] == ["group", "org", "individual"]


def test_the_same_card_has_the_same_key_and_a_revision_does_not_change_it() -> None:
    first, second = (read(card("FN:Ann", "TEL:1", f"REV:{day}T000000Z"))[0][0] for day in ("20200101", "20210101"))
    assert first.key == second.key
    assert (first.updated_at, second.updated_at) == (1_577_836_800, 1_609_459_200)
    assert read(card("FN:Ann", "UID:u1"))[0][0].key == "u1"


def test_one_uid_for_two_people_overwrites_neither() -> None:
    records, (problem,) = read(card("FN:Ann", "UID:u1") + card("FN:Bob", "UID:u1") + card("FN:Ann", "UID:u1"))
    assert records[0].key == records[2].key != records[1].key
    assert problem.code == "repeated-uid"


@pytest.mark.parametrize(
    "uid", ["../../etc/passwd", "C:\\x", "/abs", "a\\nb", "http://x/../y", "\x00", ".", "", "%2e%2e/"]
)
def test_a_uid_is_only_a_key(uid: str) -> None:
    (record,), _ = read(card("FN:Ann", f"UID:{uid}"))
    assert record.key.isprintable()


def test_one_bad_line_costs_that_line() -> None:
    (record,), (problem,) = read(card("FN:Ann", "suite=0Afin", "TEL:514 555-0101"))
    assert len(record.handles) == 1
    assert (problem.place, problem.code, problem.lost) == ("line 4", "no-colon", False)


def test_unfinished_empty_and_nested_cards_are_accounted_for() -> None:
    records, problems = read("BEGIN:VCARD\n" * 2_000 + "FN:Ann\n")
    assert [record.name for record in records] == ["Ann"]
    assert sum(problem.lost for problem in problems) == 1_999


@pytest.mark.parametrize(("count", "kept"), [(99, 99), (100, 100), (101, 100), (5_000, 100)])
def test_handles_are_bounded(count: int, kept: int) -> None:
    (record,), problems = read(card("FN:Ann", *(f"EMAIL:a{at}@x.org" for at in range(count))))
    assert len(record.handles) == kept
    assert bool(problems) == (count > kept)


def test_markup_and_breaks_in_a_note_stay_text() -> None:
    evil = "<script>x</script>\u2028END:VCARD\x0b\x85\\nEND:VCARD\\nBEGIN:VCARD"
    (record,), problems = read(card("FN:<b>Ann</b>", f"NOTE:{evil}"))
    assert record.name == "<b>Ann</b>"
    assert record.note.count("\n") == 5
    assert problems == []


def test_photos_leave_no_trace() -> None:
    (record,), problems = read(
        card("FN:Ann", "PHOTO;VALUE=uri:http://169.254.169.254/", "PHOTO;ENCODING=b:" + "QUJD" * 500_000)
    )
    assert problems == []
    assert "169.254" not in repr(record)


def test_recognition_goes_by_content_before_name() -> None:
    sure = READER.recognise(document(card("FN:Ann").encode("utf-16"), "contacts.bin"))
    guess = READER.recognise(document(b"", "empty.vcf"))
    assert sure is not None
    assert guess is not None
    assert sure.confidence > 0.9 > guess.confidence
    assert READER.recognise(document(b"Subject: BEGIN:VCARD\n\nhello", "x.txt")) is None


@pytest.mark.real
@pytest.mark.parametrize(
    "name",
    ["vcard-calcard", "vcard-ezvcard", "vcard-ical-radicale", "vcard-ical-vobject", "vcard-sabre", "ical-libical"],
)
def test_every_real_card_is_accounted_for(name: str, shared_data: Callable[[str], Path]) -> None:
    cards = 0
    for path in sorted(shared_data(name).rglob("*")):
        raw = path.read_bytes() if path.is_file() and path.suffix != ".out" else b""
        begun = len(re.findall(rb"(?im)^\s*BEGIN:VCARD\s*$", raw))
        if not begun or READER.recognise(document(raw, path.name)) is None:
            continue
        records, problems = read(raw)
        assert len(records) + sum(problem.lost for problem in problems) >= begun, path.name
        cards += len(records)
    assert cards
