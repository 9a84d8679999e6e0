"""Evidence that two handles are one person's: one function per kind, its name close to its signal.

Each takes two sketches and the population and returns a weight (natural log of odds) with its reason, or None.
"""

import math
from collections.abc import Callable
from typing import Final

from entregent.identity.evidence import Evidence, by_rarity, shown
from entregent.identity.logins import (
    is_explained,
    login_spells_name,
    login_words,
    same_login,
    says_own_name,
    spells,
    spells_either,
)
from entregent.identity.rarity import Population, is_common
from entregent.identity.signatures import same_signature
from entregent.identity.sites import given_at_work
from entregent.identity.sketches import Sketch, contradict, is_same_name, is_slip, is_transliterated, phone_tail
from entregent.identity.weights import MOST_BY_WORK, WEIGHTS, YEARS_APART
from entregent.model.handle import MAIL, PHONE
from entregent.model.judgement import reason
from entregent.text.name_tables import are_nicknames, is_given
from entregent.text.names import PersonName, letters_of

SECONDS_A_YEAR: Final = 31_556_952
Feature = Callable[[Sketch, Sketch, Population], Evidence | None]


def shared_name(a: Sketch, b: Sketch) -> tuple[str, ...]:
    """The words of the first full name that both bear; empty if none."""
    for one in a.names:
        for other in b.names:
            if one.words == other.words or is_same_name(one, other):
                return one.words
    return ()


