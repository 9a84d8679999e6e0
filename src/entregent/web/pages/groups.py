"""Groups: the communities that one's people form, each with what ties the owner to it."""

import secrets
from datetime import date

from starlette.responses import Response

from entregent.app import group_words
from entregent.app.mapping import TooLittleMapError
from entregent.web.map_drawing import ring_labels
from entregent.web.pages.person import number_of
from entregent.web.routing import drawn, post
from entregent.web.visit import Visit


def show(visit: Visit) -> Response:
    """Every group of three or more, the largest first."""
    day = asked_day(visit)
    try:
        view = visit.book.groups(day)
    except TooLittleMapError as error:
        return too_little(visit, error, "groups")
    return visit.show("groups.html", view=view, day=day, words=group_words)


def show_one(visit: Visit) -> Response:
    """One group: its people, who ties the owner to it, where it leads."""
    day = asked_day(visit)
    try:
        group = visit.book.group(int(visit.request.path_params["number"]), day)
    except TooLittleMapError as error:
        return too_little(visit, error, "groups")
    small = visit.book.small_map_of_group(group.line.number) if not day else None
    return visit.show(
        "group.html",
        group=group,
        line=group.line,
        day=day,
        words=group_words,
        key=secrets.token_urlsafe(9),
        small=small,
        labels=ring_labels(small) if small else [],
    )


def name(visit: Visit) -> Response:
    """Call a group by a name of one's own."""
    number = int(visit.request.path_params["number"])
    done = visit.book.once(visit.said("key"), lambda: visit.book.name_group(number, visit.said("name")))
    return visit.go(f"/groups/{number}", done)


def asked_day(visit: Visit) -> str:
    """The earlier day that the address asks for; "" for today, and for a day that is still to come."""
    text = visit.asked("day")[:10]
    try:
        return text if text and date.fromisoformat(text) < visit.today else ""
    except ValueError:
        return ""


def too_little(visit: Visit, error: TooLittleMapError, noun: str) -> Response:
    """Too few ties were seen: how many are missing, and what would show more. No picture."""
    seen, needed = int(str(error.facts["ties"])), int(str(error.facts["needed"]))
    return visit.show("map_too_little.html", noun=noun, seen=seen, missing=needed - seen)


def place(visit: Visit) -> Response:
    """A part of somebody's page: where they stand among the groups."""
    try:
        found = visit.book.place_detail(str(number_of(visit)))
    except TooLittleMapError as error:
        if not visit.is_partial:
            return too_little(visit, error, "groups")
        seen, needed = int(str(error.facts["ties"])), int(str(error.facts["needed"]))
        return visit.show("place.html", part="parts/place_unknown.html", missing=needed - seen)
    return visit.show("place.html", part="parts/place.html", detail=found, words=group_words)


ROUTES = [
    drawn("/groups", show),
    drawn("/groups/{number:int}", show_one),
    post("/groups/{number:int}/name", name),
    drawn("/people/{who:int}/place", place),
]
