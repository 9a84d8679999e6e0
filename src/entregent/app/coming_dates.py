"""Coming dates: birthdays, years of loyalty and friendship, work anniversaries, with what each counts from."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from entregent.app.follow_up_views import DateLine
from entregent.app.opening import OpenBook, parse_day
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.app.weighing import unpack
from entregent.coaching.follow_up import (
    BIRTHDAY,
    FRIENDLY_CIRCLES,
    LOYAL_CIRCLES,
    WORK,
    is_known_beginning,
    is_told,
    kind_of,
    occurrences,
)
from entregent.model.errors import BadDateError, BadSettingError
from entregent.model.interaction import DIGEST_BITS
from entregent.store import facts, follow_ups, handles, people
from entregent.store.facts import NewFact

SINCE: Final = {"work": "works-since", "together": "together-since"}
"""What the owner may say of a beginning: at their work since, together (as client, partner, friend) since."""

ALONE: Final = 2
"""Of more people who all begin on one day nobody was met then: a source begins there, or one letter went to all."""


def dates(book: OpenBook, first: date, last: date) -> list[DateLine]:
    """The days that come round from `first` to `last`, soonest first."""
    found = [*_birthdays(book, first, last), *years_with(book, first, last)]
    return sorted(found, key=lambda line: (line.day, line.kind, line.name, line.person))


def _birthdays(book: OpenBook, first: date, last: date) -> Iterator[DateLine]:
    if (last - first).days > 60:
        rows = follow_ups.born(book.connection)
    else:
        days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        wanted = sorted({f"{day:%m-%d}" for day in days})
        rows = people.born_on(book.connection, [*wanted, *(["02-29"] if "02-28" in wanted else [])])
        rows = [row for row in rows if _is_in_touch(book, row[0])]
    for person, name, birthday in rows:
        circles = _circles(book, person)
        yield from _told(person, name, circles, BIRTHDAY, birthday, first, last)


def _is_in_touch(book: OpenBook, person: int) -> bool:
    """Somebody with a tie or a level, and no mere name of an address book."""
    placed = people.place(book.connection, person)
    return placed is not None and bool(placed.standing or placed.person.level)


def _circles(book: OpenBook, person: int) -> tuple[str, ...]:
    row = people.find(book.connection, person)
    return tuple(json.loads(row.circles)) if row else ()


def years_with(book: OpenBook, first: date, last: date) -> list[DateLine]:
    """The round years of loyalty, of friendship and of work from `first` to `last`."""
    begins = follow_ups.first_event(book.connection)
    if begins is None:
        return []
    began = book.day_of(begins >> DIGEST_BITS)
    said = _said(book, SINCE["together"])
    found: list[DateLine] = []
    rows = follow_ups.in_circles(book.connection, (*LOYAL_CIRCLES, *FRIENDLY_CIRCLES))
    begun = {row[0]: _first_exchange(book, row[3], began) for row in rows}
    same_day = Counter(begun.values())
    for person, name, text, _state in rows:
        circles = tuple(json.loads(text))
        kind = kind_of(circles)
        since = said.get(person) or (begun[person] if same_day[begun[person]] <= ALONE else "")
        if kind and since:
            found += _told(person, name, circles, kind, since, first, last)
    for person, since in _said(book, SINCE["work"]).items():
        row = people.find(book.connection, person)
        if row and not row.never and row.sort == "person":
            found += _told(person, row.name, tuple(json.loads(row.circles)), WORK, since, first, last)
    return found


def _first_exchange(book: OpenBook, state: bytes, began: date) -> str:
    """The ISO day of the first real exchange; "" where it may only be the first that the book knows of."""
    tie = unpack(state)
    if not tie.first_real:
        return ""
    day = book.day_of(tie.first_real)
    return day.isoformat() if is_known_beginning(day, began) else ""


def _said(book: OpenBook, kind: str) -> dict[int, str]:
    """Person -> what the owner said last of a beginning."""
    found: dict[int, str] = {}
    for fact in facts.of_kinds(book.connection, kind):
        person = handles.person_of(book.connection, fact.handle) if fact.handle is not None else None
        if person is not None:
            found[person] = fact.value
    return {person: value for person, value in found.items() if value}


def _told(  # noqa: PLR0913, PLR0917 - a person and a window
    person: int, name: str, circles: tuple[str, ...], kind: str, since: str, first: date, last: date
) -> Iterator[DateLine]:
    for one in _occurrences(since, first, last):
        if is_told(kind, one[1]):
            yield DateLine(person, name, circles, kind, one[0].isoformat(), one[1], since)


def _occurrences(since: str, first: date, last: date) -> Iterable[tuple[date, int | None]]:
    """When a date comes round; never where a source wrote what is none ("1970", "05-17-1970")."""
    try:
        return list(occurrences(since, first, last))
    except ValueError:
        return ()


def set_since(book: OpenBook, who: str, what: str, day: str) -> Done:
    """Somebody is at their work ("work"), or together with the owner ("together"), since a day; "" takes it back.

    Raises BadSettingError, BadDateError, UnknownPersonError.
    """
    from entregent.app.keeping import anchor, follow, named  # more than today needs to load

    book.write_check()
    if what not in SINCE:
        raise BadSettingError(key="since", value=what)
    begun = parse_day(day) if day else None
    if begun is not None and begun > book.today:
        raise BadDateError(text=day)
    person = find_person(book, who)
    with book.connection.writing():
        stated = [NewFact(anchor(book, person), SINCE[what], begun.isoformat() if begun else "")]
        action = facts.act(book.connection, "since", book.now, stated, value=day)
        follow(book, [person])
    return Done(action, "since", named(book, [person]), value=day)
