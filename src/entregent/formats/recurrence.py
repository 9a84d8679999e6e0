"""Recurrence rules of RFC 5545 §3.3.10, expanded day by day: bounded work by construction, whatever the rule says.

A general library may search for ever inside one step for a rule that never falls (30 February); here the cost is the
number of days or steps looked at, which has a bound.
"""

import re
from calendar import isleap, monthrange
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

OCCURRENCE_LIMIT: Final = 3_500
"""Occurrences kept of one event: the latest ones."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
STEP_LIMIT: Final = 100_000
"""Steps of an hourly or finer rule, and occurrences looked at for any rule."""

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SUB_DAILY: Final = {"HOURLY": 3_600, "MINUTELY": 60, "SECONDLY": 1}
_FREQUENCIES: Final = frozenset(("YEARLY", "MONTHLY", "WEEKLY", "DAILY", *_SUB_DAILY))
_DAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_RANGES: Final = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 60),
    "BYSETPOS": (-366, 366),
}
_TEXT_LIMIT: Final = 200_000


class Rule(NamedTuple):
    """A parsed rule. The sets are empty where the rule does not say; `weekdays` holds (nth or 0, weekday 0..6)."""

    frequency: str
    interval: int = 1
    times: int | None = None
    """COUNT."""
    until: str = ""
    """As written: its meaning depends on the zone of the start."""
    week_start: int = 0
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    hours: frozenset[int] = frozenset()
    minutes: frozenset[int] = frozenset()
    seconds: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()


class Expansion(NamedTuple):
    """Local times in order, at most `OCCURRENCE_LIMIT`, the latest; `capped` when a bound cut something."""

    walls: list[datetime]
    capped: bool


def parse_rule(text: str) -> Rule:
    """Read "FREQ=WEEKLY;BYDAY=MO". Raises ValueError where it is no rule: unknown, repeated or senseless parts."""
    if len(text) > _TEXT_LIMIT:
        raise ValueError("too-long")
    parts: dict[str, str] = {}
    for piece in text.strip().rstrip(";").split(";"):
        key, _, value = piece.partition("=")
        key = key.strip().upper()
        if key in parts:
            raise ValueError("repeated-part")
        parts[key] = value.strip().upper()
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES:
        raise ValueError("unknown-frequency")
    if parts.get("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.get("SKIP", "OMIT") != "OMIT":
        raise ValueError("other-calendar")
    sets = {key: _numbers(parts.get(key, ""), *bounds) for key, bounds in _RANGES.items()}
    return Rule(
        frequency,
        _positive(parts.get("INTERVAL", "1")),
        _positive(parts["COUNT"]) if parts.get("COUNT") else None,
        parts.get("UNTIL", ""),
        WEEKDAYS.index(parts.get("WKST") or "MO"),
        sets["BYMONTH"],
        sets["BYMONTHDAY"],
        sets["BYYEARDAY"],
        sets["BYWEEKNO"],
        _weekdays(parts.get("BYDAY", "")),
        sets["BYHOUR"],
        sets["BYMINUTE"],
        sets["BYSECOND"],
        sets["BYSETPOS"],
    )


def _positive(text: str) -> int:
    if not re.fullmatch(r"\d{1,12}", text) or int(text) < 1:
        raise ValueError("not-positive")
    return int(text)


def _numbers(text: str, low: int, high: int) -> frozenset[int]:
    found = frozenset(int(word) for word in text.split(",") if word)
    if any(not low <= number <= high or (number == 0 and low != 0) for number in found):
        raise ValueError("out-of-range")
    return found


def _weekdays(text: str) -> frozenset[tuple[int, int]]:
    found = set()
    for word in text.split(",") if text else ():
        day = _DAY.fullmatch(word.strip())
        if day is None or abs(int(day[1] or 0)) > 53:
            raise ValueError("bad-weekday")
        found.add((int(day[1] or 0), WEEKDAYS.index(day[2])))
    return frozenset(found)


def expand(rule: Rule, start: datetime, last: datetime) -> Expansion:
    """The local times of a rule from `start` to `last`, both naive and inclusive.

    `last` is the horizon or UNTIL, whichever is earlier, and never after `LAST_YEAR`. `start` itself is in it only
    where the rule falls on it.
    """
    last = min(last, datetime(LAST_YEAR, 12, 31, 23, 59, 59))  # noqa: DTZ001 (local time by meaning)
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        return Expansion([], capped=True)
    walls = _steps(rule, start, last) if rule.frequency in _SUB_DAILY else _by_period(rule, start, last)
    kept: deque[datetime] = deque(maxlen=OCCURRENCE_LIMIT)
    seen = 0
    for wall in walls:
        if wall is None or seen >= STEP_LIMIT:
            return Expansion(list(kept), capped=True)
        seen += 1
        kept.append(wall)
        if seen == rule.times:
            break
    return Expansion(list(kept), capped=seen > len(kept))


def _by_period(rule: Rule, start: datetime, last: datetime) -> Iterator[datetime | None]:
    """Occurrences of a daily or longer rule; None where a period is too full to be worked out."""
    rule = _with_defaults(rule, start)
    times = _times_of_day(rule, start)
    for days in _periods(rule, start.date(), last.date()):
        fitting = [day for day in days if _falls_on(rule, day)]
        if not rule.positions:
            walls: Iterator[datetime] = (datetime.combine(day, at) for day in fitting for at in times)
        elif len(fitting) * len(times) > STEP_LIMIT:
            yield None
            return
        else:
            walls = _picked(rule, [datetime.combine(day, at) for day in fitting for at in times])
        for wall in walls:
            if wall > last:
                return
            if wall >= start:
                yield wall


def _with_defaults(rule: Rule, start: datetime) -> Rule:
    """What the rule leaves open is taken from the start (RFC 5545: "information missing")."""
    if rule.frequency == "YEARLY" and rule.month_days and not (rule.months or rule.weeks or rule.weekdays):
        return rule._replace(months=frozenset((start.month,)))
    if rule.weeks and not (rule.weekdays or rule.month_days or rule.year_days):
        return rule._replace(weekdays=frozenset(((0, start.weekday()),)))
    if rule.year_days or rule.weeks or rule.month_days or rule.weekdays:
        return rule
    if rule.frequency == "YEARLY":
        return rule._replace(months=rule.months or frozenset((start.month,)), month_days=frozenset((start.day,)))
    if rule.frequency == "MONTHLY":
        return rule._replace(month_days=frozenset((start.day,)))
    if rule.frequency == "WEEKLY":
        return rule._replace(weekdays=frozenset(((0, start.weekday()),)))
    return rule


def _times_of_day(rule: Rule, start: datetime) -> list[time]:
    hours = sorted(rule.hours) or [start.hour]
    minutes = sorted(rule.minutes) or [start.minute]
    # A leap second is the second before it (RFC 5545 §3.3.12).
    seconds = sorted({min(second, 59) for second in rule.seconds}) or [start.second]
    return [time(hour, minute, second) for hour in hours for minute in minutes for second in seconds]


def _picked(rule: Rule, walls: list[datetime]) -> Iterator[datetime]:
    """BYSETPOS: the nth of the period, negative ones from its end."""
    size = len(walls)
    indexes = {at - 1 if at > 0 else size + at for at in rule.positions}
    return (walls[index] for index in sorted(indexes) if 0 <= index < size)


def _periods(rule: Rule, start: date, last: date) -> Iterator[list[date]]:
    """The days of each period that the frequency and interval name, from the one that holds `start`."""
    step = min(rule.interval, 100_000)
    if rule.frequency == "DAILY":
        for ordinal in range(start.toordinal(), last.toordinal() + 1, step):
            yield [date.fromordinal(ordinal)]
    elif rule.frequency == "WEEKLY":
        first = start.toordinal() - (start.weekday() - rule.week_start) % 7
        for ordinal in range(first, last.toordinal() + 1, 7 * step):
            yield [date.fromordinal(ordinal + day) for day in range(7)]
    elif rule.frequency == "MONTHLY":
        for month in range(start.year * 12 + start.month - 1, last.year * 12 + last.month, step):
            if not rule.months or month % 12 + 1 in rule.months:
                yield _days_of_month(month // 12, month % 12 + 1)
    elif rule.weeks:
        for year in range(_week_year(rule, start), last.year + 2, step):
            yield [date.fromordinal(day) for day in range(_first_week(rule, year), _first_week(rule, year + 1))]
    else:
        months = sorted(rule.months) or range(1, 13)
        for year in range(start.year, last.year + 1, step):
            yield [day for month in months for day in _days_of_month(year, month)]


def _days_of_month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _falls_on(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days:
        length = monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    if rule.weekdays and not _is_weekday(rule, day):
        return False
    if rule.year_days:
        length = 366 if isleap(day.year) else 365
        number = day.timetuple().tm_yday
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    return not rule.weeks or _is_in_weeks(rule, day)


def _is_weekday(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.weekdays:
        return True
    if rule.frequency == "MONTHLY" or (rule.frequency == "YEARLY" and rule.months):
        at, length = day.day, monthrange(day.year, day.month)[1]
    elif rule.frequency == "YEARLY" and not rule.weeks:
        at, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    else:
        # A number means nothing here (RFC 5545: MUST NOT); the weekday still does.
        return any(weekday == each for _, each in rule.weekdays)
    nth = (at - 1) // 7 + 1, -((length - at) // 7 + 1)
    return (nth[0], weekday) in rule.weekdays or (nth[1], weekday) in rule.weekdays


def _is_in_weeks(rule: Rule, day: date) -> bool:
    year = _week_year(rule, day)
    first = _first_week(rule, year)
    number = (day.toordinal() - first) // 7 + 1
    total = (_first_week(rule, year + 1) - first) // 7
    return number in rule.weeks or number - total - 1 in rule.weeks


def _week_year(rule: Rule, day: date) -> int:
    """The year to which the day's week belongs: that of its fourth day; weeks begin on WKST."""
    return date.fromordinal(day.toordinal() - (day.weekday() - rule.week_start) % 7 + 3).year


