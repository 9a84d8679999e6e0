"""Accounts of X: by number and by screen name, and whose an archive is."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Part
from entregent.formats.network_date import network_date
from entregent.model.handle import ACCOUNT, NAME, URL, Participant
from entregent.readers.base import Document, ReadOptions
from entregent.readers.claims import HandleBag
from entregent.readers.json_parts import EARLIEST, TWO_DAYS, Fields, fields, parts, text

ASSIGNMENT: Final = re.compile(r"[\w.$]{1,100}\s*=\s*")
"""What each file of an archive begins with, before its JSON."""
ANYBODY: Final = Participant(NAME, "twitter:archive owner", "")
"""The archive's account where no file says which it is."""

_OWNER_FILES: Final = ("account.js", "account-timezone.js", "verified.js", "manifest.js")
_FIRST_PARTS: Final = 8
ACCOUNTS_REMEMBERED: Final = 100_000
"""Accounts of one file kept at hand; then they are met anew."""
_SCREEN: Final = re.compile(r"\w{1,20}", re.ASCII)


def account(number: str, name: str = "") -> Participant | None:
    """The participant behind an account's number; None where it is none."""
    if number.isascii() and number.isdecimal() and len(number) <= 20:
        return Participant(ACCOUNT, f"twitter:{number}", name)
    return None


def by_screen_name(screen: str) -> Participant | None:
    """The participant of a screen name, where nothing tells the number."""
    screen = screen.removeprefix("@").lower()
    return Participant(ACCOUNT, f"twitter:{screen}", "") if _SCREEN.fullmatch(screen) else None


def add_handles(bag: HandleBag, who: Participant, screen: str) -> None:
    """What reaches an account: its number, the name that it bears, and its page."""
    bag.add(ACCOUNT, who.value, "x", who.value)
    named = by_screen_name(screen)
    if named is not None:
        bag.add(ACCOUNT, named.value, "x", named.value)
        page = f"x.com/{named.value.removeprefix('twitter:')}"
        bag.add(URL, page, "x", page)


def instant(written: object, options: ReadOptions) -> tuple[int | None, int]:
    """(UTC seconds, offset) of a date; (None, 0) where it is none or absurd."""
    found = network_date(written) if isinstance(written, str) else None
    if found is None or not EARLIEST <= found.at <= options.now + TWO_DAYS:
        return None, 0
    return found


def owner_of(document: Document) -> Participant | None:
    """The archive's account, from whichever of its files tells it."""
    for name in _OWNER_FILES:
        who = participant_of(document.export.once(name, _learn_owner))
        if who is not None:
            return who
    return None


def participant_of(given: Fields) -> Participant | None:
    """The account that these fields describe."""
    name = text(given.get("accountDisplayName")) or text(given.get("displayName"))
    return account(text(given.get("accountId")), one_line(name, 200))


def _learn_owner(stream: BinaryIO | None) -> Fields:
    """The first thing in a file that has an account's number."""
    if stream is not None:
        for given in _first_fields(stream):
            if participant_of(given) is not None:
                return given
    return {}


def _first_fields(stream: BinaryIO) -> Iterator[Fields]:
    for part in islice(parts(stream, "", ("",), ASSIGNMENT), _FIRST_PARTS):
        if isinstance(part, Part):
            value = fields(part.value)
            yield value
            yield from map(fields, value.values())
