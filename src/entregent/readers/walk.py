# Names may hold any bytes, and a Path for each of a million files costs: so os.path.
# ruff: noqa: PTH100, PTH112, PTH113, PTH116, PTH118, PTH119, PTH120, PTH123
"""From paths to documents, in an order that never changes: files, folders, Maildirs, loose messages, archives.

Nothing outside the paths that the owner named is opened: links inside folders are not followed, and only regular
files are read. A folder that is one mailbox (a Maildir, or loose messages as mail archives keep them) is one document.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from hashlib import sha256
from io import BufferedReader
from typing import BinaryIO, Final, NamedTuple

from entregent.formats import archive, magic, zipped
from entregent.model.record import Problem
from entregent.readers import limits, packed
from entregent.readers.base import HEAD_BYTES, Document, Export
from entregent.readers.fingerprint import DIGEST_BYTES
from entregent.readers.packed import Entering, Found, Rules, Step

_OTHER: Final = (
    "7z avi bmp bz2 csv doc docx exe gif gz heic htm html ics ical icalendar jar jpeg jpg js json ldif mbox mbx "
    "md m4a mov mp3 mp4 msf msg odt ogg opus pdf png ppt pptx pst py rar rtf sqlite svg tar tbz2 tgz tsv vcard "
    "vcf webp xls xlsx xml yaml yml zip"
)
_OTHER_SUFFIXES: Final = frozenset(_OTHER.split())
"""Suffixes that no loose message bears."""
_MESSAGE_NAME: Final = re.compile(r"\d+[._]?|.*\.(?:eml|emlx?|mime|msg\.txt)", re.I)
_SPARED: Final = frozenset(("Thumbs.db", "desktop.ini", "Icon\r"))


EVERYTHING: Final = Rules()


class _Listed(NamedTuple):
    """A regular file of a folder."""

    name: str
    size: int
    changed_ns: int


class _Folder(NamedTuple):
    """A folder being walked: where it is, how it is shown, and what lies in it."""

    real: str
    shown: str
    folders: tuple[str, ...]
    files: list[_Listed]
    children: list[str]
    problems: list[Problem]


def walk(paths: Iterable[str], rules: Rules = EVERYTHING) -> Iterator[Step]:
    """Yield the documents of these paths, and what could not be walked, always in the same order.

    Archives whose shown path is in `rules.avoid` are left closed; `rules.beat` is called as listing and unpacking go
    on.
    """
    for path in paths:
        try:
            status = os.stat(path)
        except OSError as error:
            code = "missing-path" if isinstance(error, FileNotFoundError | NotADirectoryError) else "unreadable"
            yield Problem(_shown(path), "", code, _detail(error))
            continue
        name = os.path.basename(os.path.abspath(path))
        if stat.S_ISDIR(status.st_mode):
            export = Export(partial(_open_inside, os.path.realpath(path)))
            yield from _folder_steps(os.path.abspath(path), _shown(path), (_shown(name),), rules, export)
        elif stat.S_ISREG(status.st_mode):
            above = os.path.basename(os.path.dirname(os.path.abspath(path)))
            for step in _file_steps(os.path.abspath(path), _shown(path), (_shown(above),), rules, Export()):
                yield step._replace(named=True) if isinstance(step, Found) and "!/" not in step.document.path else step
        else:
            yield Problem(_shown(path), "", "not-a-file")


def _shown(path: str) -> str:
    """A path as it can be printed: bytes that are no UTF-8 and control characters are replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)


def _detail(error: OSError) -> tuple[tuple[str, str], ...]:
    return (("detail", error.strerror or type(error).__name__),)


# Files


def _file_steps(real: str, shown: str, folders: tuple[str, ...], rules: Rules, export: Export) -> Iterator[Step]:
    try:
        with open(real, "rb", buffering=0) as stream:
            head = stream.read(HEAD_BYTES)
            size = os.fstat(stream.fileno()).st_size
            kind = "" if magic.is_office(head) else archive.kind_of(head)
            if not kind and shown.lower().endswith(".zip") and zipped.has_end_record(stream.fileno(), size):
                kind = "zip"
    except OSError as error:
        yield Problem(shown, "", "unreadable", _detail(error))
        return
    if not head:
        yield Problem(shown, "", "empty-file", lost=False)
    elif not kind:
        name = shown.rpartition("/")[2]
        yield Found(Document(shown, name, head, size, partial(_open, real), folders, export=export))
    else:
        yield from _packed_steps(real, shown, folders, kind, rules)


def _open(real: str) -> BinaryIO:
    return open(real, "rb", buffering=HEAD_BYTES)


def _open_inside(root: str, folders: tuple[str, ...], name: str) -> BinaryIO | None:
    """Open a regular file inside a folder that was named; no link leads to it."""
    real = os.path.join(root, *folders, name)
    return _open(real) if os.path.isfile(real) and os.path.realpath(real) == real else None


def _packed_steps(real: str, shown: str, folders: tuple[str, ...], kind: str, rules: Rules) -> Iterator[Step]:
    try:
        opened = packed.open_packed(shown, real, folders, kind, rules)
    except OSError as error:
        yield Problem(shown, "", "unreadable", _detail(error))
        return
    try:
        if kind in ("gzip", "bzip2") and not archive.is_tar(_compressed(opened)().peek(512)):
            yield from _compressed_steps(opened)
        else:
            yield Entering(shown)
            if shown not in rules.avoid:
                yield from packed.steps(opened)
        for trouble in opened.allowance.told():
            yield packed.problem(shown, trouble)
    finally:
        os.close(opened.descriptor)


