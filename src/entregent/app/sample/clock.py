"""Local time in Montréal without a zone database: the sample's dates must not change with the machine's."""

from calendar import timegm
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from time import gmtime
from typing import Final

DAY: Final = 86_400
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def midnight(day: date) -> int:
    """UTC seconds of a day's first instant in UTC."""
    return timegm(day.timetuple())


def day_of(at: float) -> date:
    """The UTC day of an instant."""
    return datetime.fromtimestamp(at, UTC).date()


def _nth_sunday(year: int, month: int, nth: int) -> date:
    """The nth Sunday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


@lru_cache(maxsize=16)
def _summer(year: int) -> tuple[int, int]:
    """Instants when summer time begins and ends: 2 a.m. of March's second and November's first Sunday."""
    return midnight(_nth_sunday(year, 3, 2)) + 7 * 3600, midnight(_nth_sunday(year, 11, 1)) + 6 * 3600


@lru_cache(maxsize=4096)
def _offset_of_day(number: int) -> int:
    """The offset that holds all through a UTC day; 0 on the days when the clocks change."""
    begins, ends = _summer(gmtime(number * DAY).tm_year)
    if begins // DAY == number or ends // DAY == number:
        return 0
    return -4 * 3600 if begins < number * DAY < ends else -5 * 3600


def montreal_offset(at: int) -> int:
    """Seconds east of UTC in Montréal at an instant (rules since 2007)."""
    offset = _offset_of_day(at // DAY)
    if offset:
        return offset
    begins, ends = _summer(gmtime(at).tm_year)
    return -4 * 3600 if begins <= at < ends else -5 * 3600


@lru_cache(maxsize=64)
def zone_text(offset: int) -> str:
    """An offset as mail writes it: "-0500"."""
    minutes = abs(offset) // 60
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02d}{minutes % 60:02d}"


@lru_cache(maxsize=4096)
def _day_texts(day_number: int) -> tuple[str, str, int, int, int, int]:
    """For a day since 1970: "Mon, 23 Nov 2026", "Mon Nov 23", year, month, day of month, weekday."""
    told = gmtime(day_number * DAY)
    month = _MONTHS[told.tm_mon - 1]
    mail = f"{_DAYS[told.tm_wday]}, {told.tm_mday} {month} {told.tm_year}"
    return (
        mail,
        f"{_DAYS[told.tm_wday]} {month} {told.tm_mday:2d}",
        told.tm_year,
        told.tm_mon,
        told.tm_mday,
        told.tm_wday,
    )


_MINUTES: Final = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(1440))
_SECONDS: Final = tuple(f":{second:02d}" for second in range(60))


def clock_text(seconds: int) -> str:
    """Seconds of a day as "HH:MM:SS"."""
    return _MINUTES[seconds // 60] + _SECONDS[seconds % 60]


def mail_date(at: int, offset: int) -> str:
    """An instant as a mail header writes it (RFC 5322, 3.3)."""
    number, seconds = divmod(at + offset, DAY)
    return f"{_day_texts(number)[0]} {clock_text(seconds)} {zone_text(offset)}"


def mbox_date(at: int) -> str:
    """An instant as an mbox separator writes it: asctime in UTC."""
    number, seconds = divmod(at, DAY)
    texts = _day_texts(number)
    return f"{texts[1]} {clock_text(seconds)} {texts[2]}"


def parts_of(at: int, offset: int) -> tuple[int, int, int, int, str]:
    """Year, month, day of month, weekday (Monday 0) and "HH:MM" on the wall."""
    number, seconds = divmod(at + offset, DAY)
    _, _, year, month, day, weekday = _day_texts(number)
    return year, month, day, weekday, _MINUTES[seconds // 60]
