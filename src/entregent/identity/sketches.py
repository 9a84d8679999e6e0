"""What is compared: a handle's names and address, read once."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from entregent.identity.addresses import GENERIC_LOGINS, Address, take_apart
from entregent.identity.profiles import Card, Profile
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE
from entregent.text.name_tables import are_nicknames
from entregent.text.names import PersonName, letters_of, parse_name

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


def sketch(profile: Profile, cards: Mapping[int, Card]) -> Sketch:
    """Read a profile's names (most used first, then those of its cards) and its address."""
    shown = [name for name, _ in sorted(profile.names, key=lambda n: (-n[1], n[0]))[:NAMES_KEPT]]
    own = [parse_name(name) for name in shown]
    carded = [name for card in profile.cards if card in cards for name in _names_of_card(cards[card])]
    if profile.kind == NAME and not own:
        own = [parse_name(profile.value.partition(":")[2] or profile.value)]
    address = take_apart(profile.value) if profile.kind == MAIL else _NOWHERE
    everything = own + carded
    own_full = _distinct(n for n in own if len(n.words) >= 2)
    full = _distinct(n for n in everything if len(n.words) >= 2) if carded else own_full
    return Sketch(
        profile.id,
        profile.kind,
        profile.value,
        full,
        tuple(dict.fromkeys(n.words[0] for n in everything if _is_single(n))),
        tuple(dict.fromkeys(n for n in everything if len(n.words) == 1 and n.initials)),
        _logins(profile, address, everything),
        address,
        profile.cards,
        profile.sent,
        profile.received,
        profile.bulk * 2 > profile.sent > 0,
        len(own_full) > 1 and is_contradictory(own_full),
        any(n.look_alike for n in everything),
        profile.first_at,
        profile.last_at,
        own_full,
    )


def _is_single(name: PersonName) -> bool:
    return len(name.words) == 1 and not name.initials and name.words[0] not in GENERIC_LOGINS


def _names_of_card(card: Card) -> Iterable[PersonName]:
    if card.given and card.family:
        yield parse_name(f"{card.family}, {card.given}")
    elif card.name:
        yield parse_name(card.name)
    for name in card.former_names:
        yield parse_name(name if " " in name else f"{name}, {card.given}")


def _distinct(names: Iterable[PersonName]) -> tuple[PersonName, ...]:
    seen: dict[tuple[str, ...], PersonName] = {}
    for name in names:
        seen.setdefault(tuple(sorted(name.words)), name)
    return tuple(seen.values())


def _logins(profile: Profile, address: Address, names: Iterable[PersonName]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    if profile.kind == ACCOUNT:
        found[profile.value.rpartition(":")[2].rpartition("/")[2].lower()] = None
    if address.stem:
        found[address.stem] = None
        if address.account:
            found[address.account] = None
    for name in names:
        if name.login:
            found[name.login] = None
        elif len(name.words) == 1 and not name.initials:
            found[name.words[0]] = None
    return tuple(login for login in found if len(login) >= 3 and letters_of(login) not in GENERIC_LOGINS)


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
        return not (_same_when_joined(one, other) or _nearly_same(one, other))
    if one.words[0] in shared or other.words[0] in shared or left <= right or right <= left:
        return False
    return not _given_agree(one, other)


def _given_agree(one: PersonName, other: PersonName) -> bool:
    first, second = one.words[0], other.words[0]
    if first[0] == second[0] and (first.startswith(second) or second.startswith(first) or _is_slip(first, second)):
        return True
    givens = [*one.nicknames, first], [*other.nicknames, second]
    return any(a == b or are_nicknames(a, b) for a in givens[0] for b in givens[1])


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
    digits = "".join(c for c in sketched.value if c.isdigit())
    return digits[-9:] if len(digits) >= 9 else ""
