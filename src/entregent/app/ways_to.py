"""Ways to somebody: through whom to reach them, why it is natural to ask, what to offer, and what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entregent.app import mapping, onward, openers
from entregent.app.network_views import Network
from entregent.app.onward import Stance
from entregent.app.onward_views import WayLine, WaysView
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.model.errors import LeftInPeaceError
from entregent.model.judgement import Reason, reason
from entregent.store import people

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.ways import Way

MOST: Final = 5
_GOOD, _FAIR = 0.25, 0.08
_NEVER_ASKED: Final = 0.2
"""The chance that somebody answers whom the owner has hardly written to."""


def ways_to(book: OpenBook, who: str, count: int = MOST) -> WaysView:
    """The best ways to somebody, each through another of one's people.

    Raises what an unknown WHO raises, LeftInPeaceError, TooLittleMapError.
    """
    from entregent.network.ways import ways

    net = mapping.network(book)
    person = find_person(book, who)
    target = net.node_of(person)
    if target is None:
        row = people.find(book.connection, person)
        raise LeftInPeaceError(name=row.name if row else who)
    mine = onward.stance(book, net)
    passes, learned = onward.passes(book, net)
    found = ways(net.graph, answers(mine, target), passes, target, k=count)
    group = None if found else _nearest(book, net, mine, target)
    return WaysView(
        target=onward.known(book, net, target),
        direct=_direct(mine, target),
        ways=tuple(_line(book, net, mine, way) for way in found),
        nearest=net.group_names.get(group, "") if group is not None else "",
        nearest_group=group,
        learned=learned,
    )


def answers(mine: Stance, target: int) -> NDArray[np.float64]:
    """The chance that each of one's living ties answers; the sought one is no way to themselves."""
    import numpy as np

    found = np.where(mine.living, np.maximum(mine.answer, _NEVER_ASKED), 0.0)
    found[target] = 0.0
    return found


def _direct(mine: Stance, node: int) -> Reason | None:
    """That no detour is needed: they know each other, or did."""
    if mine.living[node]:
        return reason("way-direct", days=int(mine.silence[node]))
    return reason("way-old", days=int(mine.silence[node])) if mine.exchanges[node] else None


def _line(book: OpenBook, net: Network, mine: Stance, way: Way) -> WayLine:
    first = way.people[0]
    folk = tuple(onward.known(book, net, node) for node in way.people)
    sheet = openers.openers(book, str(folk[0].person), 1, purpose="ask-introduction", whom=folk[-1].name)
    return WayLine(
        people=folk,
        words="good" if way.chance >= _GOOD else "fair" if way.chance >= _FAIR else "slim",
        chance=way.chance,
        hops=way.hops,
        why=tuple(_why(book, net, mine, way)),
        offer=sheet.gift,
        says=sheet.openers[0].text if sheet.openers else "",
        channel=mine.channel.get(first, "mail"),
    )


def _why(book: OpenBook, net: Network, mine: Stance, way: Way) -> list[Reason]:
    """Why it is natural to ask the first one: how fresh the tie is, how they know who comes next."""
    first, following = way.people[0], way.people[1]
    told = [reason("way-in-touch", days=int(mine.silence[first]))]
    nxt = onward.known(book, net, following).name
    same = net.groups[first] == net.groups[following] and onward.group_name(net, first)
    if same:
        told.append(reason("way-same-group", name=nxt, group=onward.group_name(net, first)))
    else:
        told.append(reason("way-seen-together", name=nxt))
    if len(way.people) > 2:
        told.append(reason("way-farther", steps=len(way.people) - 1))
    return told


def _nearest(book: OpenBook, net: Network, mine: Stance, target: int) -> int | None:
    """The group to begin with where no way leads to somebody: that of their organisation, else where ties are many."""
    import numpy as np

    from entregent.store import onward as rows

    row = people.find(book.connection, int(net.people[target]))
    if row is not None and row.organisation:
        colleagues = [net.node_of(one) for one in rows.employed(book.connection, rows.escaped(row.organisation))]
        numbers = [int(net.groups[node]) for node in colleagues if node is not None and net.groups[node] >= 0]
        if numbers:
            return max(set(numbers), key=lambda number: (numbers.count(number), -number))
    counted = np.bincount(net.groups[mine.living & (net.groups >= 0)])
    return int(np.argmax(counted)) if len(counted) else None
