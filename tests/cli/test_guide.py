"""The guide names what there is: every command, option, setting, reader, signal, problem and error."""

import importlib
import re
from pathlib import Path

import click
import pytest

from entregent.app.complaints import COMPLAINTS, PROBLEMS
from entregent.app.opening import SETTINGS
from entregent.app.sentences import SENTENCES
from entregent.cli.root import SECTIONS
from entregent.readers.catalogue import READERS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
COMMANDS = {name: file for _, rows in SECTIONS for name, file, _ in rows}


def text(name: str) -> str:
    return (GUIDE / name).read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_guide(name: str) -> None:
    guide = text("commands.md")
    assert f"entregent {name}" in guide
    command = getattr(importlib.import_module(f"entregent.cli.{COMMANDS[name]}"), COMMANDS[name])
    lines = " ".join(line for line in guide.splitlines() if line.strip())
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden and (name, option.opts[0]) != ("rest", "--wake"):
            assert option.opts[0] in lines, option.opts


def test_the_guide_names_no_command_that_there_is_none_of() -> None:
    for path in [*GUIDE.rglob("*.md"), ROOT / "README.md"]:
        named = set(re.findall(r"`(?:\.venv/bin/)?entregent ([a-z]+)", path.read_text("utf-8")))
        assert named <= COMMANDS.keys(), path


def test_every_setting_is_in_the_guide() -> None:
    guide = text("commands.md")
    for key in SETTINGS:
        assert f"`{key}`" in guide, key


def test_every_reader_is_in_the_guide() -> None:
    for name, _ in READERS:
        assert f"`{name}`" in text("importing.md"), name


def test_every_signal_problem_and_error_is_in_the_guide() -> None:
    guide = text("signals.md")
    for word in (*SENTENCES, *PROBLEMS, *COMPLAINTS):
        assert f"| `{word}` |" in guide, word


def test_links_between_pages_lead_somewhere() -> None:
    for path in [*GUIDE.rglob("*.md"), ROOT / "README.md"]:
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if "://" not in link:
                assert (path.parent / link).exists(), (path, link)
