"""XML of any size as a stream of its elements: expat is fed by the window, no tree is built, and memory stays flat.

What apps write for XML is mended before expat sees it: references to halves of a surrogate pair, control characters,
bare ampersands, unknown entities, an encoding other than declared, text before the declaration. Where markup is broken
all the same, a `Flaw` is given and reading goes on at the next element of a name that was asked for. A document with a
DOCTYPE is refused, so no entity is ever declared, expanded or fetched.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from html.entities import html5
from itertools import islice
from typing import BinaryIO, Final, NamedTuple
from xml.parsers import expat

from entregent.text.charsets import codec_for

WINDOW_BYTES: Final = 64 << 10
"""Read at a time. A stretch of a whole window without markup (an encoded picture) is left out of the value it is in."""
TAG_BYTES: Final = 1 << 20
"""Longest tag or comment with all its attributes; a longer one is given up."""
TEXT_CHARACTERS: Final = 1 << 20
"""Characters kept of one element's text."""
ATTRIBUTE_LIMIT: Final = 1_000
"""Attributes kept of one element."""
DEPTH_LIMIT: Final = 64
"""Elements inside elements."""
FLAW_LIMIT: Final = 100
"""Flaws of one document after which it is given up: what follows is no XML."""


class Start(NamedTuple):
    """An element begins, with its attributes, on this line of the file."""

    name: str
    attributes: dict[str, str]
    line: int


class End(NamedTuple):
    """An element ends. `text` is its characters, those of elements inside it too that have no text of their own."""

    name: str
    text: str


class Flaw(NamedTuple):
    """Something that could not be read: where ("line 12"), and a code.

    Codes: "no-xml", "broken-xml", "xml-doctype", "xml-too-deep", "long-tag", "too-many-attributes", "truncated-xml",
    "text-around-xml", "odd-encoding". `lost`: an element, or what follows, is missing.
    """

    place: str
    code: str
    lost: bool = True


class Wanted(NamedTuple):
    """Which elements a reader asks for, by name as the document writes it, prefix included ("wp:comment").

    After markup that is broken, reading resumes at the next of `units`: the one before it has no end then. `prefixes`
    maps the beginning of a namespace's URI to the prefix by which its names are to be told, whatever the document
    calls it; "" for none.
    """

    starts: frozenset[str]
    ends: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    """Names whose text is told, with their end."""
    units: frozenset[str] = frozenset()
    prefixes: Mapping[str, str] = {}


_start = partial(tuple.__new__, Start)
_end = partial(tuple.__new__, End)

_DECLARATION: Final = re.compile(r"<\?xml\s[^<>]{0,500}\?>")
_DECLARED: Final = re.compile(rb"<\?xml\s[^<>]{0,500}?encoding\s*=\s*[\"']([^\"'<>]{1,60})[\"']")
_SPACE: Final = " \t\r\n\ufeff"
_ESCAPED: Final = re.compile("[\udc80-\udcff]+")
_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_ODD_REFERENCE: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#10|#13|#9|#39|#34|#38);)"
    r"(?:#5[56]\d{3};&#5[67]\d{3};|#\d{1,9};|#[xX][0-9a-fA-F]{1,8};|[A-Za-z][A-Za-z0-9]{1,31};)?"
)
_UNFINISHED: Final = re.compile(
    r"(?:&#5(?:5[2-9]\d\d|6[0-2]\d\d|63[01]\d);)?(?:&[#\w]{0,32})?(?:<[!?\[A-Za-z]{0,9}|\]\]?)?\Z"
)
"""What the next window may complete: half of a pair, a reference, a mark."""
_TAIL: Final = 48
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_WELL_KNOWN: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))
_MISMATCH: Final = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
_ROOT: Final = "resumed"
"""Stands for the elements above a unit, where none were seen."""


class _RefusedError(Exception):
    """The document is not read further; the flaw that says why is told already."""


class _LongTagError(Exception):
    """A tag or comment goes on for too long."""


def read_xml(stream: BinaryIO, wanted: Wanted) -> Iterator[Start | End | Flaw]:
    """Yield what was asked for as it comes. Takes the stream over, but does not close it."""
    return _Reading(stream, wanted).told()


