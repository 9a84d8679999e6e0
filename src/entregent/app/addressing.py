"""Addressing: whether the owner says tu or vous to somebody, and which language they speak together."""

import json
from collections.abc import Collection, Iterable
from typing import Final

from entregent.app import language
from entregent.app.keeping import anchor, named
from entregent.app.opening import OpenBook
from entregent.app.portraying import Known
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.coaching.openers.guessing import language_of as guessed
from entregent.model.errors import BadSettingError
from entregent.store import facts
from entregent.store.facts import NewFact
from entregent.store.people import PersonRow

WORDS: Final = ("tu", "vous")
WARM: Final = frozenset(("family", "friends", "pals", "love"))
BUSINESS: Final = frozenset(("clients", "prospects", "partners", "collaborators"))
FORMAL: Final = frozenset(("clients", "prospects", "partners"))
"""Circles in which one says vous until both know better."""
_BY_HAND: Final = frozenset(("circle-category",))
"""The owner filed them so on a card: as good as said."""


def set_address(book: OpenBook, who: str, address: str) -> Done:
    """The owner says tu, or vous, to somebody. Raises BadSettingError, UnknownPersonError, AmbiguousPersonError."""
    return _say(book, who, "address", address, WORDS)


def set_speaks(book: OpenBook, who: str, spoken: str) -> Done:
    """Somebody speaks French, or English, with the owner. Raises BadSettingError and what a wrong WHO raises."""
    return _say(book, who, "speaks", spoken, language.LANGUAGES)


def _say(book: OpenBook, who: str, kind: str, value: str, known: Collection[str]) -> Done:
    book.write_check()
    word = value.strip().lower()
    if word not in known:
        raise BadSettingError(key=kind, value=value)
    person = find_person(book, who)
    with book.connection.writing():
        action = facts.act(book.connection, kind, book.now, [NewFact(anchor(book, person), kind, word)], value=word)
    return Done(action, kind, named(book, [person]), value=word)


def circles_of(row: PersonRow) -> tuple[str, ...]:
    """The circles that decide the tone: the owner's, else those that a card of the owner's tells."""
    own = tuple(json.loads(row.circles))
    if own:
        return own
    proposed = json.loads(row.circles_proposed)
    return tuple(name for name, why in proposed if _BY_HAND & {one[0] for one in why} or name in BUSINESS)


def tone_of(circles: Collection[str], *, known: bool) -> str:
    """The tone of a first sentence: see `OpenerFacts.tone`."""
    if "love" in circles:
        return "l"
    if not WARM.isdisjoint(circles):
        return "w"
    if not known:
        return "s"
    return "b" if not BUSINESS.isdisjoint(circles) else "p"


def address_of(book: OpenBook, known: Known, circles: Collection[str], *, met: bool) -> tuple[str, bool]:
    """("tu" or "vous", whether the owner said so): else by the circle, else the book's own way."""
    said = known.said("address")
    if said is not None and said.value in WORDS:
        return said.value, True
    if not WARM.isdisjoint(circles):
        return "tu", False
    if not FORMAL.isdisjoint(circles) or not met:
        return "vous", False
    return book.setting("address"), False


def language_with(book: OpenBook, known: Known, titles: Iterable[str]) -> str:
    """The language that somebody speaks with the owner: as said, else as their subjects tell, else the book's."""
    said = known.said("speaks")
    if said is not None and said.value in language.LANGUAGES:
        return said.value
    return guessed(titles) or (book.setting("language") or language.spoken())
