"""What the book knows of somebody that a first sentence may build on: gathered from facts, letters, meetings, cards."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from entregent.app.addressing import address_of, circles_of, language_with, tone_of
from entregent.app.companions import companions_of
from entregent.app.composing import as_mapping
from entregent.app.opening import OpenBook
from entregent.app.portraying import Known
from entregent.app.promising import promises_of
from entregent.coaching.openers.opener_facts import Dated, OpenerFacts
from entregent.coaching.openers.safe_names import full_name
from entregent.coaching.openers.subject_lines import quotable
from entregent.model.interaction import DIGEST_BITS, Direction
from entregent.store import people, records, threads
from entregent.store.connection import Row
from entregent.store.events import DIRECTION_SHIFT
from entregent.text.scripts import fold
from entregent.ties.state import DAY

LETTER_DAYS: Final = 400
LETTERS: Final = 12
FRESH_LETTERS: Final = 3
"""A thread is taken up from one of the newest letters or not at all."""
MEETING_DAYS: Final = 270
AHEAD_DAYS: Final = 61
MEETINGS: Final = 8
FEW: Final = 4
"""So many others are a meeting; more are an event."""
TOGETHER: Final = 100
"""The newest exchanges in company that are looked at for somebody whom both know."""
NEWS_DAYS: Final = 180
COMMENT_DAYS: Final = 200
_NO_MEETING: Final = ("anniversaire", "birthday", "fete de", "bonne fete")
_SOUTH: Final = frozenset(("AR", "AU", "BO", "BR", "CL", "MU", "MZ", "NA", "NZ", "PE", "PY", "RE", "UY", "ZA", "ZW"))


def knowledge_of(book: OpenBook, known: Known, *, hour: datetime | None = None, whom: str = "") -> OpenerFacts:
    """All that openers for somebody may use."""
    row, state = known.row, known.state
    letters = _letters(book, known)
    spoken = language_with(book, known, [title for _event, how, title in letters if _is_theirs(how)])
    met = state is not None and bool(state.n_in)
    circles = circles_of(row)
    address, _said = address_of(book, known, circles, met=met)
    promised = promises_of(book, known.stated, row)
    matters = known.said("matters")
    via = _via(book, known)
    given, job = _cards(book, known)
    facts = OpenerFacts(
        today=book.today,
        language=spoken,
        address=address,
        tone=tone_of(circles, known=met),
        name=row.name,
        given=given,
        me=book.setting("name"),
        promise=next((one.text for one in promised if one.mine), None),
        owed=next((one.text for one in promised if not one.mine), None),
        matters=matters.value if matters is not None else "",
        new_job=job,
        comment=_comment(book, known, spoken, address),
        via=via,
        mutual=_mutual(book, known, via),
        birthday=row.birthday,
        organisation=row.organisation,
        first_on=book.day_of(state.first_real) if state is not None and state.first_real else None,
        silence_days=(book.now - state.last_at) // DAY if state is not None and state.last_at else None,
        hour=hour,
        whom=whom,
        north=book.setting("region") not in _SOUTH,
    )
    return _with_gatherings(book, known, _with_letters(book, facts, letters))


# ── letters ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _letters(book: OpenBook, known: Known) -> list[Row]:
    first = (book.now - LETTER_DAYS * DAY) << DIGEST_BITS
    return threads.letters(book.connection, known.own, first, known.until, LETTERS)


def _is_theirs(how: int) -> bool:
    return bool(how >> DIRECTION_SHIFT & Direction.IN)


def _with_letters(book: OpenBook, facts: OpenerFacts, letters: Sequence[Row]) -> OpenerFacts:
    """The newest subject that can be quoted, theirs or the owner's."""
    for event, how, title in letters[:FRESH_LETTERS]:
        if _said(title, facts):
            letter = Dated(title, book.day_of(event >> DIGEST_BITS))
            return facts._replace(last_in=letter) if _is_theirs(how) else facts._replace(last_out=letter)
    return facts


def _said(title: str, facts: OpenerFacts) -> str:
    address = facts.address if facts.language == "fr" else ""
    return quotable(title, address=address, names=(facts.name, facts.given, facts.me))


