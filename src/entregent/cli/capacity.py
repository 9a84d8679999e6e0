"""`capacity`: how many ties the owner has kept open, from the past, with its interval."""

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.shapes import capacity_shape
from entregent.app.views import CapacityView
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table

SHOWN_QUARTERS = 12


@command("capacity", help=N_("How many ties you have kept open so far, measured from your own past."))
@option("--all", "everything", is_flag=True, help=N_("Every quarter, not only the last three years."))
@click.pass_obj
def capacity(face: Face, *, everything: bool) -> None:
    """Show past capacity."""
    with face.open() as book:
        view = book.capacity()
    face.answer(lambda: capacity_shape(view), lambda: _draw(view, everything=everything))


def _draw(view: CapacityView, *, everything: bool) -> None:
    if view.open_ties is None:
        paint.paragraph(_("There is too little history yet to say. A year of exchanges is enough: import older mail."))
    else:
        told = ngettext("You keep about {n} tie open", "You keep about {n} ties open", round(view.open_ties))
        paint.paragraph(paint.title(told), _interval(view))
    if not view.by_quarter:
        return
    paint.line()
    quarters = view.by_quarter if everything else view.by_quarter[-SHOWN_QUARTERS:]
    highest = max(1.0, *(line.open for line in quarters))
    columns = [Column(_("quarter")), Column("", 1, widest=16), Column(_("open"), right=True)]
    columns += [Column(_("begun or revived"), right=True), Column(_("fell silent"), right=True)]
    rows: list[list[paint.Piece]] = [
        [
            line.quarter,
            paint.Span(paint.bar(line.open / highest, 16), "good"),
            language.number(round(line.open)),
            language.number(line.activated),
            language.number(line.deactivated),
        ]
        for line in quarters
    ]
    table(columns, rows)


def _interval(view: CapacityView) -> str:
    if view.low is None or view.high is None:
        return "."
    low, high = language.number(round(view.low)), language.number(round(view.high))
    return " " + _("(most likely between {low} and {high}).").format(low=low, high=high)
