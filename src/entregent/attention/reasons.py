"""Why a tie deserves a minute, in signals: its silence against its own rhythm, its level, the channel chosen."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.attention.channels import Option, is_talk
from entregent.attention.plate import UPKEEP, kind_of
from entregent.model.interaction import Channel
from entregent.model.judgement import Reason, reason
from entregent.model.tie import Level

THINS_FROM: Final = 1.5
"""Silence of so many usual gaps is beyond the tie's rhythm."""
DUE_FROM: Final = 0.75
LONG_DAYS: Final = 60
"""From here a silence is told in months."""

CHANNEL_WORDS: Final = {
    Channel.MAIL: "mail",
    Channel.TEXT: "text",
    Channel.CALL: "call",
    Channel.MEETING: "meeting",
    Channel.SOCIAL: "social",
    Channel.LETTER: "letter",
}

ANSWERS_WELL: Final = 0.6


class Standing(NamedTuple):
    """How a tie stands today."""

    level: Level
    silence_days: float
    usual_gap_days: float | None
    strength: float
    misses: int = 0
    """Unanswered tries in a row."""


def tie_reasons(standing: Standing) -> tuple[Reason, ...]:
    """Why now: the rhythm first, then why this tie is worth it."""
    found = [_rhythm_reason(standing)]
    if standing.level in (Level.CLOSE, Level.VALUED):
        found.append(reason(f"level-{'close' if standing.level == Level.CLOSE else 'valued'}"))
    if standing.misses:
        found.append(reason("no-answer-yet"))
    return tuple(found)


def _rhythm_reason(standing: Standing) -> Reason:
    """Silence against the usual gap; silence alone where no gap is known, or one of a day, or it is not near yet."""
    days, gap = round(standing.silence_days), standing.usual_gap_days
    usual = round(gap) if gap is not None else 0
    if gap is None or usual < 2 or standing.silence_days < DUE_FROM * gap:
        return _silence_reason(days)
    if standing.silence_days < THINS_FROM * gap:
        return reason("rhythm-due", usual=usual)
    if days < LONG_DAYS:
        return reason("tie-thinning", days=days, usual=usual)
    return reason("tie-thinning-months", months=round(days / 30.44), usual=usual)


def _silence_reason(days: int) -> Reason:
    if days < 2:
        return reason("silence-fresh")
    if days < LONG_DAYS:
        return reason("silence-days", days=days)
    return reason("silence-months", months=round(days / 30.44))


def channel_reasons(chosen: Option, options: Sequence[Option], level: Level) -> tuple[Reason, ...]:
    """Why this way: they use it together, or it is answered well, or a light touch is enough."""
    word = CHANNEL_WORDS.get(chosen.channel)
    if word is None:
        return ()
    if chosen.exchanges > 0.0 and chosen.exchanges >= max(o.exchanges for o in options):
        return (reason(f"usual-{word}"),)
    if chosen.chance >= ANSWERS_WELL:
        return (reason(f"answers-{word}"),)
    if kind_of(level) == UPKEEP and not is_talk(chosen.channel):
        return (reason("light-touch"),)
    return ()


def rest_reason() -> Reason:
    """Why a tie is proposed to rest: at the price of a minute it never deserves one."""
    return reason("rest-beyond-minutes")
