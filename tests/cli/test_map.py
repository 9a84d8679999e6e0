"""`map`: the network in words and as files."""

from pathlib import Path

import pytest
from tests.cast import NOW
from tests.cli.letters import write_exports
from tests.cli.terminal import Terminal
from tests.network_cast import BRIDGE, CHOIR, mapped


@pytest.fixture(scope="module")
def solene(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal on Solène's book, with a map in it."""
    path = tmp_path_factory.mktemp("solene-map") / "carnet.book"
    mapped(path).close()
    return Terminal(path, now=NOW)


def test_the_map_is_told_in_words_in_both_languages(solene: Terminal) -> None:
    told = solene.run("map")
    assert told.code == 0
    assert "9 people" in told.out
    assert f"tied to others by {BRIDGE.name}" in told.out.replace("\n  ", " ")
    assert "9 personnes" in solene.run("map", lang="fr").out


def test_json_says_the_same(solene: Terminal) -> None:
    told = solene.run("map", "--json").json
    assert told["people"] == 9
    assert sum(group["size"] for group in told["groups"]) == 9
    assert {one["name"] for group in told["groups"] for one in group["tied_by"]} == {BRIDGE.name}


def test_files_are_written_with_names_only_where_asked(solene: Terminal, tmp_path: Path) -> None:
    poster, csv = tmp_path / "poster.svg", tmp_path / "csv"
    graphs = [tmp_path / "map.graphml", tmp_path / "map.gexf"]
    bare = solene.run("map", "--out", str(poster), "--graphml", str(graphs[0]), "--gexf", str(graphs[1]))
    assert bare.code == 0
    assert all(CHOIR[0].name not in path.read_text() for path in (poster, *graphs))
    named = solene.run("map", "--out", str(poster), "--csv", str(csv), "--names", "--json").json
    assert [one["kind"] for one in named["written"]] == ["svg", "people.csv", "ties.csv"]
    assert CHOIR[0].name in poster.read_text()
    assert CHOIR[0].name in (csv / "people.csv").read_text()


def test_a_png_is_made_by_the_page_alone(solene: Terminal, tmp_path: Path) -> None:
    refused = solene.run("map", "--out", str(tmp_path / "poster.png"))
    assert refused.code == 2
    assert "PNG" in refused.err


def test_too_little_says_what_to_bring(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "carnet.book", now=NOW)
    terminal.run("import", str(write_exports(tmp_path / "exports")), "--quiet")
    told = terminal.run("map")
    assert told.code == 1
    assert "import" in told.err
