"""Judgements: same, different or unsure, by whom, when and why; and the reason, one word with its facts."""

from enum import StrEnum
from typing import NamedTuple


class Reason(NamedTuple):
    """Why: a signal's name and its facts. `app.wording` holds one sentence per signal in each language."""

    signal: str
    facts: tuple[tuple[str, str | int | float], ...] = ()


def reason(signal: str, **facts: str | float) -> Reason:
    """A reason, its facts in the order given."""
    return Reason(signal, tuple(facts.items()))


class Verdict(StrEnum):
    """What was judged of two handles."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Judgement(NamedTuple):
    """Two handles (ids of the book, a < b), what was judged, how sure (0..1), and why."""

    a: int
    b: int
    verdict: Verdict
    confidence: float
    reasons: tuple[Reason, ...] = ()
    assumed: bool = False
    """Joined on a name: shown as an assumption, undone with one key."""
