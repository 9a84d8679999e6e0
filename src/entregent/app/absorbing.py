"""Absorbing: what the reading child sends becomes rows, one transaction per batch."""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

from entregent.model.handle import NAME
from entregent.model.interaction import Channel, Flag, instant_of
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers.frames import Batch
from entregent.store import events, handles, imports, records
from entregent.store.connection import Connection
from entregent.store.events import BCC, CC, FROM, TO, EventRow
from entregent.store.handles import HandleCounts
from entregent.store.records import RecordRow
from entregent.text.scripts import fold

_WITHOUT_OWNER: Final = 500
"""A first batch at least this big may guess the owner; smaller imports settle it at the end at no cost."""


class Totals:
    """Counts of an import so far."""

    def __init__(self) -> None:
        self.records = 0
        self.interactions = 0
        self.new = 0
        self.known = 0
        self.problems = 0

    def shown(self) -> dict[str, int]:
        """The counts under the names of the report."""
        return {
            "records": self.records,
            "interactions": self.interactions,
            "new": self.new,
            "known": self.known,
            "problem_count": self.problems,
        }

    def as_dict(self) -> dict[str, int]:
        """The counts by name, for the job row."""
        return dict(vars(self))


class Absorber:
    """Holds what lasts over the batches of one import: handles of participants, the owner, what was touched."""

    def __init__(self, connection: Connection, owners: frozenset[int], salt: bytes) -> None:
        self.connection = connection
        self.owners = owners
        self.totals = Totals()
        self.touched: set[int] = set()
        self.problem_lines: list[Problem] = []
        self._salt = salt
        self._forgotten = handles.tombstones(connection)
        self._handles: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._unions: dict[tuple[int, int], int] = {}

    def absorb(self, batch: Batch, reader: str, import_id: int, source: int) -> None:
        """Write one batch whole. The caller holds the transaction, so that the job's cursor is in it."""
        self._meet(batch.participants)
        origin = imports.intern_origin(self.connection, [source])
        self._absorb_interactions(batch.interactions, source, origin)
        self._absorb_records(batch.records, reader, source, origin)
        self._absorb_hints(batch.hints, source)
        self.note_problems(batch.problems, import_id)

    # ── participants ──────────────────────────────────────────────────────────────────────────────────────────────

    def _meet(self, participants: Sequence[tuple[int, str, str, str]]) -> None:
        wanted = [(kind, value) for _, kind, value, _ in participants if not self._is_forgotten(kind, value)]
        found = handles.intern(self.connection, wanted)
        for number, kind, value, name in participants:
            handle = found.get((kind, value), 0)
            self._handles[number] = handle
            if name and handle:
                self._names[number] = name

    def _is_forgotten(self, kind: str, value: str) -> bool:
        if not self._forgotten:
            return False
        return handles.tombstone_digest(self._salt, kind, value) in self._forgotten

    # ── interactions ──────────────────────────────────────────────────────────────────────────────────────────────

    def _absorb_interactions(self, interactions: Sequence[tuple[Any, ...]], source: int, origin: int) -> None:
        if not interactions:
            return
        rows: dict[int, EventRow] = {}
        participants: dict[int, tuple[Any, ...]] = {}
        for item in interactions:
            number = item[0]
            if number not in rows:
                rows[number] = self._event_row(item)
                participants[number] = item
        if not self.owners and len(rows) >= _WITHOUT_OWNER:
            self.owners = guess_owner(rows.values())
        fresh, parts = events.write(self.connection, rows, origin, self.owners)
        self.touched.update(part.handle for part in parts)
        self._count(fresh, participants)
        self._add_signals(interactions)
        self.totals.interactions += len(interactions)
        self.totals.new += len(fresh)
        self.totals.known += len(interactions) - len(fresh)
        if len(fresh) < len(rows):
            self._claim_known([number for number in rows if number not in fresh], source)

    def _event_row(self, item: tuple[Any, ...]) -> EventRow:
        number, channel, sender, to, cc, bcc, others, title, amount, flags = item[:10]
        of = self._handles
        parts = []
        if sender >= 0 and (handle := of[sender]):
            parts.append(handle << 3 | FROM)
        for pids, role in ((to, TO), (cc, CC), (bcc, BCC)):
            for pid in pids:
                handle = of[pid]
                if handle:
                    parts.append(handle << 3 | role)
        measured = amount if channel in (Channel.MEETING, Channel.CALL) else int(amount).bit_length()
        return EventRow(number, channel, flags, min(measured, 65_535), others, tuple(parts), title)

    def _count(self, fresh: set[int], participants: dict[int, tuple[Any, ...]]) -> None:
        """Evidence for identity, from new events only: a re-import adds nothing."""
        seen: Counter[int] = Counter()
        tallies: dict[int, list[Any]] = {}
        for number in fresh:
            item = participants[number]
            at = instant_of(number)
            flags = item[9]
            sender = item[2]
            if sender >= 0:
                seen[sender] += 1
                _tally(tallies, self._handles[sender], at, flags, sent=True)
            for pids in (item[3], item[4], item[5]):
                for pid in pids:
                    seen[pid] += 1
                    _tally(tallies, self._handles[pid], at, 0, sent=False)
        tallies.pop(0, None)
        handles.add_counts(self.connection, {handle: HandleCounts(*tally) for handle, tally in tallies.items()})
        names: Counter[tuple[int, str]] = Counter()
        for pid, times in seen.items():
            name = self._names.get(pid)
            if name:
                names[(self._handles[pid], name)] += times
        handles.add_names(self.connection, sorted((handle, name, times) for (handle, name), times in names.items()))

    def _add_signals(self, interactions: Sequence[tuple[Any, ...]]) -> None:
        rows = [(item[0], kind, value) for item in interactions for kind, value in item[12]]
        if rows:
            events.add_signals(self.connection, rows)

    def _claim_known(self, numbers: list[int], source: int) -> None:
        """Events that another source brought are now claimed by this one too."""
        changed = []
        for number, origin in events.origins_of(self.connection, numbers):
            union = self._union(origin, source)
            if union != origin:
                changed.append((union, number))
        events.set_origins(self.connection, changed)

    def _union(self, origin: int, source: int) -> int:
        key = (origin, source)
        if key not in self._unions:
            members = imports.origin_members(self.connection, origin)
            self._unions[key] = (
                origin if source in members else imports.intern_origin(self.connection, members | {source})
            )
        return self._unions[key]

    # ── records, hints, problems ──────────────────────────────────────────────────────────────────────────────────

    def _absorb_records(self, found: Sequence[Record], reader: str, source: int, origin: int) -> None:
        if not found:
            return
        rows = [row for record in found if (row := self._record_row(record, reader))]
        new, known = records.add(self.connection, rows, origin)
        for record, old in known:
            union = self._union(old, source)
            if union != old:
                records.set_origin(self.connection, record, union)
        self.totals.records += len(found)
        self.totals.new += len(new)
        self.totals.known += len(found) - len(new)

    def _record_row(self, record: Record, reader: str) -> RecordRow | None:
        """A record as a row; None when somebody forgotten is on it."""
        wanted = [(claimed.kind, claimed.value) for claimed in record.handles]
        if not wanted and record.kind == "individual" and record.name:
            wanted = [(NAME, name_handle(record.name, record.key))]
        if any(self._is_forgotten(kind, value) for kind, value in wanted):
            return None
        found = handles.intern(self.connection, wanted)
        body = json.dumps(record._replace(place=""), ensure_ascii=False)
        digest = blake2b(f"{reader}\n{body}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return RecordRow(digest, reader, record.name, body, tuple(dict.fromkeys(found[pair] for pair in wanted)))

    def _absorb_hints(self, hints: Sequence[OwnerHint], source: int) -> None:
        rows = []
        for hint in hints:
            who = (hint.participant.kind, hint.participant.value)
            if not self._is_forgotten(*who):
                rows.append((handles.intern(self.connection, [who])[who], hint.kind, hint.times))
        handles.add_owner_hints(self.connection, source, rows)

    def note_problems(self, problems: Sequence[Problem], import_id: int) -> None:
        """Keep what could not be read; the report shows the first thousand."""
        if not problems:
            return
        self.totals.problems += len(problems)
        self.problem_lines += problems[: max(0, 1000 - len(self.problem_lines))]
        imports.add_problems(
            self.connection, import_id, [(p.path, p.place, p.code, list(p.facts), p.lost) for p in problems]
        )


def name_handle(name: str, key: str) -> str:
    """The weak handle of a card that gives no address: the folded name and the card's own key."""
    return f"{fold(name)}#{key[:40]}"


def guess_owner(rows: Any) -> frozenset[int]:
    """Who most likely owns a mailbox, from its first batch: senders of sent mail, else who most of it is addressed to.

    Only a guess, to save work: `resolving` settles it on all evidence and rewrites what the guess got wrong.
    """
    senders: Counter[int] = Counter()
    addressed: Counter[int] = Counter()
    for row in rows:
        for part in row.parts:
            if part & 7 == FROM and row.flags & Flag.SENT:
                senders[part >> 3] += 1
            elif part & 7 == TO:
                addressed[part >> 3] += 1
    if senders:
        most = senders.most_common(1)[0][1]
        return frozenset(handle for handle, times in senders.items() if times * 10 >= most)
    return frozenset(handle for handle, times in addressed.most_common(3) if times * 5 >= len(rows))


def _tally(tallies: dict[int, list[Any]], handle: int, at: int | None, flags: int, *, sent: bool) -> None:
    tally = tallies.get(handle)
    if tally is None:
        tallies[handle] = tally = [0, 0, 0, 0, at, at]
    if sent:
        tally[0] += 1
        if flags & Flag.BULK:
            tally[2] += 1
        if flags & Flag.LIST:
            tally[3] += 1
    else:
        tally[1] += 1
    if at is not None:
        if tally[4] is None or at < tally[4]:
            tally[4] = at
        if tally[5] is None or at > tally[5]:
            tally[5] = at
