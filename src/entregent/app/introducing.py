"""Introducing: who made whom known to the owner, by the owner's word, else as judged from what passed; and the tree."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app.keeping import anchor, follow, named
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.model.errors import BookError, RequestError, UnknownPersonError
from entregent.network.introductions import AFTER_DAYS, DAY, SURE
from entregent.store import facts, handles, introductions, memos, people, stages
from entregent.store.facts import NewFact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from entregent.app.introduction_evidence import Found
    from entregent.app.opening import OpenBook
    from entregent.store.connection import Row

FORM: Final = 1
"""Raise it when the same events would be judged otherwise."""
PROBABLE: Final = 0.75
MANY: Final = 3_000
"""With more people than this a page does not work it out while somebody waits."""


class NoIntroducerError(RequestError):
    """Nothing tells who introduced `name`."""

    code = "no-introducer"


class Through(NamedTuple):
    """Who introduced somebody; `chance` is None by the owner's word. `event` is 0 where none tells."""

    person: int
    chance: float | None
    event: int
    why: tuple[str, ...]

    @property
    def said(self) -> bool:
        """By the owner's word."""
        return self.chance is None

    @property
    def sure(self) -> str:
        """How sure it is, as a word."""
        if self.chance is None:
            return "said"
        return "surely" if self.chance >= SURE else "probably" if self.chance >= PROBABLE else "perhaps"


# ── worked out, and kept ──────────────────────────────────────────────────────────────────────────────────────────


def _state(book: OpenBook) -> list[object]:
    return [FORM, introductions.imported(book.connection), book.today.isoformat()]


def is_kept(book: OpenBook) -> bool:
    """Whether what is kept holds, or is soon worked out: a page need not wait for it."""
    if book.as_of:
        return book.introduced is not None
    return memos.find(book.connection, introductions.STATE) == _state(book) or people.count(book.connection) < MANY


def refresh(book: OpenBook) -> None:
    """Work out who introduced whom where something was imported, or the day has changed. Not in a view of the past."""
    if book.as_of:
        return
    state = _state(book)
    before = memos.find(book.connection, introductions.STATE)
    if before == state:
        return
    from entregent.app import introduction_evidence

    if before is not None and before[:2] == state[:2]:
        since = book.now - (AFTER_DAYS + 10) * DAY
        found, old = introduction_evidence.gather(book, since=since), introductions.all_through(book.connection)
        rows = {(row[0], row[1]): row for row in [*old, *_rows(book, found)]}
        made = introductions.all_made(book.connection)
        introductions.keep(book.connection, rows.values(), made, state)
        return
    found = introduction_evidence.gather(book)
    introductions.keep(book.connection, _rows(book, found), _made_rows(book, found), state)


def _rows(book: OpenBook, found: Found) -> list[Row]:
    return [
        (anchor(book, person), anchor(book, one.person), one.chance, one.event, json.dumps(one.why))
        for person, several in found.through.items()
        for one in several[:2]
    ]


def _made_rows(book: OpenBook, found: Found) -> list[Row]:
    rows = []
    for one in found.made:
        pair = sorted((anchor(book, one.one), anchor(book, one.other)))
        rows.append((*pair, one.chance, one.event, json.dumps(one.why), one.since))
    return rows


def kept(book: OpenBook) -> tuple[list[Row], list[Row]]:
    """The rows of what was judged: kept ones, or those of a past view, worked out once for it."""
    if book.as_of:
        if book.introduced is None:
            from entregent.app import introduction_evidence

            found = introduction_evidence.gather(book)
            book.introduced = (_rows(book, found), _made_rows(book, found))
        past: tuple[list[Row], list[Row]] = book.introduced
        return past
    with suppress(BookError):
        refresh(book)
    return introductions.all_through(book.connection), introductions.all_made(book.connection)


# ── the owner's word first ────────────────────────────────────────────────────────────────────────────────────────


def denied(book: OpenBook) -> set[tuple[int, int]]:
    """(who is new, who did not introduce them) by the owner's word."""
    found = set()
    for fact in facts.of_kinds(book.connection, "introduced"):
        pair = _pair(book, fact.handle, fact.other)
        if pair is not None:
            found.discard(pair)
            if fact.value == "no":
                found.add(pair)
    return found


def _pair(book: OpenBook, handle: int | None, other: int | None) -> tuple[int, int] | None:
    if handle is None or other is None:
        return None
    one, two = handles.person_of(book.connection, handle), handles.person_of(book.connection, other)
    return None if one is None or two is None else (one, two)


