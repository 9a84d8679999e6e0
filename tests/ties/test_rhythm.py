"""Balance, trend, replies owed and the reasons."""

import pytest
from hypothesis import given
from tests.ties.streams import NOON, mail, states

from entregent.model.interaction import Channel, Contact
from entregent.ties.rhythm import (
    Trend,
    balance,
    burstiness,
    is_dormant,
    is_unusually_silent,
    owes_reply,
    reasons,
    trend,
)
from entregent.ties.state import DAY, EMPTY, TieState, fold, fold_all


def weekly(weeks: int, *, until: int = NOON) -> TieState:
    """A mail each way once a week, the owner's first."""
    stream = []
    for ago in reversed(range(weeks)):
        stream += [mail(until - ago * 7 * DAY - 3600, out=1.0), mail(until - ago * 7 * DAY, inward=1.0)]
    return fold_all(stream)


def signals(state: TieState, now: int) -> list[str]:
    return [reason.signal for reason in reasons(state, now)]


def test_balance_shares_add_up() -> None:
    shares = balance(fold_all([mail(NOON, out=1.0), mail(NOON + DAY, out=1.0), mail(NOON + 2 * DAY, inward=1.0)]), NOON)
    assert shares is not None
    assert shares.mine + shares.theirs == pytest.approx(1.0)
    assert shares.mine == pytest.approx(2 / 3, abs=0.01)
    assert balance(EMPTY, NOON) is None


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (weekly(100), Trend.STEADY),
        (weekly(3), Trend.NEW),
        (weekly(100, until=NOON - 60 * DAY), Trend.FADING),
        (weekly(100, until=NOON - 400 * DAY), Trend.SILENT),
        (
            fold_all([mail(NOON - 500 * DAY, out=1.0), *(mail(NOON - k * DAY, out=1.0) for k in (3, 2, 1))]),
            Trend.RISING,
        ),
    ],
)
def test_the_trend_compares_the_month_with_the_year(state: TieState, expected: Trend) -> None:
    assert trend(state, NOON) == expected


def test_a_direct_message_waits_for_a_reply() -> None:
    asked = fold_all([mail(NOON, out=1.0), mail(NOON + DAY, inward=1.0)])
    assert owes_reply(asked, NOON + 4 * DAY) == 3.0
    assert owes_reply(asked, NOON + 62 * DAY) is None
    assert owes_reply(fold(asked, mail(NOON + 2 * DAY, out=0.1)), NOON + 4 * DAY) is None


def test_group_mail_and_meetings_ask_for_no_reply() -> None:
    group = fold(EMPTY, mail(NOON, inward=0.1, direct=False))
    meeting = fold(EMPTY, Contact(NOON, int(Channel.MEETING), 2.0, 2.0, True, 60))
    assert owes_reply(group, NOON + DAY) is None
    assert owes_reply(meeting, NOON + DAY) is None


def test_a_silence_of_eight_gaps_is_unusual() -> None:
    state = weekly(5)
    assert not is_unusually_silent(state, NOON + 56 * DAY)
    assert is_unusually_silent(state, NOON + 57 * DAY)
    assert not is_unusually_silent(weekly(4), NOON + 57 * DAY)


def test_a_year_of_silence_is_dormant() -> None:
    assert not is_dormant(weekly(5), NOON + 365 * DAY)
    assert is_dormant(weekly(5), NOON + 366 * DAY)
    assert not is_dormant(EMPTY, NOON)


def test_a_clockwork_tie_is_not_bursty_and_a_visiting_one_is() -> None:
    assert burstiness(weekly(20)) == pytest.approx(-1.0)
    visits = fold_all([mail(NOON + (100 * k + d) * DAY, out=1.0) for k in range(5) for d in range(5)])
    bursty = burstiness(visits)
    assert bursty is not None
    assert bursty > 0.3
    assert burstiness(weekly(4)) is None


def test_reasons_put_the_reply_owed_first() -> None:
    assert signals(weekly(20), NOON + 3 * DAY) == ["reply-owed", "silence-usual", "balance-even"]


@pytest.mark.parametrize(
    ("state", "days", "expected"),
    [
        (EMPTY, 0, ["never-in-touch"]),
        (fold(EMPTY, mail(NOON, out=0.01)), 0, ["only-in-groups", "never-answered"]),
        (fold(EMPTY, mail(NOON, out=1.0)), 70, ["met-one-day", "never-answered"]),
        (fold(EMPTY, mail(NOON, inward=1.0)), 90, ["met-one-day", "never-written"]),
        (weekly(20), 20, ["reply-owed", "silence-long", "balance-even"]),
        (weekly(20), 80, ["silence-unusual", "balance-even", "tie-fading"]),
        (weekly(20), 500, ["tie-dormant", "balance-even"]),
    ],
)
def test_reasons_say_what_is_worth_saying(state: TieState, days: int, expected: list[str]) -> None:
    assert signals(state, NOON + days * DAY) == expected


def test_one_sided_ties_say_who_writes() -> None:
    mine = [mail(NOON + k * DAY, out=1.0, inward=float(k == 0)) for k in range(8)]
    theirs = [mail(NOON + k * DAY, inward=1.0, out=float(k == 0)) for k in range(8)]
    assert "balance-mine" in signals(fold_all(mine), NOON + 9 * DAY)
    assert "balance-theirs" in signals(fold_all(theirs), NOON + 9 * DAY)


@given(states)
def test_every_tie_has_a_reason(state: TieState) -> None:
    assert reasons(state, NOON)
