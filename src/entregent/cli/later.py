"""`later`: not now, ask me again."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("later", help=N_("Not now: leave somebody out of the plan until a day, or for a while."))
@who()
@option("--until", default="", metavar="DATE", help=N_("Until when: `monday`, `in 2 weeks`, 2026-12-01."))
@click.pass_obj
def later(face: Face, *, who: str, until: str) -> None:
    """Put a suggestion off."""
    with face.open() as book:
        day = face.day(until, past=False).isoformat() if until else ""
        give_done(face, book.later(who, day))
