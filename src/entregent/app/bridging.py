"""Bridging: the groups of one's people, who joins them, who opened them, and what hangs on one tie."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from entregent.app import groups, language, mapping, placing, settling, weighing
from entregent.app.group_views import (
    BridgesView,
    Crossing,
    FragileBridge,
    GroupLine,
    GroupPage,
    GroupsView,
    LivingBridge,
    Openness,
    Place,
    PlaceDetail,
    Someone,
)
from entregent.app.network_views import Network
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.model.errors import RequestError
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import alters, facts, people, stages
from entregent.store.facts import NewFact

if TYPE_CHECKING:
    from collections.abc import Iterable

LIVING: Final = 0.15
"""A tie below is silent (wording.SILENT)."""
SHOWN: Final = 24
"""Connectors that are shown: those whom most between their people passes."""
THROUGH: Final = 3
CROSSINGS: Final = 6
OPENED: Final = 3
"""Whoever was followed by so many of a group opened it."""
FEW: Final = 5
VIEWS: Final = 8
"""Views kept with a network: of a few threads, in each language."""
LONGEST_NAME: Final = 60
_OPEN: Final = 0.8
_CLOSED: Final = 0.5


class UnknownGroupError(RequestError):
    """There is no group of that `number` on the map."""

    code = "unknown-group"


class _Stance(NamedTuple):
    """The owner's tie to somebody on the map; `first_at` 0 where nothing passed."""

    name: str
    level: str
    level_proposed: bool
    circles: tuple[str, ...]
    resting: bool
    strength: float | None
    first_at: int

    @property
    def is_living(self) -> bool:
        return (self.strength or 0.0) >= LIVING


def _net(book: OpenBook, day: str) -> Network:
    return mapping.network_at(book, day) if day else mapping.network(book)


def _stances(book: OpenBook) -> Mapping[int, _Stance]:
    """How the owner stands with everybody: read once while nobody writes."""
    version = (*book.connection.version(), book.today.toordinal())
    if book.stances_of != version:
        settling.ensure_standing(book)
        book.stances = {
            row[0]: _Stance(
                row[1],
                LEVEL_WORDS[Level(row[2])],
                bool(row[3]),
                tuple(json.loads(row[4])) if row[4] != "[]" else (),
                bool(row[5]),
                row[6],
                weighing.unpack(row[7]).first_at if row[7] else 0,
            )
            for row in alters.stances(book.connection)
        }
        book.stances_of = (*book.connection.version(), book.today.toordinal())
    found: Mapping[int, _Stance] = book.stances
    return found


def _kept(
    book: OpenBook, net: Network, name: str, make: Callable[[OpenBook, Network, Mapping[int, _Stance]], Any]
) -> Any:
    """What `make` gives, kept while neither the map nor the owner's ties change."""
    stances = _stances(book)
    key = (*book.stances_of, language.spoken())
    views: dict[object, Any] = net.made.setdefault(name, {})
    if key not in views:
        if len(views) >= VIEWS:
            views.clear()
        views[key] = make(book, net, stances)
    return views[key]


def _someone(person: int, stance: _Stance) -> Someone:
    return Someone(person, stance.name, stance.circles, stance.strength, stance.level)


# ── groups ────────────────────────────────────────────────────────────────────────────────────────────────────────


def groups_view(book: OpenBook, day: str = "") -> GroupsView:
    """Every group of three or more, as of the book's day or an ISO day. Raises TooLittleMapError, BadDateError."""
    net = _net(book, day)
    found: GroupsView = _kept(book, net, "groups-view", _groups_view)
    return found


def _groups_view(_book: OpenBook, net: Network, stances: Mapping[int, _Stance]) -> GroupsView:
    names, members = net.group_names, _members(net)
    lines = [
        _line(net, number, names, nodes, stances) for number, nodes in members.items() if len(nodes) >= placing.ALIKE
    ]
    return GroupsView(
        net.day,
        tuple(sorted(lines, key=lambda line: (-line.size, line.number))),
        sum(1 for nodes in members.values() if len(nodes) == 2),
        len(net.people),
        int((net.groups >= 0).sum()),
        net.graph.ties,
        net.covered,
    )


