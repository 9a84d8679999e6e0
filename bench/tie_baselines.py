"""What the tie bench measures against: counts, recencies, Interactions Rank, BG/NBD, Gamma–Poisson."""

from collections.abc import Callable, Sequence
from math import exp, lgamma, log
from typing import NamedTuple

DAY = 86_400.0


class Past(NamedTuple):
    """A tie's past at a cut-off: days ago of every message out and in, oldest first, and each one's 1/recipients."""

    out: Sequence[float]
    inward: Sequence[float]
    out_shares: Sequence[float]
    in_shares: Sequence[float]


Score = Callable[[Past], float]
NEVER = 1e5
UNUSED = 0.02
"""Chance of a direction never used so far: any small constant ranks one-way ties by their other direction."""


def decayed(ages: Sequence[float], half_life: float) -> float:
    return sum((exp(-age * log(2.0) / half_life) for age in ages), 0.0)


def diluted(ages: Sequence[float], shares: Sequence[float], half_life: float) -> float:
    paired = zip(ages, shares, strict=True)
    return sum((share * exp(-age * log(2.0) / half_life) for age, share in paired), 0.0)


def since(ages: Sequence[float]) -> float:
    return ages[-1] if ages else NEVER


def silence_in_gaps(past: Past) -> float:
    """Silence over the mean gap between messages, negated: the 8x rule's order."""
    ages = sorted((*past.out, *past.inward))
    if len(ages) < 2:
        return -NEVER
    return -ages[0] / max((ages[-1] - ages[0]) / (len(ages) - 1), 1e-3)


def interactions_rank(half_life: float) -> Score:
    """Roth et al. 2010 with w_out = 5: a group message counts in full for each member."""
    return lambda past: 5.0 * decayed(past.out, half_life) + decayed(past.inward, half_life)


def interactions_rank_diluted(past: Past) -> float:
    """Interactions Rank at 7 d with each message divided by its recipients: stronger than the published one."""
    return 5.0 * diluted(past.out, past.out_shares, 7.0) + diluted(past.inward, past.in_shares, 7.0)


def gamma_poisson(horizon: float) -> Score:
    """SCIENCE §1.4: 60 d of memory, a0 = 1, b0 = 180 d, product of both directions."""
    tau = 60.0 / log(2.0)

    def score(past: Past) -> float:
        age = max((ages[0] for ages in (past.out, past.inward) if ages), default=0.0)
        held = 180.0 + tau * (1.0 - exp(-age / tau))
        product = 1.0
        for ages, shares in ((past.out, past.out_shares), (past.inward, past.in_shares)):
            product *= 1.0 - (held / (held + horizon)) ** (1.0 + diluted(ages, shares, 60.0))
        return product

    return score


PLAIN: dict[str, Score] = {
    "count": lambda past: len(past.out) + len(past.inward),
    "min(out, in)": lambda past: min(len(past.out), len(past.inward)),
    "recency": lambda past: -min(since(past.out), since(past.inward)),
    "recency of the staler direction": lambda past: -max(since(past.out), since(past.inward)),
    "gap / mean gap (8x rule)": silence_in_gaps,
    "Interactions Rank, 7 d, w_out 5": interactions_rank(7.0),
    "Interactions Rank, 90 d, w_out 5": interactions_rank(90.0),
    "Interactions Rank, 7 d, diluted": interactions_rank_diluted,
    "min-direction decay, 90 d": lambda past: min(decayed(past.out, 90.0), decayed(past.inward, 90.0)),
}


class Customer(NamedTuple):
    """BTYD's view of one direction: repeats x, age of the first at the last (t_x) and now (T), in days."""

    repeats: int
    recency: float
    age: float


class Law(NamedTuple):
    """BG/NBD parameters (Fader, Hardie, Lee 2005)."""

    r: float
    alpha: float
    a: float
    b: float


def customer(ages: Sequence[float]) -> Customer | None:
    """Days with messages as purchases, since BTYD counts one a period; None where there is none."""
    days = sorted({int(age) for age in ages}, reverse=True)
    if not days:
        return None
    return Customer(len(days) - 1, float(days[0] - days[-1]), float(days[0]) + 0.5)


