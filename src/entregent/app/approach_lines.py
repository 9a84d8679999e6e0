"""Approach lines: what tries prove, put into plain values with their reasons."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from entregent.app.approach_views import ApproachLine, ChannelTally, DropLine, NextChannel
from entregent.app.approach_words import seen_words, way_words
from entregent.app.opening import OpenBook
from entregent.model.judgement import Reason, reason
from entregent.strategy.advice import LEAST_TO_JUDGE, Advice, Seen, Verdict
from entregent.strategy.approaches import Approach, Choice, Tally, Try
from entregent.strategy.evidence import LEARN_FROM, Drop, find_drop, in_favour, limits, posterior_mean, power

MOST_ODDS: Final = 1_000
"""Greater odds are told as these: so few tries are never that sure."""

LEAST_POWER: Final = 0.005

GAP: Final = 0.15
"""How far below the aim a share may lie and still be hard to tell from it: for the sentence on what few can't show."""


class Found(NamedTuple):
    """A way, what it brought, and what that advises."""

    way: Approach
    tally: Tally
    seen: Seen
    advice: Advice
    pooled: float
    tries: Sequence[Try]


def key_of(way: Approach) -> str:
    """A way's name in addresses and in the book: a digest, for where from may hold somebody's name."""
    return blake2b("\0".join(way).casefold().encode("utf-8", "replace"), digest_size=6).hexdigest()


def line(book: OpenBook, found: Found, words: Mapping[str, str], *, aim_is_own: bool) -> ApproachLine:
    """One way as faces show it; `words` are those of every way by its key."""
    one, advice = found.tally, found.advice
    drop = find_drop(one.outcomes, found.pooled)
    shown_drop = _drop_line(book, found, drop) if drop else None
    met_low, met_high = limits(one.meetings, one.tries)
    better = advice.better
    return ApproachLine(
        key=found.seen.name,
        channel=found.way.channel,
        opener=found.way.opener,
        whence=found.way.whence,
        words=words[found.seen.name],
        tries=one.tries,
        answers=one.answers,
        meetings=one.meetings,
        results=one.results,
        waiting=one.waiting,
        last=book.day_of(found.tries[-1].at).isoformat(),
        aim=found.seen.aim,
        aim_is_own=aim_is_own,
        mean=advice.mean,
        low=advice.low,
        high=advice.high,
        met_low=met_low,
        met_high=met_high,
        evidence=advice.evidence,
        verdict=str(advice.verdict),
        advice=_advised(one, advice, found.seen.aim, words, fallen=drop is not None),
        better=better,
        better_words=words[better] if better else "",
        more=advice.more,
        soonest=advice.soonest,
        drop=shown_drop,
        drop_why=_fallen(shown_drop) if shown_drop else None,
        why=tuple(_why(found, shown_drop)),
    )


def _advised(one: Tally, advice: Advice, aim: float, words: Mapping[str, str], *, fallen: bool) -> Reason:
    """The verdict as a reason."""
    seen = seen_words(one.tries, one.answers)
    if not one.tries:
        return reason("approach-waiting")
    if advice.verdict is Verdict.SWITCH:
        return reason("approach-switch", seen=seen, better=words[advice.better])
    if advice.verdict is Verdict.ESCALATE:
        return reason("approach-escalate", seen=seen)
    if fallen and not advice.short:
        return reason("approach-fallen", seen=seen)
    if advice.verdict is Verdict.PERSIST:
        return reason("approach-reached" if advice.low > aim else "approach-persist", seen=seen)
    more = advice.more or 1
    if not advice.short:
        few = one.tries + more <= LEAST_TO_JUDGE
        return reason("approach-few" if few else "approach-not-yet", seen=seen, more=more)
    if not advice.better:
        return reason("approach-compare-any", seen=seen)
    return reason("approach-compare", seen=seen, more=more, better=words[advice.better])


def odds_shown(evidence: float) -> float:
    """Odds as they are told: 29.9 is 30, 0.648 is 0.6, and nothing is more than a thousand."""
    return round(min(evidence, MOST_ODDS)) if evidence >= 10 else round(evidence, 1)


def _why(found: Found, drop: DropLine | None) -> list[Reason]:
    """What stands behind the verdict, with its figures; nothing where no try is decided."""
    one, advice, aim = found.tally, found.advice, found.seen.aim
    if not one.tries:
        return []
    told = [
        _odds(one, advice, aim),
        reason("approach-range", low=advice.low, high=advice.high),
        reason("approach-mean", mean=advice.mean, pooled=found.pooled),
    ]
    if advice.soonest:
        told.append(reason("approach-soonest", soonest=advice.soonest))
    if not advice.short and advice.low <= aim:
        rate = max(aim - GAP, aim / 2)
        chance = power(rate, aim, one.tries)
        signal = "approach-power" if chance >= LEAST_POWER else "approach-power-none"
        told.append(reason(signal, tries=one.tries, rate=rate, aim=aim, power=chance))
    if drop:
        told.append(
            reason("approach-drop-odds", usual=drop.usual, odds=odds_shown(drop.evidence), alarm=odds_shown(drop.alarm))
        )
    elif one.tries > LEARN_FROM:
        told.append(reason("approach-no-fall"))
    return told


def _odds(one: Tally, advice: Advice, aim: float) -> Reason:
    if advice.low > aim:
        return reason("approach-odds-for", odds=odds_shown(in_favour(one.answers, one.tries, aim)), aim=aim)
    if advice.evidence <= 1.0:
        return reason("approach-odds-none", aim=aim)
    signal = "approach-odds" if advice.short else "approach-odds-few"
    return reason(signal, odds=odds_shown(advice.evidence), aim=aim)


def _drop_line(book: OpenBook, found: Found, drop: Drop) -> DropLine:
    decided = [one for one in found.tries if one.answered is not None]
    lately = found.tally.outcomes[drop.begun :]
    return DropLine(
        book.day_of(decided[drop.begun].at).isoformat(),
        drop.usual,
        drop.since,
        len(lately),
        sum(lately),
        drop.evidence,
        drop.alarm,
    )


def _fallen(drop: DropLine) -> Reason:
    return reason("approach-drop", seen=seen_words(drop.tries, drop.answers), since=drop.since)


def channel_line(channel: str, one: Tally, pooled: float) -> ChannelTally:
    """One channel over all its ways."""
    mean = posterior_mean(one.answers, one.tries, pooled)
    words = way_words(channel, whence=None)
    return ChannelTally(channel, words, one.tries, one.answers, one.waiting, mean, *limits(one.answers, one.tries))


def shown(choice: Choice | None) -> NextChannel | None:
    """The channel to try next as faces show it."""
    if choice is None:
        return None
    why = reason("approach-next-untried" if choice.reason == "untried" else "approach-next-best")
    return NextChannel(choice.channel, way_words(choice.channel, whence=None), choice.mean, why)
