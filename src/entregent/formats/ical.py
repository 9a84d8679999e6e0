"""iCalendar (RFC 5545): events as structure; their times, recurrences and people, read as a stream."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO, Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.components import Component, assemble, read_components, read_lines
from entregent.formats.content_line import Flaw, Line, parse_line, unescape

ATTENDEE_LIMIT: Final = 1_000
"""Attendees kept of one event; the count goes on."""
EXCEPTION_LIMIT: Final = 100_000
"""Dates of RDATE and EXDATE read of one event."""
SURVEY_LIMIT: Final = 500_000
"""Events remembered while looking for copies and overrides."""
ZONE_LIMIT: Final = 500
ZONE_LINES: Final = 2_000
CONTAINERS: Final = frozenset(("VCALENDAR",))


class Moment(NamedTuple):
    """A local time as written: `zone` is its TZID, "UTC", or "" where it floats; `is_day`: without time."""

    wall: datetime
    zone: str
    is_day: bool


class Attendee(NamedTuple):
    """Somebody an event names. `address` is the URI as written; `answer` is PARTSTAT, "" where absent."""

    address: str
    name: str
    answer: str
    kind: str
    """CUTYPE: "" or INDIVIDUAL for people, ROOM, RESOURCE, GROUP …"""
    mail: str
    """The EMAIL parameter, for addresses that are no mail."""


class Event(NamedTuple):
    """A VEVENT. Broken times are None and named in `flaws`."""

    number: int
    uid: str
    start: Moment | None
    minutes: int
    recurrence: Moment | None
    """Which occurrence of the series this is."""
    title: str
    status: str
    organiser: Attendee | None
    attendees: list[Attendee]
    attendee_count: int
    rules: list[str]
    excluding_rules: list[str]
    extra: list[Moment]
    excluded: list[Moment]
    flaws: list[Flaw]
    complete: bool


_TIME: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z)?)?", re.ASCII)
_DURATION: Final = re.compile(
    r"([+-])?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?", re.ASCII
)


def parse_moment(value: str, zone: str = "") -> Moment | None:
    """A DATE or DATE-TIME; None where there is no such time. 23:59:60 is the second before."""
    found = _TIME.fullmatch(value.strip()[:40])
    if found is None:
        return None
    try:
        hour, minute, second = int(found[4] or 0), int(found[5] or 0), min(int(found[6] or 0), 59)
        wall = datetime(int(found[1]), int(found[2]), int(found[3]), hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
    if int(found[6] or 0) > 60:
        return None
    return Moment(wall, "UTC" if found[7] else "" if found[4] is None else zone, found[4] is None)


def parse_duration(value: str) -> timedelta | None:
    """A DURATION ("PT1H30M", "-P1W"); None where it is none or longer than a million days."""
    found = _DURATION.fullmatch(value.strip()[:60])
    if found is None or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(text or 0) for text in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length.days > 1_000_000:
        return None
    return -length if found[1] == "-" else length


def read_calendar(stream: BinaryIO) -> Iterator[Component | Line | Flaw]:
    """The components of all calendars of a file, with the calendars' own lines (BEGIN and END among them) around."""
    return read_components(stream, containers=CONTAINERS)


def event_from_component(component: Component) -> Event:
    """A VEVENT's structure. What can't be read is left out and named."""
    lines: dict[str, list[Line]] = {}
    for line in component.lines:
        lines.setdefault(line.name, []).append(line)
    flaws = list(component.flaws)
    start = _first_moment(lines, "DTSTART", flaws)
    end = _first_moment(lines, "DTEND", flaws)
    people = lines.get("ATTENDEE", [])
    organisers = [line for line in lines.get("ORGANIZER", ()) if line.value.strip()]
    return Event(
        number=component.number,
        uid=one_line(_text(lines, "UID"), 500),
        start=start,
        minutes=_minutes(start, end, lines, flaws),
        recurrence=_first_moment(lines, "RECURRENCE-ID", flaws),
        title=one_line(_text(lines, "SUMMARY")),
        status=_text(lines, "STATUS").strip().upper(),
        organiser=attendee_from_line(organisers[0]) if organisers else None,
        attendees=[attendee_from_line(line) for line in people[:ATTENDEE_LIMIT]],
        attendee_count=len(people),
        rules=[line.value for line in lines.get("RRULE", ())][:10],
        excluding_rules=[line.value for line in lines.get("EXRULE", ())][:10],
        extra=_moments(lines.get("RDATE", []), flaws),
        excluded=_moments(lines.get("EXDATE", []), flaws),
        flaws=flaws,
        complete=component.complete,
    )


def attendee_from_line(line: Line) -> Attendee:
    """ATTENDEE or ORGANIZER."""
    return Attendee(
        line.value.strip()[:1_000],
        one_line(line.param("CN")),
        line.param("PARTSTAT").upper(),
        line.param("CUTYPE").upper(),
        line.param("EMAIL")[:320],
    )


