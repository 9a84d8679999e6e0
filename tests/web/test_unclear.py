"""What imports ask on the page: columns of a table, the order of dates; answered with and without a script."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import NOW
from tests.web.conftest import House, Visitor, wait_until

from entregent.app.book import Book
from entregent.web.importer import Importer


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "amigos.csv"
    path.write_text("Persona;Correo-e;Desde\nAna Pérez;ana@example.org;2020-05-06\n<b>Bo</b>;bo@example.org;\n")
    return path


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp Chat with Bob.txt"
    path.write_text("03/04/2024, 10:00 - Ann: plums\n05/04/2024, 10:01 - Bob: yes\n")
    return path


def importer(client: TestClient) -> Importer:
    found = client.app.state.importer  # type: ignore[attr-defined]
    assert isinstance(found, Importer)
    return found


def read(client: TestClient, path: Path) -> None:
    client.post("/sources/files", data={"path": str(path)}, files={"files": ("", b"")})
    wait_until(lambda: importer(client).work().state == "ended", 60)


def question(book_path: Path) -> str:
    with Book.open(book_path, now=NOW) as book:
        (asked,) = book.unclear_files()
    return asked.id


def names(book_path: Path) -> set[str]:
    with Book.open(book_path, now=NOW) as book:
        return {person.name for person in book.people(limit=500)}


def test_an_unknown_table_waits_among_the_sources(client: TestClient, people: Path) -> None:
    read(client, people)
    page = client.get("/sources").text
    assert "These wait for a word of yours" in page
    assert "Look at its columns" in page


def test_its_page_proposes_columns_and_shows_the_rows_read_so(
    client: TestClient, book_path: Path, people: Path
) -> None:
    read(client, people)
    page = client.get(f"/sources/unclear/{question(book_path)}").text
    assert '<option value="name" selected>' in page
    assert "Ana Pérez" in page
    assert "<b>Bo</b>" not in page


def test_another_choice_shows_another_reading(client: TestClient, book_path: Path, people: Path) -> None:
    read(client, people)
    path = f"/sources/unclear/{question(book_path)}"
    assert "Nobody yet" in client.get(f"{path}?c0=&c1=&c2=met").text
    assert "2020-05-06" in client.get(f"{path}?c0=name&c1=mail&c2=met").text
    assert "is said of two columns" in client.get(f"{path}?c0=name&c1=name&c2=").text


def test_accepting_reads_it(client: TestClient, book_path: Path, people: Path) -> None:
    read(client, people)
    client.post(f"/sources/unclear/{question(book_path)}/columns", data={"c0": "name", "c1": "mail", "c2": ""})
    wait_until(lambda: importer(client).work().state == "ended", 60)
    assert "Ana Pérez" in names(book_path)
    assert "These wait" not in client.get("/sources").text


def test_what_was_dropped_stays_until_it_is_explained(client: TestClient, book_path: Path, people: Path) -> None:
    drop = client.post("/sources/drop?bytes=100").json()["drop"]
    client.put(f"/sources/drop/{drop}", params={"name": "amigos.csv"}, content=people.read_bytes())
    client.post(f"/sources/drop/{drop}/read?back=/sources")
    wait_until(lambda: importer(client).work().state == "ended", 60)
    client.post("/sources/leave")
    client.post(f"/sources/unclear/{question(book_path)}/columns", data={"c0": "name", "c1": "mail"})
    wait_until(lambda: importer(client).work().state == "ended", 60)
    assert "Ana Pérez" in names(book_path)


def test_the_order_of_dates_is_answered_with_a_tap(client: TestClient, book_path: Path, chat: Path) -> None:
    read(client, chat)
    assert "The day comes first" in client.get("/sources").text
    client.post(f"/sources/unclear/{question(book_path)}/dates", data={"order": "mdy"})
    wait_until(lambda: importer(client).work().state == "ended", 60)
    report = importer(client).work().report
    assert report is not None
    assert report.interactions == 2


def test_a_question_can_be_left(client: TestClient, book_path: Path, people: Path) -> None:
    read(client, people)
    client.post(f"/sources/unclear/{question(book_path)}/leave")
    assert "These wait" not in client.get("/sources").text


def test_a_question_that_is_gone_is_told(client: TestClient) -> None:
    assert client.get("/sources/unclear/00ff").status_code == 422


def test_choosing_shows_the_reading_at_once(visit: Visitor, house: House, people: Path) -> None:
    with Book.open(house.book, now=NOW) as book:
        book.import_paths([str(people)])
    page = visit(house, f"/sources/unclear/{question(house.book)}", width=360)
    page.select_option("#c2", "met")
    page.wait_for_selector(".read-so :text('2020-05-06')")
