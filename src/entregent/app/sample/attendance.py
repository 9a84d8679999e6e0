"""Attendee lists of evening events: a ticket service's table, and lists that the organisers typed themselves."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import CLOSE, OWNER, Cast, Person
from entregent.app.sample.clock import DAY, day_of
from entregent.app.sample.presence import Handles, Naming, crowd_on, source_of
from entregent.app.sample.streams import stream
from entregent.text.scripts import fold

FOLDER: Final = "evenements"
_EVENTS: Final = (
    "5 à 7 du design", "Nuit des ateliers", "Rencontre des entrepreneures", "Salon du bois", "Café des voisins",
    "Montréal Maker Evening",
)  # fmt: skip
_TICKETS: Final = (
    "Order #", "Order Date", "First Name", "Last Name", "Email", "Quantity", "Ticket Type", "Attendee #",
    "Event Name", "Event ID", "Event Start Date", "Attendee Status", "Company", "Job Title",
)  # fmt: skip
_TYPED: Final = ("Nom", "Organisme")


def write_events(folder: Path, cast: Cast, scale: float) -> Source:
    """Write a list for each evening under `folder`."""
    rng = stream(cast.seed, "events")
    naming = Naming(rng, "event")
    goers = [one for one in cast.people if one.circle not in CLOSE and rng.random() < 0.35]
    goers += crowd_on(cast, "events")
    shown = {one.id: naming.of(one).name for one in goers}
    handles: dict[int, Handles] = {}
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    rows = 0
    for number, at in enumerate(range(cast.begin + 90 * DAY, cast.end - 20 * DAY, 150 * DAY)):
        name = _EVENTS[number % len(_EVENTS)]
        there = [one for one in goers if one.since <= at and rng.random() < 0.22]
        tickets = number % 3 != 2
        with (folder / FOLDER / f"{day_of(at)} {name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(_TICKETS if tickets else _TYPED)
            for row in _rows(rng, number, at, there, shown, tickets=tickets):
                writer.writerow(row)
                rows += 1
        for one in there:
            _tell(handles, one, shown[one.id], tickets=tickets)
    return source_of(rows, {n: shown[n] for n in handles}, handles)


def _rows(
    rng: Random, number: int, at: int, there: list[Person], shown: dict[int, str], *, tickets: bool
) -> Iterator[tuple[str, ...]]:
    """The owner's row, then everybody's."""
    name = _EVENTS[number % len(_EVENTS)]
    start = f"{day_of(at)} 17:30"
    if not tickets:
        yield OWNER.name, OWNER.company
        yield from ((shown[one.id], one.company) for one in there)
        return
    owner = ("Maude", "Thériault-Lamy", OWNER.addresses[0], OWNER.company, "fondatrice")
    people = [(*halves(shown[one.id]), mail_of(one), one.company, one.job) for one in there]
    for place, (given, family, mail, company, job) in enumerate([owner, *people]):
        ordered = day_of(at) - timedelta(days=int(rng.random() * 30))
        yield (
            f"{number}{place:05d}", f"{ordered}", given, family, mail, "1", "Entrée", f"{number}{place:06d}", name,
            f"{4_000 + number}", start,
            "Checked In" if rng.random() < 0.9 else "Attending", company, job,
        )  # fmt: skip


def halves(name: str) -> tuple[str, str]:
    """A name as the form's two fields hold it."""
    given, _, family = name.partition(" ")
    return given, family


def mail_of(person: Person) -> str:
    """The address that somebody gives for a ticket: people at work their first one, strangers one of their own."""
    if person.mails:
        return person.mails[-1 if person.id % 4 == 1 else 0]
    family = "".join(sign for sign in fold(person.family) if sign.isalpha())
    return f"{fold(person.given)[:1]}{family}{person.id}@poste-libre.example"


def _tell(handles: dict[int, Handles], person: Person, name: str, *, tickets: bool) -> None:
    """Note by what the list shows somebody."""
    known = handles.setdefault(person.id, {})
    kind, value = ("mail", mail_of(person)) if tickets else ("name", f"event:{fold(name)}")
    if value not in known.setdefault(kind, []):
        known[kind].append(value)
