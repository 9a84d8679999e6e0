"""Somebody's page: how the tie stands, what to do, the story, and where each fact comes from."""

import secrets
from datetime import date
from io import BytesIO
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from entregent.app import language
from entregent.app.goal_phrases import money
from entregent.app.person_views import Portrait
from entregent.app.reach_words import seen_in_words, way_in_words
from entregent.app.source_words import source_word
from entregent.model.errors import UnknownPersonError
from entregent.model.interaction import Channel
from entregent.model.tie import CIRCLES, LEVEL_WORDS, Level
from entregent.text.scripts import fold
from entregent.web.circles import circle_class
from entregent.web.links import safe_link
from entregent.web.outcomes import outcomes_by
from entregent.web.pages.sources import short
from entregent.web.routing import get
from entregent.web.steadiness import curve
from entregent.web.visit import Visit
from entregent.web.way import way_of

FIRST_LINES: Final = 15
MORE_LINES: Final = 30
MOST_LINES: Final = 500
LEVELS: Final = (*(LEVEL_WORDS[level] for level in Level if level), LEVEL_WORDS[Level.NONE])
WAYS: Final = ("mail", "call", "meeting", "text", "social", "letter", "other")
ABOUT_THE_OWNER: Final = frozenset(("person-never", "person-resting", "person-died", "person-private"))
"""Reasons that the page tells in a sentence of its own, with the way back."""


def number_of(visit: Visit) -> int:
    """The person whom the address means now. Raises UnknownPersonError: a typed number is never taken for a phone's."""
    asked = int(visit.request.path_params["who"])
    person = visit.book.holder(asked)
    if person is None:
        raise UnknownPersonError(who=str(asked), near=[])
    return person


def show(visit: Visit) -> Response:
    """The whole page; an id of former days leads on, one that is nobody's says so kindly."""
    asked = int(visit.request.path_params["who"])
    person = visit.book.holder(asked)
    if person is None:
        return visit.show("person_nobody.html", status=404)
    if person != asked:
        return visit.go(f"/people/{person}", done=visit.done)
    return page(visit, person)


def page(visit: Visit, person: int, *, part: str = "") -> Response:
    """Somebody's page, or after a deed the part of it that changes."""
    found = visit.book.portrait(person, limit=lines_seen(visit))
    view = found.view
    look = circle_class(view.line.circles or view.line.circles_proposed)
    return visit.show(
        "person.html",
        part=part,
        p=found,
        view=view,
        line=view.line,
        look=look,
        told=[one for one in view.reasons if one.signal not in ABOUT_THE_OWNER and one not in found.sort_reasons],
        measured=found.sort == "person" and not found.never,
        reach=reach(view.line.handles),
        chart=curve(found.curve, visit.book.zone, "own"),
        bars=bars(found),
        born=birthday_in_words(view.birthday),
        seen=seen(visit, found),
        levels=LEVELS,
        way=way_of(visit, found),
        money=money,
        circles=[circle for circle in CIRCLES if circle not in view.line.circles],
        outcomes=outcomes_by(usual_way(found)),
        ways=WAYS,
        usual=usual_way(found),
        key=lambda: secrets.token_urlsafe(9),
        path=f"/people/{person}",
        channel="",
        lines=view.timeline,
        older=found.older,
        channels=found.channels,
        era="",
    )


def seen(visit: Visit, found: Portrait) -> list[tuple[str, str, str]]:
    """Where they were seen: (source, what it tells, in person or from afar)."""
    zone = visit.book.zone
    today = language.day_of(visit.book.now, zone)

    def day(at: int) -> str:
        return language.day(language.day_of(at, zone), today=today)

    return [(source_word(one.kind), seen_in_words(one, day), way_in_words(one)) for one in found.view.seen_on]


def lines_seen(visit: Visit) -> int:
    """How many lines of the past the page had before a deed: it has as many after it."""
    typed = visit.said("lines")
    return min(max(int(typed), FIRST_LINES), MOST_LINES) if typed.isdecimal() and len(typed) < 6 else FIRST_LINES


def reach(handles: tuple[str, ...]) -> list[tuple[str, str]]:
    """(kind, link) of the first handle of each kind that a tap can use: mail, then phone, then a profile."""
    found: dict[str, str] = {}
    for handle in handles:
        link = safe_link(handle)
        kind = link.partition(":")[0]
        if link and kind not in found:
            found[kind] = link
    return [(kind, found[kind]) for kind in ("mailto", "tel", "https") if kind in found]


