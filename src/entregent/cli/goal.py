"""`goal`: set one, word it anew, let it go or close it, say who is part of it, and see what counted."""

import click

from entregent.app.goal_shapes import goal_page_shape
from entregent.app.marking import N_
from entregent.app.wording import CIRCLES, MEASURES
from entregent.cli.answers import give_done
from entregent.cli.arguments import whos
from entregent.cli.choices import Word
from entregent.cli.face import Face
from entregent.cli.goal_drawing import draw_goal
from entregent.cli.lazy import SpokenCommand, SpokenGroup, option


@click.group(
    "goal",
    cls=SpokenGroup,
    help=N_(
        "What you want from your network by a day, with a number that shows when it is reached.\n\n"
        'goal add "Meet ten people of my trade" --count 10 --of people --by "30 June"'
    ),
)
def goal() -> None:
    """Goals, one verb each."""


number = click.argument("number", type=int, metavar="N")
what_counts = Word("measure", MEASURES)
a_circle = Word("circle", CIRCLES, free=True)
HELP_COUNT = N_("How many; an amount where money is counted.")
HELP_OF = N_("What is counted: people, first-contacts, talks, steps, clients, results, sales, value …")
HELP_BY = N_("By when: `30 June`, `in 3 months`, 2026-12-01.")


@goal.command("add", cls=SpokenCommand, help=N_("A new goal: what, how many of what, by when; and why, if you wish."))
@click.argument("what")
@option("--count", default="", metavar="N", help=HELP_COUNT)
@option("--of", "measure", type=what_counts, default="", help=HELP_OF)
@option("--by", default="", metavar="DATE", help=HELP_BY)
@option("--why", default="", metavar="TEXT", help=N_("Why, in your own words."))
@option("--circle", type=a_circle, default="", help=N_("Only with people of this circle."))
@option("--with", "people", multiple=True, metavar="WHO", help=N_("Only with these people; may be repeated."))
@option("--since", default="", metavar="DATE", help=N_("Count from this day on, instead of today."))
@click.pass_obj
def add(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    what: str,
    count: str,
    measure: str,
    by: str,
    why: str,
    circle: str,
    people: tuple[str, ...],
    since: str,
) -> None:
    """A new goal."""
    with face.open_or_create() as book:
        give_done(
            face,
            book.add_goal(
                what,
                measure=measure,
                target=count,
                by=face.day(by, past=False).isoformat() if by else "",
                why=why,
                circle=circle,
                since=face.day(since, past=True).isoformat() if since else "",
                people=people,
            ),
        )


@goal.command("show", cls=SpokenCommand, help=N_("One goal: how it goes, and each thing that counted."))
@number
@click.pass_obj
def show(face: Face, *, number: int) -> None:
    """A goal with its evidence."""
    with face.open() as book:
        view, names = book.goal(number), book.stage_names()
    face.answer(lambda: goal_page_shape(view), lambda: draw_goal(face, view, names))


@goal.command("edit", cls=SpokenCommand, help=N_("Word a goal anew; the old wording is kept and shown."))
@number
@option("--what", default=None, metavar="TEXT", help=N_("What you want."))
@option("--count", default=None, metavar="N", help=HELP_COUNT)
@option("--of", "measure", type=what_counts, default=None, help=HELP_OF)
@option("--by", default=None, metavar="DATE", help=HELP_BY)
@option("--why", default=None, metavar="TEXT", help=N_("Why, in your own words."))
@option("--circle", type=a_circle, default=None, help=N_("Only with people of this circle; an empty one lifts it."))
@click.pass_obj
def edit(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    number: int,
    what: str | None,
    count: str | None,
    measure: str | None,
    by: str | None,
    why: str | None,
    circle: str | None,
) -> None:
    """A goal in other words."""
    with face.open() as book:
        day = by if not by else face.day(by, past=False).isoformat()
        give_done(
            face,
            book.reword_goal(number, what=what, why=why, measure=measure, target=count, by=day, circle=circle),
        )


@goal.command("people", cls=SpokenCommand, help=N_("Take people into a goal, or out of it."))
@number
@whos
@option("--remove", is_flag=True, help=N_("Take them out of it instead."))
@click.pass_obj
def people(face: Face, *, number: int, whos: tuple[str, ...], remove: bool) -> None:
    """Who is part of it."""
    with face.open() as book:
        give_done(face, book.people_of_goal(number, whos, remove=remove))


word = option(
    "--word", default="", metavar="TEXT", help=N_("A word to keep with it: what it taught you, what comes next.")
)


@goal.command("drop", cls=SpokenCommand, help=N_("Let a goal go, with honour: it stays, with what it brought."))
@number
@word
@click.pass_obj
def drop(face: Face, *, number: int, word: str) -> None:
    """Let go."""
    with face.open() as book:
        give_done(face, book.end_goal(number, how="dropped", word=word))


@goal.command("done", cls=SpokenCommand, help=N_("Close a goal: it is reached, or good enough."))
@number
@word
@click.pass_obj
def done(face: Face, *, number: int, word: str) -> None:
    """Close."""
    with face.open() as book:
        give_done(face, book.end_goal(number, how="done", word=word))


@goal.command("again", cls=SpokenCommand, help=N_("Take up again a goal that was let go or closed."))
@number
@click.pass_obj
def again(face: Face, *, number: int) -> None:
    """Take up again."""
    with face.open() as book:
        give_done(face, book.end_goal(number, how="open"))


@goal.command("yes", cls=SpokenCommand, help=N_("Yes, this is still what I want (asked once a quarter)."))
@number
@click.pass_obj
def yes(face: Face, *, number: int) -> None:
    """Still wanted."""
    with face.open() as book:
        give_done(face, book.still_wanted(number))
