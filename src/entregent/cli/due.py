"""`due`: do what is due, once; what a timer of the system calls."""

import click

from entregent.app.follow_up_shapes import due_shape
from entregent.app.follow_up_views import DueReport
from entregent.app.follow_up_words import report_in_words
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command(
    "due",
    help=N_(
        "Do what is due, once: bring the day up to date, send what waits in the outbox, give the morning's note.\n\n"
        "`serve` does it each minute, and `schedule on` lets the system do it. Two at once do it once; after a sleep "
        "one note comes, never a burst."
    ),
)
@click.pass_obj
def due(face: Face) -> None:
    """Look after what is due."""
    with face.open() as book:
        report = book.look_after()
    face.answer(lambda: due_shape(report), lambda: _draw(face, report))


def _draw(face: Face, report: DueReport) -> None:
    if face.quiet:
        return
    for sentence in report_in_words(report):
        paint.paragraph(sentence)
