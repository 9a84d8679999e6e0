"""Daring through the API: the moment, the room, and what is said of steps."""

from typing import Any, Final

from entregent.app import moment_shapes, shapes
from entregent.app.book import Book
from entregent.app.footprints import KINDS
from entregent.app.moment_views import MomentOpener, PlannedHere, Sealed, Way
from entregent.app.rooms import OUTCOMES as ROOM_OUTCOMES
from entregent.app.views import Done
from entregent.app.wording import CHANNELS, OUTCOMES
from entregent.web.api.operations import PERSON, Asked, Operation, deed, person_of, query, who_of
from entregent.web.api.schemas import (
    INSTANT,
    MOMENT,
    NAMED,
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
    switch,
    text,
)

TEXT: Final[Schema] = {"type": "string"}
LONG_NUMBER: Final[Schema] = {
    "type": "string",
    "maxLength": 19,
    "pattern": "^[0-9]{1,19}$",
    "description": "A number, as text: it is too long for some programs.",
}
WORD: Final = text(200)
ABOUT: Final = body(
    step=NUMBER,
    ladder=WORD,
    rung=WORD,
    opener=WORD,
    whence=WORD,
    place=WORD,
    commitment=NUMBER,
    goal=NUMBER,
    fear=number(0, 10),
    expected=number(1, 5),
)
"""What a step was: which planned step, commitment or goal it serves, its rung, fear before (0 to 10), how warm an
answer was expected (1 to 5), the kind of opener, where the approach came from, the place."""


def _moment(book: Book, asked: Asked) -> Any:
    found = book.moment(person_of(book, asked), channel=asked.get("channel", ""), step=asked.get("step"))
    return moment_shapes.moment_shape(found)


def _rooms(book: Book, _asked: Asked) -> Any:
    return {"rooms": [shapes.coming_shape(one) for one in book.rooms()]}


def _room(book: Book, asked: Asked) -> Any:
    return moment_shapes.room_shape(book.room(**_which(asked)))


def _which(asked: Asked) -> dict[str, Any]:
    """The room that is meant: a meeting's number, else the name of a place."""
    event = asked.get("event", "")
    return {"event": int(event) if event else None, "place": asked.get("place", "")}


def _footprint(book: Book, asked: Asked) -> Done:
    return book.leave_footprint(
        asked["kind"],
        outcome=asked.get("outcome", ""),
        at=asked.get("at", ""),
        minutes=asked.get("minutes", 0),
        note=asked.get("note", ""),
        about=asked.get("about", {}),
    )


def _afterward(book: Book, asked: Asked) -> Done:
    """Of a step by its number, else the last one with somebody, else the last one."""
    said: Asked = {name: asked[name] for name in ("note", "fear", "warmth", "elan") if name in asked}
    said |= {"golden": True} if asked.get("golden") else {}
    of = asked.get("footprint", "")
    number = int(of) if of else book.last_footprint(who_of(book, asked["person"]) if "person" in asked else "").number
    return book.afterward(number, matters=asked.get("matters", ""), **said)


def _matters(book: Book, asked: Asked) -> Done:
    return book.matters(person_of(book, asked), asked["text"])


def _aim(book: Book, asked: Asked) -> Done:
    return book.set_aim(asked["aim"], **_which(asked))


def _rehearse(book: Book, asked: Asked) -> Done:
    return book.rehearse(**_which(asked), at=asked.get("at", ""))


def _enter(book: Book, asked: Asked) -> Done:
    return book.enter(asked["outcome"], **_which(asked), at=asked.get("at", ""), note=asked.get("note", ""))


# ── what is answered ──────────────────────────────────────────────────────────────────────────────────────────────

