"""The chain of sealed entries as the book keeps it: written once, verified, and blanked where somebody is forgotten."""

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final, TypeVar

from entregent.app.commitment_views import ChainFlaw, ChainView
from entregent.app.opening import OpenBook
from entregent.coaching import chain
from entregent.coaching.chain import Content, Link
from entregent.store import handles, seals

_Read = TypeVar("_Read")
SEAL: Final = "seal"
ASKED: Final = "witness-asked"
ACCEPTED: Final = "witness-accepted"
DECLINED: Final = "witness-declined"
_SALT_BYTES: Final = 32
_SHORTEST_WORD: Final = 5
"""What is shorter is not looked for in texts: it would be found everywhere."""


def add(book: OpenBook, kind: str, told: Mapping[str, Any], *, about: int | None, handle: int | None) -> int:
    """Seal an entry about an earlier seal, or (None) about itself, in the caller's transaction; return its number."""
    connection = book.connection
    previous = seals.last(connection)
    number = seals.last_given(connection) + 1
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    salt = os.urandom(_SALT_BYTES)
    content = chain.salted(salt, text, _handle_text(book, handle))
    before = previous[1] if previous else chain.GENESIS
    link = chain.forged(before, number, book.now, kind, number if about is None else about, content)
    seals.append(connection, link, salt=salt, text=text, handle=handle)
    return number


def _handle_text(book: OpenBook, handle: int | None) -> str:
    row = handles.find(book.connection, handle) if handle is not None else None
    return f"{row[1]}:{row[2]}" if row else ""


def until(book: OpenBook) -> int:
    """Up to when entries are seen: all of them, but in a view of the past."""
    return book.now if book.as_of else _ALL_TIME


def verdict(book: OpenBook) -> chain.Verdict:
    """What is wrong with the chain of this book."""
    links = [Link(*row) for row in seals.links(book.connection, _ALL_TIME)]
    contents = {row[0]: _content(row) for row in seals.contents(book.connection)}
    return chain.verify(links, contents, last=seals.last_given(book.connection))


_ALL_TIME: Final = (1 << 63) - 1


def _content(row: tuple[Any, ...]) -> Content:
    _number, salt, text, handle, kind, value = row
    # A handle that is no more is none that the digest knows.
    named = "" if handle is None else f"{kind}:{value}"
    return Content(salt, text, named)


def read_once(book: OpenBook, what: str, read: Callable[[], _Read]) -> _Read:
    """What `read` finds, asked again only once somebody wrote to the book."""
    stamp = (book.now if book.as_of else 0, *book.connection.version())
    kept = book.sealed.get(what)
    if kept is None or kept[0] != stamp:
        kept = book.sealed[what] = (stamp, read())
    found: _Read = kept[1]
    return found


def view(book: OpenBook) -> ChainView:
    """How the chain stands, for faces."""
    found = read_once(book, "chain", lambda: verdict(book))
    flaws = tuple(ChainFlaw(flaw.number, flaw.signal) for flaw in found.flaws)
    return ChainView(found.links, len(found.gaps), flaws, found.head)


def forget(book: OpenBook, ids: Collection[int], values: Iterable[str]) -> list[int]:
    """Blank what is sealed about handles, or holds one of these addresses or whole names; the chain tells that it was.

    Returns the numbers of the blanked seals. The caller writes, and shreds the file afterwards.
    """
    words = sorted({value for value in values if len(value) >= _SHORTEST_WORD})
    gone = seals.telling_of(book.connection, ids, words)
    if gone:
        seals.blank(book.connection, gone)
        add(book, chain.ERASED, {"erased": gone}, about=None, handle=None)
    return gone


def logical_chain(book: OpenBook) -> list[dict[str, Any]]:
    """Every entry with its digests, salt and text: enough to verify it with other tools."""
    contents = {row[0]: row for row in seals.contents(book.connection)}
    told = []
    for number, at, kind, about, content, digest in seals.links(book.connection, _ALL_TIME):
        row = contents.get(number)
        lying = _content(row) if row else Content(None, None, "")
        told.append(
            {
                "number": number,
                "at": at,
                "kind": kind,
                "about": about,
                "content": content.hex(),
                "digest": digest.hex(),
                "salt": lying.salt.hex() if lying.salt is not None else None,
                "text": lying.text,
                "handle": lying.handle,
            }
        )
    return told
