"""Where people are, in the terminal."""

import json
from pathlib import Path

import pytest
from tests.app.test_reach import SOON, write_followers
from tests.cast import MARIE, NOW, filled, import_all, write_meeting
from tests.cli.terminal import Terminal


@pytest.fixture(scope="module")
def solene(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal on a book with letters, followers and an evening on Thursday. Read alone."""
    folder = tmp_path_factory.mktemp("reach")
    with filled(folder / "solene.book") as book:
        import_all(
            book,
            write_followers(folder / "x" / "data", range(12)),
            write_meeting(folder / "c.ics", SOON, [MARIE], "5 à 7"),
        )
    return Terminal(folder / "solene.book", now=NOW)


def test_sources_say_how_few_take_part(solene: Terminal) -> None:
    (x,) = [line for line in solene.run("sources", "--json").json["sources"] if line["kind"] == "x"]
    assert (x["people"], x["exchanged"]) == (12, 0)
    assert "X" in solene.run("sources").out
    assert "courriel" in solene.run("sources", lang="fr").out


def test_a_person_is_seen_on_their_sources(solene: Terminal) -> None:
    said = solene.run("person", "Marie")
    assert "Seen on" in said.out
    assert "from afar" in said.out
    assert solene.run("person", "Marie", "--json").json["seen_on"][0]["kind"] == "mail"


def test_people_known_online_and_what_is_coming(solene: Terminal) -> None:
    names = {one["name"] for one in solene.run("people", "--never-met", "--json").json["people"]}
    assert MARIE.name in names
    (one,) = solene.run("people", "--coming", "--json").json["coming"]
    assert one["never_met"] == [person["id"] for person in one["people"]]
    assert "Thursday" in solene.run("people", "--coming").out


def test_today_ends_with_one_line_about_thursday(solene: Terminal) -> None:
    said = solene.run("today").out
    assert " ".join(said.split()).count("people --coming") == 1
    assert "one person whom you only know online" in said
    assert json.loads(solene.run("today", "--json").out)["suggestions"]


def test_an_empty_book_has_no_net(tmp_path: Path) -> None:
    empty = Terminal(tmp_path / "empty.book", now=NOW)
    empty.run("init")
    assert "Nothing was imported yet." in empty.run("sources").out
    assert empty.run("people", "--coming").code == 0
