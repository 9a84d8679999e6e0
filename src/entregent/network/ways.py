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
    hops after the first; each of them costs a half.
    """
    best, following = _backward(graph, passes, target, most_hops)
    total = answers * best.max(axis=0)
    total[target] = 0.0
    order = np.lexsort((np.arange(graph.n), -total))[:k]
    return [_way(graph, answers, passes, int(first), best, following) for first in order if total[first] > 0.0]


def _backward(
    graph: Graph, passes: NDArray[np.float64], target: int, most_hops: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Best chance from everybody to the target with exactly 1, 2 … hops, and whom to go on to."""
    best = np.zeros((most_hops + 1, graph.n))
    following = np.full((most_hops + 1, graph.n), -1, dtype=np.int64)
    best[0, target] = 1.0
    back = _reversed(graph, passes)
    frontier = np.array([target])
    for hop in range(1, most_hops + 1):
        which, places = rows_of(graph.starts, frontier)
        givers, chances = graph.neighbours[places], back[places] * best[hop - 1, frontier[which]]
        chances *= HALF if hop > 1 else 1.0
        order = np.lexsort((frontier[which], -chances, givers))
        givers, chances, nexts = givers[order], chances[order], frontier[which][order]
        first = np.ones(len(givers), dtype=bool)
        first[1:] = givers[1:] != givers[:-1]
        best[hop, givers[first]], following[hop, givers[first]] = chances[first], nexts[first]
        best[hop, target] = 0.0
        frontier = np.flatnonzero(best[hop] > best[:hop].max(axis=0))
        best[hop, best[hop] <= best[:hop].max(axis=0)] = 0.0
    best[0] = 0.0
    return best, following


def _reversed(graph: Graph, passes: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each entry of a row, the chance of the other way: neighbour to owner."""
    if not len(passes):
        return passes
    order = np.lexsort((graph.owners, graph.neighbours))
    return passes[order]


def _way(
    graph: Graph,
    answers: NDArray[np.float64],
    passes: NDArray[np.float64],
    first: int,
    best: NDArray[np.float64],
    following: NDArray[np.int64],
) -> Way:
    hop = int(np.argmax(best[:, first]))
    people, hops = [first], [float(answers[first])]
    while hop > 0:
        here, onward = people[-1], int(following[hop, people[-1]])
        at = int(graph.starts[here] + np.searchsorted(graph.row(here), onward))
        people.append(onward)
        hops.append(float(passes[at]))
        hop -= 1
    return Way(tuple(people), float(answers[first] * best[:, first].max()), tuple(hops))
