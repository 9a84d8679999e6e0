"""Header text: encoded words (RFC 2047, with the language of RFC 2231 §5), raw 8-bit bytes, folds."""

import re
from binascii import Error as BinasciiError
from binascii import a2b_base64, a2b_qp

from entregent.text.charsets import decode_labelled, decode_unlabelled

_WORD = re.compile(r"=\?([^?*\s]{1,64})(?:\*[^?\s]{0,64})?\?([bBqQ])\?([^?]*)\?=")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def decode_header_text(value: bytes) -> str:
    """Turn an unstructured header value into one line of text: decoded, without folds, NUL or control codes."""
    text = value.decode("ascii") if value.isascii() else decode_unlabelled(value)
    if "=?" in text:
        text = decode_words(text)
    return one_line(text)


def one_line(text: str) -> str:
    """The text without folds, surplus blanks and control codes."""
    # The only blank that is printable is the plain one: nearly every text is clean already, and this tells it.
    if text.isprintable() and "  " not in text:
        return text.strip()
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(_CONTROLS.sub("", text).split())


def decode_words(text: str) -> str:
    """Decode the encoded words in `text`; what is broken stays as it stands.

    White space between two encoded words goes (RFC 2047 §6.2); neighbours of one charset are joined before decoding,
    because senders split characters across words.
    """
    parts = _WORD.split(text)
    pieces: list[str] = [parts[0]]
    raw, charset = b"", ""
    for at in range(1, len(parts), 4):
        named, encoding, encoded, after = parts[at : at + 4]
        word = _word_bytes(encoding, encoded)
        if word is None:
            pieces.append(f"=?{named}?{encoding}?{encoded}?={after}")
            continue
        if raw and named.lower() != charset:
            pieces.append(decode_labelled(raw, charset))
            raw = b""
        raw, charset = raw + word, named.lower()
        if at + 4 >= len(parts) or (after and not after.isspace()):
            pieces.append(decode_labelled(raw, charset))
            pieces.append(after)
            raw = b""
    if raw:
        pieces.append(decode_labelled(raw, charset))
    return "".join(pieces)


def _word_bytes(encoding: str, encoded: str) -> bytes | None:
    """The bytes of one encoded word; None when they can't be had."""
    if encoding in "qQ":
        return a2b_qp(encoded, header=True) if encoded.isascii() else None
    try:
        return a2b_base64(encoded)
    except (BinasciiError, ValueError):
        letters = _NOT_BASE64.sub("", encoded)
    # One letter over can't hold a byte: drop it, keep the rest (seen in cut subjects).
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return a2b_base64(letters + "=" * (-len(letters) % 4))
