"""Exploring: lists of people, names for completion."""

import json
from collections.abc import Sequence
from typing import Any, Final

from entregent.app import settling
from entregent.app.opening import OpenBook
from entregent.app.views import PersonLine
from entregent.model.errors import BadSettingError
from entregent.model.handle import NAME
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import events, handles, listing, people, search
from entregent.store.people import PersonRow, StandingRow

SORTS: Final = ("strength", "silence", "chance", "name")


def list_people(  # noqa: PLR0913 - the filters of a list
    book: OpenBook,
    query: str = "",
    *,
    circle: str = "",
    level: str = "",
    sort: str = "strength",
    limit: int = 50,
    automata: bool = False,
    never_met: bool = False,
) -> list[PersonLine]:
    """People who match, in order. Raises BadSettingError for an unknown sort or level."""
    settling.ensure_standing(book)
    if sort not in SORTS:
        raise BadSettingError(key="sort", value=sort)
    wheres: list[tuple[str, Any]] = [("p.sort = ?", "automaton" if automata else "person")]
    if level:
        wheres.append(("p.level = ?", int(level_of(level))))
    if circle:
        wheres.append(("EXISTS (SELECT 1 FROM json_each(p.circles) WHERE value = ?)", circle))
    ids = None
    if query.strip():
        ids = search.people(book.connection, query, 5_000) or found_by_subject(book, query)
    if never_met:
        known = listing.members(book.connection, [("people", None), ("never-met", None)])
        ids = known if ids is None else list(set(ids) & set(known))
    found = people.search(book.connection, ids=ids, wheres=wheres, order=sort, limit=limit)
    return [person_line(book, row, standing) for row, standing in found if not row.never or query.strip()]


def found_by_subject(book: OpenBook, query: str, *, whole: bool = False) -> list[int]:
    """Where no name, handle or note matches: the people of the newest exchanges whose subject does."""
    found: dict[int, None] = {}
    for number in search.events(book.connection, query, 200, whole=whole):
        for handle in events.handles_of(book.connection, number):
            person = handles.person_of(book.connection, handle)
            if person is not None:
                found.setdefault(person)
    return list(found)


def level_of(word: str) -> Level:
    """A level from its word. Raises BadSettingError."""
    for level, known in LEVEL_WORDS.items():
        if word.strip().lower() == known:
            return level
    raise BadSettingError(key="level", value=word)


def person_line(
    book: OpenBook, row: PersonRow, standing: StandingRow | None, own: Sequence[Sequence[Any]] | None = None
) -> PersonLine:
    """One line of a list; `own` are their handles (id, kind, value), where they were read already."""
    own = handles.of_person(book.connection, row.id) if own is None else own
    shown = standing if row.never != "private" else None
    return PersonLine(
        id=row.id,
        name=row.name,
        handles=tuple(handle[2] for handle in own if handle[1] != NAME),
        level=LEVEL_WORDS[Level(row.level)],
        level_proposed=bool(row.level_proposed),
        circles=tuple(json.loads(row.circles)),
        circles_proposed=tuple(name for name, _ in json.loads(row.circles_proposed)),
        strength=shown.strength if shown else None,
        chance=shown.chance if shown else None,
        silence_days=shown.silence_days if shown and shown.last_at else None,
        usual_gap_days=shown.gap_days if shown else None,
        interactions=shown.interactions if shown else 0,
        last_at=(shown.last_at or None) if shown else None,
        resting=bool(row.resting),
        never=bool(row.never),
        archived=row.never == "archived",
    )


def complete_names(book: OpenBook, prefix: str, limit: int = 20) -> list[str]:
    """Names that begin so, for shell completion."""
    from entregent.text.scripts import fold

    return [row[1] for row in people.named_like(book.connection, fold(prefix), limit)]
