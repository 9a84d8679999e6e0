"""`archive`: put somebody away without losing them."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import whos
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("archive", help=N_("Put people away: out of lists, suggestions and counts. A search still finds them."))
@whos
@option("--back", is_flag=True, help=N_("Bring them back instead."))
@click.pass_obj
def archive(face: Face, *, whos: tuple[str, ...], back: bool) -> None:
    """Archive people."""
    with face.open() as book:
        give_done(face, book.archive(whos, back=back))
