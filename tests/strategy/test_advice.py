"""Advice: persist, switch, escalate, or how many more tries would tell."""

from hypothesis import given
from hypothesis import strategies as some

from entregent.strategy.advice import Advice, Seen, Verdict, advise, best_of
from entregent.strategy.evidence import ALARM, against

POOLED = 0.33
FEW = Seen("mail", 1, 14)
"""One answer to fourteen tries."""

seen = some.integers(0, 40).flatmap(
    lambda tries: some.builds(Seen, some.just("x"), some.integers(0, tries), some.just(tries), some.floats(0.01, 0.99))
)


def _advise(own: Seen, *others: Seen) -> Advice:
    return advise(own, others, POOLED)


def test_what_misses_its_aim_is_left_for_what_answered_clearly_better() -> None:
    advice = _advise(FEW, Seen("after a comment", 4, 7), Seen("call", 1, 3))
    assert (advice.verdict, advice.better) == (Verdict.SWITCH, "after a comment")
    assert round(advice.evidence) == 30


def test_what_is_better_by_less_than_a_tenth_is_not_proposed() -> None:
    advice = _advise(FEW, Seen("call", 0, 2))
    assert advice.verdict is Verdict.NOT_YET
    assert advice.better == "call"
    assert advice.more is not None


def test_so_many_tries_of_the_other_way_would_make_it_clearly_better() -> None:
    advice = _advise(FEW, Seen("call", 0, 2))
    assert advice.more is not None
    answered = 0.40 * advice.more
    assert (answered + 6 * POOLED) / (2 + advice.more + 6) > advice.mean + 0.10


def test_with_nothing_to_compare_two_tries_of_another_way_are_asked_for() -> None:
    advice = _advise(FEW)
    assert (advice.verdict, advice.better, advice.more, advice.short) == (Verdict.NOT_YET, "", 2, True)


def test_after_two_ways_given_up_for_good_reasons_it_is_not_the_channel() -> None:
    advice = _advise(FEW, Seen("call", 0, 9), Seen("text", 1, 16), Seen("social", 2, 3))
    assert advice.verdict is Verdict.ESCALATE


def test_one_good_reason_does_not_make_two() -> None:
    assert _advise(FEW, Seen("call", 0, 9), Seen("social", 4, 7)).verdict is Verdict.SWITCH


def test_what_reaches_its_aim_goes_on() -> None:
    advice = _advise(Seen("mail", 20, 30))
    assert (advice.verdict, advice.more) == (Verdict.PERSIST, None)
    assert advice.low > 0.40


def test_what_is_near_its_aim_goes_on_for_no_number_of_tries_would_tell_soon() -> None:
    assert _advise(Seen("mail", 3, 10)).verdict is Verdict.PERSIST


def test_three_silences_tell_nothing_yet_but_it_is_said_when_they_would() -> None:
    advice = _advise(Seen("mail", 0, 3))
    assert (advice.verdict, advice.soonest) == (Verdict.NOT_YET, 6)
    assert advice.more == 19


def test_nothing_tried_is_nothing_known() -> None:
    advice = _advise(Seen("mail", 0, 0))
    assert (advice.verdict, advice.low, advice.high, advice.more) == (Verdict.NOT_YET, 0.0, 1.0, 5)


def test_an_aim_of_the_owners_own_is_what_counts() -> None:
    assert _advise(FEW._replace(aim=0.10)).verdict is Verdict.PERSIST


@given(seen, some.lists(seen, max_size=4))
def test_nobody_is_told_to_change_before_the_evidence_says_so(own: Seen, others: list[Seen]) -> None:
    advice = advise(own, others, POOLED)
    shown = against(own.answers, own.tries, own.aim) >= ALARM
    assert advice.short == shown
    assert shown or advice.verdict in {Verdict.PERSIST, Verdict.NOT_YET}
    assert not shown or advice.verdict is not Verdict.PERSIST


@given(seen, some.lists(seen, max_size=4))
def test_who_is_told_to_wait_is_told_for_how_long(own: Seen, others: list[Seen]) -> None:
    advice = advise(own, others, POOLED)
    assert (advice.verdict is Verdict.NOT_YET) == (advice.more is not None)
    assert advice.more is None or advice.more >= 1


def test_the_best_way_is_one_that_was_tried_twice() -> None:
    assert best_of([Seen("once", 1, 1), Seen("often", 3, 6)], POOLED) == Seen("often", 3, 6)
    assert best_of([Seen("once", 1, 1)], POOLED) is None
