"""Evidence on tries: it holds whenever one looks, and is as strong as SCIENCE §6 says."""

import random
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from entregent.strategy.evidence import (
    ALARM,
    against,
    alarms,
    cautious,
    drop_alarm,
    drop_evidence,
    find_drop,
    in_favour,
    limits,
    most_for_alarm,
    tries_to_tell,
)

AIM = 0.40
chances = some.floats(0.02, 0.98)
aims = some.floats(0.05, 0.95)
counts = some.integers(0, 60).flatmap(lambda tries: some.tuples(some.integers(0, tries), some.just(tries)))


@pytest.mark.parametrize(
    ("answers", "tries", "odds"), [(0, 0, 1.0), (1, 14, 29.92), (0, 9, 28.70), (3, 10, 0.648), (10, 60, 850.22)]
)
def test_the_odds_against_an_aim_are_those_of_the_formula(answers: int, tries: int, odds: float) -> None:
    assert against(answers, tries, AIM) == pytest.approx(odds, rel=2e-3)


def test_one_answer_to_fourteen_tries_is_thirty_to_one_against_two_of_five() -> None:
    assert round(against(1, 14, AIM)) == 30


@given(counts, aims, some.floats(0.0, 1.0))
def test_who_bets_that_an_aim_is_missed_expects_no_gain_where_it_is_reached(
    seen: tuple[int, int], aim: float, over: float
) -> None:
    answers, tries = seen
    chance = aim + over * (1.0 - aim)
    hoped = chance * against(answers + 1, tries + 1, aim) + (1 - chance) * against(answers, tries + 1, aim)
    assert hoped <= against(answers, tries, aim) * (1 + 1e-9)


@given(counts, aims)
def test_an_answer_never_speaks_against_an_aim_and_a_silence_never_for_it(seen: tuple[int, int], aim: float) -> None:
    answers, tries = seen
    now = against(answers, tries, aim)
    assert against(answers + 1, tries + 1, aim) <= now <= against(answers, tries + 1, aim)


