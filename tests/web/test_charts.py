"""Charts: ticks that cover, shapes that stay inside, and words for all of it."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from entregent.app import language
from entregent.web import charts
from entregent.web.rendering import environment

FIGURES = st.floats(-1e6, 1e6, allow_nan=False)
SPOTS = st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=30)
NO_TABLE = charts.Table((), ())


@given(low=FIGURES, more=st.floats(0, 1e6), most=st.integers(2, 12))
def test_ticks_cover_the_range_and_are_few(low: float, more: float, most: int) -> None:
    found = charts.ticks(low, low + more, most)
    slack = 1e-6 * max(1.0, abs(low), more)
    assert found[0] <= low + slack
    assert found[-1] >= low + more - slack
    assert 2 <= len(found) <= most + 2
    assert all(left < right for left, right in pairwise(found))


@given(spots=SPOTS)
def test_what_is_drawn_stays_inside_its_box(spots: list[charts.Spot]) -> None:
    x = charts.axis(min(at for at, _ in spots), max(at for at, _ in spots), "")
    y = charts.axis(min(0.0, *(up for _, up in spots)), max(0.0, *(up for _, up in spots)), "")
    band = charts.Band("b", [(at, up, up + 5) for at, up in spots])
    parts: list[charts.Part] = [
        band,
        charts.Line("l", spots),
        charts.Line("s", spots, stepped=True),
        charts.Bars("c", spots),
    ]
    for drawing in charts.chart("t", "s", x=x, y=y, parts=parts, table=NO_TABLE).drawings:
        for shape in drawing.shapes:
            inside(shape.path, drawing.box)


def inside(path: str, box: charts.Box) -> None:
    """Every place of a path lies in the box."""
    for command, figures in re.findall(r"([MLHVZ])([^MLHVZ]*)", path):
        numbers = [float(one) for one in figures.split()]
        across = numbers[0::2] if command in "ML" else numbers if command == "H" else []
        up = numbers[1::2] if command in "ML" else numbers if command == "V" else []
        assert all(box.left - 0.1 <= at <= box.right + 0.1 for at in across), path
        assert all(box.top - 0.1 <= at <= box.bottom + 0.1 for at in up), path


@given(first=st.dates(date(1970, 1, 1), date(2090, 1, 1)), days=st.integers(0, 9_000))
def test_a_time_axis_has_its_ticks_between_its_ends(first: date, days: int) -> None:
    axis = charts.time_axis(first, date.fromordinal(first.toordinal() + days))
    assert axis.low < axis.high
    assert 1 <= len(axis.ticks) <= 13
    assert all(axis.low <= tick <= axis.high for tick in axis.ticks)
    assert list(axis.ticks) == sorted(set(axis.ticks))


def test_months_and_years_are_written_in_the_language_in_use() -> None:
    language.use("fr")
    axis = charts.time_axis(date(2025, 6, 20), date(2026, 4, 2))
    assert axis.labels == ("juill. 2025", "oct.", "2026", "avril")
    assert charts.time_axis(date(2019, 3, 1), date(2024, 3, 1)).labels == ("2020", "2021", "2022", "2023", "2024")


def test_labels_that_would_touch_are_left_out() -> None:
    x = charts.axis(0, 100, "", most=26, say=lambda value: f"{value:g} minutes")
    y = charts.axis(0, 1, "")
    drawn = charts.chart("t", "s", x=x, y=y, parts=[], table=NO_TABLE).drawings[1]
    told = [tick.at for tick in drawn.x_ticks if tick.label]
    assert min(right - left for left, right in pairwise(told)) > 70


def test_a_chart_says_itself_in_a_sentence_and_in_a_table() -> None:
    table = charts.Table(("Week", "Steps"), (("12 May", "3"),))
    x, y = charts.axis(0, 4, "weeks"), charts.axis(0, 9, "steps")
    chart = charts.chart("Steps", "Three <b>steps.", x=x, y=y, parts=[charts.Mark("3", (1, 3))], table=table)
    page = environment().from_string('{% from "parts/chart.html" import chart_figure %}{{ chart_figure(chart) }}')
    text = page.render(chart=chart)
    assert 'aria-label="Three &lt;b&gt;steps."' in text
    assert "<figcaption>Steps</figcaption>" in text
    assert '<th scope="row">12 May</th>' in text
    assert "style=" not in text
