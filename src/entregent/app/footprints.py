"""Footprints: every step that the owner took, the tried ones too, and what was said of each afterwards."""

import json
from typing import Any, Final

from entregent.app.footprint_views import Footprint
from entregent.app.opening import OpenBook
from entregent.model.errors import RequestError
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.model.tie import EXCHANGES, Outcome
from entregent.store import footprints as kept

KINDS: Final = ("room", "observe", "post", "rehearse", "step")
"""What a step can be that is toward nobody in particular: a room entered, a place observed, something said to all, a
first sentence rehearsed, another rung of a ladder."""


class UnknownFootprintError(RequestError):
    """There is no step of this `number`."""

    code = "unknown-footprint"


def footprints(
    book: OpenBook, *, since: int = 0, until: int | None = None, person: int | None = None
) -> list[Footprint]:
    """The steps taken from `since` up to `until` (UTC seconds), oldest first; of one person where one is named."""
    last = book.now if until is None else min(until, book.now)
    return [one for one in _all(book) if since <= one.at <= last and (person is None or person in one.people)]


def find(book: OpenBook, number: int) -> Footprint:
    """The step of this number. Raises UnknownFootprintError."""
    found = find_or_none(book, number)
    if found is None:
        raise UnknownFootprintError(number=number)
    return found


def find_or_none(book: OpenBook, number: int) -> Footprint | None:
    """The step of this number, if there is one."""
    return next((one for one in _all(book) if one.number == number), None)


def last_with(book: OpenBook, person: int) -> Footprint | None:
    """The newest step with somebody."""
    return next((one for one in reversed(_all(book)) if person in one.people), None)


def _all(book: OpenBook) -> list[Footprint]:
    """Every step, read once while nobody writes."""
    stamp = (book.now if book.as_of else 0, *book.connection.version())
    if book.steps_of != stamp:
        book.steps, book.steps_of = _read(book), stamp
    found: list[Footprint] = book.steps
    return found


def _read(book: OpenBook) -> list[Footprint]:
    until = book.now if book.as_of else 1 << 62
    told: dict[int, dict[str, Any]] = {}
    for fact, kind, value, person, said_at in kept.taken(book.connection, until):
        content = json.loads(value)
        number = content["event"] if kind == "log" else fact
        step = told.setdefault(number, {**content, "fact": kind, "at": content.get("at", said_at), "people": []})
        if person is not None:
            step["people"].append(person)
    later: dict[int, dict[str, Any]] = {}
    for value in kept.said_after(book.connection, until):
        said = json.loads(value)
        later.setdefault(said.pop("of"), {}).update(said)
    steps = [_footprint(number, step, later.get(number, {})) for number, step in told.items()]
    return sorted(steps, key=lambda one: (one.at, one.number))


def _footprint(number: int, step: dict[str, Any], later: dict[str, Any]) -> Footprint:
    about = step.get("about", {})
    logged = step["fact"] == "log"
    outcome = step.get("outcome", "")
    return Footprint(
        number=number,
        at=number >> DIGEST_BITS if logged else step["at"],
        kind="log" if logged else step["kind"],
        people=tuple(dict.fromkeys(step["people"])),
        outcome=outcome,
        channel=Channel(step["row"][1]).name.lower() if logged else "",
        minutes=step.get("minutes", 0),
        note=later.get("note") or step.get("note", ""),
        tried=bool(outcome) and Outcome(outcome) not in EXCHANGES,
        golden=bool(later.get("golden")),
        fear=about.get("fear"),
        fear_after=later.get("fear"),
        expected=about.get("expected"),
        warmth=later.get("warmth"),
        elan=later.get("elan") or None,
        ladder=about.get("ladder", ""),
        rung=about.get("rung", ""),
        opener=about.get("opener", ""),
        whence=about.get("whence", ""),
        place=about.get("place", ""),
        step=about.get("step"),
        commitment=about.get("commitment"),
        goal=about.get("goal"),
        observed=about.get("observed"),
    )
