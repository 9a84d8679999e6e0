"""The curve of a tie over the years: in words along its side, in figures only in its table."""

from typing import Final

from entregent.app import language, wording
from entregent.app.language import gettext as _
from entregent.app.language import ngettext
from entregent.app.person_views import StrengthPoint
from entregent.web.charts import NARROW, WIDE, Axis, Chart, Line, Table, chart, time_axis

FEWEST_POINTS: Final = 4
"""A tie of a month or two has no curve yet."""


def curve(points: tuple[StrengthPoint, ...], zone: str, look: str) -> Chart | None:
    """How steady a tie stood, from its beginning to now; None where there is too little to draw."""
    if len(points) < FEWEST_POINTS:
        return None
    days = [language.day_of(point.at, zone) for point in points]
    steps = (0.0, wording.SILENT, wording.HOLDS_WELL, 1.0)
    words = (_("silent"), _("spacing out"), _("holds well"), "")
    spots = [(float(day.toordinal()), point.strength) for day, point in zip(days, points, strict=True)]
    held = sum(point.strength >= wording.HOLDS_WELL for point in points[1:])
    sentence = ngettext(
        "It held well at {n} of the {all} moments looked at; today: {state}.",
        "It held well at {n} of the {all} moments looked at; today: {state}.",
        held,
    )
    return chart(
        _("How steady this tie was"),
        sentence.format(all=language.number(len(points) - 1), state=wording.standing(points[-1].strength)),
        x=time_axis(days[0], days[-1]),
        y=Axis(0.0, 1.0, steps, words, ""),
        parts=[Line("", spots, f"line {look}")],
        table=Table(
            (_("Day"), _("How it stood"), _("Strength, from 0 to 1")),
            tuple(
                (language.day(day), wording.standing(point.strength), language.number(point.strength, 2))
                for day, point in reversed(list(zip(days, points, strict=True)))
            ),
        ),
        sizes=(WIDE._replace(width=620, height=210), NARROW._replace(height=180)),
    )
