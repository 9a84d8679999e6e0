"""Who is who on the page: questions one at a time, who is no person, joins that rest on a name."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import LUC, LUC_AT_WORK, Friend, bulk, card, exchange, filled, import_all, letter, write_cards
from tests.web.conftest import House, Visitor

HERE = {"HX-Request": "true"}
TWINS = [
    Friend("Jean Tremblay", "jean.tremblay@atelier.example"),
    Friend("Jean Tremblay", "jean.tremblay@maison.example"),
    Friend("Marie Roy", "marie.roy@atelier.example"),
    Friend("Marie Roy Gagnon", "mg@maison.example"),
]
DESK = Friend("Service à la clientèle", "service@quincaillerie.example")
LETTERS = [
    *exchange(LUC, range(0, 90, 14)),
    *exchange(LUC_AT_WORK, range(7, 90, 30)),
    *(letter(day, DESK, Friend("Solène Bouchard", "solene@bouchard.example"), f"Facture {day}") for day in (3, 33, 63)),
    *bulk(range(1, 60, 7)),
]


@pytest.fixture(scope="module")
def doubted_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs that may be one, a desk and a newsletter. Never write to it."""
    path = tmp_path_factory.mktemp("doubted") / "doubted.book"
    with filled(path, LETTERS) as book:
        import_all(book, write_cards(path.parent / "cards.vcf", [card(one) for one in TWINS]))
        book.set_setting("language", "en")
        book.make_ready()
        assert book.question_count() == 2
    return path


@pytest.fixture
def book_path(doubted_book: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(doubted_book, tmp_path / "doubted.book"))


def form(text: str) -> dict[str, str]:
    """The hidden fields of the answers' form."""
    answers = text.partition('class="answers"')[2]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', answers.partition("<button")[0]))


def test_two_cards_stand_side_by_side_with_what_speaks_for_and_against(client: TestClient) -> None:
    text = client.get("/duplicates").text
    assert "1 of 2" in text
    assert text.count('<article class="panel side') == 2
    assert "What speaks for one person" in text
    assert "What speaks against it" in text


def test_an_answer_brings_the_next_question_and_its_undo(client: TestClient) -> None:
    first = form(client.get("/duplicates").text)
    part = client.post("/duplicates", data={**first, "verdict": "same"}, headers=HERE).text
    assert "One person:" in part
    assert "2 of 2" in part
    second = form(part)
    assert {second["a"], second["b"]} != {first["a"], first["b"]}


def test_without_a_script_an_answer_leads_to_the_next_question(client: TestClient) -> None:
    sent = form(client.get("/duplicates").text)
    answer = client.post("/duplicates", data={**sent, "verdict": "different"})
    assert answer.status_code == 303
    assert "told=1" in answer.headers["location"]
    assert "Different people:" in client.get(answer.headers["location"]).text


def test_the_same_answer_sent_twice_is_one(client: TestClient) -> None:
    sent = form(client.get("/duplicates").text)
    for _ in range(2):
        client.post("/duplicates", data={**sent, "verdict": "same"})
    assert client.get("/actions").text.count("One person:") == 2  # the line, and its undo's label


def test_skipping_keeps_its_place_in_the_address_and_ends_kindly(client: TestClient) -> None:
    onward = re.search(r'href="(/duplicates\?skip=1)"', client.get("/duplicates").text)
    assert onward
    assert "2 of 2" in client.get(onward[1]).text
    assert "You have seen them all." in client.get("/duplicates?skip=2").text


def test_when_all_is_answered_the_page_says_so(client: TestClient) -> None:
    for _ in range(2):
        sent = form(client.get("/duplicates").text)
        part = client.post("/duplicates", data={**sent, "verdict": "different"}, headers=HERE).text
    assert "Everybody is told apart." in part


@pytest.mark.parametrize(
    "wrong", [{"verdict": "perhaps"}, {"verdict": "same", "a": "x"}, {"verdict": "same", "a": "99999"}]
)
def test_an_answer_that_is_none_changes_nothing(client: TestClient, wrong: dict[str, str]) -> None:
    sent = form(client.get("/duplicates").text)
    assert client.post("/duplicates", data={**sent, **wrong}).status_code == 422
    assert "1 of 2" in client.get("/duplicates").text


@pytest.mark.parametrize("query", ["skip=-1", "skip=x", "skip=99999999999", "told=²"])
def test_a_strange_place_is_harmless(client: TestClient, query: str) -> None:
    assert client.get(f"/duplicates?{query}").status_code == 200


def test_the_most_doubtful_automaton_is_asked_about_first(client: TestClient) -> None:
    text = client.get("/duplicates/automata").text
    assert "Service à la clientèle" in text
    assert "So far held to be no person." in text
    sent = form(text)
    part = client.post("/duplicates/automata", data={**sent, "verdict": "person"}, headers=HERE).text
    assert "Le Courrier" in part
    assert "Service à la clientèle" in client.get("/people").text


def test_a_join_that_rests_on_a_name_is_taken_apart(client: TestClient) -> None:
    text = client.get("/duplicates/joins").text
    joined = text.partition("Luc Gagnon")[2]
    sent = dict(re.findall(r'name="([ab])" value="(\d+)"', joined.partition("</form>")[0]))
    answer = client.post("/duplicates/joins", data={**sent, "back": "/duplicates/joins"})
    page = client.get(answer.headers["location"]).text
    assert "Different people:" in page
    assert "lgagnon@atelier.example" not in page.partition('id="ask"')[2]


def test_questions_are_answered_and_taken_back_by_keys(house: House, visit: Visitor) -> None:
    page = visit(house, "/duplicates")
    page.get_by_text("1 of 2").wait_for()
    page.keyboard.press("s")
    page.get_by_text("2 of 2").wait_for()
    page.keyboard.press("z")
    page.get_by_text("1 of 2").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_text("2 of 2").wait_for()
    page.keyboard.press("Space")
    page.get_by_role("heading", name="You have seen them all.").wait_for()
