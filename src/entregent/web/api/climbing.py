"""The ladder through the API: ladders and their rungs, the small dare of a day, planned steps."""

from typing import Any, Final

from entregent.app import ladder_shapes, shapes
from entregent.app.book import Book
from entregent.app.ladder_views import DareLine, FirstStep, LadderView, PlannedStep, RungLine, WarmUp
from entregent.app.laddering import KINDS_OF_PEOPLE
from entregent.app.views import Done
from entregent.app.wording import CHANNELS, OUTCOMES
from entregent.web.api.operations import Asked, Operation, Parameter, deed, query, whos_of
from entregent.web.api.schemas import (
    DAY,
    INSTANT,
    MOMENT,
    NAMED,
    NUMBER,
    PEOPLE,
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
REASONS: Final = list_of(known("Reason"))
WORDS: Final = text(500)
RUNG_WORDS: Final = text(200, least=1)
SLUG: Final[Schema] = {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[a-z0-9-]+$"}
WISH: Final[dict[str, Schema]] = {
    "action": WORDS,
    "channel": choice(*CHANNELS),
    "cue": WORDS,
    "sentence": WORDS,
    "minutes": number(0, 1_440),
    "on": DAY,
    "ladder": text(100),
    "rung": text(100),
    "place": WORDS,
    "goal": NUMBER,
}


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _ladders(book: Book, _asked: Asked) -> Any:
    return {"ladders": [ladder_shapes.ladder_shape(view) for view in book.ladders()]}


def _rung(book: Book, asked: Asked) -> Any:
    page = book.rung_page(asked["rung"])
    return {"page": ladder_shapes.rung_page_shape(page) if page else None}


def _small_dare(book: Book, asked: Asked) -> Any:
    small = book.small_dare(asked.get("minutes") or book.minutes_a_day())
    warm = book.warm_ups() if small is not None and small.wants_warm_up else []
    return {
        "small_dare": shapes.dare_shape(small) if small else None,
        "warm_ups": [ladder_shapes.warm_up_shape(one) for one in warm],
        "dared_today": book.dared_today(),
    }


def _first_steps(book: Book, _asked: Asked) -> Any:
    return {"first_steps": [ladder_shapes.first_step_shape(one) for one in book.first_steps()]}


def _surprise(book: Book, _asked: Asked) -> Any:
    return ladder_shapes.surprise_shape(book.surprise())


def _steps(book: Book, asked: Asked) -> Any:
    return {"steps": [ladder_shapes.planned_shape(step) for step in book.planned_steps(asked.get("on", ""))]}


# ── deeds ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _plan(book: Book, asked: Asked) -> Done:
    wish = {name: asked[name] for name in WISH if name in asked}
    whos = whos_of(book, asked) if "people" in asked else []
    return book.plan_step(whos, create=asked.get("create", False), **wish)


def _edit(book: Book, asked: Asked) -> Done:
    return book.edit_step(asked["step"], **{name: asked[name] for name in WISH if name in asked})


def _do(book: Book, asked: Asked) -> Done:
    return book.do_step(
        asked["step"],
        asked.get("outcome", "done"),
        channel=asked.get("channel", ""),
        note=asked.get("note", ""),
        at=asked.get("at", ""),
    )


def _drop(book: Book, asked: Asked) -> Done:
    return book.drop_planned_step(asked["step"])


def _tread(book: Book, asked: Asked) -> Done:
    about = {"fear": asked["fear"]} if "fear" in asked else {}
    outcome = asked.get("outcome", "done")
    return book.tread(asked["rung"], outcome, ladder=asked.get("ladder", ""), note=asked.get("note", ""), **about)


def _new(book: Book, asked: Asked) -> Done:
    return book.new_ladder(asked["name"], asked["rungs"])


def _change(book: Book, asked: Asked) -> Done:
    """One change of a ladder: the verb says which."""
    slug, verb = asked["ladder"], asked["verb"]
    if verb == "choose":
        return book.choose_ladder(slug)
    if verb == "reset":
        return book.reset_ladder(slug)
    if verb == "add":
        told: dict[str, Any] = {name: asked[name] for name in _TOLD if name in asked}
        place = asked["place"] - 1 if "place" in asked else None
        return book.add_rung(slug, told, place)
    if verb == "rename":
        return book.rename_rung(slug, asked.get("rung", ""), asked.get("sentence", ""))
    if verb == "move":
        return book.move_rung(slug, asked.get("rung", ""), asked.get("place", 1) - 1)
    return book.remove_rung(slug, asked.get("rung", ""))


_TOLD: Final = ("rung", "sentence", "channel", "minutes", "hardness", "toward")


NO_DARE: Final[Schema] = {"type": "null"}
RUNG_LINE: Final = shape_of(RungLine, marks=list_of(choice("done", "tried")))
LADDER_SHAPE: Final = shape_of(LadderView, rungs=list_of(RUNG_LINE), reason=known("Reason"))
PIECES: Final = list_of(shape(say={"type": "boolean"}, text=TEXT))
PAGE: Final = shape(
    slug=TEXT, title=TEXT, lead=TEXT, open=PIECES, ask=PIECES, listen=PIECES, close=PIECES, try_once=PIECES
)
DARE: Final = shape_of(DareLine, reasons=REASONS)

CLIMBING: Final = (
    Operation(
        "ladders",
        "GET",
        "/ladders",
        "Every ladder with its rungs, and where one stands; the one that is climbed comes first.",
        _ladders,
        shape(ladders=list_of(LADDER_SHAPE)),
    ),
    Operation(
        "rung",
        "GET",
        "/rungs/{rung}",
        "How a rung is done: to open, to ask, to listen, to close; null for one of the owner's own.",
        _rung,
        shape(page={"anyOf": [PAGE, NO_DARE]}),
        (Parameter("rung", "path", SLUG, "The rung's word, as in `/ladders`."),),
    ),
    Operation(
        "small_dare",
        "GET",
        "/small-dare",
        "The one small dare of today, with two warm-ups before a hard one; null where there is none.",
        _small_dare,
        shape(
            small_dare={"anyOf": [DARE, NO_DARE]},
            warm_ups=list_of(shape_of(WarmUp)),
            dared_today={"type": "boolean"},
        ),
        (query("minutes", number(1, 1_440), "The minutes that there are; else the setting."),),
    ),
    Operation(
        "first_steps",
        "GET",
        "/first-steps",
        "Who of the wide net is worth a first step, three at most.",
        _first_steps,
        shape(first_steps=list_of(shape_of(FirstStep, reasons=REASONS))),
    ),
    Operation(
        "surprise",
        "GET",
        "/surprise",
        "How warm people were against what was expected; `reason` is null below five answers.",
        _surprise,
        shape(
            warmer={"type": "integer"},
            as_expected={"type": "integer"},
            colder={"type": "integer"},
            pairs=list_of(shape(at=INSTANT, expected={"type": "integer"}, warmth={"type": "integer"})),
            reason={"anyOf": [known("Reason"), NO_DARE]},
        ),
    ),
    Operation(
        "planned_steps",
        "GET",
        "/steps",
        "The planned steps, soonest first.",
        _steps,
        shape(steps=list_of(shape_of(PlannedStep, people=list_of(NAMED)))),
        (query("on", DAY, "Only those of this day and of days before it."),),
    ),
    deed(
        "plan_step",
        "/steps",
        "Plan a step toward people, or toward somebody new at a place.",
        _plan,
        body(at_least=0, people=PEOPLE, create=switch(), **WISH),
    ),
    deed(
        "edit_step",
        "/steps/change",
        "Plan a step anew, with the same people.",
        _edit,
        body("step", at_least=0, step=NUMBER, **WISH),
    ),
    deed(
        "do_step",
        "/steps/done",
        "A planned step was done or tried: `done` is what fits its way.",
        _do,
        body(
            "step",
            step=NUMBER,
            outcome=choice("done", *OUTCOMES, default="done"),
            channel=choice(*CHANNELS),
            note=text(10_000),
            at=MOMENT,
        ),
    ),
    deed("drop_step", "/steps/drop", "Let a planned step go.", _drop, body("step", step=NUMBER)),
    deed(
        "tread",
        "/tread",
        "A rung toward nobody in particular was done, or tried.",
        _tread,
        body(
            "rung",
            rung=SLUG,
            ladder=SLUG,
            outcome=choice("done", "left-early", "hung-up", "not-sent", "not-answered", default="done"),
            fear=number(0, 10),
            note=text(10_000),
        ),
    ),
    deed("not_today", "/small-dare/not-today", "No dare today.", lambda book, _asked: book.not_today(), None),
    deed(
        "new_ladder",
        "/ladders",
        "A ladder of one's own, its rungs from the easiest up.",
        _new,
        body("name", "rungs", name=text(100, least=1), rungs=several(RUNG_WORDS, 30, least=1)),
    ),
    deed(
        "change_ladder",
        "/ladders/change",
        "Climb a ladder, bring it back as it came, or add, rename, move (1 is the easiest) or remove a rung.",
        _change,
        body(
            "ladder",
            "verb",
            ladder=SLUG,
            verb=choice("choose", "reset", "add", "rename", "move", "remove"),
            rung=SLUG,
            sentence=RUNG_WORDS,
            place=number(1, 100),
            channel=choice(*CHANNELS),
            minutes=number(1, 480),
            hardness=number(1, 10),
            toward=choice(*KINDS_OF_PEOPLE),
        ),
    ),
)
"""The operations, in the order of the document."""
