"""The index against brute force, and how it moves."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.attention.index import attention_index, exact_index, general_index, highest_index

FALLS = st.floats(0.007, 0.35)
CHANCES = st.floats(0.05, 1.0)
WEIGHTS = st.floats(0.5, 8.0)
MINUTES = st.floats(3.0, 60.0)
WEEKS = st.integers(1, 200)


def cycle(loss: list[float], chance: float, threshold: int) -> tuple[float, float]:
    """Loss and length of one cycle, slot by slot: wait until `threshold`, then try each week until answered."""
    alive, lost, length = 1.0, 0.0, 0.0
    for week, of_week in enumerate(loss, start=1):
        lost += alive * of_week
        length += alive
        if week >= threshold:
            alive *= 1.0 - chance
    return lost, length


def price_of_waiting(loss: list[float], chance: float, weeks: int) -> float:
    """The price of an attempt at which to begin trying at `weeks` and one week later lose the same per week."""
    (lost, length), (lost_more, longer) = cycle(loss, chance, weeks), cycle(loss, chance, weeks + 1)
    return chance * (lost_more / longer - lost / length) / (1.0 / length - 1.0 / longer)


def best_first_try(loss: list[float], chance: float, price: float) -> int:
    """The week from which trying is best at a price per attempt, by policy iteration on the truncated chain."""
    count = len(loss)
    tries = [True] * count
    for _ in range(100):
        alive, cost, length = 1.0, 0.0, 0.0
        for week in range(count):
            cost += alive * (loss[week] + (price if tries[week] else 0.0))
            length += alive
            alive *= (1.0 - chance) if tries[week] else 1.0
        mean = cost / length
        ahead = [0.0] * (count + 1)
        ahead[count] = (loss[-1] + price - mean) / chance
        better = [True] * count
        for week in reversed(range(count)):
            trying, waiting = price + (1.0 - chance) * ahead[week + 1], ahead[week + 1]
            better[week] = trying <= waiting
            ahead[week] = loss[week] - mean + min(trying, waiting)
        if better == tries:
            break
        tries = better
    return tries.index(True) + 1


@settings(deadline=None, max_examples=60)
@given(FALLS, CHANCES, st.integers(1, 60))
def test_the_exact_index_equals_brute_force(fall: float, chance: float, weeks: int) -> None:
    loss = [1.0 - exp(-fall * week) for week in range(1, weeks + 1200)]
    truth = price_of_waiting(loss, chance, weeks) / 10.0
    assert exact_index(1.0, fall, 10.0, chance, weeks) == pytest.approx(truth, rel=1e-5)


@pytest.mark.parametrize("weeks", [1, 4, 12])
@pytest.mark.parametrize(("fall", "chance"), [(0.05, 0.6), (0.2, 0.3), (0.02, 0.9)])
def test_the_exact_index_is_where_the_optimal_policy_turns(fall: float, chance: float, weeks: int) -> None:
    loss = [1.0 - exp(-fall * week) for week in range(1, 400)]
    index = exact_index(1.0, fall, 1.0, chance, weeks)
    assert best_first_try(loss, chance, index * (1 - 1e-5)) == weeks
    assert best_first_try(loss, chance, index * (1 + 1e-5)) == weeks + 1


@settings(deadline=None, max_examples=60)
@given(CHANCES, st.integers(1, 120), st.floats(0.1, 10.0))
def test_a_linear_loss_gives_kadotas_index(chance: float, weeks: int, slope: float) -> None:
    known = slope * chance * weeks * (weeks + 2.0 / chance - 1.0) / 2.0
    assert general_index(lambda h: slope * h, chance, weeks) == pytest.approx(known, rel=1e-9)


@settings(deadline=None, max_examples=60)
@given(FALLS, CHANCES, st.integers(1, 100))
def test_the_general_index_contains_ours(fall: float, chance: float, weeks: int) -> None:
    general = general_index(lambda h: 2.0 * (1.0 - exp(-fall * h)), chance, weeks)
    assert exact_index(2.0, fall, 1.0, chance, weeks) == pytest.approx(general, rel=1e-7, abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(WEIGHTS, FALLS, MINUTES, CHANCES, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_the_index_grows_with_silence(
    weight: float, fall: float, minutes: float, chance: float, one: float, other: float
) -> None:
    silent, fresh = sorted((one, other))
    assert attention_index(weight, fall, minutes, chance, silent) >= attention_index(
        weight, fall, minutes, chance, fresh
    )


@settings(deadline=None, max_examples=60)
@given(WEIGHTS, FALLS, MINUTES, CHANCES, st.floats(0.0, 0.99), st.floats(1.01, 3.0))
def test_the_index_grows_with_worth_and_chance_and_falls_with_minutes(
    weight: float, fall: float, minutes: float, chance: float, strength: float, more: float
) -> None:
    now = attention_index(weight, fall, minutes, chance, strength)
    assert attention_index(weight * more, fall, minutes, chance, strength) > now
    assert attention_index(weight, fall, minutes, chance * more, strength) > now
    assert attention_index(weight, fall, minutes * more, chance, strength) < now


@settings(deadline=None, max_examples=60)
@given(WEIGHTS, FALLS, MINUTES, CHANCES, WEEKS)
def test_the_exact_index_never_falls_with_silence_and_stays_below_its_limit(
    weight: float, fall: float, minutes: float, chance: float, weeks: int
) -> None:
    now = exact_index(weight, fall, minutes, chance, weeks)
    assert now <= exact_index(weight, fall, minutes, chance, weeks + 1) * (1 + 1e-12)
    assert now <= highest_index(weight, fall, minutes, chance) * (1 + 1e-12)


def test_the_cheap_index_is_the_exact_one_in_short_slots() -> None:
    slow, weeks = 0.001, 700
    exact = exact_index(1.0, slow, 10.0, 0.6, weeks)
    assert attention_index(1.0, slow, 10.0, 0.6, exp(-slow * weeks)) == pytest.approx(exact, rel=5e-3)


def test_the_cheap_index_orders_a_week_as_the_exact_one_does() -> None:
    cast = [(w, f, c, p, h) for w in (1, 4) for f in (0.03, 0.1) for c in (5, 20) for p in (0.4, 0.8) for h in (4, 20)]
    cheap = {plate: attention_index(*plate[:4], exp(-plate[1] * plate[4])) for plate in cast}
    exact = {plate: exact_index(*plate) for plate in cast}
    agreed = sum((cheap[a] < cheap[b]) == (exact[a] < exact[b]) for a in cast for b in cast)
    assert agreed / len(cast) ** 2 >= 0.95


def test_a_full_and_a_fallen_plate_are_the_ends() -> None:
    assert attention_index(8.0, 0.05, 10.0, 0.5, 1.0) == 0.0
    assert attention_index(8.0, 0.05, 10.0, 0.5, 0.0) == pytest.approx(8.0)
    assert exact_index(8.0, 0.05, 10.0, 0.0, 12) == 0.0
