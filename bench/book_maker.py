"""A large book, written straight into the store: seeded people and events, then the program's own judging of them.

Run: python -m bench.book_maker PATH [--people 50000] [--events 5000000]. People are drawn by a power law, as in real
mail; a quarter have two addresses. Events are written in the order of time, as an import writes them, so that the
file fills as it would; only the waits for the disk are left out.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.measuring import kept_folder
from entregent.app import resolving, settling, weighing
from entregent.app.opening import OpenBook
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.store import events, handles, imports, memos, shown
from entregent.store.connection import create_book
from entregent.store.events import CC, TO, EventRow

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAY: Final = 86_400
YEARS: Final = 10
BATCH: Final = 50_000
ZONE: Final = "America/Toronto"
OWNER: Final = "owner@book.example"

Draw = Callable[[list[list[int]], int, int, int], Iterator[dict[int, EventRow]]]
"""Batches of events in the order of time, from each person's handles, how many, the instant it is, and a seed."""


def cut(words: str) -> list[str]:
    """The words between single spaces."""
    return words.split(" ")


_ONSETS: Final = cut("b br c ch d dr f g gr h j k l m n p pl qu r s st t tr v z")
_HEARTS: Final = cut("a ai e ei i o ou u y é")
_CODAS: Final = cut(" l n r s t x nd rt")
_TOPICS: Final = cut(
    "budget devis réunion lunch contrat proposal draft report visite invoice projet question merci launch review plan "
    "travel offre atelier design agenda notes café intro update livraison équipe client salon livre"
)


def invented_word(chance: random.Random) -> str:
    """A word that looks like a name; thousands of them."""
    parts = [chance.choice(_ONSETS) + chance.choice(_HEARTS) for _ in range(chance.choice((2, 2, 3)))]
    return "".join(parts) + chance.choice(_CODAS)


def made_book(people: int, total: int, seed: int = 1) -> Path:
    """The book with so many people and events, made today or found where it was made today."""
    path = kept_folder() / f"{people}-{total}-{seed}-{date.today().isoformat()}.book"  # noqa: DTZ011 - `today` reads it
    if not path.exists():
        for old in kept_folder().glob(f"{people}-{total}-{seed}-*.book*"):
            old.unlink()
        fresh = path.with_suffix(".part")
        for left in kept_folder().glob(f"{fresh.name}*"):
            left.unlink()
        make_book(fresh, people, total, seed)
        fresh.rename(path)
    return path


def make_book(path: Path, people: int, total: int, seed: int = 1, draw: Draw | None = None) -> None:
    """Write the book at `path`, closed and folded into one file; `draw` gives other events than people at random."""
    now = int(time.time())
    connection = create_book(path)
    connection.run("PRAGMA journal_mode = OFF")
    connection.run("PRAGMA synchronous = OFF")
    connection.run("PRAGMA cache_size = -1000000")
    memos.put(connection, "settings", {"zone": ZONE, "language": "en", "region": "CA"})
    book = OpenBook(connection, now=now)
    of_person = _write_people(book, people, seed)
    memos.put(connection, "owner", [1])
    origin = _write_import(book, now)
    written = 0
    for batch in (draw or _events)(of_person, total, now, seed):
        events.write(connection, batch, origin, frozenset((1,)))
        written += len(batch)
    _write_evidence(book)
    changed = resolving.resolve_all(book, ())
    weighing.weigh(book, changed)
    settling.settle_plan(book)
    connection.run("PRAGMA journal_mode = WAL")
    connection.close()


