"""Listing: pages of a list of people, by any filter and in any order, as quick in a large book as in a small one."""

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Final

from entregent.app import settling
from entregent.app.coming import people_at
from entregent.app.composing import reasons_from
from entregent.app.exploring import found_by_subject, level_of, person_line
from entregent.app.opening import OpenBook
from entregent.app.people_views import ListedPerson, PeopleChoices, PeopleFilter, PeoplePage, SourceName
from entregent.app.reaching import BadHandleError, parse_handle, readable
from entregent.app.source_words import source_of
from entregent.model.errors import BadSettingError
from entregent.model.tie import CIRCLES
from entregent.store import handles, imports, listing, people, search
from entregent.store.people import PersonRow, StandingRow
from entregent.text.scripts import fold

SORTS: Final = listing.ORDERS
SHOWN: Final = ("automata", "resting", "peace", "archived")
SILENCES: Final = {"1": 30, "3": 91, "6": 183, "12": 365}
"""Months -> days."""
GUESS: Final = "guess:"
"""Before a circle: those for whom the machine guesses it."""
OWN: Final = "own"
"""The source of whoever stands in no import."""

_FEW: Final = 1_500
"""So many found people are put in order by themselves; more are picked from the order of all."""
Ids = Sequence[int]


class Orders:
    """The last few orders of a book's people, while the book stays as it is: ids, four bytes each."""

    MOST_IDS: Final = 1_500_000
    ENTRY: Final = 2_000
    """What an entry counts beside its ids, so that many empty ones don't add up."""

    def __init__(self) -> None:
        self._stamp: object = None
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._origins: tuple[object, array[int], array[int]] | None = None

    def keep(self, book: OpenBook, key: object, make: Callable[[], Any]) -> Any:
        """What `make` made for this key since the book last changed."""
        stamp = (book.connection.version(), book.today)
        if stamp != self._stamp:
            self._stamp = stamp
            self._kept.clear()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._kept[key] = make()
        while len(self._kept) > 1 and sum(len(kept) + self.ENTRY for kept in self._kept.values()) > self.MOST_IDS:
            self._kept.popitem(last=False)
        return made

    def knows(self, book: OpenBook, key: object) -> bool:
        """Whether `keep` would not have to make this."""
        return (book.connection.version(), book.today) == self._stamp and key in self._kept

    def origins(self, book: OpenBook) -> tuple["array[int]", "array[int]"]:
        """(handle, origin) of the whole book, kept until an import or a new handle: it costs a look at each handle."""
        stamp = listing.origins_stamp(book.connection)
        if self._origins is None or self._origins[0] != stamp:
            rows = listing.origins(book.connection)
            self._origins = (stamp, array("I", [row[0] for row in rows]), array("I", [row[1] for row in rows]))
        return self._origins[1:]


