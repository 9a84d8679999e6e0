"""What may be known of somebody when a first sentence is looked for: raw facts in, openers out."""

from datetime import date, datetime
from typing import NamedTuple


class Dated(NamedTuple):
    """A title and its day: the subject of a letter, what a meeting is called."""

    title: str
    on: date


class OpenerFacts(NamedTuple):
    """All that an opener may build on; what is not known stays empty. Texts are as the sources wrote them."""

    today: date
    language: str = "en"
    """ "fr" or "en": the person’s."""
    address: str = "vous"
    """ "tu" or "vous"; English has one word for both."""
    tone: str = "p"
    """ "w" family, friends, pals; "l" love; "b" business; "p" others who are known; "s" strangers."""
    name: str = ""
    """As shown."""
    given: str = ""
    """The first name, where a source tells it apart."""
    me: str = ""
    """The owner’s name."""
    promise: str | None = None
    """What the owner owes them."""
    owed: str | None = None
    """What they owe the owner."""
    matters: str = ""
    """What matters to them at present, in the owner’s words."""
    new_job: str = ""
    """The organisation where they began, by a dated change in a source."""
    post: str = ""
    """The title of something that they published, by a saved feed."""
    coming: Dated | None = None
    """A meeting of the two, or of few, that is set."""
    coming_event: Dated | None = None
    """Something that both are listed for, with many others."""
    met: date | None = None
    """When the two were last together, alone or among few."""
    past_event: Dated | None = None
    """Something where both were, with many others."""
    comment: str = ""
    """The title under which they left the owner a comment."""
    last_in: Dated | None = None
    """The last letter between the two, where it is theirs."""
    last_out: Dated | None = None
    """The same, where it is the owner’s."""
    via: str = ""
    """Who introduced them."""
    mutual: str = ""
    """Somebody often seen with them, whom the owner knows."""
    birthday: str = ""
    """ "1970-05-17", "--05-17"."""
    organisation: str = ""
    first_on: date | None = None
    """The first exchange that the book holds."""
    silence_days: int | None = None
    hour: datetime | None = None
    """The hour that is to be agreed upon."""
    whom: str = ""
    """Somebody whom the owner would like to be introduced to."""
    north: bool = True
    """Seasons are those of the northern hemisphere."""


class Opener(NamedTuple):
    """One first sentence: its kind, its text, the facts that it uses, and whether it gives and asks nothing."""

    kind: str
    text: str
    uses: tuple[str, ...]
    gives: bool
