"""Tidying: questions about who is who, answers, undoing, forgetting, removing an import."""

import json
from collections.abc import Callable, Iterable
from typing import Final

from entregent.app import committed, groups, mentions, outbox, owning, resolving, sealed, settling, undecided, weighing
from entregent.app.commitment_views import FINAL
from entregent.app.composing import reasons_from
from entregent.app.exploring import person_line
from entregent.app.keeping import anchor, follow, named
from entregent.app.opening import OpenBook
from entregent.app.reaching import BadHandleError, find_person, parse_handle
from entregent.app.settings import after_settings
from entregent.app.views import ActionLine, Done, ForgetPreview, PersonLine, QuestionLine, Removal
from entregent.model.errors import NothingToUndoError, RequestError
from entregent.store import (
    events,
    facts,
    first_tries,
    handles,
    imports,
    introductions,
    people,
    receipts,
    records,
    search,
    shown,
)
from entregent.store.facts import Fact, NewFact


class SamePersonError(RequestError):
    """`a` and `b` are one person already, and one handle: nothing to tell apart or join."""

    code = "same-person"


class SealedActionError(RequestError):
    """What was sealed can't be taken back."""

    code = "sealed-action"


UNDOING: Final = frozenset(("forget", "undo"))
"""Verbs of actions that there is no way back from either, or that are a way back."""


class UnknownImportError(RequestError):
    """There is no import number `import_id`."""

    code = "unknown-import"


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def duplicates(book: OpenBook, limit: int = 20) -> list[QuestionLine]:
    """Who may be the same person: the machine's questions, best first."""
    lines = []
    for number, (a, b, confidence, why) in enumerate(people.questions(book.connection, limit), 1):
        rows = [_side(book, handle) for handle in (a, b)]
        if rows[0] and rows[1]:
            (first, first_handle), (second, second_handle) = rows[0], rows[1]
            lines.append(
                QuestionLine(
                    number,
                    first,
                    second,
                    first_handle,
                    second_handle,
                    confidence,
                    reasons_from(json.loads(why)),
                )
            )
    return lines


def question_count(book: OpenBook) -> int:
    """How many questions wait."""
    return people.question_count(book.connection)


def _side(book: OpenBook, handle: int) -> tuple[PersonLine, str] | None:
    row = handles.find(book.connection, handle)
    person = people.find(book.connection, row[3]) if row else None
    if row is None or person is None:
        return None
    return person_line(book, person, people.standing(book.connection, person.id)), row[2]


def same(book: OpenBook, a: str, b: str) -> Done:
    """The owner says: these two are one person."""
    return answer(book, "same", *_pair(book, a, b))


def different(book: OpenBook, a: str, b: str) -> Done:
    """The owner says: these two are not the same; also takes a machine's join apart."""
    return answer(book, "different", *_pair(book, a, b))


def _pair(book: OpenBook, a: str, b: str) -> tuple[int, int]:
    """Two handles to judge: as typed where they are handles, else each person's anchor."""
    pair = _handle_or_anchor(book, a), _handle_or_anchor(book, b)
    if pair[0] == pair[1]:
        raise SamePersonError(a=a, b=b)
    return pair


def _handle_or_anchor(book: OpenBook, typed: str) -> int:
    written = handles.find_by_value(book.connection, typed)
    if len(written) == 1:
        return int(written[0][0])
    try:
        pair = parse_handle(typed, book.setting("region"))
    except BadHandleError:
        return anchor(book, find_person(book, typed))
    found = handles.find_all(book.connection, [pair]).get(pair)
    return found if found is not None else anchor(book, find_person(book, typed))


def answer(book: OpenBook, verb: str, a: int, b: int) -> Done:
    """The owner's word ("same" or "different") on two handles, and all that follows from it."""
    book.write_check()
    before = [handles.person_of(book.connection, handle) for handle in (a, b)]
    with book.connection.writing():
        # The newest word about a pair holds, so an older one about it is retired.
        old = [
            fact.id
            for fact in facts.of_kinds(book.connection, "same", "different")
            if {fact.handle, fact.other} == {a, b}
        ]
        action = facts.act(book.connection, verb, book.now, [NewFact(min(a, b), verb, "", max(a, b))], retires=old)
        _judge_again(book, [a, b])
    after = [handles.person_of(book.connection, handle) for handle in (a, b)]
    touched = {person for person in (*before, *after) if person is not None}
    return Done(action, verb, named(book, sorted(touched)))


