"""A header block as the few fields that Entregent needs, found in one pass over the bytes."""

import re
from typing import Final, NamedTuple

HEADER_BYTES: Final = 1 << 20
MOST_FIELDS: Final = 1000

FIELDS: Final = (
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "subject",
    "sender",
    "delivered-to",
    "x-original-to",
    "precedence",
    "auto-submitted",
    "list-id",
    "list-post",
    "list-unsubscribe",
    "mailing-list",
    "content-class",
    "x-autoreply",
    "x-autorespond",
    "x-beenthere",
    "x-from",
    "x-to",
    "x-cc",
    "x-gmail-labels",
)


def _branches(names: list[str]) -> str:
    """A pattern for `names` as a tree, so that most lines are refused at their first letter."""
    if names == [""]:
        return ""
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name[:1], []).append(name[1:])
    rest = [re.escape(first) + _branches(tails) if first else "" for first, tails in by_first.items()]
    return rest[0] if len(rest) == 1 else "(?:" + "|".join(rest) + ")"


_SPELLINGS = {
    spelled.encode("ascii"): key
    for key in FIELDS
    for spelled in (key, key.title(), key.upper(), key.title().replace("-Id", "-ID"), key.replace("x-", "X-", 1))
}
"""How mailers spell the names. Literal alternatives are refused at once by the matcher; ignoring case costs double."""
# A machine's content type and an empty return path count; the others are of no use, so they aren't even cut out.
_TELLING: Final = {
    "content-type": r"(?=:[ \t]*(?:[Tt]ext/[Cc]alendar|[Mm]ultipart/[Rr]eport))",
    "return-path": r"(?=:[ \t]*<>)",
}
_VALUE = r"[ \t]?:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)"
_SPELLINGS |= {
    spelled.encode("ascii"): key for key in _TELLING for spelled in (key, key.capitalize(), key.title(), key.upper())
}


def _usual_field() -> "re.Pattern[bytes]":
    """Any first letter of a name, then any rest of one: most lines are refused by one look at one letter.

    So it finds names that are none too (`Mrom`), which `_SPELLINGS` doesn't hold.
    """
    names = {name.decode("ascii") for name in _SPELLINGS}
    plain = sorted({name[1:] for name in names if name.lower() not in _TELLING})
    telling = sorted((name[1:], _TELLING[name.lower()]) for name in names if name.lower() in _TELLING)
    rests = _branches(plain) + "".join(f"|{re.escape(rest)}{ahead}" for rest, ahead in telling)
    return re.compile(f"\n([{''.join(sorted({name[0] for name in names}))}](?:{rests})){_VALUE}".encode("ascii"))


_USUAL_FIELD = _usual_field()
_ANY_FIELD = re.compile(
    f"\n({_branches(sorted(FIELDS))}{''.join(f'|{name}{ahead}' for name, ahead in _TELLING.items())}){_VALUE}".encode(
        "ascii"
    ),
    re.IGNORECASE,
)
_FIELD_NAME = re.compile(rb"\n[!-9;-~]{1,76}[ \t]*:")
_RECEIVED = re.compile(rb"\n[Rr]eceived:([^\n]*(?:\n[ \t][^\n]*){0,40})")
_MESSAGE_ID = re.compile(rb"\n[Mm][Ee][Ss][Ss][Aa][Gg][Ee]-[Ii][Dd]:\s*([^\n]{1,998})")
_VOLATILE = re.compile(
    rb"\n(?:x-)?(?:status|keywords|uid|mozilla-[\w-]+|gmail-labels|gm-thrid|folder|filename|origin|content-length|lines):"
    rb"[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE,
)


def find_fields(window: bytes, start: int, end: int) -> dict[str, bytes]:
    """The known fields of the header between `start` (a line break) and `end`, raw values by lower-case name.

    Of a name that comes twice the first value counts; the address lists To, Cc, Bcc and Delivered-To are joined by
    commas, and a second From is kept as "from-2". Values keep their folds; a carriage return at the end is cut.
    `content-type` and `return-path` are there only when they tell of a machine.
    """
    found = _USUAL_FIELD.findall(window, start, end)
    try:
        fields = {_SPELLINGS[name]: value for name, value in found}
    except KeyError:
        fields = {}
    if len(fields) == len(found) and "from" in fields and "date" in fields and "subject" in fields and "to" in fields:
        if window.find(b"\r", start, end) >= 0:
            return {key: value.rstrip(b"\r") for key, value in fields.items()}
        return fields
    return _gather(_ANY_FIELD.findall(window, start, end)[:MOST_FIELDS])


