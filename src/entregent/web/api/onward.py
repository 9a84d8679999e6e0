"""Ways, next bridges and whom to tell first, in the API."""

from typing import Any, Final

from entregent.app import onward_shapes, onward_views
from entregent.app.book import Book
from entregent.app.onward_words import CHANCES, EASE, MOODS, WHO
from entregent.app.telling_first import MOST_TOLD
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, deed, person_of, query, whos_of
from entregent.web.api.schemas import (
    DAY,
    NAMED,
    NUMBER,
    PEOPLE,
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

TEXT: Final[Schema] = {"type": "string"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_REASONS: Final = list_of(known("Reason"))

SHAPES: Final[dict[str, Schema]] = {
    "Way": shape_of(
        onward_views.WayLine,
        people=list_of(NAMED),
        hops=list_of({"type": "number"}),
        why=_REASONS,
        words=choice(*CHANCES),
    ),
    "Ways": shape(
        target=NAMED,
        direct={"anyOf": [known("Reason"), {"type": "null"}]},
        ways=list_of(known("Way")),
        nearest=TEXT,
        nearest_group={"anyOf": [COUNT, {"type": "null"}]},
        learned=COUNT,
    ),
    "NextBridges": shape(
        toward=TEXT,
        bridges=list_of(
            shape(
                target=NAMED,
                group={"anyOf": [COUNT, {"type": "null"}]},
                group_name=TEXT,
                through={"anyOf": [NAMED, {"type": "null"}]},
                why=_REASONS,
            )
        ),
        waking=list_of(shape(target=NAMED, group_name=TEXT, why=_REASONS)),
        begins=COUNT,
    ),
    "TellFirst": shape_of(
        onward_views.TellView,
        chosen=list_of(shape(target=NAMED, group_name=TEXT, channel=TEXT)),
        compared=list_of(shape_of(onward_views.Comparison, who=choice(*WHO))),
        tipping=list_of(shape_of(onward_views.TippingLine, mood=choice(*MOODS))),
    ),
}
"""The shapes of these answers, by name."""


def _ways(book: Book, asked: Asked) -> Any:
    return onward_shapes.ways_shape(book.ways_to(person_of(book, asked), asked.get("count", 5)))


def _next(book: Book, asked: Asked) -> Any:
    return onward_shapes.bridges_shape(
        book.next_bridges(
            group=asked.get("group"),
            organisation=asked.get("organisation", ""),
            goal=asked.get("goal"),
            count=asked.get("count", 6),
        )
    )


def _tell(book: Book, asked: Asked) -> Any:
    view = book.tell_first(
        count=asked.get("count", 5), ease=asked.get("ease", "usual"), subject=asked.get("subject", "")
    )
    return onward_shapes.tell_shape(view)


def _plan(book: Book, asked: Asked) -> Done:
    return book.plan_telling(whos_of(book, asked), asked["subject"], on=asked.get("on", ""))


ONWARD: Final = (
    Operation(
        "ways_to",
        "GET",
        "/people/{id}/ways",
        "Through whom to reach somebody: the best ways, each with why, what to offer and what to say.",
        _ways,
        known("Ways"),
        (PERSON, query("count", number(1, 20), "How many ways.")),
        seeks=True,
    ),
    Operation(
        "next_bridges",
        "GET",
        "/next-bridges",
        "Where to build the next bridge, and which old ties are worth waking.",
        _next,
        known("NextBridges"),
        (
            query("group", NUMBER, "Toward this group."),
            query("organisation", text(200), "Toward this organisation."),
            query("goal", NUMBER, "For this goal."),
            query("count", number(1, 30), "How many."),
        ),
        seeks=True,
    ),
    Operation(
        "tell_first",
        "GET",
        "/tell-first",
        "Whom to tell first so that something gets around, beside two plainer choices.",
        _tell,
        known("TellFirst"),
        (
            query("count", number(1, MOST_TOLD), "How many people to tell."),
            query("ease", choice(*EASE), "How easily it is passed on: the owner's guess."),
            query("subject", text(200), "What it is about."),
        ),
    ),
    deed(
        "plan_telling",
        "/tell-first",
        "Make a step of telling each of these people.",
        _plan,
        body("people", "subject", people=PEOPLE, subject=text(200, least=1), on=DAY),
    ),
)
"""Every question and verb that leads beyond the people whom the owner knows, in the order of the document."""
