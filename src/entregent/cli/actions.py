"""`actions`: what the owner did last, each with the way back."""

import click

from entregent.app import wording
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.shapes import action_shape
from entregent.app.views import ActionLine
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table


@command("actions", help=N_("What you did last, newest first; `undo ID` takes one back."))
@option("--limit", type=int, default=20, show_default=True, metavar="N", help=N_("How many at most."))
@click.pass_obj
def actions(face: Face, *, limit: int) -> None:
    """List actions."""
    positive(limit, "limit")
    with face.open() as book:
        lines = book.actions(limit)
    face.answer(lambda: {"actions": [action_shape(line) for line in lines]}, lambda: _draw(face, lines))


def _draw(face: Face, lines: list[ActionLine]) -> None:
    if not lines:
        paint.paragraph(_("You did nothing yet that could be taken back."))
        return
    columns = [Column(_("no."), right=True), Column(_("when"), 2), Column(_("what"), widest=70), Column("", 1)]
    table(columns, [_row(face, line) for line in lines])
    paint.line()
    paint.line(paint.quiet(_("To take one back:")), " ", paint.command(f"{program()} undo {lines[0].id}"))


def _row(face: Face, line: ActionLine) -> list[paint.Piece]:
    what = wording.done(line.verb, line.people, line.value)
    return [str(line.id), paint.quiet(face.ago(line.at)), what, paint.quiet(_("taken back") if line.undone else "")]
