"""The funnel: from stranger to loyal client in seven stages, each reached by evidence or by the owner's word."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entregent.model.judgement import Reason, reason

STAGES: Final = ("noticed", "approached", "answered", "met", "trusted", "working", "loyal")
"""From stranger to loyal, in order; the owner may give each a name of their own."""

RANK: Final = {stage: rank for rank, stage in enumerate(STAGES)}
DAY: Final = 86_400
YEAR: Final = 365 * DAY
REGULAR_DAYS: Final = 24
REGULAR_GAP: Final = 30 * DAY
"""In touch on so many days over a year or more, and every month or so: that is called regular."""


class Seen(NamedTuple):
    """What is known of the way with one person. Instants are UTC seconds, 0 = never.

    `opened` is when they gave something of their own accord (a referral, advice, an introduction); `worked` when
    something was agreed (a sale, a job). The last three are of the tie: days with a real exchange, first and last.
    """

    first_out: int = 0
    first_in: int = 0
    first_talk: int = 0
    opened: tuple[int, ...] = ()
    worked: tuple[int, ...] = ()
    real_days: int = 0
    first_real: int = 0
    last_real: int = 0


class Reached(NamedTuple):
    """A stage that was reached, when (0: nothing tells the day), and what shows it."""

    stage: str
    at: int
    why: Reason


class Word(NamedTuple):
    """The owner's own word on a stage, and when it was said."""

    stage: str
    at: int


class Standing(NamedTuple):
    """The stage somebody stands at: since when (0: nothing tells the day), why, and every stage that was reached."""

    stage: str
    since: int
    by_owner: bool
    why: Reason
    reached: tuple[Reached, ...]


def reached(seen: Seen) -> list[Reached]:
    """The stages that evidence shows, lowest first; whoever is in the book was noticed."""
    found = [Reached("noticed", 0, reason("stage-noticed"))]
    if seen.first_in and not seen.first_out:
        found = [Reached("noticed", seen.first_in, reason("stage-they-wrote"))]
    if seen.first_out:
        found.append(Reached("approached", seen.first_out, reason("stage-approached")))
    if seen.first_out and seen.first_in:
        # Whoever wrote first needs no further answer: the second of the two makes it an exchange.
        found.append(Reached("answered", max(seen.first_out, seen.first_in), reason("stage-answered")))
    if seen.first_talk:
        found.append(Reached("met", seen.first_talk, reason("stage-met")))
    return found + _trusted(seen) + _working(seen)


def _trusted(seen: Seen) -> list[Reached]:
    if seen.opened:
        return [Reached("trusted", min(seen.opened), reason("stage-opened"))]
    if seen.first_talk and _is_regular(seen):
        return [Reached("trusted", 0, reason("stage-regular", days=seen.real_days))]
    return []


def _working(seen: Seen) -> list[Reached]:
    if not seen.worked:
        return []
    first = min(seen.worked)
    found = [Reached("working", first, reason("stage-worked"))]
    again = [at for at in seen.worked if at - first >= YEAR]
    if again:
        found.append(Reached("loyal", min(again), reason("stage-came-back")))
    elif _is_regular(seen) and seen.last_real - first >= YEAR:
        found.append(Reached("loyal", 0, reason("stage-stayed", days=seen.real_days)))
    return found


def _is_regular(seen: Seen) -> bool:
    """In touch on at least 24 days over at least a year, every month or so."""
    span = seen.last_real - seen.first_real
    return seen.real_days >= REGULAR_DAYS and YEAR <= span <= (seen.real_days - 1) * REGULAR_GAP


def stand(seen: Seen, word: Word | None = None) -> Standing:
    """The stage that counts. The owner's word wins over all that came before it; what comes later may lead further.

    Never back: only the owner leads back.
    """
    steps = tuple(reached(seen))
    # One may stand at a later stage without every one before it: an order by post needs no meeting.
    highest = max(steps, key=lambda step: RANK[step.stage])
    if word is None:
        return Standing(highest.stage, highest.at, by_owner=False, why=highest.why, reached=steps)
    later = [step for step in steps if step.at > word.at and RANK[step.stage] > RANK[word.stage]]
    if later:
        highest = max(later, key=lambda step: RANK[step.stage])
        return Standing(highest.stage, highest.at, by_owner=False, why=highest.why, reached=steps)
    return Standing(word.stage, word.at, by_owner=True, why=reason("stage-by-owner"), reached=steps)


class Row(NamedTuple):
    """One stage of the funnel: how many stand there, how many came at least so far, and the usual days in it.

    `usual_days` is the middle one of those whose day is known; None for fewer than three.
    """

    stage: str
    here: int
    came_so_far: int
    usual_days: int | None


ENOUGH: Final = 3
"""Of fewer people nothing usual is said."""


def rows(standings: Sequence[Standing], now: int) -> list[Row]:
    """The funnel as rows, stranger first."""
    found = []
    for rank, stage in enumerate(STAGES):
        here = [one for one in standings if one.stage == stage]
        came = sum(1 for one in standings if RANK[one.stage] >= rank)
        found.append(Row(stage, len(here), came, _middle((now - one.since) // DAY for one in here if one.since)))
    return found


def _middle(days: Iterable[int]) -> int | None:
    ordered = sorted(days)
    return ordered[(len(ordered) - 1) // 2] if len(ordered) >= ENOUGH else None
