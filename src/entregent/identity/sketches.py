"""What is compared: a handle's names and address, read once."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from entregent.identity.accounts import account_of, account_of_mail, key_of_page
from entregent.identity.addresses import GENERIC_LOGINS, Address, take_apart
from entregent.identity.profiles import Card, Profile
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, URL
from entregent.text.name_tables import are_nicknames, is_given
from entregent.text.names import PersonName, name_of_parts, parse_name
from entregent.text.scripts import fold, sounded, word_set

NAMES_KEPT: Final = 8
"""Names compared per handle, the most used first: a mailing robot may show thousands."""
_NOWHERE: Final = Address("", "", "", "", "", reaches=True)


class Sketch(NamedTuple):
    """One handle made ready to compare. `names` are full (two words or more), most used first; `singles` one word."""

    id: int
    kind: str
    value: str
    names: tuple[PersonName, ...]
    singles: tuple[str, ...]
    initialled: tuple[PersonName, ...]
    """Names of one word and initials: "J. Smith"."""
    logins: tuple[str, ...]
    """Accounts the handle shows: its login's stem, a forge user, a display name that is an account."""
    address: Address
    cards: tuple[int, ...]
    sent: int
    received: int
    is_bulk: bool
    is_shared: bool
    """It showed two full names that contradict each other: a shared mailbox, or a spoofed one."""
    look_alike: bool
    first_at: int | None
    last_at: int | None
    own: tuple[PersonName, ...]
    """Full names seen in interactions, without those that only a card gives."""
    work: frozenset[str] = frozenset()
    """Organisations that its cards name, or its letters' signatures link to, as `work_of` writes them."""
    account: str = ""
    """The account that the handle is, under any spelling (`accounts.account_of`)."""
    signs: frozenset[str] = frozenset()
    """Accounts, numbers and own pages under its letters."""
    is_turned_to: bool = False
    """The owner has to do with it of their own will: wrote to it, follows it, has its number, was where it was."""
    met_at: int = 0
    """When a source says that the connection began, in UTC seconds; 0 where none does."""
    is_known: bool = False
    """It is in the book's own circle: wrote to the owner or was written to in private, or is on an address book."""


_NO_WORK: Final[frozenset[str]] = frozenset()


def sketch(
    profile: Profile,
    carded: Mapping[int, tuple[PersonName, ...]],
    works: Mapping[int, str] | None = None,
    notes: "Notes | None" = None,
) -> Sketch:
    """Read a profile's names (most used first, then those of its cards) and its address.

    `carded` gives the names of each card, as `names_of_cards` reads them; `works` its organisation, if it names one.
    """
    notes = notes or _NO_NOTES
    own = _shown_names(profile)
    everything = own + [name for card in profile.cards for name in carded.get(card, ())] if profile.cards else own
    address = take_apart(profile.value) if profile.kind == MAIL else _NOWHERE
    read = _sort_names(everything)
    own_full = read.full if everything is own else _distinct([name for name in own if len(name.words) >= 2])
    return Sketch(
        profile.id,
        profile.kind,
        profile.value,
        read.full,
        read.singles,
        read.initialled,
        _logins(profile, address, read.logins),
        address,
        profile.cards,
        profile.sent,
        profile.received,
        profile.bulk * 2 > profile.sent > 0,
        len(own_full) > 1 and is_contradictory(own_full),
        read.look_alike,
        profile.first_at,
        profile.last_at,
        own_full,
        frozenset([works[card] for card in profile.cards if card in works]) if works and profile.cards else _NO_WORK,
        _account(profile, address),
        frozenset(filter(None, map(_sign, profile.signs))) if profile.signs else _NO_WORK,
        profile.from_owner > 0
        or (profile.kind != MAIL and profile.value.startswith(NEAR_SOURCES))
        or (bool(profile.cards) and not notes.turned_to.isdisjoint(profile.cards)),
        min([notes.met[card] for card in profile.cards if card in notes.met], default=0) if notes.met else 0,
        profile.private > 0 or (bool(profile.cards) and not notes.lists.isdisjoint(profile.cards)),
    )


