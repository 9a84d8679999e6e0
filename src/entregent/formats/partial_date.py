"""Dates that may lack their year, month or day, in the forms of vCard 2.1, 3.0 and 4.0 and of exports."""

import re
from datetime import date
from typing import Final

NO_YEAR: Final = 1604
"""Apple writes birthdays without year in this one, with or without X-APPLE-OMIT-YEAR."""

_FORMS: Final = (
    re.compile(r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})(?:[T ].*)?", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"--?(?P<m>\d{2})-?(?P<d>\d{2})(?:T.*)?", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})", re.ASCII),
    re.compile(r"--(?P<m>\d{2})", re.ASCII),
)


def partial_date(text: str, *, omitted_year: str = "") -> str | None:
    """An ISO text ("1970-05-17", "--05-17", "1970-05", "1970", "--05"), or None where `text` is no date.

    A day and month must exist ("--02-29" does). `omitted_year` is the year that stands for none.
    """
    text = text.strip()
    for form in _FORMS:
        found = form.fullmatch(text[:64])
        if found is not None:
            parts = found.groupdict()
            year = parts.get("y") or ""
            if year and (int(year) == NO_YEAR or year == omitted_year):
                year = ""
            return _written(year, parts.get("m") or "", parts.get("d") or "")
    return None


def _written(year: str, month: str, day: str) -> str | None:
    if year == "0000" or (not year and not month):
        return None
    if not month:
        return year
    try:
        # A leap year stands for none: the 29th of February is a birthday.
        date(int(year or 2000), int(month), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year or "-", f"{int(month):02}", f"{int(day):02}" if day else "") if part)


_INSTANT: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?", re.ASCII
)


def utc_seconds(text: str) -> int | None:
    """An ISO 8601 instant as UTC seconds, basic or extended form (REV); without zone it counts as UTC."""
    found = _INSTANT.fullmatch(text.strip()[:64])
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    zone = found[7] or "Z"
    east = 0
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        east = (int(digits[:2]) * 60 + int(digits[2:] or 0)) * (60 if zone[0] == "+" else -60)
    clock = int(found[4] or 0) * 3_600 + int(found[5] or 0) * 60 + int(found[6] or 0)
    return (day - date(1970, 1, 1)).days * 86_400 + clock - east
