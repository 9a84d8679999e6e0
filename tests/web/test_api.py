"""The API in plain tests: who may ask, what a verb does, what is refused and how; the rest is test_api_truth's."""

import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from starlette.routing import Route, Router
from starlette.testclient import TestClient
from tests.cast import NOW
from tests.cli.terminal import Terminal

from entregent.app.book import Book
from entregent.web import serving
from entregent.web.api.asking import parse
from entregent.web.api.checking import MalformedError
from entregent.web.api.routes import OPERATIONS, ROOT, mount
from entregent.web.sessions import Tokens, digest_of

BEARER: Final = {"authorization": "Bearer solene-asks"}
JSON: Final = {"content-type": "application/json"}


def give_token(path: Path, token: str = "solene-asks") -> None:
    with Book.open(path, now=NOW) as book:
        book.remember("web-token", digest_of(token))


@pytest.fixture
def stranger(book_path: Path) -> Iterator[TestClient]:
    """A program without a token, before the server of a book that has one."""
    give_token(book_path)
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=lambda: NOW)
    served.app.state.tokens.PAUSE_SECONDS = 0
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as program:
        yield program
    served.listening.close()


@pytest.fixture
def api(stranger: TestClient) -> TestClient:
    """A program with its token, at the root of the API."""
    stranger.headers.update(BEARER)
    stranger.base_url = stranger.base_url.join(f"{ROOT}/")
    return stranger


def number_of(api: TestClient, name: str) -> int:
    return int(api.get("people", params={"query": name}).json()["people"][0]["id"])


# ── who may ask ───────────────────────────────────────────────────────────────────────────────────────────────────


def addresses() -> list[tuple[str, str]]:
    """Every method and path that the router itself knows."""
    router = mount().app
    assert isinstance(router, Router)
    routes = [route for route in router.routes if isinstance(route, Route)]
    return [(method, route.path) for route in routes for method in sorted(route.methods or ())]


@pytest.mark.parametrize(("method", "path"), addresses())
def test_without_its_token_no_address_answers(stranger: TestClient, method: str, path: str) -> None:
    asked = ROOT + path.replace("{id}", "2").replace("{key}", "zone")
    for headers in ({}, {"authorization": "Bearer x"}, {"authorization": "Basic c29sZW5lLWFza3M="}):
        refused = stranger.request(method, asked, headers=headers)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
        assert method == "HEAD" or refused.json()["error"]["code"] == "unauthorized"


