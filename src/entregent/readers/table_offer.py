"""Tables that no reader knows: what they are asked about, and why what was said of one does not fit it."""

import json

from entregent.model.record import Problem
from entregent.readers.base import Document
from entregent.readers.table_columns import ColumnsError, placed, said, table_in
from entregent.readers.table_guess import guess

_ENDINGS = (".csv", ".tsv", ".tab", ".txt")


def offer(document: Document, *, named: bool) -> Problem | None:
    """What a table that nobody knows shows: its headings, and columns to propose. None where it is no table.

    One inside an export is offered only where it seems to be about people: most tables of an export are not.
    """
    if not document.name.lower().endswith(_ENDINGS):
        return None
    table = table_in(document)
    if table is None or (document.name.lower().endswith(".txt") and not table.header_line):
        return None
    columns = guess(table)
    is_about_people = columns and any(f"{field}=" in columns for field in ("mail", "phone", "name", "first"))
    if not named and not (is_about_people and ("mail=" in columns or "phone=" in columns)):
        return None
    facts = (("headings", json.dumps(table.headings[:100], ensure_ascii=False)), ("columns", columns))
    return Problem(document.path, f"line {table.first_line}", "unknown-table", facts, lost=named)


def misfit(document: Document) -> Problem | None:
    """Why the columns that are said now are not this table's; None where it is no table."""
    columns = next((text for mark, text in document.tables if not mark), "")
    table = table_in(document)
    if not columns or table is None:
        return None
    try:
        placed(said(columns), table.headings)
    except ColumnsError as error:
        return Problem(document.path, f"line {table.first_line}", error.code, tuple(error.facts.items()))
    return None