def _comment(book: OpenBook, known: Known, spoken: str, address: str) -> str:
    first = (book.now - COMMENT_DAYS * DAY) << DIGEST_BITS
    rows = threads.comments(book.connection, known.own, first, known.until, FRESH_LETTERS)
    form = address if spoken == "fr" else ""
    return next((title for _event, _how, title in rows if quotable(title, address=form)), "")


# ── meetings ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_gatherings(book: OpenBook, known: Known, facts: OpenerFacts) -> OpenerFacts:
    first = (book.now - MEETING_DAYS * DAY) << DIGEST_BITS
    rows = threads.meetings(book.connection, known.own, first, known.until, MEETINGS)
    rows = [row for row in rows if not _is_birthday(row[2])]
    small = next((row for row in rows if row[3] <= FEW), None)
    large = next((row for row in rows if row[3] > FEW and _said(row[2] or "", facts)), None)
    facts = facts._replace(met=_day(book, small), past_event=_dated(book, large))
    if book.as_of:
        return facts
    last = (book.now + AHEAD_DAYS * DAY) << DIGEST_BITS
    ahead = threads.meetings(book.connection, known.own, known.until, last, MEETINGS)[::-1]
    ahead = [row for row in ahead if not _is_birthday(row[2])]
    small = next((row for row in ahead if row[3] <= FEW), None)
    large = next((row for row in ahead if row[3] > FEW and _said(row[2] or "", facts)), None)
    return facts._replace(coming=_dated(book, small), coming_event=_dated(book, large))


def _is_birthday(title: str | None) -> bool:
    return any(word in fold(title or "") for word in _NO_MEETING)


def _day(book: OpenBook, row: Row | None) -> date | None:
    return book.day_of(row[0] >> DIGEST_BITS) if row is not None else None


def _dated(book: OpenBook, row: Row | None) -> Dated | None:
    return Dated(row[2] or "", book.day_of(row[0] >> DIGEST_BITS)) if row is not None else None


# ── people between ────────────────────────────────────────────────────────────────────────────────────────────────


def _via(book: OpenBook, known: Known) -> str:
    """Who introduced them, where they may be named."""
    fact = known.said("via")
    if fact is None or fact.other is None:
        return ""
    named = people.of_handles(book.connection, [fact.other]).get(fact.other)
    row = people.find(book.connection, named.person) if named is not None else None
    return row.name if row is not None and row.sort == "person" and row.never in ("", "archived") else ""


def _mutual(book: OpenBook, known: Known, via: str) -> str:
    """Who is often seen with both; never whom the owner lives with."""
    for one in companions_of(book, known.own, known.row.id, known.until, newest=TOGETHER):
        if "love" not in one.circles and one.name != via and full_name(one.name):
            return one.name
    return ""


# ── cards ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _cards(book: OpenBook, known: Known) -> tuple[str, str]:
    """(the first name that a card tells apart, where they began to work by a dated change)."""
    rows = records.of_handles(book.connection, known.own)
    cards = [(reader, as_mapping(json.loads(body)), origin) for _record, reader, body, origin in rows]
    given = next((str(card["given"]) for _reader, card, _origin in cards if card.get("given")), "")
    return given, _new_job(book, known, cards)


def _new_job(book: OpenBook, known: Known, cards: Sequence[tuple[str, Mapping[str, Any], int]]) -> str:
    """Two states of one kind of source, the later one lately, and another organisation in it than in the one before."""
    places: dict[str, list[tuple[int, str]]] = {}
    told = [one for one in cards if one[1].get("organisation")]
    if len({str(card["organisation"]) for _reader, card, _origin in told}) < 2:
        return ""
    seen = threads.seen_since(book.connection, {origin for _reader, _card, origin in told})
    for reader, card, origin in told:
        at = card.get("updated_at") or seen.get(origin)
        if at is not None and at <= book.now:
            places.setdefault(reader, []).append((int(at), str(card["organisation"])))
    for states in places.values():
        (before, old), (at, new) = sorted(states)[-2:] if len(states) > 1 else ((0, ""), (0, ""))
        fresh = at > before + DAY and book.now - at < NEWS_DAYS * DAY
        if fresh and fold(old) != fold(new) and fold(new) == fold(known.row.organisation):
            return new
    return ""
