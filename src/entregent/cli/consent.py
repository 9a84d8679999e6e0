"""`consent`: who agreed to be written to about business, as a reminder; no legal advice."""

from datetime import date

import click

from entregent.app import language
from entregent.app.goal_shapes import consent_shape
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.stage_views import ConsentLine
from entregent.app.wording import CONSENTS, word
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table

MONTHS = {"inquiry": N_("after an inquiry"), "purchase": N_("after a purchase")}


@command(
    "consent",
    help=N_(
        "Note whether somebody agreed to get offers from you: express, implied until a day, unknown, withdrawn. A "
        "reminder, no legal advice; nothing is ever blocked.\n\nWithout arguments, lists what you noted."
    ),
)
@click.argument("who", type=Who(), required=False)
@click.argument("state", type=Word("consent", CONSENTS), required=False)
@option("--until", default="", metavar="DATE", help=N_("Until when an implied consent lasts."))
@option(
    "--after",
    type=click.Choice(["inquiry", "purchase"]),
    default=None,
    help=N_("What it is taken from: six months after an inquiry, two years after a purchase (Canada)."),
)
@option(
    "--since", default="", metavar="DATE", help=N_("The day on which it was given, or the inquiry or purchase came.")
)
@option("--how", default="", metavar="TEXT", help=N_("How it was given: a form, a word at a fair …"))
@option("--soon", is_flag=True, help=N_("List only those that end within a month."))
@click.pass_obj
def consent(  # noqa: PLR0913 - one per option
    face: Face,
    *,
    who: str | None,
    state: str | None,
    until: str,
    after: str | None,
    since: str,
    how: str,
    soon: bool,
) -> None:
    """Note or list consents."""
    with face.open() as book:
        if who is not None and state is not None:
            begun = face.day(since, past=True).isoformat() if since else ""
            last = face.day(until, past=False).isoformat() if until else ""
            give_done(face, book.set_consent(who, state, until=last, since=begun, after=after or "", how=how))
            return
        lines = [book.consent_of(who)] if who is not None else book.consents(soon=soon)
    face.answer(lambda: {"consents": [consent_shape(line) for line in lines]}, lambda: _draw(lines))


def _draw(lines: list[ConsentLine]) -> None:
    if not lines:
        paint.paragraph(_("Nothing to show here. To note a consent:"))
        paint.line(paint.command(f'{program()} consent "Luc" implied --after inquiry'), indent=2)
        return
    columns = [Column(_("with")), Column(_("consent")), Column(_("until")), Column(_("how"), 2, widest=40)]
    table(columns, [_row(line) for line in lines])
    paint.line()
    paint.paragraph(paint.quiet(_("A reminder only: the law of your country decides.")))


def _row(line: ConsentLine) -> list[paint.Piece]:
    until = language.day(date.fromisoformat(line.until)) if line.until else ""
    look = "uneasy" if line.now in {"soon", "ended"} else ""
    after = _(MONTHS[line.after]) if line.after else ""
    how = " · ".join(part for part in (after, line.how) if part)
    return [paint.name(line.name), word("consent", line.state), paint.Span(until, look), how]
