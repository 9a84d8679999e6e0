"""Who is who, measured: precision and recall on real aliases, and CPU against Splink. `python -m bench.identity`.

The truth is read here alone, for scoring and for answering questions; the resolver never sees it.
"""

import argparse
import csv
import gzip
import io
import re
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import Caution, Resolution, resolve
from entregent.identity.weights import MERGE_ABOVE
from entregent.model.judgement import Judgement

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
UNDELIVERABLE = re.compile(r"localhost|\.local(?:domain)?$|\(none\)", re.I)
THRESHOLDS = (0.80, 0.85, 0.90, 0.93, 0.955, 0.97, 0.98, 0.985)


class Alias(NamedTuple):
    """One (name, address) of a history, and whose it is by the truth."""

    id: str
    name: str
    address: str
    times: int
    first_at: int
    last_at: int
    person: str


class Score(NamedTuple):
    """Pairs of the transitive closure."""

    precision: float
    recall: float
    wrong: int
    missed: int


def rows(archive: str, member: str) -> list[dict[str, str]]:
    with tarfile.open(SHARED / f"{archive}.tar.gz") as packed:
        stream = packed.extractfile(f"{archive}/{member}")
        assert stream is not None
        raw = stream.read()
    text = (gzip.decompress(raw) if member.endswith(".gz") else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def aliases(archive: str) -> list[Alias]:
    whose = {row["alias_id"]: row["person_id"] for row in rows(archive, "truth.csv.gz")}
    return [
        Alias(
            row["alias_id"],
            row["name"],
            row["email"].lower(),
            int(row["commits"]),
            int(row["first_unix"]),
            int(row["last_unix"]),
            whose[row["alias_id"]],
        )
        for row in rows(archive, "aliases.csv.gz")
    ]


def profiles_of(found: Iterable[Alias]) -> tuple[list[Profile], dict[str, int]]:
    """One profile per address, and alias id -> profile id."""
    grouped: dict[str, list[Alias]] = defaultdict(list)
    for alias in found:
        grouped[alias.address].append(alias)
    made: list[Profile] = []
    home: dict[str, int] = {}
    for number, (address, group) in enumerate(sorted(grouped.items()), 1):
        names = tuple((alias.name, alias.times) for alias in group if alias.name)
        sent = sum(alias.times for alias in group)
        first, last = min(a.first_at for a in group), max(a.last_at for a in group)
        made.append(Profile(number, "mail", address, names, sent=sent, first_at=first, last_at=last))
        home.update((alias.id, number) for alias in group)
    return made, home


def score(found: Iterable[Alias], home: dict[str, int], clusters: dict[int, int]) -> Score:
    """Compare pairs of aliases that could be delivered."""
    by_cluster: dict[int, list[Alias]] = defaultdict(list)
    by_person: dict[str, int] = defaultdict(int)
    both: dict[tuple[int, str], int] = defaultdict(int)
    for alias in found:
        if not UNDELIVERABLE.search(alias.address) and "@" in alias.address:
            root = clusters[home[alias.id]]
            by_cluster[root].append(alias)
            by_person[alias.person] += 1
            both[root, alias.person] += 1
    joined = sum(len(g) * (len(g) - 1) // 2 for g in by_cluster.values())
    true = sum(n * (n - 1) // 2 for n in by_person.values())
    hit = sum(n * (n - 1) // 2 for n in both.values())
    return Score(hit / joined if joined else 1.0, hit / true if true else 1.0, joined - hit, true - hit)


def others() -> None:
    """Two sets that hold little of what a book holds: addresses without names, and cards of name and address alone."""
    print(
        f"\n{'':>30} {'records':>8} {'precision':>9} {'recall':>7} {'wrong':>6} {'missed':>6} {'asked':>6} {'yes':>5}"
    )
    archive = "ident-openstack-stackalytics"
    whose = {row["rec_id"]: row["person_id"] for row in rows(archive, "truth.csv.gz")}
    found = [
        Alias(row["rec_id"], "", row["email"].lower(), 1, 0, 0, whose[row["rec_id"]])
        for row in rows(archive, "emails.csv.gz")
    ]
    made, home = profiles_of(found)
    report(archive, found, home, resolve([one._replace(first_at=None, last_at=None) for one in made]))
    archive = "ident-splink-fake1000"
    found, profiles, cards = fake_cards(archive)
    report(archive, found, {alias.id: int(alias.id) + 1 for alias in found}, resolve(profiles, cards))


def fake_cards(archive: str) -> tuple[list[Alias], list[Profile], list[Card]]:
    """One card per record; records of one address share its handle, and each stands for itself by one of its own."""
    found: list[Alias] = []
    profiles: list[Profile] = []
    cards: list[Card] = []
    first_with: dict[str, int] = {}
    for row in rows(archive, "fake_1000.csv.gz"):
        number = int(row["unique_id"]) + 1
        given, family, mail = row["first_name"].strip(), row["surname"].strip(), row["email"].strip().lower()
        handle = first_with.setdefault(mail, number) if mail else number
        found.append(
            Alias(row["unique_id"], f"{given} {family}".strip(), mail or "none@example.org", 1, 0, 0, row["cluster"])
        )
        kind, value = ("mail", mail) if mail and handle == number else ("name", f"book:{number}")
        profiles.append(Profile(number, kind, value, cards=(number,)))
        listed = tuple(sorted({handle, number}))
        cards.append(Card(number, f"{given} {family}".strip(), given, family, handle_ids=listed))
    return found, profiles, cards


def report(archive: str, found: list[Alias], home: dict[str, int], resolution: Resolution) -> None:
    """One row of `others`."""
    told = score(found, home, resolution.clusters)
    persons = {home[alias.id]: alias.person for alias in found}
    yes = sum(persons.get(one.a) == persons.get(one.b) for one in resolution.questions)
    print(
        f"{archive:>30} {len(found):>8} {told.precision:>9.4f} {told.recall:>7.4f} {told.wrong:>6} {told.missed:>6} "
        f"{len(resolution.questions):>6} {yes:>5}"
    )


def answered(resolution: Resolution, found: list[Alias], home: dict[str, int], most: int) -> tuple[dict[int, int], int]:
    """Clusters after the truth has answered the first `most` questions, and how many were yes."""
    persons: dict[int, set[str]] = defaultdict(set)
    for alias in found:
        persons[home[alias.id]].add(alias.person)
    yes = [(j.a, j.b) for j in resolution.questions[:most] if persons[j.a] & persons[j.b]]
    parent = dict(resolution.clusters)

    def find(one: int) -> int:
        while parent[one] != one:
            one = parent[one]
        return one

    for a, b in yes:
        x, y = sorted((find(a), find(b)))
        parent[y] = x
    return {one: find(one) for one in parent}, len(yes)


def curve(archive: str, per_question: int) -> None:
    found = aliases(archive)
    made, home = profiles_of(found)
    people = len({alias.person for alias in found})
    budget = people // per_question
    print(f"\n{archive}: {len(found)} aliases, {len(made)} addresses, {people} people, at most {budget} questions")
    heads = f"{'merge above':>12} {'precision':>9} {'recall':>7} {'wrong':>6} {'missed':>6}"
    print(f"{heads} {'asked':>6} {'yes':>5} {'recall then':>11}")
    for threshold in THRESHOLDS:
        result = resolve(made, caution=Caution(merge_above=threshold))
        told = score(found, home, result.clusters)
        later, yes = answered(result, found, home, budget)
        then = score(found, home, later)
        asked = min(budget, len(result.questions))
        mark = "*" if threshold == MERGE_ABOVE else " "
        print(
            f"{threshold:>11.3f}{mark} {told.precision:>9.4f} {told.recall:>7.4f} {told.wrong:>6} {told.missed:>6} "
            f"{asked:>6} {yes:>5} {then.recall:>11.4f}"
        )


def denied(archive: str) -> None:
    """Print the automatic merges that the truth denies, for reading by eye."""
    found = aliases(archive)
    made, home = profiles_of(found)
    persons: dict[int, set[str]] = defaultdict(set)
    shown: dict[int, str] = {profile.id: f"{[n for n, _ in profile.names]} <{profile.value}>" for profile in made}
    for alias in found:
        persons[home[alias.id]].add(alias.person)
    for judgement in resolve(made).merges:
        if not persons[judgement.a] & persons[judgement.b]:
            print_pair(judgement, shown)


def print_pair(judgement: Judgement, shown: dict[int, str]) -> None:
    why = ", ".join(one.signal for one in judgement.reasons)
    print(f"  {judgement.confidence:.3f} {shown[judgement.a]}  =  {shown[judgement.b]}  ({why})")


def questions(archive: str) -> None:
    """Print the questions in order, with the truth's answer."""
    found = aliases(archive)
    made, home = profiles_of(found)
    persons: dict[int, set[str]] = defaultdict(set)
    shown: dict[int, str] = {profile.id: f"{[n for n, _ in profile.names]} <{profile.value}>" for profile in made}
    for alias in found:
        persons[home[alias.id]].add(alias.person)
    for judgement in resolve(made).questions:
        print("yes" if persons[judgement.a] & persons[judgement.b] else " no", end="")
        print_pair(judgement, shown)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--denied", metavar="SET", help="print automatic merges that the truth denies")
    parser.add_argument("--questions", metavar="SET", help="print the questions with the truth's answers")
    chosen = parser.parse_args()
    if chosen.denied or chosen.questions:
        (denied if chosen.denied else questions)(chosen.denied or chosen.questions)
        return
    started = time.process_time()
    curve("ident-git-sympy", 10)
    curve("ident-git-coq", 5)
    others()
    print(f"\n{time.process_time() - started:.2f} s CPU")


if __name__ == "__main__":
    main()
