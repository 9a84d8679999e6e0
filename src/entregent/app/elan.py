"""Élan: what gives it and what takes it, by the owner's word; those who give it weigh a little more."""

from entregent.app import footprints
from entregent.app.footprint_views import Footprint
from entregent.app.opening import OpenBook
from entregent.app.path_views import ElanLine
from entregent.attention.elan import LAST, factor, gives
from entregent.model.tie import EXCHANGES, Outcome
from entregent.store import footprints as kept
from entregent.store import people


def words(book: OpenBook) -> dict[int, tuple[int, ...]]:
    """Person -> the owner's last words (1 gave élan, -1 took it), oldest first."""
    if not book.as_of and not kept.any_elan(book.connection):
        return {}
    steps = footprints.footprints(book)
    if book.elans_of != book.steps_of:
        found: dict[int, tuple[int, ...]] = {}
        for step in steps:
            if step.elan:
                for person in step.people:
                    found[person] = (*found.get(person, ()), step.elan)[-LAST:]
        book.elans, book.elans_of = found, book.steps_of
    return book.elans


def factors(book: OpenBook) -> dict[int, float]:
    """Person -> by what the weight of the tie is multiplied; whoever lacks is 1."""
    return {person: factor(said) for person, said in words(book).items()}


def gives_elan(book: OpenBook, person: int) -> bool:
    """Whether it may be said that being with somebody gives élan."""
    return gives(words(book).get(person, ()))


def givers(book: OpenBook) -> list[ElanLine]:
    """Who gives élan, by name: no order of worth."""
    found = []
    for person, said in words(book).items():
        row = people.find(book.connection, person)
        if row is not None and not row.never and gives(said):
            found.append(ElanLine(person, row.name, said.count(1), len(said)))
    return sorted(found, key=lambda line: (line.name.casefold(), line.person))


def asks(step: Footprint) -> bool:
    """Whether something passed with somebody that may have given or taken élan."""
    return step.kind == "log" and bool(step.people) and Outcome(step.outcome) in EXCHANGES
