"""Two circles of friends who write to each other with copies, and one person in both: enough ties for a map."""

from collections.abc import Iterable
from pathlib import Path

from tests.cast import SOLENE, Friend, Letter, filled, letter

from entregent.app.book import Book

CHOIR = tuple(Friend(f"{name} Chantal", f"{name.lower()}@chorale.example") for name in ("Ada", "Bea", "Cleo", "Dora"))
BOATS = tuple(Friend(f"{name} Marin", f"{name.lower()}@voile.example") for name in ("Yan", "Zac", "Odile", "Vic"))
BRIDGE = Friend("Paule Ostiguy", "paule@ostiguy.example")


def circles(choir: Iterable[Friend] = CHOIR, boats: Iterable[Friend] = BOATS) -> list[Letter]:
    """A year of letters to everybody of one circle, then of the other; the bridge is in both."""
    letters: list[Letter] = []
    for day in range(0, 360, 30):
        for subject, group in (("La chorale", choir), ("La voile", boats)):
            everybody = (*group, BRIDGE)
            letters.append(letter(day + len(letters) / 100, SOLENE, everybody, f"{subject} {day}"))
            letters.append(letter(day + 1 + len(letters) / 100, everybody[0], (SOLENE, *everybody[1:]), f"Re: {day}"))
    return letters


def mapped(path: Path, letters: list[Letter] | None = None) -> Book:
    """Solène's book with a map in it."""
    book = filled(path, circles() if letters is None else letters)
    book.set_setting("language", "en")
    book.make_ready()
    return book