class _Text:
    """The document as characters that expat takes: decoded, mended, long stretches without markup left out."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._first = stream.read(WINDOW_BYTES)
        self.is_odd = False
        encoding = self._encoding()
        # Only bytes that are no UTF-8 are kept to be read as Windows-1252: elsewhere that handler may raise.
        self._decoder = getincrementaldecoder(encoding)("surrogateescape" if encoding == "utf-8" else "replace")
        self._is_wide = encoding.startswith(("utf-16", "utf-32"))
        self._is_suspect = True
        self._pending = ""
        self._in_cdata = False
        self.lines_dropped = 0
        self.is_last = False

    def _encoding(self) -> str:
        head = self._first
        if head[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
            return "utf-16"
        for encoding, sign in (("utf-16-le", b"<\0"), ("utf-16-be", b"\0<")):
            if head[:2] == sign:
                return encoding
        found = None if head.startswith(BOM_UTF8) else _DECLARED.search(head[:1_000])
        if found is None:
            return "utf-8"
        codec = codec_for(found[1].decode("ascii", "replace"))
        # Bytes that could be read as one-byte markup tell that UTF-16 is declared, but not written.
        if codec.startswith(("utf-16", "utf-32")):
            return "utf-8"
        self.is_odd = not codec or codec in ("utf-7", "hz")
        return "utf-8" if self.is_odd else codec

    def windows(self) -> Iterator[str]:
        """Pieces of the document in order; the last may be empty."""
        raw, self._first = self._first, b""
        while not self.is_last:
            self.is_last = not raw
            self._is_suspect = self._is_wide or len(raw.translate(None, _CONTROLS)) != len(raw)
            text = self._pending + self._decoded(raw)
            self._pending = ""
            if (
                len(text) >= WINDOW_BYTES
                and '"' not in text
                and "'" not in text
                and "<" not in text
                and ">" not in text
            ):
                self.lines_dropped += text.count("\n", 0, -2)
                self._pending = text[-2:]
            else:
                yield self._mended(text)
            raw = self._stream.read(WINDOW_BYTES)

    def _decoded(self, raw: bytes) -> str:
        text = self._decoder.decode(raw, final=self.is_last)
        if not text.isascii() and _ESCAPED.search(text):
            return _ESCAPED.sub(_as_western, text)
        return text

    def _mended(self, text: str) -> str:
        if not self.is_last:
            at = max(len(text) - _TAIL, 0)
            found = _UNFINISHED.search(text, at)
            if found is not None and found.start() < len(text):
                text, self._pending = text[: found.start()], text[found.start() :]
        # Told by the bytes: a twentieth of the time that the expression takes.
        if self._is_suspect or "\uffff" in text or "\ufffe" in text:
            text = _NO_CHARACTER.sub("", text)
        if _CDATA_END in text or ("&" in text and _ODD_REFERENCE.search(text)):
            return self._escaped(text)
        self._in_cdata = self._in_cdata or _CDATA in text
        return text

    def _escaped(self, text: str) -> str:
        """Mend references and ends of no CDATA; but nothing inside CDATA, where an ampersand is one."""
        pieces = []
        at = 0
        while at < len(text):
            mark = _CDATA_END if self._in_cdata else _CDATA
            found = text.find(mark, at)
            end = found if found >= 0 else len(text)
            piece = text[at:end]
            if not self._in_cdata:
                piece = _ODD_REFERENCE.sub(_reference, piece).replace(_CDATA_END, "]]&gt;")
            pieces.append(piece)
            if found >= 0:
                pieces.append(mark)
                end += len(mark)
                self._in_cdata = not self._in_cdata
            at = end
        return "".join(pieces)


def _as_western(found: re.Match[str]) -> str:
    """Bytes that are no UTF-8 read as Windows-1252."""
    return found[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")


def _reference(found: re.Match[str]) -> str:
    return _meant(found[0])


@lru_cache(4096)
def _meant(written: str) -> str:
    """What stands for a reference that expat may not take."""
    text = written[1:-1]
    if not text:
        return "&amp;"
    if ";" in text:
        high, low = (int(part.strip("&#")) for part in text.split(";"))
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
        return "\ufffd\ufffd"
    if text[0] != "#":
        return written if text in _WELL_KNOWN else _named(text)
    code = int(text[2:], 16) if text[1] in "xX" else int(text[1:])
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return "" if _NO_CHARACTER.match(chr(code)) else f"&#{code};"


def _named(name: str) -> str:
    meant = html5.get(f"{name};")
    return meant if meant and not set(meant) & set("<>&\"'") else f"&amp;{name};"


class _Reading:
    """One document: a parser for as long as markup holds, and another from the next unit on where it does not."""

    def __init__(self, stream: BinaryIO, wanted: Wanted) -> None:
        self._text = _Text(stream)
        self._wanted = wanted
        names = "|".join(map(re.escape, sorted(wanted.units)))
        self._unit = re.compile(rf"<({names})(?=[\s/>])") if names else re.compile(r"(?!)")
        self._found: list[Start | End | Flaw] = []
        self._flaws = 0
        self._open: list[str] = []
        self._above: dict[str, list[str]] = {}
        self._texts: list[list[str]] = []
        self._room: list[int] = []
        self._scopes: list[tuple[int, dict[str, str]]] = []
        self._bound: dict[str, str] = {}
        self._lines = 1
        """The line at which the window begins, and that at which the parser began, dropped ones left out."""
        self._base = 1
        self._seeking = False
        self._fed = self._before = 0
        """Bytes that the parser was fed, and before the last piece."""
        self._begin([])

    # ── windows ───────────────────────────────────────────────────────────────────────────────────────────────────

    def told(self) -> Iterator[Start | End | Flaw]:
        """Everything asked for, in order."""
        try:
            if self._text.is_odd:
                self._tell("odd-encoding", lost=False)
            windows = self._text.windows()
            self._take(self._beginning(next(windows, "")))
            for text in windows:
                yield from self._found
                self._found.clear()
                self._take(text)
            yield from self._found
            self._found.clear()
            if not self._seeking:
                self._finish()
        except _RefusedError:
            pass
        yield from self._found

    def _beginning(self, text: str) -> str:
        """The first window from its markup on, its declaration left out: the encoding is settled."""
        declaration = _DECLARATION.search(text)
        at = declaration.start() if declaration is not None else max(text.find("<"), 0)
        if text[:at].strip(_SPACE):
            self._tell("text-around-xml", lost=False)
        end = declaration.end() if declaration is not None else at
        self._lines = self._base = 1 + text.count("\n", 0, end)
        return text[end:].lstrip(_SPACE.replace("\n", ""))

    def _take(self, text: str) -> None:
        """Feed a window; where its markup is broken, go on at the next unit in it."""
        at = 0
        while at < len(text):
            if self._seeking:
                found = self._unit.search(text, at)
                if found is None:
                    break
                at = found.start()
                self._base = self._lines + text.count("\n", 0, at)
                self._begin(self._above.get(found[1]) or [_ROOT])
            try:
                self._feed(text[at:] if at else text)
            except expat.ExpatError as error:
                self._seeking = True
                self._tell_error(error)
                at += self._offset(text[at:]) + 1
            except _LongTagError:
                self._seeking = True
                self._tell("long-tag")
                break
            else:
                break
        self._lines += text.count("\n")

    def _feed(self, text: str) -> None:
        self._before = self._fed
        self._fed += len(text) if text.isascii() else len(text.encode())
        self._parser.Parse(text)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > TAG_BYTES:
            raise _LongTagError

    def _offset(self, text: str) -> int:
        """Where in the piece last fed the error is."""
        offset = max(self._parser.ErrorByteIndex - self._before, 0)
        return offset if text.isascii() else len(text.encode()[:offset].decode("utf-8", "ignore"))

    def _tell_error(self, error: expat.ExpatError) -> None:
        if not self._open:
            # Before the first element, or after the last one's end: another document may follow.
            self._above.clear()
            self._tell("text-around-xml" if self._has_begun else "no-xml", lost=not self._has_begun)
        elif self._open != [_ROOT] or error.code != _MISMATCH:
            self._tell("broken-xml")

    def _finish(self) -> None:
        if self._open and self._open != [_ROOT]:
            self._tell("truncated-xml")
        elif not self._has_begun:
            self._tell("no-xml")

    def _tell(self, code: str, *, lost: bool = True) -> None:
        line = self._base + self._parser.CurrentLineNumber - 1 + self._text.lines_dropped
        self._flaws += 1
        self._found.append(Flaw(f"line {line}", code, lost))
        if self._flaws >= FLAW_LIMIT:
            raise _RefusedError

    # ── the parser ────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, above: list[str]) -> None:
        """A new parser, inside the elements `above`."""
        self._seeking = False
        self._has_begun = bool(above)
        self._open = list(above)
        self._texts.clear()
        self._room.clear()
        while self._scopes and self._scopes[-1][0] > len(above):
            self._bound = self._scopes.pop()[1]
        parser = self._parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        opening = "".join(f"<{name}>" for name in above)
        parser.Parse(opening)
        self._fed = self._before = len(opening.encode())
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._starter()
        parser.EndElementHandler = self._ender()

    def _refuse(self, *_: object) -> None:
        self._tell("xml-doctype")
        raise _RefusedError

    def _starter(self) -> Callable[[str, dict[str, str]], None]:
        starts, texts, units, prefixes = self._wanted[0], self._wanted[2], self._wanted[3], self._wanted[4]
        opened, above, parser = self._open, self._above, self._parser
        tell, found = self._found.append, self._text

        def start(name: str, attributes: dict[str, str]) -> None:
            if len(opened) >= DEPTH_LIMIT:
                self._tell("xml-too-deep")
                raise _RefusedError
            raw = name
            if prefixes:
                name = self._renamed(name, attributes)
            if name in units:
                above[name] = opened[:]
            opened.append(raw)
            if name in texts:
                self._texts.append([])
                self._room.append(TEXT_CHARACTERS)
                parser.CharacterDataHandler = self._characters
            if name in starts:
                if len(attributes) > ATTRIBUTE_LIMIT:
                    self._tell("too-many-attributes", lost=False)
                    attributes = dict(islice(attributes.items(), ATTRIBUTE_LIMIT))
                tell(_start((name, attributes, self._base + parser.CurrentLineNumber - 1 + found.lines_dropped)))

        return start

    def _ender(self) -> Callable[[str], None]:
        ends, texts, prefixes = self._wanted[1], self._wanted[2], self._wanted[4]
        opened, parser, tell = self._open, self._parser, self._found.append

        def end(_: str) -> None:
            name = opened.pop()
            self._has_begun = True
            if prefixes:
                name = self._renamed(name, {})
            if name in texts:
                tell(_end((name, "".join(self._texts.pop()))))
                self._room.pop()
                if not self._texts:
                    parser.CharacterDataHandler = None
            elif name in ends:
                tell(_end((name, "")))
            if self._scopes and self._scopes[-1][0] > len(opened):
                self._bound = self._scopes.pop()[1]

        return end

    def _characters(self, text: str) -> None:
        room = self._room[-1]
        if room > 0:
            self._texts[-1].append(text[:room])
            self._room[-1] = room - len(text)

    def _renamed(self, name: str, attributes: dict[str, str]) -> str:
        """The name under the prefix by which the reader calls its namespace; "?:" where it calls another one so."""
        declared = [key for key in attributes if key[:5] == "xmlns" and key[5:6] in ("", ":")]
        if declared:
            self._scopes.append((len(self._open) + 1, self._bound))
            self._bound = dict(self._bound)
            for key in declared:
                self._bound[key[6:]] = self._told_prefix(attributes[key], key[6:])
        prefix, _, local = name.rpartition(":")
        told = self._bound.get(prefix)
        if told is None:
            return name
        return f"{told}:{local}" if told else local

    def _told_prefix(self, uri: str, prefix: str) -> str:
        prefixes = self._wanted.prefixes
        for beginning, told in prefixes.items():
            if uri.startswith(beginning):
                return told
        return f"?{prefix}" if prefix in prefixes.values() and prefix else prefix
