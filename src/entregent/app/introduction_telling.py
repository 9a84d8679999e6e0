"""Introductions told: what waits for a word, the tree of who opened which doors, what was made, asked for, promised."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from entregent.app.introducing import PROBABLE, Through, kept, through
from entregent.app.introduction_views import (
    AskedLine,
    Door,
    IntroductionsView,
    MadeLine,
    MetThrough,
    PromisedLine,
)
from entregent.app.promising import shown_promises
from entregent.model.interaction import instant_of
from entregent.model.judgement import Reason, reason
from entregent.network.introductions import SURE, descendants
from entregent.store import events, facts, handles, introductions, people, stages
from entregent.text.scripts import fold

if TYPE_CHECKING:
    from entregent.app.opening import OpenBook
    from entregent.store.people import PersonRow

QUEUE: Final = 20
_DEEPEST: Final = 40
_SPEAKS: Final = re.compile(r"\bintroduc|\bpresent(?:er|e|erai|ation)\b|\ben (?:contact|relation|lien)\b|\bconnect")


def introductions_view(book: OpenBook, *, queue: int = QUEUE) -> IntroductionsView:
    """Everything about introductions."""
    from entregent.app.introduction_following import followed

    found = through(book)
    rows = _rows(book, {*found, *(one.person for one in found.values())})
    found = {person: one for person, one in found.items() if person in rows and one.person in rows}
    lines = {person: _line(book, rows, person, one) for person, one in found.items()}
    waiting = sorted(
        (line for line in lines.values() if not line.said), key=lambda line: (-(line.chance or 0), line.person)
    )
    shown = sorted(lines.values(), key=lambda line: (line.at or 0, line.person))
    return IntroductionsView(
        tuple(waiting[:queue]),
        max(len(waiting) - queue, 0),
        _roots(lines, rows),
        len(lines),
        len({line.through for line in lines.values()}),
        tuple(shown),
        tuple(_made(book)),
        tuple(followed(book)),
        tuple(_asked(book, lines)),
        tuple(
            PromisedLine(one.id, one.person, one.name, one.text, one.by, one.mine)
            for one in shown_promises(book)
            if _SPEAKS.search(fold(one.text))
        ),
    )


def met_through(book: OpenBook, person: int) -> MetThrough | None:
    """Who introduced one person, to be shown on their page."""
    from entregent.app.introducing import through_of

    one = through_of(book, person)
    rows = _rows(book, {person, one.person}) if one is not None else {}
    if one is None or len(rows) < 2:
        return None
    return _line(book, rows, person, one)


def _rows(book: OpenBook, persons: set[int]) -> dict[int, PersonRow]:
    return {row.id: row for row in people.list_some(book.connection, persons) if row.never not in ("never", "private")}


def _line(book: OpenBook, rows: dict[int, PersonRow], person: int, one: Through) -> MetThrough:
    at, title = _event(book, one.event) if one.event else (_first_seen(book, person), "")
    who = rows[one.person].name
    why = tuple(reason(code, who=who) for code in one.why) if not one.said else (reason("introduced-said"),)
    return MetThrough(person, rows[person].name, one.person, who, one.said, one.sure, one.chance, at, title, why)


def _event(book: OpenBook, event: int) -> tuple[int | None, str]:
    title = book.connection.value("SELECT title FROM event WHERE id = ?", (event,))
    return instant_of(event), str(title or "")


def _first_seen(book: OpenBook, person: int) -> int | None:
    own = [row[0] for row in handles.of_person(book.connection, person)]
    first = events.first_event(book.connection, own, meeting=False, newest=False, until=(book.now + 1) << 29)
    return instant_of(first[0]) if first else None


# ── the tree ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _roots(lines: dict[int, MetThrough], rows: dict[int, PersonRow]) -> tuple[Door, ...]:
    """Those who opened doors and came through nobody themselves, whoever opened most first; rings are cut once."""
    counts = descendants({person: line.through for person, line in lines.items()})
    below: dict[int, list[int]] = {}
    for person, line in lines.items():
        below.setdefault(line.through, []).append(person)
    done: set[int] = set()

    def door(person: int, depth: int) -> Door:
        done.add(person)
        line = lines.get(person)
        inside = sorted(
            (one for one in below.get(person, ()) if one not in done), key=lambda one: (lines[one].at or 0, one)
        )
        children = tuple(door(one, depth + 1) for one in inside if one not in done) if depth < _DEEPEST else ()
        row = rows[person]
        return Door(
            person, row.name, tuple(json.loads(row.circles)), line.at if line else None, line.sure if line else "",
            counts.get(person, 0), children,
        )  # fmt: skip

    first = sorted((one for one in below if one not in lines), key=lambda one: (-counts[one], rows[one].name))
    roots = [door(one, 0) for one in first]
    ringed = sorted((one for one in below if one not in done), key=lambda one: (-counts[one], one))
    roots += [door(one, 0) for one in ringed if one not in done]
    return tuple(roots)


# ── made, asked for ───────────────────────────────────────────────────────────────────────────────────────────────


def _made(book: OpenBook) -> list[MadeLine]:
    _through, rows = kept(book)
    wanted: set[Any] = {row[place] for row in rows for place in (0, 1)}
    named = people.of_handles(book.connection, wanted)
    own = people.list_some(book.connection, {one.person for one in named.values()})
    quiet = {row.id for row in own if row.never}
    found = []
    for one, other, chance, event, why, since in rows:
        first, second = named.get(one), named.get(other)
        if first is None or second is None or {first.person, second.person} & quiet or first.person == second.person:
            continue
        at, title = _event(book, int(event))
        told = float(chance)
        sure = "surely" if told >= SURE else "probably" if told >= PROBABLE else "perhaps"
        reasons: tuple[Reason, ...] = tuple(reason(code) for code in json.loads(str(why)))
        found.append(
            MadeLine(
                first.person,
                first.name,
                second.person,
                second.name,
                at,
                title,
                int(since),
                sure,
                reasons,
            )
        )
    return sorted(found, key=lambda line: -(line.at or 0))


def _asked(book: OpenBook, lines: dict[int, MetThrough]) -> list[AskedLine]:
    """Whom the owner asked to be introduced, from the first sentences that were used."""
    stated = [
        fact
        for fact in facts.of_kinds(book.connection, "opener")
        if fact.value.startswith("ask-introduction ") and fact.handle is not None
    ]
    when = facts.times(book.connection, [fact.action for fact in stated])
    named = people.of_handles(book.connection, {fact.handle for fact in stated if fact.handle is not None})
    found: dict[int, AskedLine] = {}
    for fact in stated:
        one = named.get(fact.handle or 0)
        if one is not None:
            at = when[fact.action]
            came = sum(1 for line in lines.values() if line.through == one.person and (line.at or 0) > at)
            found[one.person] = AskedLine(one.person, one.name, at, came)
    return sorted(found.values(), key=lambda line: -line.at)


def said_when(book: OpenBook) -> dict[int, int]:
    """Person → when the owner said who introduced them."""
    return {person: at for person, _by, at in stages.introductions(book.connection)}


def together_since(book: OpenBook, one: int, other: int, since: int) -> int:
    """How often two people were seen in touch after an instant, by a word of one of them."""
    mine = [row[0] for row in handles.of_person(book.connection, one)]
    theirs = [row[0] for row in handles.of_person(book.connection, other)]
    return introductions.in_touch(book.connection, mine, theirs, since << 29, (book.now + 1) << 29)
