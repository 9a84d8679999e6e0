"""What a reader is: it recognises a document, with confidence and reason, and reads it as a stream."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, ClassVar, Final, NamedTuple, Protocol

from entregent.model.interaction import Interaction
from entregent.model.record import Item

HEAD_BYTES: Final = 65_536
"""How much of a document's beginning a reader sees before it decides."""


class Document(NamedTuple):
    """Something to read: a file, a member of an archive, or a folder that is read as one (a Maildir, loose messages).

    `path` is what people are shown ("box.zip!/Mail/Inbox.mbox"). `open_stream` starts at the first byte, already
    decompressed where the name or the magic said gzip; it raises OSError. A folder has no stream: its readers list
    `entries` (absolute paths of regular files, sorted) and open them themselves. `folders` are the names of the
    folders on the way to it, outermost first: a reader learns from them that mail was sent.
    """

    path: str
    name: str
    head: bytes
    size: int
    open_stream: Callable[[], BinaryIO]
    folders: tuple[str, ...] = ()
    is_folder: bool = False
    entries: Callable[[], list[str]] | None = None


SIGNALS_VERSION: Final = 1
"""Raise it when the second pass would find more or better signals: paths read with it are then read again."""


class ReadOptions(NamedTuple):
    """What a reader needs to know of the book and of the day."""

    now: int
    """UTC seconds of the import: a date more than two days later is absurd."""
    region: str = "CA"
    """ISO country for phone numbers written without one."""
    zone: str = "America/Toronto"
    """IANA zone for floating times."""
    signals: bool = False
    """Run the second pass, over the text."""


class Recognition(NamedTuple):
    """How sure a reader is (0..1) that it can read a document, and why (a signal with facts)."""

    confidence: float
    signal: str
    facts: tuple[tuple[str, str], ...] = ()


class Reader(Protocol):
    """A source's reader. Registered by dotted path in `catalogue`; made without arguments; holds no state."""

    name: ClassVar[str]
    """<kind>_<origin>: "mail_mbox". Stored: never change one."""
    version: ClassVar[int]
    """Raise it when the same file would give more or better facts: a re-import then reads the file again."""

    def recognise(self, document: Document) -> Recognition | None:
        """Say whether this is mine, from name, head and folders alone; None when it is not."""
        ...

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Yield interactions, records, owner hints and problems as they come; a bad one never ends the stream."""
        ...
