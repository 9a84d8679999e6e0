"""The door, over every address that the router knows: hostile requests change nothing and read nothing of the book."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.applications import Starlette
from tests.cast import NOW, rows_of
from tests.web.addresses import Address, addresses
from tests.web.asking import Answer, Asked, Header, ask, ask_all, run_apart

from entregent.app.book import Book
from entregent.web import serving
from entregent.web.application import make_application
from entregent.web.guard import OPEN_PATHS, SECRET_PATH, UPLOAD_PATHS
from entregent.web.sessions import Sessions, Tokens
from entregent.web.shelf import Shelf
from entregent.web.visit import local

HOST = "127.0.0.1:8420"
FORM: Header = ("content-type", "application/x-www-form-urlencoded")
CANARIES = [text.encode() for text in ("Tremblay", "Gagnon", "Lévesque", "bouchard.example", "Le voilier", "Le devis")]
EVIL = [
    *("//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "/%2f%2fevil.example"),
    *("/\t/evil.example", "\\\\evil.example", "javascript:alert(1)", "/../..//evil.example", " //evil.example"),
]
NUMBERS = ["1e9", "1000000000", "-1", "9" * 40, "0x10", "NaN", "٣", ""]
SEARCHES = [
    *('"', "NEAR(a b", "-x", "a" * 5_000 + "*", "a*", "(", "x OR", "col:x", "^", "%", "_", "\x00", "{{7*7}}"),
    "'; DROP TABLE part;--",
]
FIELDS = [
    "q",
    "query",
    "limit",
    "offset",
    "page",
    "before",
    "after",
    "minutes",
    "sort",
    "level",
    "circle",
    "show",
    "source",
    "silence",
    "done",
    "sent",
    "year",
    "n",
    "view",
]


class Door(NamedTuple):
    """The application over Solène's book, and the cookie of somebody known."""

    app: Starlette
    book: Path
    cookie: str
    all: list[Address]

    @property
    def known(self) -> list[Header]:
        return [("host", HOST), ("cookie", self.cookie)]

    def send(self, headers: Sequence[Header], *, only: str = "", **more: object) -> list[tuple[Address, Answer]]:
        """Ask at every address (of one method, or of those that change something)."""
        chosen = [one for one in self.all if not only or only in (one.method, "unsafe" if one.method != "GET" else "")]
        asked = [Asked(one.method, one.path, headers, **more) for one in chosen]  # type: ignore[arg-type]
        return list(zip(chosen, ask_all(self.app, asked), strict=True))

    def says(self) -> dict[object, object]:
        """Every row that lies in the book."""
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1"
        return {name: rows_of(self.book, f"SELECT * FROM {name}") for (name,) in rows_of(self.book, tables)}


def door_to(book: Path, hosts: Sequence[str]) -> Door:
    shelf = Shelf(book, lambda: NOW)
    sessions = Sessions([], lambda begun, ended: None, lambda: NOW)
    app = make_application(shelf, hosts=hosts, sessions=sessions, tokens=Tokens(""), cookie="entregent-8420")
    with Book.open(book, now=NOW) as opened:
        who = opened.people("Marie")[0].id
    return Door(app, book, f"entregent-8420={sessions.begin()}", addresses(app, {"who": who, "id": who}))


@pytest.fixture
def door(book_path: Path) -> Iterator[Door]:
    made = door_to(book_path, serving.names("127.0.0.1", 8420))
    yield made
    made.app.state.shelf.close()


def leaking(answers: list[tuple[Address, Answer]]) -> list[str]:
    return [f"{one.method} {one.path}" for one, answer in answers if any(word in answer.body for word in CANARIES)]


def wrong(answers: list[tuple[Address, Answer]], *right: int) -> list[str]:
    return [f"{one.method} {one.path}: {answer.status}" for one, answer in answers if answer.status not in right]


# ── who may not come in at all ────────────────────────────────────────────────────────────────────────────────────

