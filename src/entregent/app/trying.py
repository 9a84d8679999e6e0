"""Trying: the made-up network in this very book, imported as any export is, and taken out again without a trace."""

import shutil
from pathlib import Path
from typing import Final

from entregent.app import importing, outbox, owning, resolving, sealed, settling, tidying, weighing
from entregent.app.opening import OpenBook
from entregent.model.errors import RequestError
from entregent.store import events, facts, handles, imports, memos, people, shown

SAMPLE: Final = "sample-import"
"""Under this key the book remembers the folder of the sample while it is in."""
SEED: Final = 7


class NotEmptyError(RequestError):
    """The book holds `people` people already: the sample would mix with them."""

    code = "not-empty"


def folder_of(book: OpenBook) -> Path:
    """Where the sample's exports lie: beside the book."""
    path = book.connection.path
    return path.with_name(f"{path.name}.sample")


def is_in(book: OpenBook) -> bool:
    """Whether people of this book are made up: the sample is in, or about to be."""
    folder = memos.find(book.connection, SAMPLE)
    if not folder:
        return False
    return imports.is_remembered(book.connection, folder) or not memos.find(book.connection, "people", 0)


def mark(book: OpenBook, folder: str) -> None:
    """Remember that what was imported from `folder` is made up."""
    memos.put(book.connection, SAMPLE, folder)


def holds_own(book: OpenBook, folder: str) -> bool:
    """Whether this book holds anything of the owner's own beside, or instead of, the sample imported from `folder`."""
    paths = {line.path for line in importing.list_imports(book)}
    return bool(paths - {folder}) or (folder not in paths and people.count(book.connection) > 0)


def write_sample(book: OpenBook) -> str:
    """Write the sample's exports up to today, ready to be imported; return their folder. Raises NotEmptyError."""
    from entregent.app import sample

    book.write_check()
    importing.refuse_while_running(book)
    known = people.count(book.connection)
    if known:
        raise NotEmptyError(people=known)
    folder = folder_of(book)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    sample.write(folder, seed=SEED, until=book.today)
    memos.put(book.connection, SAMPLE, str(folder))
    return str(folder)


def remove_sample(book: OpenBook) -> None:
    """Take the sample out, with all that was said of its people; whoever else is in the book stays."""
    book.write_check()
    importing.refuse_while_running(book)
    folder = memos.find(book.connection, SAMPLE)
    connection = book.connection
    with connection.writing():
        before = shown.told_of(connection) | owning.owner_handles(book)
        for line in importing.list_imports(book):
            if line.path == folder:
                tidying.remove_import(book, line.id)
        gone = before - shown.told_of(connection)
        _forget(book, gone - shown.taking_part(connection, gone & owning.owner_handles(book)))
        memos.drop(connection, SAMPLE)
        memos.drop(connection, "calibration")  # learned from replies that nobody gave
    shutil.rmtree(folder_of(book), ignore_errors=True)


def _forget(book: OpenBook, gone: set[int]) -> None:
    """What the owner said while trying goes too: of nobody else, and without a tombstone."""
    connection = book.connection
    own = {fact.handle for fact in facts.of_kinds(connection, "own-handle")}
    gone -= {handle for handle in own if handle is not None}
    touched = events.strike(connection, frozenset(gone))
    facts.erase_wholly(connection, gone)
    outbox.forget(book, [], sealed.forget(book, gone, []), [])
    handles.erase(connection, gone)
    people.drop(connection, gone)
    owning.settle(book, owning.owner_handles(book), touched)
    weighing.weigh(book, resolving.resolve_all(book, touched - gone))
    settling.settle_plan(book)
