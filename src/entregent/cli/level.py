"""`level`: how much the owner wants a tie."""

import click

from entregent.app.marking import N_
from entregent.app.wording import LEVELS
from entregent.cli.answers import give_done
from entregent.cli.arguments import whos
from entregent.cli.choices import Word
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command(
    "level",
    help=N_(
        "Say how much you want a tie: close, valued, nurtured, wide or none.\n\n"
        "Levels proposed from your exchanges count until you decide otherwise."
    ),
)
@whos
@click.argument("level", type=Word("level", LEVELS), metavar="LEVEL")
@click.pass_obj
def level(face: Face, *, whos: tuple[str, ...], level: str) -> None:
    """Set the level of one person or more."""
    with face.open() as book:
        give_done(face, book.level(whos, level))
