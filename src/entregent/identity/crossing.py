"""A second look across sources: who else is called so here, how near the source is to the owner, who is seen with both.

It sees what no pair by itself shows. A name alone joins here only where one single person of the book bears it, and
the owner turned to the handle that shows it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from entregent.identity.accounts import key_of_page
from entregent.identity.beginnings import Beginnings
from entregent.identity.clusters import Clusters
from entregent.identity.sketches import Sketch
from entregent.identity.weights import (
    AMONG_HOMONYMS,
    COMPANIONS,
    FIRST_MET,
    KNOWN_ELSEWHERE,
    KNOWN_SOMEWHERE,
    MOST_BY_BEING_ONE,
    MOST_BY_NAME,
    SAME_AGAIN,
    WEIGHTS,
)
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, URL
from entregent.model.judgement import Judgement, Reason, reason

Gatherings = Callable[[Sequence[int]], Mapping[int, Collection[frozenset[int]]]]
"""Gives for handles the small groups in which each was seen: the handles of all who were there."""

_BY_EXACT_NAME: Final = frozenset(("same-name", "transliterated", "login-spells-name"))
_BY_NAME: Final = _BY_EXACT_NAME | {
    "same-nickname",
    "name-within",
    "same-initial",
    "family-initial",
    "one-name",
    "given-at-work",
    "name-slip",
    "login-short-for-name",
    "login-cut-name",
    "login-family-name",
}
DOUBTS: Final = 2_000
"""Doubts for which it is asked who is seen with both; the surest first."""


def source_of(one: Sketch) -> str:
    """The network or list that shows a handle: "whatsapp", "facebook", "twitter" …; "page" for other profiles."""
    if one.kind in (MAIL, PHONE):
        return one.kind
    if one.kind == NAME:
        before, colon, _ = one.value.partition(":")
        return before if colon else "book"
    if one.account:
        return one.account.partition(":")[0]
    return "page" if key_of_page(one.value) else "site"


def apart(
    found: Iterable[Judgement], by_id: Mapping[int, Sketch], clusters: Clusters
) -> tuple[list[Judgement], list[Judgement]]:
    """Judgements between two people of the book, who have a mail address, and all others."""
    centres = centres_of(by_id, clusters)
    between: list[Judgement] = []
    others: list[Judgement] = []
    for one in found:
        both = clusters.find(one.a) in centres and clusters.find(one.b) in centres
        (between if both else others).append(one)
    return between, others


def centres_of(by_id: Mapping[int, Sketch], clusters: Clusters) -> set[int]:
    """The clusters with a mail address of the owner's circle: the people of the book, on whom everything else hangs."""
    return {clusters.find(one.id) for one in by_id.values() if one.kind == MAIL and one.is_known}


class _Met(NamedTuple):
    """A judgement with the people it is about."""

    judged: Judgement
    x: int
    y: int
    signals: frozenset[str]


class _Rivals(NamedTuple):
    """For a handle that may be anybody's of its name: the people of the book that it may be, the nearest first."""

    working: frozenset[int]
    """Of exactly this name, and at the same organisation."""
    exact: frozenset[int]
    near: frozenset[int]
    denied: bool
    """The owner said of one of them that it is somebody else."""

    @property
    def nearest(self) -> frozenset[int]:
        """Those whom nobody outdoes."""
        return self.working or self.exact or self.near


_NOBODY: Final = _Rivals(frozenset(), frozenset(), frozenset(), denied=False)


def look_again(
    found: Iterable[Judgement], by_id: Mapping[int, Sketch], clusters: Clusters, merge_above: float
) -> list[Judgement]:
    """The same judgements, those between a network's handle and a person of the book weighed by who else it may be.

    `clusters` hold what is decided so far. Two such handles are one person's by way of the person: where the book
    knows somebody of that name they are left out. A handle that would join two people joins neither by itself.
    """
    centres = centres_of(by_id, clusters)
    if not centres:
        return list(found)
    find = clusters.find
    judged = [_Met(one, find(one.a), find(one.b), frozenset([told.signal for told in one.reasons])) for one in found]
    rivals = _rivals(judged, by_id, clusters, centres)
    beginnings = Beginnings(by_id, clusters)
    again: list[Judgement] = []
    for one, x, y, signals in judged:
        if not clusters.may_join(x, y):
            continue
        by_name = not signals.isdisjoint(_BY_NAME)
        if not by_name or (x in centres and y in centres):
            again.append(one)
        elif x in centres or y in centres:
            loose, centre = (one.a, y) if y in centres else (one.b, x)
            may_be = rivals.get(find(loose), _NOBODY)
            again.append(_weighed(one, by_id[loose], may_be, centre, beginnings))
        elif not any(root in rivals and rivals[root].exact for root in (x, y)):
            is_plain = not signals.isdisjoint(_BY_EXACT_NAME) and x not in rivals and y not in rivals
            again.append(one if is_plain else _changed(one, WEIGHTS["nobody-between"], reason("nobody-between")))
    return _without_bridges(again, clusters, centres, merge_above)


