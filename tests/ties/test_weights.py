"""What an interaction weighs."""

from math import log

import pytest

from entregent.model.interaction import Channel, Direction, Flag
from entregent.ties.weights import RELATIONS, WEIGHTS, contact, weight

MAIL, CALL, MEETING = Channel.MAIL, Channel.CALL, Channel.MEETING
OUT, IN, BESIDE, BOTH = Direction.OUT, Direction.IN, Direction.BESIDE, Direction.BOTH


def test_a_mail_counts_one_way() -> None:
    sent = contact(1_000, MAIL, OUT, 1, 2_048)
    assert (sent.out, sent.inward, sent.direct) == (1.0, 0.0, True)


def test_a_group_mail_is_divided_by_its_recipients() -> None:
    got = contact(1_000, MAIL, IN, 4, 2_048)
    assert (got.out, got.inward, got.direct) == (0.0, 0.25, False)


@pytest.mark.parametrize("direction", [OUT, IN, BOTH])
def test_a_call_counts_both_ways_and_grows_with_its_length(direction: Direction) -> None:
    call = contact(1_000, CALL, direction, 1, 20)
    assert call.out == call.inward == pytest.approx(1.0 + log(11.0))


def test_a_meeting_weighs_more_than_a_mail_and_less_in_company() -> None:
    assert weight(MEETING, 1, 60) == pytest.approx(2.0 + log(7.0))
    assert weight(MEETING, 10, 60) == pytest.approx((2.0 + log(7.0)) / 10)


def test_an_endless_meeting_is_capped() -> None:
    assert weight(MEETING, 1, 100_000) == weight(MEETING, 1, 480)
    assert weight(MEETING, 1, -5) == 2.0


@pytest.mark.parametrize("flags", [Flag.BULK, Flag.ATTEMPT, Flag.ATTEMPT | Flag.SENT])
def test_bulk_mail_and_attempts_weigh_nothing(flags: int) -> None:
    assert contact(1_000, MAIL, OUT, 1, 0, flags)[2:4] == (0.0, 0.0)


def test_beside_and_crowds_weigh_nothing() -> None:
    assert contact(1_000, MAIL, BESIDE, 2, 0)[2:4] == (0.0, 0.0)
    assert contact(1_000, MEETING, BOTH, 51, 60)[2:4] == (0.0, 0.0)


def test_a_copy_weighs_half_and_asks_for_nothing() -> None:
    copied = contact(1_000, MAIL, IN, 1, 0, copied=True)
    assert (copied.inward, copied.direct) == (0.5, False)


def test_list_mail_is_contact_but_not_direct() -> None:
    listed = contact(1_000, MAIL, IN, 1, 0, Flag.LIST)
    assert (listed.inward, listed.direct) == (1.0, False)


def test_every_channel_has_a_weight() -> None:
    assert all(weight(channel, 1, 0) > 0.0 for channel in Channel)


def test_public_words_weigh_little_go_one_way_and_ask_for_nothing() -> None:
    said = contact(1_000, Channel.COMMENT, IN, 1, 80)
    assert (said.out, said.inward, said.direct) == (0.0, 0.25, False)


@pytest.mark.parametrize("channel", Channel)
def test_what_is_one_way_needs_an_answer_to_count_both_ways(channel: Channel) -> None:
    got = contact(1_000, channel, IN, 1, 10)
    assert got.inward > 0.0
    assert (got.out == 0.0) == WEIGHTS[channel].one_way


def test_a_follow_is_not_a_talk() -> None:
    assert all(row.base == row.growth == 0.0 for row in RELATIONS.values())
    assert RELATIONS["follower"].one_way
    assert not RELATIONS["mutual"].one_way
