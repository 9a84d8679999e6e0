"""`tidy`: a calm review of five piles, one key each on a terminal."""

import click

from entregent.app import language, wording
from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.lightening_shapes import card_shape, tidy_shape
from entregent.app.marking import N_
from entregent.app.tidy_views import PileCard, TidyView
from entregent.app.tidy_words import ABOUT, PAIRS, PILES, gave_back
from entregent.app.who_views import Asked
from entregent.cli import paint
from entregent.cli.answers import positive
from entregent.cli.face import Face, program
from entregent.cli.lazy import command, option

ENOUGH = 15
KEYS = {"r": "rest", "a": "archive", "m": "same", "k": "keep"}
NEXT, UNDO, QUIT = "n", "z", "q"
SHOWN = 12

Question = tuple[str, PileCard | None, Asked | None]
"""A pile, and whom or which pair it asks about."""


@command(
    "tidy",
    help=N_(
        "Tidy up, one at a time: automata, duplicates, words without an answer, faded ties, no room just now.\n\n"
        "On a terminal, one key each: r rest, a archive, m merge, k leave as it is, n next, z undo, q quit. It ends "
        "by itself."
    ),
)
@option(
    "--pile",
    type=click.Choice(tuple(PILES)),
    default=None,
    help=N_("Only this pile: automata, duplicates, never-answered, faded or no-room."),
)
@option("--list", "only_list", is_flag=True, help=N_("Only list it."))
@option("--limit", type=int, default=ENOUGH, show_default=True, metavar="N", help=N_("After how many answers it ends."))
@click.pass_obj
def tidy(face: Face, *, pile: str | None, only_list: bool, limit: int) -> None:
    """List the piles, or go through them."""
    positive(limit, "limit")
    with face.open() as book:
        if face.is_interactive() and not only_list:
            _walk(book, list(PILES) if pile is None else [pile], limit)
            return
        view = book.tidy()
        cards = book.pile(pile, SHOWN if not only_list else 200) if pile and pile != PAIRS else []
    shape = tidy_shape(view) | ({"people": [card_shape(card) for card in cards]} if pile else {})
    face.answer(lambda: shape, lambda: _draw_pile(pile, cards) if cards and pile else _draw(view))


def _draw(view: TidyView) -> None:
    if not view.total:
        paint.paragraph(_("Nothing lies around: everybody is in their place."))
        return
    for line in view.piles:
        if not line.total:
            continue
        count = _("{n} and more").format(n=language.number(line.total)) if line.more else language.number(line.total)
        paint.paragraph(paint.title(_(PILES[line.pile])), " ", paint.quiet(f"({count})"))
        paint.paragraph(_(ABOUT[line.pile]), indent=2)
        more = "…" if line.total > len(line.names) else ""
        paint.paragraph(paint.name(language.listed(line.names) + more), indent=2)
    paint.line(paint.command(f"{program()} tidy --pile {next(x.pile for x in view.piles if x.total)} --list"), indent=2)


def _draw_pile(pile: str, cards: list[PileCard]) -> None:
    paint.line(paint.title(_(PILES[pile])))
    for card in cards:
        _draw_card(card)
    verb = "human --automaton" if pile == "automata" else "rest"
    paint.line(paint.command(f"{program()} {verb} {cards[0].person}"), indent=2)


def _draw_card(card: PileCard) -> None:
    circles = ", ".join(wording.word("circle", circle) for circle in card.circles)
    paint.paragraph("● ", paint.name(card.name), paint.quiet(f" · {circles}" if circles else ""), hanging=2)
    for text in wording.sentences(card.reasons):
        paint.paragraph(text, indent=2)


def _draw_pair(asked: Asked) -> None:
    for side in (asked.a, asked.b):
        told = ngettext("{n} exchange", "{n} exchanges", side.line.interactions)
        paint.paragraph("● ", paint.name(side.line.name), f" · {side.value} ", paint.quiet(f"({told})"), hanging=2)
    for text in wording.sentences(asked.likely):
        paint.paragraph(text, indent=2)


