"""What the moment of a step, and a room full of strangers, look like to whoever shows them: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class Way(NamedTuple):
    """A way to reach somebody, and the handle it goes to; "" for meeting."""

    channel: str
    handle: str


class PlannedHere(NamedTuple):
    """The step that was planned for this very moment."""

    number: int
    action: str
    sentence: str
    cue: str
    ladder: str
    rung: str
    place: str


class MomentOpener(NamedTuple):
    """A first sentence to begin with; `gives` where it asks for nothing."""

    kind: str
    text: str
    gives: bool


class Sealed(NamedTuple):
    """What the owner promised themselves with this person: `due` is ISO, `is_due` that its hour is about now."""

    number: int
    what: str
    due: str
    is_due: bool


class Moment(NamedTuple):
    """All that helps over the threshold to one person. Instants are UTC seconds."""

    person: int
    name: str
    circles: tuple[str, ...]
    channel: str
    handle: str
    ways: tuple[Way, ...]
    why: str
    """The owner's own reason for it all, in their words."""
    matters: str
    """What matters to the person now, by the owner's word."""
    matters_at: int | None
    reasons: tuple[Reason, ...]
    last_title: str
    last_at: int | None
    last_note: str
    """What the owner noted of the last step with them."""
    openers: tuple[MomentOpener, ...]
    gift: str
    """One thing to offer, or ""."""
    outcomes: tuple[str, ...]
    smaller: str
    """The nearest smaller way, or ""."""
    step: PlannedHere | None
    commitment: Sealed | None


class AfterMoment(NamedTuple):
    """A step just taken, with what was said of it since, and what may follow."""

    number: int
    person: int
    name: str
    circles: tuple[str, ...]
    at: int
    channel: str
    outcome: str
    tried: bool
    heard: bool
    """How warm they were could be felt at once."""
    note: str
    fear: int | None
    fear_after: int | None
    expected: int | None
    warmth: int | None
    elan: int | None
    golden: bool
    felt: str
    """ "warmer", "as-expected" or "colder" than expected; "" where that is not known."""
    matters: str
    smaller: str

    @property
    def fear_left(self) -> int | None:
        """The fear that was told last."""
        return self.fear if self.fear_after is None else self.fear_after


class Greeted(NamedTuple):
    """Somebody to greet, with two questions about them: (kind, fact)."""

    person: int
    name: str
    circles: tuple[str, ...]
    never_met: bool
    matters: str
    organisation: str
    questions: tuple[tuple[str, str], ...]


class Room(NamedTuple):
    """A room to go into. `event` is None for one that no calendar tells; `at` is UTC seconds."""

    event: int | None
    place: str
    day: str
    at: int | None
    timeless: bool
    greet: tuple[Greeted, ...]
    others: tuple[tuple[int, str], ...]
    """(id, name) of those of the owner's people who will be there too."""
    introduction: str
    rehearsed: int
    """How often the owner said it aloud before this room."""
    aim: str
    """The success that the owner chose: one of `successes`, or their own words; "" for none yet."""
    successes: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    """Two questions that fit anybody: (kind, fact)."""
    outcome: str
    """What became of it: "met", "left-early", or "" for not yet."""
    why: str
