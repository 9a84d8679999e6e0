"""Goals and the funnel as pages: what is wanted, what counted, and nothing of business beside a friend."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import INES, LUC, MARIE, NOW
from tests.web.conftest import House, Visitor

from entregent.app.book import Book

HERE = {"HX-Request": "true"}
GOAL = {"what": "Ten bookbinders", "measure": "people", "target": "10", "by": "30 June", "why": "to learn"}


@pytest.fixture(scope="module")
def business_book(tmp_path_factory: pytest.TempPathFactory, kept_book: Path) -> Path:
    """Luc is a client with a sale, Inès a partner, Marie a friend who also buys. Never write to it."""
    path = Path(shutil.copy(kept_book, tmp_path_factory.mktemp("business") / "solene.book"))
    with Book.open(path, now=NOW) as book:
        book.circle([LUC.mail, MARIE.mail], "clients")
        book.circle([INES.mail], "partners")
        book.add_result(MARIE.mail, "sale", value="777")
        book.circle([MARIE.mail], "friends")
        book.add_result(LUC.mail, "sale", value="1200.5", via=INES.mail, note="first quote")
        book.set_consent(LUC.mail, "implied", after="purchase", since="2024-03-20")
        book.make_ready()
    return path


@pytest.fixture
def book_path(business_book: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(business_book, tmp_path / "solene.book"))


def number(book: Path, mail: str) -> int:
    with Book.open(book, now=NOW) as opened:
        return opened.who_has(mail)[0]


def goal(client: TestClient, **more: str) -> str:
    """A goal kept by the form; the address of its page."""
    answer = client.post("/goals", data={**GOAL, **more})
    assert answer.status_code == 303
    return str(re.findall(r'href="(/goals/\d+)"', client.get("/goals").text)[0])


def test_without_goals_the_page_asks_what_is_wanted(client: TestClient) -> None:
    text = client.get("/goals").text
    assert "<h1>What do you want from your ties?</h1>" in text
    assert "<details open>" in text


def test_a_goal_is_kept_shown_and_undone(client: TestClient) -> None:
    answer = client.post("/goals", data=GOAL)
    page = client.get(answer.headers["location"]).text
    assert "Your goal is in the book: Ten bookbinders." in page
    assert "0 of 10 people met" in page
    action = re.findall(r'name="action" value="(\d+)"', page)[0]
    client.post("/undo", data={"action": action, "back": "/goals"})
    assert "Ten bookbinders" not in client.get("/goals").text


def test_a_goal_sent_twice_is_one_goal(client: TestClient) -> None:
    for _ in range(2):
        client.post("/goals", data={**GOAL, "key": "one-key"})
    assert client.get("/goals").text.count('class="panel goal"') == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"target": ""}, "How will you see that it is reached?"),
        ({"target": "many"}, "does not fit here"),
        ({"by": "1 January 2020"}, "has gone by"),
        ({"by": "someday"}, "is no date"),
        ({"measure": "clients", "circle": "friends"}, "are not counted in the circle friends"),
        ({"measure": "value", "target": "lots"}, "is no amount"),
    ],
)
def test_what_a_goal_lacks_is_said_beside_the_form_and_nothing_typed_is_lost(
    client: TestClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = client.post("/goals", data={**GOAL, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Ten bookbinders"' in answer.text
    assert ">to learn</textarea>" in answer.text


def test_a_goal_is_reworded_and_shows_its_old_words(client: TestClient) -> None:
    path = goal(client)
    client.post(f"{path}/edit", data={**GOAL, "what": "Five bookbinders", "target": "5", "by": "2026-06-30"})
    text = client.get(path).text
    assert "<h1>Five bookbinders</h1>" in text
    assert "As you worded it before" in text
    assert "10 people met" in text


def test_a_goal_is_let_go_with_a_word_and_has_its_line(client: TestClient) -> None:
    path = goal(client)
    client.post(f"{path}/end", data={"how": "dropped", "word": "It was not mine."})
    text = client.get("/goals").text
    assert "Closed, or let go" in text
    assert "To choose is to let go, too." in text
    assert "It was not mine." in text
    client.post(f"{path}/end", data={"how": "open"})
    assert "Closed, or let go" not in client.get("/goals").text


def test_people_come_into_a_goal_and_a_name_that_several_bear_is_asked_about(client: TestClient) -> None:
    path = goal(client)
    assert client.post(f"{path}/people", data={"who": INES.name}).status_code == 303
    assert INES.name in client.get(path).text
    assert client.post(f"{path}/people", data={"who": "Nobody Atall"}).status_code == 422
    client.post("/meet", data={"name": INES.name})
    asked = client.post(f"{path}/people", data={"who": INES.name})
    assert asked.status_code == 422
    assert asked.text.count('<button name="who"') == 2


def test_what_counted_is_listed_with_its_day(client: TestClient) -> None:
    path = goal(client, measure="first-contacts", since="2025-01-01", target="2")
    text = client.get(path).text
    assert "3 of 2 first contacts" in text
    assert text.count("you turned to them for the first time") == 3
    assert "A goal is reached." in client.get("/goals").text


def test_a_new_quarter_asks_once(book_path: Path, client: TestClient) -> None:
    with Book.open(book_path, now=NOW - 80 * 86_400) as book:
        book.add_goal("Slow and sure", measure="talks", target="3", by="2026-12-01")
    assert "Is this still what you want?" in client.get("/goals").text
    client.post("/goals/1/yes", data={"back": "/goals"})
    assert "Is this still what you want?" not in client.get("/goals").text


def test_a_goal_that_is_not_here_says_so(client: TestClient) -> None:
    assert "That goal is not here" in client.get("/goals/99").text
    assert client.post("/goals/99/yes").status_code == 422


def test_the_funnel_holds_business_and_no_friend(client: TestClient) -> None:
    text = client.get("/goals").text
    stages = text.partition('id="stages"')[2]
    assert LUC.name in stages
    assert INES.name in stages
    assert MARIE.name not in stages
    assert "777" not in text
    assert "1 person is family, friend or love as well" in text
    assert "Consents that end soon" in text
    assert "Who opened doors" in text


def test_one_circle_of_the_funnel_is_shown_alone(client: TestClient) -> None:
    rows = client.get("/goals?circle=partners").text.partition('class="plain stages"')[2].partition("</ol>")[0]
    assert INES.name in rows
    assert LUC.name not in rows
    assert client.get("/goals?circle=friends").status_code == 200


def test_a_clients_page_has_the_fold_and_a_friends_has_none(client: TestClient, book_path: Path) -> None:
    text = client.get(f"/people/{number(book_path, LUC.mail)}").text
    assert "The way with them" in text
    before, _, fold = text.partition("Stage, results, consent")
    assert "1,200.50" in fold
    assert "1,200.50" not in before
    friend = client.get(f"/people/{number(book_path, MARIE.mail)}").text
    assert "The way with them" not in friend
    assert "777" not in friend


def test_no_list_shows_worth_or_a_stage(client: TestClient) -> None:
    for path in ("/", "/people", "/plates"):
        text = client.get(path).text
        assert "1,200.50" not in text
        assert "Working together" not in text


def test_stage_result_and_consent_are_said_on_the_page(client: TestClient, book_path: Path) -> None:
    path = f"/people/{number(book_path, INES.mail)}"
    assert "there is trust, by your word" in client.post(f"{path}/stage", data={"stage": "trusted"}, headers=HERE).text
    told = client.post(f"{path}/result", data={"kind": "job", "value": "80", "on": "yesterday"}, headers=HERE).text
    assert "A job or mandate" in told
    refused = client.post(f"{path}/result", data={"kind": "job", "value": "abc"})
    assert (refused.status_code, "is no amount" in refused.text) == (422, True)
    told = client.post(f"{path}/consent", data={"state": "implied", "after": "inquiry"}, headers=HERE).text
    assert "Understood, until a day" in told
    assert client.post(f"{path}/consent", data={"state": "implied"}).status_code == 422


@pytest.mark.parametrize("verb", ["stage", "result", "consent"])
def test_of_a_friend_nothing_of_business_is_taken(client: TestClient, book_path: Path, verb: str) -> None:
    fields = {"stage": "met", "kind": "sale", "state": "express"}
    answer = client.post(f"/people/{number(book_path, MARIE.mail)}/{verb}", data=fields)
    assert answer.status_code == 422
    assert "is in your circle friends" in answer.text


def test_goals_are_set_by_keyboard_in_a_browser(house: House, visit: Visitor) -> None:
    page = visit(house, "/goals", width=360)
    page.fill("#goal-what", "Two talks")
    page.fill("#goal-target", "2")
    page.select_option("#goal-measure", "talks")
    page.fill("#goal-by", "in 3 months")
    page.press("#goal-by", "Enter")
    page.wait_for_selector("text=Your goal is in the book")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.click("article.goal h2 a")
    page.wait_for_selector("h1:has-text('Two talks')")


def test_a_next_step_is_planned_from_a_goal(client: TestClient) -> None:
    path = goal(client)
    client.post(f"{path}/steps", data={"action": "Write to the guild", "toward": INES.mail, "on": "tomorrow"})
    text = client.get(path).text
    assert "Write to the guild" in text
    refused = client.post(f"{path}/steps", data={"action": "Call", "toward": "Nobody Atall", "on": "tomorrow"})
    assert refused.status_code == 422
    assert 'value="Call"' in refused.text


def test_currency_and_names_of_stages_are_chosen_in_the_settings(client: TestClient) -> None:
    data = {"currency": "eur", "stage-trusted": "In cahoots"}
    assert client.post("/settings/goals", data=data).status_code == 303
    assert "In cahoots" in client.get("/goals").text
    refused = client.post("/settings/goals", data={"currency": "euro"})
    assert refused.status_code == 422
    assert "by its three letters" in refused.text


def test_a_stage_that_nobody_came_to_counts_nobody(client: TestClient) -> None:
    stages = client.get("/goals").text.partition('id="stages"')[2]
    assert "0 came this far" not in stages
    assert "came this far" in stages
