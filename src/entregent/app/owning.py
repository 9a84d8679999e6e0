"""Owning: which handles are the owner's own, found from evidence, corrected by their word."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from entregent.app import views
from entregent.app.composing import reasons_from
from entregent.app.gathering import Known
from entregent.app.opening import OpenBook
from entregent.app.reaching import parse_handle
from entregent.identity.circles import Member
from entregent.identity.circles import propose_circles as circles_from
from entregent.identity.owner import find_owner
from entregent.identity.profiles import Profile
from entregent.model.handle import MAIL, Participant
from entregent.model.judgement import Reason, reason
from entregent.model.record import OwnerHint
from entregent.store import events, facts, handles, memos, people
from entregent.store.facts import NewFact

OWN: Final = "own"
"""Kind of the owner's fact about a handle: "1" it is mine, "0" it is not."""


def owner_handles(book: OpenBook) -> frozenset[int]:
    """The handles held to be the owner's now."""
    return frozenset(book.memo("owner", []))


def claim_own(book: OpenBook, text: str, *, drop: bool = False) -> int:
    """The owner says that a handle is theirs (or is not); return the action. Raises BadHandleError."""
    kind, value = parse_handle(text, book.setting("region"))
    handle = handles.intern(book.connection, [(kind, value)])[(kind, value)]
    return facts.act(book.connection, "owner", book.now, [NewFact(handle, OWN, "0" if drop else "1")], value=value)


def adopt(book: OpenBook, texts: Iterable[str]) -> set[int]:
    """The owner's handles as named with an import, stated once; return handles whose parts changed.

    What the book held before is turned at once: whatever happens to the import, `owner` tells with which handles the
    directions were written.
    """
    touched: set[int] = set()
    with book.connection.writing():
        used = owner_handles(book)
        stated = {fact.handle: fact.value for fact in facts.of_kinds(book.connection, OWN)}
        pairs = [parse_handle(text, book.setting("region")) for text in texts]
        claimed = handles.intern(book.connection, pairs)
        for kind, value in claimed:
            if stated.get(claimed[kind, value]) != "1":
                facts.act(book.connection, "owner", book.now, [NewFact(claimed[kind, value], OWN, "1")], value=value)
        owners = used | set(claimed.values())
        redirect(book, used, owners, touched)
        memos.put(book.connection, "owner", sorted(owners))
    return touched


def list_own(book: OpenBook) -> list[str]:
    """The owner's handles as text."""
    rows = [handles.find(book.connection, handle) for handle in sorted(owner_handles(book))]
    return [row[2] for row in rows if row]


def own_lines(book: OpenBook) -> list[views.OwnerHandle]:
    """The owner's handles, how sure each is, and why."""
    stated = {fact.handle for fact in facts.of_kinds(book.connection, OWN) if fact.value == "1"}
    kept = {line.handle: (line.confidence, line.reasons) for line in kept_lines(book)}
    found = []
    for handle in sorted(owner_handles(book)):
        row = handles.find(book.connection, handle)
        if row is None:
            continue
        sure = kept.get(row[2], (_JOINED, (reason("owner-joined"),)))
        found.append(views.OwnerHandle(row[2], *((1.0, (reason("owner-stated"),)) if handle in stated else sure)))
    return found


def settle(
    book: OpenBook, used: frozenset[int], touched: set[int], known: Known | None = None
) -> tuple[tuple[views.OwnerHandle, ...], bool]:
    """Decide whose book it is on all evidence; rewrite the directions that were guessed otherwise.

    `used` are the handles that the directions in the book were written with; `touched` grows by handles whose parts
    changed. What the owner stated overrides what was found. Returns the owner's handles, and whether directions
    were rewritten.
    """
    stated = {fact.handle: fact.value for fact in facts.of_kinds(book.connection, OWN) if fact.handle is not None}
    declared = {handle for handle, value in stated.items() if value == "1"}
    known = known or Known(book)
    found = _found(book, declared, known)
    own = declared | set(found)
    own |= _joined_with(book, own)
    own -= {handle for handle, value in stated.items() if value == "0"}
    owners = frozenset(own)
    with book.connection.writing():
        redirect(book, used, owners, touched)
        memos.put(book.connection, "owner", sorted(owners))
    lines = _lines(book, owners, found, declared)
    keep_lines(book, lines)
    return lines, owners != used


CANDIDATES: Final = 3


def candidates(book: OpenBook) -> tuple[str, ...]:
    """Where nothing tells who the owner is: who took part in most chats."""
    hints = [(times, -handle) for handle, kind, times in handles.owner_hints(book.connection) if kind == "chat-party"]
    rows = [handles.find(book.connection, -handle) for _, handle in sorted(hints, reverse=True)[:CANDIDATES]]
    return tuple(row[2] for row in rows if row)


_JOINED: Final = 0.9
"""How sure a handle is that identity joined with the owner's others."""


def _lines(
    book: OpenBook, owners: frozenset[int], found: Mapping[int, tuple[float, tuple[Reason, ...]]], declared: set[int]
) -> tuple[views.OwnerHandle, ...]:
    lines = []
    for handle in sorted(owners):
        row = handles.find(book.connection, handle)
        confidence, why = found.get(handle, (_JOINED, (reason("owner-joined"),)))
        if handle in declared:
            confidence, why = 1.0, (reason("owner-stated"),)
        lines.append(views.OwnerHandle(row[2] if row else str(handle), confidence, tuple(why)))
    return tuple(lines)


