"""`next-bridge`: where to build the next bridge, through whom; and which old ties are worth waking."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.onward_shapes import bridges_shape
from entregent.app.onward_views import BridgeLine, NextBridgesView
from entregent.app.onward_words import nobody_new
from entregent.app.wording import sentence
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "next-bridge",
    help=N_("Where to build the next bridge: what it opens, through whom, and which old ties are worth waking."),
)
@option("--group", type=int, default=None, metavar="N", help=N_("Toward this group (its number: `groups`)."))
@option("--organisation", metavar="NAME", default="", help=N_("Toward this organisation."))
@option("--goal", type=int, default=None, metavar="N", help=N_("For this goal of yours (its number: `goals`)."))
@option("--count", type=click.IntRange(1, 30), default=6, metavar="N", help=N_("How many to show."))
@click.pass_obj
def next_bridge(face: Face, *, group: int | None, organisation: str, goal: int | None, count: int) -> None:
    """Show where to build next."""
    if sum(1 for one in (group, organisation or None, goal) if one is not None) > 1:
        raise click.UsageError(_("One direction at a time: a group, an organisation or a goal."))
    with face.open() as book:
        view = book.next_bridges(group=group, organisation=organisation, goal=goal, count=count)
    face.answer(lambda: bridges_shape(view), lambda: _draw(view))


def _draw(view: NextBridgesView) -> None:
    title = _("Toward {what}").format(what=view.toward) if view.toward else _("Your next bridges")
    paint.paragraph(paint.title(title))
    if not view.bridges:
        paint.paragraph(nobody_new(view))
    for line in view.bridges:
        paint.line()
        _draw_bridge(line)
    if view.waking:
        paint.line()
        paint.paragraph(paint.title(_("Worth waking")))
    for one in view.waking:
        paint.paragraph(paint.name(one.target.name), " · ", " ".join(sentence(reason) for reason in one.why), hanging=2)
        paint.line(paint.command(f"{program()} dare {one.target.person}"), indent=2)


def _draw_bridge(line: BridgeLine) -> None:
    paint.paragraph(paint.name(line.target.name), paint.quiet(f"  {line.group_name}" if line.group_name else ""))
    for reason in line.why:
        paint.paragraph(sentence(reason), indent=2)
    if line.through:
        paint.paragraph(_("Ask {name} first.").format(name=line.through.name), indent=2)
    paint.line(paint.command(f"{program()} path {line.target.person}"), indent=2)
