"""Follow-up: how long to wait for an answer, whom to thank, when to look back on an event, which days come round.

Days are dates in the book's zone, instants are UTC seconds; the caller says what today and now are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

HOUR: Final = 3_600

THANKS_DAYS: Final = 2
"""Whoever was met for the first time is thanked within 48 hours, while both still see the other's face."""

SWEEP_HOURS: Final = 48
"""What was said at an event is written down the same evening, or within two days: later it is mostly gone."""

SWEEP_OTHERS: Final = 2
"""A meeting of the owner and one other is a talk, not an event."""

ROUTINE_TIMES: Final = 2
"""A meeting that was held so often in the five weeks before is a habit: it asks for no looking back."""

ROUTINE_DAYS: Final = 35

LONGEST_WAIT: Final = 42
"""Days after which nobody waits any more: from here on the tie's own silence speaks."""

# ── waiting for an answer ─────────────────────────────────────────────────────────────────────────────────────────

PATIENT: Final = "patient"
AGAIN: Final = "again"
ANOTHER_WAY: Final = "another-way"
LEAVE: Final = "leave"


class Wait(NamedTuple):
    """One try that no answer followed yet: how many days ago, by a channel that is given so many, and which in a row.

    More than nine in ten mails that are answered at all are answered within a day (Kooti et al. 2015); seven days
    without one count as unanswered.
    """

    days: int
    patience_days: int
    misses: int

    @property
    def is_over(self) -> bool:
        """Whether the channel's patience has run out."""
        return self.days > self.patience_days

    @property
    def days_left(self) -> int:
        """How many days the wait still has; 0 where it is over."""
        return max(self.patience_days - self.days, 0)


def next_thing(wait: Wait, *, has_another_way: bool) -> str:
    """The next smallest thing: be patient; one more line, by another way where there is one; then leave it at that."""
    if not wait.is_over:
        return PATIENT
    if wait.misses >= 3:
        return LEAVE
    return ANOTHER_WAY if has_another_way and wait.misses >= 2 else AGAIN


# ── after an event ────────────────────────────────────────────────────────────────────────────────────────────────


class Gathering(NamedTuple):
    """A meeting that is over: when it began and ended, how many others were there, how often it was held lately."""

    begun_at: int
    ended_at: int
    others: int
    held_lately: int = 0
    only_day: bool = False
    """Nobody knows its hour: it counts as over when its day is half gone."""
    entered: bool = False
    """The owner said that they went in: then it is worth looking back on, however few they knew there."""


def asks_to_be_looked_back_on(gathering: Gathering, now: int) -> bool:
    """Whether the sweep is due: it is over, at most 48 hours ago, and the owner said that they went in; or several
    were there, and it is no weekly habit."""
    over = gathering.begun_at if gathering.only_day else gathering.ended_at
    is_recent = over <= now <= over + SWEEP_HOURS * HOUR + (12 * HOUR if gathering.only_day else 0)
    is_event = gathering.others >= SWEEP_OTHERS and gathering.held_lately < ROUTINE_TIMES
    return is_recent and (gathering.entered or is_event)


def thanks_due_in(met: date, today: date) -> int | None:
    """Days until the last day of thanking somebody met for the first time; None where it is not, or no more, the time.

    The day itself counts: a word the same evening is the best of all.
    """
    left = (met + timedelta(days=THANKS_DAYS) - today).days
    return left if 0 <= left <= THANKS_DAYS else None


# ── days that come round ──────────────────────────────────────────────────────────────────────────────────────────

BIRTHDAY: Final = "birthday"
LOYALTY: Final = "loyalty"
FRIENDSHIP: Final = "friendship"
WORK: Final = "work"

LOYAL_CIRCLES: Final = ("clients", "partners", "collaborators")
FRIENDLY_CIRCLES: Final = ("friends", "pals")

KNOWN_BEFORE_DAYS: Final = 90
"""A first exchange this near to the first that the book knows of may only be where the exports begin."""


class Occurrence(NamedTuple):
    """A day that comes round: which, and how many years after it first was; None where nobody knows the year."""

    day: date
    years: int | None


def anniversary(month: int, day: int, year: int) -> date:
    """The day of a year on which a date is kept: the 29th of February on the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def occurrences(begun: str, first: date, last: date) -> Iterator[Occurrence]:
    """When a date ("1970-05-17", "--05-17") comes round from `first` to `last`, never on the day itself; in order."""
    year, month, day = _read(begun)
    for one in range(first.year, last.year + 1):
        years = one - year if year else None
        if years is not None and years < 1:
            continue
        kept = anniversary(month, day, one)
        if first <= kept <= last:
            yield Occurrence(kept, years)


def _read(begun: str) -> tuple[int, int, int]:
    """(year or 0, month, day) of an ISO date that may lack its year. Raises ValueError for what is no such day."""
    bare = begun.removeprefix("--")
    if bare != begun or len(bare) == 5:
        found = date.fromisoformat(f"2000-{bare}")
        return 0, found.month, found.day
    found = date.fromisoformat(begun)
    return found.year, found.month, found.day


def is_told(kind: str, years: int | None) -> bool:
    """Whether a day is worth a word: birthdays all; years of work the first, then fives; loyalty 1, 3, 5, then fives;
    friendship from five on, by fives."""
    if kind == BIRTHDAY:
        return True
    if years is None or years < 1:
        return False
    if years % 5 == 0:
        return True
    return kind in (LOYALTY, WORK) and (years == 1 or (kind == LOYALTY and years == 3))


def kind_of(circles: tuple[str, ...]) -> str:
    """Whether years with somebody are loyalty or friendship: friends are friends first; "" for love, family, others."""
    if "love" in circles or "family" in circles:
        return ""
    if any(circle in circles for circle in FRIENDLY_CIRCLES):
        return FRIENDSHIP
    return LOYALTY if any(circle in circles for circle in LOYAL_CIRCLES) else ""


def is_known_beginning(first: date, book_begins: date) -> bool:
    """Whether a first exchange is really one, and not merely where what was read begins."""
    return (first - book_begins).days >= KNOWN_BEFORE_DAYS