def test_the_pages_own_scripts_come_with_their_session_and_from_here_alone(client: TestClient) -> None:
    assert client.get(f"{ROOT}/today").status_code == 200
    for foreign in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        refused = client.post(f"{ROOT}/undo", headers=foreign)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "forbidden")
    assert client.post(f"{ROOT}/undo", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_a_token_made_or_dropped_by_the_command_line_counts_at_once(stranger: TestClient, book_path: Path) -> None:
    made = Terminal(book_path, now=NOW).run("token", "--json").json["token"]

    def ask(token: str) -> int:
        return stranger.get(f"{ROOT}/weeks", headers={"authorization": f"bearer {token}"}).status_code

    assert [ask(made), ask("solene-asks")] == [200, 401]
    assert Terminal(book_path, now=NOW).run("token", "--drop").code == 0
    assert ask(made) == 401


def test_a_token_stands_alone_on_stdout_and_only_its_digest_in_the_book(book_path: Path) -> None:
    said = Terminal(book_path, now=NOW).run("token")
    made = said.out.strip()
    assert len(made) == 43
    assert made.encode() not in b"".join(path.read_bytes() for path in book_path.parent.iterdir() if path.is_file())
    assert "shown this once" in said.err
    assert Terminal(book_path, now=NOW).run("token", "--as-of", "2026-01-01").code == 1


def test_guessing_is_slow_and_a_mistake_is_not() -> None:
    at = 0.0
    tokens = Tokens(digest_of("right"), lambda: at)
    waits = [tokens.pause() for _ in range(20)]
    assert waits[:5] == [0] * 5
    assert all(one <= other for one, other in pairwise(waits))
    assert waits[-1] == 2
    at = 61.0
    assert tokens.pause() == 0


# ── the same verbs as on the command line ─────────────────────────────────────────────────────────────────────────

Words = tuple[str, ...]
SAME: Final[list[tuple[str, str, Any, Words]]] = [
    ("GET", "today?minutes=45", None, ("today", "--minutes", "45")),
    ("GET", "people/2?limit=5", None, ("person", "2", "--limit", "5")),
    ("GET", "plates?minutes=60", None, ("plates", "--minutes", "60")),
    ("GET", "capacity", None, ("capacity",)),
    ("GET", "duplicates", None, ("duplicates", "--list")),
    ("GET", "actions", None, ("actions",)),
    ("GET", "promises?all=true", None, ("promise", "--all")),
    ("GET", "settings", None, ("settings",)),
    ("GET", "imports", None, ("imports",)),
    ("POST", "people", {"name": "Zoé Roy", "via": 2}, ("add", "Zoé Roy", "--via", "2")),
    ("PATCH", "people/2", {"title": "baker"}, ("edit", "2", "--title", "baker")),
    ("POST", "people/2/later", {"until": "2026-03-20"}, ("later", "2", "--until", "2026-03-20")),
    ("POST", "people/2/later", None, ("later", "2")),
    ("POST", "people/2/never", {"way": "died"}, ("never", "2", "--died")),
    ("POST", "people/2/notes", {"text": "likes tea"}, ("note", "2", "likes tea")),
    ("POST", "people/2/human", {"automaton": True}, ("human", "2", "--automaton")),
    ("POST", "log", {"people": ["Marie"]}, ("log", "Marie")),
    ("POST", "log", {"people": [2], "outcome": "wrote"}, ("log", "2", "--outcome", "wrote")),
    ("POST", "log", {"people": ["Zoé Roy"], "create": True}, ("log", "Zoé Roy", "--create")),
    ("POST", "level", {"people": [2], "level": "close"}, ("level", "2", "close")),
    ("POST", "circle", {"people": [2], "circle": "friends"}, ("circle", "2", "friends")),
    ("POST", "rest", {"people": [2]}, ("rest", "2")),
    ("POST", "wake", {"people": [2]}, ("wake", "2")),
    (
        "POST",
        "promises",
        {"person": 2, "text": "plans", "by": "2026-03-20"},
        ("promise", "2", "plans", "--by", "2026-03-20"),
    ),
    ("POST", "same", {"a": 2, "b": 3}, ("same", "2", "3")),
    ("POST", "different", {"a": "Marie Tremblay", "b": 3}, ("different", "Marie Tremblay", "3")),
    ("POST", "owner", {"handle": "me@work.example"}, ("owner", "me@work.example")),
    ("POST", "undo", None, ("undo",)),
    ("PUT", "settings/minutes-per-day", {"value": "45"}, ("settings", "minutes-per-day", "45")),
    ("DELETE", "people/2?confirm=true", None, ("forget", "2", "--yes")),
    ("DELETE", "imports/1", None, ("imports", "remove", "1")),
    ("POST", "people/2/never", None, ("never", "2")),
]


@pytest.mark.parametrize(("method", "path", "body", "words"), SAME)
def test_it_answers_what_the_command_line_does(  # noqa: PLR0917 - what is asked, both ways
    api: TestClient, kept_book: Path, tmp_path: Path, method: str, path: str, body: Any, words: Words
) -> None:
    beside = Path(shutil.copy(kept_book, tmp_path / "beside.book"))
    answer = api.request(method, path, json=body) if body is not None else api.request(method, path)
    assert answer.status_code == 200
    assert answer.json() == Terminal(beside, now=NOW).run(*words, "--json").json


def test_every_operation_has_a_name_and_an_address_of_its_own() -> None:
    assert (
        len({one.name for one in OPERATIONS}) == len({(one.method, one.path) for one in OPERATIONS}) == len(OPERATIONS)
    )


def test_the_list_of_people_is_read_page_by_page(api: TestClient) -> None:
    everybody = api.get("people", params={"sort": "name"}).json()
    read = [api.get("people", params={"sort": "name", "limit": 1, "offset": at}).json() for at in range(4)]
    assert everybody["total"] == len(everybody["people"]) == 3
    assert [line for page in read for line in page["people"]] == everybody["people"]
    assert api.get("people?sort=name&limit=2&offset=1").json()["people"] == everybody["people"][1:]


def test_a_timeline_is_read_page_by_page(api: TestClient) -> None:
    marie = number_of(api, "Marie")
    whole = api.get(f"people/{marie}/timeline", params={"limit": 1000}).json()
    page: dict[str, Any] = {"older": None}
    read: list[Any] = []
    while page["older"] or not read:
        page = api.get(
            f"people/{marie}/timeline", params={"limit": 7} | ({"before": page["older"]} if read else {})
        ).json()
        read += page["timeline"]
    assert read == whole["timeline"]
    assert whole["channels"]


def test_a_number_from_before_a_merge_leads_to_the_same_person(api: TestClient) -> None:
    marie, luc = sorted((number_of(api, "Marie"), number_of(api, "Luc")))
    api.post("same", json={"a": marie, "b": luc})
    assert api.get(f"people/{luc}").json()["id"] == marie


def test_a_request_with_a_key_happens_once(api: TestClient) -> None:
    marie = number_of(api, "Marie")
    told = [
        api.post(f"people/{marie}/notes", json={"text": "tea"}, headers={"idempotency-key": key}).json()["action"]
        for key in ("first", "first", "second")
    ]
    assert told[0] == told[1] != told[2]
    assert len(api.get(f"people/{marie}").json()["notes"]) == 2


def test_a_number_is_nobodys_phone(api: TestClient) -> None:
    api.post("people", json={"name": "Zoé", "handles": ["+1 514 555 0199"]})
    assert api.post("log", json={"people": ["514 555 0199"]}).status_code == 200
    for refused in (api.delete("people/5145550199?confirm=true"), api.post("log", json={"people": [5145550199]})):
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "unknown-person")


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────────────────


