"""What imports could not read without a word of yours: tables whose columns nobody knows, dates in either order."""

from typing import Final

from starlette.responses import Response

from entregent.app import clarifying, import_words, wording
from entregent.app.clarify_views import Unclear
from entregent.model.errors import ImportRefusedError, ImportRunningError, MissingPathError
from entregent.web.pages.sources import PAGE, importer_of
from entregent.web.routing import get, post
from entregent.web.visit import Visit

MOST_COLUMNS: Final = 200
CHANNELS: Final = ("mail", "call", "text", "meeting", "social", "letter")


def show(visit: Visit) -> Response:
    """A table with a choice for each column, and its first rows as they would be read; the rest where it is asked."""
    asked = _asked(visit)
    if asked.asks != "columns":
        return visit.go(PAGE)
    columns = _chosen(visit)
    preview = visit.book.preview_table(asked.path, document=asked.document, columns=columns)
    if preview is None:
        raise MissingPathError(path=asked.name)
    # What was chosen is shown again, also where it can't be read so.
    is_chosen = "c0" in visit.query
    fields = tuple(_fields(visit, len(preview.headings)).values()) if is_chosen else preview.fields
    told = columns if is_chosen else preview.columns
    refusal = _refusal(told)
    return visit.show(
        "sources_table.html",
        part="sources/table.html",
        asked=asked,
        preview=preview,
        fields=fields,
        refusal=None if isinstance(refusal, clarifying.NobodyNamedError) else refusal,
        is_readable=refusal is None and bool(told),
        channel=visit.asked("channel"),
        channels=CHANNELS,
        words=import_words,
        problem_words=lambda reason, place: wording.problem(reason.signal, reason.facts, place, on_page=True),
    )


def _refusal(columns: str) -> ImportRefusedError | None:
    """Why a table can't be read so; None where it can, or nothing was chosen."""
    try:
        clarifying.check(columns)
    except ImportRefusedError as error:
        return error
    return None


def accept(visit: Visit) -> Response:
    """Read the table so; its headings are known from now on."""
    asked = _asked(visit)
    preview = visit.book.preview_table(asked.path, document=asked.document)
    if preview is None:
        raise MissingPathError(path=asked.name)
    fields = {at: visit.said(f"c{at}") for at in range(len(preview.headings))}
    columns = clarifying.check(clarifying.chosen(fields, preview.headings, visit.said("channel")))
    return _read(visit, asked, columns=columns or preview.columns)


def dates(visit: Visit) -> Response:
    """The order of dates is said: read the file so."""
    order = visit.said("order")
    return _read(visit, _asked(visit), dates=order if order in clarifying.DATE_ORDERS else "")


def let_be(visit: Visit) -> Response:
    """This is not worth reading."""
    visit.book.let_file_be(_asked(visit).id)
    return visit.go(PAGE)


def _read(visit: Visit, asked: Unclear, *, dates: str = "", columns: str = "") -> Response:
    try:
        importer_of(visit).begin((asked.path,), dates=dates, columns=columns)
    except ImportRunningError:
        return visit.go(PAGE, busy="1")
    return visit.go(PAGE)


def _asked(visit: Visit) -> Unclear:
    wanted = visit.request.path_params["question"]
    found = next((one for one in visit.book.unclear_files() if one.id == wanted), None)
    if found is None:
        raise MissingPathError(path=PAGE)
    return found


def _fields(visit: Visit, count: int) -> dict[int, str]:
    return {at: visit.asked(f"c{at}") for at in range(count)}


def _chosen(visit: Visit) -> str:
    """The columns chosen in the form, by number; "" where it was not sent yet."""
    if "c0" not in visit.query:
        return ""
    numbers = tuple(str(at + 1) for at in range(MOST_COLUMNS))
    return clarifying.chosen(_fields(visit, MOST_COLUMNS), numbers, visit.asked("channel"))


ROUTES = [
    get(f"{PAGE}/unclear/{{question:str}}", show),
    post(f"{PAGE}/unclear/{{question:str}}/columns", accept),
    post(f"{PAGE}/unclear/{{question:str}}/dates", dates),
    post(f"{PAGE}/unclear/{{question:str}}/leave", let_be),
]
