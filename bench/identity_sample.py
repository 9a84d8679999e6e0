"""The sample network as records for who-is-who: read by the readers, gathered as the book gathers, truth for scoring.

`python -m bench.identity_sample [PEOPLE]` tells what is in it.
"""

import json
import re
import tempfile
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

from entregent.app import sample
from entregent.identity.profiles import Card, Profile
from entregent.model.interaction import Interaction
from entregent.model.record import Record
from entregent.readers import catalogue
from entregent.readers.base import Document, ReadOptions
from entregent.readers.walk import walk
from entregent.text.names import parse_name

UNTIL = date(2026, 11, 1)
NOW = 1_793_500_000
PEOPLE = 31_200
"""So many give about 50,000 records: every card, and every mail address that no card lists."""

Key = tuple[str, str]


class Entry(NamedTuple):
    """One record, for any contender; `person` is the truth, for scoring only, None where it has none."""

    id: int
    person: int
    given: str
    family: str
    mails: tuple[str, ...]
    phones: tuple[str, ...]
    pages: tuple[str, ...]
    organisation: str
    handle: int
    """The handle of ours that stands for it."""


class Network(NamedTuple):
    """The same evidence in two forms: profiles and cards for us, entries for everybody and for scoring."""

    profiles: list[Profile]
    cards: list[Card]
    entries: list[Entry]
    owner_ids: frozenset[int]


class _Gathered:
    """What the readers found, counted per handle."""

    def __init__(self, own: frozenset[str]) -> None:
        self.own = own
        self.names: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        self.sent: Counter[Key] = Counter()
        self.received: Counter[Key] = Counter()
        self.bulk: Counter[Key] = Counter()
        self.from_owner: Counter[Key] = Counter()
        self.to_owner: Counter[Key] = Counter()
        self.times: dict[Key, tuple[int, int]] = {}
        self.records: list[tuple[str, Record]] = []

    def see(self, met: Interaction) -> None:
        """Count one interaction."""
        sender = met.sender
        others = [(one.kind, one.value, one.name) for one in (*met.to, *met.cc)]
        if sender:
            key = sender.kind, sender.value
            self._shown(key, sender.name, met.at)
            self.sent[key] += 1
            self.bulk[key] += met.flags & 1
            self.to_owner[key] += any(value in self.own for _, value, _ in others)
        for kind, value, name in others:
            self._shown((kind, value), name, met.at)
            self.received[kind, value] += 1
            self.from_owner[kind, value] += sender is not None and sender.value in self.own

    def _shown(self, key: Key, name: str, at: int | None) -> None:
        if name:
            self.names[key][name] += 1
        if at is None:
            at = NOW
        first, last = self.times.get(key, (at, at))
        self.times[key] = min(first, at), max(last, at)


def network(people: int = PEOPLE, seed: int = 1) -> Network:
    """Write the sample of so many people in a temporary folder, read it, and give it as records."""
    with tempfile.TemporaryDirectory() as folder:
        truth, root = Path(folder) / "truth.json", Path(folder) / "sample"
        sample.write(root, seed=seed, people=people, until=UNTIL, scale=0.02, truth=truth, sources=())
        known = json.loads(truth.read_text(encoding="utf-8"))
        gathered = _read(root, frozenset(known["owner"]["mail"]))
    return _network(gathered, _whose(known))


def _read(root: Path, own: frozenset[str]) -> _Gathered:
    gathered = _Gathered(own)
    for step in walk([str(root)]):
        document = getattr(step, "document", step)
        found = catalogue.recognise(document) if isinstance(document, Document) else []
        if not found or not isinstance(document, Document):
            continue
        reader = found[0][0]
        for one in reader.read(document, ReadOptions(NOW)):
            if isinstance(one, Interaction):
                gathered.see(one)
            elif isinstance(one, Record):
                gathered.records.append((reader.name, one))
    return gathered


def _whose(known: dict[str, list[dict[str, dict[str, list[str]]]]]) -> dict[Key, int]:
    """Handle to person; handles that the truth gives to several people tell nothing."""
    bearers: defaultdict[Key, set[int]] = defaultdict(set)
    for number, person in enumerate(known["people"]):
        for kind, values in person["handles"].items():
            for value in values:
                canonical = "+" + re.sub(r"\D", "", value) if kind == "phone" else value.lower()
                bearers[kind, canonical].add(number)
    return {key: next(iter(several)) for key, several in bearers.items() if len(several) == 1}


def _network(gathered: _Gathered, whose: dict[Key, int]) -> Network:
    ids: dict[Key, int] = {}
    listed: defaultdict[Key, list[int]] = defaultdict(list)
    cards: list[Card] = []
    entries: list[Entry] = []
    for number, (source, record) in enumerate(gathered.records):
        handles = [(one.kind, one.value) for one in record.handles] or [("name", f"{source}:{record.key}")]
        numbers = tuple(ids.setdefault(handle, len(ids) + 1) for handle in handles)
        for handle in handles:
            listed[handle].append(number)
        former = tuple(record.nicknames), tuple(record.former_names)
        cards.append(
            Card(number, record.name, record.given, record.family, *former, numbers, record.organisation, source)
        )
        person = next((whose[handle] for handle in handles if handle in whose), None)
        if person is not None:
            entries.append(_entry(len(entries), person, record, numbers[0]))
    for key in sorted(gathered.times):
        number = ids.setdefault(key, len(ids) + 1)
        if key in whose and not listed[key]:
            entries.append(_heard(len(entries), whose[key], key[1], gathered.names[key], number))
    profiles = [_profile(number, key, gathered, listed) for key, number in ids.items()]
    own = frozenset(number for (_, value), number in ids.items() if value in gathered.own)
    return Network(profiles, cards, entries, own)


def _entry(number: int, person: int, record: Record, handle: int) -> Entry:
    def of_kind(kind: str) -> tuple[str, ...]:
        return tuple(one.value for one in record.handles if one.kind == kind)

    given, family = record.given, record.family
    if not (given and family):
        given, family = _halves(record.name)
    kinds = of_kind("mail"), of_kind("phone"), of_kind("url")
    return Entry(number, person, given, family, *kinds, record.organisation, handle)


def _heard(number: int, person: int, mail: str, names: Counter[str], handle: int) -> Entry:
    """A mail address that no card lists, under the name it shows most."""
    given, family = _halves(names.most_common(1)[0][0] if names else "")
    return Entry(number, person, given, family, (mail,), (), (), "", handle)


def _halves(name: str) -> tuple[str, str]:
    """Given and family name as our own parser reads them: every contender gets that reading."""
    words = parse_name(name).words
    return " ".join(words[:-1]), words[-1] if words else ""


def _profile(number: int, key: Key, gathered: _Gathered, listed: dict[Key, list[int]]) -> Profile:
    names = tuple(sorted(gathered.names[key].items())) if key in gathered.names else ()
    first, last = gathered.times.get(key, (None, None))
    counts = gathered.sent[key], gathered.received[key], gathered.bulk[key], 0
    toward = gathered.from_owner[key], gathered.to_owner[key]
    return Profile(number, *key, names, tuple(listed.get(key, ())), *counts, first, last, *toward)


if __name__ == "__main__":
    import sys

    made = network(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    print(f"{'entries':>8} {'cards':>8} {'handles':>8} {'people':>8}")
    people = len({entry.person for entry in made.entries})
    print(f"{len(made.entries):>8} {len(made.cards):>8} {len(made.profiles):>8} {people:>8}")