@given(counts, aims, aims)
def test_a_higher_aim_is_spoken_against_more(seen: tuple[int, int], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert against(*seen, low) <= against(*seen, high) * (1 + 1e-9)


@given(counts, aims)
def test_what_speaks_for_an_aim_is_the_same_bet_on_silence(seen: tuple[int, int], aim: float) -> None:
    answers, tries = seen
    assert in_favour(answers, tries, aim) == against(tries - answers, tries, 1.0 - aim)


@pytest.mark.parametrize(("answers", "tries"), [(0, 5_000), (2_500, 5_000), (5_000, 5_000)])
def test_thousands_of_tries_are_still_numbers(answers: int, tries: int) -> None:
    low, high = limits(answers, tries)
    assert low <= answers / tries <= high
    assert high - low < 0.2
    assert drop_evidence([False] * tries, 0.9)[-1][0] > drop_alarm(0.9)


# ── the table of SCIENCE §6 ──────────────────────────────────────────────────────────────────────────────────────


def test_a_false_alarm_within_sixty_looks_is_as_rare_as_promised() -> None:
    assert alarms(AIM, AIM, 60)[-1] == pytest.approx(0.033, abs=5e-4)


@pytest.mark.parametrize(("rate", "power", "median"), [(0.25, 0.531, 26), (0.15, 0.973, 18), (0.05, 1.0, 9)])
def test_what_misses_its_aim_is_found_as_often_and_as_soon_as_promised(rate: float, power: float, median: int) -> None:
    reached = alarms(rate, AIM, 60)
    assert reached[-1] == pytest.approx(power, abs=1e-3)
    assert next(tries for tries, share in enumerate(reached, 1) if share >= reached[-1] / 2) == median


@given(aims, some.floats(0.0, 1.0))
def test_no_reached_aim_is_called_missed_in_more_than_one_case_of_twenty(aim: float, over: float) -> None:
    assert alarms(aim + over * (1 - aim), aim, 40)[-1] <= 1 / ALARM


def test_a_usual_test_looked_at_each_time_cries_wolf() -> None:
    """The control: were this one quiet too, the sums above would prove nothing."""

    def cries(answers: int, tries: int) -> bool:
        return tries >= 5 and (answers - AIM * tries) / sqrt(tries * AIM * (1 - AIM)) < -1.645

    draw, wolves = random.Random(5), 0
    for _ in range(1_000):
        answers = 0
        for tries in range(1, 61):
            answers += draw.random() < AIM
            if cries(answers, tries):
                wolves += 1
                break
    assert wolves > 150


def test_the_exact_sums_agree_with_drawn_series() -> None:
    draw, found = random.Random(6), 0
    for _ in range(600):
        answers = 0
        for tries in range(1, 61):
            answers += draw.random() < 0.25
            if against(answers, tries, AIM) >= ALARM:
                found += 1
                break
    assert found / 600 == pytest.approx(alarms(0.25, AIM, 60)[-1], abs=0.06)


@given(some.integers(1, 80), aims)
def test_the_most_answers_for_an_alarm_are_where_it_ends(tries: int, aim: float) -> None:
    most = most_for_alarm(tries, aim)
    assert most < 0 or against(most, tries, aim) >= ALARM
    assert most == tries or against(most + 1, tries, aim) < ALARM


# ── the confidence sequence ──────────────────────────────────────────────────────────────────────────────────────


@given(counts)
def test_the_limits_hold_the_rate_that_was_seen(seen: tuple[int, int]) -> None:
    answers, tries = seen
    low, high = limits(answers, tries)
    assert 0.0 <= low < high <= 1.0
    assert not tries or low <= answers / tries <= high


@given(counts, aims)
def test_an_aim_lies_outside_exactly_where_twenty_to_one_is_reached(seen: tuple[int, int], aim: float) -> None:
    low, high = limits(*seen)
    if abs(aim - high) > 1e-6:
        assert (aim > high) == (against(*seen, aim) >= ALARM)
    if abs(aim - low) > 1e-6:
        assert (aim < low) == (in_favour(*seen, aim) >= ALARM)


def test_nothing_seen_excludes_nothing() -> None:
    assert limits(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("chance", [0.1, 0.4, 0.8])
def test_each_end_holds_in_nineteen_cases_of_twenty_however_often_one_looks(chance: float) -> None:
    draw, below, above = random.Random(7), 0, 0
    for _ in range(300):
        answers, was_below, was_above = 0, False, False
        for tries in range(1, 41):
            answers += draw.random() < chance
            was_above = was_above or against(answers, tries, chance) >= ALARM
            was_below = was_below or in_favour(answers, tries, chance) >= ALARM
        below, above = below + was_below, above + was_above
    assert max(below, above) <= 300 * 0.05 + 3 * sqrt(300 * 0.05 * 0.95)


# ── how long until it tells ──────────────────────────────────────────────────────────────────────────────────────


def test_six_more_silences_would_tell_after_three() -> None:
    assert tries_to_tell(0, 3, AIM, 0.0, 60) == 6
    assert against(0, 8, AIM) < ALARM <= against(0, 9, AIM)


def test_what_tells_already_needs_no_more_tries() -> None:
    assert tries_to_tell(1, 14, AIM, 0.15, 60) == 0


def test_a_rate_at_the_aim_is_told_from_it_by_no_number_of_tries() -> None:
    assert tries_to_tell(4, 10, AIM, AIM, 60) is None


@given(counts, some.sampled_from((0.05, 0.1, 0.2)))
def test_a_lower_rate_is_told_no_later(seen: tuple[int, int], rate: float) -> None:
    low, high = (tries_to_tell(*seen, AIM, chance, 80) for chance in (rate, rate + 0.1))
    assert high is None or (low is not None and low <= high)


# ── a drop ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _share_found(then: float, runs: int = 400) -> tuple[float, int]:
    draw, delays = random.Random(8), []
    for _ in range(runs):
        series = [draw.random() < (0.5 if number < 25 else then) for number in range(60)]
        evidence = [value for value, _ in drop_evidence(series, 0.5)]
        first = next((number for number, value in enumerate(evidence) if value >= drop_alarm(0.5)), None)
        if first is not None and first >= 25:
            delays.append(first - 24)
    return len(delays) / runs, sorted(delays)[len(delays) // 2]


def test_a_fall_from_a_half_to_a_seventh_is_found_within_thirty_five_tries() -> None:
    found, median = _share_found(0.15)
    assert found == pytest.approx(0.96, abs=0.03)
    assert median == pytest.approx(14, abs=2)


def test_a_fall_from_a_half_to_a_third_is_missed_about_half_of_the_time() -> None:
    found, _ = _share_found(0.30)
    assert found == pytest.approx(0.5, abs=0.08)


def test_where_nothing_changes_a_drop_is_rarely_seen() -> None:
    found, _ = _share_found(0.5)
    assert found <= 0.06


@given(some.lists(some.booleans(), min_size=1, max_size=60), chances)
def test_a_good_year_hides_no_bad_month(lately: list[bool], usual: float) -> None:
    fresh = drop_evidence(lately, usual)[-1][0]
    after_good = drop_evidence([True] * 50 + lately, usual)[-1][0]
    assert after_good == pytest.approx(fresh)


@given(some.lists(some.booleans(), max_size=40), chances)
def test_evidence_of_a_drop_is_never_negative_and_says_since_when(outcomes: list[bool], usual: float) -> None:
    found = drop_evidence(outcomes, usual)
    assert all(value > 0 and 0 <= begun <= number for number, (value, begun) in enumerate(found))


def test_a_drop_says_what_was_usual_what_is_now_and_since_when() -> None:
    drop = find_drop([True, False] * 15 + [False] * 12, 0.4)
    assert drop is not None
    assert 0.3 < drop.usual < 0.5
    assert drop.since < 0.1
    assert 28 <= drop.begun <= 32
    assert drop.evidence >= drop.alarm


def test_no_drop_is_seen_in_few_tries() -> None:
    assert find_drop([True] * 10 + [False] * 10, 0.4) is None


@given(chances, some.integers(0, 60))
def test_what_is_usual_is_taken_a_little_lower(mean: float, tries: int) -> None:
    assert cautious(mean, tries) <= max(mean, 0.02)
