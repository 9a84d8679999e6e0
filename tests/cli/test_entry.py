"""How a run ends: exit codes, errors as sentences and as JSON, quiet pipes, and what start-up must not load."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import Terminal

from entregent.app.book import Book
from entregent.app.language import NARROW

HEAVY = ("rich", "numpy", "email", "asyncio", "igraph", "jinja2")


@pytest.mark.parametrize("arguments", [("today",), ("people",), ("person", "Marie"), ("undo",), ("doctor",)])
def test_without_a_book_a_reading_command_says_how_to_begin(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    said = terminal.run(*arguments)
    assert said.code == 1
    assert said.out == ""
    assert "entregent import" in said.err
    assert not terminal.book.exists()


def test_an_error_in_json_is_one_document_on_stdout(terminal: Terminal) -> None:
    said = terminal.run("today", "--json")
    assert said.code == 1
    assert said.json["error"]["code"] == "book-not-found"
    assert "entregent import" in said.json["error"]["message"]
    assert said.err == ""


def test_a_wrong_option_is_a_usage_error_in_both_languages_and_in_json(terminal: Terminal) -> None:
    said = terminal.run("today", "--nonsense", lang="fr")
    assert said.code == 2
    assert f"Usage{NARROW}:" in said.err
    assert "Il n’y a pas d’option" in said.err
    assert terminal.run("today", "--nonsense", "--json").json["error"]["code"] == "usage"
    assert terminal.run("nonsense").code == 2


@pytest.mark.parametrize(
    "arguments", [("today", "--minutes", "0"), ("plates", "--minutes", "-5"), ("people", "--limit", "0")]
)
def test_minutes_of_zero_or_less_get_a_sentence(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    terminal.run("init")
    said = terminal.run(*arguments)
    assert said.code == 1
    assert "above zero" in said.err


def test_a_date_that_is_none_says_how_to_write_one(terminal: Terminal) -> None:
    terminal.run("add", "Marie")
    said = terminal.run("log", "Marie", "--at", "some day", lang="fr")
    assert said.code == 1
    assert "`hier`" in said.err
    assert terminal.run("today", "--as-of", "never").code == 1


def test_what_has_not_happened_yet_is_no_date_of_an_exchange(terminal: Terminal) -> None:
    terminal.run("add", "Marie")
    assert terminal.run("log", "Marie", "--at", "2099-01-01").code == 1


@pytest.mark.parametrize(
    "arguments",
    [("log", "Marie"), ("promise", "Marie", "x", "--by", "friday"), ("settings",), ("import", "nowhere.zip")],
)
def test_a_command_that_fails_leaves_no_book_behind(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    assert terminal.run(*arguments).code == 1
    assert not terminal.book.exists()


def test_a_wrong_path_says_so(terminal: Terminal) -> None:
    terminal.run("init")
    said = terminal.run("import", "nowhere.zip")
    assert said.code == 1
    assert "There is nothing at nowhere.zip" in said.err


def test_without_a_command_the_help_is_shown(terminal: Terminal) -> None:
    said = terminal.run()
    assert (said.code, said.err) == (0, "")
    assert "Every day" in said.out
    assert terminal.run("--json").json["error"]["code"] == "usage"


def test_two_people_who_match_are_listed(terminal: Terminal) -> None:
    terminal.run("add", "Luc Roy", "--handle", "luc@a.example")
    terminal.run("add", "Luc Roy", "--handle", "luc@b.example")
    said = terminal.run("person", "Luc Roy")
    assert said.code == 1
    assert "luc@a.example" in said.err
    assert "luc@b.example" in said.err


def test_the_past_is_seen_but_not_changed(terminal: Terminal) -> None:
    terminal.run("add", "Marie")
    assert terminal.run("people", "--as-of", "2026-01-01").code == 0
    said = terminal.run("note", "Marie", "x", "--as-of", "2026-01-01")
    assert said.code == 1
    assert "--as-of" in said.err


@pytest.mark.parametrize("content", [b"not a database at all", b""])
def test_a_foreign_file_is_refused_and_left_alone(terminal: Terminal, content: bytes) -> None:
    terminal.book.write_bytes(content)
    said = terminal.run("today")
    assert said.code == 1
    assert str(terminal.book) in said.err.replace("\n", "")
    assert terminal.book.read_bytes() == content


def test_shared_options_stand_on_either_side_of_the_command(terminal: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "other.book"
    assert terminal.run("--book", str(other), "--json", "init").json["book"] == str(other)
    assert terminal.run("people", "--book", str(other), "--json").json == {"people": []}


def test_a_bug_of_ours_goes_to_a_log_file(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        msg = "a secret detail"
        raise RuntimeError(msg)

    monkeypatch.setattr(Book, "today", broken)
    terminal.run("init")
    said = terminal.run("today", XDG_STATE_HOME=str(tmp_path / "state"))
    assert said.code == 70
    assert "secret" not in said.out + said.err
    (log,) = (tmp_path / "state").rglob("crash-*.log")
    assert "a secret detail" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_ctrl_c_says_what_is_kept(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(Book, "today", interrupted)
    terminal.run("init")
    said = terminal.run("today")
    assert said.code == 130
    assert "is kept" in said.err


def test_control_codes_of_a_source_never_reach_the_terminal(terminal: Terminal) -> None:
    terminal.run("add", "Ma\x1b[31mrie\x07 \u202eTremblay\u202c")
    for arguments in (("people",), ("person", "1"), ("actions",)):
        said = terminal.run(*arguments)
        assert not {"\x1b", "\x07", "\u202e"} & set(said.out), arguments
    assert "\u202e" not in terminal.run("people", "--json").out
    assert "\u202e" in terminal.run("people", "--json").json["people"][0]["name"]


def run_program(*arguments: str, book: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as its own process."""
    env = {**os.environ, "ENTREGENT_BOOK": str(book), **environment}
    return subprocess.run(
        [sys.executable, "-m", "entregent", *arguments],
        capture_output=True,
        text=True,
        env=env,
        check=False,
        timeout=60,
    )


