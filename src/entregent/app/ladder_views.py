"""What use cases about the ladder and planned steps give back: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class RungLine(NamedTuple):
    """One rung, and what was climbed on it. `state` is "climbed", "now" or "ahead"."""

    slug: str
    sentence: str
    channel: str
    minutes: int
    hardness: int
    toward: str
    state: str
    done: int
    tried: int
    marks: tuple[bool, ...]
    """The last steps on it, in time order: completed, or tried."""
    fear_first: int | None
    fear_last: int | None
    """Fear before the first and the last rated completion, 0 to 10; None where it was not rated twice."""
    has_page: bool


class LadderView(NamedTuple):
    """A ladder from its lowest rung up, and where its owner stands. `chosen`: the small dare comes from it.

    `why` is why the rung `now` is proposed: "first", "stay", "next", "back" (before `above`), "top". `needed`: so many
    completions until the next one, one fewer where fear falls.
    """

    slug: str
    name: str
    rungs: tuple[RungLine, ...]
    now: str
    why: str
    reason: Reason
    needed: int
    above: str
    is_changed: bool
    is_own: bool
    chosen: bool


class RungPage(NamedTuple):
    """How one rung is done. Each part is a row of pieces: (something to say aloud, text)."""

    slug: str
    title: str
    lead: str
    open: tuple[tuple[bool, str], ...]
    ask: tuple[tuple[bool, str], ...]
    listen: tuple[tuple[bool, str], ...]
    close: tuple[tuple[bool, str], ...]
    try_once: tuple[tuple[bool, str], ...]


class WarmUp(NamedTuple):
    """Somebody to whom an easy line may go before a hard step."""

    person: int
    name: str
    circles: tuple[str, ...]
    channel: str
    handle: str


class DareLine(NamedTuple):
    """The one small dare of a day: a rung, somebody whom it fits (None: nobody in particular), why, how to begin."""

    ladder: str
    rung: str
    sentence: str
    person: int | None
    name: str
    circles: tuple[str, ...]
    channel: str
    handle: str
    minutes: int
    reasons: tuple[Reason, ...]
    try_once: str
    """One thing to try this time."""
    has_page: bool
    wants_warm_up: bool
    toward: str
    """"nobody", or what kind of person the rung is toward."""


class FirstStep(NamedTuple):
    """Somebody of the wide net who is worth a first step, and why."""

    person: int
    name: str
    circles: tuple[str, ...]
    handle: str
    reasons: tuple[Reason, ...]


class PlannedStep(NamedTuple):
    """A step that was planned. `on` is an ISO date; `place`: where the somebody new is met that it is toward."""

    number: int
    people: tuple[tuple[int, str], ...]
    place: str
    action: str
    channel: str
    cue: str
    sentence: str
    minutes: int
    on: str
    is_late: bool
    ladder: str
    rung: str
    rung_sentence: str
    goal: int | None
    handle: str


class PairLine(NamedTuple):
    """How warm an answer was expected, and how warm it was, 1 to 5."""

    at: int
    expected: int
    warmth: int


class SurpriseView(NamedTuple):
    """How warm people were against what was feared. `sentence` is "" below five pairs: too few to say anything."""

    warmer: int
    as_expected: int
    colder: int
    pairs: tuple[PairLine, ...]
    reason: Reason | None
