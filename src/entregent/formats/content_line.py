"""Content lines, the syntax that vCard and iCalendar share: `group.NAME;PARAM=value:value` (RFC 6350, RFC 5545)."""

import binascii
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from entregent.formats.bounded_text import plain_lines

Params = Mapping[str, tuple[str, ...]]
NO_PARAMS: Final[Params] = {}
BINARY_NAMES: Final = frozenset(("PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "IMAGE", "X-MS-CARDPICTURE"))
"""Properties whose value is never kept, nor decoded."""
FOLD_OCTETS: Final = 75
HEAD_CACHED: Final = 200
"""Longest head that is remembered."""


class Line(NamedTuple):
    """One property. Names and parameter names are upper case; `value` has its charset undone, not its escapes."""

    number: int
    group: str
    name: str
    params: Params
    value: str

    def param(self, name: str) -> str:
        """The first value of a parameter, "" where it is absent."""
        values = self.params.get(name)
        return values[0] if values else ""

    @property
    def types(self) -> frozenset[str]:
        """The TYPE words in lower case, however the producer listed them."""
        return frozenset(word.strip().lower() for text in self.params.get("TYPE", ()) for word in text.split(","))


class Flaw(NamedTuple):
    """A line that could not be used: where, and a stable word for why."""

    number: int
    reason: str


# What a declared charset may be: others (punycode, unicode_escape, ...) cost much or mean nothing here.
_CHARSETS: Final = re.compile(
    r"utf-?8|utf-?16(le|be)?|(us-)?ascii|(iso-?8859|iso8859|latin)[-_]?\d{1,2}|(windows|cp)-?\d{3,4}|koi8-?[ru]"
    r"|shift[-_]?jis|sjis|euc-?(jp|kr|cn)|gb\d{4,5}|gbk|big5|iso-2022-\w{2,6}|macintosh|mac-?roman",
    re.IGNORECASE,
)
_ENCODINGS: Final = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING", "7BIT": "ENCODING"}
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}")
_GROUP: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_ -]{0,99}")
_CARET: Final = re.compile(r"\^[n^']")
_CARETS: Final = {"^n": "\n", "^^": "^", "^'": '"'}
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE: Final = re.compile(r"[\\,;\n]")


def decode(raw: bytes, charset: str = "") -> str:
    """Bytes as text: by the declared charset where it is known and fits, else strict UTF-8, else Windows-1252."""
    if charset and _CHARSETS.fullmatch(charset.strip()):
        try:
            return raw.decode(charset.strip())
        except (UnicodeDecodeError, LookupError):
            pass
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def parse_line(number: int, raw: bytes) -> Line | Flaw:
    """One unfolded line. Quoted parameters, bare ones of vCard 2.1, RFC 6868 and quoted-printable are undone."""
    cut = raw.find(b":")
    if cut > 0 and raw.find(b'"', 0, cut) >= 0:
        cut = _end_of_head(raw)
    if cut < 0:
        return Flaw(number, "no-colon")
    head = raw[:cut]
    parsed = _parse_head(head) if len(head) <= HEAD_CACHED else _parse_head.__wrapped__(head)
    if parsed is None:
        return Flaw(number, "bad-name")
    group, name, params = parsed
    if name in BINARY_NAMES:
        return Line(number, group, name, params, "")
    return Line(number, group, name, params, _value(raw[cut + 1 :], params))


@lru_cache(maxsize=4_096)
def _parse_head(raw: bytes) -> tuple[str, str, Params] | None:
    """Group, name and parameters; None where there is no name. Few heads make up most of a file."""
    name = head = decode(raw)
    params = NO_PARAMS
    if ";" in head:
        name, params = _split_head(head)
    group = ""
    name = name.strip("\ufeff \t")
    if "." in name:
        group, _, name = name.rpartition(".")
    if not _NAME.fullmatch(name) or (group and not _GROUP.fullmatch(group)):
        return None
    return group, name.upper(), params


def _value(raw: bytes, params: Params) -> str:
    if not params or not ("ENCODING" in params or "CHARSET" in params):
        return decode(raw)
    if "QUOTED-PRINTABLE" in (encoding.upper() for encoding in params.get("ENCODING", ())):
        raw = binascii.a2b_qp(raw)
    return decode(raw, *params.get("CHARSET", ())[:1])


def _end_of_head(raw: bytes) -> int:
    """Where the colon outside quotes is; a quote that never closes counts as none."""
    quoted = False
    for at, byte in enumerate(raw[:65_536]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return at
    return raw.find(b":")


def _split_head(head: str) -> tuple[str, Params]:
    pieces = head.split(";") if '"' not in head else split_outside_quotes(head, ";")
    params: dict[str, tuple[str, ...]] = {}
    for piece in pieces[1:200]:
        key, equals, text = piece.partition("=")
        key = key.strip().upper()
        if not equals:
            if not key:
                continue
            text = key
            key = _ENCODINGS.get(key, "TYPE")
        if '"' in text:
            values = tuple(part.strip().strip('"') for part in split_outside_quotes(text, ","))
        else:
            values = tuple(text.split(","))
        if "^" in text:
            values = tuple(_CARET.sub(lambda found: _CARETS[found[0]], value) for value in values)
        params[key] = params.get(key, ()) + values
    return pieces[0], params


def split_outside_quotes(text: str, mark: str) -> list[str]:
    """Split at `mark` where it stands outside double quotes."""
    found = []
    start = 0
    quoted = False
    for at, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == mark and not quoted:
            found.append(text[start:at])
            start = at + 1
    found.append(text[start:])
    return found


def unescape(value: str) -> str:
    r"""Undo \n, \, \; and \\ (RFC 6350 §3.4)."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_escaped(value: str, mark: str) -> list[str]:
    """Split at unescaped `mark` and undo the escapes of each part."""
    if "\\" not in value:
        return value.split(mark)
    parts = [""]
    for piece in re.findall(r"\\.|[^\\" + re.escape(mark) + r"]+|.", value, re.DOTALL):
        if piece == mark:
            parts.append("")
        else:
            parts[-1] += unescape(piece)
    return parts


def escape(text: str) -> str:
    r"""Text for a value: line breaks become \n and control characters are dropped, so that no line is injected."""
    return _TO_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else "\\" + found[0], plain_lines(text))


def write_param(text: str) -> str:
    """Text for a parameter value, encoded after RFC 6868 and quoted where it needs quotes."""
    plain = plain_lines(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{plain}"' if any(mark in plain for mark in ",;:") else plain


def fold(line: str) -> str:
    r"""A line cut at 75 octets, never inside a character, each cut followed by one space; ends in "\r\n"."""
    raw = line.encode()
    if len(raw) <= FOLD_OCTETS:
        return line + "\r\n"
    pieces = []
    start = 0
    room = FOLD_OCTETS
    while start < len(raw):
        end = min(start + room, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end].decode())
        start = end
        room = FOLD_OCTETS - 1
    return "\r\n ".join(pieces) + "\r\n"
