"""Which handles are worth comparing: those that meet under a key. No pair outside a block is ever looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import log
from typing import Final

from entregent.identity.features import NOT_WORTH_MORE
from entregent.identity.logins import login_worth
from entregent.identity.rarity import Population, is_common
from entregent.identity.signatures import key_of
from entregent.identity.sites import called_at_work, contact_names, joined_title
from entregent.identity.sketches import Sketch, phone_tail, sounded_name
from entregent.identity.weights import ASK_ABOVE, MOST_BY_NAME, SAME_AGAIN, WEIGHTS
from entregent.model.handle import MAIL, PHONE, URL
from entregent.text.name_tables import formal_names, is_given
from entregent.text.names import letters_of
from entregent.text.scripts import sounded

FULL_BLOCK: Final = 9
"""Blocks up to this size are compared pair by pair; a bigger one holds a key too common to tell anything."""
NARROW_BLOCK: Final = 30
LOGIN_CUTS: Final = 8
"""Old systems cut logins to eight letters."""
LONG_WORD: Final = 8
"""A word of so many letters may be two written together ("Jeanpierre")."""

SHORT_GIVEN: Final = 4
"""A first word of so few letters that is no given name may be short for one ("Nath", "JS")."""

Blocks = defaultdict[str, list[int]]


def candidate_pairs(sketches: Sequence[Sketch], people: Population, person: Mapping[int, int]) -> list[tuple[int, int]]:
    """Places (i < j) of the handles to compare, in order, each pair once; none of one person in `person`."""
    blocks: Blocks = defaultdict(list)
    spoken = _who_speaks(sketches, person)
    heard = frozenset(spoken)
    works = {work for one in sketches for work in one.work}
    for place, one in enumerate(sketches):
        if place in heard:
            for key in _keys(one):
                blocks[key].append(place)
            if one.work or one.address.label in works:
                for key in _keys_at_work(one):
                    blocks[key].append(place)
        if one.kind == PHONE and (tail := phone_tail(one)):
            blocks["p" + tail].append(place)
    _add_signatures(sketches, blocks, people.told.common_signs)
    _add_names_at_work(sketches, blocks, people)
    _add_foreign(sketches, blocks)
    shorts = {key: len(places) for key, places in blocks.items() if key[0] in "iw"}
    speakers = [(place, sketches[place]) for place in spoken if sketches[place].names or sketches[place].logins]
    _add_names_to_words(speakers, blocks, people)
    _add_names_to_logins(speakers, blocks)
    pairs: set[tuple[int, int]] = set()
    for key, places in blocks.items():
        if 1 < len(places) <= (NARROW_BLOCK if key[0] == "l" else FULL_BLOCK) and (
            not _tells_nothing(key, sketches[places[0]], people)
            or (people.told.has_circle and _may_be_only_one(key, places, sketches))
        ):
            # Full names wait in such a block for a short one; each other they meet under a key of their own.
            firsts = places[: shorts[key]] if key in shorts else places
            for at, i in enumerate(firsts, 1):
                mine = person[sketches[i].id]
                pairs.update([(i, j) if i < j else (j, i) for j in places[at:] if person[sketches[j].id] != mine])
    return sorted(pairs)


def _who_speaks(sketches: Sequence[Sketch], person: Mapping[int, int]) -> list[int]:
    """Places of the handles that meet others by name or login.

    A phone or a page that bears no more than its card's names says nothing that the card's mail address doesn't say
    for the same person: it would only repeat each comparison.
    """
    leaders: dict[tuple[int, int], int] = {}
    quiet = [not one.own and not one.logins and one.kind in (PHONE, URL) for one in sketches]
    for silent in (False, True):
        for place, one in enumerate(sketches):
            if one.cards and quiet[place] is silent:
                for card in one.cards:
                    leaders.setdefault((card, person[one.id]), place)
    return [
        place
        for place, one in enumerate(sketches)
        if not (one.cards and quiet[place]) or any(leaders[card, person[one.id]] == place for card in one.cards)
    ]


def _tells_nothing(key: str, one: Sketch, people: Population) -> bool:
    """Whether what a block shares is too common to matter, even with a name beside it."""
    if key[0] == "l":
        return login_worth(key[1:], people) + MOST_BY_NAME < NOT_WORTH_MORE
    words = _words_of(key, one)
    return bool(words) and is_hopeless(words, people)


def _may_be_only_one(key: str, places: Sequence[int], sketches: Sequence[Sketch]) -> bool:
    """Whether a common name is worth a look all the same: a network shows it for somebody the owner turned to."""
    return key[0] in "nj" and any(sketches[place].kind != MAIL and sketches[place].is_turned_to for place in places)


def _words_of(key: str, one: Sketch) -> Sequence[str]:
    """The words of the name that a block shares; empty where it shares something else."""
    if key[0] == "n":
        return key[1:].split(" ")
    return next((name.words for name in one.names if "".join(name.words) == key[1:]), ()) if key[0] == "j" else ()


def is_hopeless(words: Sequence[str], people: Population) -> bool:
    """Whether a name has so many bearers that it is not even worth a question."""
    weight = log(SAME_AGAIN / people.homonyms(words)) + (WEIGHTS["common-name"] if is_common(words) else 0.0)
    return weight < log(ASK_ABOVE / (1 - ASK_ABOVE))


def _keys(one: Sketch) -> Iterable[str]:
    """Keys by kind: n two words of a name, j a name written together, i initial and word, l login, w word, p phone."""
    keys: dict[str, None] = {}
    formal = formal_names()
    for name in one.names:
        words = name.words
        if len(words) == 2:
            first, last = words
            keys[f"n{first} {last}" if first < last else f"n{last} {first}"] = None
        else:
            for first, second in combinations(sorted(words[:4]), 2):
                keys[f"n{first} {second}"] = None
        if len(words) > 2 or len(words[0]) >= LONG_WORD or len(words[1]) >= LONG_WORD:
            keys["j" + "".join(words)] = None
        for short in (words[0], *name.nicknames) if name.nicknames or words[0] in formal else ():
            for long in formal.get(short, (short,)):
                keys[f"n{min(long, words[-1])} {max(long, words[-1])}"] = None
        if one.kind != MAIL and len(words[0]) <= SHORT_GIVEN and not is_given(words[0]):
            keys[f"i{words[0][0]} {words[-1]}"] = None
    for name in one.initialled:
        keys[f"i{name.initials[0]} {name.words[0]}"] = None
    for login in one.logins:
        keys["l" + login] = None
    for word in one.singles:
        keys["w" + word] = None
    return keys


def _keys_at_work(one: Sketch) -> Iterable[str]:
    """Keys o: organisation, family name and initial: there even a common name has few bearers."""
    ends = {(name.words[-1], name.words[0][0]) for name in one.names}
    ends |= {(name.words[0], name.initials[0]) for name in one.initialled}
    works = {*one.work, one.address.label} - {""}
    return {f"o{work} {family} {initial}" for work in works for family, initial in ends} if ends else ()


def _add_signatures(sketches: Sequence[Sketch], blocks: Blocks, common: frozenset[str]) -> None:
    """Keys g: what a letter is signed with, for the letters' writers and for the handle that it is."""
    signed = {sign for one in sketches for sign in one.signs} - common
    for place, one in enumerate(sketches) if signed else ():
        for key in (one.signs | key_of(one)) & signed:
            blocks["g" + key].append(place)


