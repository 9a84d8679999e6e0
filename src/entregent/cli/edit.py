"""`edit`: the owner's word beats every source."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("edit", help=N_("Correct what the book says of somebody. Your word beats every source."))
@who()
@option("--name", metavar="NAME", help=N_("Their name."))
@option("--handle", "add_handles", multiple=True, metavar="HANDLE", help=N_("A handle to add (repeatable)."))
@option(
    "--drop-handle",
    "drop_handles",
    multiple=True,
    metavar="HANDLE",
    help=N_("A handle to take away (repeatable)."),
)
@option("--birthday", metavar="DATE", help=N_("Their birthday: 1980-05-17, or --05-17 without the year."))
@option("--organisation", "--work", metavar="NAME", help=N_("Where they work."))
@option("--title", metavar="TEXT", help=N_("What they do there."))
@click.pass_obj
def edit(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    who: str,
    name: str | None,
    add_handles: tuple[str, ...],
    drop_handles: tuple[str, ...],
    birthday: str | None,
    organisation: str | None,
    title: str | None,
) -> None:
    """Correct somebody's facts."""
    if not add_handles and not drop_handles and {name, birthday, organisation, title} == {None}:
        raise click.UsageError(_("Say what to correct: --name, --handle, --birthday, --work or --title."))
    with face.open() as book:
        done = book.edit(
            who,
            name=name,
            add_handles=add_handles,
            drop_handles=drop_handles,
            birthday=birthday,
            organisation=organisation,
            title=title,
        )
        give_done(face, done)
