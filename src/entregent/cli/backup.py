"""`backup`: a copy of the book."""

from pathlib import Path

import click

from entregent.app import wording
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command


@command("backup", help=N_("Keep a copy of the book, beside it or at PATH."))
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def backup(face: Face, *, path: Path | None) -> None:
    """Back up the book."""
    with face.open() as book:
        report = book.backup(path.expanduser() if path else None)

    def draw() -> None:
        size = wording.file_size(report.size_bytes)
        told = _("A copy of your book ({size}) is kept: {path}").format(size=size, path=report.path)
        paint.paragraph(paint.Span("✓ ", "good"), told)
        back = f"{program()} restore {report.path}"
        paint.paragraph(paint.quiet(_("To bring it back: {command}").format(command=back)))

    face.answer(report._asdict, draw)
