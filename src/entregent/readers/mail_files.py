"""Messages in files of their own: opened, read as far as the header goes, and closed."""

import os
from collections.abc import Iterator

from entregent.formats.mail_header import HEADER_BYTES, header_shape
from entregent.formats.mbox import RawMessage, single_message
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem
from entregent.readers.base import ReadOptions
from entregent.readers.mail_folders import FolderKind
from entregent.readers.mail_message import MailPass

FIRST_BYTES = 16_384
"""Nearly every header ends within the first read."""
BODY_BYTES = 262_144
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


def read_beginning(path: str, *, with_body: bool) -> tuple[bytes, int]:
    """The file's beginning, up to the end of its header (or 256 KB of body more), and the file's size in bytes.

    Raises OSError. A header is given up after 1 MB.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        raw = os.read(descriptor, FIRST_BYTES)
        if len(raw) < FIRST_BYTES:
            return raw, len(raw)
        wanted = HEADER_BYTES + 4096
        while b"\n\n" not in raw and b"\n\r\n" not in raw and len(raw) < wanted:
            more = os.read(descriptor, 4 * len(raw))
            if not more:
                return raw, len(raw)
            raw += more
        if with_body:
            raw += os.read(descriptor, BODY_BYTES)
        return raw, os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)


def is_message(raw: bytes) -> bool:
    """Tell whether a file's beginning is a mail header, however sloppy: some known field, few strange lines."""
    shape = header_shape(raw)
    return shape.known >= 1 and shape.strange * 2 <= shape.lines


def read_file(
    mail: MailPass, path: str, place: str, kind: FolderKind | None, options: ReadOptions
) -> Iterator[Interaction | Item]:
    """Yield the interaction of the message in the file at `path`, with its problems; a problem where it is none."""
    try:
        raw, size = read_beginning(path, with_body=options.signals)
    except OSError as error:
        yield Problem(mail.path, place, "unreadable-file", (("detail", error.strerror or str(error)),))
        return
    yield from read_raw(mail, raw, size, place, kind, options)


def read_raw(
    mail: MailPass, raw: bytes, size: int, place: str, kind: FolderKind | None, options: ReadOptions
) -> Iterator[Interaction | Item]:
    """Yield the interaction of one raw message, or the problem that keeps it from being one."""
    if not raw.strip():
        yield Problem(mail.path, place, "empty-file")
        return
    message = single_message(raw, size)
    if not is_message(message.header):
        yield Problem(mail.path, place, "not-a-message")
        return
    found = mail.interaction(message, place, kind)
    if mail.problems:
        yield from mail.problems
        mail.problems.clear()
    if found is not None:
        yield _with_signals(found, message) if options.signals else found


def _with_signals(found: Interaction, message: RawMessage) -> Interaction:
    from entregent.readers.mail_signals import message_signals

    return found._replace(signals=message_signals(message.header, message.body(BODY_BYTES), found))
