"""Phrases about goals: what is counted, how it goes, where it leads, and money with its currency."""

from datetime import date
from math import ceil, floor
from typing import Final

from entregent.app import language, wording
from entregent.app.goal_views import Counted, GoalLine, Wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_, NN_, Plural

_OF: Final[dict[str, Plural]] = {
    "people": NN_("{counted} of {n} person met", "{counted} of {n} people met", "n"),
    "first-contacts": NN_("{counted} of {n} first contact", "{counted} of {n} first contacts", "n"),
    "answers": NN_("{counted} of {n} person who answered", "{counted} of {n} people who answered", "n"),
    "talks": NN_("{counted} of {n} talk", "{counted} of {n} talks", "n"),
    "steps": NN_("{counted} of {n} step", "{counted} of {n} steps", "n"),
    "trusting": NN_("{counted} of {n} person who trusts you", "{counted} of {n} people who trust you", "n"),
    "clients": NN_("{counted} of {n} person to work with", "{counted} of {n} people to work with", "n"),
    "loyal": NN_("{counted} of {n} loyal person", "{counted} of {n} loyal people", "n"),
    "results": NN_("{counted} of {n} result", "{counted} of {n} results", "n"),
    "sales": NN_("{counted} of {n} sale", "{counted} of {n} sales", "n"),
    "jobs": NN_("{counted} of {n} job", "{counted} of {n} jobs", "n"),
    "referrals": NN_("{counted} of {n} referral", "{counted} of {n} referrals", "n"),
    "advice": NN_("{counted} of {n} piece of advice", "{counted} of {n} pieces of advice", "n"),
}
_WANTED: Final[dict[str, Plural]] = {
    "people": NN_("{n} person met", "{n} people met", "n"),
    "first-contacts": NN_("{n} first contact", "{n} first contacts", "n"),
    "answers": NN_("{n} person who answers", "{n} people who answer", "n"),
    "talks": NN_("{n} talk or meeting", "{n} talks or meetings", "n"),
    "steps": NN_("{n} step", "{n} steps", "n"),
    "trusting": NN_("{n} person who trusts you", "{n} people who trust you", "n"),
    "clients": NN_("{n} person to work with", "{n} people to work with", "n"),
    "loyal": NN_("{n} loyal person", "{n} loyal people", "n"),
    "results": NN_("{n} result", "{n} results", "n"),
    "sales": NN_("{n} sale", "{n} sales", "n"),
    "jobs": NN_("{n} job", "{n} jobs", "n"),
    "referrals": NN_("{n} referral", "{n} referrals", "n"),
    "advice": NN_("{n} piece of advice", "{n} pieces of advice", "n"),
}


def money(value: float, currency: str) -> str:
    """An amount with its currency: "1,200 CAD", "1 200,50 CAD"."""
    return f"{language.number(value, 0 if value == int(value) else 2)}\u00a0{currency}"


def measured(line: GoalLine) -> str:
    """How far it is: "3 of 10 people met"."""
    if line.measure == "value":
        return _("{counted} of {target}").format(
            counted=money(line.counted, line.currency), target=money(line.target, line.currency)
        )
    of = _OF[line.measure]
    return ngettext(of.one, of.many, line.target).format(counted=language.number(line.counted))


def wanted(goal: GoalLine | Wording) -> str:
    """What is to be counted: "10 people met"."""
    if goal.measure == "value":
        return money(goal.target, goal.currency)
    of = _WANTED[goal.measure]
    return ngettext(of.one, of.many, goal.target)


def pace_in_words(line: GoalLine) -> str:
    """Where it leads, plainly and kindly: a range, and never more certain than what was counted."""
    by = language.day(date.fromisoformat(line.by))
    if line.state == "reached":
        return _("It is reached. Well done.")
    if line.state == "over":
        return _("Its day has come, and what was done stays done. Give it more time, close it, or let it go.")
    if line.state == "done":
        return _("Closed on {day}.").format(day=language.day(date.fromisoformat(line.ended)))
    if line.state == "dropped":
        return _let_go(line)
    if line.state == "unbegun":
        return _("Nothing counts yet, and {span} are left: one small step begins it.").format(span=_left(line))
    if line.low is None or line.high is None:
        return _("It has begun. It is too early to tell a rhythm; {span} are left.").format(span=_left(line))
    return _range(line, by)


def _left(line: GoalLine) -> str:
    return language.span(line.days_left) if line.days_left else _("some hours")


def _range(line: GoalLine, by: str) -> str:
    assert line.low is not None
    assert line.high is not None
    low, high = floor(line.low), ceil(line.high)
    figures = {"low": _figure(line, low), "high": _figure(line, high), "day": by}
    if low == high:
        return _("At this rhythm, about {low} by {day}.").format(**figures)
    if low >= line.target:
        return _("At this rhythm, {low} to {high} by {day}: there is room.").format(**figures)
    if high < line.target:
        told = _("At this rhythm, {low} to {high} by {day}. That counts too; the number or the day may change.")
        return told.format(**figures)
    return _("At this rhythm, {low} to {high} by {day}: it is within reach.").format(**figures)


def _figure(line: GoalLine, value: float) -> str:
    return money(value, line.currency) if line.measure == "value" else language.number(value)


def _let_go(line: GoalLine) -> str:
    """One honourable line for a goal that was let go."""
    day = language.day(date.fromisoformat(line.ended))
    days = (date.fromisoformat(line.ended) - date.fromisoformat(line.since)).days
    if line.counted:
        told = _("Let go on {day}, after {span}: {measured}. That stays yours.")
        return told.format(day=day, span=language.span(days), measured=measured(line))
    return _("Let go on {day}, after {span}. To choose is to let go, too.").format(day=day, span=language.span(days))


_WAYS: Final = {
    "met": N_("you met, or talked, for the first time"),
    "wrote": N_("you turned to them for the first time"),
    "answered": N_("the first answer"),
    "talk": N_("you talked"),
    "step": N_("a step"),
    "stage": N_("a new stage"),
    "result": N_("a result"),
}


def counted_in_words(one: Counted, stages: dict[str, str]) -> str:
    """By what something counted: "you talked: the sailing boat"; `stages` are the names of the stages."""
    way = _(_WAYS[one.what])
    if one.what == "result":
        return wording.word("result", one.detail)
    if one.what == "stage":
        return stages[one.detail]
    if one.what == "step":
        return wording.word("outcome", one.detail) if one.people else way
    return _("{way}: {title}").format(way=way, title=one.detail) if one.what == "talk" and one.detail else way
