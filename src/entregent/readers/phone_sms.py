"""Text messages as SMS Backup & Restore writes them: sms.xml, a gigabyte of pictures and all, with its groups."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Final

from entregent.formats.xml_stream import End, Flaw, Start, Wanted, read_xml
from entregent.model.handle import PHONE, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, Problem
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.phone_backup import Backup, own_hint, recognised
from entregent.readers.phone_numbers import SELF, is_service

_WANTED: Final = Wanted(
    starts=frozenset(("smses", "sms", "mms", "part", "addr")),
    ends=frozenset(("mms",)),
    units=frozenset(("sms", "mms")),
)
_RECEIVED, _SENT = "1", "2"
_UNSENT: Final = frozenset("3456")
"""Draft, outbox, failed, queued: nobody got them."""
# PduHeaders of Android: the part an address has in an MMS.
_BCC, _FROM = "129", "137"
_OWN_SHARE: Final = 0.2
"""Of the messages that show the owner's number; a second card in the phone is above."""


class PhoneMessages:
    """SMS and MMS of a phone, from SMS Backup & Restore."""

    name: ClassVar[str] = "phone_sms"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The root element tells it."""
        return recognised(document, "smses", "sms|mms", "sms-backup-messages")

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction for each message that went out or came in; drafts and failed ones are counted."""
        reading = _Messages(document, options)
        with document.open_stream() as stream:
            for found in read_xml(stream, _WANTED):
                told = None
                if isinstance(found, Start):
                    told = reading.start(found)
                elif isinstance(found, End):
                    told = reading.end()
                else:
                    reading.flaw(found)
                if told is not None:
                    yield told
                if reading.problems:
                    yield from reading.problems
                    reading.problems.clear()
        yield from reading.rest()


