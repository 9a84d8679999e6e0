"""What a reader is: it recognises a document, with confidence and reason, and reads it as a stream."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, ClassVar, Final, NamedTuple, Protocol, TypeVar, cast

from entregent.model.interaction import Interaction
from entregent.model.record import Item

HEAD_BYTES: Final = 65_536
"""How much of a document's beginning a reader sees before it decides."""


LEARNT_LIMIT: Final = 64
"""Things that readers keep of one export at once."""

Learnt = TypeVar("Learnt")


class Export:
    """The other files of the folder or archive that a document came in, for what it does not tell itself.

    So the messages of one file are read with the account of another, in whatever order they come. Nothing is opened
    outside of what the owner named: a file imported by itself has no others.
    """

    def __init__(
        self,
        open_file: Callable[[tuple[str, ...], str], BinaryIO | None] = lambda _folders, _name: None,
        folders: tuple[str, ...] = (),
        learnt: dict[object, object] | None = None,
    ) -> None:
        """`open_file` takes the folders from the export's root on, and a name; it may raise OSError."""
        self._open_file = open_file
        self._folders = folders
        self._learnt: dict[object, object] = {} if learnt is None else learnt

    def within(self, *folders: str) -> "Export":
        """The same export, seen from an inner folder."""
        return Export(self._open_file, (*self._folders, *folders), self._learnt)

    def open(self, path: str) -> BinaryIO | None:
        """Open a file by its path from the document's folder ("account.js", "../users.json"); None without it."""
        place = self._place(path)
        try:
            return self._open_file(place[:-1], place[-1]) if place else None
        except OSError:
            return None

    def once(self, path: str, learn: Callable[[BinaryIO | None], Learnt]) -> Learnt:
        """What `learn` makes of the file at this path: worked out once for all documents of the export."""
        key = (self._place(path), learn)
        if key not in self._learnt:
            if len(self._learnt) >= LEARNT_LIMIT:
                self._learnt.clear()
            stream = self.open(path)
            if stream is None:
                self._learnt[key] = learn(None)
            else:
                with stream:
                    self._learnt[key] = learn(stream)
        return cast("Learnt", self._learnt[key])

    def _place(self, path: str) -> tuple[str, ...]:
        """The way from the export's root; () where it leads out of it."""
        way = list(self._folders)
        for part in path.split("/"):
            if part != "..":
                way.append(part)
            elif way:
                way.pop()
            else:
                return ()
        return tuple(way)


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
    export: Export = Export()
    tables: tuple[tuple[str, str], ...] = ()
    """What the owner said of the columns of tables, as in `ReadOptions`: some are recognised by nothing else."""


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
    dates: str = ""
    """The owner's word for dates that nothing in a file decides: "dmy" or "mdy"; "" where it was not asked."""
    tables: tuple[tuple[str, str], ...] = ()
    """What the owner said of the columns of tables: (mark of the table, "name=Nom,mail=Courriel"), the mark of a table
    that was read so before; "" for what is said now, of whatever table it fits."""


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
