"""The path: weeks with their steps, come-backs, first times, fear over time, a year looked back on.

Everything here only ever grows with a step, and nothing in it is lost by a week without one: there is no chain, so
nothing can break (SCIENCE §5: a broken streak lowers the wish to go on, a reward for coming back raises it).
Days are whole dates in the book's zone; the caller says which one today is.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from typing import Final, NamedTuple

RECENT: Final = 8
"""Weeks of "n of the last 8"."""
AWAY_DAYS: Final = 14
"""From here on a step is a come-back."""
FEWEST_FEARS: Final = 8
"""Fewer ratings say nothing of a direction."""
FEWEST_FEAR_DAYS: Final = 28
CLEAR_CHANGE: Final = 1.0
"""Points of ten by which fear must have moved, and twice its standard error, to be told."""


class Step(NamedTuple):
    """One step: done or tried (`tried`), golden by the owner's word. `people` are numbers; `kind` is "log" for a step
    with somebody. `fear` is 0 to 10 before it, `elan` 1 or -1; None where nothing was said."""

    day: date
    tried: bool = False
    golden: bool = False
    kind: str = "log"
    channel: str = ""
    rung: str = ""
    outcome: str = ""
    people: tuple[int, ...] = ()
    fear: int | None = None
    elan: int | None = None


class Week(NamedTuple):
    """A week from its Monday, with its steps in time order: "tried", "done" or "golden" each."""

    monday: date
    marks: tuple[str, ...]

    @property
    def begins_month(self) -> date | None:
        """The month whose first day lies in this week, as that day; None where none does."""
        sunday = self.monday + timedelta(days=6)
        return sunday.replace(day=1) if sunday.day <= 7 else None

    @property
    def tried(self) -> int:
        """Steps that were tried; a golden one that was tried is golden."""
        return self.marks.count(TRIED)

    @property
    def done(self) -> int:
        """Steps that were done, and not golden."""
        return self.marks.count(DONE)

    @property
    def golden(self) -> int:
        """Steps that counted."""
        return self.marks.count(GOLDEN)


TRIED: Final = "tried"
DONE: Final = "done"
GOLDEN: Final = "golden"


class Return(NamedTuple):
    """A step after a time away."""

    day: date
    weeks: int
    """Whole weeks since the step before."""


class First(NamedTuple):
    """Something that happened for the first time: a `rung`, a `kind` of step, or a `channel` to somebody.

    `tried`: it was tried; the first time that it is done is a first time of its own.
    """

    day: date
    of: str
    what: str
    tried: bool


class FearMonth(NamedTuple):
    """Fear before the steps of one month in which it was rated."""

    month: date
    mean: float
    rated: int


class Year(NamedTuple):
    """A year looked back on."""

    year: int
    tried: int
    done: int
    golden: int
    """How many of both were golden."""
    weeks: int
    """Weeks with a step."""
    months: tuple[tuple[int, int, int], ...]
    """(tried, done, golden) of each month; golden ones are in one of the first two as well."""
    returns: tuple[Return, ...]
    firsts: tuple[First, ...]
    met: tuple[int, ...]
    """Whom one met in person, in the order of the first meeting."""
    lifted: tuple[int, ...]
    """Who gave élan, in the order of the first word."""


def mark(step: Step) -> str:
    """How a step is drawn."""
    return GOLDEN if step.golden else TRIED if step.tried else DONE


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(steps: Iterable[Step], first: date, last: date) -> tuple[Week, ...]:
    """Every week from that of `first` to that of `last`, with its steps; a week without one is plain path."""
    begin, end = monday_of(first), monday_of(last)
    found: dict[date, list[str]] = {begin + timedelta(weeks=n): [] for n in range((end - begin).days // 7 + 1)}
    for step in _in_order(steps):
        marks = found.get(monday_of(step.day))
        if marks is not None:
            marks.append(mark(step))
    return tuple(Week(monday, tuple(marks)) for monday, marks in found.items())


def recent(steps: Iterable[Step], today: date, count: int = RECENT) -> int:
    """In how many of the last weeks, this one included, there was a step."""
    begin = monday_of(today) - timedelta(weeks=count - 1)
    return len({monday_of(step.day) for step in steps if begin <= step.day <= today})


def returns(steps: Iterable[Step]) -> tuple[Return, ...]:
    """Every step after two weeks or more without one."""
    days = sorted({step.day for step in steps})
    return tuple(
        Return(after, (after - before).days // 7)
        for before, after in pairwise(days)
        if (after - before).days >= AWAY_DAYS
    )


def firsts(steps: Iterable[Step]) -> tuple[First, ...]:
    """What happened for the first time, oldest first: one for each step at most, the most telling."""
    seen: set[tuple[str, str, bool]] = set()
    found = []
    for step in _in_order(steps):
        told = [key for key in _telling(step) if not seen & {(*key, step.tried), (*key, False)}]
        seen |= {(*key, step.tried) for key in _telling(step)}
        if told:
            found.append(First(step.day, *told[0], step.tried))
    return tuple(found)


def _telling(step: Step) -> list[tuple[str, str]]:
    """What a step may be the first of, the most telling first."""
    told = [("rung", step.rung)] if step.rung else []
    if step.kind in TOLD_KINDS:
        told.append(("kind", step.kind))
    if step.kind == "log" and step.channel in TOLD_CHANNELS:
        told.append(("channel", step.channel))
    return told


TOLD_KINDS: Final = ("room", "post")
TOLD_CHANNELS: Final = ("call", "meeting")


def fears(steps: Iterable[Step]) -> tuple[FearMonth, ...]:
    """Mean fear before steps, by month, only where it was rated."""
    by_month: dict[date, list[int]] = {}
    for step in steps:
        if step.fear is not None:
            by_month.setdefault(step.day.replace(day=1), []).append(step.fear)
    return tuple(FearMonth(month, sum(rated) / len(rated), len(rated)) for month, rated in sorted(by_month.items()))


def fear_way(steps: Iterable[Step]) -> str:
    """Where fear goes: "falls", "rises", "steady"; "" where too few ratings say anything.

    The later half is told apart from the earlier one by a point and by twice the standard error.
    """
    rated = [(step.day, step.fear) for step in _in_order(steps) if step.fear is not None]
    if len(rated) < FEWEST_FEARS or (rated[-1][0] - rated[0][0]).days < FEWEST_FEAR_DAYS:
        return ""
    half = len(rated) // 2
    early, late = [fear for _day, fear in rated[:half]], [fear for _day, fear in rated[-half:]]
    moved = sum(late) / half - sum(early) / half
    if abs(moved) < max(CLEAR_CHANGE, 2 * sqrt(_variance(early) / half + _variance(late) / half)):
        return "steady"
    return "falls" if moved < 0 else "rises"


def _variance(values: Sequence[int]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / max(len(values) - 1, 1)


def look_back(steps: Iterable[Step], year: int) -> Year:
    """A year: what was tried and done, who was met, what came for the first time."""
    every = _in_order(steps)
    own = [step for step in every if step.day.year == year]
    months = [[0, 0, 0] for _month in range(12)]
    for step in own:
        month = months[step.day.month - 1]
        month[0 if step.tried else 1] += 1
        month[2] += step.golden
    return Year(
        year=year,
        tried=sum(step.tried for step in own),
        done=sum(not step.tried for step in own),
        golden=sum(step.golden for step in own),
        weeks=len({monday_of(step.day) for step in own}),
        months=tuple((tried, done, golden) for tried, done, golden in months),
        returns=tuple(one for one in returns(every) if one.day.year == year),
        firsts=tuple(one for one in firsts(every) if one.day.year == year),
        met=tuple(dict.fromkeys(person for step in own if step.outcome == "met" for person in step.people)),
        lifted=tuple(dict.fromkeys(person for step in own if step.elan == 1 for person in step.people)),
    )


def _in_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.day)
