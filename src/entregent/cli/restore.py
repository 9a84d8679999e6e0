"""`restore`: a copy comes back; the book that stood there is kept beside it."""

from pathlib import Path

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command("restore", help=N_("Bring a copy back. The book that stands there now is kept beside it."))
@click.argument("backup", type=click.Path(path_type=Path), metavar="BACKUP")
@click.pass_obj
def restore(face: Face, *, backup: Path) -> None:
    """Restore a backup."""
    from entregent.app.book import Book

    stood = face.path.exists()
    report = Book.restore(backup.expanduser(), face.path, now=face.now)

    def draw() -> None:
        paint.paragraph(paint.Span("✓ ", "good"), _("Your book is back: {path}").format(path=face.path))
        if stood:
            kept = f"{face.path.name}.before-restore"
            paint.paragraph(paint.quiet(_("The one that stood there is kept as {name}.").format(name=kept)))

    face.answer(report._asdict, draw)
