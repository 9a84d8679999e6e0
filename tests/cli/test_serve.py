"""`serve` as a person types it: what is said where it can't be, and the password beyond this machine."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal

from entregent.app.book import Book
from entregent.cli import password
from entregent.cli.face import Face
from entregent.web.passwords import is_right

PASSWORD = "trois mots tranquilles"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def test_a_port_that_is_taken_is_told_with_what_to_do(terminal: Terminal, taken: int) -> None:
    said = terminal.run("serve", "--no-browser", "--port", str(taken))
    assert said.code == 1
    assert f"Another program listens at port {taken} already." in said.err
    assert "--port" in said.err


def test_an_address_of_another_machine_is_told_with_what_to_do(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    said = terminal.run("serve", "--no-browser", "--host", "192.0.2.77", "--password-file", str(file))
    assert said.code == 1
    assert "can't listen at 192.0.2.77" in " ".join(said.err.split())


def test_a_certificate_that_is_none_is_told(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal.run("serve", "--no-browser", "--tls-cert", str(tmp_path / "none.pem"))
    assert (said.code, "no certificate that can be used" in " ".join(said.err.split())) == (1, True)


def test_beyond_this_machine_a_password_is_wanted(terminal: Terminal) -> None:
    said = terminal.run("serve", "--host", "0.0.0.0", "--no-browser")
    assert (said.code, "--password-file" in said.err) == (1, True)


def test_a_short_password_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("court\n")
    said = terminal.run("serve", "--host", "0.0.0.0", "--no-browser", "--password-file", str(file))
    assert (said.code, "at least 10 letters" in said.err) == (1, True)


class Seat(Face):
    """Somebody at a terminal, who types these passwords."""

    def is_interactive(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    left = list(words)
    monkeypatch.setattr("getpass.getpass", lambda prompt: left.pop(0))


def seat(terminal: Terminal) -> Seat:
    terminal.run("init")
    made = Seat(terminal.now)
    made.book_path = str(terminal.book)
    return made


def kept(terminal: Terminal) -> str:
    with Book.open(terminal.book, now=terminal.now) as book:
        return str(book.remembered("web-password", ""))


def test_a_password_is_chosen_once_typed_twice_and_kept_as_a_hash(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = seat(terminal)
    typed(monkeypatch, PASSWORD, "something else", PASSWORD, PASSWORD)
    password.settle(face, is_new=False, file=None)
    password.settle(face, is_new=False, file=None)  # asks nothing: nothing is left to type
    assert is_right(kept(terminal), PASSWORD)
    assert PASSWORD.encode() not in terminal.book.read_bytes()


def test_a_new_password_sends_every_browser_back_to_the_door(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = seat(terminal)
    typed(monkeypatch, PASSWORD, PASSWORD, "une autre phrase", "une autre phrase")
    password.settle(face, is_new=False, file=None)
    with Book.open(terminal.book, now=terminal.now) as book:
        book.remember("web-sessions", [("digest", 1)])
    password.settle(face, is_new=False, file=None)
    password.settle(face, is_new=True, file=None)
    with Book.open(terminal.book, now=terminal.now) as book:
        assert book.remembered("web-sessions") == []
    assert is_right(kept(terminal), "une autre phrase")


def test_the_same_password_from_a_file_keeps_everybody_in(terminal: Terminal, tmp_path: Path) -> None:
    face, file = seat(terminal), tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    password.settle(face, is_new=False, file=file)
    before = kept(terminal)
    password.settle(face, is_new=False, file=file)
    assert kept(terminal) == before
