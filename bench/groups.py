"""Groups against what is known: departments of mail, classes of a school; and whether labels stay as ties change.

Run: python -m bench.groups [--seeds 20]. Adjusted mutual information (0 by chance, 1 equal; Vinh, Epps & Bailey 2010,
arithmetic mean) as mean ± sd over seeds, beside igraph's plain Leiden. Labels: 1 % of the ties are exchanged for others
at random, groups are found again from those before and named after them; the share of people who keep their label.
"""

import argparse
import random
from math import lgamma, log
from typing import Final

import igraph
import numpy as np
from numpy.typing import NDArray

from bench.measuring import Table
from bench.networks import Labelled, eu_core, highschool
from entregent.network.communities import find_groups, matched, modularity
from entregent.network.graph import Graph, build
from entregent.network.seeded import drawn

Groups = NDArray[np.int64]
CHANGE: Final = 0.01


def adjusted_mutual_information(one: Groups, other: Groups) -> float:
    """How far two ways to group agree beyond chance."""
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1), dtype=np.int64)
    np.add.at(table, (one, other), 1)
    table = table[table.any(axis=1)][:, table.any(axis=0)]
    n, rows, columns = int(table.sum()), table.sum(axis=1), table.sum(axis=0)
    share = table[table > 0] / n
    information = float((share * np.log(share * n * n / np.outer(rows, columns)[table > 0])).sum())
    expected = sum(_expected(n, int(a), int(b)) for a in rows for b in columns)
    entropies = sum(float(-(sizes / n * np.log(sizes / n)).sum()) for sizes in (rows, columns)) / 2
    return (information - expected) / (entropies - expected)


def _expected(n: int, a: int, b: int) -> float:
    """What a pair of groups of these sizes adds to the information of groups made at random."""
    fixed = lgamma(a + 1) + lgamma(b + 1) + lgamma(n - a + 1) + lgamma(n - b + 1) - lgamma(n + 1)
    whole = 0.0
    for both in range(max(1, a + b - n), min(a, b) + 1):
        rest = lgamma(both + 1) + lgamma(a - both + 1) + lgamma(b - both + 1) + lgamma(n - a - b + both + 1)
        whole += both / n * log(n * both / (a * b)) * np.exp(fixed - rest)
    return whole


def plain_leiden(graph: Graph, seed: int) -> Groups:
    """igraph's, for modularity, with its own number of rounds."""
    igraph.set_random_number_generator(random.Random(seed))
    found = drawn(graph).community_leiden(objective_function="modularity", weights=graph.pairs()[2].tolist())
    return np.asarray(found.membership, dtype=np.int64)


def changed(graph: Graph, seed: int) -> Graph:
    """One tie of a hundred is gone, and as many others are there, each with a weight that is usual here."""
    generator = np.random.default_rng(seed)
    a, b, weights = graph.pairs()
    count = max(round(CHANGE * len(a)), 1)
    kept = np.ones(len(a), dtype=bool)
    kept[generator.choice(len(a), count, replace=False)] = False
    more = generator.integers(0, graph.n, (2, count))
    fresh = generator.choice(weights, count)
    together = np.concatenate([weights[kept], fresh])
    return build(graph.n, np.append(a[kept], more[0]), np.append(b[kept], more[1]), together)


def kept_labels(graph: Graph, seed: int) -> float:
    before = find_groups(graph, seed=seed)
    later = find_groups(changed(graph, seed), seed=seed + 1, before=before)
    return float(np.mean(matched(later, before, int(before.max()) + 1) == before))


def described(values: list[float]) -> str:
    return f"{np.mean(values):.3f} ± {np.std(values, ddof=1):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    asked = parser.parse_args()
    table = Table("network", "leiden", "information", "modularity", "groups", "labels kept", "at worst", "bound")
    networks: dict[str, Labelled] = {
        "net-email-Eu-core, departments": eu_core(),
        "net-sp-highschool2013, classes": highschool(),
    }
    for name, (graph, truth) in networks.items():
        for leiden, rule in (("ours", lambda graph, seed: find_groups(graph, seed=seed)), ("igraph", plain_leiden)):
            several = [rule(graph, seed) for seed in range(asked.seeds)]
            information = described([adjusted_mutual_information(groups, truth) for groups in several])
            shape = described([modularity(graph, groups) for groups in several])
            count = f"{np.mean([groups.max() + 1 for groups in several]):.1f}"
            labels: tuple[str, ...] = ()
            if leiden == "ours":
                kept = [kept_labels(graph, seed) for seed in range(asked.seeds)]
                labels = (f"{np.mean(kept):.1%}", f"{min(kept):.1%}", "95 %")
            table.add(name if leiden == "ours" else "", leiden, information, shape, count, *labels)
    table.show()


if __name__ == "__main__":
    main()
