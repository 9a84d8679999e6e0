"""Evidence on yes-or-no tries that stays valid however often one looks (SCIENCE §6).

A test that is looked at after every try, and stopped when it pleases, cries wolf far more often than its 5 % (a z test
in a quarter of all cases within sixty tries). An *e-process* does not: it is the wealth of somebody who bets, at fair
odds, that the chance of an answer is below what was aimed at. Were the aim reached, the wealth would have to grow
against the odds, and by Ville's inequality it ever reaches 20 with a probability of at most 1/20. So 20 is "evidence
20:1 against", whenever one looks.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import exp, log, log1p, sqrt
from typing import Final, NamedTuple

FACTORS: Final = (0.1, 0.25, 0.4, 0.55, 0.7)
"""The bets: the chance is this part of what was aimed at. The wealth is spread evenly over the five."""

ALARM: Final = 20.0
"""Evidence from which something is said: reached with a probability of at most 1/20 where nothing is wrong."""

_GREATEST: Final = 690.0
"""Logarithm of the greatest odds that are counted on: more is no number any more."""

PRIOR_TRIES: Final = 6.0
"""What the owner's pooled rate counts for beside the tries of one approach."""


def against(answers: int, tries: int, aim: float) -> float:
    """The evidence, as odds to one, that tries are answered less often than `aim`, 0 < aim < 1.

    A supermartingale for every chance of at least `aim`: mean over q of Π (q/aim)^x · ((1-q)/(1-aim))^(1-x).
    """
    missed, one_missed = tries - answers, log1p(-aim)
    logs = [answers * log(part) + missed * (log1p(-part * aim) - one_missed) for part in FACTORS]
    return sum(exp(min(one, _GREATEST)) for one in logs) / len(FACTORS)


def in_favour(answers: int, tries: int, aim: float) -> float:
    """The evidence that tries are answered more often than `aim`: the same bets on the silence."""
    return against(tries - answers, tries, 1.0 - aim)


def limits(answers: int, tries: int) -> tuple[float, float]:
    """A confidence sequence: the chances that the tries so far do not speak against, valid at any stop.

    Each end is one-sided at 95 %: the chance is ever below the lower, or ever above the upper end with a probability
    of at most 1/20. They belong to the very tests above, so that an aim lies outside exactly where 20:1 is reached.
    """
    low = 1.0 - _highest(tries - answers, tries)
    return low, _highest(answers, tries)


def _highest(answers: int, tries: int) -> float:
    """The greatest chance that does not reach the alarm; `against` grows with what is aimed at."""
    if answers == tries:
        return 1.0
    return _root(lambda chance: against(answers, tries, chance) < ALARM, 0.0, 1.0)


