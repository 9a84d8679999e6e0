"""The room: before one goes in where few are known, and after; a card for the pocket."""

import secrets
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from entregent.app import moment_words
from entregent.app.moment_views import Room
from entregent.app.reach_words import coming_day, coming_title
from entregent.app.rooms import UnknownRoomError
from entregent.web.routing import get, post
from entregent.web.visit import Visit

LONGEST_ADDRESS: Final = 20


def show(visit: Visit) -> Response:
    """What is coming, to choose from; or the room that is named."""
    if visit.asked("place"):
        return _page(visit, visit.book.room(place=visit.asked("place")))
    told = [(one, coming_day(one, visit.today), coming_title(one)) for one in visit.book.rooms()]
    return visit.show("rooms.html", rooms=told)


def show_event(visit: Visit) -> Response:
    """The room of a meeting that a calendar tells."""
    return _page(visit, visit.book.room(event=int(visit.request.path_params["event"])))


def card(visit: Visit) -> Response:
    """The evening on a card for the pocket: printed, or kept on the screen."""
    return _page(visit, _room(visit, visit.asked("event"), visit.asked("place")), template="room_card.html")


def _room(visit: Visit, event: str, place: str) -> Room:
    number = _number(event)
    return visit.book.room(event=number) if number is not None else visit.book.room(place=place)


def _number(text: str) -> int | None:
    """A meeting's number out of a form or an address; None where none is named. Raises UnknownRoomError."""
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_ADDRESS:
        raise UnknownRoomError(event=text)
    return int(text)


def _page(visit: Visit, found: Room, *, template: str = "room.html") -> Response:
    path = f"/room/{found.event}" if found.event is not None else f"/room?place={quote(found.place, safe='')}"
    return visit.show(
        template,
        r=found,
        path=path,
        card_path=f"/room/card?event={found.event}"
        if found.event is not None
        else path.replace("/room?", "/room/card?"),
        question=moment_words.question,
        success=moment_words.success,
        breath=moment_words.breath(),
        is_own_aim=bool(found.aim) and found.aim not in moment_words.SUCCESSES,
        sweep=_sweep(visit, found.event),
        key=lambda: secrets.token_urlsafe(9),
    )


def _sweep(visit: Visit, event: int | None) -> str:
    """Where one looks back on the evening; "" where no calendar tells of it."""
    return f"/follow-up/event/{event}" if event is not None and _is_there(visit, "/follow-up/event/") else ""


def _is_there(visit: Visit, beginning: str) -> bool:
    return any(getattr(route, "path", "").startswith(beginning) for route in visit.request.app.routes)


# ── what the owner says ───────────────────────────────────────────────────────────────────────────────────────────


def _once(visit: Visit, verb: str) -> str:
    return f"{visit.said('key')[:64]} {verb}" if visit.said("key") else ""


def keep_words(visit: Visit) -> Response:
    """How I introduce myself, in one sentence."""
    return visit.back(visit.book.set_setting("introduction", visit.said("introduction")), "/room")


def rehearse(visit: Visit) -> Response:
    """I said it aloud."""
    number, place = _number(visit.said("event")), visit.said("place")
    done = visit.book.once(
        _once(visit, "rehearse"), lambda: visit.book.rehearse(event=number, place=place, at=visit.kept_at)
    )
    return visit.back(done, "/room")


def aim(visit: Visit) -> Response:
    """The smallest success: one that is offered, or my own words."""
    number, place = _number(visit.said("event")), visit.said("place")
    chosen = visit.said("own") or visit.said("aim")
    return visit.back(visit.book.set_aim(chosen, event=number, place=place), "/room")


def tell(visit: Visit) -> Response:
    """I went in: and stayed, or left. Both are steps."""
    number, place, outcome = _number(visit.said("event")), visit.said("place"), visit.said("outcome")
    done = visit.book.once(
        _once(visit, outcome[:16]), lambda: visit.book.enter(outcome, event=number, place=place, at=visit.kept_at)
    )
    return visit.back(done, "/room")


ROUTES = [
    get("/room", show),
    get("/room/card", card),
    get("/room/{event:int}", show_event),
    post("/room/words", keep_words),
    post("/room/rehearsed", rehearse),
    post("/room/aim", aim),
    post("/room/told", tell),
]
