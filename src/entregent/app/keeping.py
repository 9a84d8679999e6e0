"""Keeping: the owner's verbs about people. Each writes one action, then what follows from it is worked out anew."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from typing import Final

from entregent.app import pricing, resolving, settling, standing, weighing
from entregent.app.composing import compose_again
from entregent.app.exploring import level_of
from entregent.app.opening import OpenBook, parse_day
from entregent.app.reaching import BadHandleError, find_person, parse_handle, readable
from entregent.app.views import Done
from entregent.model.errors import (
    BadDateError,
    BadNumberError,
    BadSettingError,
    FutureDateError,
    RequestError,
    UnknownPersonError,
)
from entregent.model.handle import NAME
from entregent.model.interaction import DIGEST_BITS, Channel, Flag
from entregent.model.tie import CIRCLES, EXCHANGES, LEVEL_WORDS, Outcome
from entregent.store import events, facts, handles, people
from entregent.store.events import OWN_BOTH_FLAG, OWN_FLAG, OWN_ORIGIN, TO, EventRow
from entregent.store.facts import NewFact
from entregent.text.scripts import fold

LONGEST_TEXT: Final = 10_000
_LATER_DAYS: Final = 14
_KEPT_UP_DAYS: Final = 182


class EmptyNameError(RequestError):
    """A name must say something."""

    code = "empty-name"


class KnownHandleError(RequestError):
    """`handle` already reaches `name` (person `person`)."""

    code = "known-handle"


def add(  # noqa: PLR0913 - what one may know of somebody met tonight
    book: OpenBook,
    name: str,
    *,
    handles: Sequence[str] = (),
    met: str = "",
    via: str = "",
    circle: str = "",
    talked: str = "",
    note: str = "",
) -> Done:
    """Somebody new exists at once. Raises EmptyNameError, BadHandleError, KnownHandleError, and what `via` raises."""
    book.write_check()
    shown = " ".join(readable(name).split())[:200]
    if not shown:
        raise EmptyNameError(name=name)
    reach = [parse_handle(text, book.setting("region")) for text in handles]
    _refuse_known(book, reach)
    when = parse_when(book, talked)[0] if talked else None
    through = anchor(book, find_person(book, via)) if via else None
    with book.connection.writing():
        own = new_handles(book, shown, reach)
        stated = [NewFact(own[0], "name", shown)]
        stated += [NewFact(handle, "own-handle", "1") for handle in own]
        stated += [NewFact(own[0], "met", met)] if met else []
        stated += [NewFact(own[0], "via", via, through)] if through else []
        stated += [NewFact(own[0], "circle", circle_word(book, circle))] if circle else []
        stated += [NewFact(own[0], "note", note[:LONGEST_TEXT])] if note else []
        # Several handles given together are one person by the owner's word.
        stated += [NewFact(own[0], "same", "", other) for other in own[1:]]
        if when is not None:
            stated.append(log_fact(book, [own[0]], when, Channel.MEETING, Outcome.MET, 0, "", timeless=True)[0])
        action = facts.act(book.connection, "add", book.now, stated, value=shown)
        if len(own) > 1:
            resolving.resolve_all(book, own)
        person = _person(book, own[0])
        follow(book, [person], ties=when is not None)
    return Done(action, "add", ((person, shown),), created=(shown,))


def _refuse_known(book: OpenBook, reach: Iterable[tuple[str, str]]) -> None:
    for pair, handle in handles.find_all(book.connection, reach).items():
        person = _person(book, handle)
        row = people.find(book.connection, person)
        if row is not None:
            raise KnownHandleError(handle=pair[1], name=row.name, person=person)


def new_handles(book: OpenBook, name: str, reach: Sequence[tuple[str, str]]) -> list[int]:
    """Handles for somebody new; a name of the book's own where nothing stronger was given."""
    wanted = list(dict.fromkeys(reach))
    if not wanted:
        number = 1
        while handles.find_by_value(book.connection, f"{fold(name)}#book-{number}"):
            number += 1
        wanted = [(NAME, f"{fold(name)}#book-{number}")]
    found = handles.intern(book.connection, wanted)
    return [found[pair] for pair in wanted]


