"""Coverage: how much of the ties among one's people one sees, who sees only what passes before one's eyes."""

from __future__ import annotations

from math import exp
from typing import Final, NamedTuple

_BASE: Final = -1.92
_SLOPE: Final = 3.32
_BELOW: Final = -0.77
_ABOVE: Final = 0.69
"""Fitted on 153 mailboxes of Enron (bench/coverage.py): what each showed of the ties among its people, against what all
mailboxes together show. Eight in ten of them lie between `_BELOW` and `_ABOVE` of the line, on the logit scale."""


class Share(NamedTuple):
    """A share of 1 with the range in which it lies eight times in ten."""

    share: float
    low: float
    high: float


def seen_share(tied: int, known: int) -> Share:
    """The share of the ties among `known` people that was seen, where `tied` of them were seen with another.

    Counting how often each tie was seen (Chao 1987) can't tell of ties that never pass before one's eyes.
    """
    at = _BASE + _SLOPE * tied / max(known, 1)
    share, low, high = (1 / (1 + exp(-at - off)) for off in (0.0, _BELOW, _ABOVE))
    return Share(share, low, high)
