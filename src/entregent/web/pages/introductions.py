"""Introductions: what waits for a yes or no, who opened which doors, and the introductions that the owner makes."""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from starlette.responses import Response

from entregent.app.introduction_views import IntroductionDraft, IntroductionLetter, MetThrough
from entregent.app.language import day_of
from entregent.app.views import Done
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError
from entregent.web.letters import mail_link
from entregent.web.routing import apart, get, post
from entregent.web.visit import Visit

QUEUE: Final = 8
STATES: Final = ("asked", "made", "came", "let-go")
LONGEST: Final = 10_000
WIDE, ROW, LEFT = 920, 22, 12
MOST_DOTS: Final = 400


class Dot(NamedTuple):
    """A tie of the timeline: where it is drawn, when it came, through whom."""

    x: int
    y: int
    line: MetThrough


class Years(NamedTuple):
    """The timeline as drawn: its height, the dots, and where each year begins."""

    height: int
    dots: tuple[Dot, ...]
    years: tuple[tuple[int, int], ...]


def show(visit: Visit) -> Response:
    """Everything about introductions; where it must be worked out first, that is done aside."""
    if not visit.book.introductions_kept():
        return visit.go("/introductions/all")
    return _page(visit)


def whole(visit: Visit) -> Response:
    """The same, however long it takes."""
    return _page(visit)


def _page(visit: Visit, trouble: str = "") -> Response:
    view = visit.book.introductions(queue=QUEUE)
    return visit.show(
        "introductions.html",
        status=422 if trouble else 200,
        view=view,
        years=_years(visit, view.timeline),
        pairs=visit.book.introduction_pairs() if visit.book.introductions_kept() else [],
        states=STATES,
        key=secrets.token_urlsafe(9),
        trouble=trouble,
    )


def _years(visit: Visit, lines: Sequence[MetThrough]) -> Years | None:
    """Ties along the years, stacked where several came in one month."""
    dated = [line for line in lines if line.at is not None][-MOST_DOTS:]
    if len(dated) < 2:
        return None
    first, last = dated[0].at or 0, dated[-1].at or 0
    scale = (WIDE - 2 * LEFT) / max(last - first, 1)
    stacked: dict[int, int] = {}
    dots = []
    for line in dated:
        column = int(((line.at or 0) - first) * scale) // 14
        level = stacked[column] = stacked.get(column, 0) + 1
        dots.append((LEFT + column * 14 + 7, level, line))
    height = max(level for _, level, _ in dots) * 16 + ROW + 8
    zone = visit.book.zone
    years = range(day_of(first, zone).year, day_of(last, zone).year + 1)
    begins = [(LEFT + int((datetime(year, 1, 1, tzinfo=UTC).timestamp() - first) * scale), year) for year in years]
    return Years(
        height,
        tuple(Dot(x, height - ROW - level * 16 + 8, line) for x, level, line in dots),
        tuple((x, year) for x, year in begins if 0 <= x < WIDE - 30),
    )


def _attempt(visit: Visit, act: Callable[[], Done]) -> Response:
    try:
        done = visit.book.once(visit.said("key")[:64], act)
    except EntregentError as error:
        return _page(visit, complaint(error, on_page=True))
    back = visit.said("back")
    return visit.go(back if back.startswith("/people/") and back[8:].isdecimal() else "/introductions", done)


def confirm(visit: Visit) -> Response:
    """Yes, it was so."""
    who = str(visit.request.path_params["who"])
    return _attempt(visit, lambda: visit.book.confirm_introducer(who, visit.said("by")))


def deny(visit: Visit) -> Response:
    """No, it was not."""
    who = str(visit.request.path_params["who"])
    return _attempt(visit, lambda: visit.book.deny_introducer(who, visit.said("by")))


def draft(visit: Visit) -> Response:
    """The letters for two people."""
    try:
        made = visit.book.draft_introduction(visit.asked("one"), visit.asked("other"))
    except EntregentError as error:
        return _page(visit, complaint(error, on_page=True))
    return _letters(visit, made)


def _letters(visit: Visit, made: IntroductionDraft, *, trouble: str = "", kept: int = 0) -> Response:
    return visit.show(
        "introductions_draft.html",
        status=422 if trouble else 200,
        made=made,
        letters=(("one", made.ask_one), ("other", made.ask_other), ("both", made.joint)),
        link=_link,
        key=secrets.token_urlsafe(9),
        kept=kept or visit.asked_number("kept", 0, least=0, most=1 << 40),
        trouble=trouble,
    )


def _link(letter: IntroductionLetter) -> str:
    """A mail to whom the letter goes; to both, the second beside the first."""
    if not letter.addresses or len(letter.addresses) < len(letter.to):
        return ""
    link = mail_link(letter.addresses[0], letter.subject, letter.body)
    if link and len(letter.addresses) > 1 and mail_link(letter.addresses[1], "", ""):
        return link.replace("?", f",{mail_link(letter.addresses[1], '', '').removeprefix('mailto:')}?", 1)
    return link


def keep(visit: Visit) -> Response:
    """A letter goes to the outbox as a draft."""
    one, other = visit.said("one"), visit.said("other")
    to = visit.said("to")
    try:
        number = visit.book.keep_introduction_letter(to, visit.said("subject")[:200], visit.said("body")[:LONGEST])
    except EntregentError as error:
        return _letters(visit, visit.book.draft_introduction(one, other), trouble=complaint(error, on_page=True))
    return visit.go(f"/introductions/draft?one={one}&other={other}&kept={number}")


def promise(visit: Visit) -> Response:
    """Keep an introduction in hand."""
    one, other = visit.said("one"), visit.said("other")
    return _attempt(visit, lambda: visit.book.promise_introduction(one, other, visit.said("note")))


def move(visit: Visit) -> Response:
    """Say how one stands."""
    number = int(visit.request.path_params["number"])
    return _attempt(
        visit,
        lambda: visit.book.move_introduction(
            number, visit.said("state"), who=visit.said("who"), note=visit.said("note")
        ),
    )


ROUTES = [
    get("/introductions", show),
    apart("/introductions/all", whole, method="GET"),
    get("/introductions/draft", draft),
    post("/introductions/draft/keep", keep),
    post("/introductions/promise", promise),
    post("/introductions/{number:int}/move", move),
    post("/introductions/of/{who:int}/confirm", confirm),
    post("/introductions/of/{who:int}/deny", deny),
]
