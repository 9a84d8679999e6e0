"""Calendars that we write: read back by our own reader as they were, whatever the titles hold."""

from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from entregent.formats.bounded_text import one_line
from entregent.formats.components import Component
from entregent.formats.content_line import Line
from entregent.formats.ical import Event, event_from_component, read_calendar
from entregent.formats.ical_writing import TITLE_LIMIT, Entry, write_calendar

LUNCH = Entry("a@entregent", 1_772_463_600, 0, 1_772_463_600, 30, "Lunch", 15)
DAY = Entry("b@entregent", 1_772_463_600, 3, date(2028, 2, 29), 0, "A birthday")


def read_back(data: bytes) -> list[Event]:
    found = list(read_calendar(BytesIO(data)))
    return [event_from_component(one) for one in found if isinstance(one, Component)]


def heads(data: bytes) -> set[str]:
    """The names of the lines of the calendar itself."""
    return {one.name for one in read_calendar(BytesIO(data)) if isinstance(one, Line)}


def test_an_instant_is_in_utc_and_a_day_is_a_day() -> None:
    data = write_calendar("Due", [LUNCH, DAY])
    assert b"DTSTART:20260302T150000Z\r\nDTEND:20260302T153000Z\r\n" in data
    assert b"DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n" in data
    assert b"SEQUENCE:3\r\n" in data
    assert [(one.uid, one.title, one.minutes) for one in read_back(data)] == [
        ("a@entregent", "Lunch", 30),
        ("b@entregent", "A birthday", 0),
    ]


def test_nothing_is_asked_of_whoever_reads_it() -> None:
    data = write_calendar("Due", [LUNCH, DAY])
    for word in (b"METHOD", b"ATTENDEE", b"ORGANIZER", b"ATTACH", b"ACTION:EMAIL", b"ACTION:AUDIO", b"URL"):
        assert word not in data
    assert data.count(b"ACTION:DISPLAY") == 1


def test_an_empty_calendar_is_one() -> None:
    data = write_calendar("Due", [])
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert data.endswith(b"END:VCALENDAR\r\n")


def test_a_title_of_an_attacker_is_only_a_title() -> None:
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nMETHOD:CANCEL\u2028ATTENDEE:mailto:a@b.example;\\n,"
    data = write_calendar(evil, [LUNCH._replace(title=evil)])
    (event,) = read_back(data)
    assert event.attendees == []
    assert heads(data) == {
        *("BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME"),
        *("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "END"),
    }


texts = st.text(max_size=400) | st.text(st.sampled_from('\r\n;,:\\"\u2028\x85\x0bBEGINVENT é𝄞'), max_size=200)
entries = st.builds(
    Entry,
    st.text("0123456789abcdef", min_size=1, max_size=40).map(lambda text: f"{text}@entregent"),
    st.integers(0, 4_102_444_800),
    st.integers(0, 2**31 - 1),
    st.dates(date(1901, 1, 1), date(2200, 12, 30)) | st.integers(0, 4_102_444_800),
    st.integers(1, 600),
    texts,
    st.none() | st.integers(0, 1_440),
)


@given(st.lists(entries, max_size=5), texts)
def test_what_is_written_is_read_back_and_no_line_is_injected(wanted: list[Entry], name: str) -> None:
    data = write_calendar(name, wanted)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    found = read_back(data)
    assert [one.uid for one in found] == [one.uid for one in wanted]
    assert [one.title for one in found] == [one_line(one.title, TITLE_LIMIT) for one in wanted]
    for read, written in zip(found, wanted, strict=True):
        assert read.start is not None
        assert read.start.is_day == isinstance(written.start, date)
        assert read.minutes == (0 if read.start.is_day else written.minutes)
        assert read.flaws == []
