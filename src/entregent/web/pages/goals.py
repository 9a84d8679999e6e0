"""Goals: what the owner wants and how it goes; the funnel of business; one goal with all that counted toward it."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from starlette.responses import Response

from entregent.app.goal_phrases import counted_in_words, measured, money, pace_in_words, wanted
from entregent.app.goal_views import GoalLine
from entregent.app.views import Done
from entregent.app.wording import MEASURES, complaint
from entregent.model.errors import EntregentError, RequestError
from entregent.model.tie import CIRCLES
from entregent.web.goal_charts import draw
from entregent.web.moments import day
from entregent.web.routing import get, post
from entregent.web.visit import Visit

BUSINESS: Final = ("prospects", "clients", "partners", "collaborators")
NAMED: Final = 10
"""People shown at a stage at once; the others are folded."""
FOLDED: Final = 60
EVERYBODY: Final = 100_000
"""So many at a stage lie in the page, and on demand."""
FIRST_EVIDENCE: Final = 20
WORDS: Final[dict[str, Any]] = {
    "draw": draw,
    "measured": measured,
    "pace": pace_in_words,
    "wanted": wanted,
    "money": money,
    "counted_in_words": counted_in_words,
}


def show(visit: Visit) -> Response:
    """All goals, and the funnel."""
    return _all(visit)


def add(visit: Visit) -> Response:
    """A new goal; what it lacks is said beside the form, which keeps what was typed."""
    try:
        done = visit.book.once(visit.said("key")[:64], lambda: _added(visit))
    except RequestError as error:
        return _all(visit, trouble=error)
    return visit.go("/goals", done)


def _added(visit: Visit) -> Done:
    return visit.book.add_goal(
        visit.said("what"),
        measure=visit.said("measure"),
        target=_typed_number(visit.said("target"), visit.said("measure")),
        by=day(visit, visit.said("by"), past=False),
        why=visit.said("why"),
        circle=visit.said("circle"),
        since=day(visit, visit.said("since"), past=True),
    )


def _typed_number(text: str, measure: str) -> str:
    """A number as a person types it: "1 000" is a thousand; money has words of its own."""
    return text if measure == "value" else "".join(text.split())


def _all(visit: Visit, *, trouble: EntregentError | None = None) -> Response:
    lines = visit.book.goals(ended=True)
    going = [line for line in lines if not line.ended]
    circle = visit.asked("circle")
    circle = circle if circle in BUSINESS else ""
    funnel = visit.book.funnel(circle)
    return visit.show(
        "goals.html",
        status=422 if trouble else 200,
        goals=going,
        ended=[line for line in lines if line.ended],
        reached=[line for line in going if line.state == "reached"],
        funnel=funnel,
        circle=circle,
        business=BUSINESS,
        most=NAMED,
        folded=EVERYBODY if visit.asked("all") else FOLDED,
        **_form_facts(visit, trouble),
        **WORDS,
    )


def _form_facts(visit: Visit, trouble: EntregentError | None) -> dict[str, Any]:
    return {
        "trouble": complaint(trouble, on_page=True).split("\n")[0] if trouble else "",
        "typed": {key: visit.said(key) for key in visit.form} if trouble else {},
        "measures": tuple(MEASURES),
        "circles": CIRCLES,
        "key": secrets.token_urlsafe(9),
    }


# ── one goal ──────────────────────────────────────────────────────────────────────────────────────────────────────


def one(visit: Visit) -> Response:
    """One goal."""
    return _one(visit)


def _number(visit: Visit) -> int:
    return int(visit.request.path_params["number"])


def _one(visit: Visit, *, trouble: EntregentError | None = None, form: str = "") -> Response:
    view = visit.book.goal(_number(visit))
    whole = visit.asked("all") == "1"
    shown = view.evidence if whole else view.evidence[:FIRST_EVIDENCE]
    return visit.show(
        "goal.html",
        status=422 if trouble else 200,
        goal=view,
        line=view.line,
        evidence=shown,
        evidence_left=len(view.evidence) - len(shown),
        names=visit.book.stage_names(),
        path=f"/goals/{view.line.number}",
        choices=_choices(trouble),
        form=form,
        before=_before(view.line),
        **_form_facts(visit, trouble),
        **WORDS,
    )


def _choices(trouble: EntregentError | None) -> list[Any]:
    """Whom a name may mean, where several people bear it."""
    found = trouble.facts.get("choices") if trouble is not None else None
    return found if isinstance(found, list) else []


def _before(line: GoalLine) -> dict[str, str]:
    """What the form of a goal begins with."""
    return {
        "what": line.what,
        "why": line.why,
        "measure": line.measure,
        "target": f"{line.target:g}" if line.target < 1e6 else f"{line.target:.0f}",
        "circle": line.circle,
        "by": line.by,
    }


def _attempt(visit: Visit, form: str, act: Callable[[], Done]) -> Response:
    """Do it and come back to the goal; what a form could not take is said there, with what was typed."""
    number = _number(visit)
    try:
        done = act()
    except RequestError as error:
        visit.book.goal(number)  # a goal that is not here has no page to say it on
        return _one(visit, trouble=error, form=form)
    return visit.go(f"/goals/{number}", done)


def edit(visit: Visit) -> Response:
    """Other words for it."""
    return _attempt(visit, "edit", lambda: _edited(visit))


def _edited(visit: Visit) -> Done:
    return visit.book.reword_goal(
        _number(visit),
        what=visit.said("what"),
        why=visit.said("why"),
        measure=visit.said("measure"),
        target=_typed_number(visit.said("target"), visit.said("measure")),
        by=day(visit, visit.said("by"), past=False),
        circle=visit.said("circle"),
    )


def people(visit: Visit) -> Response:
    """Somebody comes in, or goes out."""
    out = visit.said("remove")
    return _attempt(
        visit,
        "people",
        lambda: visit.book.people_of_goal(_number(visit), [out or visit.said("who")], remove=bool(out)),
    )


def step(visit: Visit) -> Response:
    """A next step, toward somebody or toward nobody in particular."""
    return _attempt(visit, "steps", lambda: visit.book.once(visit.said("key")[:64], lambda: _planned(visit)))


def _planned(visit: Visit) -> Done:
    number = visit.book.goal(_number(visit)).line.number
    toward = [who for who in (visit.said("toward"),) if who]
    on = day(visit, visit.said("on"), past=False)
    return visit.book.plan_step(toward, action=visit.said("action"), on=on, goal=number)


def end(visit: Visit) -> Response:
    """Closed, let go, or taken up again."""
    how = visit.said("how")
    kept = how if how in {"done", "dropped"} else "open"
    return _attempt(visit, "end", lambda: visit.book.end_goal(_number(visit), how=kept, word=visit.said("word")))


def yes(visit: Visit) -> Response:
    """Still what I want."""
    done = visit.book.still_wanted(_number(visit))
    return visit.back(done, f"/goals/{_number(visit)}")


ROUTES = [
    get("/goals", show),
    post("/goals", add),
    get("/goals/{number:int}", one),
    post("/goals/{number:int}/edit", edit),
    post("/goals/{number:int}/people", people),
    post("/goals/{number:int}/steps", step),
    post("/goals/{number:int}/end", end),
    post("/goals/{number:int}/yes", yes),
]
