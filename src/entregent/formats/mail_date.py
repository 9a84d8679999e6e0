"""Dates of mail headers as UTC seconds and offset: RFC 5322 §3.3 with §4.3, asctime, ISO 8601, and near misses."""

import re
from datetime import date
from functools import partial
from typing import Final, NamedTuple

DAY: Final = 86_400
EARLIEST: Final = 31_536_000
"""1971-01-01: nobody's mail is older; a clock at its epoch is no date."""
_DEFAULT_CLOCK: Final = (315_446_400, 315_619_200)
"""1979-12-31 to 1980-01-01: where a clock starts that was never set (DOS; a seventh of some Enron folders)."""


class Stamp(NamedTuple):
    """An instant in UTC seconds, and the minutes east of UTC that the source wrote."""

    at: int
    offset: int


_USUAL = re.compile(
    rb"\s*(?:[A-Za-z]{3},?\s+)?(\d{1,2}\s[A-Za-z]{3}\s\d{4})\s(\d\d):(\d\d):(\d\d)\s([+-]\d{4}|[A-Z]{1,4})(?:\s+\([^()]*\))?\s*"
)
_ZONES: Final = {
    # RFC 5322 §4.3, and the names that Europe's mailers wrote.
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60, "mez": 60,
    "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540,
    "nst": -210, "ndt": -150, "ast": -240, "adt": -180, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "hne": -300, "hae": -240,
}  # fmt: skip
_MONTHS: Final = {
    # English, then French, cut to what tells them apart.
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "fév": 2, "fev": 2, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aoû": 8, "aou": 8, "déc": 12,
}  # fmt: skip
_DAYS_SEEN: dict[bytes, int] = {}
"""`Tue, 6 Nov 2001 `, with its last blank, to the second at which the day begins."""
_ZONES_SEEN: dict[bytes, int] = {}
"""`+0100` to minutes."""
_MINUTES: Final = {b"%02d:%02d:" % (minute // 60, minute % 60): minute * 60 for minute in range(24 * 60)}
_SECONDS: Final = {b"%02d " % second: second for second in range(61)}
_MOST_SEEN: Final = 40_000
_stamp = partial(tuple.__new__, Stamp)


def parse_mail_date(value: bytes) -> Stamp | None:
    """The instant a Date field names; None when it names none (no such day, no time of day, words).

    A zone that is missing, unknown or beyond 14 h counts as UTC. Two-digit years: 00-49 are 2000-2049.
    """
    # `Tue, 6 Nov 2001 09:00:00 +0100`: nearly all dates end so, and their days repeat: four look-ups tell them.
    try:
        offset = _ZONES_SEEN[value[-5:]]
        clock = _MINUTES[value[-14:-8]] + _SECONDS[value[-8:-5]]
        return _stamp((_DAYS_SEEN[value[:-14]] + clock - 60 * offset, offset))
    except KeyError:
        pass
    if value[-4:] == b" GMT":
        return parse_mail_date(value[:-3] + b"+0000")
    if value[-1:] == b")":
        # `+0100 (CET)`: the zone counts, its name doesn't.
        bare, blank, name = value.rpartition(b" (")
        if blank and name.count(b")") == 1 and bare[-5:] in _ZONES_SEEN:
            return parse_mail_date(bare)
    return _parse_usual(value)


def _parse_usual(value: bytes) -> Stamp | None:
    """Parse the form of RFC 5322 and remember its day and zone; anything else goes the slow way."""
    match = _USUAL.fullmatch(value)
    if match is None:
        return _parse_any(value)
    day, hour, minute, second, zone = match.groups()
    start = _first_second(day)
    if start < 0:
        return _parse_any(value)
    offset = zone_offset(zone.decode("ascii"))
    if int(hour) > 23 or int(minute) > 59 or int(second) > 60:
        return None
    if match.end(5) == len(value) and len(zone) == 5 and value[-15:-14] == b" ":
        _remember(_DAYS_SEEN, value[:-14], start)
        _remember(_ZONES_SEEN, zone, offset)
    return Stamp(start + int(hour) * 3600 + (int(minute) - offset) * 60 + int(second), offset)


def _remember(seen: dict[bytes, int], key: bytes, number: int) -> None:
    if len(seen) > _MOST_SEEN:
        seen.clear()
    seen[key] = number


def _first_second(day: bytes) -> int:
    """The UTC second at which a day like `5 Nov 2001` begins; -1 when there is none."""
    number, month, year = day.decode("ascii").split()
    start = day_start(int(year), _MONTHS.get(month.lower(), 0), int(number))
    return -1 if start is None or start < 0 else start


def day_start(year: int, month: int, day: int) -> int | None:
    """UTC second at which a day begins; None when the calendar has no such day."""
    try:
        return (date(year, month, day).toordinal() - 719_163) * DAY
    except ValueError:
        return None


def zone_offset(zone: str) -> int:
    """Minutes east of UTC of `+0530`, `-05:00`, `GMT+2`, `EST`; 0 where unknown or beyond 14 h."""
    match = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?", zone.lower())
    if match is None:
        return _ZONES.get(zone.lower().strip("\"'"), 0)
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return 0 if minutes > 14 * 60 else minutes if match[1] == "+" else -minutes


_COMMENT = re.compile(r"\([^()]*\)")
_TIME = re.compile(r"(?<!\d)(\d{1,2})\s?[:.]\s?(\d\d)(?:\s?[:.]\s?(\d\d)(?:[.,]\d+)?)?(?:\s?([ap])\.?m\b\.?)?", re.I)
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T(?=\d)|\b)", re.I)
_WRITTEN_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?[\s.,-]*([^\W\d_]{3,9})[\s.,-]*(\d{2,4})(?![\d:])")
_ASCTIME_DAY = re.compile(r"\b([^\W\d_]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?![\d:])")
_YEAR = re.compile(r"(?<![\d:+-])(\d{4})(?!\d)")
_ZONE = re.compile(r"((?:gmt|utc)?[+-]\d{1,2}:?\d\d)(?!\d)|\b([a-z]{1,5})(?:\d[a-z]{3})?\b", re.I)


def _parse_any(value: bytes) -> Stamp | None:
    """The slow way: find a day, a time and a zone wherever they stand."""
    text = " ".join(value[:200].decode("utf-8", "replace").split())
    if "(" in text:
        text = _COMMENT.sub(" ", text)
    time = _TIME.search(text)
    if time is None:
        return None
    start, day_end = _day_of(text, time.start(), time.end())
    if start is None:
        return None
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4]:
        hour = hour % 12 + (12 if time[4] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    offset = _zone_after(text[time.end() :], day_end > time.end())
    return Stamp(start + hour * 3600 + (minute - offset) * 60 + second, offset)


def _zone_after(rest: str, day_follows: bool) -> int:  # noqa: FBT001
    """The first zone in what stands behind the time (asctime puts the year there)."""
    for match in _ZONE.finditer(rest):
        word = match[1] or match[2]
        if match[1] or word.lower() in _ZONES:
            return zone_offset(word)
        if not day_follows:
            return 0
    return 0


def _day_of(text: str, time_start: int, time_end: int) -> tuple[int | None, int]:
    """The start of the day named in `text`, and where its mention ends."""
    iso = _ISO_DAY.search(text)
    if iso:
        return day_start(int(iso[1]), int(iso[3]), int(iso[4])), iso.end()
    for match in _WRITTEN_DAY.finditer(text):
        month = _month(match[2])
        if month:
            return day_start(_full_year(match[3]), month, int(match[1])), match.end()
    for match in _ASCTIME_DAY.finditer(text):
        month = _month(match[1])
        year = match[3] or next((y[1] for y in _YEAR.finditer(text) if y.start() >= match.end(2)), None)
        if month and year:
            return day_start(int(year), month, int(match[2])), time_start if match.end() < time_start else time_end + 1
    return None, 0


def _month(word: str) -> int:
    """A month's number by its beginning, English or French; 0 when it is none."""
    low = word.lower()
    return _MONTHS.get(low[:4]) or _MONTHS.get(low[:3]) or 0


def _full_year(digits: str) -> int:
    """RFC 5322 §4.3: two digits are 2000-2049 or 1950-1999; three digits count from 1900."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def is_plausible(at: int, now: int) -> bool:
    """Tell a date from a clock's mistake: from 1971 on, not later than two days from `now`, no unset clock."""
    return EARLIEST <= at <= now + 2 * DAY and not _DEFAULT_CLOCK[0] <= at < _DEFAULT_CLOCK[1]
