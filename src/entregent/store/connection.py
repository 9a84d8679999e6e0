"""The connection: one SQLite file, guarded; every write in a BEGIN IMMEDIATE transaction."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final

import apsw

from entregent.model.errors import (
    BookError,
    BookNotFoundError,
    BrokenBookError,
    ForeignBookError,
    FullDiskError,
    LockedBookError,
    NewerBookError,
    ReadOnlyBookError,
)
from entregent.store.migrations import MIGRATIONS, SCHEMA_VERSION
from entregent.store.schema import APPLICATION_ID

BUSY_MILLISECONDS: Final = 20_000
"""How long a writer waits for another before it says that the book is locked."""

_SERIALS: Final = count(1)

Row = tuple[Any, ...]

_NO_ROOM: Final = frozenset((apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_IOERR_TRUNCATE, apsw.SQLITE_IOERR_SHMSIZE))


class Connection:
    """A thin hold on apsw: queries in, rows out, our errors instead of SQLite's where the user is to act."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self.is_view = False
        self._serial = next(_SERIALS)
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        with translated(path):
            self.raw = apsw.Connection(str(path), flags=flags)
            self.raw.set_busy_handler(_wait_briefly)

    def close(self) -> None:
        """Let go of the file; the last one out folds the journal into it."""
        self.raw.close()

    def rows(self, sql: str, bindings: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query, at once: no cursor stays open to hold the journal back."""
        try:
            return self.raw.execute(sql, bindings).fetchall()
        except (apsw.Error, UnicodeDecodeError) as error:
            raise told(error, self.path) from error

    def iter_rows(self, sql: str, bindings: Sequence[Any] = ()) -> Iterator[Row]:
        """Rows one by one, for long scans; exhaust it or close it."""
        with translated(self.path):
            yield from self.raw.execute(sql, bindings)

    def row(self, sql: str, bindings: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        try:
            return self.raw.execute(sql, bindings).fetchone()
        except (apsw.Error, UnicodeDecodeError) as error:
            raise told(error, self.path) from error

    def value(self, sql: str, bindings: Sequence[Any] = ()) -> Any:
        """The first value of the first row, or None."""
        found = self.row(sql, bindings)
        return found[0] if found else None

    def run(self, sql: str, bindings: Sequence[Any] = ()) -> int:
        """Execute a statement inside a transaction; return how many rows it changed."""
        with translated(self.path):
            self.raw.execute(sql, bindings)
            return self.raw.changes()

    def run_many(self, sql: str, bindings: Iterable[Sequence[Any]]) -> None:
        """Execute a statement for each row of bindings."""
        with translated(self.path):
            self.raw.executemany(sql, bindings)

    def insert(self, sql: str, bindings: Sequence[Any] = ()) -> int:
        """Insert one row; return its id."""
        with translated(self.path):
            self.raw.execute(sql, bindings)
            return self.raw.last_insert_rowid()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing. Inside another one it joins it."""
        if self.raw.in_transaction:
            yield
            return
        with translated(self.path):
            # A view of the past writes to temporary tables alone: it takes no lock, and need not wait for one.
            self.raw.execute("BEGIN" if self.is_view else "BEGIN IMMEDIATE")
        try:
            with translated(self.path):
                yield
                self.raw.execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def looking(self) -> Iterator[None]:
        """One view of the book for several queries, whatever others write meanwhile."""
        if self.raw.in_transaction:
            yield
            return
        with translated(self.path):
            self.raw.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def version(self) -> tuple[int, ...]:
        """Numbers that stay the same while neither others nor this connection write; no other connection has them."""
        return self._serial, int(self.value("PRAGMA data_version")), self.raw.total_changes()

    def keep_small(self) -> None:
        """Keep few pages in memory: the system's own cache serves whoever comes next."""
        self.run("PRAGMA cache_size = -12000")

    def shred(self) -> None:
        """Leave no byte of what was deleted: rewrite the file, then empty the journal."""
        with translated(self.path):
            self.raw.execute("PRAGMA secure_delete = ON")
            self.raw.execute("VACUUM")
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def copy_to(self, path: Path) -> None:
        """A compact copy of the whole book at `path`, made while others may write; owner-only."""
        with translated(path):
            self.raw.execute("VACUUM INTO ?", (str(path),))
        path.chmod(0o600)

    def _roll_back(self) -> None:
        # SQLite has already rolled back by itself after a full disk or an I/O error.
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")


def told(error: apsw.Error | UnicodeDecodeError, path: Path) -> Exception:
    """Our error for one of SQLite's that the user can act on, or for text that is none; a bug's own error stays."""
    where = str(path)
    if isinstance(error, UnicodeDecodeError):
        return BrokenBookError(path=where, detail=error.reason)
    # Only ENOSPC is SQLITE_FULL: a quota, a largest file size and a journal that can't grow come as I/O errors.
    if isinstance(error, apsw.FullError) or getattr(error, "extendedresult", 0) in _NO_ROOM:
        return FullDiskError(path=where)
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return LockedBookError(path=where)
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError | apsw.AuthError):
        return ReadOnlyBookError(path=where, detail=str(error))
    if isinstance(error, apsw.NotADBError):
        return ForeignBookError(path=where)
    broken_index = isinstance(error, apsw.SQLError) and "fts5 file format" in str(error)
    if isinstance(error, apsw.CorruptError | apsw.IOError) or broken_index:
        return BrokenBookError(path=where, detail=str(error))
    return error


