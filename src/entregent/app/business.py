"""Who has a funnel: the owner's clients, prospects, partners and collaborators, and nobody of the heart."""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.model.errors import RequestError
from entregent.store import people, stages

BUSINESS: Final = ("prospects", "clients", "partners", "collaborators")
HEART: Final = ("love", "family", "friends")
"""One of these, chosen by the owner, outweighs every circle of business: a friend who buys stays a friend."""


BUSINESS_KINDS: Final = frozenset(("stage", "result", "result-via", "consent"))
"""What is stated of them alone."""


class HeartError(RequestError):
    """`name` is in `circle`, a circle of the heart: no stage, result or value is kept of them."""

    code = "no-funnel-of-the-heart"


class NotBusinessError(RequestError):
    """`name` is in none of the circles that have a funnel."""

    code = "no-funnel"


class Partner(NamedTuple):
    """Somebody who has a funnel."""

    person: int
    name: str
    circles: tuple[str, ...]


def is_business(circles: Iterable[str]) -> bool:
    """Whether somebody with these circles, chosen by the owner, has a funnel. A guessed circle is none."""
    chosen = set(circles)
    return not chosen.isdisjoint(BUSINESS) and chosen.isdisjoint(HEART)


HOUR: Final = 3600


def looks(book: OpenBook) -> dict[object, Any]:
    """What was worked out of this book since what it rests on changed; for an hour at most: what is to come passes."""
    if book.as_of:  # what is seen of an earlier day is this view's alone
        return book.ways
    path = book.connection.path
    stamp = (book.now // HOUR, path.stat().st_ino, *stages.stamp(book.connection))
    kept = _LOOKS.get(str(path))
    if kept is None or kept[0] != stamp:
        _LOOKS[str(path)] = kept = (stamp, {})
    return kept[1]


_LOOKS: Final[dict[str, tuple[tuple[Any, ...], dict[object, Any]]]] = {}
"""Book -> what was worked out of it: all who have it open in this process share it, for nothing in it is changed."""


def in_circles(book: OpenBook) -> dict[int, Partner]:
    """Everybody whom the owner put in a circle, of whatever sort, and who is not left in peace."""
    kept = looks(book)
    if "members" not in kept:
        members = stages.members(book.connection)
        kept["members"] = {person: Partner(person, name, tuple(json.loads(packed))) for person, name, packed in members}
    found: dict[int, Partner] = kept["members"]
    return found


def had_in_circle(book: OpenBook, circle: str) -> frozenset[int]:
    """Everybody whom the owner ever put in a circle, and did not take that word back."""
    kept = looks(book)
    if "had" not in kept:
        kept["had"] = stages.ever_in_circles(book.connection)
    found: dict[str, frozenset[int]] = kept["had"]
    return found.get(circle, frozenset())


def everybody(book: OpenBook) -> dict[int, Partner]:
    """Everybody who has a funnel, and is not left in peace."""
    return {person: one for person, one in in_circles(book).items() if is_business(one.circles)}


def set_apart(book: OpenBook) -> int:
    """How many are in a circle of business and in one of the heart, and so have no funnel."""
    return sum(
        1
        for one in in_circles(book).values()
        if not set(one.circles).isdisjoint(BUSINESS) and not is_business(one.circles)
    )


def partner(book: OpenBook, who: str) -> Partner:
    """The one meant, if they have a funnel. Raises HeartError, NotBusinessError, and what a wrong WHO raises."""
    return allowed(book, find_person(book, who))


def allowed(book: OpenBook, person: int) -> Partner:
    """This person, if they have a funnel. Raises HeartError, NotBusinessError."""
    row = people.find(book.connection, person)
    circles = tuple(json.loads(row.circles)) if row is not None else ()
    name = row.name if row is not None else ""
    heart = next((circle for circle in HEART if circle in circles), "")
    if heart:
        raise HeartError(name=name, circle=heart)
    if row is None or row.sort != "person" or not is_business(circles):
        raise NotBusinessError(name=name)
    return Partner(person, name, circles)
