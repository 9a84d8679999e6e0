"""Approaches through the API: what each way brought, the channel to try next, what is aimed at."""

from typing import Any, Final

from entregent.app.approach_shapes import approaches_shape, next_shape
from entregent.app.approach_views import ApproachesView, ApproachLine, ChannelTally, DropLine, NextChannel
from entregent.app.book import Book
from entregent.app.views import Done
from entregent.web.api.operations import Asked, Operation, deed, query, who_of
from entregent.web.api.schemas import NUMBER, WHO, Schema, body, known, list_of, number, shape, shape_of, text

WAY: Final = text(40, least=1)


def _approaches(book: Book, _asked: Asked) -> Any:
    return approaches_shape(book.approaches())


def _next(book: Book, asked: Asked) -> Any:
    choice = book.next_channel(who_of(book, asked["person"]) if "person" in asked else "")
    return {"next": next_shape(choice) if choice else None}


def _try(book: Book, asked: Asked) -> Done:
    return book.try_way(asked["way"], who_of(book, asked["person"]) if "person" in asked else "")


def _aim(book: Book, asked: Asked) -> Done:
    return book.aim_at(asked["way"], str(asked["percent"]) if asked.get("percent") else "")


def _maybe(view: Schema) -> Schema:
    return {"anyOf": [view, {"type": "null"}]}


NEXT: Final = shape_of(NextChannel)
LINE: Final = shape_of(
    ApproachLine,
    drop=_maybe(shape_of(DropLine)),
    drop_why=_maybe(known("Reason")),
    why=list_of(known("Reason")),
)
APPROACHES: Final = shape_of(
    ApproachesView, lines=list_of(LINE), channels=list_of(shape_of(ChannelTally)), next=_maybe(NEXT)
)

APPROACHING: Final = (
    Operation(
        "approaches",
        "GET",
        "/approaches",
        "Every way of approaching people in two years: what it brought, what that proves, and what to do about it.",
        _approaches,
        APPROACHES,
    ),
    Operation(
        "next_channel",
        "GET",
        "/approaches/next",
        "The channel for the next first contact; null for whoever is in a circle that has no rate.",
        _next,
        shape(next=_maybe(NEXT)),
        (query("person", NUMBER, "Only among the channels that reach this person."),),
        seeks=True,
    ),
    deed(
        "try_approach",
        "/approaches/try",
        "Plan the next step by a way: the `key` of one, or a channel; toward somebody, or somebody new.",
        _try,
        body("way", way=WAY, person=WHO),
    ),
    deed(
        "aim_approach",
        "/approaches/aim",
        "Aim at so many answers of a hundred by one way; 0 for as many as everywhere.",
        _aim,
        body("way", "percent", way=WAY, percent=number(0, 99)),
    ),
)
"""Every operation on approaches."""
