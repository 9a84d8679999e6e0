"""Instants as tables write them: "2024-04-05 19:00:00 UTC", "1/29/26, 2:37 PM", "5 avril 2024 à 19 h 30"."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from entregent.formats.mail_date import zone_offset
from entregent.formats.spoken_date import MONTHS
from entregent.formats.time_zones import offset_minutes, utc_at

TEXT_LIMIT: Final = 100
NOON_SECONDS: Final = 12 * 3600

_ISO: Final = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_BASIC: Final = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)", re.ASCII)
_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th|\.)?[\s-]+(?:de\s+)?([a-z]{3,10})\.?,?[\s-]+(\d{4})", re.ASCII
)
_MONTH_FIRST: Final = re.compile(r"\b([a-z]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(\d{4})", re.ASCII)
_TIME: Final = re.compile(
    r"(?<![\d:.+-])(\d{1,2})(?:\s?[:h]\s?(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?([ap])?\.?(?:m\b)?|\s?([ap])\.?m\b|\s?h\b)",
    re.ASCII,
)
_ZONE: Final = re.compile(r"\s*\(?\s*(z\b|(?:utc|gmt)?[+-]\d{1,2}:?(?:\d\d)?|[a-z]{3,4}\b)", re.ASCII)
_NAMED_ZONES: Final = frozenset("z utc gmt est edt cst cdt mst mdt pst pdt cet cest bst hne hae".split())  # noqa: SIM905


class Spoken(NamedTuple):
    """A day as written, `second` of it where a time stands beside it, `offset` where a zone does.

    `numbers` are the first two of a day written in numbers alone, which may stand in either order; 0 where there are
    none. `clock12` tells that the time is written with AM or PM.
    """

    year: int
    month: int
    day: int
    second: int | None
    offset: int | None
    numbers: tuple[int, int] = (0, 0)
    clock12: bool = False

    @property
    def either(self) -> bool:
        """Whether the day could be read in either order, and would be another one."""
        first, second = self.numbers
        return 0 < first <= 12 and 0 < second <= 12 and first != second


def spoken_instant(text: str, *, day_first: bool = False) -> Spoken | None:
    """What `text` names; None where it names no day of the calendar.

    `day_first` decides for "05/06/2024" alone; "17/05/2024" and "05/17/2024" speak for themselves.
    """
    plain = unicodedata.normalize("NFKD", text[:TEXT_LIMIT].strip().lower())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    found = _day_of(plain, day_first)
    if found is None:
        return None
    year, month, day, numbers, (start, end) = found
    try:
        datetime(year, month, day)  # noqa: DTZ001 (a day of the calendar, without zone)
    except ValueError:
        return None
    # What stands behind the day is the time; asctime and "14:30, 5 May 2024" put it before.
    rest = plain[end:].replace("t", " ", 1) if plain[end : end + 1] == "t" else plain[end:]
    second, offset, clock12 = _time_of(rest)
    if second is None:
        second, offset, clock12 = _time_of(plain[:start])
    return Spoken(year, month, day, second, offset, numbers, clock12)


_Day = tuple[int, int, int, tuple[int, int], tuple[int, int]]


def _day_of(plain: str, day_first: bool) -> _Day | None:  # noqa: FBT001
    found = _ISO.search(plain) or _BASIC.search(plain)
    if found is not None:
        return int(found[1]), int(found[2]), int(found[3]), (0, 0), found.span()
    found = _NUMERIC.search(plain)
    if found is not None:
        first, second = int(found[1]), int(found[3])
        day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return year, month, day, (first, second), found.span()
    for found in _DAY_FIRST.finditer(plain):
        if found[2] in MONTHS:
            return int(found[3]), MONTHS[found[2]], int(found[1]), (0, 0), found.span()
    for found in _MONTH_FIRST.finditer(plain):
        if found[1] in MONTHS:
            return int(found[3]), MONTHS[found[1]], int(found[2]), (0, 0), found.span()
    return None


def _time_of(plain: str) -> tuple[int | None, int | None, bool]:
    """(second of the day, minutes east of UTC, whether AM or PM was written)."""
    found = _TIME.search(plain)
    if found is None:
        return None, None, False
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    half = found[4] or found[5] or ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None, None, False
    zone = _ZONE.match(plain, found.end())
    offset = None
    if zone is not None and (not zone[1].isalpha() or zone[1] in _NAMED_ZONES):
        offset = zone_offset(zone[1] if zone[1] != "z" else "utc")
    return hour * 3600 + minute * 60 + min(second, 59), offset, bool(half)


def instant_in(spoken: Spoken, zone: tzinfo) -> tuple[int, int]:
    """(UTC seconds, minutes east of UTC); noon where no time is known. `zone` counts where the text names none."""
    second = NOON_SECONDS if spoken.second is None else spoken.second
    wall = datetime(spoken.year, spoken.month, spoken.day) + timedelta(seconds=second)  # noqa: DTZ001 (local by meaning)
    if spoken.offset is not None:
        at = utc_at(wall, UTC) - spoken.offset * 60
        return at, spoken.offset
    at = utc_at(wall, zone)
    return at, offset_minutes(at, wall)


class NumberOrder(NamedTuple):
    """Which of the two numbers of a date comes first in a file: "day", "month", "" where nothing tells.

    `contradicting`: some dates tell one, some the other. `undecided`: dates that could be read either way.
    """

    first: str
    contradicting: bool
    undecided: int


def number_order(texts: Iterable[str]) -> NumberOrder:
    """The order that these dates show together: one date past the 12th decides for all of them."""
    seen: Counter[str] = Counter()
    for text in texts:
        spoken = spoken_instant(text)
        if spoken is None or spoken.numbers == (0, 0):
            continue
        first, second = spoken.numbers
        seen["day" if first > 12 else "month" if second > 12 else "either" if spoken.either else "same"] += 1
        seen["clock12"] += spoken.clock12
    both = bool(seen["day"] and seen["month"])
    told = "" if both else "day" if seen["day"] else "month" if seen["month"] else ""
    if not told and not both and seen["clock12"]:
        # AM and PM beside slashes are American, where nothing says otherwise.
        told = "month"
    return NumberOrder(told, both, seen["either"])
