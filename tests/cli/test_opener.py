"""`opener` and `address` in a terminal."""

import pytest
from tests.cli.terminal import Terminal


@pytest.fixture
def known(terminal: Terminal) -> Terminal:
    """A terminal whose book knows Nadia, a friend."""
    terminal.run("add", "Nadia Tremblay", "--handle", "+15145550123", "--circle", "friends")
    return terminal


def test_three_sentences_stand_there_with_what_they_build_on(known: Terminal) -> None:
    known.run("promise", "Nadia", "send the photos", "--by", "in 3 days")
    said = known.run("opener", "Nadia").out
    assert "send the photos" in said
    assert "your promise" in said
    assert "3. " in said
    assert "4. " not in said


def test_more_are_twelve_and_the_document_has_them_all(known: Terminal) -> None:
    sheet = known.run("opener", "Nadia", "--more", "--json").json
    assert len({one["text"] for one in sheet["openers"]}) == 12
    assert set(sheet["openers"][0]) == {"kind", "text", "uses", "gives"}


def test_one_that_was_used_does_not_come_back(known: Terminal) -> None:
    first = known.run("opener", "Nadia", "--json").json["openers"][0]["text"]
    assert "will not be proposed again" in " ".join(known.run("opener", "Nadia", "--use", "1").out.split())
    assert first not in [one["text"] for one in known.run("opener", "Nadia", "--more", "--json").json["openers"]]


def test_tu_is_kept_once_it_is_said(known: Terminal) -> None:
    known.run("settings", "language", "fr")
    assert "c’est tu ou vous" in known.run("opener", "Nadia", lang="fr").out
    assert known.run("address", "Nadia", "vous").code == 0
    sheet = known.run("opener", "Nadia", "--json", lang="fr").json
    assert (sheet["address"], sheet["is_address_known"]) == ("vous", True)
    assert known.run("address", "Nadia").code == 2
    assert known.run("address", "Nadia", "thou").code == 2


def test_a_language_is_kept_too(known: Terminal) -> None:
    known.run("address", "Nadia", "--speaks", "fr")
    assert known.run("opener", "Nadia", "--json").json["language"] == "fr"


def test_a_purpose_is_said_in_either_language_and_an_hour_is_one(known: Terminal) -> None:
    assert known.run("opener", "Nadia", "--purpose", "dire merci", "--json", lang="fr").json["purpose"] == "thank"
    sheet = known.run("opener", "Nadia", "--hour", "tomorrow 10:00", "--json").json
    assert sheet["purpose"] == "agree-hour"
    assert all("10 am" in one["text"] for one in sheet["openers"])
    assert known.run("opener", "Nadia", "--purpose", "sell").code == 2


def test_a_rewriter_that_is_not_set_is_told_how(known: Terminal) -> None:
    said = known.run("opener", "Nadia", "--otherwise")
    assert said.code == 1
    assert "settings rewriter" in " ".join(said.err.split())