def _first_week(rule: Rule, year: int) -> int:
    """The ordinal of the day on which week 1 begins, the first week with four days in the year."""
    fourth = date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - rule.week_start) % 7


def _steps(rule: Rule, start: datetime, last: datetime) -> Iterator[datetime | None]:
    """Occurrences of an hourly or finer rule, step by step in local time; None where the step bound is reached."""
    unit = _SUB_DAILY[rule.frequency]
    step = timedelta(seconds=min(unit * rule.interval, 10**10))
    wall = start if unit == 1 else start.replace(minute=0 if unit == 3_600 else start.minute, second=0)
    for _ in range(STEP_LIMIT):
        if wall > last:
            return
        if _falls_on(rule, wall.date()) and (not rule.hours or wall.hour in rule.hours):
            yield from (each for each in _within_step(rule, wall, start, unit) if start <= each <= last)
        try:
            wall += step
        except OverflowError:
            return
    yield None


def _within_step(rule: Rule, wall: datetime, start: datetime, unit: int) -> Iterator[datetime]:
    """An hour holds minutes and seconds, a minute seconds: given ones are added, in finer steps they filter."""
    if unit < 3_600 and rule.minutes and wall.minute not in rule.minutes:
        return iter(())
    if unit == 1:
        return iter(() if rule.seconds and wall.second not in rule.seconds else (wall,))
    times = _times_of_day(rule, start)
    minutes = sorted({at.minute for at in times}) if unit == 3_600 else [wall.minute]
    seconds = sorted({at.second for at in times})
    walls = [wall.replace(minute=minute, second=second) for minute in minutes for second in seconds]
    return _picked(rule, walls) if rule.positions else iter(walls)