def test_several_people_of_one_name_are_told_apart(api: TestClient) -> None:
    for handle in ("zoe@one.example", "zoe@two.example"):
        api.post("people", json={"name": "Zoé Roy", "handles": [handle]})
    refused = api.post("log", json={"people": ["Zoé Roy"]})
    assert refused.status_code == 409
    assert {choice["apart"] for choice in refused.json()["error"]["choices"]} == {"zoe@one.example", "zoe@two.example"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b'{"people": [2], "people": [3]}',
        b'{"people": [NaN]}',
        b'{"people": [1e999]}',
        b'{"people": [9223372036854775808]}',
        b'{"people": [' + b"9" * 5_000 + b"]}",
        b'{"people": ["\\u0000"]}',
        b'{"people": ["\\ud800"]}',
        b'{"people": ["\xff"]}',
        b'{"people": [true]}',
        b'{"people": []}',
        b'{"people": [2], "extra": 1}',
        b'{"people": ' + b"[" * 400_000,
        b'{"people": ["' + b"x" * 900_000 + b'"]}',
        '{"people": [2]}'.encode("utf-16"),
    ],
)
def test_a_body_that_is_not_as_asked_is_malformed(api: TestClient, raw: bytes) -> None:
    refused = api.post("log", content=raw, headers=JSON)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json; charset=latin-1", "application/x-www-form-urlencoded", ""]
)
def test_a_body_that_is_not_said_to_be_json_is_not_read(api: TestClient, kind: str) -> None:
    refused = api.post("log", content=b'{"people": [2]}', headers={"content-type": kind})
    assert (refused.status_code, refused.json()["error"]["code"]) == (415, "unsupported-type")


def test_a_large_body_is_not_read(api: TestClient) -> None:
    refused = api.post("log", content=b" " * 1_000_001, headers=JSON)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "too-large")


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1001", "limit=x", "limit=1&limit=2", "nothing=1", "sort=worth", "query=%00"]
)
def test_a_query_that_is_not_as_asked_is_malformed(api: TestClient, query: str) -> None:
    refused = api.get(f"people?{query}")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "malformed")
    assert refused.json()["error"]["field"] == query.partition("=")[0]


def test_what_is_not_there_and_what_is_not_done_there_is_said_in_json(api: TestClient) -> None:
    assert api.get("nowhere").json()["error"]["code"] == "not-found"
    refused = api.put("people/2")
    assert (refused.status_code, refused.json()["error"]["code"]) == (405, "method-not-allowed")
    assert set(refused.headers["allow"].split(", ")) == {"DELETE", "GET", "HEAD", "PATCH"}


def test_nobody_is_forgotten_without_a_yes(api: TestClient) -> None:
    for answer in (api.delete("people/2"), api.delete("people/2?confirm=false")):
        assert answer.status_code == 400
    assert api.get("people/2/forgetting").json()["forgotten"] is False


def test_the_request_chooses_the_language_else_the_book_does(api: TestClient) -> None:
    french = api.get("people/99999", headers={"accept-language": "fr-CA, en;q=0.5"})
    assert french.json()["error"]["message"].startswith("Personne ne correspond")
    assert french.headers["content-language"] == "fr"
    api.put("settings/language", json={"value": "fr"})
    assert api.get("people/99999").headers["content-language"] == "fr"
    assert (
        api.get("people?limit=0", headers={"accept-language": "fr"}).json()["error"]["message"].startswith("`limit` ")
    )


def test_a_book_that_is_written_to_for_too_long_is_busy(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from entregent.model.errors import LockedBookError

    def held(*_: object, **__: object) -> None:
        raise LockedBookError(path="solene.book")

    monkeypatch.setattr(Book, "note", held)
    busy = api.post("people/2/notes", json={"text": "tea"})
    assert (busy.status_code, busy.json()["error"]["code"]) == (409, "locked-book")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_within_bounds_is_read_as_it_was_written(value: Any) -> None:
    assert parse(json.dumps(value).encode()) == value


def test_json_may_be_so_deep_and_no_deeper() -> None:
    assert parse(b"[" * 64 + b"]" * 64)
    with pytest.raises(MalformedError):
        parse(b"[" * 65 + b"]" * 65)


# ── the document ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_document_is_an_openapi_document(api: TestClient) -> None:
    document = api.get("openapi.json").json()
    OPENAPI_31_VALIDATOR.validate(document)
    assert sum(len(methods) for methods in document["paths"].values()) == len(OPERATIONS)


@pytest.mark.parametrize("page", ["api.md", "fr/api.md"])
def test_the_guide_shows_requests_that_work(api: TestClient, page: str) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "guide" / page).read_text("utf-8")
    shown = re.findall(r"(?:--json '(.*)' )?\"\$HERE/api/v1/(.*)\"", text)
    assert len(shown) == 3
    for body, path in shown:
        assert (api.post(path, content=body, headers=JSON) if body else api.get(path)).status_code == 200
