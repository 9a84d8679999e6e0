"""The page of approaches: what it says first, the next step by one tap, aims, and what is behind "why?"."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.test_approaching import STRANGERS, _approached
from tests.cast import NOW, filled
from tests.web.conftest import House, Serve, Visitor

from entregent.app.book import Book


@pytest.fixture(scope="module")
def kept_ways(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fourteen cold letters with one answer, eight after a comment with six. Never write to it."""
    path = tmp_path_factory.mktemp("ways") / "ways.book"
    with filled(path, _approached(range(300, 314), 1, STRANGERS)) as book:
        book.set_setting("language", "en")
        about = {"whence": "comment"}
        for place, friend in enumerate(STRANGERS[14:22]):
            book.log([friend.name], channel="mail", outcome="wrote", at="2026-01-05", create=True, about=about)
            if place < 6:
                book.log([friend.name], channel="call", outcome="talked", at="2026-01-07")
        book.make_ready()
    return path


@pytest.fixture
def book_path(kept_ways: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(kept_ways, tmp_path / "ways.book"))


def test_the_page_says_first_that_it_is_not_you(client: TestClient) -> None:
    text = client.get("/approaches").text
    assert "<h1>It is not you, it is the way.</h1>" in text
    assert "22 first contacts in two years." in text
    assert "14 tries, 1 answer: it is not you, it is the way." in text


def test_figures_stand_behind_why_alone_and_nobody_is_named(client: TestClient) -> None:
    text = client.get("/approaches").text
    shown = re.sub(r"<details.*?</details>|<figure.*?</figure>", "", text, flags=re.DOTALL)
    assert "%" not in re.sub(r"<head.*?</head>", "", shown, flags=re.DOTALL)
    assert "The odds are 30 to 1 that fewer than 40% answer." in text
    assert not any(friend.name in text for friend in STRANGERS)


def test_one_tap_plans_the_step_by_the_better_way_once_and_it_can_be_undone(
    client: TestClient, book_path: Path
) -> None:
    text = client.get("/approaches").text
    key, way = re.findall(r'name="key" value="([^"]+)"><input type="hidden" name="way" value="([^"]+)"', text)[0]
    for _ in range(2):
        answer = client.post("/approaches/try", data={"key": key, "way": way})
        assert answer.status_code == 303
    assert "Undo" in client.get(answer.headers["location"]).text
    with Book.open(book_path, now=NOW) as book:
        assert [step.action for step in book.planned_steps()] == ["Writing a mail after a comment"]


def test_one_way_may_have_an_aim_of_its_own(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        line = next(line for line in book.approaches().lines if not line.whence)
    answer = client.post("/approaches/aim", data={"way": line.key, "percent": "10"})
    text = client.get(answer.headers["location"]).text
    assert "From now on you aim at 10 answers of a hundred here." in text
    assert "aim: 10%" in text


def test_all_ways_may_have_another_aim(client: TestClient) -> None:
    answer = client.post("/approaches/aim", data={"percent": "25"})
    assert "aim: 25%" in client.get(answer.headers["location"]).text
    assert client.post("/approaches/aim", data={"percent": "0"}).status_code == 422


def test_an_aim_that_is_none_is_refused_with_a_sentence(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        key = book.approaches().lines[0].key
    answer = client.post("/approaches/aim", data={"way": key, "percent": "lots"})
    assert answer.status_code == 422
    assert client.post("/approaches/try", data={"way": "pigeon"}).status_code == 422


def test_a_book_without_first_contacts_says_what_is_lacking(tmp_path: Path, serve: Serve) -> None:
    with filled(tmp_path / "empty.book", []) as book:
        book.set_setting("language", "en")
    house = serve(tmp_path / "empty.book")
    with TestClient(house.served.app, base_url=house.address, follow_redirects=False) as known:
        known.cookies.set(house.served.app.state.cookie, house.served.sessions.begin())
        text = known.get("/approaches").text
    assert "<h1>Not enough yet to tell.</h1>" in text
    assert "counts by itself" in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_the_step_is_planned_by_keyboard(visit: Visitor, house: House, theme: str) -> None:
    page = visit(house, "/approaches", width=360, theme=theme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Let’s try: Writing a mail after a comment").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/approaches?done=*")
    assert page.get_by_role("button", name="Undo").is_visible()
