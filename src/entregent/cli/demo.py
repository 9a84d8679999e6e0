"""`demo`: a made-up network, read by the very same readers, then today's plan."""

from pathlib import Path
from typing import Final

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.shapes import import_shape, plan_shape
from entregent.app.views import ImportReport, Plan
from entregent.cli import paint
from entregent.cli.face import Face, data_folder, program
from entregent.cli.import_summary import draw_report
from entregent.cli.lazy import command, option
from entregent.cli.progress import progress
from entregent.cli.today import draw_plan

MARK: Final = ".entregent-demo"
BOOK: Final = "carnet.book"


@command(
    "demo",
    help=N_(
        "Try it on a made-up network: five years of a fictional entrepreneur's mail, contacts and calendar are "
        "written, imported, and today's plan is shown. Your own book is not touched."
    ),
)
@option("--folder", type=click.Path(path_type=Path), metavar="DIR", help=N_("Where to write it."))
@option("--keep", is_flag=True, help=N_("Use the demo that is there already, with what you did in it."))
@click.pass_obj
def demo(face: Face, *, folder: Path | None, keep: bool) -> None:
    """Build the sample, import it, show today."""
    home = folder.expanduser() if folder else data_folder() / "demo"
    _claim(home)
    face.book_path = str(home / BOOK)
    from entregent.app import demonstrating

    report = None
    if not (keep and (home / BOOK).exists()):
        _remove_book(home)
        report = _import_sample(face, home)
        demonstrating.live(home / BOOK, now=face.now, until=face.today)
    with face.open() as book:
        plan = book.today()
    face.answer(lambda: _shape(home, report, plan), lambda: _draw(face, home, report, plan))


def _claim(home: Path) -> None:
    """Make the demo's folder, marked as ours. Refuses a folder that holds something else."""
    if home.is_dir() and any(home.iterdir()) and not (home / MARK).exists():
        message = _("{folder} holds other files: name an empty folder with --folder.").format(folder=home)
        raise click.ClickException(message)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / MARK).touch()


def _remove_book(home: Path) -> None:
    for path in home.glob(f"{BOOK}*"):
        if path.is_file():
            path.unlink()


def _import_sample(face: Face, home: Path) -> ImportReport:
    from entregent.app import sample
    from entregent.app.demonstrating import SEED

    face.aside(_("Making up five years of exchanges …"))
    sample.write(home / "exports", seed=SEED, until=face.today)
    with face.open_or_create() as book, progress(face) as beat:
        return book.import_paths([str(home / "exports")], progress=beat)


def _shape(home: Path, report: ImportReport | None, plan: Plan) -> dict[str, object]:
    shape: dict[str, object] = {"folder": str(home), "book": str(home / BOOK), "today": plan_shape(plan)}
    if report is not None:
        shape["import"] = import_shape(report)
    return shape


def _draw(face: Face, home: Path, report: ImportReport | None, plan: Plan) -> None:
    if report is not None:
        draw_report(face, report)
        paint.line()
    paint.line(paint.quiet("─" * min(paint.terminal_width() - 1, 72)))
    draw_plan(face, plan)
    paint.line(paint.quiet("─" * min(paint.terminal_width() - 1, 72)))
    paint.paragraph(_("This network is made up. To play with it:"))
    paint.line(paint.command(f"export ENTREGENT_BOOK={home / BOOK}"), indent=2)
    paint.line(paint.command(f"{program()} people"), indent=2)
    paint.line()
    paint.paragraph(_("And with your own exports (mail, contacts, calendar), in another terminal:"))
    paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)
