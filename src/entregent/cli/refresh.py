"""`refresh`: reads again what changed in the remembered paths."""

import click

from entregent.app.marking import N_
from entregent.app.shapes import import_shape
from entregent.cli.face import Face
from entregent.cli.import_summary import draw_report
from entregent.cli.lazy import command
from entregent.cli.progress import progress


@command("refresh", help=N_("Read again what changed in the files and folders that you imported."))
@click.pass_context
def refresh(context: click.Context) -> None:
    """Refresh."""
    face: Face = context.obj
    with face.open() as book, progress(face) as beat:
        report = book.refresh(progress=beat)
    face.answer(lambda: import_shape(report), lambda: draw_report(face, report))
    if report.interrupted:
        context.exit(130)
