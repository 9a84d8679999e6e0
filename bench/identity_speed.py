"""CPU and F1 of who-is-who at 50,000 records against Splink on DuckDB. `python -m bench.identity_speed [RECORDS]`.

Two sets: the sample network (`bench.identity_sample`) and noisy cards (`bench.identity_noise`). Every contender gets
the same records in a process of its own and is scored on pairs of records. Splink is trained without labels in several
set-ups, and the best threshold of each is shown, found with the truth; our weights and threshold are those shipped.
"""

import argparse
import logging
import multiprocessing
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from bench.identity_noise import NoisyCard, noisy_cards
from bench.identity_sample import PEOPLE, Network, network
from bench.identity_splink import SETUPS, Found, Row, splink
from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import resolve


class Set(NamedTuple):
    """One set of records in every form; `home` gives each record the handle that stands for it."""

    title: str
    profiles: list[Profile]
    cards: list[Card]
    owner_ids: frozenset[int]
    home: dict[int, int]
    rows: list[Row]
    persons: dict[int, int]


def sample_set(people: int) -> Set:
    """Set (a): the sample network."""
    made: Network = network(people)
    rows = [Row(e.id, e.given, e.family, e.mails, e.phones, e.pages, e.organisation) for e in made.entries]
    home = {entry.id: entry.handle for entry in made.entries}
    persons = {entry.id: entry.person for entry in made.entries}
    return Set("sample network", made.profiles, made.cards, made.owner_ids, home, rows, persons)


def noisy_set(records: int) -> Set:
    """Set (b): cards with faults."""
    cards = noisy_cards(records)
    profiles, made, home = book_of(cards)
    rows = [Row(c.id, c.given, c.family, c.mails, (c.phone,) if c.phone else ()) for c in cards]
    return Set("noisy cards", profiles, made, frozenset(), home, rows, {c.id: c.person for c in cards})


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


def ours(given: Set) -> list[Found]:
    """The shipped resolver, cold."""
    cpu, wall = time.process_time(), time.perf_counter()
    clusters = resolve(given.profiles, given.cards, owner_ids=given.owner_ids).clusters
    took = time.process_time() - cpu, time.perf_counter() - wall
    return [Found(0.0, *took, {record: clusters[handle] for record, handle in given.home.items()})]


def shared_handle(given: Set) -> list[Found]:
    """The floor: records that share a handle."""
    cpu, wall = time.process_time(), time.perf_counter()
    parent = {profile.id: profile.id for profile in given.profiles}

    def find(one: int) -> int:
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    for card in given.cards:
        for other in card.handle_ids[1:]:
            parent[find(other)] = find(card.handle_ids[0])
    groups: dict[int, object] = {record: find(handle) for record, handle in given.home.items()}
    return [Found(0.0, time.process_time() - cpu, time.perf_counter() - wall, groups)]


def peer(given: Set, setup: str) -> list[Found]:
    """Splink, quietly."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    return splink(given.rows, setup)


def apart(work: Callable[..., list[Found]], *arguments: object) -> list[Found]:
    """Run in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def score(persons: Mapping[int, int], groups: Mapping[int, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of records."""
    sizes: dict[object, int] = defaultdict(int)
    people: dict[int, int] = defaultdict(int)
    both: dict[tuple[object, int], int] = defaultdict(int)
    for record, person in persons.items():
        sizes[groups[record]] += 1
        people[person] += 1
        both[groups[record], person] += 1

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    hit = pairs(both.values())
    precision, recall = hit / max(pairs(sizes.values()), 1), hit / max(pairs(people.values()), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def show(given: Set, name: str, found: list[Found]) -> None:
    """Print the best threshold of one contender, and the least CPU of its runs."""
    best = max(found, key=lambda one: score(given.persons, one.groups)[2])
    precision, recall, f1 = score(given.persons, best.groups)
    label = f"{name} > {best.threshold}" if best.threshold else name
    spent = f"{min(f.cpu_seconds for f in found):>7.2f} {min(f.wall_seconds for f in found):>7.2f}"
    print(f"{label:>36} {spent} {precision:>9.4f} {recall:>7.4f} {f1:>6.4f}", flush=True)


def compare_on(given: Set, *, with_splink: bool) -> None:
    """One table."""
    print(f"\n{given.title}: {len(given.rows)} records of {len(set(given.persons.values()))} people")
    print(f"{'':>36} {'cpu s':>7} {'wall s':>7} {'precision':>9} {'recall':>7} {'F1':>6}")
    show(given, "shared handle", apart(shared_handle, given))
    show(given, "entregent", [one for _ in range(3) for one in apart(ours, given)])
    for setup in SETUPS if with_splink else ():
        show(given, f"splink {setup}", apart(peer, given, setup))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=50_000)
    parser.add_argument("--without-splink", action="store_true")
    parser.add_argument("--only", choices=["sample", "noisy"])
    chosen = parser.parse_args()
    if chosen.only != "noisy":
        compare_on(sample_set(round(PEOPLE * chosen.records / 50_000)), with_splink=not chosen.without_splink)
    if chosen.only != "sample":
        compare_on(noisy_set(chosen.records), with_splink=not chosen.without_splink)


if __name__ == "__main__":
    main()
