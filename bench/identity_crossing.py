"""One person over all sources: the sample network on mail, phone, chats, networks, the blog and events.

`python -m bench.identity_crossing [--people N] [--seeds 101 102]`. Everything is read by the readers and gathered as
the book gathers it; the truth is for scoring and for answering questions. A presence is one handle of a person (an
account counts once); figures are over pairs of presences. Names that two people share on one list are one handle
there: nobody can tell them apart, so they are left out, as are followers of whom the archive tells a number only.
"""

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.identity_sample import NOW, UNTIL
from entregent.app import sample
from entregent.app.gathering import list_of
from entregent.identity.owner import find_owner
from entregent.identity.profiles import Card, Profile
from entregent.identity.resolve import Resolution, resolve
from entregent.model.handle import MAIL, NAME
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import OwnerHint, Record
from entregent.readers import catalogue
from entregent.readers.base import Document, ReadOptions
from entregent.readers.claims import profile_url
from entregent.readers.walk import walk
from entregent.text.phones import canonical_phone

Key = tuple[str, str]
MOST_TOGETHER = 15
"""In a bigger group nobody is with anybody."""
ROUNDS = 4


class Book:
    """What the readers found, as identity gets it."""

    def __init__(self, own: frozenset[Key]) -> None:
        self.own = own
        self.ids: dict[Key, int] = {}
        self.names: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        self.counts: defaultdict[str, Counter[Key]] = defaultdict(Counter)
        self.times: dict[Key, tuple[int, int]] = {}
        self.records: dict[tuple[str, Record], int] = {}
        self.groups: defaultdict[Key, set[frozenset[Key]]] = defaultdict(set)
        self.signs: defaultdict[Key, set[Key]] = defaultdict(set)
        self.hints: list[OwnerHint] = []
        self.direct: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
        """Who wrote how often to whom."""
        self.private: Counter[tuple[Key, Key]] = Counter()

    def take(self, reader: str, one: object) -> None:
        """Take what a reader yields."""
        if isinstance(one, Interaction):
            self._see(one)
        elif isinstance(one, Record):
            self.records.setdefault((reader, one._replace(place="")), len(self.records) + 1)
            for key in _keys(one):
                self.ids.setdefault(key, len(self.ids) + 1)
        elif isinstance(one, OwnerHint):
            self.hints.append(one)

    def _see(self, met: Interaction) -> None:
        everybody = [one for one in (met.sender, *met.to, *met.cc) if one is not None]
        sender = (met.sender.kind, met.sender.value) if met.sender else None
        keys = {(one.kind, one.value) for one in everybody}
        for one in everybody:
            key = one.kind, one.value
            self.ids.setdefault(key, len(self.ids) + 1)
            if one.name:
                self.names[key][one.name] += 1
            at = met.at if met.at is not None else NOW
            first, last = self.times.get(key, (at, at))
            self.times[key] = min(first, at), max(last, at)
            self.counts["sent" if key == sender else "received"][key] += 1
            if sender and key != sender:
                self.direct[sender][key] += 1
                if met.channel not in (Channel.MEETING, Channel.COMMENT) and not met.flags & 1:
                    self.private[sender, key] += 1
        if sender:
            self.counts["bulk"][sender] += met.flags & 1
            self.signs[sender] |= set(_signed(met))
        if 3 <= len(keys) <= MOST_TOGETHER:
            for key in keys:
                self.groups[key].add(frozenset(keys))

    def resolve(self, same: Sequence[tuple[int, int]] = (), different: Sequence[tuple[int, int]] = ()) -> Resolution:
        """Who is who."""
        cards, listed = self._cards()
        plain = [self._profile(key, number, listed, {}, {}) for key, number in self.ids.items()]
        own = frozenset(one.id for one in find_owner(self.hints, plain, declared=sorted(self.own)))
        mine = {key for key, number in self.ids.items() if number in own}
        written = sum((self.direct[key] for key in mine), Counter[Key]())
        got = {key: sum(count[one] for one in mine) for key, count in self.direct.items()}
        profiles = [self._profile(key, number, listed, written, got) for key, number in self.ids.items()]
        private: Counter[Key] = Counter()
        for (sender, key), times in self.private.items():
            private[key if sender in mine else sender] += times * ((sender in mine) != (key in mine))
        profiles = [one._replace(private=private[one.kind, one.value]) for one in profiles]
        asked = partial(self._gatherings, mine)
        return resolve(profiles, cards, owner_ids=own, same=same, different=different, gatherings=asked)

    def _cards(self) -> tuple[list[Card], dict[Key, list[int]]]:
        cards: list[Card] = []
        listed: defaultdict[Key, list[int]] = defaultdict(list)
        for (reader, one), number in self.records.items():
            for key in _keys(one):
                listed[key].append(number)
            handles = tuple(self.ids[key] for key in _keys(one))
            more = tuple(one.nicknames), tuple(one.former_names)
            cards.append(
                Card(
                    number,
                    one.name,
                    one.given,
                    one.family,
                    *more,
                    handles,
                    one.organisation,
                    list_of(reader, one.relation, one.met_on),
                    one.relation,
                    one.met_on,
                )
            )
        return cards, listed

    def _profile(
        self, key: Key, number: int, listed: Mapping[Key, list[int]], written: Mapping[Key, int], got: Mapping[Key, int]
    ) -> Profile:
        names = tuple(sorted(self.names[key].items())) if key in self.names else ()
        sent, received, bulk = (self.counts[column][key] for column in ("sent", "received", "bulk"))
        span: tuple[int | None, int | None] = self.times.get(key, (None, None))
        return Profile(
            number,
            *key,
            names=names,
            cards=tuple(listed.get(key, ())),
            sent=sent,
            received=received,
            bulk=bulk,
            first_at=span[0],
            last_at=span[1],
            from_owner=written.get(key, 0),
            to_owner=got.get(key, 0),
            signs=tuple(sorted(self.signs.get(key, ()))),
        )

    def _gatherings(self, mine: set[Key], handles: Sequence[int]) -> Mapping[int, Collection[frozenset[int]]]:
        keys = {number: key for key, number in self.ids.items()}
        return {
            one: [frozenset(self.ids[key] for key in group - mine) for group in self.groups.get(keys[one], ())]
            for one in handles
        }