def edit(  # noqa: PLR0913 - the fields of a person
    book: OpenBook,
    who: str,
    *,
    name: str | None = None,
    add_handles: Sequence[str] = (),
    drop_handles: Sequence[str] = (),
    birthday: str | None = None,
    organisation: str | None = None,
    title: str | None = None,
    met: str | None = None,
    via: str | None = None,
) -> Done:
    """Correct a person; the owner's word beats sources. Raises what a wrong handle, date or WHO raises.

    "" takes a value back; `via` is whoever introduced them.
    """
    book.write_check()
    person = find_person(book, who)
    own = anchor(book, person)
    stated = []
    if name is not None:
        if not name.strip():
            raise EmptyNameError(name=name)
        stated.append(NewFact(own, "name", " ".join(name.split())[:200]))
    if birthday is not None:
        stated.append(NewFact(own, "birthday", check_birthday(birthday)))
    stated += [
        NewFact(own, kind, value.strip()[:500])
        for kind, value in (("organisation", organisation), ("title", title), ("met", met))
        if value is not None
    ]
    stated += _through(book, person, own, via)
    region = book.setting("region")
    with book.connection.writing():
        for pair in [parse_handle(text, region) for text in add_handles]:
            known = handles.find_all(book.connection, [pair])
            if pair in known and _person(book, known[pair]) != person:
                _refuse_known(book, [pair])
            other = handles.intern(book.connection, [pair])[pair]
            stated += [NewFact(other, "own-handle", "1"), NewFact(own, "same", "", other)]
        stated += [_dropped(book, person, own, text) for text in drop_handles]
        if not stated:
            return Done(None, "edit", _named(book, [person]))
        action = facts.act(book.connection, "edit", book.now, stated, value=who)
        if add_handles or drop_handles:
            weighing.weigh(book, resolving.resolve_all(book, [own]))
        person = _person(book, own)
        follow(book, [person])
    return Done(action, "edit", _named(book, [person]))


def _through(book: OpenBook, person: int, own: int, via: str | None) -> list[NewFact]:
    """Who introduced somebody; nobody introduces themselves."""
    if via is None:
        return []
    through = find_person(book, via) if via.strip() else None
    if through == person:
        raise UnknownPersonError(who=via, near=[])
    return [NewFact(own, "via", via.strip(), anchor(book, through) if through is not None else None)]


def _dropped(book: OpenBook, person: int, own: int, text: str) -> NewFact:
    """Taking a handle away says that it is somebody else's."""
    pair = parse_handle(text, book.setting("region"))
    found = handles.find_all(book.connection, [pair]).get(pair)
    others = [row[0] for row in handles.of_person(book.connection, person) if row[0] != found]
    if found is None or _person(book, found) != person or not others:
        raise BadHandleError(text=text)
    return NewFact(found, "different", "", own if own != found else others[0])


def check_birthday(text: str) -> str:
    """A birthday as it is kept: 1970-05-17, --05-17 for one without a year, "" to clear. Raises BadDateError."""
    typed = text.strip()
    if not typed:
        return ""
    bare = typed.removeprefix("--")
    try:
        if typed.startswith("--") or len(bare) == 5:
            date.fromisoformat(f"2000-{bare}")
            return f"--{bare}"
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        raise BadDateError(text=text) from error


# ── what happened ─────────────────────────────────────────────────────────────────────────────────────────────────


_LONGEST_MINUTES: Final = 7 * 24 * 60
"""A week away together is still one meeting."""


