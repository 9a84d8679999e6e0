"""Tracing: how steady a tie stood over the years."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from entregent.app import weighing
from entregent.app.opening import OpenBook
from entregent.app.person_views import StrengthPoint
from entregent.app.weighing import PartRow
from entregent.store.people import PersonRow
from entregent.ties.state import DAY, REAL_WEIGHT, TieState
from entregent.ties.strength import strength

MOST_POINTS: Final = 60
STEPS_MONTHS: Final = (1, 2, 3, 6, 12, 24)


def trace(book: OpenBook, row: PersonRow) -> tuple[StrengthPoint, ...]:
    """How a tie stood at its beginning, at the ends of months since (of fewer for a long one), and now."""
    rows = weighing.without_told_twice(weighing.rows_of(book, row.id))
    circles = json.loads(row.circles)
    kin = "family" in circles or "love" in circles
    return trace_rows(rows, book.now, book.zone, weighing.zone_shift(book), kin=kin)


def trace_rows(
    rows: Sequence[PartRow], now: int, zone: ZoneInfo, shift: int, *, kin: bool
) -> tuple[StrengthPoint, ...]:
    """As `trace`, from (event, how, others, amount) rows in time order: one pass over them all."""
    met = [one for one in weighing.met_with(rows) if 0 < one[0] <= now]
    if not met:
        return ()
    points = []
    state = TieState()
    place = 0
    for at in (met[0][0], *month_ends(met[0][0], now, zone), now):
        end = place
        while end < len(met) and met[end][0] <= at:
            end += 1
        state = _later(state, met[place:end], shift)
        place = end
        points.append(StrengthPoint(at, strength(state, at, kin=kin)))
    return tuple(points)


def _later(state: TieState, met: Iterable[tuple[int, float]], shift: int) -> TieState:
    """What strength needs of a tie after these contacts too: first, last and number of days with a real exchange."""
    last_at, first, last, days = state.last_at, state.first_real, state.last_real, state.real_days
    last_day = (last + shift) // DAY
    for at, weight in met:
        last_at = at
        if weight < REAL_WEIGHT:
            continue
        day = (at + shift) // DAY
        if not days or day > last_day:
            days, last_day = days + 1, day
        first, last = first or at, at
    return state._replace(last_out=last_at, first_real=first, last_real=last, real_days=days)


def month_ends(since: int, now: int, zone: ZoneInfo) -> Iterator[int]:
    """The last second of every month from `since` to `now`; of every second, third … where these would be too many."""
    begin, end = datetime.fromtimestamp(since, zone), datetime.fromtimestamp(now, zone)
    first, last = begin.year * 12 + begin.month, end.year * 12 + end.month - 1
    step = next((step for step in STEPS_MONTHS if (last - first) // step < MOST_POINTS), STEPS_MONTHS[-1])
    # Counted from the newest, so that the last point before now is the end of last month.
    for month in range(last - (last - first) // step * step, last + 1, step):
        at = int(datetime(month // 12, month % 12 + 1, 1, tzinfo=zone).timestamp()) - 1
        if since < at < now:
            yield at