# ── one key each ──────────────────────────────────────────────────────────────────────────────────────────────────


class _Walk:
    """Where one is: the pile, how many were skipped in it, and the answers so far."""

    def __init__(self, book: Book, piles: list[str]) -> None:
        self.book, self.piles = book, piles
        self.place, self.skip = 0, 0
        self.told: list[tuple[int, int, int | None]] = []

    def question(self) -> Question | None:
        """Whom to ask about; None where all piles are gone through."""
        while self.place < len(self.piles):
            pile = self.piles[self.place]
            if pile == PAIRS:
                asked = self.book.question(self.skip)
                if asked:
                    return pile, None, asked
            elif cards := self.book.pile(pile, 1, self.skip):
                return pile, cards[0], None
            self.place, self.skip = self.place + 1, 0
        return None

    def answer(self, question: Question, what: str) -> None:
        """Do what a key says."""
        pile, card, asked = question
        if asked:
            done = self.book.judge(asked.a.handle, asked.b.handle, same=what == "same")
        else:
            assert card is not None
            done = self.book.tidy_one(pile, what, str(card.person))
        self.told.append((self.place, self.skip, done.action))

    def take_back(self) -> None:
        """Undo the last answer, and ask again."""
        if not self.told:
            paint.line(paint.quiet(_("There is nothing to take back here.")), indent=2)
            return
        self.place, self.skip, action = self.told.pop()
        self.book.undo(action)


def _walk(book: Book, piles: list[str], limit: int) -> None:
    walk = _Walk(book, piles)
    question = walk.question()
    if question is None:
        paint.paragraph(_("Nothing lies around: everybody is in their place."))
        return
    while question and len(walk.told) < limit:
        _draw_question(question, len(walk.told), limit)
        key = _key(_fitting(question))
        if key == QUIT:
            break
        if key == UNDO:
            walk.take_back()
        elif key == NEXT:
            walk.skip += 1
        else:
            walk.answer(question, "different" if question[2] and key == "k" else KEYS[key])
        question = walk.question()
    _draw_end(book, is_enough=question is not None)


def _fitting(question: Question) -> list[str]:
    """The keys that fit what is asked."""
    _pile, card, asked = question
    if asked:
        return ["m", "k"]
    assert card is not None
    return [key for key, what in KEYS.items() if what in card.acts]


def _draw_question(question: Question, told: int, limit: int) -> None:
    pile, card, asked = question
    paint.line()
    paint.line(paint.quiet(f"{told + 1}/{limit}"), "  ", paint.title(_(PILES[pile])))
    if asked:
        _draw_pair(asked)
    elif card:
        _draw_card(card)


HINTS = {
    "r": N_("r rest"),
    "a": N_("a archive"),
    "m": N_("m one person"),
    "k": N_("k leave as it is"),
    "n": N_("n next"),
    "z": N_("z undo"),
    "q": N_("q quit"),
}


def _key(fitting: list[str]) -> str:
    """Wait for one of our keys. Ctrl-C and Ctrl-D leave like q."""
    paint.line(paint.quiet(" · ".join(_(HINTS[key]) for key in (*fitting, NEXT, UNDO, QUIT))), indent=2)
    keys = {key: key for key in (*fitting, NEXT, UNDO, QUIT)} | {"u": UNDO, "\r": NEXT, "\n": NEXT, " ": NEXT}
    while True:
        try:
            typed = click.getchar().lower()
        except (KeyboardInterrupt, EOFError):
            return QUIT
        if typed == "\x04":
            return QUIT
        if typed in keys:
            return keys[typed]


def _draw_end(book: Book, *, is_enough: bool) -> None:
    paint.line()
    paint.line(paint.title(_("That is enough for today.") if is_enough else _("You have seen them all.")))
    for told in gave_back(book.given_back()):
        paint.paragraph(told, indent=2)
