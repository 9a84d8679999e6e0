"""`waiting`: who has not answered yet, and the next smallest thing."""

import click

from entregent.app.follow_up_shapes import waiting_shape
from entregent.app.follow_up_views import WaitingLine
from entregent.app.follow_up_words import waited, waiting_in_words
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "waiting",
    help=N_(
        "Those whom you turned to and who have not answered yet: since when, and the next smallest thing.\n\n"
        "A mail is given a week, a text message three days, a call two."
    ),
)
@option("--limit", type=int, default=50, metavar="N", help=N_("How many to list."))
@click.pass_obj
def waiting(face: Face, *, limit: int) -> None:
    """List who is waited for."""
    positive(limit, "limit")
    with face.open() as book:
        lines = book.waiting(limit)
    shape = {"waiting": [waiting_shape(line) for line in lines]}
    face.answer(lambda: shape, lambda: _draw(lines))


def _draw(lines: list[WaitingLine]) -> None:
    if not lines:
        paint.paragraph(_("Nobody’s answer is outstanding."))
        return
    over = sum(line.is_over for line in lines)
    paint.line(paint.title(ngettext("{n} answer is waited for", "{n} answers are waited for", len(lines))))
    for line in lines:
        paint.line()
        paint.paragraph("● ", paint.name(line.name), " · ", waited(line), hanging=2)
        paint.paragraph(waiting_in_words(line), indent=2)
    if over:
        paint.line()
        first = next(line for line in lines if line.is_over)
        paint.line(paint.quiet(_("A light word?")), " ", paint.command(f"{program()} dare {first.person}"))
