"""Onward: how the owner stands with everybody on the map, and how likely these are in touch with each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from entregent.app import mapping, settling
from entregent.app.network_views import Network
from entregent.app.onward_views import Known
from entregent.app.opening import OpenBook
from entregent.model.errors import BookError
from entregent.store import memos, people
from entregent.store import onward as rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.passing import Curve

LIVING: Final = 0.15
"""A weaker tie is silent (`wording.SILENT`)."""
_MEMO: Final = "passing"


@dataclass(frozen=True)
class Stance:
    """The owner's ties, one place for each node of the map; 0 where nothing passed."""

    strength: NDArray[np.float64]
    answer: NDArray[np.float64]
    silence: NDArray[np.int64]
    exchanges: NDArray[np.int64]
    level: NDArray[np.int64]
    resting: NDArray[np.bool_]
    channel: dict[int, str]

    @property
    def living(self) -> NDArray[np.bool_]:
        """Who may be turned to: a living tie that does not rest."""
        return (self.strength >= LIVING) & ~self.resting


def stance(book: OpenBook, net: Network) -> Stance:
    """How the owner stands with everybody on the map; read once while nobody writes."""
    version = (*book.connection.version(), book.today.toordinal())
    kept = net.made.get("stance")
    if kept is None or kept[0] != version:
        settling.ensure_standing(book)
        kept = ((*book.connection.version(), book.today.toordinal()), _read(book, net))
        net.made["stance"] = kept
    found: Stance = kept[1]
    return found


def _read(book: OpenBook, net: Network) -> Stance:
    import numpy as np

    n = len(net.people)
    floats = {name: np.zeros(n) for name in ("strength", "answer")}
    whole = {name: np.zeros(n, dtype=np.int64) for name in ("silence", "exchanges", "level", "resting")}
    channel: dict[int, str] = {}
    for person, strength, answer, silence, last_at, exchanges, way, level, resting in rows.stances(book.connection):
        node = net.node_of(person)
        if node is None:
            continue
        floats["strength"][node], floats["answer"][node] = strength, answer if last_at else 0.0
        whole["silence"][node], whole["exchanges"][node] = silence, exchanges
        whole["level"][node], whole["resting"][node] = level, resting
        channel[node] = way
    return Stance(
        floats["strength"],
        floats["answer"],
        whole["silence"],
        whole["exchanges"],
        whole["level"],
        whole["resting"].astype(bool),
        channel,
    )


def curve(book: OpenBook, net: Network) -> Curve:
    """How likely two people are in touch again within a year, learned from the last one; again each month."""
    from entregent.network.passing import Curve

    month = book.today.isoformat()[:7]
    kept: dict[str, Any] | None = memos.find(book.connection, _MEMO) if not book.as_of else None
    if kept and kept["month"] == month:
        return Curve(kept["level"], kept["slope"], kept["ties"])
    found = _learned(book, net)
    if not book.as_of:
        try:
            memos.put(book.connection, _MEMO, {"month": month, **found._asdict()})
        except BookError:
            return found  # somebody else writes at this moment: learned again the next time
    return found


def _learned(book: OpenBook, net: Network) -> Curve:
    """Compares the map of a year ago with today's: a tie was seen again if it weighs more than time left of it."""
    import numpy as np

    from entregent.network.passing import HORIZON_DAYS, learned
    from entregent.network.together import HALF_LIFE

    day = (book.today - timedelta(days=HORIZON_DAYS)).isoformat()
    past = mapping.network_at(book, day, least=0).graph
    a, b, weights = past.pairs()
    now = net.graph
    if not len(weights) or now.n != past.n or not len(now.neighbours):
        return learned(weights, np.zeros(len(weights), dtype=bool))
    keys, rows_now = a * now.n + b, now.keys
    at = np.minimum(np.searchsorted(rows_now, keys), len(rows_now) - 1)
    left = weights * 2.0 ** (-HORIZON_DAYS * 86_400 / HALF_LIFE)
    again = (rows_now[at] == keys) & (now.weights[at] > left * 1.001)
    return learned(weights, again)


def passes(book: OpenBook, net: Network) -> tuple[NDArray[np.float64], int]:
    """(the chance of each entry of the map's rows to be seen again within a year, ties that this was learned from)."""
    from entregent.network.passing import chances

    found = curve(book, net)
    if "passes" not in net.made or net.made["passes"][0] != found:
        net.made["passes"] = (found, chances(net.graph.weights, found))
    return net.made["passes"][1], found.ties


def known(book: OpenBook, net: Network, node: int) -> Known:
    """Who stands at a node."""
    person = int(net.people[node])
    row = people.find(book.connection, person)
    return Known(person, row.name if row else "")


def group_name(net: Network, node: int) -> str:
    """The name of somebody's group; "" where they are in none."""
    return net.group_names.get(int(net.groups[node]), "")


def map_groups(book: OpenBook) -> list[tuple[int, str, int]]:
    """(number, name, people) of each group on the map, the largest first; none where there is too little of a map."""
    import numpy as np

    net = mapping.network(book, least=0)
    counted = np.bincount(net.groups[net.groups >= 0])
    named = [(number, name, int(counted[number])) for number, name in net.group_names.items() if number < len(counted)]
    return sorted(named, key=lambda one: (-one[2], one[1]))
