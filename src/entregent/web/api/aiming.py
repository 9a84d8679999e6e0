"""Goals, stages, results and consents in the API: questions and verbs."""

from typing import Any, Final

from entregent.app import goal_shapes, goal_views, stage_views
from entregent.app.book import Book
from entregent.app.business import BUSINESS
from entregent.app.goal_words import CONSENTS, MEASURES, RESULTS
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, Parameter, deed, person_of, query, who_of, whos_of
from entregent.web.api.schemas import (
    DAY,
    INSTANT,
    NAMED,
    NUMBER,
    PEOPLE,
    WHO,
    Schema,
    body,
    choice,
    known,
    list_of,
    number,
    shape,
    shape_of,
    switch,
    text,
)

TEXT: Final[Schema] = {"type": "string"}
NAMED_OR_NONE: Final[Schema] = {"anyOf": [NAMED, {"type": "null"}]}
_GOAL: Final = shape_of(goal_views.GoalLine, text=TEXT, pace=TEXT)
_VALUES: Final = list_of(shape(currency=TEXT, value={"type": "number"}))

SHAPES: Final[dict[str, Schema]] = {
    "Goal": _GOAL,
    "GoalPage": shape(
        **_GOAL["properties"],
        begun=TEXT,
        evidence=list_of(shape_of(goal_views.Counted, at=INSTANT, people=list_of(NAMED))),
        people=list_of(NAMED),
        steps=list_of(shape_of(goal_views.GoalStep, people=list_of(NAMED))),
        wordings=list_of(shape_of(goal_views.Wording)),
    ),
    "Stage": shape_of(stage_views.StageLine, without=("name",), person=NAMED),
    "Result": shape_of(
        stage_views.ResultLine, without=("name", "at", "via_name", "action"), person=NAMED, via=NAMED_OR_NONE
    ),
    "Consent": shape_of(stage_views.ConsentLine, without=("name",), person=NAMED),
    "Funnel": shape_of(
        stage_views.FunnelView,
        rows=list_of(shape_of(stage_views.FunnelRow, people=list_of(known("Stage")))),
        results=list_of(known("Result")),
        totals=list_of(shape_of(stage_views.Total, values=_VALUES)),
        openers=list_of(shape_of(stage_views.Opener, without=("name",), person=NAMED)),
        consents_soon=list_of(known("Consent")),
    ),
}
"""The shapes of these answers, by name."""


def _goals(book: Book, asked: Asked) -> Any:
    return {"goals": [goal_shapes.goal_shape(line) for line in book.goals(ended=asked.get("all", False))]}


def _goal(book: Book, asked: Asked) -> Any:
    return goal_shapes.goal_page_shape(book.goal(asked["number"]))


def _funnel(book: Book, asked: Asked) -> Any:
    return goal_shapes.funnel_shape(book.funnel(asked.get("circle", "")))


def _stage(book: Book, asked: Asked) -> Any:
    return goal_shapes.stage_shape(book.stage_of(person_of(book, asked)))


def _results(book: Book, _asked: Asked) -> Any:
    return {"results": [goal_shapes.result_shape(line) for line in book.results()]}


def _consents(book: Book, asked: Asked) -> Any:
    return {"consents": [goal_shapes.consent_shape(line) for line in book.consents(soon=asked.get("soon", False))]}


def _add(book: Book, asked: Asked) -> Done:
    return book.add_goal(
        asked["what"],
        measure=asked["measure"],
        target=str(asked["target"]),
        by=asked["by"],
        why=asked.get("why", ""),
        circle=asked.get("circle", ""),
        since=asked.get("since", ""),
        people=whos_of(book, asked) if "people" in asked else (),
    )


def _reword(book: Book, asked: Asked) -> Done:
    target = asked.get("target")
    return book.reword_goal(
        asked["number"],
        what=asked.get("what"),
        why=asked.get("why"),
        measure=asked.get("measure"),
        target=None if target is None else str(target),
        by=asked.get("by"),
        circle=asked.get("circle"),
    )


def _people(book: Book, asked: Asked) -> Done:
    return book.people_of_goal(asked["number"], whos_of(book, asked), remove=asked.get("remove", False))


def _end(book: Book, asked: Asked) -> Done:
    return book.end_goal(asked["number"], how=asked["how"], word=asked.get("word", ""))


def _yes(book: Book, asked: Asked) -> Done:
    return book.still_wanted(asked["number"])


def _say_stage(book: Book, asked: Asked) -> Done:
    return book.set_stage(person_of(book, asked), asked["stage"])


