"""Goals: what can be counted, whether the pace leads there (a range, never a promise), when to ask again."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

STAGE_MEASURES: Final = {
    "first-contacts": "approached",
    "answers": "answered",
    "people": "met",
    "trusting": "trusted",
    "clients": "working",
    "loyal": "loyal",
}
"""People who reach a stage of the funnel, each once."""
RESULT_MEASURES: Final = {"results": "", "sales": "sale", "jobs": "job", "referrals": "referral", "advice": "advice"}
"""Results of a kind; "" is any."""
MEASURES: Final = (
    "people",
    "first-contacts",
    "answers",
    "talks",
    "steps",
    "trusting",
    "clients",
    "loyal",
    *RESULT_MEASURES,
    "value",
)
"""What a goal can count, in the order in which it is offered."""

BUSINESS_MEASURES: Final = frozenset(("trusting", "clients", "loyal", "value", *RESULT_MEASURES))
"""What nobody of love, family and friends is ever counted by."""

QUARTER_REST_DAYS: Final = 30
"""A goal as young as this is not asked about at a quarter's beginning."""


class Pace(NamedTuple):
    """How a goal goes. `state` is "reached", "open", "early" (too early to tell a rhythm), "over" or "unbegun".

    `low` and `high` are where the present rhythm leads by the last day, in nine cases of ten if it lasts; None where
    nothing can be said.
    """

    state: str
    counted: float
    target: float
    low: float | None
    high: float | None
    days_left: int


EARLY_DAYS: Final = 7
FEWEST: Final = 3
"""Of fewer occasions no rhythm is told."""
ASIDE: Final = 0.05
"""What is left out of the range at either end."""
MOST_STEPS: Final = 20_000


def pace(counted: Iterable[tuple[date, float]], target: float, since: date, by: date, today: date) -> Pace:
    """How what was counted (day, weight) leads to the target by its day.

    What comes on one day is one occasion, however many it brought: ten people met on one evening are one evening. So
    the rhythm is that of occasions (Poisson, its rate unknown: Jeffreys' prior), each bringing what one usually
    brought, and the range is as wide as so few of them ask for.
    """
    by_day: dict[date, float] = {}
    for day, weight in counted:
        by_day[day] = by_day.get(day, 0.0) + weight
    total = sum(by_day.values())
    left = (by - today).days
    if total >= target:
        return Pace("reached", total, target, None, None, max(left, 0))
    if left < 0:
        return Pace("over", total, target, None, None, 0)
    if not total:
        return Pace("unbegun", total, target, None, None, left)
    gone = (today - since).days + 1
    # Uneven occasions count for fewer: the mean square over the mean is what one of them brings.
    size = sum(weight * weight for weight in by_day.values()) / total
    occasions = total / size
    # What so few occasions brought hides what a larger one would: the largest is imagined once more.
    most = max(by_day.values())
    largest = (size * total + most * most) / (total + most)
    if gone < EARLY_DAYS or occasions < FEWEST:
        return Pace("early", total, target, None, None, left)
    low, high = _range(occasions, gone, left)
    return Pace("open", total, target, total + low * size, total + high * largest, left)


def _range(occasions: float, gone: int, left: int) -> tuple[int, int]:
    """How many occasions more, at the least and at the most, in nine cases of ten: a negative binomial's quantiles."""
    shape = occasions + 0.5
    stays = gone / (gone + left) if left else 1.0
    chance = stays**shape
    summed, count = chance, 0
    low = 0 if summed > ASIDE else None
    while summed < 1 - ASIDE and count < MOST_STEPS:
        count += 1
        chance *= (count - 1 + shape) / count * (1 - stays)
        summed += chance
        if low is None and summed > ASIDE:
            low = count
    return low if low is not None else count, count


def asks_again(last_said: date, today: date) -> bool:
    """Whether a new quarter has begun since the owner last said that they want it."""
    if (today - last_said).days < QUARTER_REST_DAYS:
        return False
    return (today.year, (today.month - 1) // 3) != (last_said.year, (last_said.month - 1) // 3)
