"""The named people of the tests, and how they write: tiny mailboxes, cards and calendars, read by the real readers.

Solène keeps the book. Marie is an old friend, Luc a client who writes from two addresses, Inès a colleague with
accents, Jean Roy and John Roy are two people, Paule was met once. The newsletter is nobody.
"""

import mailbox
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

import apsw

from entregent.app.book import Book

ZONE = "America/Toronto"
START = datetime(2025, 1, 6, 15, tzinfo=UTC)
"""The first letter: a Monday."""
NOW = int(datetime(2026, 3, 2, 15, tzinfo=UTC).timestamp())
"""The day the tests live in."""
DAY = 86_400


class Friend(NamedTuple):
    """A name with an address."""

    name: str
    mail: str

    def __str__(self) -> str:
        return f"{self.name} <{self.mail}>"


SOLENE = Friend("Solène Bouchard", "solene@bouchard.example")
MARIE = Friend("Marie Tremblay", "marie@tremblay.example")
LUC = Friend("Luc Gagnon", "luc@gagnon.example")
LUC_AT_WORK = Friend("Luc Gagnon", "lgagnon@atelier.example")
INES = Friend("Inès Lévesque", "ines@levesque.example")
JEAN = Friend("Jean Roy", "jean@roy.example")
JOHN = Friend("John Roy", "john@roy.example")
PAULE = Friend("Paule Ostiguy", "paule@ostiguy.example")
NEWSLETTER = Friend("Le Courrier", "noreply@courrier.example")


class Letter(NamedTuple):
    """One mail message."""

    at: datetime
    sender: Friend
    to: tuple[Friend, ...]
    subject: str
    cc: tuple[Friend, ...] = ()
    bcc: tuple[Friend, ...] = ()
    extra: str = ""

    @property
    def text(self) -> str:
        """The message as a mail program stores it."""
        lines = [f"From: {self.sender}", f"To: {', '.join(map(str, self.to))}"]
        lines += [f"Cc: {', '.join(map(str, self.cc))}"] if self.cc else []
        lines += [f"Bcc: {', '.join(map(str, self.bcc))}"] if self.bcc else []
        number = f"{self.at.timestamp():.0f}.{self.sender.mail}"
        lines += [f"Subject: {self.subject}", f"Date: {format_datetime(self.at)}", f"Message-ID: <{number}>"]
        lines += [self.extra] if self.extra else []
        return "\n".join([*lines, "", "Bonjour,", "à bientôt.", "", ""])


def letter(days: float, sender: Friend, to: Friend | tuple[Friend, ...], subject: str, **more: object) -> Letter:
    """A letter so many days after the first one."""
    named = (to,) if isinstance(to, Friend) else to
    return Letter(START + timedelta(days=days), sender, named, subject, **more)  # type: ignore[arg-type]


def exchange(friend: Friend, days: Iterable[int], subject: str = "Nouvelles") -> list[Letter]:
    """A letter from a friend on each of these days, and Solène's answer four hours later."""
    found = []
    for day in days:
        found.append(letter(day, friend, SOLENE, f"{subject} {day}"))
        found.append(letter(day + 1 / 6, SOLENE, friend, f"Re: {subject} {day}"))
    return found


def bulk(days: Iterable[int]) -> list[Letter]:
    """The newsletter."""
    return [
        letter(day, NEWSLETTER, SOLENE, f"Infolettre {day}", extra="List-Unsubscribe: <mailto:stop@courrier.example>")
        for day in days
    ]


