"""`feed`: what is due as a calendar: an address that nobody can guess, or a file."""

from pathlib import Path

import click

from entregent.app.follow_up_shapes import feed_state_shape
from entregent.app.follow_up_views import FeedState
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "feed",
    help=N_(
        "What is due as a calendar: your hours, planned steps, promises, birthdays, round years.\n\n"
        "--new makes an address that calendars can read while `serve` runs; it is shown once. --out writes a file."
    ),
)
@option("--new", is_flag=True, help=N_("Make a new secret address; the one before leads nowhere."))
@option("--close", "closing", is_flag=True, help=N_("No address leads to the calendar any more."))
@option("--out", type=click.Path(path_type=Path), metavar="FILE", help=N_("Write the calendar to a file."))
@option("--names/--no-names", default=None, help=N_("Whether it says names; without, only what kind of day it is."))
@click.pass_obj
def feed(face: Face, *, new: bool, closing: bool, out: Path | None, names: bool | None) -> None:
    """Make an address, close it, write a file, or tell how it stands."""
    with face.open() as book:
        if names is not None and out is None:
            book.set_settings({"feed-names": "yes" if names else ""})
        if out is not None:
            count = book.write_feed(out, names=names)
            face.answer(lambda: {"file": str(out), "events": count}, lambda: _draw_file(out, count))
        elif new:
            path = f"/feed/{book.open_feed()}.ics"
            face.answer(lambda: {"path": path}, lambda: _draw_new(face, path))
        elif closing:
            book.close_feed()
            face.answer(lambda: {"closed": True}, lambda: paint.paragraph(_("No address leads to it any more.")))
        else:
            state = book.feed_state()
            face.answer(lambda: feed_state_shape(state), lambda: _draw_state(face, state))


def _draw_file(out: Path, count: int) -> None:
    told = ngettext("{n} event is in {path}.", "{n} events are in {path}.", count)
    paint.paragraph(told.format(path=str(out)))


def _draw_new(face: Face, path: str) -> None:
    face.aside(_("The address, shown this once: whoever has it can read that calendar while `serve` runs."))
    paint.line(paint.command(f"http://127.0.0.1:8420{path}"))


def _draw_state(face: Face, state: FeedState) -> None:
    if not state.is_open or state.since is None:
        paint.paragraph(_("The calendar has no address yet:"))
        paint.line(paint.command(f"{program()} feed --new"), indent=2)
        return
    said = _("It says names.") if state.names else _("It says no names.")
    paint.paragraph(_("It has an address since {day}.").format(day=face.date(state.since)), " ", said)
