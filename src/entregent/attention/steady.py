"""Estimates of many ties made steadier: what rests on few gaps leans on the book's other ties. Standard library only.

The index rewards ties that are believed to be cheap and slow to fall, so it picks the luckiest errors. Shrinking
each estimate by its own uncertainty takes that luck out (James and Stein 1961; the spread between ties is the
moment estimate of DerSimonian and Laird 1986 with equal weights).
"""

from collections.abc import Sequence
from math import exp, log, sqrt


def steadied(values: Sequence[float], errors: Sequence[float]) -> list[float]:
    """Each value moved toward the mean of all by its own error variance against the spread between ties.

    `errors` are standard deviations on the scale of the values, ≥ 0: an error of 0 leaves its value alone. Falls
    want their logarithms here, chances their log odds. Fewer than three values say nothing of a spread: returned
    as they are.
    """
    if len(values) < 3:
        return list(values)
    mean = sum(values) / len(values)
    seen = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    spread = max(seen - sum(error * error for error in errors) / len(errors), 0.0)
    return [
        value if not error else mean + spread / (spread + error * error) * (value - mean)
        for value, error in zip(values, errors, strict=True)
    ]


def steadied_falls(falls: Sequence[float], gaps_seen: Sequence[int]) -> list[float]:
    """Falls (λ per week, > 0) made steadier by how many gaps between exchanges each rests on.

    The mean of n gaps that are as irregular as chance has a relative error near 1/√n; none seen counts as half a
    gap.
    """
    errors = [1.0 / sqrt(max(gaps, 0.5)) for gaps in gaps_seen]
    return [exp(value) for value in steadied([log(fall) for fall in falls], errors)]
