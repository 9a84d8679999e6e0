"""`different`: two names are two people."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command("different", help=N_("Two names or handles are different people; never ask again."))
@who("a")
@who("b")
@click.pass_obj
def different(face: Face, *, a: str, b: str) -> None:
    """Hold two people apart."""
    with face.open() as book:
        give_done(face, book.different(a, b))
