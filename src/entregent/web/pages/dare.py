"""Dare: what was dared, the small dare of today, the ladder, what is planned, and how warm people were."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from starlette.responses import Response

from entregent.app.footprint_views import Footprint
from entregent.app.ladder_views import DareLine, PlannedStep
from entregent.app.ladder_words import care
from entregent.app.language import ahead, day_of
from entregent.app.planned_steps import NotPlannedError
from entregent.app.views import Done
from entregent.app.wording import complaint
from entregent.model.errors import BadNumberError, BadSettingError, RequestError
from entregent.web.moments import day
from entregent.web.outcomes import OUTCOMES, card_outcomes
from entregent.web.routing import get, post
from entregent.web.surprise_chart import draw_pairs
from entregent.web.visit import Visit

FEARS: Final = range(11)
MOST_PAIRS: Final = 40


def show(visit: Visit, trouble: str = "") -> Response:
    """The home of daring; another ladder with `?ladder=`; with what the form of a step could not take."""
    book = visit.book
    taken = book.footprints()
    ladders = book.ladders()
    wished = visit.asked("ladder")
    ladder = next((one for one in ladders if one.slug == wished), ladders[0])
    small = book.small_dare(book.minutes_a_day())
    surprise = book.surprise()
    return visit.show(
        "dare.html",
        status=422 if trouble else 200,
        trouble=trouble,
        said=visit.said,
        pride=pride(visit, taken),
        small=small,
        small_words=_small_words(visit, small),
        warm_ups=book.warm_ups() if small is not None and small.wants_warm_up else [],
        ladder=ladder,
        ladders=ladders,
        planned=book.planned_steps(),
        surprise=surprise,
        pairs=draw_pairs(surprise.pairs[-MOST_PAIRS:]),
        first_steps=book.first_steps(),
        lately=_lately(visit, taken),
        rungs=[(rung.slug, rung.sentence) for rung in ladder.rungs],
        fears=FEARS,
        outcomes=card_outcomes,
        channels=CHANNELS,
        key=secrets.token_urlsafe,
        planned_day=planned_day,
        care=care,
    )


def planned_day(step: PlannedStep, today: date) -> str:
    """When a step is due, in words: "today", "in 3 days"."""
    return ahead((date.fromisoformat(step.on) - today).days)


CHANNELS: Final = ("call", "text", "mail", "meeting", "social", "letter", "other")


def pride(visit: Visit, taken: list[Footprint]) -> tuple[int, int, int, int]:
    """(steps this year, of which done, tried, golden)."""
    year = visit.today.year
    own = [one for one in taken if day_of(one.at, visit.book.zone).year == year]
    tried = sum(one.tried for one in own)
    return len(own), len(own) - tried, tried, sum(one.golden for one in own)


def _lately(visit: Visit, taken: list[Footprint]) -> Footprint | None:
    """Today's last step on a rung of which nothing was said yet, if it was toward nobody in particular."""
    for one in reversed(taken):
        if day_of(one.at, visit.book.zone) != visit.today:
            return None
        if one.rung and not one.people and one.fear_after is None:
            return one
    return None


def _small_words(visit: Visit, small: DareLine | None) -> str:
    """Why there is no small dare today: "done", "planned", "off", "" where there is one."""
    if small is not None:
        return ""
    if visit.book.dared_today():
        return "done"
    today = visit.today.isoformat()
    return "planned" if any(step.rung and step.on <= today for step in visit.book.planned_steps()) else "off"


# ── the small dare ────────────────────────────────────────────────────────────────────────────────────────────────


def begin(visit: Visit) -> Response:
    """The small dare becomes a step planned for today; then the page of the moment, where it is toward somebody."""
    person, rung, ladder = visit.said("person"), visit.said("rung")[:100], visit.said("ladder")[:100]
    whos = [person] if person.isdecimal() and len(person) < 16 else []
    key = _key(visit, "begin")
    done = visit.book.once(
        key, lambda: visit.book.plan_step(whos, rung=rung, ladder=ladder, channel=visit.said("channel"))
    )
    newest = max((step.number for step in visit.book.planned_steps()), default=0)
    return visit.go(f"/dare/{whos[0]}?step={newest}" if whos else "/dare", done)


def tread(visit: Visit) -> Response:
    """A rung toward nobody in particular: done, or tried."""
    outcome = visit.said("outcome") or "done"
    if outcome not in {"done", "tried"}:
        raise BadSettingError(key="outcome", value=outcome)
    if outcome == "tried":
        outcome = TRIED.get(visit.said("rung"), "left-early")
    rung, ladder = visit.said("rung")[:100], visit.said("ladder")[:100]
    about: dict[str, Any] = {"fear": _figure(visit, "fear", 10)}
    key = _key(visit, f"tread {outcome}")
    return visit.go("/dare", visit.book.once(key, lambda: visit.book.tread(rung, outcome, ladder=ladder, **about)))


