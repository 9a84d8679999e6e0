"""What an import asks its owner, what the answer does, and that it is remembered."""

from pathlib import Path

import pytest
from tests.cast import NOW

from entregent.app.book import Book
from entregent.app.clarifying import FieldTwiceError, NobodyNamedError, UnknownFieldError, chosen
from entregent.model.errors import ImportRefusedError

COLUMNS = "name=Persona,mail=Correo-e"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.create(tmp_path / "carnet.book", now=NOW, zone="America/Toronto")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "amigos.csv"
    path.write_text("Persona;Correo-e\nAna Pérez;ana@example.org\nBo Li;bo@example.org\n", encoding="utf-8")
    return path


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp Chat with Bob.txt"
    path.write_text("03/04/2024, 10:00 - Ann: plums\n05/04/2024, 10:01 - Bob: yes\n", encoding="utf-8")
    return path


def names(book: Book) -> set[str]:
    return {person.name for person in book.people()}


def test_an_unknown_table_is_asked_about_and_nothing_of_it_is_read(book: Book, people: Path) -> None:
    report = book.import_paths([str(people)])
    assert [problem.reason.signal for problem in report.problems] == ["unknown-table"]
    assert [(one.asks, one.name) for one in book.unclear_files()] == [("columns", str(people))]
    assert names(book) == set()


def test_a_preview_shows_the_first_rows_as_they_would_be_read(book: Book, people: Path) -> None:
    preview = book.preview_table(str(people))
    assert preview is not None
    assert preview.columns == COLUMNS
    assert preview.fields == ("name", "mail")
    assert next((row.name, row.reach) for row in preview.rows) == ("Ana Pérez", ("ana@example.org",))


def test_a_table_that_was_explained_is_read_and_known_again(book: Book, people: Path, tmp_path: Path) -> None:
    book.import_paths([str(people)], columns=COLUMNS)
    assert names(book) == {"Ana Pérez", "Bo Li"}
    assert book.unclear_files() == []
    later = tmp_path / "more.csv"
    later.write_text("Persona,Correo-e\nCy Day,cy@example.org\n", encoding="utf-8")
    assert not book.import_paths([str(later)]).problems
    assert "Cy Day" in names(book)


def test_a_refresh_reads_a_changed_table_as_it_was_explained(book: Book, people: Path) -> None:
    book.import_paths([str(people)], columns=COLUMNS)
    with people.open("a", encoding="utf-8") as stream:
        stream.write("Dee Ek;dee@example.org\n")
    assert book.refresh().new == 1
    assert "Dee Ek" in names(book)


def test_reading_it_again_changes_nothing(book: Book, people: Path) -> None:
    book.import_paths([str(people)], columns=COLUMNS)
    before = book.digest()
    assert book.import_paths([str(people)], columns=COLUMNS).new == 0
    assert book.digest() == before


def test_another_explanation_takes_the_place_of_the_first(book: Book, people: Path) -> None:
    book.import_paths([str(people)], columns="name=Correo-e")
    book.import_paths([str(people)], columns=COLUMNS)
    assert names(book) == {"Ana Pérez", "Bo Li"}


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ("name=a,name=b", FieldTwiceError),
        ("organisation=a", NobodyNamedError),
        ("colour=a", UnknownFieldError),
        ("nonsense", ImportRefusedError),
    ],
)
def test_an_explanation_that_makes_no_sense_is_refused(
    book: Book, people: Path, columns: str, error: type[ImportRefusedError]
) -> None:
    with pytest.raises(error):
        book.import_paths([str(people)], columns=columns)


def test_columns_that_are_not_there_are_a_problem_that_names_those_that_are(book: Book, people: Path) -> None:
    (problem,) = book.import_paths([str(people)], columns="name=Nom").problems
    assert problem.reason.signal == "no-such-column"
    assert ("columns", "Persona, Correo-e") in problem.reason.facts


def test_columns_that_no_file_has_are_told(book: Book, chat: Path) -> None:
    report = book.import_paths([str(chat)], columns="name=Nom")
    assert "columns-unused" in {problem.reason.signal for problem in report.problems}


def test_dates_in_either_order_are_asked_about_and_the_answer_is_kept(book: Book, chat: Path) -> None:
    assert book.import_paths([str(chat)]).interactions == 0
    assert [one.asks for one in book.unclear_files()] == ["dates"]
    assert book.import_paths([str(chat)], dates="mdy").interactions == 2
    assert book.unclear_files() == []
    with chat.open("a", encoding="utf-8") as stream:
        stream.write("05/05/2024, 10:01 - Bob: no\n")
    assert book.refresh().new == 1


def test_the_other_order_takes_the_place_of_the_first(book: Book, chat: Path) -> None:
    book.import_paths([str(chat)], dates="mdy")
    book.import_paths([str(chat)], dates="dmy")
    (bob,) = (person for person in book.people() if person.name == "Bob")
    (line,) = {line.at for line in book.timeline(bob.id).lines[:1]}
    assert line == 1_712_325_660  # 5 April, 10:01


def test_a_question_can_be_left_alone(book: Book, people: Path) -> None:
    book.import_paths([str(people)])
    (asked,) = book.unclear_files()
    book.let_file_be(asked.id)
    assert book.unclear_files() == []
    assert people.exists()


def test_what_is_chosen_for_each_column_is_written_as_it_would_be_said() -> None:
    assert chosen({0: "name", 1: "", 2: "mail"}, ("Qui", "x", "Qui"), "") == "name=1,mail=3"
    assert chosen({0: "name", 1: "date"}, ("Qui", "Quand"), "call") == "name=Qui,date=Quand,channel=call"
