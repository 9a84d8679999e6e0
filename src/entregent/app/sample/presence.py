"""Where else people are, and under which name: a phone's address book, networks, lists; and people met only there."""

import re
from collections.abc import Sequence
from random import Random
from typing import Final, NamedTuple

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import CLOSE, Cast, Person, plain
from entregent.app.sample.clock import DAY
from entregent.app.sample.names import NICKNAMES, QUEBEC
from entregent.app.sample.streams import Share, pick, stream

CROWD_SHARE: Final = 0.5
"""So many people for each of the cast are met on networks, the blog and at events only."""
_WAYS: Final = {
    "phone": (("full", 66), ("nickname", 12), ("plain", 9), ("with-work", 6), ("cut", 4), ("given", 3)),
    "facebook": (
        ("full", 73), ("nickname", 7), ("born", 3), ("both", 6), ("plain", 5), ("middle", 3), ("cyrillic", 1),
        ("coined", 2),
    ),
    "x": (("full", 68), ("nickname", 9), ("plain", 8), ("given", 8), ("coined", 7)),
    "blog": (("full", 60), ("plain", 9), ("nickname", 9), ("initial", 8), ("given", 14)),
    "event": (("full", 80), ("plain", 10), ("nickname", 5), ("born", 5)),
}  # fmt: skip
"""How each source shows names, in hundredths: its own habits of calling people."""
_COINED: Final = (
    ("Le coin", "Copeaux", "La tête", "Studio", "Plume", "Maison", "Petite planche", "Grain", "Mine", "L'atelier",
     "Slow", "Bois", "North", "Miss", "Ti-Gars", "Capitaine", "Madame", "Radio"),
    ("du bois", "et café", "en l'air", "du rang", "d'érable", "Maker", "& Level", "de rien", "d'à côté", "Furniture",
     "debout", "Poulet", "Bricole", "Bleuet", "Boréale", "Tricot", "Vélo", "du fleuve"),
    ("Villeray", "et fils", "Nord", "mtl", "du dimanche", "Rosemont", "& Cie", "de Sutton", "en ville", "Laval",
     "de nuit", "Chambly"),
)  # fmt: skip
_MIDDLE: Final = ("Anne", "Louise", "Rose", "Joseph", "Alexis", "Claude", "Marie", "Jean")
_CYRILLIC: Final = {
    "sh": "ш", "ch": "ч", "zh": "ж", "kh": "х", "ph": "ф", "th": "т", "ou": "у",
    "a": "а", "b": "б", "v": "в", "w": "в", "g": "г", "d": "д", "e": "е", "z": "з", "i": "и", "j": "и", "y": "и",
    "k": "к", "c": "к", "q": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т",
    "u": "у", "f": "ф", "h": "х", "x": "кс",
}  # fmt: skip


_LETTERS: Final = re.compile("|".join(_CYRILLIC))


class Named(NamedTuple):
    """How a source shows somebody, and in which of the ways of `_WAYS`."""

    name: str
    way: str


def crowd(cast: Cast) -> list[Person]:
    """People of no letter: numbered after the cast, their names drawn from the same tables, so that some are alike."""
    rng = stream(cast.seed, "crowd")
    made = []
    for number in range(int(len(cast.people) * CROWD_SHARE)):
        woman = rng.random() < 0.52
        person = Person(
            len(cast.people) + number,
            "crowd",
            pick(rng, QUEBEC.women if woman else QUEBEC.men),
            pick(rng, QUEBEC.families),
        )
        person.woman, person.nickname = woman, NICKNAMES.get(person.given, "")
        person.since = cast.begin + int(rng.random() * 0.9 * (cast.end - cast.begin))
        person.spans = [(person.since, cast.end)]
        person.gap = (60 + 300 * rng.random()) * DAY
        made.append(person)
    return made


_MET_ON: Final = ("x",) * 9 + ("blog",) * 4 + ("events",) * 3 + ("facebook",) * 2 + ("linkedin",) * 2


def crowd_on(cast: Cast, source: str) -> list[Person]:
    """Those of the crowd who are met on one source; one in seven is met on a second one too."""
    rng = stream(cast.seed, "crowd-places")
    found = []
    for person in crowd(cast):
        places = {pick(rng, _MET_ON)}
        if rng.random() < 1 / 7:
            places.add(pick(rng, _MET_ON))
        if source in places:
            found.append(person)
    return found


class Naming:
    """Draws the names of one source, by its table of ways."""

    def __init__(self, rng: Random, source: str) -> None:
        self._rng = rng
        self._ways = [way for way, share in _WAYS[source] for _ in range(share)]

    def of(self, person: Person) -> Named:
        """The name that this source shows; a way that the person has no name for falls back to the full name."""
        way = pick(self._rng, self._ways)
        given, family = person.given, person.family
        shown = {
            "full": person.name,
            "nickname": f"{person.nickname} {family}" if person.nickname else "",
            "plain": plain(person.name),
            "with-work": f"{given} {person.company}" if person.company else "",
            "cut": f"{given} {family[0]}.",
            "given": person.nickname or given,
            "both": f"{person.name} {person.born_family}" if person.born_family else "",
            "born": f"{given} {person.born_family}" if person.born_family else "",
            "middle": f"{given} {pick(self._rng, _MIDDLE)} {family}",
            "initial": f"{given[0]}. {family}",
            "cyrillic": in_cyrillic(person.name),
            "coined": " ".join(pick(self._rng, words) for words in _COINED),
        }[way]
        return Named(shown, way) if shown and shown != person.name else Named(person.name, "full")


def in_cyrillic(name: str) -> str:
    """A name letter by letter in Cyrillic; empty where a letter has no twin."""
    written = _LETTERS.sub(lambda found: _CYRILLIC[found[0]], plain(name).lower())
    return "" if any("a" <= sign <= "z" for sign in written) else written.title()


def phonebook(cast: Cast) -> dict[int, str]:
    """Who is in the owner's phone, under which name: her messages and chats show the same."""
    rng = stream(cast.seed, "phonebook")
    naming, saved = Naming(rng, "phone"), Share(rng, 0.9)
    return {person.id: naming.of(person).name for person in cast.people if person.phones and saved.draw()}


def with_share(rng: Random, people: Sequence[Person], close: float, work: float) -> list[Person]:
    """Those of the people who are on a source, by the share of private life and of work."""
    return [one for one in people if rng.random() < (close if one.circle in CLOSE else work)]


def screen_name(rng: Random, person: Person, coined: str) -> str:
    """An account's name, in one of the ways that people choose one; of a coined name, that one."""
    given, family = _letters(person.given), _letters(person.family)
    nickname = _letters(person.nickname) or given
    if coined:
        return f"{_letters(coined)[:10]}_{int(rng.random() * 90 + 10)}"
    shape = pick(rng, ("{g}{f}", "{g}_{f}", "{i}{f}", "{n}{f}", "{f}{g}", "{g}{i2}", "{n}_mtl", "{g}{y}"))
    made = shape.format(g=given, f=family, i=given[:1], n=nickname, i2=family[:1], y=int(rng.random() * 30 + 70))
    return f"{made[:12]}{int(rng.random() * 90 + 10) if rng.random() < 0.4 else ''}"[:15]


def _letters(text: str) -> str:
    return "".join(sign for sign in plain(text).lower() if sign.isascii() and sign.isalnum())


Handles = dict[str, list[str]]


def source_of(rows: int, shown: dict[int, str], handles: dict[int, Handles]) -> Source:
    """What one of these sources told."""
    return Source(rows, shown, sorted(handles), handles)