def between_names(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """The strongest that the full names say: the same name, one within the other, a nickname, a slip.

    An initial that stands for a given name says more than a slip, a single name less.
    """
    best: tuple[int, Evidence] | None = None
    for one in a.names:
        for other in b.names:
            found = _between_two(one, other, people)
            if found and (best is None or found[0] < best[0]):
                best = found
    if best and best[0] < _SLIP:
        return best[1]
    if (a.initialled or b.initialled) and (short := same_initial(a, b, people)):
        return short
    if best:
        return best[1]
    return one_name(a, b, people) if a.singles or b.singles else None


_SAME, _WITHIN, _NICKNAME, _SLIP = range(4)


def _between_two(one: PersonName, other: PersonName, people: Population) -> tuple[int, Evidence] | None:
    """How two full names meet, kept for the many handles that bear them."""
    key = one.words, other.words, one.nicknames, other.nicknames, one.foreign, other.foreign
    kept: dict[object, tuple[int, Evidence] | None] = people.kept
    if key not in kept:
        kept[key] = _read_two(one, other, people)
    return kept[key]


def _read_two(one: PersonName, other: PersonName, people: Population) -> tuple[int, Evidence] | None:
    if one.words == other.words or is_same_name(one, other):
        return _SAME, by_rarity("same-name", people.homonyms(one.words), name=shown(one.words))
    if is_transliterated(one, other):
        expected = max(people.homonyms(one.words), people.homonyms(other.words))
        return _SAME, by_rarity("transliterated", expected, one=shown(one.words), other=shown(other.words))
    left, right = set(one.words), set(other.words)
    shared = left & right
    if not shared:
        return None
    if len(shared) >= 2 and len(shared) == min(len(left), len(right)):
        small, big = sorted((one.words, other.words), key=lambda w: (len(w), w))
        # Several longer names hold the short one: each is as likely, and the short one may be yet another's.
        expected = max(people.homonyms(sorted(shared)), people.holders_of(small) - 1.0)
        return _WITHIN, by_rarity("name-within", expected, one=shown(small), other=shown(big))
    if found := _same_nickname(one, other, people):
        return _NICKNAME, found
    found = _name_slip(one, other, people)
    return (_SLIP, found) if found else None


def _same_nickname(one: PersonName, other: PersonName, people: Population) -> Evidence | None:
    """The same family name, and given names of which one is short for the other."""
    if one.words[-1] != other.words[-1]:
        return None
    first, second = " ".join(one.words[:-1]), " ".join(other.words[:-1])
    if len(one.words) == len(other.words) > 2 and one.words[1:] == other.words[1:]:
        first, second = one.words[0], other.words[0]
    pairs = [(x, y) for x in (first, *one.nicknames) for y in (second, *other.nicknames)]
    if not any(x == y or are_nicknames(x, y) or is_short_for(x, y) or is_short_for(y, x) for x, y in pairs):
        return None
    expected = people.share_of(one.words[-1]) * people.people
    expected *= people.share_of(one.words[0]) + people.share_of(other.words[0])
    return by_rarity("same-nickname", expected, one=shown(one.words), other=shown(other.words))


def is_short_for(short: str, given: str) -> bool:
    """Whether a word that is nobody's given name is short for one: its beginning ("nath"), or its initials ("js")."""
    if len(short) < 2 or len(short) >= len(given) or is_given(short):
        return False
    initials = "".join([word[0] for word in given.split(" ")])
    return short == initials or (len(short) > 2 and given.startswith(short))


def _name_slip(one: PersonName, other: PersonName, people: Population) -> Evidence | None:
    """One word of a full name is off by one letter, the others are equal."""
    if len(one.words) != len(other.words):
        return None
    off = [(x, y) for x, y in zip(one.words, other.words, strict=True) if x != y]
    if len(off) != 1 or not is_slip(*off[0]):
        return None
    expected = people.homonyms(one.words) + people.homonyms(other.words)
    return by_rarity("name-slip", expected, one=shown(one.words), other=shown(other.words))


def same_initial(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """The same family name, and on one side only the initial of the given name; or the other way round."""
    for x, y in ((a, b), (b, a)):
        for one in x.initialled:
            word = one.words[0]
            for other in y.names:
                at = [w[0] for w in other.words if w != word]
                if word in other.words and one.initials[0] in at:
                    expected = people.people * people.share_of(word) / 15
                    # "Julie T." tells less than "J. Tremblay": there are fewer given names than family names.
                    signal = "family-initial" if word == other.words[0] else "same-initial"
                    return by_rarity(signal, expected, initial=one.initials[0].upper(), name=shown(other.words))
    return None


def one_name(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """A single name on one side (given or family) that the other side bears too."""
    for x, y in ((a, b), (b, a)):
        for word in x.singles:
            if len(word) >= 3 and (word in y.singles or any(word in name.words for name in y.names)):
                return by_rarity("one-name", people.people * people.share_of(word), name=shown((word,)))
    return None


def same_phone_digits(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """The last nine digits of two phones agree: one was written without its country."""
    tail = phone_tail(a) if a.kind == b.kind == PHONE else ""
    # Within North America the area code is part of the number: these nine leave its first digit out.
    if tail and tail == phone_tail(b) and not (a.value[:2] == b.value[:2] == "+1"):
        return Evidence(WEIGHTS["same-phone-digits"], reason("same-phone-digits", digits=tail))
    return None


def same_domain(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """Both at one organisation: helps a weak name; two numbered logins of one name there are two people.

    At a provider, where a share of everybody is, anybody may take a second address with a number.
    """
    domain = a.address.organisation
    if not domain or domain != b.address.organisation:
        return None
    one, other = letters_of(a.address.login), letters_of(b.address.login)
    if (
        one == other
        and a.address.login != b.address.login
        and any(c.isdigit() for c in a.address.login + b.address.login)
        and not (people.told.has_circle and people.colleagues(a.address.label) >= EVERYBODY)
    ):
        return Evidence(WEIGHTS["numbered-twins"], reason("numbered-twins", domain=domain))
    # A full name says more by itself; two logins of one full name at one place are as often two people.
    return None if shared_name(a, b) else Evidence(WEIGHTS["same-domain"], reason("same-domain", domain=domain))


def same_work(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """A card's organisation is the other's, on a card or as its mail domain: only colleagues can be homonyms there.

    Two addresses of one domain are left to `same_domain`. Two cards with other organisations speak against it.
    """
    if not (a.work or b.work) or (a.address.organisation and a.address.organisation == b.address.organisation):
        return None
    shared = (a.work & b.work) or ({b.address.label} & a.work) or ({a.address.label} & b.work)
    if shared:
        work = min(shared)
        weight = min(-math.log(2 * people.colleagues(work)), MOST_BY_WORK)
        return Evidence(weight, reason("same-work", organisation=people.titles.get(work, work)))
    one, other = _works_at(a, people), _works_at(b, people)
    if one and other:
        weight = WEIGHTS["other-work"] * (1.0 if a.work and b.work else CARD_AGAINST_DOMAIN)
        return Evidence(
            weight, reason("other-work", one=people.titles.get(one, one), other=people.titles.get(other, other))
        )
    return None


CARD_AGAINST_DOMAIN: Final = 0.7
"""A mail domain may be an old employer's or a family's: it contradicts a card less than another card does."""
EVERYBODY: Final = 0.02
"""A domain with so large a share of the book's people is a provider, whatever its name."""


def _works_at(one: Sketch, people: Population) -> str:
    if one.work:
        return min(one.work)
    label = one.address.label
    return label if label and people.colleagues(label) < EVERYBODY else ""


def domain_names_person(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """The domain of one is the name of the other: "paul@spiering.org"."""
    for x, y in ((a, b), (b, a)):
        label = x.address.label
        if len(label) >= 5 and any(label in (n.words[-1], "".join(n.words)) for n in y.names):
            return Evidence(
                WEIGHTS["domain-names-person"], reason("domain-names-person", domain=x.address.organisation)
            )
    return None


def other_name(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """Both bear full names, and no two of them can be one person's."""
    if a.names and b.names and all(contradict(one, other) for one in a.names for other in b.names):
        facts = {"one": shown(a.names[0].words), "other": shown(b.names[0].words)}
        return Evidence(WEIGHTS["other-name"], reason("other-name", **facts))
    return None


def other_initial(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """The same name with other middle initials, or with Jr on one side and Sr on the other."""
    for one in a.names:
        for other in b.names:
            if one.suffix and other.suffix and one.suffix != other.suffix:
                return Evidence(WEIGHTS["other-suffix"], reason("other-suffix", one=one.suffix, other=other.suffix))
            if one.initials and other.initials and one.initials[0] != other.initials[0]:
                facts = {"one": one.initials[0].upper(), "other": other.initials[0].upper()}
                return Evidence(WEIGHTS["other-initial"], reason("other-initial", **facts))
    return None


def homonyms_in_sight(a: Sketch, b: Sketch, people: Population) -> Evidence | None:
    """Two people of this book are known to bear the name that the two share."""
    words = shared_name(a, b)
    numbered = any(login in b.logins and not login.isalpha() for login in a.logins)
    if words and not numbered and tuple(sorted(words)) in people.ambiguous:
        return Evidence(WEIGHTS["homonyms-in-sight"], reason("homonyms-in-sight", name=shown(words)))
    return None


def newcomer(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """One side wrote once or twice and nobody ever wrote to it, while the other is known: anybody can borrow a name."""
    for x, y in ((a, b), (b, a)):
        if x.kind == "mail" and 0 < x.sent <= 2 and not x.received and y.received and not x.cards:
            return Evidence(WEIGHTS["newcomer"], reason("newcomer", address=x.value))
    return None


def years_apart(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """One fell silent years before the other began: nothing but the name bridges the gap."""
    if a.first_at is None or b.first_at is None or a.last_at is None or b.last_at is None:
        return None
    years = max(b.first_at - a.last_at, a.first_at - b.last_at) / SECONDS_A_YEAR
    if years > YEARS_APART:
        return Evidence(WEIGHTS["years-apart"], reason("years-apart", years=round(years)))
    return None


def other_pseudonym(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """One side calls itself by a word that has nothing to do with the other's name or login."""
    for x, y in ((a, b), (b, a)):
        if x.singles and not x.names and y.names and not any(_is_related(word, x, y) for word in x.singles):
            return Evidence(WEIGHTS["other-pseudonym"], reason("other-pseudonym", name=shown(x.singles[:1])))
    return None


def _is_related(word: str, x: Sketch, y: Sketch) -> bool:
    if word in x.logins[:1] or word in y.logins or word == x.address.account:
        return True
    parts = [part for name in y.names for part in (*name.words, *name.nicknames)]
    return any(word[:3] == part[:3] or are_nicknames(word, part) for part in parts) or any(
        spells(word, name.words) for name in y.names
    )


def shared_mailbox(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """An address under which two different names write is no ground for joining either."""
    for x in (a, b):
        if x.is_shared:
            return Evidence(WEIGHTS["shared-mailbox"], reason("shared-mailbox", address=x.value))
    return None


def look_alike(a: Sketch, b: Sketch, _: Population) -> Evidence | None:
    """A name drawn with letters of another script that look Latin: flagged, never merged by itself."""
    for x in (a, b):
        if x.look_alike:
            return Evidence(WEIGHTS["look-alike"], reason("look-alike", address=x.value))
    return None


SPELT_TOO: Final = 2.0
"""What a login is worth that spells the name, where the names shown have been compared already."""
EXPLAINED: Final = 0.7
"""What a login is still worth that only repeats the name beside it."""


def _common_name(a: Sketch, b: Sketch, name: Evidence | None, login: Evidence | None) -> Evidence | None:
    words: tuple[str, ...] = ()
    if name and name.reason.signal == "same-name" and (login is None or login.weight <= EXPLAINED):
        words = shared_name(a, b)
    elif login and not name:
        words = login_words(letters_of(str(login.reason.facts[0][1])))
    if words and is_common(words):
        return Evidence(WEIGHTS["common-name"], reason("common-name", name=shown(words)))
    return None


def compare(a: Sketch, b: Sketch, people: Population) -> tuple[float, tuple[Evidence, ...]]:
    """Confidence (0..1) that two handles are one person's, and the evidence that made it, strongest first."""
    found = _for_it(a, b, people)
    if not found:
        return 0.0, ()
    corrections = _CORRECTIONS
    if (a.work or b.work) and (work := same_work(a, b, people)):
        found.append(work)
        if work.weight >= FEW_AT_WORK and found[0].reason.signal == "same-name":
            # Only a colleague could be the other bearer of the name, however many bear it elsewhere.
            found = [one for one in found if one.reason.signal != "common-name"]
            corrections = _AMONG_COLLEAGUES
    if sum([one.weight for one in found]) < NOT_WORTH_MORE:
        return 0.0, ()
    found += [one for feature in corrections if (one := feature(a, b, people))]
    total = sum([one.weight for one in found])
    return 1 / (1 + math.exp(-max(min(total, 20.0), -20.0))), tuple(sorted(found, key=lambda e: -abs(e.weight)))


FEW_AT_WORK: Final = 3.0
"""From this weight on an organisation has so few people here that a homonym among them is unlikely."""
NOT_WORTH_MORE: Final = -2.6
"""What speaks for a pair must weigh this much before domains and contradictions are looked at."""


def _for_it(a: Sketch, b: Sketch, people: Population) -> list[Evidence]:
    """Name, login and phone evidence, each piece counted once."""
    name = between_names(a, b, people)
    login = same_login(a, b, people)
    is_bounded = people.told.are_people(a.id, b.id)
    if name and is_bounded:
        most = people.told.surest_by_name + min(WEIGHTS[name.reason.signal], 0.0)
        name = name._replace(weight=min(name.weight, most))
    told = name is not None and (is_bounded or name.reason.signal == "same-name")
    spelt = None if told else login_spells_name(a, b, people)
    if login and is_bounded and spells_either(login.reason, a, b):
        login = login._replace(weight=min(login.weight, 0.0 if name else people.told.surest_by_name))
    elif login and is_explained(login.reason, a, b):
        login = login._replace(weight=min(login.weight, EXPLAINED))
    if spelt and is_bounded:
        spelt = spelt._replace(weight=min(spelt.weight, people.told.surest_by_name if not login else 0.0))
    if name and name.reason.signal == "one-name":
        # A single word that is also the login, or part of the spelt name, is one piece of evidence, not two.
        name = None if max((e.weight for e in (login, spelt) if e), default=-9.0) > name.weight else name
        spelt = None if name else spelt
    if name and spelt:
        # Both speak of one name: what makes it rare counts once.
        spelt = None if says_own_name(spelt, a, b) else spelt._replace(weight=min(spelt.weight, SPELT_TOO))
    if login and spelt and not name:
        spelt = spelt._replace(weight=min(spelt.weight, EXPLAINED)) if login.weight > spelt.weight else spelt
    if name and login and name.reason.signal == "same-name":
        # The login has told them apart from homonyms already: a name in common can't speak against it.
        name = name._replace(weight=max(name.weight, 0.5))
    pseudonym = other_pseudonym(a, b, people) if spelt and not login else None
    common = _common_name(a, b, name, login)
    if common and is_bounded:
        # How often one name is two people here has been told by the book itself.
        common = common._replace(weight=common.weight / 2)
    signed = same_signature(a, b, people.told.common_signs) if a.signs or b.signs else None
    if name and signed:
        name = name._replace(weight=max(name.weight, 0.0))
    if (a.work or b.work) and (a.kind != MAIL or b.kind != MAIL):
        at_work = given_at_work(a, b, people)
        name = at_work if at_work and (name is None or name.weight < at_work.weight) else name
    return [e for e in (name, login, spelt, same_phone_digits(a, b, people), signed, pseudonym, common) if e]


_CORRECTIONS: Final[tuple[Feature, ...]] = (
    same_domain,
    domain_names_person,
    other_name,
    other_initial,
    homonyms_in_sight,
    newcomer,
    years_apart,
    shared_mailbox,
    look_alike,
)
_AMONG_COLLEAGUES: Final = tuple(one for one in _CORRECTIONS if one is not homonyms_in_sight)
