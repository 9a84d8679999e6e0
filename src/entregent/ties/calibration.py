"""Calibration on the owner's own history: the shipped weights, moved as far as the rows justify."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, cast

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

SHRINKAGE: Final = 30.0
"""Pull toward the shipped weights, as precision per weight of a feature of unit spread."""

ROW_HALF_LIFE_DAYS: Final = 180.0
"""Networks drift: a row so much older than the newest counts half (SCIENCE §1.3 d)."""

_INTERCEPT_PULL: Final = 0.5
_ROUNDS: Final = 300
_STEPS: Final = tuple(0.5**k for k in range(25))


def fit(
    rows: Sequence[Row],
    prior: Calibration = SHIPPED,
    *,
    pull: float = SHRINKAGE,
    row_half_life_days: float = ROW_HALF_LIFE_DAYS,
) -> Calibration:
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
    counted = 2.0 ** ((ages - ages.max()) / (row_half_life_days * DAY))
    penalty = np.array([_INTERCEPT_PULL, *([pull] * len(FEATURES))])
    signs = np.array([0.0, *SIGNS])
    found = most_likely(Likelihood(design, labels, counted, centre, penalty, signs))
    weights = tuple(float(weight) for weight in found[1:] / spread)
    return Calibration(float(found[0]), cast("Features", weights), len(rows))


class Likelihood(NamedTuple):
    """A penalised logistic likelihood: one row per label, one column per weight."""

    design: "NDArray[float64]"
    labels: "NDArray[float64]"
    counted: "NDArray[float64]"
    """How much each row counts."""
    centre: "NDArray[float64]"
    """Where the penalty pulls each weight."""
    penalty: "NDArray[float64]"
    signs: "NDArray[float64]"
    """1 or -1 holds a weight to that sign, 0 leaves it free."""

    def loss(self, weights: "NDArray[float64]") -> float:
        """Penalised negative log-likelihood."""
        import numpy as np

        score = self.design @ weights
        unlikely = self.counted @ (np.logaddexp(0.0, score) - self.labels * score)
        return float(unlikely + self.penalty @ (weights - self.centre) ** 2 / 2.0)

    def newton_step(self, weights: "NDArray[float64]") -> "NDArray[float64]":
        """The step on the weights that may move: those at zero stay while the slope pushes them across it."""
        import numpy as np

        expected = 1.0 / (1.0 + np.exp(-np.clip(self.design @ weights, -30.0, 30.0)))
        slope = self.design.T @ (self.counted * (self.labels - expected)) - self.penalty * (weights - self.centre)
        bend = self.counted * expected * (1.0 - expected)
        curve = (self.design * bend[:, None]).T @ self.design + np.diag(self.penalty)
        free = (self.signs == 0.0) | (weights != 0.0) | (slope * self.signs > 0.0)
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        return step


def most_likely(told: Likelihood) -> "NDArray[float64]":
    """The weights of least loss: Newton steps projected on the signs, halved until they help (Bertsekas 1982)."""
    held = told.centre.copy()
    best = told.loss(held)
    for _ in range(_ROUNDS):
        step = told.newton_step(held)
        for part in _STEPS:
            moved = held + part * step
            moved[(told.signs != 0.0) & (moved * told.signs < 0.0)] = 0.0
            reached = told.loss(moved)
            if reached < best:
                break
        if best - reached < 1e-9 * best:
            break
        held, best = moved, reached
    return held
