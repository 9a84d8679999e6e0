"""BEGIN/END components as a stream: one at a time, whatever the file's size, and never ended by a bad line."""

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

from entregent.formats.content_line import Flaw, Line, parse_line

CHUNK_BYTES: Final = 262_144
LINE_BYTES: Final = 12_000_000
"""A longer logical line is cut: room for the 10 MB photo that is skipped."""
DEPTH_LIMIT: Final = 5
FLAW_LIMIT: Final = 50
"""Flaws kept per component; the rest are only counted as dropped."""


class Bounds(NamedTuple):
    """What is kept of one component: lines, and bytes of text."""

    lines: int
    octets: int


CARD_BOUNDS: Final = Bounds(2_000, 1_000_000)
EVENT_BOUNDS: Final = Bounds(100_000, 20_000_000)


class Component(NamedTuple):
    """What stood between BEGIN and END. `dropped` counts lines past the bounds; an open end is not `complete`."""

    name: str
    number: int
    lines: list[Line]
    children: list["Component"]
    flaws: list[Flaw]
    complete: bool = True
    dropped: int = 0


class _Open:
    """A component being read."""

    __slots__ = ("children", "dropped", "flaws", "lines", "name", "number", "octets")

    def __init__(self, name: str, number: int) -> None:
        self.name = name
        self.number = number
        self.lines: list[Line] = []
        self.children: list[Component] = []
        self.flaws: list[Flaw] = []
        self.dropped = 0
        self.octets = 0

    def closed(self, *, complete: bool) -> Component:
        return Component(self.name, self.number, self.lines, self.children, self.flaws, complete, self.dropped)

    def keep(self, line: Line | Flaw, octets: int, bounds: Bounds) -> None:
        if isinstance(line, Flaw):
            if len(self.flaws) < FLAW_LIMIT:
                self.flaws.append(line)
            else:
                self.dropped += 1
            return
        if line.value:
            self.octets += octets
        if self.octets > bounds.octets or len(self.lines) >= bounds.lines:
            self.dropped += 1
        else:
            self.lines.append(line)


class _Assembly:
    """The stack of open components. `feed` returns what became whole with a line."""

    def __init__(self, containers: frozenset[str], bounds: Bounds) -> None:
        self._containers = containers
        self._bounds = bounds
        self._stack: list[_Open] = []
        self._deeper = 0

    def feed(self, number: int, raw: bytes) -> Component | Line | Flaw | None:
        line = parse_line(number, raw)
        if isinstance(line, Line):
            if line.name == "BEGIN":
                return self._begin(line)
            if line.name == "END":
                return self._end(line)
        if self._deeper:
            return None
        if self._stack:
            self._stack[-1].keep(line, len(raw), self._bounds)
            return None
        return line

    def _begin(self, line: Line) -> Component | Line | Flaw | None:
        name = line.value.strip().upper()
        if name in self._containers:
            return self.finish() or line
        finished = None
        if any(each.name == name for each in self._stack) and not self._holds_agent():
            finished = self.finish()
        if len(self._stack) >= DEPTH_LIMIT:
            self._deeper += 1
            self._stack[-1].keep(Flaw(line.number, "too-deep"), 0, self._bounds)
            return None
        self._stack.append(_Open(name, line.number))
        return finished

    def _holds_agent(self) -> bool:
        """Only vCard's AGENT nests a component in one of its own name; otherwise an END was forgotten."""
        lines = self._stack[-1].lines
        return not self._deeper and bool(lines) and lines[-1].name == "AGENT" and not lines[-1].value.strip()

    def _end(self, line: Line) -> Component | Line | Flaw | None:
        name = line.value.strip().upper()
        if name in self._containers:
            return self.finish() or line
        if self._deeper:
            self._deeper -= 1
            return None
        if not any(each.name == name for each in self._stack):
            flaw = Flaw(line.number, "stray-end")
            if not self._stack:
                return flaw
            self._stack[-1].keep(flaw, 0, self._bounds)
            return None
        while self._stack[-1].name != name:
            self._close(complete=False)
        return self._close(complete=True)

    def _close(self, *, complete: bool) -> Component | None:
        whole = self._stack.pop().closed(complete=complete)
        if self._stack:
            self._stack[-1].children.append(whole)
            return None
        return whole

    def finish(self) -> Component | None:
        """Close what is open: its END never came."""
        self._deeper = 0
        whole = None
        while self._stack:
            whole = self._close(complete=False)
        return whole


