"""The sentences of following up: how long somebody has waited, what is next, which day comes round."""

from datetime import date
from typing import Final

from entregent.app import language, wording
from entregent.app.follow_up_views import DateLine, DueReport, WaitingLine
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_, NN_, Template
from entregent.coaching.follow_up import AGAIN, ANOTHER_WAY, LEAVE, PATIENT

NEXT: Final = {
    PATIENT: N_("Nothing to do: an answer may still come until {day}."),
    AGAIN: N_("One more line is welcome, lighter than the first."),
    ANOTHER_WAY: N_("Another way may fit better: {way}."),
    LEAVE: N_("Leave it at that for now; the tie keeps its place."),
}
"""What is the next smallest thing while somebody's answer is waited for."""

WAITED: Final = {
    "mail": N_("You wrote {ago}"),
    "call": N_("You called {ago}"),
    "text": N_("You texted {ago}"),
    "social": N_("You wrote on a social network {ago}"),
    "letter": N_("You sent a letter {ago}"),
    "comment": N_("You commented {ago}"),
    "other": N_("You gave a sign {ago}"),
}

DATES: Final[dict[str, Template]] = {
    "birthday": N_("Birthday"),
    "loyalty": NN_("{n} year of loyalty", "{n} years of loyalty", "n"),
    "friendship": NN_("in touch for {n} year", "in touch for {n} years", "n"),
    "work": NN_("{n} year at their work", "{n} years at their work", "n"),
}


def waited(line: WaitingLine) -> str:
    """By which way and how long ago the owner turned to somebody."""
    return _(WAITED.get(line.channel, WAITED["other"])).format(ago=language.ago(line.days))


def waiting_in_words(line: WaitingLine) -> str:
    """What is the next smallest thing."""
    way = wording.word("channel", line.another) if line.another else ""
    return _(NEXT[line.next]).format(day=_iso_day(line.until), way=way)


def _iso_day(text: str) -> str:
    day = date.fromisoformat(text)
    return language.day(day, today=day)


def date_in_words(line: DateLine, today: date) -> str:
    """What comes round, and when: "Birthday, tomorrow"."""
    day = date.fromisoformat(line.day)
    ahead = (day - today).days
    when = language.ahead(ahead) if ahead < 2 else language.day(day, today=today)
    what = wording.fill(DATES[line.kind], {"n": line.years or 0})
    return f"{what[:1].upper()}{what[1:]}, {when}"


def report_in_words(report: DueReport) -> list[str]:
    """What one look after what is due did, a sentence each."""
    if report.busy:
        return [_("Another process is looking after it right now.")]
    said = []
    if report.refreshed:
        said.append(_("Today’s plan is ready."))
    if report.hours_come:
        said.append(
            ngettext(
                "An hour that you set for yourself has come.",
                "{n} hours that you set for yourself have come.",
                report.hours_come,
            )
        )
    if report.told:
        told = {"mail": N_("You were told by mail."), "desktop": N_("You were told on the desktop.")}
        said.append(_(told[report.told]))
    if report.sent:
        said.append(ngettext("{n} mail left.", "{n} mails left.", report.sent))
    if report.unsent:
        said.append(ngettext("{n} mail is still here.", "{n} mails are still here.", report.unsent))
    return said or [_("Nothing was due.")]


def last_looked(at: int, now: int, zone: str) -> str:
    """When it was last looked after: "3 h ago", "2 days ago"."""
    since = max(now - at, 0)
    days = (language.day_of(now, zone) - language.day_of(at, zone)).days
    when = language.ago(days) if days > 1 else _("{span} ago").format(span=language.minutes(max(since // 60, 1)))
    return _("Entregent last looked after what is due {when}.").format(when=when)
