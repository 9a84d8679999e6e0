"""Observing: a place or a person is looked at until a day, then comes the smallest step; more time needs a why."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from entregent.app import footprints
from entregent.app.footprint_views import Footprint
from entregent.app.keeping import LONGEST_TEXT, EmptyNameError, anchor, follow, named
from entregent.app.laddering import ladder_of, tries_of
from entregent.app.noting import find_or_create
from entregent.app.opening import OpenBook, parse_day
from entregent.app.path_views import ObservedLine
from entregent.app.pathing import rung_in_words
from entregent.app.staging import shown_circles
from entregent.app.views import Done
from entregent.coaching import observing as rule
from entregent.coaching.climbing import rises
from entregent.model.errors import BadNumberError, BadSettingError, PastDateError, RequestError
from entregent.store import facts, handles, people
from entregent.store import footprints as kept
from entregent.store.facts import Fact, NewFact
from entregent.text.scripts import fold

KINDS: Final = rule.KINDS
DAYS: Final = rule.DAYS
MOST_DAYS: Final = rule.MOST_DAYS
LONGEST_NAME: Final = 200
LONGEST_LINE: Final = 500
MOST_NOTICED: Final = 8


class NotObservedError(RequestError):
    """Nothing of this `number` is observed."""

    code = "not-observed"


class _Held(NamedTuple):
    """Something observed as it is worded last."""

    fact: Fact
    told: Mapping[str, Any]
    person: int | None


def observe(  # noqa: PLR0913 - one form
    book: OpenBook,
    what: str,
    *,
    kind: str = "",
    days: int = rule.DAYS,
    until: str = "",
    notice: Sequence[str] = (),
    create: bool = False,
) -> Done:
    """Begin to observe a place, or with the kind "person" somebody, until a day; `notice` empty is ours for its kind.

    Without a kind, whoever bears the number or the very name is meant, else a place.

    Raises EmptyNameError, BadSettingError, BadNumberError, BadDateError, PastDateError; UnknownPersonError unless
    `create`.
    """
    book.write_check()
    name = " ".join(what.split())[:LONGEST_NAME]
    if not name:
        raise EmptyNameError(name=what)
    if not kind:
        person = _named_person(book, name)
        kind, name = ("place", name) if person is None else (rule.PERSON, str(person))
    if kind not in rule.KINDS:
        raise BadSettingError(key="kind", value=kind)
    told = {"kind": kind, "since": book.today.isoformat(), "until": _until(book, days, until), "renewals": 0}
    told |= {"notice": _noticed(kind, notice)}
    with book.connection.writing():
        if kind != rule.PERSON:
            number = facts.next_fact(book.connection)
            stated = [NewFact(None, "observe", _written({"number": number, "name": name, **told}))]
            return Done(facts.act(book.connection, "observe", book.now, stated, value=name), "observe", value=name)
        persons, created, stated = find_or_create(book, [name], create=create)
        number = facts.next_fact(book.connection) + len(stated)
        stated.append(NewFact(anchor(book, persons[0]), "observe", _written({"number": number, **told})))
        action = facts.act(book.connection, "observe", book.now, stated)
        if created:
            follow(book, persons)
    return Done(action, "observe", named(book, persons), created=tuple(created))


def _named_person(book: OpenBook, name: str) -> int | None:
    """The one human being of this number or this very name."""
    found = handles.person_of(book.connection, int(name)) if name.isdecimal() and len(name) < 10 else None
    bearers = [found] if found is not None else [row[0] for row in people.named(book.connection, fold(name))]
    rows = [row for person in bearers if (row := people.find(book.connection, person))]
    human = [row.id for row in rows if row.sort == "person"]
    return human[0] if len(human) == 1 else None


def note(book: OpenBook, number: int, text: str) -> Done:
    """Note what was seen while observing: a step, on the rung "observe". Raises NotObservedError, EmptyNameError."""
    book.write_check()
    held = _held(book, number)
    line = " ".join(text.split())[:LONGEST_TEXT]
    if not line:
        raise EmptyNameError(name=text)
    about = {"ladder": "writing", "rung": "observe", "observed": number}
    content = {"kind": "observe", "at": book.now, "minutes": 0, "note": line, "about": about}
    stated = [NewFact(held.fact.handle, "footprint", _written(content))]
    action = facts.act(book.connection, "footprint", book.now, stated, value="observe")
    return Done(action, "footprint", named(book, _people(held)), value="observe")


def renew(book: OpenBook, number: int, *, days: int = rule.DAYS, why: str = "") -> Done:
    """More time: once freely, then only with a why. Raises NotObservedError, WhyNeededError, BadNumberError."""
    held = _held(book, number)
    told = held.told
    reason = " ".join(why.split())[:LONGEST_LINE]
    _until(book, days, "")
    until = rule.renewed_until(parse_day(told["until"]), book.today, days, told["renewals"], reason)
    more = {"until": until.isoformat(), "renewals": told["renewals"] + 1}
    more |= {"whys": [*told.get("whys", ()), reason]} if reason else {}
    return _reword(book, held, "renew-observing", more, value=until.isoformat())


def end(book: OpenBook, number: int) -> Done:
    """The observing ends, today. Raises NotObservedError."""
    return _reword(book, _held(book, number), "end-observing", {"ended": book.today.isoformat()})


def take_step(book: OpenBook, number: int, *, on: str = "", sentence: str = "") -> Done:
    """The smallest step after it is planned, and the observing ends, by one action.

    Raises NotObservedError, PastDateError, BadDateError.
    """
    from entregent.app.planned_steps import Wish, plan_step

    held = _held(book, number)
    step = _smallest(book, held.told["kind"])
    place = "" if held.person is not None else held.told["name"]
    wish = Wish(on=on, sentence=sentence, ladder=step.ladder, rung=step.rung, place=place)
    whos = [str(held.person)] if held.person is not None else []
    ended = NewFact(held.fact.handle, "observe", _written({**held.told, "ended": book.today.isoformat()}))
    return plan_step(book, whos, wish, beside=[ended], retires=[held.fact.id])


# ── what is observed ──────────────────────────────────────────────────────────────────────────────────────────────


def observed(book: OpenBook, *, ended: bool | None = None) -> list[ObservedLine]:
    """What is observed, soonest over first; with `ended` only what has come to its day, or only what has not.

    What the owner ended is left to `past`. Whoever is to be left in peace is not shown.
    """
    lines = [line for line in _lines(book) if line.state != "ended"]
    if ended is not None:
        lines = [line for line in lines if (line.state == "over") == ended]
    return sorted(lines, key=lambda line: (line.until, line.number))


def past(book: OpenBook) -> list[ObservedLine]:
    """What was observed once, the newest first."""
    return sorted((line for line in _lines(book) if line.state == "ended"), key=lambda line: -line.number)


def observed_line(book: OpenBook, number: int) -> ObservedLine:
    """One thing observed. Raises NotObservedError."""
    found = next((line for line in _lines(book) if line.number == number), None)
    if found is None:
        raise NotObservedError(number=number)
    return found


def suggestions(kind: str) -> tuple[str, ...]:
    """Three things to notice, in words."""
    from entregent.app.path_words import notice_words

    return tuple(notice_words(word) for word in rule.NOTICE.get(kind, rule.NOTICE["place"]))


def _lines(book: OpenBook) -> list[ObservedLine]:
    rows = [(json.loads(value), person) for value, person in kept.observed(book.connection)]
    notes = _notes(book) if rows else {}
    found = [_line(book, told, person, notes.get(told["number"], ())) for told, person in rows]
    return [line for line in found if line is not None]


def _notes(book: OpenBook) -> dict[int, list[Footprint]]:
    found: dict[int, list[Footprint]] = {}
    for step in footprints.footprints(book):
        if step.observed is not None:
            found.setdefault(step.observed, []).append(step)
    return found


def _line(
    book: OpenBook, told: Mapping[str, Any], person: int | None, notes: Sequence[Footprint]
) -> ObservedLine | None:
    from entregent.app.path_words import notice_words

    row = people.find(book.connection, person) if person is not None else None
    if told["kind"] == rule.PERSON and (row is None or row.never in {"never", "died", "private"}):
        return None
    until = parse_day(told["until"])
    step = _smallest(book, told["kind"])
    state = "ended" if "ended" in told else "over" if rule.is_over(until, book.today) else "running"
    return ObservedLine(
        number=told["number"],
        kind=told["kind"],
        name=row.name if row is not None else told["name"],
        person=person if row is not None else None,
        circles=shown_circles(row) if row is not None else (),
        since=told["since"],
        until=told.get("ended", told["until"]),
        days_left=(until - book.today).days,
        state=state,
        notice=tuple(notice_words(word) for word in told["notice"]),
        renewals=told["renewals"],
        whys=tuple(told.get("whys", ())),
        needs_why=told["renewals"] >= rule.FREE_RENEWALS,
        notes=tuple((one.at, one.note) for one in notes),
        ladder=step.ladder,
        rung=step.rung,
        step=rung_in_words(book, step.rung),
    )


def _smallest(book: OpenBook, kind: str) -> rule.SmallestStep:
    """The smallest step that the owner's own ladder still holds."""
    climbed = {slug for slug, rise in rises(tries_of(book)).items() if rise.mastered}
    step = rule.smallest_step(kind, climbed)
    ladder = ladder_of(book, step.ladder)
    if ladder.find(step.rung) is not None or not ladder.rungs:
        return step
    return step._replace(rung=next((rung.slug for rung in ladder.rungs if rung.slug != "observe"), step.rung))


