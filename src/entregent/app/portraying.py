"""Portraying: one person's page, whole or in parts, and what passed between them and the owner."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from entregent.app import dropping, elan, settling, standing, weighing
from entregent.app.companions import companions_of
from entregent.app.composing import as_mapping, in_order, reasons_from
from entregent.app.exploring import person_line
from entregent.app.introduction_lines import met_through
from entregent.app.listed import told_again
from entregent.app.opening import OpenBook
from entregent.app.person_views import Portrait, TimelinePage
from entregent.app.promising import promises_of
from entregent.app.reach_views import SeenOn
from entregent.app.reaching import find_person
from entregent.app.sighting import seen_on
from entregent.app.tracing import trace
from entregent.app.views import Balance, JoinLine, NoteLine, PersonView, ProvenanceLine, TimelineLine
from entregent.model.errors import UnknownPersonError
from entregent.model.handle import NAME
from entregent.model.interaction import Channel, instant_of
from entregent.model.judgement import Reason, reason
from entregent.store import events, facts, handles, imports, people, records
from entregent.store.facts import Fact
from entregent.store.people import PersonRow
from entregent.ties.chance import chance
from entregent.ties.rhythm import reasons as tie_reasons
from entregent.ties.rhythm import trend
from entregent.ties.state import TieState


class Known(NamedTuple):
    """What every part of the page begins with: who it is, their handles, what the owner stated, how the tie stands."""

    row: PersonRow
    handles: dict[int, tuple[str, str]]
    """Handle -> (kind, value), oldest first."""
    stated: list[Fact]
    state: TieState | None
    until: int
    """The first event number that is not seen."""

    @property
    def own(self) -> list[int]:
        """The handles' ids."""
        return list(self.handles)

    def said(self, kind: str) -> Fact | None:
        """The owner's latest word of a kind."""
        return next((fact for fact in reversed(self.stated) if fact.kind == kind), None)


def know(book: OpenBook, person: int) -> Known:
    """Look somebody up whose id is known to be good."""
    row = people.find(book.connection, person)
    assert row is not None
    own = {handle: (kind, value) for handle, kind, value in handles.of_person(book.connection, person)}
    tie = people.tie(book.connection, person)
    return Known(
        row,
        own,
        facts.of_handles(book.connection, own),
        weighing.unpack(tie[1]) if tie else None,
        weighing.until_event(book),
    )


def holder(book: OpenBook, number: int) -> int | None:
    """The person to whom an id leads now, were it merged since; None for an id never given, and for the owner's."""
    person = handles.person_of(book.connection, number) if number.bit_length() < 64 else None
    row = people.find(book.connection, person) if person is not None else None
    return row.id if row is not None and row.sort != "owner" else None


def show_person(book: OpenBook, who: str, *, limit: int = 20) -> PersonView:
    """One person's page. Raises UnknownPersonError, AmbiguousPersonError."""
    settling.ensure_standing(book)
    known = know(book, find_person(book, who))
    view = _view(book, known, timeline(book, known, limit).lines)
    return view._replace(provenance=tuple(_provenance(book, known)))


def portrait(book: OpenBook, number: int, *, limit: int) -> Portrait:
    """All that a page shows at once of whoever holds an id. Raises UnknownPersonError.

    What is folded away there is asked for by itself: where each fact comes from.
    """
    settling.ensure_standing(book)
    known = known_by(book, number)
    row = known.row
    page = timeline(book, known, limit)
    never, via, told = known.said("never"), known.said("via"), known.said("met")
    counted = row.sort == "person" and not row.never
    through = handles.person_of(book.connection, via.other) if via is not None and via.other is not None else None
    return Portrait(
        view=_view(book, known, page.lines),
        sort=row.sort,
        sort_reasons=reasons_from(json.loads(row.sort_reasons)),
        never=row.never,
        never_action=never.action if never is not None and row.never else None,
        later_until=row.later_until if row.later_until > book.today.isoformat() else "",
        met=told.value if told is not None else "",
        via=through,
        channels=_channels(book, known),
        older=page.older,
        companions=companions_of(book, known.own, row.id, known.until),
        curve=trace(book, row) if counted and known.state is not None and known.state.last_at else (),
    )


def timeline_of(book: OpenBook, number: int, *, before: int | None, channel: str, limit: int) -> TimelinePage:
    """What passed with somebody before an event number, by one channel if asked. Raises UnknownPersonError."""
    known = known_by(book, number)
    return timeline(book, known, limit, before=before, channel=channel)._replace(channels=_channels(book, known))


def provenance_of(book: OpenBook, number: int) -> list[ProvenanceLine]:
    """Where each fact about somebody comes from. Raises UnknownPersonError."""
    return _provenance(book, known_by(book, number))


def known_by(book: OpenBook, number: int) -> Known:
    """Look up whoever holds an id. Raises UnknownPersonError."""
    person = holder(book, number)
    if person is None:
        raise UnknownPersonError(who=str(number), near=[])
    return know(book, person)


