"""What some bytes seem to be, from their beginning: for saying why a file was not read, and for telling loose mail."""

import re
from typing import Final

_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"!BDN", "Outlook PST"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook MSG or old Office"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"RIFF", "audio or video"),
    (b"bplist00", "property list"),
)
_WORDS: Final = (
    (re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S), "HTML"),
    (re.compile(rb"\s*<(?:\?xml|[A-Za-z][\w:.-]{0,60}[\s>/])"), "XML"),
    (re.compile(rb"\s*[{\[]\s*[\"{\[\]}\dtfn-]"), "JSON"),
    (re.compile(rb"\s*BEGIN:VCARD", re.I), "vCard"),
    (re.compile(rb"\s*BEGIN:VCALENDAR", re.I), "iCalendar"),
    (re.compile(rb"From \S"), "mbox"),
    (re.compile(rb"dn::? ", re.I), "LDIF"),
)
_OFFICE: Final = (b"[Content_Types].xml", b"mimetype", b"META-INF/", b"AndroidManifest.xml")
_FIELD: Final = re.compile(rb"[!-9;-~]{1,76}[ \t]{0,8}:")
_MAIL_FIELD: Final = re.compile(
    rb"^(?:from|date|received|message-id|return-path|delivered-to|x-from|reply-to|sender|to|subject)[ \t]{0,8}:",
    re.I | re.M,
)


def looks_like(head: bytes) -> str:
    """Name what a file seems to be from its first bytes: "PDF", "HTML", "text" … or "unknown bytes"."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return "Office document or program package" if is_office(head) else name
    if head[4:8] == b"ftyp":
        return "audio or video"
    plain = _plain(head[:8192])
    for pattern, name in _WORDS:
        if pattern.match(plain):
            return name
    if not plain.strip():
        return "nothing but spaces" if head else "an empty file"
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in plain)
    return "text" if odd * 50 <= len(plain) else "unknown bytes"


def _plain(head: bytes) -> bytes:
    """The head without byte order mark, UTF-16 turned to bytes that the patterns can see."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def is_office(head: bytes) -> bool:
    """Whether a zip is really a document or a program, by its first member."""
    return head[:4] == b"PK\x03\x04" and head[30:60].startswith(_OFFICE)


def is_raw_message(head: bytes) -> bool:
    """Whether a file begins as one mail message without an mbox line: header fields, one of them a mail's."""
    block = re.split(rb"\r?\n\r?\n", head[:8192].lstrip(b"\r\n"), maxsplit=1)[0]
    if not _FIELD.match(block) or block[:6].upper() == b"BEGIN:":
        return False
    named = {match.group().lower() for match in _MAIL_FIELD.finditer(block)}
    return len(named) >= 2 or any(name.startswith((b"received", b"message-id", b"return-path")) for name in named)