FOREIGN_PAGES: dict[str, list[Header]] = {
    "an image": [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")],
    "a script": [("sec-fetch-site", "same-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "script")],
    "a frame": [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")],
    "an object": [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "object")],
    "a fetch": [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors"), ("origin", "https://evil.example")],
    "another port": [("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors"), ("origin", "http://127.0.0.1:99")],
}
FOREIGN_FORMS: dict[str, list[Header]] = {
    "a form": [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")],
    "a form of another port": [("sec-fetch-site", "same-site"), ("sec-fetch-mode", "navigate")],
    "an older browser": [("origin", "https://evil.example"), ("content-type", "text/plain")],
    "no origin to tell": [("origin", "null")],
    "an origin that is none": [("origin", "http://[")],
    "a look-alike": [("origin", "http://127.0.0.1:8420.evil.example")],
    "json in plain text": [("origin", "https://evil.example"), ("content-type", "text/plain")],
}
HOSTS: dict[str, list[Header]] = {
    "another name": [("host", "evil.example")],
    "another name, our port": [("host", "evil.example:8420")],
    "our address, another port": [("host", "127.0.0.1:80")],
    "a longer name": [("host", "127.0.0.1:8420.evil.example")],
    "a name with somebody before it": [("host", "evil.example@127.0.0.1:8420")],
    "none": [],
    "two": [("host", HOST), ("host", "evil.example")],
    "ours twice": [("host", HOST), ("host", HOST)],
    "an empty one": [("host", "")],
}


@pytest.mark.parametrize("headers", HOSTS.values(), ids=HOSTS)
def test_a_name_that_is_not_ours_reads_and_changes_nothing(door: Door, headers: list[Header]) -> None:
    before = door.says()
    answers = door.send([*headers, ("cookie", door.cookie)])
    assert wrong(answers, 421) == []
    assert leaking(answers) == []
    assert door.says() == before


def test_without_the_check_of_names_that_test_would_fail(book_path: Path) -> None:
    open_door = door_to(book_path, ["evil.example"])
    answers = open_door.send([("host", "evil.example"), ("cookie", open_door.cookie)], only="GET")
    open_door.app.state.shelf.close()
    assert len(leaking(answers)) > 3


@pytest.mark.parametrize("headers", FOREIGN_PAGES.values(), ids=FOREIGN_PAGES)
def test_another_sites_page_can_use_nothing_of_ours(door: Door, headers: list[Header]) -> None:
    before = door.says()
    answers = door.send([*door.known, *headers])
    assert wrong(answers, 403) == []
    assert leaking(answers) == []
    assert door.says() == before


@pytest.mark.parametrize("headers", FOREIGN_FORMS.values(), ids=FOREIGN_FORMS)
def test_another_sites_form_changes_nothing(door: Door, headers: list[Header]) -> None:
    before = door.says()
    answers = door.send([*door.known, *headers], only="unsafe", body=b'{"name": "Evil", "who": "1", "outcome": "met"}')
    assert wrong(answers, 403) == []
    assert door.says() == before


def test_a_stranger_sees_the_door_and_nothing_else(door: Door) -> None:
    before = door.says()
    answers = door.send([("host", HOST)])
    secret = [(one, answer) for one, answer in answers if one.path.startswith(SECRET_PATH)]
    closed = [(one, answer) for one, answer in answers if one.path not in OPEN_PATHS and (one, answer) not in secret]
    assert wrong(secret, 404) == []
    assert wrong(closed, 303, 401) == []
    assert {answer.headers.get("location", "/enter") for _, answer in closed} == {"/enter"}
    assert leaking(answers) == []
    assert door.says() == before


def test_a_part_of_a_page_sends_a_stranger_to_the_door(door: Door) -> None:
    answer = ask(door.app, "GET", "/people", [("host", HOST), ("hx-request", "true")])
    assert (answer.status, answer.headers["hx-redirect"]) == (401, "/enter")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "OPTIONS", "PROPFIND", "get", "X" * 50])
def test_other_methods_do_nothing(door: Door, method: str) -> None:
    before = door.says()
    answers = ask_all(door.app, [Asked(method, one.path, door.known) for one in door.all])
    assert {answer.status for answer in answers} <= {405}
    assert door.says() == before


def test_web_sockets_are_closed(door: Door) -> None:
    import asyncio

    sent = []

    async def connect() -> None:
        async def send(message: object) -> None:
            sent.append(message)

        scope = {"type": "websocket", "path": "/", "headers": [(b"host", HOST.encode())]}
        await door.app(scope, lambda: asyncio.sleep(0), send)  # type: ignore[arg-type, return-value]

    run_apart(connect())
    assert sent == [{"type": "websocket.close", "code": 1008}]


# ── too much ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_hundred_megabytes_are_refused_before_they_are_read(door: Door) -> None:
    before = door.says()
    known = door.send([*door.known, ("content-length", "100000000")], only="unsafe")
    assert wrong([(one, answer) for one, answer in known if not one.path.startswith(UPLOAD_PATHS)], 413) == []
    stranger = door.send([("host", HOST), ("content-length", "100000000")], only="unsafe")
    assert wrong(stranger, 413, 401) == []
    assert door.says() == before


def test_a_body_that_hides_its_length_is_cut_off(door: Door) -> None:
    answers = door.send([*door.known, FORM], only="POST", body=b"a" * 600_000, pieces=3)
    read = [pair for pair in answers if not pair[0].path.startswith((*UPLOAD_PATHS, "/api/", "/enter"))]
    assert wrong(read, 413) == []
    json = [*door.known, ("content-type", "application/json")]
    assert ask(door.app, "POST", "/api/v1/people", json, body=b" " * 600_000, pieces=3).status == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 5_000, "0x10", "1, 1"])
def test_a_length_that_is_none_is_refused(door: Door, length: str) -> None:
    assert ask(door.app, "POST", "/meet", [*door.known, ("content-length", length)]).status == 413


def test_endless_addresses_are_refused(door: Door) -> None:
    assert ask(door.app, "GET", "/people/" + "9" * 5_000, door.known).status == 414
    assert ask(door.app, "GET", "/people?q=" + "a*" * 50_000, door.known).status == 414


@pytest.mark.parametrize("text", [*SEARCHES, *NUMBERS], ids=range(len(SEARCHES) + len(NUMBERS)))
def test_odd_words_in_a_query_are_only_words(door: Door, text: str) -> None:
    from urllib.parse import quote

    with Book.open(door.book, now=NOW) as book:
        before = book.digest()
    query = "&".join(f"{name}={quote(text)}" for name in FIELDS)
    asked = [Asked("GET", f"{one.path}?{query}", door.known) for one in door.all if one.method == "GET"]
    answers = ask_all(door.app, asked)
    assert [one.target[:60] for one, answer in zip(asked, answers, strict=True) if answer.status >= 500] == []
    with Book.open(door.book, now=NOW) as book:
        assert book.digest() == before


# ── ways out ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("target", EVIL)
def test_only_our_own_pages_are_led_to(target: str) -> None:
    led = local(target)
    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))
    assert "\t" not in led


