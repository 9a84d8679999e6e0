"""Calls as SMS Backup & Restore writes them: calls.xml; the missed, rejected and dropped ones are attempts."""

from collections.abc import Iterator
from typing import ClassVar, Final

from entregent.formats.xml_stream import Flaw, Start, Wanted, read_xml
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.conversation import call
from entregent.readers.phone_backup import Backup, recognised
from entregent.readers.phone_numbers import SELF, is_service

_WANTED: Final = Wanted(starts=frozenset(("calls", "call")), units=frozenset(("call",)))
# android.provider.CallLog.Calls: the type of a call.
_INCOMING, _OUTGOING, _MISSED, _VOICEMAIL, _REJECTED, _REFUSED, _ELSEWHERE = "1", "2", "3", "4", "5", "6", "7"
_KINDS: Final = frozenset((_INCOMING, _OUTGOING, _MISSED, _VOICEMAIL, _REJECTED, _REFUSED, _ELSEWHERE))
_ANSWERED: Final = frozenset((_INCOMING, _OUTGOING, _ELSEWHERE))
"""The last one: taken on another device."""


class PhoneCalls:
    """The call log of a phone, from SMS Backup & Restore."""

    name: ClassVar[str] = "phone_calls"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The root element tells it."""
        return recognised(document, "calls", "call", "sms-backup-calls")

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction for each call with somebody."""
        backup = Backup(document, options)
        with document.open_stream() as stream:
            for found in read_xml(stream, _WANTED):
                if isinstance(found, Flaw):
                    yield backup.flaw(found)
                elif isinstance(found, Start) and found.name == "call":
                    yield from _call(backup, found)
                elif isinstance(found, Start):
                    backup.begin(found.attributes)
        yield from backup.rest()


def _call(backup: Backup, row: Start) -> Iterator[Interaction | Item]:
    told = row.attributes.get
    backup.read += 1
    kind = told("type", "")
    other = backup.phones.person(told("number", ""), told("contact_name", ""))
    if other is None or is_service(other):
        backup.left_out.count("hidden-callers" if other is None else "service-calls")
        return
    if kind not in _KINDS:
        backup.left_out.count("unknown-kinds", lost=True)
        return
    written = told("date", "")
    at = backup.instant(written)
    if at is None:
        yield from backup.left_out.broken_date(f"line {row.line}", written)
    outgoing = kind == _OUTGOING
    amount, flags = call(_seconds(told("duration", ""), kind), outgoing=outgoing, answered=kind in _ANSWERED)
    if outgoing:
        flags |= Flag.SENT
    elif kind == _REFUSED:
        flags |= Flag.BULK
    backup.owned += 1
    yield Interaction(
        channel=Channel.CALL,
        at=at,
        offset=backup.clock.offset(at, told("readable_date", "")) if at is not None else 0,
        sender=SELF if outgoing else other,
        to=(other,) if outgoing else (SELF,),
        others=1,
        amount=amount,
        flags=flags,
        place=f"line {row.line}",
    )


def _seconds(text: str, kind: str) -> int | None:
    """How long it took; None where that is not told."""
    if text.isdecimal() and len(text) < 9:
        seconds = int(text)
        return None if kind == _ELSEWHERE and not seconds else seconds
    return None
