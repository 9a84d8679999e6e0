"""Companions: who is often seen together with somebody."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from entregent.app.opening import OpenBook
from entregent.app.person_views import Companion
from entregent.store import events, people

LOOKED_AT: Final = 500
"""The newest exchanges with others present: more would tell of former years."""
SHOWN: Final = 6
FEWEST: Final = 2
"""Once together is chance."""


def companions_of(
    book: OpenBook, own: Sequence[int], person: int, until: int, *, newest: int = LOOKED_AT
) -> tuple[Companion, ...]:
    """The people most often named beside somebody; an exchange of m people counts 1/(m − 1) for each pair."""
    weights: defaultdict[int, float] = defaultdict(float)
    times: defaultdict[int, int] = defaultdict(int)
    gatherings = [
        frozenset(events.handles_in(parts)) for parts in events.with_others(book.connection, own, until, newest)
    ]
    named = people.of_handles(book.connection, {handle for present in gatherings for handle in present})
    for present in gatherings:
        there = {named[handle].person for handle in present if handle in named and named[handle].sort == "person"}
        there.discard(person)
        for other in there:
            weights[other] += 1 / len(present)
            times[other] += 1
    dearest = sorted((one for one in weights if times[one] >= FEWEST), key=lambda one: (-weights[one], one))[:SHOWN]
    return tuple(
        Companion(row.id, row.name, tuple(json.loads(row.circles)), times[row.id])
        for row in people.list_some(book.connection, dearest)
        if not row.never
    )
