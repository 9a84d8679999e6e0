"""Noting what happened, or was tried; and what was promised."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any, Final

from entregent.app import dared
from entregent.app.keeping import LONGEST_TEXT, EmptyNameError, anchor, follow, named, new_handles, person_at
from entregent.app.opening import OpenBook, parse_day
from entregent.app.reaching import BadHandleError, find_person, parse_handle, readable
from entregent.app.views import Done
from entregent.model.errors import (
    BadDateError,
    BadNumberError,
    BadSettingError,
    FutureDateError,
    PastDateError,
    UnknownPersonError,
)
from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.model.tie import EXCHANGES, HELD_BACK, Outcome
from entregent.store import events, facts
from entregent.store.events import HELD_BACK_FLAG, OWN_BOTH_FLAG, OWN_FLAG, OWN_ORIGIN, TO, EventRow
from entregent.store.facts import NewFact

_LONGEST_MINUTES: Final = 7 * 24 * 60
"""A week away together is still one meeting."""


def log(  # noqa: PLR0913 - one tap, with its details
    book: OpenBook,
    whos: Sequence[str],
    *,
    channel: str,
    outcome: str,
    at: str = "",
    minutes: int = 0,
    note: str = "",
    create: bool = False,
    about: Mapping[str, object] | None = None,
) -> Done:
    """Note an exchange or an attempt with one or several people. Raises UnknownPersonError unless `create`.

    `about` tells what the step was (`dared.checked_about`); a planned step that it names is fulfilled by it.
    """
    book.write_check()
    told = dared.checked_about(about or {})
    if not 0 <= minutes <= _LONGEST_MINUTES:
        raise BadNumberError(text=str(minutes), what="minutes")
    way, came = channel_of(channel), outcome_of(outcome)
    when, timeless = parse_when(book, at)
    with book.connection.writing():
        persons, created, stated = find_or_create(book, whos, create=create)
        own = [anchor(book, person) for person in persons]
        stated += log_fact(book, own, when, way, came, minutes, note, timeless=timeless, about=told)
        retires = dared.planned_facts(book, told)
        action = facts.act(book.connection, "log", book.now, stated, value=came.value, retires=retires)
        follow(book, persons, ties=True)
    return Done(action, "log", named(book, persons), created=tuple(created), value=came.value)


def find_or_create(book: OpenBook, whos: Sequence[str], *, create: bool) -> tuple[list[int], list[str], list[NewFact]]:
    """People, the names of those who are new, and what is stated of the new ones: one action for all."""
    persons: list[int] = []
    created: list[str] = []
    stated: list[NewFact] = []
    for who in dict.fromkeys(whos):
        try:
            persons.append(find_person(book, who))
        except UnknownPersonError:
            shown = " ".join(readable(who).split())[:200]
            if not create or not shown:
                raise
            handle = new_handles(book, shown, _reach(book, shown))[0]
            stated += [NewFact(handle, "name", shown), NewFact(handle, "own-handle", "1")]
            persons.append(person_at(book, handle))
            created.append(shown)
    return list(dict.fromkeys(persons)), created, stated


def _reach(book: OpenBook, typed: str) -> list[tuple[str, str]]:
    """The handle that a name typed for somebody new really is, if it is one."""
    try:
        return [parse_handle(typed, book.setting("region"))]
    except BadHandleError:
        return []


def log_fact(  # noqa: PLR0913, PLR0917
    book: OpenBook,
    own: Sequence[int],
    when: int,
    channel: Channel,
    outcome: Outcome,
    minutes: int,
    note: str,
    *,
    timeless: bool,
    about: Mapping[str, object] | None = None,
) -> list[NewFact]:
    """One event for all, and a fact for each that tells its outcome."""
    flags = OWN_FLAG | (Flag.TIMELESS if timeless else 0)
    if outcome not in EXCHANGES:
        flags |= Flag.ATTEMPT | (HELD_BACK_FLAG if outcome in HELD_BACK else 0)
    elif outcome is not Outcome.WROTE:
        flags |= OWN_BOTH_FLAG
    text = f"{sorted(own)}\n{channel}\n{outcome}\n{when}\n{note}\n{facts.next_action(book.connection)}"
    digest = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> (64 - DIGEST_BITS)
    event = EventRow(
        when << DIGEST_BITS | digest,
        channel,
        flags,
        min(minutes, 65_535),
        len(own),
        tuple(h << 3 | TO for h in own),
        "",
    )
    told = {"event": event.id, "row": list(event), "outcome": outcome.value, "minutes": minutes, "note": note}
    told |= {"about": dict(about)} if about else {}
    events.write(book.connection, {event.id: event}, OWN_ORIGIN, frozenset())
    return [NewFact(handle, "log", json.dumps(told, ensure_ascii=False)) for handle in own]


def channel_of(word: str) -> Channel:
    """A channel from its word. Raises BadSettingError."""
    try:
        return Channel[word.strip().upper()]
    except KeyError as error:
        raise BadSettingError(key="channel", value=word) from error


def usual_channel(outcome: str) -> str:
    """The channel that an outcome speaks of, where none was named."""
    return {Outcome.MET: "meeting", Outcome.WROTE: "mail"}.get(outcome_of(outcome), "call")


def outcome_of(word: str) -> Outcome:
    """An outcome from its word. Raises BadSettingError."""
    try:
        return Outcome(word.strip().lower())
    except ValueError as error:
        raise BadSettingError(key="outcome", value=word) from error


def parse_when(book: OpenBook, text: str) -> tuple[int, bool]:
    """(UTC seconds, only the day is known) of an ISO date or date-time in the book's zone; now where empty.

    Raises BadDateError; FutureDateError for what has not happened yet.
    """
    if not text:
        return book.now, False
    try:
        if len(text.strip()) == 10:
            day = date.fromisoformat(text.strip())
            instant = datetime.combine(day, time(12), book.zone)
            timeless = True
        else:
            instant = datetime.fromisoformat(text.strip())
            instant = instant if instant.tzinfo else instant.replace(tzinfo=book.zone)
            day, timeless = instant.astimezone(book.zone).date(), False
        at = int(instant.timestamp())
    except (ValueError, OverflowError) as error:
        raise BadDateError(text=text) from error
    if day > book.today:
        raise FutureDateError(text=text)
    if at < 0:
        raise BadDateError(text=text)
    return min(at, book.now), timeless


def promise(book: OpenBook, who: str, text: str, *, by: str, create: bool = False, theirs: bool = False) -> Done:
    """Note what the owner owes somebody by a day, or what somebody owes the owner (`theirs`).

    Raises BadDateError, PastDateError, UnknownPersonError unless `create`.
    """
    book.write_check()
    due = coming_day(book, by)
    if not text.strip():
        raise EmptyNameError(name=text)
    with book.connection.writing():
        persons, created, stated = find_or_create(book, [who], create=create)
        stated.append(promise_fact(anchor(book, persons[0]), text, due, theirs=theirs))
        verb = "promise-theirs" if theirs else "promise"
        action = facts.act(book.connection, verb, book.now, stated, value=text)
        if created:
            follow(book, persons)
    return Done(action, verb, named(book, persons), created=tuple(created), value=due.isoformat())


def coming_day(book: OpenBook, text: str) -> date:
    """The day by which something is promised: today or later, for nothing is late when it is promised.

    Raises BadDateError, PastDateError.
    """
    day = parse_day(text)
    if day < book.today:
        raise PastDateError(text=text)
    return day


def promise_fact(handle: int, text: str, due: date, *, theirs: bool) -> NewFact:
    """A promise as it is kept: what, by when, and that it is theirs where it is."""
    told: dict[str, object] = {"text": text.strip()[:LONGEST_TEXT], "by": due.isoformat()}
    told |= {"mine": False} if theirs else {}
    return NewFact(handle, "promise", json.dumps(told, ensure_ascii=False))


def keep_promise(book: OpenBook, promise_id: int) -> Done:
    """A promise was kept, by whoever had made it. Raises BadNumberError where there is none of that number."""
    told = _promise(book, promise_id)
    return _retire(book, promise_id, "keep" if told.get("mine", True) else "keep-theirs")


def let_go(book: OpenBook, promise_id: int) -> Done:
    """A promise counts no more: it was not kept, and nobody waits for it. Raises BadNumberError."""
    _promise(book, promise_id)
    return _retire(book, promise_id, "let-go")


def _promise(book: OpenBook, promise_id: int) -> dict[str, Any]:
    book.write_check()
    fact = facts.find(book.connection, promise_id)
    if fact is None or fact.kind != "promise" or fact.handle is None:
        raise BadNumberError(text=str(promise_id), what="promise")
    told: dict[str, Any] = json.loads(fact.value)
    return told


def _retire(book: OpenBook, promise_id: int, verb: str) -> Done:
    fact = facts.find(book.connection, promise_id)
    assert fact is not None
    assert fact.handle is not None
    action = facts.act(book.connection, verb, book.now, [], value=fact.value, retires=[fact.id])
    return Done(action, verb, named(book, [person_at(book, fact.handle)]), value=json.loads(fact.value)["text"])
