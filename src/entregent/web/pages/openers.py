"""First words: sentences for somebody, to copy, to change, to send; tu or vous; said otherwise by one's own program."""

import secrets
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from starlette.responses import Response

from entregent.app.opener_views import OpenerLine, OpenerSheet
from entregent.app.opener_words import PURPOSES, uses_in_words
from entregent.app.views import Done
from entregent.model.errors import LeftInPeaceError
from entregent.web.circles import circle_class
from entregent.web.links import safe_link
from entregent.web.pages.person import number_of
from entregent.web.routing import apart, get, post
from entregent.web.visit import Visit

FEW: Final = 3
MOST_SKIPPED: Final = 300
LONGEST: Final = 2_000


class Sending(NamedTuple):
    """A way to send a sentence: "mail", "text" or "social"; the link without the sentence, and with it."""

    way: str
    base: str
    link: str


def show(visit: Visit) -> Response:
    """Three sentences for somebody, and the way to three others."""
    person = number_of(visit)
    try:
        sheet = _sheet(visit, person)
    except LeftInPeaceError:
        if visit.is_partial:
            raise
        return visit.go(f"/people/{person}", visit.done)
    return _page(visit, sheet, part="parts/openers.html")


def _sheet(visit: Visit, person: int) -> OpenerSheet:
    purpose = visit.asked("purpose") or visit.said("purpose")
    return visit.book.openers(
        str(person),
        FEW,
        purpose=purpose if purpose in PURPOSES else "",
        skip=visit.asked_number("skip", 0, least=0, most=MOST_SKIPPED),
    )


def _page(visit: Visit, sheet: OpenerSheet, *, part: str, drawn: str = "") -> Response:
    command = next((line.value for line in visit.book.settings() if line.key == "rewriter"), "")
    return visit.show(
        "openers.html",
        part=part,
        sheet=sheet,
        path=f"/people/{sheet.person}/openers",
        look=circle_class(()),
        purposes=PURPOSES,
        uses_in_words=uses_in_words,
        sending=lambda text: sending(sheet.handles, text),
        few=FEW,
        drawn=drawn,
        rewriter=command,
        key=lambda: secrets.token_urlsafe(9),
    )


def sending(handles: tuple[str, ...], text: str) -> list[Sending]:
    """How a sentence can go: to the first mail address, phone and profile; only by links that are safe."""
    found: dict[str, Sending] = {}
    for handle in handles:
        link = safe_link(handle)
        kind = link.partition(":")[0]
        if kind == "mailto":
            base = f"{link}?body="
            found.setdefault("mail", Sending("mail", base, base + quote(text, safe="")))
        elif kind == "tel":
            base = f"sms:{link.removeprefix('tel:')}?&body="  # as both kinds of phones read it
            found.setdefault("text", Sending("text", base, base + quote(text, safe="")))
        elif kind == "https":
            found.setdefault("social", Sending("social", "", link))
    return [found[way] for way in ("mail", "text", "social") if way in found]


# ── what the owner does with them ─────────────────────────────────────────────────────────────────────────────────


def use(visit: Visit) -> Response:
    """A sentence was used: it does not come back. Another takes its place."""
    person = number_of(visit)
    kind, drawn = visit.said("kind"), visit.said("drawn")[:LONGEST]
    return _done(visit, person, lambda: visit.book.used_opener(str(person), kind, drawn))


def address(visit: Visit) -> Response:
    """Tu, or vous."""
    person = number_of(visit)
    return _done(visit, person, lambda: visit.book.set_address(str(person), visit.said("address")))


def speaks(visit: Visit) -> Response:
    """In French, or in English."""
    person = number_of(visit)
    return _done(visit, person, lambda: visit.book.set_speaks(str(person), visit.said("language")))


def _done(visit: Visit, person: int, act: Callable[[], Done]) -> Response:
    visit.done = visit.book.once(visit.said("key")[:64], act)
    if visit.is_partial:
        return _page(visit, _sheet(visit, person), part="parts/openers_whole.html")
    purpose = visit.said("purpose")
    query = f"?purpose={purpose}" if purpose in PURPOSES and purpose else ""
    return visit.go(f"/people/{person}/openers{query}", visit.done)


def otherwise(visit: Visit) -> Response:
    """The sentence in other words, by the owner's own program; it is still the one that was drawn."""
    sheet = _sheet(visit, number_of(visit))
    said = visit.book.say_otherwise(visit.said("text")[:LONGEST], language=sheet.language, address=sheet.address)
    one = OpenerLine(visit.said("kind")[:40] or "plain", said, (), gives=False)
    drawn = visit.said("drawn")[:LONGEST]
    return _page(visit, sheet._replace(openers=(one,)), part="parts/openers_one.html", drawn=drawn)


ROUTES = [
    get("/people/{who:int}/openers", show),
    post("/people/{who:int}/openers/use", use),
    post("/people/{who:int}/openers/address", address),
    post("/people/{who:int}/openers/speaks", speaks),
    apart("/people/{who:int}/openers/otherwise", otherwise),
]
