"""The brief: once a day, in a few warm lines, what is due; names only where the owner chose them."""

import os
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from entregent.app import coming_dates, language, wording
from entregent.app.follow_up_views import DateLine
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import NN_
from entregent.app.opening import OpenBook
from entregent.app.views import Plan, SuggestionLine
from entregent.attention import agenda

LONGEST_AWAY: Final = 31
"""Days that one brief looks back over, after a long sleep."""
WEEKEND: Final = 5
AWAY_FROM: Final = 3
"""So many days without a brief, and it says what passed meanwhile; the plan itself knows the last three."""

COUNTED: Final = {
    agenda.COMMITMENT: NN_("{n} hour of your own", "{n} hours of your own", "n"),
    agenda.PROMISE: NN_("{n} promise of yours", "{n} promises of yours", "n"),
    agenda.REPLY: NN_("{n} answer that is waited for", "{n} answers that are waited for", "n"),
    agenda.SWEEP: NN_("{n} event to look back on", "{n} events to look back on", "n"),
    agenda.THANKS: NN_("{n} word of thanks", "{n} words of thanks", "n"),
    agenda.NUDGE: NN_("{n} promise made to you", "{n} promises made to you", "n"),
    agenda.STEP: NN_("{n} planned step", "{n} planned steps", "n"),
    agenda.BIRTHDAY: NN_("{n} birthday", "{n} birthdays", "n"),
    agenda.LOYALTY: NN_("{n} long loyalty to honour", "{n} long loyalties to honour", "n"),
    agenda.FRIENDSHIP: NN_("{n} long friendship to honour", "{n} long friendships to honour", "n"),
    agenda.WORK: NN_("{n} congratulation", "{n} congratulations", "n"),
    agenda.REACH_OUT: NN_("{n} tie that would be glad of you", "{n} ties that would be glad of you", "n"),
}


class Brief(NamedTuple):
    """What the owner is told: a mail's subject and body, and the one line of a notification."""

    subject: str
    body: str
    line: str


def hour_of(book: OpenBook, day: date) -> int:
    """The instant of a day's brief, UTC seconds; an hour that the clocks skip or repeat happens once."""
    at = datetime.combine(day, time(int(book.setting("brief-hour"))), book.zone)
    return int(at.timestamp())


def is_wanted_on(book: OpenBook, day: date) -> bool:
    """Whether the owner wants a brief on such a day."""
    if book.setting("brief") == "off":
        return False
    return book.setting("brief-days") == "every" or day.weekday() < WEEKEND


def speak(book: OpenBook) -> None:
    """Speak the book's language, for who is told without having asked."""
    language.use(language.choose("", book.setting("language"), os.environ), book.setting("region"))


def compose(book: OpenBook, plan: Plan, last: date | None, hours_come: int, *, whole: bool) -> Brief:
    """The brief of the day; with `whole` false only that an hour of the owner's own has come.

    `last` is the day of the brief before: what passed since then is told in this one, never in several.
    """
    named = book.setting("brief-names") == "yes"
    hours = ngettext(
        "An hour that you set for yourself has come.", "{n} hours that you set for yourself have come.", hours_come
    )
    said = [hours] if hours_come else []
    if not whole:
        return Brief(_("An hour has come"), _closed(said), hours)
    counts = counted(plan)
    said.append(_("Today: {what}.").format(what=language.listed(counts)) if counts else _nothing())
    if named:
        said += _names(plan)
    said += _away(book, last, named=named)
    if plan.dare is not None:
        said.append(_("And one small dare, if you feel like it."))
    greeting = _("Good day, {name}.").format(name=book.setting("name")) if book.setting("name") else _("Good day.")
    line = " ".join(said[: 2 if hours_come else 1])
    return Brief(_("Your day"), _closed([greeting, *said]), line)


def _nothing() -> str:
    return _("Nothing needs you today. Enjoy your day.")


def _closed(said: list[str]) -> str:
    return "\n\n".join([*said, _("Take one, leave the rest. It is here again tomorrow.")]) + "\n"


def counted(plan: Plan) -> list[str]:
    """How many of each kind are due: "2 promises of yours", "1 birthday"."""
    kinds = [line.action for line in plan.suggestions] + [line.kind for line in plan.errands]
    return [wording.fill(words, {"n": kinds.count(kind)}) for kind, words in COUNTED.items() if kind in kinds]


def _names(plan: Plan) -> list[str]:
    lines = [f"● {line.name}{_colon()} {_step(line)}" for line in plan.suggestions]
    return ["\n".join(lines)] if lines else []


def _colon() -> str:
    return f"{language.NARROW}:" if language.spoken() == "fr" else ":"


def _step(line: SuggestionLine) -> str:
    return wording.step(line.action, line.channel, line.minutes)


def _away(book: OpenBook, last: date | None, *, named: bool) -> list[str]:
    """What came round while nobody looked, beyond the few days that the plan itself remembers."""
    if last is None or (book.today - last).days <= AWAY_FROM:
        return []
    first = max(last + timedelta(days=1), book.today - timedelta(days=LONGEST_AWAY))
    missed = coming_dates.dates(book, first, book.today - timedelta(days=AWAY_FROM + 1))
    if not missed:
        return []
    told = ngettext(
        "While you were away {n} day came round that a late word still honours.",
        "While you were away {n} days came round that a late word still honours.",
        len(missed),
    )
    return [told, *(["\n".join(_date(line, book.today) for line in missed)] if named else [])]


def _date(line: DateLine, today: date) -> str:
    return f"● {line.name}, {language.day(date.fromisoformat(line.day), today=today)}"
