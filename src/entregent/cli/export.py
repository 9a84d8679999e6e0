"""`export`: everything, in formats that outlive us."""

from pathlib import Path

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command
from entregent.cli.tables import Column, table


@command("export", help=N_("Write everything that the book holds into a folder, as JSON, CSV and vCard."))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def export(face: Face, *, folder: Path) -> None:
    """Export the book."""
    with face.open() as book:
        report = book.export(folder.expanduser())
    shape = {"folder": report.folder, "files": [{"file": name, "rows": rows} for name, rows in report.files]}

    def draw() -> None:
        paint.paragraph(
            paint.Span("✓ ", "good"), _("Your book is written out in {folder}").format(folder=report.folder)
        )
        columns = [Column(_("file")), Column(_("rows"), right=True)]
        table(columns, [[name, language.number(rows)] for name, rows in report.files])

    face.answer(lambda: shape, draw)
