"""Signal chats as text, as signal-export (chat.md) and sigtop write them: one file for each conversation."""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Final, NamedTuple
from zoneinfo import ZoneInfo

from entregent.formats.time_zones import offset_minutes, utc_at, zone_by_name
from entregent.readers.base import Document, ReadOptions

LINE_CHARACTERS: Final = 65_536
"""Longest line; what goes on after it is another one."""

_BRACKETED: Final = re.compile(r"\[(\d{4}-\d\d-\d\d),? (\d\d:\d\d(?::\d\d)?)\] ([^:]{1,200}): ?(.*)", re.DOTALL)
_SHORT: Final = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d) ([^:]{1,200}):(?: (.*))?\s*", re.DOTALL)
_FIELD: Final = re.compile(r"(From|Type|Sent|Received|Attachment|Reaction|Edited): (.*)")
_NOTED: Final = re.compile(r"\[(?!reply to |edited|\d+ attachment)[\w-]+ message\]\s*")


class Line(NamedTuple):
    """A message of a text: who, when, what, and how it is marked ("incoming", "outgoing", "call-history" …)."""

    number: int
    sender: str
    at: int | None
    offset: int
    written: str
    """The date as it stands there."""
    body: str
    size: int
    kind: str = ""


def layout_of(head: str) -> str:
    """ "bracketed", "fields", "short", or "" for a text that is none of them."""
    if re.match(r"\s*Conversation: [^\n]{1,400}\n\n(?:From: [^\n]*\n)?Type: [\w-]+\n", head):
        return "fields"
    first = head.lstrip("\ufeff\r\n").partition("\n")[0]
    if _BRACKETED.match(first):
        return "bracketed"
    return "short" if _SHORT.match(first) else ""


def read_lines(document: Document, layout: str, options: ReadOptions) -> Iterator[Line]:
    """The messages of a text, in its order."""
    with document.open_stream() as stream:
        if layout == "fields":
            yield from _blocks(_lines(stream))
        else:
            yield from _chat_lines(_lines(stream), _BRACKETED if layout == "bracketed" else _SHORT, options)


def title_of(document: Document) -> str:
    """What the text says that the conversation is called; "" where it does not."""
    head = document.head[:2_000].decode("utf-8", "replace")
    found = re.match(r"\s*Conversation: ([^\n]{1,400})", head)
    return found[1] if found else ""


def _lines(stream: BinaryIO) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="\n")
    try:
        while line := text.readline(LINE_CHARACTERS):
            yield line.replace("\r", "")
    finally:
        text.detach()


def _chat_lines(lines: Iterator[str], pattern: "re.Pattern[str]", options: ReadOptions) -> Iterator[Line]:
    """Lines that begin with a date; any other line goes on with what was said."""
    zone = zone_by_name(options.zone)
    assert zone is not None
    begin, size = 0, 0
    opened: re.Match[str] | None = None
    for number, line in enumerate(lines, 1):
        found = pattern.match(line)
        if found is not None:
            if opened is not None:
                yield _told(begin, opened, size, zone)
            begin, size, opened = number, 0, found
        elif opened is not None:
            size += len(line) if line.isascii() else len(line.encode("utf-8", "replace"))
        elif line.strip():
            yield Line(number, "", None, 0, "", line[:80], 0, "stray")
    if opened is not None:
        yield _told(begin, opened, size, zone)


def _told(number: int, found: "re.Match[str]", more: int, zone: ZoneInfo) -> Line:
    day, hour, sender, body = found.groups()
    at, offset = None, 0
    try:
        wall = datetime.fromisoformat(f"{day} {hour}")
        at = utc_at(wall, zone)
        offset = offset_minutes(at, wall)
    except (ValueError, OverflowError):
        pass
    body = (body or "").strip()
    kind = "notice" if found.re is _SHORT and _NOTED.fullmatch(body) else ""
    size = len(body) if body.isascii() else len(body.encode("utf-8", "replace"))
    return Line(number, sender, at, offset, f"{day} {hour}", body[:100], size + more, kind)


def _blocks(lines: Iterator[str]) -> Iterator[Line]:
    """Blocks of fields with the body after a blank line; what is quoted stands behind ">" or "|".

    A block begins with "From: …" and "Type: …" on the next line, or with "Type: …" after a blank line: the same words
    in the middle of a body begin none.
    """
    given: dict[str, str] = {}
    size = begin = 0
    in_body = was_blank = True
    sender = ""
    for number, line in enumerate(lines, 1):
        found = _FIELD.match(line)
        word = found[1] if found is not None else ""
        if word == "Type" and found is not None and in_body and (sender or was_blank):
            if "Type" in given:
                yield _block(begin, given, size - len(sender.encode("utf-8", "replace")))
            given, size, begin, in_body = (
                {"From": sender.partition(": ")[2].strip(), "Type": found[2].strip()},
                0,
                number,
                False,
            )
        elif not in_body and found is not None:
            given.setdefault(word, found[2].strip())
        elif in_body and not line.startswith((">", "|")):
            size += len(line.encode("utf-8", "replace"))
        sender = line if word == "From" and was_blank else ""
        was_blank = not line.strip()
        in_body = in_body or was_blank
    if "Type" in given:
        yield _block(begin, given, size)


def _block(number: int, given: dict[str, str], size: int) -> Line:
    written = given.get("Sent") or given.get("Received", "")
    at, offset = None, 0
    try:
        wall = datetime.strptime(written, "%a, %d %b %Y %H:%M:%S %z")
        at = int(wall.timestamp())
        moved = wall.utcoffset()
        offset = int(moved.total_seconds() // 60) if moved is not None else 0
    except (ValueError, OverflowError):
        pass
    # The blank line after it is no part of a body.
    return Line(number, given.get("From", ""), at, offset, written[:60], "", max(size - 2, 0), given["Type"])


def senders_of(document: Document, layout: str, options: ReadOptions) -> Iterator[str]:
    """The names of those who write, as they are written, for each of their messages."""
    if layout == "fields":
        yield from (line.sender for line in read_lines(document, layout, options))
        return
    pattern = _BRACKETED if layout == "bracketed" else _SHORT
    with document.open_stream() as stream:
        for line in _lines(stream):
            found = pattern.match(line)
            if found is not None:
                yield found[3]
