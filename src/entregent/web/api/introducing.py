"""Introductions through the API: who introduced whom, by the owner’s word first, and those that the owner makes."""

from typing import Any, Final

from entregent.app import introduction_shapes as shapes
from entregent.app import introduction_views as views
from entregent.app.book import Book
from entregent.app.introduction_words import STATES
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, Parameter, deed, person_of, query, who_of
from entregent.web.api.schemas import (
    INSTANT,
    NUMBER,
    WHO,
    Schema,
    body,
    choice,
    known,
    list_of,
    number,
    shape,
    shape_of,
    text,
)

DOOR: Final = shape_of(views.Door, at=INSTANT, children=list_of(known("Door")))
MET: Final = shape_of(views.MetThrough, at=INSTANT)
LETTER: Final = shape_of(views.IntroductionLetter)
SHAPES: Final[dict[str, Schema]] = {"Door": DOOR, "MetThrough": MET}
FOLLOWED: Final = Parameter("number", "path", NUMBER, "The number of the introduction in hand.")


def _introductions(book: Book, asked: Asked) -> Any:
    return shapes.introductions_shape(book.introductions(queue=asked.get("limit", 20)))


def _confirm(book: Book, asked: Asked) -> Done:
    return book.confirm_introducer(person_of(book, asked), who_of(book, asked["by"]) if "by" in asked else "")


def _deny(book: Book, asked: Asked) -> Done:
    return book.deny_introducer(person_of(book, asked), who_of(book, asked["by"]) if "by" in asked else "")


def _pairs(book: Book, _asked: Asked) -> Any:
    return {"pairs": [shapes.pair_shape(line) for line in book.introduction_pairs()]}


def _draft(book: Book, asked: Asked) -> Any:
    one, other = who_of(book, asked["one"]), who_of(book, asked["other"])
    return shapes.draft_shape(book.draft_introduction(one, other))


def _promise(book: Book, asked: Asked) -> Done:
    one, other = who_of(book, asked["one"]), who_of(book, asked["other"])
    return book.promise_introduction(one, other, asked.get("note", ""))


def _move(book: Book, asked: Asked) -> Done:
    who = who_of(book, asked["who"]) if "who" in asked else ""
    return book.move_introduction(asked["number"], asked["state"], who=who, note=asked.get("note", ""))


INTRODUCING: Final = (
    Operation(
        "introductions",
        "GET",
        "/introductions",
        "Who introduced whom, as known or judged; the tree; those that the owner made, asked for and promised.",
        _introductions,
        shape_of(
            views.IntroductionsView,
            queue=list_of(known("MetThrough")),
            roots=list_of(known("Door")),
            timeline=list_of(known("MetThrough")),
            made=list_of(shape_of(views.MadeLine, at=INSTANT)),
            asked=list_of(shape_of(views.AskedLine, at=INSTANT)),
        ),
        (query("limit", number(1, 1_000, default=20), "How many of those that wait for a word."),),
    ),
    deed(
        "confirm_introducer",
        "/people/{id}/introducer/confirm",
        "Yes, that is who introduced them; or say who did.",
        _confirm,
        body(by=WHO),
        PERSON,
    ),
    deed(
        "deny_introducer",
        "/people/{id}/introducer/deny",
        "No, it was not so; it is not proposed again.",
        _deny,
        body(by=WHO),
        PERSON,
    ),
    Operation(
        "introduction_pairs",
        "GET",
        "/introductions/pairs",
        "A few pairs of different groups who might gain by knowing each other.",
        _pairs,
        shape(pairs=list_of(shape_of(views.PairLine))),
    ),
    Operation(
        "draft_introduction",
        "POST",
        "/introductions/draft",
        "Letters that introduce two people: one to each, to ask, then one to both. Nothing is written or sent.",
        _draft,
        shape_of(views.IntroductionDraft, ask_one=LETTER, ask_other=LETTER, joint=LETTER),
        (),
        body("one", "other", one=WHO, other=WHO),
        writes=True,
        seeks=True,
    ),
    deed(
        "promise_introduction",
        "/introductions",
        "Keep an introduction of two people in hand.",
        _promise,
        body("one", "other", one=WHO, other=WHO, note=text(500)),
    ),
    deed(
        "move_introduction",
        "/introductions/{number}/state",
        "Say how an introduction in hand stands; `yes` is of `who`, or of both.",
        _move,
        body("state", state=choice("yes", *STATES), who=WHO, note=text(500)),
        FOLLOWED,
    ),
)
"""Every question and verb about introductions, in the order of the document."""
