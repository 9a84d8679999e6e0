"""The bench's baselines on hand values, and the shared Enron network as a guard of the main figure."""

from math import exp, lgamma, log

import pytest
from bench.tie_baselines import (
    PLAIN,
    Customer,
    Law,
    Past,
    alive,
    any_within,
    customer,
    fit_law,
    gamma_poisson,
    log_likelihood,
    nelder_mead,
)

CDNOW = Law(0.243, 4.414, 0.793, 2.426)
PAST = Past([90.0, 7.0], [14.0], [1.0, 0.5], [1.0])


def test_alive_by_hand() -> None:
    """x = 2, t_x = 30.43, T = 38.86: the worked customer of the BG/NBD note."""
    who = Customer(2, 30.43, 38.86)
    odds = 0.793 / (2.426 + 1) * ((4.414 + 38.86) / (4.414 + 30.43)) ** (0.243 + 2)
    assert alive(CDNOW, who) == pytest.approx(1 / (1 + odds))
    assert alive(CDNOW, who) == pytest.approx(0.7266, abs=2e-4)
    assert alive(CDNOW, Customer(0, 0.0, 500.0)) == 1.0


def test_one_more_purchase_by_hand() -> None:
    who = Customer(0, 0.0, 38.86)
    assert any_within(CDNOW, who, 39.0) == pytest.approx(1 - (43.274 / 82.274) ** 0.243)


def test_the_likelihood_by_hand() -> None:
    r, alpha, a, b = CDNOW
    living = lgamma(r + 1) - lgamma(r) + r * log(alpha) + log(b / (a + b)) - (r + 1) * log(alpha + 20)
    gone = lgamma(r + 1) - lgamma(r) + r * log(alpha) + log(a / (a + b)) - (r + 1) * log(alpha + 5)
    assert log_likelihood(CDNOW, Customer(1, 5.0, 20.0)) == pytest.approx(log(exp(living) + exp(gone)))
    assert log_likelihood(CDNOW, Customer(0, 0.0, 20.0)) == pytest.approx(r * log(alpha / (alpha + 20)))


def test_days_are_the_purchases() -> None:
    assert customer([30.2, 30.1, 10.5]) == Customer(1, 20.0, 30.5)
    assert customer([]) is None


def test_the_simplex_finds_a_valley() -> None:
    found = nelder_mead(lambda point: (point[0] - 1) ** 2 + 10 * (point[1] + point[0]) ** 2, [3.0, 3.0], 200)
    assert found == pytest.approx([1.0, -1.0], abs=1e-3)


def test_a_lively_clientele_gets_a_lively_law() -> None:
    lively = fit_law([Customer(20, 95.0, 100.0)] * 50)
    dying = fit_law([Customer(2, 5.0, 100.0)] * 50)
    assert alive(lively, Customer(20, 95.0, 100.0)) > alive(dying, Customer(2, 5.0, 100.0))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("count", 3.0),
        ("min(out, in)", 1.0),
        ("recency", -7.0),
        ("recency of the staler direction", -14.0),
        ("gap / mean gap (8x rule)", -7.0 / 41.5),
        ("Interactions Rank, 7 d, w_out 5", 5 * (2 ** (-90 / 7) + 0.5) + 0.25),
        ("Interactions Rank, 7 d, diluted", 5 * (2 ** (-90 / 7) + 0.25) + 0.25),
        ("min-direction decay, 90 d", 2 ** (-14 / 90)),
    ],
)
def test_plain_scores_by_hand(name: str, expected: float) -> None:
    assert PLAIN[name](PAST) == pytest.approx(expected)


def test_the_gamma_poisson_law_by_hand() -> None:
    tau = 60 / log(2)
    held = 180 + tau * (1 - exp(-90 / tau))
    out = 1 - (held / (held + 90)) ** (1 + 2**-1.5 + 0.5 * 2 ** (-7 / 60))
    inward = 1 - (held / (held + 90)) ** (1 + 2 ** (-14 / 60))
    assert gamma_poisson(90.0)(PAST) == pytest.approx(out * inward)