def _keys(one: Record) -> list[Key]:
    return [(claim.kind, claim.value) for claim in one.handles] or [(NAME, f"{one.name}#{one.key}")]


def _signed(met: Interaction) -> Iterator[Key]:
    for kind, value in met.signals:
        if kind == "link" and (page := profile_url(value)):
            yield "url", page
        elif kind == "phone" and (number := canonical_phone(value, "CA")):
            yield "phone", number


def read(root: Path, own: frozenset[Key], *, signals: bool = True) -> Book:
    """Everything in a folder, by the readers."""
    book = Book(own)
    for step in walk([str(root)]):
        document = getattr(step, "document", step)
        found = catalogue.recognise(document) if isinstance(document, Document) else []
        if found and isinstance(document, Document):
            for one in found[0][0].read(document, ReadOptions(NOW, signals=signals)):
                book.take(found[0][0].name, one)
    return book


class Presence(NamedTuple):
    """One handle of a person: by which source it is known, and any of the values that tell it."""

    person: int
    source: str
    keys: tuple[Key, ...]


def presences(known: Mapping[str, list[dict[str, object]]]) -> list[Presence]:
    """Every handle of everybody, once; those that several people bear are left out."""
    found: list[Presence] = []
    for person in (*known["people"], *known["crowd"]):
        taken: set[Key] = set()
        for source, keys in _told(person):
            if not taken & set(keys):
                found.append(Presence(int(str(person["id"])), source, keys))
            taken |= set(keys)
    bearers: defaultdict[Key, set[int]] = defaultdict(set)
    for one in found:
        for key in one.keys:
            bearers[key].add(one.person)
    return [one for one in found if all(len(bearers[key]) == 1 for key in one.keys)]


def _told(person: Mapping[str, object]) -> Iterator[tuple[str, tuple[Key, ...]]]:
    handles = person.get("handles", {})
    assert isinstance(handles, dict)
    for kind, source in (("mail", "mail"), ("phone", "phone"), ("url", "linkedin")):
        for value in handles.get(kind, ()):
            yield source, ((kind, _canonical(kind, value)),)
    on = person["on"]
    assert isinstance(on, dict)
    for source, told in on.items():
        for kind, values in told["handles"].items():
            if kind == "account" and len(values) > 1:
                yield source, tuple((kind, value) for value in values)
            elif kind != "account":
                yield from ((source, ((kind, _canonical(kind, value)),)) for value in values)


def _canonical(kind: str, value: str) -> str:
    return "+" + re.sub(r"\D", "", value) if kind == "phone" else value.lower()


