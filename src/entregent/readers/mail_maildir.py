"""Maildir and Maildir++ folders (https://cr.yp.to/proto/maildir.html): one file per message, flags in its name."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePath
from typing import ClassVar

from entregent.model.interaction import Interaction
from entregent.model.record import Item
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.mail_files import read_file
from entregent.readers.mail_folders import FolderKind, folder_kind
from entregent.readers.mail_message import MailPass

_INSIDE = frozenset(("cur", "new"))


class MaildirReader:
    """Reads a folder that has `cur` and `new`; subfolders come as documents of their own or with their parent."""

    name: ClassVar[str] = "mail_maildir"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Say whether the folder's files lie in `cur` and `new`."""
        if not document.is_folder or document.entries is None:
            return None
        inside = sum(PurePath(entry).parent.name in _INSIDE for entry in document.entries()[:1000])
        return Recognition(0.97, "looks-like-maildir", (("messages", str(inside)),)) if inside else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Yield an interaction per message of `cur` and `new`, with its problems before it, and hints at the end."""
        mail = MailPass(document.path, (*document.folders, document.name), options)
        for entry in document.entries() if document.entries else ():
            folder, _, name = entry.replace("\\", "/").rpartition("/")
            inside, of_folder = _folder_says(folder)
            if inside and name[0] != ".":
                kind = _flagged(name) or of_folder
                found = read_file(mail, entry, name, kind)
                if mail.problems:
                    yield from mail.problems
                    mail.problems.clear()
                if found is not None:
                    yield found
        yield from mail.closing()


def _flagged(name: str) -> FolderKind | None:
    """What the flags behind `2,` say: D is a draft. `!` and `;` stand for the colon where file systems forbid it."""
    if "D" not in name:
        return None
    at = name.rfind("2,")
    if at > 0 and name[at - 1] in ":;!_-" and "D" in name[at + 2 :]:
        return FolderKind.DRAFT
    return None


@lru_cache(maxsize=64)
def _folder_says(folder: str) -> tuple[bool, FolderKind | None]:
    """Whether a folder is a `cur` or a `new`, and what its Maildir++ folder (`.Sent`) holds, where its name says so."""
    box, _, inside = folder.rpartition("/")
    name = box.rpartition("/")[2]
    kind = folder_kind(name) if name.startswith(".") else FolderKind.ORDINARY
    return inside in _INSIDE, None if kind is FolderKind.ORDINARY else kind
