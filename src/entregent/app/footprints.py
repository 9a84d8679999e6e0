"""Footprints: every step that the owner took, the tried ones too, and what was said of each afterwards."""

import json
from collections.abc import Mapping
from typing import Any, Final

from entregent.app import dared
from entregent.app.footprint_views import Footprint
from entregent.app.keeping import LONGEST_TEXT, anchor, named
from entregent.app.noting import outcome_of, parse_when
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.model.errors import BadSettingError, RequestError
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.model.tie import EXCHANGES
from entregent.store import facts
from entregent.store import footprints as kept
from entregent.store.facts import NewFact

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
        tried=bool(outcome) and outcome_of(outcome) not in EXCHANGES,
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


def leave_footprint(  # noqa: PLR0913 - one tap, with its details
    book: OpenBook,
    kind: str,
    *,
    outcome: str = "",
    at: str = "",
    minutes: int = 0,
    note: str = "",
    about: Mapping[str, object] | None = None,
) -> Done:
    """Note a step toward nobody in particular. Raises BadSettingError, BadDateError, BadNumberError."""
    book.write_check()
    if kind not in KINDS:
        raise BadSettingError(key="kind", value=kind)
    came = outcome_of(outcome).value if outcome else ""
    told = dared.checked_about(about or {})
    content = {"kind": kind, "at": parse_when(book, at)[0], "minutes": minutes, "note": note[:LONGEST_TEXT]}
    content |= ({"outcome": came} if came else {}) | ({"about": told} if told else {})
    fact = NewFact(None, "footprint", json.dumps(content, ensure_ascii=False))
    retires = dared.planned_facts(book, told)
    action = facts.act(book.connection, "footprint", book.now, [fact], value=kind, retires=retires)
    return Done(action, "footprint", value=kind)


def afterward(book: OpenBook, number: int, *, matters: str = "", **said: object) -> Done:
    """Say something of a step later: `note`, `fear` left, `warmth`, `elan`, `golden`; what matters to the person now.

    Raises UnknownFootprintError, BadNumberError, BadSettingError.
    """
    book.write_check()
    step = find(book, number)
    from entregent.app import elan

    own = list(dict.fromkeys(anchor(book, person) for person in step.people))
    content = dared.checked_afterward(said)
    value = json.dumps({"of": number, **content}, ensure_ascii=False)
    anchors: list[int | None] = [*own] or [None]
    stated = [NewFact(handle, "after", value) for handle in anchors] if content else []
    line = " ".join(matters.split())[:LONGEST_TEXT]
    stated += [NewFact(own[0], "matters", line)] if line and own else []
    if not stated:
        return Done(None, "after")
    told = one_word(content) if not line else ""
    with book.connection.writing():
        action = facts.act(book.connection, "after", book.now, stated, value=told)
        if "elan" in content:
            elan.weigh_again(book, step.people)
    return Done(action, "after", named(book, step.people), value=told)


def one_word(content: Mapping[str, object]) -> str:
    """What alone was said of a step, in a word, so that it can be told back; "" for more or anything else."""
    if set(content) == {"elan"}:
        return {1: "elan", -1: "drained"}.get(int(str(content["elan"])), "no-elan")
    return "golden" if content == {"golden": True} else ""


def matters(book: OpenBook, who: str, line: str) -> Done:
    """Keep one line of what matters to somebody at this moment; "" takes it back."""
    book.write_check()
    person = find_person(book, who)
    text = " ".join(line.split())[:LONGEST_TEXT]
    action = facts.act(book.connection, "matters", book.now, [NewFact(anchor(book, person), "matters", text)])
    return Done(action, "matters", named(book, [person]))
