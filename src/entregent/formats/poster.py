"""Poster: a network as one SVG document that stands by itself, for paper and for other programs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from entregent.formats.graph_xml import text

SIZE: Final = 2_000
"""Width and height of the drawing, in its own units."""
_HEAD: Final = 190
_FOOT: Final = 90
_LEGEND_ROW: Final = 40
_LEGEND_COLUMNS: Final = 4
PAPER: Final = "#fffdf9"
INK: Final = "#22262e"
SOFT: Final = "#5b616c"


class Dot(NamedTuple):
    """Somebody: where (0 to 1), how large in units of the drawing, in which colour, under which name ("": none)."""

    x: float
    y: float
    radius: float
    colour: str
    label: str


class Key(NamedTuple):
    """A line of the legend."""

    colour: str
    words: str


def poster(
    title: str, words: str, dots: Sequence[Dot], lines: Iterable[tuple[int, int, float]], keys: Sequence[Key]
) -> Iterator[str]:
    """The lines of the SVG: ties by their strength (0 to 1) under people, names over them, the legend below."""
    rows = -(-len(keys) // _LEGEND_COLUMNS)
    height = _HEAD + SIZE + rows * _LEGEND_ROW + _FOOT
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {height}" font-family="Georgia, serif">\n'
    yield f"<title>{text(title)}</title>\n<desc>{text(words)}</desc>\n"
    yield f'<rect width="{SIZE}" height="{height}" fill="{PAPER}"/>\n'
    yield f'<text x="80" y="100" font-size="64" fill="{INK}">{text(title)}</text>\n'
    yield f'<text x="80" y="156" font-size="30" fill="{SOFT}">{text(words)}</text>\n'
    yield f'<g transform="translate(0 {_HEAD})">\n'
    yield from _ties(dots, lines)
    for dot in dots:
        yield f'<circle cx="{_at(dot.x)}" cy="{_at(dot.y)}" r="{dot.radius:.1f}" fill="{text(dot.colour)}"/>\n'
    yield from _labels(dots)
    yield "</g>\n"
    for place, key in enumerate(keys):
        x = 80 + place % _LEGEND_COLUMNS * (SIZE - 120) // _LEGEND_COLUMNS
        y = _HEAD + SIZE + 40 + place // _LEGEND_COLUMNS * _LEGEND_ROW
        yield f'<circle cx="{x}" cy="{y - 8}" r="9" fill="{text(key.colour)}"/>'
        yield f'<text x="{x + 20}" y="{y}" font-size="24" fill="{INK}">{text(key.words)}</text>\n'
    yield "</svg>\n"


def _at(share: float) -> str:
    return f"{40 + share * (SIZE - 80):.1f}"


def _ties(dots: Sequence[Dot], lines: Iterable[tuple[int, int, float]]) -> Iterator[str]:
    """One path for ties of about the same strength: a large map stays a small file."""
    drawn: dict[int, list[str]] = {}
    for a, b, strength in lines:
        one, other = dots[a], dots[b]
        path = f"M{_at(one.x)} {_at(one.y)}L{_at(other.x)} {_at(other.y)}"
        drawn.setdefault(min(int(strength * 4), 3), []).append(path)
    for step, paths in sorted(drawn.items()):
        opacity, width = (0.08, 0.16, 0.28, 0.4)[step], (0.8, 1.0, 1.4, 2.0)[step]
        yield f'<path fill="none" stroke="{SOFT}" stroke-opacity="{opacity}" stroke-width="{width}" d="'
        yield from paths
        yield '"/>\n'


def _labels(dots: Sequence[Dot]) -> Iterator[str]:
    """Names that do not cover each other, larger dots first."""
    taken: set[tuple[int, int]] = set()
    for dot in sorted((one for one in dots if one.label), key=lambda one: -one.radius):
        x, y = 40 + dot.x * (SIZE - 80), 40 + dot.y * (SIZE - 80)
        shown = dot.label if len(dot.label) <= 40 else f"{dot.label[:39]}…"
        anchor, reach = ("start", len(shown) * 11) if x < SIZE * 0.8 else ("end", -len(shown) * 11)
        low, high = sorted((x, x + reach))
        rows = {int((y - 11) // 24), int((y + 11) // 24)}
        cells = {(column, row) for column in range(int(low // 30), int(high // 30) + 1) for row in rows}
        if cells & taken:
            continue
        taken |= cells
        begin = x + (dot.radius + 4 if reach > 0 else -dot.radius - 4)
        yield (
            f'<text x="{begin:.0f}" y="{y + 6:.0f}" font-size="19" fill="{INK}" text-anchor="{anchor}"'
            f' stroke="{PAPER}" stroke-width="4" paint-order="stroke">{text(shown)}</text>\n'
        )
