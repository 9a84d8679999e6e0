"""The price of a minute, and the most that any way of spending the minutes could reach.

Relax "at most B minutes each week" to "B minutes a week on average" (Whittle's relaxation): ties then part, each
under the same price ν per minute, and each is best served by a threshold: try once it is silent for H weeks.
SCIENCE §3.2 "UPPER BOUND". Whatever ν, ν·B + Σ max(0, best gain under ν) bounds every policy; the least is kept.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from entregent.attention.index import highest_index
from entregent.attention.plate import Plate

Column = NDArray[np.float64]

PRICE_STEPS = 32
FADED = 45.0
"""Half-way to e^−45 nothing of a strength is left: no threshold lies beyond 45/λ weeks."""


class Columns(NamedTuple):
    """Plates as arrays of one shape (…, plates)."""

    weight: Column
    fall: Column
    minutes: Column
    chance: Column


class Bound(NamedTuple):
    """What B minutes a week can do at best."""

    price: float
    """ν*: what one more minute a week would be worth, in weight kept up per minute."""
    value: float
    """No policy keeps more Σ w·s on average."""
    total_weight: float
    """Σ w: everybody at full strength."""


class Plan(NamedTuple):
    """What each plate gets at one price."""

    weeks: Column
    """H*: the silence after which to try, the personal cadence; inf for a plate to let rest."""
    strength: Column
    """Its long-run mean strength then; 0 when resting."""
    spent: Column
    """Minutes a week it takes on average."""


def columns_of(plates: Sequence[Plate]) -> Columns:
    """The plates as arrays. Raises ValueError where a fall or a cost is not positive."""
    table = np.array([(p.weight, p.fall, p.minutes, p.chance) for p in plates], dtype=np.float64).reshape(-1, 4)
    if bool((table[:, 1:3] <= 0.0).any()):
        raise ValueError("a plate's fall and minutes must be positive")
    return Columns(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def exact_indices(columns: Columns, weeks: Column) -> Column:
    """`index.exact_index` for every plate at its own silence (weeks ≥ 1), as one array."""
    x = np.exp(-columns.fall)
    faded = np.exp(-columns.fall * weeks)
    lived = x * np.expm1(-columns.fall * (weeks - 1.0)) / np.expm1(-columns.fall)
    missed = 1.0 - columns.chance
    ahead = faded * (1.0 - x * (1.0 + columns.chance * (weeks - 1.0))) / (1.0 - missed * x)
    found: Column = columns.chance * columns.weight * (lived + ahead) / columns.minutes
    return found


def attention_indices(columns: Columns, strength: Column) -> Column:
    """`index.attention_index` for every plate, as one array."""
    tilt = 1.0 - strength + strength * np.log(np.maximum(strength, 1e-300))
    found: Column = columns.chance * columns.weight / (columns.fall * columns.minutes) * tilt
    return found


def highest_indices(columns: Columns) -> Column:
    """`index.highest_index` for every plate, as one array."""
    found: Column = columns.chance * columns.weight / (columns.minutes * np.expm1(columns.fall))
    return found


def plan_at(columns: Columns, price: float | Column) -> Plan:
    """The best threshold of every plate when a minute costs `price`, with the strength and minutes it means.

    Several prices, as a column (lanes, 1), give a plan in each lane.
    """
    weeks = _thresholds(columns, price)
    rests = np.isinf(weeks)
    at = np.where(rests, 1.0, weeks)
    chance = np.where(rests, 1.0, columns.chance)
    strength = mean_strengths(columns._replace(chance=chance), at)
    spent = columns.minutes / (chance * (at - 1.0 + 1.0 / chance))
    return Plan(weeks, np.where(rests, 0.0, strength), np.where(rests, 0.0, spent))


def mean_strengths(columns: Columns, weeks: Column) -> Column:
    """The long-run mean strength of every plate (chance > 0) that is tried after so many weeks of silence (≥ 1)."""
    x = np.exp(-columns.fall)
    faded = np.exp(-columns.fall * weeks)
    lived = x * np.expm1(-columns.fall * (weeks - 1.0)) / np.expm1(-columns.fall)
    cycle = weeks - 1.0 + 1.0 / columns.chance
    found: Column = (lived + faded / (1.0 - (1.0 - columns.chance) * x)) / cycle
    return found


def _thresholds(columns: Columns, price: float | Column) -> Column:
    """The first whole week at which the exact index reaches the price; inf where it never does."""
    shape = np.broadcast_shapes(columns.fall.shape, np.shape(price))
    low = np.zeros(shape)
    high = np.broadcast_to(np.ceil(FADED / columns.fall) + 1.0, shape)
    reached = exact_indices(columns, high) >= price
    reached &= columns.chance * columns.weight > 0.0
    for _ in range(int(np.ceil(np.log2(high.max(initial=2.0)))) + 1):
        middle = np.floor((low + high) / 2.0)
        enough = (exact_indices(columns, np.maximum(middle, 1.0)) >= price) & (middle >= 1.0)
        high = np.where(enough, middle, high)
        low = np.where(enough, low, np.minimum(middle, high))
    return np.where(reached, high, np.inf)


def bound_of(columns: Columns, minutes_per_week: float) -> Bound:
    """As `price_and_bound`, for plates that are arrays already."""
    return bounds_of(columns, [minutes_per_week])[0]


SWEPT = 64
"""Prices looked at once for all minutes; each bracket is then halved PRICE_STEPS times, all minutes side by side."""


def bounds_of(columns: Columns, minutes: Sequence[float]) -> list[Bound]:
    """`bound_of` for several weekly minutes at once: what they share is worked out once."""
    total = float(columns.weight.sum())
    if not columns.weight.size or not total:
        return [Bound(0.0, 0.0, total) for _ in minutes]
    highest = float(highest_indices(columns).max()) * (1.0 + 1e-9)
    # Plates that nobody can keep up are worth no price: then only 0 is swept.
    ladder = np.geomspace(highest * 1e-7, highest, SWEPT) if highest > 0.0 else np.zeros(SWEPT)
    swept = np.concatenate([[0.0], ladder])
    spent = plan_at(columns, swept[:, None]).spent.sum(axis=1)
    wanted = np.array(minutes, dtype=np.float64)
    # Minutes spent fall as the price grows: the first swept price that keeps within the minutes ends the bracket.
    end = np.minimum((spent[None, :] > wanted[:, None]).sum(axis=1), SWEPT)
    low, high = swept[np.maximum(end - 1, 0)], swept[end]
    for _ in range(PRICE_STEPS):
        price = (low + high) / 2.0
        over = plan_at(columns, price[:, None]).spent.sum(axis=1) > wanted
        low, high = np.where(over, price, low), np.where(over, high, price)
    best = np.minimum(_dual(columns, low, wanted), _dual(columns, high, wanted))
    return [Bound(float(price), float(value), total) for price, value in zip(high, best, strict=True)]


def _dual(columns: Columns, prices: Column, minutes: Column) -> Column:
    plan = plan_at(columns, prices[:, None])
    gains = columns.weight * plan.strength - prices[:, None] * plan.spent
    found: Column = prices * minutes + np.maximum(gains, 0.0).sum(axis=1)
    return found


def price_and_bound(plates: Sequence[Plate], minutes_per_week: float) -> Bound:
    """The price of a minute and the most that `minutes_per_week` (≥ 0) can keep up on these plates.

    The dual is convex in the price and its slope is B − minutes spent, so bisection on the slope finds the least.
    The bound lets the minutes hold on average only, so it is valid for every policy that holds them each week.
    """
    return bound_of(columns_of(plates), minutes_per_week)


def cadences(plates: Sequence[Plate], price: float) -> dict[int, int | None]:
    """Each person's own cadence in weeks at this price: try after so much silence; None means let rest."""
    weeks = plan_at(columns_of(plates), price).weeks
    return {p.person: int(week) if np.isfinite(week) else None for p, week in zip(plates, weeks, strict=True)}


def rests(plates: Sequence[Plate], price: float) -> list[Plate]:
    """The plates whom even a complete fall would not make worth a minute at this price: p·w/(c(e^λ − 1)) < ν."""
    return [p for p in plates if highest_index(p.weight, p.fall, p.minutes, p.chance) < price]