def _joined_with(book: OpenBook, own: Iterable[int]) -> set[int]:
    """The handles that judgements, the machine's or the owner's, join with these, whoever is held to be the owner."""
    beside: dict[int, list[int]] = {}
    said = [(fact.handle, fact.other) for fact in facts.of_kinds(book.connection, "same")]
    for a, b in (*people.same_pairs(book.connection), *said):
        if a is not None and b is not None:
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
    found = set(own)
    waiting = list(found)
    while waiting:
        fresh = set(beside.get(waiting.pop(), ())) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def adopt_joined(book: OpenBook, touched: set[int]) -> tuple[views.OwnerHandle, ...]:
    """After people were resolved: what was joined with the owner's handles is the owner's too; directions follow."""
    stated = {fact.handle: fact.value for fact in facts.of_kinds(book.connection, OWN) if fact.handle is not None}
    owners = owner_handles(book)
    more = {handle for handle in _joined_with(book, owners) if stated.get(handle) != "0"} - owners
    if not more:
        return ()
    with book.connection.writing():
        redirect(book, owners, owners | more, touched)
        memos.put(book.connection, "owner", sorted(owners | more))
    return _lines(book, frozenset(more), {}, set())


def keep_lines(book: OpenBook, lines: Iterable[views.OwnerHandle]) -> None:
    """Remember whose book it is and why, for an import that brings nothing new."""
    plain = [
        [one.handle, one.confidence, [[r.signal, [list(f) for f in r.facts]] for r in one.reasons]] for one in lines
    ]
    memos.put(book.connection, "owner-lines", plain)


def kept_lines(book: OpenBook) -> tuple[views.OwnerHandle, ...]:
    """What `keep_lines` remembered."""
    return tuple(
        views.OwnerHandle(handle, confidence, reasons_from(why))
        for handle, confidence, why in book.memo("owner-lines", [])
    )


def _found(book: OpenBook, stated: Iterable[int], known: Known) -> dict[int, tuple[float, tuple[Reason, ...]]]:
    values = {row[0]: (row[1], row[2]) for row in known.rows}
    hints = [
        OwnerHint(kind, Participant(*values[handle], ""), times)
        for handle, kind, times in handles.owner_hints(book.connection)
        if handle in values
    ]
    declared = [values[handle] for handle in stated if handle in values]
    if not hints and not declared:
        hints = _hints_from_counts(known)
    found = find_owner(hints, known.profiles(), declared=declared)
    return {one.id: (one.confidence, tuple(one.reasons)) for one in found}


_PRESENT: Final = 0.25
"""In a mailbox without sent folder or delivery headers, the owner is in at least so much of what is no bulk mail."""


def _hints_from_counts(known: Known) -> list[OwnerHint]:
    """Whoever sends or gets most of what passes through the book."""
    busy = [(row[3] - row[5] - row[6] + row[4], row) for row in known.rows]
    total = sum(row[3] for row in known.rows)
    return [
        OwnerHint("most-present", Participant(row[1], row[2], ""), row[3] + row[4])
        for count, row in busy
        if row[3] and row[4] and count >= _PRESENT * total * 0.2 and count >= _PRESENT * max(one for one, _ in busy)
    ]


def redirect(book: OpenBook, used: frozenset[int], owners: frozenset[int], touched: set[int]) -> None:
    """Rewrite the directions of events that name a handle which turned out to be the owner's, or not."""
    connection = book.connection
    for handle in sorted(owners - used):
        touched |= events.redirect(connection, events.events_of(connection, handle), owners)
    for handle in sorted(used - owners):
        touched |= events.redirect(connection, events.events_naming(connection, handle), owners)


def propose_circles(
    members: Mapping[int, Sequence[Profile]], cards: Mapping[int, Mapping[str, Any]], owners: frozenset[int]
) -> dict[int, tuple[tuple[str, tuple[Reason, ...]], ...]]:
    """Circles that evidence suggests; they count for nothing until the owner accepts."""
    own = [person for person, profiles in members.items() if any(profile.id in owners for profile in profiles)]
    if not own:
        return {}
    owner = _member(own[0], [profile for person in own for profile in members[person]], cards)
    described = [_member(person, profiles, cards) for person, profiles in members.items() if person not in own]
    proposals = circles_from(described, owner=owner)
    return {one.id: ((one.circle, one.reasons),) for one in proposals}


def _member(person: int, profiles: Sequence[Profile], cards: Mapping[int, Mapping[str, Any]]) -> Member:
    names: Counter[str] = Counter()
    for profile in profiles:
        names.update(dict(profile.names))
    listed = [cards[card] for profile in profiles for card in profile.cards if card in cards]
    return Member(
        person,
        tuple(name for name, _ in names.most_common()) + tuple(str(card["name"]) for card in listed if card["name"]),
        tuple(profile.value for profile in profiles if profile.kind == MAIL),
        next((str(card["organisation"]) for card in listed if card["organisation"]), ""),
        next((str(card["title"]) for card in listed if card["title"]), ""),
        tuple(dict.fromkeys(word for card in listed for word in card["categories"])),
        (),
        sum(min(profile.from_owner, profile.to_owner) for profile in profiles),
    )
