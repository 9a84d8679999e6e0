"""The streaming state of one tie: one row of numbers, O(1) per contact.

A *burst* is one day in one direction: ten mails on a day weigh as much as the heaviest of them. Counts decay by
whole days of the book's zone, so that the order of contacts within a day changes nothing.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from entregent.model.interaction import Channel, Contact

DAY: Final = 86_400
HALF_LIVES: Final = (7, 30, 90, 365)
"""Days in which each of the four decayed counts loses half."""

REAL_WEIGHT: Final = 0.3
"""A contact that weighs as much is a real exchange: a mail to three people, a meeting of up to ten or so."""

Counts = tuple[float, float, float, float]
"""Decayed counts of one direction, in the order of HALF_LIVES."""

_TABLE_DAYS: Final = 4096
_KEPT: Final[tuple[Counts, ...]] = tuple(
    (2.0 ** (-days / 7), 2.0 ** (-days / 30), 2.0 ** (-days / 90), 2.0 ** (-days / 365)) for days in range(_TABLE_DAYS)
)


class TieState(NamedTuple):
    """All that scores need to know of a tie. Instants are UTC seconds, 0 = never.

    `out_7` … `out_365` are the decayed counts of bursts (half-life in days) as of the day of `last_out`, and
    `out_weight` is what that day's burst weighs so far; the same inwards as of `last_in`.
    """

    first_at: int = 0
    last_met: int = 0
    last_direct_in: int = 0
    """Last message addressed to the owner alone or nearly: it may wait for a reply."""
    last_out: int = 0
    n_out: int = 0
    out_7: float = 0.0
    out_30: float = 0.0
    out_90: float = 0.0
    out_365: float = 0.0
    out_weight: float = 0.0
    last_in: int = 0
    n_in: int = 0
    in_7: float = 0.0
    in_30: float = 0.0
    in_90: float = 0.0
    in_365: float = 0.0
    in_weight: float = 0.0
    first_real: int = 0
    """First and last real exchange: a contact that weighs REAL_WEIGHT or more in either direction."""
    last_real: int = 0
    real_days: int = 0
    """Distinct days with a real exchange; the gaps between them number one less."""
    gap_squares: float = 0.0
    """Sum of the squared gaps between those days, in days."""

    @property
    def last_at(self) -> int:
        """Last contact in either direction."""
        return max(self.last_out, self.last_in)

    def counts_out(self, now: int) -> Counts:
        """Decayed counts out as of `now`."""
        return decayed(self[5:9], now - self.last_out)

    def counts_in(self, now: int) -> Counts:
        """Decayed counts inwards as of `now`."""
        return decayed(self[12:16], now - self.last_in)


EMPTY: Final = TieState()


def decayed(counts: Counts, seconds: int) -> Counts:
    """Counts after so many seconds more; a negative time leaves them as they are."""
    days = seconds / DAY if seconds > 0 else 0.0
    return (
        counts[0] * 2.0 ** (-days / 7),
        counts[1] * 2.0 ** (-days / 30),
        counts[2] * 2.0 ** (-days / 90),
        counts[3] * 2.0 ** (-days / 365),
    )


def fold_all(contacts: Iterable[Contact], state: TieState = EMPTY, *, shift: int = 0) -> TieState:
    """Fold contacts, sorted by time, into a state; equal to folding them one by one.

    `shift` is the seconds that the book's zone lies east of UTC: days are cut there. Contacts without weight (beside,
    attempts, bulk) and without an instant leave no trace. See `can_fold` for contacts older than the state.
    """
    first_at, last_met, last_direct_in = state[:3]
    meeting = int(Channel.MEETING)
    oldest = 0
    sent: list[tuple[int, float]] = []
    received: list[tuple[int, float]] = []
    real: list[int] = []
    for at, channel, out, inward, direct, _ in contacts:
        if at <= 0 or (out <= 0.0 and inward <= 0.0):
            continue
        oldest = oldest or at
        if channel == meeting and at > last_met:
            last_met = at
        if out > 0.0:
            sent.append((at, out))
        elif direct and at > last_direct_in:
            last_direct_in = at
        if inward > 0.0:
            received.append((at, inward))
        if out >= REAL_WEIGHT or inward >= REAL_WEIGHT:
            real.append(at)
    if not oldest:
        return state
    return TieState(
        oldest if not first_at or oldest < first_at else first_at,
        last_met,
        last_direct_in,
        *(_fold_direction(sent, state[3:10], shift) if sent else state[3:10]),
        *(_fold_direction(received, state[10:17], shift) if received else state[10:17]),
        *(_fold_gaps(real, state[17:], shift) if real else state[17:]),
    )


def fold(state: TieState, contact: Contact, *, shift: int = 0) -> TieState:
    """Fold one contact into a state. Ask `can_fold` first when it may be older than the state."""
    return fold_all((contact,), state, shift=shift)


def can_fold(state: TieState, contact: Contact, *, shift: int = 0) -> bool:
    """Whether folding is exact: the contact's day is not before the day of the state's last contact.

    An older one may fall on a day that has already been counted, or between two real days: recompute the tie from
    all its contacts then. Folding it anyway keeps instants and numbers of events exact and takes its day as a new one.
    """
    return contact.at <= 0 or (contact.at + shift) // DAY >= (state.last_at + shift) // DAY


_Direction = tuple[int, int, float, float, float, float, float]
_Gaps = tuple[int, int, int, float]


def _fold_direction(bursts: list[tuple[int, float]], state: _Direction, shift: int) -> _Direction:
    """Fold (instant, weight) pairs into last instant, number, four counts and weight of the latest burst."""
    last_at, number, week, month, quarter, year, weight = state
    last_day = (last_at + shift) // DAY
    for at, full in bursts:
        day = (at + shift) // DAY
        gap = day - last_day
        if gap == 0 and last_at:
            last_at = at if at > last_at else last_at
            if full <= weight:
                continue
            added, weight = full - weight, full
        elif gap >= 0:
            a, b, c, d = _KEPT[gap] if gap < _TABLE_DAYS else kept(gap)
            week, month, quarter, year = week * a, month * b, quarter * c, year * d
            last_at, last_day, weight, added = at, day, full, full
        else:
            a, b, c, d = kept(-gap)
            week, month, quarter, year = week + full * a, month + full * b, quarter + full * c, year + full * d
            continue
        week, month, quarter, year = week + added, month + added, quarter + added, year + added
    return last_at, number + len(bursts), week, month, quarter, year, weight


def _fold_gaps(instants: list[int], state: _Gaps, shift: int) -> _Gaps:
    """Fold the instants of real exchanges into first, last, number of distinct days and squared gaps."""
    first, last, days, squares = state
    last_day = (last + shift) // DAY
    for at in instants:
        if not days:
            first, last, days, last_day = at, at, 1, (at + shift) // DAY
            continue
        if at > last:
            last = at
            gap = (at + shift) // DAY - last_day
            if gap > 0:
                days += 1
                squares += gap * gap
                last_day += gap
        elif at < first:
            if (at + shift) // DAY < (first + shift) // DAY:
                days += 1
            first = at
    return first, last, days, squares


def kept(days: int) -> Counts:
    """What each decayed count keeps of 1 after so many days."""
    return 2.0 ** (-days / 7), 2.0 ** (-days / 30), 2.0 ** (-days / 90), 2.0 ** (-days / 365)
