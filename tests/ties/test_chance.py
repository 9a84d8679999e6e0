"""Chance: bounds, silence, thin evidence."""

from hypothesis import given
from hypothesis import strategies as st
from tests.ties.streams import NOON, states

from entregent.model.interaction import Contact
from entregent.ties.calibration import SIGNS
from entregent.ties.chance import FEATURES, SHIPPED, Calibration, chance, features
from entregent.ties.state import DAY, EMPTY, TieState, fold_all


def exchange(days: int, *, every: int = 7, until: int = NOON) -> TieState:
    """A mail there and one back, every so many days for so long."""
    stream = []
    for ago in range(days, 0, -every):
        at = until - ago * DAY
        stream += [Contact(at, 1, 1.0, 0.0, True, 0), Contact(at + 3600, 1, 0.0, 1.0, True, 0)]
    return fold_all(stream)


@given(states, st.integers(0, 4_000))
def test_a_chance_lies_within_its_interval_and_within_zero_and_one(state: TieState, days: int) -> None:
    value, low, high = chance(state, 20_000 * DAY + days * DAY)
    assert 0.0 <= low <= value <= high <= 1.0


@given(states, st.integers(0, 2_000), st.integers(1, 500))
def test_silence_can_only_lower_the_chance(state: TieState, days: int, more: int) -> None:
    now = 20_000 * DAY + days * DAY
    assert chance(state, now + more * DAY).value <= chance(state, now).value + 1e-12


@given(states.filter(lambda state: state.last_out and state.last_in), st.integers(0, 400))
def test_silence_lowers_the_chance_of_a_two_way_tie(state: TieState, days: int) -> None:
    now = 20_000 * DAY + days * DAY
    assert chance(state, now + 30 * DAY).value < chance(state, now).value


def test_a_weekly_exchange_goes_on_and_a_single_mail_hardly() -> None:
    assert chance(exchange(365), NOON).value > 0.7
    assert chance(fold_all([Contact(NOON - 300 * DAY, 1, 1.0, 0.0, True, 0)]), NOON).value < 0.1


def test_a_one_way_tie_has_less_chance_than_a_two_way_one() -> None:
    two_way = exchange(200)
    one_way = two_way._replace(last_in=0, n_in=0, in_7=0.0, in_30=0.0, in_90=0.0, in_365=0.0)
    assert chance(one_way, NOON).value < chance(two_way, NOON).value


def test_thin_evidence_has_a_wide_interval() -> None:
    thin, thick = chance(exchange(14), NOON), chance(exchange(700), NOON + 200 * DAY)
    assert thin.high - thin.low > thick.high - thick.low


def test_nobody_met_is_still_a_chance() -> None:
    assert 0.0 < chance(EMPTY, NOON).value < 0.1


def test_features_are_named_and_shipped_weights_hold_their_signs() -> None:
    assert len(features(EMPTY, NOON)) == len(FEATURES) == len(SHIPPED.weights) == len(SIGNS)
    assert all(weight * sign >= 0.0 for weight, sign in zip(SHIPPED.weights, SIGNS, strict=True))


def test_an_own_calibration_replaces_the_shipped_one() -> None:
    certain = Calibration(50.0, SHIPPED.weights)
    assert chance(EMPTY, NOON, certain).value > 0.999
    assert chance(EMPTY, NOON, Calibration(-800.0, SHIPPED.weights)).value == 0.0
