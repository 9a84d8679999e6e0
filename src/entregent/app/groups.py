"""Groups: communities of the map, the same from visit to visit, and where everybody stands on it."""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from entregent.app import group_naming
from entregent.app.network_views import GroupLabel
from entregent.app.opening import OpenBook
from entregent.store import alters, facts, memos
from entregent.text.scripts import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

NAMED: Final = "group-name"
"""Kind of the owner's fact that gives a group their own name: JSON {number, name}."""
FRESH: Final = "map-fresh"
"""Memo: the number that the next new group gets; none is given twice."""
TIES: Final = "map-ties"
"""Memo: digest of the ties that the places were laid out for."""


class Before(NamedTuple):
    """The map as it was drawn last, for today's nodes: -1 and NaN for whoever is new."""

    groups: NDArray[np.int64]
    places: NDArray[np.float64]
    fresh: int
    ties: str

    @property
    def is_any(self) -> bool:
        """Whether it was ever drawn."""
        return bool((self.groups >= 0).any())


def before(book: OpenBook, of: NDArray[np.int64], n: int) -> Before:
    """The last map; `of` tells the node of each handle."""
    import numpy as np

    groups, places = np.full(n, -1, dtype=np.int64), np.full((n, 2), np.nan)
    rows = np.array(alters.places(book.connection), dtype=np.float64).reshape(-1, 4)
    handles = rows[:, 0].astype(np.int64)
    known = handles < len(of)
    nodes = np.full(len(rows), -1, dtype=np.int64)
    nodes[known] = of[handles[known]]
    there = nodes >= 0
    groups[nodes[there]] = rows[there, 1].astype(np.int64)
    places[nodes[there]] = rows[there, 2:]
    return Before(groups, places, int(book.memo(FRESH, 1)), str(book.memo(TIES, "")))


def placed(graph: Graph, last: Before) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The number of everybody's group, and their place: as last time where little changed."""
    import numpy as np

    from entregent.network import communities, layout

    if not graph.ties:
        return np.full(graph.n, -1, dtype=np.int64), layout.lay_out(graph, np.arange(graph.n))
    if last.ties == digest(graph) and not np.isnan(last.places).any():
        return np.where(graph.degrees > 0, last.groups, -1), last.places
    found = communities.find_groups(graph, before=last.groups if last.is_any else None)
    tied = graph.degrees > 0
    numbers = np.full(graph.n, -1, dtype=np.int64)
    numbers[tied] = communities.matched(np.unique(found[tied], return_inverse=True)[1], last.groups[tied], last.fresh)
    begun = last.places if last.is_any else None
    return numbers, layout.lay_out(graph, found, before=begun)


def digest(graph: Graph) -> str:
    """The same for maps on which the same people are tied."""
    seen = blake2b(graph.starts.tobytes(), digest_size=12)
    seen.update(graph.neighbours.tobytes())
    return seen.hexdigest()


def keep(
    book: OpenBook,
    people: NDArray[np.int64],
    graph: Graph,
    drawn: tuple[NDArray[np.int64], NDArray[np.float64]],
    last: Before,
) -> None:
    """Remember the map as drawn, so that the next one looks the same."""
    import numpy as np

    groups, places = drawn
    ties = digest(graph)
    if ties == last.ties and np.array_equal(groups, last.groups) and np.array_equal(places, last.places):
        return
    rows = list(zip(people.tolist(), groups.tolist(), places[:, 0].tolist(), places[:, 1].tolist(), strict=True))
    with book.connection.writing():
        alters.put_places(book.connection, rows)
        memos.put(book.connection, FRESH, max(last.fresh, int(groups.max(initial=-1)) + 1))
        memos.put(book.connection, TIES, ties)


def labels(book: OpenBook, people: NDArray[np.int64], graph: Graph, groups: NDArray[np.int64]) -> dict[int, GroupLabel]:
    """What each group is called: by the owner's word, else by what its people share."""
    found = group_naming.labels(book, people, graph, groups)
    for number, name in own_names(book).items():
        if number in found:
            found[number] = GroupLabel("own", name, ())
    return found


def own_names(book: OpenBook) -> dict[int, str]:
    """The owner's names of groups."""
    told: dict[int, str] = {}
    for fact in facts.of_kinds(book.connection, NAMED):
        said: dict[str, Any] = json.loads(fact.value)
        told[int(said["number"])] = str(said["name"])
    return told


def forget_names(book: OpenBook, names: set[str]) -> None:
    """Drop the groups' names that bear a word of the name of somebody who is forgotten: they may be about them."""
    gone = {word for name in names for word in fold(name).split() if len(word) > 2}
    for fact, action, value in alters.own_names(book.connection):
        if gone & set(_WORD.findall(fold(str(json.loads(value)["name"])))):
            alters.erase_name(book.connection, fact, action)


_WORD: Final = re.compile(r"[^\W_]+")
