"""Treading: a step toward nobody in particular, what is said of a step afterwards, and what it gave or took."""

import json
from collections.abc import Mapping

from entregent.app import dared, elan, settling, standing
from entregent.app.footprints import KINDS, find, footprints
from entregent.app.keeping import LONGEST_TEXT, anchor, named
from entregent.app.noting import outcome_of, parse_when
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.model.errors import BadSettingError, RequestError
from entregent.store import facts
from entregent.store.facts import NewFact


class NoExchangeYetError(RequestError):
    """Nothing that passed with anybody was noted yet, of which it could be said."""

    code = "no-exchange-noted"


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
            settling.ensure_standing(book)
            standing.refresh_standing(book, step.people)
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


def say_elan(book: OpenBook, word: int, *, who: str = "", number: int | None = None) -> Done:
    """What the last exchange gave (1) or took (-1), with somebody or of all; or that of a number. 0 takes it back.

    Raises UnknownFootprintError, NoExchangeYetError, UnknownPersonError, BadNumberError.
    """
    if number is None:
        person = find_person(book, who) if who else None
        taken = [step for step in footprints(book, person=person) if elan.asks(step)]
        if not taken:
            raise NoExchangeYetError(who=who)
        number = taken[-1].number
    return afterward(book, number, elan=word)
