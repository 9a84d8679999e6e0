"""`commit`: seal a step with its hour, after a look at every word; from then on nothing changes it."""

import sys
from collections.abc import Callable
from typing import Any

import click

from entregent.app import commitment_words
from entregent.app.book import Book
from entregent.app.commitment_shapes import sealed_shape
from entregent.app.commitment_views import SealDraft, SealPreview, WitnessMails
from entregent.app.language import day_and_hour, day_of, quoted
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.views import Done
from entregent.app.wording import word
from entregent.cli import paint
from entregent.cli.answers import confirmed, draw_done
from entregent.cli.arguments import Who
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

NOBODY = "-"
CHANNELS = ("call", "meeting", "text", "mail", "social", "letter", "comment", "other")


def witness_words(function: Callable[..., Any]) -> Callable[..., Any]:
    """What may be said of a witness, where a step is sealed and afterwards."""
    for one in reversed(
        (
            option(
                "--tells",
                type=click.Choice(("kept", "all")),
                default="kept",
                help=N_("What the witness hears of."),
            ),
            option("--may-name", is_flag=True, help=N_("The witness may learn whom it is about.")),
            option("--ask", default="", metavar="TEXT", help=N_("Your own words for the question to the witness.")),
            option("--told-kept", default="", metavar="TEXT", help=N_("Your own words for when it is done.")),
            option(
                "--told-other",
                default="",
                metavar="TEXT",
                help=N_("Your own words for when it is not (with --tells all)."),
            ),
        )
    ):
        function = one(function)
    return function


@command(
    "commit",
    help=N_(
        "Seal a step with its hour: nothing edits, deletes or undoes it; you only say how it went.\n\n"
        "WHO may be - for a step toward nobody in particular. Everything is shown before it is sealed, each word of a "
        "mail to a witness too."
    ),
)
@click.argument("who", type=Who(), metavar="WHO")
@click.argument("what")
@option("--at", default="", metavar="WHEN", help=N_('Day and hour: "thursday 10:00", "2026-12-03 10:00".'))
@option("--channel", type=click.Choice(CHANNELS), help=N_("By which way."))
@option("--cue", default="", metavar="TEXT", help=N_("When … then: what sets it off, such as “after my coffee”."))
@option(
    "--stakes", default="", metavar="TEXT", help=N_("What you put at stake, in your own words; nobody collects it.")
)
@option(
    "--bound",
    type=click.Choice(tuple(commitment_words.BINDINGS)),
    help=N_("How you bound yourself in the world first: the hour agreed by message, a ticket, somebody told."),
)
@option("--step", type=int, metavar="N", help=N_("The planned step that this is."))
@option("--goal", type=int, metavar="N", help=N_("The goal that this serves."))
@option("--witness", default="", metavar="WHO", help=N_("Somebody who is asked, by mail, to be your witness."))
@witness_words
@option("--yes", is_flag=True, help=N_("Don't ask."))
@click.pass_obj
def commit(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    who: str,
    what: str,
    at: str,
    channel: str | None,
    cue: str,
    stakes: str,
    bound: str | None,
    step: int | None,
    goal: int | None,
    witness: str,
    tells: str,
    may_name: bool,
    ask: str,
    told_kept: str,
    told_other: str,
    yes: bool,
) -> None:
    """Preview, ask, seal."""
    if not at:
        raise click.UsageError(_('Say when: commit "Marie" "call about the boat" --at "thursday 10:00"'))
    with face.open() as book:
        draft = SealDraft(
            who="" if who == NOBODY else who,
            what=what,
            at=face.moment(at, past=False),
            cue=cue,
            stakes=stakes,
            channel=channel or "",
            bound=bound or "",
            step=step,
            goal=goal,
            witness=witness,
            tells=tells,
            may_name=may_name,
            ask=ask,
            kept=told_kept,
            other=told_other,
        )
        told = book.preview_seal(draft)
        if not yes:
            draft = _agreed(face, book, draft, told)
        done = book.seal(draft)
    face.answer(lambda: sealed_shape(done), lambda: _draw_sealed(face, done))


def _agreed(face: Face, book: Book, draft: SealDraft, told: SealPreview) -> SealDraft:
    """Everything that would be sealed; the draft once a person said yes to it."""
    if face.json or not sys.stdin.isatty():
        raise click.UsageError(_("A seal can't be undone: say --yes if you mean it."))
    draw_preview(face, told)
    if not told.bound:
        draft = draft._replace(bound=_bound(told))
    if told.witness is not None:
        draw_mails(book.preview_seal(draft).witness or told.witness)
    paint.line()
    paint.paragraph(_("After this it can't be edited, deleted or undone. You will only say how it went."))
    if not confirmed(_("Seal it?"), default=False):
        raise click.Abort
    return draft


def draw_preview(face: Face, told: SealPreview) -> None:
    """What would be sealed."""
    when = day_and_hour(told.due_at, face.zone, day_of(face.now, face.zone))
    name: list[paint.Piece] = [" · ", paint.name(told.name)] if told.name else []
    paint.paragraph(paint.title(when), " · ", told.what, *name)
    if told.cue:
        paint.paragraph(_("Cue: {cue}").format(cue=told.cue), indent=2)
    if told.stakes:
        paint.paragraph(_("At stake: {stakes}").format(stakes=told.stakes), indent=2)


def _bound(told: SealPreview) -> str:
    """First, something in the world: the texts to send, and which of them was done."""
    paint.line()
    paint.paragraph(_("First bind yourself in the world, if you can. It holds better than any seal:"))
    kinds = [one.kind for one in told.bindings]
    for number, one in enumerate(told.bindings, 1):
        text = f": {quoted(one.text)}" if one.text else ""
        paint.paragraph(f"{number}. {word('binding', one.kind)}{text}", indent=2, hanging=5)
    typed = click.prompt(_("Which one did you do? (Enter: none)"), default="", show_default=False).strip()
    return kinds[int(typed) - 1] if typed.isdecimal() and 0 < int(typed) <= len(kinds) else ""


def draw_mails(told: WitnessMails) -> None:
    """Every mail that the witness may get, word for word."""
    paint.line()
    paint.paragraph(_("To {address}, now:").format(address=told.address), " ", paint.title(told.subject))
    draw_text(told.ask)
    paint.paragraph(_("After their yes, and once you say that it is done:"))
    draw_text(told.kept)
    if told.other:
        paint.paragraph(_("After their yes, where you say that it was only tried, or missed:"))
        draw_text(told.other)


def draw_text(text: str) -> None:
    """The words of a mail, line by line."""
    for line in text.splitlines():
        paint.paragraph(paint.quiet(f"│ {line}"), indent=2, hanging=4)


def _draw_sealed(face: Face, done: Done) -> None:
    draw_done(face, done)
    if not face.quiet:
        said = f"{program()} commitments --done {done.value}"
        paint.line(paint.quiet(_("To say how it went: {command}").format(command=said)))
