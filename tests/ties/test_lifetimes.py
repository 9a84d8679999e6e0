"""The law of lifetimes."""

import numpy as np
from tests.ties.egos import ego

from entregent.ties.lifetimes import SHAPES, Judged, fit, flat, judge, open_in_silence, summed

SPANS = [(100, 103, 110), (105,), (90, 200)]


def test_histories_sum_up_what_was_seen() -> None:
    histories = summed(flat(SPANS, 0.5), 110)
    assert histories.begun.tolist() == [0, 1, 2]
    assert (histories.first.tolist(), histories.last.tolist()) == ([100, 105, 90], [110, 105, 90])
    assert histories.gaps.tolist() == [2, 0, 0]
    assert np.allclose(histories.log_gaps, [np.log(21.0), 0.0, 0.0])
    assert np.allclose(histories.powered_gaps, [3**0.5 + 7**0.5, 0.0, 0.0])


def test_a_past_day_sees_only_ties_begun() -> None:
    histories = summed(flat(SPANS), 102)
    assert histories.begun.tolist() == [0, 2]
    assert histories.last.tolist() == [100, 90]


def test_the_shape_of_bursts_is_found() -> None:
    rng = np.random.default_rng(1)

    def spans(shape: float) -> list[tuple[int, ...]]:
        gaps = np.maximum(20.0 * rng.weibull(shape, size=(150, 40)), 1.0).astype(int)
        return [tuple((1_000 + np.cumsum(row)).tolist()) for row in gaps]

    assert fit(spans(1.0), 1_800).shape >= 0.9
    assert fit(spans(0.5), 1_800).shape <= 0.7
    assert set(SHAPES) >= {0.5, 1.0}


def test_a_longer_silence_is_less_often_an_open_tie() -> None:
    known = ego(5)
    now_day = known.now // 86_400
    mixture = fit(known.spans, now_day)
    weekly = [tuple(range(now_day - silence - 140, now_day - silence + 1, 7)) for silence in (0, 20, 60, 150, 400)]
    judged = judge(mixture, summed(flat(weekly, mixture.shape), now_day), now_day)
    chances = judged.chances_open(mixture.weights)
    assert (np.diff(chances) < 0).all()
    assert chances[0] == 1.0
    assert chances[-1] < 0.05


def test_hindsight_on_the_last_day_is_the_judgement_of_that_day() -> None:
    known = ego(5)
    now_day = known.now // 86_400
    mixture = fit(known.spans, now_day)
    histories = summed(flat(known.spans, mixture.shape), now_day)
    judged: Judged = judge(mixture, histories, now_day)
    everybody = np.arange(len(histories.first))
    again = open_in_silence(mixture, histories, judged, now_day, now_day, everybody)
    assert np.allclose(again, judged.chances_open(mixture.weights))
