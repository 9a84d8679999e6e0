"""Mentions: what stays of a name when somebody is forgotten is told before, and nothing else stays."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.test_tidying import THEO, THEO_LETTERS, bytes_of
from tests.cast import MARIE, exchange, filled, import_all, write_mbox

from entregent.app.book import Book
from entregent.app.mentions import MASK, Names

WORDS = ("zwingelstein", "théophane", "theophane")


@pytest.fixture
def named(tmp_path: Path) -> Book:
    """A book to which a file and a folder came that are called by Théo's name."""
    folder = tmp_path / f"Discussions avec {THEO.name}"
    folder.mkdir()
    write_mbox(folder / "Theophane_Zwingelstein.mbox", THEO_LETTERS)
    alone = write_mbox(tmp_path / f"Avec {THEO.name}.mbox", exchange(MARIE, (3,)))
    return import_all(filled(tmp_path / "solene.book", THEO_LETTERS), folder, alone)


def left(book: Book) -> list[str]:
    whole = bytes_of(book).lower()
    return [word for word in WORDS if word.encode() in whole]


def test_a_path_that_named_them_names_nobody_and_is_not_read_again(named: Book) -> None:
    with named as book:
        assert left(book)
        book.forget(THEO.mail)
        assert left(book) == []
        masked = [line for line in book.imports() if line.state == "forgotten"]
        assert [MASK in line.path for line in masked] == [True, True]
        assert book.refresh().problems == ()
        assert left(book) == []


def test_the_same_path_given_again_stays_masked(named: Book, tmp_path: Path) -> None:
    with named as book:
        book.forget(THEO.mail)
        count = len(book.imports())
        path = tmp_path / f"Avec {THEO.name}.mbox"
        path.write_bytes(path.read_bytes() + b"\n")
        import_all(book, path)
        assert left(book) == []
        assert len(book.imports()) == count


def test_a_file_in_a_folder_that_is_read_again_stays_masked(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    path = write_mbox(folder / f"{THEO.name}.mbox", THEO_LETTERS)
    with import_all(filled(tmp_path / "solene.book", THEO_LETTERS), folder) as book:
        book.forget(THEO.mail)
        path.write_bytes(path.read_bytes() + b"\n")
        assert book.refresh().problems == ()
        assert left(book) == []


def test_the_owners_words_about_something_else_are_told_and_stay(named: Book) -> None:
    with named as book:
        book.add_goal(f"Apprendre de {THEO.name}", measure="people", target="10", by="2026-06-30")
        book.promise(MARIE.mail, f"présenter {THEO.name}", by="2026-05-01")
        book.observe(f"Chez {THEO.name}")
        told = {(one.kind, one.number, one.where) for one in book.forget_preview(THEO.mail).mentions}
        assert {("goal", 1, ""), ("promise", None, MARIE.name)} <= told
        assert {kind for kind, _, _ in told} == {"goal", "promise", "observe"}
        assert len(book.forget(THEO.mail).mentions) == 3
        assert book.goals()[0].what == f"Apprendre de {THEO.name}"
        assert not any(THEO.name in line.value for line in book.actions(100))


def test_what_the_owner_mended_before_leaves_no_byte(named: Book) -> None:
    with named as book:
        book.undo(book.add_goal(f"Chez {THEO.name}", measure="people", target="10", by="2026-06-30").action)
        book.undo(book.observe(f"Chez {THEO.name}").action)
        assert book.forget_preview(THEO.mail).mentions == ()
        book.forget(THEO.mail)
        assert left(book) == []


@given(
    st.lists(st.text("abéèçîZÀ", min_size=2, max_size=8), min_size=2, max_size=4),
    st.sampled_from((" ", "_", "-", ".", "  ")),
    st.sampled_from(("NFC", "NFD")),
    st.text("xyz /.", max_size=6),
)
def test_a_whole_name_is_masked_in_any_spelling(words: list[str], joint: str, form: str, around: str) -> None:
    names = Names([" ".join(words)], [])
    text = unicodedata.normalize(form, f"{around} {joint.join(words)} {around}")  # type: ignore[arg-type]
    assert names.stand_in(text)
    assert not names.stand_in(names.masked(text))
    assert names.masked(around) == around


def test_a_first_name_alone_masks_no_folder() -> None:
    names = Names(["Marie"], [])
    assert names.masked_path("/home/marie/exports/Avec Marie.txt") == f"/home/marie/exports/Avec {MASK}.txt"
    assert not names.stand_in("Marie rit souvent.")


def test_a_number_of_theirs_leaves_json_whole() -> None:
    names = Names(["Luc Gagnon"], ["15145550177", "777"])
    assert names.masked_value('{"at": 15145550177, "note": "au 15145550177, Luc  Gagnon"}') == (
        f'{{"at": 15145550177, "note": "au {MASK}, {MASK}"}}'
    )
    assert not names.stand_in("777")


def test_what_the_program_remembers_of_a_file_names_nobody(named: Book, tmp_path: Path) -> None:
    with named as book:
        book.remember("said-of-files", {"paths": {f"/x/{THEO.name}.csv": {"dates": "dmy"}}})
        book.forget(THEO.mail)
        assert left(book) == []
