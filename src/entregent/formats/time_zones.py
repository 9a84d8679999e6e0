"""Time zones by the names that calendars give them: IANA, Windows, tails of paths, or their own VTIMEZONE."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from entregent.formats.components import Component
from entregent.formats.recurrence import expand, parse_rule

NAME_LIMIT: Final = 200
OBSERVANCE_LIMIT: Final = 200
"""Observances read of a VTIMEZONE; full histories have about a hundred."""
ONSET_RULE_LIMIT: Final = 10
"""Observances whose rule is worked out: real zones have two; for the rest the first onset counts."""

# Windows names, from Unicode CLDR windowsZones (territory 001).
WINDOWS_ZONES: Final = {
    "afghanistan standard time": "Asia/Kabul",
    "alaskan standard time": "America/Anchorage",
    "arab standard time": "Asia/Riyadh",
    "arabian standard time": "Asia/Dubai",
    "arabic standard time": "Asia/Baghdad",
    "argentina standard time": "America/Buenos_Aires",
    "atlantic standard time": "America/Halifax",
    "aus central standard time": "Australia/Darwin",
    "aus eastern standard time": "Australia/Sydney",
    "azerbaijan standard time": "Asia/Baku",
    "azores standard time": "Atlantic/Azores",
    "bangladesh standard time": "Asia/Dhaka",
    "canada central standard time": "America/Regina",
    "cape verde standard time": "Atlantic/Cape_Verde",
    "cen. australia standard time": "Australia/Adelaide",
    "central america standard time": "America/Guatemala",
    "central asia standard time": "Asia/Almaty",
    "central brazilian standard time": "America/Cuiaba",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "central pacific standard time": "Pacific/Guadalcanal",
    "central standard time": "America/Chicago",
    "central standard time (mexico)": "America/Mexico_City",
    "china standard time": "Asia/Shanghai",
    "e. africa standard time": "Africa/Nairobi",
    "e. australia standard time": "Australia/Brisbane",
    "e. europe standard time": "Europe/Chisinau",
    "e. south america standard time": "America/Sao_Paulo",
    "eastern standard time": "America/New_York",
    "eastern standard time (mexico)": "America/Cancun",
    "egypt standard time": "Africa/Cairo",
    "ekaterinburg standard time": "Asia/Yekaterinburg",
    "fiji standard time": "Pacific/Fiji",
    "fle standard time": "Europe/Kiev",
    "georgian standard time": "Asia/Tbilisi",
    "gmt standard time": "Europe/London",
    "greenland standard time": "America/Godthab",
    "greenwich standard time": "Atlantic/Reykjavik",
    "gtb standard time": "Europe/Bucharest",
    "hawaiian standard time": "Pacific/Honolulu",
    "india standard time": "Asia/Calcutta",
    "iran standard time": "Asia/Tehran",
    "israel standard time": "Asia/Jerusalem",
    "jordan standard time": "Asia/Amman",
    "korea standard time": "Asia/Seoul",
    "mauritius standard time": "Indian/Mauritius",
    "middle east standard time": "Asia/Beirut",
    "montevideo standard time": "America/Montevideo",
    "morocco standard time": "Africa/Casablanca",
    "mountain standard time": "America/Denver",
    "mountain standard time (mexico)": "America/Chihuahua",
    "myanmar standard time": "Asia/Rangoon",
    "namibia standard time": "Africa/Windhoek",
    "nepal standard time": "Asia/Katmandu",
    "new zealand standard time": "Pacific/Auckland",
    "newfoundland standard time": "America/St_Johns",
    "north asia standard time": "Asia/Krasnoyarsk",
    "pacific sa standard time": "America/Santiago",
    "pacific standard time": "America/Los_Angeles",
    "pacific standard time (mexico)": "America/Tijuana",
    "pakistan standard time": "Asia/Karachi",
    "paraguay standard time": "America/Asuncion",
    "romance standard time": "Europe/Paris",
    "russian standard time": "Europe/Moscow",
    "sa eastern standard time": "America/Cayenne",
    "sa pacific standard time": "America/Bogota",
    "sa western standard time": "America/La_Paz",
    "samoa standard time": "Pacific/Apia",
    "se asia standard time": "Asia/Bangkok",
    "singapore standard time": "Asia/Singapore",
    "south africa standard time": "Africa/Johannesburg",
    "sri lanka standard time": "Asia/Colombo",
    "syria standard time": "Asia/Damascus",
    "taipei standard time": "Asia/Taipei",
    "tasmania standard time": "Australia/Hobart",
    "tokyo standard time": "Asia/Tokyo",
    "tonga standard time": "Pacific/Tongatapu",
    "turkey standard time": "Europe/Istanbul",
    "us eastern standard time": "America/Indianapolis",
    "us mountain standard time": "America/Phoenix",
    "utc": "UTC",
    "venezuela standard time": "America/Caracas",
    "vladivostok standard time": "Asia/Vladivostok",
    "w. australia standard time": "Australia/Perth",
    "w. central africa standard time": "Africa/Lagos",
    "w. europe standard time": "Europe/Berlin",
    "west asia standard time": "Asia/Tashkent",
    "west pacific standard time": "Pacific/Port_Moresby",
}


@lru_cache(maxsize=1)
def _known_zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


@lru_cache(maxsize=512)
def zone_by_name(tzid: str) -> ZoneInfo | None:
    """The zone that a TZID names, or None. Only names on the list of zones are ever opened, never a path."""
    if not tzid or len(tzid) > NAME_LIMIT or not tzid.isascii():
        return None
    name = tzid.strip().strip('"').lower()
    name = WINDOWS_ZONES.get(name, name).lower()
    known = _known_zones()
    if ".." in name:
        return None
    pieces = name.strip("/").split("/")
    # "/freeassociation.sourceforge.net/Tzfile/America/Toronto": the longest tail that is a zone.
    tails = ["/".join(pieces[at:]) for at in range(len(pieces))] if name.startswith("/") else ["/".join(pieces)]
    for tail in tails[:8]:
        if tail in known and ("/" in tail or len(tails) == 1):
            return ZoneInfo(known[tail])
    return None


class OwnZone(tzinfo):
    """A zone as a VTIMEZONE describes it: sorted (onset in local time before it, offset after it)."""

    def __init__(self, first: timedelta, onsets: Sequence[tuple[datetime, timedelta]]) -> None:
        self._first = first
        self._onsets = tuple(onsets)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """The offset in force at a local time."""
        from bisect import bisect_right

        if moment is None:
            return self._first
        at = bisect_right(self._onsets, moment.replace(tzinfo=None), key=lambda onset: onset[0])
        return self._onsets[at - 1][1] if at else self._first

    def dst(self, _moment: datetime | None) -> None:
        """Not told apart."""

    def tzname(self, _moment: datetime | None) -> None:
        """Not named."""


def zone_from_component(component: Component) -> tzinfo | None:
    """The zone that a VTIMEZONE describes, None where it has no usable observance (RFC 5545 §3.6.5)."""
    onsets: list[tuple[datetime, timedelta]] = []
    first: tuple[datetime, timedelta] | None = None
    rules = 0
    for observance in component.children[:OBSERVANCE_LIMIT]:
        values = {line.name: line.value.strip() for line in observance.lines}
        before, after = _offset(values.get("TZOFFSETFROM", "")), _offset(values.get("TZOFFSETTO", ""))
        start = _local(values.get("DTSTART", ""))
        if before is None or after is None or start is None:
            continue
        if first is None or start < first[0]:
            first = start, before
        rule_text = values.get("RRULE", "")
        rules += bool(rule_text)
        onsets += [(onset, after) for onset in _onsets(start, rule_text if rules <= ONSET_RULE_LIMIT else "")]
        extra = [_local(text) for line in observance.lines if line.name == "RDATE" for text in line.value.split(",")]
        onsets += [(onset, after) for onset in extra[:500] if onset is not None]
    if first is None:
        return None
    return OwnZone(first[1], sorted(onsets)) if len(onsets) > 1 else timezone(onsets[0][1])


def _onsets(start: datetime, rule_text: str) -> list[datetime]:
    if not rule_text:
        return [start]
    try:
        rule = parse_rule(rule_text)
    except ValueError:
        return [start]
    if rule.frequency != "YEARLY":
        return [start]
    # Outlook begins its zones in 1601.
    start = start.replace(year=max(start.year, 1970)) if (start.month, start.day) != (2, 29) else start
    last = _local(rule.until) or datetime(2100, 1, 1)  # noqa: DTZ001 (local time by meaning)
    return expand(rule, start, last).walls or [start]


def _offset(text: str) -> timedelta | None:
    digits = text[1:]
    if text[:1] not in ("+", "-") or len(digits) not in (4, 6) or not (digits.isascii() and digits.isdecimal()):
        return None
    hours, minutes, seconds = int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    found = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return found if text[0] == "+" else -found


def _local(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip().rstrip("Z")[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 (local by meaning)
    except ValueError:
        return None


def utc_at(wall: datetime, zone: tzinfo) -> int:
    """UTC seconds of a local time: in a gap by the offset before it, in a fold the first (RFC 5545 §3.3.5)."""
    naive = wall.replace(tzinfo=UTC, fold=0)
    offset = zone.utcoffset(wall.replace(tzinfo=None, fold=0) if isinstance(zone, OwnZone) else wall.replace(fold=0))
    assert offset is not None
    return int((naive - offset).timestamp())


def offset_minutes(at: int, wall: datetime) -> int:
    """Minutes east of UTC that a local time and its instant imply."""
    return round((int(wall.replace(tzinfo=UTC).timestamp()) - at) / 60)
