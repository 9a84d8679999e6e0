"""Instants as social networks write them: ISO 8601 with an offset, and the English form that X keeps."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

_MONTHS: Final = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)  # noqa: SIM905
}
_DAY: Final = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4})", re.ASCII)
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60) [+-]\d\d[0-5]\d ", re.ASCII)
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
    # X writes every digit at its place, so that slices do what a pattern with groups does slower.
    clock = text[11:26]
    midnight = _midnight(text[:11] + text[26:])
    if midnight is None or _CLOCK.fullmatch(clock) is None:
        return None
    at = midnight + int(clock[:2]) * 3600 + int(clock[3:5]) * 60 + int(clock[6:8])
    if clock[9:] == "+0000 ":
        return Stamp(at, 0)
    offset = (int(clock[10:12]) * 60 + int(clock[12:14])) * (-1 if clock[9] == "-" else 1)
    return Stamp(at - offset * 60, offset)


@lru_cache(4096)
def _midnight(day: str) -> int | None:
    """The beginning of a day written "Tue Jun 03 2025"; None where it is none."""
    found = _DAY.fullmatch(day)
    if found is None:
        return None
    try:
        begin = datetime(int(found[3]), _MONTHS.get(found[1], 0), int(found[2]), tzinfo=UTC)
    except ValueError:
        return None
    return int((begin - _EPOCH).total_seconds())


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
