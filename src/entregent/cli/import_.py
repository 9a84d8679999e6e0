"""`import`: any mix of exports; it finds out what each is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from entregent.app.book import Book
from entregent.app.marking import N_
from entregent.cli.face import Face
from entregent.cli.import_summary import draw_report
from entregent.cli.lazy import command, option
from entregent.cli.progress import progress
from entregent.cli.table_preview import looks_at, shape_with
from entregent.model.errors import MissingPathError


@command(
    "import",
    help=N_(
        "Read your own exports: mailboxes (mbox, Maildir, .eml, Google Takeout), contacts (vCard, CSV), calendars "
        "(.ics); files, folders, zip and tar archives, in any mix.\n\n"
        "A table of another kind: `--map` says which column holds what.\n\n"
        "Importing the same files again changes nothing. The paths are remembered for `refresh`."
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH...")
@option("--me", multiple=True, metavar="ADDRESS", help=N_("An address of yours, if it isn't found (repeatable)."))
@option(
    "--signals",
    is_flag=True,
    help=N_("Also look for phones, links and promises in the text; slower."),
)
@option(
    "--map",
    "columns",
    default="",
    metavar="FIELD=COLUMN,…",
    help=N_("Which column of a table holds what, by its heading or number: name=Nom,mail=Courriel."),
)
@option(
    "--dates",
    type=click.Choice(["dmy", "mdy"]),
    help=N_("Where dates like 03/04 can be read either way: day first or month first."),
)
@option("--dry-run", is_flag=True, help=N_("Say what would happen; change nothing."))
@click.pass_context
def import_(  # noqa: PLR0913 - an option each
    context: click.Context,
    *,
    paths: tuple[str, ...],
    me: tuple[str, ...],
    signals: bool,
    columns: str,
    dates: str | None,
    dry_run: bool,
) -> None:
    """Import."""
    face: Face = context.obj
    with _book_for(face, paths, dry_run=dry_run) as book:
        with progress(face) as beat:
            report = book.import_paths(
                paths, me=me, signals=signals, dates=dates or "", columns=columns, dry_run=dry_run, progress=beat
            )
        looks = looks_at(book, report, columns=columns, dates=dates or "")
    face.answer(lambda: shape_with(report, looks), lambda: draw_report(face, report, looks))
    if report.interrupted:
        context.exit(130)
    if not report.sources and any(problem.lost for problem in report.problems):
        context.exit(1)


@contextmanager
def _book_for(face: Face, paths: tuple[str, ...], *, dry_run: bool) -> Iterator[Book]:
    """The book to import into. Nothing is left behind where there was none: not by a wrong path, not by a dry run."""
    if not face.path.exists():
        missing = next((path for path in paths if not Path(path).expanduser().exists()), None)
        if missing is not None:
            raise MissingPathError(path=missing)
        if dry_run:
            with TemporaryDirectory() as folder:
                face.book_path = str(Path(folder) / "carnet.book")
                face.quiet, quiet = True, face.quiet
                book = face.open_or_create()
                face.quiet = quiet
                with book:
                    yield book
            return
    with face.open_or_create() as book:
        yield book
