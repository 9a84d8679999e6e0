"""How people were made known to the owner: by letters, at a table, without a trace; and what only looks so."""

from random import Random
from typing import Final, NamedTuple

from entregent.app.sample.agenda import Meeting
from entregent.app.sample.cast import Cast, Person
from entregent.app.sample.clock import DAY
from entregent.app.sample.streams import pick, stream
from entregent.app.sample.topics import ANY, Tongue
from entregent.app.sample.words_en import ENGLISH
from entregent.app.sample.words_fr import FRENCH

TOLD, QUIET, PASSED_ON, AT_TABLE, UNTOLD = "told", "quiet", "passed-on", "meeting", "untold"
FORMS: Final = (TOLD,) * 10 + (QUIET,) * 4 + (PASSED_ON,) * 2 + (AT_TABLE,) * 3 + (UNTOLD,)
"""By letter to both with its subject saying so, to both under any subject, by a letter passed on, at a meeting of
three, by word of mouth alone."""
ALONE: Final = frozenset((PASSED_ON, AT_TABLE, UNTOLD))
"""Forms in which no letter names all three."""
DECOY_SHARE: Final = 0.3
DECOYS: Final = ("crowd", "few", "copied", "colleague", "two")
"""First seen among many, among a few, copied into an answer, copied by a colleague, or beside another newcomer."""
_FIRST_KEY: Final = 1 << 40
_TABLES: Final = ("Café à trois", "Dîner", "Rencontre", "Lunch", "5 à 7")


class Introduction(NamedTuple):
    """Who introduced whom to the owner, when and in which form."""

    at: int
    by: int
    of: int
    form: str


class Decoy(NamedTuple):
    """A letter in which somebody is seen first, and which introduces nobody."""

    at: int
    form: str
    writer: Person
    others: tuple[Person, ...]
    """Who else got it, whoever is new first."""
    new: tuple[int, ...]
    key: int
    subject: str
    tongue: Tongue


def form_of(seed: int, person: int) -> str:
    """How somebody was introduced: the same whoever asks."""
    return pick(stream(seed, f"introduced/{person}"), FORMS)


def table_of(number: int, at: int, by: Person, of: Person) -> Meeting:
    """The meeting of three at which somebody was introduced."""
    title = _TABLES[number % len(_TABLES)]
    there = ("ACCEPTED",) * 2
    return Meeting(
        900_000 + number, at + 1800, 60, title, "Café Tournesol", (by, of), there, mine=False, cancelled=False
    )


def decoys(cast: Cast) -> list[Decoy]:
    """Letters by time, each a few days before somebody's own first one."""
    rng = stream(cast.seed, "decoys")
    steady = [one for one in cast.people if one.fate == "steady" and not one.role and one.since == cast.begin]
    found: list[Decoy] = []
    for person in cast.people:
        late = person.via < 0 and not person.role and person.since > cast.begin + 60 * DAY
        if not late or rng.random() >= DECOY_SHARE or len(steady) < 12:
            continue
        made = _decoy(rng, cast, person, steady, len(found))
        if made is not None:
            found.append(made)
    return sorted(found, key=lambda one: (one.at, one.key))


def _decoy(rng: Random, cast: Cast, person: Person, steady: list[Person], number: int) -> Decoy | None:
    at = person.since - int((1 + 5 * rng.random()) * DAY)
    form = pick(rng, DECOYS)
    writer = pick(rng, steady)
    beside = rng.sample(steady, 11)
    if form == "colleague":
        mates = [one for one in cast.people if one.domain and one.domain == person.domain and one.since < at - 60 * DAY]
        mates = [one for one in mates if one is not person and one.spans[-1][1] > at]
        if not mates:
            form = "copied"
        else:
            writer = pick(rng, mates)
    others = [one for one in beside if one is not writer]
    wanted = {"crowd": 7 + int(rng.random() * 3), "few": 2 + int(rng.random() * 2), "copied": 1}.get(form, 0)
    new = [person]
    if form == "two":
        again = [one for one in cast.people if person.since < one.since < person.since + 200 * DAY and one.via < 0]
        again = [one for one in again if not one.role]
        if not again:
            return None
        new.append(pick(rng, again))
    tongue = FRENCH if writer.french else ENGLISH
    subject = pick(rng, [one for one in tongue.topics["group-work"] if one.who == ANY]).subject
    slots = {name: table[int(rng.random() * len(table))] for name, table in tongue.slots.items()}
    told = subject.format_map(slots | {"of_month": "", "a": "", "b": ""})
    if form == "copied":
        told = tongue.reply + told
    people = (*new, *others[:wanted])
    return Decoy(at, form, writer, people, tuple(one.id for one in new), _FIRST_KEY + number, told, tongue)
