"""`never`: never suggested, drawn or counted; no reason asked."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("never", help=N_("Never suggest, draw or count this person again. No reason is asked; `undo` takes it back."))
@who()
@option("--died", is_flag=True, help=N_("This person died: their page stays, as a memory."))
@option("--private", is_flag=True, help=N_("Also keep them out of lists and searches."))
@click.pass_obj
def never(face: Face, *, who: str, died: bool, private: bool) -> None:
    """Leave somebody in peace."""
    if died and private:
        raise click.UsageError(_("Choose one of --died and --private."))
    with face.open() as book:
        give_done(face, book.never(who, died=died, private=private))
