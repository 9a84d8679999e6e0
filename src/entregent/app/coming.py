"""Coming: what stands in calendars and attendee lists for the next two months, and who of the owner's will be there."""

import json
from collections.abc import Collection
from typing import Final

from entregent.app import settling
from entregent.app.listed import plain_name
from entregent.app.opening import OpenBook
from entregent.app.reach_views import Coming
from entregent.model.interaction import DIGEST_BITS, Flag
from entregent.store import crossings, events, listing, people
from entregent.store.connection import Row
from entregent.ties.state import DAY

AHEAD_DAYS: Final = 61
LASTING: Final = 12 * 3600
"""So many seconds after it began, a meeting is still spoken of as this evening's."""
SOON_DAYS: Final = 14
"""So far ahead today speaks of what is coming."""


def coming(book: OpenBook) -> list[Coming]:
    """What is coming where people of the owner's will be, soonest first. A repeated meeting is told once.

    A meeting that a list and a calendar tell is one.
    """
    settling.ensure_standing(book)
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in _ahead(book):
        grouped.setdefault((_day(book, row), plain_name(row[2]) or str(row[0])), []).append(row)
    handles = {handle for rows in grouped.values() for row in rows for handle in events.handles_in(row[3])}
    named = people.of_handles(book.connection, handles)
    known = {one.person: one.name for one in named.values()}
    free = set(_of(book, "people", known))
    new = set(_of(book, "never-met", known))
    found, told = [], set()
    for (day, name), rows in grouped.items():
        there = dict.fromkeys(named[h].person for row in rows for h in events.handles_in(row[3]) if h in named)
        mine = [(person, known[person]) for person in there if person in free and known[person]]
        repeated = (name, tuple(mine))
        if not mine or repeated in told:
            continue
        told.add(repeated)
        best = min(rows, key=lambda row: (bool(_is_timeless(row)), row[0]))
        met = tuple(one for one in mine if one[0] in new)
        found.append(Coming(best[0], day, best[0] >> DIGEST_BITS, _is_timeless(best), best[2] or "", tuple(mine), met))
    return found


def soonest(book: OpenBook) -> Coming | None:
    """The next meeting, soon, at which somebody will be who is known online alone."""
    last = book.now + SOON_DAYS * DAY
    return next((one for one in coming(book) if one.never_met and one.at < last), None)


def told_of(book: OpenBook, event: int) -> Coming | None:
    """One meeting, past or coming, and who of the owner's is told to be there; None where there is none."""
    settling.ensure_standing(book)
    row = next(iter(crossings.meetings(book.connection, event, event + 1)), None)
    if row is None:
        return None
    there = _of(book, "people", people_at(book, event))
    new = set(_of(book, "never-met", there))
    mine = [(one.id, one.name) for one in people.list_some(book.connection, set(there)) if one.name]
    met = tuple(one for one in mine if one[0] in new)
    return Coming(event, _day(book, row), event >> DIGEST_BITS, _is_timeless(row), row[2] or "", tuple(mine), met)


def this_evening(book: OpenBook) -> list[Coming]:
    """What began within the last hours, where people of the owner's are told to be: one may still be there."""
    if book.as_of:
        return []
    since, until = (book.now - LASTING) << DIGEST_BITS, book.now << DIGEST_BITS
    rows = [row for row in crossings.meetings(book.connection, since, until) if not _is_timeless(row)]
    found = [told for row in rows if (told := told_of(book, row[0])) is not None and told.people]
    return list({(one.day, plain_name(one.title) or str(one.event)): one for one in found}.values())


def people_at(book: OpenBook, event: int) -> list[int]:
    """Those of the owner's people who are at a meeting, by whichever source tells of it."""
    at = event >> DIGEST_BITS
    around = crossings.meetings(book.connection, (at - DAY) << DIGEST_BITS, (at + DAY) << DIGEST_BITS)
    this = next((row for row in around if row[0] == event), None)
    if this is None:
        return []
    day, name = _day(book, this), plain_name(this[2])
    alike = [row for row in around if name and _day(book, row) == day and plain_name(row[2]) == name]
    same = alike or [this]
    handles = {handle for row in same for handle in events.handles_in(row[3])}
    return sorted({one.person for one in people.of_handles(book.connection, handles).values()})


def title_of(book: OpenBook, event: int) -> str:
    """What a meeting is called."""
    found = crossings.meetings(book.connection, event, event + 1)
    return str(found[0][2] or "") if found else ""


def _ahead(book: OpenBook) -> list[Row]:
    """The meetings from now on, two months ahead; of today's whose hour nobody knows, too. None in a past view."""
    if book.as_of:
        return []
    first, last = (book.now - DAY) << DIGEST_BITS, (book.now + AHEAD_DAYS * DAY) << DIGEST_BITS
    today, now = book.today.isoformat(), book.now << DIGEST_BITS
    rows = crossings.meetings(book.connection, first, last)
    return [row for row in rows if (_day(book, row) >= today if _is_timeless(row) else row[0] >= now)]


def _day(book: OpenBook, row: Row) -> str:
    return book.day_of(row[0] >> DIGEST_BITS).isoformat()


def _is_timeless(row: Row) -> bool:
    return bool(row[1] >> 3 & Flag.TIMELESS)


def _of(book: OpenBook, condition: str, among: Collection[int]) -> list[int]:
    conditions = [("people", None), (condition, None), ("among", json.dumps(sorted(among)))]
    return listing.members(book.connection, conditions) if among else []
