"""What the page of one person is made of, beside what every face shows: plain values."""

from typing import NamedTuple

from entregent.app.views import PersonView, TimelineLine
from entregent.model.judgement import Reason


class TimelinePage(NamedTuple):
    """A stretch of a timeline, newest first; `older` is the event before which more lies, None where nothing does."""

    lines: tuple[TimelineLine, ...]
    older: int | None
    channels: tuple[tuple[str, int], ...]
    """(channel, how much passed by it), the most used first."""
    name: str
    """Whose it is."""


class Companion(NamedTuple):
    """Somebody often seen together with a person, and in how many of their exchanges."""

    person: int
    name: str
    circles: tuple[str, ...]
    together: int


class StrengthPoint(NamedTuple):
    """How steady a tie stood at an instant, as it was known then."""

    at: int
    strength: float


class Portrait(NamedTuple):
    """A person's page, but for what is folded away. `sort` is "person" or "automaton"."""

    view: PersonView
    sort: str
    sort_reasons: tuple[Reason, ...]
    never: str
    never_action: int | None
    """What to take back so that the person is suggested again."""
    later_until: str
    met: str
    """Where they met, by the owner's own word."""
    via: int | None
    """Through whom."""
    channels: tuple[tuple[str, int], ...]
    older: int | None
    companions: tuple[Companion, ...]
    curve: tuple[StrengthPoint, ...]
    """Empty where the tie is not to be measured."""


class PersonExport(NamedTuple):
    """One person as a file to hand over: its name without ending, and its text."""

    name: str
    text: str
