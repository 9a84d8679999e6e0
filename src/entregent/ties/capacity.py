"""Capacity: how many ties the owner has kept open, from the past alone, with an interval (SCIENCE §2)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.ties import lifetimes
from entregent.ties.lifetimes import Days, Histories, Judged, Mixture
from entregent.ties.state import DAY

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

FUTURE_DAYS: Final = 180
"""A past day is judged in hindsight once so much more has been seen."""
MONTH_DAYS: Final = 30
MOST_MONTHS: Final = 24
BLOCK_MONTHS: Final = 3
DRAWS: Final = 200
REFITTED_TIES: Final = 1500
_DRAW_ROUNDS: Final = 60


class Quarter(NamedTuple):
    """A calendar quarter ("2001-Q3"): ties open at its end, begun in it, and ended in it (both last as expected)."""

    quarter: str
    open: float
    activated: int
    deactivated: float


class Capacity(NamedTuple):
    """Open ties now, the interval that should hold 95 times out of 100, and the quarters so far."""

    open_ties: float
    low: float
    high: float
    by_quarter: list[Quarter]


def capacity(spans: Sequence[Sequence[int]], now: int, seed: int = 0) -> Capacity:
    """Open ties from each person's contact days (sorted distinct day numbers), as of `now`, days after it unseen.

    The sum of each tie's chance to be open, scaled by how such sums fared in hindsight over the months older than
    180 days. The interval comes from draws: the ties are resampled and the lifetimes fitted anew, a block of three
    hindsight months is drawn, and every tie is open or not by its chance. Same seed, same answer.
    """
    import numpy as np

    now_day = now // DAY
    known = [days for days in spans if days and days[0] <= now_day]
    if not known:
        return Capacity(0.0, 0.0, 0.0, [])
    mixture = lifetimes.fit(known, now_day)
    ties = lifetimes.flat(known, mixture.shape)
    histories = lifetimes.summed(ties, now_day)
    judged = lifetimes.judge(mixture, histories, now_day)
    hindsight = _hindsight(ties, mixture, histories, judged, now_day)
    open_ties = float(judged.chances_open(mixture.weights).sum()) * hindsight.ratio()
    drawn = _draws(judged, mixture, hindsight, np.random.default_rng(seed))
    low, high = (float(value) for value in np.quantile(drawn, (0.025, 0.975)))
    quarters = _quarters(mixture, histories, judged, now_day)
    return Capacity(open_ties, min(low, open_ties), max(high, open_ties), quarters)


def _draws(judged: Judged, mixture: Mixture, hindsight: "_Hindsight", rng: "Generator") -> list[float]:
    """Numbers of open ties that the evidence allows."""
    import numpy as np

    size = len(judged.likely)
    chances = judged.chances_open(mixture.weights)
    drawn = []
    for _ in range(DRAWS):
        counted = rng.multinomial(size, np.full(size, 1.0 / size)).astype(float)
        # In a large book the fit hardly moves with the draw; hindsight and chance make the interval there.
        if size <= REFITTED_TIES:
            chances = judged.chances_open(lifetimes.refit(mixture.weights, judged.likely, counted, _DRAW_ROUNDS))
        drawn.append(float((rng.random(size) < chances).sum()) * hindsight.ratio(counted, rng))
    return drawn


class _Hindsight(NamedTuple):
    """Chances to be open in past months (rows) of each tie (columns): as judged today, and as judged on that day."""

    judged_now: "NDArray[float64]"
    judged_then: "NDArray[float64]"

    def ratio(self, counted: "NDArray[float64] | None" = None, rng: "Generator | None" = None) -> float:
        """By how much sums of chances were too low; 1 without hindsight.

        `counted` says how often each tie counts. With `rng` it is the ratio of one block of neighbouring months, drawn
        by chance: how far off such a sum was at some time, not how far off it was on average.
        """
        months = len(self.judged_then)
        if not months:
            return 1.0
        rows = slice(None)
        if rng is not None:
            start = int(rng.integers(max(months - BLOCK_MONTHS + 1, 1)))
            rows = slice(start, start + BLOCK_MONTHS)
        now, then = self.judged_now[rows].sum(axis=0), self.judged_then[rows].sum(axis=0)
        if counted is not None:
            now, then = now * counted, then * counted
        return float(now.sum() / max(then.sum(), 1e-9))


def _hindsight(ties: Days, mixture: Mixture, histories: Histories, judged: Judged, now_day: int) -> _Hindsight:
    """The months that lie 180 days back or more, and 180 days after the first contact."""
    import numpy as np

    begin, width = int(histories.first.min()), len(histories.first)
    months = (now_day - FUTURE_DAYS - k * MONTH_DAYS for k in range(MOST_MONTHS))
    days = [day for day in months if day - begin >= FUTURE_DAYS]
    judged_now, judged_then = np.zeros((len(days), width)), np.zeros((len(days), width))
    for row, day in enumerate(days):
        then = lifetimes.summed(ties, day)
        judged_then[row, then.begun] = lifetimes.judge(mixture, then, day).chances_open(mixture.weights)
        judged_now[row] = _open_on(day, mixture, histories, judged, now_day)
    return _Hindsight(judged_now, judged_then)


def _open_on(day: int, mixture: Mixture, histories: Histories, judged: Judged, now_day: int) -> "NDArray[float64]":
    """The chance of each tie to have been open on a past day, by all that is known now; 0 before it began."""
    import numpy as np

    chances = np.where(histories.first <= day, 1.0, 0.0)
    silent = np.flatnonzero(histories.last < day)
    chances[silent] = lifetimes.open_in_silence(mixture, histories, judged, now_day, day, silent)
    return chances


def _quarters(mixture: Mixture, histories: Histories, judged: Judged, now_day: int) -> list[Quarter]:
    """Every calendar quarter since the first contact, the running one included."""
    quarters: list[Quarter] = []
    before = 0.0
    begin = int(histories.first.min())
    year, number = _quarter_of(begin)
    while True:
        first_day, end_day = _day_of(year, number), _day_of(year + number // 4, number % 4 + 1)
        day = min(end_day - 1, now_day)
        still = float(_open_on(day, mixture, histories, judged, now_day).sum())
        activated = int(((histories.first >= first_day) & (histories.first <= day)).sum())
        quarters.append(Quarter(f"{year}-Q{number}", still, activated, max(before + activated - still, 0.0)))
        if end_day > now_day:
            return quarters
        before, year, number = still, year + number // 4, number % 4 + 1


def _quarter_of(day: int) -> tuple[int, int]:
    moment = datetime.fromtimestamp(day * DAY, UTC)
    return moment.year, (moment.month - 1) // 3 + 1


def _day_of(year: int, number: int) -> int:
    """The first day of a quarter."""
    return int(datetime(year, 3 * number - 2, 1, tzinfo=UTC).timestamp()) // DAY
