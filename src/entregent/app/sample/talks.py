"""Short exchanges besides the mail, by time and with flat memory: what is typed on phones and on networks."""

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from random import Random
from typing import Final, NamedTuple

from entregent.app.sample.cast import CLOSE, Cast, Person
from entregent.app.sample.clock import DAY, montreal_offset
from entregent.app.sample.staging import CALM_DAYS
from entregent.app.sample.streams import pick

_FRENCH: Final = (
    "Salut! Ça va?", "T'es où?", "J'arrive dans dix minutes", "Merci, t'es fine 🙏", "On se voit jeudi?",
    "Ok parfait!", "Haha oui", "Je te rappelle ce soir", "Bonne fête!! 🎉", "As-tu reçu mon courriel?",
    "C'était super, merci encore", "Je suis en retard, désolée", "Peux-tu m'envoyer l'adresse?", "À demain!",
    "Bien reçu", "Oui, sans problème", "Tellement! On s'en reparle", "Je regarde ça et je te reviens",
)  # fmt: skip
_ENGLISH: Final = (
    "Hey! How are you?", "Where are you?", "On my way", "Thanks a lot 🙏", "Thursday works", "Perfect!", "Haha yes",
    "I'll call you tonight", "Happy birthday!! 🎉", "Did you get my email?", "That was great, thanks again",
    "Running late, sorry", "Can you send me the address?", "See you tomorrow!", "Got it", "Sure, no problem",
)  # fmt: skip


class Talk(NamedTuple):
    """One line that somebody sent; `mine` is the owner's."""

    at: int
    person: Person
    mine: bool
    text: str
    first: bool
    """It opens a conversation."""


def talks(
    rng: Random, cast: Cast, people: Iterable[Person], gap: Callable[[Person], float], scale: float
) -> Iterator[Talk]:
    """Lines of conversations by time, within the spans of each tie; `gap` gives the seconds between two of them.

    The last weeks belong to the letters staged there: who has a role in them is silent, and the others' conversations
    end with the owner's word.
    """
    heap: list[tuple[int, int, Person, int]] = []
    gaps: dict[int, float] = {}
    for person in people:
        gaps[person.id] = gap(person) / scale
        heap.append((person.since + int(rng.random() * min(gaps[person.id], 60 * DAY)), person.id, person, 0))
    heapify(heap)
    while heap:
        at, number, person, left = heappop(heap)
        if at >= cast.end:
            continue
        calm = at > cast.end - (CALM_DAYS + 2) * DAY
        live = any(begin <= at < end for begin, end in person.spans) and not (calm and person.role)
        first = left == 0
        if first and live:
            left = 1 + int(rng.random() * 5)
        last = left <= 1 or at > cast.end - 2 * DAY
        if live:
            told = _FRENCH if person.french else _ENGLISH
            mine = rng.random() < 0.5 or (calm and last)
            yield Talk(at, person, mine, pick(rng, told), first)
        if not last:
            heappush(heap, (at + 20 + int(rng.expovariate(1 / 240)), number, person, left - 1))
        else:
            then = at + int(gaps[number] * rng.lognormvariate(0, 0.7)) + 3600
            heappush(heap, (_awake(rng, then, person), number, person, 0))


def _awake(rng: Random, at: int, person: Person) -> int:
    """The same day at an hour when people are up."""
    hour = (9 + 12 * rng.random()) if person.circle in CLOSE else (8 + 10 * rng.random())
    local = at // DAY * DAY + int(hour * 3600)
    return max(local - montreal_offset(local), at - at % DAY + 1)


class Circle(NamedTuple):
    """A group chat: its title and the people in it, besides the owner."""

    title: str
    people: tuple[Person, ...]


def gatherings(rng: Random, cast: Cast, among: Iterable[Person], titles: dict[str, tuple[str, ...]]) -> list[Circle]:
    """Group chats of one source: of each circle in `titles`, so many groups of those who are there."""
    there: dict[str, list[Person]] = {}
    for person in among:
        there.setdefault(person.circle, []).append(person)
    made = []
    for circle, names in titles.items():
        known = there.get(circle, [])
        for title in names:
            size = min(len(known), 4 + int(rng.random() * 9))
            if size >= 3:
                made.append(Circle(title, tuple(rng.sample(known, size))))
    return made


def group_lines(rng: Random, cast: Cast, group: Circle, scale: float) -> Iterator[tuple[int, Person | None, str]]:
    """(instant, writer or None for the owner, text) of a group chat, by time."""
    at = float(cast.begin + 200 * DAY)
    while at < cast.end - (CALM_DAYS + 6) * DAY:
        for _ in range(2 + int(rng.random() * 5)):
            here = [one for one in group.people if one.spans[0][0] <= at < one.spans[-1][1]]
            if here:
                writer = None if rng.random() < 0.2 else pick(rng, here)
                french = writer is None or writer.french
                yield int(at), writer, pick(rng, _FRENCH if french else _ENGLISH)
            at += 30 + rng.expovariate(1 / 300)
        at += 3600 + rng.expovariate(1 / (25 * DAY)) / scale
