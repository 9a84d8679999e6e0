"""`sources`: how many people each kind of source made known, and how many of them ever take part."""

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.reach_views import SourceReach
from entregent.app.source_words import TELLS_NOTHING, source_word
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command
from entregent.cli.tables import Column, table


@command(
    "sources",
    help=N_(
        "How many people each kind of source made known to you, and with how many of them anything ever passed there: "
        "the few who really take part."
    ),
)
@click.pass_obj
def sources(face: Face) -> None:
    """Show the width of the net."""
    with face.open() as book:
        lines = book.source_reach()
    face.answer(lambda: {"sources": [line._asdict() for line in lines]}, lambda: _draw(lines))


def _draw(lines: list[SourceReach]) -> None:
    if not lines:
        paint.paragraph(_("Nothing was imported yet."))
        paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)
        return
    columns = [Column(_("source")), Column(_("people"), right=True), Column(_("something passed"), right=True)]
    columns += [Column(_("both ways"), 1, right=True), Column(_("within a year"), right=True)]
    table(columns, [_row(line) for line in lines])
    paint.line()
    paint.paragraph(
        paint.quiet(_("Whoever never took part is held and can be found; they are never suggested or counted."))
    )


def _row(line: SourceReach) -> list[paint.Piece]:
    name = paint.name(source_word(line.kind))
    if line.kind in TELLS_NOTHING:
        return [name, language.number(line.people), "–", "–", "–"]
    return [name, *(language.number(n) for n in (line.people, line.exchanged, line.both_ways, line.last_year))]
