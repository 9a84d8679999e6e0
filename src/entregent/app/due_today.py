"""Due today: what follow-up, commitments and the ladder bring to the plan of the day, beside replies and plates."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from entregent.app import coming_dates, sweeping
from entregent.app.commitment_views import CommitmentLine
from entregent.app.ladder_views import DareLine, PlannedStep
from entregent.app.opening import OpenBook
from entregent.app.views import ErrandLine
from entregent.attention.agenda import COMMITMENT, OBSERVE, STEP, SWEEP, THANKS, WINDOWS, Duty, Errand
from entregent.coaching.follow_up import BIRTHDAY
from entregent.model.interaction import Channel
from entregent.store import facts, memos

SWEEP_MINUTES: Final = 5
COMMITMENT_MINUTES: Final = 10
OBSERVE_MINUTES: Final = 5
LEAST_FOR_DARE: Final = 15
"""On a day with fewer minutes, what is due and the plates have them all."""
LOOKED_AFTER: Final = "due"
"""The memo of what was looked after (see `due`)."""


class PlannedErrand(NamedTuple):
    """An errand as the agenda weighs it, and as faces show it."""

    duty: Errand
    line: ErrandLine


def errands(book: OpenBook) -> list[PlannedErrand]:
    """The owner's own commitments whose day has come, and the events to look back on."""
    return [*_commitments(book), *_sweeps(book), *_steps(book), *_observed(book)]


def _sweeps(book: OpenBook) -> Iterator[PlannedErrand]:
    for line in sweeping.sweeps(book):
        since = (date.fromisoformat(line.day) - book.today).days
        yield PlannedErrand(
            Errand(SWEEP, line.event, float(SWEEP_MINUTES), since),
            ErrandLine(
                SWEEP, line.event, line.title, SWEEP_MINUTES, line.day, None if line.timeless else line.at, line.people
            ),
        )


def _commitments(book: OpenBook) -> Iterator[PlannedErrand]:
    for line in _open_commitments(book):
        if line.person is None:
            day = book.day_of(line.due_at)
            yield PlannedErrand(
                Errand(COMMITMENT, line.number, float(COMMITMENT_MINUTES), (day - book.today).days),
                ErrandLine(COMMITMENT, line.number, line.what, COMMITMENT_MINUTES, day.isoformat(), line.due_at),
            )


def _steps(book: OpenBook) -> Iterator[PlannedErrand]:
    """Planned steps toward nobody in particular: a room, a place, a post."""
    for step in _planned_steps(book):
        if not step.people:
            due_in = (date.fromisoformat(step.on) - book.today).days
            minutes = step.minutes or COMMITMENT_MINUTES
            yield PlannedErrand(
                Errand(STEP, step.number, float(minutes), due_in),
                ErrandLine(STEP, step.number, _words(step), minutes, step.on, None),
            )


def _observed(book: OpenBook) -> Iterator[PlannedErrand]:
    """What was observed until its day; nothing is loaded where nothing is."""
    if not facts.of_kinds(book.connection, "observe"):
        return
    from entregent.app import observing

    for line in observing.observed(book, ended=True):
        yield PlannedErrand(
            Errand(OBSERVE, line.number, float(OBSERVE_MINUTES), line.days_left),
            ErrandLine(OBSERVE, line.number, line.name, OBSERVE_MINUTES, line.until, None),
        )


def _words(step: PlannedStep) -> str:
    return step.action or step.rung_sentence or step.sentence or step.place


def _way(channel: str) -> Channel | None:
    """The way that was chosen; None where it was left open."""
    way = Channel.__members__.get(channel.upper())
    return None if way is Channel.OTHER else way


def duties(book: OpenBook, text_minutes: float, answer_minutes: float) -> Iterator[tuple[int, Duty]]:
    """What is due toward somebody: sealed and planned steps, thanks after a first meeting, years that come round."""
    for line in _open_commitments(book):
        if line.person is not None:
            due_in = (book.day_of(line.due_at) - book.today).days
            yield (
                line.person,
                Duty(
                    COMMITMENT,
                    due_in,
                    float(COMMITMENT_MINUTES),
                    _way(line.channel),
                    line.number,
                    line.what,
                    is_over=line.state == "asks",
                ),
            )
    for step in _planned_steps(book):
        due_in = (date.fromisoformat(step.on) - book.today).days
        minutes = float(step.minutes or text_minutes)
        for person, _name in step.people:
            yield person, Duty(STEP, due_in, minutes, _way(step.channel), step.number, _words(step))
    for met in sweeping.to_thank(book):
        yield met.person, Duty(THANKS, met.due_in, answer_minutes)
    first, last = WINDOWS[BIRTHDAY]
    for day in coming_dates.years_with(book, book.today + timedelta(days=first), book.today + timedelta(days=last)):
        due_in = (date.fromisoformat(day.day) - book.today).days
        yield day.person, Duty(day.kind, due_in, text_minutes, years=day.years or 0)


def looked_after_at(book: OpenBook) -> int | None:
    """When what is due was last looked after; None in a past view, and where it never was."""
    kept = memos.find(book.connection, LOOKED_AFTER) if not book.as_of else None
    return int(kept["ran_at"]) if kept else None


def _open_commitments(book: OpenBook) -> list[CommitmentLine]:
    """The commitments that wait for a word, of those who may be named."""
    from entregent.app import committed

    lines = committed.commitments(book, open_only=True)
    return [line for line in lines if line.state in {"open", "asks"} and not line.quiet]


def _planned_steps(book: OpenBook) -> list[PlannedStep]:
    """The steps whose day has come; nothing is loaded where none was planned."""
    if not facts.of_kinds(book.connection, "step"):
        return []
    from entregent.app import planned_steps

    return planned_steps.planned(book, on=book.today)


def small_dare(book: OpenBook, minutes: int) -> DareLine | None:
    """One small dare in a third of so many minutes, for which plates leave room; none in a past view."""
    if minutes < LEAST_FOR_DARE or book.as_of:
        return None
    from entregent.app import small_dares

    return small_dares.small_dare(book, max(minutes // 3, 1))


def fitting(dare: DareLine | None, left: float, named: Collection[int]) -> DareLine | None:
    """The dare, if what is due has left room for it.

    Whoever the plan names already is not named once more: the dare is then toward somebody of the owner's choice.
    """
    if dare is None or dare.minutes > left:
        return None
    if dare.person not in named:
        return dare
    return dare._replace(person=None, name="", circles=(), handle="", reasons=())
