"""Drawing goals on a terminal: what is wanted, how far it is, where it leads, and what counted."""

from datetime import date

from entregent.app import language
from entregent.app.goal_phrases import counted_in_words, measured, pace_in_words, wanted
from entregent.app.goal_views import GoalLine, GoalView
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.wording import word
from entregent.cli import paint
from entregent.cli.face import Face, program

SHOWN = 12


def draw_line(line: GoalLine) -> None:
    """A goal in three lines: its words, how far it is, where it leads."""
    paint.paragraph(paint.quiet(f"{line.number}."), " ", paint.title(line.what))
    bar = paint.bar(min(line.counted / line.target, 1.0), 20)
    by = language.day(date.fromisoformat(line.by))
    paint.line(paint.Span(bar, "name"), "  ", measured(line), paint.quiet(_(" by {day}").format(day=by)), indent=3)
    paint.paragraph(pace_in_words(line), indent=3)
    if line.asks:
        paint.paragraph(_("A new quarter: is this still what you want?"), indent=3)
        ways = f"{program()} goal yes {line.number} · goal edit {line.number} … · goal drop {line.number}"
        paint.line(paint.command(ways), indent=3)


def draw_goal(face: Face, view: GoalView, names: dict[str, str]) -> None:
    """A goal, whole."""
    line = view.line
    draw_line(line)
    if line.why:
        paint.paragraph(paint.quiet(line.why), indent=3)
    if line.last_word:
        paint.paragraph(paint.quiet(language.quoted(line.last_word)), indent=3)
    if line.circle:
        paint.paragraph(_("Circle: {circle}").format(circle=word("circle", line.circle)), indent=3)
    if view.people:
        told = language.listed([name for _person, name, _circles in view.people])
        paint.paragraph(_("With: {names}").format(names=told), indent=3)
    _draw_steps(view)
    _draw_evidence(face, view, names)
    if view.wordings:
        paint.line()
        paint.paragraph(paint.title(_("As it was worded before")))
        for old in view.wordings:
            said = language.day(date.fromisoformat(old.day))
            paint.paragraph(f"{said} · {old.what} ({wanted(old)})", indent=3)


def _draw_steps(view: GoalView) -> None:
    if not view.steps:
        return
    paint.line()
    paint.paragraph(paint.title(_("Next steps")))
    for step in view.steps:
        when = language.day(date.fromisoformat(step.on)) if step.on else ""
        who = language.listed([name for _person, name in step.people])
        paint.paragraph(" · ".join(part for part in (who, step.what, when) if part), indent=3)


def _draw_evidence(face: Face, view: GoalView, names: dict[str, str]) -> None:
    if not view.evidence:
        return
    paint.line()
    paint.paragraph(paint.title(_("What counted")))
    for one in view.evidence[:SHOWN]:
        who = language.listed([name for _person, name in one.people[:5]])
        told = [face.date(one.at), who, counted_in_words(one, names)]
        paint.paragraph(" · ".join(part for part in told if part), indent=3)
    left = len(view.evidence) - SHOWN
    if left > 0:
        paint.line(paint.quiet(ngettext("… and {n} more", "… and {n} more", left)), indent=3)
