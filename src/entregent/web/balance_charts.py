"""The charts of the balance: each circle's minutes month by month, and what was seen beside what was wished."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from entregent.app import language
from entregent.app.balance_views import BalanceView, CircleLine
from entregent.app.language import gettext as _
from entregent.app.wording import word
from entregent.web import charts
from entregent.web.circles import circle_class
from entregent.web.plate_charts import HOURS, short_minutes

FULL: Final = 1000
"""How broad a stack is drawn."""


class Piece(NamedTuple):
    """A part of a stack: where it begins, how broad it is, and its colour."""

    name: str
    look: str
    at: int
    broad: int


def stack(circles: Sequence[tuple[str, float]]) -> list[Piece]:
    """(circle, share 0..1) side by side; what is left of the whole stays open."""
    broad = [round(share * FULL) for _circle, share in circles]
    begins = [0, *accumulate(broad)]
    return [
        Piece(word("circle", circle), circle_class(circle), at, wide)
        for (circle, _share), at, wide in zip(circles, begins, broad, strict=False)
        if wide
    ]


def stack_words(circles: Sequence[tuple[str, float]]) -> str:
    """A stack in words, for those who don't see it."""
    told = [f"{word('circle', circle)} {language.share(share)}" for circle, share in circles if round(share * 100)]
    return language.listed(told)


def month_charts(view: BalanceView) -> charts.Multiples:
    """Minutes given to each circle, month by month; guesses lighter, the wish as a dashed line."""
    days = [_middle(month) for month in view.months]
    totals = [sum(line.months[place].minutes for line in view.circles) for place in range(len(days))]
    most = max((month.minutes for line in view.circles for month in line.months), default=0)
    parts = [
        (word("circle", line.circle), circle_class(line.circle), _told(line), _bars(line, days, totals))
        for line in view.circles
    ]
    return charts.multiples(
        _("Your minutes in each circle, month by month"),
        language.listed([_told(line) for line in view.circles]),
        x=charts.time_axis(date.fromordinal(int(days[0]) - 15), date.fromordinal(int(days[-1]) + 15), most=3),
        y=charts.axis(0, max(most, 60), "", most=4, say=short_minutes, steps=(*HOURS, 2880.0, 5760.0)),
        parts=parts,
        table=_table(view),
    )


def _middle(month: str) -> float:
    return float(date.fromisoformat(f"{month}-15").toordinal())


def _bars(line: CircleLine, days: Sequence[float], totals: Sequence[int]) -> list[charts.Part]:
    spots = list(zip(days, line.months, strict=True))
    parts: list[charts.Part] = [charts.Bars("", [(at, month.minutes) for at, month in spots], "bar own guess")]
    sure = [(at, float(month.minutes - month.guessed)) for at, month in spots]
    parts.append(charts.Bars("", sure, "bar own"))
    if line.wish is not None:
        wished = [(at, total * line.wish / 100) for at, total in zip(days, totals, strict=True)]
        parts.append(charts.Line("", wished, "line dashed"))
    return parts


def _told(line: CircleLine) -> str:
    return _("{circle}: {minutes} in the last three months").format(
        circle=word("circle", line.circle), minutes=short_minutes(line.minutes)
    )


def _table(view: BalanceView) -> charts.Table:
    headings = (_("Month"), *(word("circle", line.circle) for line in view.circles))
    rows = [
        (
            language.month(date.fromisoformat(f"{month}-01")),
            *(short_minutes(line.months[place].minutes) for line in view.circles),
        )
        for place, month in enumerate(view.months)
    ]
    return charts.Table(headings, tuple(reversed(rows)))
