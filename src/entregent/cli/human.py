"""`human`: the owner overrules who is a person."""

import click

from entregent.app.marking import N_
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face
from entregent.cli.lazy import command, option


@command("human", help=N_("Say that an address held to be an automaton is a person, or the other way round."))
@who()
@option("--automaton", is_flag=True, help=N_("It is no person: a newsletter, a robot, a list."))
@click.pass_obj
def human(face: Face, *, who: str, automaton: bool) -> None:
    """Overrule the machine."""
    with face.open() as book:
        give_done(face, book.human(who, automaton=automaton))
