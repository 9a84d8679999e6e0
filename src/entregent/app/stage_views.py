"""What the funnel, results and consents give back to faces: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class ReachedLine(NamedTuple):
    """A stage that evidence shows: since which day (ISO; "" where nothing tells), and what shows it."""

    stage: str
    since: str
    why: Reason


class StageLine(NamedTuple):
    """Where somebody stands between stranger and loyal client. `since` is an ISO day, "" where nothing tells it.

    `days` is how long they stand there, None where nothing tells; `by_owner` says that it is the owner's word.
    """

    person: int
    name: str
    circles: tuple[str, ...]
    stage: str
    since: str
    days: int | None
    by_owner: bool
    why: Reason
    reached: tuple[ReachedLine, ...]


class ResultLine(NamedTuple):
    """What came of it: `kind` is "sale", "job", "referral", "advice" or "other"; `day` is ISO, `at` UTC seconds.

    `via` is who introduced them, None where nobody did or the owner did not say.
    """

    number: int
    person: int
    name: str
    kind: str
    value: float | None
    currency: str
    day: str
    at: int
    via: int | None
    via_name: str
    note: str
    action: int


class ConsentLine(NamedTuple):
    """Whether somebody agreed to be written to about business, as the owner noted it.

    `state` is "express", "implied", "unknown" or "withdrawn"; `now` is the same, or "soon" or "ended" for an implied
    one whose day comes within a month or has gone by. Days are ISO, "" where there is none.
    """

    person: int
    name: str
    state: str
    now: str
    since: str
    until: str
    after: str
    how: str


class FunnelRow(NamedTuple):
    """A stage with who stands there. `usual_days` is None for fewer than three whose day is known."""

    stage: str
    name: str
    people: tuple[StageLine, ...]
    came_so_far: int
    usual_days: int | None


class Total(NamedTuple):
    """Results of one kind: how many, and their worth in each currency, where it was noted."""

    kind: str
    times: int
    values: tuple[tuple[str, float], ...]


class Opener(NamedTuple):
    """Somebody of a business circle who introduced people, and what came of that."""

    person: int
    name: str
    introduced: int
    results: int


class FunnelView(NamedTuple):
    """The funnel of a book: clients, prospects, partners and collaborators, by the owner's circles alone.

    `set_apart` are those who are in such a circle and in one of the heart as well: they have none.
    """

    circle: str
    people: int
    rows: tuple[FunnelRow, ...]
    results: tuple[ResultLine, ...]
    totals: tuple[Total, ...]
    openers: tuple[Opener, ...]
    consents_soon: tuple[ConsentLine, ...]
    set_apart: int
