"""What the book holds of who was there when somebody was first seen, gathered for judging who introduced them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app import weighing
from entregent.model.handle import MAIL
from entregent.model.interaction import DIGEST_BITS, Direction
from entregent.network.introductions import (
    AFTER_DAYS,
    BEFORE_DAYS,
    CROWD,
    DAY,
    FIRST_DAYS,
    LIKELY,
    Acquaintance,
    Introducer,
    Later,
    Made,
    Sight,
    introducers,
    is_passed_on,
    made,
    name_of,
    says_introduction,
    stem,
    words_of,
)
from entregent.store import events, handles, introductions, memos
from entregent.text.emails import personal_provider

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from entregent.app.opening import OpenBook
    from entregent.store.connection import Row

BEGINNING_DAYS: Final = 30
"""Whoever is seen so soon after the first event of all was known before."""
_SOON: Final = 21 * DAY
_WORDS: Final = (
    "intro*", "eintro*", "mise", "mises", "relation", "presente*", "presenter", "presentation*", "connecting",
    "connection*", "connect", "meet", "connaissance", "contact",
)  # fmt: skip
_PASSED_ON: Final = ("fw", "fwd", "tr", "wg", "rv", "enc")
_LEFT_IN_PEACE: Final = frozenset(("never", "private"))
_PROVIDER_SHARE: Final = 0.03
_PROVIDER_LEAST: Final = 8
_LOOKED_AT: Final = 40


class Found(NamedTuple):
    """What was concluded: person → who may have introduced them; and whom the owner made known to each other."""

    through: dict[int, list[Introducer]]
    made: list[Made]
    firsts: dict[int, int]
    """Person → the first event with them."""


class Evidence:
    """The book's people in time, and their events as sights."""

    def __init__(self, book: OpenBook) -> None:
        self.connection = book.connection
        self.until = weighing.until_event(book)
        self.owners = frozenset(memos.find(book.connection, "owner", []))
        self.person: dict[int, int] = {}
        self.handles: defaultdict[int, list[int]] = defaultdict(list)
        self.left: set[int] = set()
        self._told: defaultdict[str, list[Sight]] | None = None
        self._has_signals = introductions.has_signals(book.connection)
        self.known = self._acquaintances()

    def _acquaintances(self) -> dict[int, Acquaintance]:
        names: dict[int, list[str]] = {}
        for person, folded, never in introductions.names(self.connection):
            names[person] = [folded]
            if never in _LEFT_IN_PEACE:
                self.left.add(person)
        domains: defaultdict[int, set[str]] = defaultdict(set)
        for handle, person, kind, value in introductions.handles_of_people(self.connection):
            self.person[handle] = person
            self.handles[person].append(handle)
            if kind == MAIL:
                names[person].append(value)
                domains[person].add(value.rpartition("@")[2])
        shared = self._providers(domains)
        first: dict[int, int] = {}
        exchanged: dict[int, int] = {}
        for person, event, exchange in introductions.firsts(self.connection, self.until):
            if event is not None:
                first[person] = min(first.get(person, event), event)
            if exchange is not None:
                exchanged[person] = min(exchanged.get(person, exchange), exchange)
        self.firsts = first
        return {
            person: Acquaintance(
                event >> DIGEST_BITS,
                exchanged[person] >> DIGEST_BITS if person in exchanged else 1 << 62,
                frozenset(domains[person] - shared) if person in domains else frozenset(),
                tuple(names[person]),
            )
            for person, event in first.items()
        }

    def _providers(self, domains: dict[int, set[str]]) -> set[str]:
        """Domains that say nothing of where somebody works."""
        counted = Counter(domain for own in domains.values() for domain in own)
        many = max(_PROVIDER_LEAST, int(_PROVIDER_SHARE * len(domains)))
        own = {
            value.rpartition("@")[2]
            for handle in self.owners
            if (found := handles.find(self.connection, handle)) is not None
            for _, kind, value, _ in [found]
            if kind == MAIL
        }
        return {
            domain
            for domain, count in counted.items()
            if personal_provider(domain) or (count >= many and domain not in own)
        }

    def sight(self, row: Sequence[object]) -> Sight | None:
        """An event as people; None where somebody in it is unknown, or where there were too many."""
        event, how, packed, title = row[:4]
        assert isinstance(event, int)
        assert isinstance(how, int)
        assert isinstance(packed, bytes)
        parts = events.unpacked(packed)
        if len(parts) > CROWD + 4:
            return None
        sender, present, addressed, copied = -1, list[int](), False, False
        for place, part in enumerate(parts):
            handle = part >> 3
            person = 0 if handle in self.owners else self.person.get(handle, -1)
            if not person:
                addressed, copied = addressed or part & 7 <= events.TO, copied or part & 7 >= events.CC
            if place == 0 and not part & 7:
                sender = person
            if person > 0 and person not in present:
                present.append(person)
        only_copied = copied and not addressed
        return Sight(event, event >> DIGEST_BITS, how & 7, sender, tuple(present), str(title or ""), copied=only_copied)

    def sights_of(self, person: int) -> list[Sight]:
        """How somebody appeared: the events of their first days with others present."""
        first = self.firsts[person]
        last = first + (FIRST_DAYS * DAY << DIGEST_BITS)
        rows: dict[int, Row] = {}
        for handle in self.handles[person]:
            for row in introductions.with_others(self.connection, handle, first, min(last, self.until - 1), 8):
                rows[row[0]] = row
        found = [self.sight(rows[event]) for event in sorted(rows)]
        return [self._worded(one) for one in found if one is not None and person in one.present]

    def _worded(self, sight: Sight) -> Sight:
        words = events.signals_of(self.connection, sight.event) if self._has_signals else []
        return sight._replace(
            names=tuple(value for kind, value in words if kind == "introduction"),
            passed_from=tuple(value for kind, value in words if kind == "forwarded-from"),
        )

    def told(self) -> dict[str, list[Sight]]:
        """What was written to the owner alone that speaks of somebody: by what it may be found by, in order of time.

        That is the subject below answers and forwards, the names that the words introduce, and the words of a subject
        that says an introduction.
        """
        if self._told is None:
            self._told = defaultdict(list)
            for sight in self._tellings():
                for word in _found_by(sight):
                    self._told[word].append(sight)
        return self._told

    def _tellings(self) -> list[Sight]:
        found: dict[int, Sight] = {}
        for row in introductions.titled(self.connection, (*_WORDS, *_PASSED_ON), self.until):
            title = row[3] or ""
            if is_passed_on(title) or says_introduction(title):
                self._tell(found, row)
        for row in introductions.signalled(self.connection, self.until):
            told = self._tell(found, row)
            if told is not None and row[4] == "introduction":
                found[told.event] = told._replace(names=(*told.names, row[5]))
            elif told is not None:
                found[told.event] = told._replace(passed_from=(*told.passed_from, row[5]))
        return [found[event] for event in sorted(found)]

    def _tell(self, found: dict[int, Sight], row: Sequence[object]) -> Sight | None:
        sight = self.sight(row)
        if sight is None or sight.sender <= 0 or len(sight.present) != 1:
            return None
        return found.setdefault(sight.event, sight)

    def told_before(self, person: int, titles: Sequence[str]) -> list[Sight]:
        """What spoke of somebody in the weeks before they were seen."""
        told = self.told()
        known = self.known[person]
        names = {word for name in known.names for word in (name, name.partition(" ")[0], name.rpartition(" ")[2])}
        wanted = names | {stem(title) for title in titles}
        found: dict[int, Sight] = {}
        for word in wanted & told.keys():
            sights = told[word]
            begin = bisect_left(sights, known.first_at - BEFORE_DAYS * DAY, key=_instant)
            end = bisect_left(sights, known.first_at + 1, key=_instant)
            found |= {sight.event: sight for sight in sights[begin:end]}
        return [found[event] for event in sorted(found)]

    def first_titles(self, person: int) -> list[str]:
        """The subjects of the first exchanges between the two."""
        first = self.firsts[person]
        last = min(first + (FIRST_DAYS * DAY << DIGEST_BITS), self.until - 1)
        return [
            title
            for handle in self.handles[person]
            for title in introductions.first_titles(self.connection, handle, first, last, 3)
        ]

    def later(self, person: int) -> Later:
        """What passed with somebody in the months after they appeared."""
        first = self.firsts[person]
        last = min(first + (AFTER_DAYS * DAY << DIGEST_BITS), self.until - 1)
        rows = []
        for handle in self.handles[person]:
            rows += introductions.passed(self.connection, handle, first, last, _LOOKED_AT)
        alone = inward = outward = 0
        soon = False
        beside: Counter[int] = Counter()
        for event, direction, others, parts in sorted(set(rows)):
            alone += others <= 1
            inward += direction in (Direction.IN, Direction.BOTH)
            outward += direction in (Direction.OUT, Direction.BOTH)
            soon = soon or 0 < (event - first) >> DIGEST_BITS < _SOON
            if others > 1:
                present = {self.person.get(handle, 0) for handle in events.handles_in(parts)}
                beside.update(present - {person, 0})
        return Later(alone, inward, outward, soon, dict(beside))


