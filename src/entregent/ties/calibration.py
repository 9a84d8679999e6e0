"""Calibration on the owner's own history: the shipped weights, moved as far as the rows justify."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from entregent.ties.backtest import Row
from entregent.ties.chance import FEATURES, SHIPPED, Calibration, Features, features
from entregent.ties.state import DAY

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

FEWEST_ROWS: Final = 500
"""With fewer labelled rows the shipped weights stand (DESIGN §5)."""

FEWEST_OF_A_KIND: Final = 20

SIGNS: Final = (1.0,) * 12 + (-1.0,) * 4
"""Contact can only raise the chance, silence only lower it: the sign each weight is held to."""

SHRINKAGE: Final = 10.0
"""Pull toward the shipped weights, as precision per weight of a feature of unit spread."""

ROW_HALF_LIFE_DAYS: Final = 180.0
"""Networks drift: a row so much older than the newest counts half (SCIENCE §1.3 d)."""

_INTERCEPT_PULL: Final = 0.5
_ROUNDS: Final = 300
_STEPS: Final = tuple(0.5**k for k in range(25))


def fit(rows: Sequence[Row], prior: Calibration = SHIPPED, *, pull: float = SHRINKAGE) -> Calibration:
    """Weights fitted on labelled rows by penalised likelihood around `prior`; `prior` itself where rows are too few.

    Logistic regression, L2 toward the prior's weights, each weight held to its sign (projected Newton steps).
    Deterministic. Needs numpy; a few ms per 1,000 rows, most of it for the features.
    """
    true = sum(row.reciprocated for row in rows)
    if len(rows) < FEWEST_ROWS or min(true, len(rows) - true) < FEWEST_OF_A_KIND:
        return prior
    import numpy as np

    seen = np.array([features(row.state, row.at) for row in rows])
    labels = np.array([float(row.reciprocated) for row in rows])
    spread = np.maximum(seen.std(axis=0), 0.1)
    design = np.column_stack([np.ones(len(rows)), seen / spread])
    centre = np.array([prior.intercept, *(np.array(prior.weights) * spread)])
    ages = np.array([row.at for row in rows], dtype=float)
    counted = 2.0 ** ((ages - ages.max()) / (ROW_HALF_LIFE_DAYS * DAY))
    penalty = np.array([_INTERCEPT_PULL, *([pull] * len(FEATURES))])
    found = _solve(design, labels, counted, centre, penalty)
    weights = tuple(float(weight) for weight in found[1:] / spread)
    return Calibration(float(found[0]), cast("Features", weights), len(rows))


def _solve(
    design: "NDArray[float64]",
    labels: "NDArray[float64]",
    counted: "NDArray[float64]",
    centre: "NDArray[float64]",
    penalty: "NDArray[float64]",
) -> "NDArray[float64]":
    """Projected Newton: weights that would cross zero stop there and are freed when the slope calls them back."""
    import numpy as np

    signs = np.array([0.0, *SIGNS])

    def loss(weights: "NDArray[float64]") -> float:
        score = design @ weights
        return float(
            (counted * (np.logaddexp(0.0, score) - labels * score)).sum()
            + (penalty * (weights - centre) ** 2).sum() / 2
        )

    held, best = centre.copy(), loss(centre)
    reached = best
    for _ in range(_ROUNDS):
        expected = 1.0 / (1.0 + np.exp(-np.clip(design @ held, -30.0, 30.0)))
        slope = design.T @ (counted * (labels - expected)) - penalty * (held - centre)
        curve = (design * (counted * expected * (1.0 - expected))[:, None]).T @ design + np.diag(penalty)
        free = (signs == 0.0) | (held != 0.0) | (slope * signs > 0.0)
        step = np.zeros_like(held)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        for part in _STEPS:
            moved = held + part * step
            moved[(signs != 0.0) & (moved * signs < 0.0)] = 0.0
            reached = loss(moved)
            if reached < best:
                break
        if best - reached < 1e-9 * best:
            break
        held, best = moved, reached
    return held
