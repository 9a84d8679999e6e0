"""`schedule`: let the system look after what is due while no page is open."""

import click

from entregent.app.follow_up_shapes import due_state_shape, scheduled_shape
from entregent.app.follow_up_views import DueState, Scheduled
from entregent.app.follow_up_words import last_looked
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command


@command(
    "schedule",
    help=N_(
        "Let the system run `due` every few minutes, by a timer of your own user (systemd) or an agent (launchd).\n\n"
        "Without arguments, says whether it does and when it last did."
    ),
)
@click.argument("switch", required=False, type=click.Choice(["on", "off"]), metavar="[on|off]")
@click.pass_obj
def schedule(face: Face, *, switch: str | None) -> None:
    """Turn the timer on or off, or tell how it stands."""
    with face.open() as book:
        if switch is None:
            state = book.due_state()
            face.answer(lambda: due_state_shape(state), lambda: _draw_state(face, state))
            return
        done = book.schedule(on=switch == "on")
    face.answer(lambda: scheduled_shape(done), lambda: _draw(done, switch))


def _draw_state(face: Face, state: DueState) -> None:
    if state.scheduled:
        paint.paragraph(_("The system looks after what is due ({means}).").format(means=state.scheduled))
    else:
        paint.paragraph(_("Nothing looks after what is due while no page is open:"))
        paint.line(paint.command(f"{program()} schedule on"), indent=2)
    if state.last_at is not None:
        paint.paragraph(last_looked(state.last_at, face.now, face.zone))


def _draw(done: Scheduled, switch: str) -> None:
    told = _("Written:") if switch == "on" else _("Removed:")
    for file in done.files:
        paint.line(told, " ", file)
    if not done.files:
        paint.paragraph(_("There was no timer."))
    elif done.left_to_do:
        paint.paragraph(_("The system did not take it by itself. What is left to do:"))
        paint.line(paint.command(done.left_to_do), indent=2)
    elif switch == "on":
        paint.paragraph(_("From now on the system looks after what is due, every few minutes."))
