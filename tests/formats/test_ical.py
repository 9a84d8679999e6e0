"""iCalendar: moments, durations, zones, occurrences."""

import io
from datetime import datetime, timedelta

import pytest

from entregent.formats.components import Component
from entregent.formats.ical import (
    Event,
    Moment,
    event_from_component,
    parse_duration,
    parse_moment,
    read_calendar,
    survey,
)
from entregent.formats.occurrences import OWN_ZONE_LIMIT, Zones, occurrences
from entregent.formats.time_zones import utc_at, zone_by_name, zone_from_component

TORONTO = zone_by_name("America/Toronto")
assert TORONTO is not None
HORIZON = 1_790_000_000


def event(*lines: str) -> Event:
    raw = "\r\n".join(["BEGIN:VEVENT", "UID:u1", *lines, "END:VEVENT", ""]).encode()
    (component,) = read_calendar(io.BytesIO(raw))
    assert isinstance(component, Component)
    return event_from_component(component)


def days(*lines: str, overridden: set[str] | None = None) -> list[str]:
    assert TORONTO is not None
    found = occurrences(event(*lines), Zones(TORONTO, {}), HORIZON, overridden or set()).found
    return [each.wall.strftime("%Y-%m-%d %H:%M") for each in found]


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("America/Toronto", (2024, 3, 10, 2, 30), (2024, 3, 10, 7, 30)),  # gap: by the offset before it
        ("America/Toronto", (2024, 11, 3, 1, 30), (2024, 11, 3, 5, 30)),  # fold: the first
        ("Europe/Paris", (2024, 3, 31, 2, 30), (2024, 3, 31, 1, 30)),
        ("Eastern Standard Time", (2024, 7, 1, 12, 0), (2024, 7, 1, 16, 0)),
        ("/freeassociation.sourceforge.net/Tzfile/America/Toronto", (2024, 1, 1, 12, 0), (2024, 1, 1, 17, 0)),
        ("europe/paris", (2024, 1, 1, 12, 0), (2024, 1, 1, 11, 0)),
    ],
)
def test_local_times_become_instants(zone: str, wall: tuple[int, ...], utc: tuple[int, ...]) -> None:
    found = zone_by_name(zone)
    assert found is not None
    assert utc_at(datetime(*wall), found) == (datetime(*utc) - datetime(1970, 1, 1)).total_seconds()  # type: ignore[arg-type] # noqa: DTZ001


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd", "/etc/passwd", "/usr/share/zoneinfo/../../../etc/passwd", "America", "A" * 5_000),
        *("zone.tab", "", "right/UTC", "Etc/GMT+99", "amer\u0130ca/Toronto", "America/Toronto\0", "tzdata.zi", "."),
    ],
)
def test_no_name_of_a_zone_is_a_path(name: str) -> None:
    assert zone_by_name(name) is None


