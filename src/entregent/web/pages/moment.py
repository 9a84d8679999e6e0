"""The moment: one person, one step, nothing else on the page; then what came of it, and what follows."""

import secrets
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from entregent.app import moment_words
from entregent.app.moment import outcome_fits, settles
from entregent.app.moment_views import AfterMoment, Moment
from entregent.app.views import Done
from entregent.model.errors import BadSettingError, LeftInPeaceError
from entregent.web.circles import circle_class
from entregent.web.links import safe_link
from entregent.web.moments import day
from entregent.web.outcomes import fitting_channel
from entregent.web.pages.person import number_of
from entregent.web.routing import get, post
from entregent.web.visit import Visit

FEARS: Final = range(11)
WARMTHS: Final = range(1, 6)
LONGEST: Final = 2_000


def show(visit: Visit) -> Response:
    """The moment itself. Whoever is left in peace has a page, and no moment."""
    person = number_of(visit)
    way = visit.asked("way")
    try:
        found = visit.book.moment(str(person), channel=way if way in moment_words.WAYS else "", step=_step(visit))
    except LeftInPeaceError:
        return visit.go(f"/people/{person}", visit.done)
    return visit.show(
        "moment.html",
        m=found,
        look=circle_class(found.circles),
        link=_link(found.channel, found.handle),
        code=_code(visit, found),
        way_words=moment_words.WAYS,
        tap=moment_words.tap,
        breath=moment_words.breath(),
        fears=FEARS,
        warmths=moment_words.WARMTHS,
        begin_mail=_begin_mail,
        key=secrets.token_urlsafe(9),
        path=_path(person, way, found.step.number if found.step is not None else None),
    )


def _path(person: int, way: str, step: int | None) -> str:
    said = [f"way={way}"] if way in moment_words.WAYS else []
    said += [f"step={step}"] if step is not None else []
    return f"/dare/{person}" + (f"?{'&'.join(said)}" if said else "")


def _step(visit: Visit) -> int | None:
    text = visit.asked("step") or visit.said("step")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _link(channel: str, handle: str) -> str:
    """What a tap opens: the phone, its messages, a mail, a profile; "" where nothing can."""
    link = safe_link(handle)
    return link.replace("tel:", "sms:", 1) if channel == "text" else link


def _begin_mail(link: str, text: str) -> str:
    """A mail that begins with a sentence."""
    return f"{link}?body={quote(text, safe='')}"


def _code(visit: Visit, found: Moment) -> str:
    """The address of the picture that hands the number to a phone; "" where there is no number to call."""
    if found.channel not in {"call", "text"} or not safe_link(found.handle).startswith("tel:"):
        return ""
    handles = visit.book.portrait(found.person, limit=1).view.line.handles
    return f"/people/{found.person}/code/{handles.index(found.handle)}.svg" if found.handle in handles else ""


# ── what came of it ───────────────────────────────────────────────────────────────────────────────────────────────


def tell(visit: Visit) -> Response:
    """What came of the step, in one tap; then the page of what follows."""
    person, outcome = number_of(visit), visit.said("outcome")
    key = f"{visit.said('key')[:64]} {outcome[:16]}" if visit.said("key") else ""
    done = visit.book.once(key, _telling(visit, person, outcome))
    number = visit.book.footprint_of(done.action) if done.action is not None else None
    return visit.go(f"/dare/{person}/after/{number}" if number is not None else f"/people/{person}", done)


def _telling(visit: Visit, person: int, outcome: str) -> Callable[[], Done]:
    channel = visit.said("channel") or "call"
    if channel not in moment_words.WAYS or not outcome_fits(channel, outcome):
        raise BadSettingError(key="outcome", value=outcome)
    commitment = _commitment(visit)
    kind, _, opener = visit.said("opener").partition(" ")
    about = {
        "fear": _figure(visit, "fear", FEARS),
        "expected": _figure(visit, "expected", WARMTHS),
        "opener": kind,
        "step": _step(visit),
        "commitment": commitment,
        **{name: visit.said(name) for name in ("ladder", "rung", "place")},
    }
    way = fitting_channel(channel, outcome)

    def act() -> Done:
        done = visit.book.log([str(person)], channel=way, outcome=outcome, at=visit.kept_at, about=about)
        if commitment is not None:
            visit.book.settle_commitment(commitment, settles(outcome))
        if opener:
            visit.book.used_opener(str(person), kind, opener)
        return done

    return act


