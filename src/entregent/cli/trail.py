"""`trail`: the footprints week by week, what was special, a year looked back on, and the picture to keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from entregent.app import language, path_words
from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.path_shapes import path_shape, year_shape
from entregent.app.path_views import Landmark, PathView, WeekLine, YearView
from entregent.app.wording import sentence
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

MARKS = {"tried": "○", "done": "●", "golden": "★"}
MOST_MARKS = 40


@command(
    "trail",
    help=N_(
        "Your path: what you tried and did, week by week; what was special; fear before the step.\n\n"
        "With YEAR, that year looked back on. Nothing here can break, and nobody is ranked."
    ),
)
@click.argument("year", type=click.IntRange(1970, 9999), required=False, metavar="[YEAR]")
@option("--weeks", type=click.IntRange(1, 106), default=26, metavar="N", help=N_("How many weeks back."))
@option("--golden", default="", metavar="NUMBER", help=N_("This step counted for me: its number, or `last`."))
@option("--out", type=click.Path(path_type=Path), metavar="FILE.svg", help=N_("Write the picture to a file."))
@option("--names", is_flag=True, help=N_("In the picture: with the names of people."))
@option("--counts", is_flag=True, help=N_("In the picture: with how many steps."))
@click.pass_obj
def trail(  # noqa: PLR0913 - one per option
    face: Face, *, year: int | None, weeks: int, golden: str, out: Path | None, names: bool, counts: bool
) -> None:
    """Show the path, write its picture, or make a step golden."""
    with face.open() as book:
        if golden:
            give_done(face, book.make_golden(_number(book, golden)))
        elif out is not None:
            _write(face, out, book.path_picture(year, names=names, counts=counts))
        elif year is not None:
            back = book.path_year(year)
            face.answer(lambda: year_shape(back), lambda: _draw_year(back))
        else:
            view = book.path_view(weeks)
            face.answer(lambda: path_shape(view), lambda: _draw(face, view))


def _number(book: Book, golden: str) -> int:
    if golden.isascii() and golden.isdecimal() and len(golden) < 20:
        return int(golden)
    if golden != "last":
        raise click.UsageError(_("Say which step: its number, or `last`."))
    return book.last_footprint().number


def _write(face: Face, out: Path, picture: str) -> None:
    try:
        out.expanduser().write_text(picture, encoding="utf-8")
    except OSError as error:
        told = _("The picture could not be written to {path}: {why}.").format(path=out, why=error.strerror or error)
        raise click.ClickException(told) from error
    face.answer(lambda: {"picture": str(out)}, lambda: paint.paragraph(_("The picture is in {path}.").format(path=out)))


def _draw(face: Face, view: PathView) -> None:
    if not view.years:
        paint.paragraph(paint.title(_("A path begins with the smallest step.")))
        paint.paragraph(_("Each step leaves a footprint here: done or only tried. Nothing can break it."))
        paint.line(paint.command(f"{program()} ladder"), indent=2)
        return
    if view.taken:
        steps = ngettext("{n} step this year.", "{n} steps this year.", view.taken)
        paint.paragraph(paint.title(steps), " ", path_words.taken_words(view.taken, view.tried, view.golden), ".")
    else:
        paint.paragraph(paint.title(_("The path goes on whenever you do.")))
    if view.recent:
        paint.paragraph(path_words.recent_words(view))
    _draw_weeks(view.weeks)
    _draw_landmarks(view.landmarks)
    if view.fears:
        _draw_fears(view)
    if view.gives:
        paint.line()
        paint.paragraph(paint.title(_("What gives you élan")), "  ", language.listed([one.name for one in view.gives]))
    if view.last and not face.quiet:
        paint.line()
        paint.paragraph(
            paint.quiet(_("Did the last step count for you?")), " ", paint.command(f"{program()} trail --golden last")
        )


def _draw_weeks(weeks: Sequence[WeekLine]) -> None:
    """A row for each week; weeks without a step in a row are plain path."""
    paint.line()
    for line in weeks:
        marks = "".join(MARKS[mark] for mark in line.week.marks[-MOST_MARKS:]) or "·"
        day = language.day(line.week.monday)
        told = " ".join(sentence(note) for note in line.notes)
        paint.line(paint.quiet(f"{day:>14}  "), paint.Span(marks, "name"), "  ", paint.quiet(paint.shortened(told, 60)))
    tried, done, golden = _("tried"), _("done"), _("golden: it counted")
    paint.line(paint.quiet(f"{'':>14}  ○ {tried}   ● {done}   ★ {golden}"))


def _draw_landmarks(landmarks: Sequence[Landmark]) -> None:
    if not landmarks:
        return
    paint.line()
    paint.line(paint.title(_("On the way")))
    for one in landmarks:
        day = language.day(date.fromisoformat(one.day))
        paint.paragraph(paint.quiet(f"{day:>14}  "), sentence(one.reason), hanging=16)


def _draw_fears(view: PathView) -> None:
    paint.line()
    paint.line(paint.title(_("Fear, before the step")))
    if view.fear_way:
        paint.paragraph(path_words.fear_words(view), indent=2)
    for one in view.fears:
        told = ngettext("{mean} of 10, {n} rating", "{mean} of 10, {n} ratings", one.rated)
        figure = told.format(mean=language.number(one.mean, 1))
        paint.line(paint.quiet(f"{language.month(one.month):>16}  "), figure)


def _draw_year(back: YearView) -> None:
    year = back.year
    taken = year.tried + year.done
    steps = ngettext("{year}: {n} step.", "{year}: {n} steps.", taken).format(year=year.year)
    paint.paragraph(paint.title(steps), " ", path_words.taken_words(taken, year.tried, year.golden), ".")
    paint.line()
    for number, (tried, done, golden) in enumerate(year.months, 1):
        if tried or done:
            told = path_words.taken_words(tried + done, tried, golden)
            paint.line(paint.quiet(f"{language.month(date(year.year, number, 1)):>16}  "), told)
    _draw_landmarks(back.landmarks)
    for title, persons in ((_("You met"), back.met), (_("They gave you élan"), back.lifted)):
        if persons:
            paint.line()
            paint.paragraph(paint.title(title), "  ", language.listed([name for _person, name in persons]))