def _members(net: Network) -> dict[int, list[int]]:
    """The nodes of each group."""
    if "members" not in net.made:
        found: dict[int, list[int]] = {}
        for node, number in enumerate(net.groups.tolist()):
            if number >= 0:
                found.setdefault(number, []).append(node)
        net.made["members"] = found
    kept: dict[int, list[int]] = net.made["members"]
    return kept


def _line(
    net: Network, number: int, names: Mapping[int, str], nodes: Sequence[int], stances: Mapping[int, _Stance]
) -> GroupLine:
    known = [
        (int(net.people[node]), stances[int(net.people[node])]) for node in nodes if int(net.people[node]) in stances
    ]
    best = sorted(((-(one.strength or 0.0), person) for person, one in known if one.strength is not None))
    living = [person for strength, person in best if -strength >= LIVING]
    of = dict(known)
    return GroupLine(
        number,
        names.get(number, ""),
        net.labels[number].kind if number in net.labels else "around",
        len(nodes),
        len(living),
        -sum(strength for strength, _ in best[:THROUGH]) / min(len(best), THROUGH) if best else None,
        tuple(_someone(person, of[person]) for person in living[:THROUGH]),
        thin=len(living) == 1 and len(nodes) >= placing.ALIKE,
    )


def group_page(book: OpenBook, number: int, day: str = "") -> GroupPage:
    """One group. Raises UnknownGroupError, TooLittleMapError, BadDateError."""
    from entregent.app.group_naming import core

    net = _net(book, day)
    nodes = _members(net).get(number)
    if not nodes:
        raise UnknownGroupError(number=number)
    stances, names = _stances(book), net.group_names
    ordered = [int(net.people[node]) for node in core(net.graph, net.groups, nodes)]
    return GroupPage(
        _line(net, number, names, nodes, stances),
        net.day,
        tuple(_someone(person, stances[person]) for person in ordered if person in stances),
        tuple(_crossings(net, number, names, stances)),
        net.covered,
    )


def _crossings(
    net: Network, number: int, names: Mapping[int, str], stances: Mapping[int, _Stance]
) -> Iterable[Crossing]:
    """The groups that most of this one's people are tied to, and who makes the link from here."""
    found = []
    sizes = placing.group_sizes(net)
    for (group, other), by in placing.crossings(net).items():
        if group == number and other >= 0 and sizes[other] >= placing.ALIKE:
            found.append((sum(by.values()), other, by))
    for ties, other, by in sorted(found, key=lambda one: (-one[0], one[1]))[:CROSSINGS]:
        linking = [int(net.people[node]) for node, _ in sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))[:4]]
        some = tuple(_someone(person, stances[person]) for person in linking if person in stances)
        yield Crossing(other, names.get(other, ""), some, ties)


# ── one person ────────────────────────────────────────────────────────────────────────────────────────────────────


def place_of(book: OpenBook, who: str, day: str = "") -> Place | None:
    """Where somebody stands among the groups; None for whoever is not on the map. Raises TooLittleMapError."""
    net = _net(book, day)
    node = net.node_of(find_person(book, who))
    return None if node is None else _place(book, net, node)


def place_detail(book: OpenBook, who: str, day: str = "") -> PlaceDetail | None:
    """The same with the terms of network science; None for whoever is not on the map. Raises TooLittleMapError."""
    net = _net(book, day)
    node = net.node_of(find_person(book, who))
    return None if node is None else _detail(book, net, node)


def details(book: OpenBook) -> list[PlaceDetail]:
    """Everybody who was seen with somebody, for an export."""
    net = mapping.network(book)
    return [_detail(book, net, node) for node, number in enumerate(net.groups.tolist()) if number >= 0]