def bars(found: Portrait) -> tuple[float, float]:
    """How long the two sides of the balance are drawn, of a hundred each."""
    out, inward = found.view.balance.out, found.view.balance.inward
    most = max(out, inward, 1)
    return round(100 * out / most, 1), round(100 * inward / most, 1)


def usual_way(found: Portrait) -> str:
    """The channel that a step is most likely logged by: what is usual between them, else what can be used."""
    if found.channels:
        return found.channels[0][0]
    kinds = [kind for kind, _ in reach(found.view.line.handles)]
    return "mail" if "mailto" in kinds else "call" if "tel" in kinds else "meeting"


def birthday_in_words(text: str) -> str:
    """ "--05-17" as "17 May", a full date with its year, anything else as it stands."""
    try:
        if text.startswith("--"):
            return language.day(date.fromisoformat(f"2000-{text[2:4]}-{text[-2:]}"), today=date(2000, 1, 1))
        return language.day(date.fromisoformat(text))
    except ValueError:
        return text


# ── what is asked for by itself ───────────────────────────────────────────────────────────────────────────────────


def timeline(visit: Visit) -> Response:
    """What passed, by one channel if asked: the next lines while scrolling, or a page of its own."""
    person = number_of(visit)
    channel = visit.asked("channel")
    channel = channel if channel.upper() in Channel.__members__ else ""
    before = event_of(visit.asked("before"))
    found = visit.book.timeline(person, before=before, channel=channel, limit=MORE_LINES)
    return visit.show(
        "person_timeline.html",
        part="person/lines.html" if before is not None else "person/timeline.html",
        path=f"/people/{person}",
        name=found.name,
        channel=channel,
        lines=found.lines,
        older=found.older,
        channels=found.channels,
        is_first=before is None,
        era=visit.asked("era")[:7],
    )


def event_of(text: str) -> int | None:
    """An event's number out of an address; None for what is none."""
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 19:
        return None
    number = int(text)
    return number if number.bit_length() < 64 else None


def sources(visit: Visit) -> Response:
    """Where each fact comes from."""
    person = number_of(visit)
    told = [line._replace(value=in_words(line.fact, line.value)) for line in visit.book.provenance(person)]
    name = visit.book.timeline(person, limit=1).name
    return visit.show(
        "person_sources.html", part="person/sources.html", path=f"/people/{person}", name=name, facts=told, short=short
    )


def in_words(fact: str, value: str) -> str:
    """The value of a fact as people say it."""
    from entregent.app.wording import word

    if fact == "birthday":
        return birthday_in_words(value)
    if fact == "circle":
        return word("circle", value)
    if fact == "level" and value in {"0", "1", "2", "3", "4"}:
        return word("level", LEVEL_WORDS[Level(int(value))])
    return value


def code(visit: Visit) -> Response:
    """A phone number as a code that hands it to a phone."""
    person = number_of(visit)
    handles = visit.book.portrait(person, limit=1).view.line.handles
    place = int(visit.request.path_params["n"])
    link = safe_link(handles[place]) if place < len(handles) else ""
    if not link.startswith("tel:"):
        raise UnknownPersonError(who=str(person), near=[])
    return Response(drawn(link), media_type="image/svg+xml")


def drawn(text: str) -> bytes:
    """A QR code as a picture: dark on light in any theme, for cameras want it so."""
    import segno

    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", scale=6, border=4, dark="#22262e", light="#ffffff", xmldecl=False
    )
    return picture.getvalue()


def export(visit: Visit) -> Response:
    """Every fact about somebody, with its source and date, to hand over or to keep."""
    return _file(visit, "json", "application/json")


def card(visit: Visit) -> Response:
    """Somebody's contact card."""
    return _file(visit, "vcf", "text/vcard; charset=utf-8")


def _file(visit: Visit, kind: str, media: str) -> Response:
    found = visit.book.person_file(number_of(visit), kind)
    named = {"content-disposition": disposition(found.name, kind)}
    return Response(found.text.encode("utf-8", "replace"), headers=named, media_type=media)


def disposition(name: str, ending: str) -> str:
    """What to call a file (RFC 6266): a plain name for old browsers, the real one for the others."""
    plain = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(name)).split())[:80] or "person"
    real = "".join(c for c in name if c.isprintable() and c not in '/\\:*?"<>|')[:80].strip(" .") or plain
    encoded = quote(f"{real}.{ending}".encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{encoded}"


ROUTES = [
    get("/people/{who:int}", show),
    get("/people/{who:int}/timeline", timeline),
    get("/people/{who:int}/sources", sources),
    get("/people/{who:int}/code/{n:int}.svg", code),
    get("/people/{who:int}/export.json", export),
    get("/people/{who:int}/export.vcf", card),
]
