"""Days as people write them, in French and English: ISO dates, "hier", "next week", "dans 3 jours", "12 nov.".

Pure: the day it is comes as an argument.
"""

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Final, NamedTuple

WEEKDAYS: Final = {
    word: index
    for index, words in enumerate(
        (
            "monday mon lundi lun",
            "tuesday tue mardi mar",
            "wednesday wed mercredi mer",
            "thursday thu jeudi jeu",
            "friday fri vendredi ven",
            "saturday sat samedi sam",
            "sunday sun dimanche dim",
        )
    )
    for word in words.split()
}
MONTHS: Final = {
    word: index
    for index, words in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr fev",
            "march mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juill",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for word in words.split()
}
NAMED: Final = {
    "today": 0,
    "now": 0,
    "aujourd'hui": 0,
    "ajd": 0,
    "tomorrow": 1,
    "demain": 1,
    "yesterday": -1,
    "hier": -1,
    "apres-demain": 2,
    "avant-hier": -2,
}
COUNTS: Final = {
    word: count
    for count, words in enumerate(
        (
            "a an one un une",
            "two deux couple",
            "three trois",
            "four quatre",
            "five cinq",
            "six",
            "seven sept",
            "eight huit",
            "nine neuf",
            "ten dix",
        ),
        start=1,
    )
    for word in words.split()
}
UNITS: Final = {
    **dict.fromkeys(["day", "days", "d", "jour", "jours", "j"], "day"),
    **dict.fromkeys(["week", "weeks", "w", "semaine", "semaines", "sem"], "week"),
    **dict.fromkeys(["month", "months", "mois"], "month"),
    **dict.fromkeys(["year", "years", "an", "ans", "annee", "annees"], "year"),
}
NEXT_WORDS: Final = frozenset(("next", "prochain", "prochaine", "coming"))
LAST_WORDS: Final = frozenset(("last", "dernier", "derniere", "past"))
FURTHEST_YEARS: Final = 200

_CLOCK: Final = re.compile(r"(?:^|[\st@a])(\d{1,2})\s*(?::|h)\s*(\d{2})?$")


class Moment(NamedTuple):
    """A day, and the time of day where one was written."""

    on: date
    at: time | None

    def iso(self) -> str:
        """ "2026-11-02" or "2026-11-02T14:30"."""
        return self.on.isoformat() if self.at is None else f"{self.on.isoformat()}T{self.at:%H:%M}"


def moment_from_words(text: str, today: date, *, past: bool) -> Moment | None:
    """The day and time that `text` means, seen from `today`; None when it means none. `past` says where it looks."""
    folded = _fold(text)
    clock = _CLOCK.search(folded)
    if clock is None:
        on = day_from_words(text, today, past=past)
        return None if on is None else Moment(on, None)
    hour, minute = int(clock[1]), int(clock[2] or 0)
    if hour > 23 or minute > 59:
        return None
    rest = folded[: clock.start()].strip()
    on = day_from_words(rest, today, past=past) if rest else today
    return None if on is None else Moment(on, time(hour, minute))


def day_from_words(text: str, today: date, *, past: bool) -> date | None:
    """The day that `text` means, seen from `today`; None when it means none.

    A weekday or a day without its year is the nearest one that way: behind when `past`, ahead otherwise.
    """
    folded = _fold(text)
    try:
        return date.fromisoformat(folded) if folded[:4].isdigit() else _day_in_words(folded, today, past)
    except (ValueError, OverflowError):
        return None


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _day_in_words(text: str, today: date, past: bool) -> date | None:  # noqa: FBT001 - private
    if text in NAMED:
        return today + timedelta(days=NAMED[text])
    words = [word.strip(".,") for word in text.split() if word not in {"le", "la", "on", "the", "of", "de"}]
    if not words:
        return None
    return _weekday(words, today, past) or _distance(words, today) or _month_day(words, today, past)


def _weekday(words: list[str], today: date, past: bool) -> date | None:  # noqa: FBT001 - private
    """ "lundi", "next monday", "vendredi dernier": never the day itself."""
    named = [WEEKDAYS[word] for word in words if word in WEEKDAYS]
    others = {word for word in words if word not in WEEKDAYS}
    if len(named) != 1 or not others <= NEXT_WORDS | LAST_WORDS:
        return None
    behind = bool(others & LAST_WORDS) or (past and not others & NEXT_WORDS)
    ahead = (named[0] - today.weekday()) % 7 or 7
    return today + timedelta(days=((ahead - 7) or -7) if behind else ahead)


def _distance(words: list[str], today: date) -> date | None:
    """ "in 3 days", "dans une semaine", "il y a 2 mois", "3 weeks ago", "next week", "mois dernier"."""
    unit = next((UNITS[word] for word in reversed(words) if word in UNITS), None)
    if unit is None:
        return None
    rest = [word for word in words if word not in UNITS or word == "an"]
    if len(rest) == 1 and rest[0] in NEXT_WORDS | LAST_WORDS:
        return _moved(today, 1 if rest[0] in NEXT_WORDS else -1, unit)
    behind = "ago" in rest or rest[:3] == ["il", "y", "a"] or rest[:1] == ["ya"]
    ahead = rest[:1] in (["in"], ["dans"])
    counts = [_count(word) for word in (rest[3:] if rest[:1] == ["il"] else rest)]
    numbers = [count for count in counts if count is not None]
    if not numbers or behind == ahead:
        return None
    return _moved(today, -max(numbers) if behind else max(numbers), unit)


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 5 else COUNTS.get(word)


def _moved(today: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        moved = today + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        month = today.month - 1 + count * (12 if unit == "year" else 1)
        year, month = today.year + month // 12, month % 12 + 1
        moved = date(year, month, min(today.day, _month_length(year, month)))
    if abs(moved.year - today.year) > FURTHEST_YEARS:
        raise ValueError
    return moved


def _month_length(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day


def _month_day(words: list[str], today: date, past: bool) -> date | None:  # noqa: FBT001 - private
    """ "12 nov. 2025", "November 12", "1er mai"."""
    months = [MONTHS[word] for word in words if word in MONTHS]
    figures = [re.sub(r"(?<=\d)(er|st|nd|rd|th)$", "", word) for word in words if word not in MONTHS]
    if len(months) != 1 or not 1 <= len(figures) <= 2 or not all(figure.isdecimal() for figure in figures):
        return None
    days = [int(figure) for figure in figures if len(figure) < 3]
    years = [int(figure) for figure in figures if len(figure) == 4]
    if len(days) != 1 or len(days) + len(years) != len(figures):
        return None
    if years:
        return date(years[0], months[0], days[0])
    near = date(today.year, months[0], days[0])
    if past and near > today:
        return date(today.year - 1, months[0], days[0])
    if not past and near < today:
        return date(today.year + 1, months[0], days[0])
    return near
