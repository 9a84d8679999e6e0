"""Openers on a book: first sentences for somebody, those that were used, and the gift of the week."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from entregent.app import consents, language, opener_knowledge, settling
from entregent.app.keeping import anchor, named
from entregent.app.opener_views import GiftLine, OpenerLine, OpenerSheet
from entregent.app.opening import OpenBook
from entregent.app.portraying import Known, know
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.coaching.openers.drawing import PURPOSES, digest, draw, gift, gift_of_week
from entregent.coaching.openers.opener_facts import OpenerFacts
from entregent.model.errors import BadDateError, BadSettingError, LeftInPeaceError
from entregent.model.handle import NAME
from entregent.store import facts, people
from entregent.store.facts import NewFact

MOST: Final = 20
MOST_SKIPPED: Final = 300
LONGEST_USED: Final = 2_000


def openers(  # noqa: PLR0913 - what a first sentence may be for
    book: OpenBook, who: str, count: int = 3, *, purpose: str = "", skip: int = 0, hour: str = "", whom: str = ""
) -> OpenerSheet:
    """First sentences for somebody, the best fitting first, after `skip` of them; for `hour`, an ISO date and time.

    `whom` is the name of somebody to be introduced to.

    Raises UnknownPersonError, AmbiguousPersonError, LeftInPeaceError, BadSettingError, BadDateError.
    """
    if purpose and purpose not in PURPOSES:
        raise BadSettingError(key="purpose", value=purpose)
    settling.ensure_standing(book)
    known = know(book, find_person(book, who))
    if known.row.never in {"never", "died", "private"}:
        raise LeftInPeaceError(name=known.row.name)
    told = opener_knowledge.knowledge_of(book, known, hour=_moment(book, hour), whom=whom)
    skipped = min(max(skip, 0), MOST_SKIPPED)
    drawn = draw(
        told,
        seed=str(known.row.id),
        count=min(max(count, 1), MOST),
        skip=skipped,
        purpose=purpose,
        used=_used(known),
        france=_as_in_france(book),
    )
    return OpenerSheet(
        person=known.row.id,
        name=known.row.name,
        address=told.address if told.language == "fr" else "",
        is_address_known=told.language != "fr" or known.said("address") is not None,
        language=told.language,
        openers=tuple(OpenerLine(*one) for one in drawn),
        gift=_gift(book, told, known.row.id),
        matters=told.matters,
        consent=consents.consent_reminder(book, str(known.row.id)),
        handles=tuple(value for kind, value in known.handles.values() if kind != NAME),
        purpose=purpose,
        skipped=skipped,
    )


def _moment(book: OpenBook, text: str) -> datetime | None:
    if not text:
        return None
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadDateError(text=text) from error
    return said.astimezone(book.zone) if said.tzinfo else said.replace(tzinfo=book.zone)


def _used(known: Known) -> Collection[str]:
    """What was used with them: digests, of which no sentence can be read again."""
    return {fact.value.partition(" ")[2] for fact in known.stated if fact.kind == "opener"}


def _as_in_france(book: OpenBook) -> bool:
    return book.setting("region") in language.EUROPE


def _gift(book: OpenBook, told: OpenerFacts, person: int) -> str:
    year, week, _day = book.today.isocalendar()
    spoken = language.spoken()
    return gift(told, seed=f"{person} {year}-{week}", language=spoken, france=_as_in_france(book))


def used_opener(book: OpenBook, who: str, kind: str, text: str) -> Done:
    """A sentence was used with somebody: it does not come back. What is kept of it is a digest."""
    book.write_check()
    if not text.strip() or not kind.strip() or " " in kind.strip():
        raise BadSettingError(key="opener", value=kind if text.strip() else "")
    person = find_person(book, who)
    with book.connection.writing():
        kept = NewFact(anchor(book, person), "opener", f"{kind.strip()[:40]} {digest(text[:LONGEST_USED])}")
        action = facts.act(book.connection, "opener", book.now, [kept])
    return Done(action, "opener", named(book, [person]))


def weeks_gift(book: OpenBook, persons: Collection[int]) -> GiftLine | None:
    """Who, of these people, gets something this week that asks nothing; the same one all week. None of nobody."""
    year, week, _day = book.today.isocalendar()
    chosen = gift_of_week(f"{year}-{week}", [one for one in persons if _may_be_given(book, one)])
    if chosen is None:
        return None
    known = know(book, chosen)
    text = _gift(book, opener_knowledge.knowledge_of(book, known), chosen)
    return GiftLine(chosen, known.row.name, text) if text else None


def _may_be_given(book: OpenBook, person: int) -> bool:
    row = people.find(book.connection, person)
    return row is not None and row.sort == "person" and not row.never
