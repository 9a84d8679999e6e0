"""Commitments through the API: sealed and spoken of, never edited; no mail leaves by it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.testclient import TestClient
from tests.cast import MARIE, NOW, PAULE, SOLENE, rows_of
from tests.sending.mail_server import MailServer
from tests.web.test_api import BEARER, give_token

from entregent.app.book import Book
from entregent.app.commitment_views import MailServer as Settings
from entregent.web import serving
from entregent.web.api.routes import OPERATIONS, ROOT

CALL: Final = {"who": MARIE.mail, "what": "Parler du voilier", "at": "2026-03-05T10:00", "channel": "call"}


@pytest.fixture
def api(book_path: Path) -> Iterator[TestClient]:
    """A program with its token, at the root of the API."""
    give_token(book_path)
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=lambda: NOW)
    with TestClient(served.app, base_url=f"{served.address}{ROOT}/", follow_redirects=False) as program:
        program.headers.update(BEARER)
        yield program
    served.listening.close()


def state(path: Path) -> set[tuple[object, ...]]:
    return {*rows_of(path, "SELECT * FROM chain"), *rows_of(path, "SELECT * FROM sealed_text")}


def test_a_commitment_is_previewed_sealed_once_and_listed(api: TestClient) -> None:
    seen = api.post("commitments/preview", json={**CALL, "witness": PAULE.mail}).json()
    assert seen["due"] == "2026-03-05T10:00-05:00"
    assert "Tremblay" not in seen["witness"]["ask"]
    for _ in range(2):
        done = api.post("commitments", json=CALL, headers={"idempotency-key": "k1"}).json()
        assert (done["done"], done["value"]) == ("seal", "1")
    told = api.get("commitments", params={"open": "true"}).json()
    assert [(one["what"], one["state"]) for one in told["commitments"]] == [("Parler du voilier", "open")]
    assert (told["chain"]["entries"], told["chain"]["flaws"]) == (1, [])


def test_it_is_settled_and_corrected_by_later_words_alone(api: TestClient, book_path: Path) -> None:
    api.post("commitments", json=CALL)
    before = state(book_path)
    assert api.post("commitments/1/settle", json={"way": "missed"}).status_code == 422
    for way in ("life", "done"):
        assert api.post("commitments/1/settle", json={"way": way}).status_code == 200
    (told,) = api.get("commitments").json()["commitments"]
    assert [said["way"] for said in told["history"]] == ["life", "done"]
    assert before <= state(book_path)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["commitments", "commitments/1", "commitments/1/settle", "commitments/1/witness"])
def test_there_is_no_way_to_edit_or_delete_one(api: TestClient, book_path: Path, method: str, path: str) -> None:
    api.post("commitments", json=CALL)
    before = state(book_path)
    assert api.request(method, path, json={**CALL, "what": "x"}).status_code in {404, 405}
    assert state(book_path) == before


def bodies(number: int) -> dict[str, Any]:
    """A body that fits most verbs."""
    people = {"people": [MARIE.mail], "person": MARIE.mail, "a": MARIE.mail, "b": 3, "who": MARIE.mail}
    words = {"text": "x", "what": "x", "at": "2026-03-09T10:00", "value": "x", "name": "x", "level": "close"}
    ways = {"way": "tried", "outcome": "talked", "circle": "friends", "by": "2026-04-01", "accepted": True}
    return {**people, **words, **ways, "handle": "a@b.example", "action": number, "witness": PAULE.mail, "kind": "room"}


def test_no_operation_changes_what_was_sealed(api: TestClient, book_path: Path) -> None:
    """Every registered verb, with every field that it takes; forgetting somebody is the one that blanks."""
    api.post("commitments", json={**CALL, "witness": PAULE.mail})
    before, met = state(book_path), set()
    for operation in OPERATIONS:
        if not operation.writes or operation.name == "forget_person":
            continue
        takes = operation.body["properties"] if operation.body else {}
        sent = {name: value for name, value in bodies(2).items() if name in takes}
        path = operation.path.lstrip("/").replace("{id}", "1").replace("{key}", "name").replace("{number}", "1")
        answer = (
            api.request(operation.method, path, json=sent) if operation.body else api.request(operation.method, path)
        )
        met.add(answer.status_code)
        assert before <= state(book_path), operation.name
    assert 200 in met
    with Book.open(book_path, now=NOW) as book:
        assert book.chain().flaws == ()


def test_no_mail_leaves_though_a_program_says_yes_for_everybody(api: TestClient, book_path: Path) -> None:
    with MailServer() as running, Book.open(book_path, now=NOW) as book:
        settings = Settings("127.0.0.1", running.port, "none", "", SOLENE.mail, has_password=False, is_set=False)
        book.set_mail_server(settings)
        own = {"witness": PAULE.mail, "ask": "Tout le carnet", "kept": "Le carnet entier", "may_name": True}
        api.post("commitments", json={**CALL, **own})
        api.post("commitments/1/witness-answer", json={"accepted": True})
        api.post("commitments/1/settle", json={"way": "done"})
        book.look_again(NOW + 60)
        assert book.send_due().sent == 0
        assert {one["state"] for one in api.get("outbox").json()["mails"]} == {"draft"}
        assert running.sessions == 0
        assert [one for one in OPERATIONS if "outbox" in one.path and one.method != "GET"] == []
        # The control: a person who saw the words on the page lets them go.
        assert book.send_mail(1).state == "sent"
