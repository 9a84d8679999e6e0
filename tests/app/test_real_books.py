"""Two real mailboxes end to end: the owner is found, copies count once, automata stay out, JSON holds its keys."""

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cast import rows_of
from tests.cli.terminal import Said, Terminal

from entregent.app.book import Book

pytestmark = pytest.mark.real

NOW = 1_046_000_000
"""February 2003: after the last mail that has a plausible date."""
ASKED = {"presto": "2001-10-15", "keavey": "2001-07-01"}


@pytest.fixture(scope="module", params=sorted(ASKED))
def mailbox(
    request: pytest.FixtureRequest, shared_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Terminal, Said]:
    """(name, a terminal on the book, what its import said)."""
    name = str(request.param)
    folder = shared_data(f"mailbox-enron-{name}")
    for archive in sorted(folder.rglob("*.tar.gz")):
        with tarfile.open(archive) as packed:
            packed.extractall(folder / "unpacked", filter="data")
    home = tmp_path_factory.mktemp(name)
    terminal = Terminal(home / "carnet.book", now=NOW)
    root = folder / "unpacked" if (folder / "unpacked").exists() else folder
    return name, terminal, terminal.run("import", str(root), "--json", "--quiet")


def test_a_real_mailbox_imports_with_every_message_told_of(mailbox: tuple[str, Terminal, Said]) -> None:
    name, _, said = mailbox
    assert said.code == 0, said.err
    report = said.json
    assert {"records", "interactions", "new", "known", "problems", "people", "automata"} <= report["totals"].keys()
    left_out = sum(int(one.get("facts", {}).get("count", 0)) for one in report["problems"] if one["code"] == "spam")
    assert report["totals"]["interactions"] + left_out == {"presto": 2197, "keavey": 2111}[name]
    assert {"path", "reader", "confidence", "reason"} <= report["sources"][0].keys()
    assert all({"path", "place", "reason"} <= problem.keys() for problem in report["problems"])
    assert not [one for one in report["problems"] if "reader" in one.get("code", "")]
    assert report["seconds"] >= 0


def test_the_owner_is_found_without_being_told(mailbox: tuple[str, Terminal, Said]) -> None:
    name, _, said = mailbox
    found = set(said.json["owner"]["handles"])
    assert found
    assert all(name in handle for handle in found)
    if name == "presto":
        # He writes from two addresses, one of them beginning with a lone initial.
        assert len({handle.partition("@")[0] for handle in found}) >= 2
        assert any(handle.startswith("m..") for handle in found)


def test_sent_copies_count_once(mailbox: tuple[str, Terminal, Said]) -> None:
    name, terminal, said = mailbox
    totals = said.json["totals"]
    assert totals["new"] + totals["known"] == totals["interactions"]
    distinct = {"presto": 2133, "keavey": 1251}[name]
    assert abs(totals["new"] - distinct) <= distinct * 0.02
    copies = rows_of(
        terminal.book,
        "SELECT count(*) FROM (SELECT e.id >> 29, e.title, e.parts FROM event e WHERE e.id >= 0"
        " GROUP BY 1, 2, 3 HAVING count(*) > 1)",
    )
    assert copies == [(0,)]


def test_importing_it_again_changes_nothing(mailbox: tuple[str, Terminal, Said], tmp_path: Path) -> None:
    _, terminal, _ = mailbox
    with Book.open(terminal.book, now=NOW) as book:
        before = book.digest()
    again = terminal.run("refresh", "--json", "--quiet").json["totals"]
    assert again["new"] == 0
    with Book.open(terminal.book, now=NOW) as book:
        assert book.digest() == before


def test_automata_are_out_of_the_plan(mailbox: tuple[str, Terminal, Said]) -> None:
    name, terminal, _ = mailbox
    plan = terminal.run("today", "--json", "--as-of", ASKED[name], "--minutes", "120").json
    with Book.open(terminal.book, now=NOW) as book:
        automata = {line.name for line in book.people(automata=True, limit=10_000)}
    assert automata
    assert plan["suggestions"]
    assert not [line for line in plan["suggestions"] if line["person"]["name"] in automata]
    for word in ("no-reply", "noreply", "newsletter", "announcement"):
        assert not [line for line in plan["suggestions"] if word in line["person"]["name"].lower()]


def keys_of(told: Any) -> set[str]:
    """The keys of a JSON object."""
    assert isinstance(told, dict)
    return set(told)


PERSON = {
    *("id", "name", "handles", "level", "circles", "strength", "chance"),
    *("silence_days", "usual_gap_days", "interactions", "last_at"),
}


def test_every_answer_holds_its_fixed_keys(mailbox: tuple[str, Terminal, Said]) -> None:
    name, terminal, _ = mailbox

    def ask(*arguments: str) -> Any:
        said = terminal.run(*arguments, "--json", "--as-of", ASKED[name])
        assert said.code == 0, said.err
        return json.loads(said.out)

    people = ask("people")["people"]
    assert keys_of(people[0]) >= PERSON
    page = ask("person", str(people[0]["id"]))
    assert PERSON | {"reasons", "timeline", "provenance", "balance"} <= keys_of(page)
    assert {"at", "channel", "direction", "title", "participants"} <= keys_of(page["timeline"][0])
    plan = ask("today")
    assert {"minutes", "planned_minutes", "price", "share_of_bound", "fresh_until", "suggestions"} <= keys_of(plan)
    line = {"person", "action", "channel", "minutes", "chance", "answer_chance", "index", "reasons"}
    assert all(line <= keys_of(one) for one in plan["suggestions"])
    assert all({"signal", "text"} <= keys_of(why) for one in plan["suggestions"] for why in one["reasons"])
    plates = ask("plates")
    assert {"minutes_per_week", "kept", "price", "share", "curve", "rest"} <= keys_of(plates)
    assert {"minutes", "kept", "share"} <= keys_of(plates["curve"][0])
    capacity = ask("capacity")
    assert {"open_ties", "low", "high", "by_quarter"} <= keys_of(capacity)
    assert all({"quarter", "open", "activated", "deactivated"} <= keys_of(one) for one in capacity["by_quarter"])
    questions = terminal.run("duplicates", "--json").json["questions"]
    assert all({"a", "b", "confidence", "reasons"} <= keys_of(one) for one in questions)


def test_all_pages_of_a_real_book_can_be_shown(mailbox: tuple[str, Terminal, Said]) -> None:
    _, terminal, _ = mailbox
    with Book.open(terminal.book, now=NOW) as book:
        lines = book.people(limit=300)
        assert [book.person(str(line.id)).line.id for line in lines] == [line.id for line in lines]
        assert not [one for one in book.doctor() if one.state == "bad"]
