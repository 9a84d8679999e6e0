"""Exporting: the whole book as open files, its logical content as one digest, backups and their return."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from glob import escape
from hashlib import blake2b
from pathlib import Path
from typing import Any

from entregent.app import goals, outbox, sealed
from entregent.app.business import BUSINESS_KINDS, is_business
from entregent.app.composing import as_mapping, in_order
from entregent.app.opening import OpenBook, open_at
from entregent.app.settings_views import CopyLine
from entregent.app.views import BackupReport, ExportReport
from entregent.formats.table import write_rows
from entregent.formats.vcard import WrittenCard, WrittenHandle, write_card
from entregent.model.errors import BookError, FullDiskError, ReadOnlyBookError
from entregent.model.handle import MAIL, NAME, PHONE, URL
from entregent.model.interaction import Channel, instant_of
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import events, facts, handles, people, records
from entregent.store.people import PersonRow


def export(book: OpenBook, folder: Path) -> ExportReport:
    """Write people, interactions and the owner's facts as JSON, CSV and vCard.

    Raises ReadOnlyBookError, FullDiskError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        files = [
            ("people.json", _write_json(folder / "people.json", logical_people(book))),
            ("interactions.json", _write_json(folder / "interactions.json", logical_events(book))),
            ("people.csv", _write_csv(folder / "people.csv", _people_table(book))),
            ("interactions.csv", _write_csv(folder / "interactions.csv", _events_table(book))),
            ("people.vcf", _write_cards(book, folder / "people.vcf")),
            ("goals.json", _write_json(folder / "goals.json", goals.logical_goals(book))),
            ("commitments.json", _write_json(folder / "commitments.json", sealed.logical_chain(book))),
            ("outbox.json", _write_json(folder / "outbox.json", _mails(book))),
        ]
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            raise FullDiskError(path=str(folder)) from error
        raise ReadOnlyBookError(path=str(folder), detail=error.strerror or "") from error
    return ExportReport(str(folder), tuple(files))


# ── the logical content: named by handles, without ids or import times ────────────────────────────────────────────


def logical_people(book: OpenBook) -> Iterator[dict[str, Any]]:
    """Everybody with what is claimed and stated of them, in the order of their handles."""
    own: dict[int, list[tuple[int, str, str]]] = {}
    for row in handles.evidence(book.connection):
        own.setdefault(row[9], []).append((row[0], row[1], row[2]))
    named = handles.names(book.connection)
    found = []
    for row in people.list_all(book.connection):
        reach = own.get(row.id, [])
        ids = [handle[0] for handle in reach]
        found.append(
            {
                "handles": sorted(f"{kind}:{value}" for _, kind, value in reach),
                "name": row.name,
                "sort": row.sort,
                "level": LEVEL_WORDS[Level(row.level)],
                "level_proposed": bool(row.level_proposed),
                "circles": json.loads(row.circles),
                "resting": bool(row.resting),
                "never": row.never,
                "birthday": row.birthday,
                "organisation": row.organisation,
                "title": row.title,
                "names": sorted({name for handle in ids for name, _ in named.get(handle, ())}),
                "records": sorted(
                    (as_mapping(json.loads(body)) for _, _, body, _ in records.of_handles(book.connection, ids)),
                    key=lambda card: json.dumps(card, sort_keys=True, ensure_ascii=False),
                ),
                "facts": _stated(book, ids, for_business=is_business(json.loads(row.circles))),
            }
        )
    yield from sorted(found, key=lambda one: one["handles"])


def _stated(book: OpenBook, ids: Iterable[int], *, for_business: bool) -> list[dict[str, Any]]:
    """What the owner stated; of love, family and friends nothing that sounds like business, were it once kept."""
    told = []
    for fact in facts.of_handles(book.connection, ids):
        if fact.kind in BUSINESS_KINDS and not for_business:
            continue
        value: Any = fact.value
        if fact.kind == "log":
            value = {key: part for key, part in json.loads(fact.value).items() if key not in ("row", "event")}
        elif fact.kind in ("promise", "result", "consent"):
            value = json.loads(fact.value)
        other = handles.find(book.connection, fact.other) if fact.other is not None else None
        told.append({"kind": fact.kind, "value": value, "other": f"{other[1]}:{other[2]}" if other else ""})
    return sorted(told, key=lambda one: json.dumps(one, sort_keys=True, ensure_ascii=False))


