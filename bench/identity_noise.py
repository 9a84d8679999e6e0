"""Address-book cards with the faults that real ones have, from the people of `make_mailbox.py --truth`.

A generator apart from the mailbox's own, so that weights can't have been fitted to it: `noisy_cards` gives
records with typos, initials, swapped order, missing fields, one or two mail addresses, a phone or none.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

MAKER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "make_mailbox.py"


class NoisyCard(NamedTuple):
    """One record; `person` is the truth, for scoring only."""

    id: int
    person: int
    given: str
    family: str
    mails: tuple[str, ...]
    phone: str


class Person(NamedTuple):
    """Somebody invented by the mailbox maker."""

    id: int
    given: str
    family: str
    mails: tuple[str, ...]


def people(count: int, seed: int = 7) -> list[Person]:
    """Run the maker for its truth alone."""
    with tempfile.TemporaryDirectory() as folder:
        truth = Path(folder) / "truth.jsonl"
        box = Path(folder) / "box.mbox"
        command = [sys.executable, str(MAKER), "--messages", "1", "--people", str(count), "--seed", str(seed)]
        subprocess.run([*command, "--mbox", str(box), "--truth", str(truth)], check=True, capture_output=True)
        rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    made: list[Person] = []
    for row in rows:
        if "addresses" in row:
            given, _, family = row["name"].partition(" ")
            made.append(Person(len(made), given, family, tuple(a.lower() for a in row["addresses"])))
    return made


def with_slip(word: str, chance: random.Random) -> str:
    """One letter dropped, doubled, changed or swapped with its neighbour."""
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word) - 1)
    how = chance.randrange(4)
    if how == 0:
        return word[:at] + word[at + 1 :]
    if how == 1:
        return word[: at + 1] + word[at:]
    if how == 2:
        return word[:at] + chance.choice("aeiourstln") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def noisy_card(number: int, person: Person, phone: str, chance: random.Random) -> NoisyCard:
    """One card of a person, each fault drawn by itself."""
    given, family = person.given, person.family
    roll = chance.random()
    if roll < 0.10:
        given = f"{given[0]}."
    elif roll < 0.13:
        given = ""
    if chance.random() < 0.06:
        given = with_slip(given, chance)
    if chance.random() < 0.08:
        family = with_slip(family, chance)
    if chance.random() < 0.06:
        given, family = family, given
    mails = [m for m in chance.sample(person.mails, len(person.mails)) if chance.random() < 0.75][:2]
    mails = [with_slip(m, chance) if chance.random() < 0.02 else m for m in mails]
    return NoisyCard(number, person.id, given, family, tuple(mails), phone if chance.random() < 0.35 else "")


def noisy_cards(records: int, seed: int = 7) -> list[NoisyCard]:
    """`records` cards of about 0.4 times as many people, shuffled; the same seed gives the same cards."""
    known = people(int(records * 0.4), seed)
    chance = random.Random(f"cards {seed}")
    phones = {p.id: f"+1514{chance.randrange(10**7):07}" for p in known}
    cards = [noisy_card(n, p := chance.choice(known), phones[p.id], chance) for n in range(records)]
    chance.shuffle(cards)
    return [card._replace(id=number) for number, card in enumerate(cards)]


if __name__ == "__main__":
    sample = noisy_cards(2000)
    print(f"{'cards':>8} {'people':>8} {'no mail':>8} {'two mails':>10} {'phone':>8} {'initial':>8}")
    initials = sum(card.given.endswith(".") for card in sample)
    print(
        f"{len(sample):>8} {len({card.person for card in sample}):>8} {sum(not c.mails for c in sample):>8} "
        f"{sum(len(c.mails) > 1 for c in sample):>10} {sum(bool(c.phone) for c in sample):>8} {initials:>8}"
    )
