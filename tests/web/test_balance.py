"""The balance on the page: what is seen, what is wished, whom one lives with."""

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.test_balancing import LATELY
from tests.cast import INES, LUC, MARIE, NOW, filled

from entregent.app.book import Book


@pytest.fixture(scope="module")
def kept_circles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Marie is loved, Luc a client. Never write to it."""
    path = tmp_path_factory.mktemp("circles") / "circles.book"
    with filled(path, LATELY) as book:
        book.set_setting("language", "en")
        book.circle([MARIE.mail], "love")
        book.circle([LUC.mail], "clients")
        book.circle([INES.mail], "<b>chorale</b>")
        book.make_ready()
    return path


@pytest.fixture
def book_path(kept_circles: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(kept_circles, tmp_path / "circles.book"))


def test_the_page_shows_and_judges_nothing_without_a_wish(client: TestClient) -> None:
    text = client.get("/balance").text
    assert "<h1>Most of what is seen here is work.</h1>" in text
    assert "lacks room" not in text
    assert "Seen here: mail." in text
    assert "supper" in text


def test_a_wish_is_kept_compared_and_undone(client: TestClient) -> None:
    client.post("/balance/household", data={"who": MARIE.mail, "apart": "1"})
    answer = client.post("/balance/wish", data={"wish-love": "60", "wish-clients": "20", "wish-family": ""})
    assert answer.status_code == 303
    text = client.get(answer.headers["location"].partition("#")[0]).text
    assert "Your wishes for your circles are kept." in text
    assert "60% wished: it lacks room." in text
    assert "Undo" in text


def test_too_much_is_said_beside_the_form_and_nothing_typed_is_lost(client: TestClient) -> None:
    answer = client.post("/balance/wish", data={"wish-love": "60", "wish-clients": "55"})
    assert answer.status_code == 422
    assert "115 in a hundred together" in answer.text
    assert 'value="55"' in answer.text


@pytest.mark.parametrize("share", ["-3", "2.5", "x", "٣", "1" * 40])
def test_what_is_no_share_gets_a_sentence(client: TestClient, share: str) -> None:
    answer = client.post("/balance/wish", data={"wish-love": share})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_the_circle_of_love_is_asked_once_whether_we_live_together(client: TestClient) -> None:
    asked = "Do you live with Marie Tremblay?"
    assert asked in client.get("/balance").text
    client.post("/balance/household", data={"who": MARIE.mail})
    text = client.get("/balance").text
    assert asked not in text
    assert "Not any more" in text


def test_an_unknown_name_is_said_where_it_was_typed(client: TestClient) -> None:
    answer = client.post("/balance/household", data={"who": "Personne de ce nom"})
    assert answer.status_code == 422
    assert "Personne de ce nom" in answer.text


def test_a_page_of_somebody_says_that_we_live_together(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        person = book.person(MARIE.mail).line.id
    assert "We live together" in client.get(f"/people/{person}").text
    client.post(f"/people/{person}/household", data={})
    assert "You live together: left out of the balance" in client.get(f"/people/{person}").text


def test_a_circle_of_ones_own_stays_text(client: TestClient) -> None:
    text = client.get("/balance").text
    assert "<b>chorale" not in text
    assert "&lt;b&gt;chorale" in text


def test_the_drawings_have_a_table_twin_and_words(client: TestClient) -> None:
    text = client.get("/balance").text
    assert "The same as a table" in text
    assert 'aria-label="Seen: ' in text


def test_an_empty_book_says_what_to_do(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        for who in (MARIE, LUC, INES):
            book.never(who.mail)
    assert "Nothing is seen yet with anybody in a circle." in client.get("/balance").text
