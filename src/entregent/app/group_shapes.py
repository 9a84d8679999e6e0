"""What --json and the API show of groups and bridges."""

from entregent.app import group_words
from entregent.app.group_views import (
    BridgesView,
    GroupLine,
    GroupPage,
    GroupsView,
    LivingBridge,
    Place,
    PlaceDetail,
    Someone,
)
from entregent.app.network_views import Coverage
from entregent.app.shapes import Shape
from entregent.app.wording import standing


def groups_shape(view: GroupsView) -> Shape:
    """All groups, and how much of the map is seen."""
    return {
        "day": view.day,
        "groups": [line_shape(line) for line in view.lines],
        "pairs": view.pairs,
        "people": view.people,
        "tied": view.tied,
        "ties": view.ties,
        "coverage": coverage_shape(view.coverage),
    }


def coverage_shape(seen: Coverage | None) -> Shape | None:
    """How much of the ties is seen, with its sentence."""
    return seen and {**seen._asdict(), "text": group_words.coverage_in_words(seen)}


def line_shape(line: GroupLine) -> Shape:
    """One group."""
    return {**line._asdict(), "through": [someone_shape(one) for one in line.through]}


def someone_shape(one: Someone) -> Shape:
    """A person, and how the owner's tie to them stands."""
    return {
        "id": one.person,
        "name": one.name,
        "circles": list(one.circles),
        "strength": one.strength,
        "standing": standing(one.strength),
        "level": one.level,
    }


def group_shape(page: GroupPage) -> Shape:
    """One group with its people and where it leads."""
    return {
        **line_shape(page.line),
        "day": page.day,
        "members": [someone_shape(one) for one in page.members],
        "crossings": [
            {
                "number": crossing.number,
                "name": crossing.name,
                "ties": crossing.ties,
                "people": [someone_shape(one) for one in crossing.people],
            }
            for crossing in page.crossings
        ],
        "coverage": coverage_shape(page.coverage),
    }


def place_shape(place: Place) -> Shape:
    """Where somebody stands."""
    return {
        "person": {"id": place.person, "name": place.name},
        "kind": place.kind,
        "groups": [{"number": number, "name": name} for number, name in place.groups],
        "tied": place.tied,
        "text": group_words.place_in_words(place),
    }


def detail_shape(detail: PlaceDetail) -> Shape:
    """The same with the terms of network science."""
    return {**place_shape(detail.place), **{name: getattr(detail, name) for name in PlaceDetail._fields[1:]}}


def bridges_shape(view: BridgesView) -> Shape:
    """All bridges."""
    return {
        "day": view.day,
        "connectors": [place_shape(place) for place in view.connectors],
        "living": [_living_shape(line) for line in view.living],
        "fragile": [
            {
                "group": one.group,
                "name": one.name,
                "size": one.size,
                "person": someone_shape(one.someone),
                "asks": one.asks,
                "text": group_words.fragile_in_words(one),
            }
            for one in view.fragile
        ],
        "own": {**view.own._asdict(), "text": group_words.openness_in_words(view.own)},
        "coverage": coverage_shape(view.coverage),
    }


def _living_shape(line: LivingBridge) -> Shape:
    return {
        "person": someone_shape(line.someone),
        "groups": [{"number": number, "name": name} for number, name in line.groups],
        "met_since": line.met_since,
        "by": line.by,
        "text": group_words.living_in_words(line),
    }
