"""`observe`: a place or a person looked at until a day, then the smallest step."""

from __future__ import annotations

from typing import Any

import click

from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.path_shapes import observed_shape
from entregent.app.path_views import ObservedLine
from entregent.app.path_words import KINDS, kind_word
from entregent.app.views import Done
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "observe",
    help=N_(
        "Look at a new place or person first, until a day; then comes the smallest step.\n\n"
        "Without more, what you observe. More time is free once; then say why."
    ),
)
@click.argument("what", type=Who(), required=False, default="", metavar="[WHAT|WHO]")
@option("--kind", type=Word("observed", KINDS), default="", help=N_("What it is; --person for somebody."))
@option("--person", is_flag=True, help=N_("WHO is a person."))
@option("--place", is_flag=True, help=N_("WHAT is a place, although somebody bears that name."))
@option("--days", type=click.IntRange(1, 90), default=14, metavar="N", help=N_("For how many days."))
@option("--until", default="", metavar="DATE", help=N_("Or until which day."))
@option("--notice", multiple=True, metavar="TEXT", help=N_("What to notice; may come several times."))
@option("--create", is_flag=True, help=N_("Add a person whom the book does not know."))
@option("--note", nargs=2, default=None, metavar="N TEXT", help=N_("What you saw."))
@option("--renew", type=int, metavar="N", help=N_("More time for this one; --days says how much."))
@option("--why", default="", metavar="TEXT", help=N_("Why it needs more time, with --renew."))
@option("--end", type=int, metavar="N", help=N_("It is enough."))
@option("--step", type=int, metavar="N", help=N_("Plan the smallest step after it; --on says which day."))
@option("--on", default="", metavar="DATE", help=N_("The day of the smallest step; today where none is given."))
@option("--past", is_flag=True, help=N_("What you observed once."))
@click.pass_obj
def observe(face: Face, /, *, what: str, past: bool, **asked: Any) -> None:
    """Begin, note, renew, end, or list."""
    with face.open() as book:
        done = _deed(face, book, what, asked)
        if done is not None:
            give_done(face, done)
            return
        lines = book.observed_before() if past else book.observed()
        face.answer(lambda: {"observed": [observed_shape(one) for one in lines]}, lambda: _draw(face, lines))


def _deed(face: Face, book: Book, what: str, asked: dict[str, Any]) -> Done | None:
    """What was asked to be done; None where only to look."""
    if asked["note"]:
        number, text = asked["note"]
        if not number.isdecimal() or len(number) > 15:
            raise click.UsageError(_('Say of what: --note N "what you saw".'))
        return book.note_observed(int(number), text)
    if asked["renew"] is not None:
        return book.renew_observing(asked["renew"], days=asked["days"], why=asked["why"])
    if asked["end"] is not None:
        return book.end_observing(asked["end"])
    if asked["step"] is not None:
        on = face.day(asked["on"], past=False).isoformat() if asked["on"] else ""
        return book.step_after_observing(asked["step"], on=on)
    if not what:
        return None
    until = face.day(asked["until"], past=False).isoformat() if asked["until"] else ""
    kind = "person" if asked["person"] else "place" if asked["place"] else asked["kind"]
    return book.observe(
        what, kind=kind, days=asked["days"], until=until, notice=asked["notice"], create=asked["create"]
    )


def _draw(face: Face, lines: list[ObservedLine]) -> None:
    if not lines:
        paint.paragraph(_("You observe nothing at present."))
        example = _('observe "The founders’ breakfast" --kind series')
        paint.line(paint.command(f"{program()} {example}"), indent=2)
        return
    for one in lines:
        _draw_one(face, one)


def _draw_one(face: Face, one: ObservedLine) -> None:
    if one.state == "running":
        when = ngettext("{n} more day", "{n} more days", one.days_left)
    else:
        when = _("looked at long enough") if one.state == "over" else _("ended")
    head = paint.quiet(f"{one.number:>4}  ")
    paint.line(head, paint.name(one.name), "  ", paint.quiet(f"{kind_word(one.kind)} · {when}"))
    if one.state == "running":
        for line in one.notice:
            paint.paragraph(f"– {line}", indent=6, hanging=2)
    for at, text in one.notes:
        paint.paragraph(paint.quiet(f"{face.date(at)}: "), text, indent=6, hanging=2)
    if one.state == "over":
        paint.paragraph(_("The smallest step:"), " ", one.step, indent=6, hanging=2)
        paint.line(paint.command(f"{program()} observe --step {one.number}"), indent=6)
