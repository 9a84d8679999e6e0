"""Which handles are worth comparing: those that meet under a key. No pair outside a block is ever looked at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log
from typing import Final

from entregent.identity.rarity import Population, is_common
from entregent.identity.sketches import Sketch, phone_tail
from entregent.identity.weights import ASK_ABOVE, SAME_AGAIN, WEIGHTS
from entregent.model.handle import PHONE
from entregent.text.name_tables import formal_names
from entregent.text.names import letters_of

FULL_BLOCK: Final = 9
"""Blocks up to this size are compared pair by pair; a bigger one holds a key too common to tell anything."""
NARROW_BLOCK: Final = 30
LOGIN_CUTS: Final = 8
"""Old systems cut logins to eight letters."""
LONG_WORD: Final = 8
"""A word of so many letters may be two written together ("Jeanpierre")."""

Blocks = defaultdict[str, list[int]]


def candidate_pairs(sketches: Sequence[Sketch], people: Population) -> list[tuple[int, int]]:
    """Places (i < j) of the handles to compare, in order, each pair once."""
    blocks: Blocks = defaultdict(list)
    for place, one in enumerate(sketches):
        for key in _keys(one):
            blocks[key].append(place)
        if one.kind == PHONE and (tail := phone_tail(one)):
            blocks["p" + tail].append(place)
    speakers = [(place, one) for place, one in enumerate(sketches) if one.names or one.logins]
    _add_names_to_words(speakers, blocks)
    _add_names_to_logins(speakers, blocks)
    pairs: set[tuple[int, int]] = set()
    for key, places in blocks.items():
        if 1 < len(places) <= (NARROW_BLOCK if key[0] == "l" else FULL_BLOCK):
            words = _words_of(key, sketches[places[0]])
            if words and is_hopeless(words, people):
                continue
            pairs.update(combinations(sorted(set(places)), 2))
    return sorted(pairs)


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
    for name in one.initialled:
        keys[f"i{name.initials[0]} {name.words[0]}"] = None
    for login in one.logins:
        keys["l" + login] = None
    for word in one.singles:
        keys["w" + word] = None
    return keys


def _add_names_to_words(speakers: Sequence[tuple[int, Sketch]], blocks: Blocks) -> None:
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
