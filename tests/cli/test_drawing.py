"""What a screen shows, from views built by hand: words before figures, narrow terminals, colours only where welcome."""

from collections.abc import Callable

import pytest
from tests.cli import cast

from entregent.app import language
from entregent.cli import capacity, duplicates, import_summary, paint, people, person, plates, today
from entregent.cli.face import Face
from entregent.model.judgement import reason

Draw = Callable[[Face], None]

SCREENS: dict[str, Draw] = {
    "today": lambda face: today.draw_plan(face, cast.plan()),
    "people": lambda face: people._draw(face, [cast.marie(), cast.marc()], why=False, filtered=False, full=False),
    "person": lambda face: person._draw(face, cast.page(), why=False),
    "import": lambda face: import_summary.draw_report(face, cast.report()),
    "plates": lambda _: plates._draw(cast.plates(), why=False),
    "capacity": lambda _: capacity._draw(cast.capacity(), everything=False),
    "duplicates": lambda face: duplicates._draw(face, [cast.question()]),
}


@pytest.fixture
def face() -> Face:
    made = Face(cast.NOW)
    made.zone = cast.ZONE
    return made


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_a_narrow_terminal(
    name: str, lang: str, face: Face, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    language.use(lang)
    SCREENS[name](face)
    for line in capsys.readouterr().out.splitlines():
        assert paint.text_width(line) <= 60 or "entregent " in line or "@" in line, line


@pytest.mark.parametrize("name", ["today", "people", "person"])
def test_no_figure_stands_beside_a_name_unless_asked_why(
    name: str, face: Face, capsys: pytest.CaptureFixture[str]
) -> None:
    SCREENS[name](face)
    shown = capsys.readouterr().out
    assert "%" not in shown
    assert "0." not in shown


def test_today_says_first_what_stands(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    language.use("fr")
    today.draw_plan(face, cast.plan())
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Huit liens tiennent bien. Échanges lus jusqu’au 20 novembre."
    assert "● Marie Tremblay · écrire un court courriel (10 minutes)" in lines
    assert "  Derniers mots\u202f: «\u202fLe dîner de jeudi\u202f», 2 octobre." in lines
    assert lines[lines.index("  marie@example.org") + 1].endswith("log 12 --outcome wrote")


def test_when_nothing_needs_you_it_lets_you_go(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    today.draw_plan(face, cast.plan(suggestions=(), planned_minutes=0))
    shown = capsys.readouterr().out
    assert "Eight ties hold well." in shown
    assert "Nothing needs you today. Enjoy your day." in shown
    assert "more minutes" not in shown


def test_an_empty_book_says_how_to_fill_it(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    today.draw_plan(face, cast.plan(people=0, suggestions=()))
    assert "import ~/Downloads" in capsys.readouterr().out


def test_stale_exports_are_told(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    today.draw_plan(face, cast.plan(fresh_until=cast.instant("2026-10-01T00:00")))
    assert "refresh" in capsys.readouterr().out


def test_figures_come_with_why(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    today.draw_plan(face, cast.plan(), why=True)
    shown = capsys.readouterr().out
    for figure in ("55%", "62%", "0.0312", "97%"):
        assert figure in shown


def test_a_homonym_of_a_suggestion_is_no_trouble(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    today.draw_plan(face, cast.plan(suggestions=(cast.suggestion(person=77, channel="call"),)))
    assert "log 77 --outcome talked" in capsys.readouterr().out


def test_a_summary_lists_ten_problems_and_counts_the_rest(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    one = cast.report().problems[0]
    import_summary.draw_report(face, cast.report(problems=(one,) * 25, problem_count=25))
    shown = capsys.readouterr().out
    assert shown.count("inbox.mbox · byte 120") == 10
    assert "… 15 ×" in shown
    assert "--json" in shown


def test_quiet_leaves_only_what_went_wrong(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    face.quiet = True
    draft, broken = reversed(cast.report().problems)
    import_summary.draw_report(face, cast.report(problems=(broken._replace(lost=True), draft)))
    shown = capsys.readouterr().out
    assert "1 thing could not be read" in shown
    assert "remark" not in shown
    assert "people" not in shown


def test_what_was_lost_stands_apart_from_remarks(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    draft, broken = reversed(cast.report().problems)
    import_summary.draw_report(face, cast.report(problems=(broken._replace(lost=True), draft)))
    shown = capsys.readouterr().out
    assert shown.index("1 thing could not be read") < shown.index("1 remark on what was read")


def test_of_many_files_those_that_gave_most_are_listed(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    one = cast.report().sources[0]._replace(interactions=0, records=0)
    last = one._replace(path="last.csv", interactions=9)
    import_summary.draw_report(face, cast.report(sources=(*(one._replace(path=f"{n}.csv") for n in range(40)), last)))
    shown = capsys.readouterr().out
    assert "last.csv" in shown
    assert "29 more files" in shown


def test_an_unknown_owner_is_asked_for(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    import_summary.draw_report(face, cast.report(owner=()))
    assert "owner you@example.org" in capsys.readouterr().out


def test_reasons_alike_are_told_once(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    rest = tuple(cast.plates().rest[0]._replace(person=n, name=f"Ami {n}") for n in range(3))
    plates._draw(cast.plates(rest=rest), why=False)
    shown = " ".join(capsys.readouterr().out.split())
    assert "Ami 0, Ami 1, Ami 2" in shown
    assert shown.count("decent choice") == 1


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.0, "    "), (0.5, "██  "), (1.0, "████"), (7.0, "████"), (-1.0, "    ")]
)
def test_a_bar_stays_within_its_cells(share: float, drawn: str) -> None:
    assert paint.bar(share, 4) == drawn


def test_wide_letters_count_for_two_cells() -> None:
    assert paint.text_width("王芳") == 4
    assert paint.shortened("王芳王芳", 5) == "王芳…"


def test_a_sentence_may_hold_what_looks_like_markup(face: Face, capsys: pytest.CaptureFixture[str]) -> None:
    line = cast.suggestion(name="[bold]Marie[/bold]", reasons=(reason("same-name", name="{x} [red]"),))
    today.draw_plan(face, cast.plan(suggestions=(line,)))
    shown = capsys.readouterr().out
    assert "[bold]Marie[/bold]" in shown
    assert "{x} [red]" in shown
