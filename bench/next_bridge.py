"""Who meets whom next: new contacts among pairs that never were in contact, by our closeness and by others.

Run: python -m bench.next_bridge. At each cut-off the past ties are known, and each person with a new contact within the
horizon ranks all with whom there was none. Precision at 5 is the share of the first five that come true (equal ones
count by the chance to be drawn), mean over people, then over cut-offs; AUC and average precision are over all such
pairs at once. What is ours to choose was chosen on windows that close before the first cut-off: those of `--earlier`.
"""

import argparse
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.measuring import Table
from bench.tie_networks import DAY, Network, copenhagen, enron, uci
from entregent.network.graph import Graph, build
from entregent.network.next_bridge import closeness, strengths

Scores = NDArray[np.float64]
FIRST: Final = 5
KATZ: Final = 0.005
HALF_LIFE: Final = 2 / 3
"""Of contacts, in horizons: 60 days where one looks 90 days ahead."""
EARLIER: Final = {"net-enron-184": (230, 320, 410), "net-uci-messages": (20, 30), "net-copenhagen": (3,)}
"""Days from the first message on to cut-offs whose windows close before the first that is judged."""


class Past(NamedTuple):
    """What is known at a cut-off: everybody who was in contact, numbered; all their ties; and when each contact was."""

    people: NDArray[np.int64]
    plain: Graph
    pairs: NDArray[np.int64]
    ages: NDArray[np.float64]


