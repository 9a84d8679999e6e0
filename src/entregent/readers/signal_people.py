"""People of Signal exports: known by account, by number, or by the name that a tool wrote; and what calls say."""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from functools import lru_cache
from typing import Final
from uuid import UUID

from entregent.formats.bounded_text import one_line
from entregent.model.handle import ACCOUNT, NAME, PHONE, Participant
from entregent.readers.conversation import call
from entregent.text.phones import canonical_phone
from entregent.text.scripts import fold

ME: Final = Participant(NAME, "signal:me", "")
"""The owner: exports write "Me", "You", or only that a message went out."""

_OWN_WORDS: Final = frozenset(("me", "you", "note to self"))
_DETAILED: Final = re.compile(r"(.{0,300}?) ?\((\+\d{5,15}|group|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[^()]{1,100})\)")
_CALL: Final = re.compile(r"(Incoming|Outgoing|Missed) (?:voice |video |audio |group )?call(?: \(([^()]{0,60})\))? *")
_DURATION: Final = re.compile(r"(?:(\d{1,5})h ?)?(?:(\d{1,5})m ?)?(?:(\d{1,5})s)?$")


def uuid_of(given: str) -> str:
    """An account's id from its UUID or from the Base64 of its bytes; "" where it is neither."""
    try:
        return str(UUID(bytes=b64decode(given, validate=True)) if len(given) == 24 else UUID(given))
    except (ValueError, Base64Error):
        return ""


@lru_cache(maxsize=4096)
def shown_as(written: str) -> Participant | None:
    """Somebody as a tool shows them: "Ann Archer (+15145550100)", "Ann Archer", "Me"; None for nobody."""
    text = one_line(written, 400)
    found = _DETAILED.fullmatch(text)
    name, mark = (found[1], found[2]) if found is not None else (text, "")
    if mark.startswith("+") and (phone := canonical_phone(mark, "ZZ")):
        return Participant(PHONE, phone, name)
    if account := uuid_of(mark):
        return Participant(ACCOUNT, f"signal:{account}", name)
    name = name if mark in ("", "group") else text
    if text.startswith("+") and (phone := canonical_phone(text, "ZZ")):
        return Participant(PHONE, phone, "")
    value = fold(name).strip()
    if not value or value in ("no-sender", "none", "unknown"):
        return None
    return ME if value in _OWN_WORDS else Participant(NAME, f"signal:{value}", name)


def marked_as(written: str) -> Participant | None:
    """Somebody as a tool shows them beside their number or account; None where neither stands there."""
    return shown_as(written) if _DETAILED.fullmatch(one_line(written, 400)) and not is_group_name(written) else None


def is_group_name(written: str) -> bool:
    """Whether a tool marks a conversation's name as a group's."""
    return written.rstrip().endswith("(group)")


def call_told(body: str, *, outgoing: bool) -> tuple[int, int] | None:
    """Amount and flags of a call told in words ("Outgoing voice call (accepted, 3m 2s)"); None for other words."""
    found = _CALL.fullmatch(body) if body.startswith(("Incoming ", "Outgoing ", "Missed ")) else None
    if found is None:
        return None
    detail = found[2] or ""
    if found[1] == "Missed" or any(word in detail for word in ("unanswered", "declined", "missed", "notaccepted")):
        return call(0, outgoing=outgoing, answered=False)
    lasted = _DURATION.search(detail)
    if lasted is None or not lasted[0]:
        return call(None, outgoing=outgoing)
    hours, minutes, seconds = (int(part or 0) for part in lasted.groups())
    return call(hours * 3600 + minutes * 60 + seconds, outgoing=outgoing)
