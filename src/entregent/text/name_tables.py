"""How common a name is, and which nickname stands for which name: small tables, read on first use."""

from functools import lru_cache
from importlib.resources import files
from typing import Final

UNKNOWN_SHARE: Final = 2e-5
"""Share of people taken for a name that no table holds: about one bearer in 50,000."""


def _lines(name: str) -> list[tuple[str, list[str]]]:
    text = (files("entregent.text") / "tables" / name).read_text(encoding="utf-8")
    parts = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(head, tail.split()) for head, tail in parts]


@lru_cache(maxsize=1)
def given_shares() -> dict[str, float]:
    """Folded first name to the share of people who bear it in the country where it is most common."""
    return {word: 10.0 ** (-int(level) / 4) for level, words in _lines("given.txt") for word in words}


@lru_cache(maxsize=1)
def family_shares() -> dict[str, float]:
    """Folded surname to the share of people who bear it in the country where it is most common."""
    shares: dict[str, float] = {}
    for table in ("family.txt", "family_qc.txt", "family_world.txt"):
        for level, words in _lines(table):
            share = 10.0 ** (-int(level) / 4)
            shares.update((word, share) for word in words if shares.get(word, 0.0) < share)
    return shares


@lru_cache(maxsize=1)
def formal_names() -> dict[str, frozenset[str]]:
    """Folded nickname to the formal names it may stand for; a compound one holds a space ("jp": "jean pierre")."""
    found: dict[str, set[str]] = {}
    for table in ("nicknames_en.txt", "nicknames_fr.txt"):
        for formal, shorts in _lines(table):
            for short in shorts:
                found.setdefault(short, set()).add(formal)
    return {short: frozenset(names) for short, names in found.items()}


def is_given(word: str) -> bool:
    """Whether a folded word is known as a first name or a nickname."""
    return word in given_shares() or word in formal_names()


def are_nicknames(one: str, other: str) -> bool:
    """Whether two folded first names may be one person's: one short for the other, or both short for the same."""
    formal = formal_names()
    left, right = formal.get(one, frozenset()), formal.get(other, frozenset())
    return other in left or one in right or bool(left & right)
