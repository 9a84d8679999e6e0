"""Rows of the past, and the measures on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ties.streams import NOON, mail, streams

from entregent.model.interaction import Contact
from entregent.ties import backtest
from entregent.ties.backtest import (
    area_under_curve,
    average_precision,
    calibration_error,
    closed_cutoffs,
    owner_rows,
    rows,
)
from entregent.ties.state import DAY, fold_all


def test_a_row_sees_nothing_of_its_future() -> None:
    stream = [mail(NOON, out=1.0), mail(NOON + 10 * DAY, inward=1.0), mail(NOON + 20 * DAY, out=1.0)]
    (row,) = rows(stream, [NOON + 10 * DAY])
    assert row.state == fold_all(stream[:1])
    assert row.reciprocated


@pytest.mark.parametrize(("days", "expected"), [(89, True), (90, False)])
def test_the_label_ends_with_the_horizon(days: int, expected: bool) -> None:
    stream = [mail(NOON - DAY, out=1.0), mail(NOON, out=1.0), mail(NOON + days * DAY, inward=1.0)]
    (row,) = rows(stream, [NOON])
    assert row.reciprocated is expected


def test_one_direction_is_no_reciprocation() -> None:
    (row,) = rows([mail(NOON - DAY, out=1.0), mail(NOON + DAY, out=1.0), mail(NOON + DAY, inward=0.0)], [NOON])
    assert not row.reciprocated


def test_a_tie_without_a_past_is_no_candidate() -> None:
    assert list(rows([mail(NOON, out=1.0)], [NOON - DAY, NOON])) == []


@given(streams, st.lists(st.integers(1, 4_000 * DAY), max_size=5).map(sorted))
def test_states_of_rows_equal_a_full_fold(stream: list[Contact], cutoffs: list[int]) -> None:
    for row in rows(stream, cutoffs):
        assert row.state == fold_all([contact for contact in stream if contact.at < row.at])


def test_cutoffs_are_closed_and_ordered() -> None:
    found = closed_cutoffs(NOON, NOON - 800 * DAY)
    assert found == sorted(found)
    assert found[-1] == NOON - 90 * DAY
    assert found[0] >= NOON - 710 * DAY
    assert closed_cutoffs(NOON, NOON - 100 * DAY) == []


def test_an_owners_rows_leave_out_times_without_writing() -> None:
    """Written for a year, then half a year of letters from others only."""
    start = NOON - 900 * DAY
    weekly = [mail(start + k * 7 * DAY, out=1.0, inward=1.0) for k in range(52)]
    letters = [mail(start + (364 + 7 * k) * DAY, inward=1.0) for k in range(76)]
    found = owner_rows([[*weekly, *letters], weekly[:3]], NOON, start)
    assert found
    assert max(row.at for row in found) < start + (364 + 90) * DAY
    assert {len([row for row in found if row.at == at]) for at in {row.at for row in found}} == {2}


def test_a_large_book_is_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtest, "MOST_ROWS", 100)
    start = NOON - 500 * DAY
    ties = [[mail(start + k, out=1.0), mail(NOON - 200 * DAY, out=1.0)] for k in range(1, 501)]
    found = owner_rows(iter(ties), NOON, start)
    assert 0 < len(found) <= 100
    assert {(row.state.first_at - start - 1) % 16 for row in found} == {0}


def test_measures_of_a_perfect_and_a_useless_order() -> None:
    labels = [False, False, True, True]
    assert area_under_curve([1, 2, 3, 4], labels) == average_precision([1, 2, 3, 4], labels) == 1.0
    assert area_under_curve([1, 1, 1, 1], labels) == average_precision([1, 1, 1, 1], labels) == 0.5
    assert area_under_curve([1, 2], [True, True]) == 0.5


def test_average_precision_by_hand() -> None:
    assert average_precision([0.9, 0.8, 0.7, 0.6], [True, False, True, False]) == pytest.approx((1 + 2 / 3) / 2)
    assert area_under_curve([0.9, 0.8, 0.7, 0.6], [True, False, True, False]) == 0.75


def test_calibration_error_by_hand() -> None:
    assert calibration_error([0.2] * 5 + [0.9] * 5, [True] + [False] * 4 + [True] * 5, bins=2) == pytest.approx(0.05)
    assert calibration_error([], []) == 0.0
