"""From a reader's items to frames: participants numbered, events numbered, everything checked and flattened."""

import time
from collections.abc import Callable
from typing import Final

from entregent.model.handle import Participant
from entregent.model.interaction import LATEST_AT, Interaction
from entregent.model.numbering import number_of, recipients_text
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers import frames, limits
from entregent.readers.frames import Batch, Row

_Shown = tuple[Participant, ...]

_CHECK_EVERY: Final = 63
_WEIGHTY: Final = 4 << 20
"""Characters of records and titles that fill a batch by themselves."""


class Batcher:
    """Collects a unit's items and sends them by the batch: after so many, or so long.

    Participants get numbers that are never used again in a run; each is sent once, before its first use (again when
    the table was emptied).
    """

    def __init__(self, send_bytes: Callable[[bytes], None]) -> None:
        self._send_bytes = send_bytes
        self._pids: dict[Participant, int] = {}
        self._last_pid = 0
        self._unit, self._path = 0, ""
        self._sent_at = time.monotonic()
        self._position: Callable[[], int] = int
        self._counts = [0, 0, 0]
        self._early = 0
        self._empty()

    def _empty(self) -> None:
        self._new: list[tuple[int, str, str, str]] = []
        self._rows: list[Row] = []
        self._records: list[Record] = []
        self._hints: list[OwnerHint] = []
        self._problems: list[Problem] = []
        self._weight = 0

    def begin(self, unit: int, path: str, position: Callable[[], int]) -> None:
        """Start a unit; `position` tells how far it is read when a batch goes."""
        self._unit, self._path, self._position = unit, path, position
        self._counts = [0, 0, 0]
        self._early = 0

    def end(self) -> tuple[int, int, int]:
        """Send what is left; give the unit's interactions, records and problems."""
        if self._early:
            self.problem(Problem(self._path, "", "before-1970", (("count", str(self._early)),), lost=False))
        untold = self._counts[2] - limits.PROBLEMS_PER_UNIT
        if untold > 0:
            self._problems.append(Problem(self._path, "", "more-problems", (("count", str(untold)),), lost=False))
        self.flush()
        interactions, records, problems = self._counts
        return interactions, records, problems

    def add(self, thing: object) -> str:
        """Take one of a reader's items; give its place. TypeError or ValueError when it is no such thing."""
        kind = type(thing)
        if kind is Interaction:
            row = self._row(thing)  # type: ignore[arg-type]
            self._rows.append(row)
            self._counts[0] += 1
            place: str = row[13]
        elif kind is Problem:
            place = self.problem(thing)  # type: ignore[arg-type]
        else:
            place = self._rarer(thing)
        count = len(self._rows)
        if not count & _CHECK_EVERY or count >= limits.BATCH_INTERACTIONS:
            self._perhaps_flush(count)
        return place

    def _perhaps_flush(self, count: int) -> None:
        full = count >= limits.BATCH_INTERACTIONS or len(self._new) >= limits.BATCH_PARTICIPANTS
        if full or self._weight > _WEIGHTY or time.monotonic() - self._sent_at > limits.BATCH_SECONDS:
            self.flush()

    def _rarer(self, thing: object) -> str:
        if isinstance(thing, Record):
            self._records.append(thing)
            self._counts[1] += 1
            self._weight += 400 + len(thing.note)
            return thing.place
        if isinstance(thing, OwnerHint):
            self._hints.append(thing)
            return ""
        raise TypeError(type(thing).__name__)

    def problem(self, problem: Problem) -> str:
        """Take a problem; past the limit they are only counted."""
        self._counts[2] += 1
        if self._counts[2] <= limits.PROBLEMS_PER_UNIT:
            self._problems.append(problem)
        return problem.place

    def _row(self, interaction: Interaction) -> Row:
        channel, at, offset, sender, to, cc, bcc, others, title, amount, flags, uid, place, signals = interaction
        if at is not None and not 0 <= at <= LATEST_AT:
            at, uid = self._too_early(interaction)
        known = self._pids.get
        pid = -1 if sender is None else known(sender) or self._number(sender)
        to_pids: tuple[int, ...]
        cc_pids: tuple[int, ...]
        if len(to) == 1 and not cc:
            # Seven in ten: no set, no sort, no calls.
            only = to[0]
            to_pids, cc_pids, recipients = (known(only) or self._number(only),), (), only[1]
        else:
            # A uid stands for the content: the many recipients of a group need no sorting then.
            to_pids, cc_pids, recipients = self._numbers(to), self._numbers(cc), "" if uid else recipients_text(to, cc)
        return (
            number_of(int(channel), at, sender[1] if sender else "", recipients, title, uid),
            int(channel),
            pid,
            to_pids,
            cc_pids,
            self._numbers(bcc) if bcc else (),
            others,
            title if len(title) <= limits.TITLE_CHARACTERS else title[: limits.TITLE_CHARACTERS],
            amount if amount <= limits.AMOUNT else limits.AMOUNT,
            int(flags),
            offset,
            uid,
            signals,
            place,
        )

    def _too_early(self, interaction: Interaction) -> tuple[None, str]:
        """(no instant, a uid that holds it): what happened before 1970 is kept without its date, and that is told."""
        at, sender = interaction.at, interaction.sender
        if at is None or not -LATEST_AT <= at <= LATEST_AT:
            raise ValueError(at)
        self._early += 1
        recipients = recipients_text(interaction.to, interaction.cc)
        return None, f"{interaction.uid or (sender.value if sender else '')}\n{recipients}\n{interaction.title}\n{at}"

    def _numbers(self, participants: _Shown) -> tuple[int, ...]:
        """The numbers of participants, given out where they have none."""
        known = tuple(map(self._pids.get, participants))
        if all(known):
            return known  # type: ignore[return-value]
        return tuple([self._pids.get(one) or self._number(one) for one in participants])

    def _number(self, participant: Participant) -> int:
        if type(participant) is not Participant:
            raise TypeError(type(participant).__name__)
        if len(self._pids) >= limits.INTERNED_PARTICIPANTS:
            self._pids.clear()
        self._last_pid += 1
        self._pids[participant] = self._last_pid
        kind, value, name = participant
        self._new.append((self._last_pid, kind, value, name))
        return self._last_pid

    def flush(self) -> None:
        """Send what has been collected."""
        self._sent_at = time.monotonic()
        if self._rows or self._records or self._hints or self._problems:
            batch = Batch(
                self._unit, self._new, self._rows, self._records, self._hints, self._problems, self._position()
            )
            self._empty()
            self._send(batch)

    def _send(self, batch: Batch) -> None:
        """Send a batch; in halves where it is too long, thing by thing where something in it is no primitive."""
        try:
            content = frames.encoded(batch)
        except ValueError:
            content = b""
        if content and len(content) <= limits.FRAME_BYTES:
            self._send_bytes(content)
        elif len(batch.participants) > 1:
            # Numbers first, whole: any half of the rows may use any of them.
            middle = len(batch.participants) // 2
            nothing = Batch(batch.unit, [], [], [], [], [], batch.position_bytes)
            self._send(nothing._replace(participants=batch.participants[:middle]))
            self._send(nothing._replace(participants=batch.participants[middle:]))
            self._send(batch._replace(participants=[]))
        else:
            self._send_parts(batch, oversized=bool(content))

    def _send_parts(self, batch: Batch, *, oversized: bool) -> None:
        empty = Batch(batch.unit, [], [], [], [], [], batch.position_bytes)
        for field in ("participants", "interactions", "records", "hints", "problems"):
            things = getattr(batch, field)
            if len(things) > 1:
                middle = len(things) // 2
                self._send(empty._replace(**{field: things[:middle]}))
                self._send(empty._replace(**{field: things[middle:]}))
            elif things and sum(len(getattr(batch, other)) for other in batch._fields[1:6]) > 1:
                self._send(empty._replace(**{field: things}))
            elif things:
                code = "too-large" if oversized else "reader-failed"
                facts = (("exception", "ValueError"), ("kind", field))
                self._send(empty._replace(problems=[Problem(self._path, "", code, facts)]))
