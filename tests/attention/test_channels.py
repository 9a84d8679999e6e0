"""Costs, answer chances, patience and the choice of a channel."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.channels import (
    HABITS,
    Attempt,
    Option,
    Tally,
    choose_channel,
    free_from,
    learn,
    learn_channels,
    possible_channels,
)
from entregent.attention.plate import RELATION, UPKEEP
from entregent.model.interaction import Channel

MAIL = Option(Channel.MAIL, 8.0, 0.55)
TEXT = Option(Channel.TEXT, 4.0, 0.65)
CALL = Option(Channel.CALL, 20.0, 0.5)


def choose(*options: Option, kind: str = RELATION) -> Channel | None:
    chosen = choose_channel(options, 2.0, 0.05, 0.5, kind)
    return chosen.channel if chosen else None


def test_without_attempts_the_defaults_hold() -> None:
    learned = learn_channels({})
    assert learned == pytest.approx({channel: habit.chance for channel, habit in HABITS.items()})


def test_a_prior_weighs_six_attempts() -> None:
    assert learn(0, 0, 0.4) == pytest.approx(0.4)
    assert learn(6, 6, 0.5) == pytest.approx(0.75)


def test_an_owner_who_is_answered_often_is_believed_on_untried_channels_too() -> None:
    learned = learn_channels({Channel.MAIL: Tally(90, 100)})
    assert learned[Channel.MAIL] > 0.85
    assert learned[Channel.CALL] > HABITS[Channel.CALL].chance
    assert learned[Channel.LETTER] < learned[Channel.TEXT]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(HABITS)), st.integers(0, 50), st.integers(0, 50))
def test_one_more_answer_never_lowers_a_chance(channel: Channel, answered: int, missed: int) -> None:
    less = learn_channels({channel: Tally(answered, answered + missed + 1)})
    more = learn_channels({channel: Tally(answered + 1, answered + missed + 1)})
    assert all(0.0 < less[c] <= more[c] < 1.0 for c in HABITS)


@settings(deadline=None, max_examples=60)
@given(st.integers(200, 2000), st.floats(0.05, 0.95))
def test_many_attempts_outweigh_every_prior(attempts: int, rate: float) -> None:
    learned = learn_channels({Channel.CALL: Tally(rate * attempts, attempts)})
    assert learned[Channel.CALL] == pytest.approx(rate, abs=0.02)


def test_a_channel_needs_a_handle_of_its_kind() -> None:
    assert possible_channels(["mail"]) == [Channel.MAIL, Channel.MEETING]
    assert Channel.CALL in possible_channels(["phone"])
    assert possible_channels(["name"]) == []
    assert possible_channels([], used=[Channel.LETTER]) == [Channel.LETTER]


@pytest.mark.parametrize(("misses", "days"), [(1, 7), (2, 14), (3, 28), (9, 28)])
def test_patience_doubles_with_each_silence_and_then_stays(misses: int, days: int) -> None:
    assert free_from(Attempt(Channel.MAIL, 100, misses)) == 100 + days


def test_relations_want_a_talk_and_upkeep_a_light_touch() -> None:
    assert choose(MAIL, TEXT, CALL) == Channel.CALL
    assert choose(MAIL, TEXT, CALL, kind=UPKEEP) == Channel.TEXT


def test_what_the_two_use_together_comes_first() -> None:
    mailed = MAIL._replace(exchanges=40.0)
    assert choose(mailed, TEXT, CALL) == Channel.MAIL
    assert choose(mailed, TEXT, CALL._replace(exchanges=10.0)) == Channel.CALL
    assert choose(mailed, TEXT, CALL._replace(exchanges=1.0)) == Channel.MAIL


def test_the_better_answered_of_two_like_channels_wins() -> None:
    assert choose(MAIL._replace(chance=0.9), TEXT._replace(chance=0.1), kind=UPKEEP) == Channel.MAIL


def test_a_tie_that_is_fresh_takes_the_cheaper_way() -> None:
    chosen = choose_channel([MAIL, TEXT], 2.0, 0.05, 1.0, UPKEEP)
    assert chosen == TEXT


def test_a_way_that_is_longer_than_the_day_gives_place_to_a_shorter_one() -> None:
    meeting = Option(Channel.MEETING, 60.0, 0.6, exchanges=50.0)
    assert choose_channel([meeting, MAIL], 8.0, 0.05, 0.2, longest=25.0) == MAIL
    assert choose_channel([meeting], 8.0, 0.05, 0.2, longest=25.0) == meeting


def test_without_a_way_there_is_no_choice() -> None:
    assert choose() is None
