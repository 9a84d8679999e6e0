"""Discretion: whether a text names somebody, so that a witness does not learn of whom it was unless that was chosen."""

import re
from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 2
"""Single letters name nobody."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def names_within(text: str, names: Iterable[str], spared: Iterable[str] = ()) -> list[str]:
    """The names, or parts of names, that a text holds; `spared` are names that it may hold (the witness's, my own).

    Letters count as they are written: "Rose" names her, "rose" does not. A name whole is found in any letters.
    """
    allowed = {part.casefold() for name in spared for part in _WORD.findall(name)}
    words = set(_WORD.findall(text))
    folded = " ".join(text.casefold().split())
    found = []
    for name in names:
        whole = " ".join(name.casefold().split())
        parts = [part for part in _WORD.findall(name) if len(part) > SHORTEST - 1]
        if " " in whole and whole in folded and any(part.casefold() not in allowed for part in parts):
            found.append(name)
        found += [part for part in parts if part in words and part.casefold() not in allowed]
    return list(dict.fromkeys(found))


def without_names(text: str, names: Iterable[str], instead: str) -> str:
    """The text with every name, and every part of one, put as `instead`."""
    shown = text
    for name in sorted(names, key=len, reverse=True):
        for part in (name, *sorted(_WORD.findall(name), key=len, reverse=True)):
            if len(part) >= SHORTEST:
                shown = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", instead, shown)
    return re.sub(rf"{re.escape(instead)}(?:[ -]{re.escape(instead)})+", instead, shown)
