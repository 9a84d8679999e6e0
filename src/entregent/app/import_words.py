"""What every face says of an import: where it is, how fast, what is left, what was read."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from entregent.app import language, wording
from entregent.app.clarify_views import PreviewRow
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.views import ImportProgress, ImportReport, ProblemLine, SourceLine

STAGES: Final = {
    "reading": N_("Reading"),
    "people": N_("Telling who is who"),
    "ties": N_("Weighing ties"),
    "search": N_("Preparing the search"),
    "plan": N_("Thinking of today"),
}
FIELD_WORDS: Final = {
    "name": N_("name"),
    "first": N_("first name"),
    "last": N_("last name"),
    "nickname": N_("nickname"),
    "mail": N_("mail address"),
    "phone": N_("phone number"),
    "url": N_("link"),
    "account": N_("account"),
    "organisation": N_("organisation"),
    "title": N_("role"),
    "birthday": N_("birthday"),
    "circle": N_("circle"),
    "note": N_("note"),
    "met": N_("first met on"),
    "date": N_("day of an exchange"),
    "time": N_("time of an exchange"),
    "channel": N_("channel (mail, call, meeting …)"),
    "direction": N_("who began (from me, to me)"),
    "duration": N_("duration"),
    "subject": N_("subject"),
}
"""What a column of a table can hold."""
_SURE_SECONDS: Final = 3
"""Before so long, what is left is anybody's guess."""


def stage(name: str) -> str:
    """Where an import is."""
    return _(STAGES.get(name, name))


def field(name: str) -> str:
    """What a column holds, in words."""
    return _(FIELD_WORDS[name]) if name in FIELD_WORDS else name


def exchange(row: PreviewRow) -> str:
    """The exchange that a row of a table tells: channel and day; "" for none."""
    if not row.channel:
        return ""
    day = language.day(date.fromisoformat(row.day)) if row.day else _("no day")
    return f"{wording.word('channel', row.channel)} · {day}"


def pace(now: ImportProgress, seconds: float) -> str:
    """How much was read, and how fast while it is being read."""
    told = ngettext("{n} exchange", "{n} exchanges", now.interactions)
    if now.stage != "reading" or seconds < 1:
        return told
    rate = language.number(round((now.interactions + now.records) / seconds))
    return f"{told} · " + _("{rate} a second").format(rate=rate)


def left(now: ImportProgress, seconds: float) -> str:
    """How long reading will still take, roughly; "" while that can't be told."""
    if now.stage != "reading" or seconds < _SURE_SECONDS or not 0 < now.bytes_done < now.bytes_total:
        return ""
    more = seconds * (now.bytes_total - now.bytes_done) / now.bytes_done
    if more < 50:
        return _("less than a minute left")
    return ngettext("about {n} minute left", "about {n} minutes left", max(round(more / 60), 1))


def by_kind(problems: Iterable[ProblemLine]) -> list[tuple[int, str]]:
    """(how many, sentence) of each kind of problem, most first: a thousand alike say less than their count.

    Problems that count things themselves are added up to one sentence.
    """
    alike: dict[str, list[ProblemLine]] = {}
    for problem in problems:
        alike.setdefault(problem.reason.signal, []).append(problem)
    told = []
    for code, found in alike.items():
        counts = [int(value) for one in found for key, value in one.reason.facts if key == "count" and _whole(value)]
        facts = {key: value for key, value in found[0].reason.facts if len(found) == 1 or key == "count"}
        if counts:
            facts["count"] = sum(counts)
        told.append((1 if counts else len(found), wording.problem(code, tuple(facts.items()), "")))
    return sorted(told, key=lambda pair: -pair[0])


def _whole(value: object) -> bool:
    return str(value).isdecimal()


def richest(sources: Sequence[SourceLine], most: int) -> tuple[list[SourceLine], list[SourceLine]]:
    """The documents to list, and the others: of many, those that gave most, in the order in which they were read."""
    by_weight = sorted(range(len(sources)), key=lambda at: -(sources[at].interactions + sources[at].records))
    shown = set(by_weight[:most])
    return (
        [source for at, source in enumerate(sources) if at in shown],
        [source for at, source in enumerate(sources) if at not in shown],
    )


def not_read(report: ImportReport) -> str:
    """How much could not be read; "" where nothing was lost."""
    return ngettext("{n} thing could not be read", "{n} things could not be read", report.lost) if report.lost else ""


def remarks(report: ImportReport) -> str:
    """How much there is to say of what was read or rightly left out; "" for nothing."""
    count = report.problem_count - report.lost
    return ngettext("{n} remark on what was read", "{n} remarks on what was read", count) if count else ""


def read(report: ImportReport) -> str:
    """What was read, and how much of it is new."""
    told = [ngettext("{n} exchange", "{n} exchanges", report.interactions)] if report.interactions else []
    if report.records or not told:
        told.append(ngettext("{n} contact card", "{n} contact cards", report.records))
    return ", ".join((*told, ngettext("{n} of them new", "{n} of them new", report.new)))
