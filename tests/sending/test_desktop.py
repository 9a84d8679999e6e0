"""Notifications: a way of the system's own, texts as arguments, never a script."""

from pathlib import Path

import pytest

from entregent.sending import desktop

EVIL = '"; do shell script "rm -rf ~" -- <b>&'


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def tool(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_without_a_way_nothing_is_shown(tools: Path) -> None:
    assert desktop.order("Entregent", "x") == []
    assert not desktop.show("Entregent", "x")


def test_a_text_is_one_argument_and_no_markup(tools: Path) -> None:
    tool(tools, "notify-send", f'for one in "$@"; do echo "$one" >> "{tools}/said"; done')
    assert desktop.show("Entregent", EVIL)
    said = (tools / "said").read_text().splitlines()
    assert said[-3:] == ["--", "Entregent", '"; do shell script "rm -rf ~" -- &lt;b&gt;&amp;']


def test_on_a_mac_the_script_stays_the_same_whatever_the_text(tools: Path) -> None:
    tool(tools, "osascript", f'echo "$@" > "{tools}/said"')
    one, other = desktop.order("Entregent", "x"), desktop.order("Entregent", EVIL)
    assert one[:-1] == other[:-1]
    assert other[-1] == EVIL
    assert desktop.show("Entregent", EVIL)


def test_a_way_that_fails_is_no_error(tools: Path) -> None:
    tool(tools, "notify-send", "exit 3")
    assert not desktop.show("Entregent", "x")
