"""CPU and F1 of who-is-who at 50,000 records against Splink on DuckDB. `python -m bench.identity_speed [RECORDS]`.

Both get the same cards (see `bench.identity_noise`) and are scored on pairs of records. Splink uses its stock
comparisons and the blocks below, trained without labels; our weights are those shipped, not fitted to these cards.
"""

import argparse
import importlib
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from bench.identity_noise import NoisyCard, noisy_cards
from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import resolve


class Run(NamedTuple):
    """What one contender needed and found; `groups` gives each record its cluster."""

    name: str
    cpu_seconds: float
    wall_seconds: float
    groups: dict[int, object]


def book_of(cards: Iterable[NoisyCard]) -> tuple[list[Profile], list[Card], dict[int, int]]:
    """Profiles and cards as a book holds them, and the handle that stands for each record."""
    ids: dict[tuple[str, str], int] = {}
    listed: dict[int, list[int]] = defaultdict(list)
    made: list[Card] = []
    home: dict[int, int] = {}
    for record in cards:
        handles = [("mail", mail) for mail in record.mails] + ([("phone", record.phone)] if record.phone else [])
        if not handles:
            handles = [("name", f"book:{record.id}")]
        numbers = tuple(ids.setdefault(handle, len(ids) + 1) for handle in handles)
        for number in numbers:
            listed[number].append(record.id)
        name = f"{record.given} {record.family}".strip()
        made.append(Card(record.id, name, record.given, record.family, handle_ids=numbers))
        home[record.id] = numbers[0]
    profiles = [Profile(n, kind, value, cards=tuple(listed[n])) for (kind, value), n in ids.items()]
    return profiles, made, home


def timed(name: str, work: Callable[[], dict[int, object]]) -> Run:
    cpu, wall = time.process_time(), time.perf_counter()
    groups = work()
    return Run(name, time.process_time() - cpu, time.perf_counter() - wall, groups)


def ours(cards: list[NoisyCard]) -> Run:
    profiles, made, home = book_of(cards)

    def work() -> dict[int, object]:
        clusters = resolve(profiles, made).clusters
        return {record: clusters[handle] for record, handle in home.items()}

    return timed("entregent", work)


def exact(cards: list[NoisyCard]) -> Run:
    """The floor: records that share a handle."""
    profiles, made, home = book_of(cards)

    def work() -> dict[int, object]:
        parent = {p.id: p.id for p in profiles}

        def find(one: int) -> int:
            while parent[one] != one:
                parent[one] = one = parent[parent[one]]
            return one

        for card in made:
            for other in card.handle_ids[1:]:
                parent[find(other)] = find(card.handle_ids[0])
        return {record: find(handle) for record, handle in home.items()}

    return timed("shared handle", work)


def splink(cards: list[NoisyCard]) -> list[Run]:
    """Splink 5 on DuckDB, trained without labels; one row per threshold, so that its best is seen."""
    cl: Any = importlib.import_module("splink.comparison_library")
    peer: Any = importlib.import_module("splink")
    duck: Any = importlib.import_module("splink.internals.duckdb.database_api")
    arrow: Any = importlib.import_module("pyarrow")
    rows = [
        {
            "unique_id": card.id,
            "first_name": card.given or None,
            "surname": card.family or None,
            "email": card.mails[0] if card.mails else None,
            "mails": list(card.mails),
            "phone": card.phone or None,
        }
        for card in cards
    ]
    table = arrow.Table.from_pylist(rows)
    names = [cl.NameComparison(c).configure(term_frequency_adjustments=True) for c in ("first_name", "surname")]
    mails = [cl.ArrayIntersectAtSizes("mails", [1]), cl.EmailComparison("email")]
    on = peer.block_on
    blocks = [on("email"), on("phone"), on("first_name", "surname"), on("surname", "substr(email, 1, 5)")]
    blocks.append("l.mails[2] = r.mails[1]")
    settings = peer.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*names, *mails, cl.ExactMatch("phone")],
        blocking_rules_to_generate_predictions=blocks,
    )
    cpu, wall = time.process_time(), time.perf_counter()
    api = duck.DuckDBAPI()
    linker = peer.Linker(api.register(table), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([on("email"), on("phone")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (on("first_name", "surname"), on("email")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5)
    spent_cpu, spent_wall = time.process_time() - cpu, time.perf_counter() - wall
    runs = []
    for threshold in (0.5, 0.9, 0.99, 0.999):
        cpu, wall = time.process_time(), time.perf_counter()
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold)
        groups = {row["unique_id"]: row["cluster_id"] for row in clusters.as_record_list()}
        took = time.process_time() - cpu + spent_cpu
        runs.append(Run(f"splink {threshold}", took, time.perf_counter() - wall + spent_wall, groups))
    return runs


def score(cards: Iterable[NoisyCard], groups: dict[int, object]) -> tuple[float, float, float]:
    sizes: dict[object, int] = defaultdict(int)
    persons: dict[int, int] = defaultdict(int)
    both: dict[tuple[object, int], int] = defaultdict(int)
    for card in cards:
        sizes[groups[card.id]] += 1
        persons[card.person] += 1
        both[groups[card.id], card.person] += 1

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    hit = pairs(both.values())
    precision = hit / max(pairs(sizes.values()), 1)
    recall = hit / max(pairs(persons.values()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=50_000)
    parser.add_argument("--without-splink", action="store_true")
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    cards = noisy_cards(chosen.records)
    runs = [exact(cards), ours(cards)] + ([] if chosen.without_splink else splink(cards))
    print(f"{chosen.records} records of {len({c.person for c in cards})} people")
    print(f"{'':>14} {'cpu s':>7} {'wall s':>7} {'precision':>9} {'recall':>7} {'F1':>6}")
    for run in runs:
        precision, recall, f1 = score(cards, run.groups)
        spent = f"{run.cpu_seconds:>7.2f} {run.wall_seconds:>7.2f}"
        print(f"{run.name:>14} {spent} {precision:>9.4f} {recall:>7.4f} {f1:>6.4f}")


if __name__ == "__main__":
    main()
