"""Today, without and with a browser."""

import re

from starlette.testclient import TestClient
from tests.web.conftest import House, Visitor


def test_the_home_page_says_first_what_stands(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Two ties hold well." in page.text


def test_a_step_is_logged_in_one_tap_and_taken_back(house: House, visit: Visitor) -> None:
    page = visit(house)
    card = page.locator("article.card", has_text="Inès Lévesque")
    card.get_by_role("button", name="I wrote").click()
    page.get_by_text("Noted: you wrote to Inès Lévesque.").wait_for()
    assert page.locator("article.card", has_text="Inès Lévesque").count() == 0
    page.get_by_role("button", name="Undo").click()
    page.locator("article.card", has_text="Inès Lévesque").wait_for()


def test_the_same_request_sent_twice_is_one_step(client: TestClient) -> None:
    card = re.search(r'action="(/today/\d+)".*?name="key" value="([^"]+)"', client.get("/").text, re.DOTALL)
    assert card
    for _ in range(2):
        client.post(card[1], data={"outcome": "wrote", "channel": "mail", "key": card[2]})
    assert client.get("/actions").text.count("Noted: you wrote") == 2  # the line and its undo's label