def ordinary() -> list[Letter]:
    """A small life in letters: Marie every three weeks, Luc until summer, Inès, a newsletter, one open question."""
    return [
        *exchange(MARIE, range(0, 400, 21), "Le voilier"),
        *exchange(LUC, range(3, 160, 14), "Le devis"),
        *exchange(INES, (5, 40, 120, 300), "L’équipe"),
        *bulk(range(1, 60, 7)),
        letter(402, INES, SOLENE, "Une question pour toi ?"),
    ]


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_mbox(path: Path, letters: Iterable[Letter]) -> Path:
    """An mbox file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"From x@y.example {one.at:%a %b %d %H:%M:%S %Y}\n{one.text}" for one in letters)
    path.write_text(text, encoding="utf-8")
    return path


def write_maildir(path: Path, letters: Iterable[Letter]) -> Path:
    """A Maildir."""
    path.parent.mkdir(parents=True, exist_ok=True)
    box = mailbox.Maildir(path, create=True)
    for one in letters:
        box.add(one.text.encode())
    return path


def write_emls(path: Path, letters: Iterable[Letter]) -> Path:
    """A folder of .eml files."""
    path.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(letters):
        (path / f"{number:03}.eml").write_text(one.text, encoding="utf-8")
    return path


def write_both_ways(folder: Path, letters: Iterable[Letter]) -> Path:
    """An Inbox and a Sent mailbox."""
    kept = list(letters)
    write_mbox(folder / "Inbox.mbox", [one for one in kept if one.sender != SOLENE])
    write_mbox(folder / "Sent.mbox", [one for one in kept if one.sender == SOLENE])
    return folder


def card(friend: Friend, *lines: str) -> str:
    """A vCard; `lines` are added as they are."""
    given, _, family = friend.name.partition(" ")
    own = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{friend.name}", f"N:{family};{given};;;", f"EMAIL:{friend.mail}"]
    return "\r\n".join([*own, *lines, "END:VCARD", ""])


def write_cards(path: Path, cards: Iterable[str]) -> Path:
    """A file of vCards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(cards), encoding="utf-8", newline="")
    return path


def write_meeting(path: Path, at: datetime, guests: Iterable[Friend], title: str, minutes: int = 60) -> Path:
    """A calendar of one meeting, which Solène organises and everybody accepts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    end = at + timedelta(minutes=minutes)
    lines = [
        *(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//tests//EN",
            "BEGIN:VEVENT",
            f"UID:{title}-{at:%Y%m%d}@x.example",
        ),
        f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
        f"DTEND:{end:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title}",
        f"ORGANIZER;CN={SOLENE.name}:mailto:{SOLENE.mail}",
        *(f"ATTENDEE;CN={one.name};PARTSTAT=ACCEPTED:mailto:{one.mail}" for one in (SOLENE, *guests)),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    return path


# ── books ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def new_book(path: Path, now: int = NOW) -> Book:
    """An empty book of Solène's."""
    return Book.create(path, now=now, lang="fr", zone=ZONE)


def filled(path: Path, letters: Iterable[Letter] | None = None, *, me: bool = True) -> Book:
    """Solène's book with her letters imported; the exports lie beside it."""
    book = new_book(path)
    exports = write_both_ways(path.parent / f"{path.stem}-exports", ordinary() if letters is None else letters)
    book.import_paths([str(exports)], me=[SOLENE.mail] if me else [])
    return book


def import_all(book: Book, *paths: Path) -> Book:
    """Import these paths as Solène's."""
    book.import_paths([str(path) for path in paths], me=[SOLENE.mail])
    return book


Shown = tuple[object, ...]


def seen(book: Book) -> Shown:
    """All that the book says and shows: its logical digest, everybody's line and page."""
    people = book.people(limit=1_000)
    return (book.digest(), tuple(people), tuple(book.person(str(one.id)) for one in people))


def rows_of(path: Path, sql: str) -> list[Shown]:
    """Rows of a book that may be open.

    Through the same SQLite as the book's: two libraries in one process don't see each other's locks.
    """
    raw = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return raw.execute(sql).fetchall()
    finally:
        raw.close()


def ties_of(path: Path) -> list[Shown]:
    """Every part of the book by handle, with direction: what the digest does not tell and ties are made of."""
    return rows_of(
        path,
        "SELECT h.kind, h.value, p.event, p.how, p.others, p.amount FROM part p JOIN handle h ON h.id = p.handle"
        " ORDER BY 1, 2, 3",
    )


def count_rows(path: Path, table: str) -> int:
    """How many rows a table of the book has."""
    count = rows_of(path, f"SELECT count(*) FROM {table}")[0][0]
    assert isinstance(count, int)
    return count


Verb = Callable[[Book], object]
