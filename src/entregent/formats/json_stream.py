"""JSON of any size as a stream of its parts: a window of text slides over it, and only what was asked for is opened.

A container is opened when its path is among those asked for; every other value is given whole. So an array of a
million messages costs the memory of one message. What cannot be read is a `Flaw`, never an exception; what follows it
is read. Paths are written "chats.list[].messages[]"; the whole document is "". A document that is cut gives no further
`Edge.END`.
"""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import BinaryIO, Final, NamedTuple, cast

ITEM_CHARACTERS: Final = 2 << 20
"""Longest value that is read whole; a longer one is passed over and told."""
DEPTH_LIMIT: Final = 64
"""Containers inside containers of one value."""
WINDOW_CHARACTERS: Final = 256 << 10
CHUNK_BYTES: Final = 128 << 10
FLAW_LIMIT: Final = 100
"""Flaws of one document after which it is given up: what follows is no JSON."""

_EDGE: Final = 8
"""A number or word that ends so near to the window's end may go on after it."""
_SPACE: Final = re.compile(r"[ \t\n\r,;\x00\ufeff]*+")
_COLON: Final = re.compile(r"[ \t\n\r]*+:[ \t\n\r]*+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STRING_REST: Final = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_TO_BRACKET: Final = re.compile(r'[^"\[\]{}]*+')
_TO_BREAK: Final = re.compile(r'[^",\[\]{}]*+')
_LARGEST: Final = 1 << 63


class Edge(Enum):
    """The beginning or the end of an opened container, in place of a value."""

    BEGIN = "begin"
    END = "end"


class Part(NamedTuple):
    """A value at its path, or the edge of an opened container. `number` counts the members of its array from 1 on."""

    path: str
    number: int
    value: object


class Flaw(NamedTuple):
    """Something that could not be read: where ("byte 120"), and a code.

    Codes: "no-json", "broken-json", "long-json", "deep-json", "truncated-json". `lost`: a value is missing.
    """

    place: str
    code: str
    lost: bool = True


class _UnreadError(Exception):
    """The value here is none, or is not whole inside the window."""


class _CutError(Exception):
    """The document ends too early."""


def read_json(
    stream: BinaryIO, opened: Iterable[str] = (), skip: "re.Pattern[str] | None" = None
) -> Iterator[Part | Flaw]:
    """Yield the parts of the document as they come. Takes the stream over, but does not close it.

    `opened` are the paths of the containers to open, each with those above it ("" is the document itself). `skip` is
    passed over where it matches at the beginning (an assignment in a JavaScript file). Further documents after the
    first (JSON lines) follow under the same paths. Of two equal keys in a value the last one counts; NaN, infinities
    and integers beyond 2^63 are None; lone surrogates become U+FFFD. UTF-8, UTF-16 and UTF-32 are told apart.
    """
    return _Reading(stream, frozenset(opened)).parts(skip)


def plain_head(head: bytes) -> bytes:
    """The beginning of a document in UTF-8, without a byte order mark: for looking into it before it is read."""
    encoding = json.detect_encoding(head)
    if encoding == "utf-8":
        return head
    return head.decode(encoding, "ignore").encode("utf-8", "ignore")


def _integer(text: str) -> int | None:
    if len(text) < 19:
        return int(text)
    value = int(text) if len(text) < 25 else _LARGEST
    return value if -_LARGEST <= value < _LARGEST else None


def _number(text: str) -> float | None:
    value = float(text) if len(text) < 400 else _INFINITE
    return value if -_INFINITE < value < _INFINITE else None


def _constant(_: str) -> None:
    return None


_INFINITE: Final = float("inf")
_SCAN: Final = cast(
    "Callable[[str, int], tuple[object, int]]",
    vars(json.JSONDecoder(parse_int=_integer, parse_float=_number, parse_constant=_constant, strict=False))[
        "scan_once"
    ],
)


class _Window:
    """The text between what was read and what is to come."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        first = stream.read(CHUNK_BYTES)
        self.encoding = json.detect_encoding(first) if first else "utf-8"
        self._decoder = getincrementaldecoder(self.encoding)("replace")
        self._bytes = len(first)
        self.is_last = not first
        self.text = self._decoder.decode(first, final=self.is_last)
        self.at = 0

    def more(self) -> bool:
        """Drop what was read and add at least as much as is waiting; False at the end of the document."""
        if self.is_last:
            return False
        waiting = self.text[self.at :]
        pieces, wanted = [waiting], max(len(waiting), WINDOW_CHARACTERS)
        while wanted > 0 and not self.is_last:
            chunk = self._stream.read(CHUNK_BYTES)
            self._bytes += len(chunk)
            self.is_last = not chunk
            pieces.append(self._decoder.decode(chunk, final=self.is_last))
            wanted -= len(pieces[-1])
        self.text, self.at = "".join(pieces), 0
        return True

    @property
    def place(self) -> str:
        """Where in the document this is."""
        waiting = len(self.text[self.at :].encode(self.encoding, "replace"))
        return f"byte {max(self._bytes - waiting, 0)}"

    def next_character(self) -> str:
        """The first character that is no space and no comma; "" at the end of the document."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> object:
        """The value that begins here, whole. Raises `_UnreadError`; RecursionError where it is far too deep."""
        while True:
            text, at = self.text, self.at
            try:
                value, end = _SCAN(text, at)
            except (StopIteration, ValueError):
                if len(text) - at > ITEM_CHARACTERS or not self.more():
                    raise _UnreadError from None
                continue
            if end > len(text) - _EDGE and self.more():
                continue
            if text.count("{", at, end) + text.count("[", at, end) > DEPTH_LIMIT and not _is_flat(value):
                raise RecursionError
            if _may_be_lone(text, at, end):
                value = _mended(value)
            self.at = end
            return value

    def plain_values(self) -> Iterator[object]:
        """The objects that follow each other here, as far as they are ordinary and lie inside the window."""
        text, at, scan, space = self.text, self.at, _SCAN, _SPACE.match
        last = len(text) - _EDGE
        while (at := space(text, at).end()) < last and text[at] == "{":  # type: ignore[union-attr]
            try:
                value, end = scan(text, at)
            except (StopIteration, ValueError, RecursionError):
                break
            if text.count("{", at, end) + text.count("[", at, end) > DEPTH_LIMIT or _may_be_lone(text, at, end):
                break
            at = self.at = end
            yield value

    def colon(self) -> bool:
        """Pass over the colon after a key; False where there is none."""
        while (found := _COLON.match(self.text, self.at)) is None or found.end() == len(self.text):
            if len(self.text) - self.at > ITEM_CHARACTERS or not self.more():
                return False
        self.at = found.end()
        return True

    def pass_over(self) -> None:
        """Go past the value that begins here by its brackets and quotes, keeping nothing. Raises `_CutError`."""
        depth = 0
        while True:
            self._pass(_TO_BRACKET if depth else _TO_BREAK)
            mark = self.text[self.at]
            if mark == "," or (mark in "]}" and not depth):
                return
            self.at += 1
            if mark == '"':
                self._pass(_STRING_REST)
                self.at += 1
            else:
                depth += 1 if mark in "[{" else -1
            if not depth:
                return

    def _pass(self, pattern: "re.Pattern[str]") -> None:
        while True:
            self.at = pattern.match(self.text, self.at).end()  # type: ignore[union-attr]
            # A backslash that ends the window waits for what it escapes.
            if self.at < len(self.text) and self.text[self.at] != "\\":
                return
            if not self.more():
                raise _CutError


