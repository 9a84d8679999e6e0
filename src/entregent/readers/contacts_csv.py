"""Contacts from tables: Google, Outlook, Thunderbird, LinkedIn, Yahoo and hand-made ones; one row, one record."""

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar, Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.spoken_date import spoken_date
from entregent.formats.table import Dialect, Row, read_rows, sniff, unguard
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem, Record, Related
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, content_key, mail_address, note_text
from entregent.readers.csv_headers import Column, Mapping, map_headers, normalised

HEADER_ROWS: Final = 20
"""Rows looked at for the headers: exports may begin with notes."""
FLAW_LIMIT: Final = 100
SAMPLE_ROWS: Final = 50

_SEVERAL: Final = re.compile(r"\s*:::\s*")
_SEVERAL_MAILS: Final = re.compile(r"\s*:::\s*|\s*[;,]\s*(?=[^\s;,]+@)")
_REACHING: Final = ("mail", "phone", "url", "account", "account skype", "account twitter", "account telegram")
# Columns of tables that are about something else: messages, requests, the owner's own profile.
_OTHER_TABLES: Final = frozenset(
    (
        *("conversation id", "sent at", "headline", "confirmed", "endorsement date", "subject", "sender", "recipient"),
        *("amount", "message", "order id", "transaction id", "sender profile url", "start date", "objet", "sujet"),
        *("expediteur", "montant", "creation date", "verification type", "document type", "published on"),
        *("duration", "call duration", "call type", "call date", "duree", "duree de l appel", "type d appel", "dauer"),
    )
)
# The order of Thunderbird's columns, for exports without headers.
_THUNDERBIRD: Final = ("given", "family", "name", "nickname", "mail", "mail", "", "phone", "phone", "", "", "phone")
_DAY_FIRST_LANGUAGES: Final = frozenset(("fr", "de", "es", "it", "pt", "nl"))


class Layout(NamedTuple):
    """How a table is to be read: its dialect, the line of its headers (0: none), and what its columns mean."""

    dialect: Dialect
    header_line: int
    mapping: Mapping
    preamble: int
    """Rows before the headers."""


