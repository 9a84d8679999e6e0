"""How many plates so many minutes a week can keep: one curve for real talks, one for light touches."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from entregent.attention.bound import (
    FADED,
    Column,
    Columns,
    bounds_of,
    columns_of,
    exact_indices,
    mean_strengths,
    plan_at,
)
from entregent.attention.plate import RELATION, UPKEEP, Plate

KEPT_FROM: Final = 0.5
"""A plate counts as kept when its strength averages at least this: see docs/decisions/0006-attention.md."""

GRID: Final = (15.0, 30.0, 60.0, 90.0, 120.0, 180.0, 240.0, 360.0, 480.0, 720.0)
"""Minutes a week at which curves are drawn."""


class CurvePoint(NamedTuple):
    """What `minutes` a week can do at best."""

    minutes: float
    price: float
    bound: float
    """The most Σ w·s that any policy keeps up on average."""
    share: float
    """That bound against everybody at full strength, 0..1."""
    kept: int
    """Plates whose strength then averages at least `KEPT_FROM`."""
    thin: int
    """Plates that still get a minute now and then but average less."""
    resting: int
    """Plates that get none: what is proposed to rest."""


def curve(plates: Sequence[Plate], minutes_grid: Sequence[float] = GRID) -> list[CurvePoint]:
    """The best possible at each weekly minutes of the grid. `kept` and `share` never fall as minutes grow."""
    columns = columns_of(plates)
    bounds = bounds_of(columns, minutes_grid)
    plan = plan_at(columns, np.array([bound.price for bound in bounds])[:, None])
    points = []
    for lane, (minutes, bound) in enumerate(zip(minutes_grid, bounds, strict=True)):
        kept = int((plan.strength[lane] >= KEPT_FROM).sum())
        resting = int(np.isinf(plan.weeks[lane]).sum())
        share = bound.value / bound.total_weight if bound.total_weight else 0.0
        thin = len(plates) - kept - resting
        points.append(CurvePoint(minutes, bound.price, bound.value, share, kept, thin, resting))
    return points


def curves(plates: Sequence[Plate], minutes_grid: Sequence[float] = GRID) -> dict[str, list[CurvePoint]]:
    """One curve per kind of effort, each with the minutes to itself: `relation` by talks, `upkeep` by touches."""
    return {kind: curve([p for p in plates if p.kind == kind], minutes_grid) for kind in (RELATION, UPKEEP)}


def kept_people(plates: Sequence[Plate], price: float) -> frozenset[int]:
    """The people whose plates stay up on average at this price."""
    strength = plan_at(columns_of(plates), price).strength
    return frozenset(p.person for p, mean in zip(plates, strength, strict=True) if mean >= KEPT_FROM)


def kept_from(plates: Sequence[Plate]) -> dict[int, float]:
    """The weekly minutes from which each person's plate stays up; inf for one that no minutes keep up.

    A plate stays up as long as it is tried often enough, so up to one price of a minute. What all plates together
    take at that price are the minutes from which it is kept: no budget needs to be tried out.
    """
    columns = columns_of(plates)
    weeks = _longest_kept(columns)
    able = weeks >= 1.0
    # A hair below, so that rounding does not make the plate miss its own price.
    prices = np.where(able, exact_indices(columns, np.maximum(weeks, 1.0)) * (1.0 - 1e-12), 0.0)
    spent = plan_at(columns, prices[:, None]).spent.sum(axis=1) if len(plates) else prices
    return {p.person: float(m) for p, m in zip(plates, np.where(able, spent, np.inf), strict=True)}


def _longest_kept(columns: Columns) -> Column:
    """The most weeks of silence after which trying still keeps each plate up on average; 0 where none does."""
    reached = columns.chance * columns.weight > 0.0
    able = columns._replace(chance=np.where(reached, columns.chance, 1.0))
    low = np.zeros(columns.fall.shape)
    high = np.ceil(FADED / columns.fall) + 1.0
    for _ in range(int(np.ceil(np.log2(high.max(initial=2.0)))) + 1):
        middle = np.ceil((low + high) / 2.0)
        up = mean_strengths(able, middle) >= KEPT_FROM
        low = np.where(up, middle, low)
        high = np.where(up, high, np.maximum(middle - 1.0, low))
    found: Column = np.where(reached, low, 0.0)
    return found
