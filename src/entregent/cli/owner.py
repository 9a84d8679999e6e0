"""`owner`: which addresses are mine."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("owner", help=N_("Say that an address is yours, so that what it sent counts as written by you."))
@click.argument("handle", metavar="HANDLE")
@option("--drop", is_flag=True, help=N_("It is not yours."))
@click.pass_obj
def owner(face: Face, *, handle: str, drop: bool) -> None:
    """Claim or give up an address."""
    with face.open() as book:
        give_done(face, book.owner(handle, drop=drop))
