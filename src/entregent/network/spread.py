"""Whom to tell first: reverse-reachable sets, with a certified share of the best possible reach.

Each tie passes something on with a chance of its own (independent cascade, Kempe, Kleinberg & Tardos 2003). Sets are
doubled until the choice is certified, as in OPIM-C (Tang, Tang, Xiao & Yuan 2018): one half of them chooses, the other
judges.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.network.chances import Chances
from entregent.network.graph import places_by, rows_of, summed
from entregent.network.reverse_sets import Sets, draw, next_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from entregent.network.graph import Graph

GUARANTEE: Final = 1 - exp(-1)
MOST_MEMBERS: Final = 1 << 25
"""As many members of sets as are kept in memory."""
MOST_POLISH: Final = 1 << 20
"""So many members of sets, and a choice that is certified is not polished further."""
_NEAR: Final = 10
"""The second greedy choice is among so many times k people, those that reach most by their own ties: fewer whom chance
can favour."""
_FIRST_SETS: Final = 1 << 9
_DOUBLINGS: Final = 18
_CELLS: Final = 1 << 23
"""Bytes for marking who was told in which of the simulations that go on side by side."""


class Choice(NamedTuple):
    """Whom to tell first, in order, and how many people it should reach, the chosen ones among them.

    `low` and `high` hold the reach with the confidence asked for; `certified` is the share of the best possible reach
    that is certain; `sets` were drawn.
    """

    seeds: tuple[int, ...]
    reach: float
    low: float
    high: float
    certified: float
    sets: int


def choose(  # noqa: PLR0913 - the parameters of a statistical promise
    chances: Chances,
    k: int,
    *,
    epsilon: float = 0.1,
    delta: float = 0.0,
    seed: int = 0,
    most_members: int = MOST_MEMBERS,
    among: Sequence[int] | None = None,
) -> Choice:
    """The `k` people to tell first so that most hear of it.

    With probability 1 - delta (1/n by default) they reach at least 1 - 1/e - epsilon of what the best k would. Drawing
    goes on until that is certified; then, while sets are few, until those that chose and those that judge agree to a
    quarter of epsilon. It stops early at `most_members`, where `certified` says what is sure. With `among` only those
    are chosen from and compared with. Raises ValueError for a k, epsilon or delta out of range.
    """
    if (
        not 0 < k <= (chances.n if among is None else len(among))
        or not 0.0 < epsilon < GUARANTEE
        or not 0.0 <= delta < 1.0
    ):
        raise ValueError((k, epsilon, delta))
    generator = np.random.default_rng(seed)
    orders = (generator.permutation(chances.n), generator.permutation(chances.n))
    surprise = log(7 * _DOUBLINGS / (delta or 1 / max(chances.n, 2)))
    plain = tell_directly(chances, _NEAR * k, among)
    picking, judging = (draw(chances, _roots(one, 0, _FIRST_SETS), generator) for one in orders)
    while True:
        found = _weighed(picking, judging, plain, k, surprise, among)
        members = len(picking.members) + len(judging.members)
        is_polished = found.gap <= epsilon / 4 or members > MOST_POLISH
        is_sure = found.choice.certified >= GUARANTEE - epsilon and is_polished
        if is_sure or members > most_members or picking.total >= _FIRST_SETS << _DOUBLINGS:
            return found.choice
        picking, judging = (
            sets.and_more(draw(chances, _roots(one, sets.total, sets.total), generator))
            for one, sets in zip(orders, (picking, judging), strict=True)
        )


def _roots(order: NDArray[np.int64], begin: int, count: int) -> NDArray[np.int64]:
    """The next so many roots, taken in turn from an order drawn once.

    That leaves every expectation as it is, and takes the chance of being a root out of the comparison.
    """
    return order[np.arange(begin, begin + count) % len(order)]


class _Weighed(NamedTuple):
    """A choice, and by how much the sets that chose promise more than those that judge find."""

    choice: Choice
    gap: float


def _weighed(
    picking: Sets,
    judging: Sets,
    plain: tuple[int, ...],
    k: int,
    surprise: float,
    among: Sequence[int] | None,
) -> _Weighed:
    """The best of three by the sets that judge: chosen among all, among those near by `plain`, and by `plain` itself.

    The bounds of each of the three, and of what is best, miss with a chance of e^-surprise at most.
    """
    index, n = _by_member(picking), len(picking.alone)
    cover, nearly = _greedy(picking, index, k, among), _greedy(picking, index, k, plain)
    several = (cover.seeds, nearly.seeds, plain[:k])
    hits = [_covered(judging, seeds) for seeds in several]
    best = int(np.argmax(hits))
    low, high = _lower(hits[best], surprise), _upper(hits[best], surprise)
    reach, least, most = (min(max(count * n / judging.total, k), n) for count in (hits[best], low, high))
    certified = min(low / _upper(cover.bound, surprise), 1.0)
    choice = Choice(several[best], reach, least, most, certified, picking.total + judging.total)
    return _Weighed(choice, cover.covered / max(hits[best], 1) - 1)


def tell_directly(chances: Chances, k: int, among: Sequence[int] | None = None) -> tuple[int, ...]:
    """The k picks that reach most by their own ties alone, nobody passing it on; in order, without drawing anything.

    On even chances this is close to degree discount; where little is passed on it is hard to do better. With `among`
    only those are picked; fewer than k where there are fewer.
    """
    told = chances.turned()
    unaware = np.ones(chances.n)
    gains = 1 + summed(chances.givers, chances.chances, chances.n)
    if among is not None:
        barred = np.ones(chances.n, dtype=bool)
        barred[list(among)] = False
        gains[barred] = -np.inf
    picked: list[int] = []
    for _ in range(min(k, chances.n if among is None else len(among))):
        pick = int(np.argmax(gains))
        picked.append(pick)
        row = slice(told.starts[pick], told.starts[pick + 1])
        changed = np.append(told.givers[row], pick)
        fewer = unaware[changed] * np.append(told.chances[row], 1.0)
        unaware[changed] -= fewer
        which, places = rows_of(chances.starts, changed)
        gains -= summed(chances.givers[places], chances.chances[places] * fewer[which], chances.n)
        gains[changed] -= fewer
        gains[pick] = -np.inf
    return tuple(picked)


class _Cover(NamedTuple):
    """A greedy choice: seeds, sets covered, and a bound on what any choice could cover."""

    seeds: tuple[int, ...]
    covered: int
    bound: float


def _greedy(sets: Sets, index: _Index, k: int, among: Sequence[int] | None = None) -> _Cover:
    """The k nodes that cover most sets, one after the other: a share 1 - 1/e of the best at least.

    With `among` only those are chosen from, and the bound is theirs.
    """
    counts = np.diff(index.begins) + sets.alone
    if among is not None:
        barred = np.ones(len(counts), dtype=bool)
        barred[list(among)] = False
        counts[barred] = -1 - len(sets.members)
    is_open = np.ones(len(sets.starts) - 1, dtype=bool)
    seeds: list[int] = []
    covered, bound = 0, float("inf")
    for _ in range(k):
        bound = min(bound, covered + _largest(counts, k))
        seed = int(np.argmax(counts))
        seeds.append(seed)
        won = index.sets[index.begins[seed] : index.begins[seed + 1]]
        won = won[is_open[won]]
        is_open[won] = False
        covered += len(won) + int(sets.alone[seed])
        _which, places = rows_of(sets.starts, won)
        counts -= np.bincount(sets.members[places], minlength=len(counts))
        counts[seed] = -len(sets.members) - 1
    return _Cover(tuple(seeds), covered, min(bound, covered + _largest(counts, k)))


class _Index(NamedTuple):
    """The sets that hold each node `i`: `sets[begins[i]:begins[i + 1]]`."""

    begins: NDArray[np.int64]
    sets: NDArray[np.int64]


def _by_member(sets: Sets) -> _Index:
    n = len(sets.alone)
    begins = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(sets.members, minlength=n), out=begins[1:])
    owners = np.repeat(np.arange(len(sets.starts) - 1), np.diff(sets.starts))
    return _Index(begins, owners[places_by(sets.members, n)])


def _largest(counts: NDArray[np.int64], k: int) -> int:
    """The sum of the k largest gains that are left."""
    largest = counts if k >= len(counts) else np.partition(counts, -k)[-k:]
    return int(np.maximum(largest, 0).sum())


def _covered(sets: Sets, seeds: Sequence[int]) -> int:
    """How many of the sets hold one of the seeds."""
    told = np.zeros(len(sets.alone), dtype=bool)
    told[list(seeds)] = True
    held = np.logical_or.reduceat(told[sets.members], sets.starts[:-1]) if len(sets.members) else told[:0]
    return int(np.count_nonzero(held)) + int(sets.alone[list(seeds)].sum())


def _lower(hits: float, a: float) -> float:
    """What the expected hits surely reach (OPIM-C, lemma 4.2)."""
    return max((sqrt(hits + 2 * a / 9) - sqrt(a / 2)) ** 2 - a / 18, 0.0)


def _upper(hits: float, a: float) -> float:
    """What the expected hits surely do not pass (OPIM-C, lemma 4.3)."""
    return (sqrt(hits + a / 2) + sqrt(a / 2)) ** 2


def reach_of(chances: Chances, seeds: Iterable[int], rounds: int, *, seed: int = 0) -> NDArray[np.int64]:
    """How many hear of it in each of `rounds` simulated spreads that begin with `seeds`."""
    first = np.unique(np.fromiter(seeds, dtype=np.int64))
    told = chances.turned()
    generator = np.random.default_rng(seed)
    together = max(min(_CELLS // max(chances.n, 1), rounds), 1)
    marks = np.zeros(together * chances.n, dtype=bool)
    parts = [
        _simulated(told, first, min(together, rounds - begin), generator, marks) for begin in range(0, rounds, together)
    ]
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _simulated(
    told: Chances, seeds: NDArray[np.int64], rounds: int, generator: np.random.Generator, marks: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The reach of each of `rounds` spreads that go on side by side: a key is spread × n + node."""
    fresh = (np.arange(rounds)[:, None] * told.n + seeds[None, :]).ravel()
    marks[fresh] = True
    found = [fresh]
    while len(fresh):
        fresh = next_told(told, fresh, marks, generator)
        found.append(fresh)
    keys = np.concatenate(found)
    marks[keys] = False
    return np.bincount(keys // max(told.n, 1), minlength=rounds)


def degree_discount(graph: Graph, k: int, chance: float) -> tuple[int, ...]:
    """The k picks of degree discount (Chen, Wang & Yang 2009): quick, and nearly as good on many graphs."""
    degrees = graph.degrees.astype(np.float64)
    near = np.zeros(graph.n)
    worth = degrees.copy()
    picked: list[int] = []
    for _ in range(min(k, graph.n)):
        best = int(np.argmax(worth))
        picked.append(best)
        worth[best] = -np.inf
        row = graph.row(best)
        row = row[np.isfinite(worth[row])]
        near[row] += 1
        worth[row] = degrees[row] - 2 * near[row] - (degrees[row] - near[row]) * near[row] * chance
    return tuple(picked)


def top_degree(graph: Graph, k: int) -> tuple[int, ...]:
    """The k with most ties: the plainest rule there is."""
    return tuple(int(node) for node in np.argsort(-graph.degrees, kind="stable")[:k])
