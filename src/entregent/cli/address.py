"""`address`: whether one says tu or vous to somebody, and in which language."""

import click

from entregent.app.addressing import WORDS
from entregent.app.language import LANGUAGES
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command(
    "address",
    help=N_("Say tu or vous to somebody, once: first sentences keep to it. --speaks says in which language."),
)
@who()
@click.argument("word", type=click.Choice(WORDS), required=False, metavar="tu|vous")
@option("--speaks", type=click.Choice(LANGUAGES), default=None, help=N_("The language that you speak together."))
@click.pass_obj
def address(face: Face, *, who: str, word: str | None, speaks: str | None) -> None:
    """Keep how somebody is spoken to."""
    if word is None and speaks is None:
        raise click.UsageError(_("Say tu or vous: address Marie tu"))
    with face.open() as book:
        if speaks is not None:
            give_done(face, book.set_speaks(who, speaks))
        if word is not None:
            give_done(face, book.set_address(who, word))
