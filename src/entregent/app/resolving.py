"""Resolving: who is who, from all that the book holds, in one pass; people's rows follow."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from entregent.app import owning
from entregent.app.composing import Evidence, Judged, compose
from entregent.app.gathering import Known
from entregent.app.opening import OpenBook
from entregent.identity.automata import judge_automaton
from entregent.identity.profiles import Profile
from entregent.identity.resolve import Resolution, resolve
from entregent.model.judgement import Verdict
from entregent.store import facts, handles, past, people, shown


def resolve_all(book: OpenBook, touched: Iterable[int], known: Known | None = None) -> set[int]:
    """Judge all handles anew; return the people whose tie must be weighed again.

    `touched` are handles with new evidence; `known` spares reading what was just read. Ids stay: a cluster bears its
    oldest handle's id.
    """
    known = known or Known(book)
    profiles = known.profiles()
    owners = owning.owner_handles(book)
    same, different = owner_judgements(book)
    resolution = resolve(
        profiles,
        known.cards(),
        owner_ids=owners,
        same=same,
        different=different,
        gatherings=lambda wanted: _groups(book, owners, wanted),
    )
    before = {row[0]: row[9] for row in known.rows}
    moved = {handle for handle, person in resolution.clusters.items() if before[handle] != person}
    everybody = set(resolution.clusters.values())
    judged = _judge_sorts(known, profiles, resolution.clusters, owners)
    with book.connection.writing():
        handles.set_people(book.connection, sorted((resolution.clusters[handle], handle) for handle in moved))
        _keep_judgements(book, resolution)
        emptied = {before[handle] for handle in moved} - everybody
        if book.as_of:
            # The search index is the book's own; this view has only its own rows of people.
            past.hide(book.connection, sorted(emptied))
        else:
            people.drop(book.connection, emptied)
        sorts = people.sorts(book.connection)
    changed = {resolution.clusters[handle] for handle in (*moved, *touched) if handle in resolution.clusters}
    changed |= everybody - set(sorts)
    # A merge takes handles from people who stay: they change too.
    changed |= {before[handle] for handle in moved} & everybody
    changed |= {person for person, opinion in judged.items() if sorts.get(person, opinion.sort) != opinion.sort}
    _compose(book, known, resolution.clusters, judged, changed)
    return changed


TOGETHER: Final = 15
"""In a bigger group nobody is with anybody."""


def _groups(book: OpenBook, owners: frozenset[int], wanted: Iterable[int]) -> dict[int, list[frozenset[int]]]:
    """The small groups in which these handles were seen; the owner was always there."""
    found = shown.groups(book.connection, wanted, TOGETHER)
    return {handle: [group - owners for group in several] for handle, several in found.items()}


def owner_judgements(book: OpenBook) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The owner's own answers as pairs of handles: same, different. The newest about a pair holds."""
    answers: dict[tuple[int, int], str] = {}
    for fact in facts.of_kinds(book.connection, "same", "different"):
        if fact.handle is not None and fact.other is not None:
            answers[(min(fact.handle, fact.other), max(fact.handle, fact.other))] = fact.kind
    return (
        [pair for pair, kind in answers.items() if kind == "same"],
        [pair for pair, kind in answers.items() if kind == "different"],
    )


def _keep_judgements(book: OpenBook, resolution: Resolution) -> None:
    people.put_judgements(
        book.connection,
        [
            (
                one.a,
                one.b,
                one.verdict.value,
                one.confidence,
                int(one.assumed),
                json.dumps([[r.signal, [list(f) for f in r.facts]] for r in one.reasons], ensure_ascii=False),
                rank,
            )
            for rank, one in enumerate(resolution.judgements)
            if one.verdict is not Verdict.DIFFERENT
        ],
    )


def _judge_sorts(
    known: Known, profiles: list[Profile], clusters: Mapping[int, int], owners: frozenset[int]
) -> dict[int, Judged]:
    """What each cluster is: the owner, an automaton (all its handles are), or a person."""
    members: dict[int, list[Profile]] = {}
    for profile in profiles:
        members.setdefault(clusters[profile.id], []).append(profile)
    proposals = owning.propose_circles(members, known.bodies, owners)
    judged = {}
    for person, own in members.items():
        if any(profile.id in owners for profile in own):
            judged[person] = Judged("owner")
            continue
        opinions = [judge_automaton(profile) for profile in own]
        told = [opinion for opinion in opinions if opinion is not None]
        if told and len(told) == len(own):
            judged[person] = Judged("automaton", tuple(told[0].reasons))
        else:
            judged[person] = Judged("person", (), proposals.get(person, ()))
    return judged


def _compose(
    book: OpenBook, known: Known, clusters: Mapping[int, int], judged: Mapping[int, Judged], changed: set[int]
) -> None:
    gathered: dict[int, list[tuple[int, str, str]]] = {}
    for row in known.rows:
        person = clusters[row[0]]
        if person in changed:
            gathered.setdefault(person, []).append((row[0], row[1], row[2]))
    people_of = sorted(gathered)
    for begin in range(0, len(people_of), _AT_ONCE):
        some = people_of[begin : begin + _AT_ONCE]
        compose(book, {person: _evidence(known, gathered[person]) for person in some}, judged)


_AT_ONCE: Final = 1_000
"""People written in one transaction: the owner's own edits go in between."""


def _evidence(known: Known, own: list[tuple[int, str, str]]) -> Evidence:
    names: dict[str, int] = {}
    cards: dict[int, Mapping[str, Any]] = {}
    for handle, _, _ in own:
        for name, times in known.names.get(handle, ()):
            names[name] = names.get(name, 0) + times
        for record in known.of_handle.get(handle, ()):
            cards[record] = known.bodies[record]
    return Evidence(own, sorted(names.items(), key=lambda pair: (-pair[1], pair[0])), [*reversed(list(cards.values()))])
