"""The home of daring: the small dare, the ladder, planned steps, and the page of each rung."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient
from tests.cast import MARIE, NOW
from tests.web.conftest import House

from entregent.app.book import Book
from entregent.coaching.rungs import DEFAULTS, RUNGS

SAME = {"sec-fetch-site": "same-origin"}


def opened(path: Path) -> Book:
    return Book.open(path, now=NOW)


def test_a_new_book_is_told_that_the_first_step_is_the_smallest(client: TestClient) -> None:
    shown = client.get("/dare").text
    assert "The first step is the smallest one." in shown
    assert "One small dare for today." in shown
    assert "Info-Social 811" in shown


def test_pride_comes_first(client: TestClient, book_path: Path) -> None:
    with opened(book_path) as book:
        book.log([MARIE.mail], channel="call", outcome="hung-up", about={"ladder": "phone", "rung": "call-close"})
        book.tread("call-shop", ladder="phone")
    shown = client.get("/dare").text
    assert "2 steps this year." in shown
    assert "1 done, 1 tried" in shown
    assert "You dared today. That is enough for a day." in shown


def test_a_rung_toward_nobody_is_done_in_one_tap_and_taken_back(client: TestClient, book_path: Path) -> None:
    told = {"rung": "enter-room", "ladder": "room", "outcome": "tried", "fear": "7", "key": "k"}
    answer = client.post("/dare/tread", data=told, headers=SAME)
    client.post("/dare/tread", data=told, headers=SAME)
    assert answer.status_code == 303
    shown = client.get(answer.headers["location"]).text
    assert "How much fear is left?" in shown
    with opened(book_path) as book:
        assert [(one.outcome, one.fear) for one in book.footprints()] == [("left-early", 7)]
        book.undo()
        assert book.footprints() == []


def test_not_today_is_a_decent_answer(client: TestClient) -> None:
    client.post("/dare/not-today", data={"key": "k"}, headers=SAME)
    assert "No dare today. Tomorrow there is another one." in client.get("/dare").text


def test_the_small_dare_becomes_a_step_and_leads_to_the_moment(client: TestClient, book_path: Path) -> None:
    with opened(book_path) as book:
        marie = book.person(MARIE.mail).line.id
    begun = {"person": str(marie), "rung": "call-close", "ladder": "phone", "channel": "call", "key": "k"}
    answer = client.post("/dare/begin", data=begun, headers=SAME)
    assert answer.headers["location"].startswith(f"/dare/{marie}?step=")
    with opened(book_path) as book:
        assert [(step.rung, step.channel) for step in book.planned_steps()] == [("call-close", "call")]
    assert "Your dare for today is planned already." in client.get("/dare").text


def test_a_step_is_planned_changed_tried_and_let_go(client: TestClient, book_path: Path) -> None:
    wish = {"who": MARIE.mail, "cue": "after coffee", "sentence": "Salut!", "on": "thursday", "channel": "call"}
    client.post("/dare/plan", data=wish, headers=SAME)
    shown = client.get("/dare").text
    assert "after coffee" in shown
    assert "in 3 days" in shown
    with opened(book_path) as book:
        number = book.planned_steps()[0].number
    client.post(f"/dare/steps/{number}", data={"verb": "edit", "sentence": "Bonjour!"}, headers=SAME)
    assert "Bonjour!" in client.get(f"/dare/steps/{number}").text
    client.post(f"/dare/steps/{number}", data={"verb": "tried"}, headers=SAME)
    with opened(book_path) as book:
        assert [one.outcome for one in book.footprints()] == ["hung-up"]
        assert book.planned_steps() == []
    assert client.get(f"/dare/steps/{number}").status_code == 422


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [({"who": MARIE.mail, "on": "2026-02-01"}, "has passed"), ({"cue": "x"}, "Say toward whom the step is")],
)
def test_a_step_that_can_t_be_planned_gets_a_sentence(client: TestClient, wish: dict[str, str], sentence: str) -> None:
    answer = client.post("/dare/plan", data=wish, headers=SAME)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_step_that_can_t_be_planned_keeps_what_was_typed(client: TestClient) -> None:
    wish = {"who": MARIE.mail, "on": "2026-02-01", "cue": "after my coffee", "sentence": "Hello", "channel": "letter"}
    text = client.post("/dare/plan", data=wish, headers=SAME).text
    kept = [f'value="{wish["who"]}"', 'value="2026-02-01"', 'value="after my coffee"', ">Hello</textarea>"]
    assert [one for one in kept if one not in text] == []
    assert '<option value="letter" selected>' in text
    assert 'id="plan" open' in text


def test_a_change_that_can_t_be_taken_keeps_what_was_typed(client: TestClient, book_path: Path) -> None:
    client.post("/dare/plan", data={"who": MARIE.mail, "cue": "x"}, headers=SAME)
    with Book.open(book_path, now=NOW) as book:
        number = book.planned_steps()[0].number
    answer = client.post(
        f"/dare/steps/{number}", data={"verb": "edit", "on": "2026-02-01", "cue": "after my tea"}, headers=SAME
    )
    assert (answer.status_code, 'value="after my tea"' in answer.text) == (422, True)


def test_a_ladder_is_changed_rung_by_rung(client: TestClient) -> None:
    def tell(**said: str) -> int:
        return client.post("/dare/ladders/room", data=said, headers=SAME).status_code

    assert tell(verb="rename", rung="enter-room", sentence="Push the door") == 303
    assert tell(verb="up", rung="enter-room", place="0") == 303
    assert tell(verb="add", sentence="Hold the <b>door</b>") == 303
    shown = client.get("/dare/ladders/room").text
    assert shown.index('value="Greet whoever opens the door"') < shown.index('value="Push the door"')
    assert "Hold the &lt;b&gt;door" in shown
    assert tell(verb="reset") == 303
    assert "Push the door" not in client.get("/dare/ladders/room").text


def test_the_last_rung_stays_and_the_page_says_why(client: TestClient) -> None:
    for rung in DEFAULTS["room"].rungs:
        answer = client.post("/dare/ladders/room", data={"verb": "remove", "rung": rung.slug}, headers=SAME)
    assert answer.status_code == 422
    assert "A ladder needs a rung" in answer.text


def test_a_ladder_of_ones_own_is_made_of_lines(client: TestClient) -> None:
    made = client.post("/dare/ladders/new", data={"name": "Neighbours", "rungs": "Nod\n\nSay hello"}, headers=SAME)
    shown = client.get(made.headers["location"]).text
    assert 'value="Nod"' in shown
    assert "Take this ladder away" in shown


@pytest.mark.parametrize("rung", RUNGS)
def test_every_rung_has_its_page(client: TestClient, rung: str) -> None:
    shown = client.get(f"/dare/rungs/{rung}").text
    for head in ("To open", "To ask", "To listen", "To close", "One thing to try this time"):
        assert f">{head}</h2>" in shown


def test_what_is_no_ladder_and_no_rung_is_not_found(client: TestClient) -> None:
    assert client.get("/dare/rungs/own-3").status_code == 404
    assert client.get("/dare/ladders/clouds").status_code == 422


def test_what_was_held_back_is_one_tap_on_somebody_s_page(client: TestClient, book_path: Path) -> None:
    with opened(book_path) as book:
        marie = book.person(MARIE.mail).line.id
    shown = client.get(f"/people/{marie}").text
    assert all(f'value="{outcome}"' in shown for outcome in ("hung-up", "not-sent", "not-answered", "left-early"))
    answer = client.post(f"/people/{marie}/log", data={"outcome": "not-sent", "channel": "mail"}, headers=SAME)
    shown = client.get(answer.headers["location"]).text
    assert "did not send it" in shown
    assert "How was it?" in shown


def test_daring_fits_a_phone_and_is_walked_by_keyboard(house: House, visit: Callable[..., Page]) -> None:
    page = visit(house, "/dare", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="How to go about it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dare/rungs/**")
    assert page.get_by_role("heading", level=1).count() == 1


def test_each_planned_step_s_form_has_a_name_of_its_own(client: TestClient) -> None:
    for action in ("Write to the choir", "Ring the bell"):
        client.post("/dare/plan", data={"action": action}, headers=SAME)
    planned = client.get("/dare").text.partition('id="planned"')[2]
    assert len(set(re.findall(r'aria-labelledby="(step-\d+)"', planned))) == 2
