"""`people`: everybody, and how each tie stands, in words."""

from typing import Any

import click

from entregent.app import language, wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.reach_views import Coming
from entregent.app.reach_words import coming_day, coming_title
from entregent.app.shapes import coming_shape, person_line_shape
from entregent.app.views import PersonLine
from entregent.app.wording import CIRCLES, LEVELS
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table

SORTS = ("strength", "silence", "chance", "name")


@command("people", help=N_("List your people and how each tie stands."))
@option("--query", default="", metavar="TEXT", help=N_("Only names, handles, subjects and notes that match."))
@option("--circle", default="", type=Word("circle", CIRCLES, free=True), help=N_("Only this circle."))
@option("--level", default="", type=Word("level", LEVELS), help=N_("Only this level."))
@option("--sort", type=click.Choice(SORTS), default="strength", show_default=True, help=N_("In which order."))
@option("--limit", type=int, default=50, show_default=True, metavar="N", help=N_("How many at most."))
@option("--automata", is_flag=True, help=N_("The automata that were set aside instead."))
@option("--never-met", is_flag=True, help=N_("Only those whom you know online and never met."))
@option("--coming", is_flag=True, help=N_("Who will be at what is coming within two months instead."))
@option("--why", is_flag=True, help=N_("Show the figures."))
@click.pass_obj
def people(face: Face, /, *, coming: bool, why: bool, **asked: Any) -> None:
    """List people."""
    positive(asked["limit"], "limit")
    with face.open() as book:
        if coming:
            ahead = book.coming()
            face.answer(lambda: {"coming": [coming_shape(one) for one in ahead]}, lambda: _draw_coming(face, ahead))
            return
        lines = book.people(**asked)
    filtered = any(asked[name] for name in ("query", "circle", "level", "automata", "never_met"))
    limit = asked["limit"]
    face.answer(
        lambda: {"people": [person_line_shape(line) for line in lines]},
        lambda: _draw(face, lines, why=why, filtered=filtered, full=len(lines) == limit),
    )


def _draw(face: Face, lines: list[PersonLine], *, why: bool, filtered: bool, full: bool) -> None:
    if not lines:
        _draw_nobody(filtered=filtered)
        return
    columns = [Column(_("name"), widest=32), Column("", 5), Column(_("tie"), widest=22), Column(_("last exchange"))]
    columns += [Column(_("usually every"), 2), Column(_("level"), 3), Column(_("circles"), 4, widest=26)]
    if why:
        columns += [Column(_("strength"), 1, right=True), Column(_("chance"), 1, right=True)]
    table(columns, [_row(face, line, why=why) for line in lines])
    paint.line()
    ending = ngettext("{n} person", "{n} people", len(lines))
    if full:
        ending += " · " + _("more with --limit")
    paint.line(paint.quiet(ending))
    paint.line(paint.quiet(_("Somebody's page:")), " ", paint.command(f"{program()} person {lines[0].id}"))


def _draw_coming(face: Face, ahead: list[Coming]) -> None:
    if not ahead:
        paint.paragraph(_("Nothing that is coming within two months names anybody you know."))
        return
    columns = [
        Column(""),
        Column("", widest=40),
        Column(_("will be there"), widest=50),
        Column(_("never met"), widest=50),
    ]
    rows: list[list[paint.Piece]] = [
        [
            paint.quiet(coming_day(one, face.today)),
            coming_title(one),
            ", ".join(name for person, name in one.people if (person, name) not in one.never_met),
            ", ".join(name for _person, name in one.never_met),
        ]
        for one in ahead
    ]
    table(columns, rows)


def _draw_nobody(*, filtered: bool) -> None:
    if filtered:
        paint.paragraph(_("Nobody matches. A shorter query or fewer filters may find them."))
        return
    paint.paragraph(_("Your book is still empty. Give it what you already have:"))
    paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)


def _row(face: Face, line: PersonLine, *, why: bool) -> list[paint.Piece]:
    strength = line.strength
    look = _look(strength)
    state = _state(line)
    bar = "" if strength is None else paint.bar(strength, 6)
    last = face.ago(line.last_at) if line.last_at is not None else "–"
    gap = language.span(line.usual_gap_days) if line.usual_gap_days else "–"
    level = wording.word("level", line.level) if line.level not in {"", "none"} else ""
    row: list[paint.Piece] = [paint.name(line.name), paint.Span(bar, look), paint.Span(state, look), last, gap]
    row += [f"{level}?" if level and line.level_proposed else level, circles_in_words(line)]
    if why:
        row += ["" if strength is None else language.number(strength, 2)]
        row += ["" if line.chance is None else language.share(line.chance)]
    return row


def _state(line: PersonLine) -> str:
    if line.archived:
        return _("in the archive")
    return _("rests") if line.resting else _("left in peace") if line.never else wording.standing(line.strength)


def _look(strength: float | None) -> str:
    if strength is None or strength < wording.SILENT:
        return "quiet"
    return "uneasy" if strength < wording.HOLDS_WELL else "good"


def circles_in_words(line: PersonLine) -> str:
    """A person's circles; proposed ones carry a question mark."""
    own = [wording.word("circle", circle) for circle in line.circles]
    proposed = [f"{wording.word('circle', circle)}?" for circle in line.circles_proposed if circle not in line.circles]
    return ", ".join(own + proposed)
