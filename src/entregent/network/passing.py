"""Passing on: how likely two people who were seen together are in touch again, learned from the map's own past."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HORIZON_DAYS: Final = 365
ENOUGH: Final = 300
"""Ties that must have been watched for a year before their own past is believed."""
_STEPS: Final = 30
_CALM: Final = 1.0
"""Strength of the pull toward the starting values, in ties: a ridge that keeps thin evidence from shouting."""


class Curve(NamedTuple):
    """chance = 1 / (1 + e^-(level + slope · ln(1 + weight))); `ties` were watched for it, 0 for the starting values."""

    level: float
    slope: float
    ties: int = 0


STARTING: Final = Curve(-1.6, 1.4)
"""Where a map has no past of its own yet: fitted on the sample networks of seeds 1 to 3."""


def chances(weights: NDArray[np.float64], curve: Curve = STARTING) -> NDArray[np.float64]:
    """The chance of each tie to be seen again within a year."""
    return 1.0 / (1.0 + np.exp(-(curve.level + curve.slope * np.log1p(weights))))


def learned(weights: NDArray[np.float64], again: NDArray[np.bool_]) -> Curve:
    """The curve that fits best (logistic regression by Newton's method); the starting one where too few were watched.

    `weights` are those of a year ago, `again` tells which were seen since.
    """
    if len(weights) < ENOUGH or again.all() or not again.any():
        return STARTING
    design = np.column_stack([np.ones(len(weights)), np.log1p(weights)])
    start = np.array([STARTING.level, STARTING.slope])
    found = start.copy()
    for _ in range(_STEPS):
        expected = 1.0 / (1.0 + np.exp(-design @ found))
        gradient = design.T @ (again - expected) - _CALM * (found - start)
        curvature = (design * (expected * (1.0 - expected))[:, None]).T @ design + _CALM * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    # A heavier tie is never less likely to be seen again: where the data say so, they say little.
    return Curve(float(found[0]), max(float(found[1]), 0.0), len(weights))
