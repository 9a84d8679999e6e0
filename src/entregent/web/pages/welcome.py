"""The first visit: from nothing to a first plan in six steps, each a plain page that can be left, and come back to."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from starlette.responses import Response

from entregent.app import import_words, language
from entregent.app.language import gettext as _
from entregent.app.views import OwnerHandle
from entregent.app.welcome_views import Placing
from entregent.model.errors import EntregentError, ImportRunningError
from entregent.model.tie import CIRCLES, LEVEL_WORDS
from entregent.web.pages import sources
from entregent.web.routing import get, post
from entregent.web.visit import Visit

STEPS: Final = ("/welcome", "/welcome/begin", "/welcome/me", "/welcome/closest", "/welcome/minutes", "/")
"""Where each step is; the last is today."""
VISIT: Final = "first-visit"
"""Under this key the book remembers how far the first visit came."""
MOST_CLOSE: Final = 15
WEEK: Final = (15, 600)
DAY: Final = (5, 180)
"""The least and the most minutes that the sliders offer."""
MOST_MINUTES: Final = 10_080
MOST_HANDLES: Final = 100


class Greeting(NamedTuple):
    """The first page in one language, whichever the visitor speaks."""

    lang: str
    name: str
    hello: str
    what: str
    stays: str
    begin: str


def step_page(
    visit: Visit, template: str, number: int, *, part: str = "", status: int = 200, **facts: object
) -> Response:
    """A step of the visit, with its place among the six."""
    return visit.show(
        template,
        part=part,
        status=status,
        headers=None,
        step=number,
        steps=STEPS,
        made_up=visit.book.is_made_up(),
        known=visit.book.remembered("people", 0),
        **facts,
    )


def reached(visit: Visit, number: int, *, over: bool = False) -> None:
    """Remember how far the visit came, and whether it began with an empty book."""
    book = visit.book
    fresh = book.remembered("people", 0) == 0
    was: dict[str, Any] = book.remembered(VISIT) or {"fresh": fresh, "reached": 1, "over": False}
    book.remember(VISIT, {**was, "reached": max(number, was["reached"]), "over": over or was["over"]})


# ── 1: the language, and what this is ─────────────────────────────────────────────────────────────────────────────


def hello(visit: Visit) -> Response:
    """The language, one sentence about what this is, what stays on this machine; in both languages."""
    return step_page(visit, "welcome/hello.html", 1, greetings=greetings(visit))


def greetings(visit: Visit) -> list[Greeting]:
    """The first page in each language, the visitor's first."""
    found = []
    for lang in sorted(language.LANGUAGES, key=lambda one: one != visit.lang):
        language.use(lang)
        found.append(
            Greeting(
                lang,
                {"en": "English", "fr": "Français"}[lang],
                _("Welcome."),
                _("From your mail, your contacts and your calendar, it tells you whom to turn to today, and why."),
                _("No account, no cloud: all of it stays on this machine, in one file."),
                _("Begin in English"),
            )
        )
    language.use(visit.lang)
    return found


def speak(visit: Visit) -> Response:
    """The language of the book from now on."""
    visit.book.set_setting("language", visit.said("language"))
    reached(visit, 2)
    return visit.go(STEPS[1])


# ── 2: three ways ─────────────────────────────────────────────────────────────────────────────────────────────────


def begin(visit: Visit) -> Response:
    """Ten names, one's own exports, or a made-up network."""
    return step_page(
        visit,
        "welcome/begin.html",
        2,
        nothing=bool(visit.asked("nothing")),
        **sources.facts(visit, STEPS[2]),
    )


def try_sample(visit: Visit) -> Response:
    """The made-up network, imported into this very book as any export is."""
    importer = sources.importer_of(visit)
    if importer.is_running():
        return visit.go(STEPS[2])
    reached(visit, 2)
    folder = visit.book.write_sample()
    try:
        importer.begin((folder,))
    except ImportRunningError:
        return visit.go(STEPS[2])
    return visit.go(STEPS[2])


def again(visit: Visit) -> Response:
    """The made-up network goes; one's own can begin."""
    importer = sources.importer_of(visit)
    if importer.is_running() or visit.book.running_import():
        return visit.go(STEPS[2])
    importer.leave()
    visit.book.remove_sample()
    visit.book.remember(VISIT, {"fresh": visit.book.remembered("people", 0) == 0, "reached": 2, "over": False})
    return visit.go(STEPS[1])


# ── 3: who I am ───────────────────────────────────────────────────────────────────────────────────────────────────


def me(visit: Visit) -> Response:
    """Which addresses are mine, with reasons; the progress of the import while it runs."""
    if visit.asked("nothing"):
        return visit.go(STEPS[1], nothing="1")
    return _me(visit)


def _me(visit: Visit, problem: str = "") -> Response:
    known = sources.facts(visit, STEPS[2])
    work = sources.importer_of(visit).work()
    waits = work.state in {"running", "stopping"} or known["elsewhere"] is not None
    broke = work.ended is not None and work.ended.how != "done"
    return step_page(
        visit,
        "welcome/me.html",
        2 if waits else 3,
        status=422 if problem else 200,
        trouble=problem,
        waits=waits,
        broke=broke,
        was_read=import_words.read(work.report) if work.report and not waits else "",
        lines=_lines(visit),
        name=visit.said("name") or _setting(visit, "name"),
        more=visit.said("more"),
        **known,
    )


