"""Tables that the owner explains: where their headings stand, what their columns may hold, how that is written."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.spoken_instant import spoken_instant
from entregent.formats.table import Dialect, Row, read_rows, sniff
from entregent.readers.base import Document
from entregent.readers.claims import mail_address
from entregent.readers.csv_headers import normalised
from entregent.readers.table_headings import meaning_of

FIELDS: Final = (
    *("name", "first", "last", "nickname", "mail", "phone", "url", "account", "organisation", "title", "birthday"),
    *("circle", "note", "met", "date", "time", "channel", "direction", "duration", "subject"),
)
"""What a column may hold."""
NAMING: Final = frozenset(("name", "first", "last", "nickname", "mail", "phone", "url", "account"))
"""One of them at least tells who a row is about."""
REPEATED: Final = frozenset(("mail", "phone", "url", "note", "circle"))
"""These may stand in several columns."""
HEADER_ROWS: Final = 20
SAMPLE_ROWS: Final = 60
TEXT_LIMIT: Final = 4_000
_HEADING_LIMIT: Final = 60
_MOST_COLUMNS: Final = 200

_IN_FRENCH: Final = {
    "nom": "name",
    "prenom": "first",
    "famille": "last",
    "nom de famille": "last",
    "surnom": "nickname",
    "courriel": "mail",
    "email": "mail",
    "telephone": "phone",
    "tel": "phone",
    "lien": "url",
    "adresse web": "url",
    "compte": "account",
    "organization": "organisation",
    "company": "organisation",
    "entreprise": "organisation",
    "role": "title",
    "fonction": "title",
    "poste": "title",
    "anniversaire": "birthday",
    "naissance": "birthday",
    "cercle": "circle",
    "rencontre": "met",
    "heure": "time",
    "canal": "channel",
    "moyen": "channel",
    "sens": "direction",
    "duree": "duration",
    "sujet": "subject",
    "objet": "subject",
}
_NAMED: Final = re.compile(r"(?:^|,)\s*([^\W\d_][^=,]{0,29}?)\s*=")
_PHONE: Final = re.compile(r"\+?[\d\s().\-/\u00a0\u202f]{7,25}(?:\s*(?:x|ext|poste)\.?\s*\d+)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+]?[\d\s.,:]+%?")


class ColumnsError(ValueError):
    """What was said of columns can't be: `code` says how, `facts` what."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Table(NamedTuple):
    """A table as its beginning shows it. `header_line` is 0 where it has no headings: they are numbers then."""

    dialect: Dialect
    header_line: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    """The first rows below the headings."""
    first_line: int
    """Where the first row stands: what comes before, and is no heading, is a preamble."""


Said = tuple[tuple[str, str], ...]
"""(field, column) in the order given."""


def said(text: str) -> Said:
    """ "name=Nom,mail=Courriel" as pairs; a heading may hold commas. Raises ColumnsError where it makes no sense."""
    text = text.strip()[:TEXT_LIMIT]
    marks = list(_NAMED.finditer(text))
    if not marks or marks[0].start() != 0:
        raise ColumnsError("columns-unsaid", text=text)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    pairs = []
    for mark, end in zip(marks, ends, strict=True):
        field, column = _field(mark[1]), text[mark.end() : end].strip().strip("\"'“”«» \u00a0\u202f")
        if not column:
            raise ColumnsError("columns-unsaid", text=text)
        pairs.append((field, column))
    _check(pairs)
    return tuple(pairs)


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs as they are typed."""
    return ",".join(f"{field}={column}" for field, column in pairs)


def _field(word: str) -> str:
    plain = normalised(word)
    field = plain if plain in FIELDS else _IN_FRENCH.get(plain, "")
    if not field:
        raise ColumnsError("unknown-field", text=word.strip(), fields=", ".join(FIELDS))
    return field


def _check(pairs: Sequence[tuple[str, str]]) -> None:
    seen: set[str] = set()
    columns: dict[str, str] = {}
    for field, column in pairs:
        if field in seen and field not in REPEATED:
            raise ColumnsError("field-twice", text=field)
        seen.add(field)
        plain = column.casefold()
        if plain in columns:
            raise ColumnsError("column-twice", text=column, a=columns[plain], b=field)
        columns[plain] = field
    if not seen & NAMING:
        raise ColumnsError("nobody-named", text=written(pairs))


def placed(pairs: Said, headings: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """field -> columns' indexes. Raises ColumnsError for a column that is not there, or is named in two ways."""
    found: dict[str, tuple[int, ...]] = {}
    taken: dict[int, str] = {}
    for field, column in pairs:
        if field == "channel" and channel_said(column) and _index(column, headings) is None:
            continue
        index = _index(column, headings)
        if index is None:
            raise ColumnsError("no-such-column", text=column, columns=", ".join(headings[:30]))
        if index in taken:
            raise ColumnsError("column-twice", text=column, a=taken[index], b=field)
        taken[index] = field
        found[field] = (*found.get(field, ()), index)
    return found