QUESTION: Final = shape(kind=TEXT, about=TEXT, text=TEXT)
MOMENT_SHAPE: Final = shape(
    person=NAMED,
    circles=list_of(TEXT),
    channel=TEXT,
    handle=TEXT,
    ways=list_of(shape_of(Way)),
    why=TEXT,
    matters=TEXT,
    matters_at=INSTANT,
    reasons=list_of(known("Reason")),
    last_title=TEXT,
    last_at=INSTANT,
    last_note=TEXT,
    openers=list_of(shape_of(MomentOpener)),
    gift=TEXT,
    outcomes=list_of(TEXT),
    smaller=TEXT,
    step={"anyOf": [shape_of(PlannedHere), {"type": "null"}]},
    commitment={"anyOf": [shape_of(Sealed), {"type": "null"}]},
)
ROOM_SHAPE: Final = shape(
    event={"type": ["string", "null"]},
    place=TEXT,
    day=TEXT,
    at=INSTANT,
    timeless={"type": "boolean"},
    greet=list_of(
        shape(
            person=NAMED,
            circles=list_of(TEXT),
            never_met={"type": "boolean"},
            matters=TEXT,
            organisation=TEXT,
            questions=list_of(QUESTION),
        )
    ),
    others=list_of(NAMED),
    introduction=TEXT,
    rehearsed={"type": "integer"},
    aim=TEXT,
    successes=list_of(shape(kind=TEXT, text=TEXT)),
    questions=list_of(QUESTION),
    outcome=TEXT,
    why=TEXT,
)

# ── the operations ────────────────────────────────────────────────────────────────────────────────────────────────

EVENT: Final = query("event", LONG_NUMBER, "The meeting: an `event` of `/rooms`.")
PLACE: Final = query("place", WORD, "Else the name of the place.")


DARING: Final = (
    Operation(
        "moment",
        "GET",
        "/people/{id}/moment",
        "What helps over the threshold to somebody, now, by one way.",
        _moment,
        MOMENT_SHAPE,
        (
            PERSON,
            query("channel", choice(*CHANNELS), "By which way; else the usual one."),
            query("step", NUMBER, "The planned step that this is."),
        ),
        seeks=True,
    ),
    Operation(
        "rooms",
        "GET",
        "/rooms",
        "What can be gone to: this evening's, then what is coming.",
        _rooms,
        shape(rooms=list_of(known("Coming"))),
    ),
    Operation(
        "room",
        "GET",
        "/room",
        "A room to go into: whom to greet, what to ask, what is enough. Say `event` or `place`.",
        _room,
        ROOM_SHAPE,
        (EVENT, PLACE),
    ),
    deed(
        "set_aim",
        "/room/aim",
        "Choose the success that is enough for a room; nothing takes the choice back.",
        _aim,
        body("aim", event=LONG_NUMBER, place=WORD, aim=WORD),
    ),
    deed(
        "rehearse",
        "/room/rehearsed",
        "The first sentence for a room was said aloud.",
        _rehearse,
        body(event=LONG_NUMBER, place=WORD, at=MOMENT),
    ),
    deed(
        "enter_room",
        "/room/entered",
        "The owner went in: and stayed (`met`), or left (`left-early`). Both are steps.",
        _enter,
        body("outcome", event=LONG_NUMBER, place=WORD, outcome=choice(*ROOM_OUTCOMES), at=MOMENT, note=text(10_000)),
    ),
    deed(
        "leave_footprint",
        "/footprints",
        "Note a step toward nobody in particular.",
        _footprint,
        body(
            "kind",
            kind=choice(*KINDS),
            outcome=choice(*OUTCOMES),
            at=MOMENT,
            minutes=number(0, 10_080),
            note=text(10_000),
            about=ABOUT,
        ),
    ),
    deed(
        "afterward",
        "/afterward",
        "Say something of a step later: by its number, else of the last one with somebody, else of the last one.",
        _afterward,
        body(
            footprint=LONG_NUMBER,
            person=WHO,
            note=text(2_000),
            fear=number(0, 10),
            warmth=number(1, 5),
            elan=number(-1, 1),
            golden=switch(),
            matters=text(10_000),
        ),
    ),
    deed(
        "matters",
        "/people/{id}/matters",
        "What matters to somebody now; nothing takes it back.",
        _matters,
        body("text", text=text(10_000)),
        PERSON,
    ),
)
"""The operations, in the order of the document."""
