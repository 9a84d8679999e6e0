"""LinkedIn's tables: which one a file is, by its headers, and whom its cells name."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.table import Dialect, Row, read_rows, sniff
from entregent.model.handle import ACCOUNT, NAME, URL, Participant
from entregent.readers import limits
from entregent.readers.base import HEAD_BYTES, Document
from entregent.readers.claims import profile_url
from entregent.readers.csv_headers import normalised
from entregent.text.scripts import fold

HEADER_ROWS: Final = 10
"""Rows looked at for the headers: a note may stand before them."""
PEOPLE_REMEMBERED: Final = 100_000
"""Participants of one file that are remembered before it begins afresh."""

OWNER: Final = Participant(ACCOUNT, "linkedin:me", "")
"""Whoever asked for the export: most tables say "you", and tell neither name nor address."""

_HEADERS: Final = {
    "messages": ("conversation id", "from", "to", "date", "content"),
    "invitations": ("from", "to", "sent at", "direction"),
    "endorsements-received": ("endorsement date", "endorser first name", "endorser last name"),
    "endorsements-given": ("endorsement date", "endorsee first name", "endorsee last name"),
    "recommendations": ("first name", "last name", "text", "creation date", "status"),
    "profile": ("first name", "last name", "headline", "geo location"),
    "positions": ("company name", "title", "started on", "finished on"),
    "mails": ("email address", "confirmed", "primary"),
    "phones": ("extension", "number", "type"),
    "phones of whatsapp": ("number", "extension", "is whatsapp number"),
    "follows": ("date", "status", "fullname"),
    "connections": ("first name", "last name", "url", "connected on"),
}
"""Kind of table -> headers that it has, normalised."""

_WITHOUT_PEOPLE: Final = {
    "ad targeting": "member age",
    "comments": "date|link|message",
    "company follows": "organization",
    "education": "school name",
    "events": "event name|event time|status|external url",
    "inferences about you": "category|type of inference",
    "job applicant saved answers": "question",
    "job applicant saved screening question responses": "question",
    "job applications": "application date",
    "job seeker preferences": "locations",
    "languages": "name|proficiency",
    "learning": "content title|content description",
    "logins": "login date",
    "private identity asset": "private identity asset name",
    "profile summary": "profile summary",
    "projects": "title|description|url",
    "publications": "name|published on",
    "reactions": "date|type|link",
    "receipts": "first name|last name|billing",
    "receipts v2": "first name|last name|billing",
    "registration": "registered at",
    "rich media": "date time",
    "saved articles": "saved at",
    "saved jobs": "saved date",
    "savedjobalerts": "alert parameters",
    "searchqueries": "time|search query",
    "security challenges": "challenge date",
    "shares": "date|sharelink",
    "skills": "name",
    "verifications": "first name|middle name|last name|verification type",
    "votes": "date|link",
}
"""Name of a file of the export that names nobody but the owner -> how its headers begin."""


class Table(NamedTuple):
    """A file of the export: which one, how it is written, the line of its headers, and where each column stands."""

    kind: str
    dialect: Dialect
    header_line: int
    columns: dict[str, int]

    def rows(self, document: Document) -> Iterator[Row]:
        """The rows behind the headers."""
        with document.open_stream() as stream:
            yield from self.rows_in(stream)

    def rows_in(self, stream: BinaryIO) -> Iterator[Row]:
        """The rows behind the headers of an open file."""
        for row in read_rows(stream, self.dialect):
            if row.number > self.header_line:
                yield row


def find_table(document: Document) -> Table | None:
    """Which table of LinkedIn's this is; `kind` is "" for one that names nobody. None for no table, and connections."""
    table = None if document.is_folder else table_of(document.head, document.name)
    # Connections are cards: the reader of contact tables has them.
    return None if table is not None and table.kind == "connections" else table


def table_of(head: bytes, file: str) -> Table | None:
    """As `find_table`, from the first bytes and the name of a file."""
    if not head or b"\0" in head[:2_000]:
        return None
    dialect = sniff(head)
    cut = max(head.rfind(b"\n"), head.rfind(b"\r"))
    whole = head if len(head) < 60_000 or cut < 0 else head[: cut + 1]
    for row in islice(read_rows(io.BytesIO(whole), dialect), HEADER_ROWS):
        names = [normalised(cell) for cell in row.cells]
        kind = _kind(names, file)
        if kind is not None:
            columns = {name: at for at, name in reversed(list(enumerate(names)))}
            return Table(kind, dialect, row.number, columns)
    return None


