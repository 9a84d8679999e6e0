"""First words on pages: three sentences to change and send, tu or vous, what was used, the gift of the week."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from tests.cast import MARIE, NOW
from tests.web.conftest import House, Visitor

from entregent.app.book import Book
from entregent.web.pages.openers import sending

PART = {"HX-Request": "true"}


def marie(book_path: Path) -> int:
    with Book.open(book_path, now=NOW) as book:
        return book.person(MARIE.mail).line.id


def sentences(text: str) -> list[str]:
    return re.findall(r"<textarea[^>]*>([^<]*)</textarea>", text)


def test_somebody_has_three_sentences_and_three_others(client: TestClient, book_path: Path) -> None:
    path = f"/people/{marie(book_path)}/openers"
    first, others = client.get(path), client.get(f"{path}?skip=3", headers=PART)
    assert first.status_code == others.status_code == 200
    assert len(sentences(first.text)) == len(sentences(others.text)) == 3
    assert set(sentences(first.text)).isdisjoint(sentences(others.text))
    assert "<html" not in others.text


def test_a_purpose_has_sentences_of_its_own_and_a_foreign_one_is_let_be(client: TestClient, book_path: Path) -> None:
    path = f"/people/{marie(book_path)}/openers"
    thanks = sentences(client.get(f"{path}?purpose=thank").text)
    assert all("merci" in one.casefold() for one in thanks)
    assert client.get(f"{path}?purpose=%3Cscript%3E&skip=x").status_code == 200


def test_tu_or_vous_is_asked_once(client: TestClient, book_path: Path) -> None:
    path = f"/people/{marie(book_path)}/openers"
    assert f"{path}/address" in client.get(path).text
    said = client.post(f"{path}/address", data={"address": "tu", "key": "a"})
    assert said.status_code == 303
    page = client.get(said.headers["location"]).text
    assert f"{path}/address" not in page
    assert "Undo" in page


def test_a_sentence_that_was_used_gives_way_to_another(client: TestClient, book_path: Path) -> None:
    path = f"/people/{marie(book_path)}/openers"
    first = sentences(client.get(path).text)[0]
    told = client.post(f"{path}/use", data={"kind": "subject", "drawn": first, "text": "x", "key": "k"}, headers=PART)
    assert told.status_code == 200
    assert first not in sentences(told.text)
    assert 'id="notes"' in told.text
    assert client.post(f"{path}/use", data={"kind": "subject", "drawn": ""}, headers=PART).status_code == 422


def test_a_sentence_used_twice_by_one_tap_is_used_once(client: TestClient, book_path: Path) -> None:
    path = f"/people/{marie(book_path)}/openers/use"
    for _time in range(2):
        client.post(path, data={"kind": "plain", "drawn": "Bonjour.", "key": "same"})
    with Book.open(book_path, now=NOW) as book:
        assert len([one for one in book.actions() if one.verb == "opener"]) == 1


def test_a_link_carries_the_sentence_and_nothing_unsafe_is_a_link() -> None:
    text = "Bonjour Inès & cie, ça va? #1"
    ways = sending(
        ("inès\u202e@x", "ines@levesque.example", "+15145550123", "javascript:alert(1)", "x.example/ines"), text
    )
    assert [way.way for way in ways] == ["mail", "text", "social"]
    assert unquote(ways[0].link) == f"mailto:ines@levesque.example?body={text}"
    assert ways[1].link.startswith("sms:+15145550123?&body=Bonjour%20In%C3%A8s%20%26")
    assert ways[2].link == "https://x.example/ines"


def test_whoever_is_left_in_peace_has_no_first_words(client: TestClient, book_path: Path) -> None:
    who = marie(book_path)
    with Book.open(book_path, now=NOW) as book:
        book.never(str(who))
    assert client.get(f"/people/{who}/openers").headers["location"] == f"/people/{who}"
    assert client.get(f"/people/{who}/openers", headers=PART).status_code == 422
    assert f"/people/{who}/openers" not in client.get(f"/people/{who}").text


def test_nobody_has_no_first_words(client: TestClient) -> None:
    assert client.get("/people/999999/openers").status_code == 404


def test_first_words_are_a_fold_on_today_and_on_somebodys_page(client: TestClient, book_path: Path) -> None:
    who = marie(book_path)
    assert f'href="/people/{who}/openers' in client.get(f"/people/{who}").text
    assert re.search(r'href="/people/\d+/openers', client.get("/").text)


def test_a_rewriter_is_offered_only_where_one_is_set(client: TestClient, book_path: Path) -> None:
    path = f"/people/{marie(book_path)}/openers"
    assert "/otherwise" not in client.get(path).text
    refused = client.post(f"{path}/otherwise", data={"text": "Bonjour.", "kind": "plain"}, headers=PART)
    assert refused.status_code == 422
    with Book.open(book_path, now=NOW) as book:
        book.set_setting("rewriter", f"{sys.executable} -c 'print(\"<b>Allô\")'")
    assert "/otherwise" in client.get(path).text
    said = client.post(
        f"{path}/otherwise", data={"text": "Bonjour.", "kind": "plain", "drawn": "Bonjour."}, headers=PART
    )
    assert sentences(said.text) == ["&lt;b&gt;Allô"]
    assert 'name="drawn" value="Bonjour."' in said.text


def test_no_page_and_no_token_can_name_a_program_to_run(client: TestClient, book_path: Path) -> None:
    client.post("/settings/words", data={"why": "x", "rewriter": "touch /tmp/x"})
    answer = client.put("/api/v1/settings/rewriter", json={"value": "touch /tmp/x"})
    assert answer.status_code in {401, 422}
    with Book.open(book_path, now=NOW) as book:
        assert next(line.value for line in book.settings() if line.key == "rewriter") == ""


def test_a_card_of_today_carries_the_gift_of_the_week(client: TestClient) -> None:
    text = client.get("/?minutes=180").text
    assert text.count("This week’s gift") <= 1


@pytest.mark.parametrize("width", [1440, 360])
def test_a_sentence_is_changed_in_place_and_goes_along(house: House, visit: Visitor, width: int) -> None:
    page = visit(house, f"/people/{marie(house.book)}", width=width)
    page.get_by_text("First words", exact=True).first.click()
    page.wait_for_selector("[data-sentence] textarea")
    page.locator("[data-sentence] textarea").first.fill("Allô & merci")
    assert str(page.locator("[data-base]").first.get_attribute("href")).endswith("body=All%C3%B4%20%26%20merci")
    page.get_by_role("button", name="tu", exact=True).click()
    page.wait_for_selector("#notes .note")
    assert page.get_by_role("button", name="tu", exact=True).count() == 0
