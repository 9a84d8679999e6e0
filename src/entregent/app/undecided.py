"""Undecided: steps that were kept offline and can't be noted as they were said, until the owner says who was meant."""

from typing import Any, Final

from entregent.app import noting
from entregent.app.opening import OpenBook
from entregent.app.reaching import candidates
from entregent.app.views import Done, UndecidedStep
from entregent.model.errors import RequestError
from entregent.store import memos, people, receipts
from entregent.text.scripts import fold

MEMO: Final = "undecided-steps"
MOST: Final = 200
SHOWN: Final = 8


class UnknownStepError(RequestError):
    """No step of this `key` waits for a decision."""

    code = "unknown-step"


class TooManyStepsError(RequestError):
    """As many steps (`most`) wait as can be kept in mind."""

    code = "too-many-steps"


def put_aside(book: OpenBook, step: UndecidedStep) -> None:
    """Keep a step for later; the same key again changes nothing, nor does one that was noted in the meantime.

    Raises TooManyStepsError: whoever sent it keeps it then.
    """
    book.write_check()
    with book.connection.writing():
        kept = _kept(book)
        if any(one["key"] == step.key for one in kept) or receipts.find(book.connection, step.key) is not None:
            return
        if len(kept) >= MOST:
            raise TooManyStepsError(most=MOST)
        memos.put(book.connection, MEMO, [*kept, {**step._asdict(), "choices": []}])


def waiting(book: OpenBook) -> list[UndecidedStep]:
    """The steps that wait, oldest first, each with the people whom its name may mean."""
    return [UndecidedStep(**{**one, "choices": _choices(book, one["who"])}) for one in _kept(book)]


def count(book: OpenBook) -> int:
    """How many steps wait."""
    return len(_kept(book))


def settle(book: OpenBook, key: str, who: str) -> Done:
    """Note a step with the person who was meant. Raises UnknownStepError, and what `log` raises."""
    book.write_check()
    with book.connection.writing():
        kept = _kept(book)
        step = next((one for one in kept if one["key"] == key), None)
        if step is None:
            raise UnknownStepError(key=key)
        done = noting.log(
            book,
            [who],
            channel=step["channel"],
            outcome=step["outcome"],
            at=step["at"],
            note=step["note"],
            create=not who.isdecimal(),
        )
        receipts.put(book.connection, key, done.action or 0, book.now)
        memos.put(book.connection, MEMO, [one for one in kept if one is not step])
    return done


def drop(book: OpenBook, key: str) -> None:
    """Let a step go; if it is sent again, it stays gone."""
    book.write_check()
    with book.connection.writing():
        left = [one for one in _kept(book) if one["key"] != key]
        if len(left) < count(book):
            receipts.put(book.connection, key, 0, book.now)
            memos.put(book.connection, MEMO, left)


def forget_names(book: OpenBook, names: set[str]) -> None:
    """Drop the steps that name somebody who is forgotten, or may mean them."""
    gone = {fold(name) for name in names}
    kept = _kept(book)
    left = [
        one for one in kept if not any(fold(one["who"]) in name or name in fold(one["who"]) for name in gone if name)
    ]
    if len(left) < len(kept):
        memos.put(book.connection, MEMO, left)


def _kept(book: OpenBook) -> list[dict[str, Any]]:
    return list(book.memo(MEMO, []))


def _choices(book: OpenBook, who: str) -> tuple[tuple[int, str], ...]:
    rows = (people.find(book.connection, person) for person in candidates(book, who)[:SHOWN]) if who else ()
    return tuple((row.id, row.name) for row in rows if row is not None)