def read_components(
    stream: BinaryIO, *, containers: frozenset[str] = frozenset(), bounds: Bounds = EVENT_BOUNDS
) -> Iterator[Component | Line | Flaw]:
    """Outermost components as they close, with the loose lines around them and flaws as values.

    A component named in `containers` (VCALENDAR) is not gathered: its BEGIN, END and own lines come as `Line`s
    and its children as components, so that memory holds one child at a time.
    """
    return assemble(read_lines(stream), containers, bounds)


def assemble(
    lines: Iterable[tuple[int, bytes]], containers: frozenset[str] = frozenset(), bounds: Bounds = EVENT_BOUNDS
) -> Iterator[Component | Line | Flaw]:
    """The same, of logical lines."""
    assembly = _Assembly(containers, bounds)
    for number, raw in lines:
        whole = assembly.feed(number, raw)
        if whole is not None:
            yield whole
            # The BEGIN or END of a container that also closed an unfinished component.
            if isinstance(whole, Component) and not whole.complete:
                line = parse_line(number, raw)
                if isinstance(line, Line) and line.value.strip().upper() in containers:
                    yield line
    rest = assembly.finish()
    if rest is not None:
        yield rest


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    r"""Logical lines with the number of their first physical one; folds and quoted-printable soft breaks undone.

    Line ends may be "\r\n", "\n" or "\r", mixed. Blank lines are left out. A line past `LINE_BYTES` is cut.
    """
    number = 1
    soft: list[bytes] = []
    soft_number = 0
    for block in _blocks(stream):
        for raw in block.split(b"\n"):
            here = number
            number += 1
            if b"\0" in raw:
                number += raw.count(b"\0")
                raw = raw.replace(b"=\0", b" ") if soft or _is_quoted_printable(raw) else raw  # noqa: PLW2901
                raw = raw.replace(b"\0", b"")  # noqa: PLW2901
            if soft:
                soft.append(raw.removesuffix(b"="))
                if raw.endswith(b"=") and len(soft) < 100_000:
                    continue
                yield soft_number, b"".join(soft)
                soft = []
            elif raw.endswith(b"=") and _is_quoted_printable(raw):
                soft, soft_number = [raw[:-1]], here
            elif raw and not raw.isspace():
                yield here, raw
    if soft:
        yield soft_number, b"".join(soft)


def _is_quoted_printable(raw: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in raw[: raw.find(b":") + 1].upper()


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    r"""Whole logical lines in blocks, their ends "\n" (none after the last), each fold one NUL byte."""
    held: list[bytes] = []
    size = 0
    for chunk in _plain_chunks(stream):
        # A break counts only when the byte after it is known not to continue the line.
        cut = chunk.rfind(b"\n", 0, len(chunk) - 1)
        while cut >= 0 and chunk[cut + 1] in b" \t":
            cut = chunk.rfind(b"\n", 0, cut)
        if cut < 0:
            size += len(chunk)
            if size <= LINE_BYTES:
                held.append(chunk)
            continue
        yield _folds_marked(b"".join((*held, chunk[:cut])))
        held = [chunk[cut + 1 :]]
        size = len(held[0])
    rest = b"".join(held).removesuffix(b"\n")
    if rest:
        yield _folds_marked(rest)


def _folds_marked(block: bytes) -> bytes:
    return block.replace(b"\n ", b"\0").replace(b"\n\t", b"\0")


def _plain_chunks(stream: BinaryIO) -> Iterator[bytes]:
    r"""Chunks of UTF-8 (or of what is not UTF-16) whose line ends are "\n", without byte order mark and NUL.

    A chunk never ends between a break and the byte that tells whether it is a fold: the break goes with the next.
    """
    first = stream.read(CHUNK_BYTES)
    decoder = None
    if first[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        decoder = codecs.getincrementaldecoder("utf-16")("replace")
    elif first.startswith(codecs.BOM_UTF8):
        first = first[3:]
    kept = b""
    while first:
        chunk = decoder.decode(first).encode() if decoder else first
        chunk = (kept + chunk).replace(b"\0", b"")
        kept = b""
        first = stream.read(CHUNK_BYTES)
        if first and chunk[-1:] in (b"\r", b"\n"):
            trail = 2 if chunk.endswith(b"\r\n") else 1
            chunk, kept = chunk[:-trail], chunk[-trail:]
        if chunk:
            yield chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if kept:
        yield kept.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
