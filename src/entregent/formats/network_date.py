"""Instants as social networks write them: ISO 8601 with an offset, and the English form that X keeps."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

_MONTHS: Final = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)  # noqa: SIM905
}
_WORDED: Final = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d) (\d{4})", re.ASCII
)
_SPACED_OFFSET: Final = re.compile(r" (?=[+-]\d\d:?\d\d$)| UTC$", re.ASCII)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Stamp(NamedTuple):
    """UTC seconds, and the minutes east of UTC that were written."""

    at: int
    offset: int


def network_date(text: str) -> Stamp | None:
    """An instant of "2025-06-03T20:00:00.000Z" or "Tue Jun 03 19:32:20 +0000 2025"; None where it is none.

    Without an offset it is UTC: networks mean that.
    """
    if len(text) > 40:
        return None
    if text[:1].isdigit():
        return _iso(text)
    found = _WORDED.fullmatch(text)
    if found is None:
        return None
    month, day, hours, minutes, seconds, sign, east, rest, year = found.groups()
    midnight = _midnight(year, _MONTHS.get(month, 0), day)
    if midnight is None or hours > "23" or minutes > "59" or seconds > "60":
        return None
    offset = (int(east) * 60 + int(rest)) * (-1 if sign == "-" else 1)
    return Stamp(midnight + int(hours) * 3600 + int(minutes) * 60 + int(seconds) - offset * 60, offset)


@lru_cache(1024)
def _midnight(year: str, month: int, day: str) -> int | None:
    try:
        return int((datetime(int(year), month, int(day), tzinfo=UTC) - _EPOCH).total_seconds())
    except ValueError:
        return None


def _iso(text: str) -> Stamp | None:
    try:
        found = datetime.fromisoformat(_SPACED_OFFSET.sub("", text) if " " in text[11:] else text)
    except ValueError:
        return None
    zone = found.tzinfo
    if zone is None or zone is UTC:
        found = found.replace(tzinfo=UTC)
        return Stamp(int((found - _EPOCH).total_seconds() // 1), 0)
    offset = found.utcoffset()
    assert offset is not None
    return Stamp(int((found - _EPOCH).total_seconds() // 1), int(offset.total_seconds() // 60))
