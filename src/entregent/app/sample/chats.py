"""Chats of WhatsApp, exported one by one as text: the French Android form, names as in the phone's address book."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import OWNER, Cast, Person
from entregent.app.sample.clock import DAY, montreal_offset, parts_of
from entregent.app.sample.presence import Handles, phonebook, source_of, with_share
from entregent.app.sample.streams import stream
from entregent.app.sample.talks import gatherings, group_lines, talks
from entregent.text.scripts import fold

FOLDER: Final = "whatsapp"
_TITLES: Final = {
    "family": ("Famille Thériault", "Les cousins"),
    "friends": ("Chalet", "Souper du vendredi", "Club de lecture"),
    "pals": ("Ruelle verte", "Poterie du mardi"),
    "collaborators": ("Chantiers",),
}
_SEALED: Final = (
    "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers ne peut les lire ou les écouter."
)


def write_chats(folder: Path, cast: Cast, scale: float) -> Source:
    """Write a file for each chat, between two or in a group, under `folder`."""
    rng = stream(cast.seed, "whatsapp")
    names = phonebook(cast)
    there = with_share(rng, [one for one in cast.people if one.phones], 0.65, 0.2)
    shown = {one.id: names.get(one.id, one.phones[0]) for one in there}
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    taken: dict[str, int] = {}
    count = 0
    for person in there:
        name = shown[person.id]
        lines = ((talk.at, OWNER.given if talk.mine else name, talk.text) for talk in talks(
            stream(cast.seed, f"whatsapp/{person.id}"), cast, [person], lambda one: 25.0 * DAY, scale
        ))  # fmt: skip
        count += _write(folder, name, taken, lines)
    for group in gatherings(rng, cast, there, _TITLES):
        told = group_lines(stream(cast.seed, f"whatsapp/{group.title}"), cast, group, scale)
        count += _write(folder, group.title, taken, ((at, _who(by, shown), text) for at, by, text in told))
    return source_of(count, shown, {one.id: _handles(one, names) for one in there})


def _who(person: Person | None, shown: dict[int, str]) -> str:
    return OWNER.given if person is None else shown[person.id]


def _handles(person: Person, names: dict[int, str]) -> Handles:
    if person.id in names:
        return {"name": [f"whatsapp:{fold(names[person.id])}"]}
    return {"phone": ["+" + "".join(sign for sign in person.phones[0] if sign.isdigit())]}


def _write(folder: Path, name: str, taken: dict[str, int], lines: Iterator[tuple[int, str, str]]) -> int:
    """One chat's file; a second one of the same name is numbered. Returns how many messages it holds."""
    again = taken[name] = taken.get(name, 0) + 1
    title = f"Discussion WhatsApp avec {name}{f' ({again - 1})' if again > 1 else ''}.txt"
    count = 0
    with (folder / FOLDER / title.replace("/", "-")).open("w", encoding="utf-8", newline="\n") as out:
        for at, who, text in lines:
            year, month, day, _, clock = parts_of(at, montreal_offset(at))
            when = f"{day:02d}/{month:02d}/{year} à {clock}"
            if not count:
                out.write(f"{when} - {_SEALED}\n")
            out.write(f"{when} - {who}: {'<Médias omis>' if at % 23 == 0 else text}\n")
            count += 1
    return count
