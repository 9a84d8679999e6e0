"""Piles: which ties a calm review shows, and in which pile; who is near to the heart is in none of the quiet ones."""

from typing import Final, NamedTuple

from entregent.model.tie import Level

AUTOMATA: Final = "automata"
"""Who may be no person."""
DUPLICATES: Final = "duplicates"
"""Who may be one person twice."""
NEVER_ANSWERED: Final = "never-answered"
"""Tried several times, long ago, and never heard from."""
FADED: Final = "faded"
"""There was a tie; it has been silent for long, and no plate of the inner levels is meant for it."""
NO_ROOM: Final = "no-room"
"""A plate for which the week has no minutes just now."""

PILES: Final = (AUTOMATA, DUPLICATES, NEVER_ANSWERED, FADED, NO_ROOM)
"""In the order in which they are gone through."""

HEART: Final = frozenset(("love", "family", "friends"))
"""Circles in which nobody is put away for what a machine counts."""

LEAST_TRIES: Final = 2
"""One word without an answer says nothing of a way of writing."""
LONG_AGO_DAYS: Final = 182
FADED_DAYS: Final = 365
FADED_GAPS: Final = 4.0
"""Whoever is met every two years has not faded after one: so many usual gaps must have passed."""
LEAST_DAYS: Final = 3
"""On so many days something real passed: else there was no tie that could fade."""


class Quiet(NamedTuple):
    """What decides about one tie, as of a day."""

    silence_days: int
    heard: int
    """How often anything came from them."""
    tries: int
    """Direct words of the owner's whose patience has run out."""
    answered: int
    real_days: int
    gap_days: float | None
    """The usual gap; None where too few exchanges tell one."""
    level: Level
    is_near: bool
    """In love, family or friends, by the owner's word or by a guess."""


def quiet_pile(tie: Quiet) -> str:
    """The pile of a silent tie: never answered, faded, or "" for none."""
    if tie.is_near:
        return ""
    if not tie.heard:
        return NEVER_ANSWERED if _was_tried(tie) else ""
    return FADED if _has_faded(tie) else ""


def _was_tried(tie: Quiet) -> bool:
    return tie.tries >= LEAST_TRIES and not tie.answered and tie.silence_days >= LONG_AGO_DAYS


def _has_faded(tie: Quiet) -> bool:
    outer = tie.level in (Level.NONE, Level.WIDE)
    silent = tie.silence_days >= max(FADED_DAYS, FADED_GAPS * (tie.gap_days or 0.0))
    return outer and silent and tie.real_days >= LEAST_DAYS
