"""How long ties live: a mixture of rhythms and lifetimes, fitted to the contact days of all ties at once.

A tie lives an exponential time and, while it lives, leaves Weibull gaps between contact days (shape < 1: bursts and
long pauses). Each tie has its own rhythm and lifetime, drawn from a grid of both whose weights are fitted by
expectation-maximisation; so one long-silent tie is judged by its own gaps and by how the others ended. This is
Pareto/NBD with bursty gaps and free mixing (Schmittlein et al. 1987; SCIENCE §2.1), death allowed before a repeat.
"""

from collections.abc import Sequence
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


class Histories(NamedTuple):
    """Contact days of ties as of one day, summed up. Arrays with one element per tie."""

    first: "NDArray[int64]"
    last: "NDArray[int64]"
    gaps: "NDArray[int64]"
    log_gaps: "NDArray[float64]"
    powered_gaps: "NDArray[float64]"
    """One column per shape: the sum of gap ** shape."""


class Mixture(NamedTuple):
    """The fitted law: a shape, the weight of each (rhythm, lifetime) cell, and what each cell expects of silence.

    `ended[cell, d]` is the chance to die within d days of the last contact and leave no contact before, and
    `silent[cell, d]` that chance plus the one to live on in silence.
    """

    shape: int
    weights: "NDArray[float64]"
    ended: "NDArray[float64]"
    silent: "NDArray[float64]"


def summed(spans: Sequence[Sequence[int]], now_day: int) -> Histories:
    """Histories of all ties that began on or before `now_day`; each span is a sorted sequence of distinct days."""
    import numpy as np

    seen = [[day for day in days if day <= now_day] for days in spans]
    seen = [days for days in seen if days]
    gaps = [np.diff(np.array(days, dtype=float)) for days in seen]
    return Histories(
        np.array([days[0] for days in seen], dtype=np.int64),
        np.array([days[-1] for days in seen], dtype=np.int64),
        np.array([len(days) - 1 for days in seen], dtype=np.int64),
        np.array([np.log(gap).sum() for gap in gaps]),
        np.array([[(gap**shape).sum() for shape in SHAPES] for gap in gaps]).reshape(len(seen), len(SHAPES)),
    )


def fit(histories: Histories, now_day: int) -> Mixture:
    """The likeliest mixture for these ties."""
    best: tuple[float, Mixture] | None = None
    for shape in range(len(SHAPES)):
        mixture = _blank(shape, int(now_day - histories.first.min(initial=now_day)) + 1)
        likelihoods = cell_likelihoods(mixture, histories, now_day)
        reached, mixture = refit(mixture, likelihoods)
        if best is None or reached > best[0]:
            best = reached, mixture
    assert best is not None
    return best[1]


def cell_likelihoods(mixture: Mixture, histories: Histories, now_day: int) -> "NDArray[float64]":
    """Log-likelihood of each tie (row) in each cell (column)."""
    import numpy as np

    shape = SHAPES[mixture.shape]
    rates, hazards = _cells()
    told = histories.gaps[:, None] * (log(shape) + shape * np.log(rates)) + (shape - 1.0) * histories.log_gaps[:, None]
    told = told - histories.powered_gaps[:, mixture.shape, None] * rates**shape
    told = told - (histories.last - histories.first)[:, None] * hazards
    told += np.log(mixture.silent[:, now_day - histories.last].T)
    return np.asarray(told)


def refit(
    mixture: Mixture, likelihoods: "NDArray[float64]", counted: "NDArray[float64] | None" = None, rounds: int = _ROUNDS
) -> tuple[float, Mixture]:
    """Log-likelihood reached and the mixture after so many rounds; `counted` says how often each tie counts."""
    import numpy as np

    top = likelihoods.max(axis=1, keepdims=True)
    relative = np.exp(likelihoods - top)
    prior = _prior()
    counts = np.ones(len(likelihoods)) if counted is None else counted
    weights = mixture.weights
    for _ in range(rounds):
        # Each cell's new weight: its share of every tie, and what the prior gives it.
        shares = counts / (relative @ weights)
        weights = weights * (relative.T @ shares) + prior * _PRIOR_TIES
        weights = weights / weights.sum()
    reached = float(counts @ (np.log(relative @ weights) + top[:, 0]))
    return reached, mixture._replace(weights=weights)


def chances_open(
    mixture: Mixture, likelihoods: "NDArray[float64]", histories: Histories, now_day: int, day: int
) -> "NDArray[float64]":
    """The chance of each tie to be open on `day`, told by what was seen until `now_day` (≥ `day`).

    1 where it was seen on that day or both before and after it, 0 where it began later.
    """
    import numpy as np

    held = np.exp(likelihoods - likelihoods.max(axis=1, keepdims=True)) * mixture.weights
    held /= held.sum(axis=1, keepdims=True)
    silence = now_day - histories.last
    by_then = np.clip(day - histories.last, 0, None)
    dead = mixture.ended[:, np.minimum(by_then, silence)].T / mixture.silent[:, silence].T
    found = 1.0 - (held * dead).sum(axis=1)
    found[histories.last >= day] = 1.0
    found[histories.first > day] = 0.0
    return np.asarray(found)


def _cells() -> "tuple[NDArray[float64], NDArray[float64]]":
    import numpy as np

    return np.repeat(np.array(_RATES), len(_LIVES)), np.tile(1.0 / np.array(_LIVES), len(_RATES))


def _prior() -> "NDArray[float64]":
    """Log-normal around a contact a month and a life of two years: wide, and only for small books."""
    import numpy as np

    rates, hazards = _cells()
    weights = np.exp(-(np.log(rates * 30.0) ** 2) / 2.0 - np.log(hazards * 730.0) ** 2 / 2.0)
    return np.asarray(weights / weights.sum())


def _blank(shape: int, days: int) -> Mixture:
    """The prior mixture with its tables of silence up to so many days."""
    import numpy as np

    rates, hazards = _cells()
    times = np.arange(days + 1, dtype=float)
    living = np.exp(-((rates[:, None] * times) ** SHAPES[shape]))
    alive = np.exp(-hazards[:, None] * times)
    # The chance to die in each day, times that no contact came before: the middle of the day stands for it.
    dying = (alive[:, :-1] - alive[:, 1:]) * (living[:, :-1] + living[:, 1:]) / 2.0
    ended = np.concatenate([np.zeros((len(rates), 1)), np.cumsum(dying, axis=1)], axis=1)
    return Mixture(shape, _prior(), ended, np.maximum(ended + alive * living, 1e-300))
