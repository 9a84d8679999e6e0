"""`step`: plan one step: toward whom, when, at which cue, with which first sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.views import Done
from entregent.app.wording import CHANNELS
from entregent.cli.answers import give_done, made_if_wished, positive
from entregent.cli.arguments import Who
from entregent.cli.choices import Word
from entregent.cli.face import Face
from entregent.cli.lazy import command, option

if TYPE_CHECKING:
    from entregent.app.book import Book


@command(
    "step",
    help=N_(
        "Plan a step toward somebody, a few people, or somebody new at a place.\n\n"
        "A day, a cue and a first sentence make it likelier: "
        '`step Marie --on thursday --cue "when I’ve had my coffee" --say "Allô!"`. --change N plans one anew.'
    ),
)
@click.argument("whos", type=Who(), nargs=-1, metavar="[WHO]...")
@option("--action", default="", metavar="TEXT", help=N_("What you do."))
@option("--channel", type=Word("channel", CHANNELS), default="", help=N_("By which way."))
@option("--cue", default="", metavar="TEXT", help=N_("When this happens, then you do it."))
@option("--say", "sentence", default="", metavar="TEXT", help=N_("Your first sentence."))
@option("--minutes", type=int, metavar="N", help=N_("How long it takes."))
@option("--on", default="", metavar="DATE", help=N_("Which day: `today`, `thursday`, `in 3 days`; today if left out."))
@option("--place", default="", metavar="TEXT", help=N_("Where you meet somebody new."))
@option("--ladder", default="", metavar="LADDER", help=N_("The ladder of the rung; else the one that you climb."))
@option("--rung", default="", metavar="RUNG", help=N_("Which rung it is, by its word or place."))
@option("--goal", type=int, metavar="N", help=N_("The goal that it serves."))
@option("--change", "number", type=int, metavar="N", help=N_("Plan the step of this number anew."))
@option("--create", is_flag=True, help=N_("Make a new person of a name that the book doesn't know."))
@click.pass_obj
def step(
    face: Face,
    /,
    *,
    whos: tuple[str, ...],
    minutes: int | None,
    on: str,
    number: int | None,
    create: bool,
    **words: str | int | None,
) -> None:
    """Plan a step, or plan one anew."""
    positive(minutes, "minutes")
    with face.open_for_people(create=create) as book:
        wish: dict[str, Any] = {key: value for key, value in words.items() if value}
        wish |= {"minutes": minutes} if minutes else {}
        wish |= {"on": face.day(on, past=False).isoformat()} if on else {}
        wish |= _rung(book, wish)
        if number is not None:
            if whos:
                raise click.UsageError(_("--change keeps the people: leave them out, or plan another step."))
            give_done(face, book.edit_step(number, **wish))
            return

        def act(*, create: bool) -> Done:
            return book.plan_step(whos, create=create, **wish)

        give_done(face, made_if_wished(face, act, create=create))


def _rung(book: Book, wish: dict[str, Any]) -> dict[str, str]:
    """The rung and its ladder, where a rung was named."""
    from entregent.cli.ladder import rung_named

    if not wish.get("rung"):
        return {}
    ladder = str(wish.get("ladder") or book.ladder().slug)
    return {"ladder": ladder, "rung": rung_named(book, ladder, str(wish["rung"]))}
