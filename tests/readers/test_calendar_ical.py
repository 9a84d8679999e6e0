"""Events become meetings of those who accepted or organised."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import OwnerHint, Problem
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions
from entregent.readers.calendar_ical import IcalCalendar

NOW = int(datetime(2026, 6, 1, tzinfo=UTC).timestamp())
OPTIONS = ReadOptions(now=NOW)
READER = IcalCalendar()
ORGANISER = "ORGANIZER;CN=Ann Lee:mailto:Ann@x.org"
START = "DTSTART:20240102T150000Z"


def document(raw: bytes, name: str = "calendar.ics") -> Document:
    return Document(name, name, raw[:HEAD_BYTES], len(raw), lambda: io.BytesIO(raw))


def items(raw: str | bytes) -> list[object]:
    return list(READER.read(document(raw if isinstance(raw, bytes) else raw.encode()), OPTIONS))


def read(*events: str, head: str = "") -> tuple[list[Interaction], dict[str, str]]:
    """The meetings, and problems by code with their count."""
    found = items(f"BEGIN:VCALENDAR\r\n{head}" + "".join(events) + "END:VCALENDAR\r\n")
    problems = {item.code: dict(item.facts).get("count", "") for item in found if isinstance(item, Problem)}
    return [item for item in found if isinstance(item, Interaction)], problems


def event(*lines: str, uid: str = "u1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def guest(name: str, answer: str = "", more: str = "") -> str:
    return f"ATTENDEE;CN={name}{f';PARTSTAT={answer}' if answer else ''}{more}:mailto:{name.lower()}@x.org"


def names(meeting: Interaction) -> list[str]:
    return [person.name for person in meeting.to]


def test_a_meeting_is_one_interaction() -> None:
    (meeting,), problems = read(
        event(START, "DTEND:20240102T160000Z", "SUMMARY:Café\\, chez Bob", ORGANISER, guest("Bob", "ACCEPTED"))
    )
    assert (meeting.channel, meeting.at, meeting.offset) == (Channel.MEETING, 1_704_207_600, 0)
    assert (meeting.title, meeting.amount, meeting.uid) == ("Café, chez Bob", 60, "u1")
    assert meeting.sender is not None
    assert (meeting.sender.value, meeting.sender.name) == ("ann@x.org", "Ann Lee")
    assert (names(meeting), meeting.others, problems) == (["Bob"], 1, {})


def test_only_those_who_accepted_or_organised_met() -> None:
    (meeting,), _ = read(
        event(
            *(START, ORGANISER, guest("Ann", "ACCEPTED"), guest("Bob", "ACCEPTED"), guest("Cy", "DECLINED")),
            *(guest("Dee", "NEEDS-ACTION"), guest("Eve", "TENTATIVE"), guest("Fay")),
            *(guest("Salon", "ACCEPTED", ";CUTYPE=ROOM"), guest("All", "ACCEPTED", ";CUTYPE=GROUP")),
        )
    )
    assert (names(meeting), meeting.others) == (["Bob"], 1)


def test_where_nobodys_answer_is_told_all_count() -> None:
    (meeting,), _ = read(event(START, ORGANISER, guest("Bob"), guest("Cy")))
    assert names(meeting) == ["Bob", "Cy"]


def test_an_organiser_who_declined_was_not_there() -> None:
    (meeting,), _ = read(event(START, ORGANISER, guest("Ann", "DECLINED"), guest("Bob", "ACCEPTED")))
    assert meeting.sender is None


def test_rooms_and_machines_of_google_are_nobody() -> None:
    (meeting,), _ = read(
        event(START, "ORGANIZER:mailto:abc@group.calendar.google.com", "ATTENDEE:mailto:r@resource.calendar.google.com")
    )
    assert (meeting.sender, meeting.to, meeting.others) == (None, (), 0)


def test_people_without_mail_are_known_by_phone_or_name() -> None:
    (meeting,), _ = read(
        event(
            *(START, "ATTENDEE;CN=Bob:tel:+15145550101", "ATTENDEE;CN=Cy Roy:invalid:nomail"),
            "ATTENDEE;CN=Dee;EMAIL=Dee@x.org:/principals/dee",
        )
    )
    assert [(person.kind, person.value) for person in meeting.to] == [
        ("phone", "+15145550101"),
        ("name", "calendar:cy roy"),
        ("mail", "dee@x.org"),
    ]


def test_an_all_day_event_stands_at_noon_of_the_zone() -> None:
    (meeting,), _ = read(event("DTSTART;VALUE=DATE:20240702", ORGANISER))
    assert meeting.at == int(datetime(2024, 7, 2, 16, tzinfo=UTC).timestamp())
    assert (meeting.flags, meeting.offset, meeting.amount) == (Flag.TIMELESS, -240, 0)


def test_floating_times_take_the_calendars_zone_then_the_books() -> None:
    (booked,), _ = read(event("DTSTART:20240102T100000"))
    (paris,), _ = read(event("DTSTART:20240102T100000"), head="X-WR-TIMEZONE:Europe/Paris\r\n")
    assert booked.at is not None
    assert paris.at is not None
    assert (booked.at - paris.at, booked.offset, paris.offset) == (6 * 3_600, -300, 60)


def test_an_unknown_zone_floats_and_is_told() -> None:
    (meeting,), problems = read(event("DTSTART;TZID=../../etc/passwd:20240102T100000"))
    assert (meeting.offset, problems) == (-300, {"unknown-zone": ""})


SERIES = event("DTSTART;TZID=America/Toronto:20240102T090000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Point")
MOVED = "RECURRENCE-ID;TZID=America/Toronto:20240109T090000"


def test_a_moved_occurrence_keeps_its_name_whichever_comes_first() -> None:
    moved = event(MOVED, "DTSTART;TZID=America/Toronto:20240110T140000", "SUMMARY:Point déplacé")
    for order in ((SERIES, moved), (moved, SERIES)):
        meetings, problems = read(*order)
        assert sorted((meeting.uid, meeting.title) for meeting in meetings) == [
            ("u1/20240102T140000Z", "Point"),
            ("u1/20240109T140000Z", "Point déplacé"),
            ("u1/20240116T140000Z", "Point"),
        ]
        assert problems == {}


def test_a_cancelled_occurrence_takes_only_itself_away() -> None:
    meetings, problems = read(SERIES, event(MOVED, "DTSTART:20240109T140000Z", "STATUS:CANCELLED"))
    assert [meeting.uid[-16:-8] for meeting in meetings] == ["20240102", "20240116"]
    assert problems == {"cancelled-events": "1"}


def test_cancellations_answers_and_tasks_are_counted_not_told() -> None:
    assert read(event(START), head="METHOD:CANCEL\r\n") == ([], {"cancelled-events": "1"})
    assert read(event(START), head="METHOD:REPLY\r\n") == ([], {"answers-to-meetings": "1"})
    assert read("BEGIN:VTODO\r\nEND:VTODO\r\n") == ([], {"not-meetings": "1"})


def test_the_coming_60_days_are_told_and_no_more() -> None:
    meetings, problems = read(
        event("DTSTART:20260601T120000Z", "RRULE:FREQ=DAILY"), event("DTSTART:20270101", uid="u2")
    )
    assert len(meetings) == 60
    assert problems == {"far-events": "1"}


def test_of_three_versions_the_last_counts() -> None:
    copies = [event(START, f"SEQUENCE:{number}", f"SUMMARY:{number}") for number in ("5", "-1", "99999999999")]
    (meeting,), problems = read(*copies)
    assert (meeting.title, problems) == ("99999999999", {"earlier-versions": "2"})


@pytest.mark.parametrize("start", ["00000101T000000Z", "99991231T000000Z", "20240230T100000Z", "junk"])
def test_an_absurd_date_leaves_an_undated_meeting(start: str) -> None:
    (meeting,), problems = read(event(f"DTSTART:{start}", ORGANISER))
    assert meeting.at is None
    assert "undated-event" in problems


def test_20_000_guests_are_counted_and_1_000_kept() -> None:
    (meeting,), _ = read(event(START, *(guest(f"G{at}") for at in range(20_000))))
    assert (len(meeting.to), meeting.others) == (1_000, 20_000)


def test_alarms_attachments_and_markup_are_inert() -> None:
    evil = "<img src=http://127.0.0.1/>"
    alarm = "BEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:file:///bin/sh\r\nATTENDEE:mailto:m@x.org\r\nEND:VALARM"
    (meeting,), problems = read(
        event(START, f"SUMMARY:{evil}", f"X-ALT-DESC:{evil}", "ATTACH:file:///etc/passwd", alarm)
    )
    assert (meeting.title, meeting.to, problems) == (evil, (), {})


def test_2_000_nested_events_are_accounted_for() -> None:
    found = items("BEGIN:VCALENDAR\n" + f"BEGIN:VEVENT\n{START}\n{ORGANISER}\n" * 2_000)
    assert sum(isinstance(item, Interaction) for item in found) == 2_000


def test_a_calendar_named_by_an_address_hints_at_its_owner() -> None:
    found = items(f"BEGIN:VCALENDAR\nX-WR-CALNAME:Ann@x.org\n{event(START)}END:VCALENDAR\n")
    (hint,) = (item for item in found if isinstance(item, OwnerHint))
    assert (hint.kind, hint.participant.value, hint.times) == ("calendar-owner", "ann@x.org", 1)


def test_recognition_goes_by_content_before_name() -> None:
    sure = READER.recognise(document(b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "x.bin"))
    assert sure is not None
    assert sure.confidence > 0.9
    assert READER.recognise(document(b"hello", "x.txt")) is None


@pytest.mark.real
@pytest.mark.parametrize(
    "name", ["ical-collective", "ical-libical", "vcard-ical-radicale", "vcard-ical-vobject", "vcard-sabre"]
)
def test_every_real_event_is_accounted_for(name: str, shared_data: Callable[[str], Path]) -> None:
    total = 0
    for path in sorted(shared_data(name).rglob("*")):
        raw = path.read_bytes() if path.is_file() else b""
        if not raw or READER.recognise(document(raw, path.name)) is None:
            continue
        found = items(raw)
        told = {item.place for item in found if isinstance(item, Interaction)}
        lost = sum(
            item.lost if item.place else int(dict(item.facts).get("count", 1))
            for item in found
            if isinstance(item, Problem)
        )
        assert len(told) + lost >= len(re.findall(rb"(?im)^\s*BEGIN:VEVENT\s*$", raw)), path.name
        total += len(told)
    assert total
