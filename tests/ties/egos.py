"""Synthetic egos whose open ties are known (SCIENCE §2.1): log-normal lifetimes, rhythms and gaps."""

from typing import NamedTuple

import numpy as np

from entregent.ties.state import DAY

YEARS, BURN_DAYS, FIRST_DAY = 4, 3_650, 15_000


class Ego(NamedTuple):
    """Contact days of every tie seen within four years, the ties open at their end, and that end."""

    spans: list[tuple[int, ...]]
    truth: int
    now: int


def ego(seed: int) -> Ego:
    """An ego with 30 to 120 open ties in a steady state; ties that left no contact are neither seen nor counted."""
    rng = np.random.default_rng(seed)
    wanted, life, gap = int(rng.integers(30, 121)), rng.uniform(300, 900), rng.uniform(10, 30)
    days = YEARS * 365
    births = rng.poisson(wanted / (life * np.exp(0.5)) * (days + BURN_DAYS))
    spans, truth = [], 0
    for _ in range(births):
        at = rng.uniform(-BURN_DAYS, days)
        ends, mean_gap = at + life * np.exp(rng.normal()), gap * np.exp(rng.normal())
        seen = set()
        while at < min(ends, days):
            if at >= 0:
                seen.add(FIRST_DAY + int(at))
            at += mean_gap * np.exp(rng.normal() - 0.5)
        if seen:
            spans.append(tuple(sorted(seen)))
            truth += ends >= days
    return Ego(spans, int(truth), (FIRST_DAY + days) * DAY)
