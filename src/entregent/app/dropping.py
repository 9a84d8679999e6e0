"""Exports that were dropped on the page: they lie beside the book until their import has completed, then they go."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import IO, Final

from entregent.model.errors import ImportRefusedError

ROOM_KEPT: Final = 500_000_000
"""Bytes that stay free on the disk, whatever is dropped."""
KEPT_SECONDS: Final = 7 * 86_400
"""How long an interrupted drop waits to be taken up again."""
MOST_FILES: Final = 100_000
"""Files of one drop: as many as an archive may have members."""
LOOSE_FILES: Final = 12
"""More files than this, dropped side by side, are remembered as one import."""
_DEPTH: Final = 24
_NAME_BYTES: Final = 160
_PATH_BYTES: Final = 1_500
_CHECK_BYTES: Final = 32_000_000
"""The disk is asked for its room after each so many bytes."""
_INSIDE: Final = re.compile(r".*\.dropped/[0-9a-f]{24}/(?P<name>.+)", re.DOTALL)
_ODD: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff/\\\\]")


class NoRoomError(ImportRefusedError):
    """The disk has no room for what is dropped: it wants `size` and has `room` to give."""

    code = "no-room"


class TooManyFilesError(ImportRefusedError):
    """More than `most` files were dropped at once."""

    code = "too-many-files"


def folder_of(book: Path) -> Path:
    """Where a book's dropped exports lie."""
    return book.with_name(f"{book.name}.dropped")


def is_dropped(path: str) -> bool:
    """Whether a remembered path is of an export that was dropped: it goes when it was read, and nobody misses it."""
    return _INSIDE.fullmatch(path) is not None


def shown(path: str) -> str:
    """A path as its owner knows it: what was dropped bears its own name."""
    found = _INSIDE.fullmatch(path)
    return found["name"] if found else path