def _lines(visit: Visit) -> list[tuple[OwnerHandle, bool]]:
    """The owner's handles as found, and whether the form says that each is theirs."""
    refused = {visit.said(f"handle-{n}") for n in range(1, MOST_HANDLES) if visit.said(f"mine-{n}") == "no"}
    return [(line, line.handle not in refused) for line in visit.book.owner_lines()]


def introduce(visit: Visit) -> Response:
    """My name, yes or no to each address, and one that was not found."""
    if not visit.said("skip"):
        answers = [(visit.said(f"handle-{n}"), visit.said(f"mine-{n}")) for n in range(1, MOST_HANDLES)]
        mine = [handle for handle, answer in answers if handle and answer != "no"]
        others = [handle for handle, answer in answers if handle and answer == "no"]
        mine += [visit.said("more")] if visit.said("more") else []
        try:
            visit.book.introduce(visit.said("name"), mine, others)
        except EntregentError as error:
            from entregent.app.wording import complaint

            return _me(visit, complaint(error, on_page=True))
    sources.importer_of(visit).leave()
    reached(visit, 4)
    return visit.go(STEPS[3])


# ── 4: the closest fifteen ────────────────────────────────────────────────────────────────────────────────────────


def closest(visit: Visit) -> Response:
    """Cards in a column for each level, as proposed."""
    lines = visit.book.closest(MOST_CLOSE)
    columns = {level: [line for line in lines if line.level == level] for level in LEVELS}
    return step_page(visit, "welcome/closest.html", 4, columns=columns, levels=LEVELS, circles=CIRCLES, lines=lines)


LEVELS: Final = ("close", "valued", "nurtured", "wide", "none")
assert set(LEVELS) == set(LEVEL_WORDS.values())


def place(visit: Visit) -> Response:
    """Where each card lies now: levels, and circles that were tapped or chosen."""
    done = None
    if not visit.said("skip"):
        persons = [int(text) for text in visit.said_all("person") if text.isdecimal() and len(text) < 16]
        placings = [
            Placing(
                person,
                visit.said(f"level-{person}") or "none",
                visit.said(f"other-{person}") or visit.said(f"circle-{person}"),
            )
            for person in dict.fromkeys(persons)
        ]
        done = visit.book.place(placings)
    reached(visit, 5)
    return visit.go(STEPS[4], done)


# ── 5: minutes ────────────────────────────────────────────────────────────────────────────────────────────────────


def minutes(visit: Visit) -> Response:
    """Minutes a week and a day; only what they keep, where a slider was moved."""
    week = visit.asked_number("week", _own(visit, "week"), least=1, most=MOST_MINUTES)
    day = visit.asked_number("day", _own(visit, "day"), least=1, most=MOST_MINUTES)
    return _minutes(visit, week, day, part="welcome/keeps.html")


def _minutes(visit: Visit, week: int, day: int, *, part: str = "", problem: str = "") -> Response:
    return step_page(
        visit,
        "welcome/minutes.html",
        5,
        part=part,
        status=422 if problem else 200,
        trouble=problem,
        week=week,
        day=day,
        bounds_week=WEEK,
        bounds_day=DAY,
        budget=visit.book.budget(week),
        later=visit.book.readiness(),
        gentle=_begins_gently(visit),
    )


def finish(visit: Visit) -> Response:
    """The visit ends: the minutes are kept, the first week begins, and today follows."""
    wished: dict[str, str] = {}
    if not visit.said("skip"):
        week, day = visit.said("week"), visit.said("day")
        if not (_is_minutes(week) and _is_minutes(day)):
            said = _("Write whole minutes above zero; a week has 10,080 of them.")
            return _minutes(visit, _own(visit, "week"), _own(visit, "day"), problem=said)
        wished = {"minutes-per-week": week, "minutes-per-day": day}
    if _begins_gently(visit):
        wished["first-week"] = visit.today.isoformat()
    if wished:
        visit.book.set_settings(wished)
    reached(visit, 6, over=True)
    return visit.go("/", hello="1")


def _is_minutes(text: str) -> bool:
    return text.isdecimal() and len(text) < 6 and 0 < int(text) <= MOST_MINUTES


def _own(visit: Visit, span: str) -> int:
    return int(float(_setting(visit, f"minutes-per-{span}")))


def _begins_gently(visit: Visit) -> bool:
    """Whether this is a first visit to a book of one's own: the week that follows is a first week."""
    begun: Mapping[str, Any] | None = visit.book.remembered(VISIT)
    return bool(begun and begun["fresh"] and not begun["over"]) and not visit.book.is_made_up()


def lift(visit: Visit) -> Response:
    """The first week is over when its owner says so."""
    return visit.back(visit.book.set_setting("first-week", ""))


def leave(visit: Visit) -> Response:
    """The visit is left at that; its pages stay where they are."""
    reached(visit, 1, over=True)
    return visit.back()


def _setting(visit: Visit, key: str) -> str:
    return next(line.value for line in visit.book.settings() if line.key == key)


ROUTES = [
    get("/welcome", hello),
    post("/welcome", speak),
    get("/welcome/begin", begin),
    post("/welcome/sample", try_sample),
    post("/welcome/again", again),
    get("/welcome/me", me),
    post("/welcome/me", introduce),
    get("/welcome/closest", closest),
    post("/welcome/closest", place),
    get("/welcome/minutes", minutes),
    post("/welcome/minutes", finish),
    post("/welcome/earnest", lift),
    post("/welcome/leave", leave),
]