def _commitment(visit: Visit) -> int | None:
    """The commitment that this step fulfils, where the owner said so."""
    text = visit.said("commitment")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _figure(visit: Visit, name: str, bounds: range) -> int | None:
    """A figure of the form, None for one that was not given. Raises BadSettingError."""
    text = visit.said(name)
    if not text:
        return None
    figure = int(text.removeprefix("-")) * (-1 if text.startswith("-") else 1) if _is_whole(text) else None
    if figure is None or figure not in bounds:
        raise BadSettingError(key=name, value=text)
    return figure


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) < 3


def after(visit: Visit) -> Response:
    """What follows a step: a line about it, how it was, what was promised; after a hung-up call, two gentle ways."""
    found = visit.book.after_moment(_number(visit))
    if found.person != number_of(visit):
        return visit.go(f"/dare/{found.person}/after/{found.number}", visit.done)
    return _after_page(visit, found, kept=bool(visit.asked("kept")))


def _after_page(visit: Visit, found: AfterMoment, *, kept: bool) -> Response:
    return visit.show(
        "moment_after.html",
        a=found,
        look=circle_class(found.circles),
        kept=kept,
        head=moment_words.DARED,
        felt=moment_words.FELT,
        smaller_words=moment_words.SMALLER,
        alone=moment_words.not_alone(),
        care=moment_words.care() if (found.fear_left or 0) >= moment_words.HARD_FEAR else "",
        fears=FEARS,
        warmths=moment_words.WARMTHS,
        way_words=moment_words.WAYS,
        key=secrets.token_urlsafe(9),
        path=f"/dare/{found.person}/after/{found.number}",
    )


def _number(visit: Visit) -> int:
    number = int(visit.request.path_params["step"])
    return number if number.bit_length() < 64 else 0


def say(visit: Visit) -> Response:
    """What is said of a step: felt, learned, promised. All of it or nothing is kept, once."""
    found = visit.book.after_moment(_number(visit))
    key = f"{visit.said('key')[:64]} after" if visit.said("key") else ""
    done = visit.book.once(key, _saying(visit, found))
    return visit.go(f"/dare/{found.person}/after/{found.number}", done, kept="1")


def _saying(visit: Visit, found: AfterMoment) -> Callable[[], Done]:
    said: dict[str, object] = {
        "note": visit.said("note")[:LONGEST],
        "fear": _figure(visit, "fear", FEARS),
        "warmth": _figure(visit, "warmth", WARMTHS),
        "elan": _figure(visit, "elan", range(-1, 2)),
        "golden": True if visit.said("golden") else None,
    }
    promised, by = visit.said("promise"), day(visit, visit.said("by"), past=False)
    on, way, sentence = day(visit, visit.said("on"), past=False), visit.said("next"), visit.said("sentence")
    if way and way not in moment_words.WAYS:
        raise BadSettingError(key="channel", value=way)

    def act() -> Done:
        done = visit.book.afterward(found.number, matters=visit.said("matters"), **said)
        if promised:
            done = visit.book.promise(str(found.person), promised, by=by or _in_a_week(visit))
        if on:
            done = visit.book.plan_step([str(found.person)], on=on, channel=way, sentence=sentence)
        return done

    return act


def _in_a_week(visit: Visit) -> str:
    return visit.today.fromordinal(visit.today.toordinal() + 7).isoformat()


def keep_why(visit: Visit) -> Response:
    """My why, in my own words, changed in place."""
    return visit.back(visit.book.set_setting("why", visit.said("why")), f"/dare/{number_of(visit)}")


ROUTES = [
    get("/dare/{who:int}", show),
    post("/dare/{who:int}/told", tell),
    post("/dare/{who:int}/why", keep_why),
    get("/dare/{who:int}/after/{step:int}", after),
    post("/dare/{who:int}/after/{step:int}", say),
]
