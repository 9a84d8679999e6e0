"""Tables: drawn with rich on a terminal, aligned plain text elsewhere. Columns that matter less leave a narrow one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final, NamedTuple

import click

from entregent.cli import paint
from entregent.cli.paint import Piece, Span

RICH_LOOKS: Final = {
    "": "",
    "title": "bold",
    "name": "bold yellow",
    "good": "green",
    "uneasy": "yellow",
    "bad": "red",
    "quiet": "dim",
    "command": "cyan",
}
GAP: Final = 2
LEAST: Final = 16
"""A wider column is cut down to this before another leaves."""
PIPED_WIDTH: Final = 160


class Column(NamedTuple):
    """A column: its heading, how soon it leaves a narrow terminal (0 never, then the highest first), its alignment."""

    heading: str
    leaves: int = 0
    right: bool = False
    widest: int = 40
    path: bool = False
    """Of a path the end is kept: it tells more than the beginning."""


def table(columns: Sequence[Column], rows: Sequence[Sequence[Piece]]) -> None:
    """Draw a table to stdout."""
    cells = [[piece if isinstance(piece, Span) else Span(piece) for piece in row] for row in rows]
    kept, widths = _fitted(columns, cells, _room())
    chosen = [columns[index] for index in kept]
    shown = [
        [
            Span(_cut(columns[index], row[index].text, width), row[index].look)
            for index, width in zip(kept, widths, strict=True)
        ]
        for row in cells
    ]
    if sys.stdout.isatty():
        _draw_rich(chosen, widths, shown)
    else:
        _draw_plain(chosen, widths, shown)


def _cut(column: Column, text: str, width: int) -> str:
    return paint.ending(paint.safe(text), width) if column.path else paint.shortened(text, width)


def _room() -> int:
    return paint.terminal_width() - 1 if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH


def _fitted(columns: Sequence[Column], rows: list[list[Span]], room: int) -> tuple[list[int], list[int]]:
    """Which columns fit, and how wide each is: first the widest are cut, then some leave, then all are cut."""
    widths = [_natural(column, [row[index].text for row in rows]) for index, column in enumerate(columns)]
    kept = [index for index in range(len(columns)) if columns[index].heading or any(row[index].text for row in rows)]
    while _total(kept, [min(width, LEAST) for width in widths]) > room and any(columns[i].leaves for i in kept):
        kept.remove(max(kept, key=lambda index: columns[index].leaves))
    while _total(kept, widths) > room and max(widths[index] for index in kept) > 8:
        widths[max(kept, key=lambda index: widths[index])] -= 1
    return kept, [widths[index] for index in kept]


def _natural(column: Column, texts: Sequence[str]) -> int:
    heading = paint.text_width(column.heading)
    return min(max([heading, *(paint.text_width(paint.safe(text)) for text in texts)]), max(column.widest, heading))


def _total(kept: list[int], widths: list[int]) -> int:
    return sum(widths[index] for index in kept) + GAP * max(len(kept) - 1, 0)


def _draw_plain(columns: Sequence[Column], widths: Sequence[int], rows: list[list[Span]]) -> None:
    heading = [Span(paint.shortened(column.heading, width)) for column, width in zip(columns, widths, strict=True)]
    for row in [heading, *rows] if any(span.text for span in heading) else rows:
        parts = []
        for span, column, width in zip(row, columns, widths, strict=True):
            blank = " " * (width - paint.text_width(span.text))
            parts.append(blank + span.text if column.right else span.text + blank)
        click.echo((" " * GAP).join(parts).rstrip())


def _draw_rich(columns: Sequence[Column], widths: Sequence[int], rows: list[list[Span]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    context = click.get_current_context(silent=True)
    console = Console(no_color=bool(context and context.color is False), highlight=False, width=paint.terminal_width())
    headed = any(column.heading for column in columns)
    drawn = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), show_header=headed, header_style="dim")
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(column.heading, justify="right" if column.right else "left", width=width, no_wrap=True)
    for row in rows:
        drawn.add_row(*(Text(span.text, style=RICH_LOOKS[span.look]) for span in row))
    console.print(drawn)
