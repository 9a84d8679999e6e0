"""The moment of a step: what can come of it, what is smaller than it, how it was against what was expected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.coaching.moment import ATTEMPTS, EASIER, WRITTEN, chosen_way, felt, outcomes, smaller
from entregent.model.interaction import Channel
from entregent.model.tie import Outcome

WAYS = tuple(channel.name.lower() for channel in Channel)
SOME_WAYS = st.lists(st.sampled_from(WAYS), unique=True)


@pytest.mark.parametrize("channel", WAYS)
def test_every_way_can_stop_on_this_side_and_can_succeed(channel: str) -> None:
    found = outcomes(channel)
    assert found[0] in ATTEMPTS
    assert found[-1] in {"talked", "met", "wrote"}
    assert {*found} <= {outcome.value for outcome in Outcome}


def test_an_answer_that_is_owed_can_be_left_unsaid() -> None:
    assert outcomes("mail", owed=True)[0] == "not-answered"
    assert "not-answered" not in outcomes("call", owed=True)


@given(st.sampled_from(WAYS), SOME_WAYS)
def test_a_smaller_way_is_within_reach_and_another_one(channel: str, within_reach: list[str]) -> None:
    found = smaller(channel, within_reach)
    assert found == "" or (found in within_reach and found != channel)


def test_smaller_ways_never_lead_in_a_circle() -> None:
    for way, others in EASIER.items():
        assert not any(way in EASIER.get(other, ()) for other in others)
    assert smaller("call", ["mail"]) == "mail"


@given(SOME_WAYS, SOME_WAYS)
def test_the_first_wish_that_can_be_reached_is_taken(wished: list[str], within_reach: list[str]) -> None:
    found = chosen_way(wished, within_reach)
    both = [way for way in wished if way in within_reach]
    assert found == (both[0] if both else within_reach[0] if within_reach else wished[0] if wished else "meeting")


@pytest.mark.parametrize(
    ("expected", "warmth", "told"),
    [(2, 5, "warmer"), (3, 3, "as-expected"), (4, 1, "colder"), (None, 3, ""), (3, None, "")],
)
def test_warmth_is_told_against_what_was_expected(expected: int | None, warmth: int | None, told: str) -> None:
    assert felt(expected, warmth) == told


def test_what_is_written_is_never_a_call() -> None:
    assert {"call", "meeting"}.isdisjoint(WRITTEN)
