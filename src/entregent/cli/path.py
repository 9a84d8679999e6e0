"""`path`: through whom to reach somebody."""

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.onward_shapes import ways_shape
from entregent.app.onward_views import WayLine, WaysView
from entregent.app.onward_words import CHANCES, hops_in_words, measured, way_in_words
from entregent.app.wording import sentence
from entregent.cli import paint
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "path",
    help=N_(
        "Through whom to reach somebody: whom to ask, why it is natural, what to offer, what to say.\n\n"
        "Your own path of steps is `trail`."
    ),
)
@click.argument("who", metavar="WHO")
@option("--count", type=click.IntRange(1, 20), default=5, metavar="N", help=N_("How many ways to show."))
@option("--why", is_flag=True, help=N_("Show the chance of each step on the way."))
@click.pass_obj
def path(face: Face, *, who: str, count: int, why: bool) -> None:
    """Show the ways to somebody."""
    with face.open() as book:
        view = book.ways_to(who, count)
    face.answer(lambda: ways_shape(view), lambda: _draw(view, why=why))


def _draw(view: WaysView, *, why: bool) -> None:
    if view.direct:
        paint.paragraph(paint.name(view.target.name), " · ", sentence(view.direct))
        paint.line(paint.command(f"{program()} dare {view.target.person}"), indent=2)
    if not view.ways:
        _draw_none(view)
        return
    paint.paragraph(paint.title(_("Ways to {name}").format(name=view.target.name)))
    for line in view.ways:
        paint.line()
        _draw_way(line, why=why)
    paint.line()
    paint.paragraph(paint.quiet(measured(view.learned)))


def _draw_none(view: WaysView) -> None:
    if not view.direct:
        paint.paragraph(_("No way that you have seen leads to {name}.").format(name=view.target.name))
    if view.nearest:
        paint.paragraph(_("Begin with the nearest group: {group}.").format(group=view.nearest))
        paint.line(paint.command(f"{program()} next-bridge --group {view.nearest_group}"), indent=2)


def _draw_way(line: WayLine, *, why: bool) -> None:
    paint.paragraph(paint.name(way_in_words(line)), paint.quiet(f"  {_(CHANCES[line.words])}"))
    for reason in line.why:
        paint.paragraph(sentence(reason), indent=2)
    if line.says:
        paint.paragraph(_("To say: {text}").format(text=line.says), indent=2)
    if line.offer:
        paint.paragraph(_("To offer: {text}").format(text=line.offer), indent=2)
    if why:
        paint.paragraph(paint.quiet(hops_in_words(line)), indent=4)
    paint.line(paint.command(f"{program()} dare {line.people[0].person}"), indent=2)
