"""Messages in files of their own: opened, read as far as the header goes, and closed."""

import os
from typing import Final

from entregent.formats.mail_header import HEADER_BYTES, begins_with_field, find_fields, header_shape
from entregent.formats.mbox import RawMessage, single_message
from entregent.model.interaction import Interaction
from entregent.model.record import Problem
from entregent.readers.mail_folders import FolderKind
from entregent.readers.mail_message import MailPass

FIRST_BYTES = 16_384
"""Nearly every header ends within the first read."""
BODY_BYTES = 262_144
_TELLING: Final = frozenset(("from", "sender", "to", "cc", "bcc", "date", "subject"))
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


def read_file(mail: MailPass, path: str, place: str, kind: FolderKind | None) -> Interaction | None:
    """The interaction of the message in the file at `path`, if it is one; `mail.problems` gains what is wrong."""
    try:
        raw, size = read_beginning(path, with_body=mail.options.signals)
    except OSError as error:
        mail.problems.append(Problem(mail.path, place, "unreadable-file", (("detail", error.strerror or str(error)),)))
        return None
    return read_raw(mail, raw, size, place, kind)


def read_raw(
    mail: MailPass, raw: bytes, size: int, place: str, kind: FolderKind | None, *, named: bool = False
) -> Interaction | None:
    """The interaction of one raw message, if it is one; `mail.problems` gains what is wrong.

    `named`: the file's name says that it is a message, so one field that says who, when or what is enough.
    """
    if not raw or raw.isspace():
        mail.problems.append(Problem(mail.path, place, "empty-file"))
        return None
    message = single_message(raw, size)
    fields = find_fields(message.window, message.header_at, message.header_end)
    if not (_is_sure(message, fields) or (named and not _TELLING.isdisjoint(fields)) or is_message(message.header)):
        mail.problems.append(Problem(mail.path, place, "not-a-message"))
        return None
    found = mail.interaction(message, place, kind, fields)
    return _with_signals(found, message) if found is not None and mail.options.signals else found


def _is_sure(message: RawMessage, fields: dict[str, bytes]) -> bool:
    """Whether a header has what nearly all have, so that nobody need count its strange lines (a third of the time)."""
    return (
        "from" in fields
        and ("date" in fields or "to" in fields)
        and begins_with_field(message.window, message.header_at)
    )


def _with_signals(found: Interaction, message: RawMessage) -> Interaction:
    from entregent.readers.mail_signals import message_signals

    return found._replace(signals=message_signals(message.header, message.body(BODY_BYTES), found))
