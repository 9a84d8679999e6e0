"""Tidying and the balance through the API: piles and who is in them, wishes for circles, who is out."""

from typing import Any, Final

from entregent.app.balance_views import BalanceView, CircleLine, MonthLine
from entregent.app.book import Book
from entregent.app.lightening_shapes import balance_shape, card_shape, tidy_shape
from entregent.app.tidy_views import GivenBack, PileCard, PileLine
from entregent.app.tidy_words import PAIRS, PILES
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, Parameter, deed, person_of, query, whos_of
from entregent.web.api.schemas import (
    NAMED,
    PEOPLE,
    body,
    choice,
    known,
    list_of,
    number,
    several,
    shape,
    shape_of,
    switch,
    text,
)

CIRCLE: Final = text(40, least=1)


def _tidy(book: Book, _asked: Asked) -> Any:
    return {**tidy_shape(book.tidy()), "given_back": book.given_back()._asdict()}


def _pile(book: Book, asked: Asked) -> Any:
    cards = book.pile(asked["pile"], asked.get("limit", 50), asked.get("skip", 0))
    return {"people": [card_shape(card) for card in cards]}


def _leave_be(book: Book, asked: Asked) -> Done:
    return book.leave_be(whos_of(book, asked))


def _balance(book: Book, _asked: Asked) -> Any:
    return balance_shape(book.balance())


def _wish(book: Book, asked: Asked) -> Done:
    said = {one["circle"]: str(one["share"]) if "share" in one else "" for one in asked["wishes"]}
    return book.wish(said)


def _household(book: Book, asked: Asked) -> Done:
    return book.live_with(person_of(book, asked), apart=not asked["together"])


CARD: Final = shape_of(PileCard, reasons=list_of(known("Reason")))
CIRCLE_LINE: Final = shape_of(CircleLine, months=list_of(shape_of(MonthLine)))
BALANCE: Final = shape_of(BalanceView, circles=list_of(CIRCLE_LINE), household=list_of(NAMED), asks=list_of(NAMED))
WALKED: Final = tuple(pile for pile in PILES if pile != PAIRS)

LIGHTENING: Final = (
    Operation(
        "tidy",
        "GET",
        "/tidy",
        "The piles of a calm review: how many wait in each, and what was given back today.",
        _tidy,
        shape(piles=list_of(shape_of(PileLine)), minutes={"type": "integer"}, given_back=shape_of(GivenBack)),
    ),
    Operation(
        "pile",
        "GET",
        "/tidy/{pile}",
        "The people of a pile, by name or by the longest silence. Pairs are asked about as questions.",
        _pile,
        shape(people=list_of(CARD)),
        (
            Parameter("pile", "path", choice(*WALKED), "Which pile."),
            query("limit", number(1, 200, 50), "So many at most."),
            query("skip", number(0, 200, 0), "After so many others."),
        ),
    ),
    deed(
        "leave_be",
        "/leave-be",
        "Nothing changes with these people; no pile shows them for half a year.",
        _leave_be,
        body("people", people=PEOPLE),
    ),
    Operation(
        "balance",
        "GET",
        "/balance",
        "Minutes given and exchanges per circle over twelve months, against the shares wished.",
        _balance,
        BALANCE,
    ),
    deed(
        "wish",
        "/balance/wishes",
        "Wish shares for circles, in hundredths; without a share, no wish. Together they make 100 at most.",
        _wish,
        body("wishes", wishes=several(body("circle", circle=CIRCLE, share=number(0, 100)), 50, least=1)),
    ),
    deed(
        "household",
        "/people/{id}/household",
        "The owner lives with this person, who is then out of the balance; or does not.",
        _household,
        body("together", together=switch()),
        PERSON,
    ),
)
"""Every operation on tidying and the balance."""