def alive(law: Law, who: Customer) -> float:
    """P(alive); 1 before the first repeat, as the law has it."""
    if not who.repeats:
        return 1.0
    silence = log((law.alpha + who.age) / (law.alpha + who.recency))
    odds = law.a / (law.b + who.repeats - 1.0) * exp((law.r + who.repeats) * silence)
    return 1.0 / (1.0 + odds)


def any_within(law: Law, who: Customer, horizon: float) -> float:
    """P(at least one within the horizon), SCIENCE §1.2."""
    held = law.alpha + who.age
    return alive(law, who) * (1.0 - exp((law.r + who.repeats) * log(held / (held + horizon))))


def log_likelihood(law: Law, who: Customer) -> float:
    """ln L of one customer (Fader, Hardie, Lee 2005, eq. 6)."""
    r, alpha, a, b = law
    x = who.repeats
    told = lgamma(r + x) - lgamma(r) + r * log(alpha) + lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x)
    living = -(r + x) * log(alpha + who.age)
    if not x:
        return told + living
    gone = log(a) - log(b + x - 1.0) - (r + x) * log(alpha + who.recency)
    top = max(living, gone)
    return told + top + log(exp(living - top) + exp(gone - top))


def fit_law(customers: Sequence[Customer], rounds: int = 160) -> Law:
    """Maximum likelihood by Nelder–Mead on the logarithms; equal customers are counted together."""
    tally: dict[Customer, int] = {}
    for who in customers:
        rounded = Customer(who.repeats, float(round(who.recency / 3) * 3), float(round(who.age / 3) * 3) + 1.0)
        tally[rounded] = tally.get(rounded, 0) + 1

    def loss(point: Sequence[float]) -> float:
        law = Law(*(exp(min(max(value, -8.0), 8.0)) for value in point))
        ridge = 1e-3 * len(customers) * sum(value * value for value in point) / 4
        return ridge - sum(times * log_likelihood(law, who) for who, times in tally.items())

    return Law(*(exp(value) for value in nelder_mead(loss, [-0.5, 2.5, 0.0, 0.7], rounds)))


def nelder_mead(loss: Callable[[Sequence[float]], float], start: Sequence[float], rounds: int) -> list[float]:
    """The plain simplex method: reflect, expand, contract, shrink."""
    size = len(start)
    corners = [list(start)] + [[value + (0.5 if k == n else 0.0) for n, value in enumerate(start)] for k in range(size)]
    ranked = sorted((loss(corner), corner) for corner in corners)
    for _ in range(rounds):
        worst_loss, worst = ranked[-1]
        middle = [sum(corner[n] for _, corner in ranked[:-1]) / size for n in range(size)]

        def along(step: float, middle: list[float] = middle, worst: list[float] = worst) -> tuple[float, list[float]]:
            corner = [m + step * (m - w) for m, w in zip(middle, worst, strict=True)]
            return loss(corner), corner

        tried = along(1.0)
        if tried[0] < ranked[0][0]:
            tried = min(tried, along(2.0))
        elif tried[0] >= ranked[-2][0]:
            tried = min(tried, along(-0.5))
        if tried[0] < worst_loss:
            ranked[-1] = tried
        else:
            best = ranked[0][1]
            halves = [[(b + c) / 2 for b, c in zip(best, corner, strict=True)] for _, corner in ranked[1:]]
            ranked = [ranked[0], *((loss(corner), corner) for corner in halves)]
        ranked.sort()
    return ranked[0][1]


def bg_nbd(pasts: Sequence[Past], horizon: float) -> tuple[list[float], list[float]]:
    """Both BG/NBD rows, fitted on every direction's history up to the cut-off, without its labels.

    Returns P(alive) of the worse direction, and the product over directions of P(at least one within the horizon).
    """
    directions = [(customer(past.out), customer(past.inward)) for past in pasts]
    law = fit_law([who for pair in directions for who in pair if who])
    worse = [min(alive(law, who) if who else 0.0 for who in pair) for pair in directions]
    product = []
    for pair in directions:
        both = 1.0
        for who in pair:
            both *= any_within(law, who, horizon) if who else UNUSED
        product.append(both)
    return worse, product
