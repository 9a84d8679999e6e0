"""What the owner says on somebody's page: each form of it is one verb, one action, one way back."""

from collections.abc import Callable
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from entregent.app.views import Done
from entregent.model.errors import AmbiguousPersonError, BadNumberError, BadSettingError
from entregent.web.moments import birthday, day, moment
from entregent.web.outcomes import OUTCOMES, fitting_channel
from entregent.web.pages.person import number_of, page
from entregent.web.routing import Page, post
from entregent.web.visit import Visit
from entregent.web.way import say_consent, say_result, say_stage

WRITTEN: Final = frozenset(("mail", "letter"))
"""Ways by which nobody talks, whatever was left standing in the form."""

Verb = Callable[[Visit, str], Done]
"""Does what the form says to the person of this id."""


def _log(visit: Visit, who: str) -> Done:
    """What happened: in one tap now, or with its day, minutes and words."""
    outcome, channel = visit.said("outcome"), visit.said("channel") or "mail"
    if outcome not in OUTCOMES:
        raise BadSettingError(key="outcome", value=outcome)
    if not visit.said("exact") or channel in WRITTEN or outcome == "met":
        channel = fitting_channel(channel, outcome)
    at = moment(visit, visit.said("when"), past=True)
    minutes = _whole(visit.said("minutes"), "minutes")
    return visit.book.log([who], channel=channel, outcome=outcome, at=at, minutes=minutes, note=visit.said("note"))


def _whole(text: str, what: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdecimal() or len(text) > 12:
        raise BadNumberError(text=text, what=what)
    return int(text)


def _later(visit: Visit, who: str) -> Done:
    return visit.book.later(who, day(visit, visit.said("until"), past=False))


def _circle(visit: Visit, who: str) -> Done:
    """Into a circle, chosen or named by the owner; or out of one."""
    out = visit.said("remove")
    return visit.book.circle([who], out or visit.said("own") or visit.said("circle"), remove=bool(out))


def _promise(visit: Visit, who: str) -> Done:
    by, theirs = day(visit, visit.said("by"), past=False), visit.said("whose") == "theirs"
    return visit.book.promise(who, visit.said("text"), by=by, theirs=theirs)


def _kept(visit: Visit, who: str) -> Done:
    return visit.book.keep_promise(_whole(visit.said("promise"), "promise"))


def _edit(visit: Visit, who: str) -> Done:
    """What changed in the form, and only that: the rest stays as sources tell it."""
    return visit.book.edit(
        who,
        name=_changed(visit, "name"),
        organisation=_changed(visit, "organisation"),
        title=_changed(visit, "title"),
        birthday=birthday(visit, visit.said("birthday")) if _changed(visit, "birthday") is not None else None,
        add_handles=[text for text in visit.said_all("add") if text],
        drop_handles=visit.said_all("drop"),
    )


def _met(visit: Visit, who: str) -> Done:
    return visit.book.edit(who, met=_changed(visit, "met"), via=_changed(visit, "via"))


def _changed(visit: Visit, name: str) -> str | None:
    """A field, where it differs from what the form came with."""
    value = visit.said(name)
    return value if value != visit.said(f"{name}-before") else None


def _different(visit: Visit, who: str) -> Done:
    return visit.book.different(visit.said("a"), visit.said("b"))


VERBS: Final[dict[str, Verb]] = {
    "log": _log,
    "later": _later,
    "rest": lambda visit, who: visit.book.rest([who]),
    "wake": lambda visit, who: visit.book.rest([who], wake=True),
    "level": lambda visit, who: visit.book.level([who], visit.said("level")),
    "circle": _circle,
    "promise": _promise,
    "kept": _kept,
    "note": lambda visit, who: visit.book.note(who, visit.said("text")),
    "edit": _edit,
    "met": _met,
    "different": _different,
    "same": lambda visit, who: visit.book.same(who, visit.said("other")),
    "archive": lambda visit, who: visit.book.archive([who]),
    "bring-back": lambda visit, who: visit.book.archive([who], back=True),
    "never": lambda visit, who: visit.book.never(who),
    "private": lambda visit, who: visit.book.never(who, private=True),
    "died": lambda visit, who: visit.book.never(who, died=True),
    "human": lambda visit, who: visit.book.human(who),
    "automaton": lambda visit, who: visit.book.human(who, automaton=True),
    "household": lambda visit, who: visit.book.live_with(who, apart=visit.said("apart") == "1"),
    "stage": say_stage,
    "result": say_result,
    "consent": say_consent,
}
"""Last part of a form's address -> what it does."""


def _page_of(verb: str) -> Page:
    act = VERBS[verb]

    def tell(visit: Visit) -> Response:
        person = number_of(visit)
        key = f"{visit.said('key')[:64]} {verb} {visit.said('outcome')[:16]}" if visit.said("key") else ""
        try:
            done = visit.book.once(key, lambda: act(visit, str(person)))
        except AmbiguousPersonError as error:
            return _choose(visit, person, verb, error)
        return _told(visit, person, done)

    return tell


def _told(visit: Visit, person: int, done: Done) -> Response:
    """The page as it is now, with what was done; on another page where the person moved there."""
    now = visit.book.holder(person)
    if now == person and visit.is_partial:
        visit.done = done
        return page(visit, person, part="person/whole.html")
    return visit.go(f"/people/{now if now is not None else person}", done)


BESIDE: Final = {"met": ("met", "met-before"), "result": ("kind", "on", "value", "note")}
"""What else a form said, to be kept while it is asked who was meant."""


def _choose(visit: Visit, person: int, verb: str, error: AmbiguousPersonError) -> Response:
    """Several people are called so: which one?"""
    found = error.facts["choices"]
    return visit.show(
        "person_choose.html",
        part="person/choose.html",
        headers={"HX-Retarget": "#choose", "HX-Reswap": "innerHTML"},
        choices=found if isinstance(found, list) else [],
        path=f"/people/{person}",
        verb=verb,
        field="other" if verb == "same" else "via",
        typed=str(error.facts["who"]),
        fields=[(name, visit.said(name)) for name in BESIDE.get(verb, ())],
    )


ROUTES: list[Route] = [post(f"/people/{{who:int}}/{verb}", _page_of(verb)) for verb in VERBS]
