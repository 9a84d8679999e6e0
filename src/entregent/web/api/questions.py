"""The questions of the API: what a book answers without being changed."""

from typing import Any, Final

from entregent.app import shapes
from entregent.app.book import Book
from entregent.app.listing import SHOWN, SILENCES, SORTS
from entregent.app.people_views import PeopleFilter
from entregent.app.settings_views import ChannelLine, CircleLine
from entregent.app.wording import CHANNELS
from entregent.model.tie import LEVEL_WORDS
from entregent.web.api.operations import PERSON, Asked, Operation, holder_of, person_of, query
from entregent.web.api.schemas import (
    GREATEST,
    NUMBER,
    Schema,
    choice,
    known,
    list_of,
    number,
    shape,
    shape_of,
    switch,
    text,
)

LIMIT: Final = number(1, 1_000, default=50)
DAY_MINUTES: Final = number(1, 1_440)
WEEK_MINUTES: Final = number(1, 10_080)
BOTH_WAYS: Final = tuple(f"{way}{order}" for order in SORTS for way in ("", "-"))


def _today(book: Book, asked: Asked) -> Any:
    return shapes.plan_shape(book.today(asked.get("minutes")))


def _scene(book: Book, asked: Asked) -> Any:
    called = {line.person for line in book.today().suggestions}
    return {"plates": [shapes.scene_plate_shape(plate) for plate in book.scene(asked.get("limit", 14), called)]}


def _weeks(book: Book, _asked: Asked) -> Any:
    return {"weeks": list(book.weeks())}


def _people(book: Book, asked: Asked) -> Any:
    wanted = PeopleFilter(**{name: asked.get(name, "") for name in PeopleFilter._fields})
    offset = asked.get("offset", 0)
    page = book.people_page(wanted, sort=asked.get("sort", ""), offset=offset, limit=asked.get("limit", 50))
    # The page may begin earlier than asked: it is kept within the list.
    lines = page.lines[offset - page.offset :]
    return {"people": [shapes.listed_person_shape(line) for line in lines], "total": page.total}


def _person(book: Book, asked: Asked) -> Any:
    return shapes.person_shape(book.person(person_of(book, asked), limit=asked.get("limit", 20)))


def _timeline(book: Book, asked: Asked) -> Any:
    page = book.timeline(
        holder_of(book, asked["id"]),
        before=asked.get("before"),
        channel=asked.get("channel", ""),
        limit=asked.get("limit", 50),
    )
    return shapes.timeline_shape(page)


def _forgetting(book: Book, asked: Asked) -> Any:
    return shapes.forgetting_shape(book.forget_preview(person_of(book, asked)), forgotten=False)


def _plates(book: Book, asked: Asked) -> Any:
    return shapes.plates_shape(book.plates(asked.get("minutes")))


def _capacity(book: Book, _asked: Asked) -> Any:
    return shapes.capacity_shape(book.capacity())


def _duplicates(book: Book, asked: Asked) -> Any:
    return {"questions": [shapes.question_shape(question) for question in book.duplicates(asked.get("limit", 20))]}


def _actions(book: Book, asked: Asked) -> Any:
    return {"actions": [shapes.action_shape(line) for line in book.actions(asked.get("limit", 20))]}


def _promises(book: Book, asked: Asked) -> Any:
    lines = book.promises() + (book.promises(done=True) if asked.get("all", False) else [])
    return {"promises": [shapes.promise_shape(line) for line in lines]}


def _settings(book: Book, _asked: Asked) -> Any:
    return {"settings": [shapes.setting_shape(line) for line in book.settings()]}


def _circles(book: Book, _asked: Asked) -> Any:
    return {"circles": [line._asdict() for line in book.circles()]}


def _channels(book: Book, _asked: Asked) -> Any:
    return {"channels": [line._asdict() for line in book.channels()]}


def _doctor(book: Book, _asked: Asked) -> Any:
    return {"findings": [shapes.finding_shape(finding) for finding in book.doctor()]}


def _imports(book: Book, _asked: Asked) -> Any:
    return {"imports": [shapes.import_line_shape(line) for line in book.imports()]}


def _sources(book: Book, _asked: Asked) -> Any:
    return {"sources": [line._asdict() for line in book.source_reach()]}


def _coming(book: Book, _asked: Asked) -> Any:
    return {"coming": [shapes.coming_shape(one) for one in book.coming()]}


def _owner(book: Book, _asked: Asked) -> Any:
    return {"handles": book.owner_handles()}


def _listed(name: str, what: str) -> Schema:
    return shape(**{name: list_of(known(what))})


TEXTS: Final = list_of({"type": "string"})
CIRCLES: Final = shape(circles=list_of(shape_of(CircleLine)))
CHANNEL_LINES: Final = shape(channels=list_of(shape_of(ChannelLine)))
WEEKS: Final = shape(weeks=list_of({"type": "integer"}))

