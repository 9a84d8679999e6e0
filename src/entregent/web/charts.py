"""Charts drawn on the server: scales with round ticks, and shapes in place, ready for `templates/parts/chart.html`.

Each chart is drawn twice, wide and narrow, so that its words stay readable; `css/charts.css` shows the one that fits.
Nothing here knows what is drawn: pages give figures with their words, and get geometry back.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from typing import Final, NamedTuple

from entregent.app import language

Spot = tuple[float, float]
"""A point in the units of the axes."""

LETTER: Final = 6.8
"""Roughly how wide a letter of a label is: enough to keep labels apart."""
STRONG_LETTER: Final = 8.0
ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Steps between ticks, times a power of ten."""


class Size(NamedTuple):
    """How large a drawing is, in its own units."""

    name: str
    width: int
    height: int
    ticks: int


WIDE: Final = Size("wide", 760, 300, 6)
NARROW: Final = Size("narrow", 340, 250, 4)
LOW: Final = Size("wide", 760, 210, 4)
SMALL: Final = Size("small", 170, 124, 3)


# ── axes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Axis(NamedTuple):
    """From `low` to `high`, with a tick and its label at each of `ticks`. `unit` is written beside it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    unit: str


def axis(
    low: float, high: float, unit: str, *, most: int = 6, steps: Sequence[float] = (), say: Callable[[float], str] = str
) -> Axis:
    """An axis that begins and ends on round ticks and holds both ends. `steps` names other round steps (60 minutes)."""
    marks = ticks(low, high, most, steps)
    return Axis(marks[0], marks[-1], tuple(marks), tuple(say(mark) for mark in marks), unit)


def ticks(low: float, high: float, most: int = 6, steps: Sequence[float] = ()) -> list[float]:
    """Round numbers, evenly apart, from `low` or below to `high` or above: about `most` of them, two at least."""
    if not (isfinite(low) and isfinite(high)) or high < low:
        raise ValueError("an axis needs two finite ends in their order")
    wanted = max((high - low) / max(most - 1, 1), 1e-9 * max(abs(low), abs(high), 1.0))
    step = next((step for step in steps if step >= wanted), 0.0) or _round_step(wanted)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


def _round_step(wanted: float) -> float:
    power = 10.0 ** floor(log10(wanted))
    return next(power * one for one in ROUND if power * one >= wanted * (1 - 1e-9))


def time_axis(first: date, last: date, unit: str = "", *, most: int = 7) -> Axis:
    """An axis of days, from `first` to `last`: ticks at years, quarters or months, whichever are few enough.

    Places on it are `date.toordinal()`.
    """
    if last <= first:
        last = date.fromordinal(first.toordinal() + 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    stride = next((one for one in (1, 3, 6, 12, 24, 60, 120) if months / one <= most), 240)
    begins = [_month(number) for number in range(first.year * 12, last.year * 12 + 12) if _is_tick(number, stride)]
    inside = [day for day in begins if first <= day <= last] or [first]
    labels = tuple(_day_label(day, stride, is_first=day == inside[0]) for day in inside)
    return Axis(first.toordinal(), last.toordinal(), tuple(float(day.toordinal()) for day in inside), labels, unit)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _is_tick(month: int, stride: int) -> bool:
    return month % 12 % stride == 0 if stride < 12 else month % stride == 0


def _day_label(day: date, stride: int, *, is_first: bool) -> str:
    if stride >= 12 or (day.month == 1 and not is_first):
        return str(day.year)
    month = language.SHORT_MONTHS[language.spoken()][day.month - 1]
    return f"{month} {day.year}" if is_first else month


# ── what a page gives ─────────────────────────────────────────────────────────────────────────────────────────────


class Line(NamedTuple):
    """A line through points. `look` is a class: "line", "line soft", "line dashed"; `stepped` keeps each level until
    the next point.
    """

    name: str
    spots: Sequence[Spot]
    look: str = "line"
    stepped: bool = False


class Band(NamedTuple):
    """An interval along the way: (x, low, high)."""

    name: str
    spots: Sequence[tuple[float, float, float]]
    look: str = "band"


class Bars(NamedTuple):
    """One bar a point, from zero; `share` is how much of the room between two neighbours a bar fills."""

    name: str
    spots: Sequence[Spot]
    look: str = "bar"
    share: float = 0.7


class Mark(NamedTuple):
    """A dot, with a dashed line down to the axis, and words beside it. A page's module may move it."""

    name: str
    spot: Spot


