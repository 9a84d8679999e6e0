"""Exploring: lists of people, one person's page, the timeline, names for completion."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from entregent.app import settling, standing, weighing
from entregent.app.composing import as_mapping, in_order, reasons_from
from entregent.app.opening import OpenBook
from entregent.app.promising import promises_of
from entregent.app.reaching import find_person
from entregent.app.views import (
    Balance,
    JoinLine,
    NoteLine,
    PersonLine,
    PersonView,
    ProvenanceLine,
    TimelineLine,
)
from entregent.model.errors import BadSettingError
from entregent.model.handle import NAME
from entregent.model.interaction import Channel, instant_of
from entregent.model.judgement import Reason, reason
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import events, facts, handles, imports, people, records, search
from entregent.store.facts import Fact
from entregent.store.people import PersonRow, StandingRow
from entregent.ties.chance import chance
from entregent.ties.rhythm import reasons as tie_reasons
from entregent.ties.rhythm import trend

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
        ids = search.people(book.connection, query, 5_000) or _by_subject(book, query)
    found = people.search(book.connection, ids=ids, wheres=wheres, order=sort, limit=limit)
    return [person_line(book, row, standing) for row, standing in found if not row.never or query.strip()]


def _by_subject(book: OpenBook, query: str) -> list[int]:
    """Where no name, handle or note matches: the people of the newest exchanges whose subject does."""
    found: dict[int, None] = {}
    for number in search.events(book.connection, query, 200):
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


def person_line(book: OpenBook, row: PersonRow, standing: StandingRow | None) -> PersonLine:
    """One line of a list."""
    own = handles.of_person(book.connection, row.id)
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
    )


def show_person(book: OpenBook, who: str, *, limit: int = 20) -> PersonView:
    """One person's page. Raises UnknownPersonError, AmbiguousPersonError."""
    settling.ensure_standing(book)
    person = find_person(book, who)
    row = people.find(book.connection, person)
    assert row is not None
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    stated = facts.of_handles(book.connection, own)
    tie = people.tie(book.connection, person)
    state = weighing.unpack(tie[1]) if tie else None
    likely = chance(state, book.now, standing.costs(book).calibration) if state and state.last_at else None
    memory = row.never in ("died", "private")
    until = weighing.until_event(book)
    line = person_line(book, row, None if memory else people.standing(book.connection, person))
    said = {fact.kind: fact for fact in stated}
    first_at, first_met = _first_met(book, own, said, until)
    last_met = events.first_event(book.connection, own, meeting=True, newest=True, until=until)
    return PersonView(
        line=line._replace(chance=likely.value) if likely and not memory else line,
        reasons=_reasons(row, state, book, memory=memory),
        chance_low=likely.low if likely and not memory else None,
        chance_high=likely.high if likely and not memory else None,
        trend=str(trend(state, book.now)) if state and state.last_at and not memory else "",
        balance=_balance(state),
        first_at=first_at,
        first_met=first_met,
        last_met_at=instant_of(last_met[0]) if last_met else None,
        last_met=(last_met[1] or "") if last_met else "",
        via=_via(book, said),
        died=row.never == "died",
        birthday=row.birthday,
        organisation=row.organisation,
        title=row.title,
        timeline=tuple(timeline(book, person, own, limit, stated)),
        provenance=tuple(_provenance(book, own, stated)),
        joins=tuple(_joins(book, own)),
        promises=tuple(promises_of(book, stated, row)),
        notes=tuple(
            NoteLine(fact.id, facts.stated_at(book.connection, fact.action), fact.value)
            for fact in reversed(stated)
            if fact.kind == "note"
        ),
        related=_related(book, own),
    )


def _reasons(row: PersonRow, state: Any, book: OpenBook, *, memory: bool) -> tuple[Reason, ...]:
    if row.never == "died":
        return (reason("person-died"),)
    if memory:
        return (reason("person-private"),)
    told: list[Reason] = []
    if row.never:
        told.append(reason("person-never"))
    if row.resting:
        told.append(reason("person-resting"))
    if row.sort == "automaton":
        told += reasons_from(json.loads(row.sort_reasons))
    if state is not None and state.last_at:
        told += tie_reasons(state, book.now)
    elif row.sort == "person":
        told.append(reason("no-exchange-yet"))
    for _, why in json.loads(row.circles_proposed):
        told += reasons_from(why)
    return tuple(told)


def _balance(state: Any) -> Balance:
    if state is None:
        return Balance(0, 0, None)
    total = state.n_out + state.n_in
    return Balance(state.n_out, state.n_in, state.n_out / total if total else None)


def _first_met(book: OpenBook, own: Sequence[int], said: dict[str, Fact], until: int) -> tuple[int | None, str]:
    """When and where it began: by the owner's word, else the first event."""
    first = events.first_event(book.connection, own, meeting=False, newest=False, until=until)
    at = instant_of(first[0]) if first else None
    if "met" in said:
        stated_at = facts.stated_at(book.connection, said["met"].action)
        return (at if at is not None and at < stated_at else stated_at), said["met"].value
    return at, (first[1] or "") if first else ""