def _without_bridges(
    judged: list[Judgement], clusters: Clusters, centres: set[int], merge_above: float
) -> list[Judgement]:
    """The judgements, those doubtful again by which one loose handle would make one of two people."""
    would_join: defaultdict[int, set[int]] = defaultdict(set)
    for one in judged:
        x, y = clusters.find(one.a), clusters.find(one.b)
        if one.confidence >= merge_above and (x in centres) != (y in centres):
            loose, centre = (x, y) if y in centres else (y, x)
            would_join[loose].add(centre)
    bridges = {loose for loose, several in would_join.items() if len(several) > 1}
    doubtful = merge_above * ALMOST
    return [
        one._replace(confidence=doubtful)
        if one.confidence >= merge_above and not bridges.isdisjoint((clusters.find(one.a), clusters.find(one.b)))
        else one
        for one in judged
    ]


ALMOST: Final = 0.99


def _held(by_id: Mapping[int, Sketch], clusters: Clusters, centres: set[int]) -> set[tuple[int, str]]:
    """(person, source) where somebody surely has an account or a number already: nobody needs two."""
    found = set()
    for one in by_id.values():
        if one.kind in (ACCOUNT, URL, PHONE) and (root := clusters.find(one.id)) in centres:
            found.add((root, source_of(one)))
    return found


def _rivals(
    judged: Sequence[_Met], by_id: Mapping[int, Sketch], clusters: Clusters, centres: set[int]
) -> dict[int, _Rivals]:
    held = _held(by_id, clusters, centres)
    found: defaultdict[int, tuple[set[int], set[int], set[int]]] = defaultdict(lambda: (set(), set(), set()))
    denied: set[int] = set()
    for one, x, y, signals in judged:
        if (x in centres) != (y in centres):
            loose, centre = (x, y) if y in centres else (y, x)
            if not clusters.may_join(x, y):
                denied.add(loose)
                continue
            handle = by_id[one.a if loose == x else one.b]
            if (centre, source_of(handle)) in held and handle.kind != NAME:
                continue
            working, exact, near = found[loose]
            near.add(centre)
            if signals & _BY_EXACT_NAME:
                exact.add(centre)
                if "same-work" in signals:
                    working.add(centre)
    return {
        loose: _Rivals(frozenset(working), frozenset(exact), frozenset(near), loose in denied)
        for loose, (working, exact, near) in found.items()
    }


def _signals(one: Judgement) -> set[str]:
    return {told.signal for told in one.reasons}


def _weighed(one: Judgement, loose: Sketch, rivals: _Rivals, centre: int, beginnings: Beginnings) -> Judgement:
    """A judgement on a loose handle and one person, seen beside all that it may be."""
    signals = _signals(one)
    if not signals & _BY_NAME:
        return one
    name = str(next(told for told in one.reasons if told.signal in _BY_NAME).facts[-1][1])
    is_exact = bool(signals & _BY_EXACT_NAME)
    nearest = rivals.nearest
    if not nearest:
        return _changed(one, WEIGHTS["has-another"], reason("has-another", name=name))
    if centre not in nearest:
        return _changed(one, WEIGHTS["nearer-namesake"], reason("nearer-namesake", name=name))
    if len(nearest) > 1 and (began := beginnings.only_one(loose.met_at, nearest)) is not None:
        if began != centre:
            return _changed(one, WEIGHTS["nearer-namesake"], reason("nearer-namesake", name=name))
        return _changed(one, FIRST_MET, reason("began-together"))
    if len(nearest) > 1:
        if "homonyms-in-sight" in signals:
            return one
        return _changed(
            one, WEIGHTS["homonyms-in-sight"], reason("homonyms-in-sight" if is_exact else "several-near", name=name)
        )
    if rivals.denied and "homonyms-in-sight" in signals:
        lifted = _of_being_one(one, loose, exact=is_exact) - WEIGHTS["homonyms-in-sight"]
        return _changed(one, lifted, reason("only-one-left", name=name), without="homonyms-in-sight")
    if not loose.is_turned_to or "homonyms-in-sight" in signals:
        return one
    return _changed(one, _of_being_one(one, loose, exact=is_exact), reason("only-one-so-called", name=name))


def _of_being_one(one: Judgement, loose: Sketch, *, exact: bool) -> float:
    """What it is worth that the book knows only one of that name: by how near the source is to the owner."""
    known = KNOWN_ELSEWHERE.get(source_of(loose), KNOWN_SOMEWHERE)
    worth = math.log(known / (1 - known)) - math.log(SAME_AGAIN)
    if not exact:
        return min(worth, MOST_BY_BEING_ONE)
    # A common name has other bearers in the world, not among those whom the owner turned to.
    common = -WEIGHTS["common-name"] if "common-name" in _signals(one) and known >= KNOWN_SOMEWHERE else 0.0
    return min(worth + common, max(0.0, MOST_BY_NAME - _log_odds(one)))


def _log_odds(one: Judgement) -> float:
    sure = min(max(one.confidence, 1e-9), 1 - 1e-9)
    return math.log(sure / (1 - sure))