def _index(column: str, headings: Sequence[str]) -> int | None:
    for told in (str.strip, normalised):
        wanted = told(column)
        for index, heading in enumerate(headings):
            if wanted and told(heading) == wanted:
                return index
    number = int(column) if column.isascii() and column.isdecimal() and len(column) < 4 else 0
    return number - 1 if 0 < number <= len(headings) else None


CHANNEL_WORDS: Final = {
    "mail": "mail|email|e mail|courriel|message electronique|newsletter",
    "call": r"call\w*|phone\w*|tel|telephone\w*|appel\w*|anruf\w*|llamada|visio\w*|zoom|video call",
    "text": r"sms|mms|text|texts|text message|texto\w*|whatsapp|chat|imessage|signal|telegram",
    "meeting": r"meet\w*|met|rencontre\w*|lunch\w*|dinner|diner|souper|cafe|coffee|visit\w*|reunion\w*|rendez vous|rdv"
    r"|in person|en personne|event\w*|evenement\w*|party|fete",
    "social": r"linkedin|facebook|instagram|twitter|x|social\w*|reseau\w*|dm|messenger|slack|discord|mastodon",
    "letter": r"letter\w*|lettre\w*|card|carte\w*|post|poste|postcard",
    "comment": r"comment\w*|mention\w*",
    "other": "other|autre|note",
}
_CHANNELS: Final = tuple((word, re.compile(rf"\b(?:{words})\b")) for word, words in CHANNEL_WORDS.items())


def channel_said(text: str) -> str:
    """The channel that a cell or a word names; "" where it names none."""
    plain = normalised(text)
    return next((word for word, pattern in _CHANNELS if pattern.search(plain)), "")


def mark_of(table: Table, path: str) -> str:
    """What a table is known by the next time: its headings; where it has none, its path."""
    if not table.header_line:
        return f"at:{path}"
    joined = "\x1f".join(normalised(heading) or heading for heading in table.headings)
    return "head:" + blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def table_in(document: Document) -> Table | None:
    """The table that a document is; None where it looks like none."""
    head = document.head
    if document.is_folder or not head.strip() or head.lstrip()[:1] in (b"<", b"{", b"[") or b"BEGIN:V" in head[:2_000]:
        return None
    if head[:2_000].count(b"\0") > 20 and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    cut = max(head.rfind(b"\n"), head.rfind(b"\r"))
    whole = head if len(head) < 60_000 or cut < 0 else head[: cut + 1]
    dialect = sniff(whole)
    rows = [row for row in islice(read_rows(io.BytesIO(whole), dialect), SAMPLE_ROWS) if any(map(str.strip, row.cells))]
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    if not widths or sum(widths.values()) * 10 < 6 * len(rows):
        return None
    return _table(dialect, rows, widths.most_common(1)[0][0])


def _table(dialect: Dialect, rows: list[Row], width: int) -> Table | None:
    start = next((at for at, row in enumerate(rows[:HEADER_ROWS]) if 2 * len(row.cells) > width), None)
    if start is None or width > _MOST_COLUMNS:
        return None
    first, below = rows[start], rows[start + 1 :]
    if _is_heading(first.cells, below):
        headings = tuple(one_line(cell, _HEADING_LIMIT) or str(at + 1) for at, cell in enumerate(first.cells))
        return Table(dialect, first.number, headings, tuple(below), first.number)
    widest = max(len(row.cells) for row in rows[start:])
    numbers = tuple(str(at + 1) for at in range(min(widest, _MOST_COLUMNS)))
    return Table(dialect, 0, numbers, tuple(rows[start:]), first.number)


def _is_heading(cells: Sequence[str], below: Sequence[Row]) -> bool:
    """Words alone, over columns that hold something else, or over nothing."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or any(kind_of_cell(cell) for cell in filled):
        return False
    return not below or any(kind_of_cell(cell) for row in below for cell in row.cells) or _has_known_word(filled)


def _has_known_word(cells: Sequence[str]) -> bool:
    return any(meaning_of(cell) for cell in cells)


def kind_of_cell(text: str) -> str:
    """What a cell shows by itself: "mail", "url", "date", "phone", "number"; "" for words and nothing."""
    text = text.strip()[:200]
    if not text:
        return ""
    if mail_address(text):
        return "mail"
    if "://" in text or text.lower().startswith(("www.", "linkedin.com/")):
        return "url"
    if any(map(str.isdecimal, text)):
        if len(text) < 40 and spoken_instant(text) is not None:
            return "date"
        if _PHONE.fullmatch(text) and sum(map(str.isdecimal, text)) >= 7:
            return "phone"
        if _NUMBER.fullmatch(text):
            return "number"
    return ""
