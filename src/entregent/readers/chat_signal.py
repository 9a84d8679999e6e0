"""Signal: its own export of the chat history, and what signal-export and sigtop get out of Signal Desktop."""

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from entregent.formats.json_stream import plain_head
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.signal_backup import read_backup
from entregent.readers.signal_rows import read_rows
from entregent.readers.signal_text import layout_of
from entregent.readers.signal_written import OWN_FILES, read_written

_BACKUP: Final = re.compile(rb'"backupTimeMs"\s*:|"chatItem"\s*:\s*\{\s*"chatId"|"recipient"\s*:\s*\{\s*"id"')
_ROW: Final = re.compile(rb'"conversationId"\s*:\s*"')
_ROW_TIME: Final = re.compile(rb'"sent_at"\s*:\s*\d')
_EXPORTED: Final = re.compile(rb'\s*\{"date": ?"[^"]{10,40}", ?"sender": ?"')


class SignalChats:
    """Chats of Signal in the layouts of the tools that get at them."""

    name: ClassVar[str] = "chat_signal"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The form of the first line tells it."""
        if document.is_folder:
            return None
        layout = _layout(document)
        if layout in ("bracketed", "short"):
            # Other chats begin alike: the file's or folder's name decides.
            own = document.name in OWN_FILES or "signal" in document.path.lower()
            return Recognition(0.9 if own else 0.5, "signal-export")
        return Recognition(0.95, "signal-export") if layout else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Messages and calls."""
        layout = _layout(document)
        if layout == "backup":
            yield from read_backup(document, options)
        elif layout == "rows":
            yield from read_rows(document, options)
        elif layout:
            yield from read_written(document, layout, options)
        else:
            yield Problem(document.path, "line 1", "no-chat")


def _layout(document: Document) -> str:
    head = plain_head(document.head)
    begin = head[:64].lstrip()[:1]
    if begin == b"{" and _BACKUP.search(head[:16_384]):
        return "backup"
    if begin in (b"{", b"[") and _ROW.search(head) and _ROW_TIME.search(head):
        return "rows"
    if _EXPORTED.match(head):
        return "exported"
    if begin == b"{" or b"\0" in head[:2_000]:
        return ""
    return layout_of(head[:4_000].decode("utf-8", "replace"))