def through(book: OpenBook) -> dict[int, Through]:
    """Person → who introduced them, of everybody of whom it is known or likely, those left in peace left out."""
    rows, _made = kept(book)
    found = _judged(book, rows, denied(book))
    for person, by, _at in stages.introductions(book.connection):
        found.pop(person, None)
        if by is not None:
            found[person] = Through(by, None, 0, ())
    quiet = people.never_ids(book.connection)
    return {person: one for person, one in found.items() if person not in quiet and person != one.person}


def _judged(book: OpenBook, rows: Iterable[Row], refused: set[tuple[int, int]]) -> dict[int, Through]:
    listed = list(rows)
    wanted = {int(row[place]) for row in listed for place in (0, 1)}
    whose = {handle: one.person for handle, one in people.of_handles(book.connection, wanted).items()}
    found: dict[int, Through] = {}
    for handle, by, chance, event, why in listed:
        person, introducer = whose.get(handle), whose.get(by)
        if person is None or introducer is None or (person, introducer) in refused:
            continue
        one = Through(introducer, float(chance), int(event), tuple(json.loads(why)))
        if person not in found or (found[person].chance or 0) < float(chance):
            found[person] = one
    return found


def through_of(book: OpenBook, person: int) -> Through | None:
    """Who introduced one person: a few look-ups; what was judged is taken as kept last."""
    said = [by for introduced, by in stages.introducers_of(book.connection, person) if introduced == person]
    if said:
        return Through(said[-1], None, 0, ()) if said[-1] is not None and said[-1] != person else None
    if book.as_of:
        return through(book).get(person) if book.introduced is not None else None
    own = [row[0] for row in handles.of_person(book.connection, person)]
    rows = introductions.through_of(book.connection, own)
    if not rows:
        return None
    refused = {
        (person, other)
        for fact in facts.of_handles(book.connection, own)
        if fact.kind == "introduced" and fact.value == "no" and fact.other is not None
        for other in [handles.person_of(book.connection, fact.other)]
        if other is not None
    }
    found = _judged(book, rows, refused).get(person)
    return found if found is not None and found.person != person else None


def owed(book: OpenBook) -> dict[int, int]:
    """How many people came through each introducer, directly or from one to the next."""
    from entregent.network.introductions import descendants

    return descendants({person: one.person for person, one in through(book).items()})


def together_since(book: OpenBook, one: int, other: int, since: int) -> int:
    """How often two people were seen in touch after an instant, by a word of one of them."""
    mine = [row[0] for row in handles.of_person(book.connection, one)]
    theirs = [row[0] for row in handles.of_person(book.connection, other)]
    return introductions.in_touch(book.connection, mine, theirs, since << 29, (book.now + 1) << 29)


# ── verbs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def confirm(book: OpenBook, who: str, by: str = "") -> Done:
    """Yes, that is who introduced them. Without `by` whoever was judged to have. Raises NoIntroducerError."""
    book.write_check()
    person, introducer = _meant(book, who, by)
    own, other = anchor(book, person), anchor(book, introducer)
    name = dict(named(book, [introducer])).get(introducer, "")
    with book.connection.writing():
        stated = [NewFact(own, "introduced", "yes", other), NewFact(own, "via", name, other)]
        action = facts.act(book.connection, "introduced", book.now, stated, value=name)
        follow(book, [person])
    return Done(action, "introduced", named(book, [person]), value=name)


def deny(book: OpenBook, who: str, by: str = "") -> Done:
    """No, they were not introduced by them; it is not proposed again. Raises NoIntroducerError."""
    book.write_check()
    person, introducer = _meant(book, who, by)
    own, other = anchor(book, person), anchor(book, introducer)
    name = dict(named(book, [introducer])).get(introducer, "")
    mine = [row[0] for row in handles.of_person(book.connection, person)]
    said = [
        fact.id
        for fact in facts.of_handles(book.connection, mine)
        if fact.kind == "via"
        and fact.other is not None
        and handles.person_of(book.connection, fact.other) == introducer
    ]
    with book.connection.writing():
        stated = [NewFact(own, "introduced", "no", other)]
        action = facts.act(book.connection, "not-introduced", book.now, stated, value=name, retires=said)
        follow(book, [person])
    return Done(action, "not-introduced", named(book, [person]), value=name)


def _meant(book: OpenBook, who: str, by: str) -> tuple[int, int]:
    person = find_person(book, who)
    if by:
        introducer: int | None = find_person(book, by)
    else:
        refresh(book)
        found = through_of(book, person)
        introducer = found.person if found is not None else None
    if introducer is None:
        raise NoIntroducerError(name=dict(named(book, [person])).get(person, who))
    if introducer == person:
        raise UnknownPersonError(who=by, near=[])
    return person, introducer
