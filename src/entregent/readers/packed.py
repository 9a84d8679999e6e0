"""Archives walked in place: each member, or each run of loose messages, becomes a document."""

import io
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from entregent.formats import archive, magic, tarred, zipped
from entregent.formats.archive import Allowance, Member, PassedError, Trouble
from entregent.model.record import Problem
from entregent.readers import limits
from entregent.readers.base import HEAD_BYTES, Document, Export

_SPARED: Final = ("__MACOSX", ".DS_Store", "Thumbs.db")
_FROM: Final = re.compile(rb"(?<=\n)(>*From )")


class Found(NamedTuple):
    """A document that the walk came to. `stamp` fingerprints a folder's listing; it is empty for a stream."""

    document: Document
    stamp: bytes = b""
    named: bool = False
    """The owner named this very path; it was not found inside a folder or an archive."""


class Entering(NamedTuple):
    """An archive is about to be opened: told first, so that one that kills its reader can be left out next time."""

    path: str


Step = Found | Problem | Entering


class Packed(NamedTuple):
    """One archive: an open file, its kind, and how it is shown."""

    shown: str
    folders: tuple[str, ...]
    kind: str
    """"zip", "tar", or the compression of a tar: "gzip", "bzip2"."""
    descriptor: int
    length: int
    allowance: Allowance
    depth: int = 0
    avoid: frozenset[str] = frozenset()
    """Shown paths of inner archives to leave closed."""

    def members(self) -> Iterator[Member | Trouble]:
        """Its members from the first one on."""
        if self.kind == "zip":
            return zipped.zip_members(self.descriptor, self.length, self.allowance)
        packed = archive.window(self.descriptor, 0, self.length)
        return tarred.tar_members(archive.unpacked(self.kind, packed, self.allowance), self.allowance)

    def open_member(self, folders: tuple[str, ...], name: str) -> BinaryIO | None:
        """Open the member in these folders by its name, walking to it; None where there is none."""
        for member in self.members():
            if isinstance(member, Member) and member.name == name and member.folders == folders:
                return member.open_stream()
        return None


class _Turn:
    """The place in an archive's row of members, with the present one open."""

    def __init__(self, packed: Packed, skip: int = 0) -> None:
        self._members = packed.members()
        self.number = -1
        self.present: Member | Trouble | None = None
        self.stream: io.BufferedReader | None = None
        self.head = b""
        for _ in range(skip):
            next(self._members, None)
            self.number += 1
        self.advance()

    def advance(self) -> None:
        """Go to the next member and look at its head."""
        self.present = next(self._members, None)
        self.number += 1
        self.stream, self.head = None, b""
        if isinstance(self.present, Member):
            self.stream = self.present.open_stream()
            self.head = self.stream.peek(HEAD_BYTES)[:HEAD_BYTES]

    def message_in(self, folders: tuple[str, ...]) -> io.BufferedReader | None:
        """The open stream when the present member is a loose message in this folder."""
        here = isinstance(self.present, Member) and self.present.folders == folders
        return self.stream if here and magic.is_raw_message(self.head) else None


def steps(packed: Packed) -> Iterator[Step]:
    """Yield what an archive holds, and what is wrong with it."""
    turn = _Turn(packed)
    export = Export(packed.open_member)
    while turn.present is not None:
        member = turn.present
        if isinstance(member, Trouble):
            yield problem(packed.shown, member)
            turn.advance()
        elif member.name in _SPARED or _SPARED[0] in member.folders or not turn.head:
            turn.advance()
        elif turn.message_in(member.folders) is not None:
            yield Found(_loose(packed, turn, member.folders))
            while turn.message_in(member.folders) is not None:
                turn.advance()
        else:
            yield from _one(packed, turn, member, export)
            turn.advance()
        for trouble in packed.allowance.told():
            yield problem(packed.shown, trouble)


def problem(shown: str, trouble: Trouble) -> Problem:
    """An archive's trouble as a problem."""
    path = f"{shown}!/{trouble.name}" if trouble.name else shown
    return Problem(path, "", trouble.code, trouble.facts, trouble.lost)


def _one(packed: Packed, turn: _Turn, member: Member, export: Export) -> Iterator[Step]:
    shown = f"{packed.shown}!/{'/'.join((*member.folders, member.name))}"
    folders = (*packed.folders, *member.folders)
    export = export.within(*member.folders)
    kind = "" if magic.is_office(turn.head) else archive.kind_of(turn.head)
    opened = _reopening(packed, turn)
    if kind in ("gzip", "bzip2"):
        packed_stream = opened()
        inner = archive.unpacked(kind, packed_stream, packed.allowance, f"{member.name} ({kind})")
        head = inner.peek(HEAD_BYTES)[:HEAD_BYTES]
        if not archive.is_tar(head):
            reopened = _first_then(
                inner, lambda: archive.unpacked(kind, opened(), packed.allowance, f"{member.name} ({kind})")
            )
            name = plain_name(member.name)
            yield Found(Document(shown, name, head, member.size, reopened, folders, export=export))
            return
        opened = _first_then(_again(packed, turn.number), lambda: _again(packed, turn.number))
    if not kind:
        yield Found(Document(shown, member.name, turn.head, member.size, opened, folders, export=export))
    elif packed.depth >= limits.ARCHIVE_DEPTH:
        yield Problem(shown, "", "nested-archive")
    else:
        yield from _nested(packed, kind, shown, folders, opened())


