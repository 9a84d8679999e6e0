"""Climbing: where somebody stands on a ladder, read off their steps; when to go on, and when to step back.

SCIENCE §5: the next rung comes after two or three completions with falling fear, never after one. Fear need not be
rated: then it takes three. Nothing that is missed takes a rung away.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entregent.coaching.rungs import HARD, Ladder, Rung

FEWEST: Final = 2
"""Completions that are enough where fear fell clearly."""
USUAL: Final = 3
"""Completions that are enough in any case."""
CLEAR_FALL: Final = 2
"""Points of ten by which fear must have fallen."""
HARDLY_ANY: Final = 2
"""Fear no higher than this has nowhere left to fall."""
PATIENT_TRIES: Final = 3
"""Tries in a row without a completion after which a smaller step is offered first."""
WARM_UPS: Final = 2


class Try(NamedTuple):
    """One step on a rung, in time order: completed or tried, with the fear before it where it was rated."""

    rung: str
    done: bool
    fear: int | None = None


class Rise(NamedTuple):
    """What was climbed on one rung."""

    done: int
    tried: int
    """Tries that were not completed."""
    open_tries: int
    """Tries in a row since the last completion."""
    fear_first: int | None
    fear_last: int | None
    """Fear before the first and the last rated completion."""
    marks: tuple[bool, ...]
    """Each step in time order: completed, or tried."""

    @property
    def fell(self) -> bool:
        """Whether fear fell clearly from the first completion to the last, or hardly any is left."""
        if self.fear_first is None or self.fear_last is None or self.done < FEWEST:
            return False
        return self.fear_first - self.fear_last >= CLEAR_FALL or self.fear_last <= HARDLY_ANY

    @property
    def mastered(self) -> bool:
        """Whether enough was completed here to go on."""
        return self.done >= (FEWEST if self.fell else USUAL)

    @property
    def needed(self) -> int:
        """How many more completions it takes, as things stand; one fewer may do where fear falls."""
        return 0 if self.mastered else max(USUAL - self.done, 1)


NOTHING: Final = Rise(0, 0, 0, None, None, ())


class Proposal(NamedTuple):
    """The rung to be on now. `why`: "first" (nothing was climbed yet), "stay", "next" (just proposed, not yet tried),
    "back" (a smaller one first, after tries on `above`), "top" (all was climbed)."""

    rung: Rung
    place: int
    why: str
    rise: Rise
    below: Rise
    """What was climbed on the rung below: why this one is proposed."""
    above: Rung | None = None

    @property
    def wants_warm_up(self) -> bool:
        """Whether two easy messages come first."""
        return self.rung.hardness >= HARD


def rises(tries: Iterable[Try]) -> dict[str, Rise]:
    """What was climbed on each rung."""
    by_rung: dict[str, list[Try]] = {}
    for one in tries:
        by_rung.setdefault(one.rung, []).append(one)
    return {slug: _rise(some) for slug, some in by_rung.items()}


def _rise(some: Sequence[Try]) -> Rise:
    done = [one for one in some if one.done]
    rated = [one.fear for one in done if one.fear is not None]
    since = 0
    for one in reversed(some):
        if one.done:
            break
        since += 1
    return Rise(
        done=len(done),
        tried=len(some) - len(done),
        open_tries=since,
        fear_first=rated[0] if len(rated) > 1 else None,
        fear_last=rated[-1] if len(rated) > 1 else None,
        marks=tuple(one.done for one in some),
    )


def next_rung(ladder: Ladder, tries: Sequence[Try]) -> Proposal:
    """The rung to be on now: the one above the highest that was mastered; below it after tries that led nowhere."""
    climbed = rises(tries)
    on = [climbed.get(rung.slug, NOTHING) for rung in ladder.rungs]
    mastered = [place for place, rise in enumerate(on) if rise.mastered]
    place = min(mastered[-1] + 1 if mastered else 0, len(on) - 1)
    below = on[place - 1] if place else NOTHING
    if on[place].open_tries >= PATIENT_TRIES and place and not _eased(ladder, place, tries):
        return Proposal(
            ladder.rungs[place - 1],
            place - 1,
            "back",
            below,
            on[place - 2] if place > 1 else NOTHING,
            ladder.rungs[place],
        )
    return Proposal(ladder.rungs[place], place, _why(on, place, climbed), on[place], below)


def _why(on: Sequence[Rise], place: int, climbed: dict[str, Rise]) -> str:
    if not climbed or not any(rise.marks for rise in on):
        return "first"
    if on[place].mastered:
        return "top"
    return "next" if place and not on[place].marks else "stay"


def _eased(ladder: Ladder, place: int, tries: Sequence[Try]) -> bool:
    """Whether the rung below was completed again since the tries on this one began to lead nowhere."""
    here, easier = ladder.rungs[place].slug, ladder.rungs[place - 1].slug
    seen = 0
    for one in reversed(tries):
        if one.rung == here:
            if one.done or (seen := seen + 1) >= PATIENT_TRIES:
                return False
        elif one.rung == easier and one.done:
            return True
    return False
