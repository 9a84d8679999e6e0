"""Tidying on the page: five piles, one key each with its undo, the list, and an end that comes by itself."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.piled import piled
from tests.cast import JEAN, LUC, NOW, PAULE
from tests.web.conftest import House, Visitor

from entregent.app.book import Book

HERE = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def kept_piles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Something in each pile. Never write to it."""
    path = tmp_path_factory.mktemp("piles") / "piles.book"
    piled(path).close()
    return path


@pytest.fixture
def book_path(kept_piles: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(kept_piles, tmp_path / "piles.book"))


def form(text: str) -> dict[str, str]:
    """The hidden fields of the answers' form."""
    answers = text.partition('class="answers"')[2]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', answers.partition("<button")[0]))


def test_all_five_piles_are_named_with_whom_they_hold(client: TestClient) -> None:
    text = client.get("/tidy").text
    assert text.count('<li class="panel') == 5
    for told in ("Person or not?", "One person, or two?", "Words without an answer", "Ties that have faded"):
        assert f"<h2>{told}</h2>" in text
    assert all(one.name in text for one in (JEAN, PAULE, LUC))


def test_nothing_here_hurts_ranks_or_forgets(client: TestClient) -> None:
    pages = [client.get(path).text for path in ("/tidy", "/tidy/never-answered", "/tidy/faded", "/tidy/no-room/all")]
    for text in pages:
        assert not re.search(r"ignored|worthless|score|rank|dead weight|Forget…", text)
    assert "This way of writing had no answer." in pages[1]


CASES = [
    ("never-answered", "rest"),
    ("never-answered", "archive"),
    ("faded", "keep"),
    ("no-room", "rest"),
    ("no-room", "keep"),
    ("automata", "archive"),
    ("automata", "keep"),
    ("duplicates", "same"),
    ("duplicates", "different"),
]


@pytest.mark.parametrize(("pile", "act"), CASES)
def test_each_answer_goes_on_and_its_undo_comes_back(client: TestClient, pile: str, act: str) -> None:
    sent = form(client.get(f"/tidy/{pile}").text)
    part = client.post(f"/tidy/{pile}", data={**sent, "act": act}, headers=HERE).text
    back = part.partition('action="/undo"')[2].partition("</form>")[0]
    undo = dict(re.findall(r'name="(action|back)" value="([^"]*)"', back))
    assert undo["back"] == f"/tidy/{pile}"
    client.post("/undo", data={"action": undo["action"]})
    again = form(client.get(f"/tidy/{pile}").text)
    assert {key: again[key] for key in again if key != "key"} == {key: sent[key] for key in sent if key != "key"}


def test_without_a_script_an_answer_leads_on_and_is_given_once(client: TestClient, book_path: Path) -> None:
    sent = form(client.get("/tidy/faded").text)
    for _ in range(2):
        answer = client.post("/tidy/faded", data={**sent, "act": "rest"})
        assert answer.status_code == 303
    assert "told=1" in answer.headers["location"]
    with Book.open(book_path, now=NOW) as book:
        assert sum(line.verb == "rest" for line in book.actions()) == 1


def test_a_pile_that_is_over_leads_to_the_next_one(client: TestClient) -> None:
    text = client.get("/tidy/never-answered?skip=1").text
    assert JEAN.name in text
    assert "Ties that have faded" in text


def test_after_fifteen_it_is_enough_and_says_what_it_gave_back(client: TestClient) -> None:
    sent = form(client.get("/tidy/no-room?told=14").text)
    answer = client.post("/tidy/no-room", data={**sent, "act": "rest"})
    text = client.get(answer.headers["location"]).text
    assert "<h1>That is enough for today.</h1>" in text
    assert "1 person rests, a tap away." in text
    assert "a week" in text


def test_the_end_of_all_piles_ends_it(client: TestClient) -> None:
    assert "You have seen them all." in client.get("/tidy/no-room?skip=1").text


def test_a_list_has_every_answer_beside_every_name(client: TestClient) -> None:
    text = client.get("/tidy/faded/all").text
    assert text.count('name="act"') == 3
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text.partition('action="/tidy/faded"')[2]))
    part = client.post("/tidy/faded", data={**sent, "act": "archive"}, headers=HERE).text
    assert "In the archive: Jean Roy." in part
    assert "Nobody here." in part


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/tidy/faded", {"act": "forget", "who": "1"}),
        ("/tidy/faded", {"act": "rest", "who": "٣"}),
        ("/tidy/duplicates", {"act": "same", "a": "1", "b": "1"}),
        ("/tidy/nowhere", {"act": "rest", "who": "1"}),
        ("/tidy/faded", {"act": "rest", "who": "9" * 14}),
    ],
)
def test_bad_input_gets_a_sentence(client: TestClient, path: str, data: dict[str, str]) -> None:
    answer = client.post(path, data=data)
    assert answer.status_code in {404, 422}
    assert "Traceback" not in answer.text


def test_a_pile_that_there_is_not_is_nowhere(client: TestClient) -> None:
    for path in ("/tidy/x", "/tidy/x/all"):
        assert client.get(path).status_code == 404


def test_hostile_names_stay_text(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.edit(JEAN.mail, name='<img src=x onerror=alert(1)> {{ 7*7 }} \u202e"')
    for path in ("/tidy", "/tidy/faded", "/tidy/faded/all"):
        text = client.get(path).text
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text


def test_on_a_phone_the_keyboard_alone_goes_through_it(house: House, visit: Visitor) -> None:
    page = visit(house, "/tidy/never-answered", width=360)
    page.wait_for_selector(f"text={PAULE.name}")
    page.keyboard.press("r")
    page.wait_for_selector("#notes >> text=may rest")
    page.wait_for_selector(f"text={JEAN.name}")
    page.keyboard.press("z")
    page.wait_for_selector(f"h2:has-text('{PAULE.name}')")
    page.keyboard.press("n")
    page.wait_for_selector(f"h2:has-text('{JEAN.name}')")
    page.keyboard.press("k")
    page.wait_for_selector(f"h2:has-text('{LUC.name}')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