def _nested(packed: Packed, kind: str, shown: str, folders: tuple[str, ...], stream: BinaryIO) -> Iterator[Step]:
    """An archive inside an archive: kept in a nameless temporary file, because a zip is read from its end."""
    with tempfile.TemporaryFile(buffering=0) as spool:
        length = 0
        while piece := stream.read(archive.CHUNK):
            length += len(piece)
            if length > limits.SPOOL_BYTES:
                yield Problem(shown, "", "archive-bomb", (("limit", "nested"),))
                return
            spool.write(piece)
        inner = packed._replace(
            shown=shown, folders=folders, kind=kind, descriptor=spool.fileno(), length=length, depth=packed.depth + 1
        )
        yield Entering(shown)
        if shown not in packed.avoid:
            yield from steps(inner)


def plain_name(name: str) -> str:
    """A compressed file's name without what says that it is compressed."""
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and suffix.lower() in ("gz", "gzip", "bz2") else name


def _again(packed: Packed, number: int) -> io.BufferedReader:
    """Open a member anew, walking to it again: only for the second look at something that seemed known."""
    turn = _Turn(packed, number)
    if turn.stream is None:
        raise PassedError(packed.shown)
    return turn.stream


def _first_then(first: io.BufferedReader, later: Callable[[], io.BufferedReader]) -> Callable[[], io.BufferedReader]:
    """Give the stream that is open already, and after that new ones."""
    waiting = [first]
    return lambda: waiting.pop() if waiting else later()


def _reopening(packed: Packed, turn: _Turn) -> Callable[[], io.BufferedReader]:
    number, stream = turn.number, turn.stream
    assert stream is not None
    return _first_then(stream, lambda: _again(packed, number))


# Loose messages of an archive


def _loose(packed: Packed, turn: _Turn, folders: tuple[str, ...]) -> Document:
    """The messages that follow each other in one folder of an archive, as one mbox made on the fly.

    So a mail archive packed message by message is one source like any folder, and nothing is unpacked to the disk.
    """
    number = turn.number
    size = turn.present.size if isinstance(turn.present, Member) else 0
    first = _joined(turn, folders)
    head = first.peek(HEAD_BYTES)[:HEAD_BYTES]
    kept = tuple(part for part in folders if part not in ("cur", "new"))
    shown = f"{packed.shown}!/{'/'.join(folders)}"
    name = f"{(kept or packed.folders or ('messages',))[-1]}.mbox"
    opened = _first_then(first, lambda: _joined(_Turn(packed, number), folders))
    return Document(shown, name, head, size, opened, (*packed.folders, *kept))


def _joined(turn: _Turn, folders: tuple[str, ...]) -> io.BufferedReader:
    return io.BufferedReader(_Pieces(_mbox_pieces(turn, folders)), HEAD_BYTES)


def _mbox_pieces(turn: _Turn, folders: tuple[str, ...]) -> Iterator[bytes]:
    """The run of messages in mboxrd form (RFC 4155 with quoted From lines)."""
    while (stream := turn.message_in(folders)) is not None:
        yield b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n"
        held = b""
        while piece := stream.read(archive.CHUNK):
            held += piece
            # A line that may go on in the next piece waits, unless it is longer than any "From " needs.
            cut = held.rfind(b"\n")
            cut = cut if cut >= 0 else max(0, len(held) - 64)
            yield _FROM.sub(rb">\1", held[:cut])
            held = held[cut:]
        yield _FROM.sub(rb">\1", held) + b"\n\n"
        turn.advance()


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        while not self._held:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._held = following
        piece = self._held[: len(buffer)]
        self._held = self._held[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


class Rules(NamedTuple):
    """What a walk keeps to: archives (by shown path) to leave closed, and whom to tell that it moves on."""

    avoid: frozenset[str] = frozenset()
    beat: Callable[[], object] = int


def open_packed(shown: str, real: str, folders: tuple[str, ...], kind: str, rules: Rules) -> Packed:
    """Open an archive of the disk; the caller closes `descriptor`."""
    descriptor = os.open(real, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    allowance = Allowance(limits.ARCHIVE, rules.beat)
    length = os.fstat(descriptor).st_size
    return Packed(shown, folders, kind, descriptor, length, allowance, avoid=rules.avoid)
