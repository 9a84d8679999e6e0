"""Today, without and with a browser."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.conftest import House, Visitor

from entregent.app.views import ScenePlate
from entregent.web.scene import GRADES, GROUND, LONGEST_NAME, draw, short_names
from entregent.web.shelf import READERS

CARD = re.compile(r'action="(/today/\d+)".*?name="key" value="([^"]+)"', re.DOTALL)


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


def test_the_keyboard_goes_on_to_the_next_card_when_one_goes(house: House, visit: Visitor) -> None:
    page = visit(house)
    names = page.locator("article.card .name > a").all_inner_texts()
    page.locator("article.card").nth(0).get_by_role("button", name="Later").press("Enter")
    page.get_by_text("will wait until").wait_for()
    page.wait_for_function("document.activeElement.closest('article.card') !== null")
    assert page.evaluate("document.activeElement.textContent").startswith(names[1])


def test_an_undo_leaves_the_page_where_it_was(house: House, visit: Visitor) -> None:
    page = visit(house, width=360)
    page.get_by_text("The same as a list").click()
    page.locator("article.card").nth(1).get_by_role("button", name="No answer").click()
    page.get_by_text("no answer from").wait_for()
    assert page.locator(".stage-line details").get_attribute("open") is not None
    before = page.evaluate("scrollY")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back").wait_for()
    assert page.locator(".stage-line details").get_attribute("open") is not None
    assert before > 100
    assert abs(page.evaluate("scrollY") - before) < 150


def test_an_address_that_is_nobodys_logs_nothing(client: TestClient) -> None:
    assert client.post("/today/5145550123", data={"outcome": "wrote"}).status_code == 404


def test_a_step_is_logged_without_javascript(house: House, visit: Visitor) -> None:
    page = visit(house, script=False)
    page.locator("article.card", has_text="Inès Lévesque").get_by_role("button", name="Later").click()
    page.get_by_text("Inès Lévesque will wait until").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator("article.card", has_text="Inès Lévesque").wait_for()


def test_the_same_request_sent_twice_is_one_step(client: TestClient) -> None:
    card = CARD.search(client.get("/").text)
    assert card
    for _ in range(2):
        client.post(card[1], data={"outcome": "wrote", "channel": "mail", "key": card[2]})
    assert client.get("/actions").text.count("Noted: you wrote") == 2  # the line and its undo's label


def test_another_outcome_of_the_same_card_is_another_step(client: TestClient) -> None:
    card = CARD.search(client.get("/").text)
    assert card
    for outcome in ("no-answer", "hung-up"):
        client.post(card[1], data={"outcome": outcome, "channel": "call", "key": card[2]})
    told = client.get("/actions").text
    assert "no answer from" in told
    assert "and hung up" in told


def test_the_minutes_change_the_plan_at_once(house: House, visit: Visitor) -> None:
    page = visit(house)
    assert page.locator("article.card:not(.small-dare)").count() == 3
    page.locator("#minutes").fill("5")
    page.get_by_text("5 minutes planned of 5 minutes.").wait_for()
    assert page.locator("article.card:not(.small-dare)").count() == 1
    assert page.locator("#invitation").inner_text() == "5 minutes, and one person hears from you."


def test_minutes_out_of_reason_are_brought_back_into_it(client: TestClient) -> None:
    assert "of 3 h" in client.get("/?minutes=99999").text
    assert client.get("/?minutes=-4").status_code == 200
    assert client.get("/?minutes=ten").status_code == 200


def test_a_page_changes_as_soon_as_the_book_does(client: TestClient) -> None:
    pages = {client.get("/").text for _ in range(8)}
    assert len(pages) <= READERS  # each reader keeps its own, to the last byte
    card = CARD.search(pages.pop())
    assert card
    client.post(card[1], data={"outcome": "rest", "key": card[2]})
    assert f'action="{card[1]}"' not in client.get("/").text


def test_nothing_moves_where_motion_is_not_wanted(house: House, visit: Visitor) -> None:
    page = visit(house, motion="reduce")
    names = page.evaluate(
        "() => [...document.querySelectorAll('.plate, .ring')].map((e) => getComputedStyle(e).animationName)"
    )
    assert set(names) == {"none"}


def test_a_tap_that_makes_no_sense_is_a_sentence(client: TestClient) -> None:
    card = CARD.search(client.get("/").text)
    assert card
    answer = client.post(card[1], data={"outcome": "danced"})
    assert answer.status_code == 422
    assert "danced" in answer.text


def test_somebody_met_is_in_the_book_in_two_fields(house: House, visit: Visitor) -> None:
    page = visit(house, "/", width=360)
    page.get_by_role("navigation", name="Main, narrow").get_by_role("link", name="Somebody new").click()
    page.get_by_label("Name").fill("Aïcha Diop")
    page.get_by_label("Where, or one thing to remember").fill("Au marché, restaure des bateaux")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Aïcha Diop is in your book.").wait_for()


def plate(number: int, strength: float, level: str, name: str = "Marie Tremblay") -> ScenePlate:
    state = "fallen" if strength < 0.15 else "steady"
    return ScenePlate(number, name, level, (), strength, 3, 0, state, asks=False)


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["close", "valued", "nurtured", "wide"])), max_size=80))
def test_every_plate_stands_on_the_stage_and_apart_from_its_neighbours(rows: list[tuple[float, str]]) -> None:
    scene = draw([plate(n, strength, level) for n, (strength, level) in enumerate(rows)])
    places = [one.x for one in scene.plates]
    assert all(0 < one.x < scene.width and 0 < one.y < GROUND and 0 <= one.grade <= GRADES for one in scene.plates)
    assert all(after - before >= 72 for before, after in pairwise(places))


@given(st.lists(st.text(max_size=60)))
def test_names_under_plates_are_short(names: list[str]) -> None:
    assert all(len(short) <= LONGEST_NAME for short in short_names(names))


def test_two_of_one_first_name_are_told_apart() -> None:
    names = ["Pierre Laframboise", "Pierre Laliberté", "Marie Roy", "Pierre Roy", "Jean-Philippe Morin"]
    assert short_names(names) == ["Pierre Laf.", "Pierre Lal.", "Marie", "Pierre R.", "Jean-Phili…"]