def log(  # noqa: PLR0913 - one tap, with its details
    book: OpenBook,
    whos: Sequence[str],
    *,
    channel: str,
    outcome: str,
    at: str = "",
    minutes: int = 0,
    note: str = "",
    create: bool = False,
) -> Done:
    """Note an exchange or an attempt with one or several people. Raises UnknownPersonError unless `create`."""
    book.write_check()
    if not 0 <= minutes <= _LONGEST_MINUTES:
        raise BadNumberError(text=str(minutes), what="minutes")
    way, came = channel_of(channel), outcome_of(outcome)
    when, timeless = parse_when(book, at)
    with book.connection.writing():
        persons, created, stated = _find_or_create(book, whos, create=create)
        own = [anchor(book, person) for person in persons]
        stated += log_fact(book, own, when, way, came, minutes, note, timeless=timeless)
        action = facts.act(book.connection, "log", book.now, stated, value=came.value)
        follow(book, persons, ties=True)
    return Done(action, "log", _named(book, persons), created=tuple(created), value=came.value)


def _find_or_create(book: OpenBook, whos: Sequence[str], *, create: bool) -> tuple[list[int], list[str], list[NewFact]]:
    """People, the names of those who are new, and what is stated of the new ones: one action for all."""
    persons: list[int] = []
    created: list[str] = []
    stated: list[NewFact] = []
    for who in dict.fromkeys(whos):
        try:
            persons.append(find_person(book, who))
        except UnknownPersonError:
            shown = " ".join(readable(who).split())[:200]
            if not create or not shown:
                raise
            handle = new_handles(book, shown, _reach(book, shown))[0]
            stated += [NewFact(handle, "name", shown), NewFact(handle, "own-handle", "1")]
            persons.append(_person(book, handle))
            created.append(shown)
    return list(dict.fromkeys(persons)), created, stated


def _reach(book: OpenBook, typed: str) -> list[tuple[str, str]]:
    """The handle that a name typed for somebody new really is, if it is one."""
    try:
        return [parse_handle(typed, book.setting("region"))]
    except BadHandleError:
        return []


def log_fact(  # noqa: PLR0913, PLR0917
    book: OpenBook,
    own: Sequence[int],
    when: int,
    channel: Channel,
    outcome: Outcome,
    minutes: int,
    note: str,
    *,
    timeless: bool,
) -> list[NewFact]:
    """One event for all, and a fact for each that tells its outcome."""
    flags = OWN_FLAG | (Flag.TIMELESS if timeless else 0)
    if outcome not in EXCHANGES:
        flags |= Flag.ATTEMPT
    elif outcome is not Outcome.WROTE:
        flags |= OWN_BOTH_FLAG
    text = f"{sorted(own)}\n{channel}\n{outcome}\n{when}\n{note}\n{facts.next_action(book.connection)}"
    digest = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> (64 - DIGEST_BITS)
    event = EventRow(
        when << DIGEST_BITS | digest,
        channel,
        flags,
        min(minutes, 65_535),
        len(own),
        tuple(h << 3 | TO for h in own),
        "",
    )
    told = {"event": event.id, "row": list(event), "outcome": outcome.value, "minutes": minutes, "note": note}
    events.write(book.connection, {event.id: event}, OWN_ORIGIN, frozenset())
    return [NewFact(handle, "log", json.dumps(told, ensure_ascii=False)) for handle in own]


def channel_of(word: str) -> Channel:
    """A channel from its word. Raises BadSettingError."""
    try:
        return Channel[word.strip().upper()]
    except KeyError as error:
        raise BadSettingError(key="channel", value=word) from error


def usual_channel(outcome: str) -> str:
    """The channel that an outcome speaks of, where none was named."""
    return {Outcome.MET: "meeting", Outcome.WROTE: "mail"}.get(outcome_of(outcome), "call")


def outcome_of(word: str) -> Outcome:
    """An outcome from its word. Raises BadSettingError."""
    try:
        return Outcome(word.strip().lower())
    except ValueError as error:
        raise BadSettingError(key="outcome", value=word) from error