def leads(answer: Answer) -> list[str]:
    return [answer.headers[name] for name in ("location", "hx-redirect", "refresh") if name in answer.headers]


@pytest.mark.parametrize("target", EVIL)
def test_no_address_of_ours_leads_elsewhere(door: Door, target: str) -> None:
    from urllib.parse import quote, urlencode

    query = urlencode(dict.fromkeys(("next", "back", "to", "url", "return"), target))
    pages = [Asked("GET", f"{one.path}?{query}", door.known) for one in door.all if one.method == "GET"]
    odd = [Asked("GET", f"{quote(target, safe='/%')}{one.path}", door.known) for one in door.all[:40]]
    headers = [
        *door.known,
        ("content-type", "application/x-www-form-urlencoded"),
        ("referer", f"http://{HOST}{target}"),
    ]
    forms = [Asked("POST", one.path, headers, query.encode()) for one in door.all if one.method == "POST"]
    answers = ask_all(door.app, [*pages, *odd, *forms])
    led = {where for answer in answers for where in leads(answer)}
    assert [
        where for where in led if not where.startswith(("/", "1", "0; url=/")) or where.startswith(("//", "/\\"))
    ] == []


OUTSIDE = [
    *("../../guard.py", "%2e%2e/%2e%2e/guard.py", "..%2f..%2fguard.py", "..%5c..%5cguard.py", "css/../../../guard.py"),
    *("/etc/passwd", "%00", "css/frame.css%00.html", "css"),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_of_the_static_files_is_given(door: Door, path: str) -> None:
    from entregent.web.rendering import build

    answer = ask(door.app, "GET", f"/static/{build()}/{path}", door.known)
    assert answer.status in {404, 400, 405}
    assert b"def " not in answer.body
    assert b"root:" not in answer.body


def test_what_a_proxy_claims_is_not_believed(door: Door) -> None:
    claims = [
        *(("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "https"), ("x-forwarded-for", "203.0.113.9")),
        *(("forwarded", "host=evil.example"), ("x-original-url", "/people"), ("x-rewrite-url", "/people")),
    ]
    plain = door.send([("host", HOST)])
    claimed = door.send([("host", HOST), *claims])
    assert [answer.status for _, answer in claimed] == [answer.status for _, answer in plain]
    assert not any(b"evil.example" in answer.body for _, answer in claimed)
    known = ask_all(
        door.app, [Asked("GET", one.path, [*door.known, *claims]) for one in door.all if one.method == "GET"]
    )
    assert not any(b"evil.example" in answer.body or "evil" in str(leads(answer)) for answer in known)


# ── what every answer bears ───────────────────────────────────────────────────────────────────────────────────────


def test_every_answer_bears_the_headers(door: Door) -> None:
    answers = [*door.send(door.known, only="GET"), *door.send([("host", HOST)]), *door.send([("host", "evil.example")])]
    for one, answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, one
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


def test_what_lies_in_static_may_be_kept(door: Door) -> None:
    from entregent.web.rendering import static

    answer = ask(door.app, "GET", static("css/frame.css"), [("host", HOST)])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_the_key_opens_once_and_the_cookie_is_strict(door: Door) -> None:
    key = door.app.state.sessions.launch_key()
    first, second = ask_all(door.app, [Asked("GET", f"/enter?key={key}", [("host", HOST)])] * 2)
    assert (first.status, second.status) == (303, 401)
    kept = first.headers["set-cookie"].lower()
    assert kept.startswith("entregent-8420=")
    assert all(word in kept for word in ("httponly", "samesite=strict", "path=/"))
    assert "set-cookie" not in second.headers


def test_a_look_at_the_head_alone_uses_no_key(door: Door) -> None:
    key = door.app.state.sessions.launch_key()
    ask(door.app, "HEAD", f"/enter?key={key}", [("host", HOST)])
    assert ask(door.app, "GET", f"/enter?key={key}", [("host", HOST)]).status == 303


def test_who_is_led_here_by_another_page_goes_on_from_ours(door: Door) -> None:
    key = door.app.state.sessions.launch_key()
    link = [
        ("host", HOST),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
    ]
    answer = ask(door.app, "GET", f"/enter?key={key}", link)
    assert (answer.status, answer.headers["refresh"]) == (200, "0; url=/")
    assert "set-cookie" in answer.headers


def test_a_cookie_is_found_among_those_of_other_servers(door: Door) -> None:
    beside = f'other={{"a": 1}}; {door.cookie}; third="x y'
    assert ask(door.app, "GET", "/", [("host", HOST), ("cookie", beside)]).status in {200, 503}


@pytest.mark.parametrize("theme", ["<script>", 'dark" onload=x', "light", "", "x" * 3_000])
def test_the_cookie_of_the_theme_is_harmless(door: Door, theme: str) -> None:
    page = ask(door.app, "GET", "/meet", [("host", HOST), ("cookie", f"{door.cookie}; theme={theme}")])
    assert (b'data-theme="light"' in page.body) is (theme == "light")
    assert b"<script>" not in page.body
    assert b"onload" not in page.body
