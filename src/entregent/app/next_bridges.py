"""Next bridges: with whom to build a tie that opens something, through whom; and which old ties are worth waking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app import goals, mapping, onward
from entregent.app.bridging import UnknownGroupError
from entregent.app.goal_views import GoalView
from entregent.app.network_views import Network
from entregent.app.onward import Stance
from entregent.app.onward_views import BridgeLine, Known, NextBridgesView, WakingLine
from entregent.app.opening import OpenBook
from entregent.app.ways_to import answers
from entregent.model.errors import RequestError
from entregent.model.judgement import Reason, reason
from entregent.store import onward as rows
from entregent.text.scripts import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST: Final = 6
_YEAR: Final = 365
_TRUSTED: Final = 12
"""So many exchanges with somebody were more than politeness."""
_PER_GROUP: Final = 2
"""Bridges into one group that are shown: the point is to open several."""


class NobodyThereError(RequestError):
    """Nobody on the map fits `toward`."""

    code = "nobody-there"


class Toward(NamedTuple):
    """What a bridge should lead to: words for it, and who fits (None: anybody)."""

    words: str
    nodes: frozenset[int] | None


def next_bridges(
    book: OpenBook, *, group: int | None = None, organisation: str = "", goal: int | None = None, count: int = MOST
) -> NextBridgesView:
    """Where to build next: likely, opening something, through somebody; and ties worth waking.

    Raises UnknownGroupError, NobodyThereError, UnknownGoalError, TooLittleMapError.
    """
    net = mapping.network(book)
    mine = onward.stance(book, net)
    toward = _toward(book, net, group, organisation, goal)
    return NextBridgesView(
        toward.words,
        tuple(_bridges(book, net, mine, toward, count)),
        tuple(_waking(book, net, mine, toward, count)),
        int((mine.living & (net.graph.degrees > 0)).sum()),
    )


def _toward(book: OpenBook, net: Network, group: int | None, organisation: str, goal: int | None) -> Toward:
    import numpy as np

    if group is not None:
        if group not in net.labels:
            raise UnknownGroupError(number=group)
        return Toward(net.group_names[group], frozenset(int(node) for node in np.flatnonzero(net.groups == group)))
    if organisation.strip():
        words = " ".join(organisation.split())[:200]
        return Toward(words, _at(book, net, words))
    if goal is not None:
        view = goals.goal(book, goal)
        return Toward(view.line.what, _of_goal(net, view))
    return Toward("", None)


def _at(book: OpenBook, net: Network, words: str) -> frozenset[int]:
    """Those of an organisation: by its name, or in a group that bears it."""
    import numpy as np

    found = {net.node_of(person) for person in rows.employed(book.connection, rows.escaped(words))}
    named = [number for number, name in net.group_names.items() if fold(words) in fold(name)]
    nodes = {node for node in found if node is not None} | {
        int(node) for node in np.flatnonzero(np.isin(net.groups, named))
    }
    if not nodes:
        raise NobodyThereError(toward=words)
    return frozenset(nodes)


def _of_goal(net: Network, view: GoalView) -> frozenset[int] | None:
    """The people of a goal, and the groups they stand in; None where it names nobody."""
    import numpy as np

    own = {node for person, _name, _circles in view.people if (node := net.node_of(person)) is not None}
    if not own:
        return None
    groups = {int(net.groups[node]) for node in own} - {-1}
    return frozenset(own | {int(node) for node in np.flatnonzero(np.isin(net.groups, sorted(groups)))})


# ── bridges ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _bridges(book: OpenBook, net: Network, mine: Stance, toward: Toward, count: int) -> list[BridgeLine]:
    import numpy as np

    likely = _likely(net, mine)
    fit = (mine.exchanges == 0) | (mine.strength < onward.LIVING) & (mine.exchanges < _TRUSTED)
    fit &= (likely > 0) & ~mine.resting
    if toward.nodes is not None:
        inside = np.zeros(len(fit), dtype=bool)
        inside[sorted(toward.nodes)] = True
        fit &= inside
    gain = _gain(net, mine)
    worth = np.where(fit, likely * gain * _moderate(net, mine), 0.0)
    lines: list[BridgeLine] = []
    taken: dict[int, int] = {}
    for node in np.lexsort((net.people, -worth)):
        group = int(net.groups[node])
        if worth[node] <= 0.0 or len(lines) >= count:
            break
        if toward.nodes is None and taken.get(group, 0) >= _PER_GROUP:
            continue
        taken[group] = taken.get(group, 0) + 1
        lines.append(_bridge(book, net, mine, int(node), gain))
    return lines


def _likely(net: Network, mine: Stance) -> NDArray[np.float64]:
    """How likely a tie with everybody is, the owner standing among the others (tie-decay resource allocation)."""
    import numpy as np

    graph = net.graph
    own = np.where(mine.living, np.log1p(mine.exchanges) * mine.strength, 0.0)
    strong = np.log1p(graph.weights)
    owners = graph.owners
    strength = np.bincount(owners, weights=strong, minlength=graph.n) + own
    shares = np.sqrt(own[owners] * strong) / np.maximum(strength[owners], 1e-12)
    return np.bincount(graph.neighbours, weights=shares, minlength=graph.n).astype(np.float64)


def _gain(net: Network, mine: Stance) -> NDArray[np.float64]:
    """What a tie into each one's group opens: all where the owner has no living tie there, less with each."""
    import numpy as np

    grouped = net.groups >= 0
    counted = np.bincount(net.groups[grouped & mine.living], minlength=int(net.groups.max(initial=0)) + 1)
    return np.where(grouped, 1.0 / (1.0 + counted[np.maximum(net.groups, 0)]), 0.5)


