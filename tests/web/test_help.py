"""The guide in the pages: rendered, linked, searched, in both languages."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.web.conftest import House, Visitor

from entregent.app.book import Book
from entregent.text.scripts import fold
from entregent.web import guide

ROOT = Path(__file__).resolve().parents[2]


def words_of(client: TestClient, path: str, status: int = 200) -> str:
    page = client.get(path)
    assert page.status_code == status
    return page.text


@pytest.mark.parametrize("slug", guide.PAGES)
def test_every_page_of_the_guide_can_be_read(client: TestClient, slug: str) -> None:
    text = words_of(client, f"/help/{slug}")
    assert text.count("<h1") == 1
    assert "style=" not in text


def test_help_speaks_the_language_in_use(client: TestClient) -> None:
    assert "Getting started" in words_of(client, "/help")
    client.post("/settings/language", data={"language": "fr"})
    assert "Premiers pas" in words_of(client, "/help")
    assert "Regarde une vie inventée" in words_of(client, "/help/getting-started")


def test_the_french_name_of_a_page_leads_to_it_too(client: TestClient) -> None:
    assert "Five minutes" in words_of(client, "/help/premiers-pas")


def test_an_unknown_page_is_nowhere(client: TestClient) -> None:
    words_of(client, "/help/..%2F..%2Fpyproject", 404)
    words_of(client, "/help/nothing", 404)


def test_every_word_asked_for_is_marked(client: TestClient) -> None:
    text = words_of(client, "/help?q=gmail+takeout")
    assert "<mark>Gmail</mark>" in text
    assert 'href="/help/importing#mail"' in text


def test_accents_do_not_matter_to_a_search() -> None:
    assert any(
        "pensées" in one.passage.text or "Réglages" in one.passage.text for one in guide.search("fr", "reglages")
    )


def test_what_holds_every_word_stands_before_what_holds_some() -> None:
    assert all("undo" in fold(one.passage.text) for one in guide.search("en", "undo promise"))
    assert guide.search("en", "undo zzzz")


def test_nothing_found_is_said(client: TestClient) -> None:
    assert "Other words may find it" in words_of(client, "/help?q=xyzzy")


def test_a_search_asked_by_htmx_gives_the_part(client: TestClient) -> None:
    part = client.get("/help?q=undo", headers={"HX-Request": "true"}).text
    assert "<mark>" in part
    assert "<html" not in part


@given(st.text(max_size=60))
def test_any_search_is_answered(words: str) -> None:
    for one in guide.search("en", words):
        assert "".join(text for text, _ in one.pieces) == one.passage.text


def test_markup_in_the_guide_stays_text() -> None:
    page = guide.rendered("x", "# A\n\n<script>alert(1)</script> <b>b</b>\n\n```\n<i>\n```\n")
    assert "<script" not in page.html
    assert "<b>" not in page.html
    assert "<i>" not in page.html


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("importing.md", 'href="/help/importing"'),
        ("../importing.md#mail", 'href="/help/importing#mail"'),
        ("signaux.md#problemes", 'href="/help/signals#problemes"'),
        ("#mail", 'href="#mail"'),
    ],
)
def test_links_between_pages_lead_to_their_addresses(link: str, address: str) -> None:
    assert address in guide.rendered("x", f"# A\n\n[word]({link})").html


@pytest.mark.parametrize("link", ["https://example.org/importing.md", "javascript:alert(1)", "../../README.md", "//x"])
def test_all_other_links_are_words(link: str) -> None:
    html = guide.rendered("x", f"# A\n\n[word]({link})").html
    assert "<a" not in html
    assert "word" in html


def test_pictures_are_left_to_readers_elsewhere() -> None:
    html = guide.rendered("x", "# A\n\n![Today](../screenshots/today.png)\n\nWords.").html
    assert "Words." in html
    assert "Today" not in html


def test_in_france_the_guide_is_written_as_there(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=1_772_000_000) as book:
        book.set_settings({"language": "fr", "region": "FR"})
    assert "\u202f;" in words_of(client, "/help/getting-started")
    assert "\u202f;" not in guide.page("fr", "getting-started", "CA").html


def test_an_installed_program_has_the_guide_where_pages_look() -> None:
    hook = (ROOT / "hatch_build.py").read_text("utf-8")
    assert f'GUIDE_IN_WHEEL = "entregent/web/{guide.PACKED.name}"' in hook


def test_help_is_searched_while_typing(house: House, visit: Visitor) -> None:
    page = visit(house, "/help/commands", width=360)
    page.get_by_label("Search the help").fill("gmail")
    page.locator("mark", has_text="Gmail").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
