"""`steps`: what is planned; doing a step, trying it, letting it go."""

from datetime import date

import click

from entregent.app.ladder_shapes import planned_shape
from entregent.app.ladder_views import PlannedStep
from entregent.app.language import ahead, listed, quoted
from entregent.app.language import gettext as _
from entregent.app.language import minutes as in_minutes
from entregent.app.marking import N_
from entregent.app.wording import CHANNELS, OUTCOMES
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "steps",
    help=N_("The steps that you planned, soonest first. --done N says that one was taken, --drop N lets it go."),
)
@option("--done", type=int, metavar="N", help=N_("The step that was done; with --outcome, how it went."))
@option("--outcome", type=Word("outcome", OUTCOMES), default="", help=N_("What came of it; hanging up counts."))
@option("--channel", type=Word("channel", CHANNELS), default="", help=N_("By which way, if another than planned."))
@option("--note", default="", metavar="TEXT", help=N_("Something to remember."))
@option("--at", default="", metavar="DATE", help=N_("When, if not now: `yesterday`, `monday 14:30`."))
@option("--drop", type=int, metavar="N", help=N_("The step that you let go."))
@click.pass_obj
def steps(  # noqa: PLR0913 - one per option
    face: Face, *, done: int | None, outcome: str, channel: str, note: str, at: str, drop: int | None
) -> None:
    """List, fulfil or drop planned steps."""
    with face.open() as book:
        if done is not None:
            when = face.moment(at, past=True)
            give_done(face, book.do_step(done, outcome or "done", channel=channel, note=note, at=when))
        elif drop is not None:
            give_done(face, book.drop_planned_step(drop))
        else:
            planned = book.planned_steps()
            shape = {"steps": [planned_shape(step) for step in planned]}
            face.answer(lambda: shape, lambda: _draw(face, planned))


def _draw(face: Face, planned: list[PlannedStep]) -> None:
    if not planned:
        paint.paragraph(_("Nothing is planned. A day, a cue and a first sentence make a step much likelier:"))
        example = _('step "Marie" --on thursday --cue "after my coffee" --say "…"')
        paint.line(paint.command(f"{program()} {example}"), indent=2)
        return
    for step in planned:
        _draw_step(face, step)
    paint.line()
    first = planned[0].number
    paint.line(paint.quiet(_("Did it, or tried?")), " ", paint.command(f"{program()} steps --done {first}"))


def _draw_step(face: Face, step: PlannedStep) -> None:
    toward = listed([name for _person, name in step.people])
    if not toward:
        toward = _("somebody new at {place}").format(place=step.place) if step.place else step.rung_sentence
    when = ahead((date.fromisoformat(step.on) - face.today).days)
    told = f"{when}, {in_minutes(step.minutes)}" if step.minutes else when
    paint.line(paint.quiet(f"{step.number:>3}  "), paint.name(toward or step.action), "  ", paint.quiet(told))
    what = step.action if toward else ""
    if not what and (step.people or step.place):
        what = step.rung_sentence
    for text in (what, step.cue):
        if text:
            paint.paragraph(text, indent=5, hanging=5)
    if step.sentence:
        paint.paragraph(quoted(step.sentence), indent=5, hanging=5)
    if step.is_late:
        paint.paragraph(paint.quiet(_("Its day has passed; today is a good day too.")), indent=5, hanging=5)
