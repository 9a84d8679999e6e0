"""Together: pairs of people from events, as a slow count by hand has them."""

from collections import defaultdict
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.network.together import CROWD, EPOCH, HALF_LIFE, Events, as_of, fold, marks_of, united

DAY = 86_400
EVENTS = st.lists(
    st.tuples(
        st.integers(EPOCH - 400 * DAY, EPOCH + 3 * DAY),
        st.sampled_from(list(Channel)),
        st.lists(st.integers(1, 30), min_size=1, max_size=25),
    ),
    max_size=15,
)
OWNERS = frozenset((1, 2))


def packed(rows: list[tuple[int, Channel, list[int]]]) -> Events:
    parts = [handle << 3 | (1 if place else 0) for _, _, named in rows for place, handle in enumerate(named)]
    return Events(
        np.array([at << DIGEST_BITS for at, _, _ in rows], dtype=np.int64),
        np.array([int(channel) for _, channel, _ in rows], dtype=np.int64),
        np.array([len(named) for _, _, named in rows], dtype=np.int64),
        np.array(parts, dtype=np.int64),
    )


def by_hand(rows: list[tuple[int, Channel, list[int]]]) -> dict[tuple[int, int], tuple[float, int]]:
    found: dict[tuple[int, int], tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    chats = set()
    for instant, channel, named in rows:
        at, day, there = instant, instant // DAY, sorted(set(named) - OWNERS)
        if not 2 <= len(there) <= CROWD:
            continue
        pairs = list(combinations(there, 2))
        if channel in (Channel.TEXT, Channel.SOCIAL):
            chat = (day, named[0], tuple(there))
            pairs = [pair for pair in pairs if named[0] in pair and chat not in chats]
            chats.add(chat)
            at = day * DAY + DAY // 2
        for pair in pairs:
            weight, times = found[pair]
            found[pair] = (weight + 2 ** ((at - EPOCH) / HALF_LIFE) / (len(there) - 1), times + 1)
    return dict(found)


@given(rows=EVENTS)
def test_pairs_are_those_that_a_count_by_hand_has(rows: list[tuple[int, Channel, list[int]]]) -> None:
    pairs = fold(packed(rows), OWNERS).pairs
    told = {
        (a, b): (weight, times)
        for a, b, weight, times in zip(
            pairs.a.tolist(), pairs.b.tolist(), pairs.weights.tolist(), pairs.times.tolist(), strict=True
        )
    }
    wanted = by_hand(rows)
    assert told.keys() == wanted.keys()
    assert all(np.isclose(told[pair], wanted[pair], rtol=1e-12).all() for pair in wanted)


@given(rows=EVENTS, cut=st.integers(0, 15))
def test_folded_in_two_halves_is_folded_at_once(rows: list[tuple[int, Channel, list[int]]], cut: int) -> None:
    first, second = packed(rows[:cut]), packed(rows[cut:])
    halves = united([fold(first, OWNERS).pairs, fold(second, OWNERS, marks_of(first, OWNERS)).pairs])
    whole = fold(packed(rows), OWNERS).pairs
    assert (halves.a == whole.a).all()
    assert (halves.times == whole.times).all()
    assert np.allclose(halves.weights, whole.weights, rtol=1e-12)


def test_what_was_seen_two_years_ago_counts_half() -> None:
    assert as_of(np.ones(1), EPOCH + HALF_LIFE).tolist() == [0.5]
