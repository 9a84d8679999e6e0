"""Settings, and what their page asks of a book."""

import os
from pathlib import Path

import pytest
from tests.cast import LUC_AT_WORK, MARIE, NOW, SOLENE

from entregent.app.book import Book
from entregent.app.wording import done as in_words
from entregent.model.errors import BadSettingError


def value(book: Book, key: str) -> str:
    return next(line.value for line in book.settings() if line.key == key)


def test_several_settings_are_one_action(book: Book) -> None:
    done = book.set_settings({"minutes-per-week": "90", "minutes-mail": "12", "minutes-per-day": "30"})
    assert done.value == "minutes-per-week=90\nminutes-mail=12"
    book.undo(done.action)
    assert (value(book, "minutes-per-week"), value(book, "minutes-mail")) == ("120", "")


def test_what_has_its_value_already_is_no_action(book: Book) -> None:
    assert book.set_settings({"minutes-per-week": "120"}).action is None


def test_one_bad_value_keeps_all_others_out(book: Book) -> None:
    with pytest.raises(BadSettingError):
        book.set_settings({"minutes-per-week": "90", "minutes-mail": "-1"})
    assert value(book, "minutes-per-week") == "120"


def test_a_setting_is_told_by_its_name(book: Book) -> None:
    done = book.set_settings({"minutes-mail": "12", "weight-family": "2", "language": "en"})
    told = in_words(done.verb, done.people, done.value)
    assert "minutes for a mail (12)" in told
    assert "weight of the circle family (2)" in told
    assert "language (English)" in told


def test_a_language_moves_no_tie(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entregent.app.settings.pricing.keep_curves", lambda _: pytest.fail("worked out anew"))
    done = book.set_setting("language", "fr")
    book.undo(done.action)


def test_channels_tell_minutes_and_habits_only_where_tries_say_so(book: Book) -> None:
    book.set_setting("minutes-call", "15")
    lines = {line.channel: line for line in book.channels()}
    assert (lines["call"].minutes, lines["call"].usual, lines["call"].own) == (15, 20, True)
    assert lines["letter"].answer_chance is None


def test_a_circle_of_ones_own_stands_after_the_eight(book: Book) -> None:
    book.circle([MARIE.name], "choir")
    book.set_setting("weight-family", "2")
    lines = {line.circle: line.weight for line in book.circles()}
    assert list(lines)[-1] == "choir"
    assert (lines["family"], lines["choir"]) == (2, 1)


def test_my_handles_come_with_their_reasons(book: Book) -> None:
    book.owner(LUC_AT_WORK.mail)
    lines = {line.handle: line for line in book.owner_lines()}
    assert lines.keys() == set(book.owner_handles())
    assert lines[LUC_AT_WORK.mail].reasons[0].signal == "owner-stated"
    assert lines[SOLENE.mail].reasons


def test_copies_beside_the_book_are_listed_newest_first(book: Book) -> None:
    made = [book.path.with_name(name) for name in ("solene-2026-01-01.backup", "solene.book.before-restore")]
    for age, path in enumerate(made):
        path.write_bytes(b"x")
        os.utime(path, (NOW - age, NOW - age))
    (book.path.parent / "solenes.backup").write_bytes(b"x")
    assert [(Path(line.path), line.sort) for line in book.copies()] == [
        (made[0], "backup"),
        (made[1], "before-restore"),
    ]
