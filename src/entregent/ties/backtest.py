"""Backtest: what the scores would have said at past cut-offs, beside what then happened.

Rows serve the owner's own recalibration (`ties.calibration`) and the bench; measures are plain Python.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from entregent.model.interaction import Contact
from entregent.ties.chance import HORIZON_DAYS
from entregent.ties.state import DAY, EMPTY, TieState, fold_all


class Row(NamedTuple):
    """One tie at one cut-off: its state then, and whether both directions were used within the horizon after it."""

    at: int
    state: TieState
    reciprocated: bool


STEP_DAYS: Final = 91
MOST_CUTOFFS: Final = 12
MOST_ROWS: Final = 20_000
"""More rows teach nothing more; past them every second tie is left out, then every second of the rest."""
ACTIVE_DAYS: Final = 90


def closed_cutoffs(now: int, first_at: int, *, horizon_days: int = HORIZON_DAYS) -> list[int]:
    """Quarterly cut-offs, oldest first, whose window is over at `now`; none within 90 days of the first contact.

    At most the last three years: networks drift, so older rows teach the wrong thing (SCIENCE §1.3 d).
    """
    latest = now - horizon_days * DAY
    found = [latest - k * STEP_DAYS * DAY for k in range(MOST_CUTOFFS)]
    return [at for at in reversed(found) if at >= first_at + HORIZON_DAYS * DAY]


def rows(
    contacts: Sequence[Contact], cutoffs: Sequence[int], *, horizon_days: int = HORIZON_DAYS, shift: int = 0
) -> Iterator[Row]:
    """One row per cut-off (sorted) of a tie with at least one contact before it; `contacts` sorted by time.

    What lies at the cut-off or later is unseen by the state; the label looks at [cut-off, cut-off + horizon).
    """
    live = [contact for contact in contacts if contact.at > 0 and (contact.out > 0.0 or contact.inward > 0.0)]
    state, begin = EMPTY, 0
    for at in cutoffs:
        end = begin
        while end < len(live) and live[end].at < at:
            end += 1
        state = fold_all(live[begin:end], state, shift=shift)
        begin = end
        if state.last_at:
            yield Row(at, state, _reciprocated(live, begin, at + horizon_days * DAY))


def owner_rows(ties: Iterable[Sequence[Contact]], now: int, first_at: int, *, shift: int = 0) -> list[Row]:
    """Rows of an owner's history for `calibration.fit`; `ties` holds contacts, sorted by time, of one tie each.

    Cut-offs are the closed ones in whose 90 days before the owner wrote to anybody: a holiday or a hole in the
    archive would teach that ties end. At most MOST_ROWS rows are held, however large the book.
    """
    cutoffs = closed_cutoffs(now, first_at)
    written: set[int] = set()
    held: list[list[Row]] = []
    stride, kept = 1, 0
    for number, contacts in enumerate(ties):
        for at in cutoffs:
            if at not in written and any(c.out > 0.0 and at - ACTIVE_DAYS * DAY <= c.at < at for c in contacts):
                written.add(at)
        if number % stride:
            continue
        held.append(list(rows(contacts, cutoffs, shift=shift)))
        kept += len(held[-1])
        while kept > MOST_ROWS and len(held) > 1:
            stride *= 2
            held = held[::2]
            kept = sum(len(one) for one in held)
    return [row for one in held for row in one if row.at in written]


def area_under_curve(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Chance that a true row outranks a false one, ties counting half (Mann–Whitney). 0.5 without both kinds."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    true = sum(labels)
    false = len(labels) - true
    if not true or not false:
        return 0.5
    ranks, begin = 0.0, 0
    for begin, end in _equal_runs([scores[k] for k in order]):
        hits = sum(labels[k] for k in order[begin:end])
        ranks += hits * (begin + 1 + end) / 2
    return (ranks - true * (true + 1) / 2) / (true * false)


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Mean precision over the true rows, best first; equal scores are taken together: their order is no luck."""
    order = sorted(range(len(scores)), key=lambda k: -scores[k])
    true = sum(labels)
    if not true:
        return 0.0
    found, total = 0, 0.0
    for begin, end in _equal_runs([scores[k] for k in order]):
        hits = sum(labels[k] for k in order[begin:end])
        found += hits
        total += hits * found / end
    return total / true


def calibration_error(chances: Sequence[float], labels: Sequence[bool], *, bins: int = 10) -> float:
    """Expected calibration error: mean |chance - share of true| over equally filled bins, weighted by their size."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    error = 0.0
    for k in range(bins):
        held = order[k * len(order) // bins : (k + 1) * len(order) // bins]
        error += abs(sum(chances[n] - labels[n] for n in held))
    return error / len(order) if order else 0.0


def _reciprocated(contacts: Sequence[Contact], begin: int, end_at: int) -> bool:
    out = inward = False
    for k in range(begin, len(contacts)):
        contact = contacts[k]
        if contact.at >= end_at:
            break
        out = out or contact.out > 0.0
        inward = inward or contact.inward > 0.0
        if out and inward:
            return True
    return False


def _equal_runs(values: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Begin and end of each run of equal values in a sorted sequence."""
    begin = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or values[end] != values[begin]:
            yield begin, end
            begin = end
