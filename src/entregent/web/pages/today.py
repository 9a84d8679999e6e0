"""Today: what stands, the plates, a few people within the minutes, and what happened in one tap."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Final

from starlette.responses import Response

from entregent.app.reach_words import coming_in_words
from entregent.app.views import Done, Plan
from entregent.model.errors import BadSettingError
from entregent.model.tie import EXCHANGES, Outcome
from entregent.web.outcomes import LIKELY, OUTCOMES, card_outcomes, fitting_channel
from entregent.web.pages.person import number_of
from entregent.web.routing import get, post
from entregent.web.scene import draw
from entregent.web.visit import Visit

ON_STAGE: Final = 14
DAY_MINUTES: Final = (5, 180)


def show(visit: Visit) -> Response:
    """The home page; only what follows from them where the minutes were moved."""
    return _page(visit, part="today/moved.html")


def tell(visit: Visit) -> Response:
    """What happened with one person, in one tap: an outcome, later, or let rest."""
    visit.done = visit.book.once(_key(visit), _deed(visit))
    if visit.is_partial:
        return _page(visit, part="today/whole.html")
    return visit.back(visit.done)


def _key(visit: Visit) -> str:
    """The card's key with what was tapped: another outcome on the same card is another deed."""
    return f"{visit.said('key')[:64]} {visit.said('outcome')[:16]}" if visit.said("key") else ""


def _deed(visit: Visit) -> Callable[[], Done]:
    book, who, outcome = visit.book, str(number_of(visit)), visit.said("outcome")
    channel = visit.said("channel") or "mail"
    if outcome == "later":
        return lambda: book.later(who)
    if outcome == "rest":
        return lambda: book.rest([who], quietly=True)
    if outcome == "kept":
        return lambda: book.keep_promise(_number(visit.said("promise")))
    if outcome == "done":
        outcome = LIKELY.get(channel, "wrote")
    if outcome not in OUTCOMES:
        raise BadSettingError(key="outcome", value=outcome)
    way = fitting_channel(channel, outcome)
    sealed, planned = _number(visit.said("commitment")), _number(visit.said("step"))
    if sealed > 0:
        return lambda: book.settle_commitment(sealed, _how(outcome), outcome=outcome, channel=way)
    about = {"step": planned} if planned > 0 else None
    return lambda: book.log([who], channel=way, outcome=outcome, at=visit.kept_at, about=about)


def _how(outcome: str) -> str:
    return "done" if Outcome(outcome) in EXCHANGES else "tried"


def settle(visit: Visit) -> Response:
    """How a commitment of the owner's own went, in one tap."""
    number, way = int(visit.request.path_params["number"]), visit.said("way")
    visit.done = visit.book.once(
        f"{visit.said('key')[:64]} {way[:16]}" if visit.said("key") else "",
        lambda: visit.book.settle_commitment(number, way),
    )
    if visit.is_partial:
        return _page(visit, part="today/whole.html")
    return visit.back(visit.done)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else -1


def _page(visit: Visit, *, part: str) -> Response:
    book = visit.book
    typed = visit.said("minutes") or visit.asked("minutes")
    minutes = None
    if typed.isdecimal() and len(typed) < 6:
        minutes = min(max(int(typed), DAY_MINUTES[0]), DAY_MINUTES[1])
    plan = book.today(minutes)
    if not plan.people:
        return visit.show("today_empty.html")
    asked = {line.person for line in plan.suggestions}
    plates = book.scene(ON_STAGE, asked)
    limits = book.plates()
    coming = book.soonest()
    return visit.show(
        "today.html",
        part=part,
        plan=plan,
        now=book.now,
        scene=draw(plates),
        weeks=book.weeks(),
        limits=limits,
        well=[plate for plate in sorted(plates, key=lambda one: -one.last_at) if plate.state == "steady"][:3],
        minutes=plan.minutes,
        shown={plate.person: plate.circles for plate in plates},
        bounds=DAY_MINUTES,
        key=secrets.token_urlsafe,
        outcomes=card_outcomes,
        looked=_looked(visit, plan),
        last_read=last_read(visit, plan),
        coming=coming,
        coming_words=coming_in_words(coming, date.fromisoformat(plan.day)) if coming else "",
        gift=book.weeks_gift([line.person for line in plan.suggestions if line.action == "reach-out"]),
    )


def _looked(visit: Visit, plan: Plan) -> str:
    """When what is due was last looked after, in words; "" where it never was."""
    if plan.looked_after_at is None:
        return ""
    from entregent.app.follow_up_words import last_looked

    return last_looked(plan.looked_after_at, visit.book.now, visit.book.zone)


def last_read(visit: Visit, plan: Plan) -> str:
    """Up to which day exchanges were read, in words; "" where no export was."""
    from entregent.app import language

    if plan.fresh_until is None:
        return ""
    today = language.day_of(visit.book.now, visit.book.zone)
    return language.day(language.day_of(plan.fresh_until, visit.book.zone), today=today)


ROUTES = [get("/", show, kept=True), post("/today/{who:int}", tell), post("/today/commitments/{number:int}", settle)]
