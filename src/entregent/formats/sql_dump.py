"""Inserts of an SQL dump as rows, one at a time, as MySQL's clients and PHP programs write them; nothing is run."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

CHUNK_CHARACTERS: Final = 256 << 10
VALUE_CHARACTERS: Final = 1 << 20
"""Longest row that is read; a longer one is passed over and told."""
STATEMENT_CHARACTERS: Final = 25_000
"""Longest beginning of a statement, up to its first row."""
COLUMN_LIMIT: Final = 500
FLAW_LIMIT: Final = 100

_INSERT: Final = re.compile(
    r"INSERT\s+(?:IGNORE\s+)?INTO\s+[`\"]?(\w{1,64})[`\"]?\s*\(([^()]{1,20000})\)\s*VALUES\s*", re.IGNORECASE
)
_ROW: Final = re.compile(
    r"\s*\(((?:[^'\"()]++|'(?:[^'\\]++|\\.|'')*+'|\"(?:[^\"\\]++|\\.|\"\")*+\")*+)\)\s*([,;]?)", re.DOTALL
)
_VALUE: Final = re.compile(r"\s*('(?:[^'\\]++|\\.|'')*+'|\"(?:[^\"\\]++|\\.|\"\")*+\"|[^,'\"]*+)\s*(?:,|$)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(.)|''", re.DOTALL)
_LETTERS: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": "", "b": ""}


class SqlRow(NamedTuple):
    """A row of a table; NULL is left out. `number` counts the rows of the dump."""

    table: str
    values: dict[str, str]
    number: int


class Flaw(NamedTuple):
    """Something that could not be read: where, and a code ("broken-sql", "long-sql", "truncated-sql")."""

    place: str
    code: str


def read_sql(stream: BinaryIO, tables: frozenset[str]) -> Iterator[SqlRow | Flaw]:
    """The rows of these tables in order. Takes the stream over, but does not close it."""
    return _Reading(stream, tables).rows()


class _Reading:
    def __init__(self, stream: BinaryIO, tables: frozenset[str]) -> None:
        self._stream, self._tables = stream, tables
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._text, self._at = "", 0
        self._ended = False
        self._number = 0
        self._flaws = 0

    def rows(self) -> Iterator[SqlRow | Flaw]:
        """Everything that was asked for."""
        while self._flaws < FLAW_LIMIT:
            found = _INSERT.search(self._text, self._at)
            if found is None and not self._ended:
                # A statement may begin in what is kept.
                self._at = max(self._at, len(self._text) - STATEMENT_CHARACTERS)
                self._more()
            elif found is None:
                return
            else:
                self._at = found.end()
                columns = [name.strip(' \t\r\n`"') for name in found[2].split(",")][:COLUMN_LIMIT]
                yield from self._values(found[1].lower(), columns)

    def _values(self, table: str, columns: list[str]) -> Iterator[SqlRow | Flaw]:
        """The rows of one statement."""
        while True:
            found = self._row()
            if found is None:
                self._flaws += 1
                is_long = self._text[self._at : self._at + 1] == "("
                yield Flaw(
                    f"row {self._number + 1}",
                    "truncated-sql" if self._ended else "long-sql" if is_long else "broken-sql",
                )
                return
            self._number += 1
            if table in self._tables:
                values = [_plain(value[1]) for value in _VALUE.finditer(found[1])][: len(columns)]
                told = {name: value for name, value in zip(columns, values, strict=False) if value is not None}
                yield SqlRow(table, told, self._number)
            self._at = found.end()
            if found[2] != ",":
                return

    def _row(self) -> re.Match[str] | None:
        """The row that begins here, whole, with the mark behind it; None where there is none."""
        while True:
            found = _ROW.match(self._text, self._at)
            if found is not None and (found[2] or self._ended):
                return found
            if self._ended or len(self._text) - self._at > VALUE_CHARACTERS:
                return found
            if found is None and self._text[self._at :].lstrip()[:1] not in ("(", ""):
                return None
            self._more()

    def _more(self) -> None:
        raw = self._stream.read(CHUNK_CHARACTERS)
        self._ended = not raw
        self._text = self._text[self._at :] + self._decoder.decode(raw, final=self._ended)
        self._at = 0


def _plain(written: str) -> str | None:
    """A value without its quotes; None for NULL."""
    text = written.strip()
    if text[:1] in ("'", '"') and len(text) > 1:
        return _ESCAPE.sub(lambda found: _LETTERS.get(found[1], found[1]) if found[1] else "'", text[1:-1])
    return None if text.upper() == "NULL" or not text else text
