"""Words of a tie: levels, circles, outcomes."""

from enum import IntEnum, StrEnum
from typing import Final


class Level(IntEnum):
    """How much the owner wants a tie. Stored; 0 means none: no plate."""

    NONE = 0
    CLOSE = 1
    VALUED = 2
    NURTURED = 3
    WIDE = 4


LEVEL_WORDS: Final = {
    Level.NONE: "none",
    Level.CLOSE: "close",
    Level.VALUED: "valued",
    Level.NURTURED: "nurtured",
    Level.WIDE: "wide",
}
"""The word a command takes and JSON shows."""

LEVEL_WEIGHTS: Final = {Level.NONE: 0.0, Level.CLOSE: 8.0, Level.VALUED: 4.0, Level.NURTURED: 2.0, Level.WIDE: 1.0}

CIRCLES: Final = ("love", "family", "friends", "pals", "clients", "collaborators", "partners", "prospects")
"""The spheres of life that every book begins with; the owner may add more."""


class Outcome(StrEnum):
    """What came of a step. The first three are exchanges; the rest are attempts, which leave the tie's clock."""

    TALKED = "talked"
    MET = "met"
    WROTE = "wrote"
    LEFT_MESSAGE = "left-message"
    NO_ANSWER = "no-answer"
    HUNG_UP = "hung-up"
    NOT_SENT = "not-sent"
    """Written, and not sent."""
    NOT_ANSWERED = "not-answered"
    """There was a moment to answer, and the answer was not given."""
    LEFT_EARLY = "left-early"
    """Entered a room, and left."""


EXCHANGES: Final = frozenset((Outcome.TALKED, Outcome.MET, Outcome.WROTE))

HELD_BACK: Final = frozenset((Outcome.HUNG_UP, Outcome.NOT_SENT, Outcome.NOT_ANSWERED, Outcome.LEFT_EARLY))
"""Attempts of which the other person knows nothing: nobody declined, and nobody is waited for."""
