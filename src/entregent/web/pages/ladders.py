"""Ladders: each with its rungs, to be chosen and changed; and the page of each rung."""

import secrets
from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from entregent.app.ladder_views import LadderView, RungLine
from entregent.app.ladder_words import care
from entregent.app.views import Done
from entregent.model.errors import BadNumberError, BadSettingError
from entregent.web.pages.dare import CHANNELS, FEARS
from entregent.web.routing import get, post
from entregent.web.visit import Visit

MOST_NEW: Final = 12


def show(visit: Visit) -> Response:
    """One ladder, to be changed. Raises UnknownLadderError."""
    ladder = visit.book.ladder(_slug(visit))
    return visit.show(
        "dare/ladder.html",
        ladder=ladder,
        ladders=visit.book.ladders(),
        spare=visit.book.spare_rungs(ladder.slug),
        channels=CHANNELS,
        key=secrets.token_urlsafe,
        care=care,
    )


def _slug(visit: Visit) -> str:
    return str(visit.request.path_params["slug"])[:100]


def change(visit: Visit) -> Response:
    """Change a ladder by one of its forms."""
    slug = _slug(visit)
    verb = visit.said("verb")
    key = f"{visit.said('key')[:64]} {verb}" if visit.said("key") else ""
    done = visit.book.once(key, _deed(visit, slug, verb))
    gone = verb == "reset" and slug.startswith("own-")
    return visit.go("/dare" if gone or verb == "choose" else f"/dare/ladders/{slug}", done)


def _deed(visit: Visit, slug: str, verb: str) -> Callable[[], Done]:
    book, rung = visit.book, visit.said("rung")[:100]
    deeds: dict[str, Callable[[], Done]] = {
        "choose": lambda: book.choose_ladder(slug),
        "reset": lambda: book.reset_ladder(slug),
        "remove": lambda: book.remove_rung(slug, rung),
        "rename": lambda: book.rename_rung(slug, rung, visit.said("sentence")),
        "up": lambda: book.move_rung(slug, rung, _place(visit) + 1),
        "down": lambda: book.move_rung(slug, rung, _place(visit) - 1),
        "add": lambda: book.add_rung(slug, _told(visit)),
    }
    if verb not in deeds:
        raise BadSettingError(key="verb", value=verb)
    return deeds[verb]


def _place(visit: Visit) -> int:
    text = visit.said("place")
    if not text.isascii() or not text.isdecimal() or len(text) > 3:
        raise BadNumberError(text=text, what="place")
    return int(text)


def _told(visit: Visit) -> dict[str, object]:
    """A new rung: one of ours, or in the owner's words."""
    if visit.said("ours") and not visit.said("sentence"):
        return {"rung": visit.said("ours")}
    return {"sentence": visit.said("sentence"), "channel": visit.said("channel") or "other"}


def new(visit: Visit) -> Response:
    """A ladder of the owner's own: a name, and a rung a line."""
    rungs = visit.said("rungs").splitlines()[:MOST_NEW]
    key = f"{visit.said('key')[:64]} new" if visit.said("key") else ""
    done = visit.book.once(key, lambda: visit.book.new_ladder(visit.said("name"), rungs))
    newest = visit.book.ladders()[-1]
    return visit.go(f"/dare/ladders/{newest.slug}", done)


def rung(visit: Visit) -> Response:
    """How a rung is done. One of the owner's own has no page: its ladder is shown."""
    slug = _slug(visit)
    page = visit.book.rung_page(slug)
    if page is None:
        return visit.show("nowhere.html", status=404)
    ladder, line = _on_ladder(visit, slug)
    return visit.show(
        "dare/rung.html", how=page, ladder=ladder, line=line, fears=FEARS, key=secrets.token_urlsafe, care=care
    )


def _on_ladder(visit: Visit, slug: str) -> tuple[LadderView | None, RungLine | None]:
    """The ladder on which a rung is looked at: the one asked for, else the first that has it."""
    wished = visit.asked("ladder")
    found = [(one, line) for one in visit.book.ladders() for line in one.rungs if line.slug == slug]
    best = [pair for pair in found if pair[0].slug == wished] or found
    return best[0] if best else (None, None)


ROUTES = [
    get("/dare/ladders/{slug}", show),
    post("/dare/ladders/new", new),
    post("/dare/ladders/{slug}", change),
    get("/dare/rungs/{slug}", rung),
]
