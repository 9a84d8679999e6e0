"""`trail`, `elan` and `observe` in a terminal."""

from pathlib import Path

import pytest
from tests.cli.terminal import Terminal


@pytest.fixture
def walked(terminal: Terminal) -> Terminal:
    """A terminal whose book knows Nadia, who was called twice."""
    terminal.run("add", "Nadia Tremblay", "--handle", "+15145550123")
    for _ in range(2):
        terminal.run("log", "Nadia", "--outcome", "talked")
    return terminal


def test_the_path_shows_footprints_and_first_times_in_both_languages(walked: Terminal) -> None:
    said = walked.run("trail").out
    assert "2 steps this year. 2 done." in said
    assert "●●" in said
    assert "The first call that you noted here." in said
    assert "2 pas cette année." in walked.run("trail", lang="fr").out


def test_an_empty_path_names_what_to_type(terminal: Terminal) -> None:
    terminal.run("add", "Nadia Tremblay")
    assert "A path begins with the smallest step." in terminal.run("trail").out


def test_elan_is_said_of_somebody_or_of_the_last_exchange(walked: Terminal) -> None:
    assert "it gave you élan (Nadia Tremblay)" in walked.run("elan", "Nadia", "+").out
    assert "for you alone" in walked.run("elan", "-").out
    assert "you talked" in walked.run("elan", "--drained").out
    assert walked.run("elan", "Nadia").code == 2


def test_a_step_becomes_golden_and_the_picture_is_written(walked: Terminal, tmp_path: Path) -> None:
    assert "Golden" in walked.run("trail", "--golden", "last").out
    assert "★" in walked.run("trail").out
    said = walked.run("trail", "--out", f"{tmp_path}/path.svg", "--counts")
    assert said.code == 0
    assert "golden" in (tmp_path / "path.svg").read_text("utf-8")
    assert walked.run("trail", "--out", f"{tmp_path}/absent/path.svg").code == 1


def test_something_is_observed_until_its_smallest_step(walked: Terminal) -> None:
    walked.run("observe", "The founders’ breakfast", "--kind", "series", "--notice", "Who laughs?")
    number = str(walked.run("observe", "--json").json["observed"][0]["number"])
    assert "Who laughs?" in walked.run("observe").out
    assert walked.run("observe", "--note", number, "Warm people.").code == 0
    assert walked.run("observe", "--renew", number).code == 0
    refused = walked.run("observe", "--renew", number)
    assert refused.code == 1
    assert "say why" in refused.err
    assert walked.run("observe", "--step", number).code == 0
    assert "The founders’ breakfast" in walked.run("steps").out
    assert "Warm people." in walked.run("observe", "--past").out


def test_a_person_is_observed_by_name(walked: Terminal) -> None:
    assert walked.run("observe", "Nadia", "--person").code == 0
    assert "a person" in walked.run("observe").out


def test_a_year_without_steps_says_so(walked: Terminal) -> None:
    refused = walked.run("trail", "1999")
    assert refused.code == 1
    assert "No step was taken in 1999." in refused.err
