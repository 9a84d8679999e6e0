"""Netting: how wide the net is. How many people each kind of source made known, and how many of them ever took part."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

from entregent.app import weighing
from entregent.app.opening import OpenBook
from entregent.app.reach_views import SourceReach
from entregent.app.source_words import source_of
from entregent.model.errors import BookError
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.store import crossings, imports, memos
from entregent.ties.state import DAY
from entregent.ties.weights import WEIGHTS

MEMO: Final = "net"
STALE: Final = "net-stale"
YEAR_DAYS: Final = 365

_Sums = list[Any]
"""[out, in, last exchange] of one person on one kind of source."""


def source_reach(book: OpenBook, *, at_once: bool = False) -> list[SourceReach]:
    """Every kind of source, the one that made most people known first.

    What changed since the last count is counted now, and kept; `at_once` is content with the last one, where there is.
    """
    kept: Mapping[str, Any] | None = None if book.as_of else memos.find(book.connection, MEMO)
    if kept is None or (is_stale(book) and not at_once):
        kept = count(book)
        if not book.as_of:
            _keep(book, kept)
    counted = kept
    since = book.now // DAY - YEAR_DAYS
    lines = [
        SourceReach(kind, people, exchanged, both, sum(many for day, many in days if day > since))
        for kind, (people, exchanged, both, days) in counted.items()
    ]
    return sorted(lines, key=lambda line: (-line.people, line.kind))


def is_stale(book: OpenBook) -> bool:
    """Whether something was read, joined or taken out since the net was counted."""
    return not book.as_of and bool(memos.find(book.connection, STALE))


def spoil(book: OpenBook) -> None:
    """The net is another one now: whoever asks next has it counted, which takes a second for 50,000 people."""
    if memos.find(book.connection, MEMO) is not None and not is_stale(book):
        memos.put(book.connection, STALE, 1)


def _keep(book: OpenBook, counted: Mapping[str, Any]) -> None:
    # Who only looks may not write just now; the next one counts again then.
    with suppress(BookError), book.connection.writing():
        memos.put(book.connection, MEMO, counted)
        memos.drop(book.connection, STALE)


def count(book: OpenBook) -> dict[str, Any]:
    """Kind -> people, with an exchange, with one both ways, and [day, how many had their last one then]."""
    found: dict[str, dict[int, _Sums]] = {}
    of = crossings.people_of_handles(book.connection)
    for handle, reader, relation in crossings.cards(book.connection):
        if handle in of:
            found.setdefault(source_of(reader, relation), {}).setdefault(of[handle], [0, 0, -1])
    for handle, kinds, channel, sums in _passed(book):
        if handle in of:
            for kind in kinds:
                _add(found.setdefault(kind, {}).setdefault(of[handle], [0, 0, -1]), channel, sums)
    return {kind: _summed(people.values()) for kind, people in found.items()}


def _passed(book: OpenBook) -> Iterable[tuple[int, frozenset[str], int, tuple[int, int, int]]]:
    """(handle, kinds of source, channel, sums): by channel where one kind alone tells of it, else event by event."""
    until = weighing.until_event(book)
    kinds = kinds_of_origins(book)
    by_channel: dict[int, set[frozenset[str]]] = {}
    for origin, channel in crossings.channels_of_origins(book.connection):
        by_channel.setdefault(channel, set()).add(kinds.get(origin, frozenset()))
    several = {channel for channel, told in by_channel.items() if len(told) > 1}
    for channel in by_channel.keys() - several:
        told = next(iter(by_channel[channel]))
        for handle, *sums in crossings.by_channel(book.connection, channel, until):
            yield handle, told, channel, (sums[0], sums[1], sums[2])
    if several:
        for handle, origin, channel, *sums in crossings.by_origin(book.connection, several, until):
            yield handle, kinds.get(origin, frozenset()), channel, (sums[0], sums[1], sums[2])


def kinds_of_origins(book: OpenBook) -> dict[int, frozenset[str]]:
    """Which kinds of source each origin stands for."""
    readers = crossings.readers(book.connection)
    return {
        origin: frozenset(source_of(readers[source]) for source in members if source in readers)
        for origin, members in imports.list_origins(book.connection).items()
    }


def _add(kept: _Sums, channel: int, sums: tuple[int, int, int]) -> None:
    out, inward, last = sums
    if (out or inward) and not WEIGHTS[Channel(channel)].one_way:
        out = inward = 1
    kept[:] = (kept[0] or out, kept[1] or inward, max(kept[2], last))


def _summed(people: Iterable[_Sums]) -> list[Any]:
    total = exchanged = both = 0
    days: dict[int, int] = {}
    for out, inward, last in people:
        total += 1
        exchanged += bool(out or inward)
        both += bool(out and inward)
        if last >= 0:
            day = (last >> DIGEST_BITS) // DAY
            days[day] = days.get(day, 0) + 1
    return [total, exchanged, both, sorted(days.items())]
