"""First sentences through the API: openers, tu and vous. A rewriter is run by nobody but the owner."""

from typing import Any, Final

from entregent.app.addressing import WORDS
from entregent.app.book import Book
from entregent.app.language import LANGUAGES
from entregent.app.opener_shapes import sheet_shape
from entregent.app.opener_words import PURPOSES
from entregent.app.views import Done
from entregent.web.api.operations import PERSON, Asked, Operation, deed, person_of, query
from entregent.web.api.schemas import MOMENT, NAMED, Schema, body, choice, known, list_of, number, shape, text

TEXT: Final[Schema] = {"type": "string"}
SWITCH: Final[Schema] = {"type": "boolean"}


def _openers(book: Book, asked: Asked) -> Any:
    sheet = book.openers(
        person_of(book, asked),
        asked.get("count", 3),
        purpose=asked.get("purpose", ""),
        skip=asked.get("skip", 0),
        hour=asked.get("hour", ""),
    )
    return sheet_shape(sheet)


def _used(book: Book, asked: Asked) -> Done:
    return book.used_opener(person_of(book, asked), asked["kind"], asked["text"])


def _address(book: Book, asked: Asked) -> Done:
    return book.set_address(person_of(book, asked), asked["address"])


def _speaks(book: Book, asked: Asked) -> Done:
    return book.set_speaks(person_of(book, asked), asked["language"])


SHEET: Final = shape(
    person=NAMED,
    address=TEXT,
    is_address_known=SWITCH,
    language=TEXT,
    purpose=TEXT,
    skipped={"type": "integer"},
    openers=list_of(shape(kind=TEXT, text=TEXT, uses=list_of(TEXT), gives=SWITCH)),
    gift=TEXT,
    matters=TEXT,
    consent={"anyOf": [known("Reason"), {"type": "null"}]},
)
KIND: Final[Schema] = {"type": "string", "pattern": "^[a-z][a-z\\-]{0,39}$", "maxLength": 40}


SPEAKING: Final = (
    Operation(
        "openers",
        "GET",
        "/people/{id}/openers",
        "First sentences for somebody, from what the book knows, the best fitting first.",
        _openers,
        SHEET,
        (
            PERSON,
            query("count", number(1, 20, 3), "How many."),
            query("purpose", choice(*(word for word in PURPOSES if word)), "What they are for."),
            query("skip", number(0, 300, 0), "How many better ones to pass over."),
            query("hour", MOMENT, "The hour to agree upon, with the purpose `agree-hour`."),
        ),
        seeks=True,
    ),
    deed(
        "used_opener",
        "/people/{id}/openers/used",
        "A sentence was used: it does not come back to this person.",
        _used,
        body("kind", "text", kind=KIND, text=text(2_000, least=1)),
        PERSON,
    ),
    deed(
        "set_address",
        "/people/{id}/address",
        "Say tu, or vous, to somebody.",
        _address,
        body("address", address=choice(*WORDS)),
        PERSON,
    ),
    deed(
        "set_speaks",
        "/people/{id}/speaks",
        "The language that is spoken with somebody.",
        _speaks,
        body("language", language=choice(*LANGUAGES)),
        PERSON,
    ),
)
"""Every question and verb about first words."""
