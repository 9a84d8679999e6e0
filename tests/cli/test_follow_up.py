"""Following up on a terminal: who is waited for, promises both ways, events, what is due, its calendar."""

import stat
from pathlib import Path

import pytest
from tests.cli.cast import instant
from tests.cli.letters import write_exports
from tests.cli.terminal import Terminal

NOW = instant("2026-10-20T15:00")
LANGUAGES = ("en", "fr")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Maude's book with a promise of Luc's and a try that waits."""
    home = tmp_path_factory.mktemp("maude-follow-up")
    terminal = Terminal(home / "carnet.book", now=NOW)
    terminal.run("import", str(write_exports(home / "exports")), "--quiet")
    terminal.run("promise", "Luc", "le nom du luthier", "--by", "tomorrow", "--theirs")
    terminal.run("log", "Luc", "--outcome", "wrote", "--at", "2026-10-10")
    return home / "carnet.book"


@pytest.fixture
def maude(kept: Path, tmp_path: Path) -> Terminal:
    book = tmp_path / "carnet.book"
    book.write_bytes(kept.read_bytes())
    return Terminal(book, now=NOW)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", [("waiting",), ("sweep",), ("schedule",), ("feed",), ("promise",), ("due",)])
def test_every_question_answers_in_words_and_in_json(maude: Terminal, arguments: tuple[str, ...], lang: str) -> None:
    said = maude.run(*arguments, lang=lang)
    assert said.code == 0, said.err
    assert said.out.strip()
    assert maude.run(*arguments, "--json", lang=lang).json is not None


def test_waiting_names_the_next_smallest_thing(maude: Terminal) -> None:
    said = maude.run("waiting")
    assert "Luc Gagnon · You wrote 10 days ago" in said.out
    (line,) = maude.run("waiting", "--json").json["waiting"]
    assert (line["person"]["name"], line["is_over"]) == ("Luc Gagnon", True)
    assert maude.run("waiting", "--limit", "0").code == 1


def test_a_promise_made_to_me_is_told_apart_and_settled(maude: Terminal) -> None:
    said = maude.run("promise").out
    assert "they" in said
    (promise,) = maude.run("promise", "--json").json["promises"]
    assert promise["mine"] is False
    assert "kept their word" in maude.run("promise", "--done", str(promise["id"])).out
    maude.run("undo")
    assert maude.run("promise", "--let-go", str(promise["id"])).code == 0
    assert maude.run("promise", "--all", "--json").json["promises"] == []


def test_a_promise_is_made_for_a_day_to_come_and_an_unwritable_feed_names_its_path(maude: Terminal) -> None:
    said = maude.run("promise", "Luc", "le devis", "--by", "2026-10-19", lang="fr")
    assert said.code != 0
    assert "est passé. Choisis aujourd’hui ou plus tard" in " ".join(said.err.split())
    refused = maude.run("feed", "--out", "/proc/nowhere/mine.ics")
    assert "/proc/nowhere/mine.ics can’t be written" in " ".join(refused.err.split())
    assert "--book" not in refused.err


def test_a_sealed_hour_that_has_passed_asks_how_it_went(maude: Terminal) -> None:
    maude.run("commit", "-", "chanter", "--at", "2026-10-20 20:00", "--cue", "after my coffee", "--yes")
    later = Terminal(maude.book, now=NOW + 86_400)
    assert "Cue: after my coffee" in later.run("commitments").out
    assert "How did it go?" in later.run("today").out


def test_an_event_is_looked_back_on_word_by_word(maude: Terminal) -> None:
    maude.run("log", "Luc", "Marie", "--outcome", "met", "--at", "yesterday 19:00", "--note", "Vernissage")
    assert maude.run("sweep", "nowhere").code == 1
    assert maude.run("sweep", "99", "--json").json["error"]["code"] == "unknown-event"


def test_due_says_what_it_did_and_the_second_time_that_there_was_nothing(maude: Terminal) -> None:
    assert maude.run("due", "--json").json["busy"] is False
    assert "Nothing was due." in maude.run("due").out
    assert maude.run("due", "--quiet").out == ""
    assert "last looked after" in maude.run("today").out
    assert maude.run("due", "--as-of", "2026-10-01").code == 1


def test_the_feed_has_an_address_shown_once_and_a_file(maude: Terminal, tmp_path: Path) -> None:
    made = maude.run("feed", "--new", "--names", "--json").json["path"]
    assert made.startswith("/feed/")
    state = maude.run("feed", "--json").json
    assert (state["is_open"], state["names"]) == (True, True)
    out = tmp_path / "due.ics"
    assert maude.run("feed", "--out", str(out), "--no-names").code == 0
    assert "Luc" not in out.read_text()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert maude.run("feed", "--close").code == 0
    assert maude.run("feed", "--json").json["is_open"] is False


def test_a_schedule_is_on_or_off(maude: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("entregent.app.scheduling.means_here", lambda: "systemd")
    on = maude.run("schedule", "on")
    assert on.code == 0, on.err
    assert "What is left to do:" in on.out
    assert "systemd" in maude.run("schedule").out
    assert maude.run("schedule", "off").code == 0
    monkeypatch.setattr("entregent.app.scheduling.means_here", lambda: "")
    assert maude.run("schedule", "on", "--json").json["error"]["code"] == "no-timer"


def test_today_ends_with_a_dare(maude: Terminal) -> None:
    said = maude.run("today", "--minutes", "120").out
    assert "one small dare" in said
