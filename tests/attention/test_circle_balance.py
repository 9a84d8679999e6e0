"""The balance: every minute is somebody's once, shares add up, and a wish is short only where it clearly is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.attention.circle_balance import Given, lacking, shares, spread, takes_all, work_share

CIRCLES = st.frozensets(st.sampled_from(("love", "family", "clients", "choir")), max_size=3)
EXCHANGES = st.lists(
    st.builds(Given, st.integers(0, 11), st.floats(0.0, 480.0), own=CIRCLES, guessed=CIRCLES), max_size=30
)


@given(EXCHANGES)
def test_the_minutes_of_all_circles_are_the_minutes_given(exchanges: list[Given]) -> None:
    cells = spread(exchanges, 12)
    given_minutes = sum(one.minutes for one in exchanges if one.own | one.guessed)
    assert sum(cell.minutes for row in cells.values() for cell in row) == pytest.approx(given_minutes)


@given(EXCHANGES)
def test_guesses_are_a_part_of_the_minutes(exchanges: list[Given]) -> None:
    for row in spread(exchanges, 12).values():
        assert all(-1e-9 <= cell.guessed <= cell.minutes + 1e-9 for cell in row)


@given(EXCHANGES)
def test_shares_add_up_to_one_or_to_nothing(exchanges: list[Given]) -> None:
    total = sum(shares(spread(exchanges, 12)).values())
    assert not total or total == pytest.approx(1.0)


SHARES = st.dictionaries(st.sampled_from(("love", "family", "clients", "choir")), st.floats(0.0, 1.0))


@given(SHARES, SHARES)
def test_a_circle_lacks_room_only_below_its_wish(seen: dict[str, float], wished: dict[str, float]) -> None:
    short = lacking(seen, wished)
    assert all(seen.get(circle, 0.0) < wished[circle] for circle in short)
    assert short == sorted(short, key=lambda circle: (seen.get(circle, 0.0) - wished[circle], circle))


def test_a_wish_missed_by_little_is_met() -> None:
    assert lacking({"family": 0.28}, {"family": 0.3}) == []
    assert lacking({"family": 0.1}, {"family": 0.3}) == ["family"]
    assert lacking({"love": 0.02}, {"love": 0.06}) == ["love"]
    assert lacking({}, {"love": 0.0}) == []


def test_work_takes_all_above_its_own_wish_or_above_seven_tenths() -> None:
    assert work_share({"clients": 0.5, "partners": 0.25, "family": 0.25}) == 0.75
    assert takes_all({"clients": 0.75, "family": 0.25}, {})
    assert not takes_all({"clients": 0.75, "family": 0.25}, {"clients": 0.8})
    assert takes_all({"clients": 0.5, "family": 0.5}, {"clients": 0.3})
    assert not takes_all({"clients": 0.2, "partners": 0.4, "family": 0.4}, {"clients": 0.25})
