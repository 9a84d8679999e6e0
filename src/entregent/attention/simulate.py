"""What a rule keeps up in the long run, week by week, on plates that fall as the model says.

Lanes run side by side: each has its own plates and minutes, so a whole curve costs little more than one point.
"""

from collections.abc import Callable, Sequence

import numpy as np

from entregent.attention.bound import Column, Columns, attention_indices, bound_of, columns_of, exact_indices
from entregent.attention.plate import Plate

Score = Callable[[Column], Column]
"""From the weeks of silence (lanes, plates) to how much each plate asks for now; −inf means not now."""

WEEKS = 520
WARM_UP = 0.2
"""The share of weeks that are run before anything is counted: plates begin at full strength."""

INDEX = "index"
INDEX_ABOVE_PRICE = "index-above-price"
EXACT = "exact"


def spin(columns: Columns, minutes: Column, score: Score, *, weeks: int, seed: int) -> Column:
    """The mean Σ w·s per week of each lane under a rule. Columns are (lanes, plates), minutes a week (lanes,).

    Each week the rule's order is filled into the minutes, skipping what does not fit; an attempt is answered with
    the plate's chance, after which its silence starts again at one week.
    """
    rng = np.random.default_rng(seed)
    silence = np.ones_like(columns.fall)
    counted_from = int(weeks * WARM_UP)
    kept = np.zeros(columns.fall.shape[0])
    for week in range(weeks):
        if week >= counted_from:
            kept += (columns.weight * np.exp(-columns.fall * silence)).sum(axis=1)
        tried = fill_weeks(score(silence), columns.minutes, minutes)
        answered = tried & (rng.random(silence.shape) < columns.chance)
        silence = np.where(answered, 1.0, silence + 1.0)
    return kept / (weeks - counted_from)


def fill_weeks(scores: Column, costs: Column, minutes: Column) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Who is tried this week in each lane: down the scores while minutes last, skipping what does not fit.

    Whole runs are taken at a time: after a run ends at somebody who does not fit, nobody as costly fits any more,
    so there are at most as many runs as different costs.
    """
    order = np.argsort(-scores, axis=1, kind="stable")
    asked = np.take_along_axis(costs, order, axis=1)
    open_ = np.take_along_axis(scores, order, axis=1) > -np.inf
    left = minutes.astype(np.float64)[:, None]
    taken = np.zeros(order.shape, dtype=np.bool_)
    while True:
        open_ &= asked <= left
        if not bool(open_.any()):
            break
        run = open_ & (np.cumsum(np.where(open_, asked, 0.0), axis=1) <= left)
        taken |= run
        open_ &= ~run
        left = left - (asked * run).sum(axis=1, keepdims=True)
    chosen = np.zeros_like(taken)
    np.put_along_axis(chosen, order, taken, axis=1)
    return chosen


def simulate(
    plates: Sequence[Plate], minutes_per_week: float, *, weeks: int = WEEKS, seed: int = 0, policy: str = INDEX
) -> float:
    """The long-run share of the bound that a policy keeps up on these plates, 0..1 and a little noise.

    Policies: `index` (down the index while minutes last), `index-above-price` (and stop at the price), `exact`.
    Raises ValueError for another policy.
    """
    return shares(plates, [minutes_per_week], weeks=weeks, seed=seed, policy=policy)[0]


def shares(
    plates: Sequence[Plate], grid: Sequence[float], *, weeks: int = WEEKS, seed: int = 0, policy: str = INDEX
) -> list[float]:
    """`simulate` at every weekly minutes of the grid, side by side. A bound of 0 counts as reached."""
    one = columns_of(plates)
    bounds = [bound_of(one, minutes) for minutes in grid]
    lanes = Columns(*(np.repeat(column[None, :], len(grid), axis=0) for column in one))
    prices = np.array([bound.price for bound in bounds])
    kept = spin(lanes, np.array(grid, dtype=np.float64), score_of(policy, lanes, prices), weeks=weeks, seed=seed)
    return [float(value / bound.value) if bound.value else 1.0 for value, bound in zip(kept, bounds, strict=True)]


def score_of(policy: str, lanes: Columns, prices: Column) -> Score:
    """The score function of a policy's name; `prices` is one per lane. Raises ValueError for an unknown one."""
    if policy == EXACT:
        return lambda silence: exact_indices(lanes, silence)
    if policy == INDEX:
        return lambda silence: attention_indices(lanes, np.exp(-lanes.fall * silence))
    if policy == INDEX_ABOVE_PRICE:
        return lambda silence: _above(attention_indices(lanes, np.exp(-lanes.fall * silence)), prices)
    raise ValueError(policy)


def _above(scores: Column, prices: Column) -> Column:
    return np.where(scores >= prices[:, None], scores, -np.inf)
