"""Networks of who knows whom, public ones and made ones of any size: what the benches of the map are measured on."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.tie_networks import read_member
from entregent.network.graph import Graph, build


class Labelled(NamedTuple):
    """A network whose people are known to belong together by something that is not in its ties."""

    graph: Graph
    truth: NDArray[np.int64]


def numbered(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], NDArray[np.int64]]:
    """(names in ascending order, pairs of their numbers)."""
    table = np.array(list(pairs))
    names, numbers = np.unique(table, return_inverse=True)
    return names.tolist(), numbers.reshape(-1, 2).astype(np.int64)


def jazz() -> Graph:
    """net-jazz: 198 musicians who played in one band."""
    names, pairs = numbered((row[0], row[1]) for row in _rows("net-jazz", "edges.csv"))
    return build(len(names), pairs[:, 0], pairs[:, 1])


def hightech() -> Graph:
    """net-krackhardt-hightech: 21 managers; a tie weighs how often it is named as advice, friendship or report."""
    rows = [
        row for kind in ("advice", "friends", "reports") for row in _rows("net-krackhardt-hightech", f"ht_{kind}.csv")
    ]
    a, b = (np.array([int(row[side]) - 1 for row in rows]) for side in (0, 1))
    return build(21, a, b, np.ones(len(rows)))


def eu_core() -> Labelled:
    """net-email-Eu-core: who wrote to whom in a research institution, and the department of each."""
    edges = np.array(
        [line.split() for line in read_member("net-email-Eu-core", "email-Eu-core.txt.gz")], dtype=np.int64
    )
    member = "email-Eu-core-department-labels.txt.gz"
    labels = np.array([line.split() for line in read_member("net-email-Eu-core", member)], dtype=np.int64)
    return Labelled(build(len(labels), edges[:, 0], edges[:, 1]), labels[np.argsort(labels[:, 0]), 1])


def highschool() -> Labelled:
    """net-sp-highschool2013: pupils within a step of each other, by 20 seconds; and the class of each."""
    archive, classes, near = "net-sp-highschool2013", {}, []
    for line in read_member(archive, "HighSchool2013_proximity_net.csv.gz"):
        _at, one, other, its_class, other_class = line.split()
        classes[one], classes[other] = its_class, other_class
        near.append((one, other))
    names, pairs = numbered(near)
    truth = np.unique([classes[name] for name in names], return_inverse=True)[1]
    return Labelled(build(len(names), pairs[:, 0], pairs[:, 1], np.ones(len(pairs))), truth.astype(np.int64))


def nethept() -> Graph:
    """net-NetHEPT: who wrote papers of high-energy physics together; each pair once."""
    lines = list(read_member("net-NetHEPT", "hep.txt.gz"))[1:]
    names, pairs = numbered((first, second) for first, second, *_ in (line.split() for line in lines))
    return build(len(names), pairs[:, 0], pairs[:, 1])


def made(n: int, ties: int, *, groups: int, seed: int = 0) -> Graph:
    """People in groups, some with far more ties than others; three of four ties are within a group."""
    generator = np.random.default_rng(seed)
    drawn = int(ties * 1.4)
    zeal = np.minimum(generator.pareto(1.8, n) + 1, np.sqrt(n))
    group = generator.integers(0, groups, n)
    order = np.argsort(group, kind="stable")
    a = generator.choice(n, drawn, p=zeal / zeal.sum())
    b = generator.choice(n, drawn, p=zeal / zeal.sum())
    # Within a group others are picked alike: the places of each group follow one another in `order`.
    begins, sizes = np.searchsorted(group[order], np.arange(groups)), np.bincount(group, minlength=groups)
    inside = generator.random(drawn) < 0.75
    near = order[begins[group[a]] + (generator.random(drawn) * sizes[group[a]]).astype(np.int64)]
    found = build(n, a, np.where(inside, near, b), generator.exponential(1.0, drawn))
    first, second, weights = found.pairs()
    kept = np.sort(generator.permutation(len(first))[:ties])
    return build(n, first[kept], second[kept], weights[kept])


def _rows(archive: str, member: str) -> list[list[str]]:
    return [line.strip().split(",") for line in read_member(archive, member)][1:]
