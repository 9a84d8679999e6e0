"""What an operation of the API is: where it is asked, what it takes, what it gives, and what it does with a book."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from entregent.app.book import Book
from entregent.model.errors import UnknownPersonError
from entregent.web.api.schemas import NUMBER, Schema, known

Asked = dict[str, Any]
"""What a request holds, checked: parameters and fields by their names; what was left out is not there."""


class Parameter(NamedTuple):
    """One value of a request's path or query."""

    name: str
    place: str
    schema: Schema
    summary: str
    is_needed: bool = True


class Operation(NamedTuple):
    """One question or verb. `is_deed`: `call` gives Done, and may be asked to happen once. `seeks`: may find none."""

    name: str
    method: str
    path: str
    summary: str
    call: Callable[[Book, Asked], Any]
    gives: Schema
    parameters: tuple[Parameter, ...] = ()
    body: Schema | None = None
    writes: bool = False
    is_deed: bool = False
    seeks: bool = False

    @property
    def takes_key(self) -> bool:
        """Whether `Idempotency-Key` makes it happen once."""
        return self.is_deed and self.method == "POST"

    @property
    def wants_body(self) -> bool:
        """Whether it can't be asked without a body."""
        return bool(self.body) and ("required" in self.body or "minProperties" in self.body)  # type: ignore[operator]


def query(name: str, schema: Schema, summary: str) -> Parameter:
    """A value of the query; it may be left out."""
    return Parameter(name, "query", schema, summary, is_needed=False)


SOMEBODY: Final = frozenset(("people", "person", "a", "via", "who", "witness", "what", "one", "by"))
"""Fields of a body that name somebody, or something, that the book may not hold."""


def deed(
    name: str,
    path: str,
    summary: str,
    call: Callable[[Book, Asked], Any],
    wanted: Schema | None,
    *parameters: Parameter,
    method: str = "POST",
) -> Operation:
    """A verb that answers what was done. It may find none where its path or body names what may not be there."""
    fields = frozenset((wanted or {"properties": {}})["properties"])
    seeks = "{id}" in path or "{number}" in path or bool(SOMEBODY & fields)
    return Operation(
        name, method, path, summary, call, known("Done"), parameters, wanted, writes=True, is_deed=True, seeks=seeks
    )


PERSON: Final = Parameter(
    "id", "path", NUMBER, "The person's number; one from before a merge leads to the same person."
)


def holder_of(book: Book, number: int) -> int:
    """The person whom a number means, and nobody whose phone looks like it. Raises UnknownPersonError."""
    person = book.holder(number)
    if person is None:
        raise UnknownPersonError(who=str(number), near=[])
    return person


def person_of(book: Book, asked: Asked) -> str:
    """Whom the path names. Raises UnknownPersonError."""
    return str(holder_of(book, asked["id"]))


def who_of(book: Book, given: int | str) -> str:
    """Whom a body names: by number, or in the words of the command line. Raises UnknownPersonError."""
    return str(holder_of(book, given)) if isinstance(given, int) else given


def whos_of(book: Book, asked: Asked) -> list[str]:
    """Everybody whom a body names. Raises UnknownPersonError."""
    return [who_of(book, given) for given in asked["people"]]
