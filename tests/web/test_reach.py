"""Where people are, on the pages: who takes part, where somebody was seen, whom one will see at last."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.app.test_reach import write_followers, write_list
from tests.cast import LUC, MARIE, NOW, import_all, write_meeting

from entregent.app.book import Book

SOON = datetime.fromtimestamp(NOW, UTC) + timedelta(days=3)


@pytest.fixture
def ahead(book_path: Path, tmp_path: Path) -> Path:
    """Solène's book with forty followers, and an evening on Thursday where Marie and Luc will be."""
    with Book.open(book_path, now=NOW) as book:
        import_all(
            book,
            write_followers(tmp_path / "x" / "data", range(40)),
            write_meeting(tmp_path / "c.ics", SOON, [MARIE], "5 à 7"),
            write_list(tmp_path / "liste.csv", "2026-03-05", "5 à 7", LUC),
        )
    return book_path


def person(path: Path, name: str) -> int:
    with Book.open(path, now=NOW) as book:
        return next(line.id for line in book.people() if line.name == name)


def test_the_sources_say_who_takes_part(ahead: Path, client: TestClient) -> None:
    page = client.get("/sources").text
    assert re.search(r'source=x">X</a></th><td class="number">40</td>\s*<td class="number">0</td>', page)
    assert "Who really takes part" in page


def test_who_takes_part_is_asked_again_after_an_import(ahead: Path, client: TestClient) -> None:
    part = client.get("/sources/reach", headers={"HX-Request": "true"}).text
    assert part.strip().startswith("{#") is False
    assert 'id="reach"' in part
    assert "<html" not in part
    assert client.get("/sources/reach", follow_redirects=False).status_code == 303


def test_a_persons_page_says_where_they_were_seen(ahead: Path, client: TestClient) -> None:
    page = client.get(f"/people/{person(ahead, MARIE.name)}").text
    assert "Seen on" in page
    assert re.search(
        r"<strong>mail</strong> <span class=\"soft\">40 times, from 6 Jan 2025 to [^<]+ · from afar</span>", page
    )


def test_today_tells_of_thursday_in_one_line(ahead: Path, client: TestClient) -> None:
    page = client.get("/").text
    (address, told) = re.findall(r'<a href="(/people\?met=never[^"]+)">([^<]+)</a>', page)[0]
    assert told == "Thursday, “5 à 7”: two people whom you only know online."
    there = client.get(address.replace("&amp;", "&")).text
    assert {MARIE.name, LUC.name} <= set(re.findall(r"Marie Tremblay|Luc Gagnon|Inès Lévesque", there))
    assert "Inès Lévesque" not in there
    assert "at “5 à 7”" in there


def test_today_says_nothing_where_nothing_comes(client: TestClient) -> None:
    assert "met=never" not in client.get("/").text


def test_known_online_never_met_is_a_view_of_people(ahead: Path, client: TestClient) -> None:
    page = client.get("/people?met=never").text
    assert 'href="/people?met=never" aria-current="page"' in page
    assert MARIE.name in page
    assert client.get("/people?met=sometimes&event=x").status_code == 200


def test_the_api_tells_the_same(ahead: Path, client: TestClient) -> None:
    with Book.open(ahead, now=NOW) as book:
        (one,) = book.coming()
        assert client.get("/api/v1/coming").json()["coming"][0]["event"] == str(one.event)
        found = client.get(f"/api/v1/people?met=never&event={one.event}").json()
        assert found["total"] == 2
        kinds = [line["kind"] for line in client.get("/api/v1/sources").json()["sources"]]
        assert kinds == [line.kind for line in book.source_reach()]