def parse_when(book: OpenBook, text: str) -> tuple[int, bool]:
    """(UTC seconds, only the day is known) of an ISO date or date-time in the book's zone; now where empty.

    Raises BadDateError; FutureDateError for what has not happened yet.
    """
    if not text:
        return book.now, False
    try:
        if len(text.strip()) == 10:
            day = date.fromisoformat(text.strip())
            instant = datetime.combine(day, time(12), book.zone)
            timeless = True
        else:
            instant = datetime.fromisoformat(text.strip())
            instant = instant if instant.tzinfo else instant.replace(tzinfo=book.zone)
            day, timeless = instant.astimezone(book.zone).date(), False
        at = int(instant.timestamp())
    except (ValueError, OverflowError) as error:
        raise BadDateError(text=text) from error
    if day > book.today:
        raise FutureDateError(text=text)
    if at < 0:
        raise BadDateError(text=text)
    return min(at, book.now), timeless


def promise(book: OpenBook, who: str, text: str, *, by: str, create: bool = False) -> Done:
    """Note what the owner owes somebody by a day. Raises BadDateError, UnknownPersonError unless `create`."""
    book.write_check()
    due = parse_day(by)
    if not text.strip():
        raise EmptyNameError(name=text)
    told = json.dumps({"text": text.strip()[:LONGEST_TEXT], "by": due.isoformat()}, ensure_ascii=False)
    with book.connection.writing():
        persons, created, stated = _find_or_create(book, [who], create=create)
        stated.append(NewFact(anchor(book, persons[0]), "promise", told))
        action = facts.act(book.connection, "promise", book.now, stated, value=text)
        if created:
            follow(book, persons)
    return Done(action, "promise", _named(book, persons), created=tuple(created), value=due.isoformat())


def keep_promise(book: OpenBook, promise_id: int) -> Done:
    """A promise was kept. Raises BadNumberError where there is none of that number."""
    book.write_check()
    fact = facts.find(book.connection, promise_id)
    if fact is None or fact.kind != "promise" or fact.handle is None:
        raise BadNumberError(text=str(promise_id), what="promise")
    action = facts.act(book.connection, "keep", book.now, [], value=fact.value, retires=[fact.id])
    return Done(action, "keep", _named(book, [_person(book, fact.handle)]), value=json.loads(fact.value)["text"])


# ── what the owner wants of a tie ─────────────────────────────────────────────────────────────────────────────────


def set_level(book: OpenBook, whos: Sequence[str], level: str) -> Done:
    """Give people a level ("none" takes the plate down). Raises BadSettingError."""
    value = level_of(level)
    return _state(book, "level", whos, "level", str(int(value)), shown=LEVEL_WORDS[value], plan=True)


def set_circle(book: OpenBook, whos: Sequence[str], circle: str, *, remove: bool = False) -> Done:
    """Put people in a sphere of life, or take them out of it."""
    word = circle_word(book, circle)
    return _state(book, "circle", whos, "circle", f"-{word}" if remove else word, shown=word, plan=True)


def circle_word(book: OpenBook, circle: str) -> str:
    """A circle as the book keeps it: ours by any of its names, else the owner’s own. Raises BadSettingError."""
    word = " ".join(circle.split()).lower()
    if not word or word.startswith("-"):
        raise BadSettingError(key="circle", value=circle)
    from entregent.app.circle_words import KNOWN

    return KNOWN.get(fold(word), word) if word not in CIRCLES else word


def rest(book: OpenBook, whos: Sequence[str], *, wake: bool = False, quietly: bool = False) -> Done:
    """Let people rest: a decent act, silent but for replies owed; or wake them.

    `quietly` also puts off, as `later` does, what waits for an answer at this moment.
    """
    if not quietly or wake:
        return _state(book, "wake" if wake else "rest", whos, "rest", "0" if wake else "1", plan=True)
    book.write_check()
    persons = list(dict.fromkeys(find_person(book, who) for who in whos))
    until = date.fromordinal(book.today.toordinal() + _LATER_DAYS).isoformat()
    with book.connection.writing():
        own = [anchor(book, person) for person in persons]
        stated = [NewFact(handle, kind, value) for handle in own for kind, value in (("rest", "1"), ("later", until))]
        action = facts.act(book.connection, "rest", book.now, stated)
        follow(book, persons, plan=True)
    return Done(action, "rest", _named(book, persons))