# ── how it is kept ────────────────────────────────────────────────────────────────────────────────────────────────


def _held(book: OpenBook, number: int) -> _Held:
    for fact in facts.of_kinds(book.connection, "observe"):
        told = json.loads(fact.value)
        if told["number"] == number and "ended" not in told:
            return _Held(fact, told, _person(book, fact))
    raise NotObservedError(number=number)


def _person(book: OpenBook, fact: Fact) -> int | None:
    return handles.person_of(book.connection, fact.handle) if fact.handle is not None else None


def _people(held: _Held) -> list[int]:
    return [held.person] if held.person is not None else []


def _reword(book: OpenBook, held: _Held, verb: str, more: Mapping[str, Any], value: str = "") -> Done:
    """The same thing, worded anew; the old words stay in the table."""
    book.write_check()
    stated = [NewFact(held.fact.handle, "observe", _written({**held.told, **more}))]
    told = value or str(held.told.get("name", ""))
    action = facts.act(book.connection, verb, book.now, stated, value=told, retires=[held.fact.id])
    return Done(action, verb, named(book, _people(held)), value=told)


def _until(book: OpenBook, days: int, until: str) -> str:
    """The last day, as it is kept. Raises BadNumberError, BadDateError, PastDateError."""
    if until:
        day = parse_day(until)
        if day <= book.today:
            raise PastDateError(text=until)
        days = (day - book.today).days
    if isinstance(days, bool) or not 1 <= days <= rule.MOST_DAYS:
        raise BadNumberError(text=str(days), what="days")
    return rule.last_day(book.today, days).isoformat()


def _noticed(kind: str, notice: Sequence[str]) -> list[str]:
    """What to notice: our words by their key, so that they are told in either language; the owner's as they stand."""
    from entregent.app.path_words import notice_key

    lines = [" ".join(line.split())[:LONGEST_LINE] for line in notice]
    return [notice_key(line) for line in lines if line][:MOST_NOTICED] or list(rule.NOTICE[kind])


def _written(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
