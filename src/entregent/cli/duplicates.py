"""`duplicates`: which names are one person? The questions, best first; answered with one key each on a terminal."""

import click

from entregent.app import language, wording
from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.marking import N_
from entregent.app.shapes import question_shape
from entregent.app.views import PersonLine, QuestionLine
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

SAME, DIFFERENT, SKIP, UNDO, QUIT = "s", "d", "\r", "u", "q"


@command(
    "duplicates",
    help=N_(
        "Answer which names are the same person, the most useful questions first.\n\n"
        "On a terminal, one key each: s same, d different, Enter skip, u undo, q quit."
    ),
)
@option("--limit", type=int, default=20, show_default=True, metavar="N", help=N_("How many questions at most."))
@option("--list", "only_list", is_flag=True, help=N_("Only list them."))
@click.pass_obj
def duplicates(face: Face, *, limit: int, only_list: bool) -> None:
    """List the questions, or answer them."""
    positive(limit, "limit")
    with face.open() as book:
        questions = book.duplicates(limit)
        if questions and face.is_interactive() and not only_list:
            _answer(face, book, questions)
            return
    face.answer(
        lambda: {"questions": [question_shape(question) for question in questions]},
        lambda: _draw(face, questions),
    )


def _draw(face: Face, questions: list[QuestionLine]) -> None:
    if not questions:
        paint.paragraph(_("No question is open: everybody is told apart."))
        return
    paint.line(paint.title(ngettext("{n} question", "{n} questions", len(questions))))
    for question in questions:
        paint.line()
        _draw_question(face, question)
        pair = f"{question.a_handle} {question.b_handle}"
        paint.line(paint.command(f"{program()} same {pair}"), indent=2)
        paint.line(paint.command(f"{program()} different {pair}"), indent=2)


def _draw_question(face: Face, question: QuestionLine) -> None:
    for line, handle in ((question.a, question.a_handle), (question.b, question.b_handle)):
        paint.paragraph(
            "● ", paint.name(line.name), f" · {handle} ", paint.quiet(_beside(face, line, handle)), hanging=2
        )
    for text in wording.sentences(question.reasons):
        paint.paragraph(text, indent=2)


def _beside(face: Face, line: PersonLine, handle: str) -> str:
    told = [ngettext("{n} exchange", "{n} exchanges", line.interactions)]
    if line.last_at is not None:
        told.append(_("last {when}").format(when=face.ago(line.last_at)))
    others = [other for other in line.handles if other != handle]
    if others:
        told.append(_("also {handles}").format(handles=language.listed(others[:3])))
    return f"({', '.join(told)})"


def _answer(face: Face, book: Book, questions: list[QuestionLine]) -> None:
    """One key per question; an answer is an action, so `u` and `undo` take it back."""
    answered: list[tuple[int, int | None]] = []
    index = 0
    while index < len(questions):
        question = questions[index]
        paint.line()
        paint.line(paint.quiet(f"{index + 1}/{len(questions)}"), "  ", paint.title(_("The same person?")))
        _draw_question(face, question)
        key = _key()
        if key == QUIT:
            break
        if key == UNDO:
            index = _step_back(book, answered, index)
            continue
        if key in {SAME, DIFFERENT}:
            judge = book.same if key == SAME else book.different
            answered.append((index, judge(question.a_handle, question.b_handle).action))
        index += 1
    _draw_thanks(len(answered))


def _draw_thanks(count: int) -> None:
    paint.line()
    paint.line(ngettext("{n} answer kept. Thank you.", "{n} answers kept. Thank you.", count))


def _key() -> str:
    """Wait for one of our keys. Ctrl-C and Ctrl-D leave like q."""
    hint = _("s same · d different · Enter skip · u undo · q quit")
    paint.line(paint.quiet(hint), indent=2)
    keys = {"s": SAME, "m": SAME, "d": DIFFERENT, "\r": SKIP, "\n": SKIP, " ": SKIP, "u": UNDO, "q": QUIT, "\x04": QUIT}
    while True:
        try:
            typed = click.getchar().lower()
        except (KeyboardInterrupt, EOFError):
            return QUIT
        if typed in keys:
            return keys[typed]


def _step_back(book: Book, answered: list[tuple[int, int | None]], index: int) -> int:
    """Take the last answer back and return to its question; the same index where there is none."""
    if not answered:
        paint.line(paint.quiet(_("There is nothing to take back here.")), indent=2)
        return index
    before, action = answered.pop()
    book.undo(action)
    return before