def _compressed(opened: packed.Packed) -> Callable[[], BufferedReader]:
    def again() -> BufferedReader:
        window = archive.window(opened.descriptor, 0, opened.length)
        return archive.unpacked(opened.kind, window, opened.allowance)

    return again


def _compressed_steps(opened: packed.Packed) -> Iterator[Step]:
    """One compressed file: a document without the compression."""
    again = _compressed(opened)
    head = again().peek(HEAD_BYTES)[:HEAD_BYTES]
    name = packed.plain_name(opened.shown.rpartition("/")[2])
    if head:
        yield Found(Document(opened.shown, name, head, opened.length, again, opened.folders))


# Folders


def _folder_steps(
    real: str, shown: str, folders: tuple[str, ...], rules: Rules, export: Export, depth: int = 0
) -> Iterator[Step]:
    if depth > limits.FOLDER_DEPTH:
        yield Problem(shown, "", "too-deep")
        return
    try:
        folder = _listed(real, shown, folders, rules.beat)
    except OSError as error:
        yield Problem(shown, "", "unreadable", _detail(error))
        return
    yield from folder.problems
    is_maildir = "cur" in folder.children and "new" in folder.children
    if is_maildir:
        yield from _maildir_steps(folder, rules)
    yield from _file_group_steps(folder, rules, export)
    for name in folder.children:
        if is_maildir and name in ("cur", "new", "tmp"):
            continue
        inside = os.path.join(real, name)
        parts = tuple(part for part in _shown(name).split(".") if part) if name.startswith(".") else (_shown(name),)
        if name.startswith(".") and not os.path.isdir(os.path.join(inside, "cur")):
            continue
        deeper = f"{shown.rstrip('/')}/{_shown(name)}"
        yield from _folder_steps(inside, deeper, (*folders, *parts), rules, export.within(name), depth + 1)


def _listed(real: str, shown: str, folders: tuple[str, ...], beat: Callable[[], object], part: str = "") -> _Folder:
    """List a folder, sorted by name, each file with `part` before it. Hidden files are spared; links are told."""
    found = _Folder(real, shown, folders, [], [], [])
    with os.scandir(real) as entries:
        for entry in sorted(entries, key=lambda e: os.fsencode(e.name)):
            beat()
            if entry.is_dir(follow_symlinks=False):
                found.children.append(entry.name)
            elif entry.name in _SPARED or entry.name.startswith("."):
                continue
            elif entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found.files.append(_Listed(part + entry.name, status.st_size, status.st_mtime_ns))
            else:
                code = "link-skipped" if entry.is_symlink() else "not-a-file"
                found.problems.append(Problem(f"{shown}/{_shown(entry.name)}", "", code))
    return found


def _maildir_steps(folder: _Folder, rules: Rules) -> Iterator[Step]:
    """A Maildir: the files of cur and new, read as one (https://cr.yp.to/proto/maildir.html)."""
    files: list[_Listed] = []
    for part in ("cur", "new"):
        shown = f"{folder.shown}/{part}"
        try:
            inside = _listed(os.path.join(folder.real, part), shown, folder.folders, rules.beat, f"{part}/")
        except OSError as error:
            yield Problem(shown, "", "unreadable", _detail(error))
            continue
        yield from inside.problems
        files += inside.files
    yield _grouped(folder, files)


def _file_group_steps(folder: _Folder, rules: Rules, export: Export) -> Iterator[Step]:
    """Loose messages as one document, every other file as its own."""
    loose = _loose_messages(folder)
    if loose:
        yield _grouped(folder, loose)
    taken = {file.name for file in loose}
    for file in folder.files:
        if file.name not in taken:
            real = os.path.join(folder.real, file.name)
            shown = f"{folder.shown.rstrip('/')}/{_shown(file.name)}"
            yield from _file_steps(real, shown, folder.folders, rules, export)


def _grouped(folder: _Folder, files: list[_Listed]) -> Found:
    listing = "\n".join([f"{file.name}\0{file.size}\0{file.changed_ns}" for file in files])
    stamp = sha256(os.fsencode(listing), usedforsecurity=False).digest()[:DIGEST_BYTES]
    names = [file.name for file in files]
    head = _head(os.path.join(folder.real, names[0]), HEAD_BYTES) if names else b""
    document = Document(
        path=folder.shown,
        name=_shown(os.path.basename(folder.real)),
        head=head,
        size=sum(file.size for file in files),
        open_stream=partial(_open, folder.real),
        folders=tuple(part for part in folder.folders if part not in ("cur", "new")),
        is_folder=True,
        entries=lambda: [f"{folder.real}/{name}" for name in names],
    )
    return Found(document, stamp)


def _loose_messages(folder: _Folder) -> list[_Listed]:
    """The files of a folder that are one message each; none when a sample of them looks like something else."""
    candidates = [file for file in folder.files if file.size and _suffix(file.name) not in _OTHER_SUFFIXES]
    if not candidates:
        return []
    step = max(1, len(candidates) // limits.HEAD_SAMPLES)
    sample = candidates[::step][: limits.HEAD_SAMPLES]
    messages = sum(_is_message(folder, file) for file in sample)
    if not messages:
        return []
    trusted = messages == len(sample)
    return [f for f in candidates if (trusted and _MESSAGE_NAME.fullmatch(f.name)) or _is_message(folder, f)]


def _is_message(folder: _Folder, file: _Listed) -> bool:
    return magic.is_raw_message(_head(os.path.join(folder.real, file.name), 8192))


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _head(real: str, size: int) -> bytes:
    try:
        with open(real, "rb", buffering=0) as stream:
            return stream.read(size)
    except OSError:
        return b""
