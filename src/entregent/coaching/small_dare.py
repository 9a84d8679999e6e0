"""The small dare of a day: a rung that fits the minutes, and somebody whom it fits; the same all day."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from entregent.coaching.rungs import Ladder, Rung

SHORTLIST: Final = 3
"""From so many of the best the day chooses, so that it is not always the same one."""


class Fitting(NamedTuple):
    """Somebody whom a rung may be toward. `merit` orders them: larger fits better."""

    person: int
    merit: float


def fitting_rung(ladder: Ladder, place: int, minutes: int) -> Rung | None:
    """The rung to dare at a place within the minutes: this one, else the nearest below that fits; None where none."""
    return next((rung for rung in reversed(ladder.rungs[: place + 1]) if rung.minutes <= minutes), None)


def choose(day: int, found: Sequence[Fitting]) -> Fitting | None:
    """One of the best for a day: the same whenever it is asked that day, another on another day."""
    best = sorted(set(found), key=lambda one: (-one.merit, one.person))[:SHORTLIST]
    return min(best, key=lambda one: _lot(day, one.person), default=None)


def choose_some(day: int, found: Sequence[Fitting], many: int) -> list[Fitting]:
    """Several for a day, of twice as many of the best: whoever was chosen one day makes room on another."""
    best = sorted(set(found), key=lambda one: (-one.merit, one.person))[: 2 * many]
    return sorted(best, key=lambda one: _lot(day, one.person))[:many]


def _lot(day: int, person: int) -> bytes:
    return blake2b(f"{day} {person}".encode(), digest_size=8).digest()
