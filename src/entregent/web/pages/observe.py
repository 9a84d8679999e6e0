"""Observe: a place or a person looked at until a day, with what to notice; then the smallest step."""

import secrets
from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from entregent.app.observing import DAYS, KINDS, MOST_DAYS, suggestions
from entregent.app.path_words import kind_word
from entregent.app.views import Done
from entregent.model.errors import BadNumberError, BadSettingError
from entregent.web.moments import day
from entregent.web.routing import get, post
from entregent.web.visit import Visit

LONGEST: Final = 500


def show(visit: Visit) -> Response:
    """What is observed, what has come to its day first; and a form to begin, for a kind with `?kind=`."""
    wished = visit.asked("kind")
    kind = wished if wished in KINDS else ""
    return visit.show(
        "observe.html",
        observed=visit.book.observed(),
        past=visit.book.observed_before(),
        kinds=KINDS,
        kind=kind,
        kind_word=kind_word,
        notice=suggestions(kind),
        days=DAYS,
        most_days=MOST_DAYS,
        who=visit.asked("who")[:200],
        key=secrets.token_urlsafe,
    )


def begin(visit: Visit) -> Response:
    """Begin to observe."""
    notice = [*visit.said_all("notice"), *visit.said("own").splitlines()]
    kind, what = visit.said("kind"), visit.said("what")[:200]
    if kind == "place" and not visit.said("place"):
        kind = ""  # Somebody of that name is meant, unless the owner said that it is a place all the same.
    days, create = _days(visit), bool(visit.said("create"))
    done = _once(visit, "begin", lambda: visit.book.observe(what, kind=kind, days=days, notice=notice, create=create))
    return visit.go("/observe", done)


def change(visit: Visit) -> Response:
    """Note what was seen, take more time, end it, or plan the smallest step."""
    number = int(visit.request.path_params["number"])
    verb = visit.said("verb")
    done = _once(visit, f"{number} {verb}", _deed(visit, number if number.bit_length() < 64 else 0, verb))
    return visit.go("/dare#planned" if verb == "step" else "/observe", done)


def _deed(visit: Visit, number: int, verb: str) -> Callable[[], Done]:
    book = visit.book
    if verb == "note":
        return lambda: book.note_observed(number, visit.said("note")[:10_000])
    if verb == "renew":
        days = _days(visit)
        return lambda: book.renew_observing(number, days=days, why=visit.said("why")[:LONGEST])
    if verb == "end":
        return lambda: book.end_observing(number)
    if verb == "step":
        on = day(visit, visit.said("on"), past=False)
        return lambda: book.step_after_observing(number, on=on)
    raise BadSettingError(key="verb", value=verb)


def _days(visit: Visit) -> int:
    text = visit.said("days") or str(DAYS)
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise BadNumberError(text=text, what="days")
    return int(text)


def _once(visit: Visit, verb: str, act: Callable[[], Done]) -> Done:
    key = f"{visit.said('key')[:64]} {verb}" if visit.said("key") else ""
    return visit.book.once(key, act)


ROUTES = [get("/observe", show), post("/observe", begin), post("/observe/{number:int}", change)]
