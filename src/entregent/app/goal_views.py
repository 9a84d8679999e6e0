"""What goals give back to faces: plain values."""

from typing import NamedTuple


class Counted(NamedTuple):
    """One thing that counted toward a goal: when, with whom, by what. `day` is ISO; `weight` is 1 but for money."""

    at: int
    day: str
    people: tuple[tuple[int, str], ...]
    what: str
    """ "met", "wrote", "answered", "talk", "step", "stage" or "result"."""
    detail: str
    """The meeting's name, the step's outcome, the stage, the kind of result."""
    weight: float = 1.0


class GoalLine(NamedTuple):
    """A goal of the list. Days are ISO.

    `state` is "reached", "open", "early", "unbegun", "over", "done" or "dropped"; `low` and `high` are where the
    present rhythm leads by the last day, None where nothing can be said. `asks` says that a new quarter asks whether
    it is still wanted.
    """

    number: int
    what: str
    why: str
    measure: str
    target: float
    currency: str
    circle: str
    since: str
    by: str
    counted: float
    low: float | None
    high: float | None
    days_left: int
    state: str
    asks: bool
    ended: str
    """The day on which it was let go or closed; "" while it stands."""
    last_word: str
    """What the owner said when it ended."""


class Wording(NamedTuple):
    """A goal as it was once worded, and the day on which it was so worded."""

    day: str
    what: str
    why: str
    measure: str
    target: float
    currency: str
    circle: str
    by: str


class GoalStep(NamedTuple):
    """A planned step that serves a goal: its number, toward whom, what is done, by which way, on which day (ISO)."""

    number: int
    people: tuple[tuple[int, str], ...]
    what: str
    channel: str
    on: str


class GoalView(NamedTuple):
    """A goal's page."""

    line: GoalLine
    evidence: tuple[Counted, ...]
    people: tuple[tuple[int, str, tuple[str, ...]], ...]
    """(id, name, circles) of those who are part of it."""
    steps: tuple[GoalStep, ...]
    wordings: tuple[Wording, ...]
    """As it was worded before, the newest first."""
    begun: str
