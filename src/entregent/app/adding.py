"""Adding people, and correcting them: the owner's word beats every source."""

from collections.abc import Iterable, Sequence
from datetime import date

from entregent.app import resolving, weighing
from entregent.app.keeping import (
    LONGEST_TEXT,
    EmptyNameError,
    anchor,
    circle_word,
    follow,
    named,
    new_handles,
    person_at,
)
from entregent.app.noting import log_fact, parse_when
from entregent.app.opening import OpenBook
from entregent.app.reaching import BadHandleError, find_person, parse_handle, readable
from entregent.app.views import Done
from entregent.model.errors import BadDateError, RequestError, UnknownPersonError
from entregent.model.interaction import Channel
from entregent.model.tie import Outcome
from entregent.store import facts, handles, people
from entregent.store.facts import NewFact


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
        person = person_at(book, own[0])
        follow(book, [person], ties=when is not None)
    return Done(action, "add", ((person, shown),), created=(shown,))


def _refuse_known(book: OpenBook, reach: Iterable[tuple[str, str]]) -> None:
    for pair, handle in handles.find_all(book.connection, reach).items():
        person = person_at(book, handle)
        row = people.find(book.connection, person)
        if row is not None:
            raise KnownHandleError(handle=pair[1], name=row.name, person=person)


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
            if pair in known and person_at(book, known[pair]) != person:
                _refuse_known(book, [pair])
            other = handles.intern(book.connection, [pair])[pair]
            stated += [NewFact(other, "own-handle", "1"), NewFact(own, "same", "", other)]
        stated += [_dropped(book, person, own, text) for text in drop_handles]
        if not stated:
            return Done(None, "edit", named(book, [person]))
        action = facts.act(book.connection, "edit", book.now, stated, value=who)
        if add_handles or drop_handles:
            weighing.weigh(book, resolving.resolve_all(book, [own]))
        person = person_at(book, own)
        follow(book, [person])
    return Done(action, "edit", named(book, [person]))


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
    if found is None or person_at(book, found) != person or not others:
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