def _write_people(book: OpenBook, people: int, seed: int) -> list[list[int]]:
    """Handles with names; returns the handle ids of each person. The owner's is 1."""
    chance = random.Random(f"{seed} people")
    given = [invented_word(chance).capitalize() for _ in range(2_000)]
    family = [invented_word(chance).capitalize() for _ in range(30_000)]
    houses = [f"{invented_word(chance)}.example" for _ in range(3_000)]
    wanted = [("mail", OWNER)]
    names = ["Owner of the Book"]
    of_person: list[list[int]] = []
    for number in range(people):
        first, last, house = chance.choice(given), chance.choice(family), chance.choice(houses)
        own = [f"{first}.{last}{number}@{house}".lower()]
        if number % 4 == 0:
            own.append(f"{last}{number}@post.example".lower())
        of_person.append([len(wanted) + n + 1 for n in range(len(own))])
        wanted += [("mail", value) for value in own]
        names += [f"{first} {last}"] * len(own)
    found = handles.intern(book.connection, wanted)
    with book.connection.writing():
        handles.add_names(book.connection, [(found[pair], name, 5) for pair, name in zip(wanted, names, strict=True)])
    return of_person


def _write_import(book: OpenBook, now: int) -> int:
    """One finished import that claims everything; returns its origin."""
    connection = book.connection
    number = imports.begin_import(connection, "/bench/box.mbox", now, signals=False)
    source = imports.begin_source(
        connection, imports.SourceRow(0, "/bench/box.mbox", "mail_mbox", 1, 0, "", 1, 0, 0, 0)
    )
    imports.claim(connection, number, source)
    imports.end_source(connection, source, "00", (0, 0, 0))
    imports.end_import(connection, number, "done")
    return imports.intern_origin(connection, [source])


def _events(of_person: list[list[int]], total: int, now: int, seed: int) -> Iterator[dict[int, EventRow]]:
    """Batches of events in the order of time."""
    import numpy as np

    random_numbers = np.random.default_rng(seed)
    people = len(of_person)
    begins = now - YEARS * 365 * DAY
    worth = 1.0 / np.arange(1, people + 1) ** 0.8
    cumulative = np.cumsum(random_numbers.permutation(worth))
    cumulative /= cumulative[-1]
    instants = np.sort(random_numbers.integers(begins, now, total))
    chance = random.Random(f"{seed} events")
    for start in range(0, total, BATCH):
        at = instants[start : start + BATCH]
        count = len(at)
        crowd = random_numbers.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 5), count)
        who = np.searchsorted(cumulative, random_numbers.random(int(crowd.sum()) + count)).clip(0, people - 1)
        yield _batch(at, crowd, who, of_person, chance)


def _batch(
    at: "NDArray[Any]", crowd: "NDArray[Any]", who: "NDArray[Any]", of_person: list[list[int]], chance: random.Random
) -> dict[int, EventRow]:
    rows: dict[int, EventRow] = {}
    place = 0
    people = who.tolist()
    for instant, size in zip(at.tolist(), crowd.tolist(), strict=True):
        present = [_one_of(of_person[person], chance) << 3 for person in people[place : place + size]]
        place += size
        luck = chance.random()
        channel = Channel.MEETING if luck < 0.08 else Channel.MAIL
        owner = 1 << 3
        if luck % 0.01 < 0.005:
            parts = (owner, *(part | (TO if n == 0 else CC) for n, part in enumerate(present)))
        else:
            parts = (present[0], owner | TO, *(part | CC for part in present[1:]))
        number = instant << DIGEST_BITS | chance.getrandbits(DIGEST_BITS)
        title = f"{chance.choice(_TOPICS)} {chance.choice(_TOPICS)} {chance.randrange(100)}"
        amount = 45 if channel is Channel.MEETING else 12
        rows[number] = EventRow(number, int(channel), 0, amount, size, parts, title)
    return rows


def _one_of(own: list[int], chance: random.Random) -> int:
    return own[0] if len(own) == 1 else own[chance.random() < 0.3]


def _write_evidence(book: OpenBook) -> None:
    """The counts that identity reads, worked out from the parts."""
    with book.connection.writing():
        everybody = [row[0] for row in handles.evidence(book.connection)]
        handles.recount(book.connection, everybody, shown.tally(book.connection))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.perf_counter()
    make_book(asked.path, asked.people, asked.events, asked.seed)
    print(f"{asked.people} people, {asked.events} events: {time.perf_counter() - began:.0f} s, {asked.path}")


if __name__ == "__main__":
    main()
