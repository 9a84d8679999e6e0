"""Steps by name: noted at once, put aside where a name fits several people, and dated when they were told."""

from starlette.testclient import TestClient
from tests.cast import DAY, NOW, count_rows

from entregent.app.book import Book


def book_of(client: TestClient) -> Book:
    return Book.open(client.app.state.shelf.path, now=NOW)  # type: ignore[attr-defined]


def send(client: TestClient, **form: str) -> int:
    """The status of a step that the worker sends."""
    return client.post("/steps", data={"outcome": "wrote", **form}, headers={"hx-request": "true"}).status_code


def test_a_step_is_noted_by_a_name_alone(client: TestClient) -> None:
    answer = client.post("/steps", data={"who": "Marie", "outcome": "talked", "note": "voilier", "back": "/steps"})
    assert "Noted: you talked with Marie Tremblay." in client.get(answer.headers["location"]).text


def test_whoever_is_not_in_the_book_is_added(client: TestClient) -> None:
    send(client, who="Zoé Tanguay", key="k1")
    with book_of(client) as book:
        assert book.people("Zoé Tanguay")


def test_a_step_is_dated_when_it_was_told_and_not_when_it_arrives(client: TestClient) -> None:
    send(client, who="Zoé Tanguay", key="k1", kept_at=str(NOW - 3 * DAY))
    with book_of(client) as book:
        assert book.person("Zoé Tanguay").timeline[0].at == NOW - 3 * DAY


def test_a_clock_that_is_wrong_dates_nothing_in_the_future_nor_long_ago(client: TestClient) -> None:
    for number, at in enumerate((NOW + DAY, 12, NOW - 400 * DAY)):
        send(client, who=f"Zoé {'TUV'[number]}anguay", key=f"k{number}", kept_at=str(at))
        with book_of(client) as book:
            assert book.person(f"Zoé {'TUV'[number]}anguay").timeline[0].at == NOW


def test_somebody_met_offline_was_met_then(client: TestClient) -> None:
    client.post("/meet", data={"name": "Zoé Tanguay", "key": "k", "kept_at": str(NOW - 2 * DAY)})
    with book_of(client) as book:
        assert book.person("Zoé Tanguay").timeline[0].at == NOW - 2 * DAY


def test_a_name_that_fits_two_waits_and_is_settled_once(client: TestClient) -> None:
    with book_of(client) as book:
        other = book.add("Marie Roy").people[0][0]
    for _ in range(2):
        assert send(client, who="Marie", key="k1", note="voilier") == 204
    page = client.get("/steps").text
    assert ("1 step waits for a word of yours" in page, "voilier" in page) == (True, True)
    client.post("/steps/settle", data={"key": "k1", "who": str(other)})
    assert send(client, who="Marie", key="k1") == 204  # the browser never heard, and sends it again
    with book_of(client) as book:
        assert book.undecided() == []
        assert [line.verb for line in book.actions(50)].count("log") == 1


def test_what_was_let_go_does_not_come_back(client: TestClient) -> None:
    with book_of(client) as book:
        book.add("Marie Roy")
    send(client, who="Marie", key="k1")
    client.post("/steps/settle", data={"key": "k1", "drop": "1"})
    send(client, who="Marie", key="k1")
    with book_of(client) as book:
        assert book.undecided() == []


def test_what_another_form_could_not_take_is_put_aside(client: TestClient) -> None:
    form = {"refused": "/today/999999", "outcome": "talked", "channel": "carrier pigeon", "key": "k2"}
    assert send(client, **form) == 204
    assert "Somebody who is not in the book any more" in client.get("/steps").text
    assert client.post("/steps/settle", data={"key": "k2", "who": "Luc Gagnon"}).status_code == 303


def test_a_step_that_does_not_wait_is_told(client: TestClient) -> None:
    answer = client.post("/steps/settle", data={"key": "none", "who": "1"})
    assert (answer.status_code, "That step does not wait any more" in answer.text) == (422, True)


def test_forgetting_somebody_forgets_the_steps_that_may_mean_them(client: TestClient) -> None:
    with book_of(client) as book:
        book.add("Marie Roy")
    send(client, who="Marie", key="k1", note="un secret")
    with book_of(client) as book:
        book.forget("Marie Tremblay")
        assert book.undecided() == []
    assert b"un secret" not in client.app.state.shelf.path.read_bytes()  # type: ignore[attr-defined]


def test_at_most_so_many_steps_wait(client: TestClient) -> None:
    with book_of(client) as book:
        book.add("Marie Roy")
        before = book.digest()
    for number in range(210):
        status = send(client, who="Marie", key=f"k{number}")
    assert status == 422  # the browser keeps it
    with book_of(client) as book:
        assert len(book.undecided()) == 200
        assert book.digest() == before
    assert count_rows(client.app.state.shelf.path, "receipt") == 0  # type: ignore[attr-defined]
