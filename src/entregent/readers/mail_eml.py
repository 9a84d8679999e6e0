"""Raw messages, one per file: `.eml` files, and folders of messages with or without suffix, as archives come."""

from collections.abc import Iterator
from typing import ClassVar

from entregent.formats.magic import looks_like
from entregent.formats.mail_header import HEADER_BYTES, header_shape
from entregent.model.interaction import Interaction
from entregent.model.record import Item
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.mail_files import BODY_BYTES, is_message, read_beginning, read_file, read_raw
from entregent.readers.mail_message import MailPass

_SUFFIXES = (".eml", ".emlx", ".msg", ".email", ".mail", ".mht", ".nws", ".mime", ".msg.txt")
_SAMPLE = 12


class EmlReader:
    """Reads one raw message, or a folder of them."""

    name: ClassVar[str] = "mail_eml"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Say whether the head is a mail header; of a folder, whether most of its first files are messages."""
        if document.is_folder:
            return self._recognise_folder(document)
        suffixed = _is_named(document.name)
        shape = header_shape(document.head)
        if shape.known >= 3 and shape.strange * 5 <= shape.lines:
            return Recognition(0.95 if suffixed else 0.9, "looks-like-message", (("fields", str(shape.known)),))
        if shape.known >= 2 and shape.strange * 5 <= shape.lines:
            return Recognition(0.85 if suffixed else 0.6, "looks-like-message", (("fields", str(shape.known)),))
        if suffixed and is_message(document.head):
            return Recognition(0.5, "named-like-message")
        # Its owner says that it is a message: it is read, and what it lacks is told.
        if suffixed and (shape.lines > shape.strange or looks_like(document.head) == "text"):
            return Recognition(0.3, "named-like-message")
        return None

    def _recognise_folder(self, document: Document) -> Recognition | None:
        entries = document.entries() if document.entries else []
        step = max(1, len(entries) // _SAMPLE)
        sample = entries[::step][:_SAMPLE]
        if not sample:
            return None
        messages = sum(_file_is_message(entry) for entry in sample)
        if messages * 2 <= len(sample):
            return None
        facts = (("sampled", str(len(sample))), ("messages", str(messages)))
        return Recognition(0.6 + 0.3 * messages / len(sample), "looks-like-messages", facts)

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Yield an interaction per message, with its problems before it, and hints at the end."""
        if document.is_folder:
            mail = MailPass(document.path, (*document.folders, document.name), options)
            for entry in document.entries() if document.entries else ():
                place = entry.replace("\\", "/").rpartition("/")[2]
                found = read_file(mail, entry, place, None)
                if mail.problems:
                    yield from mail.problems
                    mail.problems.clear()
                if found is not None:
                    yield found
        else:
            mail = MailPass(document.path, document.folders, options)
            wanted = HEADER_BYTES + 4096 + (BODY_BYTES if options.signals else 0)
            with document.open_stream() as stream:
                raw = stream.read(wanted)
            named = _is_named(document.name)
            found = read_raw(mail, raw, max(document.size, len(raw)), document.name, None, named=named)
            yield from mail.problems
            if found is not None:
                yield found
        yield from mail.closing()


def _is_named(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES)


def _file_is_message(path: str) -> bool:
    try:
        raw, _ = read_beginning(path, with_body=False)
    except OSError:
        return False
    shape = header_shape(raw)
    return shape.known >= 2 and shape.strange * 5 <= shape.lines
