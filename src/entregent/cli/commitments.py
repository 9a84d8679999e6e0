"""`commitments`: what is sealed, and how each went."""

import click

from entregent.app import commitment_words
from entregent.app.book import Book
from entregent.app.commitment_shapes import commitments_shape
from entregent.app.commitment_views import ChainView, CommitmentLine, RepairLine
from entregent.app.language import day_and_hour, day_of
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.wording import word
from entregent.cli import paint
from entregent.cli.answers import draw_done, give_done
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.model.tie import Outcome

LOOKS = {"asks": "uneasy", "done": "good", "tried": "good"}


@command(
    "commitments",
    help=N_(
        "What you sealed: what is ahead, what asks how it went.\n\nSay how one went with --done, --tried, --missed or "
        "--life (life decided otherwise: no mark, no reason). A later word corrects an earlier one; both stay."
    ),
)
@option("--all", "everything", is_flag=True, help=N_("Those too of which you said how they went."))
@option("--done", "done_id", type=int, metavar="N", help=N_("This one you did."))
@option("--tried", "tried_id", type=int, metavar="N", help=N_("This one you tried."))
@option("--missed", "missed_id", type=int, metavar="N", help=N_("This one did not happen."))
@option("--life", "life_id", type=int, metavar="N", help=N_("Of this one life decided otherwise."))
@option(
    "--outcome",
    type=click.Choice([one.value for one in Outcome]),
    help=N_("What came of it, with --done or --tried: the step is logged too."),
)
@option("--note", default="", metavar="TEXT", help=N_("A word about it."))
@click.pass_obj
def commitments(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    everything: bool,
    done_id: int | None,
    tried_id: int | None,
    missed_id: int | None,
    life_id: int | None,
    outcome: str | None,
    note: str,
) -> None:
    """List, or say how one went."""
    said = {"done": done_id, "tried": tried_id, "missed": missed_id, "life": life_id}
    chosen = [(way, number) for way, number in said.items() if number is not None]
    if len(chosen) > 1:
        raise click.UsageError(_("Say how one of them went at a time."))
    with face.open() as book:
        if chosen:
            _settle(face, book, *chosen[0], outcome=outcome or "", note=note)
            return
        lines = book.commitments(open_only=not everything)
        chain, repairs = book.chain(), book.repairs()
    shape = commitments_shape(lines, chain)
    face.answer(lambda: shape, lambda: _draw(face, lines, chain, repairs))


def _settle(face: Face, book: Book, way: str, number: int, *, outcome: str, note: str) -> None:
    done = book.settle_commitment(number, way, outcome=outcome, note=note)
    repairs = [one for one in book.repairs() if one.commitment == number]
    if face.json:
        give_done(face, done)
        return
    draw_done(face, done)
    for one in repairs:
        _draw_repair(face, one)


def _draw(face: Face, lines: list[CommitmentLine], chain: ChainView, repairs: list[RepairLine]) -> None:
    if not lines:
        paint.paragraph(_("Nothing is sealed that waits for you. To seal a step:"))
        paint.line(paint.command(f"{program()} " + _('commit "Marie" "…" --at "thursday 10:00"')), indent=2)
    for line in lines:
        _draw_line(face, line)
    for one in repairs:
        _draw_repair(face, one)
    paint.line()
    for text in commitment_words.chain_in_words(chain):
        paint.paragraph(paint.quiet(text))


def _draw_line(face: Face, line: CommitmentLine) -> None:
    state = paint.Span(word("commitment", line.state), LOOKS.get(line.state, ""))
    if line.forgotten:
        when = face.date(line.sealed_at)
        told = _("a person forgotten; sealed on {day}").format(day=when)
        paint.paragraph(paint.quiet(f"{line.number}. {told}"), " · ", state)
        return
    when = day_and_hour(line.due_at, face.zone, day_of(face.now, face.zone))
    name: list[paint.Piece] = [" · ", paint.name(line.name)] if line.name else []
    paint.paragraph(f"{line.number}. ", paint.title(when), " · ", line.what, *name, " · ", state, hanging=3)
    if line.cue:
        paint.paragraph(_("Cue: {cue}").format(cue=line.cue), indent=3)
    if line.stakes:
        paint.paragraph(_("At stake: {stakes}").format(stakes=line.stakes), indent=3)
    if line.witness is not None:
        told = word("witness", line.witness.state)
        paint.paragraph(
            _("Witness: {who}, {told}.").format(who=line.witness.name or line.witness.address, told=told), indent=3
        )
    if len(line.history) > 1:
        told = " → ".join(word("commitment", said.way) for said in line.history)
        paint.paragraph(paint.quiet(_("First said otherwise: {told}").format(told=told)), indent=3)
    if line.state in {"asks", "not-said"}:
        paint.line(paint.command(f"{program()} commitments --done {line.number}"), indent=3)


def _draw_repair(face: Face, one: RepairLine) -> None:
    when = day_and_hour(one.until, face.zone, day_of(face.now, face.zone))
    paint.paragraph("↷ ", commitment_words.repair_in_words(one.channel, one.name, when), hanging=2)