def _moderate(net: Network, mine: Stance) -> NDArray[np.float64]:
    """Best where some of those around somebody are the owner's people, not all (the inverted U of SCIENCE)."""
    import numpy as np

    from entregent.network.next_bridge import moderate

    graph = net.graph
    common = np.bincount(graph.neighbours, weights=mine.living[graph.owners].astype(float), minlength=graph.n)
    around = graph.degrees + mine.living.sum() - common
    return moderate(np.divide(common, around, out=np.zeros(graph.n), where=around > 0))


def _bridge(book: OpenBook, net: Network, mine: Stance, node: int, gain: NDArray[np.float64]) -> BridgeLine:
    name = onward.group_name(net, node)
    living = round(1.0 / gain[node]) - 1 if net.groups[node] >= 0 else 0
    told: list[Reason] = []
    if name and living == 0:
        told.append(reason("bridge-new-group", group=name))
    elif name and living <= 3:
        told.append(reason("bridge-thin-group", group=name, ties=living))
    common = int(mine.living[net.graph.row(node)].sum())
    told.append(reason("bridge-common", people=common))
    if mine.exchanges[node]:
        told.append(reason("bridge-met-before"))
    return BridgeLine(
        target=onward.known(book, net, node),
        group=int(net.groups[node]) if net.groups[node] >= 0 else None,
        group_name=name,
        through=_through(book, net, mine, node),
        why=tuple(told),
    )


def _through(book: OpenBook, net: Network, mine: Stance, node: int) -> Known | None:
    """The first to ask on the best way to somebody: the same as on the page of the ways."""
    from entregent.network.ways import ways

    passes, _learned = onward.passes(book, net)
    found = ways(net.graph, answers(mine, node), passes, node, k=1)
    return onward.known(book, net, found[0].people[0]) if found else None


# ── old ties ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _waking(book: OpenBook, net: Network, mine: Stance, toward: Toward, count: int) -> list[WakingLine]:
    """Silent for a year, trusted once, and in a group of which little else is heard: novel and trusted first."""
    import numpy as np

    fit = (mine.exchanges >= _TRUSTED) & (mine.silence >= _YEAR) & ~mine.resting
    if toward.nodes is not None:
        inside = np.zeros(len(fit), dtype=bool)
        inside[sorted(toward.nodes)] = True
        fit &= inside
    gain = _gain(net, mine)
    worth = np.where(fit, np.log1p(mine.exchanges) * gain, 0.0)
    order = [int(node) for node in np.lexsort((net.people, -worth))[:count] if worth[node] > 0.0]
    return [_wakening(book, net, mine, node, gain) for node in order]


def _wakening(book: OpenBook, net: Network, mine: Stance, node: int, gain: NDArray[np.float64]) -> WakingLine:
    why = tuple(_worth_waking(net, mine, node, gain))
    return WakingLine(onward.known(book, net, node), onward.group_name(net, node), why)


def _worth_waking(net: Network, mine: Stance, node: int, gain: NDArray[np.float64]) -> list[Reason]:
    told = [reason("waking-trusted", days=int(mine.silence[node]), exchanges=int(mine.exchanges[node]))]
    name = onward.group_name(net, node)
    if name and gain[node] > 0.3:
        told.append(reason("waking-novel", group=name))
    return told