class CsvContacts:
    """Contact tables of any delimiter, encoding and (European) language."""

    name: ClassVar[str] = "contacts_csv"
    version: ClassVar[int] = 2

    def recognise(self, document: Document) -> Recognition | None:
        """The headers tell it: a name and a way to reach people; facts say whose export, and how much is understood."""
        if document.is_folder or not document.head or document.name.lower().endswith((".ics", ".vcf", ".json", ".eml")):
            return None
        layout = find_layout(document.head)
        if layout is None:
            return None
        mapping = layout.mapping
        facts: tuple[tuple[str, str], ...] = (
            ("producer", mapping.producer),
            ("mapped", str(len(mapping.columns))),
            ("columns", str(len(mapping.columns) + len(mapping.unmapped))),
        )
        if mapping.unmapped:
            facts = (*facts, ("unmapped", ", ".join(mapping.unmapped)))
        if not layout.header_line:
            return Recognition(0.5, "columns-by-position", facts)
        known = mapping.producer != "other"
        share = len(mapping.columns) / max(len(mapping.columns) + len(mapping.unmapped), 1)
        return Recognition(0.95 if known else 0.6 + 0.3 * share, "contact-headers", facts)

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One record per row; a row that names nobody is a problem."""
        layout = find_layout(document.head)
        if layout is None:
            yield Problem(document.path, "line 1", "no-contact-headers")
            return
        told = 0
        with document.open_stream() as stream:
            for row in read_rows(stream, layout.dialect):
                if row.number <= layout.header_line or not any(map(str.strip, row.cells)):
                    continue
                for found in _items(row, layout, document.path, options):
                    told += isinstance(found, Problem)
                    if not isinstance(found, Problem) or told <= FLAW_LIMIT:
                        yield found
        if told > FLAW_LIMIT:
            yield Problem(document.path, "", "more-bad-lines", (("count", str(told - FLAW_LIMIT)),))


def find_layout(head: bytes) -> Layout | None:
    """How the table that begins with `head` is to be read; None where it is no table of contacts."""
    # A few stray NULs are bad luck; many are another kind of file.
    is_utf16 = head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if b"BEGIN:V" in head[:2_000].upper() or (head[:2_000].count(b"\0") > 20 and not is_utf16):
        return None
    dialect = sniff(head)
    cut = max(head.rfind(b"\n"), head.rfind(b"\r"))
    whole = head if len(head) < 60_000 or cut < 0 else head[: cut + 1]
    rows = list(islice(read_rows(io.BytesIO(whole), dialect), SAMPLE_ROWS))
    best = max(
        ((at, row, map_headers(row.cells)) for at, row in enumerate(rows[:HEADER_ROWS])),
        key=lambda found: (len(found[2].columns), -found[0]),
        default=None,
    )
    if best is not None and _is_header(best[1].cells, best[2]):
        return Layout(dialect, best[1].number, best[2], best[0])
    by_position = _by_position(rows)
    return Layout(dialect, 0, by_position, 0) if by_position is not None else None


def _is_header(cells: Sequence[str], mapping: Mapping) -> bool:
    if len(mapping.columns) < 2 or any(mail_address(cell) for cell in cells):
        return False
    if mapping.producer != "linkedin" and {normalised(cell) for cell in cells} & _OTHER_TABLES:
        return False
    if len(mapping.columns) * 4 < len([cell for cell in cells if cell.strip()]):
        return False
    spelled = mapping.has("given") and mapping.has("family")
    if mapping.has("mail", "phone"):
        return spelled or mapping.has("name", "nickname", "organisation")
    return spelled and mapping.has(*_REACHING, "birthday")


def _by_position(rows: list[Row]) -> Mapping | None:
    """The meaning of columns without headers: the one that holds addresses, and names before it."""
    width = max((len(row.cells) for row in rows), default=0)
    if width < 2 or not rows:
        return None
    mails = [sum(mail_address(cell) is not None for cell in _column(rows, at)) for at in range(min(width, 12))]
    at_mail = max(range(len(mails)), key=lambda at: mails[at])
    first = rows[0].cells
    if (
        mails[at_mail] < max(0.8 * len(rows), 1)
        or at_mail == 0
        or not mail_address((*first, "")[min(at_mail, len(first))])
    ):
        return None
    if width >= 20 and at_mail == 4:
        columns = {at: Column(field) for at, field in enumerate(_THUNDERBIRD) if field}
        return Mapping(columns, "thunderbird", "en", ())
    names = [at for at in range(at_mail) if _looks_named(_column(rows, at))]
    fields = _name_fields(rows, names)
    if fields is None:
        return None
    return Mapping({**fields, at_mail: Column("mail")}, "other", "en", ())


def _column(rows: list[Row], at: int) -> list[str]:
    return [row.cells[at].strip() if at < len(row.cells) else "" for row in rows]


def _looks_named(cells: list[str]) -> bool:
    named = sum(bool(re.fullmatch(r"[^\W\d_][^\d@:/\\<>]{0,80}", cell)) for cell in cells)
    return named >= 0.7 * len(cells)


def _name_fields(rows: list[Row], names: list[int]) -> dict[int, Column] | None:
    if len(names) == 1:
        return {names[0]: Column("name")}
    if len(names) == 2:
        return {names[0]: Column("given"), names[1]: Column("family")}
    if len(names) < 3:
        return None
    first, second, third = (_column(rows, at) for at in names[:3])
    full_first = sum(a == f"{b} {c}".strip() for a, b, c in zip(first, second, third, strict=True))
    order = ("name", "given", "family") if full_first * 2 > len(rows) else ("given", "family", "name")
    return {at: Column(field) for at, field in zip(names, order, strict=False)}


def _items(row: Row, layout: Layout, path: str, options: ReadOptions) -> Iterator[Item]:
    reading = _RowReading(row, layout.mapping, path, options)
    record = reading.record()
    if row.flaw:
        yield Problem(path, f"line {row.number}", row.flaw, lost=record is None)
    elif record is None:
        yield Problem(path, f"line {row.number}", "empty-row")
    if record is not None:
        yield record
    yield from reading.problems


class _RowReading:
    """One row on its way to a record."""

    def __init__(self, row: Row, mapping: Mapping, path: str, options: ReadOptions) -> None:
        self.place = f"line {row.number}"
        self.path = path
        self.mapping = mapping
        self.options = options
        self.problems: list[Problem] = []
        self.bag = HandleBag(options.region)
        own = mapping.producer == "entregent"
        self.values: dict[str, list[tuple[str, Column]]] = {}
        for at, column in mapping.columns.items():
            cell = row.cells[at].strip() if at < len(row.cells) else ""
            if cell:
                self.values.setdefault(column.field, []).append((unguard(cell) if own else cell, column))

    def record(self) -> Record | None:
        """The row's record; None where it names nobody."""
        self._take_handles()
        given, family, middle = (one_line(self._first(field)) for field in ("given", "family", "middle"))
        nicknames = tuple(one_line(text) for text in self._all("nickname"))
        organisation = one_line(self._first("organisation"))
        handles = self.bag.handles
        spelled = " ".join(part for part in (given, middle, family) if part)
        name = one_line(self._first("name")) or spelled or (nicknames[0] if nicknames else "") or organisation
        name = name or next((handle.value for handle in handles), "")
        if not name:
            return None
        uid = one_line(self._first("uid"), 500)
        related, anniversary = self._related_and_anniversary()
        return Record(
            key=uid or content_key(name, given, family, organisation, *sorted(handle.value for handle in handles)),
            name=name,
            given=given,
            family=family,
            nicknames=nicknames,
            former_names=tuple(one_line(text) for text in self._all("former")),
            handles=handles,
            organisation=organisation,
            title=one_line(self._first("title")),
            birthday=self._birthday(),
            anniversary=self._date("anniversary", "broken-anniversary") or anniversary,
            note=note_text("\n".join(self._all("note"))),
            categories=self._categories(),
            related=related,
            met_on=self._date("met on", "broken-date"),
            place=self.place,
            relation="connection" if self.mapping.producer == "linkedin" else "",
            kind="individual" if self._first("name") or spelled or nicknames or not organisation else "org",
        )

    def _first(self, field: str) -> str:
        return self.values[field][0][0] if field in self.values else ""

    def _all(self, field: str) -> list[str]:
        return [text for cell, _ in self.values.get(field, ()) for text in _SEVERAL.split(cell) if text]

    def _label(self, column: Column) -> str:
        """The label beside a numbered value ("E-mail 1 - Label"), else what the header says."""
        for text, beside in self.values.get(f"label of {column.field}", ()):
            if beside.number == column.number:
                return text.strip("* ").lower()
        return column.label

    def _take_handles(self) -> None:
        bag = self.bag
        for cell, column in self.values.get("mail", ()):
            for text in _SEVERAL_MAILS.split(cell):
                bag.add_mail(text, self._label(column))
        for cell, column in self.values.get("phone", ()):
            for text in _SEVERAL.split(cell):
                bag.add_phone(text, self._label(column))
        for cell, column in self.values.get("url", ()):
            for text in _SEVERAL.split(cell):
                bag.add_url(text, self._label(column))
        self._take_accounts()
        for text in bag.refused:
            self._problem("broken-handle", text)
        if bag.surplus:
            self._problem("too-many-handles", str(bag.surplus))

    def _take_accounts(self) -> None:
        for cell, column in self.values.get("account", ()):
            for text in _SEVERAL.split(cell):
                self.bag.add_account(self._service(column), text)
        for service in ("skype", "twitter", "telegram", "aim"):
            for cell, _ in self.values.get(f"account {service}", ()):
                self.bag.add_account(service, cell)

    def _service(self, column: Column) -> str:
        for text, beside in self.values.get("service of account", ()):
            if beside.number == column.number:
                return text
        return self._label(column) or "im"

    def _date(self, field: str, code: str) -> str:
        text = self._first(field)
        # Outlook writes no date as "0/0/00", in the order of the machine's language.
        if not text or re.fullmatch(r"[0/. -]+", text):
            return ""
        found = spoken_date(text, day_first=self.mapping.language in _DAY_FIRST_LANGUAGES)
        if found is None:
            self._problem(code, one_line(text, 80))
        return found or ""

    def _birthday(self) -> str:
        whole = self._date("birthday", "broken-birthday")
        if whole:
            return whole
        year, month, day = (self._first(f"birth {part}") for part in ("year", "month", "day"))
        if not (month.isdecimal() and day.isdecimal()):
            return year if re.fullmatch(r"[12]\d{3}", year) and not month and not day else ""
        text = f"{year.zfill(4) if year.isdecimal() else '-'}-{int(month):02}-{int(day):02}"
        found = spoken_date(text, day_first=False)
        if found is None:
            self._problem("broken-birthday", text)
        return found or ""

    def _categories(self) -> tuple[str, ...]:
        """Google writes "* friends ::: * myContacts", Outlook "a;b"."""
        texts = (text for cell in self._all("categories") for text in re.split(r"[;,]", cell))
        return tuple(dict.fromkeys(one_line(text, 100).lstrip("* ") for text in texts if text.strip("* ")))[:100]

    def _related_and_anniversary(self) -> tuple[tuple[Related, ...], str]:
        related = [Related(kind, one_line(text)) for kind in _RELATIVES for text in self._all(kind)]
        for text, column in self.values.get("relation", ()):
            related.append(Related(self._label(column) or "relative", one_line(text)))
        anniversary = ""
        for text, column in self.values.get("event", ()):
            if self._label(column) in ("anniversary", "anniversaire", "jahrestag", "aniversario"):
                anniversary = spoken_date(text, day_first=False) or anniversary
        return tuple(related[:100]), anniversary

    def _problem(self, code: str, text: str) -> None:
        self.problems.append(Problem(self.path, self.place, code, (("text", text),), lost=False))


_RELATIVES: Final = ("spouse", "child", "assistant", "manager")
