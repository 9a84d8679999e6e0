"""Demonstrating: the sample's owner has lived with her book for some weeks; what she said and dared is said here."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from entregent.app.book import Book
from entregent.app.sample.cast import Cast

DAY: Final = 86_400
SEED: Final = 7
PEOPLE: Final = 400
YEARS: Final = 5

STEPS: Final = (
    (52, "wrote", "mail"),
    (45, "talked", "call"),
    (44, "hung-up", "call"),
    (31, "no-answer", "call"),
    (30, "talked", "call"),
    (17, "met", "meeting"),
    (10, "wrote", "text"),
    (9, "hung-up", "call"),
    (2, "left-message", "call"),
    (1, "talked", "call"),
)
"""(days ago, outcome, channel) of what she dared: tried and done, with weeks between in which life was elsewhere."""


def live(path: Path, folder: Path, *, now: int, until: date) -> None:
    """Say in the sample's book what its owner would have said: circles of those with a level, and a few steps.

    The book at `path` holds the sample of `SEED` up to `until`, imported from `folder`.
    """
    cast = Cast(SEED, PEOPLE, YEARS, until)
    with Book.open(path, now=now - 60 * DAY) as book:
        levelled = {line.id for line in book.people(limit=10_000) if line.level != "none"}
        for circle, persons in _by_circle(book, cast, levelled):
            book.circle(persons, circle)
        steady = [str(plate.person) for plate in book.scene(10_000) if plate.state == "steady"]
    for number, (days, outcome, channel) in enumerate(STEPS):
        if len(steady) > number:
            with Book.open(path, now=now - days * DAY) as book:
                book.log([steady[-1 - number]], channel=channel, outcome=outcome)
    with Book.open(path, now=now) as book:
        book.mark_sample(str(folder))
        book.make_ready()


def _by_circle(book: Book, cast: Cast, levelled: set[int]) -> Iterator[tuple[str, list[str]]]:
    """The people of each circle who have a level, by their number in the book."""
    for circle, numbers in cast.circles.items():
        found = [
            person for number in numbers for person in _person(book, cast.people[number].mails) if person in levelled
        ]
        if found:
            yield circle, [str(person) for person in dict.fromkeys(found)]


def _person(book: Book, mails: tuple[str, ...] | list[str]) -> list[int]:
    return [person for mail in mails for person in book.who_has(mail)]
