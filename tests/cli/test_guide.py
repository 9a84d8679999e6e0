"""The guide names what there is: every command, option, setting, reader, signal, problem and error."""

import importlib
import re
from pathlib import Path

import click
import pytest

from entregent.app import language, wording
from entregent.app.complaints import COMPLAINTS
from entregent.app.opening import SETTINGS
from entregent.app.problem_words import PROBLEMS
from entregent.app.sentences import SENTENCES
from entregent.cli.root import SECTIONS
from entregent.model.interaction import Channel
from entregent.readers.catalogue import READERS
from entregent.ties.weights import WEIGHTS, Weight
from entregent.web.guide import PAGES, page, slug_of

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
COMMANDS = {name: file for _, rows in SECTIONS for name, file, _ in rows}


def text(name: str) -> str:
    return (GUIDE / name).read_text("utf-8")


FRENCH = {
    "commands.md": "fr/commandes.md",
    "importing.md": "fr/importer.md",
    "signals.md": "fr/signaux.md",
}


def both(name: str) -> list[str]:
    """A page of the guide in English and in French."""
    return [text(name), text(FRENCH[name])]


@pytest.mark.parametrize("page", ["commands.md", "fr/commandes.md"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_guide(name: str, page: str) -> None:
    guide = text(page)
    assert f"entregent {name}" in guide
    command = getattr(importlib.import_module(f"entregent.cli.{COMMANDS[name]}"), COMMANDS[name])
    lines = " ".join(line for line in guide.splitlines() if line.strip())
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden and (name, option.opts[0]) != ("rest", "--wake"):
            assert option.opts[0] in lines, option.opts


def test_the_guide_names_no_command_that_there_is_none_of() -> None:
    for path in [*GUIDE.rglob("*.md"), ROOT / "README.md"]:
        named = set(re.findall(r"`(?:\.venv/bin/)?entregent ([a-z-]+)", path.read_text("utf-8")))
        assert named <= COMMANDS.keys(), path


def test_every_setting_is_in_the_guide() -> None:
    for guide in both("commands.md"):
        for key in SETTINGS:
            assert f"`{key}`" in guide, key


def test_every_reader_is_in_the_guide() -> None:
    for guide in both("importing.md"):
        for name, _ in READERS:
            assert f"`{name}`" in guide, name


def test_every_signal_problem_and_error_is_in_the_guide() -> None:
    for guide in both("signals.md"):
        for word in (*SENTENCES, *PROBLEMS, *COMPLAINTS):
            assert f"| `{word}` |" in guide, word


def test_links_between_pages_lead_somewhere() -> None:
    for path in [*GUIDE.rglob("*.md"), ROOT / "README.md"]:
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if "://" not in link:
                assert (path.parent / link).exists(), (path, link)


def test_every_page_is_there_in_both_languages_and_in_the_help() -> None:
    assert {path.stem for path in GUIDE.glob("*.md")} == set(PAGES)
    assert {path.stem for path in (GUIDE / "fr").glob("*.md")} == set(PAGES.values())


def test_both_languages_show_the_same_code_and_rows() -> None:
    for english, french in PAGES.items():
        one, other = text(f"{english}.md"), text(f"fr/{french}.md")
        assert one.count("\n```") == other.count("\n```"), french
        assert len(re.findall(r"^\|", one, re.MULTILINE)) == len(re.findall(r"^\|", other, re.MULTILINE)), french


def test_anchors_of_links_stand_on_their_pages() -> None:
    for lang, prefix, names in (("en", "", PAGES), ("fr", "fr/", PAGES.values())):
        for name in names:
            for link, anchor in re.findall(r"\]\(([^)#\s]+)#([^)]*)\)", text(f"{prefix}{name}.md")):
                assert f'id="{anchor}"' in page(lang, slug_of(Path(link).stem)).html, (name, link, anchor)


@pytest.mark.parametrize("name", PAGES.values())
def test_french_prose_keeps_the_typography_of_quebec(name: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "x", text(f"fr/{name}.md"), flags=re.DOTALL)
    assert not re.search(r"[ \u00a0\u202f][;!?]", prose)
    assert not re.search(r"(?<!\u202f):(?=\s)", re.sub(r"\|[-:| ]+\|", "", prose))
    assert not re.search(r"«(?!\u202f)|(?<!\u202f)»", prose)
    assert "'" not in prose


def worth(row: Weight) -> str:
    """A weight as the guide writes it."""
    base = f"{row.base:g}".replace(".", language.number(0.5, 1)[1])
    return f"{base} + ln(1 + minutes / {row.unit_minutes:g})" if row.growth else base


@pytest.mark.parametrize(("lang", "page", "ways"), [("en", "sources.md", "yes no"), ("fr", "fr/sources.md", "oui non")])
def test_the_guide_shows_what_each_event_is_worth(lang: str, page: str, ways: str) -> None:
    yes, no = ways.split()
    language.use(lang)
    try:
        for channel, row in WEIGHTS.items():
            name = wording.word("channel", Channel(channel).name.lower())
            assert row.growth in {0.0, 1.0}
            assert f"| {name} | {worth(row)} | {yes if row.one_way else no} |" in text(page)
    finally:
        language.use("en")
