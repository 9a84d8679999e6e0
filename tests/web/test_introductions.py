"""Introductions on a page: what waits for a yes or no, the tree, letters that ask first."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import INES, LUC, MARIE, NOW, SOLENE, Friend, letter, write_mbox

from entregent.app.book import Book

NEW = Friend("Rose Picard", "rose@picard.example")


@pytest.fixture(autouse=True)
def introduced(book_path: Path, tmp_path: Path) -> None:
    """Marie makes Rose known to Solène."""
    letters = [
        letter(390, MARIE, (SOLENE, NEW), "Mise en relation : Rose et Solène"),
        letter(391, NEW, SOLENE, "Re: Mise en relation : Rose et Solène"),
        letter(392, SOLENE, NEW, "Un café?"),
    ]
    with Book.open(book_path, now=NOW) as book:
        book.import_paths([str(write_mbox(tmp_path / "in.mbox", letters))], me=[SOLENE.mail])


def number(book_path: Path, mail: str) -> int:
    with Book.open(book_path, now=NOW) as book:
        return book.who_has(mail)[0]


def posted(client: TestClient, path: str, form: dict[str, str]) -> str:
    return client.get(client.post(path, data=form).headers["location"]).text


def test_what_is_likely_waits_for_a_word(client: TestClient) -> None:
    text = client.get("/introductions").text
    assert "Rose Picard came to you through Marie Tremblay, almost surely." in text
    assert "Mise en relation" in text


@pytest.mark.parametrize(("verb", "told"), [("confirm", "came to you through"), ("deny", "It is not proposed again")])
def test_one_tap_answers(client: TestClient, book_path: Path, verb: str, told: str) -> None:
    client.get("/introductions")
    form = {"by": str(number(book_path, MARIE.mail)), "key": "k"}
    text = posted(client, f"/introductions/of/{number(book_path, NEW.mail)}/{verb}", form)
    assert told in text
    assert "Is that so?" not in text


def test_a_person_tells_through_whom_and_why(client: TestClient, book_path: Path) -> None:
    client.get("/introductions")
    text = client.get(f"/people/{number(book_path, NEW.mail)}").text
    assert "Almost surely" in text
    assert "Its words say an introduction." in text


def test_letters_ask_each_first(client: TestClient, book_path: Path) -> None:
    text = client.get(
        f"/introductions/draft?one={number(book_path, MARIE.mail)}&other={number(book_path, INES.mail)}"
    ).text
    assert text.count("<textarea") == 3
    assert "mailto:marie@tremblay.example?subject=" in text


def test_two_of_one_are_refused_with_a_sentence(client: TestClient) -> None:
    answer = client.get("/introductions/draft?one=Marie&other=Marie")
    assert answer.status_code == 422
    assert "needs two people" in answer.text


def test_a_letter_is_kept_in_the_outbox(client: TestClient, book_path: Path) -> None:
    one, other = number(book_path, MARIE.mail), number(book_path, INES.mail)
    form = {"one": str(one), "other": str(other), "to": str(one), "subject": "Te présenter Jean?", "body": "Bonjour"}
    assert "waits in the outbox" in posted(client, "/introductions/draft/keep", form)
    assert "Te présenter Jean?" in client.get("/outbox").text


def test_one_in_hand_moves_on(client: TestClient) -> None:
    client.post("/introductions/promise", data={"one": INES.mail, "other": LUC.mail, "key": "p"})
    text = client.get("/introductions").text
    assert "promised" in text
    (moved,) = re.findall(r"/introductions/(\d+)/move", text)
    assert "asked of both" in posted(client, f"/introductions/{moved}/move", {"state": "asked", "key": "m"})