class Score(NamedTuple):
    """Pairs of presences: joined rightly, joined, and to be joined."""

    hit: int
    joined: int
    true: int

    @property
    def precision(self) -> float:
        """Share of what was joined that is right."""
        return self.hit / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Share of what is one person that was joined."""
        return self.hit / self.true if self.true else 1.0


class Measured:
    """A book with its truth."""

    def __init__(self, book: Book, known: Mapping[str, list[dict[str, object]]]) -> None:
        self.book = book
        self.truth = known
        found = [(one, self._id(one)) for one in presences(known)]
        self.unread = [one for one, number in found if number is None]
        self.there = [(one, number) for one, number in found if number is not None]
        self.people = len({one.person for one, _ in self.there})
        """Everybody who is on some source, the crowd too."""
        self.whose: dict[int, int] = {}
        for one, _ in self.there:
            self.whose |= {book.ids[key]: one.person for key in one.keys if key in book.ids}

    def _id(self, one: Presence) -> int | None:
        return next((self.book.ids[key] for key in one.keys if key in self.book.ids), None)

    def score(self, clusters: Mapping[int, int]) -> Score:
        """Over all pairs."""
        both = Counter((clusters[number], one.person) for one, number in self.there)
        joined = Counter(clusters[number] for _, number in self.there)
        true = Counter(one.person for one, _ in self.there)
        return Score(_pairs(both.values()), _pairs(joined.values()), _pairs(true.values()))

    def by_sources(self, clusters: Mapping[int, int]) -> dict[tuple[str, str], tuple[int, int]]:
        """(found, true) pairs by the two sources."""
        of_person: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for one, number in self.there:
            of_person[one.person].append((one.source, clusters[number]))
        counted: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for several in of_person.values():
            for (s, x), (t, y) in combinations(sorted(several), 2):
                counted[s, t][0] += x == y
                counted[s, t][1] += 1
        return {pair: (found, true) for pair, (found, true) in counted.items()}

    def answered(self, first: Resolution, most: int) -> tuple[Resolution, int, int]:
        """The questions answered by the truth, in rounds, at most so many; how many were asked, how many were yes."""
        same: list[tuple[int, int]] = []
        different: list[tuple[int, int]] = []
        now = first
        for left in range(ROUNDS, 0, -1):
            room = most - len(same) - len(different)
            for one in now.questions[: max(1, room // left) if room > 0 else 0]:
                yes = one.a in self.whose and self.whose[one.a] == self.whose.get(one.b)
                (same if yes else different).append((one.a, one.b))
            now = self.book.resolve(same, different)
        return now, len(same) + len(different), len(same)


def _pairs(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def measured(people: int, seed: int, *, signals: bool = True) -> Measured:
    """The sample network of so many people, written and read."""
    with tempfile.TemporaryDirectory() as folder:
        truth, root = Path(folder) / "truth.json", Path(folder) / "sample"
        sample.write(root, seed=seed, people=people, until=UNTIL, scale=0.2, truth=truth, sources=sample.ELSEWHERE)
        known = json.loads(truth.read_text(encoding="utf-8"))
        own = frozenset([(MAIL, mail) for mail in known["owner"]["mail"]] + [("phone", "+15145550100")])
        return Measured(read(root, own, signals=signals), known)


class Row(NamedTuple):
    """What one sample gave: before and after the answers, and the found and true pairs by sources."""

    alone: Score
    after: Score
    people: int
    asked: int
    yes: int
    by_sources: dict[tuple[str, str], tuple[int, int]]
    presences: int = 0


def show(people: int, seed: int) -> Row:
    """One row, shown."""
    it = measured(people, seed)
    first = it.book.resolve()
    alone = it.score(first.clusters)
    then, asked, yes = it.answered(first, it.people // 10)
    row = Row(alone, it.score(then.clusters), it.people, asked, yes, it.by_sources(first.clusters), len(it.there))
    print_row(f"{seed}", len(it.there), row)
    return row


def print_row(label: str, there: int, row: Row) -> None:
    alone, after = row.alone, row.after
    print(
        f"{row.people:>7} {label:>5} {there:>10} {alone.true:>7} {alone.precision:>10.4f} {alone.recall:>7.4f} "
        f"{alone.joined - alone.hit:>6} {row.asked:>6} {row.yes:>5} {after.precision:>10.4f} {after.recall:>7.4f}",
        flush=True,
    )


def together(rows: Sequence[Row]) -> Row:
    """All samples as one."""

    def added(scores: Iterable[Score]) -> Score:
        return Score(*(sum(column) for column in zip(*scores, strict=True)))

    counts = (sum(row.people for row in rows), sum(row.asked for row in rows), sum(row.yes for row in rows))
    return Row(added(row.alone for row in rows), added(row.after for row in rows), *counts, {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103, 104, 105])
    chosen = parser.parse_args()
    print(f"{'':>7} {'':>5} {'':>10} {'pairs':>7} {'joined by itself':>26} {'questions':>12} {'answered by truth':>18}")
    print(
        f"{'people':>7} {'seed':>5} {'presences':>10} {'':>7} {'precision':>10} {'recall':>7} {'wrong':>6} "
        f"{'asked':>6} {'yes':>5} {'precision':>10} {'recall':>7}"
    )
    total: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    rows = [show(chosen.people, seed) for seed in chosen.seeds]
    print_row("all", sum(row.presences for row in rows), together(rows))
    for row in rows:
        for pair, (found, true) in row.by_sources.items():
            total[pair][0] += found
            total[pair][1] += true
    sources = sorted({source for pair in total for source in pair})
    print("\nshare of the pairs joined by itself, by the two sources (how many pairs)")
    print(f"{'':>10} " + " ".join(f"{source:>13}" for source in sources))
    for source in sources:
        cells = [total.get((min(source, column), max(source, column))) for column in sources]
        print(f"{source:>10} " + " ".join(map(shown, cells)))


def shown(cell: Sequence[int] | None) -> str:
    """A share and of how many."""
    return f"{cell[0] / cell[1]:>6.2f} {f'({cell[1]})':>6}" if cell and cell[1] else f"{'':>13}"


if __name__ == "__main__":
    main()