@pytest.mark.parametrize(
    "text",
    [
        *("00000101T000000Z", "99990230", "20240230T100000", "20240101T250000", "20240101T236000", "yesterday"),
        *("", "2024", "١٢٣٤٠١٠١"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_moment(text) is None


def test_a_leap_second_is_the_second_before() -> None:
    assert parse_moment("20161231T235960Z") == Moment(datetime(2016, 12, 31, 23, 59, 59), "UTC", is_day=False)  # noqa: DTZ001


def test_durations() -> None:
    assert parse_duration("PT1H30M") == timedelta(minutes=90)
    assert parse_duration("-P1W") == timedelta(days=-7)
    for text in ("P", "PT", "P1000000000000D", "1H", "", "P1S"):
        assert parse_duration(text) is None


def test_length_in_minutes() -> None:
    assert event("DTSTART:20240101T100000Z", "DTEND:20240101T113000Z").minutes == 90
    assert event("DTSTART:20240101T100000Z", "DURATION:PT45M").minutes == 45
    assert event("DTSTART;VALUE=DATE:20240101", "DTEND;VALUE=DATE:20240103").minutes == 0
    backwards = event("DTSTART:20240105T100000Z", "DTEND:20240101T113000Z")
    assert (backwards.minutes, backwards.flaws[0].reason) == (0, "end-before-start")


def test_a_series_with_exceptions_and_extras() -> None:
    assert days(
        "DTSTART;TZID=America/Toronto:20240102T090000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=America/Toronto:20240109T090000",
        "EXDATE;VALUE=DATE:20240116",
        "RDATE;VALUE=PERIOD;TZID=America/Toronto:20240120T100000/PT1H",
    ) == ["2024-01-02 09:00", "2024-01-20 10:00", "2024-01-23 09:00"]


def test_local_time_stays_through_a_change_of_clocks() -> None:
    assert TORONTO is not None
    series = event("DTSTART;TZID=America/Toronto:20240308T090000", "RRULE:FREQ=DAILY;COUNT=4")
    found = occurrences(series, Zones(TORONTO, {}), HORIZON, set()).found
    assert [each.name[9:11] for each in found] == ["14", "14", "13", "13"]


def test_until_is_inclusive_in_utc_and_by_day() -> None:
    start = "DTSTART;TZID=America/Toronto:20240101T210000"
    assert len(days(start, "RRULE:FREQ=DAILY;UNTIL=20240104T020000Z")) == 3
    assert len(days(start, "RRULE:FREQ=DAILY;UNTIL=20240103")) == 3
    assert len(days("DTSTART;VALUE=DATE:20240101", "RRULE:FREQ=DAILY;UNTIL=20240103T000000Z")) == 3


def test_an_override_takes_the_place_of_its_occurrence() -> None:
    series = ("DTSTART;TZID=America/Toronto:20240102T090000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert days(*series, overridden={"20240109T140000Z"}) == ["2024-01-02 09:00"]
    assert days(*series, overridden={"20240109T090000;America/Toronto"}) == ["2024-01-02 09:00"]
    assert days(*series, overridden={"20240109"}) == ["2024-01-02 09:00"]


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=DAILY;COUNT=1000000000",),
        ("RRULE:FREQ=SECONDLY",),
        ("RRULE:FREQ=DAILY;INTERVAL=0",),
        ("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",),
        ("RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",),
        ("RRULE:FREQ=DAILY;INTERVAL=-1",),
        ("RRULE:FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 20_000),),
        ("RRULE:FREQ=DAILY;COUNT=3;UNTIL=20240102T000000Z",),
        ("RRULE:FREQ=DAILY;FREQ=WEEKLY",),
        ("RRULE:FREQ=DAILY;UNTIL=20200101T000000Z",),
        ("RRULE:FREQ=DAILY;UNTIL=50000101T000000Z",),
        ("RRULE:junk",),
        ("EXDATE:" + ",".join(["20240102T150000Z"] * 60_000), "RRULE:FREQ=DAILY;COUNT=3"),
    ],
)
def test_hostile_series_keep_their_start_and_end(lines: tuple[str, ...]) -> None:
    found = days("DTSTART:20240101T150000Z", *lines)
    assert 1 <= len(found) <= 3_500
    assert "2024-01-01 15:00" in found or len(found) == 3_500


def test_a_rule_that_excludes_itself_leaves_nothing() -> None:
    assert days("DTSTART:20240101T150000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=DAILY;COUNT=3") == []


ZONE = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize("month", range(1, 13))
def test_a_calendars_own_zone_is_understood(month: int) -> None:
    (component,) = survey(io.BytesIO(ZONE.encode())).zones
    own = zone_from_component(component)
    assert own is not None
    assert TORONTO is not None
    wall = datetime(2024, month, 15, 12)  # noqa: DTZ001
    assert utc_at(wall, own) == utc_at(wall, TORONTO)


def test_a_hostile_zone_is_one_offset_or_none() -> None:
    evil = ZONE.replace("FREQ=YEARLY", "FREQ=SECONDLY").replace("TZOFFSETTO:-0400", "TZOFFSETTO:+9999")
    (component,) = survey(io.BytesIO(evil.encode())).zones
    own = zone_from_component(component)
    assert own is not None
    assert utc_at(datetime(2024, 7, 1), own) == 1_719_810_000  # noqa: DTZ001


def test_no_more_zones_than_the_bound_are_worked_out() -> None:
    assert TORONTO is not None
    (component,) = survey(io.BytesIO(ZONE.encode())).zones
    zones = Zones(TORONTO, {f"z{at}": component for at in range(OWN_ZONE_LIMIT + 5)})
    for at in range(OWN_ZONE_LIMIT + 5):
        zones.of(Moment(datetime(2024, 1, 1), f"z{at}", is_day=False))  # noqa: DTZ001
    assert len(zones.unknown) == 5


def test_a_survey_finds_overrides_and_later_versions() -> None:
    copies = "".join(f"BEGIN:VEVENT\nUID:u1\nSEQUENCE:{text}\nEND:VEVENT\n" for text in ("5", "-1", "99999999999"))
    moved = "BEGIN:VEVENT\nUID:u1\nRECURRENCE-ID;TZID=America/Toronto:20240109T090000\nEND:VEVENT\n"
    found = survey(io.BytesIO((copies + moved).encode()))
    assert found.superseded == {1, 5}
    assert found.overrides == {"u1": {"20240109T090000;America/Toronto"}}
