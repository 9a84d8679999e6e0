"""Text from a stranger made harmless to keep: bounded length, no control characters, no towers of accents."""

import re
from typing import Final

NAME_LIMIT: Final = 1_000
"""Characters kept of a name (RELIABILITY limits)."""
NOTE_LIMIT: Final = 100_000
"""Characters kept of a note."""
COMBINING_LIMIT: Final = 4
"""Combining marks kept in a row."""

# The blocks of combining marks; category Mn as a whole would cut Hindi and Thai words.
_TOWER: Final = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_BREAKS: Final = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def one_line(text: str, limit: int = NAME_LIMIT) -> str:
    """A name or title: one line, single spaces, no controls, at most `limit` characters."""
    if len(text) <= limit and text.isprintable() and "  " not in text and (text.isascii() or not _TOWER.search(text)):
        return text.strip()
    return " ".join(plain_lines(text[: limit * 4]).split())[:limit].rstrip()


def plain_lines(text: str, limit: int | None = None) -> str:
    r"""Text whose every kind of line break is "\n", without control characters and surplus combining marks."""
    if limit is not None:
        text = text[:limit]
    if text.isprintable() and (text.isascii() or not _TOWER.search(text)):
        return text
    return _TOWER.sub(r"\1", _CONTROLS.sub("", _BREAKS.sub("\n", text)))
