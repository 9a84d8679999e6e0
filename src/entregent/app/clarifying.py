"""Clarifying: what an import must ask its owner, and what was answered: columns of tables, the order of dates."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from entregent.app import dropping
from entregent.app.clarify_views import PreviewRow, TablePreview, Unclear
from entregent.app.opening import OpenBook
from entregent.model.errors import ImportRefusedError
from entregent.model.interaction import Channel, instant_of
from entregent.model.judgement import Reason
from entregent.readers.base import ReadOptions
from entregent.store import imports, memos

MEMO: Final = "said-of-files"
DATE_ORDERS: Final = ("dmy", "mdy")
MOST_ASKED: Final = 50
_ASKING: Final = {"unknown-table": "columns", "unclear-dates": "dates", "ambiguous-dates": "dates"}
"""Problem code -> what is asked."""
_LOOK: Final = ("entregent.readers.table_mapped:TableLook",)


class ColumnsUnsaidError(ImportRefusedError):
    """`text` does not say which column holds what."""

    code = "columns-unsaid"


class UnknownFieldError(ImportRefusedError):
    """`text` is nothing that a column can hold; `fields` are."""

    code = "unknown-field"


class FieldTwiceError(ImportRefusedError):
    """Two columns are said to hold one thing, `text`, of which there is one."""

    code = "field-twice"


class ColumnTwiceError(ImportRefusedError):
    """The column `text` is said to hold both `a` and `b`."""

    code = "column-twice"


class NobodyNamedError(ImportRefusedError):
    """`text` names no column that tells who a row is about."""

    code = "nobody-named"


_ERRORS: Final[dict[str, type[ImportRefusedError]]] = {
    kind.code: kind
    for kind in (ColumnsUnsaidError, UnknownFieldError, FieldTwiceError, ColumnTwiceError, NobodyNamedError)
}


def check(columns: str) -> str:
    """What is said of columns, as it is kept; "" for nothing. Raises the errors above."""
    if not columns.strip():
        return ""
    from entregent.readers.table_columns import ColumnsError, said, written

    try:
        return written(said(columns))
    except ColumnsError as error:
        raise _ERRORS[error.code](**error.facts) from error


def chosen(fields: Mapping[int, str], headings: Sequence[str], channel: str = "") -> str:
    """Columns as they are said, from a choice for each of them (index -> field)."""
    from entregent.readers.table_columns import written

    plain = [heading for heading in headings if "=" not in heading and "," not in heading]
    pairs = [
        (field, headings[at] if plain.count(headings[at]) == 1 else str(at + 1))
        for at, field in sorted(fields.items())
        if field and at < len(headings)
    ]
    if channel and "channel" not in fields.values():
        pairs.append(("channel", channel))
    return written(pairs)


# ── while a path is read ──────────────────────────────────────────────────────────────────────────────────────────


def begin(book: OpenBook, path: str, *, dates: str, columns: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What is known of a path and of tables: (order of dates, tables as `ReadOptions` wants them).

    Where something else is said than before, what the path brought goes first, so that it is read anew.
    """
    kept = book.memo(MEMO, {})
    before = kept.get("paths", {}).get(path, {})
    now = {"dates": dates or before.get("dates", ""), "columns": columns or before.get("columns", "")}
    now = {key: value for key, value in now.items() if value}
    if now != before:
        if now.get("dates") != before.get("dates") or before.get("columns") or _is_table(path):
            _take_out(book, path)
        kept.setdefault("paths", {})[path] = now
        memos.put(book.connection, MEMO, kept)
    tables = tuple(kept.get("tables", {}).items())
    return now.get("dates", ""), ((("", columns), *tables) if columns else tables)


def _is_table(path: str) -> bool:
    return Path(path).suffix.lower() in (".csv", ".tsv", ".tab", ".txt")


def _take_out(book: OpenBook, path: str) -> None:
    from entregent.app import tidying

    number = next((row[0] for row in imports.list_imports(book.connection) if row[1] == path), None)
    if number is not None:
        tidying.remove_import(book, number)


def learn(book: OpenBook, facts: Iterable[tuple[str, str]]) -> None:
    """A table was read as its owner said: its headings are known from now on."""
    told = dict(facts)
    kept = book.memo(MEMO, {})
    tables = kept.setdefault("tables", {})
    if tables.get(told["mark"]) != told["columns"]:
        tables[told["mark"]] = told["columns"]
        memos.put(book.connection, MEMO, kept)


def note(book: OpenBook, path: str, import_id: int) -> None:
    """Remember what this reading of a path must ask; what it asked before is answered or asked again."""
    found = [
        {"path": path, "document": document, "asks": _ASKING[code], "facts": json.loads(facts)}
        for document, code, facts in imports.problems_of(book.connection, import_id, tuple(_ASKING))
    ]
    kept = book.memo(MEMO, {})
    asked = [one for one in kept.get("asked", []) if one["path"] != path]
    if found or len(asked) != len(kept.get("asked", [])):
        kept["asked"] = [*asked, *found][-MOST_ASKED:]
        memos.put(book.connection, MEMO, kept)


