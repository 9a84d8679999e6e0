"""The verbs of the API: what is done to a book, each as the command line does it."""

from typing import Any, Final

from entregent.app import shapes
from entregent.app.book import Book
from entregent.app.noting import usual_channel
from entregent.app.settings import AT_THIS_COMPUTER
from entregent.app.views import Done
from entregent.app.wording import CHANNELS, OUTCOMES
from entregent.model.errors import BadSettingError
from entregent.model.tie import LEVEL_WORDS
from entregent.web.api.daring import ABOUT
from entregent.web.api.operations import PERSON, Asked, Operation, Parameter, deed, person_of, who_of, whos_of
from entregent.web.api.schemas import (
    BIRTHDAY,
    DAY,
    HANDLE,
    MOMENT,
    NUMBER,
    PEOPLE,
    WHO,
    Schema,
    body,
    choice,
    known,
    number,
    several,
    switch,
    text,
)

HANDLES: Final = several(HANDLE, 50)
NAME: Final = text(200, least=1)
CIRCLE: Final = text(100, least=1)
NOTE: Final = text(10_000, least=1)
SURE: Final[Schema] = {"type": "boolean", "enum": [True]}


def _add(book: Book, asked: Asked) -> Done:
    return book.add(
        asked["name"],
        handles=asked.get("handles", []),
        met=asked.get("met", ""),
        via=who_of(book, asked["via"]) if "via" in asked else "",
        circle=asked.get("circle", ""),
        talked=asked.get("talked", ""),
        note=asked.get("note", ""),
    )


def _edit(book: Book, asked: Asked) -> Done:
    return book.edit(
        person_of(book, asked),
        name=asked.get("name"),
        add_handles=asked.get("handles", []),
        drop_handles=asked.get("drop_handles", []),
        birthday=asked.get("birthday"),
        organisation=asked.get("organisation"),
        title=asked.get("title"),
        met=asked.get("met"),
        via=who_of(book, asked["via"]) if "via" in asked else None,
    )


def _log(book: Book, asked: Asked) -> Done:
    outcome = asked.get("outcome", "talked")
    return book.log(
        whos_of(book, asked),
        channel=asked.get("channel") or usual_channel(outcome),
        outcome=outcome,
        at=asked.get("at", ""),
        minutes=asked.get("minutes", 0),
        note=asked.get("note", ""),
        create=asked.get("create", False),
        about=asked.get("about", {}),
    )


def _later(book: Book, asked: Asked) -> Done:
    return book.later(person_of(book, asked), asked.get("until", ""))


def _promise(book: Book, asked: Asked) -> Done:
    who = who_of(book, asked["person"])
    theirs = asked.get("theirs", False)
    return book.promise(who, asked["text"], by=asked["by"], create=asked.get("create", False), theirs=theirs)


def _keep_promise(book: Book, asked: Asked) -> Done:
    return book.keep_promise(asked["id"])


def _level(book: Book, asked: Asked) -> Done:
    return book.level(whos_of(book, asked), asked["level"])


def _circle(book: Book, asked: Asked) -> Done:
    return book.circle(whos_of(book, asked), asked["circle"], remove=asked.get("remove", False))


def _rest(book: Book, asked: Asked) -> Done:
    return book.rest(whos_of(book, asked))


def _wake(book: Book, asked: Asked) -> Done:
    return book.rest(whos_of(book, asked), wake=True)


def _keep_up(book: Book, asked: Asked) -> Done:
    return book.keep_up(person_of(book, asked))


def _archive(book: Book, asked: Asked) -> Done:
    return book.archive(whos_of(book, asked), back=asked.get("back", False))


def _never(book: Book, asked: Asked) -> Done:
    way = asked.get("way", "never")
    return book.never(person_of(book, asked), died=way == "died", private=way == "private")


def _note(book: Book, asked: Asked) -> Done:
    return book.note(person_of(book, asked), asked["text"])


def _same(book: Book, asked: Asked) -> Done:
    return book.same(who_of(book, asked["a"]), who_of(book, asked["b"]))


def _different(book: Book, asked: Asked) -> Done:
    return book.different(who_of(book, asked["a"]), who_of(book, asked["b"]))


def _human(book: Book, asked: Asked) -> Done:
    return book.human(person_of(book, asked), automaton=asked.get("automaton", False))


def _owner(book: Book, asked: Asked) -> Done:
    return book.owner(asked["handle"], drop=asked.get("drop", False))


def _undo(book: Book, asked: Asked) -> Done:
    return book.undo(asked.get("action"))


def _set(book: Book, asked: Asked) -> Done:
    if asked["key"].strip().lower() in AT_THIS_COMPUTER:
        raise BadSettingError(key=asked["key"], value="")
    return book.set_setting(asked["key"], asked["value"])


def _forget(book: Book, asked: Asked) -> Any:
    return shapes.forgetting_shape(book.forget(person_of(book, asked)), forgotten=True)


