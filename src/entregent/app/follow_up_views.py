"""What the questions of following up give back to faces: plain values."""

from typing import NamedTuple

from entregent.app.views import PromiseLine


class WaitingLine(NamedTuple):
    """Somebody whom the owner wrote to and who has not answered yet. `since` is UTC seconds, `until` an ISO day.

    `next` is the next smallest thing: "patient", "again", "another-way" (by `another`) or "leave".
    """

    person: int
    name: str
    circles: tuple[str, ...]
    channel: str
    since: int
    days: int
    patience_days: int
    is_over: bool
    until: str
    misses: int
    next: str
    another: str


class SweepLine(NamedTuple):
    """An event to look back on: `at` is UTC seconds, `day` ISO; `people` are those of the owner's who were there."""

    event: int
    title: str
    day: str
    at: int
    timeless: bool
    people: int


class Present(NamedTuple):
    """Somebody who was at an event, by its evidence. `is_new`: never met in person before it."""

    person: int
    name: str
    circles: tuple[str, ...]
    is_new: bool
    noted: str
    """The outcome that was noted since the event, or ""."""
    matters: str


class SweepView(NamedTuple):
    """An event with those who were there: the new ones first, and those whom the owner added since."""

    line: SweepLine
    present: tuple[Present, ...]
    is_closed: bool


class DateLine(NamedTuple):
    """A day that comes round: `kind` is "birthday", "loyalty", "friendship" or "work"; `since` is what it counts from.

    `since` is an ISO date, which may lack its year; `years` is None where nobody knows.
    """

    person: int
    name: str
    circles: tuple[str, ...]
    kind: str
    day: str
    years: int | None
    since: str


class FollowUpView(NamedTuple):
    """All that is to be followed up, each list soonest or longest first."""

    mine: tuple[PromiseLine, ...]
    theirs: tuple[PromiseLine, ...]
    waiting: tuple[WaitingLine, ...]
    sweeps: tuple[SweepLine, ...]
    dates: tuple[DateLine, ...]


class DueState(NamedTuple):
    """When what is due was last looked after (UTC seconds), and whether something of the system does so."""

    last_at: int | None
    scheduled: str
    """ "systemd", "launchd" or ""."""


class DueReport(NamedTuple):
    """What one look after what is due did. `busy`: another process is at it."""

    busy: bool = False
    refreshed: bool = False
    sent: int = 0
    unsent: int = 0
    """Mails that wait, failed, or whose fate is unknown: the outbox tells."""
    told: str = ""
    """ "mail", "desktop" or "": how the owner was told of what is due."""
    hours_come: int = 0
    """Commitments whose hour came since the last look."""


class Scheduled(NamedTuple):
    """What `schedule` did: by which means, which files it wrote or removed, and what is left to do by hand."""

    means: str
    files: tuple[str, ...]
    left_to_do: str
    """A command to run where the system did not take it; ""."""


class FeedState(NamedTuple):
    """Whether the calendar has an address, since when (UTC seconds), and whether it says names."""

    is_open: bool
    since: int | None
    names: bool
