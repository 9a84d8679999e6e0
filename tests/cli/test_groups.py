"""`groups` and `bridges` in the terminal: the same sentences as on the page, and JSON with the terms."""

import pytest
from tests.cli.cast import instant
from tests.cli.terminal import Terminal

NOW = instant("2026-03-02T15:00")
TEAM = ("Ana", "Bao", "Cleo", "Dov", "Edna")
CHOIR = ("Uma", "Vic", "Wim", "Xia", "Yan")


@pytest.fixture(scope="module")
def two_groups(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal on a book of a team and a choir that Ana joins."""
    terminal = Terminal(tmp_path_factory.mktemp("groups") / "carnet.book", now=NOW)
    for names, day in ((TEAM, "2026-02-01"), (CHOIR, "2026-02-02"), (("Ana", "Uma", "Vic"), "2026-02-03")):
        people = [f"{name} Tablée" for name in names]
        terminal.run("log", *people, "--outcome", "met", "--at", day, "--create")
    return terminal


def test_groups_are_told_in_both_languages_and_in_json(two_groups: Terminal) -> None:
    assert "Your people form two groups." in two_groups.run("groups").out
    assert "Tes gens forment deux groupes." in two_groups.run("groups", lang="fr").out
    told = two_groups.run("groups", "--json").json
    assert [group["size"] for group in told["groups"]] == [5, 5]
    assert told["coverage"]["low"] < told["coverage"]["high"]


def test_one_group_shows_its_people_and_is_named(two_groups: Terminal) -> None:
    number = str(two_groups.run("groups", "--json").json["groups"][0]["number"])
    assert "Where it leads:" in two_groups.run("groups", number).out
    assert two_groups.run("groups", number, "--name", "La bande").code == 0
    assert two_groups.run("groups", number, "--json").json["name"] == "La bande"
    assert "La bande" in two_groups.run("groups", lang="fr").out
    assert two_groups.run("undo").code == 0


def test_bridges_are_sentences_and_the_terms_stand_behind_why(two_groups: Terminal) -> None:
    plain = two_groups.run("bridges").out
    assert "only link that you have seen" in plain
    assert "gatekeeper" not in plain
    assert "gatekeeper" in two_groups.run("bridges", "--why").out
    assert two_groups.run("bridges", "Ana", "--json").json["place"]["kind"] == "only"
    assert "Le seul lien que tu aies vu" in two_groups.run("bridges", "Ana", lang="fr").out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("groups", "99"), "unknown-group", "entregent groups"),
        (("--as-of", "2026-01-01", "bridges"), "too-little-map", "12"),
    ],
)
def test_what_can_not_be_is_one_sentence(
    two_groups: Terminal, arguments: tuple[str, ...], code: str, sentence: str
) -> None:
    assert two_groups.run(*arguments, "--json").json["error"]["code"] == code
    refused = two_groups.run(*arguments)
    assert refused.code == 1
    assert sentence in refused.out + refused.err
