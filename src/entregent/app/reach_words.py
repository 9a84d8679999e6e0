"""The sentences about where people are: where somebody was seen, and who will be at what is coming."""

from collections.abc import Callable
from datetime import date
from typing import Final

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.reach_views import Coming, SeenOn
from entregent.app.source_words import relation_words

WEEK_DAYS: Final = 7
TITLE_LENGTH: Final = 60


def seen_in_words(seen: SeenOn, day: Callable[[int], str]) -> str:
    """What a source tells of somebody: "follows you · 17 times, from 12 May 2023 to 3 November"."""
    told = [relation_words(seen.relation, seen.since)]
    if seen.times:
        times = ngettext("{n} time", "{n} times", seen.times)
        if seen.more:
            times = _("more than {times}").format(times=times)
        told.append(f"{times}, {_span(seen, day)}" if seen.first_at is not None else times)
    elif not seen.relation:
        told.append(_("a card only"))
    return " · ".join(part for part in told if part)


def _span(seen: SeenOn, day: Callable[[int], str]) -> str:
    first, last = day(seen.first_at or 0), day(seen.last_at or 0)
    return first if first == last else _("from {first} to {last}").format(first=first, last=last)


def way_in_words(seen: SeenOn) -> str:
    """Whether it was in person; "" where nothing passed."""
    if not seen.times:
        return ""
    return _("in person") if seen.in_person else _("from afar")


def coming_day(coming: Coming, today: date) -> str:
    """The day of what is coming: "today", "tomorrow", "Thursday", "12 November"."""
    day = date.fromisoformat(coming.day)
    ahead = (day - today).days
    if ahead < 2:
        return language.ago(-ahead)
    if ahead < WEEK_DAYS:
        return language.WEEKDAYS[language.spoken()][day.weekday()]
    return language.day(day, today=today)


def coming_title(coming: Coming) -> str:
    """What is coming, as it stands in the calendar or on the list."""
    title = " ".join(coming.title.split())
    return language.quoted(title[:TITLE_LENGTH].rstrip()) if title else _("a meeting without a name")


def coming_in_words(coming: Coming, today: date) -> str:
    """Who will be there: "Thursday, “5 à 7”: three people whom you only know online."."""
    day = coming_day(coming, today)
    count = len(coming.never_met)
    told = ngettext(
        "{day}, {event}: {many} person whom you only know online.",
        "{day}, {event}: {many} people whom you only know online.",
        count,
    )
    text = told.format(day=day, event=coming_title(coming), many=language.in_words(count))
    return text[:1].upper() + text[1:]
