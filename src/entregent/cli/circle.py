"""`circle`: the sphere of life somebody belongs to."""

import click

from entregent.app.marking import N_
from entregent.app.wording import CIRCLES
from entregent.cli.answers import give_done
from entregent.cli.arguments import whos
from entregent.cli.choices import Word
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command(
    "circle",
    help=N_(
        "Put people in a circle of your life: love, family, friends, pals, clients, collaborators, partners, "
        "prospects, or one of your own."
    ),
)
@whos
@click.argument("circle", type=Word("circle", CIRCLES, free=True), metavar="CIRCLE")
@option("--remove", is_flag=True, help=N_("Take them out of it instead."))
@click.pass_obj
def circle(face: Face, *, whos: tuple[str, ...], circle: str, remove: bool) -> None:
    """Add people to a circle, or take them out."""
    with face.open() as book:
        give_done(face, book.circle(whos, circle, remove=remove))
