"""Chances: how likely each passes something on to each other one, and drawing who did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from entregent.network.graph import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.graph import Graph

_CERTAIN: Final = 1 - 1e-12
"""A chance of 1 would need an endless rate."""
_ONE_BY_ONE: Final = 0.7
"""From so many strikes for each tie of a row on it is quicker to try each of them."""


@dataclass(frozen=True)
class Chances:
    """The chance that somebody passes something on to somebody else, by row of who receives.

    `givers[starts[i]:starts[i + 1]]` can tell `i`, each with the chance beside it, from 0 to 1.
    """

    n: int
    starts: NDArray[np.int64]
    givers: NDArray[np.int64]
    chances: NDArray[np.float64]

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """The rates of all entries added up from the first on. A rate r strikes at least once with chance 1 - e^-r."""
        rates = -np.log1p(-np.minimum(self.chances, _CERTAIN))
        return np.concatenate([np.zeros(1), np.cumsum(rates)])

    @cached_property
    def totals(self) -> NDArray[np.float64]:
        """The rates of each row added up."""
        return self.sums[self.starts[1:]] - self.sums[self.starts[:-1]]

    @cached_property
    def full(self) -> NDArray[np.bool_]:
        """Whether the entries of a row are better tried one by one."""
        return self.totals > _ONE_BY_ONE * np.diff(self.starts)

    @cached_property
    def effort(self) -> NDArray[np.float64]:
        """About how many ties are tried or struck when it is drawn who told each."""
        return np.where(self.full, np.diff(self.starts), self.totals) + 1.0

    @cached_property
    def is_even(self) -> bool:
        """Whether all chances within a row are equal, in every row."""
        lengths = np.diff(self.starts)
        first = np.minimum(self.starts[:-1], max(len(self.chances) - 1, 0))
        return not len(self.chances) or bool(np.all(self.chances == np.repeat(self.chances[first], lengths)))

    def turned(self) -> Chances:
        """The same chances by row of who tells."""
        receivers = np.repeat(np.arange(self.n), np.diff(self.starts))
        order = np.lexsort((receivers, self.givers))
        starts = np.zeros(self.n + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.givers, minlength=self.n), out=starts[1:])
        return Chances(self.n, starts, receivers[order], self.chances[order])


def uniform(graph: Graph, chance: float) -> Chances:
    """Every tie passes things on with the same chance, both ways."""
    return Chances(graph.n, graph.starts, graph.neighbours, np.full(len(graph.neighbours), chance))


def weighted(graph: Graph) -> Chances:
    """Weighted cascade: whoever has d ties hears from each with chance 1/d."""
    degrees = np.maximum(graph.degrees, 1)
    return Chances(graph.n, graph.starts, graph.neighbours, np.repeat(1.0 / degrees, graph.degrees))


def told_by(
    chances: Chances, nodes: NDArray[np.int64], generator: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Who told each of `nodes`, drawn anew for each: (which of `nodes`, giver); the same pair may come twice.

    Only those who did are drawn, so that the work follows what happens and not what might (as in SUBSIM, Guo et al.
    2020). Each entry is struck at the rate whose chance of any strike is its own: all rows end to end are one line, on
    which so many strikes fall at random.
    """
    full = chances.full[nodes]
    if not full.any():
        return _struck(chances, nodes, generator)
    many, few = np.flatnonzero(full), np.flatnonzero(~full)
    which, places = rows_of(chances.starts, nodes[many])
    kept = generator.random(len(places)) < chances.chances[places]
    others, givers = _struck(chances, nodes[few], generator)
    return (
        np.concatenate([many[which[kept]], few[others]]),
        np.concatenate([chances.givers[places[kept]], givers]),
    )


def _struck(
    chances: Chances, nodes: NDArray[np.int64], generator: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    ends = np.cumsum(chances.totals[nodes])
    whole = float(ends[-1]) if len(ends) else 0.0
    steps = np.cumsum(generator.standard_exponential(generator.poisson(whole) + 1))
    # Spacings of a Poisson process, scaled to the line: ascending strikes without a sort.
    strikes = steps[:-1] * (whole / steps[-1])
    which = np.minimum(np.searchsorted(ends, strikes, side="right"), len(nodes) - 1)
    rows = nodes[which]
    within = strikes - (ends[which] - chances.totals[rows])
    begins, last = chances.starts[rows], chances.starts[rows + 1] - 1
    if chances.is_even:
        share = within / chances.totals[rows]
        places = begins + (share * (last + 1 - begins)).astype(np.int64)
    else:
        places = np.searchsorted(chances.sums, chances.sums[begins] + within, side="right") - 1
    return which, chances.givers[np.clip(places, begins, last)]
