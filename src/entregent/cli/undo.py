"""`undo`: takes back the last action, or a named one, by a new action."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command("undo", help=N_("Take back your last action, or the one with that number (see `actions`)."))
@click.argument("action", type=int, required=False, metavar="[ID]")
@click.pass_obj
def undo(face: Face, *, action: int | None) -> None:
    """Undo."""
    with face.open() as book:
        give_done(face, book.undo(action))
