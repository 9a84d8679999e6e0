"""`add`: somebody met exists at once, no file needed."""

import click

from entregent.app.marking import N_
from entregent.app.wording import word_from
from entregent.cli.answers import give_done
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("add", help=N_("Add somebody you met. They exist at once; no file is needed."))
@click.argument("name", metavar="NAME")
@option(
    "--handle",
    "handles",
    multiple=True,
    metavar="HANDLE",
    help=N_("A mail address, phone or profile (repeatable)."),
)
@option("--met", default="", metavar="WHERE", help=N_("Where you met."))
@option("--via", default="", metavar="WHO", help=N_("Who introduced you."))
@option("--circle", default="", metavar="CIRCLE", help=N_("Their circle: family, friends, clients …"))
@option("--talked", default="", metavar="DATE", help=N_("When you last talked, such as `yesterday`."))
@option("--note", default="", metavar="TEXT", help=N_("Something to remember."))
@click.pass_obj
def add(  # noqa: PLR0913 - one per option
    face: Face, *, name: str, handles: tuple[str, ...], met: str, via: str, circle: str, talked: str, note: str
) -> None:
    """Add a person."""
    with face.open_or_create() as book:
        done = book.add(
            name,
            handles=handles,
            met=met,
            via=via,
            circle=word_from("circle", circle),
            talked=face.moment(talked, past=True),
            note=note,
        )
        give_done(face, done)
