"""`ladder`: graded steps, where one stands on them, how each is done; and every change of a rung."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entregent.app.language import gettext as _
from entregent.app.language import minutes, ngettext
from entregent.app.marking import N_
from entregent.app.wording import CHANNELS, sentence
from entregent.cli import paint
from entregent.cli.answers import give_done
from entregent.cli.choices import Word
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

if TYPE_CHECKING:
    from entregent.app.book import Book
    from entregent.app.ladder_views import DareLine, LadderView, RungLine, RungPage
    from entregent.app.views import Done


@command(
    "ladder",
    help=N_(
        "Your ladder of steps: where you stand, and the small dare of today.\n\n"
        "LADDER is phone, writing, room, selling or one of yours; else the one that you climb. A rung is named by its "
        "place or its word. The next one comes after two or three completions, never after one."
    ),
)
@click.argument("ladder", required=False, default="", metavar="[LADDER]")
@option("--all", "everything", is_flag=True, help=N_("List every ladder."))
@option("--climb", is_flag=True, help=N_("Climb this ladder: the small dare comes from it."))
@option("--how", default="", metavar="RUNG", help=N_("How a rung is done: to open, to ask, to listen, to close."))
@option("--done", default="", metavar="RUNG", help=N_("A rung toward nobody in particular was done."))
@option("--tried", default="", metavar="RUNG", help=N_("It was tried; that counts."))
@option("--fear", type=click.IntRange(0, 10), metavar="N", help=N_("Fear before it, 0 to 10, if you like."))
@option("--not-today", is_flag=True, help=N_("No dare today."))
@option("--add", default="", metavar="TEXT", help=N_("One more rung, in your words."))
@option("--channel", type=Word("channel", CHANNELS), default="", help=N_("By which way the new rung goes."))
@option("--rename", default="", metavar="RUNG", help=N_("Other words for a rung; --to gives them."))
@option("--move", default="", metavar="RUNG", help=N_("Move a rung; --to gives its place, 1 the easiest."))
@option("--remove", default="", metavar="RUNG", help=N_("Take a rung out."))
@option("--to", "target", default="", metavar="TEXT", help=N_("The words or the place for --rename and --move."))
@option("--reset", is_flag=True, help=N_("The ladder as it came; one of your own is taken away."))
@option("--new", default="", metavar="NAME", help=N_("A ladder of your own; --rung gives each rung, easiest first."))
@option("--rung", "rungs", multiple=True, metavar="TEXT", help=N_("A rung of the new ladder; may come several times."))
@click.pass_obj
def ladder(face: Face, /, *, ladder: str, everything: bool, how: str, **asked: Any) -> None:
    """Show or change a ladder."""
    with face.open() as book:
        done = _change(book, ladder, asked)
        if done is not None:
            give_done(face, done)
        elif how:
            _give_page(face, book, ladder, how)
        elif everything:
            _give_all(face, book.ladders())
        else:
            _give(face, book, ladder)


def _change(book: Book, ladder: str, asked: dict[str, Any]) -> Done | None:
    """What was asked to be done; None where only to look."""
    if asked["new"]:
        return book.new_ladder(asked["new"], asked["rungs"])
    if asked["not_today"]:
        return book.not_today()
    for word, outcome in (("done", "done"), ("tried", "left-early")):
        if asked[word]:
            about = {"fear": asked["fear"]} if asked["fear"] is not None else {}
            rung = rung_named(book, ladder, asked[word])
            return book.tread(rung, outcome, ladder=ladder or book.ladder().slug, **about)
    return _edit(book, ladder or book.ladder().slug, asked)


def _edit(book: Book, slug: str, asked: dict[str, Any]) -> Done | None:
    if asked["climb"]:
        return book.choose_ladder(slug)
    if asked["reset"]:
        return book.reset_ladder(slug)
    if asked["add"]:
        return book.add_rung(slug, {"sentence": asked["add"], "channel": asked["channel"]})
    if asked["remove"]:
        return book.remove_rung(slug, rung_named(book, slug, asked["remove"]))
    if asked["rename"]:
        return book.rename_rung(slug, rung_named(book, slug, asked["rename"]), asked["target"])
    if asked["move"]:
        if not asked["target"].isdecimal():
            raise click.UsageError(_("Say where to: --move 3 --to 1"))
        return book.move_rung(slug, rung_named(book, slug, asked["move"]), int(asked["target"]) - 1)
    return None


def rung_named(book: Book, ladder: str, rung: str) -> str:
    """The rung that a place ("3") or its word means."""
    rungs = book.ladder(ladder).rungs
    return rungs[int(rung) - 1].slug if rung.isdecimal() and 0 < int(rung) <= len(rungs) else rung


def _give(face: Face, book: Book, ladder: str) -> None:
    from entregent.app.ladder_shapes import ladder_shape
    from entregent.app.shapes import dare_shape

    view = book.ladder(ladder)
    small = book.small_dare(book.minutes_a_day()) if view.chosen else None
    shape = {"ladder": ladder_shape(view), "small_dare": dare_shape(small) if small else None}

    def draw() -> None:
        _draw(view)
        if small:
            _draw_dare(small)

    face.answer(lambda: shape, draw)


def _draw(view: LadderView) -> None:
    paint.line(paint.title(view.name), "  ", paint.quiet(view.slug))
    paint.paragraph(sentence(view.reason))
    paint.line()
    for place, rung in enumerate(view.rungs, 1):
        paint.line(_drawn(rung, place), *_told(rung))
    paint.line()
    now = next(place for place, rung in enumerate(view.rungs, 1) if rung.state == "now")
    which = "" if view.chosen else f" {view.slug}"
    paint.line(paint.quiet(_("How to go about it:")), " ", paint.command(f"{program()} ladder{which} --how {now}"))


def _drawn(rung: RungLine, place: int) -> paint.Span:
    look = {"now": "name", "ahead": "quiet"}.get(rung.state, "")
    return paint.Span(f"{place:>2}  {rung.sentence}", look)


def _told(rung: RungLine) -> list[paint.Piece]:
    told: list[paint.Piece] = []
    if rung.marks:
        told += ["  ", paint.Span("".join("●" if mark else "○" for mark in rung.marks), "name")]
    if rung.fear_first is not None:
        fear = _("fear {first} → {last}").format(first=rung.fear_first, last=rung.fear_last)
        told += ["  ", paint.quiet(fear)]
    return told


def _draw_dare(small: DareLine) -> None:
    paint.line()
    head = paint.title(_("One small dare for today:"))
    paint.line(head, " ", small.sentence, " ", paint.quiet(minutes(small.minutes)))
    if small.person is not None:
        paint.paragraph(_("Perhaps {name}.").format(name=small.name), " ", sentence(small.reasons[0]), indent=2)
        planned = f"{program()} step {small.person} --ladder {small.ladder} --rung {small.rung}"
        paint.paragraph(paint.command(f"{planned} && {program()} dare {small.person}"), indent=2, hanging=4)
    elif small.toward == "nobody":
        paint.line(paint.command(f"{program()} ladder --done {small.rung}"), indent=2)
    if small.try_once:
        paint.paragraph(paint.quiet(small.try_once), indent=2, hanging=2)


def _give_all(face: Face, views: list[LadderView]) -> None:
    from entregent.app.ladder_shapes import ladder_shape

    def draw() -> None:
        for view in views:
            now = next(rung.sentence for rung in view.rungs if rung.slug == view.now)
            count = ngettext("{n} rung", "{n} rungs", len(view.rungs))
            mark = paint.Span("● " if view.chosen else "  ", "name")
            paint.line(mark, paint.title(view.name), "  ", paint.quiet(f"{view.slug} · {count}"))
            paint.line(now, indent=2)

    face.answer(lambda: {"ladders": [ladder_shape(view) for view in views]}, draw)


def _give_page(face: Face, book: Book, ladder: str, named: str) -> None:
    from entregent.app.ladder_shapes import rung_page_shape

    page = book.rung_page(rung_named(book, ladder, named), ladder=ladder)
    if page is None:
        raise click.UsageError(_("This rung is your own: only you know how it is done."))
    face.answer(lambda: rung_page_shape(page), lambda: _draw_page(page))


def _draw_page(page: RungPage) -> None:
    paint.line(paint.title(page.title))
    paint.paragraph(page.lead)
    heads = (_("To open"), _("To ask"), _("To listen"), _("To close"), _("One thing to try this time"))
    for head, part in zip(heads, page[3:], strict=True):
        paint.line()
        paint.line(paint.title(head))
        for said, text in part:
            paint.paragraph(paint.Span(f"– {text}", "name") if said else text, indent=2, hanging=4 if said else 2)
