"""Together: which two people were in one message, meeting or chat, how often, and how lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from entregent.model.interaction import DIGEST_BITS, Channel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

CROWD: Final = 20
"""Beyond so many people an event says nothing about who of them know each other."""
EPOCH: Final = 1_577_836_800
"""2020-01-01: weights are kept as of then, so that an event adds to them without reading the others."""
HALF_LIFE: Final = 730 * 86_400
"""Who knows whom is forgotten slowly: what was seen two years ago counts half (our choice)."""
_DAY: Final = 86_400
_CHATS: Final = (int(Channel.TEXT), int(Channel.SOCIAL))


class Events(NamedTuple):
    """Dated events as the book packs them: `parts` are handle << 3 | role, one event after the other."""

    numbers: NDArray[np.int64]
    hows: NDArray[np.int64]
    lengths: NDArray[np.int64]
    parts: NDArray[np.int64]


class Pairs(NamedTuple):
    """Two handles each (a < b, ascending), the weight as of EPOCH, how often, first and last day (since 1970)."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weights: NDArray[np.float64]
    times: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class Folded(NamedTuple):
    """What events say of pairs; `marks` name each day that somebody spoke in a chat, which counts once."""

    pairs: Pairs
    marks: NDArray[np.uint64]


class _Named(NamedTuple):
    """Who is in each event besides the owner, each once, ascending."""

    starts: NDArray[np.int64]
    counts: NDArray[np.int64]
    handles: NDArray[np.int64]
    senders: NDArray[np.int64]
    """0 where the owner or nobody sent it."""


def fold(events: Events, owners: Iterable[int], known: NDArray[np.uint64] | None = None) -> Folded:
    """The pairs of these events, each with 1 / (m - 1) for m people, halved every two years.

    All who share a letter, a meeting or a call are paired. In a chat the one who speaks is paired with those who are in
    it, once a day; `known` are marks of days that were counted before.
    """
    named = _named(events, owners)
    some = (named.counts >= 2) & (named.counts <= CROWD)
    chats = np.isin(events.hows & 7, _CHATS)
    crowd = _crowd(events, named, np.flatnonzero(some & ~chats))
    marks, places = _days(events, named, np.flatnonzero(some & chats & (named.senders > 0)))
    if known is not None and len(known):
        fresh = ~np.isin(marks, known)
        marks, places = marks[fresh], places[fresh]
    return Folded(united([crowd, _chat(events, named, places)]), marks)


def marks_of(events: Events, owners: Iterable[int]) -> NDArray[np.uint64]:
    """The marks of these events, for `fold`."""
    named = _named(events, owners)
    some = (named.counts >= 2) & (named.counts <= CROWD) & np.isin(events.hows & 7, _CHATS) & (named.senders > 0)
    return _days(events, named, np.flatnonzero(some))[0]


def chat_days(events: Events, owners: Iterable[int]) -> list[tuple[int, int]]:
    """(sender, day) of what was said in chats: where to look for what was counted before."""
    named = _named(events, owners)
    said = np.flatnonzero(np.isin(events.hows & 7, _CHATS) & (named.senders > 0) & (named.counts >= 2))
    days = (events.numbers[said] >> DIGEST_BITS) // _DAY
    return sorted(set(zip(named.senders[said].tolist(), days.tolist(), strict=True)))


def united(several: list[Pairs]) -> Pairs:
    """The same pairs each once, their weights and times added up."""
    a, b, weights, times, first, last = (np.concatenate(column) for column in zip(*several, strict=True))
    keys = a << 32 | b
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    if not len(begins):
        return Pairs(a, b, weights, times, first, last)
    return Pairs(
        keys[begins] >> 32,
        keys[begins] & 0xFFFFFFFF,
        np.add.reduceat(weights[order], begins),
        np.add.reduceat(times[order], begins),
        np.minimum.reduceat(first[order], begins),
        np.maximum.reduceat(last[order], begins),
    )


