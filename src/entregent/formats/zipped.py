"""The members of a zip, from its central directory (APPNOTE 6.3.10 §4.3-4.5)."""

import io
import os
import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from entregent.formats.archive import (
    HEAD,
    Allowance,
    Engine,
    Inflate,
    Member,
    Stored,
    Trouble,
    Unpacking,
    Window,
    decoded,
    shown_name,
    window,
)


class _Entry(NamedTuple):
    """What the central directory says of one member."""

    name: str
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    attributes: int
    offset: int


def zip_members(descriptor: int, length: int, allowance: Allowance) -> Iterator[Member | Trouble]:
    """Yield the members of a zip in the order of their names, or what is wrong with it.

    Junk before the zip is stepped over. A zip whose members overlap, or that has too many, is refused whole.
    """
    found = _find_directory(descriptor, length)
    if found is None:
        yield Trouble("", "truncated-archive")
        return
    start, size, base = found
    entries = _read_directory(descriptor, start, size, base, allowance.limits.entries)
    if entries is None:
        yield Trouble("", "archive-bomb", (("limit", "entries"),))
        return
    if _overlap(entries):
        yield Trouble("", "archive-bomb", (("limit", "overlap"),))
        return
    locked = 0
    seen: dict[str, int] = {}
    for entry in sorted(entries, key=lambda e: (e.name, e.offset)):
        if entry.name.endswith(("/", "\\")):
            continue
        if entry.flags & 1:
            locked += 1
            continue
        seen[entry.name] = seen.get(entry.name, 0) + 1
        yield from _zip_member(descriptor, length, entry, seen[entry.name], allowance)
    if locked:
        yield Trouble("", "encrypted-archive", (("members", str(locked)),))


def has_end_record(descriptor: int, length: int) -> bool:
    """Whether a zip ends this file, whatever it begins with."""
    return _find_directory(descriptor, length) is not None


def _zip_member(
    descriptor: int, length: int, entry: _Entry, times: int, allowance: Allowance
) -> Iterator[Member | Trouble]:
    folders, name, safe = shown_name(entry.name)
    whole = "/".join((*folders, name))
    if times > 1:
        name = f"{name}#{times}"
    if (entry.attributes >> 28) == 0xA:
        yield Trouble(whole, "link-skipped")
        return
    if entry.method not in (0, 8):
        yield Trouble(whole, "unreadable", (("method", str(entry.method)),))
        return
    if not safe:
        yield Trouble(whole, "unsafe-name", lost=False)
    key = f"{whole}#{entry.offset}" if times > 1 else whole
    yield Member(name, folders, entry.size, lambda: _open_entry(descriptor, length, entry, allowance, key))


def _open_entry(descriptor: int, length: int, entry: _Entry, allowance: Allowance, key: str) -> io.BufferedReader:
    local = os.pread(descriptor, 30, entry.offset)
    start = length
    if len(local) == 30 and local[:4] == b"PK\x03\x04":
        name_length, extra_length = struct.unpack("<HH", local[26:30])
        start = entry.offset + 30 + name_length + extra_length
    packed = Window(descriptor, start, max(0, min(entry.packed_size, length - start)))
    engine: Callable[[], Engine] = (lambda: Inflate(-15)) if entry.method else (lambda: Stored(entry.packed_size))
    raw = Unpacking(packed, engine, allowance, key)
    raw.promised = (entry.size, entry.crc)
    return io.BufferedReader(raw, HEAD)


def _find_directory(descriptor: int, length: int) -> tuple[int, int, int] | None:
    """Find (start, size, bytes of junk before the zip) of the central directory by the end record."""
    tail_start = max(0, length - 65_557)
    tail = os.pread(descriptor, length - tail_start, tail_start)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return None
    size, offset = struct.unpack("<LL", tail[at + 12 : at + 20])
    end = tail_start + at
    if 0xFFFFFFFF in (size, offset) and tail[at - 20 : at - 16] == b"PK\x06\x07" and at >= 20:
        (wide_at,) = struct.unpack("<Q", tail[at - 12 : at - 4])
        wide = os.pread(descriptor, 56, wide_at) if wide_at < length else b""
        if len(wide) < 56 or wide[:4] != b"PK\x06\x06":
            return None
        size, offset = struct.unpack("<QQ", wide[40:56])
        end = wide_at
    start = end - size
    return (start, size, start - offset) if 0 <= offset <= start else None


def _read_directory(descriptor: int, start: int, size: int, base: int, most: int) -> list[_Entry] | None:
    """The entries of the central directory; None when there are too many."""
    stream = window(descriptor, start, size)
    entries: list[_Entry] = []
    while True:
        fixed = stream.read(46)
        if len(fixed) < 46 or fixed[:4] != b"PK\x01\x02":
            return entries
        if len(entries) >= most:
            return None
        flags, method = struct.unpack("<HH", fixed[8:12])
        crc, packed, plain = struct.unpack("<LLL", fixed[16:28])
        name_length, extra_length, note_length = struct.unpack("<HHH", fixed[28:34])
        attributes, offset = struct.unpack("<LL", fixed[38:46])
        name = stream.read(name_length)
        extra = stream.read(extra_length)
        stream.read(note_length)
        plain, packed, offset = _wide_sizes(extra, plain, packed, offset)
        entries.append(_Entry(decoded(name), flags, method, crc, packed, plain, attributes, offset + base))


def _wide_sizes(extra: bytes, plain: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Take the sizes that need 64 bits from the zip64 field (APPNOTE §4.5.3)."""
    values = [plain, packed, offset]
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[at : at + 4])
        field = extra[at + 4 : at + 4 + size]
        at += 4 + size
        if kind != 1:
            continue
        for index, value in enumerate(values):
            if value == 0xFFFFFFFF and len(field) >= 8:
                values[index] = int.from_bytes(field[:8], "little")
                field = field[8:]
    return values[0], values[1], values[2]


def _overlap(entries: list[_Entry]) -> bool:
    """Whether two members share bytes: no packer does that, bombs do (Fifield, "A better zip bomb", 2019)."""
    end = 0
    for entry in sorted(entries, key=lambda e: e.offset):
        if entry.offset < end:
            return True
        end = entry.offset + 30 + entry.packed_size
    return False