def _judge_again(book: OpenBook, touched: Iterable[int]) -> None:
    changed = resolving.resolve_all(book, touched)
    weighing.weigh(book, changed)
    settling.settle_plan(book)


def set_own(book: OpenBook, text: str, *, drop: bool = False) -> Done:
    """As `claim_own`, with everything that follows from it: directions, people, ties, plan."""
    book.write_check()
    used = owning.owner_handles(book)
    touched: set[int] = set()
    with book.connection.writing():
        action = owning.claim_own(book, text, drop=drop)
        owning.settle(book, used, touched)
        touched |= used | owning.owner_handles(book)
        weighing.weigh(book, resolving.resolve_all(book, touched))
        settling.settle_plan(book)
    return Done(action, "owner", value=text)


# ── undo ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def undo(book: OpenBook, action: int | None = None) -> Done:
    """Retire the last action, or the named one, by a new one. Raises NothingToUndoError."""
    book.write_check()
    target = action if action is not None else facts.last_undoable(book.connection)
    row = facts.find_action(book.connection, target) if target is not None else None
    if row is None or row[5] is not None or row[2] in UNDOING:
        raise NothingToUndoError(action=action)
    if row[2] in FINAL:
        raise SealedActionError
    with book.connection.writing():
        new, touched = facts.undo(book.connection, row[0], book.now)
        persons = _after_undo(book, touched)
    return Done(new, "undo", named(book, persons), value=row[2])


def _after_undo(book: OpenBook, touched: list[Fact]) -> list[int]:
    """Work out again what the touched facts had decided."""
    kinds = {fact.kind for fact in touched}
    own = sorted({fact.handle for fact in touched if fact.handle is not None})
    for fact in touched:
        if fact.kind == "log":
            _sync_log(book, fact)
    if any(kind.startswith("setting:") for kind in kinds):
        after_settings(book, kinds)
    if owning.OWN in kinds:
        moved: set[int] = set(own)
        owning.settle(book, owning.owner_handles(book), moved)
        own = sorted(moved)
    gone = _drop_unsaid(book, own)
    if kinds & {"same", "different", "own-handle", "sort", owning.OWN}:
        _judge_again(book, [handle for handle in own if handle not in gone])
    persons = sorted({p for handle in own if (p := handles.person_of(book.connection, handle)) is not None})
    ranked = bool(kinds & {"log", "level", "never", "archive"})
    follow(book, persons, ties=ranked, lost=ranked, plan=bool(kinds & _PLANNED))
    return persons


_PLANNED: Final = frozenset(("level", "circle", "rest", "never", "archive"))
"""Kinds of facts that decide about plates."""


def _sync_log(book: OpenBook, fact: Fact) -> None:
    """A logged event is there while its fact stands."""
    told = json.loads(fact.value)
    if facts.find(book.connection, fact.id) is None:
        events.erase_events(book.connection, [told["event"]])
    else:
        number, channel, flags, amount, others, parts, title = told["row"]
        row = events.EventRow(number, channel, flags, amount, others, tuple(parts), title)
        events.write(book.connection, {row.id: row}, events.OWN_ORIGIN, frozenset())


def _drop_unsaid(book: OpenBook, own: Iterable[int]) -> set[int]:
    """Handles that only undone words had made go with them."""
    gone = set()
    for handle in own:
        if handles.is_bare(book.connection, handle):
            people.drop(book.connection, [handle])
            handles.erase(book.connection, [handle])
            gone.add(handle)
    return gone


def actions(book: OpenBook, limit: int = 20) -> list[ActionLine]:
    """The owner's actions, newest first."""
    lines = []
    for number, at, verb, value, _, undone_by in facts.list_actions(book.connection, limit):
        own = {fact.handle for fact in facts.of_action(book.connection, number) if fact.handle is not None}
        persons = {p for handle in own if (p := handles.person_of(book.connection, handle)) is not None}
        lines.append(ActionLine(number, at, verb, value, named(book, sorted(persons)), undone_by is not None))
    return lines


def once(book: OpenBook, key: str, act: Callable[[], Done]) -> Done:
    """What `act` does, unless a request of this key was carried out already: then what that one did."""
    if not key:
        return act()
    with book.connection.writing():
        known = receipts.find(book.connection, key)
        if known is None:
            done = act()
            receipts.put(book.connection, key, done.action or 0, book.now)
            return done
    return done_again(book, known) or Done(None, "edit")


