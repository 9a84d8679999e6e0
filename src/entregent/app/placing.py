"""Placing: who joins which groups, worked out once for a network."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app.network_views import Network

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.brokers import Roles

ALIKE: Final = 3
"""A group of two is a tie, and joins nothing."""
JOINED: Final = 2
"""Whoever was seen with two of another group or more is no chance guest there."""
JOINED_SHARE: Final = 0.15
INSIDE: Final = 0.5
SOURCES: Final = 128
"""Bridgeness is walked from so many people, drawn by a fixed seed, where there are more."""


class Stand(NamedTuple):
    """Where a node stands: the kind of its place, and the groups that it tells of."""

    kind: str
    groups: tuple[int, ...]


def stand(net: Network, node: int) -> Stand:
    """Where somebody stands among the groups: the answer for one costs their own ties."""
    own = int(net.groups[node])
    around = Counter(net.groups[net.graph.row(node)].tolist())
    degree = int(net.graph.degrees[node]) if "degrees" not in net.made else int(degrees(net)[node])
    if not degree:
        return Stand("alone", ())
    sizes = group_sizes(net)
    least = max(JOINED, JOINED_SHARE * degree)
    others = sorted(
        (
            (-count, number)
            for number, count in around.items()
            if number != own and count >= least and sizes[number] >= ALIKE
        )
    )[:2]
    if others and sizes[own] >= ALIKE:
        kind = "only" if (own, others[0][1]) in sole(net) and sole(net)[own, others[0][1]] == node else "joins"
        return Stand(kind, (own, *(number for _, number in others)))
    if len(others) == 2:
        return Stand("joins", tuple(number for _, number in others))
    if sizes[own] >= 6 and around[own] >= INSIDE * (sizes[own] - 1):
        return Stand("inside", (own,))
    return Stand("member", (own,))


def degrees(net: Network) -> NDArray[np.int64]:
    """With how many others each was seen."""
    found: NDArray[np.int64] = net.made.setdefault("degrees", net.graph.degrees)
    return found


def group_sizes(net: Network) -> Counter[int]:
    """How many people each group has."""
    if "sizes" not in net.made:
        net.made["sizes"] = Counter(net.groups[net.groups >= 0].tolist())
    found: Counter[int] = net.made["sizes"]
    return found


def crossings(net: Network) -> dict[tuple[int, int], Counter[int]]:
    """(group, other group) → how many of the other each of the first is tied to."""
    if "crossings" not in net.made:
        import numpy as np

        owners = net.graph.owners
        groups, others = net.groups[owners], net.groups[net.graph.neighbours]
        apart = np.flatnonzero(groups != others)
        numbers, compact = np.unique(net.groups, return_inverse=True)
        first, second = compact[owners[apart]], compact[net.graph.neighbours[apart]]
        keys, counts = np.unique((first * len(numbers) + second) * net.graph.n + owners[apart], return_counts=True)
        pairs, nodes = np.divmod(keys, max(net.graph.n, 1))
        begins, ends = numbers[pairs // len(numbers)], numbers[pairs % len(numbers)]
        found: dict[tuple[int, int], Counter[int]] = {}
        for group, other, node, count in zip(
            begins.tolist(), ends.tolist(), nodes.tolist(), counts.tolist(), strict=True
        ):
            found.setdefault((group, other), Counter())[node] = count
        net.made["crossings"] = found
    crossed: dict[tuple[int, int], Counter[int]] = net.made["crossings"]
    return crossed


def sole(net: Network) -> dict[tuple[int, int], int]:
    """(group, other group) → the only one of the first who was seen with somebody of the other."""
    if "sole" not in net.made:
        net.made["sole"] = {pair: next(iter(nodes)) for pair, nodes in crossings(net).items() if len(nodes) == 1}
    found: dict[tuple[int, int], int] = net.made["sole"]
    return found


def bridgeness(net: Network) -> NDArray[np.float64]:
    """How often each lies between people who are not around them; estimated where there are many."""
    if "bridgeness" not in net.made:
        import numpy as np

        from entregent.network import brokers

        tied = np.flatnonzero(degrees(net) > 0)
        if len(tied) > 4 * SOURCES:
            chosen = np.random.default_rng(0).choice(tied, SOURCES, replace=False)
            net.made["bridgeness"] = brokers.bridgeness(net.graph, chosen.tolist()) * len(tied) / max(net.graph.n, 1)
        else:
            net.made["bridgeness"] = brokers.bridgeness(net.graph, tied.tolist()) * len(tied) / max(net.graph.n, 1)
    found: NDArray[np.float64] = net.made["bridgeness"]
    return found


def constraint(net: Network) -> NDArray[np.float64]:
    """Burt's constraint of everybody."""
    if "constraint" not in net.made:
        from entregent.network import brokers

        net.made["constraint"] = brokers.constraint(net.graph)
    found: NDArray[np.float64] = net.made["constraint"]
    return found


def roles(net: Network) -> Roles:
    """The five roles of everybody, by the groups of the map."""
    if "roles" not in net.made:
        import numpy as np

        from entregent.network import brokers

        net.made["roles"] = brokers.roles(net.graph, np.unique(net.groups, return_inverse=True)[1])
    found: Roles = net.made["roles"]
    return found
