"""`rest`: a decent act."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import whos
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("rest", help=N_("Let a tie rest: no suggestion until you wake it. Nothing is lost."))
@whos
@option("--wake", is_flag=True, help=N_("Wake it instead."))
@click.pass_obj
def rest(face: Face, *, whos: tuple[str, ...], wake: bool) -> None:
    """Let ties rest."""
    with face.open() as book:
        give_done(face, book.rest(whos, wake=wake))
