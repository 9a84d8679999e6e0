"""Following up through the API: what is open, events to look back on, days that come round, what is due."""

from typing import Any, Final

from entregent.app import follow_up_shapes as shapes
from entregent.app.book import Book
from entregent.app.follow_up_views import DateLine, DueState, FeedState, Present, SweepLine, WaitingLine
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, Parameter, deed, person_of, query
from entregent.web.api.schemas import (
    DAY,
    INSTANT,
    NAMED,
    NUMBER,
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

EVENT: Final = Parameter("event", "path", NUMBER, "The event's number.")
NUMBER_AS_TEXT: Final[Schema] = {
    "type": "string",
    "description": "A number, as text: it is too long for some programs.",
}
LINE: Final = text(500)

WAITING: Final = shape_of(WaitingLine, person=NAMED, since=INSTANT, text={"type": "string"})
SWEEP_LINE: Final = shape_of(SweepLine, event=NUMBER_AS_TEXT, at=INSTANT)
SWEEP: Final = shape(
    **SWEEP_LINE["properties"], present=list_of(shape_of(Present, person=NAMED)), is_closed={"type": "boolean"}
)
DATE: Final = shape_of(DateLine, person=NAMED)
PROMISES: Final = list_of(known("Promise"))


def _follow_up(book: Book, _asked: Asked) -> Any:
    return shapes.follow_up_shape(book.follow_up())


def _waiting(book: Book, asked: Asked) -> Any:
    return {"waiting": [shapes.waiting_shape(line) for line in book.waiting(asked.get("limit", 50))]}


def _dates(book: Book, asked: Asked) -> Any:
    return {"dates": [shapes.date_shape(line) for line in book.coming_dates(asked.get("days", 30))]}


def _sweep(book: Book, asked: Asked) -> Any:
    return shapes.sweep_shape(book.sweep(asked["event"]))


def _note_at(book: Book, asked: Asked) -> Done:
    return book.note_at(
        asked["event"],
        person_of(book, asked),
        outcome=asked.get("outcome", "met"),
        matters=asked.get("matters", ""),
        promise=asked.get("promise", ""),
        by=asked.get("by", ""),
        theirs=asked.get("theirs", False),
    )


def _add_at(book: Book, asked: Asked) -> Done:
    return book.add_at(asked["event"], asked["name"], handle=asked.get("handle", ""), matters=asked.get("matters", ""))


def _close(book: Book, asked: Asked) -> Done:
    return book.close_sweep(asked["event"])


def _let_go(book: Book, asked: Asked) -> Done:
    return book.let_promise_go(asked["id"])


def _since(book: Book, asked: Asked) -> Done:
    return book.set_since(person_of(book, asked), asked["what"], asked.get("day", ""))


def _due_state(book: Book, _asked: Asked) -> Any:
    return shapes.due_state_shape(book.due_state())


def _feed_state(book: Book, _asked: Asked) -> Any:
    return shapes.feed_state_shape(book.feed_state())


def _open_feed(book: Book, _asked: Asked) -> Any:
    return {"path": f"/feed/{book.open_feed()}.ics"}


def _close_feed(book: Book, _asked: Asked) -> Any:
    book.close_feed()
    return shapes.feed_state_shape(book.feed_state())


FOLLOWING: Final = (
    Operation(
        "follow_up",
        "GET",
        "/follow-up",
        "All that is open: promises both ways, answers waited for, events to look back on, coming days.",
        _follow_up,
        shape(
            mine=PROMISES,
            theirs=PROMISES,
            waiting=list_of(WAITING),
            sweeps=list_of(SWEEP_LINE),
            dates=list_of(DATE),
        ),
    ),
    Operation(
        "waiting",
        "GET",
        "/waiting",
        "Who has not answered yet, whether the channel's patience is over, and the next smallest thing.",
        _waiting,
        shape(waiting=list_of(WAITING)),
        (query("limit", number(1, 1_000, default=50), "How many at most."),),
    ),
    Operation(
        "coming_dates",
        "GET",
        "/dates",
        "Birthdays, years of loyalty and friendship, years at work, from today on.",
        _dates,
        shape(dates=list_of(DATE)),
        (query("days", number(1, 400, default=30), "How many days ahead."),),
    ),
    Operation(
        "sweep",
        "GET",
        "/sweeps/{event}",
        "Who was at an event, by its evidence, and what was noted since.",
        _sweep,
        SWEEP,
        (EVENT,),
        seeks=True,
    ),
    deed(
        "note_at",
        "/sweeps/{event}/people/{id}",
        "Somebody was met at an event: what matters to them, a promise of mine or theirs.",
        _note_at,
        body(
            outcome=choice("talked", "met", default="met"),
            matters=LINE,
            promise=LINE,
            by=DAY,
            theirs=switch(),
        ),
        EVENT,
        PERSON,
    ),
    deed(
        "add_at",
        "/sweeps/{event}/new",
        "Somebody who was not on the list exists at once.",
        _add_at,
        body("name", name=text(200, least=1), handle=text(320), matters=LINE),
        EVENT,
    ),
    deed("close_sweep", "/sweeps/{event}/close", "The event was looked back on.", _close, None, EVENT),
    deed(
        "let_promise_go",
        "/promises/{id}/let-go",
        "A promise counts no more.",
        _let_go,
        None,
        Parameter("id", "path", NUMBER, "The promise's number."),
    ),
    deed(
        "since",
        "/people/{id}/since",
        "Since when somebody is at their work, or together with me; without a day it is taken back.",
        _since,
        body("what", what=choice("work", "together"), day=DAY),
        PERSON,
    ),
    Operation(
        "due",
        "GET",
        "/due",
        "When what is due was last looked after, and whether the system does so by itself.",
        _due_state,
        shape_of(DueState, last_at=INSTANT),
    ),
    Operation(
        "feed",
        "GET",
        "/feed",
        "Whether the calendar of what is due has an address, and whether it says names.",
        _feed_state,
        shape_of(FeedState, since=INSTANT),
    ),
    Operation(
        "open_feed",
        "POST",
        "/feed",
        "A new secret address of the calendar, shown this once; the one before leads nowhere.",
        _open_feed,
        shape(path={"type": "string"}),
        writes=True,
    ),
    Operation(
        "close_feed",
        "DELETE",
        "/feed",
        "The calendar has no address any more.",
        _close_feed,
        shape_of(FeedState, since=INSTANT),
        writes=True,
    ),
)
"""Every operation of following up."""
