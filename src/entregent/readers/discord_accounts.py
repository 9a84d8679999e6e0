"""Accounts of Discord, by number and by name."""

import re
from typing import Final

from entregent.formats.bounded_text import one_line
from entregent.formats.network_date import network_date
from entregent.model.handle import ACCOUNT, Participant
from entregent.readers.base import ReadOptions
from entregent.readers.claims import HandleBag, account_name
from entregent.readers.json_parts import EARLIEST, TWO_DAYS, Fields, text

_NO_NUMBER: Final = frozenset(("", "0", "0000"))
_GONE: Final = re.compile(r"Deleted User(?: [0-9a-f]{4,8})?|Deleted User_[0-9a-z]+", re.IGNORECASE)


def account(number: str, name: str = "") -> Participant | None:
    """The participant behind an account's number; None where it is none."""
    if number.isascii() and number.isdecimal() and len(number) <= 20:
        return Participant(ACCOUNT, f"discord:{number}", "" if _GONE.fullmatch(name) else name)
    return None


def shown(user: Fields) -> str:
    """The name that others see."""
    given = (text(user.get(key)) for key in ("nickname", "global_name", "name", "username"))
    return one_line(next((each for each in given if each.strip()), ""), 200)


def add_handles(bag: HandleBag, who: Participant, name: str, number: str = "") -> None:
    """The account, and the name that reaches it: alone, or with a number as it was until 2023."""
    bag.add(ACCOUNT, who.value, "discord", who.value)
    if name and not name.isdecimal() and not _GONE.fullmatch(name):
        spelled = name if number in _NO_NUMBER else f"{name}#{number}"
        bag.add(ACCOUNT, account_name("discord", spelled), "discord", spelled)


def instant(written: object, options: ReadOptions) -> tuple[int | None, int]:
    """(UTC seconds, offset) of a date; (None, 0) where it is none or absurd."""
    found = network_date(written) if isinstance(written, str) else None
    if found is None or not EARLIEST <= found.at <= options.now + TWO_DAYS:
        return None, 0
    return found