def _via(book: OpenBook, said: dict[str, Fact]) -> str:
    fact = said.get("via")
    if fact is None or fact.other is None:
        return ""
    person = handles.person_of(book.connection, fact.other)
    row = people.find(book.connection, person) if person is not None else None
    return row.name if row else ""


def timeline(
    book: OpenBook, person: int, own: Sequence[int], limit: int, stated: Sequence[Fact] = ()
) -> list[TimelineLine]:
    """A person's events, newest first: what sources tell and what the owner logged."""
    logged = {}
    for fact in stated:
        if fact.kind == "log":
            told = json.loads(fact.value)
            logged[told["event"]] = told
    names: dict[int, str] = {}
    lines = []
    for number, how, _, _, parts, title, _ in events.timeline(book.connection, own, limit, weighing.until_event(book)):
        told = logged.get(number, {})
        lines.append(
            TimelineLine(
                at=instant_of(number),
                channel=Channel(how & events.CHANNEL_MASK).name.lower(),
                direction=weighing.direction_word(how),
                title=title or "",
                participants=tuple(_participants(book, parts, person, names)),
                outcome=told.get("outcome", ""),
                note=told.get("note", ""),
                minutes=told.get("minutes", 0),
            )
        )
    return lines


def _participants(book: OpenBook, parts: bytes, person: int, names: dict[int, str]) -> Iterable[str]:
    seen = set()
    for handle in events.handles_in(parts):
        if handle not in names:
            of = handles.person_of(book.connection, handle)
            row = people.find(book.connection, of) if of is not None else None
            names[handle] = row.name if row and row.sort != "owner" and row.id != person else ""
        name = names[handle]
        if name and name not in seen:
            seen.add(name)
            yield name


def _provenance(book: OpenBook, own: Sequence[int], stated: Sequence[Fact]) -> list[ProvenanceLine]:
    """Where each fact comes from: the owner's words first, then cards, then the names and addresses that were read."""
    lines = [
        ProvenanceLine(fact.kind, fact.value, "", "owner", facts.stated_at(book.connection, fact.action))
        for fact in stated
        if fact.kind in ("name", "birthday", "organisation", "title", "level", "circle", "met", "own-handle")
    ]
    paths = imports.paths_by_origin(book.connection)
    for _, reader, body, origin in records.of_handles(book.connection, own):
        card = as_mapping(json.loads(body))
        source = paths.get(origin, "")
        lines += [
            ProvenanceLine(field, str(card[field]), source, reader, card.get("updated_at"))
            for field in ("name", "organisation", "title", "birthday")
            if card.get(field)
        ]
        lines += [
            ProvenanceLine("handle", claimed[1], source, reader, card.get("updated_at")) for claimed in card["handles"]
        ]
    for handle in own:
        row = handles.find(book.connection, handle)
        origin = events.first_origin(book.connection, handle)
        if row and row[1] != NAME and origin is not None:
            at = events.first_event(book.connection, [handle], meeting=False, newest=False)
            lines.append(
                ProvenanceLine("handle", row[2], paths.get(origin[0], ""), origin[1], instant_of(at[0]) if at else None)
            )
    lines += [
        ProvenanceLine("name", name, "", "shown", None) for name, _, _ in handles.names_of(book.connection, own)[:10]
    ]
    return lines


def _joins(book: OpenBook, own: Sequence[int]) -> list[JoinLine]:
    values = {handle: row[2] for handle in own if (row := handles.find(book.connection, handle))}
    lines = [
        JoinLine(
            values.get(a, ""),
            values.get(b, ""),
            "machine",
            bool(assumed),
            confidence,
            reasons_from(json.loads(why)),
        )
        for a, b, confidence, assumed, why in people.joins_of(book.connection, own)
        if b in values
    ]
    said = (reason("owner-said-same"),)
    lines.extend(
        JoinLine(values[fact.handle], values[fact.other], "owner", assumed=False, confidence=1.0, reasons=said)
        for fact in facts.of_handles(book.connection, own)
        if fact.kind == "same" and fact.handle in values and fact.other in values
    )
    return lines


def _related(book: OpenBook, own: Sequence[int]) -> tuple[str, ...]:
    cards = [json.loads(row[2]) for row in records.of_handles(book.connection, own)]
    found = [f"{kind}: {name}" if kind else name for card in in_order(cards) for kind, name in card["related"]]
    return tuple(dict.fromkeys(found))


def complete_names(book: OpenBook, prefix: str, limit: int = 20) -> list[str]:
    """Names that begin so, for shell completion."""
    from entregent.text.scripts import fold

    return [row[1] for row in people.named_like(book.connection, fold(prefix), limit)]
