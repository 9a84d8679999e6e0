"""Advice: go on, change the way, change the aim, or wait for more tries (the decision rule of SCIENCE §6)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

from entregent.strategy.approaches import LEAST_TRIES
from entregent.strategy.evidence import ALARM, PRIOR_TRIES, against, limits, posterior_mean, tries_to_tell

DEFAULT_AIM: Final = 0.40
"""Answers that an approach should bring where the owner named none: two of five."""

CLEARLY: Final = 0.10
"""Another way is proposed when its mean is higher by more than this."""

LEAST_TO_JUDGE: Final = 5
"""Fewer tries say nothing, whatever came of them."""

SPENT_TO_ESCALATE: Final = 2
"""So many other ways were given up for good reasons: the next change is of another kind."""

SOON: Final = 60
"""More tries than this are no answer to "when shall I know?"."""


class Verdict(StrEnum):
    """What to do about an approach."""

    PERSIST = "persist"
    SWITCH = "switch"
    ESCALATE = "escalate"
    """Change the goal, the people or the message, not only the channel."""
    NOT_YET = "not-yet"
    """Too few tries to tell."""


class Seen(NamedTuple):
    """What an approach brought, as far as advice goes by it. `name` is whatever the caller knows it by."""

    name: str
    answers: int
    tries: int
    aim: float = DEFAULT_AIM


class Advice(NamedTuple):
    """A verdict, and what it rests on."""

    verdict: Verdict
    evidence: float
    """Odds to one that the aim is missed; below 20 nothing is said of them."""
    mean: float
    low: float
    high: float
    """The confidence sequence, each end at 95 %."""
    short: bool
    """Whether the tries show that the aim is missed."""
    better: str = ""
    """To switch: the way whose mean is clearly higher. To wait: the other way of which too little is known."""
    more: int | None = None
    """To wait: tries after which it is as likely as not that they tell, if things go on as they do; of `better` where
    one is named."""
    soonest: int | None = None
    """To wait: so many in a row without an answer would tell."""


def advise(own: Seen, others: Sequence[Seen], pooled: float) -> Advice:
    """What to do about an approach, next to the others.

    SWITCH when the evidence reaches 20:1 and another mean is higher by more than a tenth; ESCALATE when it does so
    after two others did; PERSIST while the confidence sequence includes the aim and nothing hints otherwise; else the
    number of tries that would tell.
    """
    evidence = against(own.answers, own.tries, own.aim)
    base = Advice(
        Verdict.NOT_YET, evidence, _mean(own, pooled), *limits(own.answers, own.tries), short=evidence >= ALARM
    )
    return _when_short(own, others, pooled, base) if base.short else _while_open(own, pooled, base)


def is_short(seen: Seen) -> bool:
    """Whether the tries show that the aim is missed."""
    return against(seen.answers, seen.tries, seen.aim) >= ALARM


def _when_short(own: Seen, others: Sequence[Seen], pooled: float, base: Advice) -> Advice:
    """The aim is missed. Which way now?"""
    if sum(is_short(other) for other in others) >= SPENT_TO_ESCALATE:
        return base._replace(verdict=Verdict.ESCALATE)
    open_ways = [other for other in others if not is_short(other)]
    known = [other for other in open_ways if other.tries >= LEAST_TRIES]
    best = max(known, key=lambda other: _mean(other, pooled), default=None)
    if best is not None and _mean(best, pooled) > base.mean + CLEARLY:
        return base._replace(verdict=Verdict.SWITCH, better=best.name)
    unknown = [(more, other.name) for other in open_ways if (more := _to_compare(other, base.mean, pooled))]
    more, name = min(unknown, default=(LEAST_TRIES, ""))
    return base._replace(better=name, more=more)


def _to_compare(other: Seen, mean: float, pooled: float) -> int | None:
    """Tries of another way after which, answered as aimed at, its mean is clearly above `mean`; None where never."""
    asked = mean + CLEARLY
    if other.aim <= asked:
        return None
    lacking = (asked - _mean(other, pooled)) * (other.tries + PRIOR_TRIES) / (other.aim - asked)
    return max(ceil(lacking + 1e-9), LEAST_TRIES - other.tries, 1)


def _while_open(own: Seen, pooled: float, base: Advice) -> Advice:
    """Nothing is shown against the aim. Is that because all is well, or because there is too little to see?"""
    if base.low > own.aim:
        return base._replace(verdict=Verdict.PERSIST)
    soonest = tries_to_tell(own.answers, own.tries, own.aim, 0.0, SOON)
    if own.tries < LEAST_TO_JUDGE and base.mean >= own.aim:
        return base._replace(more=LEAST_TO_JUDGE - own.tries, soonest=soonest)
    more = tries_to_tell(own.answers, own.tries, own.aim, round(base.mean, 2), SOON)
    if own.tries >= LEAST_TO_JUDGE and (more is None or base.mean >= own.aim):
        return base._replace(verdict=Verdict.PERSIST)
    if more is None:
        more = max(LEAST_TO_JUDGE - own.tries, 1)
    return base._replace(more=more, soonest=soonest)


def _mean(seen: Seen, pooled: float) -> float:
    return posterior_mean(seen.answers, seen.tries, pooled)


def best_of(seen: Iterable[Seen], pooled: float) -> Seen | None:
    """The way with the highest mean among those that were tried twice; None where there is none."""
    known = [one for one in seen if one.tries >= LEAST_TRIES]
    return max(known, key=lambda one: (_mean(one, pooled), one.tries), default=None)
