"""mbox files of every family, Google Takeout's included."""

from collections.abc import Iterator
from typing import ClassVar

from entregent.formats.mail_header import header_shape
from entregent.formats.mbox import RawMessage, looks_like_from_line, mbox_messages
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.mail_message import MailPass

BODY_BYTES = 262_144
"""How much of a body the pass over the text is given."""


class MboxReader:
    """Reads mbox files: one pass, headers and sizes only, memory flat whatever the file's size."""

    name: ClassVar[str] = "mail_mbox"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Say whether the head begins with a From line and goes on as a header."""
        if document.is_folder:
            return None
        head = document.head.lstrip(b"\xef\xbb\xbf\r\n \t")
        if not head.startswith(b"From "):
            return None
        line, _, rest = head.partition(b"\n")
        shape = header_shape(rest)
        if not looks_like_from_line(line, rest) and shape.known < 2:
            return None
        takeout = b"\nX-GM-THRID:" in head or b"\nX-Gmail-Labels:" in head
        facts = (("origin", "takeout"),) if takeout else ()
        if shape.known >= 2:
            return Recognition(0.98, "looks-like-mbox", facts)
        return Recognition(0.7, "begins-like-mbox", facts)

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Yield an interaction per message, with its problems before it, and hints at the end."""
        folders = (*document.folders, document.name)
        mail = MailPass(document.path, folders, options)
        with document.open_stream() as stream:
            message = None
            for message in mbox_messages(stream):
                if message.header_end <= message.header_at + 1:
                    yield Problem(document.path, f"byte {message.offset}", "no-header")
                    continue
                found = mail.interaction(message, f"byte {message.offset}")
                if mail.problems:
                    yield from mail.problems
                    mail.problems.clear()
                if found is not None:
                    yield _with_signals(found, message) if options.signals else found
        if message is None:
            yield Problem(document.path, "byte 0", "no-message" if document.size else "empty-file")
        elif not message.ended:
            yield Problem(document.path, f"byte {message.offset}", "cut-message", lost=False)
        yield from mail.closing()


def _with_signals(found: Interaction, message: RawMessage) -> Interaction:
    from entregent.readers.mail_signals import message_signals

    return found._replace(signals=message_signals(message.header, message.body(BODY_BYTES), found))
