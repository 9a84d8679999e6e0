"""Levels proposed from evidence."""

from entregent.model.interaction import Contact
from entregent.model.tie import Level
from entregent.ties.levels import propose
from entregent.ties.state import DAY, EMPTY, TieState, fold_all

NOW = 20_000 * DAY


def two_way(days: int, *, ago: int = 1) -> TieState:
    """So many days with a mail each way, the last so many days ago."""
    at = NOW - ago * DAY
    return fold_all([Contact(at - k * DAY, 1, 1.0, 1.0, True, 0) for k in reversed(range(days))])


def test_levels_go_by_rank() -> None:
    people = {person: two_way(401 - person) for person in range(1, 201)}
    proposed = propose(people, NOW)
    assert [sum(level == wanted for level in proposed.values()) for wanted in list(Level)[1:]] == [5, 10, 35, 100]
    assert (proposed[1], proposed[6], proposed[16], proposed[51]) == (
        *(Level.CLOSE, Level.VALUED),
        *(Level.NURTURED, Level.WIDE),
    )
    assert 151 not in proposed


def test_only_two_way_ties_of_the_last_two_years_get_a_level() -> None:
    one_way = fold_all([Contact(NOW - DAY, 1, 1.0, 0.0, True, 0)])
    people = {1: one_way, 2: two_way(30, ago=731), 3: two_way(1, ago=700), 4: EMPTY}
    assert propose(people, NOW) == {3: Level.CLOSE}


def test_the_scarcer_direction_ranks() -> None:
    fan = fold_all([Contact(NOW - k * DAY, 1, 1.0, 1.0 if k == 50 else 0.0, True, 0) for k in range(300, 0, -1)])
    people = {1: fan, **{person: two_way(3) for person in range(2, 7)}}
    assert propose(people, NOW)[1] == Level.VALUED


def test_equal_ties_keep_their_order() -> None:
    people = dict.fromkeys(range(6, 0, -1), two_way(3))
    assert propose(people, NOW)[6] == Level.VALUED