def _found_by(sight: Sight) -> set[str]:
    """The words by which a letter about somebody is found."""
    words = {stem(sight.title)} if is_passed_on(sight.title) else set()
    for told in (*sight.names, *sight.passed_from):
        words |= {name_of(told), name_of(told).partition(" ")[0]}
    if says_introduction(sight.title):
        words |= set(words_of(sight.title))
    return words - {""}


def _instant(sight: Sight) -> int:
    return sight.at


def gather(book: OpenBook, *, since: int = 0) -> Found:
    """Judge everybody whom the book saw come: who introduced them; and whom the owner made known to each other.

    `since` an instant: only those who came after it, and no pair.
    """
    evidence = Evidence(book)
    begun = introductions.first_event(book.connection, evidence.until)
    if begun is None:
        return Found({}, [], {})
    least = max(begun + (BEGINNING_DAYS * DAY << DIGEST_BITS), since << DIGEST_BITS)
    through = {}
    for person, first in evidence.firsts.items():
        if first < least or person in evidence.left:
            continue
        found = judged(evidence, person)
        if found:
            through[person] = found
    return Found(through, [] if since else list(made_known(evidence)), evidence.firsts)


def judged(evidence: Evidence, person: int) -> list[Introducer]:
    """Who may have introduced one person, those who are likely enough to be told."""
    sights = [one for one in evidence.sights_of(person) if len(one.present) <= CROWD]
    titles = evidence.first_titles(person)
    seen = {sight.event for sight in sights}
    told = [one for one in evidence.told_before(person, titles) if one.event not in seen]
    before = evidence.known[person].first_at
    others = {other for sight in (*sights, *told) for other in sight.present if other != person}
    if not any(evidence.known[other].first_at < before for other in others if other in evidence.known):
        return []
    found = introducers(person, sights, told, evidence.known, evidence.later(person), titles)
    return [one for one in found if one.chance >= LIKELY and one.person not in evidence.left]


