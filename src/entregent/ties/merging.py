"""Sum of tie states: a person's from those of the handles."""

from collections.abc import Sequence
from itertools import pairwise

from entregent.ties.state import DAY, EMPTY, Counts, TieState, kept


def overlaps(states: Sequence[TieState], *, shift: int = 0) -> bool:
    """Whether the spans of two states share a day. False promises that `merge` is exact in every field."""
    spans = sorted(
        ((state.first_at + shift) // DAY, (state.last_at + shift) // DAY) for state in states if state.last_at
    )
    return any(begins <= ended for (_, ended), (begins, _) in pairwise(spans))


def merge(states: Sequence[TieState], *, shift: int = 0) -> TieState:
    """One state from several, as if their contacts were one stream.

    Always exact: first and last instants, numbers of events. Exact where no day holds contacts of two states: decayed
    counts and the number of real days, and with it the usual gap. The squared gaps are exact where the spans don't
    interleave (`overlaps` is False); otherwise they are kept in proportion to the squared mean gap.
    """
    live = [state for state in states if state.last_at]
    if len(live) < 2:
        return live[0] if live else EMPTY
    return TieState(
        min(state.first_at for state in live),
        max(state.last_met for state in live),
        max(state.last_direct_in for state in live),
        *_merge_direction([(s.last_out, s.n_out, s[5:9], s.out_weight) for s in live], shift),
        *_merge_direction([(s.last_in, s.n_in, s[12:16], s.in_weight) for s in live], shift),
        *_merge_gaps([s[17:] for s in live if s.real_days], shift),
    )


def _merge_direction(
    parts: list[tuple[int, int, Counts, float]], shift: int
) -> tuple[int, int, float, float, float, float, float]:
    """Last instant, number of events, four counts as of the last day, weight of that day's burst."""
    last, *_ = max(parts)
    day = (last + shift) // DAY
    shares = [(counts, kept(day - (at + shift) // DAY)) for at, _, counts, _ in parts if at]
    week, month, quarter, year = (sum(counts[k] * share[k] for counts, share in shares) for k in range(4))
    weight = max((weight for at, _, _, weight in parts if (at + shift) // DAY == day), default=0.0)
    return last, sum(number for _, number, _, _ in parts), week, month, quarter, year, weight


def _merge_gaps(parts: list[tuple[int, int, int, float]], shift: int) -> tuple[int, int, int, float]:
    """First, last, number of distinct days and squared gaps of real exchanges."""
    if not parts:
        return 0, 0, 0, 0.0
    parts = sorted(parts)
    first, last = parts[0][0], max(part[1] for part in parts)
    days = sum(part[2] for part in parts)
    squares = sum(part[3] for part in parts)
    between = [(after[0] + shift) // DAY - (before[1] + shift) // DAY for before, after in pairwise(parts)]
    if all(gap > 0 for gap in between):
        return first, last, days, squares + sum(gap * gap for gap in between)
    gaps = sum(part[2] - 1 for part in parts)
    spans = sum(((part[1] + shift) // DAY - (part[0] + shift) // DAY) for part in parts)
    scatter = squares * gaps / (spans * spans) if spans else 1.0
    span = (last + shift) // DAY - (first + shift) // DAY
    return first, last, days, scatter * span * span / max(days - 1, 1)
