"""Lines on a terminal: spans of text with a look. The one place that writes, so that no source's control codes pass."""

import os
import re
import sys
from itertools import groupby
from typing import Final, NamedTuple

import click

UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, escape codes, direction overrides and broken halves: never printed from what a source wrote."""

BLOCKS: Final = " ▏▎▍▌▋▊▉█"


class Span(NamedTuple):
    """A piece of a line; `look` is a word of `LOOKS`."""

    text: str
    look: str = ""


Piece = str | Span

LOOKS: Final[dict[str, dict[str, object]]] = {
    "": {},
    "title": {"bold": True},
    "name": {"bold": True, "fg": "yellow"},
    "good": {"fg": "green"},
    "uneasy": {"fg": "yellow"},
    "bad": {"fg": "red"},
    "quiet": {"dim": True},
    "command": {"fg": "cyan"},
}


def name(text: str) -> Span:
    """A person's name."""
    return Span(text, "name")


def title(text: str) -> Span:
    """A heading."""
    return Span(text, "title")


def quiet(text: str) -> Span:
    """Something beside the point."""
    return Span(text, "quiet")


def command(text: str) -> Span:
    """Something to type."""
    return Span(text, "command")


def safe(text: str) -> str:
    """Text without anything that could steer a terminal; tabs and line ends become spaces."""
    return UNSAFE.sub("", text.replace("\t", " ").replace("\r", " ").replace("\n", " "))


def line(*pieces: Piece, indent: int = 0, error: bool = False) -> None:
    """Write one line to stdout, or to stderr with `error`; looks vanish where colours are unwelcome."""
    spans = [piece if isinstance(piece, Span) else Span(piece) for piece in pieces]
    alike = groupby(spans, key=lambda span: span.look)
    drawn = "".join(_drawn(Span("".join(span.text for span in run), look)) for look, run in alike)
    click.echo(" " * indent + drawn, err=error)


def _drawn(span: Span) -> str:
    text = safe(span.text)
    look = LOOKS[span.look]
    return click.style(text, **look) if look and text else text  # type: ignore[arg-type]


def paragraph(*pieces: Piece, indent: int = 0, hanging: int | None = None, error: bool = False) -> None:
    """Write pieces as lines no wider than the terminal; the following lines begin at `hanging`."""
    later = indent if hanging is None else hanging
    width = max(terminal_width() - 1, 40)
    row: list[Piece] = []
    used = begin = indent
    for word in _words(pieces):
        room = text_width(word.text.rstrip())
        if used > begin and used + room > width:
            line(*row, indent=begin, error=error)
            row, begin = [], later
            used = later
        row.append(word)
        used += text_width(word.text)
    line(*row, indent=begin, error=error)


def _words(pieces: tuple[Piece, ...]) -> list[Span]:
    found = []
    for piece in pieces:
        span = piece if isinstance(piece, Span) else Span(piece)
        found += [Span(word, span.look) for word in re.findall(r"[^ ]* *", safe(span.text)) if word]
    return found


def bar(share: float, width: int = 8) -> str:
    """A small bar of `width` cells, eighths and all: 0.5 is "████    "."""
    eighths = round(max(0.0, min(share, 1.0)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (BLOCKS[rest] if rest else "")).ljust(width)


def text_width(text: str) -> int:
    """Cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def shortened(text: str, width: int) -> str:
    """The text cut to `width` cells, its end an ellipsis where something was cut."""
    text = safe(text)
    if text_width(text) <= width:
        return text
    while text and text_width(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def ending(path: str, width: int) -> str:
    """The end of a long path, which tells more than its beginning."""
    return path if len(path) <= width else f"…{path[-width + 1 :]}"


def terminal_width() -> int:
    """Columns of the terminal; 100 where the output is no terminal."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return 100
