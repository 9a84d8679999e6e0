"""What the last weeks hold: a few ties chosen so that the book has something to say on the day it is opened."""

from datetime import date
from random import Random
from typing import Final, NamedTuple

from entregent.app.sample.cast import CLOSE, Cast, Person
from entregent.app.sample.clock import DAY, day_of, midnight
from entregent.app.sample.streams import pick, stream

CALM_DAYS: Final = 34
"""So long before the end the owner answers everything, besides the letters staged here."""


class Scene(NamedTuple):
    """One scripted thread: `moves` are (instant, by the owner), `words` a set of topics."""

    person: int
    words: str
    moves: tuple[tuple[int, bool], ...]


class Role(NamedTuple):
    """How many people play it, from which circles, and the word for it in the truth."""

    name: str
    places: int
    circles: tuple[str, ...]


ROLES: Final = (
    Role("she-owes", 4, ("friends", "family", "clients", "partners", "collaborators")),
    Role("owes-her", 4, ("friends", "clients", "partners", "family", "pals")),
    Role("promised", 2, ("friends", "clients")),
    Role("drifting", 5, ("friends", "family", "partners", "clients", "friends")),
    Role("fell-silent", 4, ("friends", "friends", "clients", "partners")),
    Role("unanswered", 4, ("prospects",)),
    Role("birthday", 2, ("friends", "family")),
    Role("soon-met", 3, ("clients", "partners", "friends")),
)


def stage(cast: Cast) -> list[Scene]:
    """Give roles to people of the cast (their ties change to suit) and return the scripted threads.

    Birthdays in the next twelve days are moved away, besides those of the two who have the role.
    """
    rng = stream(cast.seed, "staging")
    scenes: list[Scene] = []
    taken: set[int] = set()
    for role in ROLES:
        for turn in range(role.places):
            person = _choose(rng, cast, role.circles[turn % len(role.circles)], taken)
            if person is not None:
                taken.add(person.id)
                person.role = role.name
                scenes += _play(rng, cast, person, turn)
    _clear_birthdays(cast)
    return scenes


def _choose(rng: Random, cast: Cast, circle: str, taken: set[int]) -> Person | None:
    """Somebody of a circle whose tie is old and has no role yet; None in casts too small for it."""
    numbers = cast.circles[circle]
    for _ in range(40 if numbers else 0):
        person = cast.people[pick(rng, numbers)]
        if person.id not in taken and not person.home and person.id % 20 != 19:
            return person
    return None


def _play(rng: Random, cast: Cast, person: Person, turn: int) -> list[Scene]:
    """Set a person's tie for the role and script what was said last."""
    end = cast.end
    asks = "ask" if person.circle in CLOSE else "ask-formal"
    hour = int((14 + 8 * rng.random()) * 3600)
    if person.role == "birthday":
        _restore(person, cast, 20)
        return []
    if person.role == "soon-met":
        _restore(person, cast, 15)
        return []
    if person.role == "drifting":
        person.gap = min(person.gap, (13 + 3 * turn) * DAY)
        _restore(person, cast, round(person.gap / DAY * (2.6 + 0.5 * turn)))
        return []
    if person.role == "fell-silent":
        person.gap = min(person.gap, 9.0 * DAY)
        _restore(person, cast, 240 + 70 * turn)
        person.fate = "faded"
        return []
    if person.role == "unanswered":
        person.since, person.fate = end - (48 + 5 * turn) * DAY, "new"
        person.spans = [(person.since, person.since)]
        person.via = -1
        first = (person.since + hour, True)
        second = (end - (10 + 2 * turn) * DAY + hour, True)
        return [Scene(person.id, "prospects", (first,)), Scene(person.id, "second-try", (second,))]
    _restore(person, cast, CALM_DAYS + 4)
    if person.role == "she-owes":
        return [Scene(person.id, asks, ((end - (2 + 2 * turn) * DAY + hour, False),))]
    if person.role == "owes-her":
        return [Scene(person.id, asks, ((end - (5 + 3 * turn) * DAY + hour, True),))]
    promise = "promise" if person.circle in CLOSE else "promise-formal"
    return [Scene(person.id, promise, ((end - (4 + turn) * DAY + hour, True),))]


def _restore(person: Person, cast: Cast, silent_days: int) -> None:
    """Make the tie a living one that last spoke so many days before the end."""
    person.since = min(person.since, cast.end - 900 * DAY, cast.begin + 400 * DAY)
    person.since = max(person.since, cast.begin)
    person.spans = [(person.since, cast.end - silent_days * DAY)]
    person.gap = min(person.gap, 40.0 * DAY)
    person.fate = "steady"
    person.via = -1


def _clear_birthdays(cast: Cast) -> None:
    """Two birthdays soon, and no others: with hundreds of cards chance alone would give a dozen."""
    soon = 2
    for person in cast.people:
        if person.birthday is None:
            continue
        if person.role == "birthday":
            person.birthday = _shift(cast, person.birthday.year, soon)
            soon += 5
        else:
            ahead = (_this_year(cast, person) - cast.end) / DAY
            if -1 <= ahead <= 12:
                person.birthday = _shift(cast, person.birthday.year, 20 + person.id % 300)


def _this_year(cast: Cast, person: Person) -> int:
    """The next birthday's instant, counted from the day before the end."""
    born = person.birthday or cast.until
    for year in (cast.until.year - 1, cast.until.year, cast.until.year + 1):
        day = born.replace(year=year, day=min(born.day, 28))
        if midnight(day) >= cast.end - DAY:
            return midnight(day)
    return cast.end


def _shift(cast: Cast, year: int, days: int) -> date:
    """A birthday of that year that comes round so many days after the end."""
    day = day_of(cast.end + days * DAY)
    return day.replace(year=year, day=min(day.day, 28))
