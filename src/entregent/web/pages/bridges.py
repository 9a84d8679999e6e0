"""Bridges: who joins the groups of one's people, who opened them, and what hangs on one tie."""

import secrets
from typing import Final

from starlette.responses import Response

from entregent.app import group_words
from entregent.app.mapping import TooLittleMapError
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.web.pages.groups import asked_day, too_little
from entregent.web.routing import drawn, post
from entregent.web.visit import Visit

PLATE: Final = LEVEL_WORDS[Level.WIDE]
"""The plate that is proposed for a bridge that hangs on one tie: the lightest one."""


def show(visit: Visit) -> Response:
    """All bridges."""
    day = asked_day(visit)
    try:
        view = visit.book.bridges(day)
    except TooLittleMapError as error:
        return too_little(visit, error, "bridges")
    return visit.show("bridges.html", view=view, day=day, words=group_words, plate=PLATE, key=secrets.token_urlsafe(9))


def terms(visit: Visit) -> Response:
    """The terms of network science behind those who join groups: asked for by the fold."""
    view = visit.book.bridges()
    details = [visit.book.place_detail(str(place.person)) for place in view.connectors]
    return visit.show(
        "bridges_terms.html",
        part="bridges/terms.html",
        details=[one for one in details if one],
        own=view.own,
        words=group_words,
    )


def plate(visit: Visit) -> Response:
    """Give a plate to whoever a group hangs on."""
    level = visit.said("level") or PLATE
    done = visit.book.once(visit.said("key"), lambda: visit.book.level([visit.said("who")], level))
    return visit.go("/bridges", done)


ROUTES = [drawn("/bridges", show), drawn("/bridges/terms", terms), post("/bridges/plate", plate)]
