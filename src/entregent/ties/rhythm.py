"""Rhythm: balance, trend, replies owed and unusual silence of a tie, in words that explain themselves."""

from enum import StrEnum
from math import sqrt
from typing import Final, NamedTuple

from entregent.model.judgement import Reason, reason
from entregent.ties.state import DAY, TieState
from entregent.ties.strength import silence_days, usual_gap_days

OWED_DAYS: Final = 60
"""A message older than this no longer asks for a reply."""
UNUSUAL_SILENCE: Final = 8.0
"""A silence of so many usual gaps most likely ends a tie (Navarro et al. 2017)."""
FEWEST_GAPS: Final = 4
DORMANT_DAYS: Final = 365.0


class Trend(StrEnum):
    """Which way a tie has been going."""

    RISING = "rising"
    STEADY = "steady"
    FADING = "fading"
    NEW = "new"
    SILENT = "silent"


class Balance(NamedTuple):
    """Who writes: shares of the past year's decayed contact, and how many contacts each began. Shares add up to 1."""

    mine: float
    theirs: float
    n_out: int
    n_in: int


def balance(state: TieState, now: int) -> Balance | None:
    """Reciprocity over the past year or so; None where there was no contact."""
    out, inward = state.counts_out(now)[3], state.counts_in(now)[3]
    total = out + inward
    if total <= 0.0:
        return None
    return Balance(out / total, inward / total, state.n_out, state.n_in)


def trend(state: TieState, now: int) -> Trend:
    """The past month's pace against the past year's: at least half more is rising, at most half is fading.

    A decayed count divided by half-life / ln 2 is a pace per day. A tie younger than 60 days is new, one whose month
    kept less than a twentieth of a contact is silent.
    """
    month = state.counts_out(now)[1] + state.counts_in(now)[1]
    year = state.counts_out(now)[3] + state.counts_in(now)[3]
    age_days = (now - state.first_at) / DAY
    if month < 0.05:
        return Trend.SILENT
    if age_days < 60:
        return Trend.NEW
    # The year's window holds only as much as the tie is old; without this every young tie would rise.
    seen = 1.0 - float(2.0 ** (-age_days / 365.0))
    pace = (month / 30.0) / (year / (365.0 * seen))
    if pace >= 1.5:
        return Trend.RISING
    return Trend.FADING if pace <= 0.5 else Trend.STEADY


def owes_reply(state: TieState, now: int) -> float | None:
    """Days that a message addressed to the owner has waited for an answer; None when none waits."""
    if state.last_direct_in <= state.last_out or not state.last_direct_in:
        return None
    waited = (now - state.last_direct_in) / DAY
    return waited if 0.0 <= waited <= OWED_DAYS else None


def burstiness(state: TieState) -> float | None:
    """(sd - mean)/(sd + mean) of the gaps: -1 like a clock, 0 by chance, 1 in bursts; None before FEWEST_GAPS gaps."""
    gaps = state.real_days - 1
    mean = usual_gap_days(state)
    if mean is None or gaps < FEWEST_GAPS:
        return None
    scatter = sqrt(max(state.gap_squares / gaps - mean * mean, 0.0))
    return (scatter - mean) / (scatter + mean)


def is_unusually_silent(state: TieState, now: int) -> bool:
    """Whether the silence exceeds eight usual gaps, of which at least four were seen."""
    gap, silent = usual_gap_days(state), silence_days(state, now)
    return (
        gap is not None
        and silent is not None
        and state.real_days > FEWEST_GAPS
        and silent > UNUSUAL_SILENCE * max(gap, 1.0)
    )


def is_dormant(state: TieState, now: int) -> bool:
    """Whether nothing real passed for a year. Dormant is not worthless: revived ties advise well (Levin 2011)."""
    silent = silence_days(state, now)
    return silent is not None and silent > DORMANT_DAYS


def reasons(state: TieState, now: int) -> list[Reason]:
    """Why the tie stands as it does: one reason per thing worth saying, the most telling first.

    At the end of a day `now` makes the days that are told those of the calendar.
    """
    told = []
    waited = owes_reply(state, now)
    if waited is not None:
        told.append(reason("reply-owed", days=int(waited)))
    told.extend(_silence_reasons(state, now))
    told.extend(_balance_reasons(state, now))
    going = trend(state, now)
    if going == Trend.NEW or (state.real_days >= FEWEST_GAPS and going in (Trend.RISING, Trend.FADING)):
        told.append(reason(f"tie-{going}"))
    return told


def _silence_reasons(state: TieState, now: int) -> list[Reason]:
    silent, gap = silence_days(state, now), usual_gap_days(state)
    if silent is None:
        return [reason("never-in-touch")]
    if not state.last_real:
        return [reason("only-in-groups")]
    days = int(silent)
    if is_dormant(state, now):
        return [reason("tie-dormant", days=days)]
    if gap is None:
        return [reason("met-one-day", days=days)]
    usual = max(round(gap), 1)
    if is_unusually_silent(state, now):
        return [reason("silence-unusual", days=days, usual_gap_days=usual)]
    if silent > 2 * gap:
        return [reason("silence-long", days=days, usual_gap_days=usual)]
    return [reason("silence-usual", days=days, usual_gap_days=usual)]


def _balance_reasons(state: TieState, now: int) -> list[Reason]:
    shares = balance(state, now)
    if shares is None:
        return []
    if not state.last_in:
        return [reason("never-answered")]
    if not state.last_out:
        return [reason("never-written")]
    if state.n_out + state.n_in < FEWEST_GAPS:
        return []
    if shares.mine >= 0.7:
        return [reason("balance-mine")]
    if shares.theirs >= 0.7:
        return [reason("balance-theirs")]
    return [reason("balance-even")]