def _detail(book: OpenBook, net: Network, node: int) -> PlaceDetail:
    closed = float(placing.constraint(net)[node])
    return PlaceDetail(
        _place(book, net, node),
        _owed(book, net).get(int(net.people[node]), 0),
        float(placing.bridgeness(net)[node]),
        None if isnan(closed) else closed,
        *(int(role[node]) for role in placing.roles(net)),
    )


def _owed(book: OpenBook, net: Network) -> Mapping[int, int]:
    found: Mapping[int, int] = _kept(book, net, "owed", lambda own, _net, _stances: _came_through(own))
    return found


def _came_through(book: OpenBook) -> Mapping[int, int]:
    """How many came through each introducer; nobody where that would have to be worked out first."""
    from entregent.app import introducing

    return introducing.owed(book) if introducing.is_kept(book) else {}


def _place(book: OpenBook, net: Network, node: int) -> Place:
    person = int(net.people[node])
    kind, told = placing.stand(net, node)
    row = people.find(book.connection, person)
    names = net.group_names if told else {}
    return Place(
        person,
        row.name if row else "",
        kind,
        tuple((number, names.get(number, "")) for number in told),
        int(placing.degrees(net)[node]),
    )


# ── bridges ───────────────────────────────────────────────────────────────────────────────────────────────────────


def bridges_view(book: OpenBook, day: str = "") -> BridgesView:
    """Who joins groups, who opened some, what hangs on one tie. Raises TooLittleMapError, BadDateError."""
    found: BridgesView = _kept(book, _net(book, day), "bridges-view", _bridges_view)
    return found


def _bridges_view(book: OpenBook, net: Network, stances: Mapping[int, _Stance]) -> BridgesView:
    return BridgesView(
        net.day,
        tuple(_connectors(book, net)),
        tuple(_living(book, net, stances)),
        tuple(_fragile(net, stances)),
        _openness(net, stances),
        net.covered,
    )


def _connectors(book: OpenBook, net: Network) -> list[Place]:
    """Those through whom most passes between others, by name: it is no ranking."""
    if "connectors" not in net.made:
        between = placing.bridgeness(net)
        tied = placing.degrees(net)
        crossing = {node for by in placing.crossings(net).values() for node in by}
        joining: list[int] = []
        for node in sorted(crossing, key=lambda node: (-between[node], -int(tied[node]), node)):
            if placing.stand(net, node).kind in ("joins", "only"):
                joining.append(node)
            if len(joining) >= SHOWN:
                break
        net.made["connectors"] = joining
    places = [_place(book, net, node) for node in net.made["connectors"]]
    return sorted(places, key=lambda place: (place.name.casefold(), place.person))


def _living(book: OpenBook, net: Network, stances: Mapping[int, _Stance]) -> list[LivingBridge]:
    """Who opened groups: who introduced most of one by the owner's word, else whoever of it was met first.

    Of families nobody says who opened them; and whoever came first of all opened nothing.
    """
    names = net.group_names
    through = _through(book)
    opened: dict[int, list[tuple[int, int, str]]] = {}
    for number, nodes in _members(net).items():
        persons = [int(net.people[node]) for node in nodes]
        found = _opener(persons, stances, through)
        if found is not None:
            opened.setdefault(found[0], []).append((number, found[1], found[2]))
    lines = [
        LivingBridge(
            _someone(person, stances[person]),
            tuple((number, names.get(number, "")) for number, _, _ in some),
            sum(since for _, since, _ in some),
            min((by for _, _, by in some), key=HOW.index),
        )
        for person, some in opened.items()
    ]
    return sorted(lines, key=lambda line: (-line.met_since, line.someone.name.casefold()))


HOW: Final = ("first", "traces", "word")
"""How it is known who opened a group, the least sure first."""


