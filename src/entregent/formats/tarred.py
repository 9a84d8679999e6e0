"""The members of a tar, in one pass (POSIX.1-2017 pax and ustar, GNU long names)."""

import io
from collections.abc import Iterator
from typing import Final

from entregent.formats.archive import (
    CHUNK,
    HEAD,
    TAR_BLOCK,
    Allowance,
    Member,
    PassedError,
    Trouble,
    decoded,
    is_tar,
    shown_name,
    tar_number,
)

LONGEST_NAME: Final = 1 << 16
LONGEST_PAX: Final = 1 << 20


def tar_members(packed: io.BufferedReader, allowance: Allowance) -> Iterator[Member | Trouble]:
    """Yield the members of a tar as they come, in one pass, or what is wrong with it."""
    count = 0
    named: dict[str, str] = {}
    while True:
        block = packed.read(TAR_BLOCK)
        if not block.strip(b"\0"):
            # Two blocks of zeros end a tar; many writers leave them out.
            return
        size = tar_number(block[124:136])
        if size is None or not is_tar(block):
            yield Trouble("", "truncated-archive" if len(block) < TAR_BLOCK else "damaged-archive")
            return
        count += 1
        if count > allowance.limits.entries:
            yield Trouble("", "archive-bomb", (("limit", "entries"),))
            return
        kind = block[156:157]
        if kind in b"LKxgX":
            if not _skip(packed, size, _named_by(kind, packed.read(min(size, LONGEST_PAX)), named), allowance):
                yield Trouble("", "truncated-archive")
                return
            continue
        size = int(named.get("size", size))
        passing = _Passing(packed, size, allowance)
        yield from _tar_member(block, kind, size, named, passing)
        named = {}
        if not passing.finish():
            yield Trouble("", "truncated-archive")
            return


class _Passing(io.RawIOBase):
    """The bytes of the tar member that stands at the reading position."""

    def __init__(self, packed: io.BufferedReader, size: int, allowance: Allowance) -> None:
        self._allowance = allowance
        self._packed, self._left, self._padding = packed, size, -size % TAR_BLOCK
        self.begun = self.passed = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        if self.passed:
            return 0
        piece = self._packed.read(min(len(buffer), self._left))
        self._left = self._left - len(piece) if piece else 0
        buffer[: len(piece)] = piece
        return len(piece)

    def open_stream(self) -> io.BufferedReader:
        if self.begun or self.passed:
            raise PassedError
        self.begun = True
        return io.BufferedReader(self, HEAD)

    def finish(self) -> bool:
        """Step over what nobody read; False when the tar ends before."""
        self.passed = True
        return _skip(self._packed, self._left + self._padding, 0, self._allowance)


def _skip(packed: io.BufferedReader, size: int, already: int, allowance: Allowance) -> bool:
    left = size - already + (-size % TAR_BLOCK if already else 0)
    while left > 0:
        piece = packed.read(min(left, CHUNK))
        if not piece:
            return False
        left -= len(piece)
        allowance.beat()
    return True


def _tar_member(
    block: bytes, kind: bytes, size: int, named: dict[str, str], passing: _Passing
) -> Iterator[Member | Trouble]:
    raw = named.get("path") or _tar_name(block)
    folders, name, safe = shown_name(raw)
    whole = "/".join((*folders, name))
    if kind in b"5" or (raw.endswith("/") and not size):
        return
    if kind in b"12346":
        yield Trouble(whole, "link-skipped" if kind in b"12" else "device-skipped")
    elif kind not in b"07\0" or "GNU.sparse.major" in named:
        yield Trouble(whole, "unreadable", (("kind", kind.decode("latin-1")),))
    else:
        if not safe:
            yield Trouble(whole, "unsafe-name", lost=False)
        yield Member(name, folders, size, passing.open_stream)


def _tar_name(block: bytes) -> str:
    name = block[:100].split(b"\0", 1)[0]
    prefix = block[345:500].split(b"\0", 1)[0] if block[257:263] == b"ustar\0" else b""
    return decoded(prefix + b"/" + name if prefix else name)


def _named_by(kind: bytes, payload: bytes, named: dict[str, str]) -> int:
    """Keep what an extension header says of the next member; give how many bytes of it were read."""
    if kind == b"L":
        named["path"] = decoded(payload[:LONGEST_NAME].rstrip(b"\0"))
    elif kind in b"xX":
        at = 0
        while at < len(payload):
            digits, _, _ = payload[at : at + 10].partition(b" ")
            if not digits.isdigit() or int(digits) <= len(digits):
                break
            line = payload[at + len(digits) + 1 : at + int(digits)].rstrip(b"\n")
            key, _, value = line.partition(b"=")
            if key == b"size" and value.isdigit() and len(value) < 19:
                named["size"] = value.decode()
            elif key in (b"path", b"GNU.sparse.major"):
                named[key.decode()] = decoded(value[:LONGEST_NAME])
            at += int(digits)
    return len(payload)
