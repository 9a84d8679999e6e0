"""The map through the API: its shape, everybody on it with their ties, and files for other programs."""

from typing import Any, Final

from entregent.app.book import Book
from entregent.app.map_exports import KINDS
from entregent.app.map_shapes import map_shape, network_shape
from entregent.web.api.operations import Asked, Operation, Parameter, query
from entregent.web.api.schemas import DAY, GREATEST, NAMED, choice, list_of, number, shape, switch

INTEGER: Final = {"type": "integer"}
NUMBER: Final = {"type": "number"}
TEXT: Final = {"type": "string"}
COVERAGE: Final = {"type": ["number", "null"]}
AS_OF: Final = query("day", DAY, "As it stood at the end of that day; else today.")

GROUP: Final = shape(number=INTEGER, name=TEXT, size=INTEGER, warm=INTEGER, tied_by=list_of(NAMED))
PERSON: Final = shape(
    id=INTEGER, name=TEXT, x=NUMBER, y=NUMBER, group=INTEGER, circle=TEXT, warmth=TEXT, other_groups=list_of(INTEGER)
)
TIE: Final = shape(a=INTEGER, b=INTEGER, weight=NUMBER)


def _map(book: Book, asked: Asked) -> Any:
    return map_shape(book.map_shape(asked.get("day", "")))


def _network(book: Book, asked: Asked) -> Any:
    return network_shape(book.map(asked.get("day", "")), asked.get("offset", 0), asked.get("limit", 10_000))


def _file(book: Book, asked: Asked) -> Any:
    made = book.map_export(asked["kind"], day=asked.get("day", ""), names=asked.get("names", False))
    return made._asdict()


CHARTING: Final = (
    Operation(
        "map",
        "GET",
        "/map",
        "The network in words: its groups, who ties them, how much of it was seen.",
        _map,
        shape(day=TEXT, people=INTEGER, ties=INTEGER, alone=INTEGER, coverage=COVERAGE, groups=list_of(GROUP)),
        (AS_OF,),
    ),
    Operation(
        "network",
        "GET",
        "/map/network",
        "Everybody on the map with their place and group, and the ties among them, the strongest first.",
        _network,
        shape(day=TEXT, coverage=COVERAGE, people=list_of(PERSON), ties=list_of(TIE), total=INTEGER),
        (
            AS_OF,
            query("offset", number(0, GREATEST), "Ties after so many others."),
            query("limit", number(1, 100_000, 10_000), "So many ties at most."),
        ),
    ),
    Operation(
        "map_file",
        "GET",
        "/map/files/{kind}",
        "The map as GraphML, GEXF or CSV, or as a poster in SVG; without names unless they are asked for.",
        _file,
        shape(name=TEXT, media=TEXT, text=TEXT),
        (
            Parameter("kind", "path", choice(*KINDS), "Which file."),
            AS_OF,
            query("names", switch(), "With names."),
        ),
    ),
)
"""Every operation on the map."""