def _say_result(book: Book, asked: Asked) -> Done:
    return book.add_result(
        person_of(book, asked),
        asked["kind"],
        value=asked.get("value", ""),
        via=who_of(book, asked["via"]) if "via" in asked else "",
        on=asked.get("on", ""),
        note=asked.get("note", ""),
    )


def _say_consent(book: Book, asked: Asked) -> Done:
    return book.set_consent(
        person_of(book, asked),
        asked["state"],
        until=asked.get("until", ""),
        since=asked.get("since", ""),
        after=asked.get("after", ""),
        how=asked.get("how", ""),
    )


NUMBERED: Final = Parameter("number", "path", NUMBER, "The goal's number.")
AMOUNT: Final[Schema] = {**text(40), "description": "Such as 1200 or 1200.50, in the book's currency."}
TARGET: Final = number(1, 1_000_000_000)
CIRCLE: Final = text(100)


def _ask(
    name: str, path: str, summary: str, call: Any, gives: Schema, *parameters: Parameter, seeks: bool = False
) -> Operation:
    return Operation(name, "GET", path, summary, call, gives, parameters, seeks=seeks)


AIMING: Final = (
    _ask(
        "goals",
        "/goals",
        "What is wanted by which day, and how each goes.",
        _goals,
        shape(goals=list_of(known("Goal"))),
        query("all", switch(), "Those that were closed or let go too."),
    ),
    _ask("goal", "/goals/{number}", "One goal, with all that counted.", _goal, known("GoalPage"), NUMBERED, seeks=True),
    _ask(
        "funnel",
        "/funnel",
        "The stages from stranger to loyal, of clients, prospects, partners and collaborators alone.",
        _funnel,
        known("Funnel"),
        query("circle", choice(*BUSINESS), "Only this circle."),
    ),
    _ask(
        "stage",
        "/people/{id}/stage",
        "Where somebody of a circle of business stands.",
        _stage,
        known("Stage"),
        PERSON,
        seeks=True,
    ),
    _ask("results", "/results", "What came of it, newest first.", _results, shape(results=list_of(known("Result")))),
    _ask(
        "consents",
        "/consents",
        "Who agreed to get offers, as it was noted: a reminder, no legal advice.",
        _consents,
        shape(consents=list_of(known("Consent"))),
        query("soon", switch(), "Only those that end within a month."),
    ),
    deed(
        "add_goal",
        "/goals",
        "A goal: what, how many of what, by when.",
        _add,
        body(
            "what",
            "measure",
            "target",
            "by",
            what=text(300, least=1),
            measure=choice(*MEASURES),
            target=TARGET,
            by=DAY,
            why=text(10_000),
            circle=CIRCLE,
            since=DAY,
            people=PEOPLE,
        ),
    ),
    deed(
        "reword_goal",
        "/goals/{number}",
        "Word a goal anew; the old wording is kept.",
        _reword,
        body(
            what=text(300, least=1),
            measure=choice(*MEASURES),
            target=TARGET,
            by=DAY,
            why=text(10_000),
            circle=CIRCLE,
            at_least=1,
        ),
        NUMBERED,
        method="PATCH",
    ),
    deed(
        "people_of_goal",
        "/goals/{number}/people",
        "Take people into a goal, or out of it.",
        _people,
        body("people", people=PEOPLE, remove=switch()),
        NUMBERED,
    ),
    deed(
        "end_goal",
        "/goals/{number}/end",
        "Close a goal, let it go with honour, or take it up again.",
        _end,
        body("how", how=choice("done", "dropped", "open"), word=text(10_000)),
        NUMBERED,
    ),
    deed("still_wanted", "/goals/{number}/yes", "This is still what I want.", _yes, None, NUMBERED),
    deed(
        "set_stage",
        "/people/{id}/stage",
        "Say where somebody stands; `evidence` lets what passed speak again.",
        _say_stage,
        body("stage", stage=text(100, least=1)),
        PERSON,
    ),
    deed(
        "add_result",
        "/people/{id}/results",
        "Note what came of it, with whom and through whom.",
        _say_result,
        body(
            "kind",
            kind=choice(*RESULTS),
            value=AMOUNT,
            via=WHO,
            on=DAY,
            note=text(10_000),
        ),
        PERSON,
    ),
    deed(
        "set_consent",
        "/people/{id}/consent",
        "Note whether somebody agreed to get offers.",
        _say_consent,
        body(
            "state",
            state=choice(*CONSENTS),
            until=DAY,
            since=DAY,
            after=choice("inquiry", "purchase"),
            how=text(10_000),
        ),
        PERSON,
    ),
)
"""Every question and verb about goals, in the order of the document."""