def clean(name: str) -> tuple[str, ...]:
    """The parts of a foreign name that may be used below a folder of ours; never a way out of it."""
    parts = [_clean_part(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    kept = [*parts[: _DEPTH - 1], *parts[-1:]] if len(parts) > _DEPTH else parts
    while len(kept) > 1 and sum(len(os.fsencode(part)) + 1 for part in kept) > _PATH_BYTES:
        kept.pop(-2)
    return tuple(kept) or ("_",)


def _clean_part(part: str) -> str:
    text = _ODD.sub("_", unicodedata.normalize("NFC", part)).strip()
    if os.name == "nt":
        text = re.sub(r'[<>:"|?*]', "_", text).rstrip(". ")
    if text.strip(".") == "":
        return "_"
    stem, dot, ending = text.rpartition(".")
    if not dot or len(ending) > 16:
        stem, dot, ending = text, "", ""
    room = _NAME_BYTES - len((dot + ending).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + ending


def room_beside(book: Path) -> int:
    """Bytes that may still be dropped."""
    return max(shutil.disk_usage(book.parent).free - ROOM_KEPT, 0)


def check_room(book: Path, size: int) -> None:
    """Refuse what would fill the disk. Raises NoRoomError."""
    room = room_beside(book)
    if size > room:
        raise NoRoomError(size=size, room=room)


class Incoming:
    """A file that is coming in, piece by piece; what was written so far is weighed and digested."""

    def __init__(self, drop: Drop, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self.size = 0
        self._drop = drop
        self._file = file
        self._digest = blake2b(digest_size=16)
        self._unchecked = _CHECK_BYTES

    def write(self, piece: bytes) -> int:
        """Keep a piece. Raises NoRoomError where the disk would be full; the file is gone then."""
        self._unchecked += len(piece)
        if self._unchecked >= _CHECK_BYTES:
            self._unchecked = 0
            if room_beside(self._drop.book) < _CHECK_BYTES:
                self.drop()
                raise NoRoomError(size=self.size + len(piece), room=room_beside(self._drop.book))
        self._digest.update(piece)
        self.size += len(piece)
        return self._file.write(piece)

    def seek(self, _place: int) -> int:
        """What a form's file is asked for when it is whole."""
        self.keep()
        return 0

    def keep(self) -> None:
        """The file is whole."""
        self._file.close()
        self._drop.take(self.path, self._digest.digest())

    def drop(self) -> None:
        """It will not be whole: away with it."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """As `drop`, for who knows it as a file; a whole one stays."""
        if not self._file.closed:
            self.drop()


class Drop:
    """What is dropped together: files with their names, in a folder of their own, until it begins to be read."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self.id = secrets.token_hex(12)
        self.folder = folder_of(book) / f"up-{self.id}"
        self._digests: dict[Path, bytes] = {}
        self._begun = 0
        folder_of(book).mkdir(mode=0o700, exist_ok=True)
        self.folder.mkdir(mode=0o700)

    def open(self, name: str) -> Incoming:
        """A place for a file of this name, cleaned, beside what came in before. Raises TooManyFilesError."""
        self._begun += 1
        if self._begun > MOST_FILES:
            raise TooManyFilesError(most=MOST_FILES)
        *folders, last = clean(name)
        where = self.folder
        for part in folders:
            where = _folder_in(where, part)
        for number in range(1, MOST_FILES):
            try:
                descriptor = os.open(where / _numbered(last, number), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            return Incoming(self, where / _numbered(last, number), os.fdopen(descriptor, "wb"))
        raise TooManyFilesError(most=MOST_FILES)

    def take(self, path: Path, digest: bytes) -> None:
        """A file of this drop is whole."""
        self._digests[path.relative_to(self.folder)] = digest

    def settle(self) -> list[str]:
        """The paths to import, one per thing that was dropped; the same export dropped again has the same path."""
        by_top: dict[str, list[tuple[str, bytes]]] = {}
        for path, digest in sorted(self._digests.items()):
            by_top.setdefault(path.parts[0], []).append((path.as_posix(), digest))
        loose = [top for top in by_top if (self.folder / top).is_file()]
        if len(loose) > LOOSE_FILES:
            self._gather(loose, by_top)
        paths = [self._placed(top, inside) for top, inside in by_top.items()]
        self.forget()
        return paths

    def _gather(self, loose: list[str], by_top: dict[str, list[tuple[str, bytes]]]) -> None:
        """Many loose files become one thing, named after the first."""
        name = _clean_part(f"{loose[0]} +{len(loose) - 1}")
        together = _folder_in(self.folder, name)
        for top in loose:
            (self.folder / top).rename(together / top)
        by_top[together.name] = [pair for top in loose for pair in by_top.pop(top)]

    def _placed(self, top: str, inside: Iterable[tuple[str, bytes]]) -> str:
        digest = blake2b(digest_size=12)
        for path, of_file in inside:
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + of_file)
        home = folder_of(self.book) / digest.hexdigest()
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(mode=0o700)
        (self.folder / top).rename(home / top)
        return str(home / top)

    def forget(self) -> None:
        """Away with all that is still here."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _numbered(name: str, number: int) -> str:
    """The name itself, then with " 2", " 3" … before its ending."""
    if number == 1:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem} {number}.{ending}" if dot and stem else f"{name} {number}"


def _folder_in(where: Path, part: str) -> Path:
    """A folder of this name, made if need be; beside a file that has the name already, numbered."""
    for number in range(1, MOST_FILES):
        made = where / _numbered(part, number)
        if not made.exists():
            made.mkdir(mode=0o700)
        if made.is_dir():
            return made
    raise TooManyFilesError(most=MOST_FILES)


def discard(book: Path, paths: Iterable[str]) -> None:
    """These exports, dropped for this book, are wanted no more; whatever lies elsewhere is left alone."""
    folder = folder_of(book)
    for path in paths:
        if is_dropped(path) and Path(path).is_relative_to(folder):
            shutil.rmtree(folder / Path(path).relative_to(folder).parts[0], ignore_errors=True)


def tidy(book: Path, done: Iterable[str]) -> None:
    """Dropped exports that were read go, and so does what nobody took up again for a week."""
    folder = folder_of(book)
    if not folder.is_dir():
        return
    discard(book, done)
    for inside in folder.iterdir():
        if time.time() - inside.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(inside, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.rmdir()  # only an empty one goes
