"""Keeping: the owner's verbs about people. Each writes one action, then what follows from it is worked out anew."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from entregent.app import pricing, settling, standing, weighing
from entregent.app.composing import compose_again
from entregent.app.exploring import level_of
from entregent.app.opening import OpenBook, parse_day
from entregent.app.reaching import find_person
from entregent.app.views import Done
from entregent.model.errors import (
    BadDateError,
    BadSettingError,
    RequestError,
)
from entregent.model.handle import NAME
from entregent.model.tie import CIRCLES, LEVEL_WORDS
from entregent.store import facts, handles, people
from entregent.store.facts import NewFact
from entregent.text.scripts import fold

LONGEST_TEXT: Final = 10_000
_LATER_DAYS: Final = 14
_KEPT_UP_DAYS: Final = 182


class EmptyNameError(RequestError):
    """A name must say something."""

    code = "empty-name"


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
    return Done(action, "rest", named(book, persons))


def keep_up(book: OpenBook, who: str) -> Done:
    """This tie is not let rest, whatever its price: it is not proposed again for half a year."""
    until = (book.today + timedelta(days=_KEPT_UP_DAYS)).isoformat()
    return _state(book, "keep-up", [who], "keep-up", until, shown=until)


def leave_be(book: OpenBook, whos: Sequence[str]) -> Done:
    """Nothing changes with these people: no pile of a tidying shows them for half a year."""
    until = (book.today + timedelta(days=_KEPT_UP_DAYS)).isoformat()
    return _state(book, "leave-be", whos, "keep-up", until, shown=until)


def live_with(book: OpenBook, who: str, *, apart: bool = False) -> Done:
    """The owner lives with somebody, so that what they share leaves no trace; or (`apart`) does not."""
    verb, value = ("household-not", "0") if apart else ("household", "1")
    return _state(book, verb, [who], "household", value)


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
    return Done(action, verb, named(book, persons), value=shown)


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


def anchor(book: OpenBook, person: int) -> int:
    """The handle to which a new fact about a person is tied: a strong one, the oldest."""
    own = handles.of_person(book.connection, person)
    strong = [row[0] for row in own if row[1] != NAME]
    return int(strong[0] if strong else own[0][0])


def person_at(book: OpenBook, handle: int) -> int:
    """The person of a handle that is known to have one."""
    person = handles.person_of(book.connection, handle)
    assert person is not None
    return person


def named(book: OpenBook, persons: Iterable[int]) -> tuple[tuple[int, str], ...]:
    """(person, name) of each who is in the book."""
    return tuple((person, row.name) for person in persons if (row := people.find(book.connection, person)))