def _through(book: OpenBook) -> dict[int, tuple[int, bool]]:
    """Person → through whom, and whether by the owner's word; what was found in traces only where it is probable."""
    from entregent.app import introducing

    if not introducing.is_kept(book):
        return {who: (by, True) for who, by, _ in stages.introductions(book.connection) if by is not None}
    found = introducing.through(book)
    return {
        who: (one.person, one.said)
        for who, one in found.items()
        if one.chance is None or one.chance >= introducing.PROBABLE
    }


def _opener(
    persons: Sequence[int], stances: Mapping[int, _Stance], through: Mapping[int, tuple[int, bool]]
) -> tuple[int, int, str] | None:
    """(who opened a group, how many of it were met since, how that is known) where somebody did."""
    led = Counter(through[person][0] for person in persons if person in through)
    if led:
        person, many = min(led.items(), key=lambda pair: (-pair[1], pair[0]))
        if person in stances and many >= 2:
            said = all(through[one][1] for one in persons if one in through and through[one][0] == person)
            return person, many, "word" if said else "traces"
    met = sorted((stances[one].first_at, one) for one in persons if one in stances and stances[one].first_at)
    if len(met) <= OPENED or "family" in stances[met[0][1]].circles or "love" in stances[met[0][1]].circles:
        return None
    first_at, first = met[0]
    since = sum(1 for at, _ in met[1:] if at - first_at >= _DAY)
    return (first, since, "first") if since >= OPENED else None


_DAY: Final = 86_400


def _fragile(net: Network, stances: Mapping[int, _Stance]) -> list[FragileBridge]:
    names = net.group_names
    found = []
    for number, nodes in _members(net).items():
        if len(nodes) < placing.ALIKE:
            continue
        line = _line(net, number, names, nodes, stances)
        if line.thin:
            one = line.through[0]
            found.append(FragileBridge(number, line.name, line.size, one, stances[one.person].level_proposed))
    return sorted(found, key=lambda one: (-one.size, one.group))


def _openness(net: Network, stances: Mapping[int, _Stance]) -> Openness:
    """The owner's own part: each living tie counts the same, as do ties among them (Borgatti 1997, Burt 1992)."""
    import numpy as np

    from entregent.network import brokers
    from entregent.network import graph as graphs

    living = np.array([one in stances and stances[one].is_living for one in net.people.tolist()], dtype=bool)
    living &= placing.degrees(net) > 0  # of whoever was seen with nobody it is not known whom they know
    n = int(living.sum())
    if n < FEW:
        return Openness("", n, 1.0, None)
    a, b, _ = net.graph.pairs()
    both = living[a] & living[b]
    efficiency = 1.0 - 2.0 * int(both.sum()) / (n * n)
    place = np.cumsum(living) - 1
    own = np.arange(n)
    whole = graphs.build(n + 1, np.concatenate([place[a[both]], own]), np.concatenate([place[b[both]], np.full(n, n)]))
    kind = "open" if efficiency >= _OPEN else "between" if efficiency >= _CLOSED else "closed"
    return Openness(kind, n, efficiency, float(brokers.constraint(whole)[n]))


# ── the owner's word ──────────────────────────────────────────────────────────────────────────────────────────────


def rename(book: OpenBook, number: int, name: str) -> Done:
    """Give a group a name of one's own; "" gives it back the one that its people share. Raises UnknownGroupError."""
    book.write_check()
    if number not in mapping.network(book).labels:
        raise UnknownGroupError(number=number)
    text = " ".join(name.split())[:LONGEST_NAME]
    with book.connection.writing():
        old = [fact.id for fact in facts.of_kinds(book.connection, groups.NAMED) if _is_of(fact.value, number)]
        stated = [NewFact(None, groups.NAMED, json.dumps({"number": number, "name": text}, ensure_ascii=False))]
        action = facts.act(book.connection, "name-group", book.now, stated if text else [], value=text, retires=old)
    return Done(action, "name-group", value=text)


def _is_of(value: str, number: int) -> bool:
    return bool(json.loads(value)["number"] == number)
