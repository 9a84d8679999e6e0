"""What the questions about who is who give back to faces: plain values."""

from typing import NamedTuple

from entregent.app.views import PersonLine
from entregent.model.judgement import Reason


class Side(NamedTuple):
    """One of two people who may be the same: the `handle` that the question is about, and how to recognise them."""

    handle: int
    value: str
    line: PersonLine
    organisation: str
    title: str
    first_at: int | None
    last_title: str
    last_at: int | None


class Asked(NamedTuple):
    """Are these two the same person? With what speaks for it and against."""

    a: Side
    b: Side
    likely: tuple[Reason, ...]
    unlikely: tuple[Reason, ...]


class Doubt(NamedTuple):
    """Is this a person? `automaton` is what it is held to be now; counted are messages from it, and to it."""

    person: int
    name: str
    automaton: bool
    handles: tuple[str, ...]
    sent: int
    received: int
    first_at: int | None
    last_at: int | None
    reasons: tuple[Reason, ...]


class Assumed(NamedTuple):
    """Two handles of one person that were joined on a name, and why; `place` is where the list goes on from."""

    place: int
    person: int
    name: str
    circles: tuple[str, ...]
    a: int
    b: int
    a_value: str
    b_value: str
    reasons: tuple[Reason, ...]
