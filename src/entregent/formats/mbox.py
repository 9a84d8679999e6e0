"""mbox files as a stream of messages: header bytes and body size, in windows, whatever the size of the file.

The four families differ in how a body's `From ` is kept apart (mboxo and mboxrd quote it, mboxcl and mboxcl2 count
bytes in Content-Length): https://www.loc.gov/preservation/digital/formats/fdd/fdd000383.shtml, RFC 4155.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final, NamedTuple

WINDOW_BYTES: Final = 2 << 20
HEADER_BYTES: Final = 1 << 20
LINE_BYTES: Final = 1024
"""A longer line is no From line."""

_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_STAMP = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? (?: ?" + _MONTHS + rb"\w* {1,2}\d|[ \d]?\d[ -]" + _MONTHS + rb")"
_DATED = re.compile(_STAMP + rb"[^\n]*?\d\d?:\d\d[^\n]*?\b(?:19|20)?\d\d\b|\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.IGNORECASE)
_CANDIDATE = re.compile(
    rb"\nFrom (\S{1,320} {1,2}[MTWFS][a-z]{2} [JFMASOND][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[+-]\d{4} )?\d{4}\r?\n)?"
)
"""Group 1 is the rest of the usual line; where it is missing, `looks_like_from_line` decides."""
_BLANK_LINE = re.compile(rb"\n\r?\n")
_BARE_BLANK_LINE = re.compile(rb"\n\n")
"""Two thirds of the other's time, and of `bytes.find`'s."""
_STAMP_START = re.compile(_STAMP + rb"|\d{4}-\d\d-\d\d[T ]", re.IGNORECASE)
_KNOWN_FIELD = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|Reply-To|Sender"
    rb"|Status|X-[\w-]{1,60}):",
    re.IGNORECASE,
)
_LENGTH = re.compile(rb"\nContent-Length:[ \t]*(\d{1,12})[ \t]*\r?\n")


class RawMessage(NamedTuple):
    """One message: where its From line begins, where its header lies in the window, and how long its body is.

    The header runs from `header_at`, the line break that ends the From line (so that every field follows a break),
    to `header_end`, at most `HEADER_BYTES`. `ended` is False when the message stops inside its header.
    """

    offset: int
    window: bytes
    line_at: int
    header_at: int
    header_end: int
    body_at: int
    size: int
    ended: bool

    @property
    def from_line(self) -> bytes:
        """The From line, without its line break."""
        return self.window[self.line_at : self.header_at]

    @property
    def header(self) -> bytes:
        """The header block, with the line break before it and without the blank line after it."""
        return self.window[self.header_at : self.header_end]

    def body(self, cap: int) -> bytes:
        """The body's first `cap` bytes, as far as the window holds them."""
        return self.window[self.body_at : self.body_at + min(self.size, cap)]


_raw_message = partial(tuple.__new__, RawMessage)
"""Without the Python call that making a named tuple costs: a twentieth of the cutting."""


def looks_like_from_line(line: bytes, following: bytes) -> bool:
    """Tell a separator from prose: it carries a time stamp, or nothing but an address and then a known field."""
    if len(line) > LINE_BYTES:
        return False
    if _DATED.search(line, 5):
        return True
    return len(line[5:].split()) <= 1 and _KNOWN_FIELD.match(following) is not None


def from_line_date(line: bytes) -> bytes:
    """The date text of a From line: what stands behind the sender; b"" when there is none."""
    match = _STAMP_START.search(line, 5)
    return line[match.start() :].strip() if match else b""


def _is_separator(window: bytes, at: int) -> bool:
    """Judge an unusual From line at `at`."""
    end = window.find(b"\n", at, at + LINE_BYTES + 1)
    if end < 0:
        end = len(window)
    return looks_like_from_line(window[at:end], window[end + 1 : end + 80])


