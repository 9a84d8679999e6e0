"""Ways: through whom to reach somebody, by the chance that each on the way passes the word on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.network.graph import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

MOST_HOPS: Final = 3
HALF: Final = 0.5
"""What each further hop leaves of the chance: a friend's friend is asked with less ease."""


class Way(NamedTuple):
    """From the first who is asked to the one who is sought; `chance` that it comes through, each hop on its own."""

    people: tuple[int, ...]
    chance: float
    hops: tuple[float, ...]


def ways(
    graph: Graph,
    answers: NDArray[np.float64],
    passes: NDArray[np.float64],
    target: int,
    *,
    k: int = 5,
    most_hops: int = MOST_HOPS,
) -> list[Way]:
    """The k best ways to `target`, each beginning with another of the owner's people, best first.

    `answers[a]` is the chance that `a` answers the owner (0 for whom the owner does not know); `passes` stands beside
    `graph.neighbours`: the chance that the row's owner passes the word to the neighbour. A way has at most `most_hops`
    hops after the first; each but the last of them costs a half. Raises ValueError for a target that is not there.
    """
    if not 0 <= target < graph.n:
        raise ValueError("target")
    best, following = _backward(graph, answers, passes, target, (k, most_hops))
    total = answers * best.max(axis=0)
    total[target] = 0.0
    order = np.lexsort((np.arange(graph.n), -total))[: max(k, 0)]
    return [_way(graph, answers, passes, int(first), best, following) for first in order if total[first] > 0.0]


def _backward(
    graph: Graph,
    answers: NDArray[np.float64],
    passes: NDArray[np.float64],
    target: int,
    bounds: tuple[int, int],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Best chance from everybody to the target with exactly 1, 2 … hops, and whom to go on to.

    Left out is what no way among the k best could need: who is reached better in fewer hops, and who is too unlikely.
    """
    k, most_hops = bounds
    best = np.zeros((most_hops + 1, graph.n))
    following = np.full((most_hops + 1, graph.n), -1, dtype=np.int64)
    best[0, target] = 1.0
    reached = best[0].copy()
    frontier = np.array([target])
    for hop in range(1, most_hops + 1):
        which, places = rows_of(graph.starts, frontier)
        givers = graph.neighbours[places]
        chances = passes[graph.twins[places]] * reached[frontier][which] * (HALF if hop > 1 else 1.0)
        here = np.zeros(graph.n)
        np.maximum.at(here, givers, chances)
        here[here <= reached] = 0.0
        best[hop] = here
        # The frontier is ascending: written from its end, the first of equal ones stays.
        is_best = np.flatnonzero((chances == here[givers]) & (chances > 0.0))[::-1]
        following[hop, givers[is_best]] = frontier[which[is_best]]
        np.maximum(reached, here, out=reached)
        frontier = np.flatnonzero(here * (HALF * answers.max(initial=0.0)) > _least(answers, reached, target, k))
    best[0] = 0.0
    return best, following


def _least(answers: NDArray[np.float64], reached: NDArray[np.float64], target: int, k: int) -> float:
    """What a way must pass to be among the k best found so far; 0 while there are fewer."""
    total = answers * reached
    total[target] = 0.0
    return float(np.partition(total, -k)[-k]) if 0 < k <= len(total) else 0.0


def _way(
    graph: Graph,
    answers: NDArray[np.float64],
    passes: NDArray[np.float64],
    first: int,
    best: NDArray[np.float64],
    following: NDArray[np.int64],
) -> Way:
    """Follow the best way from `first` on."""
    hop = int(np.argmax(best[:, first]))
    people, hops = [first], [float(answers[first])]
    while hop > 0:
        here, onward = people[-1], int(following[hop, people[-1]])
        at = int(graph.starts[here] + np.searchsorted(graph.row(here), onward))
        people.append(onward)
        hops.append(float(passes[at]))
        hop -= 1
    return Way(tuple(people), float(answers[first] * best[:, first].max()), tuple(hops))
