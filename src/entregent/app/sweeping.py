"""Sweeping: looking back on an event while it is fresh: whom did I meet, what did we say, what did I promise."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final, NamedTuple

from entregent.app import footprints, weighing
from entregent.app.follow_up_views import Present, SweepLine, SweepView
from entregent.app.listed import plain_name
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.coaching.follow_up import (
    ROUTINE_DAYS,
    SWEEP_OTHERS,
    Gathering,
    asks_to_be_looked_back_on,
    is_known_beginning,
    thanks_due_in,
)
from entregent.model.errors import RequestError
from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.model.tie import EXCHANGES, Outcome
from entregent.store import events, facts, follow_ups, handles, people
from entregent.store.connection import Row
from entregent.store.events import OWN_FLAG
from entregent.store.facts import NewFact
from entregent.text.scripts import fold
from entregent.ties.state import DAY

LOOK_BACK_DAYS: Final = 3
SOUGHT_DAYS: Final = 31
"""How far back `sweep` finds an event by its words."""
MOST_SWEEPS: Final = 5
MOST_NEW: Final = 8
"""At a meeting of more, nobody in particular was met: only the sweep can tell whom."""


class UnknownEventError(RequestError):
    """There is no event of this number or name: `event`."""

    code = "unknown-event"


class _Event(NamedTuple):
    """A meeting that is over or under way, told by one source or several."""

    number: int
    at: int
    until: int
    timeless: bool
    title: str
    own: bool
    handles: frozenset[int]


def _event(row: Row) -> _Event:
    number, how, minutes, title, parts = row
    at = number >> DIGEST_BITS
    flags = how >> 3
    return _Event(
        number,
        at,
        at + minutes * 60,
        bool(flags & Flag.TIMELESS),
        " ".join((title or "").split()),
        bool(flags & OWN_FLAG),
        frozenset(events.handles_in(parts)) - {0},
    )


def _lately(book: OpenBook, days: int) -> list[_Event]:
    """The meetings of the last days as they are told; those of today whose hour nobody knows, too."""
    first = (book.now - days * DAY) << DIGEST_BITS
    until = weighing.until_event(book)
    found = [_event(row) for row in follow_ups.meetings(book.connection, first, until)]
    owners = frozenset(book.memo("owner", []))
    return [one._replace(handles=one.handles - owners) for one in found]


def _joined(book: OpenBook, told: Iterable[_Event]) -> list[_Event]:
    """Each meeting once: a list and a calendar that tell the same name on the same day tell one, with all who came."""
    grouped: dict[tuple[date, str], list[_Event]] = {}
    for one in told:
        grouped.setdefault((book.day_of(one.at), plain_name(one.title) or str(one.number)), []).append(one)
    joined = []
    for group in grouped.values():
        best = min(group, key=lambda one: (one.timeless, one.number))
        joined.append(best._replace(handles=frozenset().union(*(one.handles for one in group))))
    return joined


# ── which events ask to be looked back on ─────────────────────────────────────────────────────────────────────────


def sweeps(book: OpenBook) -> list[SweepLine]:
    """The events of the last two days to look back on, newest first, a few; none in a past view."""
    if book.as_of:
        return []
    lately = _joined(book, (one for one in _lately(book, LOOK_BACK_DAYS) if not one.own))
    entered = _entered(book, lately)
    busy = [one for one in lately if len(one.handles) >= SWEEP_OTHERS or one.number in entered]
    if not busy:
        return []
    closed = _closed(book)
    held = _held_lately(book)
    found: list[SweepLine] = []
    for one in sorted(busy, key=lambda one: -one.at):
        there = len(one.handles)
        gathering = Gathering(one.at, one.until, there, held[one.title], one.timeless, one.number in entered)
        if one.number not in closed and asks_to_be_looked_back_on(gathering, book.now):
            found += [line for line in [_line(book, one)] if line.people]
        if len(found) == MOST_SWEEPS:
            break
    return found


def _entered(book: OpenBook, lately: Iterable[_Event]) -> set[int]:
    """The events that the owner said they went into: a room of this name, entered on its day or since."""
    rooms = [
        (plain_name(step.place), book.day_of(step.at))
        for step in footprints.footprints(book, since=book.now - (LOOK_BACK_DAYS + 1) * DAY)
        if step.kind == "room" and step.place
    ]
    found = set[int]()
    for one in lately if rooms else ():
        day = book.day_of(one.at)
        name = plain_name(one.title or day.isoformat())
        if any(place == name and day <= entered for place, entered in rooms):
            found.add(one.number)
    return found


def _held_lately(book: OpenBook) -> Counter[str]:
    """How often a meeting of each name was held in the five weeks before the last days."""
    first = (book.now - ROUTINE_DAYS * DAY) << DIGEST_BITS
    until = (book.now - LOOK_BACK_DAYS * DAY) << DIGEST_BITS
    held = Counter(" ".join(title.split()) for title in follow_ups.titles(book.connection, first, until))
    del held[""]
    return held


def _line(book: OpenBook, one: _Event) -> SweepLine:
    there = _there(book, one)
    return SweepLine(one.number, one.title, book.day_of(one.at).isoformat(), one.at, one.timeless, len(there))


def _there(book: OpenBook, one: _Event) -> list[int]:
    """The people at an event: neither automata nor whom the owner left in peace."""
    found = people.of_handles(book.connection, one.handles)
    persons = dict.fromkeys(named.person for named in found.values() if named.sort == "person")
    rows = people.list_some(book.connection, list(persons))
    return [row.id for row in rows if not row.never]


def _closed(book: OpenBook) -> set[int]:
    return {int(json.loads(fact.value)["event"]) for fact in facts.of_kinds(book.connection, "sweep")}


# ── one event ─────────────────────────────────────────────────────────────────────────────────────────────────────


def find_event(book: OpenBook, text: str) -> int:
    """The event that a number or words of its name mean: the newest of the last month. Raises UnknownEventError."""
    wished = text.strip()
    if wished.isdecimal() and len(wished) < 20 and follow_ups.meeting(book.connection, int(wished)):
        return int(wished)
    sought = fold(wished)
    found = [one for one in _joined(book, _lately(book, SOUGHT_DAYS)) if sought and sought in fold(one.title)]
    if not found:
        raise UnknownEventError(event=text)
    return max(found, key=lambda one: one.at).number


def sweep(book: OpenBook, event: int) -> SweepView:
    """Who was at an event, by its evidence, and what was noted of each since. Raises UnknownEventError."""
    one = _whole(book, event)
    noted = _noted_since(book, one)
    there = list(dict.fromkeys([*_there(book, one), *(person for person in noted if _was_added(book, person, one))]))
    present = [_present(book, person, one, noted) for person in there]
    present.sort(key=lambda line: (bool(line.noted), not line.is_new, fold(line.name)))
    line = _line(book, one)._replace(people=len(present))
    return SweepView(line, tuple(present), one.number in _closed(book))


def _whole(book: OpenBook, event: int) -> _Event:
    """The event with all who were there by any source. Raises UnknownEventError; what has not begun is none yet."""
    row = follow_ups.meeting(book.connection, event) if 0 <= event < 1 << 62 else None
    if row is None or event >> DIGEST_BITS > book.now:
        raise UnknownEventError(event=str(event))
    this = _event(row)
    around = follow_ups.meetings(book.connection, (this.at - DAY) << DIGEST_BITS, (this.at + DAY) << DIGEST_BITS)
    name, day = plain_name(this.title), book.day_of(this.at)
    same = [one for one in map(_event, around) if name and plain_name(one.title) == name and book.day_of(one.at) == day]
    everybody = this.handles.union(*(one.handles for one in same))
    return this._replace(handles=everybody - frozenset(book.memo("owner", [])))


def _noted_since(book: OpenBook, one: _Event) -> dict[int, str]:
    """Person -> the newest outcome that was noted since an event began."""
    since = one.at - DAY // 2 if one.timeless else one.at
    steps = footprints.footprints(book, since=since)
    return {
        person: step.outcome
        for step in steps
        if step.outcome and Outcome(step.outcome) in EXCHANGES
        for person in step.people
    }


def _was_added(book: OpenBook, person: int, one: _Event) -> bool:
    """Whether somebody not on the list was met there, by the owner's word: added with the event's name."""
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    return bool(one.title) and any(
        fact.kind == "met" and fact.value == one.title for fact in facts.of_handles(book.connection, own)
    )


def _present(book: OpenBook, person: int, one: _Event, noted: dict[int, str]) -> Present:
    row = people.find(book.connection, person)
    assert row is not None
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    before = (one.at - DAY // 2) << DIGEST_BITS if one.timeless else one.number
    matters = [fact.value for fact in facts.of_handles(book.connection, own) if fact.kind == "matters"]
    return Present(
        person,
        row.name,
        tuple(json.loads(row.circles)),
        not follow_ups.met_before(book.connection, own, before),
        noted.get(person, ""),
        matters[-1] if matters else "",
    )


# ── what the owner says of it ─────────────────────────────────────────────────────────────────────────────────────


def note_at(  # noqa: PLR0913 - one tap, with its details
    book: OpenBook,
    event: int,
    who: str,
    *,
    outcome: str = "met",
    matters: str = "",
    promise: str = "",
    by: str = "",
    theirs: bool = False,
) -> Done:
    """Somebody was met, or talked with, at an event: what matters to them, and a promise, in one action.

    Raises UnknownEventError, UnknownPersonError, BadSettingError, BadDateError, PastDateError.
    """
    from entregent.app import noting  # more than today needs to load
    from entregent.app.keeping import LONGEST_TEXT, anchor, follow, named

    book.write_check()
    one = _whole(book, event)
    came = noting.outcome_of(outcome)
    person = find_person(book, who)
    when = min(one.at if one.timeless else one.until, book.now)
    line, text = " ".join(matters.split())[:LONGEST_TEXT], promise.strip()
    day = (noting.coming_day(book, by) if by else book.today) if text else book.today
    with book.connection.writing():
        own = anchor(book, person)
        stated = noting.log_fact(book, [own], when, Channel.MEETING, came, 0, "", timeless=one.timeless)
        stated += [NewFact(own, "matters", line)] if line else []
        stated += [noting.promise_fact(own, text, day, theirs=theirs)] if text else []
        action = facts.act(book.connection, "log", book.now, stated, value=came.value)
        follow(book, [person], ties=True)
    return Done(action, "log", named(book, [person]), value=came.value)


def add_at(book: OpenBook, event: int, name: str, *, handle: str = "", matters: str = "") -> Done:
    """Somebody new met at an event exists at once. Raises UnknownEventError, and what `add` raises."""
    one = _whole(book, event)
    day = book.day_of(one.at)
    talked = day.isoformat() if one.timeless else _local(book, min(one.until, book.now))
    from entregent.app import adding  # who is who is weighed again: more than today needs to load

    return adding.add(
        book,
        name,
        handles=[handle] if handle.strip() else [],
        met=one.title or day.isoformat(),
        talked=talked,
        note=matters.strip(),
    )


def _local(book: OpenBook, at: int) -> str:
    return datetime.fromtimestamp(at, book.zone).isoformat(timespec="seconds")


def close(book: OpenBook, event: int) -> Done:
    """The event was looked back on: it asks no more."""
    book.write_check()
    one = _whole(book, event)
    told = json.dumps({"event": one.number})
    action = facts.act(book.connection, "sweep", book.now, [NewFact(None, "sweep", told)])
    return Done(action, "sweep")


# ── whom to thank ─────────────────────────────────────────────────────────────────────────────────────────────────


class Met(NamedTuple):
    """Somebody met in person for the first time, and in how many days the time of thanking ends."""

    person: int
    event: int
    due_in: int


def to_thank(book: OpenBook) -> list[Met]:
    """Whoever was met for the first time within two days and has not been turned to since; none in a past view."""
    if book.as_of:
        return []
    lately = [one for one in _lately(book, LOOK_BACK_DAYS + 1) if one.own or len(one.handles) <= MOST_NEW]
    begins = follow_ups.first_event(book.connection)
    began = book.day_of(begins >> DIGEST_BITS) if begins is not None else book.today
    met: dict[int, _Event] = {}
    named = people.of_handles(book.connection, frozenset[int]().union(*(one.handles for one in lately)))
    for one in lately:
        if one.own or is_known_beginning(book.day_of(one.at), began):
            for handle in one.handles & named.keys():
                met.setdefault(named[handle].person, one)
    found = (_met(book, person, met[person]) for person in sorted(_new(book, met)))
    return [one for one in found if one]


def _new(book: OpenBook, met: dict[int, _Event]) -> set[int]:
    """Those who were met for the first time on the day of the event, by whichever source tells of it."""
    if not met:
        return set()
    earliest = min(one.at for one in met.values())
    perhaps = follow_ups.never_met_before(book.connection, met.keys(), _midnight(book, earliest))
    return {person for person in perhaps if _is_first_day(book, person, met[person])}


def _is_first_day(book: OpenBook, person: int, one: _Event) -> bool:
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    return not follow_ups.met_before(book.connection, own, _midnight(book, one.at))


def _midnight(book: OpenBook, at: int) -> int:
    """The first event number of the day of an instant."""
    return int(datetime.combine(book.day_of(at), time(), book.zone).timestamp()) << DIGEST_BITS


def _met(book: OpenBook, person: int, one: _Event) -> Met | None:
    due_in = thanks_due_in(book.day_of(one.at), book.today)
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    if due_in is None or follow_ups.turned_to_since(book.connection, own, one.number, weighing.until_event(book)):
        return None
    return Met(person, one.number, due_in)
