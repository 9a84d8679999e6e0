"""`introductions`: who introduced whom, the tree of who opened which doors, and those that you make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from entregent.app import wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext, quoted
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.face import Face, program
from entregent.cli.lazy import SpokenCommand, SpokenGroup, option

if TYPE_CHECKING:
    from entregent.app.introduction_views import Door, IntroductionDraft, IntroductionLetter, IntroductionsView

FEW = 8
DEEP = 12


@click.group(
    "introductions",
    cls=SpokenGroup,
    invoke_without_command=True,
    help=N_(
        "Who introduced whom, as your messages and meetings tell; your word wins.\n\n"
        "Also those that you make: `introductions draft A B` asks each first, then writes to both."
    ),
)
@click.pass_context
def introductions(context: click.Context) -> None:
    """Show introductions."""
    if context.invoked_subcommand is not None:
        return
    face: Face = context.obj
    from entregent.app.introduction_shapes import introductions_shape

    with face.open() as book:
        view = book.introductions(queue=FEW)
    face.answer(lambda: introductions_shape(view), lambda: _draw(face, view))


def _draw(face: Face, view: IntroductionsView) -> None:
    if not (view.met or view.made or view.followed):
        paint.paragraph(_("Nothing tells yet who introduced whom: letters to both, meetings of three, your own word."))
        paint.line(paint.command(f'{program()} edit "Marie" --via "Luc"'), indent=2)
        return
    told = ngettext(
        "{n} of your ties came to you through somebody.", "{n} of your ties came to you through somebody.", view.met
    )
    paint.paragraph(told)
    if view.queue:
        paint.line()
        paint.line(paint.title(_("Is that so?")))
        for line in view.queue:
            sure = wording.word("introduced", line.sure)
            paint.paragraph(
                paint.name(line.name), " ← ", paint.name(line.through_name), paint.quiet(f"  {sure}"), indent=2
            )
            title = f"{quoted(line.title)} " if line.title else ""
            paint.paragraph(
                paint.quiet(f"{face.date(line.at) if line.at is not None else ''} {title}".strip()), indent=4
            )
        first = view.queue[0].person
        paint.line(
            paint.quiet(_("Yes, or no:")), " ", paint.command(f"{program()} introductions confirm {first}"), indent=2
        )
        paint.line(paint.command(f"{program()} introductions deny {first}"), indent=2)
    _draw_own(view)


def _draw_own(view: IntroductionsView) -> None:
    """What the owner made, has in hand, asked for and promised."""
    if view.followed:
        paint.line()
        paint.line(paint.title(_("In hand")))
        for one in view.followed:
            state = wording.word("introduction", one.state)
            paint.paragraph(
                f"{one.number}  ", paint.name(one.one_name), " · ", paint.name(one.other_name), f"  {state}", indent=2
            )
    if view.made:
        paint.line()
        paint.line(paint.title(_("You made them known to each other")))
        for made in view.made[:FEW]:
            seen = (
                ngettext("in touch {n} time since", "in touch {n} times since", made.since)
                if made.since
                else _("nothing seen since")
            )
            paint.paragraph(
                paint.name(made.one_name), " · ", paint.name(made.other_name), paint.quiet(f"  {seen}"), indent=2
            )
    if view.promised:
        paint.line()
        paint.line(paint.title(_("Promised")))
        for promised in view.promised:
            paint.paragraph(paint.name(promised.name), f"  {promised.text}", indent=2)
    if view.asked:
        paint.line()
        paint.line(paint.title(_("You asked for an introduction")))
        for asked in view.asked:
            paint.paragraph(paint.name(asked.name), indent=2)


@introductions.command("tree", cls=SpokenCommand, help=N_("The genealogy of your network: who opened which doors."))
@click.pass_obj
def tree(face: Face) -> None:
    """Show the tree."""
    from entregent.app.introduction_shapes import door_shape

    with face.open() as book:
        view = book.introductions()
    face.answer(lambda: {"roots": [door_shape(door) for door in view.roots]}, lambda: _draw_tree(view.roots))


def _draw_tree(roots: tuple[Door, ...]) -> None:
    if not roots:
        paint.paragraph(_("Nothing tells yet who introduced whom."))
    for door in roots:
        _draw_door(door, 0)


def _draw_door(door: Door, depth: int) -> None:
    sure = "" if door.sure in ("", "said") else f"  {wording.word('introduced', door.sure)}"
    count = f"  {ngettext('{n} tie', '{n} ties', door.doors)}" if door.doors else ""
    paint.paragraph(paint.name(door.name), paint.quiet(f"{count}{sure}"), indent=2 * min(depth, DEEP))
    for child in door.children:
        _draw_door(child, depth + 1)


@introductions.command("confirm", cls=SpokenCommand, help=N_("Yes, that is who introduced them; or say who did."))
@who()
@option("--by", default="", metavar="WHO", help=N_("Who introduced them, where it is somebody else."))
@click.pass_obj
def confirm(face: Face, *, who: str, by: str) -> None:
    """Confirm."""
    with face.open() as book:
        give_done(face, book.confirm_introducer(who, by))


@introductions.command("deny", cls=SpokenCommand, help=N_("No, it was not so; it is not proposed again."))
@who()
@option("--by", default="", metavar="WHO", help=N_("Who did not, where several are likely."))
@click.pass_obj
def deny(face: Face, *, who: str, by: str) -> None:
    """Deny."""
    with face.open() as book:
        give_done(face, book.deny_introducer(who, by))


@introductions.command(
    "draft",
    cls=SpokenCommand,
    help=N_("Letters that introduce two people: each is asked first, then one goes to both."),
)
@click.argument("one", metavar="WHO")
@click.argument("other", metavar="WHO")
@option("--promise", "hold", is_flag=True, help=N_("Keep it in hand: promised, asked, made, what came of it."))
@click.pass_obj
def draft(face: Face, *, one: str, other: str, hold: bool) -> None:
    """Draft."""
    from entregent.app.introduction_shapes import draft_shape

    with face.open() as book:
        made = book.draft_introduction(one, other)
        if hold:
            give_done(face, book.promise_introduction(one, other))
            return
    face.answer(lambda: draft_shape(made), lambda: _draw_draft(made))


def _draw_draft(made: IntroductionDraft) -> None:
    for reason in made.grounds:
        paint.paragraph(paint.quiet(wording.sentence(reason)))
    for title, letter in (
        (_("First, to {name}").format(name=made.one_name), made.ask_one),
        (_("And to {name}").format(name=made.other_name), made.ask_other),
        (_("Once both have said yes, to both"), made.joint),
    ):
        _draw_letter(title, letter)
    paint.line()
    command = f"{program()} introductions draft {made.one} {made.other} --promise"
    paint.line(paint.quiet(_("To keep it in hand:")), " ", paint.command(command))


def _draw_letter(title: str, letter: IntroductionLetter) -> None:
    paint.line()
    paint.line(paint.title(title), paint.quiet("  " + ", ".join(letter.addresses)))
    paint.paragraph(letter.subject, indent=2)
    for line in letter.body.splitlines():
        paint.paragraph(line, indent=2) if line else paint.line()


@introductions.command(
    "follow", cls=SpokenCommand, help=N_("Say how an introduction in hand stands: asked, yes, made, came, let-go.")
)
@click.argument("number", type=int, metavar="N")
@click.argument("state", metavar="STATE")
@option("--who", default="", metavar="WHO", help=N_("Who said yes, where it is one of the two."))
@option("--note", default="", metavar="TEXT", help=N_("A word about it."))
@click.pass_obj
def follow(face: Face, *, number: int, state: str, who: str, note: str) -> None:
    """Move one on."""
    with face.open() as book:
        give_done(face, book.move_introduction(number, state, who=who, note=note))
