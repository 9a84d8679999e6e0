"""Errors that the user can do something about. They carry facts; faces make the sentence.

EntregentError
├── BookError           BookNotFound, ForeignBook, NewerBook, BrokenBook, LockedBook, FullDisk, ReadOnlyBook
├── ImportRefusedError  MissingPath, UnreadablePath, UnknownFormat, ImportRunning
├── ServingError        PortTaken, NoPort, BadAddress, BadCertificate, PasswordNeeded, WeakPassword
└── RequestError        UnknownPerson, AmbiguousPerson, BadDate, BadNumber, BadSetting, NothingToUndo
"""

from typing import ClassVar


class EntregentError(Exception):
    """Base: `code` names the sentence in `app.wording`, `facts` fill it. Exit code 1."""

    code: ClassVar[str] = "error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code} ({told})"


class BookError(EntregentError):
    """The book file itself can't be used."""


class BookNotFoundError(BookError):
    """There is no book at `path`."""

    code = "book-not-found"


class ForeignBookError(BookError):
    """`path` is not a book: another program's SQLite file, or no database."""

    code = "foreign-book"


class NewerBookError(BookError):
    """The book at `path` was written by a newer version (`found` > `known`)."""

    code = "newer-book"


class BrokenBookError(BookError):
    """SQLite says that the book at `path` is damaged (`detail`)."""

    code = "broken-book"


class LockedBookError(BookError):
    """Another process holds the book at `path` for too long."""

    code = "locked-book"


class FullDiskError(BookError):
    """The disk that holds `path` is full; nothing was half written."""

    code = "full-disk"


class ReadOnlyBookError(BookError):
    """`path` or its folder can't be written."""

    code = "read-only-book"


class ImportRefusedError(EntregentError):
    """An import can't begin."""


class MissingPathError(ImportRefusedError):
    """`path` does not exist."""

    code = "missing-path"


class UnreadablePathError(ImportRefusedError):
    """`path` can't be read (`detail`)."""

    code = "unreadable-path"


class UnknownFormatError(ImportRefusedError):
    """No reader recognises `path`; `looks_like` says what it seems to be."""

    code = "unknown-format"


class ImportRunningError(ImportRefusedError):
    """Another import (job `job`, since `since`) is writing to this book."""

    code = "import-running"


class ServingError(EntregentError):
    """The pages can't be served as asked."""


class PortTakenError(ServingError):
    """Another program listens at `port`."""

    code = "port-taken"


class NoPortError(ServingError):
    """All ports from `first` to `last` are taken."""

    code = "no-port"


class BadAddressError(ServingError):
    """`host` and `port` are nowhere that this machine can listen (`detail`)."""

    code = "bad-address"


class BadCertificateError(ServingError):
    """`path` and its key are no certificate that can be used (`detail`)."""

    code = "bad-certificate"


class PasswordNeededError(ServingError):
    """Others could reach the pages, and no password was chosen."""

    code = "password-needed"


class WeakPasswordError(ServingError):
    """A password of fewer than `least` letters, or of more than `most`."""

    code = "weak-password"


class RequestError(EntregentError):
    """What was asked can't be done as asked."""


class UnknownPersonError(RequestError):
    """Nobody matches `who`; `near` lists close names."""

    code = "unknown-person"


class AmbiguousPersonError(RequestError):
    """Several people match `who`: `choices` lists (id, name, how to tell them apart)."""

    code = "ambiguous-person"


class BadDateError(RequestError):
    """`text` is no date."""

    code = "bad-date"


class FutureDateError(BadDateError):
    """`text` is a day that has not come yet, where only what happened can be noted."""

    code = "future-date"


class PastDateError(BadDateError):
    """`text` is a day or an hour that has passed, where only what is still to come can be planned."""

    code = "past-date"


class BadNumberError(RequestError):
    """`text` is not a number that `what` can take."""

    code = "bad-number"


class BadSettingError(RequestError):
    """`key` is no setting, or `value` does not fit it."""

    code = "bad-setting"


class LeftInPeaceError(RequestError):
    """The owner asked never to be led to `name`."""

    code = "left-in-peace"


class NothingToUndoError(RequestError):
    """There is no action `action` that can be undone."""

    code = "nothing-to-undo"
