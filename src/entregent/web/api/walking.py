"""The path through the API: weeks, a year, élan, what is observed."""

from typing import Any, Final

from entregent.app import path_shapes
from entregent.app.book import Book
from entregent.app.observing import DAYS, KINDS, MOST_DAYS
from entregent.app.path_views import ElanLine, LastStep, ObservedLine
from entregent.app.views import Done
from entregent.web.api.operations import Asked, Operation, Parameter, deed, query, who_of
from entregent.web.api.schemas import (
    DAY,
    INSTANT,
    NAMED,
    NUMBER,
    WHO,
    Schema,
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

TEXT: Final[Schema] = {"type": "string"}
COUNT: Final[Schema] = {"type": "integer"}
STEP_NUMBER: Final[Schema] = {
    "type": "string",
    "maxLength": 19,
    "pattern": "^[0-9]{1,19}$",
    "description": "The `footprint` of a step, as text: it is too long for some programs.",
}
LINE: Final = text(500, least=1)
OBSERVED: Final = Parameter("number", "path", NUMBER, "What is observed: a `number` of `/observed`.")


def _path(book: Book, asked: Asked) -> Any:
    return path_shapes.path_shape(book.path_view(asked.get("weeks", 26)))


def _year(book: Book, asked: Asked) -> Any:
    return path_shapes.year_shape(book.path_year(asked["year"]))


def _golden(book: Book, asked: Asked) -> Done:
    return book.make_golden(int(asked["footprint"]), golden=asked.get("golden", True))


def _givers(book: Book, _asked: Asked) -> Any:
    return {"gives": [path_shapes.elan_shape(line) for line in book.elan_givers()]}


def _elan(book: Book, asked: Asked) -> Done:
    if "footprint" in asked:
        return book.say_elan(asked["elan"], number=int(asked["footprint"]))
    return book.say_elan(asked["elan"], who=who_of(book, asked["person"]) if "person" in asked else "")


def _observed(book: Book, asked: Asked) -> Any:
    lines = book.observed_before() if asked.get("past") else book.observed()
    return {"observed": [path_shapes.observed_shape(line) for line in lines]}


def _observe(book: Book, asked: Asked) -> Done:
    what = who_of(book, asked["what"]) if asked.get("kind") == "person" else str(asked["what"])
    return book.observe(
        what,
        kind=asked.get("kind", ""),
        days=asked.get("days", DAYS),
        until=asked.get("until", ""),
        notice=asked.get("notice", ()),
        create=asked.get("create", False),
    )


def _note(book: Book, asked: Asked) -> Done:
    return book.note_observed(asked["number"], asked["text"])


def _renew(book: Book, asked: Asked) -> Done:
    return book.renew_observing(asked["number"], days=asked.get("days", DAYS), why=asked.get("why", ""))


def _end(book: Book, asked: Asked) -> Done:
    return book.end_observing(asked["number"])


def _step(book: Book, asked: Asked) -> Done:
    return book.step_after_observing(asked["number"], on=asked.get("on", ""), sentence=asked.get("sentence", ""))


# ── what is answered ──────────────────────────────────────────────────────────────────────────────────────────────

LANDMARK: Final = shape(day=TEXT, kind=TEXT, reason=known("Reason"))
FEAR: Final = shape(month=TEXT, mean={"type": "number"}, rated=COUNT)
WEEK: Final = shape(monday=TEXT, steps=list_of(TEXT), returned={"type": "boolean"}, notes=list_of(known("Reason")))
STEP: Final = shape_of(
    LastStep,
    without=("number", "rung_sentence", "asks_elan"),
    footprint=TEXT,
    at=INSTANT,
    people=list_of(NAMED),
    text=TEXT,
)
GIVES: Final = shape_of(ElanLine, without=("name",), person=NAMED)
PATH: Final = shape(
    year=COUNT,
    taken=COUNT,
    tried=COUNT,
    golden=COUNT,
    recent=COUNT,
    recent_of=COUNT,
    weeks=list_of(WEEK),
    landmarks=list_of(LANDMARK),
    fears=list_of(FEAR),
    fear_way=TEXT,
    last=list_of(STEP),
    gives=list_of(GIVES),
    drains=list_of(STEP),
    years=list_of(COUNT),
)
YEAR: Final = shape(
    year=COUNT,
    tried=COUNT,
    done=COUNT,
    golden=COUNT,
    weeks_with_steps=COUNT,
    months=list_of(shape(tried=COUNT, done=COUNT, golden=COUNT)),
    weeks=list_of(WEEK),
    landmarks=list_of(LANDMARK),
    met=list_of(NAMED),
    lifted=list_of(NAMED),
    fears=list_of(FEAR),
    years=list_of(COUNT),
)
OBSERVED_SHAPE: Final = shape_of(
    ObservedLine,
    person={"anyOf": [NAMED, {"type": "null"}]},
    notes=list_of(shape(at=INSTANT, text=TEXT)),
)


# ── the operations ────────────────────────────────────────────────────────────────────────────────────────────────


WALKING: Final = (
    Operation(
        "trail",
        "GET",
        "/trail",
        "The path up to today, week by week: what was tried and done, what was special, fear, élan.",
        _path,
        PATH,
        (query("weeks", number(1, 106), "How many weeks back; else 26."),),
    ),
    Operation(
        "trail_year",
        "GET",
        "/trail/{year}",
        "A year looked back on.",
        _year,
        YEAR,
        (Parameter("year", "path", number(1970, 9_999), "The year."),),
    ),
    deed(
        "make_golden",
        "/golden",
        "A step counted for the owner; with `golden` false it does no more.",
        _golden,
        body("footprint", footprint=STEP_NUMBER, golden=switch()),
    ),
    Operation(
        "elan", "GET", "/elan", "Who gives élan by the owner's word, by name.", _givers, shape(gives=list_of(GIVES))
    ),
    deed(
        "say_elan",
        "/elan",
        "What an exchange gave (1) or took (-1), 0 takes the word back: of a step, else of the last one with somebody, "
        "else of the last one.",
        _elan,
        body("elan", elan=number(-1, 1), footprint=STEP_NUMBER, person=WHO),
    ),
    Operation(
        "observed",
        "GET",
        "/observed",
        "What is observed, what has come to its day first; with `past` what was observed once.",
        _observed,
        shape(observed=list_of(OBSERVED_SHAPE)),
        (query("past", {"type": "boolean"}, "What the owner has ended."),),
    ),
    deed(
        "observe",
        "/observed",
        "Observe a place, or with the kind `person` somebody, until a day.",
        _observe,
        body(
            "what",
            what=WHO,
            kind=choice(*KINDS),
            days=number(1, MOST_DAYS),
            until=DAY,
            notice=several(LINE, 8),
            create=switch(),
        ),
    ),
    deed(
        "note_observed",
        "/observed/{number}/note",
        "Note what was seen; it is a step.",
        _note,
        body("text", text=text(10_000, least=1)),
        OBSERVED,
    ),
    deed(
        "renew_observing",
        "/observed/{number}/renew",
        "More time: once freely, then only with a `why`.",
        _renew,
        body(days=number(1, MOST_DAYS), why=text(500)),
        OBSERVED,
    ),
    deed("end_observing", "/observed/{number}/end", "The observing ends.", _end, None, OBSERVED),
    deed(
        "step_after_observing",
        "/observed/{number}/step",
        "Plan the smallest step after it; the observing ends by the same action.",
        _step,
        body(on=DAY, sentence=text(500)),
        OBSERVED,
    ),
)
"""Every operation on the path."""
