"""Consents: who agreed to be written to about business, as a reminder. No legal advice, and nothing is ever blocked."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from entregent.app import business
from entregent.app.business import Partner
from entregent.app.keeping import LONGEST_TEXT, anchor
from entregent.app.opening import OpenBook, parse_day
from entregent.app.reaching import find_person
from entregent.app.stage_views import ConsentLine
from entregent.app.views import Done
from entregent.model.errors import FutureDateError, PastDateError, RequestError
from entregent.model.judgement import Reason, reason
from entregent.store import facts, stages
from entregent.store.facts import NewFact
from entregent.strategy.consent import IMPLIED_MONTHS, STATES, months_after, now_is


class UnknownConsentError(RequestError):
    """`text` is no state of a consent, or nothing from which one can be taken."""

    code = "unknown-consent"


class ConsentWithoutDayError(RequestError):
    """An implied consent lasts until a day, and none was given nor can be worked out."""

    code = "consent-without-day"


def set_consent(  # noqa: PLR0913 - what one may say of a consent
    book: OpenBook, who: str, state: str, *, until: str = "", since: str = "", after: str = "", how: str = ""
) -> Done:
    """Note whether somebody agreed to be written to. `after` is "inquiry" or "purchase", on the day `since`.

    Raises UnknownConsentError, ConsentWithoutDayError, BadDateError, HeartError, NotBusinessError, what WHO raises.
    """
    book.write_check()
    if state not in STATES:
        raise UnknownConsentError(text=state)
    if after and after not in IMPLIED_MONTHS:
        raise UnknownConsentError(text=after)
    someone = business.partner(book, who)
    begun = parse_day(since) if since else book.today
    if begun > book.today:
        raise FutureDateError(text=since)
    told = {"state": state, "since": begun.isoformat(), "how": " ".join(how.split())[:LONGEST_TEXT]}
    if state == "implied":
        told |= {"until": _until(book, until, after, begun), "after": after}
    stated = [NewFact(anchor(book, someone.person), "consent", json.dumps(told, ensure_ascii=False))]
    action = facts.act(book.connection, "consent", book.now, stated, value=state)
    return Done(action, "consent", ((someone.person, someone.name),), value=state)


def _until(book: OpenBook, until: str, after: str, begun: date) -> str:
    if until:
        day = parse_day(until)
        if day < begun:
            raise PastDateError(text=day.isoformat())
        return day.isoformat()
    if not after:
        raise ConsentWithoutDayError
    return months_after(begun, IMPLIED_MONTHS[after]).isoformat()


def consents(book: OpenBook, *, soon: bool = False) -> list[ConsentLine]:
    """What is noted of those who have a funnel, the one that ends first at the head; with `soon` those about to end."""
    partners = business.everybody(book)
    lines = [_line(book, partners[person], told) for person, told in _noted(book).items() if person in partners]
    wanted = [line for line in lines if not soon or line.now == "soon"]
    return sorted(wanted, key=lambda line: (line.until or "9999", line.name))


def consent_of(book: OpenBook, who: str) -> ConsentLine:
    """What is noted of one person. Raises HeartError, NotBusinessError, and what a wrong WHO raises."""
    someone = business.partner(book, who)
    return _line(book, someone, _noted(book, someone.person).get(someone.person, {"state": "unknown"}))


def _noted(book: OpenBook, person: int | None = None) -> dict[int, dict[str, Any]]:
    """The owner's latest word on each person's consent."""
    only = None if person is None else (person,)
    found = stages.stated(book.connection, "consent", persons=only)
    return {fact.person: json.loads(fact.value) for fact in found if fact.person is not None}


def _line(book: OpenBook, someone: Partner, told: Mapping[str, Any]) -> ConsentLine:
    state, until = told["state"], told.get("until", "")
    return ConsentLine(
        someone.person,
        someone.name,
        state,
        now_is(state, until, book.today),
        told.get("since", ""),
        until,
        told.get("after", ""),
        told.get("how", ""),
    )


_REMINDERS: Final = {
    "soon": "consent-soon",
    "ended": "consent-ended",
    "withdrawn": "consent-withdrawn",
    "unknown": "consent-unknown",
}


def consent_reminder(book: OpenBook, who: str) -> Reason | None:
    """What to bear in mind before writing to somebody about business, None where nothing need be said.

    Of a prospect it is also said that nothing is known; it reminds, and never forbids. Raises what a wrong WHO raises.
    """
    person = find_person(book, who)
    try:
        someone = business.allowed(book, person)
    except (business.HeartError, business.NotBusinessError):
        return None
    line = _line(book, someone, _noted(book, person).get(person, {"state": "unknown"}))
    signal = _REMINDERS.get(line.now)
    if signal is None or (line.now == "unknown" and "prospects" not in someone.circles):
        return None
    return reason(signal, until=line.until) if line.until else reason(signal)
