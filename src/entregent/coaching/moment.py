"""The moment of a step: what can come of it by each way, what is smaller than it, and the breath before it."""

from collections.abc import Collection, Sequence
from typing import Final

BREATH: Final = (4, 4, 6)
"""Seconds in, held, out."""


WRITTEN: Final = ("mail", "text", "social", "letter", "comment", "other")
EASIER: Final = {
    "meeting": ("call", "text", "mail", "social"),
    "call": ("text", "mail", "social"),
    "letter": ("text", "mail", "social"),
    "mail": ("text", "social"),
}
"""Way -> smaller ways than it, the nearest first."""

ATTEMPTS: Final = frozenset(("hung-up", "not-sent", "not-answered", "left-early"))
"""Tries that stopped on this side."""
HEARD: Final = frozenset(("talked", "met"))
"""What shows at once how warm somebody was."""


DONE: Final = frozenset(("talked", "met", "wrote", "left-message"))
"""What keeps a commitment; the rest has tried to."""


def outcomes(channel: str, *, owed: bool = False) -> tuple[str, ...]:
    """What can come of a step by a way, the smallest first; `owed` where an answer was to be given."""
    if channel == "call":
        return ("hung-up", "no-answer", "left-message", "talked")
    if channel == "meeting":
        return ("left-early", "no-answer", "met")
    return ("not-answered", "not-sent", "wrote") if owed else ("not-sent", "wrote")


def smaller(channel: str, within_reach: Collection[str]) -> str:
    """The nearest smaller way by which somebody can be reached; "" where the way itself is the smallest."""
    return next((way for way in EASIER.get(channel, ()) if way in within_reach), "")


def chosen_way(wished: Sequence[str], within_reach: Sequence[str]) -> str:
    """The first wish that can be reached, else the first way that can; a wish alone where none can."""
    for way in wished:
        if way in within_reach:
            return way
    return within_reach[0] if within_reach else next(iter(wished), "meeting")


def felt(expected: int | None, warmth: int | None) -> str:
    """How warm it was against what was expected: "warmer", "as-expected", "colder"; "" where one of them is unsaid."""
    if expected is None or warmth is None:
        return ""
    return "warmer" if warmth > expected else "colder" if warmth < expected else "as-expected"
