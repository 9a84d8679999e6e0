"""Who introduced whom on the sample network, whose generator knows: precision and recall over seeds.

Each seed's sample is written, imported and judged as an owner's own export would be; the truth is read by this script
alone. "There first" names, for everybody who was first seen in company, whoever among those present was known longest.
The weights were set on seeds 1 to 6, which are not measured here.
Run: python -m bench.introductions [--seeds 101 …] [--people 400] [--scale 0.3]
"""

import argparse
import json
import tempfile
from calendar import timegm
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bench.measuring import Table
from entregent.app import introduction_evidence, sample
from entregent.app.book import Book
from entregent.network.introductions import CROWD, LIKELY, SURE

UNTIL = date(2026, 11, 1)
NOW = timegm((UNTIL + timedelta(days=1)).timetuple())
SEEDS = (101, 102, 103, 104, 105)

Pair = tuple[int, int]


class Seed(NamedTuple):
    """What one seed's truth holds and what was named: (who is new, who introduced) by the truth's numbers."""

    truth: dict[int, int]
    forms: dict[int, str]
    ours: dict[Pair, float]
    first: set[Pair]
    bridges: set[frozenset[int]]
    made: set[frozenset[int]]
    decoys: dict[int, str]
    seconds: float


class Score(NamedTuple):
    """Right, named, to be found."""

    right: int
    named: int
    wanted: int

    @property
    def precision(self) -> float:
        """Of those named, the right ones."""
        return self.right / max(self.named, 1)

    @property
    def recall(self) -> float:
        """Of those to be found, the named ones."""
        return self.right / max(self.wanted, 1)


def judged(seed: int, people: int, scale: float, *, signals: bool = False) -> Seed:
    """Write, import and judge one seed's sample."""
    with tempfile.TemporaryDirectory(prefix="entregent-bench-") as folder:
        root, truth = Path(folder) / "sample", Path(folder) / "truth.json"
        sample.write(root, seed=seed, people=people, scale=scale, until=UNTIL, truth=truth)
        known = json.loads(truth.read_text(encoding="utf-8"))
        with Book.create(Path(folder) / "a.book", now=NOW, zone="America/Toronto") as book:
            book.import_paths([str(root)], me=known["owner"]["mail"], signals=signals)
            begun = perf_counter()
            found = introduction_evidence.gather(book._inner)  # noqa: SLF001 - what the app itself is given
            seconds = perf_counter() - begun
            whose = _whose(known["people"], introduction_evidence.Evidence(book._inner))  # noqa: SLF001 - what the app itself is given
            first = _first_there(book)
    told = {one["of"]: one["by"] for one in known["introductions"]}
    ours = {
        (whose[new], whose[best[0].person]): best[0].chance
        for new, best in found.through.items()
        if new in whose and best[0].person in whose
    }
    return Seed(
        told,
        {one["of"]: one["form"] for one in known["introductions"]},
        ours,
        {(whose[new], whose[by]) for new, by in first if new in whose and by in whose},
        {frozenset((one["of"], one["to"])) for one in known["bridges"]},
        {frozenset((whose[one.one], whose[one.other])) for one in found.made if {one.one, one.other} <= whose.keys()},
        {one: decoy["form"] for decoy in known["decoys"] for one in decoy["new"]},
        seconds,
    )


def _whose(people: Iterable[Mapping[str, object]], evidence: introduction_evidence.Evidence) -> dict[int, int]:
    """Person of the book → number in the truth, by their addresses."""
    number = {mail: one["id"] for one in people for mail in one["handles"]["mail"]}  # type: ignore[index]
    found: dict[int, int] = {}
    for person, known in evidence.known.items():
        for name in known.names:
            if name in number:
                found.setdefault(person, number[name])  # type: ignore[arg-type]
    return found


def _first_there(book: Book) -> list[Pair]:
    """The naive way: the oldest acquaintance among those present when somebody was first seen."""
    evidence = introduction_evidence.Evidence(book._inner)  # noqa: SLF001 - what the app itself is given
    found = []
    begun = min(evidence.firsts.values(), default=0)
    for person, first in evidence.firsts.items():
        if first < begun + (introduction_evidence.BEGINNING_DAYS * 86_400 << 29):
            continue
        sights = [one for one in evidence.sights_of(person) if len(one.present) <= CROWD]
        there = [one for one in (sights[0].present if sights else ()) if one != person]
        older = [one for one in there if evidence.firsts[one] < first]
        if older:
            found.append((person, min(older, key=lambda one: evidence.firsts[one])))
    return found


def score(seeds: Iterable[Seed], least: float = LIKELY) -> Score:
    """Ours at a threshold."""
    right = named = wanted = 0
    for one in seeds:
        pairs = [pair for pair, chance in one.ours.items() if chance >= least]
        right += sum(1 for new, by in pairs if one.truth.get(new) == by)
        named += len(pairs)
        wanted += len(one.truth)
    return Score(right, named, wanted)


def naive(seeds: Iterable[Seed]) -> Score:
    """Whoever was there first."""
    found = list(seeds)
    right = sum(1 for one in found for new, by in one.first if one.truth.get(new) == by)
    return Score(right, sum(len(one.first) for one in found), sum(len(one.truth) for one in found))


def bridges(seeds: Iterable[Seed]) -> Score:
    """Introductions that the owner made."""
    found = list(seeds)
    return Score(
        sum(len(one.made & one.bridges) for one in found),
        sum(len(one.made) for one in found),
        sum(len(one.bridges) for one in found),
    )


def show(seeds: list[Seed]) -> None:
    """The tables."""
    table = Table(
        f"who introduced whom, {len(seeds)} seeds", "way", "right", "named", "to find", "precision", "recall", "bound"
    )
    for way, got, bound in (
        ("ours, told", score(seeds), "0.90 / 0.70"),
        ("ours, sure", score(seeds, SURE), ""),
        ("there first", naive(seeds), ""),
        ("made by the owner", bridges(seeds), ""),
    ):
        table.add(way, *map(str, got), f"{got.precision:.2f}", f"{got.recall:.2f}", bound)
    table.show()
    forms = Counter(form for one in seeds for form in one.forms.values())
    caught = Counter(one.forms[new] for one in seeds for new, by in one.ours if one.truth.get(new) == by)
    table = Table("by the trace it left", "trace", "introductions", "found")
    for form, count in forms.most_common():
        table.add(form, str(count), str(caught[form]))
    table.show()
    table = Table("how sure, how often right", "said", "times", "mean chance", "right")
    for low, high in ((LIKELY, 0.75), (0.75, SURE), (SURE, 1.01)):
        pairs = [(one.truth.get(new) == by, p) for one in seeds for (new, by), p in one.ours.items() if low <= p < high]
        if pairs:
            mean = sum(p for _, p in pairs) / len(pairs)
            table.add(
                f"{low:.2f} to {min(high, 1):.2f}",
                str(len(pairs)),
                f"{mean:.2f}",
                f"{sum(r for r, _ in pairs) / len(pairs):.2f}",
            )
    table.show()
    print(f"judging took {max(one.seconds for one in seeds):.2f} s at most")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--scale", type=float, default=0.3)
    parser.add_argument("--signals", action="store_true", help="with the second pass over the texts")
    asked = parser.parse_args()
    show([judged(seed, asked.people, asked.scale, signals=asked.signals) for seed in asked.seeds])


if __name__ == "__main__":
    main()
