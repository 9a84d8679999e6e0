"""Upkeep: the minutes that keeping a plate up asks for are those of the planner's own curve."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entregent.attention.bound import columns_of, mean_strengths
from entregent.attention.curve import KEPT_FROM
from entregent.attention.plate import Plate
from entregent.attention.upkeep import LONGEST_WEEKS, mean_strength, upkeep_minutes

FALLS = st.floats(0.01, 2.0)
CHANCES = st.floats(0.05, 1.0)


@given(FALLS, CHANCES, st.integers(1, 200))
def test_the_mean_strength_is_that_of_the_bound(fall: float, chance: float, weeks: int) -> None:
    columns = columns_of([Plate(1, 1.0, fall, 10.0, chance, 0.5)])
    assert mean_strength(fall, chance, weeks) == pytest.approx(mean_strengths(columns, np.array([float(weeks)]))[0])


@given(FALLS, CHANCES, st.floats(1.0, 90.0))
def test_the_cadence_is_the_longest_that_keeps_the_plate_up(fall: float, chance: float, minutes: float) -> None:
    kept = [weeks for weeks in range(1, LONGEST_WEEKS + 1) if mean_strength(fall, chance, weeks) >= KEPT_FROM]
    weeks = max(kept, default=1)
    assert upkeep_minutes(fall, minutes, chance) == pytest.approx(minutes / (chance * (weeks - 1 + 1 / chance)))


@given(FALLS, CHANCES, st.floats(1.0, 90.0))
def test_nobody_asks_for_more_than_one_try_a_week(fall: float, chance: float, minutes: float) -> None:
    assert 0.0 < upkeep_minutes(fall, minutes, chance) <= minutes


def test_whom_no_try_reaches_asks_for_one_a_week() -> None:
    assert upkeep_minutes(0.1, 20.0, 0.0) == 20.0
