"""What an attempt of which nobody knew costs, and what it leaves untouched."""

from hypothesis import given
from hypothesis import strategies as st

from entregent.attention.channels import HABITS
from entregent.attention.effort import effort_minutes
from entregent.model.interaction import Channel

USUAL = {channel: habit.minutes for channel, habit in HABITS.items()}
HELD = st.lists(st.tuples(st.sampled_from(list(Channel)), st.integers(0, 60)), max_size=20)
COUNTS = st.dictionaries(st.sampled_from(list(Channel)), st.integers(0, 500))


@given(COUNTS)
def test_nothing_held_back_costs_nothing(took_place: dict[Channel, int]) -> None:
    assert effort_minutes([], took_place, USUAL) == {}


@given(HELD, COUNTS)
def test_an_exchange_costs_at_most_twice_its_minutes(
    held: list[tuple[Channel, int]], took_place: dict[Channel, int]
) -> None:
    more = effort_minutes(held, took_place, USUAL)
    assert all(0.0 < minutes <= USUAL[channel] for channel, minutes in more.items())
    assert set(more) <= {channel for channel, _ in held}


@given(HELD, COUNTS, st.integers(0, 60))
def test_one_more_attempt_never_makes_a_channel_cheaper(
    held: list[tuple[Channel, int]], took_place: dict[Channel, int], minutes: int
) -> None:
    before = effort_minutes(held, took_place, USUAL).get(Channel.CALL, 0.0)
    after = effort_minutes([*held, (Channel.CALL, minutes)], took_place, USUAL)[Channel.CALL]
    assert after >= before


@given(HELD, st.integers(0, 99))
def test_more_calls_that_took_place_make_a_call_cheaper(held: list[tuple[Channel, int]], calls: int) -> None:
    few = effort_minutes(held, {Channel.CALL: calls}, USUAL).get(Channel.CALL, 0.0)
    many = effort_minutes(held, {Channel.CALL: calls + 10}, USUAL).get(Channel.CALL, 0.0)
    assert many <= few


def test_a_call_hung_up_ten_times_for_each_that_took_place_costs_ten_hesitations_more() -> None:
    more = effort_minutes([(Channel.CALL, 2.0)] * 100, {Channel.CALL: 10}, USUAL)
    assert more[Channel.CALL] == 200.0 / 16
