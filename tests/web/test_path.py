"""The path's page, a year, the picture, élan in one tap, and the page of what is observed."""

import re

import pytest
from starlette.testclient import TestClient
from tests.cast import LUC, MARIE, NOW
from tests.web.conftest import House, Visitor

from entregent.app.book import Book


def logged(client: TestClient, outcome: str = "talked", who: int = 0) -> str:
    """A call noted on Marie's page; the address that it leads to."""
    number = who or int(re.findall(r'href="/people/(\d+)"', client.get("/people?q=Marie").text)[0])
    answer = client.post(f"/people/{number}/log", data={"outcome": outcome, "channel": "call"})
    return str(answer.headers["location"])


def test_an_empty_path_invites_to_the_smallest_step(client: TestClient) -> None:
    text = client.get("/path").text
    assert "<h1>A path begins with the smallest step.</h1>" in text
    assert 'href="/dare"' in text
    assert 'class="trail' not in text


def test_each_step_leaves_a_footprint_and_the_table_says_the_same(client: TestClient) -> None:
    logged(client)
    logged(client, "hung-up")
    text = client.get("/path").text
    assert "<h1>2 steps this year.</h1>" in text
    assert (text.count('<g class="done"'), text.count('<g class="tried"')) == (2, 2)  # one of each in the legend
    assert re.search(r'aria-label="Week of [^"]+: 1 done, 1 tried', text)
    assert re.search(r"<tr id=\"week-2026-03-02\">.*?<td>1 done, 1 tried</td>", text, re.DOTALL)


def test_after_an_exchange_one_tap_says_what_it_gave(client: TestClient) -> None:
    note = client.get(logged(client)).text
    footprint = re.findall(r'action="/path/elan".*?name="footprint" value="(\d+)"', note, re.DOTALL)[0]
    answer = client.post("/path/elan", data={"footprint": footprint, "elan": "gave", "back": "/"})
    assert "Noted: it gave you élan (Marie Tremblay)." in client.get(answer.headers["location"]).text
    assert "gave élan" in client.get("/path").text


def test_after_a_try_it_is_not_asked(client: TestClient) -> None:
    assert 'action="/path/elan"' not in client.get(logged(client, "no-answer")).text


def test_what_drained_is_behind_a_fold_and_on_no_other_page(client: TestClient) -> None:
    client.get(logged(client))
    footprint = re.findall(r'name="footprint" value="(\d+)"', client.get("/path").text)[0]
    client.post("/path/elan", data={"footprint": footprint, "elan": "took"})
    text = client.get("/path").text
    fold = re.findall(r'<details class="drains">.*?</details>', text, re.DOTALL)
    assert len(fold) == 1
    assert MARIE.name in fold[0]
    marie = re.findall(r'href="(/people/\d+)"', client.get("/people?q=Marie").text)[0]
    person = client.get(marie)
    assert "drain" not in re.sub(r"<form.*?</form>", "", person.text, flags=re.DOTALL)


def test_a_step_is_made_golden_in_one_tap_and_taken_back(client: TestClient) -> None:
    logged(client)
    footprint = re.findall(r'action="/path/golden".*?value="(\d+)"', client.get("/path").text, re.DOTALL)[0]
    done = client.post("/path/golden", data={"footprint": footprint}).headers["location"]
    assert "Golden: it counted for you." in client.get(done).text
    action = re.findall(r"done=(\d+)", done)[0]
    client.post("/undo", data={"action": action, "back": "/path"})
    assert client.get("/path").text.count('<g class="golden"') == 1  # the legend's


def test_the_picture_names_nobody_unless_asked(client: TestClient) -> None:
    logged(client)
    plain = client.get("/path/picture.svg")
    assert plain.headers["content-type"].startswith("image/svg+xml")
    assert "attachment" in plain.headers["content-disposition"]
    assert MARIE.name not in plain.text
    assert MARIE.name in client.get("/path/picture.svg?names=1").text


def test_a_year_is_looked_back_on_and_one_without_steps_says_so(client: TestClient) -> None:
    logged(client)
    assert "<h1>2026: 1 step.</h1>" in client.get("/path/2026").text
    assert client.get("/path/1999").status_code == 422
    assert "No step was taken in 1999." in client.get("/path/1999").text


@pytest.mark.parametrize("asked", ["elan=maybe", "elan=gave&footprint=9", "elan=gave&footprint=x"])
def test_what_can_t_be_said_gets_a_sentence(client: TestClient, asked: str) -> None:
    fields = dict(pair.split("=") for pair in asked.split("&"))
    assert client.post("/path/elan", data=fields).status_code == 422


# ── observe ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_something_is_observed_noted_and_given_a_step(client: TestClient) -> None:
    form = client.get("/observe?kind=series").text
    notice = re.findall(r'name="notice" value="([^"]+)"', form)
    assert len(notice) == 3
    client.post(
        "/observe", data={"kind": "series", "what": "The breakfast", "notice": notice[:1], "own": "Who laughs?"}
    )
    text = client.get("/observe").text
    assert "The breakfast" in text
    assert "Who laughs?" in text
    assert notice[1] not in text
    number = re.findall(r'action="/observe/(\d+)"', text)[0]
    client.post(f"/observe/{number}", data={"verb": "note", "note": "Warm people."})
    assert "Warm people." in client.get("/observe").text
    answer = client.post(f"/observe/{number}", data={"verb": "step"})
    assert answer.headers["location"].startswith("/dare?done=")
    assert "The breakfast" in client.get("/dare").text


def test_a_second_renewal_asks_why(client: TestClient) -> None:
    client.post("/observe", data={"kind": "person", "what": LUC.mail})
    number = re.findall(r'action="/observe/(\d+)"', client.get("/observe").text)[0]
    assert client.post(f"/observe/{number}", data={"verb": "renew"}).status_code == 303
    refused = client.post(f"/observe/{number}", data={"verb": "renew"})
    assert refused.status_code == 422
    assert "say why" in refused.text
    assert client.post(f"/observe/{number}", data={"verb": "renew", "why": "Ill."}).status_code == 303


@pytest.mark.parametrize(
    "data",
    [{"kind": "planet", "what": "X"}, {"kind": "list", "what": " "}, {"kind": "list", "what": "X", "days": "999"}],
)
def test_a_form_that_can_t_be_gets_a_sentence_and_begins_nothing(client: TestClient, data: dict[str, str]) -> None:
    assert client.post("/observe", data=data).status_code == 422
    assert "You observe nothing at present." in client.get("/observe").text


def test_pieces_of_path_are_reached_by_keyboard_and_lead_to_the_table(house: House, visit: Visitor) -> None:
    with Book.open(house.book, now=NOW) as book:
        book.log([MARIE.mail], channel="call", outcome="talked")
    page = visit(house, "/path", width=360)
    page.locator("a.piece").last.focus()
    page.keyboard.press("Enter")
    assert page.locator("#as-table").evaluate("one => one.open")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_somebody_s_name_for_a_place_means_them_unless_it_is_a_place_all_the_same(client: TestClient) -> None:
    client.post("/observe", data={"kind": "place", "what": LUC.name})
    client.post("/observe", data={"kind": "place", "what": LUC.name, "place": "1"})
    page = client.get("/observe").text
    assert len(re.findall(rf'<h2 id="observed-[0-9]+"><a href="/people/[0-9]+">{LUC.name}</a></h2>', page)) == 1
    assert len(re.findall(rf'<h2 id="observed-[0-9]+">{LUC.name}</h2>', page)) == 1
