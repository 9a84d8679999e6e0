"""Absorbing: what the reading child sends becomes rows, one transaction per batch."""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, Final

from entregent.model.handle import NAME
from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers.frames import Batch
from entregent.store import events, handles, imports, memos, records
from entregent.store.connection import Connection
from entregent.store.copies import compared, enrich
from entregent.store.events import BCC, CC, FORWARDED_FLAG, FROM, TO, EventRow
from entregent.store.handles import HandleCounts
from entregent.store.records import RecordRow
from entregent.text.scripts import fold

_FORWARDS: Final = frozenset(("fw:", "fwd", "tr:", "tr ", "wg:"))
"""Beginnings of the subject of what was passed on, in the languages of common clients."""
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
        self.hinted = False
        self.problem_lines: list[Problem] = []
        self._salt = salt
        self._forgotten = handles.tombstones(connection)
        self._handles: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._named: set[int] = set()
        self._sent: Counter[int] = Counter()
        self._got: Counter[int] = Counter()
        self._bulk: Counter[int] = Counter()
        self._listed: Counter[int] = Counter()
        self._spans: dict[int, tuple[int, int]] = {}
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
        if participants and participants[0][0] in self._handles:
            # A new reading process counts its participants from one again.
            self.flush_counts()
            self._names.clear()
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
        copies: list[EventRow] = []
        again: list[tuple[Any, ...]] = []
        for item in interactions:
            number = item[0]
            row = self._event_row(item)
            if number not in rows:
                if self._forgotten and self._is_about_forgotten(row, item):
                    continue
                rows[number] = row
                participants[number] = item
            elif row != rows[number]:
                copies.append(row)
                again.append(item)
        if not self.owners and len(rows) >= _WITHOUT_OWNER:
            self.owners = guess_owner(rows.values())
            # Kept at once: were this import killed, the next one must know with whom these rows were written.
            memos.put(self.connection, "owner", sorted(self.owners))
        fresh, parts = events.write(self.connection, rows, origin, self.owners)
        self.touched.update([part[0] for part in parts])
        self._count(fresh, participants, parts)
        self._add_signals(interactions)
        self.totals.interactions += len(interactions)
        self.totals.new += len(fresh)
        self.totals.known += len(interactions) - len(fresh)
        known = [number for number in rows if number not in fresh]
        if known or copies:
            differing = self._claim_known([rows[number] for number in known], source)
            self._take_copies([*copies, *differing], [*again, *(participants[number] for number in known)])

    def _event_row(self, item: tuple[Any, ...]) -> EventRow:
        number, channel, sender, to, cc, bcc, others, title, amount, flags, zone = item[:11]
        of = self._handles
        # Handle 0 is somebody forgotten, or a sender who is not named.
        parts = [of[sender] << 3] if sender >= 0 and of[sender] else []
        parts += [of[pid] << 3 | TO for pid in to if of[pid]]
        if cc:
            parts += [of[pid] << 3 | CC for pid in cc if of[pid]]
        if bcc:
            parts += [of[pid] << 3 | BCC for pid in bcc if of[pid]]
        measured = amount if channel in (Channel.MEETING, Channel.CALL) else int(amount).bit_length()
        if title[:3].lower() in _FORWARDS:
            flags |= FORWARDED_FLAG
        return EventRow(number, channel, flags, min(measured, 65_535), others, tuple(parts), title, zone)

    def _count(self, fresh: set[int], items: dict[int, tuple[Any, ...]], parts: Sequence[tuple[int, ...]]) -> None:
        """Evidence for identity, from new events only: a re-import adds nothing.

        Names are written with their events; counts are gathered and written once, by `flush_counts`.
        """
        new = [items[number] for number in fresh]
        senders = [item[2] for item in new]
        got = Counter(chain.from_iterable([item[3] + item[4] + item[5] for item in new]))
        self._sent.update(senders)
        self._got.update(got)
        self._bulk.update([item[2] for item in new if item[9] & Flag.BULK])
        self._listed.update([item[2] for item in new if item[9] & Flag.LIST])
        _widen(self._spans, parts)
        seen = got + Counter(senders)
        names: Counter[tuple[int, str]] = Counter()
        for pid in seen.keys() & self._names.keys():
            names[self._handles[pid], self._names[pid]] += seen[pid]
        self.touched.update([self._handles[pid] for pid in seen if pid >= 0])
        handles.add_names(self.connection, sorted((handle, name, times) for (handle, name), times in names.items()))

    def flush_counts(self) -> None:
        """Write the gathered counts: at the end, and before the reading process numbers participants anew."""
        tallies: dict[int, list[int]] = {}
        for column, counter in enumerate((self._sent, self._got, self._bulk, self._listed)):
            for pid, times in counter.items():
                handle = self._handles.get(pid, 0)
                if handle:
                    tallies.setdefault(handle, [0, 0, 0, 0])[column] += times
            counter.clear()
        none = (None, None)
        counted = {
            handle: HandleCounts(sent, got, bulk, listed, *self._spans.get(handle, none))
            for handle, (sent, got, bulk, listed) in tallies.items()
        }
        self._spans.clear()
        with self.connection.writing():
            handles.add_counts(self.connection, counted)

    def _is_about_forgotten(self, row: EventRow, item: tuple[Any, ...]) -> bool:
        """Whether nobody is left of an event but the owner, because somebody on it was forgotten."""
        named = (item[2], *item[3], *item[4], *item[5])
        return any(pid >= 0 and not self._handles[pid] for pid in named) and all(
            part >> 3 in self.owners for part in row.parts
        )

    def _take_copies(self, copies: Sequence[EventRow], items: Sequence[tuple[Any, ...]]) -> None:
        """Further copies of known events: what only they tell is added, and counted once."""
        tallies: dict[int, HandleCounts] = {}
        for gain in enrich(self.connection, copies, self.owners):
            at = gain.event >> DIGEST_BITS if gain.event >= 0 else None
            counts = {handle: HandleCounts(0, 1, 0, 0, at, at) for handle in gain.named}
            bulk, listed = bool(gain.marks & Flag.BULK), bool(gain.marks & Flag.LIST)
            if gain.sender and gain.marks:
                counts[gain.sender] = HandleCounts(0, 0, int(bulk), int(listed), at, at)
            for handle, count in counts.items():
                tallies[handle] = _added(tallies[handle], count) if handle in tallies else count
            self.touched.update(counts)
        handles.add_counts(self.connection, tallies)
        pids = {pid for item in items for pid in (item[2], *item[3], *item[4], *item[5])} - self._named
        self._named |= pids
        shown = {(self._handles[pid], self._names[pid]) for pid in pids if pid in self._names}
        self.touched.update(handles.meet_names(self.connection, sorted(shown)))

    def _add_signals(self, interactions: Sequence[tuple[Any, ...]]) -> None:
        rows = [(item[0], kind, value) for item in interactions for kind, value in item[12]]
        if rows:
            events.add_signals(self.connection, rows)

    def _claim_known(self, rows: Sequence[EventRow], source: int) -> list[EventRow]:
        """Events that another source brought are now claimed by this one too; return those that are told otherwise."""
        origins, differing = compared(self.connection, rows)
        changed = []
        for number, origin in origins:
            union = self._union(origin, source)
            if union != origin:
                changed.append((union, number))
        events.set_origins(self.connection, changed)
        return differing

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
        if new:
            self.touched.update(handle for row in rows for handle in row.handles)
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
        self.hinted = self.hinted or bool(rows)
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
    return frozenset(handle for handle, times in addressed.most_common(3) if times * 10 >= len(rows))


def _widen(spans: dict[int, tuple[int, int]], parts: Sequence[tuple[int, ...]]) -> None:
    """Take the first and last instant of each handle in; `parts` are sorted by handle and event."""
    last = {part[0]: part[1] for part in parts if part[1] >= 0}
    first = {part[0]: part[1] for part in reversed(parts) if part[1] >= 0}
    for handle, event in last.items():
        begin, end = first[handle] >> DIGEST_BITS, event >> DIGEST_BITS
        known = spans.get(handle)
        spans[handle] = (min(known[0], begin), max(known[1], end)) if known else (begin, end)


def _added(one: HandleCounts, other: HandleCounts) -> HandleCounts:
    """Counts of one handle from two copies."""
    instants = [at for at in (one.first_at, other.first_at, one.last_at, other.last_at) if at is not None]
    return HandleCounts(
        one.sent + other.sent,
        one.received + other.received,
        one.bulk + other.bulk,
        one.listed + other.listed,
        min(instants, default=None),
        max(instants, default=None),
    )
