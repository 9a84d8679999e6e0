"""Daring on the terminal: the moment, a word afterwards, the room and its card."""

import pytest
from tests.cli.terminal import Terminal

from entregent.app.book import Book
from entregent.cli import telling
from entregent.cli.face import Face


@pytest.fixture
def bold(terminal: Terminal) -> Terminal:
    """A terminal whose book knows Nadia, by phone."""
    terminal.run("add", "Nadia Tremblay", "--handle", "+15145550123")
    return terminal


def test_the_moment_shows_why_the_number_and_how_to_note_it(bold: Terminal) -> None:
    bold.run("settings", "why", "Pour Maïté")
    said = bold.run("dare", "Nadia").out
    assert [
        one for one in ("Pour Maïté", "+15145550123", "No exchange yet.", "--outcome hung-up") if one not in said
    ] == []


def test_the_number_can_be_handed_to_a_phone(bold: Terminal) -> None:
    assert "█" in bold.run("dare", "Nadia", "--channel", "call", "--code").out


def test_a_step_is_logged_and_spoken_of_from_the_terminal(bold: Terminal) -> None:
    bold.run(
        "log", "Nadia", "--outcome", "talked", "--fear", "7", "--expected", "2", "--rung", "call", "--ladder", "phone"
    )
    said = bold.run(
        "after", "Nadia", "--fear", "3", "--warmth", "5", "--elan", "+", "--golden", "--matters", "le cégep"
    )
    assert (said.code, "Noted on your step." in said.out) == (0, True)
    with Book.open(bold.book, now=bold.now) as book:
        (step,) = book.footprints()
        assert (step.fear, step.fear_after, step.warmth, step.elan, step.golden, step.rung) == (
            7,
            3,
            5,
            1,
            True,
            "call",
        )
    assert "What matters to Nadia Tremblay now: le cégep" in bold.run("dare", "Nadia").out


def test_a_step_is_meant_by_its_number_too(bold: Terminal) -> None:
    bold.run("log", "Nadia", "--outcome", "hung-up")
    with Book.open(bold.book, now=bold.now) as book:
        number = book.footprints()[0].number
    assert bold.run("after", str(number), "--note", "presque").code == 0
    assert bold.run("dare", "Nadia", "--json").json["last_note"] == "presque"


@pytest.mark.parametrize("arguments", [("after",), ("after", "--fear", "11"), ("log", "Nadia", "--expected", "9")])
def test_what_says_nothing_or_does_not_fit_is_wrong_usage(bold: Terminal, arguments: tuple[str, ...]) -> None:
    assert bold.run(*arguments).code == 2


def test_without_any_step_there_is_nothing_to_speak_of(bold: Terminal) -> None:
    assert bold.run("after", "--note", "x").code == 1


def test_a_room_is_got_ready_for_and_entered(bold: Terminal) -> None:
    bold.run("room", "--introduce", "Camille, je répare des instruments.")
    bold.run("room", "Salon", "--rehearsed")
    bold.run("room", "Salon", "--aim", "1")
    said = bold.run("room", "Salon").out
    assert [one for one in ("Camille", "Twenty minutes, one conversation.", "I may leave") if one not in said] == []
    assert (
        "You entered" in bold.run("room", "Salon", "--left").out or bold.run("room", "Salon", "--json").json["outcome"]
    )


def test_the_card_is_as_narrow_as_a_pocket(bold: Terminal) -> None:
    bold.run("room", "--introduce", "Camille, je répare des instruments à vent, et je cherche qui joue du hautbois.")
    rows = bold.run("room", "Salon", "--card").out.splitlines()
    assert {len(row) for row in rows} == {48}


def test_a_terminal_asks_what_came_of_it(bold: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(("7", "2", "4", "rires", "le cégep", "9", "5", "3", "+"))
    monkeypatch.setattr(telling, "_line", lambda _question: next(said))
    with Book.open(bold.book, now=bold.now) as book:
        telling.ask(Face(bold.now), book, book.moment("Nadia"))
        (step,) = book.footprints()
    assert (step.outcome, step.fear, step.fear_after, step.warmth, step.elan) == ("talked", 7, 3, 5, 1)


def test_enter_alone_notes_nothing(bold: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "_line", lambda _question: "")
    with Book.open(bold.book, now=bold.now) as book:
        telling.ask(Face(bold.now), book, book.moment("Nadia"))
        assert book.footprints() == []


def test_small_successes_are_numbered_without_a_gap_and_chosen_by_that_number(bold: Terminal) -> None:
    said = bold.run("room", "Salon").out
    assert [
        one for one in ("1 Twenty", "2 Ask one question", "3 Learn one name", 'room "Salon" --aim 1') if one not in said
    ] == []
    bold.run("room", "Salon", "--aim", "2")
    assert "Ask one question" in bold.run("room", "Salon").out
