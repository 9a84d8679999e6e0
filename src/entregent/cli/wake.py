"""`wake`: a tie that rested may be suggested again."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import whos
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command("wake", help=N_("Wake a tie that rests: it may be suggested again."))
@whos
@click.pass_obj
def wake(face: Face, *, whos: tuple[str, ...]) -> None:
    """Wake ties."""
    with face.open() as book:
        give_done(face, book.rest(whos, wake=True))