def test_today_and_help_load_nothing_heavy(terminal: Terminal) -> None:
    terminal.run("add", "Marie", "--handle", "marie@example.org", "--talked", "yesterday")
    script = (
        "import sys; from entregent.cli.entry import run; code = run(sys.argv[1:]);"
        f"print('heavy:', [m for m in {HEAVY!r} if m in sys.modules], code)"
    )
    for arguments in (["--help"], ["today"], ["today", "--json"]):
        env = {**os.environ, "ENTREGENT_BOOK": str(terminal.book)}
        ran = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, env=env, check=True, timeout=60
        )
        assert ran.stdout.endswith("heavy: [] 0\n"), (arguments, ran.stdout[-200:])


def test_a_reader_that_leaves_early_is_no_error(terminal: Terminal) -> None:
    terminal.run("init")
    command = f"{sys.executable} -m entregent settings --json | true; exit ${{PIPESTATUS[0]}}"
    env = {**os.environ, "ENTREGENT_BOOK": str(terminal.book)}
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=env, check=False, timeout=60)
    assert ran.stderr == ""
    assert ran.returncode == 0


def test_the_environment_chooses_the_language(terminal: Terminal) -> None:
    assert "Il n’y a pas encore de carnet" in run_program("today", book=terminal.book, LC_ALL="fr_CA.UTF-8").stderr
    assert "There is no book" in run_program("today", book=terminal.book, LC_ALL="C.UTF-8").stderr


def test_the_language_of_the_book_comes_before_the_system(terminal: Terminal) -> None:
    terminal.run("init", lang="fr")
    assert "Ton carnet est encore vide" in terminal.run("today", lang="").out


def test_a_terminal_of_few_letters_gets_question_marks_instead_of_a_crash(terminal: Terminal) -> None:
    terminal.run("add", "Zoe 王芳")
    ran = run_program("people", book=terminal.book, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert ran.returncode == 0, ran.stderr
    assert "Zoe ??" in ran.stdout


def test_a_broken_name_in_json_is_still_json(terminal: Terminal) -> None:
    terminal.run("add", "caf\udce9")
    assert terminal.run("people", "--json").code == 0
