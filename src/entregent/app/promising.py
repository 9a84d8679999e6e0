"""Promises both ways: what the owner owes somebody by a date, and what somebody owes the owner."""

import json
from collections.abc import Iterable

from entregent.app.opening import OpenBook
from entregent.app.views import PromiseLine
from entregent.store import facts, handles, people
from entregent.store.facts import Fact
from entregent.store.people import PersonRow


def promises_of(book: OpenBook, stated: Iterable[Fact], row: PersonRow) -> list[PromiseLine]:
    """The open promises among a person's facts, both ways, soonest first."""
    return sorted(
        (_line(fact, row.id, row.name) for fact in stated if fact.kind == "promise"),
        key=lambda line: (line.by, line.id),
    )


def list_promises(book: OpenBook, *, done: bool = False) -> list[PromiseLine]:
    """All open promises both ways, soonest first; with `done` those that were kept."""
    found = []
    rows = facts.kept_promises(book.connection) if done else facts.of_kinds(book.connection, "promise")
    for fact in rows:
        person = handles.person_of(book.connection, fact.handle) if fact.handle is not None else None
        row = people.find(book.connection, person) if person is not None else None
        if row:
            found.append(_line(fact, row.id, row.name)._replace(done=done))
    return sorted(found, key=lambda line: (line.by, line.id))


def shown_promises(book: OpenBook) -> list[PromiseLine]:
    """The open promises of those who may be reminded of: nobody who died, is private, archived or left in peace."""
    lines = list_promises(book)
    rows = {row.id: row for row in people.list_some(book.connection, {line.person for line in lines})}
    return [line for line in lines if not rows[line.person].never]


def _line(fact: Fact, person: int, name: str) -> PromiseLine:
    told = json.loads(fact.value)
    return PromiseLine(fact.id, person, name, told["text"], told["by"], done=False, mine=told.get("mine", True))
