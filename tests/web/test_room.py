"""The room, on the pages: whom to greet, what is enough, what became of it, a card for the pocket."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.test_reach import write_followers, write_list
from tests.cast import LUC, MARIE, NOW, import_all, write_meeting
from tests.web.conftest import House, Visitor

from entregent.app.book import Book

SOON = datetime.fromtimestamp(NOW, UTC) + timedelta(days=3)


@pytest.fixture
def evening(book_path: Path, tmp_path: Path) -> int:
    """The number of an evening on Thursday where Marie and Luc will be, known online alone."""
    with Book.open(book_path, now=NOW) as book:
        import_all(
            book,
            write_followers(tmp_path / "x" / "data", range(40)),
            write_meeting(tmp_path / "c.ics", SOON, [MARIE], "5 à 7"),
            write_list(tmp_path / "liste.csv", "2026-03-05", "5 à 7", LUC),
        )
        (one,) = book.rooms()
        return one.event


def test_what_is_coming_is_listed_and_another_place_can_be_named(evening: int, client: TestClient) -> None:
    page = client.get("/room").text
    assert f'href="/room/{evening}"' in page
    assert "2 known online alone" in page
    assert "5 à 7 du design" in client.get("/room?place=5 à 7 du design").text


def test_those_known_online_and_never_met_are_to_be_greeted(evening: int, client: TestClient) -> None:
    page = client.get(f"/room/{evening}").text
    assert {MARIE.name, LUC.name} <= set(re.findall(r"Marie Tremblay|Luc Gagnon", page))
    assert page.count("known online, never met") == 2
    assert "You know each other from screens" in page


def test_a_room_is_got_ready_for_step_by_step(evening: int, client: TestClient) -> None:
    back = f"/room/{evening}"
    client.post("/room/words", data={"introduction": "Solène, je répare des voiles.", "back": back})
    for _ in range(2):
        client.post("/room/rehearsed", data={"event": str(evening), "key": "k", "back": back})
    client.post("/room/aim", data={"event": str(evening), "aim": "one-greeting", "back": back})
    page = client.get(back).text
    assert "Said aloud once." in page
    assert 'class="mine-words">Greet one person I know online.' in page
    assert "Solène, je répare des voiles." in client.get(f"/room/card?event={evening}").text


@pytest.mark.parametrize("outcome", ["met", "left-early"])
def test_going_in_is_kept_once_whatever_became_of_it(evening: int, client: TestClient, outcome: str) -> None:
    data = {"event": str(evening), "outcome": outcome, "key": "k", "back": f"/room/{evening}"}
    for _ in range(2):
        said = client.post("/room/told", data=data).headers["location"]
    assert "Noted: you entered. That is a step." in client.get(said).text
    with Book.open(client.app.state.shelf.path, now=NOW) as book:  # type: ignore[attr-defined]
        (step,) = book.footprints()
        assert (step.kind, step.outcome, step.place) == ("room", outcome, "5 à 7")


def test_whom_one_met_at_a_named_place_is_added_with_the_place(client: TestClient) -> None:
    client.post("/room/told", data={"place": "Café & co", "outcome": "met", "key": "k", "back": "/room"})
    assert 'href="/meet?line=Caf%C3%A9%20%26%20co"' in client.get("/room?place=Caf%C3%A9%20%26%20co").text
    assert 'value="Café &amp; co"' in client.get("/meet?line=Caf%C3%A9%20%26%20co").text


@pytest.mark.parametrize("path", ["/room/1", f"/room/{2**80}", "/room/card", "/room/card?event=x"])
def test_a_room_that_nothing_tells_of_is_a_sentence(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422


def test_this_evening_is_still_there_once_it_has_begun(book_path: Path, evening: int) -> None:
    with Book.open(book_path, now=int(SOON.timestamp()) + 3 * 3600) as book:
        assert [one.event for one in book.rooms()] == [evening]


def test_a_form_without_an_outcome_is_refused(client: TestClient) -> None:
    assert client.post("/room/told", data={"place": "5 à 7", "outcome": "flew"}).status_code == 422


def test_the_card_is_one_page_of_a6(evening: int, house: House, visit: Visitor) -> None:
    with Book.open(house.book, now=NOW) as book:
        book.set_setting("introduction", "Solène, je répare des voiles. " * 12)
        book.set_aim("Une phrase assez longue pour tenir sur deux lignes au moins. " * 3, event=evening)
        for who in (MARIE.mail, LUC.mail):
            book.matters(who, "un très long mot sur ce qui compte en ce moment. " * 6)
    page = visit(house, f"/room/card?event={evening}", width=360)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    (box,) = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed))
    assert [round(float(side) / 72 * 25.4) for side in box] == [105, 148]
