"""A table that nobody knows, on the terminal: its columns, how its first rows would be read, and how to accept that."""

import shlex
from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.app import import_words, language, wording
from entregent.app.book import Book
from entregent.app.clarify_views import PreviewRow, TablePreview
from entregent.app.language import gettext as _
from entregent.app.shapes import Shape, import_shape, preview_shape
from entregent.app.views import ImportReport
from entregent.cli import paint
from entregent.cli.face import program
from entregent.cli.tables import Column, table

MOST: Final = 3
_NO_FIT: Final = frozenset(("no-such-column", "column-twice", "unknown-table"))


class Look(NamedTuple):
    """A table that was looked at: the path to import, its beginning, whether its columns were said already."""

    path: str
    preview: TablePreview
    is_said: bool


def looks_at(book: Book, report: ImportReport, *, columns: str, dates: str) -> list[Look]:
    """The tables to show: those that nobody knows, and in a dry run those whose columns were said."""
    unknown = [problem.path for problem in report.problems if problem.reason.signal in _NO_FIT]
    said = [line.path for line in report.sources if line.reason.signal == "named-columns"] if report.dry_run else []
    looks = []
    for document in list(dict.fromkeys([*unknown, *said]))[:MOST]:
        path = document.partition("!/")[0]
        preview = book.preview_table(path, document=document, columns=columns if document in said else "", dates=dates)
        if preview is not None:
            looks.append(Look(path, preview, document in said))
    return looks


def shape_with(report: ImportReport, looks: Sequence[Look]) -> Shape:
    """The report, with the tables that were looked at."""
    return {**import_shape(report), "tables": [preview_shape(look.preview) for look in looks]}


def draw_look(look: Look) -> None:
    """Draw one table."""
    preview = look.preview
    paint.line()
    if look.is_said:
        title = _("How {file} would be read").format(file=paint.ending(preview.name, 44))
    elif preview.columns:
        title = _("{file} is a table: this is how it could be read").format(file=paint.ending(preview.name, 44))
    else:
        title = _("{file} is a table; which columns name people does not show").format(
            file=paint.ending(preview.name, 44)
        )
    paint.line(paint.title(title))
    _draw_columns(preview)
    if preview.columns:
        paint.line()
        _draw_rows(preview.rows)
    for place, reason in preview.problems[:5]:
        paint.paragraph(paint.quiet(wording.problem(reason.signal, reason.facts, place)), indent=2, hanging=4)
    if not look.is_said:
        _draw_answer(look)


def _draw_columns(preview: TablePreview) -> None:
    columns = [Column(_("no."), right=True), Column(_("column"), widest=30), Column(_("holds"), widest=20)]
    columns.append(Column(_("for instance"), 1, widest=36))
    rows: list[list[paint.Piece]] = []
    for at, (heading, field) in enumerate(zip(preview.headings, preview.fields, strict=True)):
        example = next((row.cells[at] for row in preview.rows if row.cells[at]), "")
        held = paint.Span(import_words.field(field), "good") if field else paint.quiet("–")
        rows.append([str(at + 1), heading, held, paint.quiet(example)])
    table(columns, rows)


def _draw_rows(rows: Sequence[PreviewRow]) -> None:
    has_dates = any(row.channel for row in rows)
    columns = [Column(_("person"), widest=30), Column(_("reach"), widest=40), Column(_("more"), 1, widest=40)]
    if has_dates:
        columns.append(Column(_("exchange"), widest=40))
    table(columns, [_row(row, has_dates=has_dates) for row in rows])


def _row(row: PreviewRow, *, has_dates: bool) -> list[paint.Piece]:
    pieces: list[paint.Piece] = [
        row.name or paint.Span(_("nobody"), "uneasy"),
        ", ".join(row.reach),
        paint.quiet(" · ".join(row.more)),
    ]
    if has_dates:
        pieces.append(import_words.exchange(row))
    return pieces


def _draw_answer(look: Look) -> None:
    columns = look.preview.columns or f"name={look.preview.headings[0]}"
    typed = f"{program()} import {shlex.quote(look.path)} --map {shlex.quote(columns)}"
    paint.line()
    paint.paragraph(_("To read it so, or with other columns (--dry-run shows it first):"))
    paint.line(paint.command(typed), indent=2)
    words = language.listed(list(import_words.FIELD_WORDS))
    paint.paragraph(paint.quiet(_("A column can hold: {fields}.").format(fields=words)), indent=2)
