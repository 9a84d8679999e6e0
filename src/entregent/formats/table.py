"""Delimited text: any delimiter, encoding, quoting and line end, read as a stream of rows; and written, guarded."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import BinaryIO, Final, NamedTuple

FIELD_LIMIT: Final = 1_000_000
"""Characters kept of one cell, and the most that an open quote may swallow."""
COLUMN_LIMIT: Final = 1_000
OPEN_QUOTE_LINES: Final = 2_000
"""Lines that one quoted cell may span; beyond, its quote counts as a plain character."""
LINE_LIMIT: Final = 4_000_000
DELIMITERS: Final = ",;\t|"
SNIFF_LINES: Final = 60

# What a spreadsheet takes for a formula (ASVS 1.2.10), full-width forms too; leading apostrophes are ours.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")

_KANA: Final = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x7e\x80-\x96]")


class Dialect(NamedTuple):
    """How a table is written. `encoding` is "utf-8", "utf-16", "cp1252" or "cp932"."""

    encoding: str
    delimiter: str


class Row(NamedTuple):
    """A row's cells and the line on which it begins. `flaw` says what had to be given up to read it, "" if nothing."""

    number: int
    cells: list[str]
    flaw: str = ""


def sniff(head: bytes, declared: str = "") -> Dialect:
    """The dialect that the first bytes suggest: byte order mark, then declared, strict UTF-8, Windows-1252.

    Before the last, Shift-JIS: only where kana stand, whose bytes no Western text has in that order.
    """
    encoding = _encoding(head, declared)
    text = head.decode(encoding, "replace")
    first = text.lstrip("\ufeff")[:8].lower()
    if first.startswith("sep=") and len(first) > 4 and not first[4].isalnum():
        return Dialect(encoding, first[4])
    return Dialect(encoding, _delimiter(text))


def _encoding(head: bytes, declared: str) -> str:
    if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    for candidate in (declared, "utf-8", "cp932" if len(_KANA.findall(head)) > 1 else "", "cp1252"):
        if not candidate:
            continue
        try:
            # The head may end inside a character.
            codecs.getincrementaldecoder(candidate)().decode(head)
        except (UnicodeDecodeError, LookupError):
            continue
        return candidate
    return "cp1252"


def _delimiter(text: str) -> str:
    """The mark that cuts most lines into the same number of cells, more than one."""
    lines = [line for line in re.split(r"\r\n|\r|\n", text[:200_000])[:SNIFF_LINES] if line.strip()]
    best, best_score = ",", (0, 0)
    for mark in DELIMITERS:
        counts = Counter(_plain(line).count(mark) for line in lines)
        counts.pop(0, None)
        if counts:
            cuts, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
            if (times, cuts) > best_score:
                best, best_score = mark, (times, cuts)
    return best


def _plain(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line) if '"' in line else line


def read_rows(stream: BinaryIO, dialect: Dialect) -> Iterator[Row]:
    """Rows as they come, blank lines left out. Takes the stream over, but does not close it.

    Bytes that are no UTF-8 in a UTF-8 file are read as Windows-1252, line by line. A cell may hold line breaks;
    a quote left open is given up after `OPEN_QUOTE_LINES` lines, and the lines after its first are read anew.
    """
    csv.field_size_limit(LINE_LIMIT + FIELD_LIMIT)
    errors = "surrogateescape" if dialect.encoding == "utf-8" else "replace"
    text = io.TextIOWrapper(stream, encoding=dialect.encoding, errors=errors, newline="")
    try:
        lines = _Lines(text)
        while (line := lines.next()) is not None:
            yield from _rows_from(line, lines, dialect.delimiter)
    finally:
        text.detach()


class _Lines:
    """Physical lines with their numbers; lines can be given back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._returned: list[str] = []
        self.number = 0

    def next(self) -> str | None:
        self.number += 1
        if self._returned:
            return self._returned.pop()
        line = self._text.readline(LINE_LIMIT)
        if not line:
            self.number -= 1
            return None
        if self.number == 1:
            line = line.lstrip("\ufeff")
        if not line.isascii():
            line = _mended(line)
        return line.replace("\0", "") if "\0" in line else line

    def give_back(self, lines: Sequence[str]) -> None:
        self._returned.extend(reversed(lines))
        self.number -= len(lines)


def _mended(line: str) -> str:
    try:
        line.encode()
    except UnicodeEncodeError:
        return line.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return line


def _rows_from(line: str, lines: _Lines, delimiter: str) -> Iterator[Row]:
    number = lines.number
    if '"' not in line:
        plain = line.rstrip("\r\n")
        if plain and not plain.isspace():
            yield _bounded(number, plain.split(delimiter))
        return
    block = [line]
    size = len(line)
    while _is_open(block[-1], opened=len(block) > 1, delimiter=delimiter):
        more = lines.next() if len(block) < OPEN_QUOTE_LINES and size < FIELD_LIMIT else None
        if more is None:
            lines.give_back(block[1:])
            yield _bounded(number, line.rstrip("\r\n").replace('"', "").split(delimiter), "open-quote")
            return
        block.append(more)
        size += len(more)
    reader = csv.reader(block, delimiter=delimiter)
    for cells in reader:
        if any(cells):
            # A row that is shorter than a cell may be needs no look at its cells.
            yield Row(number, cells) if size < COLUMN_LIMIT else _bounded(number, cells)


def _is_open(line: str, *, opened: bool, delimiter: str) -> bool:
    """Whether a quoted cell goes on after this line. Quotes inside an unquoted cell are plain characters."""
    at = 0
    if not opened:
        if _whole(delimiter).fullmatch(line):
            return False
        at = _next_quote(line, 0, delimiter)
    while at >= 0:
        # Inside a quoted cell: find the quote that is not doubled.
        close = line.find('"', at)
        while close >= 0 and line[close + 1 : close + 2] == '"':
            close = line.find('"', close + 2)
        if close < 0:
            return True
        at = _next_quote(line, line.find(delimiter, close) + 1 or len(line), delimiter)
    return False


@cache
def _whole(delimiter: str) -> re.Pattern[str]:
    """A line on which every quoted cell ends, as most do: told at once."""
    mark = re.escape(delimiter)
    cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"{mark}\r\n]*+)'
    return re.compile(rf"{cell}(?:{mark}{cell})*+[\r\n]*+")


def _next_quote(line: str, start: int, delimiter: str) -> int:
    """Where the next quoted cell's text begins; `start` is the beginning of a cell. -1 where there is none."""
    while start < len(line):
        if line[start] == '"':
            return start + 1
        start = line.find(delimiter, start) + 1
        if start == 0:
            break
    return -1


def _bounded(number: int, cells: list[str], flaw: str = "") -> Row:
    if len(cells) > COLUMN_LIMIT:
        cells, flaw = cells[:COLUMN_LIMIT], flaw or "too-many-columns"
    if any(len(cell) > FIELD_LIMIT for cell in cells):
        cells, flaw = [cell[:FIELD_LIMIT] for cell in cells], flaw or "long-cell"
    return Row(number, cells, flaw)


def write_rows(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    r"""CSV lines (comma, "\r\n") in which no cell can be taken for a formula; `unguard` gives the texts back."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([guard(cell) for cell in row])
        yield line.getvalue()


def guard(cell: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe goes before what could begin a formula."""
    cell = cell.replace("\0", "")
    return "'" + cell if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`: for cells of our own exports."""
    return cell[1:] if _GUARDED.match(cell) else cell