Part = Line | Band | Bars | Mark


class Table(NamedTuple):
    """The same figures as words: headings, and rows whose first cell names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# ── what a template gets ──────────────────────────────────────────────────────────────────────────────────────────


class Box(NamedTuple):
    """Where the figures lie in a drawing; axes and labels are around it."""

    left: float
    top: float
    right: float
    bottom: float


class Tick(NamedTuple):
    """A tick in its place; "" is a label that found no room."""

    at: float
    label: str


class Shape(NamedTuple):
    """A path, dot or word in its place. `kind` is "path", "mark" or "text"; `look` the classes of its element."""

    kind: str
    look: str
    path: str = ""
    x: float = 0.0
    y: float = 0.0
    text: str = ""
    anchor: str = "start"


class Drawing(NamedTuple):
    """One size of a chart."""

    size: Size
    box: Box
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    shapes: tuple[Shape, ...]


class Chart(NamedTuple):
    """A chart: its title and one sentence that says it all, the drawings, a legend of (look, name), the table twin."""

    title: str
    sentence: str
    x: Axis
    y: Axis
    drawings: tuple[Drawing, ...]
    legend: tuple[tuple[str, str], ...]
    table: Table


def chart(  # noqa: PLR0913 - what any chart has
    title: str,
    sentence: str,
    *,
    x: Axis,
    y: Axis,
    parts: Sequence[Part],
    table: Table,
    sizes: Sequence[Size] = (WIDE, NARROW),
) -> Chart:
    """Draw `parts`, those that come first behind the others."""
    drawings = tuple(_draw(size, x, y, parts) for size in sizes)
    legend = tuple((part.look, part.name) for part in parts if not isinstance(part, Mark) and part.name)
    return Chart(title, sentence, x, y, drawings, legend if len(legend) > 1 else (), table)


class Multiples(NamedTuple):
    """Small charts of one kind beside each other, on the same axes; each bears a name, and a class for its colour."""

    title: str
    sentence: str
    charts: tuple[tuple[str, str, Chart], ...]
    table: Table


def multiples(
    title: str,
    sentence: str,
    *,
    x: Axis,
    y: Axis,
    parts: Sequence[tuple[str, str, str, Sequence[Part]]],
    table: Table,
) -> Multiples:
    """One small chart for each (name, class, sentence, parts)."""
    nothing = Table((), ())
    charts = tuple(
        (name, look, chart(name, told, x=x, y=y, parts=own, table=nothing, sizes=(SMALL,)))
        for name, look, told, own in parts
    )
    return Multiples(title, sentence, charts, table)


# ── drawing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def place(value: float, low: float, high: float, begin: float, end: float) -> float:
    """Where a value lies between `begin` and `end`; what is beyond the axis stays at its edge."""
    part = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(begin + part * (end - begin), 1)


class _Sheet:
    """One drawing at work."""

    def __init__(self, size: Size, x: Axis, y: Axis) -> None:
        self.x, self.y = x, y
        broad = max((len(label) for label in y.labels), default=1) * LETTER
        self.box = Box(round(broad + 12, 1), 22.0 if y.unit else 10.0, size.width - 14.0, size.height - 42.0)
        if not x.unit:
            self.box = self.box._replace(bottom=size.height - 24.0)

    def across(self, value: float) -> float:
        return place(value, self.x.low, self.x.high, self.box.left, self.box.right)

    def up(self, value: float) -> float:
        return place(value, self.y.low, self.y.high, self.box.bottom, self.box.top)


def _draw(size: Size, x: Axis, y: Axis, parts: Sequence[Part]) -> Drawing:
    sheet = _Sheet(size, x, y)
    across = [Tick(sheet.across(at), label) for at, label in zip(x.ticks, x.labels, strict=True)]
    up = [Tick(sheet.up(at), label) for at, label in zip(y.ticks, y.labels, strict=True)]
    shapes = [shape for part in parts for shape in _shapes(sheet, part)]
    return Drawing(size, sheet.box, _with_room(across), _thinned(up, size.ticks), tuple(shapes))


def _with_room(marks: list[Tick]) -> tuple[Tick, ...]:
    """As many labels, evenly, as don't touch each other."""
    if len(marks) < 2:
        return tuple(marks)
    gap = (marks[-1].at - marks[0].at) / (len(marks) - 1)
    broad = max(len(mark.label) for mark in marks) * LETTER + 10
    every = max(1, ceil(broad / max(gap, 0.1)))
    return tuple(mark if number % every == 0 else mark._replace(label="") for number, mark in enumerate(marks))


