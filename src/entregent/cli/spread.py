"""`spread`: whom to tell first so that something spreads."""

import click

from entregent.app import onward_words
from entregent.app.language import gettext as _
from entregent.app.language import share
from entregent.app.marking import N_
from entregent.app.onward_shapes import tell_shape
from entregent.app.onward_views import TellView
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "spread",
    help=N_(
        "Whom to tell first, so that a post, an event or a call for help gets around.\n\n"
        "What is measured and what is assumed is said. With --plan a step is made for each of them."
    ),
)
@click.argument("subject", required=False, default="", metavar="[SUBJECT]")
@option("--count", type=click.IntRange(1, 30), default=5, metavar="N", help=N_("How many people to tell."))
@option(
    "--ease",
    type=Word("ease", onward_words.EASE),
    default="usual",
    help=N_("How easily it is passed on: easy, usual or hard. Your guess."),
)
@option("--plan", is_flag=True, help=N_("Make a step of telling each of them."))
@click.pass_obj
def spread(face: Face, *, subject: str, count: int, ease: str, plan: bool) -> None:
    """Show whom to tell first; with --plan make the steps."""
    if plan and not subject:
        raise click.UsageError(_("Say what it is about, so that the steps can tell."))
    with face.open() as book:
        view = book.tell_first(count=count, ease=ease, subject=subject)
        done = None
        if plan:
            wish = _("Tell them: {subject}").format(subject=view.subject)
            done = book.plan_telling([str(line.target.person) for line in view.chosen], wish)
    if done is not None and not face.json:
        give_done(face, done)
    face.answer(lambda: tell_shape(view), lambda: _draw(view, planned=done is not None))


def _draw(view: TellView, *, planned: bool) -> None:
    paint.paragraph(paint.title(_("Whom to tell first")))
    for line in view.chosen:
        paint.paragraph(paint.name(line.target.name), paint.quiet(f"  {line.group_name}" if line.group_name else ""))
    paint.line()
    for compared in view.compared:
        paint.paragraph(_(onward_words.WHO[compared.who]), " · ", onward_words.reach_in_words(compared), hanging=2)
    paint.line()
    paint.paragraph(onward_words.tipping_range(view))
    for mood in view.tipping:
        paint.paragraph(paint.quiet(onward_words.mood_in_words(mood)), indent=2)
    paint.line()
    paint.paragraph(paint.quiet(onward_words.measured(view.learned)))
    told = _("You see about {share} of the ties among your people.").format(share=share(view.coverage))
    paint.paragraph(paint.quiet(told))
    if not planned and view.subject:
        paint.line(paint.command(f'{program()} spread "{view.subject}" --plan'), indent=2)
