"""Zip, tar, gzip and bzip2 read in place: nothing is ever written by a member's name, and every size is counted.

Directories are parsed by us, because `zipfile` and `tarfile` hold every member in memory, believe declared sizes,
lose what they had read when a checksum fails, and have had endless loops on hostile headers (CVE-2025-8194). Zip:
APPNOTE 6.3.10 §4.3–4.5. Tar: POSIX.1-2017 pax and ustar, GNU long names. Gzip: RFC 1952.

A stream that goes wrong half-way ends there, and what was wrong is noted in the `Allowance`: so whatever came before
is still read, and the caller tells the rest.
"""

import bz2
import io
import os
import zlib
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

CHUNK: Final = 1 << 18
HEAD: Final = 1 << 16
TAR_BLOCK: Final = 512


class ArchiveLimits(NamedTuple):
    """What one archive may cost."""

    entries: int = 100_000
    unpacked: int = 20 << 30
    ratio: int = 200
    ratio_after: int = 10 << 20


class Trouble(NamedTuple):
    """What is wrong with an archive ("" as name) or with one member. `lost` is False when it is read all the same."""

    name: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    lost: bool = True


class Member(NamedTuple):
    """A file in an archive. `folders` and `name` are for showing only; `size` is what the archive declares.

    `open_stream` gives the content from its first byte. A tar member can be opened until the next one is asked for;
    later it raises PassedError.
    """

    name: str
    folders: tuple[str, ...]
    size: int
    open_stream: Callable[[], io.BufferedReader]


class PassedError(OSError):
    """The tar has been read past this member."""


class Allowance:
    """What an archive has cost so far, against its limits; and the troubles met by its streams."""

    def __init__(self, limits: ArchiveLimits | None = None, beat: Callable[[], object] = int) -> None:
        self.limits = limits or ArchiveLimits()
        self.beat = beat
        """Called as bytes are unpacked or stepped over: much of either is work, and no hang."""
        self.spent = 0
        self.troubles: list[Trouble] = []
        self._furthest: dict[str, int] = {}

    def take(self, key: str, given: int, taken: int) -> str:
        """Count `given` bytes unpacked from `taken` bytes; name the limit that this breaks, or "".

        A stream opened twice is counted once.
        """
        self.beat()
        fresh = given - self._furthest.get(key, 0)
        if fresh > 0:
            self._furthest[key] = given
            self.spent += fresh
        if self.spent > self.limits.unpacked:
            return "unpacked"
        if given > self.limits.ratio_after and given > self.limits.ratio * max(taken, 1):
            return "ratio"
        return ""

    def note(self, name: str, code: str, *, lost: bool = True, **facts: object) -> None:
        """Keep a trouble for the caller, once."""
        trouble = Trouble(name, code, tuple((key, str(value)) for key, value in facts.items()), lost)
        if trouble not in self.troubles[-4:]:
            self.troubles.append(trouble)

    def told(self) -> list[Trouble]:
        """The troubles since the last call."""
        troubles, self.troubles = self.troubles, []
        return troubles


def kind_of(head: bytes) -> str:
    """Say "zip", "gzip", "bzip2", "tar" or "" from a file's first 512 bytes."""
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06") or head[:8] == b"PK\x07\x08PK\x03\x04":
        return "zip"
    if head[:3] == b"\x1f\x8b\x08":
        return "gzip"
    if head[:3] == b"BZh" and head[4:10] == b"1AY&SY":
        return "bzip2"
    return "tar" if is_tar(head) else ""


def is_tar(head: bytes) -> bool:
    """Whether a tar header with a right checksum stands first (old tars have no magic)."""
    block = head[:TAR_BLOCK]
    if len(block) < TAR_BLOCK or not block[0]:
        return False
    said = tar_number(block[148:156])
    return said is not None and said == sum(block) - sum(block[148:156]) + 8 * 32


class Window(io.RawIOBase):
    """A stretch of an open file, read at its own position (pread), so that many may be open at once."""

    def __init__(self, descriptor: int, start: int, length: int) -> None:
        self._descriptor, self._at, self._end = descriptor, start, start + length

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read on from this window's own position."""
        left = self._end - self._at
        wanted = left if size < 0 else min(size, left)
        if wanted <= 0:
            return b""
        piece = os.pread(self._descriptor, wanted, self._at)
        self._at += len(piece)
        return piece

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill the buffer as far as the bytes go."""
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Engine(Protocol):
    """A decompressor that gives at most `limit` bytes at a time."""

    @property
    def eof(self) -> bool:
        """Whether the packed stream is whole."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether nothing waits inside."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What came after the packed stream's end."""
        ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Unpack at most `max_length` bytes."""
        ...


class Inflate:
    """zlib behind the interface that bz2 has."""

    def __init__(self, wbits: int) -> None:
        self._engine = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        """Whether the packed stream is whole."""
        return self._engine.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing waits inside."""
        return not self._engine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What came after the packed stream's end."""
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack at most `max_length` bytes."""
        return self._engine.decompress(self._engine.unconsumed_tail + data, max_length)


class Stored:
    """No compression: the member is as long as its packed size says."""

    def __init__(self, length: int) -> None:
        self._left = length
        self._held = b""
        self.unused_data = b""

    @property
    def eof(self) -> bool:
        """Whether the packed stream is whole."""
        return self._left <= 0

    @property
    def needs_input(self) -> bool:
        """Whether nothing waits inside."""
        return not self._held

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack at most `max_length` bytes."""
        data = self._held + data
        piece, self._held = data[:max_length], data[max_length:]
        self._left -= len(piece)
        return piece


