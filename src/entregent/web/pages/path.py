"""The path: its footprints week by week, what was special, fear, élan; a year; the picture to keep."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from starlette.responses import Response

from entregent.app import path_words
from entregent.app.language import month
from entregent.app.path_picture import pieces
from entregent.app.views import Done
from entregent.model.errors import BadSettingError
from entregent.web.fear_chart import draw_fears
from entregent.web.routing import get, post
from entregent.web.visit import Visit

WEEKS: Final = 26
MOST_WEEKS: Final = 106
ELAN: Final = {"gave": 1, "took": -1, "nothing": 0}


def show(visit: Visit) -> Response:
    """The path of the last half year; of more weeks with `?weeks=`."""
    view = visit.book.path_view(visit.asked_number("weeks", WEEKS, least=8, most=MOST_WEEKS))
    return visit.show(
        "path.html",
        path=view,
        pieces=pieces(view.weeks),
        fears=draw_fears(view.fears),
        key=secrets.token_urlsafe,
        **_words(),
        picture="/path/picture.svg",
    )


def year(visit: Visit) -> Response:
    """A year looked back on. Raises NoSuchYearError."""
    number = int(visit.request.path_params["year"])
    view = visit.book.path_year(number if number < 10_000 else 0)
    return visit.show(
        "path_year.html",
        back=view,
        pieces=pieces(view.weeks),
        fears=draw_fears(view.fears),
        months=_months(number),
        **_words(),
        picture=f"/path/{number}/picture.svg",
    )


def _months(year: int) -> list[str]:
    """The months of a year, by name."""
    return [month(date(year, number, 1)) for number in range(1, 13)]


def _words() -> dict[str, Any]:
    return {
        "step_words": path_words.step_words,
        "taken_words": path_words.taken_words,
        "recent_words": path_words.recent_words,
        "week_words": path_words.week_words,
        "fear_words": path_words.fear_words,
    }


def picture(visit: Visit) -> Response:
    """The picture as a file, without names and counts unless asked for."""
    asked = visit.request.path_params.get("year")
    number = int(asked) if asked is not None and int(asked) < 10_000 else 0 if asked is not None else None
    text = visit.book.path_picture(number, names=bool(visit.asked("names")), counts=bool(visit.asked("counts")))
    name = "entregent.svg" if number is None else f"entregent-{number}.svg"
    said = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(text, headers=said, media_type="image/svg+xml")


def say_elan(visit: Visit) -> Response:
    """What an exchange gave or took, in one tap."""
    word, number = visit.said("elan"), visit.said("footprint")
    if word not in ELAN:
        raise BadSettingError(key="elan", value=word)
    found = int(number) if number.isascii() and number.isdecimal() and len(number) < 20 else 0
    return visit.back(_once(visit, word, lambda: visit.book.say_elan(ELAN[word], number=found)), "/path")


def make_golden(visit: Visit) -> Response:
    """A step counted for the owner, in one tap."""
    number = visit.said("footprint")
    found = int(number) if number.isascii() and number.isdecimal() and len(number) < 20 else 0
    return visit.back(_once(visit, "golden", lambda: visit.book.make_golden(found)), "/path")


def _once(visit: Visit, verb: str, act: Callable[[], Done]) -> Done:
    key = f"{visit.said('key')[:64]} {verb}" if visit.said("key") else ""
    return visit.book.once(key, act)


ROUTES = [
    get("/path", show),
    get("/path/picture.svg", picture),
    get("/path/{year:int}", year),
    get("/path/{year:int}/picture.svg", picture),
    post("/path/elan", say_elan),
    post("/path/golden", make_golden),
]
