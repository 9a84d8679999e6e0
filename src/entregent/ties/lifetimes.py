"""How long ties live: a mixture of rhythms and lifetimes, fitted to the contact days of all ties at once.

A tie lives an exponential time and, while it lives, leaves Weibull gaps between contact days (shape < 1: bursts and
long pauses). Each tie has its own rhythm and lifetime, drawn from a grid of both whose weights are fitted by
expectation-maximisation; so one long-silent tie is judged by its own gaps and by how the others ended. This is
Pareto/NBD with bursty gaps and free mixing (Schmittlein et al. 1987; SCIENCE §2.1), death allowed before a repeat.
"""

from collections.abc import Sequence
from itertools import chain
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

SHAPES: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Weibull shapes tried; the likeliest is kept."""

_RATES: Final = tuple(1.0 / days for days in (1.5, 3, 5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300))
_LIVES: Final = (20.0, 45.0, 90.0, 180.0, 365.0, 730.0, 1460.0, 2920.0)
_PRIOR_TIES: Final = 8.0
"""How many ties the prior mixture is worth: it speaks only in small books."""
_ROUNDS: Final = 60
_SHAPE_TIES: Final = 2000
"""The shape is chosen on at most about so many ties; it hardly needs more."""


class Days(NamedTuple):
    """The contact days of all ties in one flat array: those of tie k begin at `starts[k]`."""

    days: "NDArray[int64]"
    starts: "NDArray[int64]"
    log_gaps: "NDArray[float64]"
    """Running sum of ln gap over the flat array, gaps across ties counting nothing."""
    powered_gaps: "NDArray[float64]"
    """Running sum of gap ** shape."""
    shape: float


class Histories(NamedTuple):
    """Ties begun by some day, summed up as of it; `begun` tells which, the other arrays have one element for each."""

    begun: "NDArray[int64]"
    first: "NDArray[int64]"
    last: "NDArray[int64]"
    gaps: "NDArray[int64]"
    log_gaps: "NDArray[float64]"
    powered_gaps: "NDArray[float64]"


class Mixture(NamedTuple):
    """The fitted law: the weight of each (rhythm, lifetime) cell, and what each cell expects of silence.

    `ended[cell, d]` is the chance to die within d days of the last contact and leave no contact before, and
    `silent[cell, d]` that chance plus the one to live on in silence.
    """

    shape: float
    weights: "NDArray[float64]"
    ended: "NDArray[float64]"
    silent: "NDArray[float64]"


class Judged(NamedTuple):
    """Ties (rows) by cells (columns): how likely each history is there, and how likely with the tie ended."""

    likely: "NDArray[float64]"
    likely_ended: "NDArray[float64]"

    def chances_open(self, weights: "NDArray[float64]") -> "NDArray[float64]":
        """The chance of each tie to be open still."""
        import numpy as np

        return np.asarray(1.0 - (self.likely_ended @ weights) / (self.likely @ weights))


def flat(spans: Sequence[Sequence[int]], shape: float = 1.0) -> Days:
    """All spans (each a sorted sequence of distinct days, none empty) in one array."""
    import numpy as np

    sizes = np.array([len(days) for days in spans], dtype=np.int64)
    days = np.fromiter(chain.from_iterable(spans), dtype=np.int64, count=int(sizes.sum()))
    gaps = np.diff(days, prepend=days[:1]).astype(float)
    starts = np.cumsum(sizes) - sizes
    gaps[starts] = 1.0
    powers = gaps**shape
    powers[starts] = 0.0
    return Days(days, starts, np.cumsum(np.log(gaps)), np.cumsum(powers), shape)


def summed(ties: Days, day: int) -> Histories:
    """What was seen of the ties until `day`."""
    import numpy as np

    seen = np.add.reduceat((ties.days <= day).astype(np.int64), ties.starts)
    begun = np.flatnonzero(seen)
    head = ties.starts[begun]
    tail = head + seen[begun] - 1
    return Histories(
        begun,
        ties.days[head],
        ties.days[tail],
        seen[begun] - 1,
        ties.log_gaps[tail] - ties.log_gaps[head],
        ties.powered_gaps[tail] - ties.powered_gaps[head],
    )


def fit(spans: Sequence[Sequence[int]], now_day: int) -> Mixture:
    """The likeliest mixture for these ties, of which nothing after `now_day` is seen."""
    few = spans[:: len(spans) // _SHAPE_TIES + 1]
    reached = [(_fit_shape(few, shape, now_day)[0], shape) for shape in SHAPES]
    return _fit_shape(spans, max(reached)[1], now_day)[1]


def judge(mixture: Mixture, histories: Histories, now_day: int) -> Judged:
    """The ties as of `now_day`, the last day seen."""
    import numpy as np

    told = _log_likelihoods(mixture, histories, now_day)
    likely = np.exp(told - told.max(axis=1, keepdims=True))
    silence = now_day - histories.last
    return Judged(likely, likely * (mixture.ended / mixture.silent)[:, silence].T)


def open_in_silence(
    mixture: Mixture, histories: Histories, judged: Judged, now_day: int, day: int, chosen: "NDArray[int64]"
) -> "NDArray[float64]":
    """The chance that the chosen ties, last seen before `day`, were still open on it; told by all until `now_day`."""
    last = histories.last[chosen]
    likely = judged.likely[chosen]
    ended = likely * (mixture.ended[:, day - last] / mixture.silent[:, now_day - last]).T
    return Judged(likely, ended).chances_open(mixture.weights)


def refit(
    weights: "NDArray[float64]", likely: "NDArray[float64]", counted: "NDArray[float64]", rounds: int
) -> "NDArray[float64]":
    """Cell weights after so many rounds of expectation-maximisation; `counted` says how often each tie counts."""
    prior = _prior() * _PRIOR_TIES
    for _ in range(rounds):
        # Each cell's new weight: its share of every tie, and what the prior gives it.
        weights = weights * ((counted / (likely @ weights)) @ likely) + prior
        weights = weights / weights.sum()
    return weights


def _fit_shape(spans: Sequence[Sequence[int]], shape: float, now_day: int) -> tuple[float, Mixture]:
    """Log-likelihood reached with this shape, and its mixture."""
    import numpy as np

    histories = summed(flat(spans, shape), now_day)
    mixture = _blank(shape, int(now_day - histories.first.min(initial=now_day)) + 1)
    told = _log_likelihoods(mixture, histories, now_day)
    top = told.max(axis=1)
    likely = np.exp(told - top[:, None])
    weights = refit(mixture.weights, likely, np.ones(len(likely)), _ROUNDS)
    return float((np.log(likely @ weights) + top).sum()), mixture._replace(weights=weights)


def _log_likelihoods(mixture: Mixture, histories: Histories, now_day: int) -> "NDArray[float64]":
    """Of each tie (row) in each cell (column)."""
    import numpy as np

    rates, hazards = _cells()
    shape = mixture.shape
    told = histories.gaps[:, None] * (log(shape) + shape * np.log(rates)) + (shape - 1.0) * histories.log_gaps[:, None]
    told -= histories.powered_gaps[:, None] * rates**shape
    told -= (histories.last - histories.first)[:, None] * hazards
    told += np.log(mixture.silent)[:, now_day - histories.last].T
    return np.asarray(told)


def _cells() -> "tuple[NDArray[float64], NDArray[float64]]":
    import numpy as np

    return np.repeat(np.array(_RATES), len(_LIVES)), np.tile(1.0 / np.array(_LIVES), len(_RATES))


def _prior() -> "NDArray[float64]":
    """Log-normal around a contact a month and a life of two years: wide, and only for small books."""
    import numpy as np

    rates, hazards = _cells()
    weights = np.exp(-(np.log(rates * 30.0) ** 2) / 2.0 - np.log(hazards * 730.0) ** 2 / 2.0)
    return np.asarray(weights / weights.sum())


def _blank(shape: float, days: int) -> Mixture:
    """The prior mixture with its tables of silence up to so many days."""
    import numpy as np

    rates, hazards = _cells()
    times = np.arange(days + 1, dtype=float)
    living = np.exp(-((rates[:, None] * times) ** shape))
    alive = np.exp(-hazards[:, None] * times)
    # The chance to die in each day, times that no contact came before: the middle of the day stands for it.
    dying = (alive[:, :-1] - alive[:, 1:]) * (living[:, :-1] + living[:, 1:]) / 2.0
    ended = np.concatenate([np.zeros((len(rates), 1)), np.cumsum(dying, axis=1)], axis=1)
    return Mixture(shape, _prior(), ended, np.maximum(ended + alive * living, 1e-300))
