"""Results: a sale, a job, a referral, advice; with whom, through whom, and of what value if wished."""

import json
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from entregent.app import business, introducing
from entregent.app.goal_words import RESULTS
from entregent.app.keeping import LONGEST_TEXT, anchor
from entregent.app.noting import parse_when
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.stage_views import ResultLine
from entregent.app.views import Done
from entregent.model.errors import RequestError, UnknownPersonError
from entregent.store import facts, stages
from entregent.store.facts import NewFact

KINDS: Final = tuple(RESULTS)
GREATEST: Final = Decimal(10) ** 12


class UnknownResultError(RequestError):
    """`text` is no kind of result."""

    code = "unknown-result"


class BadValueError(RequestError):
    """`text` is no amount of money."""

    code = "bad-value"


class Known(NamedTuple):
    """A result as the book keeps it."""

    number: int
    person: int
    kind: str
    at: int
    day: str
    value: float | None
    currency: str
    note: str
    action: int


def amount(text: str) -> Decimal | None:
    """The amount that a text means: "1200", "1 200,50 $", "1,200.50"; None for an empty one. Raises BadValueError."""
    plain = "".join(letter for letter in text if not letter.isspace() and letter not in "$€£")
    plain = plain.upper().removeprefix("CAD").removesuffix("CAD").removeprefix("EUR").removesuffix("EUR")
    if not plain:
        if text.strip():
            raise BadValueError(text=text)
        return None
    if "," in plain and "." in plain:
        plain = plain.replace(",", "") if plain.rfind(".") > plain.rfind(",") else plain.replace(".", "")
    head, comma, tail = plain.rpartition(",")
    if comma:
        # "1,200" is a thousand and two hundred; "1200,5" and "1200,50" have cents.
        plain = f"{head}{tail}" if len(tail) == 3 and head and "," not in head else f"{head.replace(',', '')}.{tail}"
    try:
        found = Decimal(plain)
    except InvalidOperation as error:
        raise BadValueError(text=text) from error
    if not found.is_finite() or not 0 <= found <= GREATEST:
        raise BadValueError(text=text)
    return found.quantize(Decimal("0.01"))


def add_result(  # noqa: PLR0913 - what one may say of a result
    book: OpenBook, who: str, kind: str, *, value: str = "", via: str = "", on: str = "", note: str = ""
) -> Done:
    """Note what came of it. `via` is who introduced them, else whoever the book knows to have.

    Raises UnknownResultError, BadValueError, BadDateError, HeartError, NotBusinessError, and what a wrong WHO raises.
    """
    book.write_check()
    if kind not in KINDS:
        raise UnknownResultError(text=kind)
    someone = business.partner(book, who)
    worth = amount(value)
    day = book.day_of(parse_when(book, on)[0]).isoformat()
    through = find_person(book, via) if via.strip() else introducer(book, someone.person)
    if via.strip() and through == someone.person:
        raise UnknownPersonError(who=via, near=[])
    with book.connection.writing():
        number = facts.next_action(book.connection)
        told = {"number": number, "kind": kind, "on": day, "note": note.strip()[:LONGEST_TEXT]}
        if worth is not None:
            told |= {"value": str(worth), "currency": book.setting("currency")}
        stated = [NewFact(anchor(book, someone.person), "result", json.dumps(told, ensure_ascii=False))]
        if through is not None:
            stated.append(NewFact(anchor(book, through), "result-via", str(number)))
        action = facts.act(book.connection, "result", book.now, stated, value=kind)
    return Done(action, "result", ((someone.person, someone.name),), value=kind)


def introducer(book: OpenBook, person: int) -> int | None:
    """Who introduced somebody, by the owner's latest word; else as judged, where that is almost sure."""
    found = introducing.through_of(book, person)
    return found.person if found is not None and found.sure in ("said", "surely") else None


def known_results(book: OpenBook) -> list[Known]:
    """Every result in the book, oldest first, whoever it is with."""
    found = []
    for fact in stages.stated(book.connection, "result"):
        told = json.loads(fact.value)
        if fact.person is None:
            continue
        worth = float(told["value"]) if "value" in told else None
        at = parse_when(book, told["on"])[0] if told["on"] <= book.today.isoformat() else fact.at
        found.append(
            Known(
                told["number"],
                fact.person,
                told["kind"],
                at,
                told["on"],
                worth,
                told.get("currency", ""),
                told.get("note", ""),
                fact.action,
            )
        )
    return sorted(found, key=lambda one: (one.day, one.number))


def results(book: OpenBook, *, since: int = 0) -> list[ResultLine]:
    """What came of it since an instant, newest first; of those alone who have a funnel."""
    partners = business.everybody(book)
    wanted = [one for one in known_results(book) if one.at >= since and one.person in partners]
    through = {int(fact.value): fact.person for fact in stages.stated(book.connection, "result-via")}
    named = stages.names(book.connection, {person for person in through.values() if person is not None})
    lines = []
    for one in reversed(wanted):
        via = through.get(one.number)
        via = via if via in named else None
        name = partners[one.person].name
        via_name = named[via] if via is not None else ""
        lines.append(
            ResultLine(
                one.number,
                one.person,
                name,
                one.kind,
                one.value,
                one.currency,
                one.day,
                one.at,
                via,
                via_name,
                one.note,
                one.action,
            )
        )
    return lines
