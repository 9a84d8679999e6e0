"""Plates: what the minutes keep up, what was carried, which circle lacks room, whom to let rest, and all plates."""

import threading
from collections.abc import Sequence
from typing import Any, Final

from starlette.responses import Response

from entregent.app.marking import N_
from entregent.app.plates_views import BudgetView, Carried, CircleRoom
from entregent.app.views import Done, PlatesView
from entregent.model.errors import BadNumberError, BadSettingError
from entregent.web import plate_charts
from entregent.web.routing import get, post
from entregent.web.scene import Scene, draw
from entregent.web.visit import Visit

LEVELS: Final = ("close", "valued", "nurtured", "wide")
ON_STAGE: Final = 60
ENOUGH_PLATES: Final = 5
"""Fewer need no choice: nothing is drawn of them."""
ENOUGH_QUARTERS: Final = 4
PROPOSED: Final = 8
"""People to let rest that are shown at once; the others when asked for."""
STEP: Final = 5
"""Minutes between two stops of the slider."""

TENDER: Final = frozenset(("love", "family", "friends"))
"""Circles of which nothing is said that sounds like worth."""
WEIGHTS: Final = (
    N_("left out of the plan"),
    N_("counts half"),
    N_("counts as usual"),
    N_("counts half as much again"),
    N_("counts double"),
    N_("counts two and a half times"),
    N_("counts three times"),
)
"""What a circle's slider says, from 0 by halves."""
TENDER_WEIGHTS: Final = (
    N_("you see to it without the plan"),
    N_("a little later than the rest"),
    N_("like the rest"),
    N_("a little sooner than the rest"),
    N_("sooner than the rest"),
    N_("much sooner than the rest"),
    N_("first of all"),
)

_measuring = threading.Lock()


def show(visit: Visit) -> Response:
    """The page; only the consequences where the minutes were moved."""
    return _page(visit, part="plates/budget.html")


def keep_minutes(visit: Visit) -> Response:
    """These are the minutes that I give."""
    return visit.go("/plates", visit.book.set_setting("minutes-per-week", visit.said("minutes")))


def weigh_circle(visit: Visit) -> Response:
    """How much a circle counts in the plan."""
    circle = visit.said("circle")
    if not circle:
        raise BadSettingError(key="circle", value=circle)
    return _did(visit, visit.book.set_setting(f"weight-{circle}", visit.said("weight")))


def let_rest(visit: Visit) -> Response:
    """This tie may rest."""
    return _did(visit, visit.book.rest([visit.who]))


def wake(visit: Visit) -> Response:
    """This tie is wanted again."""
    return _did(visit, visit.book.rest([visit.who], wake=True))


def keep_up(visit: Visit) -> Response:
    """This tie stays up; it is not proposed again for a while."""
    return _did(visit, visit.book.keep_up(visit.who))


def set_level(visit: Visit) -> Response:
    """How much I want these ties."""
    chosen = visit.said_all("who")
    return _did(visit, visit.book.level(chosen, visit.said("level")) if chosen else None)


def measure(visit: Visit) -> Response:
    """What was carried, worked out where it is not of this day. A long look, so never two at once."""
    carried = visit.book.carried()
    if not carried.fresh:
        if not _measuring.acquire(blocking=False):
            return _carried(visit, carried, waits=True)
        try:
            carried = visit.book.carry()
        finally:
            _measuring.release()
    return _carried(visit, carried)


def _carried(visit: Visit, carried: Carried, *, waits: bool = False) -> Response:
    if not visit.is_partial:
        return visit.go("/plates")
    return visit.show("plates/carried.html", **carried_facts(visit, carried), waits=waits)


def _did(visit: Visit, done: Done | None) -> Response:
    visit.done = done
    if visit.is_partial:
        return _page(visit, part="plates/whole.html")
    return visit.back(done, default="/plates")