def _changed(one: Judgement, added: float, why: Reason, without: str = "common-name") -> Judgement:
    """The judgement with more or less confidence, and one more reason; more confidence may take one away."""
    if added == 0.0:
        return one
    confidence = 1 / (1 + math.exp(-(_log_odds(one) + added)))
    kept = tuple(told for told in one.reasons if added < 0 or told.signal != without)
    return one._replace(confidence=confidence, reasons=(*kept, why))


# ── who is seen with both ─────────────────────────────────────────────────────────────────────────────────────────


def with_companions(
    found: Iterable[Judgement], clusters: Clusters, gatherings: Gatherings, doubtful: Callable[[Judgement], bool]
) -> list[Judgement]:
    """The same judgements, the doubtful ones weighed by who is seen with both sides in small groups.

    Whoever was seen together in one group is rather two people.
    """
    judged = list(found)
    doubts = sorted((one for one in judged if doubtful(one)), key=lambda one: (-one.confidence, one.a, one.b))[:DOUBTS]
    if not doubts:
        return judged
    roots = {clusters.find(handle) for one in doubts for handle in (one.a, one.b)}
    members: defaultdict[int, list[int]] = defaultdict(list)
    for handle, root in clusters.as_map().items():
        if root in roots:
            members[root].append(handle)
    groups = gatherings(sorted(handle for handles in members.values() for handle in handles))
    beside = {root: _beside(handles, groups, clusters) for root, handles in members.items()}
    changed = {(one.a, one.b): _seen_with(one, clusters, beside) for one in doubts}
    return [changed.get((one.a, one.b), one) for one in judged]


def _beside(
    handles: Iterable[int], groups: Mapping[int, Collection[frozenset[int]]], clusters: Clusters
) -> frozenset[int]:
    """The people seen with any of these handles."""
    there = {other for handle in handles for group in groups.get(handle, ()) for other in group}
    return frozenset(clusters.find(other) for other in there - set(handles))


def _seen_with(one: Judgement, clusters: Clusters, beside: Mapping[int, frozenset[int]]) -> Judgement:
    x, y = clusters.find(one.a), clusters.find(one.b)
    if y in beside[x] or x in beside[y]:
        return _changed(one, WEIGHTS["seen-together"], reason("seen-together"))
    shared = (beside[x] & beside[y]) - {x, y}
    if not shared:
        return one
    first, further, most = COMPANIONS
    if "homonyms-in-sight" in _signals(one):
        # Namesakes are often kin or colleagues, and have the same people around them.
        most = AMONG_HOMONYMS
    return _changed(one, min(first + further * (len(shared) - 1), most), reason("same-companions", people=len(shared)))


# ── what to ask ───────────────────────────────────────────────────────────────────────────────────────────────────


def worth_asking(
    asked: Sequence[Judgement], by_id: Mapping[int, Sketch], clusters: Clusters, sizes: Mapping[int, int]
) -> list[Judgement]:
    """The questions whose answers decide most, the best first; `sizes` gives how many handles each person has.

    Of a network's handle that may be several people's the likeliest is asked alone: "no" leaves the others. And while
    it is open whether those are one person, that is asked first: the handle follows the answer.
    """
    centres = centres_of(by_id, clusters)
    pairs = [(clusters.find(one.a), clusters.find(one.b)) for one in asked]
    open_pairs = {frozenset(pair) for pair in pairs}
    rivals: defaultdict[int, list[int]] = defaultdict(list)
    best: dict[int, Judgement] = {}
    for one, (x, y) in zip(asked, pairs, strict=True):
        if (x in centres) != (y in centres):
            loose, centre = (x, y) if y in centres else (y, x)
            rivals[loose].append(centre)
            if loose not in best or one.confidence > best[loose].confidence:
                best[loose] = one
    following: Counter[frozenset[int]] = Counter()
    for loose, several in rivals.items():
        for pair in map(frozenset, combinations(several, 2)):
            if pair in open_pairs:
                following[pair] += sizes[loose]
                best.pop(loose, None)
    kept: list[tuple[float, Judgement]] = []
    for one, (x, y) in zip(asked, pairs, strict=True):
        loose, centre = (x, y) if y in centres else (y, x)
        if (x in centres) == (y in centres):
            more = following[frozenset((x, y))]
            # The handle hangs on one of the two by now: who was nearer to it is no news.
            told = tuple(why for why in one.reasons if why.signal != "nearer-namesake")
            worth = one.confidence * (sizes[x] * sizes[y] + more * (sizes[x] + sizes[y]))
            kept.append((worth, one._replace(reasons=told)))
        elif best.get(loose) is one:
            others = [sizes[root] for root in rivals[loose] if root != centre]
            # "No" decides as well where one other is left.
            left = others[0] if len(others) == 1 else 0
            kept.append((sizes[loose] * (one.confidence * sizes[centre] + (1 - one.confidence) * left), one))
    return [one for _, one in sorted(kept, key=lambda pair: (-pair[0], pair[1].a, pair[1].b))]
