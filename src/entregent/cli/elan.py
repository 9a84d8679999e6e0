"""`elan`: what an exchange gave or took, in one line; and who gives élan."""

import click

from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.language import listed
from entregent.app.marking import N_
from entregent.app.path_shapes import elan_shape
from entregent.app.path_words import step_words
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.arguments import Who
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

WORDS = {"+": 1, "-": -1, "0": 0}
LONG_NUMBER = 12
"""Figures from which a number means a step, and not a person."""


@command(
    "elan",
    help=N_(
        "It gave me élan (+), or drained me (-): of the last exchange with WHO, or of the last one.\n\n"
        "Without more, who gives you élan. 0 takes the word back."
    ),
)
@click.argument("who", type=Who(), required=False, default="", metavar="[WHO]")
@click.argument("word", required=False, default="", metavar="[+|-]")
@option("--drained", is_flag=True, help=N_("For your eyes alone: what drained you."))
@click.pass_obj
def elan(face: Face, *, who: str, word: str, drained: bool) -> None:
    """Say it, or list who gives élan."""
    if who in WORDS and not word:
        who, word = "", who
    if who and word not in WORDS:
        raise click.UsageError(_('Say what it gave: elan "Marie" + (élan) or - (it drained me).'))
    with face.open() as book:
        if word:
            is_step = who.isascii() and who.isdecimal() and len(who) >= LONG_NUMBER
            number = int(who) if is_step else None
            give_done(face, book.say_elan(WORDS[word], who="" if is_step else who, number=number))
        elif drained:
            _give_drained(face, book)
        else:
            lines = book.elan_givers()
            shape = {"gives": [elan_shape(line) for line in lines]}
            face.answer(lambda: shape, lambda: _draw([line.name for line in lines]))


def _draw(names: list[str]) -> None:
    if not names:
        paint.paragraph(_("After an exchange one word says it. From two words on, it is told here."))
        paint.line(paint.command(f'{program()} elan "Marie" +'), indent=2)
        return
    paint.line(paint.title(_("What gives you élan")))
    for name in names:
        paint.line(paint.name(name), indent=2)
    paint.paragraph(paint.quiet(_("By name, in no other order. They weigh a little more in what is proposed to you.")))


def _give_drained(face: Face, book: Book) -> None:
    from entregent.app.path_shapes import path_shape

    view = book.path_view()

    def draw() -> None:
        paint.paragraph(paint.quiet(_("Hours, not people: what was heavy once may have been the day.")))
        for line in view.drains:
            names = listed([name for _person, name in line.people])
            paint.line(paint.quiet(f"{face.date(line.at):>14}  "), step_words(line), "  ", names)

    face.answer(lambda: {"drains": path_shape(view)["drains"]}, draw)
