"""The index: what one minute spent on a tie now is worth. Standard library only: `today` needs it.

A week is a slot. A tie's strength is s = e^(−λh), h weeks after the last real exchange; an attempt takes c
minutes and is answered with chance p, after which h is 1 again. The loss of a slot is f(h) = w(1 − e^(−λh)).
Whittle's index is the price of a minute at which trying now and waiting one more week are worth the same.
Source: SCIENCE §3.2; Whittle 1988; Glazebrook, Kirkbride and Ruiz-Hernandez 2006; Kadota et al. 2018.
"""

from collections.abc import Callable
from math import exp, expm1, log

TAIL = 1e-18
"""Where the geometric tail of an arbitrary loss is cut: below double precision for losses that grow slowly."""


def attention_index(weight: float, fall: float, minutes: float, chance: float, strength: float) -> float:
    """What a minute on this tie is worth now: p·w/(λ·c) · (1 − s + s·ln s).

    `fall` (λ per week) and `minutes` are > 0, `chance` and `strength` in 0..1. Grows with silence, worth and
    chance; falls with minutes. It is the exact index in the limit of short slots: SCIENCE §3.2 "CHEAP".
    """
    if strength <= 0.0:
        return chance * weight / (fall * minutes)
    if strength >= 1.0:
        return 0.0
    return chance * weight / (fall * minutes) * (1.0 - strength + strength * log(strength))


def exact_index(weight: float, fall: float, minutes: float, chance: float, weeks: float) -> float:
    """Whittle's index per minute, W(H)/c, of a tie silent for `weeks` = H ≥ 1.

    W(H) = p·w·{(x − x^H)/(1 − x) + x^H·[1 − x(1 + p(H−1))]/(1 − qx)}, x = e^(−λ), q = 1 − p (SCIENCE §3.2).
    """
    if chance <= 0.0:
        return 0.0
    x = exp(-fall)
    faded = exp(-fall * weeks)
    lived = x * expm1(-fall * (weeks - 1.0)) / expm1(-fall)
    ahead = faded * (1.0 - x * (1.0 + chance * (weeks - 1.0))) / (1.0 - (1.0 - chance) * x)
    return chance * weight * (lived + ahead) / minutes


def highest_index(weight: float, fall: float, minutes: float, chance: float) -> float:
    """What a minute on this tie can be worth at most, when it has fallen quite: p·w/(c(e^λ − 1)).

    A tie for which this is below the price never deserves a minute: let it rest.
    """
    return chance * weight / (minutes * expm1(fall))


def general_index(loss: Callable[[int], float], chance: float, weeks: int) -> float:
    """Whittle's index of any non-decreasing loss per slot, for one attempt (not per minute), at H = `weeks` ≥ 1.

    W(H) = p·[(H − 1 + 1/p)·p·G(H+1) − Σ_{h<H} f(h) − G(H)], G(H) = Σ_k q^k f(H+k), `chance` = p in ]0, 1].
    With f(h) = αh it is Kadota's α·p·H(H + 2/p − 1)/2. The tail is summed until q^k < 1e-18.
    """
    lived = sum(loss(week) for week in range(1, weeks))
    ahead, after = _discounted(loss, chance, weeks), _discounted(loss, chance, weeks + 1)
    return chance * ((weeks - 1 + 1.0 / chance) * chance * after - lived - ahead)


def _discounted(loss: Callable[[int], float], chance: float, weeks: int) -> float:
    missed = 1.0 - chance
    total, still, week = 0.0, 1.0, weeks
    while still > TAIL:
        total += still * loss(week)
        still *= missed
        week += 1
    return total