def logical_events(book: OpenBook) -> Iterator[dict[str, Any]]:
    """All events in order of time."""
    values = {row[0]: f"{row[1]}:{row[2]}" for row in handles.evidence(book.connection)}
    words = ("from", "to", "cc", "bcc")
    for number, origin, how, amount, parts, title in events.iter_all(book.connection):
        named: dict[str, list[str]] = {}
        for part in events.unpacked(parts):
            named.setdefault(words[part & 7], []).append(values.get(part >> 3, ""))
        at = instant_of(number)
        yield {
            "at": datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else None,
            "channel": Channel(how & events.CHANNEL_MASK).name.lower(),
            "logged": origin == events.OWN_ORIGIN,
            "amount": amount,
            "title": title or "",
            **{word: sorted(named.get(word, [])) for word in words},
        }


def logical_digest(book: OpenBook) -> str:
    """The digest of all that a book says, equal for books that say the same."""
    digest = blake2b(digest_size=16)
    lines = (
        *_lines(logical_people(book)),
        *sorted(_lines(logical_events(book))),
        *_lines(sealed.logical_chain(book)),
        *_lines(goals.logical_goals(book)),
    )
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _lines(told: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (_line(one) for one in told)


def _line(one: dict[str, Any]) -> str:
    return json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n"


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _mails(book: OpenBook) -> Iterator[dict[str, Any]]:
    """Every mail that left, or waits; how the server is reached is a setting, its password is nowhere here."""
    for mail in outbox.view(book, _ALL_MAILS).mails:
        yield mail._asdict()


_ALL_MAILS = 1 << 40


def _write_json(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="surrogatepass") as file:
        file.write("[")
        for count, row in enumerate(rows, 1):
            file.write(("\n" if count == 1 else ",\n") + json.dumps(row, ensure_ascii=False))
        file.write("\n]\n")
    path.chmod(0o600)
    return count


def _write_csv(path: Path, rows: Iterator[list[str]]) -> int:
    count = 0

    def counted() -> Iterator[list[str]]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        file.writelines(write_rows(counted()))
    path.chmod(0o600)
    return max(count - 1, 0)


def _people_table(book: OpenBook) -> Iterator[list[str]]:
    yield ["name", "handles", "level", "circles", "organisation", "title", "birthday", "last_at", "interactions"]
    for row in people.list_all(book.connection):
        if row.sort != "person":
            continue
        own = [handle[2] for handle in handles.of_person(book.connection, row.id) if handle[1] != NAME]
        standing = people.standing(book.connection, row.id)
        last = ""
        if standing and standing.last_at:
            last = datetime.fromtimestamp(standing.last_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield [
            row.name,
            "; ".join(own),
            LEVEL_WORDS[Level(row.level)],
            "; ".join(json.loads(row.circles)),
            row.organisation,
            row.title,
            row.birthday,
            last,
            str(standing.interactions if standing else 0),
        ]


def _events_table(book: OpenBook) -> Iterator[list[str]]:
    yield ["at", "channel", "from", "to", "cc", "title"]
    for told in logical_events(book):
        yield [
            told["at"] or "",
            told["channel"],
            *("; ".join(one.partition(":")[2] for one in told[word]) for word in ("from", "to", "cc")),
            told["title"],
        ]


def _write_cards(book: OpenBook, path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        for row in people.list_all(book.connection):
            if row.sort == "person":
                file.write(write_card(card_of(book, row)))
                count += 1
    path.chmod(0o600)
    return count


_PROPERTIES = {MAIL: "EMAIL", PHONE: "TEL", URL: "URL"}


def card_of(book: OpenBook, row: PersonRow) -> WrittenCard:
    """A person as a contact card."""
    own = handles.of_person(book.connection, row.id)
    cards = in_order(json.loads(body) for _, _, body, _ in records.of_handles(book.connection, [h[0] for h in own]))
    return WrittenCard(
        uid="",
        name=row.name,
        given=next((card["given"] for card in cards if card["given"]), ""),
        family=next((card["family"] for card in cards if card["family"]), ""),
        handles=tuple(
            WrittenHandle(_PROPERTIES[kind], f"https://{value}" if kind == URL else value)
            for _, kind, value in own
            if kind in _PROPERTIES
        ),
        organisation=row.organisation,
        title=row.title,
        birthday=row.birthday,
        categories=tuple(json.loads(row.circles)),
    )


# ── backups ───────────────────────────────────────────────────────────────────────────────────────────────────────


def backup(book: OpenBook, to: Path | None = None) -> BackupReport:
    """A whole, compact copy, read back before it is called one. Raises ReadOnlyBookError, FullDiskError."""
    book_path = book.connection.path
    stamp = book.today.isoformat()
    target = to or book_path.with_name(f"{book_path.stem}-{stamp}.backup")
    if target.is_dir():
        target = target / f"{book_path.stem}-{stamp}.backup"
    partial = target.with_name(target.name + ".partial")
    try:
        partial.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.unlink(missing_ok=True)
        book.connection.copy_to(partial)
        copied = open_at(partial, now=book.now, as_of="")
        digest = logical_digest(copied)
        copied.close()
        partial.replace(target)
    except OSError as error:
        raise ReadOnlyBookError(path=str(target), detail=error.strerror or "") from error
    finally:
        _unlink_book(partial)
    return BackupReport(str(target), target.stat().st_size, digest)


def list_copies(book: Path) -> list[CopyLine]:
    """The copies that lie beside a book, newest first."""
    patterns = {
        "backup": f"{escape(book.stem)}-*.backup",
        "before-restore": f"{escape(book.name)}.before-restore",
        "before-update": f"{escape(book.name)}.before-v*",
    }
    found = []
    for sort, pattern in patterns.items():
        for path in book.parent.glob(pattern):
            with suppress(OSError):
                told = path.stat()
                found.append(CopyLine(str(path), sort, told.st_size, int(told.st_mtime)))
    return sorted(found, key=lambda line: (-line.at, line.path))


def restore(source: Path, to: Path, *, now: int) -> BackupReport:
    """Bring a backup back; a book that stands at `to` is kept beside it. Raises BookError for a file that is none."""
    return put_in_place(bring_near(source, to, now=now), to, now=now)


def bring_near(source: Path, to: Path, *, now: int) -> BackupReport:
    """Read a backup whole and copy it beside where it is to stand: all that takes long, while the book is in use."""
    checked = open_at(source, now=now, as_of="")
    partial = to.with_name(to.name + ".partial")
    try:
        digest = logical_digest(checked)
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial.unlink(missing_ok=True)
        checked.connection.copy_to(partial)
    except OSError as error:
        raise ReadOnlyBookError(path=str(to), detail=error.strerror or "") from error
    finally:
        checked.close()
    return BackupReport(str(partial), partial.stat().st_size, digest)


def put_in_place(near: BackupReport, to: Path, *, now: int) -> BackupReport:
    """What `bring_near` made takes the place of the book, which nobody of this program has open."""
    if to.exists():
        _keep_beside(to, now)
        _unlink_book(to)
    shutil.move(near.path, to)
    return near._replace(path=str(to))


def _keep_beside(book: Path, now: int) -> None:
    """Copy the book that stands there; a damaged one is kept byte for byte, its journal too."""
    kept = book.with_name(book.name + ".before-restore")
    _unlink_book(kept)
    try:
        standing = open_at(book, now=now, as_of="")
        try:
            standing.connection.copy_to(kept)
        finally:
            standing.close()
    except BookError:
        kept.unlink(missing_ok=True)
        for suffix in ("", "-wal"):
            part = book.with_name(book.name + suffix)
            if part.exists():
                shutil.copy2(part, kept.with_name(kept.name + suffix))


def _unlink_book(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        # What can't be removed lies where nothing could be written: another error tells of it.
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
