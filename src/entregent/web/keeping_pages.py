"""Pages that are kept while nobody writes to the book: the same address, language and day give the same page."""

from collections import OrderedDict
from typing import Final

from starlette.responses import Response

from entregent.app.book import Book
from entregent.web.visit import Visit

MOST_PAGES: Final = 48
LARGEST_BYTES: Final = 300_000

Key = tuple[str, ...]
Version = tuple[object, ...]


class KeptPages:
    """The pages that one open book gave lately. Each thread has its own, for a version means something to one book."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, tuple[Version, bytes, list[tuple[bytes, bytes]]]] = OrderedDict()

    def find(self, visit: Visit) -> Response | None:
        """The page as it was given before, if nothing can have changed since."""
        kept = self._pages.get(_key(visit))
        if kept is None or kept[0] != _version(visit.book):
            return None
        self._pages.move_to_end(_key(visit))
        response = Response(kept[1])
        response.raw_headers = list(kept[2])
        return response

    def keep(self, visit: Visit, response: Response) -> None:
        """Keep a page that was made, unless it tells of a deed just done, or is no page."""
        body = bytes(response.body)
        is_page = response.status_code == 200 and response.headers.get("content-type", "").startswith("text/html")
        if not is_page or len(body) > LARGEST_BYTES or visit.asked("done") or "set-cookie" in response.headers:
            return
        self._pages[_key(visit)] = (_version(visit.book), body, list(response.raw_headers))
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)


def _key(visit: Visit) -> Key:
    return (visit.path, str(visit.is_partial), visit.lang, visit.theme, visit.request.headers.get("referer", ""))


def _version(book: Book) -> Version:
    return (*book.version(), book.now // 900)