class _Splitter:
    """Cuts windows into messages. It never holds more than three windows; a longer body is counted, not kept."""

    def __init__(self, stream: BinaryIO, window_bytes: int) -> None:
        self.stream, self.window_bytes = stream, window_bytes
        self.window = b""
        self.base = 0
        """Offset in the file of the window's first byte."""
        self.finished = False
        self.counted = False
        """The file's beginning shows a Content-Length: mboxcl."""

    def _refill(self, keep_from: int) -> None:
        """Drop what lies before `keep_from` and read on."""
        fresh = self.stream.read(self.window_bytes)
        self.finished = not fresh
        self.window = self.window[keep_from:] + fresh
        self.base += keep_from

    def _separators(self, start: int) -> list[int]:
        """Offsets of the separators behind `start`; before the end of the file none whose line may be cut off."""
        window = self.window
        stop = len(window) if self.finished else len(window) - 2 * LINE_BYTES
        found = []
        for candidate in _CANDIDATE.finditer(window, start, max(start, stop)):
            at = candidate.start() + 1
            before = window[at - 2]
            blank = before == 10 or (before == 13 and window[at - 3] == 10)
            if blank and at > 2 and (candidate.lastindex or _is_separator(window, at)):
                found.append(at)
        return found

    def _first(self) -> int:
        """Read the beginning; the offset of the first From line, -1 when the file doesn't begin with one."""
        self._refill(0)
        self.counted = b"\nContent-Length:" in self.window[:65_536]
        start = 3 if self.window.startswith(b"\xef\xbb\xbf") else 0
        while start < min(len(self.window), 4096) and self.window[start] in b"\r\n \t":
            start += 1
        return start if self.window.startswith(b"From ", start) else -1

    def messages(self) -> Iterator[RawMessage]:
        """Yield each message once its end is known."""
        start = self._first()
        while 0 <= start < len(self.window):
            window, base = self.window, self.base
            for end in self._separators(start):
                if end <= start:
                    continue
                # The usual message here, without a call; whatever is odd about one goes the other way.
                line_end = window.find(b"\n", start, end)
                blank = _BARE_BLANK_LINE.search(window, line_end, end)
                if blank and not self.counted and window[end - 2] == 10:
                    header_end = blank.start()
                    body_at = header_end + 2
                    if header_end - line_end < HEADER_BYTES and window.find(b"\r", line_end, header_end) < 0:
                        size = end - 1 - body_at
                        yield _raw_message(
                            (base + start, window, start, line_end, header_end, body_at, size if size > 0 else 0, True)
                        )
                        start = end
                        continue
                cut = self._cut(start, end)
                if cut is None:
                    break
                yield cut[0]
                start = cut[1]
            if self.finished:
                last = self._cut(start, len(self.window)) if start < len(self.window) else None
                if last:
                    yield last[0]
                return
            if len(self.window) - start > 2 * self.window_bytes:
                message, start = self._long(start)
                yield message
            else:
                self._refill(start)
                start = 0

    def _cut(self, start: int, end: int) -> tuple[RawMessage, int] | None:
        """The message from `start` to the separator at `end`, and where it ends.

        That is behind `end` when a Content-Length leads further, to another From line or to the end of the file
        (mboxcl). None when more must be read to know.
        """
        window = self.window
        line_end = window.find(b"\n", start, end)
        if line_end < 0:
            line_end = end
        blank = _BLANK_LINE.search(window, line_end, end)
        header_end, body_at = (blank.start(), blank.end()) if blank else (end, end)
        if header_end - line_end > HEADER_BYTES:
            header_end = line_end + HEADER_BYTES
        if self.counted and end < len(window):
            counted = self._counted_end(start, line_end, body_at)
            if counted < 0:
                return None
            end = max(end, counted)
        size = max(self._body_end(end) - body_at, 0)
        place = self.base + start
        return RawMessage(place, window, start, line_end, header_end, body_at, size, blank is not None), end

    def _body_end(self, end: int) -> int:
        """Leave out the blank line before the next From line: it belongs to the separator."""
        window = self.window
        if window[end - 1] != 10:
            return end
        if window[end - 2] == 10:
            return end - 1
        return end - 2 if window[end - 3 : end] == b"\n\r\n" else end

    def _counted_end(self, start: int, line_end: int, body_at: int) -> int:
        """Where a Content-Length leads, when that is a From line or the end of the file; else 0; -1 for "read on"."""
        match = _LENGTH.search(self.window, line_end, body_at)
        if match is None:
            return 0
        window, end = self.window, body_at + int(match[1])
        if end + 2 * LINE_BYTES > len(window) and not self.finished:
            return -1 if end + 2 * LINE_BYTES - start < 2 * self.window_bytes else 0
        for gap in (b"\n", b"\r\n", b""):
            at = end + len(gap)
            if window.startswith(gap + b"From ", end):
                line, _, following = window[at : at + LINE_BYTES].partition(b"\n")
                return at if looks_like_from_line(line, following) else 0
        return len(window) if self.finished and 0 <= len(window) - end <= 2 else 0

    def _long(self, start: int) -> tuple[RawMessage, int]:
        """The message at `start`, longer than two windows, and the offset of what follows it in the window."""
        cut = self._cut(start, len(self.window))
        assert cut is not None
        message = cut[0]
        body_at = self.base + message.body_at
        while not self.finished:
            self._refill(max(0, len(self.window) - 3 * LINE_BYTES))
            end = next(iter(self._separators(0)), -1)
            if end >= 0:
                break
        else:
            end = len(self.window)
        size = self.base + self._body_end(end) - body_at if message.ended else 0
        return message._replace(size=size), end


def mbox_messages(stream: BinaryIO, *, window_bytes: int = WINDOW_BYTES) -> Iterator[RawMessage]:
    """Yield the messages of an mbox from its first byte, in order; nothing when it doesn't begin with a From line.

    A From line counts at the start or after a blank line, and only when it looks like one. Content-Length is honoured
    when it leads exactly to a From line or to the end. Raises what the stream's `read` raises.
    """
    return _Splitter(stream, window_bytes).messages()


_UNUSUAL_STARTS: Final = frozenset((b"\xef", b"\r", b"\n", b" ", b"\t"))


def single_message(raw: bytes, whole_size: int) -> RawMessage:
    """One message in a file of its own; `raw` is the file's beginning, `whole_size` the file's length in bytes.

    Blank lines and a From line before the header are passed over.
    """
    window = b"\n" + raw
    start = 1
    if window[1:2] in _UNUSUAL_STARTS:
        start = 4 if raw.startswith(b"\xef\xbb\xbf") else 1
        while start < min(len(window), 4096) and window[start] in b"\r\n \t":
            start += 1
    header_at = start - 1
    if window.startswith((b"From ", b">From "), start):
        header_at = max(window.find(b"\n", start), start - 1)
    blank = _BARE_BLANK_LINE.search(window, header_at)
    if window.find(b"\r", header_at, blank.end() if blank else len(window)) >= 0:
        blank = _BLANK_LINE.search(window, header_at)
    header_end, body_at = blank.span() if blank else (len(window), len(window))
    header_end = min(header_end, header_at + HEADER_BYTES)
    if window[header_at] != 10:
        window = window[:header_at] + b"\n" + window[header_at + 1 :]
    size = max(whole_size + 1 - body_at, 0)
    line_at = start if header_at >= start else header_at
    return _raw_message((0, window, line_at, header_at, header_end, body_at, size, blank is not None))