def _may_be_lone(text: str, start: int, end: int) -> bool:
    if text.find("\\u", start, end) < 0:
        return False
    return text.find("\\ud", start, end) >= 0 or text.find("\\uD", start, end) >= 0


def _mended(value: object) -> object:
    """A value without lone surrogates."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(each) for each in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(each) for key, each in value.items()}
    return value


def _is_flat(value: object) -> bool:
    level = [value]
    for _ in range(DEPTH_LIMIT + 1):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return True
    return False


class _Opened(NamedTuple):
    """A container that is open: its path, its own number, and what closes it."""

    path: str
    number: int
    end: str


class _Reading:
    """One document on its way to parts."""

    def __init__(self, stream: BinaryIO, opened: frozenset[str]) -> None:
        self.window = _Window(stream)
        self.opened = opened
        self.flaws = 0

    def parts(self, skip: "re.Pattern[str] | None") -> Iterator[Part | Flaw]:
        """The whole document, then what follows it."""
        window = self.window
        if skip is not None:
            found = skip.match(window.text.lstrip("\ufeff \t\r\n"))
            if found is not None:
                window.at = window.text.index(found[0]) + found.end()
        if window.next_character() == "":
            yield Flaw("byte 0", "no-json")
            return
        number = 0
        try:
            while window.next_character() and self.flaws < FLAW_LIMIT:
                number += 1
                yield from self._value("", number)
        except _CutError:
            yield Flaw(window.place, "truncated-json")

    def _value(self, path: str, number: int) -> Iterator[Part | Flaw]:
        """The value at this place: its parts where it is to be opened."""
        window = self.window
        mark = window.next_character()
        if mark not in "{[" or path not in self.opened:
            yield self._whole(path, number)
            return
        window.at += 1
        yield Part(path, number, Edge.BEGIN)
        yield from self._members(path) if mark == "{" else self._elements(path)
        yield Part(path, number, Edge.END)

    def _members(self, path: str) -> Iterator[Part | Flaw]:
        window = self.window
        prefix = f"{path}." if path else ""
        while (mark := window.next_character()) != "}":
            if mark in "]":
                # Also "": the document ends.
                raise _CutError
            key = self._key()
            if isinstance(key, str):
                yield from self._value(prefix + key, 0)
            else:
                yield key
            if self.flaws >= FLAW_LIMIT:
                raise _CutError
        window.at += 1

    def _key(self) -> str | Flaw:
        window = self.window
        if window.text[window.at] == '"':
            key = self._whole("", 0)
            if isinstance(key, Flaw):
                return key
            if isinstance(key.value, str) and window.colon():
                return key.value
        return self._past("broken-json")

    def _elements(self, path: str) -> Iterator[Part | Flaw]:
        window = self.window
        path += "[]"
        nested = path in self.opened
        number = 0
        while True:
            if not nested:
                # The many: each as quick as can be, until something is out of the ordinary.
                for value in window.plain_values():
                    number += 1
                    yield Part(path, number, value)
            if (mark := window.next_character()) == "]":
                break
            if mark in "}":
                raise _CutError
            number += 1
            if nested:
                yield from self._value(path, number)
            else:
                yield self._whole(path, number)
            if self.flaws >= FLAW_LIMIT:
                raise _CutError
        window.at += 1

    def _whole(self, path: str, number: int) -> Part | Flaw:
        """The value here in one piece, or why it is passed over."""
        try:
            return Part(path, number, self.window.value())
        except _UnreadError:
            waiting = len(self.window.text) - self.window.at
            return self._past("long-json" if waiting > ITEM_CHARACTERS else "broken-json")
        except RecursionError:
            return self._past("deep-json")

    def _past(self, code: str) -> Flaw:
        window = self.window
        self.flaws += 1
        flaw = Flaw(window.place, code)
        at = window.at
        window.pass_over()
        if window.at == at:
            window.at += 1
        return flaw
