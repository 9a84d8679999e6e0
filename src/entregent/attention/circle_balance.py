"""Balance: attention and exchanges per circle and month, against the shares that the owner wished.

Attention is minutes given: what a meeting or a call lasted, else what one try by the channel takes. Words of one day
to one person by one channel count once. An hour with several people is one hour, parted among their circles.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

WORK: Final = frozenset(("clients", "collaborators", "partners", "prospects"))

RECENT: Final = 3
"""Months that are compared with wishes: one month is a holiday or a deadline."""
ENOUGH: Final = 12
"""Exchanges in those months below which nothing is said."""
SHORT_POINTS: Final = 0.08
SHORT_PART: Final = 0.25
HALF: Final = 0.5
"""A circle lacks room when its share is short of the wish by so many points and a quarter of the wish, or by half."""
WORK_TAKES_ALL: Final = 0.7


class Given(NamedTuple):
    """One exchange: in which month, how many minutes the owner gave, and with whose circles."""

    month: int
    minutes: float
    own: frozenset[str]
    guessed: frozenset[str]
    """Circles that nobody but the machine names."""


class Cell(NamedTuple):
    """What one circle got in one month; `guessed` is the part that rests on guesses."""

    minutes: float = 0.0
    guessed: float = 0.0
    exchanges: int = 0


def spread(exchanges: Iterable[Given], months: int) -> dict[str, list[Cell]]:
    """Circle -> a cell for each month. The minutes of all circles add up to the minutes given."""
    found: dict[str, list[Cell]] = {}
    for month, minutes, own, guessed in exchanges:
        circles = own | guessed
        part = minutes / len(circles) if circles else 0.0
        for circle in circles:
            cells = found.setdefault(circle, [Cell()] * months)
            cell = cells[month]
            sure = circle in own
            cells[month] = Cell(cell.minutes + part, cell.guessed + (0.0 if sure else part), cell.exchanges + 1)
    return found


def shares(cells: Mapping[str, Sequence[Cell]], months: int = RECENT) -> dict[str, float]:
    """Each circle's part of the minutes of the last months; they add up to 1, or all are 0."""
    sums = {circle: sum(cell.minutes for cell in row[-months:]) for circle, row in cells.items()}
    total = sum(sums.values())
    return {circle: given / total if total else 0.0 for circle, given in sums.items()}


def lacking(seen: Mapping[str, float], wished: Mapping[str, float]) -> list[str]:
    """The circles that are clearly short of their wish, the shortest first. Shares are 0..1."""
    short = {circle: wish - seen.get(circle, 0.0) for circle, wish in wished.items()}
    clear = [circle for circle, gap in short.items() if gap > 0.0 and _is_clear(gap, wished[circle])]
    return sorted(clear, key=lambda circle: (-short[circle], circle))


def _is_clear(gap: float, wish: float) -> bool:
    return (gap >= SHORT_POINTS and gap >= SHORT_PART * wish) or gap >= HALF * wish


def work_share(seen: Mapping[str, float]) -> float:
    """What work takes of all."""
    return sum(share for circle, share in seen.items() if circle in WORK)


def takes_all(seen: Mapping[str, float], wished: Mapping[str, float]) -> bool:
    """Whether work takes clearly more than was wished for it; seven tenths of all where no wish says otherwise."""
    asked = {circle: wish for circle, wish in wished.items() if circle in WORK}
    above = sum(seen.get(circle, 0.0) for circle in asked) - sum(asked.values())
    taken = work_share(seen)
    return above >= SHORT_POINTS or (taken >= WORK_TAKES_ALL and taken > sum(asked.values()) + SHORT_POINTS)
