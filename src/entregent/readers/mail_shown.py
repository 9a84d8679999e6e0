"""Display names that an export keeps beside bare addresses: X-From, X-To and X-cc of Notes and Exchange exports."""

import re

from entregent.formats.mail_words import decode_header_text
from entregent.model.handle import Participant

_Shown = tuple[Participant, ...]

_TAIL = re.compile(r"\s*<[^<>]*>(?:@\w+)?|@ENRON\b.*|\s*\(E-mail[^()]*\)|\s*\[[^\[\]]*\]", re.IGNORECASE)
_ENTRY = re.compile(r"\s*([^<>]*?)\s*<[^<>]*>(?:@\w+)?\s*(?:,|$)")
_SLASHED = re.compile(r"([^/]+)(?:/[\w .-]+){1,4}(?:@\w+)?")
"""Lotus Notes: `Kay Mann/Corp/Enron@Enron`."""


def shown_names(fields: dict[str, bytes], senders: _Shown, to: _Shown, cc: _Shown) -> tuple[_Shown, _Shown, _Shown]:
    """Give nameless participants the names of X-From, X-To and X-cc, where as many names stand as addresses."""
    if senders and not senders[0].name and "x-from" in fields:
        name = shown_name(decode_header_text(fields["x-from"]))
        if name:
            senders = (senders[0]._replace(name=name), *senders[1:])
    return senders, _named(to, fields.get("x-to", b"")), _named(cc, fields.get("x-cc", b""))


def _named(participants: _Shown, value: bytes) -> _Shown:
    if not value or not participants or any(p.name for p in participants):
        return participants
    names = split_names(decode_header_text(value[:65_536]))
    if len(participants) == 1 and len(names) != 1:
        names = [shown_name(decode_header_text(value))]
    if len(names) != len(participants):
        return participants
    return tuple(p._replace(name=name) if name else p for p, name in zip(participants, names, strict=True))


def split_names(text: str) -> list[str]:
    """Split a list of shown names. Where entries end in `<…>`, commas belong to names (`Last, First <…>`)."""
    entries = _ENTRY.findall(text) if "<" in text else [part for part in text.split(",") if part.strip()]
    return [shown_name(entry) for entry in entries]


def shown_name(text: str) -> str:
    """What is left of a shown entry when paths and addresses are cut off; "" when that is no name."""
    name = _TAIL.sub("", text).strip().strip("\"'").strip()
    slashed = _SLASHED.fullmatch(name)
    if slashed:
        name = slashed[1].strip()
    if not 1 < len(name) <= 100 or "@" in name or "/" in name or not any(c.isalpha() for c in name):
        return ""
    return "" if name.lower().startswith(("undisclosed", "recipients")) else name
