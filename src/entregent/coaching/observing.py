"""Observing, but not too long: what is observed has a last day, and the smallest step after it (SCIENCE §5)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from entregent.model.errors import RequestError

DAYS: Final = 14
"""How long something is observed, unless said otherwise."""
MOST_DAYS: Final = 90
FREE_RENEWALS: Final = 1
"""So many times more time may be taken without a word; then why is asked."""

PERSON: Final = "person"
KINDS: Final = ("network", "series", "list", "circle", PERSON, "place")
"""What can be observed: a network, an event series, a mailing list or group, a circle of followers, a person, else."""

NOTICE: Final[Mapping[str, tuple[str, ...]]] = {
    "network": ("who-answers", "what-is-asked", "what-i-know"),
    "series": ("who-hosts", "how-it-begins", "where-they-stand"),
    "list": ("what-is-asked", "who-answers", "tone"),
    "circle": ("what-they-share", "who-answers", "what-i-know"),
    PERSON: ("what-they-share", "what-they-love", "how-to-help"),
    "place": ("who-comes", "how-it-begins", "what-i-know"),
}
"""Three things to notice, by kind."""

SMALLEST: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "network": ("writing", ("react", "write-stranger")),
    "series": ("room", ("enter-room", "greet-host", "speak-beside")),
    "list": ("writing", ("react", "write-stranger")),
    "circle": ("writing", ("react", "write-stranger")),
    PERSON: ("writing", ("react", "thank", "write-stranger")),
    "place": ("room", ("enter-room", "greet-host", "speak-beside")),
}
"""The ladder and the rungs, smallest first, from which the step after it comes."""


class WhyNeededError(RequestError):
    """The observing was renewed once already: more time needs a why."""

    code = "observing-needs-why"


class SmallestStep(NamedTuple):
    """The step that comes after observing."""

    ladder: str
    rung: str


def last_day(today: date, days: int = DAYS) -> date:
    """The day on which the observing ends."""
    return today + timedelta(days=days)


def is_over(until: date, today: date) -> bool:
    """Whether its last day has come."""
    return today >= until


def renewed_until(until: date, today: date, days: int, renewals: int, why: str) -> date:
    """The new last day, so many days from now; never an earlier one. Raises WhyNeededError."""
    if renewals >= FREE_RENEWALS and not why.strip():
        raise WhyNeededError
    return max(until, last_day(today, days))


def smallest_step(kind: str, mastered: frozenset[str] | set[str]) -> SmallestStep:
    """The smallest step that is not a habit yet; the last of them where all are."""
    ladder, rungs = SMALLEST.get(kind, SMALLEST["place"])
    return SmallestStep(ladder, next((rung for rung in rungs if rung not in mastered), rungs[-1]))
