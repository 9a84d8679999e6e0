"""`ladder`, `step` and `steps` in a terminal."""

import pytest
from tests.cli.terminal import Terminal


@pytest.fixture
def bold(terminal: Terminal) -> Terminal:
    """A terminal whose book knows Nadia, by phone."""
    terminal.run("add", "Nadia Tremblay", "--handle", "+15145550123")
    return terminal


def test_the_ladder_shows_its_rungs_and_the_small_dare(bold: Terminal) -> None:
    said = bold.run("ladder").out
    assert "Begin at the bottom" in said
    assert "Call somebody you have never spoken to" in said
    assert "One small dare for today:" in said


def test_a_rung_is_explained_by_its_place_in_both_languages(bold: Terminal) -> None:
    assert "Call a shop and ask one thing" in bold.run("ladder", "--how", "3").out
    assert "Appeler un commerce" in bold.run("ladder", "--how", "3", lang="fr").out


def test_a_rung_tried_counts_and_ends_the_day_s_dare(bold: Terminal) -> None:
    bold.run("ladder", "room", "--tried", "1", "--fear", "6")
    assert "○" in bold.run("ladder", "room").out
    assert bold.run("ladder", "--json").json["small_dare"] is None


def test_a_ladder_is_changed_and_brought_back(bold: Terminal) -> None:
    for change in (
        ("--rename", "1", "--to", "Push the door"),
        ("--move", "1", "--to", "2"),
        ("--add", "Hold the door", "--channel", "meeting"),
        ("--remove", "3"),
    ):
        assert bold.run("ladder", "room", *change).code == 0
    rungs = bold.run("ladder", "room", "--json").json["ladder"]["rungs"]
    assert [rung["sentence"] for rung in rungs][1] == "Push the door"
    assert rungs[-1]["sentence"] == "Hold the door"
    bold.run("ladder", "room", "--reset")
    assert not bold.run("ladder", "room", "--json").json["ladder"]["is_changed"]


def test_a_ladder_of_ones_own_can_be_climbed(bold: Terminal) -> None:
    bold.run("ladder", "--new", "Neighbours", "--rung", "Nod", "--rung", "Say hello")
    slug = bold.run("ladder", "--all", "--json").json["ladders"][-1]["slug"]
    bold.run("ladder", slug, "--climb")
    assert "Nod" in bold.run("ladder").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ladder", "clouds"), "There is no ladder"),
        (("ladder", "--new", "Mine"), "A ladder needs a rung"),
        (("ladder", "--rename", "nothing", "--to", "x"), "There is no rung"),
        (("step", "Nadia", "--on", "2001-01-01"), "has passed"),
        (("step", "--cue", "coffee"), "Say toward whom the step is"),
        (("steps", "--done", "77"), "No step no. 77 is planned"),
    ],
)
def test_what_can_t_be_done_gets_a_sentence(bold: Terminal, arguments: tuple[str, ...], sentence: str) -> None:
    said = bold.run(*arguments)
    assert said.code == 1
    assert sentence in said.err


def test_a_step_is_planned_changed_done_and_taken_back(bold: Terminal) -> None:
    bold.run("step", "Nadia", "--cue", "after coffee", "--say", "Salut!", "--rung", "5")
    (step,) = bold.run("steps", "--json").json["steps"]
    assert (step["rung"], step["channel"], step["cue"]) == ("call-close", "call", "after coffee")
    number = str(step["number"])
    bold.run("step", "--change", number, "--say", "Bonjour!")
    assert "Bonjour!" in bold.run("steps").out
    bold.run("steps", "--done", number, "--outcome", "hung-up")
    assert bold.run("steps", "--json").json["steps"] == []
    bold.run("undo")
    assert len(bold.run("steps", "--json").json["steps"]) == 1
    bold.run("steps", "--drop", number)
    assert "Nothing is planned." in bold.run("steps").out


def test_a_rung_that_is_not_there_is_no_rung_of_one_s_own(bold: Terminal) -> None:
    said = bold.run("ladder", "--how", "99")
    assert (said.code, "There is no rung" in said.err) == (1, True)