def _add_names_at_work(sketches: Sequence[Sketch], blocks: Blocks, people: Population) -> None:
    """Keys a: a telephone's "Julie Atelier Boréal", and the Julies who are at Atelier Boréal."""
    contacts = [
        (place, called_at_work(name))
        for place, one in enumerate(sketches)
        if one.kind != MAIL and one.names and people.titles
        for name in contact_names(one)
    ]
    titles = {work: joined_title(title) for work, title in people.titles.items()} if contacts else {}
    employers = set(titles.values())
    called = {key for _, key in contacts if key[1] in employers}
    if not called:
        return
    for place, key in contacts:
        if key in called:
            blocks["a" + " ".join(key)].append(place)
    for place, one in enumerate(sketches):
        for work in one.work:
            for name in one.names:
                if (key := (name.words[0], titles.get(work, work))) in called:
                    blocks["a" + " ".join(key)].append(place)


def _add_foreign(sketches: Sequence[Sketch], blocks: Blocks) -> None:
    """Keys f: names of another script, and all that sound like them."""
    foreign = {sounded_name(name) for one in sketches for name in one.names if name.foreign}
    starts = {word[:1] for name in foreign for word in name}
    for place, one in enumerate(sketches) if foreign else ():
        near = [name for name in one.names if sounded(name.words[0])[:1] in starts]
        for sounds in foreign.intersection(map(sounded_name, near)) if near else ():
            blocks["f" + " ".join(sounds)].append(place)


def _add_names_to_words(speakers: Sequence[tuple[int, Sketch]], blocks: Blocks, people: Population) -> None:
    """Put full names into the blocks of the single words and of the initials that may stand for them."""
    words = {key[1:] for key in blocks if key[0] == "w"}
    initials = {key[1:] for key in blocks if key[0] == "i"}
    families = {key[2:] for key in initials}
    if not (words or initials):
        return
    for place, one in speakers:
        for name in one.names:
            for word in name.words:
                if word in words:
                    blocks["w" + word].append(place)
            last = name.words[-1]
            if last in families and (key := f"{name.words[0][0]} {last}") in initials:
                blocks["i" + key].append(place)
            if (
                people.told.has_circle
                and name.words[0] in families
                and (key := f"{last[0]} {name.words[0]}") in initials
            ):
                blocks["i" + key].append(place)


def _add_names_to_logins(speakers: Sequence[tuple[int, Sketch]], blocks: Blocks) -> None:
    """Let a login without a name beside it meet the names that spell it."""
    by_letters: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in speakers:
        # A handle that shows a full name meets its likes under that name already.
        if not one.names:
            for login in one.logins:
                by_letters[letters_of(login)].append(place)
    if not by_letters:
        return
    met: set[str] = set()
    starts = {letters[:2] for letters in by_letters}
    for place, one in speakers:
        for name in one.names:
            first, last = name.words[0], name.words[-1]
            if not (first[:2] in starts or last[:2] in starts or first[0] + last[0] in starts or len(name.words) > 2):
                continue
            for letters in _spellings(name.words):
                if letters in by_letters:
                    blocks["s" + letters].append(place)
                    met.add(letters)
    for letters in met:
        blocks["s" + letters].extend(by_letters[letters])


def _spellings(words: tuple[str, ...]) -> tuple[str, ...]:
    first, last = words[0], words[-1]
    short = first[0] + last
    made = (first + last, last + first, short, last + first[0], first + last[0], last[:LOGIN_CUTS], short[:LOGIN_CUTS])
    if len(words) == 2:
        return made
    return (*made, "".join(words), "".join([w[0] for w in words[:-1]]) + last, "".join(words[1:]))
