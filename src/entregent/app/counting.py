"""Counting toward goals: from exchanges, stages, results and footprints, each counted thing with its day and people."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from entregent.app import business, stages, weighing
from entregent.app.footprints import footprints
from entregent.app.goal_views import Counted
from entregent.app.opening import OpenBook
from entregent.app.results import known_results
from entregent.model.interaction import DIGEST_BITS
from entregent.store import events, people
from entregent.store import stages as kept
from entregent.strategy.funnel import RANK, Reached, Seen, Word, reached
from entregent.strategy.goals import BUSINESS_MEASURES, RESULT_MEASURES, STAGE_MEASURES

OWN_TALK: Final = events.OWN_FLAG << 3


class Wanted(NamedTuple):
    """What is to be counted: a measure, from one instant up to another, with whom (None: with anybody)."""

    number: int
    measure: str
    begun: int
    until: int
    among: frozenset[int] | None
    currency: str


def count(book: OpenBook, wanted: Wanted) -> list[Counted]:
    """All that counts, oldest first."""
    if wanted.measure in STAGE_MEASURES:
        found = _people(book, wanted, STAGE_MEASURES[wanted.measure])
    elif wanted.measure in RESULT_MEASURES or wanted.measure == "value":
        found = _results(book, wanted)
    elif wanted.measure == "talks":
        found = _talks(book, wanted)
    else:
        found = _steps(book, wanted)
    return sorted(found, key=lambda one: (one.at, one.people))


def members(book: OpenBook, circle: str) -> frozenset[int]:
    """Those whom the owner has, or had, in a circle: a prospect who became a client still counts as one won over."""
    had = business.had_in_circle(book, circle)
    return frozenset(
        person for person, one in business.in_circles(book).items() if circle in one.circles or person in had
    )


# ── people who came to a stage ────────────────────────────────────────────────────────────────────────────────────

_WAYS: Final = {"approached": "wrote", "answered": "answered", "met": "met"}


def _people(book: OpenBook, wanted: Wanted, stage: str) -> list[Counted]:
    """Those who came to a stage in this time, and never before."""
    partners = business.everybody(book)
    if wanted.measure in BUSINESS_MEASURES:
        among: Collection[int] = partners.keys() if wanted.among is None else partners.keys() & wanted.among
    elif wanted.among is not None:
        among = wanted.among
    else:
        among = _active(book, wanted, stage)
    words = stages.words(book, partners.keys() & set(among))
    came = _came(book, among, stage, words)
    inside = {person: at for person, at in came.items() if wanted.begun <= at < wanted.until}
    named = kept.names(book.connection, inside)
    way = _WAYS.get(stage, "stage")
    return [_one(book, inside[person], ((person, name),), way, stage) for person, name in named.items()]


_FIRSTS: Final = {"approached": ("out",), "answered": ("out", "inward"), "met": ("talk",)}
"""Stages that rest on firsts alone, and on which."""


def _came(book: OpenBook, among: Collection[int], stage: str, words: Mapping[int, Word]) -> dict[int, int]:
    """When each of these people first came to a stage; 0 where nothing tells a day."""
    if stage not in _FIRSTS:
        return {person: came_at(one, stage, words.get(person)) for person, one in stages.seen_of(book, among).items()}
    wanted = _FIRSTS[stage]
    found = {}
    for person, one in kept.firsts(book.connection, among, weighing.until_event(book), wanted).items():
        days = [getattr(one, name) for name in wanted]
        found[person] = max(days) if all(days) else 0
        if person in words:
            found[person] = came_at(Seen(one.out, one.inward, one.talk), stage, words[person])
    return found


def _active(book: OpenBook, wanted: Wanted, stage: str) -> Collection[int]:
    """Anybody who may have come to a stage in this time: the others need not be looked at."""
    begun, until = wanted.begun << DIGEST_BITS, wanted.until << DIGEST_BITS
    if stage != "met":
        return kept.active_between(book.connection, begun, until, out=stage == "approached")
    rows = kept.talks(book.connection, begun, until)
    return {person for present in _present(book, rows).values() for person, _ in present}


def came_at(seen: Seen, stage: str, word: Word | None) -> int:
    """When somebody first came to a stage: by what passed, or by the owner's word; 0 where neither tells a day."""
    if word is not None and RANK[word.stage] < RANK[stage]:
        # The owner led them back: what passed before that word does not count, what came after it does.
        return min((step.at for step in _reached(seen, stage) if step.at > word.at), default=0)
    days = [step.at for step in _reached(seen, stage)]
    if word is not None:
        days.append(word.at)
    return min((day for day in days if day), default=0)


