"""What the balance of circles gives back to faces: plain values."""

from typing import NamedTuple


class MonthLine(NamedTuple):
    """One circle in one month: minutes given, how many of them rest on guesses, exchanges."""

    month: str
    minutes: int
    guessed: int
    exchanges: int


class CircleLine(NamedTuple):
    """One circle: its months, and its part of the last three; `wish` in hundredths, None for no wish."""

    circle: str
    months: tuple[MonthLine, ...]
    minutes: int
    exchanges: int
    share: float
    wish: int | None
    lacks: bool
    is_compared: bool
    """Not so where all of it may pass unseen: whoever is in it lives with the owner, or that was not said yet."""
    is_guessed: bool
    """Nobody is in it by the owner's word: all of it is drawn lighter."""


class BalanceView(NamedTuple):
    """Attention per circle over a year, against what was wished."""

    months: tuple[str, ...]
    """ "2026-03", oldest first; the last one is not over."""
    circles: tuple[CircleLine, ...]
    minutes: int
    exchanges: int
    enough: bool
    """Whether the last three months tell enough to compare."""
    wished: int
    """What all wishes make together, in hundredths."""
    work: float
    """What work took of the last three months."""
    work_takes_all: bool
    lacking: tuple[str, ...]
    channels: tuple[str, ...]
    """What these figures saw, most first."""
    household: tuple[tuple[int, str], ...]
    """Whom the owner lives with: left out."""
    asks: tuple[tuple[int, str], ...]
    """Of whom that is not known, in the circle of love."""
