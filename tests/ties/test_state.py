"""The streaming state: folding, bursts, order, gaps."""

from hypothesis import given
from hypothesis import strategies as st
from tests.ties.streams import NOON, assert_close, contacts, mail, shifts, streams

from entregent.model.interaction import Contact
from entregent.ties.state import DAY, EMPTY, can_fold, fold, fold_all, kept


@given(streams, shifts)
def test_folding_one_by_one_equals_folding_all(stream: list[Contact], shift: int) -> None:
    state = EMPTY
    for contact in stream:
        assert can_fold(state, contact, shift=shift)
        state = fold(state, contact, shift=shift)
    assert_close(state, fold_all(stream, shift=shift))


@given(streams, shifts, st.integers(0, 40))
def test_a_batch_continues_where_the_last_one_ended(stream: list[Contact], shift: int, cut: int) -> None:
    first = fold_all(stream[:cut], shift=shift)
    assert_close(fold_all(stream[cut:], first, shift=shift), fold_all(stream, shift=shift))


@given(streams.filter(bool), shifts)
def test_counts_equal_their_definition(stream: list[Contact], shift: int) -> None:
    """Sum over days of the heaviest contact, halved every half-life: computed here the long way."""
    state = fold_all(stream, shift=shift)
    heaviest: dict[int, float] = {}
    for contact in stream:
        day = (contact.at + shift) // DAY
        heaviest[day] = max(heaviest.get(day, 0.0), contact.out)
    last = (state.last_out + shift) // DAY
    for k, count in enumerate(state[5:9]):
        wanted = sum(weight * kept(last - day)[k] for day, weight in heaviest.items() if weight)
        assert abs(count - wanted) <= 1e-9 * max(1.0, wanted)


@given(st.lists(contacts, max_size=8))
def test_the_order_within_a_second_does_not_matter(stream: list[Contact]) -> None:
    stream = [contact._replace(at=NOON) for contact in stream]
    assert_close(fold_all(stream), fold_all(reversed(stream)))


@given(st.lists(st.tuples(contacts, st.integers(0, DAY - 1)), max_size=8))
def test_the_order_within_a_day_does_not_matter(pairs: list[tuple[Contact, int]]) -> None:
    stream = [contact._replace(at=20_000 * DAY + second) for contact, second in pairs]
    state = EMPTY
    for contact in stream:
        state = fold(state, contact)
    assert_close(state, fold_all(sorted(stream)))


def test_ten_mails_on_a_day_are_one_burst() -> None:
    one = fold(EMPTY, mail(NOON, out=1.0))
    ten = fold_all([mail(NOON + k * 60, out=1.0) for k in range(10)])
    assert ten.out_90 == one.out_90 == 1.0
    assert (ten.n_out, ten.real_days) == (10, 1)


def test_the_heaviest_contact_of_a_day_counts() -> None:
    state = fold_all([mail(NOON, inward=0.1), mail(NOON + 60, inward=1.0), mail(NOON + 120, inward=0.5)])
    assert state.in_30 == 1.0


def test_counts_halve_after_their_half_life() -> None:
    state = fold(EMPTY, mail(NOON, out=1.0))
    assert state.counts_out(NOON + 30 * DAY)[1] == 0.5
    assert state.counts_out(NOON - DAY) == (1.0, 1.0, 1.0, 1.0)


def test_what_weighs_nothing_leaves_no_trace() -> None:
    assert fold_all([mail(NOON), mail(0, out=1.0)]) == EMPTY


def test_a_crowd_is_contact_but_no_real_exchange() -> None:
    state = fold(EMPTY, mail(NOON, inward=0.02, direct=False))
    assert (state.last_in, state.last_real, state.last_direct_in) == (NOON, 0, 0)


def test_gaps_are_counted_between_real_days() -> None:
    state = fold_all([mail(NOON + days * DAY, inward=1.0) for days in (0, 0, 3, 7)])
    assert (state.real_days, state.gap_squares) == (3, 9.0 + 16.0)


def test_days_are_cut_at_midnight_of_the_book() -> None:
    evening = [mail(NOON + 11 * 3600, out=1.0), mail(NOON + 13 * 3600, out=1.0)]
    assert fold_all(evening).real_days == 2
    assert fold_all(evening, shift=-5 * 3600).real_days == 1


def test_an_older_contact_asks_for_a_recount() -> None:
    state = fold(EMPTY, mail(NOON, out=1.0))
    older = mail(NOON - 5 * DAY, inward=1.0)
    assert not can_fold(state, older)
    assert can_fold(state, mail(NOON - 3600, inward=1.0))
    folded = fold(state, older)
    assert (folded.first_at, folded.last_in, folded.n_in, folded.in_90) == (older.at, older.at, 1, 1.0)