def _root(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Where between `low` and `high` something ceases to hold."""
    for _ in range(40):
        middle = (low + high) / 2.0
        if holds(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


# ── how long until it tells ───────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1 << 12)
def most_for_alarm(tries: int, aim: float) -> int:
    """The most answers among so many tries that still reach the alarm, -1 where not even none does."""
    most = -1
    while most < tries and against(most + 1, tries, aim) >= ALARM:
        most += 1
    return most


def alarms(rate: float, aim: float, tries: int, *, answers: int = 0, before: int = 0) -> list[float]:
    """The probability that the alarm was reached by the 1st, 2nd … next try, looking after each; exact.

    `rate` is the true chance; `answers` of `before` tries were seen already.
    """
    reached = 0.0
    open_cases = {answers: 1.0}
    found = []
    for number in range(before + 1, before + tries + 1):
        most = most_for_alarm(number, aim)
        moved: dict[int, float] = {}
        for count, share in open_cases.items():
            for now, part in ((count + 1, rate), (count, 1.0 - rate)):
                if now <= most:
                    reached += share * part
                else:
                    moved[now] = moved.get(now, 0.0) + share * part
        open_cases = {count: share for count, share in moved.items() if share > 1e-12}
        found.append(reached)
    return found


@lru_cache(maxsize=1 << 10)
def power(rate: float, aim: float, tries: int) -> float:
    """The probability that so many tries, looked at after each, reach the alarm where the true chance is `rate`."""
    return alarms(rate, aim, tries)[-1] if tries else 0.0


@lru_cache(maxsize=1 << 10)
def tries_to_tell(answers: int, tries: int, aim: float, rate: float, most: int) -> int | None:
    """After how many more tries the alarm is as likely as not, if they are answered at `rate`; None beyond `most`.

    0 where it is reached already.
    """
    if against(answers, tries, aim) >= ALARM:
        return 0
    reached = alarms(rate, aim, most, answers=answers, before=tries)
    return next((more for more, share in enumerate(reached, 1) if share >= 0.5), None)


# ── a drop ────────────────────────────────────────────────────────────────────────────────────────────────────────


LEARN_FROM: Final = 20
"""Tries that tell what is usual before a drop is looked for."""

SPARED: Final = 0.6
"""What is usual is taken this many standard deviations lower: it was learned from few, and may have been luck."""

_DROP_ALARM: Final = 250.0


class Drop(NamedTuple):
    """Answers have become rarer than they used to be."""

    begun: int
    """Before this many tries (from 0) all was as usual."""
    usual: float
    since: float
    """The rate since then, as seen: it was found because it was low, so the true one is rather higher."""
    evidence: float
    alarm: float
    """What `evidence` had to reach: 5 false alarms in 100 series of sixty tries (`bench.sequential`)."""


def drop_alarm(usual: float) -> float:
    """What the evidence of a drop must reach for at most 5 % false alarms within sixty tries; by simulation."""
    return max(ALARM, _DROP_ALARM * usual)


def drop_evidence(outcomes: Iterable[bool], usual: float) -> list[tuple[float, int]]:
    """(evidence of a drop, tries since which) after each try: e-CUSUM, max(1, E)·ratio for each of the five bets.

    Whatever spoke for all being well is forgotten, so that a good year hides no bad month.
    """
    hit = FACTORS
    miss = [(1.0 - part * usual) / (1.0 - usual) for part in FACTORS]
    held = [1.0] * len(FACTORS)
    begun = [0] * len(FACTORS)
    found = []
    for number, answered in enumerate(outcomes):
        for bet, ratio in enumerate(hit if answered else miss):
            if held[bet] <= 1.0:
                held[bet], begun[bet] = 1.0, number
            held[bet] = min(held[bet] * ratio, exp(_GREATEST))
        best = max(range(len(held)), key=held.__getitem__)
        found.append((sum(held) / len(held), begun[best]))
    return found


def find_drop(outcomes: Sequence[bool], pooled: float) -> Drop | None:
    """A drop that stands at the last try, against what the first twenty taught; None where there is none to be seen."""
    learned, watched = outcomes[:LEARN_FROM], outcomes[LEARN_FROM:]
    if not watched:
        return None
    usual = cautious(posterior_mean(sum(learned), len(learned), pooled), len(learned))
    evidence, begun = drop_evidence(watched, usual)[-1]
    if evidence < drop_alarm(usual):
        return None
    lately = watched[begun:]
    return Drop(LEARN_FROM + begun, usual, sum(lately) / len(lately), evidence, drop_alarm(usual))


def cautious(mean: float, tries: int) -> float:
    """A rate learned from so many tries, taken a little lower."""
    return min(max(mean - SPARED * deviation(mean, tries), 0.02), 0.98)


# ── shared knowledge ──────────────────────────────────────────────────────────────────────────────────────────────


def posterior_mean(answers: float, tries: float, pooled: float) -> float:
    """The mean of what the chance may be: own tries, and the owner's pooled rate for six more."""
    return (answers + PRIOR_TRIES * pooled) / (tries + PRIOR_TRIES)


def deviation(mean: float, tries: float) -> float:
    """How far from that mean the chance may well be: one standard deviation of the Beta distribution."""
    return sqrt(mean * (1.0 - mean) / (tries + PRIOR_TRIES + 1.0))