def seen_by(book: OpenBook, number: int) -> tuple[SeenOn, ...]:
    """Where whoever holds an id was seen. Raises UnknownPersonError."""
    known = known_by(book, number)
    return seen_on(book, known.own, known.until)


def _view(book: OpenBook, known: Known, lines: Sequence[TimelineLine]) -> PersonView:
    """Everything but where it comes from."""
    row, state, own = known.row, known.state, known.own
    memory = row.never in ("died", "private")
    stands = state if state is not None and state.last_at and not memory else None
    likely = chance(stands, book.now, standing.costs(book).calibration) if stands else None
    line = person_line(book, row, None if memory else people.standing(book.connection, row.id))
    first_at, first_met = _first_met(book, known)
    last_met = events.first_event(book.connection, own, meeting=True, newest=True, until=known.until)
    noted = [fact for fact in reversed(known.stated) if fact.kind == "note"]
    when = facts.times(book.connection, [fact.action for fact in noted])
    return PersonView(
        line=line._replace(chance=likely.value) if likely else line,
        reasons=(*_reasons(row, state, book, memory=memory), *_warm_word(book, row)),
        chance_low=likely.low if likely else None,
        chance_high=likely.high if likely else None,
        trend=str(trend(stands, book.now)) if stands else "",
        balance=_balance(state),
        first_at=first_at,
        first_met=first_met,
        last_met_at=instant_of(last_met[0]) if last_met else None,
        last_met=(last_met[1] or "") if last_met else "",
        via=_via(book, known),
        died=row.never == "died",
        birthday=row.birthday,
        organisation=row.organisation,
        title=row.title,
        timeline=tuple(lines),
        provenance=(),
        joins=tuple(joins_of(book, known)),
        promises=tuple(promises_of(book, known.stated, row)),
        notes=tuple(NoteLine(fact.id, when.get(fact.action, 0), fact.value) for fact in noted),
        related=_related(book, own),
        seen_on=seen_on(book, own, known.until),
        introduced=met_through(book, row.id) if row.sort == "person" and not memory else None,
    )


def _warm_word(book: OpenBook, row: PersonRow) -> tuple[Reason, ...]:
    """That being with them gives élan, where the owner said so; never the contrary."""
    return (reason("gives-elan"),) if not row.never and elan.gives_elan(book, row.id) else ()


def _reasons(row: PersonRow, state: TieState | None, book: OpenBook, *, memory: bool) -> tuple[Reason, ...]:
    if row.never == "died":
        return (reason("person-died"),)
    if memory:
        return (reason("person-private"),)
    told: list[Reason] = []
    if row.never:
        told.append(reason("person-archived" if row.never == "archived" else "person-never"))
    if row.resting:
        told.append(reason("person-resting"))
    if row.sort == "automaton":
        told += reasons_from(json.loads(row.sort_reasons))
    if state is not None and state.last_at:
        told += tie_reasons(state, book.day_end)
    elif row.sort == "person":
        told.append(reason("no-exchange-yet"))
    for _, why in json.loads(row.circles_proposed):
        told += reasons_from(why)
    return tuple(told)


def _balance(state: TieState | None) -> Balance:
    if state is None:
        return Balance(0, 0, None)
    total = state.n_out + state.n_in
    return Balance(state.n_out, state.n_in, state.n_out / total if total else None)


def _first_met(book: OpenBook, known: Known) -> tuple[int | None, str]:
    """When and where it began: by the owner's word, else the first event."""
    first = events.first_event(book.connection, known.own, meeting=False, newest=False, until=known.until)
    at = instant_of(first[0]) if first else None
    told = known.said("met")
    if told is not None and told.value:
        stated_at = facts.stated_at(book.connection, told.action)
        return (at if at is not None and at < stated_at else stated_at), told.value
    return at, (first[1] or "") if first else ""


def _via(book: OpenBook, known: Known) -> str:
    fact = known.said("via")
    if fact is None or fact.other is None:
        return ""
    named = people.of_handles(book.connection, [fact.other])
    return named[fact.other].name if fact.other in named else ""


# ── what passed ───────────────────────────────────────────────────────────────────────────────────────────────────


def timeline(book: OpenBook, known: Known, limit: int, *, before: int | None = None, channel: str = "") -> TimelinePage:
    """A person's events, newest first: what sources tell and what the owner logged."""
    until = known.until if before is None else min(before, known.until)
    way = int(Channel[channel.upper()]) if channel.upper() in Channel.__members__ else None
    rows = events.timeline(book.connection, known.own, limit + 1, until, way)
    shown = rows[:limit]
    again = told_again((row[0], row[1], row[5]) for row in rows)
    told = logged(known.stated)
    named = people.of_handles(book.connection, {handle for row in shown for handle in events.handles_in(row[4])})
    return TimelinePage(
        tuple(timeline_line(row, known.row.id, told.get(row[0], {}), named) for row in shown if row[0] not in again),
        older=shown[-1][0] if len(rows) > limit else None,
        channels=(),
        name=known.row.name,
    )


