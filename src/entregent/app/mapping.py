"""Mapping: the network of one's people, from what passed before one's eyes, on a day."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from entregent.app import weighing
from entregent.app.network_views import Coverage, Network
from entregent.app.opening import OpenBook, end_of_day, parse_day
from entregent.model.errors import BookError, RequestError
from entregent.model.interaction import DIGEST_BITS
from entregent.store import alters
from entregent.store import people as store_people

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.graph import Graph
    from entregent.network.together import Pairs

NEEDED_TIES: Final = 12
"""With fewer ties among one's people there is no shape to see, and a picture would be made up."""
KEPT: Final = 6
"""Networks kept in the process: today's of a few books, and the days of a slider."""
_LATEST: Final = 1 << 62


class TooLittleMapError(RequestError):
    """So few `ties` among one's people were seen that a map would be made up: it takes `needed`."""

    code = "too-little-map"


_networks: OrderedDict[tuple[Any, ...], Network] = OrderedDict()
_lock = threading.Lock()


def network(book: OpenBook, *, least: int = NEEDED_TIES) -> Network:
    """The network of the book's day; kept while nothing that it rests on changes.

    Raises TooLittleMapError where fewer than `least` ties were seen.
    """
    return _enough(_of_day(book, None), least)


def network_at(book: OpenBook, day: str, *, least: int = NEEDED_TIES) -> Network:
    """The network of the same people as it stood at the end of an ISO day, today's for one that is still to come.

    Raises BadDateError, TooLittleMapError.
    """
    return _enough(_of_day(book, _earlier(book, day)), least)


def is_kept(book: OpenBook, day: str = "") -> bool:
    """Whether the network is at hand: a page need not wait for it."""
    return _key(book, _earlier(book, day)) in _networks


def _earlier(book: OpenBook, day: str) -> str | None:
    """The day, if it is one before the book's. Raises BadDateError."""
    return day if day and parse_day(day) < book.today else None


def _enough(found: Network, least: int) -> Network:
    if found.graph.ties < least:
        raise TooLittleMapError(ties=found.graph.ties, needed=least)
    return found


def _of_day(book: OpenBook, day: str | None) -> Network:
    version = (book.connection.version(), book.now // 86_400, day)
    if book.network_of == version:
        return book.network  # type: ignore[no-any-return]
    found = _networks.get(_key(book, day))
    if found is None:
        with _lock:
            # Somebody else may have drawn it while this one waited.
            found = _networks.get(_key(book, day)) or _drawn(book, day)
            # What was kept in the book on the way is part of what the next look compares with.
            _networks[_key(book, day)] = found
            while len(_networks) > KEPT:
                _networks.popitem(last=False)
    if day is None:
        book.network, book.network_of = found, (book.connection.version(), book.now // 86_400, day)
    return found


def _key(book: OpenBook, day: str | None) -> tuple[Any, ...]:
    """What the network rests on, at the cost of a look at each handle."""
    connection = book.connection
    return (
        str(connection.path),
        book.as_of,
        book.today.isoformat(),
        day,
        *_seen(book),
        *alters.standing(connection),
    )


def _seen(book: OpenBook) -> tuple[object, ...]:
    from entregent.app import meeting_pairs

    last = weighing.until_event(book) - 1
    state = None if book.as_of else meeting_pairs.whole_state(book, last)
    if state is None:
        return (None, *alters.changes(book.connection))
    return (state.stamp, alters.count_after(book.connection, state.last, last, meeting_pairs.AT_ONCE))


def _drawn(book: OpenBook, day: str | None) -> Network:
    """The network made from nothing: ties, people, groups, places."""
    from entregent.app import groups

    instant = book.now if day is None else end_of_day(day, book.zone)
    pairs = _pairs(book, day, instant)
    people, of = _people(book)
    graph = _graph(pairs, people, of, instant)
    covered = coverage(book, graph, people)
    before = groups.before(book, of, len(people))
    numbers, places = groups.placed(graph, before)
    if day is None and not book.as_of:
        with suppress(BookError):
            groups.keep(book, people, graph, (numbers, places), before)
    labels = groups.labels(book, people, graph, numbers)
    shown = {person for label in labels.values() for person in label.people}
    return Network(
        day=day or book.today.isoformat(),
        people=people,
        graph=graph,
        groups=numbers,
        labels=labels,
        names={row.id: row.name for row in store_people.list_some(book.connection, shown)},
        places=places,
        coverage=covered and covered.share,
        covered=covered,
    )


# ── who was seen with whom ────────────────────────────────────────────────────────────────────────────────────────


def _pairs(book: OpenBook, day: str | None, instant: int) -> Pairs:
    from entregent.app import meeting_pairs

    # The book holds no number of the first centuries.
    last = min(max((instant + 1 << DIGEST_BITS) - 1, -_LATEST), (1 << 63) - 1)  # no event has a greater number
    read = meeting_pairs.from_events if day is not None or book.as_of else meeting_pairs.kept
    found = read(book, last)
    return meeting_pairs.with_threads(book, found, last, instant)


def _people(book: OpenBook) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Everybody on the map, and the node of each handle (-1: of nobody on it)."""
    import numpy as np

    rows = np.array(alters.people_of_handles(book.connection), dtype=np.int64).reshape(-1, 2)
    people, node = np.unique(rows[:, 1], return_inverse=True)
    of = np.full(int(rows[:, 0].max(initial=0)) + 1, -1, dtype=np.int64)
    of[rows[:, 0]] = node
    return people, of


def _graph(pairs: Pairs, people: NDArray[np.int64], of: NDArray[np.int64], instant: int) -> Graph:
    """Handles joined to people."""
    from entregent.network import graph as graphs
    from entregent.network import together

    known = (pairs.a < len(of)) & (pairs.b < len(of))
    a, b = of[pairs.a[known]], of[pairs.b[known]]
    both = (a >= 0) & (b >= 0) & (a != b)
    weights = together.as_of(pairs.weights[known][both], instant)
    return graphs.build(len(people), a[both], b[both], weights)


# ── how much of it one sees ───────────────────────────────────────────────────────────────────────────────────────


def coverage(book: OpenBook, graph: Graph, people: NDArray[np.int64]) -> Coverage | None:
    """How much of the ties among one's people one sees; None where too few were seen to tell.

    One's people are those with whom something passed: whoever was only on a card, or beside, is not asked about.
    """
    import numpy as np

    from entregent.network.coverage import seen_share

    if graph.ties < NEEDED_TIES:
        return None
    passed = np.isin(people, np.fromiter(store_people.standing_ids(book.connection), dtype=np.int64))
    inside = passed[graph.owners] & passed[graph.neighbours]
    tied = len(np.unique(graph.owners[inside]))
    known = int(passed.sum())
    share, low, high = seen_share(tied, known)
    return Coverage(share, low, high, graph.ties, tied, known)
