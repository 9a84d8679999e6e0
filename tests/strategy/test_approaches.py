"""Approaches: what tries came to, and which channel to try next."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from entregent.strategy.approaches import (
    BEGIN_RATE,
    LEAST_TRIES,
    Approach,
    Tally,
    Try,
    by_approach,
    by_channel,
    next_channel,
    pooled_rate,
    tally,
)
from entregent.strategy.evidence import PRIOR_TRIES, posterior_mean

MAIL = Approach("mail")
AFTER_COMMENT = Approach("mail", whence="comment")


def test_a_try_that_waits_is_no_failure() -> None:
    counted = tally([Try(MAIL, 1, answered=True), Try(MAIL, 2, answered=False), Try(MAIL, 3, answered=None)])
    assert (counted.tries, counted.answers, counted.waiting) == (2, 1, 1)


def test_outcomes_stand_in_the_order_of_the_tries() -> None:
    counted = tally([Try(MAIL, 9, answered=False), Try(MAIL, 1, answered=True)])
    assert counted.outcomes == (True, False)


def test_meetings_and_results_are_counted_beside_answers() -> None:
    counted = tally([Try(MAIL, 1, answered=False, met=True), Try(MAIL, 2, answered=True, met=True, result=True)])
    assert (counted.answers, counted.meetings, counted.results) == (1, 2, 1)


def test_an_approach_is_channel_opener_and_where_from_and_a_channel_is_all_of_its_approaches() -> None:
    tries = [
        Try(MAIL, 1, answered=True),
        Try(AFTER_COMMENT, 2, answered=False),
        Try(Approach("call"), 3, answered=None),
    ]
    assert {approach: one.tries for approach, one in by_approach(tries).items()} == {
        MAIL: 1,
        AFTER_COMMENT: 1,
        Approach("call"): 0,
    }
    assert by_channel(tries)["mail"].tries == 2


def test_before_any_try_a_third_is_supposed() -> None:
    assert pooled_rate([]) == BEGIN_RATE


def test_a_prior_counts_for_six_tries() -> None:
    assert posterior_mean(0, 6, 0.5) == 0.25
    assert posterior_mean(3, 0, 0.5) == pytest.approx((3 + PRIOR_TRIES / 2) / PRIOR_TRIES)


@given(some.lists(some.integers(0, 40).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n))), max_size=6))
def test_the_pooled_rate_lies_between_what_was_supposed_and_what_was_seen(seen: list[tuple[int, int]]) -> None:
    rate = pooled_rate([Tally(tries, answers) for answers, tries in seen])
    tries = sum(n for _, n in seen)
    shown = sum(s for s, _ in seen) / tries if tries else BEGIN_RATE
    assert min(shown, BEGIN_RATE) - 1e-9 <= rate <= max(shown, BEGIN_RATE) + 1e-9


def test_nothing_possible_is_no_choice() -> None:
    assert next_channel({}, []) is None


def test_each_channel_is_tried_twice_first_the_easier_one_before() -> None:
    choice = next_channel({"mail": Tally(2, 2)}, ["mail", "social", "call"])
    assert choice is not None
    assert (choice.channel, choice.reason) == ("social", "untried")


def test_what_waits_for_an_answer_was_tried_too() -> None:
    choice = next_channel({"mail": Tally(waiting=LEAST_TRIES)}, ["mail", "call"])
    assert choice is not None
    assert choice.channel == "call"


def test_then_the_channel_that_answers_best_is_next() -> None:
    tallies = {"mail": Tally(14, 1), "social": Tally(6, 4), "call": Tally(5, 1)}
    choice = next_channel(tallies, ["mail", "social", "call"])
    assert choice is not None
    assert (choice.channel, choice.reason) == ("social", "best")


def test_two_silences_do_not_condemn_a_channel() -> None:
    choice = next_channel({"mail": Tally(30, 6), "call": Tally(2, 0)}, ["mail", "call"])
    assert choice is not None
    assert choice.channel == "call"


def test_choosing_so_gets_about_four_fifths_of_what_the_best_channel_would() -> None:
    draw, replies, runs = random.Random(9), 0, 400
    for _ in range(runs):
        rates = draw.sample((0.30, 0.50, 0.20, 0.35), 4)
        tallies = {str(number): Tally() for number in range(4)}
        for _ in range(40):
            choice = next_channel(tallies, list(tallies))
            assert choice is not None
            answered = draw.random() < rates[int(choice.channel)]
            was = tallies[choice.channel]
            tallies[choice.channel] = was._replace(tries=was.tries + 1, answers=was.answers + answered)
            replies += answered
    assert replies / (runs * 40 * 0.50) == pytest.approx(0.80, abs=0.03)
