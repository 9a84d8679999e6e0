"""What is given back of first sentences: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class OpenerLine(NamedTuple):
    """One first sentence: its kind, its text, the facts of the book that it uses, and whether it only gives."""

    kind: str
    text: str
    uses: tuple[str, ...]
    gives: bool


class OpenerSheet(NamedTuple):
    """First sentences for one person."""

    person: int
    name: str
    address: str
    """ "tu", "vous", or "" in a language that has one word for both."""
    is_address_known: bool
    """Said by the owner, or of no matter; otherwise `address` follows the circle, and may be asked."""
    language: str
    """ "fr" or "en": theirs."""
    openers: tuple[OpenerLine, ...]
    gift: str
    """One thing to offer, in the owner's language; "" where nothing fits."""
    matters: str
    """What matters to them now, in the owner's words."""
    consent: Reason | None
    """What to remember before a letter to somebody in business."""
    handles: tuple[str, ...]
    """Where a sentence can be sent to."""
    purpose: str = ""
    skipped: int = 0
    """How many better ones came before these."""


class GiftLine(NamedTuple):
    """Who gets, this week, something that asks nothing; and what."""

    person: int
    name: str
    text: str
