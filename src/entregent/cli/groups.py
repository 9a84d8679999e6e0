"""`groups`: the communities that one's people form, and what ties the owner to each."""

import click

from entregent.app import group_words
from entregent.app.group_shapes import group_shape, groups_shape
from entregent.app.group_views import GroupPage, GroupsView
from entregent.app.language import gettext as _
from entregent.app.language import listed, ngettext
from entregent.app.marking import N_
from entregent.app.wording import standing
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

SHOWN = 24


@command(
    "groups",
    help=N_(
        "The groups that your people form, and what ties you to each.\n\n"
        "With a number: one group, its people and where it leads. Only what passed before your eyes is seen."
    ),
)
@click.argument("number", type=int, required=False, metavar="N")
@option("--name", default=None, metavar="TEXT", help=N_('Call the group by this name; "" takes it back.'))
@option("--all", "everybody", is_flag=True, help=N_("List every one of its people."))
@click.pass_obj
def groups(face: Face, *, number: int | None, name: str | None, everybody: bool) -> None:
    """List groups, show or name one."""
    if number is None and name is not None:
        raise click.UsageError(_("Only with the number of a group."))
    with face.open() as book:
        if number is None:
            view = book.groups()
            face.answer(lambda: groups_shape(view), lambda: _draw(view))
            return
        if name is None:
            page = book.group(number)
            face.answer(lambda: group_shape(page), lambda: _draw_one(page, everybody=everybody))
            return
        done = book.name_group(number, name)
    give_done(face, done)


def _draw(view: GroupsView) -> None:
    paint.paragraph(paint.title(group_words.headline(view.lines)))
    paint.paragraph(group_words.coverage_in_words(view.coverage))
    for line in view.lines:
        paint.line()
        paint.paragraph(paint.quiet(f"{line.number} "), paint.name(line.name))
        paint.paragraph(group_words.size_in_words(line), " ", group_words.warmth_in_words(line), indent=2)
        if line.through:
            paint.paragraph(group_words.through_in_words(line), indent=2)
    if told := group_words.pairs_in_words(view):
        paint.line()
        paint.paragraph(paint.quiet(told))
    if view.lines:
        paint.line()
        paint.line(paint.quiet(_("Look closer:")), " ", paint.command(f"{program()} groups {view.lines[0].number}"))


def _draw_one(page: GroupPage, *, everybody: bool) -> None:
    line = page.line
    paint.paragraph(paint.title(line.name))
    paint.paragraph(group_words.size_in_words(line), " ", group_words.through_in_words(line))
    paint.line()
    paint.line(_("Its people:"))
    shown = page.members if everybody else page.members[:SHOWN]
    for one in shown:
        paint.paragraph("● ", paint.name(one.name), " · ", standing(one.strength), hanging=2)
    if len(shown) < len(page.members):
        more = len(page.members) - len(shown)
        paint.line(paint.quiet(ngettext("and {n} more", "and {n} more", more).format(n=more)))
    if page.crossings:
        paint.line()
        paint.line(_("Where it leads:"))
    for crossing in page.crossings:
        names = listed([one.name for one in crossing.people])
        paint.paragraph(
            paint.quiet(f"{crossing.number} "),
            paint.name(crossing.name),
            " · ",
            _("through {names}").format(names=names),
            hanging=2,
        )
