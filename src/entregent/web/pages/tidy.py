"""Tidying: five piles, one person at a time or as a list, one key each; it ends by itself."""

import secrets
from collections.abc import Callable
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from entregent.app.tidy_words import ABOUT, ACTS, PAIRS, PILES, gave_back
from entregent.app.views import Done
from entregent.app.who_views import Asked
from entregent.model.errors import BadNumberError, BadSettingError
from entregent.web.routing import get, post
from entregent.web.visit import Visit, with_query

ENOUGH: Final = 15
"""Answers in one sitting: then it is enough for today."""
LISTED: Final = 30
MOST: Final = 100_000
KEYS: Final = {"rest": "r", "archive": "a", "keep": "k", "same": "m", "different": "k"}
WORDS: Final = {"automata": {"archive": "no-person", "keep": "person"}, "no-room": {"keep": "keep-up"}}
"""Pile -> act -> the word of its button, where it is not the act's own."""

Field = Callable[[str], str]


def show(visit: Visit) -> Response:
    """All piles."""
    return visit.show("tidy.html", part="tidy/whole.html", stage="piles", view=visit.book.tidy(), **_facts(visit))


def show_one(visit: Visit) -> Response:
    """The next person of a pile; of the next pile where it is gone through."""
    return _stop(visit, visit.asked)


def show_all(visit: Visit) -> Response:
    """A pile as a list."""
    pile = _pile(visit)
    if pile == PAIRS:
        return visit.go("/duplicates")
    line = next(one for one in visit.book.tidy().piles if one.pile == pile)
    return visit.show(
        "tidy.html",
        part="tidy/whole.html",
        stage="list",
        pile=pile,
        cards=visit.book.pile(pile, LISTED),
        count=line.total,
        **_facts(visit),
    )


def answer(visit: Visit) -> Response:
    """Rest, archive, merge, or leave as it is; then the next one, or the list again."""
    pile = _pile(visit)
    visit.done = visit.book.once(visit.said("key")[:64], lambda: _act(visit, pile))
    if visit.said("view") == "list":
        path = f"/tidy/{pile}/all"
        return show_all(visit) if visit.is_partial else visit.go(path, visit.done)
    if visit.is_partial:
        return _stop(visit, visit.said)
    skip, told = _place(visit.said)
    return visit.go(_address(pile, skip, told), visit.done)


def _act(visit: Visit, pile: str) -> Done:
    act = visit.said("act")
    if pile != PAIRS:
        return visit.book.tidy_one(pile, act, str(_number(visit, "who")))
    if act not in {"same", "different"}:
        raise BadSettingError(key="act", value=act)
    return visit.book.judge(_number(visit, "a"), _number(visit, "b"), same=act == "same")


def _stop(visit: Visit, field: Field) -> Response:
    skip, told = _place(field)
    pile = _pile(visit)
    if told >= ENOUGH:
        return _end(visit, pile, skip, is_over=False)
    for name in list(PILES)[list(PILES).index(pile) :]:
        skip = skip if name == pile else 0
        asked, card = _next(visit, name, skip)
        if asked or card:
            return visit.show(
                "tidy.html",
                part="tidy/whole.html",
                stage="pair" if asked else "card",
                pile=name,
                asked=asked,
                card=card,
                told=told,
                skip=skip,
                here=_address(name, skip, told),
                onward=_address(name, skip + 1, told),
                **_facts(visit),
            )
    return _end(visit, pile, skip, is_over=True)


def _next(visit: Visit, pile: str, skip: int) -> tuple[Asked | None, Any]:
    if pile == PAIRS:
        return visit.book.question(skip), None
    found = visit.book.pile(pile, 1, skip)
    return None, found[0] if found else None


def _end(visit: Visit, pile: str, skip: int, *, is_over: bool) -> Response:
    given = visit.book.given_back()
    return visit.show(
        "tidy.html",
        part="tidy/whole.html",
        stage="end",
        is_over=is_over,
        given=given,
        back_words=gave_back(given),
        again=_address(pile, skip, 0),
        **_facts(visit),
    )


def _facts(visit: Visit) -> dict[str, Any]:
    return {
        "titles": PILES,
        "about": ABOUT,
        "enough": ENOUGH,
        "key": secrets.token_urlsafe(9),
        "keys": KEYS,
        "button": _button,
        "given_back": gave_back(visit.book.given_back()),
    }


def _button(pile: str, act: str) -> str:
    """The words of an act's button."""
    return ACTS[WORDS.get(pile, {}).get(act, act)]


def _address(pile: str, skip: int, told: int) -> str:
    return with_query(f"/tidy/{pile}", {"skip": str(skip or ""), "told": str(told or "")})


def _pile(visit: Visit) -> str:
    pile = str(visit.request.path_params["pile"])
    if pile not in PILES:
        raise HTTPException(404)
    return pile


def _number(visit: Visit, name: str) -> int:
    text = visit.said(name)
    if not (text.isascii() and text.isdecimal()) or len(text) > 15:
        raise BadNumberError(text=text, what=name)
    return int(text)


def _place(field: Field) -> tuple[int, int]:
    """How many were skipped in this pile, and how many answers were given: the address alone remembers it."""
    found = [field(name) for name in ("skip", "told")]
    skip, told = (min(int(t), MOST) if t.isascii() and t.isdecimal() and len(t) < 8 else 0 for t in found)
    return skip, told


ROUTES = [
    get("/tidy", show),
    get("/tidy/{pile:str}", show_one),
    post("/tidy/{pile:str}", answer),
    get("/tidy/{pile:str}/all", show_all),
]
