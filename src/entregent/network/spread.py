"""Whom to tell first: reverse-reachable sets, with a certified share of the best possible reach.

Each tie passes something on with a chance of its own (independent cascade, Kempe, Kleinberg & Tardos 2003). The sets
are drawn as in Borgs et al. 2014; they are doubled until the choice is certified, as in OPIM-C (Tang, Tang, Xiao & Yuan,
"Online processing algorithms for influence maximization", SIGMOD 2018): one half of the sets chooses, the other judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.network.graph import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

GUARANTEE: Final = 1 - exp(-1)
MOST_MEMBERS: Final = 1 << 25
"""As many members of sets as are kept in memory."""
_FIRST_SETS: Final = 1 << 15
_AT_ONCE: Final = 1 << 18
"""Sets that are walked side by side."""
_MOST_ROUNDS: Final = 1 << 14
_DOUBLINGS: Final = 16
_DENSE: Final = 0.25
"""Above this chance it is quicker to try each one of a row."""
_CELLS: Final = 1 << 27
"""Bytes for marking who was visited in a batch of sets."""


@dataclass(frozen=True)
class Chances:
    """The chance that somebody passes something on to somebody else, by row of who receives.

    `givers[starts[i]:starts[i + 1]]` can tell `i`, each with the chance beside it.
    """

    n: int
    starts: NDArray[np.int64]
    givers: NDArray[np.int64]
    chances: NDArray[np.float64]

    @cached_property
    def highest(self) -> NDArray[np.float64]:
        """The highest chance in each row; 0 for an empty one."""
        found = np.zeros(self.n)
        np.maximum.at(found, np.repeat(np.arange(self.n), np.diff(self.starts)), self.chances)
        return found


class Choice(NamedTuple):
    """Whom to tell first, in order; how many people it should reach, and the share of the best possible that is certain.

    `reach` counts the chosen ones; `low` and `high` hold it with the confidence asked for. `sets` were drawn.
    """

    seeds: tuple[int, ...]
    reach: float
    low: float
    high: float
    certified: float
    sets: int


def uniform(graph: Graph, chance: float) -> Chances:
    """Every tie passes things on with the same chance, both ways."""
    return Chances(graph.n, graph.starts, graph.neighbours, np.full(len(graph.neighbours), chance))


def weighted(graph: Graph) -> Chances:
    """Weighted cascade: whoever has d ties hears from each with chance 1/d."""
    degrees = np.maximum(graph.degrees, 1)
    return Chances(graph.n, graph.starts, graph.neighbours, np.repeat(1.0 / degrees, graph.degrees))


class Sets(NamedTuple):
    """Reverse-reachable sets: the members of set `i` are `members[starts[i]:starts[i + 1]]`.

    Everybody is the root of as many sets as everybody else (`rounds`). The sets that hold their root alone are not
    listed: `alone[v]` counts those of `v`.
    """

    rounds: int
    alone: NDArray[np.int64]
    starts: NDArray[np.int64]
    members: NDArray[np.int64]


def draw(chances: Chances, rounds: int, generator: np.random.Generator) -> Sets:
    """Reverse-reachable sets, `rounds` for each root: who would have told the root, were they the first to know.

    The roots are not picked at random but taken in turn, which leaves every expectation as it is and takes the chance
    of being a root out of the comparison.
    """
    batch = max(_AT_ONCE // chances.n, 1)
    pieces = [_round(chances, min(batch, rounds - begin), generator) for begin in range(0, rounds, batch)]
    lengths = np.concatenate([piece[1] for piece in pieces])
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    alone = np.sum([piece[0] for piece in pieces], axis=0)
    return Sets(rounds, alone, starts, np.concatenate([piece[2] for piece in pieces]))


def _round(
    chances: Chances, times: int, generator: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(sets that are alone, by root; lengths of the others; their members) with each node as root `times` times.

    All sets are walked backwards a step at a time. A key is set × n + node.
    """
    n = chances.n
    roots = np.arange(times * n)
    which, givers = _told_by(chances, roots % n, generator)
    owners, firsts = roots[which], givers
    begun = np.unique(owners)
    alone = np.full(n, times) - np.bincount(begun % n, minlength=n)
    number = np.searchsorted(begun, owners)
    keys = _walk(chances, begun % n, number * n + firsts, len(begun), generator)
    return alone, np.bincount(keys // n, minlength=len(begun)), keys % n


def _walk(
    chances: Chances,
    roots: NDArray[np.int64],
    frontier: NDArray[np.int64],
    count: int,
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """The sorted keys of sets that begin with `roots` and go on from `frontier`."""
    n = chances.n
    known = np.sort(np.arange(count) * n + roots)
    frontier = _new(np.unique(frontier), known)
    while len(frontier):
        known = np.sort(np.concatenate([known, frontier]), kind="stable")
        nodes = frontier % n
        which, givers = _told_by(chances, nodes, generator)
        frontier = _new(np.unique((frontier - nodes)[which] + givers), known)
    return known


def _told_by(
    chances: Chances, nodes: NDArray[np.int64], generator: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who told each of `nodes`, drawn anew for each: (which of `nodes`, giver).

    Only those who did are drawn: how many in a row would at the row's highest chance, which ones, and of those each
    stays by their own chance (subset sampling as in SUBSIM, Guo et al. 2020).
    """
    lengths = chances.starts[nodes + 1] - chances.starts[nodes]
    highest = chances.highest[nodes]
    all_tried = highest > _DENSE
    counts = np.where(all_tried, lengths, generator.binomial(lengths, np.where(all_tried, 0.0, highest)))
    which = np.repeat(np.arange(len(nodes)), counts)
    within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    few = np.flatnonzero(~all_tried[which])
    within[few] = _distinct(which[few], lengths[which[few]], generator)
    places = chances.starts[nodes][which] + within
    bound = np.where(all_tried, 1.0, highest)[which]
    kept = generator.random(len(places)) * bound < chances.chances[places]
    return which[kept], chances.givers[places[kept]]


def _distinct(
    which: NDArray[np.int64], lengths: NDArray[np.int64], generator: np.random.Generator
) -> NDArray[np.int64]:
    """A number below `lengths` for each entry, none twice for equal `which`, every choice as likely as another."""
    drawn = (generator.random(len(which)) * lengths).astype(np.int64)
    width = int(lengths.max(initial=1))
    again = _repeats(which * width + drawn)
    while len(again):
        drawn[again] = (generator.random(len(again)) * lengths[again]).astype(np.int64)
        clashing = np.flatnonzero(np.isin(which, which[again]))
        again = clashing[_repeats(which[clashing] * width + drawn[clashing])]
    return drawn


def _repeats(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where a key stands that stood before."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    return np.sort(order[1:][ordered[1:] == ordered[:-1]])


def _new(keys: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of the sorted keys that are not among the sorted known ones."""
    at = np.searchsorted(known, keys)
    at[at == len(known)] = 0
    return keys[known[at] != keys] if len(known) else keys


class _Cover(NamedTuple):
    """A greedy choice: seeds, sets covered after each, and the best bound on what any choice could cover."""

    seeds: tuple[int, ...]
    covered: int
    bound: float


def _greedy(sets: Sets, n: int, k: int) -> _Cover:
    """The k nodes that cover most sets, one after the other (a share 1 - 1/e of the best at least)."""
    order = np.argsort(sets.members, kind="stable")
    owner_of = np.repeat(np.arange(len(sets.starts) - 1), np.diff(sets.starts))[order]
    shared = np.bincount(sets.members, minlength=n)
    begins = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(shared, out=begins[1:])
    counts = shared + sets.alone
    open_ = np.ones(len(sets.starts) - 1, dtype=bool)
    seeds: list[int] = []
    covered, bound = 0, float("inf")
    for _ in range(min(k, n)):
        bound = min(bound, covered + _largest(counts, k))
        seed = int(np.argmax(counts))
        seeds.append(seed)
        won = owner_of[begins[seed] : begins[seed + 1]]
        won = won[open_[won]]
        open_[won] = False
        covered += len(won) + int(sets.alone[seed])
        _which, places = rows_of(sets.starts, won)
        counts -= np.bincount(sets.members[places], minlength=n)
        counts[seed] = -1
    return _Cover(tuple(seeds), covered, min(bound, covered + _largest(counts, k)))


def _largest(counts: NDArray[np.int64], k: int) -> int:
    """The sum of the k largest gains that are left."""
    if k >= len(counts):
        return int(np.maximum(counts, 0).sum())
    return int(np.maximum(np.partition(counts, -k)[-k:], 0).sum())


def _covered(sets: Sets, seeds: tuple[int, ...], n: int) -> int:
    """How many of the sets hold one of the seeds."""
    told = np.zeros(n, dtype=bool)
    told[list(seeds)] = True
    listed = np.add.reduceat(told[sets.members], sets.starts[:-1]) if len(sets.members) else np.zeros(0)
    return int(np.count_nonzero(listed)) + int(sets.alone[list(seeds)].sum())


def choose(  # noqa: PLR0913 - the parameters of a statistical promise
    chances: Chances,
    k: int,
    *,
    epsilon: float = 0.1,
    delta: float = 0.0,
    seed: int = 0,
    most_members: int = MOST_MEMBERS,
) -> Choice:
    """The `k` people to tell first so that most hear of it.

    With probability 1 - delta (1/n by default) they reach at least 1 - 1/e - epsilon of what the best k would. Drawing
    goes on until that is certified and the sets that chose agree with those that judge to a quarter of epsilon; it stops
    early at `most_members`, where `certified` says what is sure. Raises ValueError for a k or epsilon out of range.
    """
    if not 0 < k <= chances.n:
        raise ValueError("k")
    if not 0.0 < epsilon < GUARANTEE:
        raise ValueError("epsilon")
    generator = np.random.default_rng(seed)
    a = log(3 * _DOUBLINGS * max(chances.n, 2) if not delta else 3 * _DOUBLINGS / delta)
    rounds = max(_FIRST_SETS // chances.n, 1)
    picking, judging = draw(chances, rounds, generator), draw(chances, rounds, generator)
    while True:
        cover = _greedy(picking, chances.n, k)
        hits = _covered(judging, cover.seeds, chances.n)
        certified = _lower(hits, a) / max(_upper(cover.bound, a), 1e-12)
        sure = certified >= GUARANTEE - epsilon and cover.covered <= hits * (1 + epsilon / 4)
        if sure or 2 * len(picking.members) > most_members or rounds >= _MOST_ROUNDS:
            break
        picking = _more(picking, draw(chances, rounds, generator))
        judging = _more(judging, draw(chances, rounds, generator))
        rounds *= 2
    least = float(len(cover.seeds))
    reach, low, high = (max(hits_ / rounds, least) for hits_ in (hits, _lower(hits, a), _upper(hits, a)))
    return Choice(cover.seeds, reach, low, high, certified, 2 * rounds * chances.n)


def _more(sets: Sets, others: Sets) -> Sets:
    return Sets(
        sets.rounds + others.rounds,
        sets.alone + others.alone,
        np.concatenate([sets.starts, others.starts[1:] + sets.starts[-1]]),
        np.concatenate([sets.members, others.members]),
    )


def _lower(hits: float, a: float) -> float:
    """What the expected hits surely reach (OPIM-C, lemma 4.2)."""
    return max((sqrt(hits + 2 * a / 9) - sqrt(a / 2)) ** 2 - a / 18, 0.0)


def _upper(hits: float, a: float) -> float:
    """What the expected hits surely do not pass (OPIM-C, lemma 4.3)."""
    return (sqrt(hits + a / 2) + sqrt(a / 2)) ** 2


def reach_of(chances: Chances, seeds: tuple[int, ...], rounds: int, *, seed: int = 0) -> NDArray[np.int64]:
    """How many hear of it in each of `rounds` simulated spreads that begin with `seeds`."""
    to = _forward(chances)
    generator = np.random.default_rng(seed)
    batch = max(min(_CELLS // max(chances.n, 1), rounds), 1)
    marks = np.zeros(batch * chances.n, dtype=bool)
    first = np.asarray(sorted(set(seeds)), dtype=np.int64)
    told = [_spread(to, first, min(batch, rounds - begin), generator, marks) for begin in range(0, rounds, batch)]
    return np.concatenate(told)


def _forward(chances: Chances) -> Chances:
    """The same chances by row of who tells."""
    receivers = np.repeat(np.arange(chances.n), np.diff(chances.starts))
    order = np.lexsort((receivers, chances.givers))
    starts = np.zeros(chances.n + 1, dtype=np.int64)
    np.cumsum(np.bincount(chances.givers, minlength=chances.n), out=starts[1:])
    return Chances(chances.n, starts, receivers[order], chances.chances[order])


def _spread(
    to: Chances, seeds: NDArray[np.int64], rounds: int, generator: np.random.Generator, marks: NDArray[np.bool_]
) -> NDArray[np.int64]:
    frontier = (np.arange(rounds)[:, None] * to.n + seeds[None, :]).ravel()
    marks[frontier] = True
    found = [frontier]
    while len(frontier):
        nodes = frontier % to.n
        which, takers = _told_by(to, nodes, generator)
        reached = (frontier - nodes)[which] + takers
        frontier = np.unique(reached[~marks[reached]])
        marks[frontier] = True
        found.append(frontier)
    keys = np.concatenate(found)
    marks[keys] = False
    return np.bincount(keys // to.n, minlength=rounds)


def degree_discount(graph: Graph, k: int, chance: float) -> tuple[int, ...]:
    """The k picks of degree discount (Chen, Wang & Yang 2009): quick, and nearly as good on many graphs."""
    degrees = graph.degrees.astype(np.float64)
    near = np.zeros(graph.n)
    score = degrees.copy()
    picked: list[int] = []
    for _ in range(min(k, graph.n)):
        best = int(np.argmax(score))
        picked.append(best)
        score[best] = -np.inf
        row = graph.row(best)
        row = row[np.isfinite(score[row])]
        near[row] += 1
        score[row] = degrees[row] - 2 * near[row] - (degrees[row] - near[row]) * near[row] * chance
    return tuple(picked)


def top_degree(graph: Graph, k: int) -> tuple[int, ...]:
    """The k with most ties: the plainest rule there is."""
    return tuple(int(node) for node in np.argsort(-graph.degrees, kind="stable")[:k])
