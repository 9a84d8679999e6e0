"""The written house stands as the code does: modules, dependencies, benches and promises."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from bench.__main__ import BENCHES, written

from entregent.readers.catalogue import READERS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "entregent"
PACKAGES = sorted(
    folder.relative_to(SOURCE).as_posix()
    for folder in SOURCE.rglob("*")
    if folder.is_dir() and (folder / "__init__.py").exists()
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(package: str) -> str:
    """What architecture.md says of a package in its list of modules."""
    return read("docs/architecture.md").partition(f"### `{package}`:")[2].partition("\n### ")[0]


def test_every_package_has_its_section() -> None:
    assert len(PACKAGES) > 8
    assert [package for package in PACKAGES if not section(package)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_is_named_and_no_other(package: str) -> None:
    listed = re.findall(r"^- `([a-z_0-9]+)`:", section(package), re.MULTILINE)
    there = [path.stem for path in (SOURCE / package).glob("*.py") if path.stem != "__init__"]
    assert sorted(listed) == sorted(there)


def test_every_dependency_and_tool_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"], *chain(*extras)]
    names = {re.split(r"[<>=;\[ ]", one)[0] for one in wanted}
    listed = set(re.findall(r"^\| `([\w.-]+)` \|", read("docs/decisions/0002-dependencies.md"), re.MULTILINE))
    assert listed == names


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert dead == []


def test_decisions_are_numbered_without_doubles() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_every_bench_is_run_and_has_its_place() -> None:
    report = read("docs/benchmarks.md")
    alone = {path.stem for path in (ROOT / "bench").glob("*.py") if "def main(" in path.read_text(encoding="utf-8")}
    assert {bench.name for bench in BENCHES} == alone - {"__main__", "book_maker", "make_name_tables"}
    assert [bench.name for bench in BENCHES if f"<!-- {bench.name} -->" not in report] == []


def test_a_table_replaces_the_one_before_it() -> None:
    report = read("docs/benchmarks.md")
    once = written(report, BENCHES[0], "old \\1 table", full=True)
    twice = written(once, BENCHES[0], "new table", full=True)
    assert "old \\1 table" in once
    assert "old" not in twice.partition(f"<!-- {BENCHES[0].name} -->")[2].partition("<!--")[0]
    assert written(twice, BENCHES[0], "new table", full=True) == twice


def test_a_promise_names_tests_that_stand() -> None:
    promises = read("SECURITY.md").partition("## Promised")[2].partition("\n## ")[0]
    named = re.findall(r"`(tests/[\w/]+\.py)`", promises)
    assert named
    assert [name for name in named if "def test_" not in read(name)] == []


def test_readers_are_named_in_the_house() -> None:
    assert [name for name, _ in READERS if f"`{name}`" not in section("readers")] == []
