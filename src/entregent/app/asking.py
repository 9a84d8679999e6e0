"""Asking: one question at a time about who is who; who is no person; joins that were assumed on a name."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from entregent.app import weighing
from entregent.app.composing import reasons_from
from entregent.app.exploring import person_line
from entregent.app.opening import OpenBook
from entregent.app.staging import shown_circles
from entregent.app.tidying import SamePersonError, answer
from entregent.app.views import Done
from entregent.app.who_views import Asked, Assumed, Doubt, Side
from entregent.identity.weights import AGAINST
from entregent.model.errors import BadNumberError
from entregent.model.handle import NAME
from entregent.model.interaction import DIGEST_BITS
from entregent.model.judgement import Reason, reason
from entregent.store import events, facts, handles, people
from entregent.store.connection import Row

DOUBTS: Final = 200
"""So many doubts are gathered: more than anybody answers in one sitting."""


def question(book: OpenBook, skip: int = 0) -> Asked | None:
    """The question after so many better ones; None where there are no more."""
    for first, second, _, why in people.questions(book.connection, 1, skip):
        sides = [_side(book, handle) for handle in (first, second)]
        if sides[0] and sides[1]:
            told = reasons_from(json.loads(why))
            likely = tuple(one for one in told if one.signal not in AGAINST)
            return Asked(sides[0], sides[1], likely, tuple(one for one in told if one.signal in AGAINST))
    return None


def _side(book: OpenBook, handle: int) -> Side | None:
    found = handles.find(book.connection, handle)
    row = people.find(book.connection, found[3]) if found else None
    if found is None or row is None:
        return None
    own = [one[0] for one in handles.of_person(book.connection, row.id)]
    until = weighing.until_event(book)
    first = events.first_event(book.connection, own, meeting=False, newest=False, until=until)
    words = events.last_words(book.connection, own, until)
    return Side(
        handle,
        _shown(found),
        person_line(book, row, people.standing(book.connection, row.id)),
        row.organisation,
        row.title,
        first[0] >> DIGEST_BITS if first else None,
        (words[1] or "") if words else "",
        words[0] >> DIGEST_BITS if words else None,
    )


def _shown(handle: Row) -> str:
    """A handle as people read it; a name form without the number that tells homonyms apart."""
    value = str(handle[2])
    return value.partition("#")[0].title() if handle[1] == NAME else value


def judge(book: OpenBook, a: int, b: int, *, same: bool) -> Done:
    """The owner's word on two handles: one person, or two. Raises BadNumberError, SamePersonError."""
    if a == b:
        raise SamePersonError(a=str(a), b=str(b))
    for handle in (a, b):
        if handles.find(book.connection, handle) is None:
            raise BadNumberError(text=str(handle), what="handle")
    return answer(book, "same" if same else "different", a, b)


# ── who is no person ──────────────────────────────────────────────────────────────────────────────────────────────


def doubts(book: OpenBook) -> list[Doubt]:
    """Who may be held wrongly for an automaton, or for a person; those who come first are the most doubtful.

    First automata with whom there was some exchange, then those that wrote to the owner alone, then people most of
    whose messages went to many, then the other automata. Whom the owner judged is not asked about again.
    """
    told = {fact.handle for fact in facts.of_kinds(book.connection, "sort") if fact.handle is not None}
    judged = {handles.person_of(book.connection, handle) for handle in told}
    rows = [row for row in people.doubtful(book.connection, DOUBTS + len(judged)) if row[0] not in judged]
    return [_doubt(book, row) for row in rows[:DOUBTS]]


def _doubt(book: OpenBook, row: Row) -> Doubt:
    person, name, sort, why, sent, received, bulk, first_at, last_at = row
    own = tuple(handle[2] for handle in handles.of_person(book.connection, person) if handle[1] != NAME)
    is_automaton = sort == "automaton"
    reasons = reasons_from(json.loads(why)) if is_automaton else (reason("some-bulk", bulk=bulk, sent=sent),)
    return Doubt(person, name, is_automaton, own, sent, received, first_at, last_at, _once(reasons))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))


# ── joins assumed on a name ───────────────────────────────────────────────────────────────────────────────────────


def assumed(book: OpenBook, after: int, limit: int) -> list[Assumed]:
    """Joins that rest on a name alone, so many of them from a place on (-1 for the first)."""
    found: Sequence[Row] = people.assumed_joins(book.connection, after, limit)
    lines = []
    for place, first, second, why in found:
        a, b = handles.find(book.connection, first), handles.find(book.connection, second)
        row = people.find(book.connection, a[3]) if a else None
        if a and b and row and a[3] == b[3]:
            reasons = reasons_from(json.loads(why))
            lines.append(
                Assumed(place, row.id, row.name, shown_circles(row), first, second, _shown(a), _shown(b), reasons)
            )
    return lines


def assumed_count(book: OpenBook) -> int:
    """How many joins rest on a name alone."""
    return people.join_counts(book.connection)[1]