def _thinned(marks: list[Tick], most: int) -> tuple[Tick, ...]:
    every = ceil((len(marks) - 1) / most) if most else 1
    return tuple(marks[:: max(1, every)])


def _shapes(sheet: _Sheet, part: Part) -> list[Shape]:
    if isinstance(part, Line):
        return [Shape("path", part.look, _line(sheet, part))] if part.spots else []
    if isinstance(part, Band):
        return _band(sheet, part)
    if isinstance(part, Bars):
        return [Shape("path", part.look, path) for path in _bars(sheet, part)]
    return _mark(sheet, part)


def _line(sheet: _Sheet, part: Line) -> str:
    spots = [(sheet.across(x), sheet.up(y)) for x, y in part.spots]
    begin, *rest = spots
    path = [f"M{begin[0]:g} {begin[1]:g}"]
    for x, y in rest:
        path.append(f"H{x:g}V{y:g}" if part.stepped else f"L{x:g} {y:g}")
    return "".join(path)


def _band(sheet: _Sheet, part: Band) -> list[Shape]:
    if not part.spots:
        return []
    over = [f"{sheet.across(x):g} {sheet.up(high):g}" for x, _, high in part.spots]
    under = [f"{sheet.across(x):g} {sheet.up(low):g}" for x, low, _ in reversed(part.spots)]
    return [Shape("path", part.look, f"M{'L'.join([*over, *under])}Z")]


def _bars(sheet: _Sheet, part: Bars) -> list[str]:
    places = sorted({sheet.across(x) for x, _ in part.spots})
    gaps = [right - left for left, right in pairwise(places)]
    half = min([*gaps, 40.0]) * part.share / 2
    ground = sheet.up(max(0.0, sheet.y.low))
    bars = []
    for x, y in part.spots:
        left = max(sheet.across(x) - half, sheet.box.left)
        right = min(sheet.across(x) + half, sheet.box.right)
        bars.append(f"M{left:g} {ground:g}V{sheet.up(y):g}H{right:g}V{ground:g}Z")
    return bars


def _mark(sheet: _Sheet, part: Mark) -> list[Shape]:
    x, y = sheet.across(part.spot[0]), sheet.up(part.spot[1])
    room = len(part.name) * STRONG_LETTER + 10
    # Below and to the right of a growing curve nothing is drawn; else above and to the left.
    if x + room <= sheet.box.right and y + 24 <= sheet.box.bottom:
        words = Shape("text", "strong", x=x + 10, y=y + 19, text=part.name)
    elif x - room >= sheet.box.left:
        words = Shape("text", "strong", x=x - 10, y=max(y - 8, sheet.box.top + 12), text=part.name, anchor="end")
    else:
        words = Shape("text", "strong", x=x + 10, y=y - 10, text=part.name)
    return [Shape("mark", "mark", f"M{x:g} {sheet.box.bottom:g}V{y:g}", x, y), *([words] if part.name else [])]
