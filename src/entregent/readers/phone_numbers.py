"""Whom a telephone names: numbers, short codes, names beside them; and the owner, whom no phone names."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import ACCOUNT, MAIL, PHONE, Participant
from entregent.readers.claims import mail_address
from entregent.text.phones import canonical_phone
from entregent.text.scripts import fold

SELF: Final = Participant(ACCOUNT, "phone:self", "")
"""The owner, at whatever phone: its exports say "sent" and "received", and name nobody."""
REMEMBERED: Final = 50_000
"""Numbers and names whose meaning is remembered before it begins afresh."""
LOCAL_DIGITS: Final = 7
"""A number of so many digits, without area code, may be a person's; a shorter one is a service's."""

_NOBODY: Final = frozenset(
    (
        *("", "-1", "-2", "-3", "null", "unknown", "private", "restricted", "payphone", "anonymous", "withheld"),
        *("unavailable", "blocked", "no caller id", "inconnu", "prive", "masque", "numero masque", "numero prive"),
        *("confidentiel", "anonyme", "unbekannt", "desconocido", "sconosciuto", "desconhecido", "onbekend"),
        *("private number", "unknown number", "numero inconnu", "(unknown)", "(inconnu)", "insert-address-token"),
    )
)
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:[\s\u00a0\u202f]?([AaPp])\.?[\s\u00a0]?[Mm])?", re.ASCII)
_NUMBERS: Final = re.compile(r"\d+", re.ASCII)
_QUARTER: Final = 900
_DAY: Final = 86_400
_FAR_WEST: Final = -600
"""Minutes: what lies further west than Hawaii may as well be New Zealand, a day later."""


def is_nobody(address: str) -> bool:
    """Whether a phone writes this for somebody whom it does not know."""
    return not address or fold(address) in _NOBODY


def is_service(person: Participant) -> bool:
    """Whether this is a short code or a word instead of a number: no person writes from one."""
    return person.value.startswith("sms:")


class Phones:
    """Participants from what stands in the number's and the name's place, each worked out once."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._known: dict[tuple[str, str], Participant | None] = {}

    def person(self, address: str, name: str) -> Participant | None:
        """Who this is; None for nobody."""
        key = (address, name)
        try:
            return self._known[key]
        except KeyError:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[key] = _participant(address.strip(), shown_name(name), self._region)
            return found


def shown_name(text: str) -> str:
    """The name beside a number; "" where it says that there is none, or is the number itself."""
    name = one_line(text)
    return "" if is_nobody(name) or not re.search(r"[^\W\d_]", name) else name


def _participant(address: str, name: str, region: str) -> Participant | None:
    if is_nobody(address):
        return None
    phone = canonical_phone(address, region)
    if phone is not None:
        return Participant(PHONE, phone, name)
    mail = mail_address(address)
    if mail is not None:
        return Participant(MAIL, mail, name)
    digits = "".join(_NUMBERS.findall(address))
    is_short = len(digits) < LOCAL_DIGITS or re.search(r"[^\W\d_]", address) is not None
    value = fold(one_line(address, 60)).replace(" ", "") if is_short else digits
    if not value:
        return None
    # A short code in the address book is somebody's all the same.
    return Participant(ACCOUNT, f"sms:{value}" if is_short and not name else f"phone:{value}", name)


class Clock:
    """Minutes east of UTC at an instant: as the local time written beside it tells, else in the book's zone."""

    def __init__(self, zone: str) -> None:
        self._zone = zone_by_name(zone) or ZoneInfo("UTC")
        self._hours = lru_cache(4096)(self._of_hour)

    def offset(self, at: int, readable: str) -> int:
        """The offset, in steps of a quarter of an hour."""
        # Begun where the clock is, the search is over at once.
        at_colon = readable.find(":")
        found = _CLOCK.search(readable, max(at_colon - 2, 0)) if at_colon > 0 else None
        if found is None:
            return self._hours(at // 3600)
        hour, half = int(found[1]), found[4]
        if half:
            hour = hour % 12 + (12 if half in "pP" else 0)
        local = hour * 3600 + int(found[2]) * 60 + int(found[3] or at % 60)
        quarters = round((local - at) % _DAY / _QUARTER)
        offset = (quarters * 15 + 720) % 1440 - 720 or 0
        if offset <= _FAR_WEST and not self._is_on_day(at + offset * 60, readable):
            return offset + 1440
        return offset

    def _of_hour(self, hour: int) -> int:
        moment = datetime.fromtimestamp(hour * 3600, UTC).astimezone(self._zone)
        return round((moment.utcoffset() or moment.utcoffset()).total_seconds() / 60)  # type: ignore[union-attr]

    def _is_on_day(self, local: int, readable: str) -> bool:
        return datetime.fromtimestamp(local, UTC).day in map(int, _NUMBERS.findall(readable[:100]))
