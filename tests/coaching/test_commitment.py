"""How a commitment stands at each hour, and the smaller step after a miss."""

import pytest

from entregent.coaching.commitment import (
    ASKED_SECONDS,
    REPAIR_SECONDS,
    WAYS,
    Repair,
    may_be_said,
    repair_after,
    state_of,
)

DUE = 1_000_000


def test_before_its_hour_it_is_open_then_it_asks_then_it_is_left_in_peace() -> None:
    assert state_of(DUE, DUE - 1, "") == "open"
    assert state_of(DUE, DUE, "") == "asks"
    assert state_of(DUE, DUE + ASKED_SECONDS - 1, "") == "asks"
    assert state_of(DUE, DUE + ASKED_SECONDS, "") == "not-said"


def test_nothing_is_ever_missed_unless_its_owner_says_so() -> None:
    assert "missed" not in {state_of(DUE, now, "") for now in range(0, DUE * 10, DUE // 7)}


@pytest.mark.parametrize("way", WAYS)
def test_what_was_said_stands_whatever_the_hour(way: str) -> None:
    assert {state_of(DUE, now, way) for now in (0, DUE, DUE * 5)} == {way}


def test_only_a_miss_waits_for_its_hour() -> None:
    assert [may_be_said(way, DUE, DUE - 1) for way in WAYS] == [True, True, False, True]
    assert all(may_be_said(way, DUE, DUE) for way in WAYS)
    assert not may_be_said("forgotten", DUE, DUE)


def test_after_a_miss_something_smaller_waits_for_two_days() -> None:
    def repair(now: int, way: str = "missed", channel: str = "meeting") -> Repair | None:
        return repair_after(way, DUE, now, channel, can_write=True)

    assert repair(DUE) == Repair("call", DUE + REPAIR_SECONDS)
    assert repair(DUE, channel="call") == Repair("text", DUE + REPAIR_SECONDS)
    assert repair(DUE + REPAIR_SECONDS) is None
    assert [repair(DUE, way) for way in ("done", "tried", "life", "")] == [None] * 4


def test_somebody_who_can_not_be_written_to_is_called() -> None:
    assert repair_after("missed", DUE, DUE, "call", can_write=False) == Repair("call", DUE + REPAIR_SECONDS)
