"""Telling: what came of a step, asked on a terminal, one line at a time. Enter skips."""

import click

from entregent.app import moment_words
from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.moment_views import AfterMoment, Moment
from entregent.cli import paint
from entregent.cli.answers import draw_done
from entregent.cli.face import Face, program


def ask(face: Face, book: Book, found: Moment) -> None:
    """Ask for fear before, then what came of it, then a word about it; nothing need be answered."""
    fear = _figure(_("Fear now, 0 to 10 (Enter skips)"), range(11))
    expected = _figure(_("How warm do you expect it to be, 1 to 5 (Enter skips)"), range(1, 6))
    paint.line()
    outcome = _chosen(found)
    if not outcome:
        paint.paragraph(paint.quiet(_("Nothing was noted. That is fine.")))
        return
    about = {"fear": fear, "expected": expected, "step": found.step.number if found.step is not None else None}
    done = book.log([str(found.person)], channel=found.channel, outcome=outcome, about=about)
    draw_done(face, done)
    number = book.footprint_of(done.action) if done.action is not None else None
    if number is not None:
        _after(face, book, book.after_moment(number))


def _after(face: Face, book: Book, after: AfterMoment) -> None:
    if after.outcome == "hung-up":
        paint.line()
        for text in moment_words.not_alone():
            paint.paragraph(text)
    if after.smaller and after.tried:
        paint.paragraph(_(moment_words.SMALLER[after.smaller]) + ".")
    paint.line()
    note = _line(_("A line about it (Enter skips)"))
    matters = "" if after.tried else _line(_("What matters to {name} now?").format(name=after.name))
    warmth = _figure(_("How warm was it, 1 to 5 (Enter skips)"), range(1, 6)) if after.heard else None
    fear = _figure(_("Fear that is left, 0 to 10 (Enter skips)"), range(11)) if after.fear is not None else None
    elan = {"+": 1, "-": -1}.get(_line(_("Did it give you élan (+) or drain you (-)? (Enter skips)"))[:1])
    said = book.afterward(after.number, matters=matters, note=note, warmth=warmth, fear=fear, elan=elan)
    if said.action is not None:
        draw_done(face, said)
    felt = book.after_moment(after.number).felt
    if felt:
        paint.paragraph(_(moment_words.FELT[felt]))
    if not after.tried:
        paint.paragraph(paint.quiet(_("Promised something?")))
        paint.line(paint.command(f'{program()} promise {after.person} "…" --by ' + _("friday")), indent=2)
    if ((fear if fear is not None else after.fear) or 0) >= moment_words.HARD_FEAR:
        paint.paragraph(paint.quiet(moment_words.care()))


def _chosen(found: Moment) -> str:
    for number, outcome in enumerate(found.outcomes, 1):
        paint.line(paint.command(str(number)), " ", moment_words.tap(found.channel, outcome))
    picked = _figure(_("And then? (Enter: nothing to note)"), range(1, len(found.outcomes) + 1))
    return found.outcomes[picked - 1] if picked is not None else ""


def _line(question: str) -> str:
    return str(click.prompt(paint.safe(question), default="", show_default=False)).strip()


def _figure(question: str, bounds: range) -> int | None:
    """A figure within bounds, asked again until it is one; None for Enter."""
    while True:
        typed = _line(question)
        if not typed:
            return None
        if typed.isascii() and typed.isdecimal() and len(typed) < 3 and int(typed) in bounds:
            return int(typed)
