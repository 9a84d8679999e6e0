"""The pages that lead on: ways to somebody, the next bridge, whom to tell first."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.test_onward import crowd_letters
from tests.cast import filled


@pytest.fixture(scope="module")
def kept_crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty people in circles of five. Never write to it."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.book"
    with filled(path, crowd_letters()) as book:
        book.set_setting("language", "en")
        book.make_ready()
    return path


@pytest.fixture
def book_path(kept_crowd: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(kept_crowd, tmp_path / "crowd.book"))


def test_the_next_bridge_leads_to_the_ways_there_and_these_to_the_moment(client: TestClient) -> None:
    page = client.get("/next-bridge").text
    way = re.search(r'href="(/path-to/\d+)"', page)
    assert way is not None
    assert re.search(r'href="/dare/\d+\?way=', client.get(way[1]).text)


def test_asking_on_the_way_becomes_a_planned_step_once(client: TestClient) -> None:
    way = re.search(r'href="(/path-to/\d+)"', client.get("/next-bridge").text)
    assert way is not None
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', client.get(way[1]).text)[:4])
    for _twice in range(2):
        assert client.post(way[1], data=form).status_code == 303
    assert client.get("/dare").text.count("Ask for an introduction to") == 1


def test_those_to_tell_first_become_steps(client: TestClient) -> None:
    page = client.get("/tell-first?subject=Workshop&count=3").text
    assert "Tell them first" in page
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert client.post("/tell-first", data=form).status_code == 303
    assert client.get("/dare").text.count("Tell them: Workshop") == 3


def test_a_name_leads_to_the_ways_and_a_vague_one_to_the_list(client: TestClient) -> None:
    assert re.fullmatch(r"/path-to/\d+", client.get("/path-to?who=Ami+AB").headers["location"])
    assert client.get("/path-to?who=Ami").headers["location"].startswith("/people?q=Ami")


@pytest.mark.parametrize(("asked", "status"), [("group=99999", 422), ("goal=77", 422), ("group=x", 200)])
def test_a_direction_that_is_none_is_told(client: TestClient, asked: str, status: int) -> None:
    assert client.get(f"/next-bridge?{asked}").status_code == status


def test_an_unknown_organisation_shows_what_lies_near(client: TestClient) -> None:
    page = client.get("/next-bridge?organisation=<b>Nowhere").text
    assert "Nobody on your map fits “&lt;b&gt;Nowhere”" in page
    assert "To build" in page
