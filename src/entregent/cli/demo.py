"""`demo`: a made-up network, read by the very same readers, then today's plan, then (if asked) the pages."""

from __future__ import annotations

import os
import re
import threading
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
from entregent.model.errors import BrokenBookError

if TYPE_CHECKING:
    from entregent.web.serving import Served

MARK: Final = ".entregent-demo"
BOOK: Final = "carnet.book"
EXPORTS: Final = "exports"
WAIT_SECONDS: Final = 20


@command(
    "demo",
    help=N_(
        "Try it on a made-up network: five years of a fictional entrepreneur's mail, contacts and calendar are "
        "written, imported, and today's plan is shown. Your own book is not touched."
    ),
)
@option("--folder", type=click.Path(path_type=Path), metavar="DIR", help=N_("Where to write it."))
@option("--keep", is_flag=True, help=N_("Use the demo that is there already, with what you did in it."))
@option("--serve", is_flag=True, help=N_("Then open it in a browser; with ONCE=1 only see that the page answers."))
@click.pass_obj
def demo(face: Face, *, folder: Path | None, keep: bool, serve: bool) -> None:
    """Build the sample, import it, show today; serve it if asked."""
    home = folder.expanduser() if folder else data_folder() / "demo"
    _claim(home)
    face.book_path = str(home / BOOK)
    report = None
    if not (keep and (home / BOOK).exists()) and not _holds_own(face, home):
        report = _made_anew(face, home)
    with face.open() as book:
        plan, is_made_up = book.today(), book.is_made_up()
    face.answer(lambda: _shape(home, report, plan), lambda: _draw(face, home, report, plan, is_made_up=is_made_up))
    if serve:
        _serve(face)


def _claim(home: Path) -> None:
    """Make the demo's folder, marked as ours. Refuses a folder that holds something else."""
    if home.is_dir() and any(home.iterdir()) and not (home / MARK).exists():
        message = _("{folder} holds other files: name an empty folder with --folder.").format(folder=home)
        raise click.ClickException(message)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    (home / MARK).touch()


def _holds_own(face: Face, home: Path) -> bool:
    """Whether somebody gave this book exports or people of their own: then it is no sample any more, and stays."""
    if not (home / BOOK).exists():
        return False
    try:
        with face.open() as book:
            found = book.holds_own(str(home / EXPORTS))
    except BrokenBookError:
        # Nobody knows what is in it: it is put aside, and a new one made.
        for end in ("", "-wal"):
            if (home / f"{BOOK}{end}").exists():
                (home / f"{BOOK}{end}").replace(home / f"{BOOK}.set-aside{end}")
        return False
    if found:
        face.aside(_("This book holds more than the sample by now, so it is opened as it is."))
    return found


def _made_anew(face: Face, home: Path) -> ImportReport:
    """The sample's book up to today, with what its owner said."""
    from entregent.app import demonstrating

    for path in (home / BOOK, home / f"{BOOK}-wal", home / f"{BOOK}-shm"):
        path.unlink(missing_ok=True)
    report = _import_sample(face, home)
    demonstrating.live(home / BOOK, home / EXPORTS, now=face.now, until=face.today)
    return report


def _import_sample(face: Face, home: Path) -> ImportReport:
    from entregent.app import sample
    from entregent.app.demonstrating import SEED

    face.aside(_("Making up five years of exchanges …"))
    sample.write(home / EXPORTS, seed=SEED, until=face.today)
    with face.open_or_create() as book, progress(face) as beat:
        return book.import_paths([str(home / EXPORTS)], progress=beat)


def _shape(home: Path, report: ImportReport | None, plan: Plan) -> dict[str, object]:
    shape: dict[str, object] = {"folder": str(home), "book": str(home / BOOK), "today": plan_shape(plan)}
    if report is not None:
        shape["import"] = import_shape(report)
    return shape


def _draw(face: Face, home: Path, report: ImportReport | None, plan: Plan, *, is_made_up: bool) -> None:
    if report is not None:
        draw_report(face, report)
        paint.line()
    paint.line(paint.quiet("─" * min(paint.terminal_width() - 1, 72)))
    draw_plan(face, plan)
    paint.line(paint.quiet("─" * min(paint.terminal_width() - 1, 72)))
    if not is_made_up:
        return
    paint.paragraph(_("This network is made up. To play with it:"))
    paint.line(paint.command(f"export ENTREGENT_BOOK={home / BOOK}"), indent=2)
    paint.line(paint.command(f"{program()} people"), indent=2)
    paint.line()
    paint.paragraph(_("And with your own exports (mail, contacts, calendar), in another terminal:"))
    paint.line(paint.command(f"{program()} import ~/Downloads/takeout.zip contacts.vcf"), indent=2)


def _serve(face: Face) -> None:
    """Serve until Ctrl-C; where nobody sits there, or ONCE is set, only see that the page answers."""
    from entregent.cli.serve import serve_until_stopped
    from entregent.web import serving

    served = serving.prepare(face.path, host="127.0.0.1", port=0, clock=face.clock)
    if not os.environ.get("ONCE") and face.is_interactive():
        paint.line()
        serve_until_stopped(face, served, no_browser=False)
        return
    heading = _served_once(served)
    if not face.json:
        paint.line()
        paint.paragraph(_("The page answers at {address}: {heading}").format(address=served.address, heading=heading))


def _served_once(served: Served) -> str:
    """Start the server, come in by the key, read the headline of today, and stop."""
    from entregent.web import serving

    handle = serving.Running()
    server = threading.Thread(target=serving.run, args=(served,), kwargs={"handle": handle}, daemon=True)
    server.start()
    try:
        if not handle.started.wait(WAIT_SECONDS):
            raise click.ClickException(_("The page did not answer."))
        return _headline(served)
    finally:
        handle.stop()
        server.join(WAIT_SECONDS)


def _headline(served: Served) -> str:
    """What today says first, asked over loopback as a browser would: the key, its cookie, the page."""
    from http.client import HTTPConnection

    asked = HTTPConnection("127.0.0.1", served.port, timeout=WAIT_SECONDS)
    asked.request("GET", served.launch_address().removeprefix(served.address))
    door = asked.getresponse()
    door.read()
    cookie = (door.getheader("set-cookie") or "").partition(";")[0]
    asked.request("GET", "/", headers={"cookie": cookie})
    page = asked.getresponse()
    found = re.search(r"<h1>(.+?)</h1>", page.read().decode(), re.DOTALL)
    asked.close()
    if page.status != 200 or found is None:
        raise click.ClickException(_("The page did not answer."))
    return unescape(found[1].strip())
