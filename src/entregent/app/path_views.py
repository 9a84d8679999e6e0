"""What the path, élan and observing give back to faces: plain values."""

from datetime import date
from typing import NamedTuple

from entregent.coaching.path import Week, Year
from entregent.model.judgement import Reason


class FearLine(NamedTuple):
    """Fear before the steps of one month: its first day, the mean of 0 to 10, how many were rated."""

    month: date
    mean: float
    rated: int


class WeekLine(NamedTuple):
    """A week of the path; `notes` are reasons of what was special in it, `returned` and `is_first` say of what kind."""

    week: Week
    returned: bool
    is_first: bool
    notes: tuple[Reason, ...]


class Landmark(NamedTuple):
    """Something special on the way: an ISO day, "first" or "return", and its sentence."""

    day: str
    kind: str
    reason: Reason


class LastStep(NamedTuple):
    """A step of late, and what may still be said of it with one tap."""

    number: int
    at: int
    people: tuple[tuple[int, str], ...]
    what: str
    """Its outcome, or the kind of step that it was ("room")."""
    channel: str
    rung_sentence: str
    tried: bool
    golden: bool
    elan: int | None
    asks_elan: bool
    """Whether something passed with somebody, that may have given or taken élan."""
    note: str


class ElanLine(NamedTuple):
    """Somebody of whom the owner said so: how often, of how many last words, what gives élan."""

    person: int
    name: str
    gave: int
    words: int


class PathView(NamedTuple):
    """The path up to today. `taken`, `tried`, `golden` count this year's steps."""

    taken: int
    tried: int
    golden: int
    year: int
    recent: int
    recent_of: int
    weeks: tuple[WeekLine, ...]
    landmarks: tuple[Landmark, ...]
    """Newest first."""
    fears: tuple[FearLine, ...]
    fear_way: str
    last: tuple[LastStep, ...]
    gives: tuple[ElanLine, ...]
    """Who gives élan, by name."""
    drains: tuple[LastStep, ...]
    """What took élan, newest first: steps, and no list of people."""
    years: tuple[int, ...]
    """Every year with a step, newest first."""


class YearView(NamedTuple):
    """A year looked back on, with the names of those it speaks of."""

    year: Year
    weeks: tuple[WeekLine, ...]
    landmarks: tuple[Landmark, ...]
    """Oldest first."""
    met: tuple[tuple[int, str], ...]
    lifted: tuple[tuple[int, str], ...]
    fears: tuple[FearLine, ...]
    years: tuple[int, ...]


class ObservedLine(NamedTuple):
    """Something observed. `kind` of "person" has `person`; `state` is "running", "over" (its day has come) or "ended".

    `notice` is what to notice, in words; `step` the sentence of the smallest step that comes after.
    """

    number: int
    kind: str
    name: str
    person: int | None
    circles: tuple[str, ...]
    since: str
    until: str
    days_left: int
    state: str
    notice: tuple[str, ...]
    renewals: int
    whys: tuple[str, ...]
    needs_why: bool
    """Whether more time needs a why."""
    notes: tuple[tuple[int, str], ...]
    """(UTC seconds, text) of each note, oldest first."""
    ladder: str
    rung: str
    step: str