def keep_up(book: OpenBook, who: str) -> Done:
    """This tie is not let rest, whatever its price: it is not proposed again for half a year."""
    until = (book.today + timedelta(days=_KEPT_UP_DAYS)).isoformat()
    return _state(book, "keep-up", [who], "keep-up", until, shown=until)


def kept_up(book: OpenBook) -> set[int]:
    """Those whom the owner lately would not let rest."""
    day = book.today.isoformat()
    own = {fact.handle for fact in facts.of_kinds(book.connection, "keep-up") if fact.value >= day}
    found = {handles.person_of(book.connection, handle) for handle in own if handle is not None}
    return {person for person in found if person is not None}


def later(book: OpenBook, who: str, until: str = "") -> Done:
    """Not now: not before a day, two weeks from now where none is given. Raises BadDateError for a past one."""
    day = parse_day(until) if until else date.fromordinal(book.today.toordinal() + _LATER_DAYS)
    if day <= book.today:
        raise BadDateError(text=until)
    return _state(book, "later", [who], "later", day.isoformat(), shown=day.isoformat())


def never(book: OpenBook, who: str, *, died: bool = False, private: bool = False) -> Done:
    """Never suggest, draw or count this person again; no reason asked."""
    value = "died" if died else "private" if private else "never"
    return _state(book, "never", [who], "never", value, shown=value, plan=True)


def archive(book: OpenBook, whos: Sequence[str], *, back: bool = False) -> Done:
    """Put people away: out of lists, suggestions and counts, still found by name; or bring them back."""
    verb, value = ("bring-back", "0") if back else ("archive", "1")
    return _state(book, verb, whos, "archive", value, plan=True, ties=back)


def note(book: OpenBook, who: str, text: str) -> Done:
    """Keep a note about somebody."""
    if not text.strip():
        raise EmptyNameError(name=text)
    return _state(book, "note", [who], "note", text.strip()[:LONGEST_TEXT])


def human(book: OpenBook, who: str, *, automaton: bool = False) -> Done:
    """Overrule the machine: a person, or none."""
    return _state(book, "human", [who], "sort", "automaton" if automaton else "person", plan=True, ties=True)


def _state(  # noqa: PLR0913 - one shape for all the small verbs
    book: OpenBook,
    verb: str,
    whos: Sequence[str],
    kind: str,
    value: str,
    *,
    shown: str = "",
    plan: bool = False,
    ties: bool = False,
) -> Done:
    book.write_check()
    persons = list(dict.fromkeys(find_person(book, who) for who in whos))
    with book.connection.writing():
        stated = [NewFact(anchor(book, person), kind, value) for person in persons]
        action = facts.act(book.connection, verb, book.now, stated, value=shown)
        follow(book, persons, plan=plan, ties=ties)
    return Done(action, verb, _named(book, persons), value=shown)


# ── what follows ──────────────────────────────────────────────────────────────────────────────────────────────────


def follow(
    book: OpenBook, persons: Sequence[int], *, plan: bool = False, ties: bool = False, lost: bool = False
) -> None:
    """After a verb: people's rows, their ties and standing, and where plates changed the price.

    `lost` says that ties may have lost an exchange, so that others may take their rank.
    """
    compose_again(book, persons)
    if ties:
        weighing.weigh(book, persons)
    moved = settling.settle_levels(book, None if lost or plan else persons) if ties else set()
    standing.refresh_standing(book, {*persons, *moved})
    if plan or moved:
        pricing.keep_curves(book)


def anchor(book: OpenBook, person: int) -> int:
    """The handle to which a new fact about a person is tied: a strong one, the oldest."""
    own = handles.of_person(book.connection, person)
    strong = [row[0] for row in own if row[1] != NAME]
    return int(strong[0] if strong else own[0][0])


def _person(book: OpenBook, handle: int) -> int:
    person = handles.person_of(book.connection, handle)
    assert person is not None
    return person


def _named(book: OpenBook, persons: Iterable[int]) -> tuple[tuple[int, str], ...]:
    return tuple((person, row.name) for person in persons if (row := people.find(book.connection, person)))


named = _named
