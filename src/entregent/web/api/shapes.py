"""The shapes that answers have, by name: what `app.shapes` makes of views, as schemas."""

from typing import Final

from entregent.app import views
from entregent.app.introduction_views import MetThrough
from entregent.app.ladder_views import DareLine
from entregent.app.reach_views import SeenOn, SourceReach
from entregent.web.api.aiming import SHAPES as AIMED
from entregent.web.api.introducing import SHAPES as INTRODUCED
from entregent.web.api.onward import SHAPES as ONWARD
from entregent.web.api.schemas import (
    INSTANT,
    NAMED,
    REASON,
    Schema,
    known,
    list_of,
    shape,
    shape_of,
)
from entregent.web.api.sealing import SHAPES as SEALED
from entregent.web.api.surveying import SHAPES as SURVEYED

TEXT: Final[Schema] = {"type": "string"}
REASONS: Final = list_of(known("Reason"))
PERSON_LINE: Final = shape_of(views.PersonLine, last_at=INSTANT)
BALANCE: Final = shape(
    out={"type": "integer"}, share_out={"type": ["number", "null"]}, **dict[str, Schema]({"in": {"type": "integer"}})
)
APART: Final[Schema] = {"type": "string", "enum": ["", "never", "died", "private", "archived"]}
LISTED: Final = shape(**PERSON_LINE["properties"], organisation=TEXT, title=TEXT, apart=APART, reasons=REASONS)
TIMELINE_LINE: Final = shape_of(views.TimelineLine, at=INSTANT)
TIMELINE: Final = shape(
    timeline=list_of(TIMELINE_LINE),
    older={"type": ["string", "null"], "description": "A number, as text: it is too long for some programs."},
    channels=list_of(shape(channel=TEXT, count={"type": "integer"})),
)
PERSON: Final = shape_of(
    views.PersonView,
    without=("line",),
    **PERSON_LINE["properties"],
    timeline=list_of(TIMELINE_LINE),
    provenance=list_of(shape_of(views.ProvenanceLine, since=INSTANT)),
    balance=BALANCE,
    first_at=INSTANT,
    last_met_at=INSTANT,
    joins=list_of(shape_of(views.JoinLine)),
    promises=list_of(shape_of(views.PromiseLine)),
    notes=list_of(shape_of(views.NoteLine, at=INSTANT)),
    seen_on=list_of(shape_of(SeenOn, first_at=INSTANT, last_at=INSTANT)),
    introduced={"anyOf": [shape_of(MetThrough, at=INSTANT), {"type": "null"}]},
)
SUGGESTION: Final = shape(
    person=NAMED,
    action=TEXT,
    channel=TEXT,
    minutes={"type": "integer"},
    chance={"type": ["number", "null"]},
    answer_chance={"type": "number"},
    index={"type": "number"},
    reasons=REASONS,
    handle=TEXT,
    last_title=TEXT,
    last_at=INSTANT,
)
QUESTION_SIDE: Final = shape(**PERSON_LINE["properties"], handle=TEXT)
ERROR: Final[Schema] = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": TEXT,
                "message": TEXT,
                "field": {"type": "string", "description": "Which value of the request is meant."},
                "choices": {
                    "description": "Whom an ambiguous name may mean, and what tells them apart.",
                    "type": "array",
                    "items": shape(id={"type": "integer"}, name=TEXT, apart=TEXT),
                },
            },
            "required": ["code", "message"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}

SHAPES: Final[dict[str, Schema]] = {
    "Error": ERROR,
    "Reason": REASON,
    "ListedPerson": LISTED,
    "Timeline": TIMELINE,
    "Person": PERSON,
    "Suggestion": SUGGESTION,
    "Plan": shape_of(
        views.Plan,
        fresh_until=INSTANT,
        suggestions=list_of(known("Suggestion")),
        errands=list_of(shape_of(views.ErrandLine, reference={"type": "string"}, at=INSTANT)),
        dare={"anyOf": [shape_of(DareLine, reasons=REASONS), {"type": "null"}]},
        looked_after_at=INSTANT,
    ),
    "ScenePlate": shape_of(views.ScenePlate, last_at=INSTANT),
    "Plates": shape_of(views.PlatesView, rest=list_of(shape(person=NAMED, why=known("Reason")))),
    "Capacity": shape_of(views.CapacityView),
    "Question": shape(
        number={"type": "integer"}, a=QUESTION_SIDE, b=QUESTION_SIDE, confidence={"type": "number"}, reasons=REASONS
    ),
    "Action": shape_of(views.ActionLine, at=INSTANT, people=list_of(NAMED)),
    "Promise": shape_of(views.PromiseLine, person=NAMED),
    "Setting": shape_of(views.SettingLine, help=TEXT),
    "Finding": shape(state=TEXT, **REASON["properties"]),
    "Import": shape_of(views.ImportLine, imported_at=INSTANT, checked_at=INSTANT),
    "SourceReach": shape_of(SourceReach),
    "Coming": shape(
        event={"type": "string", "description": "A number, as text: it is too long for some programs."},
        day=TEXT,
        at=INSTANT,
        timeless={"type": "boolean"},
        title=TEXT,
        people=list_of(NAMED),
        never_met=list_of({"type": "integer"}),
    ),
    "Removal": shape_of(views.Removal, removed={"type": "integer"}),
    "Forgetting": shape_of(views.ForgetPreview, person=NAMED, forgotten={"type": "boolean"}),
    "Done": shape(
        done=TEXT,
        action={"type": ["integer", "null"]},
        people=list_of(NAMED),
        created=list_of(TEXT),
        value=TEXT,
        text=TEXT,
    ),
    **AIMED,
    **SEALED,
    **INTRODUCED,
    **SURVEYED,
    **ONWARD,
}
"""Every shape that the document names."""
