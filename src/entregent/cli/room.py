"""`room`: before one goes in where few are known, a card for the pocket, and what became of it."""

from functools import partial

import click

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.moment_shapes import room_shape
from entregent.app.moment_views import Greeted, Room
from entregent.app.moment_words import breath, question, success
from entregent.app.reach_views import Coming
from entregent.app.reach_words import coming_day, coming_title
from entregent.app.shapes import coming_shape
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

CARD_WIDTH = 44


@command(
    "room",
    help=N_(
        "A room full of strangers: whom to greet, how to begin, what is enough.\n\n"
        "Without an argument, lists what is coming. WHERE is a number of that list, or the name of a place. "
        "Going in and leaving again counts."
    ),
)
@click.argument("where", required=False, metavar="[WHERE]")
@option("--card", is_flag=True, help=N_("As a card for the pocket, to be printed."))
@option("--introduce", default="", metavar="TEXT", help=N_("How I introduce myself, in one sentence."))
@option("--rehearsed", is_flag=True, help=N_("I said it aloud."))
@option("--aim", default="", metavar="TEXT", help=N_("The success that is enough: a word of the list, or your own."))
@option("--left", "outcome", flag_value="left-early", help=N_("I went in, and left."))
@option("--stayed", "outcome", flag_value="met", help=N_("I went in, and stayed."))
@click.pass_obj
def room(  # noqa: PLR0913 - one per option
    face: Face, *, where: str | None, card: bool, introduce: str, rehearsed: bool, aim: str, outcome: str | None
) -> None:
    """Get ready for a room, or say what became of it."""
    with face.open() as book:
        if introduce:
            give_done(face, book.set_setting("introduction", introduce))
            return
        rooms = book.rooms()
        if where is None or not where.strip():
            face.answer(lambda: {"rooms": [coming_shape(one) for one in rooms]}, lambda: _draw_list(face, rooms))
            return
        event, place = _which(rooms, where)
        if rehearsed:
            give_done(face, book.rehearse(event=event, place=place))
        elif aim:
            chosen = _aim(aim, book.room(event=event, place=place).successes)
            give_done(face, book.set_aim(chosen, event=event, place=place))
        elif outcome:
            give_done(face, book.enter(outcome, event=event, place=place))
        else:
            found = book.room(event=event, place=place)
            draw = _draw_card if card else partial(_draw, where=where)
            face.answer(lambda: room_shape(found), lambda: draw(face, found))


def _which(rooms: list[Coming], where: str) -> tuple[int | None, str]:
    """The meeting of this place in the list, or of this number, or whose name begins so; else a place of that name."""
    if where.isascii() and where.isdecimal():
        number = int(where)
        return (rooms[number - 1].event if 0 < number <= len(rooms) else number), ""
    named = [one for one in rooms if one.title.casefold().startswith(where.strip().casefold())]
    return (named[0].event, "") if named else (None, where)


def _aim(text: str, offered: tuple[str, ...]) -> str:
    """A small success by its word, by its place in the list, or in the owner's own words."""
    if text.isdecimal() and 0 < int(text) <= len(offered):
        return offered[int(text) - 1]
    return text


def _draw_list(face: Face, rooms: list[Coming]) -> None:
    if not rooms:
        paint.paragraph(_("No calendar tells of a meeting with people of yours in the next two months."))
    for number, one in enumerate(rooms, 1):
        known = ngettext("{n} person you know", "{n} people you know", len(one.people))
        paint.paragraph(
            paint.command(f"{number} "), paint.name(coming_title(one)), f" · {coming_day(one, face.today)} · {known}"
        )
    paint.line()
    paint.paragraph(paint.quiet(_("Or name the place where you are going:")))
    paint.line(paint.command(f"{program()} " + _('room "the fair"')), indent=2)


def _draw(face: Face, found: Room, where: str) -> None:
    paint.line(paint.name(found.place), " ", paint.quiet(_when(face, found)))
    if found.why:
        paint.paragraph(found.why)
    paint.line()
    _draw_greet(found)
    paint.line()
    paint.line(paint.title(_("How I introduce myself")))
    if found.introduction:
        paint.paragraph(language.quoted(found.introduction))
    else:
        paint.paragraph(paint.command(f'{program()} room --introduce "…"'))
    _draw_aim(found, where)
    paint.line()
    paint.paragraph(breath())
    paint.paragraph(_("I may leave at any time."))


def _draw_aim(found: Room, where: str) -> None:
    paint.line()
    paint.line(paint.title(_("What is enough for this time")))
    if found.aim:
        paint.paragraph(success(found.aim))
        return
    for number, kind in enumerate(found.successes, 1):
        paint.paragraph(paint.command(f"{number} "), success(kind), hanging=2)
    named = where if where.isdecimal() else f'"{where}"'
    paint.paragraph(paint.quiet(_("Choose one: {command}").format(command=f"{program()} room {named} --aim 1")))


def _draw_greet(found: Room) -> None:
    if not found.greet:
        paint.paragraph(_("Nobody you know is told to be there. Two questions that fit anybody:"))
        _draw_questions(found.questions)
        return
    paint.line(paint.title(ngettext("One person to greet", "Up to {n} to greet", len(found.greet))))
    for one in found.greet:
        _draw_one(one)
    if found.others:
        names = language.listed([name for _person, name in found.others[:12]])
        paint.paragraph(paint.quiet(_("Also there: {names}").format(names=names)))


def _draw_one(one: Greeted) -> None:
    how = _("known online, never met") if one.never_met else ""
    paint.line(paint.name(one.name), " ", paint.quiet(how), indent=2)
    _draw_questions(one.questions)


def _draw_questions(asked: tuple[tuple[str, str], ...]) -> None:
    for kind, about in asked:
        paint.paragraph("– ", question(kind, about), indent=4, hanging=6)


def _when(face: Face, found: Room) -> str:
    if found.at is None:
        return ""
    return face.date(found.at) if found.timeless else language.clock(found.at, face.zone)


def _draw_card(face: Face, found: Room) -> None:
    """The evening within the width of a card, without colours: as it is printed."""
    import textwrap

    said = [found.place.upper(), _when(face, found)]
    if found.aim:
        said += ["", " ".join((_("Enough:"), success(found.aim)))]
    if found.introduction:
        said += ["", language.quoted(found.introduction)]
    for one in found.greet:
        said += ["", one.name, *(f"– {question(kind, about)}" for kind, about in one.questions)]
    if not found.greet:
        said += ["", *(f"– {question(kind, about)}" for kind, about in found.questions)]
    said += ["", breath(), _("I may leave at any time.")]
    lines = [row for text in said for row in (textwrap.wrap(paint.safe(text), CARD_WIDTH) or [""])]
    paint.line("┌" + "─" * (CARD_WIDTH + 2) + "┐")
    for row in lines:
        paint.line("│ " + row + " " * (CARD_WIDTH - paint.text_width(row)) + " │")
    paint.line("└" + "─" * (CARD_WIDTH + 2) + "┘")
