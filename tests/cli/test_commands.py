"""Every command on a real book, in both languages: what it says, its JSON keys, its exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.cast import instant
from tests.cli.letters import write_exports
from tests.cli.terminal import Said, Terminal

from entregent.app.language import LANGUAGES, NARROW
from entregent.cli.root import SECTIONS

NOW = instant("2026-10-20T15:00")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    home = tmp_path_factory.mktemp("maude")
    exports = write_exports(home / "exports")
    said = Terminal(home / "carnet.book", now=NOW).run("import", str(exports), "--json", "--quiet")
    return home, said


@pytest.fixture
def maude(imported: tuple[Path, Said], tmp_path: Path) -> Terminal:
    """A terminal on a copy of Maude's book."""
    for path in imported[0].glob("carnet.book*"):
        shutil.copy(path, tmp_path)
    return Terminal(tmp_path / "carnet.book", now=NOW)


def test_an_import_tells_its_fixed_keys(imported: tuple[Path, Said]) -> None:
    _, said = imported
    assert said.code == 0
    report = said.json
    assert {"records", "interactions", "new", "known", "problems", "people", "automata"} <= report["totals"].keys()
    assert report["totals"]["people"] == 2
    assert report["totals"]["automata"] == 1
    assert report["owner"]["handles"] == ["maude@roy.example"]
    assert {"path", "reader", "confidence", "reason"} <= report["sources"][0].keys()
    assert report["seconds"] >= 0


def test_the_same_import_again_knows_all(maude: Terminal, imported: tuple[Path, Said]) -> None:
    totals = maude.run("import", str(imported[0] / "exports"), "--json").json["totals"]
    assert totals["new"] == 0
    assert totals["people"] == 2


def test_people_tell_their_fixed_keys(maude: Terminal) -> None:
    people = maude.run("people", "--json").json["people"]
    assert {
        *("id", "name", "handles", "level", "circles", "strength", "chance"),
        *("silence_days", "usual_gap_days", "interactions", "last_at"),
    } <= people[0].keys()
    assert {person["name"] for person in people} == {"Marie Tremblay", "Luc Gagnon"}
    assert people[0]["last_at"].endswith("Z")


def test_a_person_tells_their_fixed_keys(maude: Terminal) -> None:
    marie = maude.run("person", "marie@tremblay.example", "--json").json
    assert {"reasons", "timeline", "provenance", "balance"} <= marie.keys()
    assert {"at", "channel", "direction", "title", "participants"} <= marie["timeline"][0].keys()
    assert {"signal", "text", "facts"} <= marie["reasons"][0].keys()
    assert marie["birthday"] == "--05-17"


def test_today_tells_its_fixed_keys(maude: Terminal) -> None:
    plan = maude.run("today", "--json", "--minutes", "60").json
    assert {"minutes", "planned_minutes", "price", "share_of_bound", "fresh_until", "suggestions"} <= plan.keys()
    assert plan["minutes"] == 60
    assert plan["fresh_until"].endswith("Z")
    for line in plan["suggestions"]:
        assert {"person", "action", "channel", "minutes", "chance", "answer_chance", "index", "reasons"} <= line.keys()
        assert {"id", "name"} == line["person"].keys()


def test_plates_capacity_and_duplicates_tell_their_fixed_keys(maude: Terminal) -> None:
    plates = maude.run("plates", "--json").json
    assert {"minutes_per_week", "kept", "price", "share", "curve", "rest"} <= plates.keys()
    assert {"minutes", "kept", "share"} <= plates["curve"][0].keys()
    capacity = maude.run("capacity", "--json").json
    assert {"open_ties", "low", "high", "by_quarter"} <= capacity.keys()
    assert {"quarter", "open", "activated", "deactivated"} <= capacity["by_quarter"][0].keys()
    assert "questions" in maude.run("duplicates", "--json").json


