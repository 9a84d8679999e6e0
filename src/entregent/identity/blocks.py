"""Which handles are worth comparing: those that meet under a key. No pair outside a block is ever looked at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

from entregent.identity.sketches import Sketch, phone_tail
from entregent.text.name_tables import formal_names
from entregent.text.names import letters_of

FULL_BLOCK: Final = 12
"""Blocks up to this size are compared pair by pair; a bigger one holds a key too common to tell anything."""
NARROW_BLOCK: Final = 30
LOGIN_CUTS: Final = 8
"""Old systems cut logins to eight letters."""


def candidate_pairs(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Places (i < j) of the handles to compare, in order, each pair once."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sketches):
        for key in _keys(one):
            blocks[key].append(place)
    _add_spelt_names(sketches, blocks)
    pairs: set[tuple[int, int]] = set()
    for key, places in blocks.items():
        if 1 < len(places) <= (FULL_BLOCK if key[0] != "l" else NARROW_BLOCK):
            pairs.update(combinations(sorted(set(places)), 2))
    return sorted(pairs)


def _keys(one: Sketch) -> Iterable[str]:
    keys: dict[str, None] = {}
    for name in one.names:
        words = sorted(name.words[:4])
        for pair in combinations(words, 2):
            keys[f"n{pair[0]} {pair[1]}"] = None
        keys[f"j{''.join(name.words)}"] = None
        for formal in _formal(name.words[0], name.nicknames):
            keys[f"k{formal} {name.words[-1]}"] = None
    for name in one.initialled:
        keys[f"i{name.initials[0]} {name.words[0]}"] = None
    for login in one.logins:
        keys[f"l{login}"] = None
    for word in one.singles:
        keys[f"w{word}"] = None
    if tail := phone_tail(one):
        keys[f"p{tail}"] = None
    return keys


def _formal(first: str, nicknames: tuple[str, ...]) -> Iterable[str]:
    yield first
    formal = formal_names()
    for word in (first, *nicknames):
        yield from formal.get(word, ())


def _add_spelt_names(sketches: Sequence[Sketch], blocks: defaultdict[str, list[int]]) -> None:
    """Put full names into the blocks of the logins, single words and initials that may stand for them."""
    wanted = {key[1:] for key in blocks if key[0] == "l"}
    wanted |= {letters_of(login) for login in wanted}
    by_letters: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sketches):
        for login in one.logins:
            by_letters[letters_of(login)].append(place)
    for place, one in enumerate(sketches):
        for name in one.names:
            first, last = name.words[0], name.words[-1]
            if f"i{first[0]} {last}" in blocks:
                blocks[f"i{first[0]} {last}"].append(place)
            for word in name.words:
                if f"w{word}" in blocks:
                    blocks[f"w{word}"].append(place)
            for letters in _spellings(name.words):
                if letters in by_letters:
                    blocks[f"s{letters}"].append(place)
    for letters, places in by_letters.items():
        if f"s{letters}" in blocks:
            blocks[f"s{letters}"].extend(places)


def _spellings(words: tuple[str, ...]) -> set[str]:
    first, last = words[0], words[-1]
    whole = "".join(words)
    heads = "".join(w[0] for w in words[:-1])
    made = {whole, first + last, last + first, first[0] + last, last + first[0], first + last[0], heads + last}
    return made | {(first[0] + last)[:LOGIN_CUTS], last[:LOGIN_CUTS], whole[:LOGIN_CUTS]}
