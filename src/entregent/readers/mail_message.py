"""One message's header, and the size of its body, as an interaction. Shared by every reader of mail."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Final

from entregent.formats.mail_address import AddressReader
from entregent.formats.mail_date import Stamp, is_plausible, parse_mail_date
from entregent.formats.mail_header import (
    HEADER_BYTES,
    MOST_FIELDS,
    count_fields,
    find_fields,
    header_digest,
    message_id,
    received_dates,
)
from entregent.formats.mail_words import decode_header_text
from entregent.formats.mbox import RawMessage, from_line_date
from entregent.model.handle import MAIL, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers.base import ReadOptions
from entregent.readers.mail_folders import FolderKind, folders_kind, labels_kind
from entregent.readers.mail_shown import shown_names

LONGEST_TITLE: Final = 500
_SURELY_SET: Final = 400_000_000
"""From 1982 on no unset clock is in doubt: one comparison instead of a call."""
LARGE_HEADER: Final = 60_000
"""Only a header of this size can break a limit, so only it is counted through."""

# Enum members are looked up slowly on the class (Python 3.11), and this is the hot path.
_ORDINARY, _DRAFT, _SPAM, _SENT_FOLDER = FolderKind.ORDINARY, FolderKind.DRAFT, FolderKind.SPAM, FolderKind.SENT
_SENT: Final = int(Flag.SENT)
_BULK: Final = int(Flag.BULK)
_LIST: Final = int(Flag.LIST)
_MAIL_CHANNEL: Final = Channel.MAIL

_Shown = tuple[Participant, ...]
_NOBODY: Final[tuple[_Shown, int]] = ((), 0)


_participant = partial(tuple.__new__, Participant)
_interaction = partial(tuple.__new__, Interaction)
"""Without the Python call that making a named tuple costs."""


def _mailbox(address: str, name: str) -> Participant:
    return _participant((MAIL, address, name))


ADDRESSES: Final = AddressReader(_mailbox)
"""One memory for all of a process's documents: a tree of folders, or of an archive's members, has the same people."""


class MailPass:
    """One document's way from headers to interactions: caches, what was skipped, whose mail it seems to be.

    `problems` gathers what the last message had wrong; its reader yields and clears it.
    """

    def __init__(self, path: str, folders: tuple[str, ...], options: ReadOptions) -> None:
        self.path, self.options, self._now = path, options, options.now
        self.kind = folders_kind(folders)
        self.problems: list[Problem] = []
        self._skipped: Counter[str] = Counter()
        self._senders: Counter[Participant] = Counter()
        self._delivered: Counter[bytes] = Counter()

    def interaction(
        self,
        message: RawMessage,
        place: str,
        kind: FolderKind | None = None,
        fields: dict[str, bytes] | None = None,
    ) -> Interaction | None:
        """Make the interaction of a message; None for drafts and spam, which are counted.

        `kind` says more of this one message than its folder does (a Maildir flag); `fields` are those of its header,
        where they were found already.
        """
        _, window, _, start, end, _, size, _ = message
        if fields is None:
            fields = find_fields(window, start, end)
        get = fields.get
        kind = kind or self.kind
        if "x-gmail-labels" in fields and kind is _ORDINARY:
            kind = labels_kind(fields["x-gmail-labels"])
        if kind is _DRAFT or kind is _SPAM:
            self._skipped[kind.value] += 1
            return None
        if end - start > LARGE_HEADER:
            self._check_limits(window, start, end, place)

        # Whole values are looked up here: two in three have come before, and a call costs as much as the look-up.
        known, read = ADDRESSES.known.get, ADDRESSES.read
        raw = get("from") or get("sender")
        senders = (known(raw) or read(raw))[0] if raw else ()
        raw = get("to")
        to, named = (known(raw) or read(raw)) if raw else _NOBODY
        raw = get("cc")
        cc, named_cc = (known(raw) or read(raw)) if raw else _NOBODY
        bcc, named_bcc = self._bcc(fields["bcc"], to, cc) if "bcc" in fields else _NOBODY
        if "x-from" in fields or "x-to" in fields:
            senders, to, cc = shown_names(fields, senders, to, cc)
        sender = senders[0] if senders else None
        if "from-2" in fields or len(senders) != 1:
            self._check_sender(fields, senders, place)

        stamp = parse_mail_date(fields["date"]) if "date" in fields else None
        if stamp is None or not (_SURELY_SET < stamp[0] < self._now or is_plausible(stamp[0], self._now)):
            stamp = self._date_elsewhere(message, place, fields)
        at, offset = stamp or (None, 0)
        flags = 0 if _MARKS.isdisjoint(fields) else _flags(fields, to, cc)
        if kind is _SENT_FOLDER:
            flags |= _SENT
            if sender:
                self._senders[sender] += 1
        delivered = get("delivered-to") or get("x-original-to")
        if delivered is not None:
            self._delivered[delivered] += 1
        title = decode_header_text(fields["subject"])[:LONGEST_TITLE] if "subject" in fields else ""
        uid = "" if at is not None else _undated_uid(window, start, end, fields)
        others = named + named_cc + named_bcc
        return _interaction(
            (_MAIL_CHANNEL, at, offset, sender, to, cc, bcc, others, title, size, flags, uid, place, ())
        )

    def _bcc(self, value: bytes, to: _Shown, cc: _Shown) -> tuple[_Shown, int]:
        """The hidden recipients, without those who are named openly too (Enron's export repeats Cc as Bcc)."""
        bcc, named = ADDRESSES.read(value)
        open_ones = {p.value for p in to} | {p.value for p in cc}
        hidden = tuple(p for p in bcc if p.value not in open_ones)
        return hidden, named - (len(bcc) - len(hidden))

    def _problem(self, place: str, code: str, **facts: str) -> None:
        self.problems.append(Problem(self.path, place, code, tuple(facts.items()), lost=False))

    def _check_sender(self, fields: dict[str, bytes], senders: _Shown, place: str) -> None:
        """Name what is wrong with From: none, several, or two that differ."""
        second = ADDRESSES.read(fields["from-2"])[0] if "from-2" in fields else ()
        if second and {p.value for p in second} != {p.value for p in senders}:
            self._problem(place, "two-senders", taken=senders[0].value if senders else "", other=second[0].value)
        if not senders:
            self._problem(place, "no-sender", written=decode_header_text(fields.get("from", b""))[:200])

    def _check_limits(self, window: bytes, start: int, end: int, place: str) -> None:
        """Name the limits that a big header broke (RELIABILITY: 64 KB a line, 1 MB, 1,000 fields)."""
        if end - start >= HEADER_BYTES:
            self._problem(place, "long-header", bytes=str(end - start))
        if count_fields(window, start, end) > MOST_FIELDS:
            self._problem(place, "many-fields", kept=str(MOST_FIELDS))

    def _date_elsewhere(self, message: RawMessage, place: str, fields: dict[str, bytes]) -> Stamp | None:
        """The newest Received stamp that can be true, else the envelope's; and a problem that says so."""
        written = decode_header_text(fields.get("date", b""))[:100]
        now, taken = self._now, "none"
        dates = received_dates(message.window, message.header_at, message.header_end)
        stamps = [s for s in map(parse_mail_date, dates) if s and is_plausible(s.at, now)]
        found = max(stamps, default=None)
        if found:
            taken = "received"
        else:
            found = parse_mail_date(from_line_date(message.from_line))
            if found and is_plausible(found.at, now):
                taken = "envelope"
            else:
                found = None
        self._problem(place, "broken-date", date=written, taken=taken)
        return found

    def closing(self) -> Iterator[Item]:
        """What is known only at a document's end: how much was skipped, and hints at the owner's addresses."""
        for code, times in sorted(self._skipped.items()):
            yield Problem(self.path, "", code, (("count", str(times)),), lost=False)
        for participant, times in _joined(self._senders.items()):
            yield OwnerHint("sent-folder", participant, times)
        received: Counter[Participant] = Counter()
        for value, times in self._delivered.items():
            for participant in ADDRESSES.read(value)[0]:
                received[participant] += times
        for participant, times in _joined(received.items()):
            yield OwnerHint("delivered-to", participant, times)


def _joined(counted: Iterable[tuple[Participant, int]]) -> list[tuple[Participant, int]]:
    """One hint per address, with its most used name, the most frequent first."""
    times: Counter[str] = Counter()
    names: dict[str, tuple[int, Participant]] = {}
    for participant, count in counted:
        times[participant.value] += count
        best = names.get(participant.value)
        if best is None or (bool(participant.name), count) > (bool(best[1].name), best[0]):
            names[participant.value] = (count, participant)
    return [(names[value][1], count) for value, count in times.most_common()]


_MARKS: Final = frozenset(
    (
        "list-id", "list-unsubscribe", "list-post", "precedence", "auto-submitted", "x-autoreply", "x-autorespond",
        "x-beenthere", "mailing-list", "content-class", "content-type", "return-path",
    )
)  # fmt: skip
_AUTOMATIC: Final = frozenset(("x-autoreply", "x-autorespond", "content-type", "return-path"))
_LIST_NAME = re.compile(rb"<([^<>\s]{3,250})>\s*$")


def _flags(fields: dict[str, bytes], to: _Shown, cc: _Shown) -> int:
    """BULK where no person wrote to a person, LIST where a person wrote to a discussion list.

    A list where members write names its own address: List-Post (RFC 2369 §3.4), `Precedence: list`, or a List-Id that
    is a recipient's address with a dot for the sign. A newsletter's List-Id is nobody's address.
    """
    if "auto-submitted" in fields and not fields["auto-submitted"].strip().lower().startswith(b"no"):
        return _BULK
    if not _AUTOMATIC.isdisjoint(fields) or b"calendarmessage" in fields.get("content-class", b""):
        return _BULK
    precedence = fields["precedence"].strip().lower() if "precedence" in fields else b""
    if precedence in {b"auto_reply", b"auto-reply"}:
        return _BULK
    if _is_discussion(fields, precedence, to, cc):
        return _LIST
    if "list-id" in fields or "list-unsubscribe" in fields or precedence in {b"bulk", b"junk"}:
        return _BULK
    return 0


def _is_discussion(fields: dict[str, bytes], precedence: bytes, to: _Shown, cc: _Shown) -> bool:
    if precedence == b"list" or "x-beenthere" in fields or "mailing-list" in fields:
        return True
    post = fields.get("list-post")
    if post is not None and b"@" in post:
        return True
    name = _list_name(fields["list-id"]) if "list-id" in fields else ""
    if name:
        for participant in (*to, *cc):
            if participant.value.replace("@", ".") == name:
                return True
    return False


@lru_cache(maxsize=2048)
def _list_name(list_id: bytes) -> str:
    """The name in a List-Id's brackets (RFC 2919), in lower case; "" where there is none."""
    match = _LIST_NAME.search(list_id)
    return match[1].decode("latin-1").lower() if match else ""


def _undated_uid(window: bytes, start: int, end: int, fields: dict[str, bytes]) -> str:
    """A lasting name for a message that has no instant: copies share it, other messages don't.

    A Message-ID alone is a claim that another message may repeat, so what the event's key is made of joins it.
    """
    name = message_id(window, start, end)
    if not name:
        return header_digest(window, start, end)
    parts = (b" ".join(fields.get(key, b"").lower().split()) for key in ("from", "to", "cc", "subject"))
    return f"{name} {blake2b(b'|'.join(parts), digest_size=6).hexdigest()}"
