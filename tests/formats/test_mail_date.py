"""Dates of mail headers."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, mktime_tz, parsedate_tz

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.mail_date import Stamp, is_plausible, parse_mail_date

NINE = int(datetime(2001, 11, 5, 9, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Mon, 5 Nov 2001 09:00:00 +0000", 0),
        ("Mon, 05 Nov 2001 10:00:00 +0100 (CET)", 60),
        ("5 Nov 2001 09:00:00 GMT", 0),
        ("Mon, 5 Nov 01 04:00:00 EST", -300),
        ("Mon, 5 Nov 101 04:00:00 EST", -300),
        ("mon, 5 nov 2001 09:00:00 z", 0),
        ("Mon,5 Nov 2001 09:00 +0000", 0),
        ("Mon (day), 5 (the) Nov 2001 09:00:00 (h) +0000", 0),
        ("Mon Nov  5 09:00:00 2001", 0),
        ("Mon Nov  5 10:00:00 CET 2001", 60),
        ("Mon Nov  5 04:00:00 -0500 2001", -300),
        ("2001-11-05T09:00:00Z", 0),
        ("2001-11-05 10:00:00 +01:00", 60),
        ("2001/11/5 09:00", 0),
        ("Monday, November 5, 2001 9:00 AM", 0),
        ("lun., 5 nov. 2001 09:00:00 +0000", 0),
        ("Mon, 5-Nov-2001 09:00:00 GMT", 0),
        ("Mon, 5 Nov 2001 09:00:00 +9999", 0),
        ("Mon, 5 Nov 2001 14:30:00 +0530", 330),
    ],
)
def test_every_spelling_names_the_same_instant(text: str, offset: int) -> None:
    assert parse_mail_date(text.encode()) == Stamp(NINE, offset)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "Thu, 32 Foo 2020 25:61:00 +9999", "Fri, 30 Feb 2001 09:00:00 +0000", "2020/3/5",
     "Mon, 5 Nov 2001 25:00:00 +0000", "Mon, 5 Nov 99999 09:00:00 +0000", "12:00", "5 Nov 2001", "\x00" * 50],
)  # fmt: skip
def test_what_names_no_instant_is_none(text: str) -> None:
    assert parse_mail_date(text.encode()) is None


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2099, 12, 31)),  # noqa: DTZ001
    st.integers(-12 * 60, 14 * 60),
)
def test_it_reads_what_the_standard_library_writes(moment: datetime, offset: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    text = format_datetime(aware)
    expected = parsedate_tz(text)
    assert expected is not None
    assert parse_mail_date(text.encode()) == Stamp(mktime_tz(expected), offset)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Mon, 5 Nov 2001 09:00:60 +0000", Stamp(NINE + 60, 0)),
        ("Mon, 5 Nov 2001 23:59:59 +0000 (GMT)", Stamp(NINE + 53_999, 0)),
        ("Mon, 5 Nov 2001 09:00:00 +0000 (a (b))", Stamp(NINE, 0)),
        ("Mon, 5 Nov 2001 24:00:00 +0000", None),
        ("Mon, 5 Nov 2001 09:60:00 +0000", None),
        ("Mon, 5 Nov 2001 09:00:61 +0000", None),
        ("Mon, 5 Nov 2001 09.00.00 +0000", Stamp(NINE, 0)),
    ],
)
def test_a_day_that_came_before_is_read_the_same(text: str, stamp: Stamp | None) -> None:
    parse_mail_date(b"Mon, 5 Nov 2001 08:00:00 +0000")
    assert parse_mail_date(text.encode()) == stamp


@given(st.binary(max_size=60))
def test_any_bytes_are_a_date_or_none(value: bytes) -> None:
    found = parse_mail_date(value)
    assert found is None or abs(found.offset) <= 14 * 60


def test_clocks_that_were_never_set_are_not_believed() -> None:
    enron = parse_mail_date(b"Mon, 31 Dec 1979 16:00:00 -0800 (PST)")
    assert enron is not None
    assert not is_plausible(enron.at, now=NINE)
    assert not is_plausible(0, now=NINE)
    assert is_plausible(NINE + 86_400, now=NINE)
    assert not is_plausible(NINE + 3 * 86_400, now=NINE)