_POLL_SECONDS: Final = 0.002


def _wait_briefly(tries: int) -> bool:
    """Ask again every two milliseconds: SQLite's own waiting grows to a tenth of a second and misses short gaps."""
    time.sleep(_POLL_SECONDS)
    return tries * _POLL_SECONDS * 1000 < BUSY_MILLISECONDS


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors that the user can act on into ours; a bug keeps its own."""
    try:
        yield
    except (apsw.Error, UnicodeDecodeError) as error:
        mine = told(error, path)
        if mine is error:
            raise
        raise mine from error


def create_book(path: Path) -> Connection:
    """Make a book at `path`: 0600 in a folder that, if it had to be made, is 0700. Raises BookError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise BookError(path=str(path)) from error
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            raise FullDiskError(path=str(path)) from error
        raise ReadOnlyBookError(path=str(path), detail=error.strerror or "") from error
    connection = Connection(path, create=True)
    try:
        connection.run(f"PRAGMA application_id = {APPLICATION_ID}")
        _prepare(connection)
        _migrate(connection, 0)
    except BookError:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    return connection


def open_book(path: Path) -> Connection:
    """Open a book, migrating an older one after a backup. Raises BookError; a foreign file is left untouched."""
    if not path.is_file():
        raise BookNotFoundError(path=str(path))
    if not os.access(path, os.R_OK | os.W_OK):
        raise ReadOnlyBookError(path=str(path), detail="")
    _refuse_cut(path)
    connection = Connection(path)
    try:
        version = _checked_version(connection)
        _prepare(connection)
        if version < SCHEMA_VERSION:
            _migrate(connection, version)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_cut(path: Path) -> None:
    """A file that ends before its own header says is no whole book, whatever pages one happens to read of it.

    The header is at rest only where no write-ahead log waits (SQLite file format, 1.3: page size and page count).
    """
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        return
    with path.open("rb") as file:
        header = file.read(100)
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if header.startswith(b"SQLite format 3\0") and path.stat().st_size < (65_536 if page == 1 else page) * pages:
        raise BrokenBookError(path=str(path), detail="cut")


def _checked_version(connection: Connection) -> int:
    path = str(connection.path)
    if connection.value("PRAGMA application_id") != APPLICATION_ID:
        raise ForeignBookError(path=path)
    version = int(connection.value("PRAGMA user_version"))
    if version > SCHEMA_VERSION:
        raise NewerBookError(path=path, found=version, known=SCHEMA_VERSION)
    return version


def _prepare(connection: Connection) -> None:
    """The pragmas of a safe book (RELIABILITY: WAL + FULL loses nothing that was acknowledged)."""
    connection.run("PRAGMA journal_mode = WAL")
    connection.run("PRAGMA synchronous = FULL")
    connection.run("PRAGMA trusted_schema = OFF")
    connection.run("PRAGMA cell_size_check = ON")
    connection.run("PRAGMA temp_store = MEMORY")
    connection.run("PRAGMA cache_size = -64000")
    connection.run("PRAGMA wal_autocheckpoint = 8000")
    connection.run("PRAGMA journal_size_limit = 67108864")


def _migrate(connection: Connection, version: int) -> None:
    """Run the numbered migrations above `version`, each in its own transaction, after a backup of an old book."""
    if version:
        backup = connection.path.with_name(f"{connection.path.name}.before-v{SCHEMA_VERSION}")
        backup.unlink(missing_ok=True)
        connection.run("VACUUM INTO ?", (str(backup),))
        backup.chmod(0o600)
    for number, migration in MIGRATIONS.items():
        if number <= version:
            continue
        with connection.writing():
            if int(connection.value("PRAGMA user_version")) < number:
                connection.raw.execute(migration)
                connection.raw.execute(f"PRAGMA user_version = {number}")
