"""What a rule keeps up in the long run, week by week, on plates that fall as the model says.

Lanes run side by side: each has its own plates and minutes, so a whole curve costs little more than one point.
"""

from collections.abc import Callable, Sequence

import numpy as np

from entregent.attention.agenda import stopping_price
from entregent.attention.bound import (
    FADED,
    Column,
    Columns,
    attention_indices,
    bounds_of,
    columns_of,
    exact_indices,
    highest_indices,
    plan_at,
)
from entregent.attention.plate import Plate

Score = Callable[[Column], Column]
"""From the weeks of silence (lanes, plates) to how much each plate asks for now; −inf means not now."""

WEEKS = 520
RUN_IN = 0.2
"""So many weeks for each counted one are run first, uncounted."""

AGENDA = "agenda"
"""Down the index as the agenda goes: to `stopping_price`, without the plates that the price lets rest."""
FILL = "fill"
"""Down the index while minutes last."""
EXACT = "exact"
"""Down the exact index while minutes last."""


def spin(columns: Columns, start: Column, minutes: Column, score: Score, *, weeks: int, seed: int) -> Column:
    """The mean Σ w·s per week of each lane under a rule. Columns are (lanes, plates), minutes a week (lanes,).

    `start` is the silence in weeks at the beginning. Each week the rule's order is filled into the minutes,
    skipping what does not fit; an attempt is answered with the plate's chance, after which its silence starts
    again at one week.
    """
    rng = np.random.default_rng(seed)
    silence = start
    run_in = int(weeks * RUN_IN)
    kept = np.zeros(columns.fall.shape[0])
    for week in range(run_in + weeks):
        if week >= run_in:
            kept += (columns.weight * np.exp(-columns.fall * silence)).sum(axis=1)
        tried = fill_weeks(score(silence), columns.minutes, minutes)
        answered = tried & (rng.random(silence.shape) < columns.chance)
        silence = np.where(answered, 1.0, silence + 1.0)
    return kept / weeks


def settled(columns: Columns, price: float, seed: int) -> Column:
    """Silences as they are after a long time under the thresholds of a price: resting plates have fallen quite.

    Beginning with everybody at full strength would flatter the first years.
    """
    weeks = plan_at(columns, price).weeks
    rests = np.isinf(weeks)
    cycle = np.where(rests, 1.0, weeks) - 1.0 + 1.0 / np.where(rests, 1.0, columns.chance)
    into: Column = np.floor(np.random.default_rng(seed).random(cycle.shape) * cycle) + 1.0
    return np.where(rests, np.ceil(FADED / columns.fall), into)


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
    plates: Sequence[Plate], minutes_per_week: float, *, weeks: int = WEEKS, seed: int = 0, policy: str = AGENDA
) -> float:
    """The long-run share of the bound that a policy keeps up on these plates, 0..1 and a little noise.

    Policies: `AGENDA`, `FILL`, `EXACT`; ValueError for another.
    """
    return shares(plates, [minutes_per_week], weeks=weeks, seed=seed, policy=policy)[0]


def shares(
    plates: Sequence[Plate], grid: Sequence[float], *, weeks: int = WEEKS, seed: int = 0, policy: str = AGENDA
) -> list[float]:
    """`simulate` at every weekly minutes of the grid, side by side. A bound of 0 counts as reached."""
    one = columns_of(plates)
    bounds = bounds_of(one, grid)
    lanes = Columns(*(np.repeat(column[None, :], len(grid), axis=0) for column in one))
    prices = np.array([bound.price for bound in bounds])
    start = np.stack([settled(one, bound.price, seed) for bound in bounds])
    each = np.array(grid, dtype=np.float64)
    kept = spin(lanes, start, each, score_of(policy, lanes, prices), weeks=weeks, seed=seed)
    return [float(value / bound.value) if bound.value else 1.0 for value, bound in zip(kept, bounds, strict=True)]


def score_of(policy: str, lanes: Columns, prices: Column) -> Score:
    """The score function of a policy's name; `prices` is one per lane. Raises ValueError for an unknown one."""
    if policy == EXACT:
        return lambda silence: exact_indices(lanes, silence)
    if policy == FILL:
        return lambda silence: attention_indices(lanes, np.exp(-lanes.fall * silence))
    if policy == AGENDA:
        return agenda_score(lanes, prices)
    raise ValueError(policy)


def agenda_score(lanes: Columns, prices: Column) -> Score:
    """The index where it reaches the stopping price of a plate that is worth the price; −inf elsewhere."""
    price = prices[:, None]
    worth_it = highest_indices(lanes) >= price
    stop = stopping_price(1.0) * price

    def score(silence: Column) -> Column:
        index = attention_indices(lanes, np.exp(-lanes.fall * silence))
        return np.where(worth_it & (index >= stop), index, -np.inf)

    return score
