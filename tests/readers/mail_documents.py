"""Documents for the tests of mail readers, as the import harness makes them."""

import io
from pathlib import Path

from entregent.model.interaction import Interaction
from entregent.model.record import OwnerHint, Problem
from entregent.readers.base import HEAD_BYTES, Document, Reader, ReadOptions

NOW = 1_800_000_000
OPTIONS = ReadOptions(now=NOW)


def file_document(raw: bytes, name: str = "box.mbox", folders: tuple[str, ...] = ()) -> Document:
    """A file that exists only in memory."""
    return Document(f"/{name}", name, raw[:HEAD_BYTES], len(raw), lambda: io.BytesIO(raw), folders)


def path_document(path: Path) -> Document:
    """A file on disk."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    return Document(str(path), path.name, head, path.stat().st_size, lambda: path.open("rb"), (path.parent.name,))


def folder_document(path: Path, folders: tuple[str, ...] = ()) -> Document:
    """A folder that is read as one document."""

    def no_stream() -> io.BytesIO:
        raise OSError("a folder has no stream")

    def entries() -> list[str]:
        return sorted(str(entry) for entry in path.rglob("*") if entry.is_file())

    return Document(str(path), path.name, b"", 0, no_stream, folders, is_folder=True, entries=entries)


class Found:
    """What a reader yielded, sorted by kind."""

    def __init__(self, reader: Reader, document: Document, options: ReadOptions = OPTIONS) -> None:
        self.interactions: list[Interaction] = []
        self.problems: list[Problem] = []
        self.hints: list[OwnerHint] = []
        for thing in reader.read(document, options):
            if isinstance(thing, Interaction):
                self.interactions.append(thing)
            elif isinstance(thing, Problem):
                self.problems.append(thing)
            elif isinstance(thing, OwnerHint):
                self.hints.append(thing)

    @property
    def codes(self) -> list[str]:
        """The problems' codes, in order."""
        return [problem.code for problem in self.problems]
