"""Groups and bridges in the API: questions, and the name of a group."""

from typing import Any, Final

from entregent.app import group_shapes, group_views
from entregent.app.book import Book
from entregent.app.network_views import Coverage
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, Parameter, deed, person_of, query
from entregent.web.api.schemas import DAY, NAMED, NUMBER, Schema, body, known, list_of, shape, shape_of, text

TEXT: Final[Schema] = {"type": "string"}
_COVERAGE: Final[Schema] = {"anyOf": [shape_of(Coverage, text=TEXT), {"type": "null"}]}
_SOMEONE: Final = shape_of(group_views.Someone, without=("person",), id={"type": "integer"}, standing=TEXT)
_LINE: Final = shape_of(group_views.GroupLine, without=("through",), through=list_of(known("Someone")))
_GROUPS: Final = list_of(shape(number={"type": "integer"}, name=TEXT))
_PLACE: Final = shape_of(group_views.Place, without=("name", "groups"), person=NAMED, groups=_GROUPS, text=TEXT)

SHAPES: Final[dict[str, Schema]] = {
    "Someone": _SOMEONE,
    "Group": _LINE,
    "Groups": shape_of(group_views.GroupsView, without=("lines",), groups=list_of(known("Group")), coverage=_COVERAGE),
    "GroupPage": shape(
        **_LINE["properties"],
        day=TEXT,
        members=list_of(known("Someone")),
        crossings=list_of(shape_of(group_views.Crossing, people=list_of(known("Someone")))),
        coverage=_COVERAGE,
    ),
    "Place": _PLACE,
    "PlaceDetail": shape(
        **_PLACE["properties"],
        **shape_of(group_views.PlaceDetail, without=("place",))["properties"],
    ),
    "Bridges": shape(
        day=TEXT,
        connectors=list_of(known("Place")),
        living=list_of(
            shape_of(
                group_views.LivingBridge,
                without=("someone",),
                person=known("Someone"),
                groups=_GROUPS,
                text=TEXT,
            )
        ),
        fragile=list_of(shape_of(group_views.FragileBridge, without=("someone",), person=known("Someone"), text=TEXT)),
        own=shape_of(group_views.Openness, text=TEXT),
        coverage=_COVERAGE,
    ),
}
"""The shapes of these answers, by name."""


def _groups(book: Book, asked: Asked) -> Any:
    return group_shapes.groups_shape(book.groups(asked.get("day", "")))


def _group(book: Book, asked: Asked) -> Any:
    return group_shapes.group_shape(book.group(asked["number"], asked.get("day", "")))


def _bridges(book: Book, asked: Asked) -> Any:
    return group_shapes.bridges_shape(book.bridges(asked.get("day", "")))


def _place(book: Book, asked: Asked) -> Any:
    detail = book.place_detail(person_of(book, asked))
    return {"place": detail and group_shapes.detail_shape(detail)}


def _name(book: Book, asked: Asked) -> Done:
    return book.name_group(asked["number"], asked["name"])


NUMBERED: Final = Parameter("number", "path", NUMBER, "The group's number: it keeps it while most of its people stay.")
ON: Final = query("day", DAY, "As of the end of this day.")

SURVEYING: Final = (
    Operation(
        "groups",
        "GET",
        "/groups",
        "The groups that one's people form, from what passed before the owner's eyes.",
        _groups,
        known("Groups"),
        (ON,),
    ),
    Operation(
        "group",
        "GET",
        "/groups/{number}",
        "One group: its people, who ties the owner to it, where it leads.",
        _group,
        known("GroupPage"),
        (NUMBERED, ON),
        seeks=True,
    ),
    deed(
        "name_group",
        "/groups/{number}/name",
        "Call a group by a name of one's own; nothing gives back the one that its people share.",
        _name,
        body("name", name=text(200)),
        NUMBERED,
    ),
    Operation(
        "bridges",
        "GET",
        "/bridges",
        "Who joins groups, who opened some to the owner, what hangs on one tie.",
        _bridges,
        known("Bridges"),
        (ON,),
    ),
    Operation(
        "place_of",
        "GET",
        "/people/{id}/place",
        "Where somebody stands among the groups, with the terms of network science; null off the map.",
        _place,
        shape(place={"anyOf": [known("PlaceDetail"), {"type": "null"}]}),
        (PERSON,),
        seeks=True,
    ),
)
"""Every question and verb about groups and bridges, in the order of the document."""
