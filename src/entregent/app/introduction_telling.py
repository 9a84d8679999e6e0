"""Introductions told: what waits for a word, the tree of who opened which doors, what was made, asked for, promised."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from entregent.app.introducing import PROBABLE, kept, through
from entregent.app.introduction_following import followed
from entregent.app.introduction_lines import event_of, line_of, rows_of
from entregent.app.introduction_views import (
    AskedLine,
    Door,
    IntroductionsView,
    MadeLine,
    MetThrough,
    PromisedLine,
)
from entregent.app.promising import shown_promises
from entregent.model.judgement import Reason, reason
from entregent.network.introductions import SURE, descendants
from entregent.store import facts, people
from entregent.text.scripts import fold

if TYPE_CHECKING:
    from entregent.app.opening import OpenBook
    from entregent.store.people import PersonRow

QUEUE: Final = 20
MADE: Final = 200
"""So many of the owner’s own are told, the newest."""
_DEEPEST: Final = 40
_SPEAKS: Final = re.compile(r"\bintroduc|\bpresent(?:er|e|erai|ation)\b|\ben (?:contact|relation|lien)\b|\bconnect")


def introductions_view(book: OpenBook, *, queue: int = QUEUE) -> IntroductionsView:
    """Everything about introductions."""
    found = through(book)
    rows = rows_of(book, {*found, *(one.person for one in found.values())})
    found = {person: one for person, one in found.items() if person in rows and one.person in rows}
    lines = {person: line_of(book, rows, person, one) for person, one in found.items()}
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
    rows = sorted(kept(book)[1], key=lambda row: -row[3])[:MADE]
    wanted: set[Any] = {row[place] for row in rows for place in (0, 1)}
    named = people.of_handles(book.connection, wanted)
    own = people.list_some(book.connection, {one.person for one in named.values()})
    quiet = {row.id for row in own if row.never}
    found = []
    for one, other, chance, event, why, since in rows:
        first, second = named.get(one), named.get(other)
        if first is None or second is None or {first.person, second.person} & quiet or first.person == second.person:
            continue
        at, title = event_of(book, int(event))
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
