"""A timer of the system: files of the user's own, this very interpreter, one timer for each book."""

import os
import plistlib
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cast import new_book

from entregent.app import scheduling
from entregent.app.book import Book
from entregent.model.errors import ReadOnlyBookError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of nobody's, on a system with a `systemctl` that writes down what it is told."""
    tools = tmp_path / "tools"
    tools.mkdir()
    said = tmp_path / "said"
    program = tools / "systemctl"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{said}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return tmp_path


@pytest.fixture
def kept(home: Path) -> Iterator[Book]:
    with new_book(home / 'a "book" of 100% $me.book') as book:
        yield book


def test_a_timer_runs_this_interpreter_on_this_book(kept: Book, home: Path) -> None:
    done = kept.schedule(on=True)
    assert (done.means, done.left_to_do) == ("systemd", "")
    service, timer = (Path(file) for file in done.files)
    assert service.parent == home / "home" / ".config" / "systemd" / "user"
    text = service.read_text()
    assert f'ExecStart="{sys.executable}" "-m" "entregent" "--book" ' in text
    assert 'a \\"book\\" of 100%% $$me.book"' in text
    assert "Persistent=true" in timer.read_text()
    assert [stat.S_IMODE(file.stat().st_mode) for file in (service, timer)] == [0o600, 0o600]
    assert (home / "said").read_text().splitlines() == [
        "--user daemon-reload",
        f"--user enable --now {timer.name}",
    ]
    assert kept.due_state().scheduled == "systemd"


def test_off_takes_it_away_and_off_again_does_nothing(kept: Book, home: Path) -> None:
    files = kept.schedule(on=True).files
    assert kept.schedule(on=False).files == files
    assert not any(Path(file).exists() for file in files)
    assert kept.due_state().scheduled == ""
    assert kept.schedule(on=False).files == ()


def test_each_book_has_a_timer_of_its_own(kept: Book, home: Path) -> None:
    with new_book(home / "other.book") as other:
        assert set(kept.schedule(on=True).files).isdisjoint(other.schedule(on=True).files)


def test_where_the_system_does_not_take_it_what_is_left_to_do_is_said(kept: Book, home: Path) -> None:
    (home / "tools" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    done = kept.schedule(on=True)
    assert done.left_to_do.startswith("systemctl --user daemon-reload && systemctl --user enable --now entregent-due-")


def test_a_folder_that_cant_be_written_is_said(kept: Book, home: Path) -> None:
    (home / "home").mkdir()
    (home / "home" / ".config").write_text("")
    with pytest.raises(ReadOnlyBookError):
        kept.schedule(on=True)
    assert kept.due_state().scheduled == ""


def test_a_system_without_a_timer_is_told_what_to_run(kept: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(scheduling.NoTimerError) as told:
        kept.schedule(on=True)
    assert str(told.value.facts["command"]).endswith('"--quiet" "due"')


def test_an_agent_of_launchd_is_a_list_of_arguments(kept: Book, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    done = kept.schedule(on=True)
    (file,) = done.files
    told = plistlib.loads(Path(file).read_bytes())
    assert told["ProgramArguments"] == [sys.executable, "-m", "entregent", "--book", str(kept.path), "--quiet", "due"]
    assert done.left_to_do.startswith(f"launchctl bootstrap gui/{os.getuid()}")
    assert kept.schedule(on=False).files == done.files
