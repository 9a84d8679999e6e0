"""Chance: how likely a two-way exchange within 90 days is, with an interval that says how thin the evidence is.

A logistic score on the tie's state: decayed counts of bursts out, in and of the scarcer direction, and how long each
direction has been silent (docs/decisions/0005-tie-score.md). Every decayed count has a weight ≥ 0 and every silence
one ≤ 0, so that the chance can only fall while nothing happens.
"""

from math import exp, log, log1p, sqrt
from typing import Final, NamedTuple

from entregent.ties.state import DAY, TieState

HORIZON_DAYS: Final = 90

FEATURES: Final = (
    *("out-7", "out-30", "out-90", "out-365"),
    *("in-7", "in-30", "in-90", "in-365"),
    *("both-7", "both-30", "both-90", "both-365"),
    *("silence-out", "silence-in", "silence-staler", "silence-fresher"),
)
"""Names of the score's inputs, in their order; the first twelve are ln(1 + 4·count), the rest ln(1 + days)."""

LONGEST_SILENCE_DAYS: Final = 1000.0
"""Silence counts up to here; a direction never used counts as this silent."""

Features = tuple[
    float, float, float, float, float, float, float, float, float, float, float, float, float, float, float, float
]


class Chance(NamedTuple):
    """A probability and the interval that holds four times out of five, given what the state has seen."""

    value: float
    low: float
    high: float


class Calibration(NamedTuple):
    """What turns a tie's features into log-odds: an intercept and one weight per feature."""

    intercept: float
    weights: Features
    rows: int = 0
    """Labelled rows of the owner's own history behind it; 0 = as shipped."""


SHIPPED: Final = Calibration(
    -3.248,
    (0.017, 0.199, 0.224, 0.328, 0.11, 0.193, 0.132, 0.258, 0.0, 0.198, 0.0, 0.0, 0.0, 0.0, 0.0, -0.056),
)
"""Fitted by `python -m bench.ties --ship`; on which networks is told in decision 0005."""


def features(state: TieState, now: int) -> Features:
    """The score's inputs, named in FEATURES, as of `now`."""
    out_7, out_30, out_90, out_365 = state.counts_out(now)
    in_7, in_30, in_90, in_365 = state.counts_in(now)
    silent_out = _silence(state.last_out, now)
    silent_in = _silence(state.last_in, now)
    # ln(1 + 4x) grows with x, so the smaller of two is that of the smaller count: no further logarithm.
    o7, o30, o90, o365 = log1p(4.0 * out_7), log1p(4.0 * out_30), log1p(4.0 * out_90), log1p(4.0 * out_365)
    i7, i30, i90, i365 = log1p(4.0 * in_7), log1p(4.0 * in_30), log1p(4.0 * in_90), log1p(4.0 * in_365)
    return (
        *(o7, o30, o90, o365, i7, i30, i90, i365),
        o7 if o7 < i7 else i7,
        o30 if o30 < i30 else i30,
        o90 if o90 < i90 else i90,
        o365 if o365 < i365 else i365,
        silent_out,
        silent_in,
        silent_out if silent_out > silent_in else silent_in,
        silent_in if silent_out > silent_in else silent_out,
    )


def chance(state: TieState, now: int, calibration: Calibration = SHIPPED) -> Chance:
    """The chance of contact in both directions within 90 days from `now`, with its interval.

    The interval moves the log-odds by 1.28/√(2 + count of the scarcer direction over 365 d): so far apart lie the
    10 % and 90 % quantiles of the logarithm of a rate known from so many events under a Gamma law (SCIENCE §1.4).
    """
    values = features(state, now)
    score = calibration.intercept
    for weight, value in zip(calibration.weights, values, strict=True):
        score += weight * value
    evidence = state.out_365 if state.out_365 < state.in_365 else state.in_365
    spread = _QUANTILE / sqrt(2.0 + evidence)
    return Chance(_share(score), _share(score - spread), _share(score + spread))


_QUANTILE: Final = 1.2816
"""Nine tenths of a normal law lie below."""


def _silence(last_at: int, now: int) -> float:
    """ln(1 + days since), capped."""
    if not last_at:
        return _LONGEST
    days = (now - last_at) / DAY
    return log1p(min(max(days, 0.0), LONGEST_SILENCE_DAYS))


_LONGEST: Final = log(1.0 + LONGEST_SILENCE_DAYS)


def _share(score: float) -> float:
    """The logistic function, safe for any score."""
    if score >= 0.0:
        return 1.0 / (1.0 + exp(-score))
    grown = exp(score)
    return grown / (1.0 + grown)
