"""Approaches: which way of coming up to people works, what so few tries can show, and what to try next."""

import secrets
from typing import Final, NamedTuple

from starlette.responses import Response

from entregent.app.approach_views import ApproachesView, ApproachLine
from entregent.app.language import gettext as _
from entregent.web.routing import get, post
from entregent.web.visit import Visit

LEFT: Final = 12
WIDTH: Final = 296
"""The scale of an interval, from no answer at all to an answer each time."""


def show(visit: Visit) -> Response:
    """Every way that was tried, those that ask for a decision first."""
    view = visit.book.approaches()
    said = [line for line in view.lines if line.verdict != "not-yet" or line.better or line.drop]
    said.sort(key=_urgency)
    return visit.show(
        "approaches.html",
        view=view,
        headline=headline(view),
        said=said,
        open_ways=[line for line in view.lines if line not in said],
        scale=scale,
        key=secrets.token_urlsafe(9),
    )


_ORDER: Final = ("switch", "escalate", "not-yet", "persist")


def _urgency(line: ApproachLine) -> tuple[int, int]:
    return _ORDER.index(line.verdict) - (2 if line.drop else 0), -line.tries


def headline(view: ApproachesView) -> str:
    """What the page says first: the one thing that matters most among all ways."""
    verdicts = {line.verdict for line in view.lines}
    if "switch" in verdicts:
        return _("It is not you, it is the way.")
    if "escalate" in verdicts:
        return _("Perhaps it is not the channel.")
    if any(line.drop for line in view.lines):
        return _("One way brings fewer answers than it used to.")
    if any(line.better for line in view.lines):
        return _("One way falls short; too little is known of the others.")
    if any(line.low > line.aim for line in view.lines):
        return _("Your way of approaching people works.")
    if "persist" in verdicts:
        return _("Nothing speaks against going on.")
    return _("Not enough yet to tell.")


class Scale(NamedTuple):
    """Where things stand on the drawn scale, in the drawing's own units."""

    low: float
    width: float
    seen: float
    aim: float


def scale(line: ApproachLine) -> Scale:
    """The confidence sequence, the share seen and the aim, as places on a line."""
    low, high = _place(line.low), _place(line.high)
    return Scale(low, round(high - low, 1), _place(line.answers / max(line.tries, 1)), _place(line.aim))


def _place(share: float) -> float:
    return round(LEFT + WIDTH * share, 1)


def try_way(visit: Visit) -> Response:
    """Plan the next step by a way."""
    done = visit.book.once(visit.said("key"), lambda: visit.book.try_way(visit.said("way"), visit.said("who")))
    return visit.go("/approaches", done)


def aim(visit: Visit) -> Response:
    """What one way should bring, or all of them where none is named."""
    way, percent = visit.said("way"), visit.said("percent")
    done = visit.book.aim_at(way, percent) if way else visit.book.set_setting("answers-aim", percent)
    return visit.go("/approaches", done)


ROUTES = [get("/approaches", show), post("/approaches/try", try_way), post("/approaches/aim", aim)]
