"""A room full of strangers: whom to greet, what to ask about them, and a success small enough to be had."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

MOST_GREETED: Final = 3
QUESTIONS: Final = 2
BUSINESS: Final = frozenset(("clients", "prospects", "partners", "collaborators"))
DEAR: Final = frozenset(("love", "family", "friends", "pals"))
LONG_SILENCE: Final = 60
"""Days from which "since we last spoke" is worth asking about."""


class Guest(NamedTuple):
    """One of the owner's people who will be there. `level` is 1 to 4, 0 for none."""

    person: int
    never_met: bool
    level: int = 0
    silence_days: int | None = None
    circles: tuple[str, ...] = ()
    matters: str = ""
    """What the owner noted that matters to them now."""
    organisation: str = ""
    title: str = ""


class Question(NamedTuple):
    """Something to ask about somebody; `about` is the fact that it speaks of, or ""."""

    kind: str
    about: str = ""


def to_greet(guests: Iterable[Guest], most: int = MOST_GREETED) -> list[Guest]:
    """A few to greet: first those who are known online and were never met, then those the owner wants and misses."""
    return sorted(guests, key=_closeness)[:most]


def _closeness(guest: Guest) -> tuple[bool, int, int, int]:
    silent = guest.silence_days if guest.silence_days is not None else -1
    return (not guest.never_met, guest.level or 9, -silent, guest.person)


def questions(guest: Guest | None, most: int = QUESTIONS) -> tuple[Question, ...]:
    """Questions about somebody, from what is known of them; for a stranger (None) those that fit anybody."""
    return tuple(_questions(guest)[:most])


def _questions(guest: Guest | None) -> list[Question]:
    if guest is None:
        return [Question("brought-here"), Question("glad-of")]
    found = [Question("matters", guest.matters)] if guest.matters else []
    found += [Question("behind-screen")] if guest.never_met else []
    found += _of_circle(guest)
    found += [Question("work", guest.organisation)] if guest.organisation and not DEAR & {*guest.circles} else []
    found += [] if DEAR & {*guest.circles} else [Question("brought-here")]
    return [*found, Question("glad-of")]


def _of_circle(guest: Guest) -> list[Question]:
    if DEAR & {*guest.circles}:
        long = guest.silence_days is not None and guest.silence_days >= LONG_SILENCE
        return [Question("since-last") if long else Question("good-lately")]
    if "clients" in guest.circles:
        return [Question("busy-with")]
    if BUSINESS & {*guest.circles}:
        return [Question("looking-for")]
    return []


SUCCESSES: Final = ("one-conversation", "one-greeting", "one-question", "one-name", "just-enter")
"""Small successes to choose from."""


def successes(greeted: Sequence[Guest]) -> tuple[str, ...]:
    """Small successes that fit: greeting somebody only where somebody known online will be there."""
    known = any(guest.never_met for guest in greeted)
    return tuple(kind for kind in SUCCESSES if known or kind != "one-greeting")
