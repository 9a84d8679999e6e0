"""Reverse-reachable sets: who would have told somebody, had they been the first to know (Borgs et al. 2014)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.network.chances import told_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from entregent.network.chances import Chances

_AT_ONCE: Final = 1 << 18
"""Roots that are walked side by side."""
_AT_A_TIME: Final = 1 << 21
"""Ties that are tried or struck at a time: a bound on memory."""
_CELLS: Final = 1 << 26
"""Bytes for marking who is in which set of those that are walked."""


class Sets(NamedTuple):
    """The members of set `i` are `members[starts[i]:starts[i + 1]]`; `total` sets were drawn.

    Those that hold their root alone are not listed: `alone[v]` counts those of `v`.
    """

    total: int
    alone: NDArray[np.int64]
    starts: NDArray[np.int64]
    members: NDArray[np.int32]

    def and_more(self, others: Sets) -> Sets:
        """These sets and others of the same people."""
        return Sets(
            self.total + others.total,
            self.alone + others.alone,
            np.concatenate([self.starts, others.starts[1:] + self.starts[-1]]),
            np.concatenate([self.members, others.members]),
        )


def draw(chances: Chances, chosen: NDArray[np.int64], generator: np.random.Generator) -> Sets:
    """A set for each of the chosen roots."""
    n = chances.n
    together = max(min(_CELLS // n, _AT_ONCE, len(chosen)), 1)
    marks = np.zeros(together * n, dtype=bool)
    alone = np.bincount(chosen, minlength=n)
    lengths, members = [np.zeros(1, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
    for begin in range(0, len(chosen), _AT_ONCE):
        roots = chosen[begin : begin + _AT_ONCE]
        begun, firsts = told_by(chances, roots, generator)
        numbers = np.unique(begun)
        alone -= np.bincount(roots[numbers], minlength=n)
        for low in range(0, len(numbers), together):
            part = numbers[low : low + together]
            inside = (begun >= part[0]) & (begun <= part[-1])
            frontier = np.searchsorted(part, begun[inside]) * n + firsts[inside]
            keys = _walk(chances, np.arange(len(part)) * n + roots[part], frontier, marks, generator)
            lengths.append(np.bincount(keys // n, minlength=len(part)))
            members.append((keys % n).astype(np.int32))
    return Sets(len(chosen), alone, np.cumsum(np.concatenate(lengths)), np.concatenate(members))


def _walk(
    chances: Chances,
    roots: NDArray[np.int64],
    told: NDArray[np.int64],
    marks: NDArray[np.bool_],
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """The ascending keys (set × n + node) of sets that begin with `roots`, whom `told` told; `marks` are left clear."""
    marks[roots] = True
    fresh = unmarked(told, marks)
    found = [roots, fresh]
    while len(fresh):
        fresh = next_told(chances, fresh, marks, generator)
        found.append(fresh)
    keys = np.concatenate(found)
    marks[keys] = False
    keys.sort()
    return keys


def next_told(
    chances: Chances, fresh: NDArray[np.int64], marks: NDArray[np.bool_], generator: np.random.Generator
) -> NDArray[np.int64]:
    """Whom the last ones bring in: keys that bear no mark yet, each once; they bear one from now on."""
    nodes = fresh % chances.n
    work = np.cumsum(chances.effort[nodes])
    if not len(work) or work[-1] <= _AT_A_TIME:
        return _brought(chances, fresh, nodes, marks, generator)
    cuts = np.unique(np.searchsorted(work, np.arange(_AT_A_TIME, work[-1], _AT_A_TIME)))
    parts = zip(np.split(fresh, cuts), np.split(nodes, cuts), strict=True)
    return np.concatenate([_brought(chances, *part, marks, generator) for part in parts])


def _brought(
    chances: Chances,
    fresh: NDArray[np.int64],
    nodes: NDArray[np.int64],
    marks: NDArray[np.bool_],
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    which, givers = told_by(chances, nodes, generator)
    return unmarked((fresh - nodes)[which] + givers, marks)


def unmarked(keys: NDArray[np.int64], marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Those of the keys that bear no mark yet, each once, ascending; they bear one from now on."""
    fresh = keys[~marks[keys]]
    fresh.sort()
    first = np.ones(len(fresh), dtype=bool)
    np.not_equal(fresh[1:], fresh[:-1], out=first[1:])
    fresh = fresh[first]
    marks[fresh] = True
    return fresh
