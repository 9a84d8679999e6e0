"""Committed: what is sealed, as it stands; light to ask, for each day asks it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from entregent.app import sealed
from entregent.app.commitment_views import CommitmentLine, SaidLine, WitnessLine
from entregent.app.opening import OpenBook
from entregent.coaching import commitment
from entregent.model.errors import RequestError
from entregent.store import handles, people, seals
from entregent.store import outbox as kept_mails
from entregent.store.seals import SealedRow

KEPT: Final = "kept"
ALL: Final = "all"
TELLS: Final = (KEPT, ALL)
"""What a witness hears of: what was kept, or (where both choose more) how it went, whichever way."""
ASK_MAIL: Final = "witness-ask"


class UnknownCommitmentError(RequestError):
    """There is no commitment of that `number`, or it was about somebody who was forgotten."""

    code = "unknown-commitment"


def commitments(book: OpenBook, *, open_only: bool = False) -> list[CommitmentLine]:
    """What was sealed: what is still to be said first, soonest first; then the rest, newest first.

    `open_only`: only that of which nothing was said yet.
    """
    if seals.is_empty(book.connection):
        return []
    if open_only:
        lines = _lines(book, seals.about_unsettled(book.connection, commitment.WAYS, sealed.until(book)))
        return sorted((line for line in lines if not line.forgotten), key=lambda line: (line.due_at, line.number))
    lines = sealed.read_once(
        book, "commitments", lambda: _lines(book, seals.entries(book.connection, sealed.until(book)))
    )
    return sorted((_at_this_hour(book, line) for line in lines), key=_order)


def _lines(book: OpenBook, rows: Iterable[SealedRow]) -> list[CommitmentLine]:
    gathered: dict[int, list[SealedRow]] = {}
    for row in rows:
        gathered.setdefault(row.about, []).append(row)
    return [_commitment(book, entries) for entries in gathered.values() if entries[0].kind == sealed.SEAL]


def _at_this_hour(book: OpenBook, line: CommitmentLine) -> CommitmentLine:
    """A line that was read earlier: its hour may have come since."""
    if line.history or line.forgotten:
        return line
    return line._replace(state=commitment.state_of(line.due_at, book.now, ""))


def _order(line: CommitmentLine) -> tuple[bool, int, int]:
    is_said = bool(line.history) or line.forgotten
    return is_said, -line.number if is_said else line.due_at, line.number


def commitment_line(book: OpenBook, number: int) -> CommitmentLine:
    """One commitment. Raises UnknownCommitmentError where there is none of that number, or it was forgotten."""
    entries = entries_of(book, number)
    if not entries or entries[0].kind != sealed.SEAL or entries[0].text is None:
        raise UnknownCommitmentError(number=number)
    return _commitment(book, entries)


def commitment_of(book: OpenBook, person: int) -> CommitmentLine | None:
    """The commitment with somebody of which nothing was said yet and whose hour is nearest."""
    found = [line for line in commitments(book, open_only=True) if line.person == person]
    return min(found, key=lambda line: abs(line.due_at - book.now), default=None)


def told_in(row: SealedRow) -> dict[str, Any]:
    """What an entry says; nothing where it was blanked, or damaged, which `doctor` tells."""
    try:
        told = json.loads(row.text or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def entries_of(book: OpenBook, number: int) -> list[SealedRow]:
    """A seal with all that was said of it later, oldest first; nothing where there is none of that number."""
    if not 0 < number < 1 << 62:
        return []
    return seals.about(book.connection, number, sealed.until(book))


def _commitment(book: OpenBook, entries: Sequence[SealedRow]) -> CommitmentLine:
    first = entries[0]
    said = tuple(
        SaidLine(row.number, row.at, row.kind, str(told_in(row).get("note", "")))
        for row in entries
        if row.kind in commitment.WAYS
    )
    told: dict[str, Any] = told_in(first)
    person = handles.person_of(book.connection, first.handle) if first.handle is not None else None
    row = people.find(book.connection, person) if person is not None else None
    due = int(told.get("due_at", first.at))
    way = said[-1].way if said else ""
    return CommitmentLine(
        number=first.number,
        person=row.id if row else None,
        name=row.name if row else told.get("name", ""),
        what=told.get("what", ""),
        due=told.get("due", ""),
        due_at=due,
        sealed_at=first.at,
        state=way if first.text is None and way else commitment.state_of(due, book.now, way),
        cue=told.get("cue", ""),
        stakes=told.get("stakes", ""),
        channel=told.get("channel", ""),
        bound=told.get("bound", ""),
        step=told.get("step"),
        goal=told.get("goal"),
        witness=witness_of(book, entries),
        history=said,
        forgotten=first.text is None,
        quiet=row is not None and bool(row.never),
    )


def witness_of(book: OpenBook, entries: Sequence[SealedRow]) -> WitnessLine | None:
    """The witness of a seal, from its entries: the one who was asked last, with what they said since."""
    asked = next((row for row in reversed(entries) if row.kind == sealed.ASKED), None)
    told = told_in(asked) if asked is not None else {}
    if asked is None or "address" not in told:
        return None
    later = [row for row in entries if row.number > asked.number and row.kind in {sealed.ACCEPTED, sealed.DECLINED}]
    state, tells = "asked", told.get("tells", KEPT)
    if later:
        state = "accepted" if later[-1].kind == sealed.ACCEPTED else "declined"
        tells = told_in(later[-1]).get("tells") or tells
    # They hear of more than what was kept only where both chose it.
    tells = ALL if tells == ALL and told.get("tells", KEPT) == ALL else KEPT
    left = kept_mails.of_reason(book.connection, asked.about, (ASK_MAIL,))
    return WitnessLine(
        told["address"], told.get("name", ""), state, tells, bool(told.get("may_name")), left[-1].state if left else ""
    )
