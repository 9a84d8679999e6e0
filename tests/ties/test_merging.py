"""Merging the states of a person's handles."""

from hypothesis import given
from hypothesis import strategies as st
from tests.ties.streams import assert_close, contacts, shifts, streams

from entregent.model.interaction import Contact
from entregent.ties.merging import merge, overlaps
from entregent.ties.state import DAY, EMPTY, fold_all
from entregent.ties.strength import usual_gap_days


@given(streams, shifts, st.lists(st.integers(0, 2), min_size=40, max_size=40))
def test_merged_handles_equal_one_stream_when_days_do_not_overlap(
    stream: list[Contact], shift: int, owners: list[int]
) -> None:
    """Days are dealt out to three handles; all but the squared gaps must be exact."""
    days = sorted({(contact.at + shift) // DAY for contact in stream})
    owner = {day: owners[k] for k, day in enumerate(days)}
    parts = [fold_all([c for c in stream if owner[(c.at + shift) // DAY] == k], shift=shift) for k in range(3)]
    merged, whole = merge(parts, shift=shift), fold_all(stream, shift=shift)
    assert_close(merged._replace(gap_squares=0.0), whole._replace(gap_squares=0.0))
    assert usual_gap_days(merged) == usual_gap_days(whole)
    if not overlaps(parts, shift=shift):
        assert_close(merged, whole)


@given(streams, streams)
def test_the_order_of_handles_does_not_matter(first: list[Contact], second: list[Contact]) -> None:
    left, right = fold_all(first), fold_all(second)
    assert_close(merge([left, right]), merge([right, left]))


@given(st.lists(contacts, max_size=10).map(sorted))
def test_an_empty_handle_adds_nothing(stream: list[Contact]) -> None:
    state = fold_all(stream)
    assert merge([EMPTY, state, EMPTY]) == state
    assert merge([]) == EMPTY


def test_a_shared_day_is_told() -> None:
    morning = fold_all([Contact(20_000 * DAY + 3600, 1, 1.0, 0.0, True, 0)])
    evening = fold_all([Contact(20_000 * DAY + 7200, 1, 1.0, 0.0, True, 0)])
    later = fold_all([Contact(20_001 * DAY + 3600, 1, 1.0, 0.0, True, 0)])
    assert overlaps([morning, evening])
    assert not overlaps([morning, later])


def test_interleaved_handles_keep_a_plausible_scatter() -> None:
    mondays = fold_all([Contact((20_000 + 14 * k) * DAY, 1, 1.0, 0.0, True, 0) for k in range(20)])
    others = fold_all([Contact((20_007 + 14 * k) * DAY, 1, 1.0, 0.0, True, 0) for k in range(20)])
    both = merge([mondays, others])
    assert both.real_days == 40
    assert abs(both.gap_squares - 39 * 49.0) < 60.0