class _Messages:
    """One file on its way to interactions. At most one MMS is open."""

    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.backup = Backup(document, options)
        self.problems: list[Problem] = []
        self._open: Start | None = None
        self._addresses: list[tuple[str, str]] = []
        self._size = 0
        self._own: Counter[Participant] = Counter()

    def start(self, row: Start) -> Interaction | None:
        """An element begins; an SMS is told whole by its attributes."""
        name, attributes, _ = row
        if name == "sms":
            if self._open is not None:
                self._drop()
            return self._sms(row)
        if name == "addr":
            if len(self._addresses) < limits.PARTICIPANTS * 2:
                self._addresses.append((attributes.get("type", ""), attributes.get("address", "")))
        elif name == "part":
            text = attributes.get("text", "")
            if text != "null" and attributes.get("ct", "")[:10] == "text/plain":
                self._size += _bytes(text)
        elif name == "mms":
            self._drop()
            self._open = row
        else:
            self.backup.begin(attributes)
        return None

    def flaw(self, flaw: Flaw) -> None:
        """What could not be read; an open MMS is lost with it."""
        self._drop()
        self.problems.append(self.backup.flaw(flaw))

    def _drop(self) -> None:
        """Forget the open MMS: it was told, or a flaw tells that it does not end."""
        self._open = None
        self._addresses = []
        self._size = 0

    def end(self) -> Interaction | None:
        """The open MMS is whole."""
        told = self._mms(self._open) if self._open is not None else None
        self._drop()
        return told

    def _sms(self, row: Start) -> Interaction | None:
        told = row.attributes.get
        backup = self.backup
        backup.read += 1
        kind = told("type", "")
        if self._is_left_out(kind):
            return None
        address = told("address", "")
        others = self._people(address, told("contact_name", ""))
        if not others:
            backup.left_out.count("unaddressed-messages", lost=True)
            return None
        outgoing = kind == _SENT
        sender = SELF if outgoing else others[0]
        to = others if outgoing else (SELF, *others[1:])
        return self._told(row, "sms", sender, to, (), _bytes(told("body", "")))

    def _mms(self, row: Start) -> Interaction | None:
        told = row.attributes.get
        backup = self.backup
        backup.read += 1
        kind = told("msg_box", "") or told("type", "")
        if self._is_left_out(kind):
            return None
        person = backup.phones.person
        members = self._people(told("address", ""), told("contact_name", ""))
        bcc = tuple(one for part, text in self._addresses if part == _BCC and (one := person(text, "")))
        if kind == _SENT:
            sender: Participant | None = SELF
            to = tuple(one for one in members if one not in bcc) or self._addressed(_FROM)
            self._see_own(self._from(), members)
        else:
            sender = self._from() or (members[0] if len(members) == 1 else None)
            self._see_own_among(members, sender)
            others = self._others(members, sender)
            to = (SELF, *others)
        if not members and not to[1:] and (sender is None or not to):
            backup.left_out.count("unaddressed-messages", lost=True)
            return None
        return self._told(row, "mms", _as_named(sender, members), to, bcc if kind == _SENT else (), self._size)

    def _is_left_out(self, kind: str) -> bool:
        if kind in (_RECEIVED, _SENT):
            return False
        if kind in _UNSENT:
            self.backup.left_out.count("unsent-messages")
        else:
            self.backup.left_out.count("unknown-kinds", lost=True)
        return True

    def _people(self, addresses: str, name: str) -> tuple[Participant, ...]:
        """Those of a conversation, without the owner. The name beside several numbers is nobody's."""
        person = self.backup.phones.person
        if "~" not in addresses:
            alone = person(addresses, name)
            return () if alone is None else (alone,)
        parts = addresses.split("~")[: limits.PARTICIPANTS]
        found = dict.fromkeys(one for part in parts if (one := person(part, "")))
        return tuple(one for one in found if one not in self._own) or tuple(found)

    def _addressed(self, besides: str) -> tuple[Participant, ...]:
        """Everybody whom the addresses of the open MMS name, but those with this part in it."""
        person = self.backup.phones.person
        found = (person(text, "") for part, text in self._addresses if part not in (besides, _BCC))
        return tuple(dict.fromkeys(one for one in found if one is not None and one not in self._own))

    def _from(self) -> Participant | None:
        for part, text in self._addresses:
            if part == _FROM:
                return self.backup.phones.person(text, "")
        return None

    def _others(self, members: tuple[Participant, ...], sender: Participant | None) -> tuple[Participant, ...]:
        """Who else got what was received, the owner apart."""
        there = {one.value: one for one in (*members, *self._addressed(_FROM))}
        if sender is not None:
            there.pop(sender.value, None)
        return tuple(one for one in there.values() if len(members) > 1 or one in members)

    def _see_own(self, sender: Participant | None, members: tuple[Participant, ...]) -> None:
        """A number from which the owner sent is the owner's."""
        if sender is not None and sender.kind == PHONE and all(sender.value != one.value for one in members):
            self._own[sender] += 1

    def _see_own_among(self, members: tuple[Participant, ...], sender: Participant | None) -> None:
        """What was received went to the owner too: the one recipient who is not of the conversation."""
        known = {one.value for one in members}
        if sender is None or sender.value not in known:
            return
        person = self.backup.phones.person
        named = {person(text, "") for part, text in self._addresses if part not in (_FROM, _BCC)}
        rest = [one for one in named if one is not None and one.kind == PHONE and one.value not in known]
        if len(rest) == 1:
            self._own[rest[0]] += 1

    def _told(
        self,
        row: Start,
        what: str,
        sender: Participant | None,
        to: tuple[Participant, ...],
        bcc: tuple[Participant, ...],
        amount: int,
    ) -> Interaction:
        backup = self.backup
        told = row.attributes.get
        written = told("date", "")
        at = backup.instant(written)
        if at is None:
            self.problems += backup.left_out.broken_date(f"line {row.line}", written)
        flags = Flag.SENT if sender is SELF else Flag.BULK if sender is not None and is_service(sender) else 0
        backup.owned += 1
        by = sender.value if sender is not None else ""
        return Interaction(
            Channel.TEXT,
            at,
            backup.clock.offset(at, told("readable_date", "")) if at is not None else 0,
            sender,
            to,
            (),
            bcc,
            len(to) + len(bcc),
            "",
            amount,
            flags,
            f"{what}:{by}:{self._conversation(told('address', ''))}:{written}",
            f"line {row.line}",
        )

    def _conversation(self, addresses: str) -> str:
        """What names a conversation in every export: all of its numbers, in whatever form and order they come."""
        person = self.backup.phones.person
        if "~" not in addresses:
            alone = person(addresses, "")
            return alone.value if alone is not None else ""
        parts = addresses.split("~")[: limits.PARTICIPANTS]
        return ",".join(sorted({one.value for part in parts if (one := person(part, ""))}))

    def rest(self) -> Iterator[Item]:
        """What the whole file tells."""
        yield from self.backup.rest()
        most = max(self._own.values(), default=0)
        for number, times in sorted(self._own.items()):
            if times >= most * _OWN_SHARE:
                yield own_hint(number, times)


def _as_named(sender: Participant | None, members: tuple[Participant, ...]) -> Participant | None:
    """The sender with the name that the conversation shows for the number."""
    if sender is None or sender.name:
        return sender
    return next((one for one in members if one.value == sender.value), sender)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