def _gather(found: list[tuple[bytes, bytes]]) -> dict[str, bytes]:
    """Fields one by one, for headers that repeat, miss or oddly spell some."""
    fields: dict[str, bytes] = {}
    for name, raw in found:
        key, value = name.decode("ascii").lower(), raw.rstrip(b"\r")
        if key in fields:
            _add_again(fields, key, value)
        else:
            fields[key] = value
    return fields


_JOINED: Final = frozenset(("to", "cc", "bcc", "delivered-to", "x-original-to"))


def _add_again(fields: dict[str, bytes], key: str, value: bytes) -> None:
    """A field that came before: join what may be joined, up to the longest line we read."""
    if key in _JOINED:
        if len(fields[key]) < 65_536:
            fields[key] += b", " + value
    elif key == "from" and value.strip() != fields["from"].strip():
        fields.setdefault("from-2", value)


def begins_with_field(window: bytes, start: int) -> bool:
    """Whether the line behind the break at `start` is a header field, of any name."""
    return _FIELD_NAME.match(window, start) is not None


def count_fields(window: bytes, start: int, end: int) -> int:
    """How many header fields there are, of any name."""
    return len(_FIELD_NAME.findall(window, start, end))


def received_dates(window: bytes, start: int, end: int) -> list[bytes]:
    """The date texts of the first 50 Received fields, newest hop first (RFC 5322 §3.6.7: behind the last semicolon)."""
    stamps = []
    for match in _RECEIVED.finditer(window, start, end):
        stamps.append(match[1].rpartition(b";")[2].strip())
        if len(stamps) == 50:
            break
    return stamps


def message_id(window: bytes, start: int, end: int) -> str:
    """The Message-ID without brackets, or ""."""
    match = _MESSAGE_ID.search(window, start, end)
    return match[1].decode("latin-1").strip().strip("<>") if match else ""


def header_digest(window: bytes, start: int, end: int) -> str:
    """A digest of the header block that line ends and what mail programs add later don't change."""
    from hashlib import blake2b

    block = _VOLATILE.sub(b"", window[start:end].replace(b"\r", b"").rstrip())
    return blake2b(block, digest_size=12).hexdigest()


class HeaderShape(NamedTuple):
    """How much a text looks like a mail header: its known fields, and its share of lines that are no field."""

    known: int
    strange: int
    lines: int


_LINE_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_MAIL_FIELDS: Final = frozenset(
    b"from to cc bcc date subject sender reply-to message-id in-reply-to references received return-path delivered-to"
    b" mime-version content-type content-transfer-encoding x-mailer user-agent dkim-signature list-id resent-from"
    b" authentication-results precedence x-originating-ip thread-topic x-from x-to x-original-to errors-to"
    b" newsgroups organization content-disposition content-class envelope-to x-priority importance".split()
)
_SURE: Final = frozenset((b"from", b"to", b"date", b"subject", b"received", b"message-id", b"return-path", b"cc"))


def header_shape(head: bytes, most_lines: int = 200) -> HeaderShape:
    """Look at the lines before the first blank one: distinct mail fields, lines that fit no header, all lines.

    `known` is 0 when none of From, To, Cc, Date, Subject, Received, Message-ID, Return-Path is there.
    """
    names: set[bytes] = set()
    strange = lines = 0
    for number, line in enumerate(head.lstrip(b"\xef\xbb\xbf\r\n \t").split(b"\n", most_lines)[:most_lines]):
        if not line.strip():
            break
        if line[:1] in b" \t" or (number == 0 and line.startswith((b"From ", b">From "))):
            continue
        lines += 1
        match = _LINE_FIELD.match(line)
        if match is None:
            strange += 1
        elif match[1].lower() in _MAIL_FIELDS:
            names.add(match[1].lower())
    return HeaderShape(len(names) if names & _SURE else 0, strange, lines)
