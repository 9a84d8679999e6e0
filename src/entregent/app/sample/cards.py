"""Contacts as people keep them: an address book of vCards, a table from one service, connections of another."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Final, NamedTuple

from entregent.app.sample.agenda import escape, fold
from entregent.app.sample.cast import CLOSE, OWNER, Cast, Person, plain
from entregent.app.sample.clock import day_of
from entregent.app.sample.noise import NOISE
from entregent.app.sample.streams import Share, stream

CARDS: Final = "contacts/contacts.vcf"
GOOGLE: Final = "contacts/google.csv"
CONNECTIONS: Final = "contacts/Connections.csv"

_CARD_SHARE: Final = {
    "love": 1.0, "family": 0.95, "friends": 0.9, "pals": 0.5, "clients": 0.55, "collaborators": 0.7, "partners": 0.6,
    "prospects": 0.2,
}  # fmt: skip
_GOOGLE_SHARE: Final = {
    "love": 1.0, "family": 0.3, "friends": 0.3, "pals": 0.25, "clients": 0.4, "collaborators": 0.4, "partners": 0.35,
    "prospects": 0.35,
}  # fmt: skip
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GOOGLE_HEADS: Final = (
    "First Name", "Middle Name", "Last Name", "Nickname", "Organization Name", "Organization Title", "Birthday",
    "Notes", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value",
    "Phone 1 - Label", "Phone 1 - Value",
)  # fmt: skip


class Shown(NamedTuple):
    """A person's name on one source."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """Both parts."""
        return f"{self.given} {self.family}".strip()


class NameForms:
    """Draws how one source shows names: mostly as the mail does, else as life has it. Keeps what it gave."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._other = Share(rng, NOISE.other_names)
        self.given: dict[int, str] = {}
        """Person → the name this source shows, where it differs."""

    def of(self, person: Person) -> Shown:
        """The name for this person; in the noise table's share a nickname, a maiden name, no accents, an initial."""
        if not self._other.draw():
            return Shown(person.given, person.family)
        ways = [Shown(person.given[0] + ".", person.family)]
        if person.nickname:
            ways += [Shown(person.nickname, person.family)] * 4
        if person.born_family and person.born_family != person.family:
            ways += [Shown(person.given, person.born_family)] * 4
        bare = Shown(plain(person.given), plain(person.family))
        if bare.full != person.name:
            ways += [bare] * 4
        shown = ways[int(self._rng.random() * len(ways))]
        self.given[person.id] = shown.full
        return shown


class Source(NamedTuple):
    """What writing one source told: how many rows, and the names that differ; `people` lists who is on it."""

    rows: int
    other_names: dict[int, str]
    people: list[int]
    handles: Mapping[int, dict[str, list[str]]] = MappingProxyType({})
    """By person, what the source alone tells: kind of handle to canonical values."""


def write_cards(folder: Path, cast: Cast) -> Source:
    """Write the address book: vCard 3.0 and 4.0 by turns, the owner's own card first."""
    rng = stream(cast.seed, "cards")
    forms = NameForms(rng)
    path = folder / CARDS
    path.parent.mkdir(parents=True, exist_ok=True)
    who: list[int] = []
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(_joined(_owner_card()))
        for person in cast.people:
            if rng.random() < _CARD_SHARE[person.circle] or person.role == "birthday":
                out.write(_joined(_card(person, forms.of(person), rng)))
                who.append(person.id)
    return Source(len(who) + 1, forms.given, who)


def _joined(lines: list[str]) -> str:
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _owner_card() -> list[str]:
    return [
        "BEGIN:VCARD", "VERSION:3.0", f"UID:moi@{OWNER.domain}", f"FN:{OWNER.name}", "N:Thériault-Lamy;Maude;;;",
        *(f"EMAIL;TYPE=INTERNET:{address}" for address in OWNER.addresses), f"TEL;TYPE=CELL:{OWNER.phone}",
        f"ORG:{OWNER.company}", "END:VCARD",
    ]  # fmt: skip


