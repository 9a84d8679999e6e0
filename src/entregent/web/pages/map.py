"""The map: one's network to look at, as a list, as a drawing, as a poster, and as files for other programs."""

from typing import Any, Final
from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from entregent.app.group_words import coverage_in_words
from entregent.app.map_words import COLOURS, WARMTH_WORDS, alone_sentence, headline
from entregent.app.mapping import TooLittleMapError
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError, UnknownPersonError
from entregent.web import map_data, map_drawing
from entregent.web.pages.groups import asked_day, too_little
from entregent.web.routing import drawn, get
from entregent.web.visit import Visit

PAGE: Final = "/map"
LINES: Final = 100
BINARY: Final = "application/octet-stream"
FILES: Final = {
    "poster.svg": "svg",
    "network.graphml": "graphml",
    "network.gexf": "gexf",
    "people.csv": "people.csv",
    "ties.csv": "ties.csv",
}
WORDS: Final[dict[str, Any]] = {
    "coverage": coverage_in_words,
    "alone": alone_sentence,
    "headline": headline,
    "colours": COLOURS,
    "warmths": WARMTH_WORDS,
}


def show(visit: Visit) -> Response:
    """The page where the map is at hand, else one that fetches it."""
    if not visit.book.is_map_drawn():
        return visit.show("map.html", state="wait")
    return whole(visit)


def whole(visit: Visit) -> Response:
    """The page with its map, or with what is missing for one."""
    try:
        found = visit.book.map()
    except TooLittleMapError as error:
        # A part can't say so; the page itself does, now that it need not wait.
        return visit.go(PAGE) if visit.is_partial else too_little(visit, error, "map")
    stops = map_data.stops(found) if not visit.book.as_of else []
    shape = visit.book.map_shape()
    return visit.show("map.html", part="map/whole.html", state="map", shape=shape, stops=stops, **WORDS)


def data(visit: Visit) -> Response:
    """The map of a day, packed; kept while the map is."""
    try:
        found = visit.book.map(asked_day(visit))
    except EntregentError as error:
        return JSONResponse({"sentence": complaint(error, on_page=True)}, 422)
    if "gzip" not in visit.request.headers.get("accept-encoding", ""):
        return Response(map_data.packed(found), media_type=BINARY)
    return Response(map_data.zipped(found), media_type=BINARY, headers={"content-encoding": "gzip"})


def card(visit: Visit) -> Response:
    """A part of the map: somebody on it, in words. By itself it leads to their page."""
    person = visit.asked_number("who", 0, least=0, most=1 << 62)
    line = visit.book.on_map(person, asked_day(visit))
    if line is None:
        raise UnknownPersonError(who=str(person), near=[])
    return visit.show("map/card.html", line=line, **WORDS) if visit.is_partial else visit.go(f"/people/{person}")


def table(visit: Visit) -> Response:
    """The map as a list, a hundred people a page."""
    day = asked_day(visit)
    offset = visit.asked_number("from", 0, least=0, most=10_000_000)
    try:
        page = visit.book.map_page(day=day, offset=offset, limit=LINES)
    except TooLittleMapError as error:
        return too_little(visit, error, "map")
    return visit.show("map_table.html", list=page, lines=LINES, day=day, shape=visit.book.map_shape(day), **WORDS)


def drawing(visit: Visit) -> Response:
    """The map as a drawing whose people are links."""
    day = asked_day(visit)
    try:
        found = visit.book.map(day)
    except TooLittleMapError as error:
        return too_little(visit, error, "map")
    return visit.show("map_drawing.html", picture=map_drawing.picture(found), shape=visit.book.map_shape(day), **WORDS)


def take(visit: Visit) -> Response:
    """A file of the map: without names unless they were chosen."""
    kind = FILES.get(str(visit.request.path_params["file"]))
    if kind is None:
        return visit.show("nowhere.html", status=404)
    made = visit.book.map_export(kind, day=asked_day(visit), names=visit.asked("names") == "1")
    return Response(
        made.text.encode("utf-8", "replace"),
        media_type=made.media,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(made.name)}"},
    )


def small(visit: Visit) -> Response:
    """Somebody among one's people: a part of their page, or a page of its own."""
    person = visit.book.holder(int(visit.request.path_params["who"]))
    if person is None:
        return visit.show("person_nobody.html", status=404)
    name = visit.book.person(str(person), limit=1).line.name

    try:
        found, line = visit.book.small_map(person), visit.book.on_map(person)
    except TooLittleMapError:
        found, line = None, None
    labels = map_drawing.ring_labels(found) if found else []
    return visit.show(
        "map_small.html", part="map/small.html", small=found, labels=labels, line=line, person=person, name=name
    )


ROUTES = [
    get(PAGE, show),
    drawn(f"{PAGE}/whole", whole),
    drawn(f"{PAGE}/data", data),
    drawn(f"{PAGE}/card", card),
    drawn(f"{PAGE}/table", table),
    drawn(f"{PAGE}/drawing", drawing),
    drawn(f"{PAGE}/files/{{file}}", take),
    drawn("/people/{who:int}/map", small),
]
