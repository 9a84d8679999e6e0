"""`imports`: what was imported, and how to take one out."""

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.shapes import import_line_shape, removal_shape
from entregent.app.views import ImportLine, Removal
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command
from entregent.cli.tables import Column, table


@command(
    "imports",
    help=N_(
        "List what was imported. `imports remove ID` takes one out: what no other import claims goes, what you "
        "wrote yourself stays."
    ),
)
@click.argument("verb", required=False, type=click.Choice(["list", "remove"]), metavar="[remove")
@click.argument("number", required=False, type=int, metavar="ID]")
@click.pass_obj
def imports(face: Face, *, verb: str | None, number: int | None) -> None:
    """List imports, or remove one."""
    if (verb == "remove") != (number is not None):
        raise click.UsageError(_("Say which one: imports remove ID."))
    with face.open() as book:
        if number is not None:
            removal = book.remove_import(number)
            face.answer(lambda: removal_shape(number, removal), lambda: _draw_removal(removal))
            return
        lines = book.imports()
    face.answer(lambda: {"imports": [import_line_shape(line) for line in lines]}, lambda: _draw(face, lines))


def _draw(face: Face, lines: list[ImportLine]) -> None:
    if not lines:
        paint.paragraph(_("Nothing was imported yet."))
        paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)
        return
    columns = [
        Column(_("no."), right=True),
        Column(_("file"), widest=50, path=True),
        Column(_("read"), 3),
        Column(_("exchanges"), 1, right=True),
        Column(_("cards"), 2, right=True),
        Column(_("problems"), 4, right=True),
        Column(""),
    ]
    table(columns, [_row(face, line) for line in lines])
    paint.line()
    paint.line(paint.quiet(_("To read again what changed:")), " ", paint.command(f"{program()} refresh"))


def _row(face: Face, line: ImportLine) -> list[paint.Piece]:
    states = {"interrupted": _("stopped half-way"), "running": _("running")}
    gone = "" if line.present or line.dropped else _("no longer there")
    state = _("not read again") if line.state == "forgotten" else gone or states.get(line.state, "")
    figures = [language.number(figure) for figure in (line.interactions, line.records, line.problems)]
    return [
        str(line.id),
        line.name,
        paint.quiet(face.ago(line.checked_at)),
        *figures,
        paint.Span(state, "uneasy"),
    ]


def _draw_removal(removal: Removal) -> None:
    told = [
        ngettext("{n} exchange", "{n} exchanges", removal.interactions),
        ngettext("{n} contact card", "{n} contact cards", removal.records),
        ngettext("{n} person", "{n} people", removal.people),
    ]
    paint.paragraph(paint.Span("✓ ", "good"), _("Removed: {what}.").format(what=language.listed(told)))
    if removal.kept:
        stays = ngettext(
            "{n} thing stays, because another import claims it too.",
            "{n} things stay, because another import claims them too.",
            removal.kept,
        )
        paint.paragraph(paint.quiet(stays))
