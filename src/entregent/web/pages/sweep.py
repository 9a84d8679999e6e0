"""Looking back on an event: who was there, one tap each, what matters, a promise; and whoever was not on the list."""

import secrets
from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from entregent.app.views import Done
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError
from entregent.web.moments import day
from entregent.web.routing import get, post
from entregent.web.visit import Visit

OUTCOMES: Final = ("talked", "met")


def show(visit: Visit) -> Response:
    """The event with those who were there."""
    return _page(visit)


def _page(visit: Visit, trouble: str = "") -> Response:
    return visit.show(
        "sweep.html",
        status=422 if trouble else 200,
        view=visit.book.sweep(_event(visit)),
        key=secrets.token_urlsafe,
        trouble=trouble,
        said=visit.said,
        who=str(visit.request.path_params.get("who", "")),
    )


def _event(visit: Visit) -> int:
    return int(visit.request.path_params["event"])


def note(visit: Visit) -> Response:
    """Somebody was met or talked with; what matters to them; a promise, mine or theirs."""
    outcome = visit.said("outcome") if visit.said("outcome") in OUTCOMES else "met"

    def act() -> Done:
        return visit.book.note_at(
            _event(visit),
            str(visit.request.path_params["who"]),
            outcome=outcome,
            matters=visit.said("matters"),
            promise=visit.said("promise"),
            by=day(visit, visit.said("by"), past=False) if visit.said("by") else "",
            theirs=visit.said("whose") == "theirs",
        )

    return _told(visit, lambda: visit.book.once(visit.said("key")[:64], act))


def add(visit: Visit) -> Response:
    """Somebody who was not on the list exists at once."""

    def act() -> Done:
        return visit.book.add_at(
            _event(visit), visit.said("name"), handle=visit.said("handle"), matters=visit.said("matters")
        )

    return _told(visit, lambda: visit.book.once(visit.said("key")[:64], act))


def _told(visit: Visit, act: Callable[[], Done]) -> Response:
    try:
        done = act()
    except EntregentError as error:
        return _page(visit, complaint(error, on_page=True))
    return visit.go(f"/follow-up/event/{_event(visit)}", done)


def close(visit: Visit) -> Response:
    """Enough: the event asks no more."""
    return visit.go("/follow-up", visit.book.close_sweep(_event(visit)))


ROUTES = [
    get("/follow-up/event/{event:int}", show),
    post("/follow-up/event/{event:int}/new", add),
    post("/follow-up/event/{event:int}/close", close),
    post("/follow-up/event/{event:int}/{who:int}", note),
]
