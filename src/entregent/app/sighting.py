"""Sighting: where somebody was seen, on screen and in person, and what each source says of the two."""

from collections.abc import Collection, Iterable
from typing import Final

from entregent.app.netting import kinds_of_origins
from entregent.app.opening import OpenBook
from entregent.app.reach_views import SeenOn
from entregent.app.source_words import OWN, source_of
from entregent.model.interaction import Channel, instant_of
from entregent.store import crossings, events
from entregent.ties.weights import RELATIONS

LOOKED_AT: Final = 200
"""Exchanges at each end of a long tie: which sources told of them."""

_Key = tuple[str, bool]
_Found = tuple[int, bool, int, int]
"""Times, whether there were more, first event, last event."""


def seen_on(book: OpenBook, own: Collection[int], until: int) -> tuple[SeenOn, ...]:
    """The kinds of source on which these handles were seen, the latest first; mere cards come last."""
    found: dict[_Key, _Found] = {}
    kinds = kinds_of_origins(book)
    for handle in own:
        ends = crossings.ends(book.connection, handle, until, LOOKED_AT)
        for channel, times, first, last in crossings.spans(book.connection, handle, until, ends, LOOKED_AT):
            rows = {event: origin for event, by, origin in ends if by == channel}
            rows |= dict(events.origins_of(book.connection, {first, last} - rows.keys()))
            for kind, span in _by_kind(sorted(rows.items()), kinds, (times, first, last)).items():
                key = (kind, channel == Channel.MEETING)
                found[key] = _joined(found[key], span) if key in found else span
    said = _said(book, own)
    lines = [_line(key, span, said) for key, span in found.items()]
    seen = {kind for kind, _ in found}
    lines += [_card(kind, *words) for kind, words in said.items() if kind not in seen]
    return tuple(sorted(lines, key=lambda line: (-(line.last_at or 0), line.kind)))


def _by_kind(
    rows: Collection[tuple[int, int]], kinds: dict[int, frozenset[str]], whole: tuple[int, int, int]
) -> dict[str, _Found]:
    """What one channel of one handle means for each kind of source that told of it."""
    times, first, last = whole
    told: dict[str, list[int]] = {}
    for event, origin in rows:
        for kind in kinds.get(origin) or (OWN,):
            told.setdefault(kind, []).append(event)
    if len(told) == 1:
        return dict.fromkeys(told, (times, False, first, last))
    more = times > len(rows)
    return {kind: (len(some), more, some[0], some[-1]) for kind, some in told.items()}


def _joined(one: _Found, other: _Found) -> _Found:
    return one[0] + other[0], one[1] or other[1], min(one[2], other[2]), max(one[3], other[3])


def _line(key: _Key, span: _Found, said: dict[str, tuple[str, str]]) -> SeenOn:
    times, more, first, last = span
    return SeenOn(*key, times, more, instant_of(first), instant_of(last), *said.get(key[0], ("", "")))


def _card(kind: str, relation: str, since: str) -> SeenOn:
    return SeenOn(
        kind, in_person=False, times=0, more=False, first_at=None, last_at=None, relation=relation, since=since
    )


def _said(book: OpenBook, own: Iterable[int]) -> dict[str, tuple[str, str]]:
    """Kind of source -> (relation, since), of the cards that they stand on; ("", "") for a card that says nothing."""
    found: dict[str, tuple[str, str]] = {}
    for reader, told, since in crossings.relations(book.connection, own):
        kind, relation = source_of(reader, told), told if told in RELATIONS else ""
        known = found.get(kind)
        found[kind] = (relation, since if relation else "") if known is None else _both(known, (relation, since))
    return found


def _both(one: tuple[str, str], other: tuple[str, str]) -> tuple[str, str]:
    """What two cards of one source say together: who follows and is followed, both follow."""
    if {one[0], other[0]} == {"follower", "following"}:
        return "mutual", max(one[1], other[1])
    ranks = list(_FIRMEST)
    return min(one, other, key=lambda said: (ranks.index(said[0]), said[1] or "9"))


_FIRMEST: Final = ("friend", "mutual", "connection", "follower", "following", "inviting", "invited", "")
