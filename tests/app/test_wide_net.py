"""Who of the wide net is worth a first step: whoever comes to the same room, answers, or knows the same people."""

from pathlib import Path

import pytest
from tests.app.test_reach import FEED, SOON, write_friends, write_list
from tests.cast import MARIE, Friend, filled, import_all

from entregent.app import wording
from entregent.app.book import Book

ALINE = Friend("Aline Dubois", "aline@dubois.example")


@pytest.fixture
def coming(tmp_path: Path) -> Book:
    """Aline is known by a card alone, and will be at the same evening on Thursday."""
    book = filled(tmp_path / "net.book")
    write_friends(tmp_path / "facebook" / "friends.json", ALINE.name, "Bruno Paradis")
    write_list(tmp_path / "soiree.csv", SOON.date().isoformat(), "Soirée des ateliers", ALINE, MARIE)
    return import_all(book, tmp_path / "facebook", tmp_path / "soiree.csv")


def test_whoever_comes_to_the_same_evening_is_worth_a_first_step(coming: Book) -> None:
    with coming as book:
        steps = {one.name: [wording.sentence(reason) for reason in one.reasons] for one in book.first_steps()}
        assert any("Soirée des ateliers" in told for told in steps[ALINE.name])
        assert "Bruno Paradis" not in steps


def test_whoever_is_left_in_peace_or_talks_with_one_is_not_among_them(coming: Book) -> None:
    with coming as book:
        assert MARIE.name not in {one.name for one in book.first_steps()}
        book.never(ALINE.name)
        assert ALINE.name not in {one.name for one in book.first_steps()}


def test_without_any_evidence_nobody_is_named(tmp_path: Path) -> None:
    with filled(tmp_path / "few.book") as book:
        write_friends(tmp_path / "facebook" / "friends.json", ALINE.name)
        import_all(book, tmp_path / "facebook")
        assert book.first_steps() == []


def test_whoever_commented_is_worth_a_word(tmp_path: Path) -> None:
    with filled(tmp_path / "blog.book") as book:
        feed = tmp_path / "comments.xml"
        feed.write_text(FEED, encoding="utf-8")
        import_all(book, feed)
        (odile,) = book.first_steps()
        assert odile.name == "Odile Caron"
        assert [wording.sentence(reason) for reason in odile.reasons] == ["They have written or commented 1 time."]
