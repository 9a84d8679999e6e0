"""Meeting pairs: who was seen with whom, kept in the book and added to as events come."""

from __future__ import annotations

from array import array
from itertools import groupby
from typing import TYPE_CHECKING, Final

from entregent.app.opening import OpenBook
from entregent.model.errors import BookError
from entregent.model.interaction import DIGEST_BITS
from entregent.store import alters, stages
from entregent.store.connection import Row
from entregent.store.events import FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entregent.network.together import Events, Pairs

FORM: Final = 1
"""How pairs are weighed: a version that weighs otherwise makes the table anew."""
AT_ONCE: Final = 60_000
"""Beyond so many new events the table is made anew, beside whoever writes, rather than added to while they wait."""
_CHUNK: Final = 200_000
_ROWS: Final = 50_000
INTRODUCTION: Final = 2.0
"""An introduction weighs as much as two meetings of three: the two surely know each other."""


def from_events(book: OpenBook, last: int) -> Pairs:
    """The pairs of all events up to `last`, nothing kept."""
    return _folded(book, last, frozenset())


def kept(book: OpenBook, last: int) -> Pairs:
    """The pairs of all events up to `last`: what is kept, with what came since added and kept too."""
    try:
        state = whole_state(book, last)
        if state is not None and alters.count_after(book.connection, state.last, last, AT_ONCE) < AT_ONCE:
            _add(book, state, last)
            return _read(book)
        return _anew(book, last)
    except BookError:
        # Who only looks may not write just now: the next one keeps it.
        return from_events(book, last)


def whole_state(book: OpenBook, last: int) -> alters.State | None:
    """How far the kept pairs hold; None where they must be made anew."""
    state = alters.state(book.connection)
    return state if state and state.is_whole and state.form == FORM and state.last <= last else None


def _add(book: OpenBook, since: alters.State, last: int) -> None:
    """Fold what came since, and what waits."""
    from entregent.network import together

    connection = book.connection
    with connection.writing():
        if alters.state(connection) != since:
            raise BookError(path=str(connection.path))
        rows = [*alters.waiting(connection), *alters.scan(connection, since.last, last, AT_ONCE)]
        if rows:
            owners = frozenset(book.memo("owner", []))
            events = packed(rows)
            before = alters.said_on(connection, together.chat_days(events, owners), since.last)
            known = together.marks_of(packed(before), owners) if before else None
            _put(book, together.fold(events, owners, known).pairs)
        if rows or last - since.last >= _STEP or alters.waiting_ids(connection):
            alters.added(connection, since, last, changed=bool(rows))


_STEP: Final = 3_600 << DIGEST_BITS
"""How far the kept instant lags behind, where nothing came: each look need not write."""


def _anew(book: OpenBook, last: int) -> Pairs:
    """Make the table anew. Events are read beside whoever writes; what they write meanwhile waits."""
    connection = book.connection
    begun = alters.begin(connection, last, FORM)
    found = _folded(book, last, None)
    rows = _rows(found)
    for begin in range(0, len(rows), _ROWS):
        with connection.writing():
            if alters.state(connection) != begun:
                return found
            alters.put(connection, rows[begin : begin + _ROWS])
    with connection.writing():
        if alters.state(connection) == begun:
            alters.whole(connection, begun)
    return found


def _folded(book: OpenBook, last: int, late: frozenset[int] | None) -> Pairs:
    """All events up to `last`, chunk by chunk, in one view of the book; without those that wait, where asked (None)."""
    from entregent.network import together

    connection = book.connection
    owners = frozenset(book.memo("owner", []))
    found = [together.fold(packed([]), owners).pairs]
    edge: Events | None = None
    with connection.looking():
        left_out = alters.waiting_ids(connection) if late is None else late
        after = -1
        while rows := alters.scan(connection, after, last, _CHUNK):
            after = rows[-1][0]
            events = packed([row for row in rows if row[0] not in left_out] if left_out else rows)
            known = None if edge is None else together.marks_of(edge, owners)
            found.append(together.fold(events, owners, known).pairs)
            edge = packed(_of_last_day(rows))
            if len(found) > 8:
                found = [together.united(found)]
    return together.united(found)


def _of_last_day(rows: Sequence[Row]) -> list[Row]:
    """The events of the day that a chunk may have cut."""
    begin = (rows[-1][0] >> DIGEST_BITS) // 86_400 * 86_400 << DIGEST_BITS
    return [row for row in rows if row[0] >= begin]


def packed(rows: Sequence[Row]) -> Events:
    """(id, how, parts) as arrays."""
    import numpy as np

    from entregent.network.together import Events

    blobs = [row[2] for row in rows]
    return Events(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64),
        np.array([len(blob) for blob in blobs], dtype=np.int64) // 4,
        np.frombuffer(b"".join(blobs), dtype=np.uint32).astype(np.int64),
    )


def _put(book: OpenBook, pairs: Pairs) -> None:
    alters.put(book.connection, _rows(pairs))


def _rows(pairs: Pairs) -> list[tuple[float, ...]]:
    return list(zip(*(column.tolist() for column in pairs), strict=True))


def _read(book: OpenBook) -> Pairs:
    import numpy as np

    from entregent.network.together import Pairs

    columns = list(zip(*alters.kept(book.connection), strict=True)) or [()] * 6
    kinds = (np.int64, np.int64, np.float64, np.int64, np.int64, np.int64)
    return Pairs(*(np.array(column, dtype=kind) for column, kind in zip(columns, kinds, strict=True)))  # type: ignore[arg-type]


# ── what no single event says ─────────────────────────────────────────────────────────────────────────────────────


def with_threads(book: OpenBook, pairs: Pairs, last: int, instant: int) -> Pairs:
    """The same with comments under one title, and introductions by the owner's word: worked out at each reading."""
    import numpy as np

    from entregent.network import together

    rows = [*_threads(book, last), *_introductions(book, instant)]
    if not rows:
        return pairs
    a, b, weights, instants = (np.array(column) for column in zip(*rows, strict=True))
    faded = weights * 2.0 ** ((instants - together.EPOCH) / together.HALF_LIFE)
    days = instants // 86_400
    more = together.Pairs(a, b, faded, np.ones(len(a), dtype=np.int64), days, days)
    return together.united([pairs, more])


def _threads(book: OpenBook, last: int) -> list[tuple[int, int, float, int]]:
    """Everybody who said something under one title with everybody else there."""
    from entregent.network.together import CROWD

    owners = frozenset(book.memo("owner", []))
    found = []
    for _title, rows in groupby(alters.comments(book.connection, last), key=lambda row: row[0]):
        said: dict[int, int] = {}
        for _, event, parts in rows:
            named = array("I")
            named.frombytes(parts)
            if named and named[0] & 7 == FROM and named[0] >> 3 not in owners:
                said.setdefault(named[0] >> 3, event >> DIGEST_BITS)
        if 2 <= len(said) <= CROWD:
            own = sorted(said)
            found += [
                (a, b, 1.0 / (len(own) - 1), max(said[a], said[b])) for at, a in enumerate(own) for b in own[at + 1 :]
            ]
    return found


def _introductions(book: OpenBook, instant: int) -> list[tuple[int, int, float, int]]:
    """Who was introduced, and through whom."""
    return [
        (min(who, through), max(who, through), INTRODUCTION, min(at, instant))
        for who, through, at in stages.introductions(book.connection)
        if through is not None and who != through
    ]
