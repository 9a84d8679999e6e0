"""Who is who: from what is known of each handle to judgements and people. Pure; the same input in any order."""

import gc
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Final, NamedTuple

from entregent.identity.beginnings import instant_of_day
from entregent.identity.blocks import candidate_pairs
from entregent.identity.clusters import Clusters, Link, join_links
from entregent.identity.crossing import Gatherings, apart, look_again, with_companions, worth_asking
from entregent.identity.evidence import Evidence
from entregent.identity.features import compare
from entregent.identity.homonyms import ambiguous_names, names_of_people
from entregent.identity.profiles import Card, Profile
from entregent.identity.rarity import Population, Told, surest_by_name
from entregent.identity.signatures import common_signs
from entregent.identity.sites import with_sites
from entregent.identity.sketches import Notes, Sketch, names_of_cards, names_that_count, sketch, work_of
from entregent.identity.sure import (
    account_judgements,
    card_judgements,
    contact_judgements,
    first_cards,
    mailbox_judgements,
)
from entregent.identity.weights import ASK_ABOVE, MERGE_ABOVE
from entregent.model.handle import MAIL
from entregent.model.judgement import Judgement, Reason, Verdict

Pair = tuple[int, int]


MOST_QUESTIONS: Final = 40
PEOPLE_A_QUESTION: Final = 10
"""At most so many questions wait at once, in a big book one for so many people; the rest come as these are answered."""


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


def resolve(  # noqa: PLR0913 -- each has its default; an import names what it knows
    profiles: Iterable[Profile],
    cards: Iterable[Card] = (),
    *,
    owner_ids: frozenset[int] = frozenset(),
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    caution: Caution = SHIPPED,
    gatherings: Gatherings | None = None,
) -> Resolution:
    """Judge which handles are one person's.

    `same` and `different` are the owner's own answers as pairs of handle ids; they always hold. `owner_ids` are the
    owner's handles: one person, whatever their names. A merge that rests on a name is marked `assumed`. `caution` says
    how sure is sure enough. `gatherings` is asked who was there with those in doubt; without it nobody is.
    """
    answers = _Answers(owner_ids, tuple(same), tuple(different))
    with _without_collector():
        return _resolved(list(profiles), list(cards), answers, caution, gatherings)


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