def contacts(network: Network) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(instants, pairs) of all messages, without those to oneself."""
    rows = [(m.at, m.sender, one) for m in network.messages for one in m.recipients if one != m.sender]
    table = np.array(rows, dtype=np.int64)
    return table[:, 0], table[:, 1:]


def past(instants: NDArray[np.int64], pairs: NDArray[np.int64], cutoff: int) -> Past:
    known = instants < cutoff
    people, numbers = np.unique(pairs[known], return_inverse=True)
    numbers = numbers.reshape(-1, 2)
    plain = build(len(people), numbers[:, 0], numbers[:, 1])
    return Past(people, plain, numbers, (cutoff - instants[known]) / DAY)


def coming(
    seen: Past, instants: NDArray[np.int64], pairs: NDArray[np.int64], cutoff: int, days: int
) -> NDArray[np.bool_]:
    """Which pairs of known people are in contact within the horizon, and were not before."""
    later = pairs[(instants >= cutoff) & (instants < cutoff + days * DAY)]
    later = later[np.isin(later, seen.people).all(axis=1)]
    at = np.searchsorted(seen.people, later)
    found = np.zeros((seen.plain.n, seen.plain.n), dtype=bool)
    found[at[:, 0], at[:, 1]] = found[at[:, 1], at[:, 0]] = True
    return found & ~tied(seen.plain)


def tied(graph: Graph) -> NDArray[np.bool_]:
    found = np.zeros((graph.n, graph.n), dtype=bool)
    found[graph.owners, graph.neighbours] = True
    return found


def through_common(worth: Callable[[Scores], Scores]) -> Callable[[Past, int], Scores]:
    """The sum over common people of what each is worth by how many they know."""

    def score(seen: Past, _days: int) -> Scores:
        ties = tied(seen.plain).astype(np.float64)
        return np.asarray((ties * worth(ties.sum(axis=0))) @ ties, dtype=np.float64)

    return score


def attachment(seen: Past, _days: int) -> Scores:
    degrees = seen.plain.degrees.astype(np.float64)
    return np.outer(degrees, degrees)


def katz(seen: Past, _days: int) -> Scores:
    return np.linalg.inv(np.eye(seen.plain.n) - KATZ * tied(seen.plain))


def decayed(seen: Past, days: int) -> tuple[Graph, Scores]:
    """The ties by contacts that count half after two thirds of the horizon, and ln(1 + weight) as a matrix."""
    graph = build(seen.plain.n, seen.pairs[:, 0], seen.pairs[:, 1], 2.0 ** (-seen.ages / (days * HALF_LIFE)))
    strong = np.zeros((graph.n, graph.n))
    strong[graph.owners, graph.neighbours] = np.log1p(graph.weights)
    return graph, strong


def tie_decay(seen: Past, days: int) -> Scores:
    """The row of SCIENCE §4: one step."""
    _graph, strong = decayed(seen, days)
    root = np.sqrt(strong)
    return np.asarray((root / np.maximum(strong.sum(axis=0), 1e-300)) @ root, dtype=np.float64)


def ours(seen: Past, days: int) -> Scores:
    """As shipped: with a tenth of what the next step says."""
    graph, _strong = decayed(seen, days)
    prepared = strengths(graph)
    return np.stack([closeness(graph, node, prepared) for node in range(graph.n)])


RULES: Final[dict[str, Callable[[Past, int], Scores]]] = {
    "preferential attachment": attachment,
    "common neighbours": through_common(np.ones_like),
    "Adamic–Adar": through_common(lambda degrees: 1 / np.log(np.maximum(degrees, 2))),
    "resource allocation": through_common(lambda degrees: 1 / np.maximum(degrees, 1)),
    "Katz .005": katz,
    "tie-decay allocation, one step": tie_decay,
    "ours": ours,
}


def at_five(scores: Scores, hits: NDArray[np.bool_], free: NDArray[np.bool_]) -> float:
    """The share of the first five that are hits, each of equal ones as likely to be among them."""
    values, true = scores[free], hits[free]
    if len(values) <= FIRST:
        return float(true.sum()) / FIRST
    bar = np.partition(values, -FIRST)[-FIRST]
    above, level = values > bar, values == bar
    left = FIRST - int(above.sum())
    return float(true[above].sum() + true[level].mean() * left) / FIRST


def area(scores: Scores, hits: NDArray[np.bool_]) -> tuple[float, float]:
    """(AUC, average precision) over all pairs."""
    values, inverse = np.unique(scores, return_inverse=True)
    every = np.bincount(inverse, minlength=len(values))
    true = np.bincount(inverse[hits], minlength=len(values))
    false = every - true
    below = np.cumsum(false) - false
    auc = float((true * (below + false / 2)).sum() / (true.sum() * false.sum()))
    down = np.cumsum(true[::-1]) / np.cumsum(every[::-1])
    return auc, float((down * true[::-1]).sum() / true.sum())


class Row(NamedTuple):
    """How a rule did at one cut-off; and how many people had a new contact, of all pairs which share."""

    auc: float
    ap: float
    at_five: float
    egos: int
    rate: float


def judged(scores: Scores, hits: NDArray[np.bool_], plain: Graph) -> Row:
    free = ~tied(plain)
    np.fill_diagonal(free, val=False)
    egos = np.flatnonzero(hits.any(axis=1))
    firsts = [at_five(scores[ego], hits[ego], free[ego]) for ego in egos]
    upper = np.triu(free)
    auc, ap = area(scores[upper], hits[upper])
    return Row(auc, ap, float(np.mean(firsts)), len(egos), float(hits[upper].mean()))


def table_of(network: Network, cutoffs: list[int]) -> None:
    instants, pairs = contacts(network)
    days = network.horizon_days
    views = [past(instants, pairs, cutoff) for cutoff in cutoffs]
    truths = [coming(seen, instants, pairs, cutoff, days) for seen, cutoff in zip(views, cutoffs, strict=True)]
    table = Table(f"{network.name}, {days} d", "AUC", "AP", "precision@5")
    for name, rule in RULES.items():
        rows = [judged(rule(seen, days), hits, seen.plain) for seen, hits in zip(views, truths, strict=True)]
        table.add(
            name,
            f"{np.mean([row.auc for row in rows]):.3f}",
            f"{np.mean([row.ap for row in rows]):.4f}",
            f"{np.mean([row.at_five for row in rows]):.3f}",
        )
    table.show()
    egos = ", ".join(str(row.egos) for row in rows)
    print(f"    people with a new contact {egos}; of all pairs {np.mean([row.rate for row in rows]):.2%}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--earlier", action="store_true", help="the windows on which ours was chosen")
    asked = parser.parse_args()
    mail, texts, near = enron(), uci(), copenhagen()
    judged_at = {mail.name: range(500, 951, 90), texts.name: (60, 90, 120), near.name: (10, 14, 18, 21)}
    for network in (mail, texts, near):
        # Copenhagen's clocks begin with its first day.
        start = 0 if network is near else network.messages[0].at
        days = (EARLIER if asked.earlier else judged_at)[network.name]
        table_of(network, [start + day * DAY for day in days])


if __name__ == "__main__":
    main()
