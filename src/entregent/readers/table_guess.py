"""What the columns of an unknown table seem to hold, by their headings and their cells: a proposal, never more."""

import re
from collections import Counter
from typing import Final

from entregent.readers.call_columns import columns_of
from entregent.readers.csv_headers import map_headers
from entregent.readers.table_columns import NAMING, REPEATED, Table, kind_of_cell, written
from entregent.readers.table_headings import OF_CONTACTS, meaning_of

_WORDS: Final = re.compile(r"[^\W\d_][^\d@:/\\<>]{1,80}")
MOST: Final = 0.7
"""Of the filled cells of a column, so many must be of one kind to tell what it holds."""


def guess(table: Table) -> str:
    """The columns of a table as one would say them; "" where nothing shows whom it is about."""
    found: dict[int, str] = {}
    for index, field in _by_headings(table).items():
        _take(found, index, field)
    shown = _by_cells(table)
    _take_shown(found, shown)
    if not set(found.values()) & (NAMING - {"mail", "phone", "url"}):
        named = next((at for at in range(len(table.headings)) if at not in found and shown.get(at) == "words"), None)
        if named is not None:
            found[named] = "name"
    _settle_dates(found, shown)
    if not set(found.values()) & NAMING:
        return ""
    names = Counter(table.headings)
    return written(
        (field, table.headings[at] if names[table.headings[at]] == 1 and "=" not in table.headings[at] else str(at + 1))
        for at, field in sorted(found.items())
    )


def _take(found: dict[int, str], index: int, field: str) -> None:
    if field and index not in found and (field in REPEATED or field not in found.values()):
        found[index] = field


def _by_headings(table: Table) -> dict[int, str]:
    if not table.header_line:
        return {}
    found = {
        at: OF_CONTACTS[column.field]
        for at, column in map_headers(table.headings).columns.items()
        if column.field in OF_CONTACTS
    }
    calls = columns_of(table.headings)
    if calls is not None:
        kinds = {"number": "phone", "kind": "direction"}
        found |= {at: kinds.get(field, field) for field, at in calls.at.items()}
    for at, heading in enumerate(table.headings):
        found.setdefault(at, meaning_of(heading))
    return {at: found[at] for at in sorted(found)}


def _by_cells(table: Table) -> dict[int, str]:
    """What most cells of each column are."""
    shown = {}
    for at in range(len(table.headings)):
        cells = [row.cells[at].strip() for row in table.rows if at < len(row.cells) and row.cells[at].strip()]
        kinds = Counter(kind_of_cell(cell) or ("words" if _names(cell) else "") for cell in cells)
        if kinds:
            kind, times = kinds.most_common(1)[0]
            if kind and times >= MOST * len(cells):
                shown[at] = kind
    return shown


def _names(cell: str) -> bool:
    """Whether it may be a name: words, with a capital where the script has any."""
    return _WORDS.fullmatch(cell) is not None and (cell[0].isupper() or cell[0].upper() == cell[0])


def _take_shown(found: dict[int, str], shown: dict[int, str]) -> None:
    """Cells speak louder than headings: a column of addresses is one, and one of words is no phone."""
    for at, kind in shown.items():
        if kind == "mail" and found.get(at) != "account":
            found[at] = "mail"
        elif kind in ("phone", "url") and found.get(at, "") not in ("date", "account", "direction"):
            found[at] = kind
        elif kind == "words" and found.get(at) in ("mail", "phone", "url", "date", "time", "duration"):
            del found[at]


def _settle_dates(found: dict[int, str], shown: dict[int, str]) -> None:
    """A day of exchanges needs a channel, a duration or a direction beside it; a channel needs a day."""
    fields = set(found.values())
    if "date" not in fields and fields & {"channel", "duration", "direction"}:
        at = next((at for at, kind in shown.items() if kind == "date" and at not in found), None)
        if at is not None:
            found[at] = "date"
            fields.add("date")
    if "date" not in fields:
        for at, field in list(found.items()):
            if field in ("time", "channel", "direction", "duration", "subject"):
                del found[at]
