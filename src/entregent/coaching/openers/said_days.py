"""Days and hours as people say them in a first sentence: near ones by name, far ones loosely, never as figures."""

from datetime import date, datetime
from typing import Final

_MONTHS: Final = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_DAYS: Final = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def behind(on: date, today: date, language: str) -> str:
    """When something was: "yesterday", "last week", "in May", "last year", "in 2021"; "" for what is not behind."""
    days = (today - on).days
    if days < 0:
        return ""
    french = language == "fr"
    if days < 2:
        return (("aujourd’hui", "hier") if french else ("today", "yesterday"))[days]
    weeks = (_monday(today) - _monday(on)) // 7
    if weeks == 0:
        return "cette semaine" if french else "this week"
    if weeks == 1:
        return "la semaine dernière" if french else "last week"
    if weeks < 5:
        return "il y a quelques semaines" if french else "a few weeks ago"
    month = _MONTHS["fr" if french else "en"][on.month - 1]
    if on.year == today.year:
        return f"en {month}" if french else f"in {month}"
    if days < 350:
        return f"en {month} dernier" if french else f"last {month}"
    if on.year == today.year - 1:
        return "l’an dernier" if french else "last year"
    return f"en {on.year}" if french else f"back in {on.year}"


def ahead(on: date, today: date, language: str) -> str:
    """When something will be: "tomorrow", "on Thursday", "next week", "on 12 May"; "" for what is not ahead."""
    days = (on - today).days
    if days < 0:
        return ""
    french = language == "fr"
    if days < 2:
        return (("aujourd’hui", "demain") if french else ("today", "tomorrow"))[days]
    name = _DAYS["fr" if french else "en"][on.weekday()]
    weeks = (_monday(on) - _monday(today)) // 7
    if days < 7:
        return name if french else f"on {name}"
    if weeks == 1:
        return f"{name} de la semaine prochaine" if french else f"on {name} of next week"
    return day_of_month(on, language)


def day_of_month(on: date, language: str) -> str:
    """ "le 1er mai", "on 12 May"."""
    if language == "fr":
        return f"le {'1er' if on.day == 1 else on.day} {_MONTHS['fr'][on.month - 1]}"
    return f"on {on.day} {_MONTHS['en'][on.month - 1]}"


def at_hour(moment: datetime, today: date, language: str) -> str:
    """A day and an hour to agree upon: "jeudi à 10 h", "on Thursday at 10:30"; "" for what lies behind."""
    day = ahead(moment.date(), today, language)
    if not day:
        return ""
    if language == "fr":
        minutes = f" {moment.minute:02}" if moment.minute else ""
        hour = "midi" if (moment.hour, moment.minute) == (12, 0) else f"{moment.hour}\u202fh{minutes}"
        return f"{day} à {hour}"
    half = "am" if moment.hour < 12 else "pm"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    hour = "noon" if (moment.hour, moment.minute) == (12, 0) else f"{moment.hour % 12 or 12}{minutes} {half}"
    return f"{day} at {hour}"


def first_year(on: date) -> str:
    """The year of a beginning."""
    return str(on.year)


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()
