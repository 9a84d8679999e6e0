"""Tries and answers, read off what passed."""

from entregent.attention.replies import DAY, Moment, Tries, read_tries
from entregent.model.interaction import Channel, Direction

MAIL, CALL = int(Channel.MAIL), int(Channel.CALL)
START = 20_000 * DAY


def wrote(day: float, *, direct: bool = True) -> Moment:
    return Moment(START + int(day * DAY), MAIL, Direction.OUT, direct, attempt=False)


def heard(day: float, channel: int = MAIL) -> Moment:
    return Moment(START + int(day * DAY), channel, Direction.IN, direct=True, attempt=False)


def called_in_vain(day: float) -> Moment:
    return Moment(START + int(day * DAY), CALL, Direction.OUT, direct=True, attempt=True)


def tries(*moments: Moment, until: float = 400, channel: int = MAIL) -> Tries:
    return read_tries(moments, START + int(until * DAY))[channel]


def test_an_answer_within_patience_counts() -> None:
    found = tries(wrote(0), heard(2))
    assert (found.answered, found.tries, found.misses) == (1, 1, 0)


def test_a_late_answer_is_a_miss_that_ends_the_silence() -> None:
    found = tries(wrote(0), heard(30))
    assert (found.answered, found.tries, found.misses) == (0, 1, 0)


def test_a_try_still_within_its_patience_is_not_judged() -> None:
    found = tries(wrote(0), until=3)
    assert (found.tries, found.misses, found.last_try_at) == (0, 1, START)


def test_a_running_conversation_holds_no_tries() -> None:
    found = tries(heard(0), wrote(1), heard(2), wrote(3))
    assert (found.exchanges, found.tries) == (4, 0)


def test_an_answer_by_another_channel_counts() -> None:
    assert tries(wrote(0), heard(1, CALL)).answered == 1


def test_silence_after_silence_adds_up() -> None:
    found = tries(wrote(0), wrote(30), wrote(60))
    assert (found.tries, found.misses, found.answered) == (3, 3, 0)


def test_a_call_in_vain_is_a_try_but_no_exchange() -> None:
    found = tries(called_in_vain(0), channel=CALL)
    assert (found.exchanges, found.tries, found.misses) == (0, 1, 1)


def test_a_circular_is_no_try() -> None:
    assert tries(wrote(0, direct=False)).tries == 0
