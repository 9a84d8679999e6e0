"""What is given back of introductions: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class MetThrough(NamedTuple):
    """Who introduced somebody: by the owner's word (`said`), else as judged, with how sure that is."""

    person: int
    name: str
    through: int
    through_name: str
    said: bool
    sure: str
    """ "said", "surely", "probably" or "perhaps"."""
    chance: float | None
    """None where the owner said so."""
    at: int | None
    title: str
    why: tuple[Reason, ...]


class Door(NamedTuple):
    """Somebody of the genealogy, and those who came through them; `doors` counts everybody below."""

    person: int
    name: str
    circles: tuple[str, ...]
    at: int | None
    sure: str
    doors: int
    children: tuple["Door", ...]


class MadeLine(NamedTuple):
    """Two people whom the owner made known to each other, and how often they were seen in touch since."""

    one: int
    one_name: str
    other: int
    other_name: str
    at: int | None
    title: str
    since: int
    sure: str
    why: tuple[Reason, ...]


class FollowedLine(NamedTuple):
    """An introduction that the owner has in hand: promised, asked, made, come (came of it) or let-go."""

    number: int
    one: int
    one_name: str
    other: int
    other_name: str
    state: str
    on: str
    yes_one: bool
    yes_other: bool
    since: int
    """How often the two were seen in touch since it was made."""
    note: str


class AskedLine(NamedTuple):
    """Somebody whom the owner asked for an introduction, and whether anybody came through them after."""

    person: int
    name: str
    at: int
    came: int


class PromisedLine(NamedTuple):
    """A promise that speaks of introducing."""

    number: int
    person: int
    name: str
    text: str
    by: str
    mine: bool


class IntroductionsView(NamedTuple):
    """Introductions, whole: what waits for a word, the tree, what was made, asked for and promised."""

    queue: tuple[MetThrough, ...]
    more: int
    """How many more wait."""
    roots: tuple[Door, ...]
    met: int
    """How many people came through somebody."""
    openers: int
    """Through how many."""
    timeline: tuple[MetThrough, ...]
    made: tuple[MadeLine, ...]
    followed: tuple[FollowedLine, ...]
    asked: tuple[AskedLine, ...]
    promised: tuple[PromisedLine, ...]


class IntroductionLetter(NamedTuple):
    """A letter of a draft: to whom (one of the two, or both), in their words."""

    to: tuple[int, ...]
    addresses: tuple[str, ...]
    subject: str
    body: str
    language: str
    address: str


class IntroductionDraft(NamedTuple):
    """The three letters of an introduction: one to each, to ask; then one to both."""

    one: int
    one_name: str
    other: int
    other_name: str
    known: bool
    """The two were seen together already."""
    grounds: tuple[Reason, ...]
    ask_one: IntroductionLetter
    ask_other: IntroductionLetter
    joint: IntroductionLetter


class PairLine(NamedTuple):
    """Two people of different groups who might gain by knowing each other."""

    one: int
    one_name: str
    other: int
    other_name: str
    why: tuple[Reason, ...]