def _text(lines: dict[str, list[Line]], name: str) -> str:
    found = lines.get(name)
    return unescape(found[0].value) if found else ""


def _first_moment(lines: dict[str, list[Line]], name: str, flaws: list[Flaw]) -> Moment | None:
    for line in lines.get(name, ())[:1]:
        found = parse_moment(line.value, line.param("TZID"))
        if found is None:
            flaws.append(Flaw(line.number, f"broken-{name.lower()}"))
        return found
    return None


def _moments(lines: list[Line], flaws: list[Flaw]) -> list[Moment]:
    """The dates of RDATE or EXDATE lines; of a period its start."""
    found: list[Moment] = []
    for line in lines:
        zone = line.param("TZID")
        for text in line.value.split(","):
            moment = parse_moment(text.partition("/")[0], zone)
            if moment is not None:
                found.append(moment)
            elif text.strip() and len(flaws) < 50:
                flaws.append(Flaw(line.number, f"broken-{line.name.lower()}"))
            if len(found) >= EXCEPTION_LIMIT:
                return found
    return found


def _minutes(start: Moment | None, end: Moment | None, lines: dict[str, list[Line]], flaws: list[Flaw]) -> int:
    """The length in minutes; 0 for whole days, and where it is missing or senseless."""
    length = timedelta()
    if start is None or start.is_day:
        return 0
    if end is not None and not end.is_day:
        length = end.wall - start.wall
    elif "DURATION" in lines:
        found = parse_duration(lines["DURATION"][0].value)
        length = found if found is not None else timedelta(minutes=-1)
    if length < timedelta():
        # Start and end may stand in two zones: a difference within a day is no error worth telling.
        if length < timedelta(days=-1) or "DURATION" in lines or end is None or end.zone == (start and start.zone):
            flaws.append(Flaw(lines["DTSTART"][0].number, "end-before-start"))
        return 0
    return min(int(length.total_seconds() // 60), 525_600)


class Survey(NamedTuple):
    """What must be known of a whole file before its events can be told one by one."""

    overrides: dict[str, set[str]]
    """Per UID the RECURRENCE-ID values (with TZID) that have an event of their own."""
    superseded: set[int]
    """Line numbers of events of which the file holds a later version (SEQUENCE, then DTSTAMP)."""
    zones: list[Component]
    """The VTIMEZONEs: some producers write them after the events."""


def survey(stream: BinaryIO) -> Survey:
    """Look through a file for overrides, later versions and zones, keeping nothing else of it."""
    found = Survey({}, set(), [])
    zone_lines: list[tuple[int, bytes]] = []
    latest: dict[tuple[str, str], tuple[int, str, int]] = {}
    begin, fields = 0, dict.fromkeys(("UID", "SEQUENCE", "DTSTAMP", "RECURRENCE-ID"), "")
    for number, raw in read_lines(stream):
        head = raw[:5].upper()
        if zone_lines or (head == b"BEGIN" and raw.upper().startswith(b"BEGIN:VTIMEZONE")):
            zone_lines.append((number, raw))
            if len(zone_lines) >= ZONE_LINES or (head == b"END:V" and raw.upper().startswith(b"END:VTIMEZONE")):
                if len(found.zones) < ZONE_LIMIT:
                    found.zones.extend(whole for whole in assemble(zone_lines) if isinstance(whole, Component))
                zone_lines = []
        elif head == b"BEGIN":
            if raw.upper().startswith(b"BEGIN:VEVENT"):
                begin, fields = number, dict.fromkeys(fields, "")
        elif head in (b"UID:", b"SEQUE", b"DTSTA", b"RECUR") or head[:4] == b"UID:":
            line = parse_line(number, raw)
            if isinstance(line, Line) and line.name in fields and not fields[line.name]:
                zone = line.param("TZID")
                fields[line.name] = one_line(unescape(line.value), 500) + (f";{zone}" if zone else "")
        elif head == b"END:V" and begin and raw.upper().startswith(b"END:VEVENT"):
            _note_event(found, latest, begin, fields)
            begin = 0
    return found


def _note_event(
    found: Survey, latest: dict[tuple[str, str], tuple[int, str, int]], begin: int, fields: dict[str, str]
) -> None:
    uid, occurrence = fields["UID"], fields["RECURRENCE-ID"]
    if not uid or len(latest) >= SURVEY_LIMIT:
        return
    sequence = fields["SEQUENCE"].strip()
    number = int(sequence) if re.fullmatch(r"-?\d{1,15}", sequence, re.ASCII) else 0
    mine = number, fields["DTSTAMP"], begin
    other = latest.get((uid, occurrence))
    if other is not None:
        found.superseded.add(min(mine, other)[2])
    latest[uid, occurrence] = max(mine, other) if other else mine
    if occurrence:
        found.overrides.setdefault(uid, set()).add(occurrence)
