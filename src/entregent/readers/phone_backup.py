"""What the files of SMS Backup & Restore have in common: their XML, their dates, and how much they should hold."""

import re
from collections.abc import Iterator
from typing import Final

from entregent.formats import xml_stream
from entregent.formats.xml_stream import Flaw
from entregent.model.handle import Participant
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.conversation import LeftOut
from entregent.readers.phone_numbers import SELF, Clock, Phones

EARLIEST: Final = 631_152_000
"""1990: no phone keeps messages or calls from before."""
AHEAD_SECONDS: Final = 2 * 86_400
_AS_SECONDS: Final = 100_000_000_000
"""A number below is seconds, not milliseconds: some apps write so."""


def recognised(document: Document, root: str, row: str, signal: str) -> Recognition | None:
    """Whether the document's head begins an element `root`, or holds rows of it (a file whose beginning is lost)."""
    if document.is_folder or b"\0\0" in document.head[:64]:
        return None
    head = document.head.replace(b"\0", b"")[:4_096].decode("latin-1")
    if re.search(rf"<{root}[\s>/]", head):
        return Recognition(0.97, signal)
    if re.search(rf"<(?:{row})\s[^<>]{{0,400}}\b(?:date|address|number)=\"", head):
        return Recognition(0.8, signal)
    return None


class Backup:
    """One file on its way to interactions: its people, its clock, what is left out, what its root promised."""

    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.path = document.path
        self.phones = Phones(options.region)
        self.clock = Clock(options.zone)
        self.left_out = LeftOut(document.path)
        self.latest = options.now + AHEAD_SECONDS
        self.promised = 0
        self.read = 0
        self.owned = 0
        """Interactions with the owner in them."""

    def begin(self, attributes: dict[str, str]) -> None:
        """The root element: how many rows the app meant to write. Several documents in one file add up."""
        count = attributes.get("count", "")
        self.promised += int(count) if count.isdecimal() and len(count) < 12 else 0

    def instant(self, written: str) -> int | None:
        """UTC seconds of a number of milliseconds; None where it is no date a phone can have seen."""
        if not (written.isdecimal() and len(written) < 18):
            return None
        number = int(written)
        at = number // 1000 if number >= _AS_SECONDS else number
        return at if EARLIEST <= at <= self.latest else None

    def flaw(self, flaw: Flaw) -> Problem:
        """What could not be read of the XML."""
        return Problem(self.path, flaw.place, flaw.code, _LIMITS.get(flaw.code, ()), flaw.lost)

    def rest(self) -> Iterator[Item]:
        """What the whole file tells: what was left out, what is missing, and that the phone is the owner's."""
        yield from self.left_out.told()
        if self.read < self.promised:
            facts = (("count", str(self.promised)), ("read", str(self.read)))
            yield Problem(self.path, "several", "fewer-than-counted", facts)
        if self.owned:
            yield OwnerHint("account-owner", SELF, self.owned)


def own_hint(number: Participant, times: int) -> OwnerHint:
    """A number that the phone's own is."""
    return OwnerHint("account-owner", number._replace(name=""), times)


_LIMITS: Final = {"xml-too-deep": (("limit", str(xml_stream.DEPTH_LIMIT)),)}
