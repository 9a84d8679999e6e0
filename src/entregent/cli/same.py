"""`same`: two names are one person."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command


@command("same", help=N_("Two names or handles are the same person."))
@who("a")
@who("b")
@click.pass_obj
def same(face: Face, *, a: str, b: str) -> None:
    """Join two people."""
    with face.open() as book:
        give_done(face, book.same(a, b))