def as_of(weights: NDArray[np.float64], instant: int) -> NDArray[np.float64]:
    """Weights kept as of EPOCH, faded to an instant."""
    faded: NDArray[np.float64] = weights * 2.0 ** ((EPOCH - instant) / HALF_LIFE)
    return faded


def _named(events: Events, owners: Iterable[int]) -> _Named:
    count = len(events.numbers)
    own = np.fromiter(owners, dtype=np.int64)
    handles = events.parts >> 3
    which = np.repeat(np.arange(count), events.lengths)
    kept = ~np.isin(handles, own)
    keys = np.unique(which[kept] << 32 | handles[kept])
    counts = np.bincount(keys >> 32, minlength=count)
    starts = np.cumsum(counts) - counts
    begins = np.cumsum(events.lengths) - events.lengths
    senders = np.zeros(count, dtype=np.int64)
    some = events.lengths > 0
    firsts = events.parts[begins[some]]
    senders[some] = np.where(firsts & 7 == 0, firsts >> 3, 0)
    senders[np.isin(senders, own)] = 0
    return _Named(starts, counts, keys & 0xFFFFFFFF, senders)


def _crowd(events: Events, named: _Named, chosen: NDArray[np.int64]) -> Pairs:
    """Everybody with everybody."""
    found = [_pairs(*(np.zeros(0, dtype=np.int64),) * 2, np.zeros(0), np.zeros(0, dtype=np.int64))]
    counts = named.counts[chosen]
    for many in np.unique(counts):
        alike = chosen[counts == many]
        block = named.handles[named.starts[alike][:, None] + np.arange(many)]
        low, high = np.triu_indices(many, 1)
        instants = np.repeat(events.numbers[alike] >> DIGEST_BITS, len(low))
        weights = np.full(len(instants), 1.0 / (many - 1))
        found.append(_pairs(block[:, low].ravel(), block[:, high].ravel(), weights, instants))
    return united(found)


def _chat(events: Events, named: _Named, chosen: NDArray[np.int64]) -> Pairs:
    """The one who speaks with everybody else, at noon of the day: whichever message of the day is read first."""
    counts = named.counts[chosen]
    which = np.repeat(np.arange(len(chosen)), counts)
    within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    others = named.handles[named.starts[chosen][which] + within]
    senders = named.senders[chosen][which]
    apart = others != senders
    others, senders, which = others[apart], senders[apart], which[apart]
    noon = (events.numbers[chosen] >> DIGEST_BITS) // _DAY * _DAY + _DAY // 2
    return _pairs(np.minimum(others, senders), np.maximum(others, senders), 1.0 / (counts[which] - 1), noon[which])


def _pairs(
    a: NDArray[np.int64], b: NDArray[np.int64], weights: NDArray[np.float64], instants: NDArray[np.int64]
) -> Pairs:
    days = instants // _DAY
    faded = weights * 2.0 ** ((instants - EPOCH) / HALF_LIFE)
    return Pairs(a, b, faded, np.ones(len(a), dtype=np.int64), days, days)


def _days(events: Events, named: _Named, chosen: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The mark of each day, speaker and chat, and the first event that bears it."""
    if not len(chosen):
        return np.zeros(0, dtype=np.uint64), chosen
    mixed = _mix(named.handles.astype(np.uint64))
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)])
    starts = named.starts[chosen]
    members = sums[starts + named.counts[chosen]] - sums[starts]
    days = (events.numbers[chosen] >> DIGEST_BITS) // _DAY
    said = (days << 32 | named.senders[chosen]).astype(np.uint64)
    marks, first = np.unique(_mix(members + _mix(said)), return_index=True)
    return marks, chosen[first]


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers scattered over 64 bits (splitmix64's finish), so that sums of some tell who they are."""
    mixed = values + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return mixed ^ mixed >> np.uint64(31)