TRIED: Final = {"call-shop": "hung-up", "observe": "not-answered", "react": "not-sent"}
"""What "I tried" was, by the rung; else: entered, and left."""


def not_today(visit: Visit) -> Response:
    """No dare today."""
    return visit.back(visit.book.once(_key(visit, "off"), visit.book.not_today), "/dare")


def after(visit: Visit) -> Response:
    """How much fear was left after a step toward nobody in particular, and whether it counted."""
    number = _number(visit, "footprint")
    said: dict[str, Any] = {"fear": _figure(visit, "fear", 10), "golden": True if visit.said("golden") else None}
    done = visit.book.once(_key(visit, "after"), lambda: visit.book.afterward(number, **said))
    return visit.go("/dare", done)


# ── planned steps ─────────────────────────────────────────────────────────────────────────────────────────────────


def plan(visit: Visit) -> Response:
    """Plan a step; what the form could not take comes back with all that was typed."""
    whos = [visit.said("who")[:200]] if visit.said("who") else []
    try:
        wish = _wish(visit)
        done = visit.book.once(
            _key(visit, "plan"), lambda: visit.book.plan_step(whos, create=bool(visit.said("create")), **wish)
        )
    except RequestError as error:
        return show(visit, complaint(error, on_page=True))
    return visit.back(done, "/dare")


def step_verb(visit: Visit) -> Response:
    """Change, drop or fulfil a planned step; a change that can't be taken comes back with all that was typed."""
    number = int(visit.request.path_params["number"])
    try:
        done = visit.book.once(_key(visit, f"step {number}"), _step_deed(visit, number))
    except NotPlannedError:
        raise
    except RequestError as error:
        if visit.said("verb") != "edit":
            raise
        return edit_page(visit, complaint(error, on_page=True))
    return visit.back(done, "/dare")


def _step_deed(visit: Visit, number: int) -> Callable[[], Done]:
    verb, book = visit.said("verb"), visit.book
    if verb == "drop":
        return lambda: book.drop_planned_step(number)
    if verb == "edit":
        wish = _wish(visit)
        return lambda: book.edit_step(number, **wish)
    if verb == "tried":
        step = book.planned_step(number)
        verb = {"call": "hung-up", "meeting": "left-early"}.get(
            step.channel, "not-sent" if step.people else "left-early"
        )
    if verb not in {*OUTCOMES, "done"}:
        raise BadSettingError(key="outcome", value=verb)
    return lambda: book.do_step(number, verb, at=visit.kept_at)


def _tried(step: PlannedStep) -> str:
    """What "I tried" was: hung up, went in and left, written and not sent."""
    if step.channel == "call":
        return "hung-up"
    return "not-sent" if step.people and step.channel != "meeting" else "left-early"


def edit_page(visit: Visit, trouble: str = "") -> Response:
    """A planned step, to be changed. Raises NotPlannedError."""
    step: PlannedStep = visit.book.planned_step(int(visit.request.path_params["number"]))
    return visit.show(
        "dare/step.html",
        status=422 if trouble else 200,
        trouble=trouble,
        said=visit.said,
        step=step,
        channels=CHANNELS,
        outcomes=card_outcomes,
        planned_day=planned_day,
        key=secrets.token_urlsafe,
    )


def _wish(visit: Visit) -> dict[str, object]:
    """What a form says of a step."""
    wish: dict[str, object] = {
        name: visit.said(name)[:500]
        for name in ("action", "channel", "cue", "sentence", "ladder", "rung", "place")
        if name in visit.form
    }
    if visit.said("on"):
        wish["on"] = day(visit, visit.said("on"), past=False)
    minutes = _figure(visit, "minutes", 1_440)
    return wish | ({"minutes": minutes} if minutes else {})


def _figure(visit: Visit, name: str, most: int) -> int | None:
    text = visit.said(name)
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 5 or int(text) > most:
        raise BadNumberError(text=text, what=name)
    return int(text)


def _number(visit: Visit, name: str) -> int:
    text = visit.said(name)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


def _key(visit: Visit, verb: str) -> str:
    return f"{visit.said('key')[:64]} {verb}" if visit.said("key") else ""


ROUTES = [
    get("/dare", show),
    post("/dare/begin", begin),
    post("/dare/tread", tread),
    post("/dare/not-today", not_today),
    post("/dare/after", after),
    post("/dare/plan", plan),
    get("/dare/steps/{number:int}", edit_page),
    post("/dare/steps/{number:int}", step_verb),
]
