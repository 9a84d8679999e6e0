"""Goals, stages, results and consents on a terminal, in both languages: what they say, their JSON, their exit codes."""

import pytest
from tests.cli.cast import instant
from tests.cli.letters import write_exports
from tests.cli.terminal import Terminal

NOW = instant("2026-10-20T15:00")


@pytest.fixture(scope="module")
def maude(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal on Maude's book: Luc is a client, Marie a friend."""
    home = tmp_path_factory.mktemp("maude-goals")
    terminal = Terminal(home / "carnet.book", now=NOW)
    terminal.run("import", str(write_exports(home / "exports")), "--quiet")
    terminal.run("circle", "Luc", "clients")
    terminal.run("circle", "Marie", "friends")
    return terminal


def test_a_goal_lives_from_its_first_words_to_its_end(maude: Terminal) -> None:
    added = maude.run(
        "goal", "add", "Dix relieuses", "--count", "10", "--of", "personnes", "--by", "in 3 months", "--json"
    )
    assert (added.code, added.json["value"]) == (0, "Dix relieuses")
    number = str(maude.run("goals", "--json").json["goals"][0]["number"])
    assert "0 of 10 people met" in maude.run("goals").out
    assert "personnes rencontrées\u202f: 0 sur 10" in maude.run("goals", lang="fr").out
    maude.run("goal", "edit", number, "--what", "Cinq relieuses", "--count", "5")
    maude.run("goal", "people", number, "Luc")
    shown = maude.run("goal", "show", number, "--json").json
    assert [old["what"] for old in shown["wordings"]] == ["Dix relieuses"]
    assert [one["name"] for one in shown["people"]] == ["Luc Gagnon"]
    assert maude.run("goal", "yes", number).code == 0
    maude.run("goal", "drop", number, "--word", "Assez.")
    assert maude.run("goals", "--json").json["goals"] == []
    assert maude.run("goals", "--all", "--json").json["goals"][0]["last_word"] == "Assez."
    assert maude.run("goal", "again", number).code == 0
    assert maude.run("goal", "done", number).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("goal", "add", "x", "--by", "tomorrow"), "goal-without-measure", "10 people met"),
        (("goal", "add", "x", "--count", "3", "--of", "talks"), "goal-without-day", "By when?"),
        (("goal", "add", "x", "--count", "3", "--of", "talks", "--by", "2020-01-01"), "goal-day-past", "looks ahead"),
        (("goal", "show", "99"), "unknown-goal", "entregent goals"),
        (("stage", "Marie"), "no-funnel-of-the-heart", "friends"),
        (("stage", "Luc", "tiède"), "unknown-stage", "loyal"),
        (("result", "Luc", "gift"), "unknown-result", "sale"),
        (("result", "Luc", "sale", "--value", "abc"), "bad-value", "no amount"),
        (("result", "Marie", "sale"), "no-funnel-of-the-heart", "friends"),
        (("consent", "Luc", "implied"), "consent-without-day", "6 months"),
        (("consent", "Luc", "implied", "--until", "2020-01-01"), "past-date", "has passed"),
    ],
)
def test_what_can_not_be_is_one_sentence_and_the_next_thing_to_do(
    maude: Terminal, arguments: tuple[str, ...], code: str, sentence: str
) -> None:
    said = maude.run(*arguments, "--json")
    assert (said.code, said.json["error"]["code"]) == (1, code)
    assert sentence in said.json["error"]["message"]


def test_a_stage_is_shown_said_and_taken_back(maude: Terminal) -> None:
    assert maude.run("stage", "Luc", "confiance", "--json").json["done"] == "stage"
    shown = maude.run("stage", "Luc", "--json").json
    assert (shown["stage"], shown["by_owner"]) == ("trusted", True)
    assert "Luc Gagnon" in maude.run("stage", lang="fr").out
    assert maude.run("undo").code == 0
    assert not maude.run("stage", "Luc", "--json").json["by_owner"]


def test_results_and_consents_are_listed(maude: Terminal) -> None:
    maude.run("result", "Luc", "vente", "--value", "1 200,50", "--on", "yesterday")
    assert maude.run("result", "--json").json["results"][0]["value"] == 1200.5
    assert "1,200.50" in maude.run("result").out
    maude.run("consent", "Luc", "implied", "--after", "inquiry", "--since", "2026-05-01")
    assert maude.run("consent", "--soon", "--json").json["consents"][0]["now"] == "soon"
    assert "no more" not in maude.run("people").out
    assert "1,200" not in maude.run("people").out


def test_every_goal_command_has_help_in_both_languages(maude: Terminal) -> None:
    for verb in ("add", "show", "edit", "people", "yes", "done", "drop", "again"):
        assert maude.run("goal", verb, "--help", lang="fr").code == 0
