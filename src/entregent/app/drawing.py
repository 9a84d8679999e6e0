"""Drawing: the map of a day with what colours everybody, its shape in words, its list."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from entregent.app import mapping, placing, settling
from entregent.app.map_views import WARMTHS, Drawn, MapGroup, MapPage, MapPerson, MapShape
from entregent.app.map_words import tie_sentence
from entregent.app.network_views import Network
from entregent.app.opening import OpenBook
from entregent.app.wording import HOLDS_WELL, SILENT
from entregent.store import map_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EPOCH: Final = date(1970, 1, 1)
_SHOWN_TIES: Final = 3
_FILLED: Final = 0.97
_KEPT: Final = 6


def drawn(book: OpenBook, day: str = "") -> Drawn:
    """The map as of a day ("": the book's). Raises BadDateError, TooLittleMapError."""
    settling.ensure_standing(book)
    today = mapping.network(book, least=0 if day else mapping.NEEDED_TIES)
    network = mapping.network_at(book, day) if day else today
    # Each reader of a server sees other numbers for the same book: a few are kept beside each other.
    kept: dict[tuple[object, ...], Drawn] = network.made.setdefault("drawn", {})
    version = _version(book)
    if version not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[version] = _drawn(book, network, today)
    return kept[version]


def _version(book: OpenBook) -> tuple[object, ...]:
    from entregent.app import language

    return (*book.connection.version(), book.now // 86_400, language.spoken())


def _drawn(book: OpenBook, network: Network, today: Network) -> Drawn:
    import numpy as np

    shown = np.flatnonzero(network.groups >= 0)
    rows = {row[0]: row for row in map_rows.people(book.connection)}
    # Whoever was written about since the network was worked out may be gone: they are left out.
    shown = shown[[int(person) in rows for person in network.people[shown]]] if len(shown) else shown
    told = [rows[int(person)] for person in network.people[shown]]
    at = np.full(len(network.people), -1, dtype=np.int64)
    at[shown] = np.arange(len(shown))
    a, b, weights = network.graph.pairs()
    both = (at[a] >= 0) & (at[b] >= 0)
    order = np.argsort(-weights[both], kind="stable")
    strength = np.array([row[4] if row[4] is not None and row[5] else 0.0 for row in told], dtype=np.float64)
    others = other_groups(network)
    return Drawn(
        day=network.day,
        today=today.day,
        first=_first(book, today),
        people=network.people[shown],
        names=[row[1] for row in told],
        places=_places(network, today)[shown],
        groups=network.groups[shown],
        group_names=network.group_names,
        circles=[_circle(row[2], row[3]) for row in told],
        warmth=_warmth(strength, np.array([bool(row[5]) for row in told], dtype=bool)),
        strength=strength,
        a=at[a[both]][order],
        b=at[b[both]][order],
        weights=weights[both][order],
        others=[others.get(int(node), ()) for node in shown],
        alone=len(network.people) - len(shown),
        coverage=network.covered,
    )


def _first(book: OpenBook, network: Network) -> str:
    """The earliest day to look back to: when the first ties had been seen."""
    if "first" not in network.made:
        found = map_rows.early_day(book.connection)
        network.made["first"] = (_EPOCH + timedelta(days=found)).isoformat() if found is not None else network.day
    return min(str(network.made["first"]), network.day)


def _places(network: Network, today: Network) -> NDArray[np.float64]:
    """Where everybody stands: as today for whoever is on today's map, so that nobody moves with the days."""
    import numpy as np

    places = network.places
    if network is not today and np.array_equal(network.people, today.people):
        places = np.where((today.groups >= 0)[:, None], today.places, network.places)
    tied = today.places[today.groups >= 0]
    # Whoever is tied to nobody stood on the rim, and is not drawn: the others get the room.
    return places / max(float(np.abs(tied).max(initial=0)), 1e-9) * _FILLED


def _circle(stated: str, guessed: str) -> str:
    if stated != "[]":
        return str(json.loads(stated)[0])
    return str(json.loads(guessed)[0][0]) if guessed != "[]" else ""


def _warmth(strength: NDArray[np.float64], met: NDArray[np.bool_]) -> NDArray[np.uint8]:
    import numpy as np

    stands = np.searchsorted([SILENT, HOLDS_WELL], strength, side="right") + 1
    return np.where(met, stands, 0).astype(np.uint8)


def other_groups(network: Network) -> dict[int, tuple[int, ...]]:
    """For each node that joins its own group to others: which, most of its people first (as `placing.stand` does)."""
    import numpy as np

    if "others" in network.made:
        return network.made["others"]  # type: ignore[no-any-return]
    graph, groups = network.graph, network.groups
    owners, theirs = graph.owners, groups[graph.neighbours]
    sizes = np.bincount(groups[groups >= 0], minlength=1)
    across = (theirs >= 0) & (theirs != groups[owners])
    keys, counts = np.unique(owners[across] * len(sizes) + theirs[across], return_counts=True)
    nodes, others = keys // len(sizes), keys % len(sizes)
    least = np.maximum(placing.JOINED, placing.JOINED_SHARE * graph.degrees[nodes])
    joined = (counts >= least) & (sizes[others] >= placing.ALIKE) & (sizes[groups[nodes]] >= placing.ALIKE)
    found: dict[int, tuple[int, ...]] = {}
    for place in np.flatnonzero(joined)[np.lexsort((-counts[joined], nodes[joined]))].tolist():
        node = int(nodes[place])
        found[node] = (*found.get(node, ()), int(others[place]))
    network.made["others"] = found
    return found


# ── in words ──────────────────────────────────────────────────────────────────────────────────────────────────────


def shape(book: OpenBook, day: str = "") -> MapShape:
    """The map in words: its groups, the largest first, and who ties each to others."""
    return shape_of(drawn(book, day))


def shape_of(found: Drawn) -> MapShape:
    """The shape of a drawn map."""
    members: dict[int, list[int]] = {}
    for place, group in enumerate(found.groups.tolist()):
        members.setdefault(group, []).append(place)
    groups = [
        MapGroup(
            number,
            found.group_names.get(number, ""),
            len(places),
            sum(1 for place in places if WARMTHS[found.warmth[place]] == "holds-well"),
            tuple(
                (int(found.people[place]), found.names[place])
                for place in sorted(
                    (place for place in places if found.others[place]), key=lambda place: found.names[place]
                )[:_SHOWN_TIES]
            ),
        )
        for number, places in sorted(members.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    return MapShape(found.day, len(found.people), len(found.a), found.alone, found.coverage, tuple(groups))


def page(book: OpenBook, *, day: str = "", offset: int = 0, limit: int = 100) -> MapPage:
    """Everybody of the map as a list: by group, the largest first, then by name."""
    found = drawn(book, day)
    sizes = {group.number: place for place, group in enumerate(shape_of(found).groups)}
    order = sorted(range(len(found.people)), key=lambda at: (sizes[int(found.groups[at])], found.names[at].casefold()))
    begin = min(max(offset, 0), max(len(order) - 1, 0))
    tied = _tied(found)
    lines = [person_line(found, at, tied[at]) for at in order[begin : begin + limit]]
    return MapPage(tuple(lines), begin, len(order))


def person_on(book: OpenBook, person: int, day: str = "") -> MapPerson | None:
    """One person of the map; None for whoever is not on it."""
    found = drawn(book, day)
    at = int(found.people.searchsorted(person))
    if at >= len(found.people) or int(found.people[at]) != person:
        return None
    return person_line(found, at, _tied(found)[at])


def person_line(found: Drawn, at: int, tied: int) -> MapPerson:
    """Somebody on the list, with a sentence of what they tie."""
    group = int(found.groups[at])
    name = found.group_names.get(group, "")
    others = [found.group_names[other] for other in found.others[at] if found.group_names.get(other)]
    sentence = tie_sentence(name, others)
    return MapPerson(
        int(found.people[at]),
        found.names[at],
        found.circles[at],
        group,
        name,
        sentence,
        WARMTHS[found.warmth[at]],
        tied,
    )


def _tied(found: Drawn) -> list[int]:
    import numpy as np

    n = len(found.people)
    return (np.bincount(found.a, minlength=n) + np.bincount(found.b, minlength=n)).tolist()  # type: ignore[no-any-return]
