"""Calibration on the owner's own history."""

import random

import numpy as np
from tests.ties.streams import NOON, mail

from entregent.ties.backtest import Row, calibration_error
from entregent.ties.calibration import SIGNS, Likelihood, fit, most_likely
from entregent.ties.chance import SHIPPED, Calibration, chance
from entregent.ties.state import DAY, fold_all


def history(count: int, *, answered: float, seed: int = 1) -> list[Row]:
    """Ties of random rhythm whose next exchange comes with a chance of `answered` times a falling share."""
    draw = random.Random(seed)
    found = []
    for _ in range(count):
        last, times = draw.randrange(1, 400), draw.randrange(1, 8)
        stream = [mail(NOON - (last + 10 * k) * DAY, out=1.0, inward=float(draw.random() < 0.6)) for k in range(times)]
        likely = answered * 2.0 ** (-last / 60) * times / 8
        found.append(Row(NOON, fold_all(sorted(stream)), draw.random() < likely))
    return found


def test_few_rows_leave_the_shipped_weights() -> None:
    assert fit(history(499, answered=0.9)) is SHIPPED
    assert fit([row._replace(reciprocated=False) for row in history(900, answered=0.9)]) is SHIPPED


def test_own_history_is_told_better_than_by_shipped_weights() -> None:
    learned = fit(history(2_000, answered=0.9))
    fresh = history(2_000, answered=0.9, seed=2)
    labels = [row.reciprocated for row in fresh]

    def error(calibration: Calibration) -> float:
        return calibration_error([chance(row.state, row.at, calibration).value for row in fresh], labels)

    assert learned.rows == 2_000
    assert error(learned) < 0.03 < error(SHIPPED)


def test_weights_keep_their_signs() -> None:
    """Labels turned round: contact would lower the chance, if it could."""
    turned = [row._replace(reciprocated=not row.reciprocated) for row in history(2_000, answered=0.9)]
    learned = fit(turned, pull=0.1)
    assert all(weight * sign >= 0.0 for weight, sign in zip(learned.weights, SIGNS, strict=True))


def test_old_rows_fade() -> None:
    """Three years ago everybody answered, lately nobody: the latter weighs more."""
    old = [row._replace(at=NOON - 1_000 * DAY, reciprocated=True) for row in history(600, answered=0.9)]
    new = [row._replace(reciprocated=k < 20) for k, row in enumerate(history(600, answered=0.9))]
    state = new[0].state
    assert chance(state, NOON, fit(old + new)).value < chance(state, NOON, fit(new + old, row_half_life_days=1e9)).value


def test_the_solver_finds_the_weights_that_made_the_labels() -> None:
    rng = np.random.default_rng(3)
    design = np.column_stack([np.ones(20_000), rng.normal(size=(20_000, 2))])
    made = np.array([-1.0, 0.8, 0.0])
    labels = (rng.random(20_000) < 1.0 / (1.0 + np.exp(-design @ made))).astype(float)
    zeros = np.zeros(3)
    found = most_likely(Likelihood(design, labels, np.ones(20_000), zeros, zeros + 1e-6, np.array([0.0, 1.0, -1.0])))
    assert np.abs(found - made).max() < 0.06
