"""Groups and bridges on pages: sentences, a name of one's own, a plate with one tap, and no picture of too little."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import DAY, NOW, new_book

from entregent.app.book import Book
from entregent.web import serving

TEAM = ("Ana", "Bao", "Cleo", "Dov", "Edna")
CHOIR = ("Uma", "Vic", "Wim", "Xia", "Yan")


@pytest.fixture(scope="session")
def kept_groups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of a team and a choir that Ana joins; of all of them only Yan was called lately."""
    path = tmp_path_factory.mktemp("groups") / "groups.book"
    with new_book(path, now=NOW - 2 * 365 * DAY) as book:
        book.set_setting("language", "en")
        for names, days in ((TEAM, ("2024-01-10", "2024-02-10")), (CHOIR, ("2024-01-11", "2024-02-11"))):
            for day in days:
                book.log([f"{name} Tablée" for name in names], channel="meeting", outcome="met", at=day, create=True)
        joined = [f"{name} Tablée" for name in ("Ana", "Uma", "Vic")]
        book.log(joined, channel="meeting", outcome="met", at="2024-02-12")
    with Book.open(path, now=NOW) as book:
        book.log(["Yan Tablée"], channel="call", outcome="talked", at="2026-02-20")
        book.make_ready()
    return path


@pytest.fixture
def groups(kept_groups: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A client that is known to that book."""
    path = Path(shutil.copy(kept_groups, tmp_path / "groups.book"))
    served = serving.prepare(path, host="127.0.0.1", port=0, clock=lambda: NOW)
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as known:
        known.cookies.set(served.app.state.cookie, served.sessions.begin())
        yield known
    served.listening.close()


def first_group(client: TestClient) -> str:
    found = re.search(r'href="(/groups/\d+)"', client.get("/groups").text)
    assert found
    return found[1]


def send(client: TestClient, path: str, **form: str) -> str:
    """Send a form; return where it leads."""
    answer = client.post(path, data=form, headers={"origin": str(client.base_url)})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_groups_are_told_with_how_much_of_the_map_is_seen(groups: TestClient) -> None:
    page = groups.get("/groups").text
    assert "Your people form two groups." in page
    assert "those that passed before your eyes" in page
    assert "All of it hangs on Yan Tablée." in page


def test_a_group_shows_its_people_and_where_it_leads(groups: TestClient) -> None:
    page = groups.get(first_group(groups)).text
    assert page.count('class="one"') >= 5
    assert "Where it leads" in page


def test_a_group_is_called_as_the_owner_wishes_until_undone(groups: TestClient) -> None:
    path = first_group(groups)
    back = send(groups, f"{path}/name", key="k1", name="<b>Our team</b>")
    page = groups.get(back).text
    assert "&lt;b&gt;Our team&lt;/b&gt;" in page
    assert "<b>Our team" not in page
    assert "The group is called as you wish." in page


def test_bridges_are_sentences_and_no_figures_stand_beside_names(groups: TestClient) -> None:
    page = groups.get("/bridges").text
    assert "Ana Tablée" in page
    assert "only link that you have seen" in page
    shown = page.partition('id="connectors"')[2].partition("<details")[0]
    assert not re.search(r"\d\.\d|%", re.sub(r"<[^>]+>", "", shown))


@pytest.mark.parametrize("word", ["influence", "score", "centrality"])
def test_words_that_rank_people_stand_nowhere(groups: TestClient, word: str) -> None:
    assert word not in groups.get("/bridges").text.lower()


def test_a_tie_on_which_a_group_hangs_gets_a_plate_with_one_tap(groups: TestClient) -> None:
    page = groups.get("/bridges").text
    who = re.search(r'name="who" value="(\d+)"', page)
    assert who
    assert "Give Yan Tablée a plate" in page
    after = groups.get(send(groups, "/bridges/plate", key="k2", who=who[1])).text
    assert "There is a plate for Yan Tablée already." in after


def test_the_terms_stand_behind_a_fold_as_a_table(groups: TestClient) -> None:
    part = groups.get("/bridges/terms", headers={"hx-request": "true"}).text
    assert "<table>" in part
    assert "Gatekeeper" in part
    assert "<html" in groups.get("/bridges/terms").text


def test_somebodys_page_asks_for_their_place_and_gets_one_sentence(groups: TestClient) -> None:
    ana = re.search(r'href="/people/(\d+)">Ana Tablée', groups.get("/bridges").text)
    assert ana
    assert f'hx-get="/people/{ana[1]}/place"' in groups.get(f"/people/{ana[1]}").text
    assert "only link" in groups.get(f"/people/{ana[1]}/place", headers={"hx-request": "true"}).text


def test_an_earlier_day_is_shown_and_a_wrong_one_is_today(groups: TestClient) -> None:
    groups.get("/groups")
    assert "As your people stood on" in groups.get("/groups?day=2024-02-11").text
    for wrong in ("2999-01-01", "yesterday", "2024-13-45"):
        answer = groups.get(f"/groups?day={wrong}")
        assert answer.status_code == 200
        assert "As your people stood on" not in answer.text


def test_before_anybody_met_there_is_no_picture(groups: TestClient) -> None:
    page = groups.get("/groups?day=2024-01-09").text
    assert "Not enough to draw a map yet." in page


@pytest.mark.parametrize("path", ["/groups", "/bridges"])
def test_too_little_is_said_kindly_with_the_next_thing_to_do(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Not enough to draw a map yet." in answer.text
    assert 'href="/sources"' in answer.text


def test_a_place_on_a_map_of_too_little_is_one_line(client: TestClient) -> None:
    who = re.search(r'href="/people/(\d+)"', client.get("/people").text)
    assert who
    part = client.get(f"/people/{who[1]}/place", headers={"hx-request": "true"})
    assert part.status_code == 200
    assert "Too little is seen" in part.text


def test_a_group_that_is_none_is_told(groups: TestClient) -> None:
    answer = groups.get("/groups/987654")
    assert answer.status_code == 422
    assert "no group no. 987654" in answer.text.replace("987,654", "987654")


def test_forgotten_numbers_lead_nowhere(groups: TestClient) -> None:
    assert groups.get("/people/987654/place").status_code == 404
