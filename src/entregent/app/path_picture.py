"""The path as a picture to keep or to show: one SVG file that needs nothing else, without names unless chosen."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final, NamedTuple

from entregent.app import footprints, pathing
from entregent.app.language import gettext as _
from entregent.app.language import listed, month, ngettext
from entregent.app.opening import OpenBook
from entregent.app.path_views import WeekLine
from entregent.app.path_words import recent_words, taken_words
from entregent.coaching import trail
from entregent.coaching.trail import Foot

PER_ROW: Final = 13
"""A quarter of a year."""
EDGE: Final = 40
HEAD: Final = 76
ROW: Final = trail.TALL + 26
MOST_NAMES: Final = 60
NAMES_PER_LINE: Final = 6


class Piece(NamedTuple):
    """A week as it is drawn: its piece of path, its footprints, the month that begins in it, how many are not drawn."""

    line: WeekLine
    curve: str
    feet: tuple[Foot, ...]
    month: date | None
    more: int
    top: float
    """How high the path's edge runs at its middle: where a mark stands."""


def pieces(weeks: Sequence[WeekLine]) -> tuple[Piece, ...]:
    """The path of these weeks, piece by piece, as pages lay it out."""
    return tuple(
        Piece(
            line,
            trail.curve(place),
            trail.feet(line.week.marks, place),
            line.week.begins_month or (line.week.monday if place == 0 else None),
            trail.more(line.week.marks),
            round(trail.height(place, trail.WIDE / 2) - trail.BAND / 2, 1),
        )
        for place, line in enumerate(weeks)
    )


_STYLE: Final = (
    "text{font-family:Fraunces,Georgia,serif;fill:#22262e}.soft{font-family:Inter,system-ui,sans-serif;fill:#5b616c}"
    ".path{fill:none;stroke:#e4dccd;stroke-width:44;stroke-linecap:round;stroke-linejoin:round}"
    ".done{fill:#dcbd84;stroke:#a97414;stroke-width:.7}.tried{fill:none;stroke:#a97414;stroke-width:1.4}"
    ".golden{fill:#85590a;stroke:#85590a;stroke-width:.7}"
)


def picture(book: OpenBook, year: int | None = None, *, names: bool = False, counts: bool = False) -> str:
    """The path of a year, or of the last half year, as the text of an SVG file. Raises NoSuchYearError."""
    if year is None:
        view = pathing.path_view(book)
        weeks, title = view.weeks, _("My path")
        told = " · ".join(
            part for part in (taken_words(view.taken, view.tried, view.golden), recent_words(view)) if part
        )
    else:
        back = pathing.year_view(book, year)
        weeks, title = back.weeks, _("My path in {year}").format(year=year)
        told = taken_words(back.year.tried + back.year.done, back.year.tried, back.year.golden)
    people = _people(book, weeks) if names else []
    return _drawn(weeks, title, told if counts else "", people)


def _people(book: OpenBook, weeks: Sequence[WeekLine]) -> list[str]:
    """Toward whom the steps of these weeks went, by name."""
    begin, end = weeks[0].week.monday, weeks[-1].week.monday
    walked = [
        person
        for step in footprints.footprints(book)
        if begin <= book.day_of(step.at) and (book.day_of(step.at) - end).days < 7
        for person in step.people
    ]
    known = pathing.named(book, dict.fromkeys(walked))
    return sorted({name for _person, name in known}, key=str.casefold)


def _drawn(weeks: Sequence[WeekLine], title: str, told: str, people: Sequence[str]) -> str:
    rows = [weeks[begin : begin + PER_ROW] for begin in range(0, len(weeks), PER_ROW)]
    lines = _name_lines(people)
    wide = 2 * EDGE + trail.WIDE * min(PER_ROW, len(weeks))
    tall = HEAD + ROW * len(rows) + 44 + 22 * len(lines) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<rect width="{wide}" height="{tall}" fill="#faf7f1"/>',
        f'<text x="{EDGE}" y="44" font-size="28" font-weight="560">{escape(title)}</text>',
    ]
    if told:
        parts.append(f'<text class="soft" x="{EDGE}" y="66" font-size="14">{escape(told)}</text>')
    for number, row in enumerate(rows):
        parts.append(_row(row, number, HEAD + ROW * number))
    below = HEAD + ROW * len(rows) + 26
    parts.append(_legend(below))
    for number, line in enumerate(lines):
        y = below + 28 + 22 * number
        parts.append(f'<text class="soft" x="{EDGE}" y="{y}" font-size="13">{escape(line)}</text>')
    return "".join([*parts, "</svg>\n"])


def _row(row: Sequence[WeekLine], number: int, y: int) -> str:
    parts = [f'<g transform="translate({EDGE} {y})">']
    places = [number * PER_ROW + n for n in range(len(row))]
    band = "".join(
        f'<g transform="translate({trail.WIDE * n} 0)"><path class="path" d="{trail.curve(place)}"/></g>'
        for n, place in enumerate(places)
    )
    parts.append(band)
    for n, (place, line) in enumerate(zip(places, row, strict=True)):
        inner = "".join(foot_svg(foot) for foot in trail.feet(line.week.marks, place))
        begun = line.week.begins_month or (line.week.monday if n == 0 else None)
        if begun is not None:
            shown = month(begun)
            inner += f'<text class="soft" x="4" y="{trail.TALL + 14}" font-size="12">{escape(shown)}</text>'
        parts.append(f'<g transform="translate({trail.WIDE * n} 0)">{inner}</g>')
    return "".join([*parts, "</g>"])


def foot_svg(foot: Foot) -> str:
    """A footprint: its sole and its toe."""
    return (
        f'<g class="{foot.mark}" transform="translate({foot.x} {foot.y}) rotate({foot.turn}) scale({foot.size})">'
        '<ellipse cx="-1.5" rx="5.4" ry="2.8"/><circle cx="5.6" r="1.5"/></g>'
    )


def _legend(y: int) -> str:
    words = (("tried", _("tried")), ("done", _("done")), ("golden", _("golden: it counted")))
    parts, x = [], EDGE + 8
    for look, word in words:
        parts.append(foot_svg(Foot(x, y - 4, 0, 1.0, look)))
        parts.append(f'<text class="soft" x="{x + 14}" y="{y}" font-size="13">{escape(word)}</text>')
        x += 40 + 8 * len(word)
    return "".join(parts)


def _name_lines(people: Sequence[str]) -> list[str]:
    """Names, a few to a line; of very many, how many more there are."""
    if not people:
        return []
    shown = list(people[:MOST_NAMES])
    lines = [", ".join(shown[begin : begin + NAMES_PER_LINE]) for begin in range(0, len(shown), NAMES_PER_LINE)]
    if len(people) > MOST_NAMES:
        lines.append(ngettext("and {n} more", "and {n} more", len(people) - MOST_NAMES))
    return [_("Toward {names}").format(names=listed([lines[0]])), *lines[1:]]
