"""Writing iCalendar (RFC 5545): whole days and instants as events, each line folded, nothing injected, no METHOD."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.content_line import escape, fold

PRODUCT: Final = "-//Entregent//Entregent//EN"
TITLE_LIMIT: Final = 300


class Entry(NamedTuple):
    """An event to be written. `start` is a whole day, or UTC seconds with a length in minutes.

    `uid` stays while the event is the same; `sequence` grows, and `stamp` (UTC seconds) moves, when it changes. `alarm`
    is how many minutes before a notice is shown; None for none.
    """

    uid: str
    stamp: int
    sequence: int
    start: date | int
    minutes: int
    title: str
    alarm: int | None = None


def write_calendar(name: str, entries: Iterable[Entry], *, hours: int = 1) -> bytes:
    """A calendar that asks to be read again every so many hours."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += [f"NAME:{escape(name)}", f"X-WR-CALNAME:{escape(name)}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H", f"X-PUBLISHED-TTL:PT{hours}H"]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) for line in lines).encode()


def _event(entry: Entry) -> Iterator[str]:
    title = escape(one_line(entry.title, TITLE_LIMIT))
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(entry.uid)}"
    yield f"DTSTAMP:{_instant(entry.stamp)}"
    yield f"LAST-MODIFIED:{_instant(entry.stamp)}"
    yield f"SEQUENCE:{entry.sequence}"
    if isinstance(entry.start, int):
        yield f"DTSTART:{_instant(entry.start)}"
        yield f"DTEND:{_instant(entry.start + entry.minutes * 60)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(entry.start)}"
        yield f"DTEND;VALUE=DATE:{_day(entry.start + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{title}"
    yield "CLASS:PRIVATE"
    if entry.alarm is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-PT{entry.alarm}M"
        yield f"DESCRIPTION:{title}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _instant(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y%m%dT%H%M%SZ").rjust(16, "0")


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
