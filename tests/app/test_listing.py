"""Lists of people, page by page: the same people in the same order as a plain look at everybody gives."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import INES, LUC, MARIE, NEWSLETTER, NOW, PAULE, card, filled, import_all, write_cards

from entregent.app.book import Book
from entregent.app.listing import SORTS
from entregent.app.people_views import ListedPerson, PeopleFilter
from entregent.model.errors import BadSettingError


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Solène's book with a few judgements and a card. Never write to it."""
    path = tmp_path_factory.mktemp("village") / "village.book"
    with filled(path) as book:
        import_all(book, write_cards(path.with_name("cards.vcf"), [card(PAULE, "ORG:Voilerie", "TITLE:chef")]))
        book.circle([MARIE.mail], "amis")
        book.level([INES.mail], "valued")
        book.rest([LUC.mail])
        book.add("Œnone Ælred", handles=["+1 514 555-0123"], note="régate")
    return path


def listed(book: Book, query: str = "", sort: str = "", **filters: str) -> list[str]:
    """The names of a list, gathered page by page."""
    found: list[ListedPerson] = []
    page = book.people_page(PeopleFilter(query=query, **filters), sort=sort, limit=2)
    while page.lines and page.offset == len(found):
        found += page.lines
        page = book.people_page(PeopleFilter(query=query, **filters), sort=sort, limit=2, offset=len(found))
    assert len(found) == page.total
    return [one.line.name for one in found]


CHOICES: dict[str, Callable[[ListedPerson], bool]] = {
    "circle=friends": lambda one: "friends" in one.line.circles,
    "circle=none": lambda one: not one.line.circles,
    "level=valued": lambda one: one.line.level == "valued",
    "level=none": lambda one: one.line.level == "none",
    "silence=6": lambda one: (one.line.silence_days or 0) > 183,
    "silence=never": lambda one: one.line.last_at is None,
    "silence=rhythm": lambda one: (one.line.silence_days or 0) > 2 * (one.line.usual_gap_days or 1e9),
    "show=resting": lambda one: one.line.resting,
}


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("sort", ["", "-name"])
def test_a_filter_keeps_just_those_who_fit(village: Path, choice: str, sort: str) -> None:
    key, _, value = choice.partition("=")
    with Book.open(village, now=NOW) as book:
        everybody = book.people_page(PeopleFilter(), sort=sort, limit=1_000).lines
        wanted = [one.line.name for one in everybody if CHOICES[choice](one)]
        assert listed(book, sort=sort, **{key: value}) == wanted
        assert wanted or choice == "silence=rhythm"


KEYS: dict[str, Callable[[ListedPerson], object]] = {
    "strength": lambda one: one.line.strength,
    "chance": lambda one: one.line.chance,
    "silence": lambda one: one.line.silence_days,
    "interactions": lambda one: one.line.interactions or None,
}


@pytest.mark.parametrize("sort", [way + key for key in KEYS for way in ("", "-")])
def test_who_has_nothing_to_compare_comes_last_either_way(village: Path, sort: str) -> None:
    key = KEYS[sort.removeprefix("-")]
    with Book.open(village, now=NOW) as book:
        values = [key(one) for one in book.people_page(PeopleFilter(), sort=sort, limit=1_000).lines]
        told = [value for value in values if value is not None]
        assert values == [*sorted(told, reverse=sort.startswith("-")), *[None] * (len(values) - len(told))]  # type: ignore[type-var]


@given(
    sort=st.sampled_from(["", *SORTS, *(f"-{key}" for key in SORTS)]), query=st.sampled_from(["", "e", "ma", "example"])
)
def test_any_order_holds_the_same_people(village: Path, sort: str, query: str) -> None:
    with Book.open(village, now=NOW) as book:
        assert sorted(listed(book, query, sort)) == sorted(listed(book, query, "name"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ines", "Inès Lévesque"),
        ("lev i", "Inès Lévesque"),
        ("ines@lev", "Inès Lévesque"),
        ("OENONE", "Œnone Ælred"),
        ("514 555", "Œnone Ælred"),
        ("(514) 555-0123", "Œnone Ælred"),
        ("regate", "Œnone Ælred"),
        ("voilerie", "Paule Ostiguy"),
        ("devis", "Luc Gagnon"),
    ],
)
def test_a_search_finds_by_name_handle_number_note_work_and_subject(village: Path, typed: str, found: str) -> None:
    with Book.open(village, now=NOW) as book:
        assert listed(book, typed) == [found]