class Unpacking(io.RawIOBase):
    """The unpacked bytes of one stream: counted, checked at the end, and ended early when something is wrong."""

    def __init__(self, packed: _Readable, engine: Callable[[], Engine], allowance: Allowance, key: str) -> None:
        self._packed, self._make, self._engine = packed, engine, engine()
        self._allowance, self._key = allowance, key
        self._given = self._taken = self._crc = 0
        self._pending = b""
        self._over = False
        self.many = False
        self.promised: tuple[int, int] | None = None
        """(length, CRC-32) that the archive's directory gives."""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill the buffer as far as the bytes go."""
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and not self._over:
            piece = self._next(min(len(view) - filled, CHUNK))
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def _next(self, limit: int) -> bytes:
        data = self._pending
        self._pending = b""
        starved = False
        if not data and self._engine.needs_input and not self._engine.eof:
            data = self._packed.read(CHUNK)
            starved = not data
        self._taken += len(data)
        try:
            piece = self._engine.decompress(data, limit) if not self._engine.eof else b""
        except (zlib.error, OSError, EOFError, ValueError):
            return self._stop("damaged-archive")
        if piece:
            return self._count(piece)
        if self._engine.eof:
            return self._finish()
        return self._stop("truncated-archive") if starved else b""

    def _count(self, piece: bytes) -> bytes:
        self._given += len(piece)
        broken = self._allowance.take(self._key, self._given, self._taken)
        if broken:
            return self._stop("archive-bomb", limit=broken)
        if self.promised is not None:
            self._crc = zlib.crc32(piece, self._crc)
        return piece

    def _finish(self) -> bytes:
        """One packed stream is whole: go on with the next (gzip may hold several), or check the promise."""
        if self.many:
            rest = self._engine.unused_data or self._packed.read(CHUNK)
            if rest[:2] in (b"\x1f\x8b", b"BZ"):
                self._engine, self._pending = self._make(), rest
                return b""
        self._over = True
        if self.promised is not None and self.promised != (self._given, self._crc):
            return self._stop("damaged-archive", lost=False)
        return b""

    def _stop(self, code: str, *, lost: bool = True, **facts: object) -> bytes:
        self._over = True
        self._allowance.note(self._key, code, lost=lost, **facts)
        return b""


def unpacked(kind: str, packed: io.BufferedReader, allowance: Allowance, key: str = "") -> io.BufferedReader:
    """Decompress a "gzip" or "bzip2" stream; a stream of any other kind is given back as it is."""
    if kind not in _ENGINES:
        return packed
    raw = Unpacking(packed, _ENGINES[kind], allowance, key)
    raw.many = True
    return io.BufferedReader(raw, HEAD)


_ENGINES: Final[dict[str, Callable[[], Engine]]] = {"gzip": lambda: Inflate(31), "bzip2": bz2.BZ2Decompressor}


def window(descriptor: int, start: int, length: int) -> io.BufferedReader:
    """A stretch of an open file as a stream of its own."""
    return io.BufferedReader(Window(descriptor, start, length), HEAD)


def shown_name(raw: str) -> tuple[tuple[str, ...], str, bool]:
    """Split a member's name into folders and name, as they can be shown, and say whether it was a safe path."""
    parts = raw.replace("\\", "/").split("/")
    kept = [_printable(part) for part in parts if part not in ("", ".", "..")]
    drive = len(parts[0]) == 2 and parts[0][1] == ":"
    safe = not (raw.startswith(("/", "\\")) or ".." in parts or drive) and raw.isprintable() and len(raw) <= 4096
    kept = [part[:255] for part in kept][-64:]
    return tuple(kept[:-1]), (kept[-1] if kept else "?"), safe


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def tar_number(field: bytes) -> int | None:
    """Octal, or base 256 where the first bit is set (GNU); None when it is neither or below zero."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    text = field.strip(b" \0")
    if not text:
        return 0
    return int(text, 8) if text.isdigit() and not set(text) & set(b"89") else None


def decoded(name: bytes) -> str:
    """UTF-8 where it is (flagged or not), else the code page of the first zips."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp437")
