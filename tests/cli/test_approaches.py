"""`approaches` in the terminal: words first, figures with --why, the next step planned, an aim of one's own."""

import pytest
from tests.app.test_approaching import STRANGERS, _approached
from tests.cast import NOW, filled
from tests.cli.terminal import Terminal


@pytest.fixture
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal on the book of somebody who wrote to fourteen strangers, of whom one answered."""
    path = tmp_path_factory.mktemp("ways") / "ways.book"
    filled(path, _approached(range(300, 314), 1, STRANGERS)).close()
    return Terminal(path, now=NOW)


def test_words_come_first_and_figures_when_asked(terminal: Terminal) -> None:
    said = terminal.run("approaches")
    assert (said.code, "%" in said.out) == (0, False)
    assert "14 tries, 1 answer: this falls short of what you aim at." in said.out.replace("\n  ", " ")
    assert "30 to 1" in terminal.run("approaches", "--why").out


def test_the_next_step_is_planned_by_a_number_or_a_word_in_either_language(terminal: Terminal) -> None:
    assert terminal.run("approaches", "--try", "1").code == 0
    assert terminal.run("approaches", "--try", "courriel", "--with", STRANGERS[3].mail, lang="fr").code == 0
    assert terminal.run("approaches", "--try", "7").code == 1


def test_a_way_may_have_an_aim_of_its_own(terminal: Terminal) -> None:
    assert terminal.run("approaches", "--aim", "1", "10").code == 0
    assert terminal.run("approaches", "--json").json["lines"][0]["aim"] == 0.10
    assert terminal.run("approaches", "--aim", "1", "0").code == 0
    assert terminal.run("approaches", "--json").json["lines"][0]["aim"] == 0.40
    assert terminal.run("approaches", "--aim", "1", "many").code == 1


def test_a_past_day_is_seen_as_it_was(terminal: Terminal) -> None:
    lines = terminal.run("approaches", "--json", "--as-of", "2025-11-04").json["lines"]
    assert lines[0]["tries"] + lines[0]["waiting"] == 3
