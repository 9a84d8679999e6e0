"""`dare`: the minute itself. Why, the number, how to begin; then what came of it."""

import click

from entregent.app import language, wording
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.moment_shapes import moment_shape
from entregent.app.moment_views import Moment
from entregent.app.moment_words import WAYS, breath
from entregent.app.wording import CHANNELS
from entregent.cli import paint
from entregent.cli.arguments import who
from entregent.cli.choices import Word
from entregent.cli.codes import draw_code
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option


@command(
    "dare",
    help=N_(
        "One person, one step, now: your why, the number to dial, why them, how to begin.\n\n"
        "On a terminal it then asks what came of it. Hanging up counts."
    ),
)
@who()
@option("--channel", type=Word("channel", CHANNELS), default="", help=N_("By which way; else the usual one."))
@option("--step", type=int, metavar="N", help=N_("The planned step that this is."))
@option("--breathe", is_flag=True, help=N_("Begin with three slow breaths."))
@option("--code", is_flag=True, help=N_("Show the number as a code for the phone’s camera."))
@click.pass_obj
def dare(face: Face, *, who: str, channel: str, step: int | None, breathe: bool, code: bool) -> None:
    """Help over the threshold."""
    with face.open() as book:
        found = book.moment(who, channel=channel, step=step)
        face.answer(lambda: moment_shape(found), lambda: _draw(face, found, breathe=breathe, code=code))
        if face.is_interactive():
            from entregent.cli.telling import ask

            ask(face, book, found)


def _draw(face: Face, found: Moment, *, breathe: bool, code: bool) -> None:
    paint.line(paint.name(found.name))
    if found.matters:
        paint.paragraph(_("What matters to {name} now: {what}").format(name=found.name, what=found.matters))
    if found.why:
        paint.line()
        paint.paragraph(paint.title(found.why))
    if breathe:
        paint.line()
        paint.paragraph(breath())
    paint.line()
    _draw_way(found, code=code)
    _draw_reasons(face, found)
    _draw_words(found)
    _draw_end(found)


def _draw_way(found: Moment, *, code: bool) -> None:
    paint.line(paint.title(_(WAYS[found.channel])), " ", paint.Span(found.handle, "name"))
    if code and found.channel in {"call", "text"} and found.handle.removeprefix("+").isdecimal():
        draw_code(f"tel:{found.handle}")
    if found.step is not None and found.step.action:
        paint.paragraph(found.step.action)


def _draw_reasons(face: Face, found: Moment) -> None:
    paint.line()
    for text in wording.sentences(found.reasons):
        paint.paragraph("· ", text, hanging=2)
    if found.last_at is not None:
        when = face.date(found.last_at)
        title = language.quoted(paint.shortened(found.last_title, 60))
        told = _("Last words: {title}, {when}.") if found.last_title else _("Last exchange: {when}.")
        paint.paragraph(paint.quiet(told.format(title=title, when=when)))
    if found.last_note:
        paint.paragraph(paint.quiet(_("Last time you noted: {note}").format(note=found.last_note)))


def _draw_words(found: Moment) -> None:
    said = [found.step.sentence] if found.step is not None and found.step.sentence else []
    said += [opener.text for opener in found.openers]
    if not said and not found.gift:
        return
    paint.line()
    paint.line(paint.title(_("To begin with")))
    for text in said:
        paint.paragraph("– ", text, hanging=2)
    if found.gift:
        paint.paragraph(_("One thing to offer:"), " ", found.gift)


def _draw_end(found: Moment) -> None:
    told = f"{program()} log {found.person} --channel {found.channel} --outcome {found.outcomes[0]} --fear 6"
    paint.line()
    paint.paragraph(paint.quiet(_("Whatever it was, it counts. Trying is a step too.")))
    paint.paragraph(paint.command(told), indent=2, hanging=6)