def page(
    book: OpenBook,
    wanted: PeopleFilter,
    *,
    sort: str = "",
    offset: int = 0,
    limit: int = 50,
    sources: bool = False,
) -> PeoplePage:
    """One page of those who match. `sort` may begin with "-" to fall; "" is the closest first, or the best match.

    Raises BadSettingError for a filter or sort that is none.
    """
    settling.ensure_standing(book)
    ids = _ids(book, wanted, sort)
    total = len(ids)
    last = max(0, (total - 1) // limit * limit)
    offset = min(max(0, offset), last)
    return PeoplePage(_lines(book, ids[offset : offset + limit], sources=sources), offset, total)


def _ids(book: OpenBook, wanted: PeopleFilter, sort: str) -> Ids:
    """Everybody who matches, in order."""
    order = sort.removeprefix("-") or "level"
    if order not in SORTS:
        raise BadSettingError(key="sort", value=sort)
    falling = sort.startswith("-")
    conditions = _conditions(book, wanted)
    query = readable(wanted.query).strip()
    if not query:
        return _everybody(book, conditions, order, wanted.source, falling=falling)
    ids: array[int] = orders_of(book).keep(
        book, (query, *conditions, sort, wanted.source), lambda: array("I", _search(book, wanted, query, sort))
    )
    return ids


def _search(book: OpenBook, wanted: PeopleFilter, query: str, sort: str) -> list[int]:
    """Those whom a query finds, in order."""
    order, falling, conditions = sort.removeprefix("-") or "level", sort.startswith("-"), _conditions(book, wanted)
    found = _found(book, query)
    exact = _exact(book, query)
    kind = wanted.show or "known"
    ids = _picked(book, [(kind, None), *conditions[1:]], order, wanted.source, found | exact, falling=falling)
    if not wanted.show and exact:
        # Whoever is named in full is found wherever they were put.
        ids += _some(book, [("anybody", None), *conditions[1:]], order, wanted.source, exact - set(ids), falling)
    return ids if sort else _best_first(book, query, ids, exact)


def _conditions(book: OpenBook, wanted: PeopleFilter) -> list[tuple[str, Any]]:
    """The kind of people first, then what else is asked of them."""
    if wanted.show and wanted.show not in SHOWN:
        raise BadSettingError(key="show", value=wanted.show)
    conditions: list[tuple[str, Any]] = [(wanted.show or "people", None)]
    if wanted.circle.startswith(GUESS):
        conditions.append(("guessed-circle", wanted.circle.removeprefix(GUESS)))
    elif wanted.circle:
        conditions.append(("no-circle", None) if wanted.circle == "none" else ("circle", wanted.circle))
    if wanted.level:
        conditions.append(("plate", None) if wanted.level == "any" else ("level", int(level_of(wanted.level))))
    if wanted.silence in SILENCES:
        conditions.append(("silent", SILENCES[wanted.silence]))
    elif wanted.silence:
        words = {"rhythm": "beyond-rhythm", "never": "never-in-touch"}
        if wanted.silence not in words:
            raise BadSettingError(key="silence", value=wanted.silence)
        conditions.append((words[wanted.silence], None))
    return conditions + _met(book, wanted)


def _met(book: OpenBook, wanted: PeopleFilter) -> list[tuple[str, Any]]:
    """What is asked about meetings: none so far, or who is at one of them."""
    conditions: list[tuple[str, Any]] = []
    if wanted.met:
        if wanted.met != "never":
            raise BadSettingError(key="met", value=wanted.met)
        conditions.append(("never-met", None))
    if wanted.event:
        number = int(wanted.event) if wanted.event.isdecimal() and len(wanted.event) < 19 else -1
        conditions.append(("among", json.dumps(people_at(book, number))))
    return conditions


def _everybody(
    book: OpenBook, conditions: Sequence[tuple[str, Any]], order: str, source: str, *, falling: bool
) -> "array[int]":
    """The ids in order, from what is kept if the book did not change."""
    key = (*conditions, order, falling)
    orders = orders_of(book)
    ids: array[int] = orders.keep(book, key, lambda: _in_order(book, conditions, order, falling=falling))
    if not source:
        return ids
    come: array[int] = orders.keep(book, (*key, source), lambda: array("I", _from_source(book, source, ids)))
    return come


def _in_order(book: OpenBook, conditions: Sequence[tuple[str, Any]], order: str, *, falling: bool) -> "array[int]":
    """Those who meet the conditions, picked from the order of all; whoever has nothing to compare comes last, by name.

    Members and orders are kept apart, so that another order of the same people, or others in the same order, cost
    little.
    """
    orders, connection = orders_of(book), book.connection
    left = set(orders.keep(book, ("members", *conditions), lambda: array("I", listing.members(connection, conditions))))
    ids = array("I")
    # Most have no level: the steadiest of them come first.
    for part, falls in ((order, falling), *((("strength", True),) if order == "level" else ()), ("name", False)):
        if not left:
            break
        whole: array[int] = orders.keep(book, ("whole", part), partial(_whole, book, part))
        taken = [one for one in (reversed(whole) if falls else whole) if one in left]
        ids.extend(taken)
        left.difference_update(taken)
    return ids


def _whole(book: OpenBook, order: str) -> "array[int]":
    return array("I", listing.whole_order(book.connection, order))


def _picked(
    book: OpenBook,
    conditions: Sequence[tuple[str, Any]],
    order: str,
    source: str,
    found: Collection[int],
    *,
    falling: bool,
) -> list[int]:
    """Those of the found who meet the conditions, in order."""
    known = orders_of(book).knows(book, (*conditions, order, falling))
    if len(found) <= _FEW and not known:
        return _some(book, conditions, order, source, found, falling)
    return [one for one in _everybody(book, conditions, order, source, falling=falling) if one in found]


def _some(
    book: OpenBook,
    conditions: Sequence[tuple[str, Any]],
    order: str,
    source: str,
    among: Collection[int],
    falling: bool,  # noqa: FBT001
) -> list[int]:
    ids = listing.ordered(book.connection, conditions, order, among, falling=falling) if among else []
    return list(_from_source(book, source, ids)) if source else ids


# ── search ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _found(book: OpenBook, query: str) -> set[int]:
    """Whoever the query may mean: by words of names, handles, notes; by digits; else by the subject of an exchange."""
    found = set(search.matching(book.connection, query))
    found.update(search.named_from(book.connection, fold(query)))
    digits = "".join(filter(str.isdigit, query))
    if len(digits) > 2 and not any(map(str.isalpha, query)):
        found.update(search.reached_by_digits(book.connection, digits))
    if not found:
        found.update(found_by_subject(book, query, whole=True))
    return found


def _exact(book: OpenBook, query: str) -> set[int]:
    """Those whose whole name, or one of whose handles, was typed."""
    exact = {row[0] for row in people.named(book.connection, fold(query))}
    values = [query.lower()]
    with suppress(BadHandleError):
        values.append(parse_handle(query, book.setting("region"))[1])
    for value in values:
        exact.update(row[3] for row in handles.find_by_value(book.connection, value))
    return exact


def _best_first(book: OpenBook, query: str, ids: Ids, exact: Collection[int]) -> list[int]:
    """Exact matches, then names that begin so, then names that hold the words, then handles and notes."""
    begins = set(search.named_from(book.connection, fold(query)))
    holds = set(search.matching(book.connection, query, by_name=True))
    tiers: tuple[list[int], ...] = ([], [], [], [])
    for one in ids:
        tiers[0 if one in exact else 1 if one in begins else 2 if one in holds else 3].append(one)
    return [one for tier in tiers for one in tier]


# ── where people come from ────────────────────────────────────────────────────────────────────────────────────────


def _from_source(book: OpenBook, source: str, ids: Ids) -> Iterable[int]:
    """Those of `ids` who come from there."""
    orders = orders_of(book)
    of: array[int] = orders.keep(book, "persons", lambda: _persons(book))
    told = _sources_told(book)
    wanted = {origin for origin, names in told.items() if source in names}
    pairs = zip(*orders.origins(book), strict=True)
    if source == OWN:
        known = {of[handle] for handle, origin in pairs if told.get(origin)}
        return (one for one in ids if one not in known)
    come = {of[handle] for handle, origin in pairs if origin in wanted}
    return (one for one in ids if one in come)


def _persons(book: OpenBook) -> "array[int]":
    """By the number of a handle, the person whose it is; 0 for a number that is no handle's any more."""
    pairs = listing.persons(book.connection)
    of = array("I", bytes(4 * (1 + max((handle for handle, _ in pairs), default=0))))
    for handle, person in pairs:
        of[handle] = person
    return of


def _sources_told(book: OpenBook) -> dict[int, set[str]]:
    """By origin, the words by which a filter may name it: its imports and the kinds of its readers."""
    names: dict[int, set[str]] = {}
    for source, reader, number in listing.readers(book.connection):
        names.setdefault(source, set()).update((f"import-{number}", source_of(reader)))
    return {
        origin: set().union(*(names.get(source, ()) for source in members))
        for origin, members in imports.list_origins(book.connection).items()
    }


def choices(book: OpenBook) -> PeopleChoices:
    """What a list of people can be filtered by."""
    found: list[PeopleChoices] = orders_of(book).keep(book, "choices", lambda: [_choices(book)])
    return found[0]


def _choices(book: OpenBook) -> PeopleChoices:
    own = [name for name in listing.own_circles(book.connection) if name not in CIRCLES]
    read = listing.readers(book.connection)
    kinds = dict.fromkeys(source_of(row[1]) for row in read)
    claimed = {row[2] for row in read}
    paths = [(row[0], row[1]) for row in imports.list_imports(book.connection) if row[0] in claimed]
    return PeopleChoices(tuple(own), tuple(sorted(kinds)), tuple(paths))


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lines(book: OpenBook, ids: Ids, *, sources: bool) -> tuple[ListedPerson, ...]:
    """The lines of one page, in few queries."""
    page_ids = list(ids)
    own = listing.handles_of(book.connection, page_ids)
    come = _come_from(book, own) if sources else {}
    return tuple(
        _line(book, row, standing, own[row.id], come.get(row.id, ()))
        for row, standing in listing.rows_of(book.connection, page_ids)
    )


def _line(
    book: OpenBook,
    row: PersonRow,
    standing: StandingRow | None,
    own: Sequence[Sequence[Any]],
    sources: Iterable[SourceName],
) -> ListedPerson:
    reasons = reasons_from(json.loads(row.sort_reasons)) if row.sort == "automaton" else ()
    line = person_line(book, row, standing, own)
    return ListedPerson(line, row.organisation, row.title, row.never, reasons, tuple(sources))


def _come_from(book: OpenBook, own: dict[int, Any]) -> dict[int, list[SourceName]]:
    """Where these people come from, each place once."""
    of = {handle[0]: person for person, row in own.items() for handle in row}
    paths = dict(choices(book).imports)
    told: dict[int, list[SourceName]] = {}
    for source, reader, number in listing.readers(book.connection):
        told.setdefault(source, []).append(SourceName(source_of(reader), number, paths.get(number, "")))
    members = imports.list_origins(book.connection)
    found: dict[int, dict[SourceName, None]] = {}
    for handle, origin in listing.origins(book.connection, list(of)):
        for source in sorted(members.get(origin, ())):
            found.setdefault(of[handle], {}).update(dict.fromkeys(told.get(source, ())))
    return {person: list(islice(names, 5)) for person, names in found.items()}


def orders_of(book: OpenBook) -> Orders:
    """The orders that an open book keeps."""
    if book.orders is None:
        book.orders = Orders()
    orders: Orders = book.orders
    return orders
