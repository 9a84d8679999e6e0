"""How an introduction is shown: who, through whom, how sure, since when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entregent.app.introducing import Through, through_of
from entregent.app.introduction_views import MetThrough
from entregent.model.interaction import instant_of
from entregent.model.judgement import reason
from entregent.store import events, handles, people

if TYPE_CHECKING:
    from entregent.app.opening import OpenBook
    from entregent.store.people import PersonRow


def met_through(book: OpenBook, person: int) -> MetThrough | None:
    """Who introduced one person, to be shown on their page."""
    one = through_of(book, person)
    rows = rows_of(book, {person, one.person}) if one is not None else {}
    if one is None or len(rows) < 2:
        return None
    return line_of(book, rows, person, one)


def rows_of(book: OpenBook, persons: set[int]) -> dict[int, PersonRow]:
    """The rows of these people, those left in peace left out."""
    return {row.id: row for row in people.list_some(book.connection, persons) if row.never not in ("never", "private")}


def line_of(book: OpenBook, rows: dict[int, PersonRow], person: int, one: Through) -> MetThrough:
    """Who introduced somebody, as it is shown."""
    at, title = event_of(book, one.event) if one.event else (_first_seen(book, person), "")
    who = rows[one.person].name
    why = tuple(reason(code, who=who) for code in one.why) if not one.said else (reason("introduced-said"),)
    return MetThrough(person, rows[person].name, one.person, who, one.said, one.sure, one.chance, at, title, why)


def event_of(book: OpenBook, event: int) -> tuple[int | None, str]:
    """When an event was, and its subject."""
    return instant_of(event), events.title_of(book.connection, event)


def _first_seen(book: OpenBook, person: int) -> int | None:
    own = [row[0] for row in handles.of_person(book.connection, person)]
    first = events.first_event(book.connection, own, meeting=False, newest=False, until=(book.now + 1) << 29)
    return instant_of(first[0]) if first else None
