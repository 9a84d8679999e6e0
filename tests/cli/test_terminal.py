"""On a real (pseudo) terminal: questions answered by keys, colours, the offer to make an unknown person, the demo."""

import json
import os
import pty
import select
import sys
import time
from pathlib import Path

import pytest
from tests.cli.terminal import Terminal

from entregent.app.book import Book

DEADLINE_SECONDS = 60


def converse(book: Path, *arguments: str, keys: str = "", **environment: str) -> tuple[int, str]:
    """Run the program on a pseudo-terminal, type `keys`, and return its exit code with all that the screen got."""
    env = {**os.environ, "ENTREGENT_BOOK": str(book), "LC_ALL": "C.UTF-8", "COLUMNS": "80", "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(sys.executable, [sys.executable, "-m", "entregent", *arguments], {**env, **environment})
    seen = bytearray()
    pending = list(keys)
    typed_at = 0
    end = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.3)
        if ready:
            try:
                piece = os.read(terminal, 65_536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        elif pending and len(seen) > typed_at:
            # It has said something since the last key, and is quiet: it waits. A busy machine only makes this slower.
            typed_at = len(seen)
            os.write(terminal, pending.pop(0).encode())
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode("utf-8", "replace")


@pytest.fixture
def twins(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Two cards that may be one person: the machine asks."""
    cards = [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:{mail}\r\nEND:VCARD\r\n"
        for name, mail in (
            ("Jean Tremblay", "jean.tremblay@atelier.example"),
            ("Jean Tremblay", "jean.tremblay@maison.example"),
            ("Marie Roy", "marie.roy@atelier.example"),
            ("Marie Roy Gagnon", "mg@maison.example"),
            ("Wilfrid Aubuchon", "waubuchon@atelier.example"),
        )
    ]
    (tmp_path / "cards.vcf").write_text("".join(cards))
    assert terminal.run("import", str(tmp_path / "cards.vcf"), "--quiet").code == 0
    return terminal


def test_questions_are_answered_with_one_key_each(twins: Terminal) -> None:
    asked = twins.run("duplicates", "--json").json["questions"]
    assert asked
    code, screen = converse(twins.book, "duplicates", keys="d" + "q")
    assert code == 0
    assert "The same person?" in screen
    assert "1 answer kept" in screen
    assert len(twins.run("duplicates", "--json").json["questions"]) == len(asked) - 1


def test_u_takes_the_last_answer_back(twins: Terminal) -> None:
    asked = twins.run("duplicates", "--json").json["questions"]
    assert asked
    code, screen = converse(twins.book, "duplicates", keys="uduq")
    assert code == 0
    assert "nothing to take back" in screen
    assert "0 answers kept" in screen
    assert len(twins.run("duplicates", "--json").json["questions"]) == len(asked)


def test_colours_are_for_terminals_that_want_them(twins: Terminal) -> None:
    assert "\x1b[" in converse(twins.book, "people")[1]
    assert "\x1b[3" not in converse(twins.book, "people", NO_COLOR="1")[1]
    assert "\x1b[3" not in converse(twins.book, "people", "--no-color")[1]


def test_an_unknown_person_is_offered_as_a_new_one(twins: Terminal) -> None:
    code, screen = converse(twins.book, "log", "Zoé Inconnue", keys="y\r")
    assert code == 0, screen
    assert "as a new person" in screen
    assert twins.run("person", "Zoé Inconnue").code == 0
    code, screen = converse(twins.book, "log", "Ali Inconnu", keys="n\r")
    assert code == 1
    assert twins.run("person", "Ali Inconnu").code == 1


def test_forget_asks_once_and_takes_no_for_an_answer(twins: Terminal) -> None:
    code, screen = converse(twins.book, "forget", "Wilfrid Aubuchon", keys="n\r")
    assert code == 130
    assert "waubuchon@atelier.example" in screen
    assert "Oublier cette personne? [o/N]" in converse(twins.book, "forget", "Wilfrid", "--lang", "fr", keys="\r")[1]
    assert converse(twins.book, "forget", "Wilfrid Aubuchon", keys="y\r")[0] == 0


def test_an_import_shows_a_bar_that_leaves_no_trace(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL:a@x.example\r\nEND:VCARD\r\n")
    code, screen = converse(terminal.book, "import", str(tmp_path / "a.vcf"))
    assert code == 0, screen
    assert "1 contact card" in screen


def test_the_demo_shows_a_plan_and_may_run_again(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "own.book")
    home = tmp_path / "demo"
    said = terminal.run("demo", "--folder", str(home), "--quiet", "--json")
    assert said.code == 0, said.out
    document = json.loads(said.out)
    assert document["import"]["totals"]["people"] > 100
    assert document["today"]["suggestions"]
    assert not terminal.book.exists()
    again = terminal.run("demo", "--folder", str(home), "--keep", lang="fr")
    assert again.code == 0
    assert "Ce réseau est inventé" in again.out
    with Book.open(home / "carnet.book", now=terminal.now) as book:
        assert book.is_made_up()
    served = terminal.run("demo", "--folder", str(home), "--keep", "--serve")
    assert served.code == 0
    assert served.out.index("─") < served.out.index("The page answers at http://127.0.0.1:")


def test_the_demo_spares_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "carnet.book").write_text("mine")
    said = Terminal(tmp_path / "own.book").run("demo", "--folder", str(tmp_path / "home"))
    assert said.code == 1
    assert (tmp_path / "home" / "carnet.book").read_text() == "mine"


def test_a_demo_that_holds_people_of_ones_own_is_never_made_anew(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    (home / ".entregent-demo").touch()
    assert Terminal(home / "carnet.book").run("add", "Marie Tremblay").code == 0
    said = Terminal(tmp_path / "own.book").run("demo", "--folder", str(home))
    assert (said.code, "more than the sample" in said.err) == (0, True)
    assert "made up" not in said.out
    assert "Marie Tremblay" in Terminal(home / "carnet.book").run("people").out


def test_a_demo_whose_book_is_damaged_is_made_anew_beside_it(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    (home / ".entregent-demo").touch()
    Terminal(home / "carnet.book").run("add", "Marie Tremblay")
    book = (home / "carnet.book").read_bytes()
    (home / "carnet.book").write_bytes(book[:100] + bytes(len(book) - 100))
    assert Terminal(tmp_path / "own.book").run("demo", "--folder", str(home), "--quiet", "--json").code == 0
    assert (home / "carnet.book.set-aside").exists()
