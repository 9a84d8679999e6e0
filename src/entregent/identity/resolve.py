"""Who is who: from what is known of each handle to judgements and people. Pure; the same input in any order."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from entregent.identity.blocks import candidate_pairs
from entregent.identity.clusters import Clusters, Link, join_links
from entregent.identity.features import Evidence, compare
from entregent.identity.homonyms import ambiguous_names
from entregent.identity.profiles import Card, Profile
from entregent.identity.rarity import Population
from entregent.identity.sketches import Sketch, contradict, names_of_cards, sketch, work_of
from entregent.identity.weights import ASK_ABOVE, MERGE_ABOVE, SURE_CARD, SURE_MAILBOX, UNSURE_CARD
from entregent.model.judgement import Judgement, Reason, Verdict, reason

Pair = tuple[int, int]
CARD_HANDLES: Final = 6
"""Handles of a card that are compared each with each; of a longer one each with the next (a card may list 5,000)."""


class Caution(NamedTuple):
    """From which confidence on two handles are joined without asking, and from which on it is worth asking."""

    merge_above: float = MERGE_ABOVE
    ask_above: float = ASK_ABOVE


SHIPPED: Final = Caution()


class Resolution(NamedTuple):
    """What was decided. `judgements`: SAME ones are joined already, UNSURE ones are questions, best first.

    `clusters` gives every handle id the smallest id of its person.
    """

    judgements: list[Judgement]
    clusters: dict[int, int]

    @property
    def merges(self) -> list[Judgement]:
        """The automatic ones."""
        return [j for j in self.judgements if j.verdict is Verdict.SAME]

    @property
    def questions(self) -> list[Judgement]:
        """The ones to ask, best first."""
        return [j for j in self.judgements if j.verdict is Verdict.UNSURE]


def resolve(
    profiles: Iterable[Profile],
    cards: Iterable[Card] = (),
    *,
    owner_ids: frozenset[int] = frozenset(),
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    caution: Caution = SHIPPED,
) -> Resolution:
    """Judge which handles are one person's.

    `same` and `different` are the owner's own answers as pairs of handle ids; they always hold. `owner_ids` are the
    owner's handles: one person, whatever their names. A merge that rests on a name is marked `assumed`. `caution` says
    how sure is sure enough.
    """
    with _without_collector():
        return _resolved(list(profiles), list(cards), _Answers(owner_ids, tuple(same), tuple(different)), caution)


class _Answers(NamedTuple):
    owner_ids: frozenset[int]
    same: tuple[Pair, ...]
    different: tuple[Pair, ...]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing here makes reference cycles, yet looking for them among a million tuples takes a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _resolved(profiles: list[Profile], cards: list[Card], answers: _Answers, caution: Caution) -> Resolution:
    ordered = sorted(profiles)
    by_card = {card.id: card for card in sorted(cards)}
    carded = names_of_cards(by_card.values())
    works = {card.id: work for card in by_card.values() if card.organisation and (work := work_of(card.organisation))}
    sketches = [sketch(profile, carded, works) for profile in ordered]
    clusters = Clusters(
        (one.id for one in sketches),
        [pair for pair in answers.different if pair[0] != pair[1]],
        {one.id: one.names for one in sketches if one.names and not one.is_shared},
    )
    _join_owner_pairs(clusters, _known_pairs(answers.same, answers.owner_ids), {one.id for one in sketches})
    by_id = {one.id: one for one in sketches}
    found = _mailbox_judgements(sketches) + _card_judgements(by_card.values(), by_id)
    denied = _join(clusters, found)
    ambiguous = ambiguous_names(sketches, clusters.as_map(), answers.different, by_card.values())
    names = (tuple(sorted(name.words)) for one in sketches for name in one.names)
    titles = {work: by_card[card].organisation for card, work in works.items()}
    people = Population(names, ambiguous, _colleagues(sketches, clusters.as_map()), titles)
    compared = _compared(sketches, people, caution, clusters)
    denied |= _join(clusters, compared)
    found += compared
    merges = [j for j in found if j.verdict is Verdict.SAME and (j.a, j.b) not in denied]
    asked = [j for j in found if j.verdict is Verdict.UNSURE or (j.a, j.b) in denied]
    return Resolution(_strongest_per_pair(merges) + _questions(asked, clusters), clusters.as_map())


def _colleagues(sketches: Iterable[Sketch], person: Mapping[int, int]) -> Counter[str]:
    """How many people are at each organisation, by cards and addresses."""
    of_person: set[tuple[int, str]] = set()
    for one in sketches:
        if one.work:
            of_person.update([(person[one.id], work) for work in one.work])
        if one.address.label:
            of_person.add((person[one.id], one.address.label))
    return Counter([work for _, work in of_person])


def _join(clusters: Clusters, found: Iterable[Judgement]) -> set[Pair]:
    """Join what was judged the same; returns the pairs that may not be joined."""
    links = [Link(j.a, j.b, j.confidence, j.assumed) for j in found if j.verdict is Verdict.SAME]
    return {(link.a, link.b) for link in join_links(clusters, links)[1]}


def _known_pairs(same: Iterable[Pair], owner_ids: frozenset[int]) -> list[Pair]:
    return sorted(same) + list(pairwise(sorted(owner_ids)))


def _join_owner_pairs(clusters: Clusters, pairs: Iterable[Pair], known: set[int]) -> None:
    for a, b in pairs:
        if a in known and b in known and clusters.may_join(a, b):
            clusters.join(a, b)


def _judgement(a: int, b: int, confidence: float, reasons: tuple[Reason, ...]) -> Judgement:
    verdict = Verdict.SAME if confidence > UNSURE_CARD else Verdict.UNSURE
    return Judgement(min(a, b), max(a, b), verdict, confidence, reasons)


def _mailbox_judgements(sketches: Sequence[Sketch]) -> list[Judgement]:
    """Addresses that reach one mailbox: plus-tags, Gmail dots, twin domains of a provider, renamed forge users."""
    boxes: defaultdict[str, list[Sketch]] = defaultdict(list)
    for one in sketches:
        if one.address.mailbox and one.address.reaches:
            boxes[one.address.mailbox].append(one)
    return [
        _judgement(a.id, b.id, SURE_MAILBOX, (reason("same-mailbox", one=a.value, other=b.value),))
        for group in boxes.values()
        if len(group) > 1
        for a, b in pairwise(group)
    ]


def _card_judgements(cards: Iterable[Card], by_id: Mapping[int, Sketch]) -> list[Judgement]:
    """Handles of one card: joined, unless two of them write under names that contradict each other."""
    found: list[Judgement] = []
    for card in cards:
        if len(card.handle_ids) < 2:
            continue
        listed = [by_id[one] for one in sorted(set(card.handle_ids)) if one in by_id]
        found += [_of_card(card, a, b) for a, b in combinations(listed[:CARD_HANDLES], 2)]
        found += [_of_card(card, a, b) for a, b in pairwise(listed[CARD_HANDLES - 1 :])]
    return found


def _at_odds(a: Sketch, b: Sketch) -> bool:
    return bool(a.own and b.own) and all(contradict(one, other) for one in a.own for other in b.own)


def _of_card(card: Card, a: Sketch, b: Sketch) -> Judgement:
    if _at_odds(a, b) or a.is_shared or b.is_shared:
        return _judgement(
            a.id, b.id, UNSURE_CARD, (reason("card-conflict", card=card.name, one=a.value, other=b.value),)
        )
    return _judgement(a.id, b.id, SURE_CARD, (reason("same-card", card=card.name),))


def _compared(sketches: Sequence[Sketch], people: Population, caution: Caution, clusters: Clusters) -> list[Judgement]:
    found: list[Judgement] = []
    person = clusters.as_map()
    for i, j in candidate_pairs(sketches, people, person):
        a, b = sketches[i], sketches[j]
        if a.is_bulk or b.is_bulk:
            continue
        confidence, evidence = compare(a, b, people)
        if confidence >= caution.ask_above:
            verdict = Verdict.SAME if confidence >= caution.merge_above else Verdict.UNSURE
            pair = min(a.id, b.id), max(a.id, b.id)
            found.append(Judgement(*pair, verdict, confidence, _reasons(evidence), assumed=True))
    return found


def _reasons(evidence: tuple[Evidence, ...]) -> tuple[Reason, ...]:
    return tuple(one.reason for one in evidence)


def _strongest_per_pair(judgements: Iterable[Judgement]) -> list[Judgement]:
    best: dict[Pair, Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.a, j.b, -j.confidence, j.reasons)):
        best.setdefault((one.a, one.b), one)
    return list(best.values())


def _questions(asked: Iterable[Judgement], clusters: Clusters) -> list[Judgement]:
    """One question per pair of people: the surest; most useful first. Pairs already joined or told apart are none."""
    best: dict[Pair, Judgement] = {}
    sizes: dict[int, int] = defaultdict(int)
    for root in clusters.as_map().values():
        sizes[root] += 1
    for one in sorted(asked, key=lambda j: (-j.confidence, j.a, j.b, j.reasons)):
        x, y = sorted((clusters.find(one.a), clusters.find(one.b)))
        if x != y and clusters.may_join(x, y):
            best.setdefault((x, y), one._replace(verdict=Verdict.UNSURE))
    return [
        one
        for _, one in sorted(
            best.items(), key=lambda kv: (-kv[1].confidence * sizes[kv[0][0]] * sizes[kv[0][1]], kv[1].a, kv[1].b)
        )
    ]
