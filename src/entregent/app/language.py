"""Which language a face speaks, and how it says numbers, days and spans of time (no library at run time)."""

import gettext as catalogues
import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

LANGUAGES: Final = ("en", "fr")
EUROPE: Final = frozenset(("FR", "BE", "CH", "LU", "MC"))
"""Where French is written as in France."""
DOMAIN: Final = "entregent"
LOCALE_FOLDER: Final = Path(__file__).parent / "locale"

NARROW: Final = "\u202f"
"""Narrow no-break space: French sets it in long numbers, before a colon and inside quotation marks."""

MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
SHORT_MONTHS: Final = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
    "fr": ["janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."],
}
WEEKDAYS: Final = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
}

SMALL: Final = {
    "en": ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    "fr": ["aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
}

_spoken: ContextVar[str] = ContextVar("spoken", default="en")
_of_france: ContextVar[bool] = ContextVar("of_france", default=False)

FRANCE: Final = (
    (re.compile(r"\b([Cc])ourriel"), lambda found: "Mail" if found[1] == "C" else "mail"),
    (re.compile(r"\bboîte vocale\b"), lambda _: "messagerie vocale"),
    (re.compile(r"(?<=[\w)\]}»”’…])([;!?])(?=\s|$|<)"), lambda found: f"{NARROW}{found[1]}"),
)
"""Where French of France differs from that of Québec, in which the catalogue is written: words, and narrow spaces."""


def choose(asked: str, book: str, environment: Mapping[str, str]) -> str:
    """The language to speak: what was asked, else the book's setting, else the environment's locale, else English."""
    for wish in (asked, book):
        if wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            word = value[:2].lower()
            return word if word in LANGUAGES else "en"
    return "en"


def use(lang: str, region: str = "") -> None:
    """Speak `lang` from now on, in this context (a request or a command), as in `region` where that differs."""
    _spoken.set(lang if lang in LANGUAGES else "en")
    _of_france.set(lang == "fr" and region in EUROPE)


def region_of(environment: Mapping[str, str]) -> str:
    """The country of the environment's locale: "CA" of fr_CA.UTF-8; "" where it names none."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", environment.get(variable, ""))
        if found:
            return found[1]
    return ""


def spoken() -> str:
    """The language in use: "en" or "fr"."""
    return _spoken.get()


@cache
def _catalogue(lang: str) -> catalogues.NullTranslations:
    """A language's catalogue, read once: a page holds hundreds of messages."""
    if lang == "en":
        return catalogues.NullTranslations()
    return catalogues.translation(DOMAIN, LOCALE_FOLDER, [lang], fallback=True)


def gettext(message: str) -> str:
    """`message` in the language in use; nothing stays nothing (gettext would give the catalogue's header)."""
    lang = _spoken.get()
    if lang == "en":
        return message
    return regional(_catalogue(lang).gettext(message)) if message else ""


def regional(text: str) -> str:
    """French text as it is written in the country in use; other text as it stands."""
    return as_in_france(text) if _of_france.get() else text


@lru_cache(maxsize=4_000)
def as_in_france(text: str) -> str:
    """A French sentence of Québec as it is written in France: its word for mail, spaces before ; ! ?"""
    for sign, instead in FRANCE:
        text = sign.sub(instead, text)
    return text


def ngettext(one: str, many: str, count: float) -> str:
    """The form that `count` asks for, in the language in use, with {n} already written in its digits."""
    form = regional(_catalogue(_spoken.get()).ngettext(one, many, _plural_of(count)))
    return form.replace("{n}", number(count))


def _plural_of(count: float) -> int:
    """The whole number that decides the plural: French says "1,5 jour", English "1.5 days" and "0 days"."""
    if spoken() == "fr":
        return int(abs(count))
    return int(count) if count == int(count) else 2


def number(value: float, decimals: int = 0) -> str:
    """A number in digits: "12,345.6" or "12 345,6". Whole floats lose their point."""
    if isinstance(value, float) and decimals == 0 and value != int(value):
        decimals = 1
    text = f"{value:,.{decimals}f}"
    if spoken() == "fr":
        return text.translate({ord(","): NARROW, ord("."): ","})
    return text


def in_words(count: int) -> str:
    """A small number in words ("eight", "huit"), a large one in digits."""
    words = SMALL[spoken()]
    return words[count] if 0 <= count < len(words) else number(count)


def share(value: float) -> str:
    """A share of one as a percentage without decimals: "62%" or "62 %" with its narrow space."""
    percent = number(round(value * 100))
    return f"{percent}{NARROW}%" if spoken() == "fr" else f"{percent}%"


def day_of(at: int, zone: str) -> date:
    """The day of an instant (UTC seconds) in an IANA zone; UTC where the zone is unknown to this system."""
    return _moment(at, zone).date()


def _moment(at: int, zone: str) -> datetime:
    try:
        place = ZoneInfo(zone or "UTC")
    except (KeyError, ValueError, OSError):
        place = ZoneInfo("UTC")
    return datetime.fromtimestamp(at, place)


def day(on: date, *, today: date | None = None) -> str:
    """A day in words: "12 November" in the year of `today`, "12 Nov 2024" or "12 nov. 2024" otherwise."""
    lang = spoken()
    figure = "1er" if lang == "fr" and on.day == 1 else str(on.day)
    if today is not None and on.year == today.year:
        return f"{figure} {MONTHS[lang][on.month - 1]}"
    return f"{figure} {SHORT_MONTHS[lang][on.month - 1]} {on.year}"


def month(on: date) -> str:
    """The month of a day: "November 2026", "novembre 2026"."""
    return f"{MONTHS[spoken()][on.month - 1]} {on.year}"


def full_day(on: date) -> str:
    """A day with its weekday: "Friday 13 November 2026", "vendredi 13 novembre 2026"."""
    lang = spoken()
    figure = "1er" if lang == "fr" and on.day == 1 else str(on.day)
    return f"{WEEKDAYS[lang][on.weekday()]} {figure} {MONTHS[lang][on.month - 1]} {on.year}"


def clock(at: int, zone: str) -> str:
    """An instant as day and time: "12 Nov 2024 14:05", "12 nov. 2024 14 h 05"."""
    moment = _moment(at, zone)
    hour = f"{moment.hour} h {moment.minute:02}" if spoken() == "fr" else f"{moment:%H:%M}"
    return f"{day(moment.date())} {hour}"


def day_and_hour(at: int, zone: str, today: date) -> str:
    """An hour in words: "Thursday 3 December at 10:00", "jeudi 3 décembre à 10 h"; another year's with its year."""
    lang, moment = spoken(), _moment(at, zone)
    figure = "1er" if lang == "fr" and moment.day == 1 else str(moment.day)
    year = "" if moment.year == today.year else f" {moment.year}"
    on = f"{WEEKDAYS[lang][moment.weekday()]} {figure} {MONTHS[lang][moment.month - 1]}{year}"
    if lang != "fr":
        return f"{on} at {moment:%H:%M}"
    return f"{on} à {moment.hour} h{f' {moment.minute:02}' if moment.minute else ''}"


def span(days: float) -> str:
    """A length of time in the unit a person would use: "3 days", "5 weeks", "8 months", "2 years"."""
    if days < 1:
        return gettext("less than a day")
    whole = round(days)
    if whole < 14:
        return ngettext("{n} day", "{n} days", whole)
    if whole < 63:
        return ngettext("{n} week", "{n} weeks", round(days / 7))
    if whole < 700:
        return ngettext("{n} month", "{n} months", round(days / 30.44))
    return ngettext("{n} year", "{n} years", round(days / 365.25))


def ago(days: int) -> str:
    """How long ago, in words: "today", "yesterday", "3 weeks ago"; in the future: "tomorrow", "in 2 days"."""
    if days < 0:
        return ahead(-days)
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return gettext("{span} ago").format(span=span(days))


def ahead(days: int) -> str:
    """How far ahead, in words: "today", "tomorrow", "in 2 days"."""
    if days < 0:
        return ago(-days)
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return gettext("in {span}").format(span=span(days))


def listed(words: Sequence[str], last: str = "") -> str:
    """Words in a row: "a", "a and b", "a, b and c" (`last` replaces "and")."""
    if len(words) < 2:
        return "".join(words)
    joint = last or gettext("and")
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def minutes(count: float) -> str:
    """Minutes in words: "5 minutes", "1 h 30"."""
    if count < 90:
        return ngettext("{n} minute", "{n} minutes", round(count))
    hours, rest = divmod(round(count), 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def quoted(text: str) -> str:
    """A quotation in the marks of the language."""
    return f"«{NARROW}{text}{NARROW}»" if spoken() == "fr" else f"“{text}”"