def _kind(names: Sequence[str], file: str) -> str | None:
    present = set(names)
    stem = re.sub(r"[ _]\d{3,}$", "", file.rpartition(".csv")[0] or file).lower().replace("_", " ").strip()
    for kind, wanted in _HEADERS.items():
        if present.issuperset(wanted):
            if kind == "recommendations":
                return "recommendations-given" if "given" in stem else "recommendations-received"
            if kind == "messages" and _ROBOTS.search(stem):
                return "messages-of-robots"
            return kind
    beginning = _WITHOUT_PEOPLE.get(stem)
    return "" if beginning and "|".join(names).startswith(beginning) else None


_ROBOTS: Final = re.compile(r"guide|coach|role play|learning")
"""Talks with LinkedIn's own assistants are written in the same form as those with people."""


class People:
    """The participants that cells name, by profile where there is one, else by name."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], Participant | None] = {}

    def one(self, url: str, name: str) -> Participant | None:
        """Whoever has this profile or, without one, this name; None for members who left, companies, and nobody."""
        key = (url, name)
        if key not in self._seen:
            if len(self._seen) >= PEOPLE_REMEMBERED:
                self._seen.clear()
            self._seen[key] = _participant(url, name)
        return self._seen[key]


def _participant(url: str, name: str) -> Participant | None:
    shown = one_line(name)
    address = profile_url(url) if url.strip() else None
    if address is not None:
        return None if _NO_PERSON.match(address) else Participant(URL, address, shown)
    if not shown or fold(shown) in _NOBODY:
        return None
    return Participant(NAME, f"linkedin:{fold(shown)}", shown)


_NO_PERSON: Final = re.compile(r"[^/]+/(?:company|school|showcase|organization|groups)(?:/|$)")
"""Profiles of companies, schools and groups."""

_NOBODY: Final = frozenset(
    (
        *("linkedin member", "linkedin user", "linkedin", "membre de linkedin", "membre linkedin"),
        *("utilisateur linkedin", "utilisateur de linkedin", "linkedin-mitglied", "miembro de linkedin"),
        *("usuario de linkedin", "membro di linkedin", "utente linkedin", "usuario do linkedin", "linkedin-lid"),
    )
)
"""What stands for members who left, and for LinkedIn itself."""


def value(row: Row, column: int) -> str:
    """A cell; "" where the row is too short, or the column is missing (-1)."""
    return row.cells[column] if 0 <= column < len(row.cells) else ""


def learn_owner(stream: BinaryIO | None) -> Participant:
    """The owner's profile, as the invitations tell it; the stand-in without them."""
    people = People()
    for table, row in _opened(stream, "invitations"):
        at = table.columns
        outgoing = value(row, at["direction"]).strip().upper() == "OUTGOING"
        url = value(row, at.get("inviterprofileurl" if outgoing else "inviteeprofileurl", -1))
        who = people.one(url, value(row, at["from" if outgoing else "to"])) if url else None
        if who is not None:
            return who
    return OWNER


def learn_profiles(stream: BinaryIO | None) -> dict[str, str]:
    """The profiles of connections by folded name, "" where several bear one."""
    found: dict[str, str] = {}
    for table, row in _opened(stream, "connections"):
        at = table.columns
        name = fold(f"{value(row, at['first name'])} {value(row, at['last name'])}".strip())
        url = value(row, at["url"]).strip()
        if name and url and len(found) < PEOPLE_REMEMBERED and found.setdefault(name, url) != url:
            found[name] = ""
    return found


def _opened(stream: BinaryIO | None, kind: str) -> Iterator[tuple[Table, Row]]:
    """The rows of a table beside the document, as far as a window reaches."""
    raw = stream.read(limits.WINDOW_BYTES) if stream is not None else b""
    table = table_of(raw[:HEAD_BYTES], "")
    if table is not None and table.kind == kind:
        for row in table.rows_in(io.BytesIO(raw)):
            yield table, row