READING = [
    ("today",),
    ("today", "--why"),
    ("people",),
    ("people", "--why"),
    ("people", "--automata"),
    ("people", "--query", "nobody at all"),
    ("person", "Marie"),
    ("person", "Marie", "--why"),
    ("plates",),
    ("plates", "--why", "--minutes", "30"),
    ("capacity",),
    ("duplicates",),
    ("promise",),
    ("actions",),
    ("settings",),
    ("settings", "zone"),
    ("imports",),
    ("doctor",),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_only_reads_answers_in_words_and_in_json(maude: Terminal, arguments: tuple[str, ...], lang: str) -> None:
    said = maude.run(*arguments, lang=lang)
    assert said.code == 0, said.err
    assert said.out.strip()
    assert "\x1b" not in said.out
    json.loads(maude.run(*arguments, "--json", lang=lang).out)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_book_has_a_kind_word_for_every_question(terminal: Terminal, lang: str) -> None:
    terminal.run("init")
    for arguments in READING:
        if arguments[0] != "person":
            said = terminal.run(*arguments, lang=lang)
            assert (said.code, said.err) == (0, ""), arguments
            assert said.out.strip(), arguments


@pytest.mark.parametrize("arguments", [*READING, ("import", "--help"), ("log", "--help")], ids=" ".join)
def test_french_answers_hold_no_english(maude: Terminal, arguments: tuple[str, ...]) -> None:
    french = maude.run(*arguments, lang="fr").out
    for word in (" the ", " you ", " and ", " your ", " exchange", "people:", " tie "):
        assert word not in french.lower().replace("entregent people", "")


def test_today_names_nobody_by_a_figure(maude: Terminal) -> None:
    said = maude.run("today", lang="fr")
    assert "%" not in said.out
    assert "Échanges lus jusqu’au" in said.out


WRITING = [
    ("log", "Marie", "--outcome", "talked", "--at", "yesterday 14:30", "--minutes", "20", "--note", "Voile"),
    ("log", "Marie", "Luc", "--outcome", "met", "--at", "monday"),
    ("log", "Luc", "--outcome", "hung-up"),
    ("later", "Marie"),
    ("later", "Marie", "--until", "in 2 weeks"),
    ("promise", "Marie", "envoyer les plans", "--by", "friday"),
    ("level", "Marie", "Luc", "close"),
    ("circle", "Luc", "friends"),
    ("circle", "Luc", "Chorale"),
    ("circle", "Luc", "friends", "--remove"),
    ("rest", "Luc"),
    ("wake", "Luc"),
    ("never", "Luc"),
    ("never", "Luc", "--died"),
    ("note", "Marie", "Aime la voile"),
    ("edit", "Marie", "--name", "Marie T. Gagnon", "--birthday", "1980-05-17", "--work", "Atelier Sud"),
    ("edit", "Luc", "--handle", "luc@voilier.example"),
    ("human", "Luc", "--automaton"),
    ("same", "marie@tremblay.example", "luc@gagnon.example"),
    ("different", "marie@tremblay.example", "luc@gagnon.example"),
    ("owner", "maude@autre.example"),
    ("settings", "minutes-per-week", "90"),
    ("settings", "weight-family", "2"),
    ("add", "Paul Roy", "--handle", "paul@roy.example", "--met", "5 à 7", "--via", "Luc", "--circle", "pals"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_what_the_owner_does_is_said_and_can_be_taken_back(
    maude: Terminal, arguments: tuple[str, ...], lang: str
) -> None:
    said = maude.run(*arguments, lang=lang)
    assert said.code == 0, said.err
    assert "entregent undo" in said.out
    assert ("take it back" in said.out) == (lang == "en")
    assert maude.run("actions", lang=lang).code == 0
    undone = maude.run("undo", "--json")
    assert undone.code == 0, undone.out
    assert undone.json["done"] == "undo"


def test_a_deed_in_json_tells_whom_and_how_to_undo(maude: Terminal) -> None:
    done = maude.run("level", "Marie", "valued", "--json").json
    assert done["done"] == "level"
    assert done["people"][0]["name"] == "Marie Tremblay"
    assert isinstance(done["action"], int)
    assert done["text"] == "Marie Tremblay: valued."


def test_french_words_are_taken_as_levels_circles_and_outcomes(maude: Terminal) -> None:
    assert maude.run("level", "Marie", "proche", lang="fr").code == 0
    assert maude.run("circle", "Marie", "famille", lang="fr").code == 0
    assert maude.run("log", "Marie", "--outcome", "parlé", "--at", "hier", lang="fr").code == 0
    marie = maude.run("person", "Marie", "--json").json
    assert (marie["level"], marie["circles"]) == ("close", ["family"])
    assert marie["timeline"][0]["outcome"] == "talked"


def test_a_promise_is_listed_until_it_is_kept(maude: Terminal) -> None:
    maude.run("promise", "Marie", "envoyer les plans", "--by", "2026-10-23")
    (promise,) = maude.run("promise", "--json").json["promises"]
    assert (promise["text"], promise["by"], promise["person"]["name"]) == (
        "envoyer les plans",
        "2026-10-23",
        "Marie Tremblay",
    )
    assert "in 3 days" in maude.run("promise").out
    assert maude.run("promise", "--done", str(promise["id"])).code == 0
    assert maude.run("promise", "--json").json["promises"] == []
    assert maude.run("promise", "--all", "--json").json["promises"][0]["done"]


def test_an_unknown_who_is_no_new_person_without_create(maude: Terminal) -> None:
    said = maude.run("log", "Zoé Inconnue")
    assert said.code == 1
    assert "--create" in said.err
    assert maude.run("log", "Zoé Inconnue", "--create", "--json").json["created"] == ["Zoé Inconnue"]


def test_forget_asks_unless_told_yes(maude: Terminal) -> None:
    assert maude.run("forget", "Luc").code == 2
    gone = maude.run("forget", "Luc", "--yes", "--json").json
    assert gone["person"]["name"] == "Luc Gagnon"
    assert maude.run("person", "Luc").code == 1


def test_forgetting_says_which_texts_of_ones_own_name_them_still(maude: Terminal) -> None:
    maude.run("observe", "At Luc Gagnon's")
    maude.run("observe", "Luc Gagnon", "--place")
    gone = maude.run("forget", "Luc", "--yes")
    assert "2 texts about something else still name them." in gone.out
    assert "something observed" in gone.out


def test_export_backup_and_restore_say_where(maude: Terminal, tmp_path: Path) -> None:
    files = maude.run("export", str(tmp_path / "out"), "--json").json["files"]
    assert {Path(line["file"]).suffix for line in files} >= {".json", ".csv", ".vcf"}
    backup = maude.run("backup", str(tmp_path / "copy.backup"), "--json").json
    assert Path(backup["path"]).stat().st_size == backup["size_bytes"]
    maude.run("forget", "Luc", "--yes")
    restored = maude.run("restore", backup["path"])
    assert restored.code == 0, restored.err
    assert "before-restore" in restored.out
    assert maude.run("person", "Luc").code == 0


def test_an_import_can_be_taken_out(maude: Terminal) -> None:
    (line,) = maude.run("imports", "--json").json["imports"]
    removed = maude.run("imports", "remove", str(line["id"]))
    assert removed.code == 0, removed.err
    assert maude.run("people", "--json").json["people"] == []


def test_a_dry_run_changes_nothing(terminal: Terminal, imported: tuple[Path, Said]) -> None:
    said = terminal.run("import", str(imported[0] / "exports"), "--dry-run")
    assert said.code == 0, said.err
    assert "Nothing was changed" in said.out
    assert not terminal.book.exists()


def test_the_summary_of_an_import_says_what_who_and_what_next(terminal: Terminal, imported: tuple[Path, Said]) -> None:
    said = Terminal(terminal.book, now=NOW).run("import", str(imported[0] / "exports"), lang="fr")
    assert said.code == 0, said.err
    assert "Inbox.mbox" in said.out
    assert "Tu es maude@roy.example." in said.out
    assert "2 personnes · 1 automate mis de côté" in said.out
    assert f"Ensuite{NARROW}: entregent today" in said.out
    assert "Un nouveau carnet est né" in said.err


def test_refresh_reads_only_what_changed(maude: Terminal, imported: tuple[Path, Said]) -> None:
    said = maude.run("refresh", "--json")
    assert said.code == 0, said.out
    assert said.json["totals"]["new"] == 0


def test_init_makes_a_book_once(terminal: Terminal) -> None:
    assert terminal.run("init", "--zone", "America/Toronto", "--json").json["zone"] == "America/Toronto"
    again = terminal.run("init")
    assert again.code == 1
    assert "already" in again.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(terminal: Terminal, shell: str) -> None:
    assert "_ENTREGENT_COMPLETE" in terminal.run("completion", shell).out


def test_names_are_completed_from_the_book(maude: Terminal) -> None:
    environment = {"COMP_WORDS": "entregent person mar", "COMP_CWORD": "2", "_ENTREGENT_COMPLETE": "bash_complete"}
    assert "plain,Marie Tremblay" in maude.run(lang="", **environment).out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [name for _, rows in SECTIONS for name, _, _ in rows])
def test_every_command_has_help_in_both_languages(terminal: Terminal, name: str, lang: str) -> None:
    said = terminal.run(name, "--help", lang=lang)
    assert said.code == 0
    assert (f"Usage{NARROW}:" in said.out) == (lang == "fr")
