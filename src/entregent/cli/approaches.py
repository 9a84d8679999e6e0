"""`approaches`: what each way of approaching people brought, and what to do about it."""

from collections.abc import Mapping

import click

from entregent.app import language, wording
from entregent.app.approach_shapes import approaches_shape
from entregent.app.approach_views import ApproachesView, ApproachLine
from entregent.app.approach_words import DOING
from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option
from entregent.cli.tables import Column, table


@command("approaches", help=N_("Which way of approaching people works: go on, change, or wait for more tries."))
@option("--why", is_flag=True, help=N_("Show the figures, and what stands behind each verdict."))
@option(
    "--try",
    "way",
    type=Word("channel", DOING, free=True),
    metavar="WAY",
    default="",
    help=N_("Plan your next step by this way: its number, or mail, call …"),
)
@option("--with", "who", metavar="WHO", default="", help=N_("With --try: toward whom."))
@option(
    "--aim", metavar="WAY N", nargs=2, default=None, help=N_("Aim at N answers of a hundred by this way; 0: as by all.")
)
@click.pass_obj
def approaches(face: Face, *, why: bool, way: str, who: str, aim: tuple[str, str] | None) -> None:
    """Show approaches, plan a step by one, or say what one should bring."""
    with face.open() as book:
        if way:
            done = book.try_way(_key(book, way), who)
        elif aim:
            done = book.aim_at(_key(book, aim[0]), "" if aim[1] == "0" else aim[1])
        else:
            view = book.approaches()
            face.answer(lambda: approaches_shape(view), lambda: _draw(view, why=why))
            return
    give_done(face, done)


def _key(book: Book, way: str) -> str:
    """A way by its number in the list; keys and channels stay what they are."""
    lines = book.approaches().lines
    return lines[int(way) - 1].key if way.isdecimal() and 1 <= int(way) <= len(lines) else way


def _draw(view: ApproachesView, *, why: bool) -> None:
    if not view.lines:
        paint.paragraph(_("Not enough yet: no first contact with a stranger or in business in the last two years."))
        paint.paragraph(_("Each first letter, message or call counts by itself; there is nothing to note."))
        _draw_next(view)
        return
    told = ngettext("{n} first contact in two years", "{n} first contacts in two years", view.tries + view.waiting)
    paint.paragraph(paint.title(told), ".")
    places = {line.key: place for place, line in enumerate(view.lines, 1)}
    for line in view.lines:
        paint.line()
        _draw_line(line, places, why=why)
    paint.line()
    _draw_next(view)
    if why:
        _draw_channels(view)
    if view.left_out:
        paint.paragraph(
            paint.quiet(
                ngettext(
                    "{n} is left out: of love, family, friends and circles of your own there is no rate.",
                    "{n} are left out: of love, family, friends and circles of your own there is no rate.",
                    view.left_out,
                )
            )
        )


def _draw_line(line: ApproachLine, places: Mapping[str, int], *, why: bool) -> None:
    paint.paragraph(paint.quiet(f"{places[line.key]} "), paint.name(line.words))
    paint.paragraph(wording.sentence(line.advice), indent=2)
    if line.drop_why:
        paint.paragraph(wording.sentence(line.drop_why), indent=2)
    if line.better:
        paint.line(paint.command(f"{program()} approaches --try {places.get(line.better, line.better)}"), indent=2)
    if not why:
        return
    for reason in line.why:
        paint.paragraph(paint.quiet(wording.sentence(reason)), indent=4)
    if line.tries:
        paint.paragraph(paint.quiet(_brought(line)), indent=4)


def _brought(line: ApproachLine) -> str:
    meetings = ngettext("{n} meeting", "{n} meetings", line.meetings)
    results = ngettext("{n} result", "{n} results", line.results)
    low, high = language.share(line.met_low), language.share(line.met_high)
    return _("{meetings} (between {low} and {high} remain possible), {results}.").format(
        meetings=meetings, low=low, high=high, results=results
    )


def _draw_next(view: ApproachesView) -> None:
    if view.next is None:
        return
    paint.paragraph(_("Next first contact: {way}.").format(way=view.next.words), " ", wording.sentence(view.next.why))
    paint.line(paint.command(f"{program()} approaches --try {view.next.channel}"), indent=2)


def _draw_channels(view: ApproachesView) -> None:
    if not view.channels:
        return
    paint.line()
    columns = [Column(_("by")), Column(_("tries"), right=True), Column(_("answers"), right=True)]
    columns += [
        Column(_("waiting"), right=True),
        Column(_("best guess"), right=True),
        Column(_("possible"), right=True),
    ]
    rows: list[list[paint.Piece]] = [
        [
            channel.words,
            language.number(channel.tries),
            language.number(channel.answers),
            language.number(channel.waiting),
            language.share(channel.mean),
            f"{language.share(channel.low)}–{language.share(channel.high)}",
        ]
        for channel in view.channels
    ]
    table(columns, rows)
