"""`opener`: first sentences for somebody, from what the book knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from entregent.app import opener_words, wording
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import who
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

if TYPE_CHECKING:
    from entregent.app.book import Book
    from entregent.app.opener_views import OpenerSheet

FEW = 3
MANY = 12


@command(
    "opener",
    help=N_(
        "First sentences for somebody, from what the book knows: to send, to say, to change.\n\n"
        "None comes twice once --use told that it was used; none says what the book does not know."
    ),
)
@who()
@option("--purpose", type=Word("purpose", filter(None, opener_words.PURPOSES)), default="", help=N_("What it is for."))
@option("--hour", default="", metavar="WHEN", help=N_("The hour to agree upon: `thursday 10:00`."))
@option("--more", is_flag=True, help=N_("Twelve instead of three."))
@option("--use", "used", type=click.IntRange(1, MANY), metavar="N", help=N_("The one that you used, by its number."))
@option("--otherwise", is_flag=True, help=N_("Let your own rewriter say them otherwise."))
@click.pass_obj
def opener(  # noqa: PLR0913 - one per option
    face: Face, *, who: str, purpose: str, hour: str, more: bool, used: int | None, otherwise: bool
) -> None:
    """Show openers, or note which one was used."""
    from entregent.app.opener_shapes import sheet_shape

    with face.open() as book:
        when = face.moment(hour, past=False)
        count = MANY if more or (used or 0) > FEW else FEW
        sheet = book.openers(who, count, purpose=purpose or ("agree-hour" if when else ""), hour=when)
        if used is not None:
            _use(face, book, sheet, used)
            return
        if otherwise:
            sheet = _said_otherwise(book, sheet)
        face.answer(lambda: sheet_shape(sheet), lambda: _draw(sheet))


def _use(face: Face, book: Book, sheet: OpenerSheet, number: int) -> None:
    if number > len(sheet.openers):
        raise click.UsageError(_("There is no sentence of that number here."))
    one = sheet.openers[number - 1]
    if not face.json:
        paint.paragraph(one.text)
    give_done(face, book.used_opener(str(sheet.person), one.kind, one.text))


def _said_otherwise(book: Book, sheet: OpenerSheet) -> OpenerSheet:
    """The sheet with each sentence in the words of the owner's command."""
    lines = [
        one._replace(text=book.say_otherwise(one.text, language=sheet.language, address=sheet.address))
        for one in sheet.openers
    ]
    return sheet._replace(openers=tuple(lines))


def _draw(sheet: OpenerSheet) -> None:
    paint.line(paint.name(sheet.name), "  ", paint.quiet(wording.word("purpose", sheet.purpose)))
    if sheet.matters:
        paint.paragraph(_("What matters to {name} now: {what}").format(name=sheet.name, what=sheet.matters))
    for number, one in enumerate(sheet.openers, 1):
        paint.line()
        paint.paragraph(f"{number}. ", one.text, hanging=3)
        told = [opener_words.uses_in_words(one.uses), _("it asks nothing") if one.gives else ""]
        if any(told):
            paint.paragraph(paint.quiet(" · ".join(filter(None, told))), indent=3)
    _draw_end(sheet)


def _draw_end(sheet: OpenerSheet) -> None:
    paint.line()
    if sheet.gift:
        paint.paragraph(_("One thing to offer:"), " ", sheet.gift)
    if sheet.consent is not None:
        paint.paragraph(paint.quiet(wording.sentence(sheet.consent)))
    if not sheet.is_address_known:
        told = _("Nobody told yet whether you say tu or vous; {word} seems to fit.").format(word=sheet.address)
        paint.paragraph(paint.quiet(told), " ", paint.command(f"{program()} address {sheet.person} {sheet.address}"))
    used = f"{program()} opener {sheet.person}{f' --purpose {sheet.purpose}' if sheet.purpose else ''}"
    paint.line(paint.quiet(_("Used one?")), " ", paint.command(f"{used} --use 1"))
