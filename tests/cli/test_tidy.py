"""`tidy` and `balance` on a terminal and in pipes."""

from pathlib import Path

import pytest
from tests.app.piled import piled
from tests.cast import JEAN, LUC, MARIE, NOW, PAULE
from tests.cli.terminal import Terminal
from tests.cli.test_terminal import converse

from entregent.app.book import Book

LANGUAGES = ("en", "fr")


@pytest.fixture
def piles(tmp_path: Path) -> Terminal:
    """Something in each pile."""
    piled(tmp_path / "piles.book").close()
    return Terminal(tmp_path / "piles.book", now=NOW)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_piles_are_listed_in_words_and_in_json(piles: Terminal, lang: str) -> None:
    said = piles.run("tidy", lang=lang)
    assert said.code == 0, said.err
    assert all(friend.name in said.out for friend in (JEAN, PAULE, LUC))
    counted = {line["pile"]: line["total"] for line in piles.run("tidy", "--json", lang=lang).json["piles"]}
    assert (counted["never-answered"], counted["faded"], counted["no-room"], counted["duplicates"]) == (1, 1, 1, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_pile_says_why(piles: Terminal, lang: str) -> None:
    told = " ".join(piles.run("tidy", "--pile", "never-answered", "--list", lang=lang).out.split())
    assert ("had no answer" if lang == "en" else "pas eu de réponse") in told
    people = piles.run("tidy", "--pile", "faded", "--json").json["people"]
    assert [one["name"] for one in people] == [JEAN.name]


def test_an_unknown_pile_is_a_wrong_usage(piles: Terminal) -> None:
    assert piles.run("tidy", "--pile", "enemies").code == 2


def test_an_empty_book_has_nothing_lying_around(terminal: Terminal) -> None:
    terminal.run("init")
    assert "Nothing lies around" in terminal.run("tidy").out
    assert "Too little is seen yet" in terminal.run("balance").out


def test_keys_let_rest_take_back_and_go_on(piles: Terminal) -> None:
    code, screen = converse(piles.book, "tidy", "--pile", "no-room", "--lang", "en", keys="rzrq")
    assert code == 0, screen
    assert "You have seen them all." in screen
    assert "rests, a tap away" in screen
    with Book.open(piles.book, now=NOW) as book:
        assert book.person(LUC.mail).line.resting


def test_it_ends_by_itself(piles: Terminal) -> None:
    code, screen = converse(piles.book, "tidy", "--limit", "1", "--lang", "en", keys="nk")
    assert code == 0, screen
    assert "That is enough for today." in screen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wishes_are_said_shown_and_taken_back(piles: Terminal, lang: str) -> None:
    assert piles.run("balance", "--wish", "family=40", "--wish", "clients=20", lang=lang).code == 0
    shown = {one["circle"]: one["wish"] for one in piles.run("balance", "--json").json["circles"]}
    assert (shown["family"], shown["clients"]) == (40, 20)
    assert piles.run("undo", lang=lang).code == 0
    assert piles.run("balance", "--json").json["wished"] == 0


@pytest.mark.parametrize("wish", ["family", "family=101", "family=-1", "family=x"])
def test_what_is_no_wish_gets_a_sentence(piles: Terminal, wish: str) -> None:
    said = piles.run("balance", "--wish", wish)
    assert said.code == 1
    assert "Traceback" not in said.err


def test_whom_i_live_with_is_left_out(piles: Terminal) -> None:
    piles.run("circle", MARIE.mail, "love")
    assert f"Do you live with {MARIE.name}?" in piles.run("balance").out
    piles.run("balance", "--home", MARIE.mail)
    assert f"You live with {MARIE.name}: left out." in piles.run("balance").out
    piles.run("balance", "--apart", MARIE.mail)
    assert "left out" not in piles.run("balance", "--months").out
