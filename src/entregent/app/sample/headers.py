"""Mail headers as programs write them: encoded words, names beside addresses, date and identity lines."""

from binascii import b2a_base64
from functools import lru_cache
from typing import Final

_SPECIALS: Final = frozenset('()<>[]:;@\\,."')


def _chunks(text: str, room: int, charset: str) -> list[bytes]:
    """A text in pieces of at most `room` bytes that never split a character (RFC 2047, 5)."""
    made: list[bytes] = []
    left = bytearray()
    for sign in text:
        coded = sign.encode(charset)
        if len(left) + len(coded) > room:
            made.append(bytes(left))
            left.clear()
        left += coded
    made.append(bytes(left))
    return made


def _q_word(raw: bytes) -> str:
    """Bytes in the Q encoding (RFC 2047, 4.2)."""
    return "".join(
        chr(b) if 48 <= b < 58 or 65 <= b < 91 or 97 <= b < 123 else "_" if b == 32 else f"={b:02X}" for b in raw
    )


@lru_cache(maxsize=20_000)
def encoded(text: str, way: str = "B") -> str:
    """A header text: plain where it is ASCII, else encoded words, folded; `way` is B, Q or L (Latin-1 in Q)."""
    if text.isascii():
        return text
    if way == "L":
        try:
            return "\n ".join(f"=?iso-8859-1?Q?{_q_word(raw)}?=" for raw in _chunks(text, 18, "latin-1"))
        except UnicodeEncodeError:
            way = "Q"
    if way == "Q":
        return "\n ".join(f"=?UTF-8?Q?{_q_word(raw)}?=" for raw in _chunks(text, 20, "utf-8"))
    return "\n ".join(f"=?utf-8?B?{b2a_base64(raw, newline=False).decode()}?=" for raw in _chunks(text, 42, "utf-8"))


def mailbox(name: str, address: str, way: str = "B") -> str:
    """A name beside an address (RFC 5322, 3.4)."""
    if not name.isascii():
        return f"{encoded(name, way)} <{address}>"
    if any(sign in _SPECIALS for sign in name):
        return f'"{name}" <{address}>'
    return f"{name} <{address}>"
