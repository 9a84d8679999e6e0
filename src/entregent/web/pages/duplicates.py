"""Who is who: one question at a time, who is no person, and joins that rest on a name."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from starlette.responses import Response

from entregent.model.errors import BadNumberError, BadSettingError
from entregent.web.routing import get, post
from entregent.web.visit import Visit, with_query

JOINS_SHOWN: Final = 20
MOST: Final = 100_000

Item = TypeVar("Item")
Field = Callable[[str], str]
"""Where a value comes from: the query of a page, or the form that was sent (`Visit.asked`, `Visit.said`)."""


def show(visit: Visit) -> Response:
    """The next question about two people."""
    return _pair(visit, visit.asked)


def judge(visit: Visit) -> Response:
    """The same, or different; then the next question."""
    verdict = visit.said("verdict")
    if verdict not in {"same", "different"}:
        raise BadSettingError(key="verdict", value=verdict)
    a, b = _number(visit, "a"), _number(visit, "b")
    visit.done = visit.book.once(visit.said("key")[:64], lambda: visit.book.judge(a, b, same=verdict == "same"))
    return _pair(visit, visit.said) if visit.is_partial else visit.go(_next(visit, "/duplicates"), visit.done)


def _pair(visit: Visit, field: Field) -> Response:
    skip, told = _place(field)
    total = visit.book.question_count()
    return visit.show(
        "duplicates.html",
        part="duplicates/whole.html",
        tab="pairs",
        asked=visit.book.question(skip) if skip < total else None,
        **_progress("/duplicates", skip, told, total),
        **_counts(visit, total),
    )


def show_doubts(visit: Visit) -> Response:
    """The next one who may be no person, or may be one after all."""
    return _doubt(visit, visit.asked)


def tell(visit: Visit) -> Response:
    """A person, or none; then the next one."""
    verdict, who = visit.said("verdict"), str(_number(visit, "who"))
    if verdict not in {"person", "automaton"}:
        raise BadSettingError(key="verdict", value=verdict)
    key = visit.said("key")[:64]
    visit.done = visit.book.once(key, lambda: visit.book.human(who, automaton=verdict == "automaton"))
    path = "/duplicates/automata"
    return _doubt(visit, visit.said) if visit.is_partial else visit.go(_next(visit, path), visit.done)


def _doubt(visit: Visit, field: Field) -> Response:
    skip, told = _place(field)
    found = visit.book.doubts()
    return visit.show(
        "duplicates.html",
        part="duplicates/whole.html",
        tab="automata",
        doubt=_at(found, skip),
        **_progress("/duplicates/automata", skip, told, len(found)),
        **_counts(visit, visit.book.question_count(), len(found)),
    )


def show_joins(visit: Visit) -> Response:
    """Joins that rest on a name alone: each may be taken apart."""
    after = visit.asked_number("after", -1, least=-1, most=10**9)
    lines = visit.book.assumed(after, JOINS_SHOWN)
    return visit.show(
        "duplicates.html",
        part="duplicates/whole.html",
        tab="joins",
        lines=lines,
        further=lines[-1].place if len(lines) == JOINS_SHOWN else None,
        begun=after >= 0,
        **_counts(visit, visit.book.question_count()),
    )


def part_join(visit: Visit) -> Response:
    """These two handles are not the same person."""
    done = visit.book.judge(_number(visit, "a"), _number(visit, "b"), same=False)
    return visit.back(done, default="/duplicates/joins")


def _number(visit: Visit, name: str) -> int:
    text = visit.said(name)
    if not text.isdecimal() or len(text) > 15:
        raise BadNumberError(text=text, what=name)
    return int(text)


def _place(field: Field) -> tuple[int, int]:
    """How many were skipped, and how many told, so far: the address alone remembers it."""
    found = [field(name) for name in ("skip", "told")]
    skip, told = (min(int(text), MOST) if text.isdecimal() and len(text) < 8 else 0 for text in found)
    return skip, told


def _at(found: Sequence[Item], place: int) -> Item | None:
    return found[place] if place < len(found) else None


def _progress(path: str, skip: int, told: int, left: int) -> dict[str, Any]:
    """Where one is, where skipping and beginning again lead, and the key that keeps an answer single."""
    return {
        "path": path,
        "skip": skip,
        "told": told,
        "left": left,
        "place": told + skip + 1,
        "total": told + left,
        "onward": with_query(path, {"skip": str(skip + 1), "told": str(told or "")}),
        "here": with_query(path, {"skip": str(skip or ""), "told": str(told or "")}),
        "again": with_query(path, {"told": str(told or "")}),
        "key": secrets.token_urlsafe(9),
    }


def _counts(visit: Visit, questions: int, doubts: int | None = None) -> dict[str, Any]:
    return {
        "questions": questions,
        "doubts": len(visit.book.doubts()) if doubts is None else doubts,
        "joins": visit.book.assumed_count(),
    }


def _next(visit: Visit, path: str) -> str:
    skip, told = _place(visit.said)
    return with_query(path, {"skip": str(skip or ""), "told": str(told or "")})


ROUTES = [
    get("/duplicates", show),
    post("/duplicates", judge),
    get("/duplicates/automata", show_doubts),
    post("/duplicates/automata", tell),
    get("/duplicates/joins", show_joins),
    post("/duplicates/joins", part_join),
]
