"""What an import asks, and how a table would be read, as faces are given it."""

from typing import Final, NamedTuple

from entregent.model.judgement import Reason


class FileWords(NamedTuple):
    """What the owner says of the files of one import: the order of dates ("dmy", "mdy"), the columns of a table."""

    dates: str = ""
    columns: str = ""


UNSAID: Final = FileWords()


class Unclear(NamedTuple):
    """Something that an import could not read without a word of its owner: `asks` is "columns" or "dates".

    `path` was imported, `document` is the file itself, in it perhaps; `name` is how its owner knows it. `id` stays
    the same as long as it is asked.
    """

    id: str
    path: str
    document: str
    name: str
    asks: str
    reason: Reason


class PreviewRow(NamedTuple):
    """A row of a table: its cells, and the person and the exchange that they give, if any; `day` is ISO, or ""."""

    place: str
    cells: tuple[str, ...]
    name: str = ""
    reach: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    channel: str = ""
    day: str = ""


class TablePreview(NamedTuple):
    """The beginning of a table: its headings, what each column is taken to hold, and the first rows as read so."""

    path: str
    name: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    columns: str
    rows: tuple[PreviewRow, ...]
    problems: tuple[tuple[str, Reason], ...]