def timeline_line(
    row: Sequence[Any], person: int, told: Mapping[str, Any], named: Mapping[int, people.Named]
) -> TimelineLine:
    """A row of `events.timeline` as a line; `told` is what the owner logged of it."""
    number, how, _, _, parts, title, _ = row
    present = [named[handle] for handle in events.handles_in(parts) if handle in named]
    others = [other.name for other in present if other.sort != "owner" and other.person != person and other.name]
    return TimelineLine(
        at=instant_of(number),
        channel=Channel(how & events.CHANNEL_MASK).name.lower(),
        direction=weighing.direction_word(how),
        title=title or "",
        participants=tuple(dict.fromkeys(others)),
        outcome=told.get("outcome", ""),
        note=told.get("note", ""),
        minutes=told.get("minutes", 0),
    )


def logged(stated: Iterable[Fact]) -> dict[int, dict[str, Any]]:
    """What the owner logged, by event; a word that was added later stands for the one before."""
    told = [(fact.kind, json.loads(fact.value)) for fact in stated if fact.kind in {"log", "after"}]
    found = {content["event"]: content for kind, content in told if kind == "log"}
    for kind, content in told:
        if kind == "after" and content.get("note") and content["of"] in found:
            found[content["of"]]["note"] = content["note"]
    return found


def _channels(book: OpenBook, known: Known) -> tuple[tuple[str, int], ...]:
    """How much passed by each channel, the most used first."""
    counted = events.count_by_channel(book.connection, known.own, known.until)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((Channel(channel).name.lower(), count) for channel, count in ranked)


# ── where it comes from ───────────────────────────────────────────────────────────────────────────────────────────


STATED: Final = frozenset(("name", "birthday", "organisation", "title", "level", "circle", "met", "via", "own-handle"))
"""What the owner says of a person that is a fact about them."""


def _provenance(book: OpenBook, known: Known) -> list[ProvenanceLine]:
    """Where each fact comes from: the owner's words first, then cards, then the names and addresses that were read."""
    stated = [fact for fact in known.stated if fact.kind in STATED]
    when = facts.times(book.connection, [fact.action for fact in stated])
    through = _via(book, known)
    lines = [
        ProvenanceLine(fact.kind, through if fact.kind == "via" else fact.value, "", "owner", when.get(fact.action))
        for fact in stated
    ]
    paths = {origin: dropping.shown(path) for origin, path in imports.paths_by_origin(book.connection).items()}
    for _, reader, body, origin in records.of_handles(book.connection, known.own):
        lines += _of_card(as_mapping(json.loads(body)), paths.get(origin, ""), reader)
    for handle, (kind, value) in known.handles.items():
        origin = events.first_origin(book.connection, handle) if kind != NAME else None
        if origin is not None:
            at = events.first_event(book.connection, [handle], meeting=False, newest=False)
            since = instant_of(at[0]) if at else None
            lines.append(ProvenanceLine("handle", value, paths.get(origin[0], ""), origin[1], since))
    names = handles.names_of(book.connection, known.own)[:10]
    return lines + [ProvenanceLine("name", name, "", "shown", None) for name, _, _ in names]


def _of_card(card: Mapping[str, Any], source: str, reader: str) -> list[ProvenanceLine]:
    since = card.get("updated_at")
    told = [(field, str(card[field])) for field in ("name", "organisation", "title", "birthday") if card.get(field)] + [
        ("handle", claimed[1]) for claimed in card["handles"]
    ]
    return [ProvenanceLine(field, value, source, reader, since) for field, value in told]


def joins_of(book: OpenBook, known: Known) -> list[JoinLine]:
    """Why these handles are one person: the machine's joins, then the owner's."""
    values = {handle: value for handle, (_, value) in known.handles.items()}
    machine = people.joins_of(book.connection, known.own) if len(values) > 1 else []
    lines = [
        JoinLine(values.get(a, ""), values[b], "machine", bool(assumed), confidence, reasons_from(json.loads(why)))
        for a, b, confidence, assumed, why in machine
        if b in values
    ]
    said = (reason("owner-said-same"),)
    return lines + [
        JoinLine(values[fact.handle], values[fact.other], "owner", assumed=False, confidence=1.0, reasons=said)
        for fact in known.stated
        if fact.kind == "same" and fact.handle in values and fact.other in values
    ]


def _related(book: OpenBook, own: Collection[int]) -> tuple[str, ...]:
    cards = [json.loads(row[2]) for row in records.of_handles(book.connection, own)]
    found = [f"{kind}: {name}" if kind else name for card in in_order(cards) for kind, name in card["related"]]
    return tuple(dict.fromkeys(found))