def _resolved(
    profiles: list[Profile],
    cards: list[Card],
    answers: _Answers,
    caution: Caution,
    gatherings: Gatherings | None,
) -> Resolution:
    by_card = {card.id: card for card in sorted(cards)}
    sketches, first, titles = _drawn(sorted(profiles), by_card)
    clusters = Clusters(
        (one.id for one in sketches),
        [pair for pair in answers.different if pair[0] != pair[1]],
        {one.id: names for one in sketches if not one.is_shared and (names := names_that_count(one))},
    )
    _join_owner_pairs(clusters, _known_pairs(answers.same, answers.owner_ids), {one.id for one in sketches})
    by_id = {one.id: one for one in sketches}
    found = mailbox_judgements(sketches) + account_judgements(sketches)
    found += card_judgements(by_card.values(), by_id, first) + contact_judgements(by_card.values(), by_id)
    denied = _join(clusters, found)
    person = clusters.as_map()
    people = _population(sketches, by_card.values(), titles, person, answers)
    for weighed in _by_turns(_compared(sketches, people, person), by_id, clusters, caution, gatherings):
        denied |= _join(clusters, weighed)
        found += weighed
    merges = [j for j in found if j.verdict is Verdict.SAME and (j.a, j.b) not in denied]
    asked = [j for j in found if j.verdict is Verdict.UNSURE or (j.a, j.b) in denied]
    person = clusters.as_map()
    sizes = Counter(person.values())
    questions = worth_asking(_one_per_pair_of_people(asked, clusters), by_id, clusters, sizes)
    told_of = {person[one.id] for one in sketches if one.names or one.kind == MAIL}
    most = max(MOST_QUESTIONS, len(told_of) // PEOPLE_A_QUESTION)
    return Resolution(_strongest_per_pair(merges) + questions[:most], person)


def _by_turns(
    compared: list[Judgement],
    by_id: Mapping[int, Sketch],
    clusters: Clusters,
    caution: Caution,
    gatherings: Gatherings | None,
) -> Iterator[list[Judgement]]:
    """What was compared, with its verdicts: first between people with a mail address, then what hangs on one.

    The caller joins each list before it asks for the next.
    """
    people, loose = apart(compared, by_id, clusters)
    for several in (people, loose):
        weighed = several if several is people else look_again(several, by_id, clusters, caution.merge_above)
        if gatherings:
            weighed = with_companions(
                weighed, clusters, gatherings, lambda one: caution.ask_above <= one.confidence < caution.merge_above
            )
        yield [_verdict(one, caution) for one in weighed if one.confidence >= caution.ask_above]


def _verdict(one: Judgement, caution: Caution) -> Judgement:
    return one._replace(verdict=Verdict.SAME) if one.confidence >= caution.merge_above else one


def _drawn(profiles: list[Profile], by_card: dict[int, Card]) -> tuple[list[Sketch], dict[int, int], dict[str, str]]:
    """The sketches of all handles, the card of those that several people share, how cards write their organisations."""
    carded = names_of_cards(by_card.values())
    works = {card.id: work for card in by_card.values() if card.organisation and (work := work_of(card.organisation))}
    notes = Notes(
        frozenset(card.id for card in by_card.values() if card.relation in TURNED_TO),
        frozenset(card.id for card in by_card.values() if card.source),
        {card.id: at for card in by_card.values() if card.met_on and (at := instant_of_day(card.met_on))},
    )
    sketches = with_sites([sketch(profile, carded, works, notes) for profile in profiles], profiles, works)
    first = first_cards(by_card.values(), {one.id: one for one in sketches})
    if first:
        # What several people share tells nobody's name.
        sketches = [one._replace(names=one.own, work=frozenset()) if one.id in first else one for one in sketches]
    return sketches, first, {work: by_card[card].organisation for card, work in works.items()}


TURNED_TO: Final = frozenset(("following", "mutual", "connection", "friend", "invited"))
"""Relations that the owner wished; a mere follower may be anybody."""


def _population(
    sketches: Sequence[Sketch],
    cards: Collection[Card],
    titles: Mapping[str, str],
    person: Mapping[int, int],
    answers: _Answers,
) -> Population:
    ambiguous = ambiguous_names(sketches, person, answers.different, cards)
    names = (tuple(sorted(name.words)) for one in sketches for name in one.names)
    with_mail = {person[one.id] for one in sketches if one.kind == MAIL and one.is_known}
    surest = surest_by_name(*names_of_people((one for one in sketches if one.is_known), person, ambiguous))
    known = frozenset(one for one, root in person.items() if root in with_mail) if surest < math.inf else frozenset()
    told = Told(surest, common_signs(sketches), bool(with_mail), known)
    return Population(names, ambiguous, _colleagues(sketches, person), titles, told)


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


LEAST: Final = 0.1
LEAST_ELSEWHERE: Final = 0.004
"""Below this no second look can make a question of it, between two mail addresses and otherwise."""


def _compared(sketches: Sequence[Sketch], people: Population, person: Mapping[int, int]) -> list[Judgement]:
    found: list[Judgement] = []
    elsewhere = LEAST_ELSEWHERE if people.told.has_circle else LEAST
    for i, j in candidate_pairs(sketches, people, person):
        a, b = sketches[i], sketches[j]
        if a.is_bulk or b.is_bulk:
            continue
        confidence, evidence = compare(a, b, people)
        if confidence >= (LEAST if a.kind == b.kind == MAIL else elsewhere):
            pair = min(a.id, b.id), max(a.id, b.id)
            found.append(Judgement(*pair, Verdict.UNSURE, confidence, _reasons(evidence), assumed=True))
    return found


def _reasons(evidence: tuple[Evidence, ...]) -> tuple[Reason, ...]:
    return tuple(one.reason for one in evidence)


def _strongest_per_pair(judgements: Iterable[Judgement]) -> list[Judgement]:
    best: dict[Pair, Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.a, j.b, -j.confidence, j.reasons)):
        best.setdefault((one.a, one.b), one)
    return list(best.values())


def _one_per_pair_of_people(asked: Iterable[Judgement], clusters: Clusters) -> list[Judgement]:
    """The surest question for each pair of people. Pairs already joined or told apart are none."""
    best: dict[Pair, Judgement] = {}
    for one in sorted(asked, key=lambda j: (-j.confidence, j.a, j.b, j.reasons)):
        x, y = sorted((clusters.find(one.a), clusters.find(one.b)))
        if x != y and clusters.may_join(x, y):
            best.setdefault((x, y), one._replace(verdict=Verdict.UNSURE))
    return list(best.values())
