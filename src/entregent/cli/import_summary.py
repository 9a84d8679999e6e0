"""What an import says at its end: what was read, who you are, whom it found, what could not be read, what next."""

import shlex
from collections.abc import Sequence
from typing import Final

from entregent.app import import_words, language, wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.views import ImportReport, ProblemLine, SourceLine
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.table_preview import Look, draw_look
from entregent.cli.tables import Column, table

SHOWN_PROBLEMS: Final = 10
SHOWN_SOURCES: Final = 12


def draw_report(face: Face, report: ImportReport, looks: Sequence[Look] = ()) -> None:
    """Draw the summary; with --quiet only what went wrong."""
    if not face.quiet:
        _draw_sources(report)
        _draw_totals(report)
        _draw_owner(report)
        _draw_people(report)
    _draw_problems(report, quiet=face.quiet)
    if not face.quiet:
        for look in looks:
            draw_look(look)
    if not face.quiet:
        _draw_next(report)


def _draw_sources(report: ImportReport) -> None:
    if not report.sources:
        paint.paragraph(_("There was nothing to read."))
        return
    paint.line(paint.title(_("What was read")))
    columns = [
        Column(_("file"), widest=44, path=True),
        Column(_("what it is"), 2, widest=44),
        Column(_("exchanges"), right=True),
        Column(_("cards"), 1, right=True),
        Column("", 3),
    ]
    shown, left = import_words.richest(report.sources, SHOWN_SOURCES)
    table(columns, [_source_row(source) for source in shown])
    if left:
        paint.line(paint.quiet(ngettext("… and {n} more file", "… and {n} more files", len(left))))
    paint.line()


def _source_row(source: SourceLine) -> list[paint.Piece]:
    states = {"known": paint.quiet(_("unchanged")), "refused": paint.Span(_("not read"), "bad")}
    return [
        source.path,
        wording.sentence(source.reason),
        language.number(source.interactions),
        language.number(source.records),
        states.get(source.state, ""),
    ]


def _draw_totals(report: ImportReport) -> None:
    seconds = language.number(report.seconds, 1)
    if report.dry_run:
        paint.paragraph(paint.title(_("Nothing was changed: this was a dry run.")))
    paint.paragraph(_("{what}, in {seconds} s.").format(what=import_words.read(report), seconds=seconds))


def _draw_owner(report: ImportReport) -> None:
    if not report.owner:
        if report.interactions:
            paint.line()
            paint.paragraph(_("I could not tell which address is yours. Say it, and ties are right:"))
            for handle in report.perhaps_owner or ("you@example.org",):
                paint.line(paint.command(f"{program()} owner {shlex.quote(handle)}"), indent=2)
        return
    paint.line()
    told = language.listed([wording.handle(owner.handle) for owner in report.owner[:6]])
    paint.paragraph(_("You are {handles}.").format(handles=told))
    for text in wording.sentences(report.owner[0].reasons[:1]):
        paint.paragraph(paint.quiet(text), indent=2)
    paint.paragraph(
        paint.quiet(_("Not quite? {command}").format(command=f"{program()} owner ADDRESS [--drop]")), indent=2
    )


def _draw_people(report: ImportReport) -> None:
    paint.line()
    told = ngettext("{n} person", "{n} people", report.people)
    aside = ngettext("{n} automaton set aside", "{n} automata set aside", report.automata)
    paint.paragraph(paint.title(told), f" · {aside} ", paint.quiet(f"({program()} people --automata)"))
    if report.assumed:
        text = ngettext(
            "{n} pair was taken for the same person on its name.",
            "{n} pairs were taken for the same person on their name.",
            report.assumed,
        )
        paint.paragraph(text, " ", paint.quiet(_("Each person's page says why and how to part them.")))
    if report.questions:
        asked = ngettext(
            "{n} question about who is who waits:", "{n} questions about who is who wait:", report.questions
        )
        paint.paragraph(asked, " ", paint.command(f"{program()} duplicates"))


def _draw_problems(report: ImportReport, *, quiet: bool) -> None:
    """What was lost; then, unless only that is wanted, what there is to say of the rest."""
    for lost, told in ((True, import_words.not_read(report)), (False, import_words.remarks(report))):
        if told and (lost or not quiet):
            paint.line()
            paint.line(paint.Span(told, "uneasy") if lost else paint.quiet(told))
            _draw_some([problem for problem in report.problems if problem.lost == lost])
    if report.problem_count > SHOWN_PROBLEMS and (report.lost or not quiet):
        paint.line(paint.quiet(_("All of them: the same command with --json.")), indent=2)


def _draw_some(problems: Sequence[ProblemLine]) -> None:
    """The first ones; the rest by kind, for a thousand alike say less than their count."""
    for problem in problems[:SHOWN_PROBLEMS]:
        text = wording.problem(problem.reason.signal, problem.reason.facts, problem.place)
        paint.paragraph(paint.quiet(f"{paint.ending(problem.path, 44)} · "), text, indent=2, hanging=4)
    for times, text in import_words.by_kind(problems[SHOWN_PROBLEMS:])[:5]:
        shown = f"… {language.number(times)} × {text}" if times > 1 else f"… {text}"
        paint.paragraph(paint.quiet(shown), indent=2, hanging=4)


def _draw_next(report: ImportReport) -> None:
    paint.line()
    if report.interrupted:
        paint.paragraph(_("Stopped. What was read so far is kept; the same command goes on from there."))
    elif report.people and not report.dry_run:
        paint.line(_("Next:"), " ", paint.command(f"{program()} today"))
