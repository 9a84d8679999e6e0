"""When something breaks: a quiet page, the traceback in a file of the owner's, and nothing private in the answer."""

import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import NOW

from entregent.app import crashes
from entregent.app.book import Book
from entregent.model.errors import BrokenBookError

SECRET = "what Marie said"


@pytest.fixture
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where crash logs go in this test."""
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")
    return tmp_path / "state"


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def break_it(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Book, "undecided", break_it)


def test_a_bug_is_a_quiet_page_and_a_file(client: TestClient, logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, ValueError(SECRET))
    answer = client.get("/steps")
    assert (answer.status_code, "Something broke on our side." in answer.text) == (500, True)
    for private in (SECRET, "Traceback", str(logs), "entregent/"):
        assert private not in answer.text
    assert answer.headers["content-security-policy"]
    (log,) = logs.iterdir()
    assert SECRET in log.read_text()
    assert (stat.S_IMODE(log.stat().st_mode), stat.S_IMODE(logs.stat().st_mode)) == (0o600, 0o700)
    assert log.name in answer.text


def test_a_bug_in_a_part_of_a_page_is_a_note(client: TestClient, logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, ValueError(SECRET))
    answer = client.get("/steps", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-retarget"]) == (500, "#notes")
    assert answer.text.startswith('<div class="note bad"')
    assert SECRET not in answer.text


def test_a_bug_of_the_api_is_json(client: TestClient, logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Book, "today", lambda *_, **__: 1 / 0)
    answer = client.get("/api/v1/today")
    assert answer.status_code == 500
    assert answer.json()["error"]["message"]
    assert "ZeroDivision" not in answer.text


def test_a_book_that_can_not_be_used_is_told_in_a_sentence(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise BrokenBookError(path="solene.book", detail="malformed")

    monkeypatch.setattr(Book, "look_again", refuse)
    answer = client.get("/")
    assert (answer.status_code, "is damaged (malformed)" in answer.text) == (503, True)


def test_old_crashes_make_room(logs: Path) -> None:
    for number in range(crashes.KEPT + 5):
        crashes.keep(ValueError("x" * 10), NOW + number)
    assert len(list(logs.iterdir())) == crashes.KEPT
    assert not (logs / f"crash-{NOW}.log").exists()


def test_where_no_file_can_be_written_nothing_more_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "file" / "state")
    assert crashes.try_to_keep(ValueError("x"), NOW) == ""


def test_nothing_here_is_a_page_of_ours(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert (answer.status_code, "There is nothing at this address." in answer.text) == (404, True)


def test_a_form_that_is_none_is_refused_in_words(client: TestClient) -> None:
    head = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/meet", content=b"--x\r\nbroken", headers=head)
    assert answer.status_code in {400, 422}