def _remove(book: Book, asked: Asked) -> Any:
    return shapes.removal_shape(asked["id"], book.remove_import(asked["id"]))


PROMISE: Final = Parameter("id", "path", NUMBER, "The promise's number.")
IMPORT: Final = Parameter("id", "path", NUMBER, "The import's number.")
KEY: Final = Parameter("key", "path", text(100, least=1) | {"pattern": "^[^\\u0000-\\u001f/]+$"}, "The setting's name.")
CONFIRM: Final = Parameter("confirm", "query", SURE, "Must be true: this can't be undone.")
TWO: Final = body("a", "b", a=WHO, b=WHO)

VERBS: Final = (
    deed(
        "add_person",
        "/people",
        "Add somebody you met.",
        _add,
        body(
            "name", name=NAME, handles=HANDLES, met=text(500), via=WHO, circle=CIRCLE, talked=MOMENT, note=text(10_000)
        ),
    ),
    deed(
        "edit_person",
        "/people/{id}",
        "Correct what the book says of somebody. Your word beats every source.",
        _edit,
        body(
            name=NAME,
            handles=HANDLES,
            drop_handles=HANDLES,
            birthday=BIRTHDAY,
            organisation=text(500),
            title=text(500),
            met=text(500),
            via=WHO,
            at_least=1,
        ),
        PERSON,
        method="PATCH",
    ),
    Operation(
        "forget_person",
        "DELETE",
        "/people/{id}",
        "Remove somebody for good: handles, exchanges, notes. An import won't bring them back.",
        _forget,
        known("Forgetting"),
        (PERSON, CONFIRM),
        writes=True,
        seeks=True,
    ),
    deed("later", "/people/{id}/later", "Not now: two weeks where no day is given.", _later, body(until=DAY), PERSON),
    deed(
        "keep_up",
        "/people/{id}/keep-up",
        "Not to be let rest, for half a year.",
        _keep_up,
        None,
        PERSON,
    ),
    deed(
        "never",
        "/people/{id}/never",
        "Never suggest, draw or count this person again; no reason is asked.",
        _never,
        body(way=choice("never", "died", "private", default="never")),
        PERSON,
    ),
    deed("note", "/people/{id}/notes", "Write a note about somebody.", _note, body("text", text=NOTE), PERSON),
    deed(
        "human",
        "/people/{id}/human",
        "This is a person, not an automaton (or the other way round).",
        _human,
        body(automaton=switch()),
        PERSON,
    ),
    deed(
        "log",
        "/log",
        "Say what happened, with one person or several.",
        _log,
        body(
            "people",
            people=PEOPLE,
            outcome=choice(*OUTCOMES, default="talked"),
            channel=choice(*CHANNELS),
            at=MOMENT,
            minutes=number(0, 10_080),
            note=text(10_000),
            create=switch(),
            about=ABOUT,
        ),
    ),
    deed(
        "level",
        "/level",
        "Say how much you want these ties.",
        _level,
        body("people", "level", people=PEOPLE, level=choice(*LEVEL_WORDS.values())),
    ),
    deed(
        "circle",
        "/circle",
        "Put people in a circle of your life, or take them out of it.",
        _circle,
        body("people", "circle", people=PEOPLE, circle=CIRCLE, remove=switch()),
    ),
    deed("rest", "/rest", "Let ties rest.", _rest, body("people", people=PEOPLE)),
    deed("wake", "/wake", "Wake ties that rest.", _wake, body("people", people=PEOPLE)),
    deed(
        "archive",
        "/archive",
        "Put people away, out of lists, or bring them back.",
        _archive,
        body("people", people=PEOPLE, back=switch()),
    ),
    deed(
        "promise",
        "/promises",
        "Keep in mind what you owe somebody by a day, or (`theirs`) what they owe you.",
        _promise,
        body("person", "text", "by", person=WHO, text=NOTE, by=DAY, create=switch(), theirs=switch()),
    ),
    deed("keep_promise", "/promises/{id}/keep", "A promise was kept.", _keep_promise, None, PROMISE),
    deed("same", "/same", "These two are one person.", _same, TWO),
    deed("different", "/different", "These two are different people.", _different, TWO),
    deed(
        "owner",
        "/owner",
        "Say that a handle is yours, or is not.",
        _owner,
        body("handle", handle=HANDLE, drop=switch()),
    ),
    deed("undo", "/undo", "Take back the last action, or a given one.", _undo, body(action=NUMBER)),
    deed(
        "set_setting",
        "/settings/{key}",
        "Change a setting.",
        _set,
        body("value", value=text(500)),
        KEY,
        method="PUT",
    ),
    Operation(
        "remove_import",
        "DELETE",
        "/imports/{id}",
        "Drop what only this import brought; your own words stay.",
        _remove,
        known("Removal"),
        (IMPORT,),
        writes=True,
        seeks=True,
    ),
)
"""Every verb, in the order of the document."""
