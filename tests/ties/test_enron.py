"""The main figure of the bench, guarded: shipped and calibrated chances on a real network."""

import pytest
from bench.tie_baselines import interactions_rank
from bench.tie_networks import SHARED, enron, quarters
from bench.ties import judge_ours, labelled, mean, measure

from entregent.ties.chance import SHIPPED


@pytest.mark.real
@pytest.mark.skipif(not (SHARED / "net-enron-184.tar.gz").exists(), reason="the shared networks are not here")
def test_chances_beat_interactions_rank_and_are_calibrated() -> None:
    network = enron()
    shipped, calibrated = judge_ours(network, SHIPPED, quarters("1999-07-01", 3))
    rank = interactions_rank(7.0)
    theirs = mean([measure([rank(one.past) for one in held], held) for held in labelled(network).values()])
    ours = mean(calibrated)
    assert ours.auc >= theirs.auc + 0.02
    assert ours.ap >= theirs.ap + 0.05
    assert ours.ece <= 0.06
    assert mean(shipped).auc >= theirs.auc + 0.02
