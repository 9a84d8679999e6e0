"""`plates`: how many ties the minutes can keep, and whom to let rest."""

import click

from entregent.app import language, wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.shapes import plates_shape
from entregent.app.views import CurvePoint, PlatesView
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table

SHOWN_REST = 12


@command("plates", help=N_("How many ties your minutes can keep spinning, and whom you could let rest."))
@option("--minutes", type=int, metavar="N", help=N_("Minutes a week, instead of your setting."))
@option("--why", is_flag=True, help=N_("Show the figures."))
@click.pass_obj
def plates(face: Face, *, minutes: int | None, why: bool) -> None:
    """Show the plates."""
    positive(minutes, "minutes")
    with face.open() as book:
        view = book.plates(minutes)
    face.answer(lambda: plates_shape(view), lambda: _draw(view, why=why))


def _draw(view: PlatesView, *, why: bool) -> None:
    if not view.plates:
        paint.paragraph(_("No plate spins yet: import your exchanges, or give somebody a level."))
        paint.line(paint.command(f'{program()} level "Marie" close'), indent=2)
        return
    week = language.minutes(view.minutes_per_week)
    told = ngettext("You keep {n} tie spinning", "You keep {n} ties spinning", view.kept)
    paint.paragraph(
        paint.title(told), " ", _("with {minutes} a week, of {n} that you want.").format(minutes=week, n=view.plates)
    )
    paint.paragraph(
        ngettext(
            "With light touches alone (a word, a wish), {n} would stay within reach.",
            "With light touches alone (a word, a wish), {n} would stay within reach.",
            view.upkeep_kept,
        )
    )
    paint.line()
    _draw_curve(view.curve, view, why=why)
    if why:
        paint.line()
        price = language.number(view.price, 4)
        paint.paragraph(paint.quiet(_("One more minute a week would bring: {figure}").format(figure=price)))
    _draw_rest(view)


def _draw_curve(curve: tuple[CurvePoint, ...], view: PlatesView, *, why: bool) -> None:
    columns = [Column(_("minutes a week"), right=True), Column("", 1, widest=16), Column(_("ties kept"), right=True)]
    if why:
        columns.append(Column(_("share of the whole"), right=True))
    rows: list[list[paint.Piece]] = []
    for point in curve:
        look = "name" if point.minutes == view.minutes_per_week else ""
        bar = paint.bar(point.kept / view.plates, 16)
        row: list[paint.Piece] = [
            paint.Span(language.number(point.minutes), look),
            paint.Span(bar, look or "quiet"),
            paint.Span(language.number(point.kept), look),
        ]
        rows.append([*row, language.share(point.share)] if why else row)
    table(columns, rows)


def _draw_rest(view: PlatesView) -> None:
    if not view.rest:
        return
    paint.line()
    paint.paragraph(paint.title(_("Whom you could let rest, if you wish")))
    by_why: dict[str, list[str]] = {}
    for line in view.rest[:SHOWN_REST]:
        by_why.setdefault(wording.sentence(line.why), []).append(line.name)
    for why, names in by_why.items():
        paint.paragraph(paint.name(", ".join(names)))
        paint.paragraph(why, indent=2)
    if len(view.rest) > SHOWN_REST:
        more = len(view.rest) - SHOWN_REST
        paint.line(paint.quiet(ngettext("… and {n} more", "… and {n} more", more)), indent=2)
    paint.line(paint.command(f"{program()} rest {view.rest[0].person}"), indent=2)
