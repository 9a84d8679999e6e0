"""The issue's figures on real aliases; the truth is used for scoring alone."""

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from entregent.identity.profiles import Profile
from entregent.identity.resolve import resolve

UNDELIVERABLE = re.compile(r"localhost|\.local(?:domain)?$|\(none\)", re.I)
Alias = tuple[str, str, str]


def aliases(folder: Path) -> list[Alias]:
    with gzip.open(folder / "truth.csv.gz", "rt", encoding="utf-8") as stream:
        whose = {row["alias_id"]: row["person_id"] for row in csv.DictReader(stream)}
    with gzip.open(folder / "aliases.csv.gz", "rt", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [(row["name"], row["email"].lower(), whose[row["alias_id"]]) for row in rows]


def figures(found: list[Alias]) -> tuple[float, float, float]:
    """Precision and recall of automatic merges, and questions per person."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, address, _ in found:
        names[address].append(name)
    ids = {address: number for number, address in enumerate(sorted(names))}
    profiles = [Profile(ids[a], "mail", a, tuple((n, 1) for n in names[a] if n), sent=5) for a in names]
    result = resolve(profiles)
    kept = [(result.clusters[ids[a]], person) for _, a, person in found if not UNDELIVERABLE.search(a) and "@" in a]

    def pairs(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    hit = pairs(Counter(kept))
    joined, true = pairs(Counter(root for root, _ in kept)), pairs(Counter(person for _, person in kept))
    return hit / joined, hit / true, len(result.questions) / len({person for _, _, person in found})


@pytest.mark.real
def test_sympy_aliases_join_with_precision(shared_data: Callable[[str], Path]) -> None:
    precision, recall, asked = figures(aliases(shared_data("ident-git-sympy")))
    assert precision >= 0.98
    assert recall >= 0.80
    assert asked <= 0.1


@pytest.mark.real
def test_coq_aliases_are_found(shared_data: Callable[[str], Path]) -> None:
    _, recall, asked = figures(aliases(shared_data("ident-git-coq")))
    assert recall >= 0.72
    assert asked <= 0.2
