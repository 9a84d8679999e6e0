"""Ladders changed by their owner: rungs added, renamed, moved, taken out. Each gives the ladder as it is then."""

from typing import Final

from entregent.coaching.rungs import RUNGS, Ladder, Rung
from entregent.model.errors import RequestError

MOST_RUNGS: Final = 30
LONGEST_SENTENCE: Final = 200


class EmptyLadderError(RequestError):
    """A ladder needs a rung."""

    code = "empty-ladder"


class FullLadderError(RequestError):
    """A ladder of more than `most` rungs is none to climb."""

    code = "full-ladder"


class UnknownRungError(RequestError):
    """There is no rung `rung` on the ladder."""

    code = "unknown-rung"


class EmptyRungError(RequestError):
    """A rung must say what is done on it."""

    code = "empty-rung"


def add_rung(ladder: Ladder, rung: Rung, place: int | None = None) -> Ladder:
    """With one more rung at a place from the bottom (0 is the lowest), on top where none is given.

    Raises EmptyRungError, FullLadderError.
    """
    if len(ladder.rungs) >= MOST_RUNGS:
        raise FullLadderError(most=MOST_RUNGS)
    new = rung._replace(sentence=_sentence(rung.sentence)) if rung.sentence or not is_shipped(rung) else rung
    rungs = list(ladder.rungs)
    rungs.insert(len(rungs) if place is None else max(place, 0), new)
    return _changed(ladder, rungs)


def rename_rung(ladder: Ladder, slug: str, sentence: str) -> Ladder:
    """With other words for a rung; it keeps its place and what was climbed on it. Raises UnknownRungError."""
    at = place_of(ladder, slug)
    rungs = list(ladder.rungs)
    rungs[at] = rungs[at]._replace(sentence=_sentence(sentence))
    return _changed(ladder, rungs)


def move_rung(ladder: Ladder, slug: str, place: int) -> Ladder:
    """With a rung at another place from the bottom; past an end is at the end. Raises UnknownRungError."""
    rungs = list(ladder.rungs)
    moved = rungs.pop(place_of(ladder, slug))
    rungs.insert(min(max(place, 0), len(rungs)), moved)
    return _changed(ladder, rungs)


def remove_rung(ladder: Ladder, slug: str) -> Ladder:
    """Without a rung. Raises UnknownRungError; EmptyLadderError where it was the only one."""
    at = place_of(ladder, slug)
    return _changed(ladder, [rung for number, rung in enumerate(ladder.rungs) if number != at])


def place_of(ladder: Ladder, slug: str) -> int:
    """How far up a rung is, 0 at the bottom. Raises UnknownRungError."""
    for place, rung in enumerate(ladder.rungs):
        if rung.slug == slug:
            return place
    raise UnknownRungError(rung=slug)


def is_shipped(rung: Rung) -> bool:
    """Whether a rung is one of ours, in whatever words."""
    return rung.slug in RUNGS


def _sentence(text: str) -> str:
    kept = " ".join(text.split())[:LONGEST_SENTENCE]
    if not kept:
        raise EmptyRungError
    return kept


def _changed(ladder: Ladder, rungs: list[Rung]) -> Ladder:
    if not rungs:
        raise EmptyLadderError
    return ladder._replace(rungs=tuple(rungs), is_changed=True)