QUESTIONS: Final = (
    Operation(
        "today",
        "GET",
        "/today",
        "Whom to turn to today, why, and with which first step.",
        _today,
        known("Plan"),
        (query("minutes", DAY_MINUTES, "The minutes that there are; else the setting."),),
    ),
    Operation(
        "scene",
        "GET",
        "/scene",
        "The plates on their poles: which ties hold, and which ask for you.",
        _scene,
        _listed("plates", "ScenePlate"),
        (query("limit", number(1, 1_000, default=14), "How many at most."),),
    ),
    Operation("weeks", "GET", "/weeks", "How many steps each of the last eight weeks saw.", _weeks, WEEKS),
    Operation(
        "people",
        "GET",
        "/people",
        "People, and how each tie stands.",
        _people,
        shape(people=list_of(known("ListedPerson")), total={"type": "integer"}),
        (
            query("query", text(200), "Only names, handles, subjects and notes that match."),
            query("circle", text(100), "Only this circle; `none`: those in no circle."),
            query("level", choice(*LEVEL_WORDS.values(), "any"), "Only this level; `any`: those with one."),
            query("silence", choice(*SILENCES, "rhythm", "never"), "Silent for so many months, beyond their rhythm …"),
            query("source", text(40), "Only from there: `import-3`, a kind of reader such as `mail`, or `own`."),
            query("show", choice(*SHOWN), "Others instead: automata, resting, left in peace, archived."),
            query("met", choice("never"), "Only those who are known online and were never met."),
            query("event", text(20), "Only those who are at a meeting: the `event` of `/coming`."),
            query("sort", choice(*BOTH_WAYS), "In which order, `-` the other way round; else the strongest first."),
            query("limit", LIMIT, "How many at most."),
            query("offset", number(0, GREATEST, default=0), "How many to pass over; `total` says how many there are."),
        ),
    ),
    Operation(
        "person",
        "GET",
        "/people/{id}",
        "Somebody's page: tie, story, handles, where each fact comes from.",
        _person,
        known("Person"),
        (PERSON, query("limit", number(1, 1_000, default=20), "How many lines of the timeline at most.")),
        seeks=True,
    ),
    Operation(
        "timeline",
        "GET",
        "/people/{id}/timeline",
        "What passed with somebody, newest first; `older` is the `before` of the next page.",
        _timeline,
        known("Timeline"),
        (
            PERSON,
            query("before", NUMBER, "The event before which to begin: `older` of the page before."),
            query("channel", choice(*CHANNELS), "Only by this channel."),
            query("limit", LIMIT, "How many lines at most."),
        ),
        seeks=True,
    ),
    Operation(
        "forgetting",
        "GET",
        "/people/{id}/forgetting",
        "What forgetting somebody would remove.",
        _forgetting,
        known("Forgetting"),
        (PERSON,),
        seeks=True,
    ),
    Operation(
        "plates",
        "GET",
        "/plates",
        "How many ties the weekly minutes keep, and whom to let rest.",
        _plates,
        known("Plates"),
        (query("minutes", WEEK_MINUTES, "Minutes a week; else the setting."),),
    ),
    Operation(
        "capacity", "GET", "/capacity", "How many ties were kept open so far, by quarter.", _capacity, known("Capacity")
    ),
    Operation(
        "duplicates",
        "GET",
        "/duplicates",
        "Questions about who is who, best first; `same` and `different` answer them.",
        _duplicates,
        _listed("questions", "Question"),
        (query("limit", number(1, 1_000, default=20), "How many at most."),),
    ),
    Operation(
        "actions",
        "GET",
        "/actions",
        "What was done last, newest first; `undo` takes it back.",
        _actions,
        _listed("actions", "Action"),
        (query("limit", number(1, 1_000, default=20), "How many at most."),),
    ),
    Operation(
        "promises",
        "GET",
        "/promises",
        "What is owed, soonest first.",
        _promises,
        _listed("promises", "Promise"),
        (query("all", switch(), "The kept ones too."),),
    ),
    Operation(
        "settings", "GET", "/settings", "Every setting with its value.", _settings, _listed("settings", "Setting")
    ),
    Operation(
        "doctor",
        "GET",
        "/doctor",
        "Whether the book and the computer are well.",
        _doctor,
        _listed("findings", "Finding"),
    ),
    Operation("imports", "GET", "/imports", "What was imported.", _imports, _listed("imports", "Import")),
    Operation(
        "sources",
        "GET",
        "/sources",
        "How many people each kind of source made known, and how many of them ever took part there.",
        _sources,
        _listed("sources", "SourceReach"),
    ),
    Operation(
        "coming",
        "GET",
        "/coming",
        "What is coming within two months, and who will be there.",
        _coming,
        _listed("coming", "Coming"),
    ),
    Operation("owner_handles", "GET", "/owner", "The handles held to be the owner's.", _owner, shape(handles=TEXTS)),
)
"""Every question, in the order of the document."""