def done_again(book: OpenBook, action: int) -> Done | None:
    """What an earlier action did, as it was told then; None where there is none of that number."""
    row = facts.find_action(book.connection, action)
    if row is None:
        return None
    own = {fact.handle for fact in facts.of_action(book.connection, action) if fact.handle is not None}
    persons = {p for handle in own if (p := handles.person_of(book.connection, handle)) is not None}
    return Done(action, row[2], named(book, sorted(persons)), value=row[3])


def is_undone(book: OpenBook, action: int) -> bool:
    """Whether an action was taken back, can't be, or is no more."""
    row = facts.find_action(book.connection, action)
    return row is None or row[5] is not None or row[2] in UNDOING | FINAL


# ── forget ────────────────────────────────────────────────────────────────────────────────────────────────────────


def forget_preview(book: OpenBook, who: str) -> ForgetPreview:
    """What forgetting somebody would remove."""
    person = find_person(book, who)
    row = people.find(book.connection, person)
    own = handles.of_person(book.connection, person)
    stated = facts.of_handles(book.connection, [handle[0] for handle in own])
    return ForgetPreview(
        person,
        row.name if row else "",
        tuple(handle[2] for handle in own),
        events.count_parts(book.connection, [handle[0] for handle in own]),
        sum(1 for fact in stated if fact.kind == "note"),
        sum(1 for fact in stated if fact.kind == "promise"),
        sum(1 for line in committed.commitments(book) if line.person == person),
        mentions.mentions_of(book, person),
    )


def forget(book: OpenBook, who: str) -> ForgetPreview:
    """Remove a person for good; a keyed tombstone keeps a re-import from bringing them back. No undo."""
    book.write_check()
    preview = forget_preview(book, who)
    own = handles.of_person(book.connection, preview.person)
    ids = frozenset(handle[0] for handle in own)
    salt = book.salt()
    called = mentions.names_of(book, preview.person)
    with book.connection.writing():
        claimed = [row[0] for row in records.of_handles(book.connection, ids)]
        names = {preview.name, *(name for name, _, _ in handles.names_of(book.connection, ids))}
        handles.add_tombstones(book.connection, [handles.tombstone_digest(salt, kind, value) for _, kind, value in own])
        touched = events.strike(book.connection, ids)
        records.erase(book.connection, claimed)
        facts.erase(book.connection, ids)
        first_tries.drop(book.connection)
        introductions.forget(book.connection, ids)
        imports.scrub_problems(book.connection, [*(handle[2] for handle in own), *names])
        undecided.forget_names(book, names)
        groups.forget_names(book, names)
        values = [handle[2] for handle in own]
        whole = [name for name in names if len(name.split()) > 1]
        mentions.forget(book, called)
        outbox.forget(book, values, sealed.forget(book, ids, [*values, *whole]), whole)
        handles.erase(book.connection, ids)
        people.drop(book.connection, {preview.person, *ids})
        facts.act(book.connection, "forget", book.now, [])
        _judge_again(book, touched - ids)
    search.compact(book.connection)
    book.connection.shred()
    return preview


# ── imports ───────────────────────────────────────────────────────────────────────────────────────────────────────


def remove_import(book: OpenBook, import_id: int) -> Removal:
    """Drop what only this import brought; what others claim, and the owner's words, stay. Raises UnknownImportError."""
    book.write_check()
    if import_id not in {row[0] for row in imports.list_imports(book.connection)}:
        raise UnknownImportError(import_id=import_id)
    with book.connection.writing():
        before = people.count(book.connection)
        orphans = frozenset(imports.release_import(book.connection, import_id))
        dropped = kept = lost_records = 0
        touched: set[int] = set()
        for origin, members in imports.list_origins(book.connection).items():
            left = members - orphans
            if left == members:
                continue
            target = imports.shrink_origin(book.connection, origin, left)
            if left:
                kept += events.move_origin(book.connection, origin, target)
                records.move_origin(book.connection, origin, target)
                continue
            gone = records.by_origin(book.connection, origin)
            lost_records += len(gone)
            touched |= {handle for record in gone for handle in records.handles_of(book.connection, record)}
            records.erase(book.connection, gone)
            numbers = events.of_origin(book.connection, origin)
            dropped += len(numbers)
            touched |= events.erase_events(book.connection, numbers)
        counted = shown.tally(book.connection)
        empty = [handle for handle in handles.orphans(book.connection) if handle not in counted]
        handles.erase(book.connection, empty)
        handles.recount(book.connection, touched - set(empty), counted)
        people.drop(book.connection, empty)
        owning.settle(book, owning.owner_handles(book), touched)
        _judge_again(book, touched - set(empty))
        after = people.count(book.connection)
    return Removal(dropped, lost_records, kept, before - after)
