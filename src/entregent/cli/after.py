"""`after`: what is said of a step later, in one line."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option

LONG_NUMBER = 12
"""Figures from which a number means a step, and not a person."""


@command(
    "after",
    help=N_(
        "Say something of a step afterwards: how it was, what it gave or took, what matters to them now.\n\n"
        "Without WHO, the last step is meant; with a name, the last one with them; or give a step’s number."
    ),
)
@click.argument("which", type=Who(), required=False, metavar="[WHO|NUMBER]")
@option("--note", default="", metavar="TEXT", help=N_("A line about it."))
@option("--fear", type=click.IntRange(0, 10), metavar="0-10", help=N_("The fear that is left."))
@option("--warmth", type=click.IntRange(1, 5), metavar="1-5", help=N_("How warm they were."))
@option("--elan", type=click.Choice(["+", "-"]), help=N_("It gave me élan (+), or drained me (-)."))
@option("--golden", is_flag=True, help=N_("It counted for me."))
@option("--matters", default="", metavar="TEXT", help=N_("What matters to them now; shown first next time."))
@click.pass_obj
def after(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    which: str | None,
    note: str,
    fear: int | None,
    warmth: int | None,
    elan: str | None,
    golden: bool,
    matters: str,
) -> None:
    """Say something of a step."""
    said: dict[str, object] = {"note": note, "fear": fear, "warmth": warmth, "golden": golden or None}
    said["elan"] = {"+": 1, "-": -1}.get(elan or "")
    if not matters and not any(value not in {None, ""} for value in said.values()):
        raise click.UsageError(_('Say something of it: after "Marie" --warmth 4 --note "…"'))
    with face.open() as book:
        asked = which or ""
        is_step = asked.isascii() and asked.isdecimal() and len(asked) >= LONG_NUMBER
        number = int(asked) if is_step else book.last_footprint(asked).number
        give_done(face, book.afterward(number, matters=matters, **said))