def _card(person: Person, shown: Shown, rng: Random) -> list[str]:
    """One card's lines."""
    new = person.id % 3 == 0
    lines = ["BEGIN:VCARD", f"VERSION:{'4.0' if new else '3.0'}", f"UID:fiche-{person.id}@{OWNER.domain}"]
    lines += [f"FN:{escape(shown.full)}", f"N:{escape(shown.family)};{escape(shown.given)};;;"]
    if person.nickname and person.circle in CLOSE and rng.random() < 0.4:
        lines.append(f"NICKNAME:{person.nickname}")
    for place, address in enumerate(person.mails):
        if place == 0 or rng.random() < 0.6:
            kind = "work" if address.endswith(person.domain) and person.domain else "home"
            lines.append(f"EMAIL;TYPE={kind}:{address}" if new else f"EMAIL;TYPE=INTERNET,{kind.upper()}:{address}")
    for number in person.phones:
        lines.append(f"TEL;VALUE=uri;TYPE=cell:tel:{number.replace(' ', '-')}" if new else f"TEL;TYPE=CELL:{number}")
    if person.company:
        lines += [f"ORG:{escape(person.company)}", f"TITLE:{escape(person.job)}"]
    if person.birthday and (person.circle in {"love", "family", "friends"} or person.role or rng.random() < 0.1):
        lines.append(_birthday(person.birthday, new=new, whole=person.role == "birthday" or rng.random() < 0.8))
    if person.profile and person.profile_told:
        lines.append(f"URL:https://{person.profile}")
    if person.circle in {"family", "friends"}:
        lines.append("CATEGORIES:Famille" if person.circle == "family" else "CATEGORIES:Amis")
    return [*lines, "END:VCARD"]


def _birthday(born: date, *, new: bool, whole: bool) -> str:
    """BDAY, in 4.0 at times without the year (RFC 6350, 4.3.1)."""
    if new:
        return f"BDAY:{born:%Y%m%d}" if whole else f"BDAY:--{born:%m%d}"
    return f"BDAY:{born:%Y-%m-%d}"


def write_google(folder: Path, cast: Cast) -> Source:
    """Write the table that a phone's contacts service exports."""
    rng = stream(cast.seed, "google")
    forms = NameForms(rng)
    who: list[int] = []

    def rows() -> Iterator[tuple[str, ...]]:
        for person in cast.people:
            if rng.random() < _GOOGLE_SHARE[person.circle]:
                who.append(person.id)
                shown = forms.of(person)
                second = person.mails[1] if len(person.mails) > 1 and rng.random() < 0.6 else ""
                phone = person.phones[0] if person.phones else ""
                yield (
                    shown.given, "", shown.family, "", person.company, person.job, "", "", "* myContacts",
                    "* ", person.mails[0], "Other" if second else "", second, "Mobile" if phone else "", phone,
                )  # fmt: skip

    _write_table(folder / GOOGLE, (_GOOGLE_HEADS,), rows())
    return Source(len(who), forms.given, who)


def write_connections(folder: Path, cast: Cast) -> Source:
    """Write the connections of a professional network; a row holds an address where the profile is told."""
    rng = stream(cast.seed, "connections")
    forms = NameForms(rng)
    who: list[int] = []

    def rows() -> Iterator[tuple[str, ...]]:
        for person in cast.people:
            if person.profile:
                who.append(person.id)
                shown = forms.of(person)
                day = day_of(person.since + rng.random() * 20 * 86_400)
                day = min(day, day_of(cast.end - 86_400))
                yield (
                    shown.given, shown.family, f"https://www.{person.profile}",
                    person.mails[0] if person.profile_told else "",
                    person.company, person.job, f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}",
                )  # fmt: skip

    heads = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
    notes = "When exporting your connection data, you may notice that some of the email addresses are missing."
    _write_table(folder / CONNECTIONS, (("Notes:",), (notes,), (), heads), rows())
    return Source(len(who), forms.given, who)


def _write_table(path: Path, heads: tuple[tuple[str, ...], ...], rows: Iterator[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerows(heads)
        writer.writerows(rows)
