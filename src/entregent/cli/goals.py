"""`goals`: what the owner wants by which day, and how each goes."""

import click

from entregent.app.goal_shapes import goal_shape
from entregent.app.goal_views import GoalLine
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.goal_drawing import draw_line
from entregent.cli.lazy import command, option


@command("goals", help=N_("Your goals, soonest first, and how each goes."))
@option("--all", "everything", is_flag=True, help=N_("Show those that were closed or let go too."))
@click.pass_obj
def goals(face: Face, *, everything: bool) -> None:
    """List goals."""
    with face.open() as book:
        lines = book.goals(ended=everything)
    face.answer(lambda: {"goals": [goal_shape(line) for line in lines]}, lambda: _draw(lines))


def _draw(lines: list[GoalLine]) -> None:
    if not lines:
        paint.paragraph(_("No goal stands. One sentence, a number and a day make one:"))
        example = _('goal add "Meet ten people of my trade" --count 10 --of people --by "in 3 months"')
        paint.line(paint.command(f"{program()} {example}"), indent=2)
        return
    for place, line in enumerate(lines):
        if place:
            paint.line()
        draw_line(line)
    paint.line()
    paint.line(paint.quiet(_("What counted?")), " ", paint.command(f"{program()} goal show {lines[0].number}"))
