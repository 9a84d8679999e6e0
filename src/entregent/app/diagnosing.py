"""Diagnosing: is the book sound, private and backed up, and what can this machine not bound?"""

import time
from pathlib import Path
from typing import Final

from entregent.app import dropping, outbox, sealed
from entregent.app.opening import OpenBook
from entregent.app.views import Finding
from entregent.model.judgement import reason
from entregent.readers.harness import bounds
from entregent.sending import password
from entregent.store import events, imports
from entregent.store.checks import engine_version, integrity_problems, search_problems

SAFE_SQLITE: Final = (3, 51, 3)
"""Older ones have the WAL-reset bug: two connections that write at the same instant may corrupt the file."""
OLD_BACKUP_DAYS: Final = 30
MOST_FLAWS: Final = 20
"""So many broken entries of the chain are named: of a chain rewritten by a careless hand, each would be."""


def diagnose(book: OpenBook) -> list[Finding]:
    """Everything worth checking, the good news too."""
    return [*_engine(book), *_file(book), *_content(book), *_sealed(book), *_looked_after(book), *_machine()]


def _engine(book: OpenBook) -> list[Finding]:
    version = engine_version()
    parts = tuple(int(part) for part in version.split("."))
    mode = book.connection.value("PRAGMA journal_mode")
    return [
        Finding("good" if parts >= SAFE_SQLITE else "bad", reason("doctor-sqlite", version=version)),
        Finding("good" if mode == "wal" else "bad", reason("doctor-wal", mode=str(mode))),
    ]


def _file(book: OpenBook) -> list[Finding]:
    path = book.connection.path
    size = path.stat().st_size
    found = [Finding("good", reason("doctor-book", path=str(path), size=size))]
    mode = path.stat().st_mode & 0o777
    found.append(Finding("bad" if mode & 0o077 else "good", reason("doctor-permissions", mode=f"{mode:03o}")))
    backups = sorted(path.parent.glob(f"{path.stem}-*.backup"), key=lambda one: one.stat().st_mtime)
    if not backups:
        found.append(Finding("note", reason("doctor-backup-none")))
    else:
        days = int((time.time() - backups[-1].stat().st_mtime) // 86_400)
        found.append(Finding("note" if days > OLD_BACKUP_DAYS else "good", reason("doctor-backup", days=days)))
    return found


def _content(book: OpenBook) -> list[Finding]:
    connection = book.connection
    broken = integrity_problems(connection)
    found = [
        Finding("bad", reason("doctor-integrity-broken", detail=broken[0]))
        if broken
        else Finding("good", reason("doctor-integrity"))
    ]
    lost = search_problems(connection)
    found.append(
        Finding("bad", reason("doctor-search-broken", detail=lost))
        if lost
        else Finding("good", reason("doctor-search"))
    )
    rows = imports.list_imports(connection)
    gone = [row[1] for row in rows if not Path(row[1]).exists() and not dropping.is_dropped(row[1])]
    number, _ = events.counts(connection)
    found.append(Finding("good", reason("doctor-imports", imports=len(rows), interactions=number)))
    found += [Finding("note", reason("doctor-import-gone", path=path)) for path in gone]
    found.append(Finding("good", reason("doctor-zone", zone=str(book.zone))))
    return found


def _sealed(book: OpenBook) -> list[Finding]:
    """Whether what was sealed stands as it was sealed, and whether mails wait for a word."""
    found = []
    verdict = sealed.verdict(book)
    shown = verdict.flaws[:MOST_FLAWS]
    flaws = [Finding("bad", reason(f"doctor-chain-{flaw.signal}", number=flaw.number)) for flaw in shown]
    if verdict.links and not flaws:
        found.append(Finding("good", reason("doctor-chain", entries=verdict.links)))
    if verdict.gaps:
        found.append(Finding("good", reason("doctor-chain-forgotten", gaps=len(verdict.gaps))))
    unknown = sum(line.state == outbox.UNKNOWN for line in outbox.view(book).mails)
    if unknown:
        found.append(Finding("note", reason("doctor-outbox-unknown", mails=unknown)))
    path = book.connection.path
    if password.is_kept(path) and not password.is_private(path):
        where = password.path_of(path)
        facts = {"mode": f"{where.stat().st_mode & 0o777:03o}", "path": str(where)}
        found.append(Finding("bad", reason("doctor-smtp-password", **facts)))
    return [*flaws, *found]


def _looked_after(book: OpenBook) -> list[Finding]:
    """When what is due was last looked after, where it ever was or is planned."""
    from entregent.app import due

    found = due.finding(book)
    return [Finding(*found)] if found else []


def _machine() -> list[Finding]:
    return [
        Finding("good" if bounded else "note", reason("doctor-bounds" if bounded else "doctor-bounds-none", what=what))
        for what, bounded in bounds().items()
    ]


def gathered(findings: list[Finding]) -> list[Finding]:
    """Findings that differ in `what` only, as one: five bounds kept are one good news."""
    whats: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        facts = dict(finding.reason.facts)
        if facts.keys() == {"what"}:
            whats.setdefault((finding.state, finding.reason.signal), []).append(str(facts["what"]))
    told, seen = [], set()
    for finding in findings:
        key = (finding.state, finding.reason.signal)
        if key in whats and key not in seen:
            told.append(finding._replace(reason=reason(key[1], what=",".join(whats[key]))))
        elif key not in whats:
            told.append(finding)
        seen.add(key)
    return told
