"""Which number of a date is its day: inferred from all the dates of a file, or left open; never guessed."""

from datetime import date
from typing import Final, NamedTuple

DAY_FIRST: Final = "dmy"
MONTH_FIRST: Final = "mdy"
YEAR_FIRST: Final = "ymd"

BACKWARDS_DAYS: Final = 2
"""A chat may jump back by hours where a clock was set; in a false order it jumps back by weeks."""
STRAY_SHARE: Final = 0.01
"""Of the dates of a file, so many may be none in the right order: quoted ones, broken lines."""
_BUDDHIST: Final = 543
_BUDDHIST_FROM: Final = 2400


class Numbers(NamedTuple):
    """A date as written: three numbers, and where the year must be: "first", "last", or "" where it has two digits.

    `single`: the first number has but one digit, so it is no year.
    """

    first: int
    second: int
    third: int
    year: str
    single: bool = False


class Order(NamedTuple):
    """The order of the dates of a file, and what shows it: "numbers", "sequence", "name", "language", "form", or "".

    `order` is "" where nothing shows it: it could be any of `possible`. `undecided` counts the dates that could be
    read in several ways.
    """

    order: str
    shown_by: str
    possible: tuple[str, ...]
    undecided: int


def numbers_of(first: str, second: str, third: str) -> Numbers:
    """A date's numbers; years of four digits show themselves."""
    year = "first" if len(first) > 2 else "last" if len(third) > 2 else ""
    return Numbers(int(first), int(second), int(third), year, len(first) == 1)


def orders_of(numbers: Numbers) -> tuple[str, ...]:
    """The orders in which these numbers may stand, by the place of the year alone."""
    if numbers.year == "first":
        return (YEAR_FIRST,)
    return (DAY_FIRST, MONTH_FIRST) if numbers.year == "last" else (DAY_FIRST, MONTH_FIRST, YEAR_FIRST)


def day_in(numbers: Numbers, order: str) -> date | None:
    """The day that numbers name in an order; None where it is none. Years of the Buddhist era are converted."""
    first, second, third, _, single = numbers
    if order == YEAR_FIRST:
        if single:
            return None
        year, month, day = first, second, third
    else:
        year = third
        day, month = (first, second) if order == DAY_FIRST else (second, first)
    if year < 100:
        year += 2000
    elif year >= _BUDDHIST_FROM:
        year -= _BUDDHIST
    try:
        return date(year, month, day)
    except ValueError:
        return None


class OrderSought:
    """Takes the dates of a file in their sequence, all with the year in one place, and tells their order."""

    def __init__(self, latest: date) -> None:
        """`latest` is the last day that a date can be."""
        self._latest = latest.toordinal()
        self._earliest = date(1990, 1, 1).toordinal()
        self._possible: tuple[str, ...] = ()
        self._failed: dict[str, int] = {}
        self._backwards: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._count = 0
        self._differing = 0

    def add(self, numbers: Numbers) -> None:
        """One more date; repeating the last one changes nothing."""
        if not self._possible:
            self._possible = orders_of(numbers)
            self._failed = dict.fromkeys(self._possible, 0)
            self._backwards = dict.fromkeys(self._possible, 0)
        self._count += 1
        meant = set()
        for order in self._possible:
            day = day_in(numbers, order)
            ordinal = day.toordinal() if day is not None else 0
            if not self._earliest <= ordinal <= self._latest:
                self._failed[order] += 1
                continue
            meant.add(ordinal)
            self._backwards[order] += ordinal < self._last.get(order, 0) - BACKWARDS_DAYS
            self._last[order] = ordinal
        self._differing += len(meant) > 1

    def told(self, *, named: str = "", spoken: str = "", formed: str = "") -> Order:
        """The order. `named` is the one that somebody gave, `spoken` the one that the file's language has, `formed`
        the one in which alone day and month are written in this form."""
        left = self._left()
        if len(left) == 1 or not self._differing:
            return Order(left[0] if left else "", "numbers", left, self._differing)
        if named in left:
            return Order(named, "name", left, self._differing)
        fewest = min(self._backwards[order] for order in left)
        forward = tuple(order for order in left if self._backwards[order] == fewest)
        jumps = min((self._backwards[order] for order in left if order not in forward), default=0)
        if len(forward) == 1 and jumps > fewest * 3:
            return Order(forward[0], "sequence", left, self._differing)
        kept = forward if jumps > fewest * 3 else left
        if spoken in kept:
            return Order(spoken, "language", left, self._differing)
        if formed in kept and YEAR_FIRST not in kept:
            return Order(formed, "form", left, self._differing)
        return Order("", "", kept, self._differing)

    def _left(self) -> tuple[str, ...]:
        """The orders in which (nearly) all dates are days."""
        if not self._possible:
            return ()
        fewest = min(self._failed.values())
        strays = max(fewest, int(self._count * STRAY_SHARE) if fewest else 0)
        return tuple(order for order in self._possible if self._failed[order] <= strays)