def _page(visit: Visit, *, part: str) -> Response:
    book = visit.book
    typed = visit.asked("minutes")
    if typed and not (typed.isdecimal() and len(typed) < 6):
        raise BadNumberError(text=typed, what="minutes")
    seen = book.budget(int(typed) if typed else None)
    if not seen.ties and not book.resting():
        return visit.show("plates_empty.html", people=book.today().people)
    plates = book.plates()
    facts: dict[str, Any] = {
        "seen": seen,
        "plates": plates,
        "more_hour": seen.kept(seen.minutes + 60) - seen.kept(seen.minutes),
        "most": plate_charts.most_minutes(seen),
        "step": STEP if seen.own % STEP == 0 else 1,
        "short": plate_charts.short_minutes,
    }
    if part == "plates/budget.html" and visit.is_partial:
        return visit.show(part, part=part, **facts)
    rooms = book.circle_rooms(seen)
    return visit.show(
        "plates.html", part=part, **facts, **_rest_facts(visit, seen, plates), **_drawn(visit, seen, plates, rooms)
    )


def _drawn(visit: Visit, seen: BudgetView, plates: PlatesView, rooms: list[CircleRoom]) -> dict[str, Any]:
    """Everything that the page draws, and the words for it."""
    carried = visit.book.carried()
    recent = plate_charts.recent_range(carried.capacity)
    enough = len(seen.ties) >= ENOUGH_PLATES
    return {
        "curve": plate_charts.budget_chart(seen, plates.upkeep_curve, recent) if enough else None,
        "begins": sorted(tie.kept_from for tie in seen.ties if tie.kept_from is not None),
        "rooms": rooms,
        "least": least_room(rooms),
        "circles": plate_charts.circle_charts(seen, rooms) if enough and len(rooms) > 1 else None,
        "weights": lambda room: TENDER_WEIGHTS if room.circle in TENDER else WEIGHTS,
        "shelves": _shelves(visit, seen),
        "levels": LEVELS,
        "unfolded": visit.said("level-was") or visit.asked("level"),
        "waits": False,
        **carried_facts(visit, carried),
    }


def carried_facts(visit: Visit, carried: Carried) -> dict[str, Any]:
    """What the capacity's part needs: its chart where there is enough history."""
    capacity = carried.capacity
    enough = capacity is not None and len(capacity.by_quarter) >= ENOUGH_QUARTERS
    return {
        "carried": carried,
        "capacity": capacity,
        "recent": plate_charts.recent_range(capacity),
        "carried_chart": plate_charts.carried_chart(capacity, visit.today) if capacity and enough else None,
    }


def _rest_facts(visit: Visit, seen: BudgetView, plates: PlatesView) -> dict[str, Any]:
    proposed = plates.rest
    shown = proposed if visit.asked("rest") == "all" else proposed[:PROPOSED]
    return {
        "rest": shown,
        "rest_left": len(proposed) - len(shown),
        "resting": visit.book.resting(),
        "by_person": {tie.person: tie for tie in seen.ties},
    }


def _shelves(visit: Visit, seen: BudgetView) -> list[tuple[str, list[object], Scene]]:
    """Each level with its ties, and with those of its plates that the stage holds."""
    plates = visit.book.scene(ON_STAGE)
    return [
        (
            level,
            [tie for tie in seen.ties if tie.level == level],
            draw([plate for plate in plates if plate.level == level]),
        )
        for level in LEVELS
    ]


def least_room(rooms: Sequence[CircleRoom]) -> CircleRoom | None:
    """The circle of which the smallest part stays up, among those with at least three plates; None where all do."""
    short = [room for room in rooms if room.plates >= 3 and room.kept < room.plates]
    return min(short, key=lambda room: (room.kept / room.plates, -room.plates), default=None)


ROUTES = [
    get("/plates", show),
    get("/plates/carried", measure),
    post("/plates/minutes", keep_minutes),
    post("/plates/circle", weigh_circle),
    post("/plates/{who:int}/rest", let_rest),
    post("/plates/{who:int}/wake", wake),
    post("/plates/{who:int}/keep-up", keep_up),
    post("/plates/level", set_level),
]