def _account(profile: Profile, address: Address) -> str:
    if profile.kind == MAIL:
        return account_of_mail(address) if address.account else ""
    return account_of(profile.kind, profile.value) if profile.kind in (ACCOUNT, URL) else ""


class Notes(NamedTuple):
    """Cards by what they tell of the owner: `turned_to` are those of people the owner turned to; `lists` stand in an
    address book or among connections, where each has one row; `met` says when a connection began."""

    turned_to: frozenset[int] = frozenset()
    lists: frozenset[int] = frozenset()
    met: Mapping[int, int] = MappingProxyType({})


_NO_NOTES: Final = Notes()


NEAR_SOURCES: Final = ("whatsapp:", "signal:", "phone:", "event:", "+")
"""How handles begin that nobody gets without the owner's doing: the phone's, and those of common events."""


def _sign(signed: tuple[str, str]) -> str:
    kind, value = signed
    return key_of_page(value) if kind == URL else account_of(kind, value)


class _Names(NamedTuple):
    full: tuple[PersonName, ...]
    singles: tuple[str, ...]
    initialled: tuple[PersonName, ...]
    logins: tuple[str, ...]
    look_alike: bool


_NO_NAMES: Final = _Names((), (), (), (), look_alike=False)


def _sort_names(names: list[PersonName]) -> _Names:
    """Full names, single words, names with initials and logins apart, in one pass: this runs for every handle."""
    if not names:
        return _NO_NAMES
    full: list[PersonName] = []
    singles: list[str] = []
    initialled: list[PersonName] = []
    logins: list[str] = []
    look_alike = False
    for name in names:
        look_alike = look_alike or name.look_alike
        if name.login:
            logins.append(name.login)
        if len(name.words) >= 2:
            full.append(name)
        elif name.words and name.initials:
            initialled.append(name)
        elif name.words:
            logins.append(name.words[0])
            if name.words[0] not in GENERIC_LOGINS:
                singles.append(name.words[0])
    return _Names(_distinct(full), tuple(dict.fromkeys(singles)), tuple(initialled), tuple(logins), look_alike)


def _shown_names(profile: Profile) -> list[PersonName]:
    if profile.names:
        shown = (
            sorted(profile.names, key=lambda n: (-n[1], n[0]))[:NAMES_KEPT] if len(profile.names) > 1 else profile.names
        )
        return [parse_name(name) for name, _ in shown]
    if profile.kind == NAME:
        named = profile.value.partition("#")[0]
        return [parse_name(named.partition(":")[2] or named)]
    return []


@lru_cache(maxsize=1 << 14)
def work_of(organisation: str) -> str:
    """An organisation as a domain would write it: "Atelier Boréal inc." gives "atelierboreal"; "" if too short."""
    words = [word for word in _WORD.findall(fold(organisation)) if word not in _LEGAL_FORMS]
    written = "".join(words)
    return written if len(written) >= SHORTEST_WORK else ""


SHORTEST_WORK: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
_LEGAL_FORMS: Final = word_set("inc ltd ltee llc llp corp corporation co gmbh ag sarl sas sa srl spa plc bv nv oy ab")


def names_of_cards(cards: Iterable[Card]) -> dict[int, tuple[PersonName, ...]]:
    """Card id to the names that the card gives: the current one, then former ones (maiden names)."""
    return {card.id: _names_of_card(card) for card in cards}


def _names_of_card(card: Card) -> tuple[PersonName, ...]:
    now: tuple[PersonName, ...]
    if card.given and card.family:
        now = (name_of_parts(card.given, card.family),)
    else:
        now = (parse_name(card.name),) if card.name else ()
    if not card.former_names:
        return now
    former = [name if " " in name else f"{name}, {card.given}" for name in card.former_names]
    return (*now, *map(parse_name, former))