# ── what waits for a word ─────────────────────────────────────────────────────────────────────────────────────────


def waiting(book: OpenBook) -> list[Unclear]:
    """What imports asked and nobody answered, of files that are still there; a file's dates are asked about once."""
    found: dict[tuple[str, str], Unclear] = {}
    for one in book.memo(MEMO, {}).get("asked", []):
        facts = tuple((str(key), str(value)) for key, value in one["facts"])
        if Path(one["path"]).exists():
            name = dropping.shown(one["document"])
            told = Unclear(_id(one), one["path"], one["document"], name, one["asks"], _reason(one, facts))
            found.setdefault((one["document"], one["asks"]), told)
    return list(found.values())


def _id(one: Mapping[str, Any]) -> str:
    said = "\0".join((one["path"], one["document"], one["asks"]))
    return blake2b(said.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def _reason(one: dict[str, Any], facts: tuple[tuple[str, str], ...]) -> Reason:
    return Reason("unknown-table" if one["asks"] == "columns" else "unclear-dates", facts)


def let_be(book: OpenBook, question: str) -> None:
    """A question that is not worth an answer: it goes, and so does what was dropped for it alone."""
    book.write_check()
    kept = book.memo(MEMO, {})
    asked = kept.get("asked", [])
    left = [one for one in asked if _id(one) != question]
    if len(left) < len(asked):
        memos.put(book.connection, MEMO, {**kept, "asked": left})
        still = {one["path"] for one in left}
        dropping.discard(book.connection.path, {one["path"] for one in asked} - still)


def preview(
    book: OpenBook, path: str, *, document: str = "", columns: str = "", dates: str = ""
) -> TablePreview | None:
    """The first rows of a table as they stand and as these columns (or the guessed ones) would read them.

    `document` is the table inside `path`, where that is an archive or a folder. None where there is no table. What is
    wrong with `columns` is told in the preview.
    """
    from entregent.readers.frames import Batch
    from entregent.readers.harness import Bounds, read_paths

    options = ReadOptions(
        now=book.now,
        region=book.setting("region"),
        zone=book.setting("zone"),
        dates=dates,
        tables=(("", columns),) if columns else (),
    )
    people: dict[int, tuple[str, str, str]] = {}
    batches: list[Batch] = []
    reading = read_paths([path], options, bounds=Bounds(readers=_LOOK))
    try:
        for frame in reading:
            if isinstance(frame, Batch):
                people |= {number: (kind, value, name) for number, kind, value, name in frame.participants}
                if not document or any(problem.path == document for problem in frame.problems):
                    batches.append(frame)
                    break
    finally:
        reading.close()  # type: ignore[attr-defined]
    return _shown(book, batches[0], people) if batches else None


def _shown(book: OpenBook, batch: Any, people: Mapping[int, tuple[str, str, str]]) -> TablePreview | None:
    table = next((dict(problem.facts) for problem in batch.problems if problem.code == "table"), None)
    if table is None:
        return None
    headings = tuple(json.loads(table["headings"]))
    rows: dict[str, PreviewRow] = {}
    for problem in batch.problems:
        if problem.code == "row":
            cells = dict(problem.facts)
            raw = tuple(cells.get(str(at), "") for at in range(len(headings)))
            rows[problem.place] = PreviewRow(problem.place, raw)
    for record in batch.records:
        if record.place in rows:
            rows[record.place] = rows[record.place]._replace(
                name=record.name,
                reach=tuple(handle.value for handle in record.handles if handle.kind != "name"),
                more=_more(record),
            )
    for row in batch.interactions:
        place, sender = row[13], people.get(row[2], ("", "", ""))
        other = people.get(row[3][0] if sender[1] == "phone:self" else row[2], ("", "", ""))
        if place in rows:
            rows[place] = rows[place]._replace(
                name=rows[place].name or other[2] or other[1],
                channel=Channel(row[1]).name.lower(),
                day=book.day_of(at).isoformat() if (at := instant_of(row[0])) is not None else "",
            )
    problems = tuple(
        (problem.place, Reason(problem.code, tuple(problem.facts)))
        for problem in batch.problems
        if problem.code not in ("table", "row")
    )
    path = next(problem.path for problem in batch.problems if problem.code == "table")
    fields = _fields(table["columns"], headings)
    return TablePreview(path, dropping.shown(path), headings, fields, table["columns"], tuple(rows.values()), problems)


def _fields(columns: str, headings: Sequence[str]) -> tuple[str, ...]:
    """What each column is taken to hold, "" for nothing."""
    from entregent.readers.table_columns import ColumnsError, placed, said

    try:
        at = placed(said(columns), headings)
    except ColumnsError:
        return ("",) * len(headings)
    held = {index: field for field, indexes in at.items() for index in indexes}
    return tuple(held.get(index, "") for index in range(len(headings)))


def _more(record: Any) -> tuple[str, ...]:
    told = (record.organisation, record.title, record.birthday, record.met_on, record.note[:60], *record.categories)
    return tuple(text for text in told if text)