def test_names_that_begin_so_come_before_names_that_hold_it(tmp_path: Path, village: Path) -> None:
    shutil.copy(village, tmp_path / "a.book")
    with Book.open(tmp_path / "a.book", now=NOW) as book:
        for name in ("Luca Marie", "Aluna Luc", "Zed"):
            book.add(name, handles=["linkedin:luc-zed"] if name == "Zed" else ())
        assert listed(book, "luc") == ["Luc Gagnon", "Luca Marie", "Aluna Luc", "Zed"]


def test_a_search_and_filters_combine(village: Path) -> None:
    with Book.open(village, now=NOW) as book:
        assert listed(book, "e", circle="friends") == ["Marie Tremblay"]
        assert listed(book, "marie tremblay", circle="none") == []


def test_where_people_come_from(village: Path) -> None:
    with Book.open(village, now=NOW) as book:
        choices = book.people_choices()
        assert choices.kinds == ("contacts", "mail")
        assert listed(book, source="contacts") == ["Paule Ostiguy"]
        assert listed(book, source="own") == ["Œnone Ælred"]
        mailbox, cards = (f"import-{number}" for number, _ in choices.imports)
        assert (listed(book, source=cards), len(listed(book, source=mailbox))) == (["Paule Ostiguy"], 3)
        page = book.people_page(PeopleFilter(query="paule"), sources=True)
        assert [source.kind for source in page.lines[0].sources] == ["contacts"]


def test_automata_are_listed_apart_with_their_reasons(village: Path) -> None:
    with Book.open(village, now=NOW) as book:
        page = book.people_page(PeopleFilter(show="automata"))
        assert [one.line.handles for one in page.lines] == [(NEWSLETTER.mail,)]
        assert page.lines[0].reasons


def test_a_page_beyond_the_end_is_the_last_one(village: Path) -> None:
    with Book.open(village, now=NOW) as book:
        page = book.people_page(PeopleFilter(), limit=2, offset=10_000)
        assert page.offset == (page.total - 1) // 2 * 2


@pytest.mark.parametrize("wrong", [{"show": "x"}, {"level": "x"}, {"silence": "x"}])
def test_a_filter_that_is_none_is_told(village: Path, wrong: dict[str, str]) -> None:
    with Book.open(village, now=NOW) as book, pytest.raises(BadSettingError):
        book.people_page(PeopleFilter(**wrong))


def test_the_list_follows_what_others_write(book: Book) -> None:
    assert "Paule" not in listed(book)
    with Book.open(book.path, now=NOW) as other:
        other.add("Paule")
    assert "Paule" in listed(book)


# ── the archive ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_archived_leaves_lists_plan_and_counts(book: Book) -> None:
    before = book.today()
    book.archive([INES.mail])
    after = book.today()
    assert (after.people, "Inès Lévesque" in {line.name for line in after.suggestions}) == (before.people - 1, False)
    assert "Inès Lévesque" not in [line.name for line in book.people()]
    assert "Inès Lévesque" not in listed(book)
    assert "Inès Lévesque" not in listed(book, "lev")


def test_who_is_archived_is_found_by_name_handle_or_filter(book: Book) -> None:
    book.archive([INES.mail])
    for typed in ("ines levesque", INES.mail):
        assert listed(book, typed) == ["Inès Lévesque"]
    assert listed(book, show="archived") == ["Inès Lévesque"]
    assert listed(book, "lev", show="archived") == ["Inès Lévesque"]
    assert book.person(INES.mail).line.archived


def test_bringing_back_gives_the_level_and_the_list_back(book: Book) -> None:
    before = book.people_page(PeopleFilter())
    book.archive([MARIE.mail, INES.mail])
    book.archive([MARIE.mail, INES.mail], back=True)
    assert book.people_page(PeopleFilter()) == before


def test_a_memory_stays_one_through_the_archive(book: Book) -> None:
    book.never(LUC.mail, died=True)
    book.archive([LUC.mail])
    book.archive([LUC.mail], back=True)
    assert book.person(LUC.mail).died