def _distinct(full: list[PersonName]) -> tuple[PersonName, ...]:
    if len(full) < 2:
        return tuple(full)
    seen: dict[tuple[str, ...], PersonName] = {}
    for name in full:
        seen.setdefault(tuple(sorted(name.words)), name)
    return tuple(seen.values())


def _logins(profile: Profile, address: Address, shown: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    if profile.kind == ACCOUNT:
        found[profile.value.rpartition(":")[2].rpartition("/")[2].lower()] = None
    if address.stem:
        found[address.stem] = None
        if address.account:
            found[address.account] = None
    for login in shown:
        found[login] = None
    return tuple([login for login in found if len(login) >= 3 and not _is_generic(login)]) if found else ()


def _is_generic(login: str) -> bool:
    """A login that many choose, unless three digits or more make it one person's."""
    letters = login.rstrip("0123456789")
    return letters in GENERIC_LOGINS and len(login) - len(letters) < 3


def is_contradictory(names: tuple[PersonName, ...]) -> bool:
    """Whether two of these full names can't be one person's."""
    return any(contradict(one, other) for place, one in enumerate(names) for other in names[:place])


def contradict(one: PersonName, other: PersonName) -> bool:
    """Whether two full names speak of two people: no word in common, or one family with two given names.

    A married or compound name keeps the given name; a nickname, an initial or a small slip contradicts nothing.
    """
    left, right = set(one.words), set(other.words)
    shared = left & right
    if not shared:
        return not (_same_when_joined(one, other) or _nearly_same(one, other) or is_transliterated(one, other))
    if one.words[0] in shared or other.words[0] in shared or left <= right or right <= left:
        return False
    return not _given_agree(one, other)


def _given_agree(one: PersonName, other: PersonName) -> bool:
    first, second = one.words[0], other.words[0]
    if first[0] == second[0] and (first.startswith(second) or second.startswith(first) or _is_slip(first, second)):
        return True
    givens = [*one.nicknames, first], [*other.nicknames, second]
    return any(a == b or are_nicknames(a, b) for a in givens[0] for b in givens[1])


def names_that_count(one: Sketch) -> tuple[PersonName, ...]:
    """The full names that may contradict others: on a network people call themselves what they like."""
    if one.kind not in (ACCOUNT, NAME):
        return one.names
    return tuple([name for name in one.names if is_given(name.words[0]) or is_given(name.words[-1])])


def is_same_name(one: PersonName, other: PersonName) -> bool:
    """Whether two full names have the same words in any order, or the same letters written together."""
    if len(one.words) == len(other.words):
        return sorted(one.words) == sorted(other.words)
    return _same_when_joined(one, other)


def is_transliterated(one: PersonName, other: PersonName) -> bool:
    """Whether two full names are one, written in two scripts."""
    return (one.foreign or other.foreign) and sounded_name(one) == sounded_name(other)


def sounded_name(name: PersonName) -> tuple[str, ...]:
    """A name's words without the differences of transliteration, in order of the alphabet."""
    return tuple(sorted(map(sounded, name.words)))


def _same_when_joined(one: PersonName, other: PersonName) -> bool:
    return "".join(one.words) == "".join(other.words)


def _nearly_same(one: PersonName, other: PersonName) -> bool:
    return len(one.words) == len(other.words) and all(map(_is_slip, one.words, other.words))


def _is_slip(one: str, other: str) -> bool:
    """Whether one word is the other with a letter wrong, missing, added or swapped, or spelt like it."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    head = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        head += 1
    a, b = one[head:], other[head:]
    if a[1:] == b[1:] or a[1:] == b or a == b[1:]:
        return True
    return len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]


is_slip = _is_slip


def phone_tail(sketched: Sketch) -> str:
    """The last nine digits of a phone: national and international spellings meet in them."""
    if sketched.kind != PHONE:
        return ""
    digits = sketched.value.removeprefix("+")
    if not digits.isdigit():
        digits = "".join(c for c in digits if c.isdigit())
    return digits[-9:] if len(digits) >= 9 else ""
