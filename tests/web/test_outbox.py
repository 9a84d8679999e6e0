"""The outbox on its page: what leaves, what is asked about, and the server; through a real server on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import NOW, PAULE, SOLENE
from tests.sending.mail_server import MailServer
from tests.web.conftest import House, Visitor

from entregent.app import outbox
from entregent.app.book import Book
from entregent.app.commitment_views import MailLine
from entregent.sending import password

CANARY = "canary-7Zq!pw"


@pytest.fixture
def running() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def put(book_path: Path) -> int:
    """A letter waits, for Paule."""
    with Book.open(book_path, now=NOW) as book:
        return outbox.enqueue(book._inner, PAULE.mail, "Une question", "Bonjour & merci", reason="witness-ask")


def mail(path: Path) -> MailLine:
    with Book.open(path, now=NOW) as book:
        return book.mail(1)


def set_server(client: TestClient, port: int, **more: str) -> int:
    form = {"smtp-host": "127.0.0.1", "smtp-port": str(port), "smtp-security": "none", "smtp-from": SOLENE.mail, **more}
    return client.post("/outbox/server", data=form).status_code


def test_without_a_server_a_draft_can_be_opened_elsewhere_and_said_to_have_left(
    client: TestClient, put: int, book_path: Path
) -> None:
    page = client.get("/outbox").text
    assert "letters wait here as drafts" in page
    assert f"mailto:{PAULE.mail}?subject=Une%20question&amp;body=Bonjour%20%26%20merci" in page
    assert "Send a test mail" not in page
    client.post("/outbox/1/left")
    assert mail(book_path).state == "sent"


def test_with_a_server_it_leaves_at_a_tap(client: TestClient, put: int, book_path: Path, running: MailServer) -> None:
    assert set_server(client, running.port) == 303
    assert client.post("/outbox/1/send").status_code == 303
    assert mail(book_path).state == "sent"
    assert [one.recipients for one in running.taken] == [(PAULE.mail,)]
    assert client.post("/outbox/1/send").status_code == 422
    assert len(running.taken) == 1


def test_a_test_goes_to_oneself(client: TestClient, running: MailServer) -> None:
    set_server(client, running.port)
    assert "Send a test mail to myself" in client.get("/outbox").text
    client.post("/outbox/test")
    assert [one.recipients for one in running.taken] == [(SOLENE.mail,)]


def test_what_may_have_left_is_asked_about(client: TestClient, put: int, book_path: Path) -> None:
    with MailServer(dies="dot") as dying:
        set_server(client, dying.port)
        client.post("/outbox/1/send")
    page = client.get("/outbox").text
    assert "Did it leave?" in page
    assert "It is not sent again by itself." in page
    client.post("/outbox/1/not-left")
    assert mail(book_path).state == "draft"


def test_a_no_is_told_in_the_servers_words(client: TestClient, put: int) -> None:
    with MailServer(answers={"rcpt": b"550 <b>no</b> such user"}) as refusing:
        set_server(client, refusing.port)
        client.post("/outbox/1/send")
    page = client.get("/outbox").text
    assert "The server said: 550 &lt;b&gt;no&lt;/b&gt; such user" in page
    assert "Try again now" in page


def test_what_is_not_wanted_is_dropped(client: TestClient, put: int, book_path: Path) -> None:
    client.post("/outbox/1/drop")
    assert mail(book_path).state == "dropped"
    assert client.post("/outbox/1/left").status_code == 422
    assert client.post("/outbox/99/drop").status_code == 422


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"smtp-host": "mail example"}, "no name of a mail server"),
        ({"smtp-from": "solene"}, "no address to send from"),
        ({"smtp-host": "mail.example.org"}, "would cross the network"),
        ({"smtp-port": "99999"}, "does not fit"),
    ],
)
def test_a_server_that_can_not_be_is_said_beside_its_form(client: TestClient, wrong: dict[str, str], said: str) -> None:
    form = {"smtp-host": "127.0.0.1", "smtp-port": "25", "smtp-security": "none", "smtp-from": SOLENE.mail}
    form |= {"smtp-user": "moi", **wrong}
    page = client.post("/outbox/server", data=form)
    assert page.status_code == 422
    assert said in page.text
    assert 'value="moi"' in page.text


def test_a_password_is_kept_and_never_shown(client: TestClient, book_path: Path) -> None:
    set_server(client, 2_525, **{"smtp-user": "moi"}, password=CANARY)
    assert password.read(book_path).reveal() == CANARY
    set_server(client, 2_525, **{"smtp-user": "moi"})
    assert password.read(book_path).reveal() == CANARY
    for path in ("/outbox", "/settings", "/actions"):
        assert CANARY not in client.get(path).text
    set_server(client, 2_525, no_password="1")
    assert not password.is_kept(book_path)


def test_sending_without_a_server_is_a_sentence(client: TestClient, put: int) -> None:
    for path in ("/outbox/1/send", "/outbox/test"):
        answer = client.post(path)
        assert answer.status_code == 422
        assert "No mail server is set" in answer.text


def test_the_words_can_be_copied_in_a_browser(house: House, visit: Visitor) -> None:
    with Book.open(house.book, now=NOW) as book:
        outbox.enqueue(book._inner, PAULE.mail, "Une question", "Bonjour", reason="witness-ask")
    page = visit(house, "/outbox", width=360)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Bonjour"
