"""The charts of the plates page: plates against minutes, ties carried by quarter, circles side by side."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from entregent.app import language
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.plates_views import BudgetView, CircleRoom
from entregent.app.views import CapacityView, CurvePoint, QuarterLine
from entregent.app.wording import word
from entregent.web import charts
from entregent.web.circles import circle_class

HOURS: Final = (15.0, 30.0, 60.0, 120.0, 180.0, 240.0, 360.0, 720.0, 1440.0)
"""Steps between ticks of an axis of minutes."""
TABLE_MINUTES: Final = (30, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720)
SHOWN_QUARTERS: Final = 20
"""Five years: an older past says little of what one can carry now."""
RECENT_QUARTERS: Final = 8


def short_minutes(minutes: float) -> str:
    """Minutes on an axis: "30 min", "2 h", "1 h 30"."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest} min" if rest else "0"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def most_minutes(seen: BudgetView) -> int:
    """Where the budget's range ends, in whole hours: where nearly all plates are kept, between 4 and 12 hours, and
    never before the owner's own minutes.
    """
    begins = sorted(tie.kept_from for tie in seen.ties if tie.kept_from is not None)
    enough = begins[int(len(begins) * 0.97)] if begins else 0
    wide = max(min(max(enough, 240), 720), seen.own + 60, seen.minutes)
    return -(-wide // 60) * 60


def budget_chart(seen: BudgetView, light: Sequence[CurvePoint], recent: tuple[float, float] | None) -> charts.Chart:
    """Plates kept against minutes a week, with a mark at the minutes that are looked at."""
    most = most_minutes(seen)
    begins = sorted(tie.kept_from for tie in seen.ties if tie.kept_from is not None and tie.kept_from <= most)
    along = [(0.0, 0.0), *((float(at), float(n)) for n, at in enumerate(begins, 1)), (float(most), float(len(begins)))]
    parts: list[charts.Part] = []
    if recent and recent[0] <= len(seen.ties):
        name = _("what you carried these two years")
        parts.append(charts.Band(name, [(0.0, *recent), (float(most), *recent)]))
    touches = [(float(point.minutes), float(point.kept)) for point in light if point.minutes <= most]
    if touches:
        parts.append(charts.Line(_("light touches alone"), [(0.0, 0.0), *touches], "line dashed"))
    parts.append(charts.Line(_("plates kept"), along, stepped=True))
    parts.append(
        charts.Mark(mark_words(seen.minutes, seen.kept(seen.minutes)), (seen.minutes, seen.kept(seen.minutes)))
    )
    return charts.chart(
        _("Plates kept, by the minutes you give"),
        kept_sentence(seen),
        x=charts.axis(0, most, _("a week"), steps=HOURS, most=9, say=short_minutes),
        y=charts.axis(0, max(len(seen.ties), 4), _("plates"), say=language.number, steps=(1.0,)),
        parts=parts,
        table=_budget_table(seen, light, most),
    )


def mark_words(minutes: int, kept: int) -> str:
    """What stands beside the mark: "2 h: 43 ties"."""
    return _("{minutes}: {ties}").format(minutes=short_minutes(minutes), ties=ngettext("{n} tie", "{n} ties", kept))


def kept_sentence(seen: BudgetView) -> str:
    """The curve in one sentence, for those who don't see it."""
    told = [mark_words(minutes, seen.kept(minutes)) for minutes in sorted({60, seen.own, 240, 480})]
    return _("Of {plates}, so many stay up with so much time a week: {told}.").format(
        plates=ngettext("{n} plate", "{n} plates", len(seen.ties)), told=language.listed(told)
    )


def _budget_table(seen: BudgetView, light: Sequence[CurvePoint], most: int) -> charts.Table:
    touches = {point.minutes: point.kept for point in light}
    rows = [
        (
            language.minutes(minutes),
            language.number(seen.kept(minutes)),
            language.number(touches[minutes]) if minutes in touches else "–",
        )
        for minutes in sorted({*TABLE_MINUTES, seen.own})
        if minutes <= most
    ]
    return charts.Table((_("A week"), _("Plates kept"), _("By light touches alone")), tuple(rows))


# ── what was carried ──────────────────────────────────────────────────────────────────────────────────────────────


def last_day(quarter: str) -> date:
    """The last day of a quarter such as "2024-Q3"."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)


def quarter_words(quarter: str) -> str:
    """ "July to Sept 2024", "juill. à sept. 2024"."""
    year, number = quarter[:4], int(quarter[-1])
    months = language.SHORT_MONTHS[language.spoken()]
    return _("{first} to {last} {year}").format(first=months[number * 3 - 3], last=months[number * 3 - 1], year=year)


def recent_range(capacity: CapacityView | None) -> tuple[float, float] | None:
    """The least and the most ties that were open in the last two years; None where history is shorter."""
    if capacity is None or len(capacity.by_quarter) < RECENT_QUARTERS:
        return None
    lately = [one.open for one in capacity.by_quarter[-RECENT_QUARTERS:]]
    return min(lately), max(lately)


def carried_chart(capacity: CapacityView, today: date) -> charts.Chart:
    """Ties open at the end of each quarter, and the interval of today's number."""
    quarters = capacity.by_quarter[-SHOWN_QUARTERS:]
    spots = [(float(min(last_day(one.quarter), today).toordinal()), one.open) for one in quarters]
    low, high = capacity.low or 0.0, capacity.high or 0.0
    top = max([high, *(one.open for one in quarters)])
    ends = spots[0][0], spots[-1][0]
    parts: list[charts.Part] = [
        charts.Band(_("how many it may be today"), [(at, low, high) for at in ends]),
        charts.Line(_("ties open"), spots),
    ]
    told = _("From {begin} at the end of {first} to {end} today; today’s number lies between {low} and {high}.").format(
        begin=_round(quarters[0].open),
        first=quarter_words(quarters[0].quarter),
        end=_round(quarters[-1].open),
        low=_round(low),
        high=_round(high),
    )
    return charts.chart(
        _("Ties you kept open, quarter by quarter"),
        told,
        x=charts.time_axis(date.fromordinal(int(ends[0])), date.fromordinal(int(ends[1]))),
        y=charts.axis(0, top, _("ties"), say=language.number),
        parts=parts,
        table=_quarter_table(quarters),
        sizes=(charts.LOW, charts.NARROW),
    )


def _round(value: float) -> str:
    return language.number(round(value))


def _quarter_table(quarters: Sequence[QuarterLine]) -> charts.Table:
    rows = [
        (quarter_words(one.quarter), _round(one.open), language.number(one.activated), language.number(one.deactivated))
        for one in reversed(quarters)
    ]
    return charts.Table((_("Quarter"), _("Open at its end"), _("Begun"), _("Gone quiet")), tuple(rows))


# ── circles ───────────────────────────────────────────────────────────────────────────────────────────────────────


def circle_charts(seen: BudgetView, rooms: Sequence[CircleRoom]) -> charts.Multiples:
    """How many plates of each circle stay up, by the minutes that all plates together get."""
    most = most_minutes(seen)
    parts = []
    for room in rooms:
        begins = [at for at in room.begins if at <= most]
        along = [(0.0, 0.0), *((float(at), float(n)) for n, at in enumerate(begins, 1)), (most, float(len(begins)))]
        own: list[charts.Part] = [
            charts.Line("", along, "line own", stepped=True),
            charts.Mark("", (seen.own, room.kept)),
        ]
        parts.append((word("circle", room.circle), circle_class(room.circle), _room_words(room), own))
    rows = [
        (word("circle", room.circle), language.number(room.plates), *(_kept(room, at) for at in _compared(seen)))
        for room in rooms
    ]
    headings = (_("Circle"), _("Plates"), *(language.minutes(at) for at in _compared(seen)))
    return charts.multiples(
        _("Plates kept in each circle, by the minutes you give in all"),
        language.listed([_room_words(room) for room in rooms]),
        x=charts.axis(0, most, "", steps=HOURS, most=4, say=short_minutes),
        y=charts.axis(0, max(room.plates for room in rooms), "", most=4, say=language.number, steps=(1.0,)),
        parts=parts,
        table=charts.Table(headings, tuple(rows)),
    )


def _compared(seen: BudgetView) -> list[int]:
    return sorted({60, seen.own, seen.own + 60, 240})


def _kept(room: CircleRoom, minutes: int) -> str:
    return language.number(sum(at <= minutes for at in room.begins))


def _room_words(room: CircleRoom) -> str:
    told = ngettext("{circle}: {kept} of {n} plate", "{circle}: {kept} of {n} plates", room.plates)
    return told.format(circle=word("circle", room.circle), kept=language.number(room.kept))