# ── those that the owner made ─────────────────────────────────────────────────────────────────────────────────────


def made_known(evidence: Evidence) -> Iterator[Made]:
    """Pairs whom a letter of the owner's made known to each other, by the first letter that names both."""
    first: dict[tuple[int, int], Sight] = {}
    since: Counter[tuple[int, int]] = Counter()
    for row in introductions.to_two(evidence.connection, evidence.until):
        sight = evidence.sight(row)
        if sight is None or len(sight.present) != 2:
            continue
        pair = (min(sight.present), max(sight.present))
        if pair not in first:
            first[pair] = sight
        elif sight.sender in pair:
            since[pair] += 1
    for pair, sight in first.items():
        if sight.sender != 0 or evidence.left & set(pair):
            continue
        known = [one for one in pair if evidence.known[one].exchanged_at < sight.at - DAY]
        found = made(sight, 0, since[pair], evidence.known, known) if known else None
        if found is not None and found.chance >= LIKELY and not _together_before(evidence, pair, sight.event):
            yield found


def _together_before(evidence: Evidence, pair: tuple[int, int], event: int) -> bool:
    """Whether two were seen together before an event."""
    return any(
        introductions.seen_together(evidence.connection, one, other, event)
        for one in evidence.handles[pair[0]]
        for other in evidence.handles[pair[1]]
    )
