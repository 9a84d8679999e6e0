"""Headers: fields found, words decoded, shapes judged."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.mail_header import find_fields, header_digest, header_shape, message_id, received_dates
from entregent.formats.mail_words import decode_header_text


def fields(text: str) -> dict[str, bytes]:
    raw = b"\n" + text.encode()
    return find_fields(raw, 0, len(raw))


def test_fields_are_found_however_their_names_are_spelled() -> None:
    expected = {"from": b"ann", "to": b"bob", "date": b"d", "subject": b"s"}
    assert fields("From: ann\nTo: bob\nDate: d\nSubject: s") == expected
    assert fields("FROM: ann\nto: bob\nDATE : d\nsubJECT:s") == expected
    assert fields("From: ann\r\nTo: bob\r\nDate: d\r\nSubject: s\r") == expected


def test_a_name_made_of_two_halves_is_no_field() -> None:
    header = b"\nFrom: a@x.org\nTo: b@x.org\nMrom: c@x.org\nDate: d\nSubject: s\nXo: e@x.org"
    assert find_fields(header, 0, len(header)) == {
        "from": b"a@x.org", "to": b"b@x.org", "date": b"d", "subject": b"s",
    }  # fmt: skip


def test_folds_stay_in_the_value() -> None:
    assert fields("Subject: one\n two\nTo: a,\n\tb")["to"] == b"a,\n\tb"


def test_repeated_lists_join_and_a_second_from_is_kept_apart() -> None:
    found = fields("From: ann\nTo: bob\nFrom: eve\nTo: cat\nSubject: s\nSubject: t\nDate: d")
    assert (found["to"], found["from"], found["from-2"], found["subject"]) == (b"bob, cat", b"ann", b"eve", b"s")


def test_only_a_machines_type_and_return_path_are_taken() -> None:
    assert "content-type" not in fields("Content-Type: text/plain\nReturn-Path: <ann@example.org>")
    assert fields("Content-Type: text/calendar; method=REPLY\nReturn-Path: <>").keys() == {
        "content-type",
        "return-path",
    }


def test_thirty_thousand_fields_are_capped() -> None:
    started = time.process_time()
    assert fields("To: a@example.org\n" * 30_000)["to"].count(b",") < 1000
    assert time.process_time() - started < 2


def test_received_dates_come_newest_first() -> None:
    raw = b"\nReceived: from a\n by b; Mon, 5 Nov 2001 09:00:00 +0000\nReceived: x; 4 Nov 2001 09:00:00 GMT"
    assert received_dates(raw, 0, len(raw)) == [b"Mon, 5 Nov 2001 09:00:00 +0000", b"4 Nov 2001 09:00:00 GMT"]
    assert message_id(b"\nMessage-Id: <x@y>", 0, 18) == "x@y"


def test_a_digest_ignores_what_programs_add() -> None:
    plain, worn = b"\nFrom: ann\nSubject: s", b"\r\nStatus: RO\r\nFrom: ann\r\nSubject: s\r\nX-UID: 7\r\n"
    assert header_digest(plain, 0, len(plain)) == header_digest(worn, 0, len(worn))
    assert header_digest(plain, 0, len(plain)) != header_digest(plain, 0, len(plain) - 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"=?utf-8?B?Q2Fmw6k=?=", "Café"),
        (b"=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
        (b"=?utf-8?B?w6k=?=\n =?utf-8?B?w6g=?= c", "éè c"),
        (b"=?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?=", "été"),
        (b"x =?US-ASCII*EN?Q?Keith_Moore?= y", "x Keith Moore y"),
        (b"=?utf-8?B?Q2Fmw6k?=", "Café"),
        (b"=?x-evil?Q?caf=E9?=", "café"),
        (b"caf\xe9 \xe0 toi", "café à toi"),
        ("café à toi".encode(), "café à toi"),
        (b"Hello=?", "Hello=?"),
        (b"a =?utf-8?Q?=0D=0ABcc:_x?=", "a Bcc: x"),
        (b"nul\x00 here", "nul here"),
        (b"folded\r\n line", "folded line"),
    ],
)
def test_header_text_becomes_one_clean_line(value: bytes, text: str) -> None:
    assert decode_header_text(value) == text


@given(st.binary(max_size=100))
def test_any_value_is_one_storable_line(value: bytes) -> None:
    text = decode_header_text(value)
    text.encode("utf-8")
    assert not set(text) & set("\r\n\x00")


@pytest.mark.parametrize("value", [b"=?utf-8?B?QQ==?= " * 20_000, b"=?" * 50_000, b"=?a?Q?" * 20_000])
def test_hostile_words_take_no_time(value: bytes) -> None:
    started = time.process_time()
    decode_header_text(value)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "head",
    [b"Name,E-mail: x\nAnn,a@example.org\n", b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n", b"BEGIN:VCALENDAR\nDTSTART:2001\n",
     b"Note: buy milk\nTomorrow: nothing\n", b"def f(x: int) -> int:\n    return x\n", b'{"From": "x", "To": "y"}'],
)  # fmt: skip
def test_other_texts_show_no_mail_fields(head: bytes) -> None:
    assert header_shape(head).known == 0


def test_a_header_shows_its_fields() -> None:
    assert header_shape(b"From: a\nTo: b\nX-Odd: c\nwhat\n\nDate: body").known == 2