def _reached(seen: Seen, stage: str) -> list[Reached]:
    return [step for step in reached(seen) if step.stage == stage]


# ── talks, steps, results ─────────────────────────────────────────────────────────────────────────────────────────


def _talks(book: OpenBook, wanted: Wanted) -> list[Counted]:
    """Every meeting and call; what the owner logged of one that a source tells too counts once."""
    rows = kept.talks(book.connection, wanted.begun << DIGEST_BITS, wanted.until << DIGEST_BITS)
    present = _present(book, rows)
    told = [row for row in rows if not row[1] & OWN_TALK]
    found = []
    for row in rows:
        there = [one for one in present[row[0]] if wanted.among is None or one[0] in wanted.among]
        if there and not (row[1] & OWN_TALK and _told_too(row, told, present)):
            found.append(_one(book, row[0] >> DIGEST_BITS, tuple(there), "talk", row[4] or ""))
    return found


def _told_too(row: Any, told: Iterable[Any], present: Mapping[int, list[tuple[int, str]]]) -> bool:
    """Whether a source tells of a talk by the same way within two hours with one of the same people."""
    at, way, there = row[0] >> DIGEST_BITS, row[1] & events.CHANNEL_MASK, {person for person, _ in present[row[0]]}
    return any(
        other[1] & events.CHANNEL_MASK == way
        and abs((other[0] >> DIGEST_BITS) - at) <= weighing.SAME_EVENT_SECONDS
        and not there.isdisjoint(person for person, _ in present[other[0]])
        for other in told
    )


def _present(book: OpenBook, rows: Iterable[Any]) -> dict[int, list[tuple[int, str]]]:
    """Event -> (person, name) of those who were there; nobody where it was a crowd."""
    parts = {row[0]: events.handles_in(row[3]) for row in rows}
    small = {event: own for event, own in parts.items() if len(own) <= kept.AT_THE_TABLE + 1}
    named = people.of_handles(book.connection, {handle for own in small.values() for handle in own})
    alive = kept.names(book.connection, {one.person for one in named.values()})
    found: dict[int, list[tuple[int, str]]] = {event: [] for event in parts}
    for event, own in small.items():
        there = {named[handle].person: None for handle in own if handle in named}
        found[event] = [(person, alive[person]) for person in there if person in alive]
    return found


def _steps(book: OpenBook, wanted: Wanted) -> list[Counted]:
    """Steps taken, the tried ones too: those that name the goal, and those with its people."""
    taken = footprints(book, since=wanted.begun, until=wanted.until - 1)
    named = kept.names(book.connection, {person for step in taken for person in step.people})
    found = []
    for step in taken:
        if step.goal not in {None, wanted.number}:
            continue
        there = [(person, named[person]) for person in step.people if person in named]
        if step.goal == wanted.number or wanted.among is None or any(person in wanted.among for person in step.people):
            found.append(_one(book, step.at, tuple(there), "step", step.outcome or step.kind))
    return found


def _results(book: OpenBook, wanted: Wanted) -> list[Counted]:
    """Results of the kind that is wanted, or what they were worth."""
    partners = business.everybody(book)
    kind = RESULT_MEASURES.get(wanted.measure, "")
    found = []
    for one in known_results(book):
        worth = 1.0 if wanted.measure != "value" else one.value if one.currency == wanted.currency else None
        if (
            one.person in partners
            and wanted.begun <= one.at < wanted.until
            and (wanted.among is None or one.person in wanted.among)
            and (not kind or one.kind == kind)
            and worth
        ):
            who = ((one.person, partners[one.person].name),)
            found.append(_one(book, one.at, who, "result", one.kind, worth))
    return found


def _one(
    book: OpenBook, at: int, people: tuple[tuple[int, str], ...], what: str, detail: str, weight: float = 1.0
) -> Counted:
    return Counted(at, book.day_of(at).isoformat(), people, what, detail, weight)
