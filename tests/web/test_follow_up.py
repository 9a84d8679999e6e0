"""The page of follow-up, events to look back on, the calendar's address; what the server does each minute."""

import asyncio
import re
import threading
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import INES, JEAN, LUC, MARIE, NOW, PAULE, import_all, write_meeting
from tests.web.conftest import House, Visitor

from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft
from entregent.web.application import look_after
from entregent.web.shelf import Shelf

EVENING = datetime(2026, 3, 1, 23, tzinfo=UTC)


@pytest.fixture
def event(book_path: Path, tmp_path: Path) -> int:
    """An evening with three, in the book before the server opens it."""
    with Book.open(book_path, now=NOW) as book:
        import_all(book, write_meeting(tmp_path / "party.ics", EVENING, [INES, JEAN, PAULE], "5 à 7", 120))
        book.make_ready()
        return book.find_event("5 à 7")


def run_apart(wait: Coroutine[object, object, None]) -> None:
    """Run it in a thread of its own: the browser's loop runs in this one."""
    thread = threading.Thread(target=asyncio.run, args=(wait,))
    thread.start()
    thread.join(30)
    assert not thread.is_alive()


def key_of(page: str) -> str:
    return str(re.findall(r'name="key" value="([^"]+)"', page)[0])


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_page_is_calm(client: TestClient) -> None:
    page = client.get("/follow-up").text
    for words in ("You owe nobody anything.", "Nothing that you wrote down.", "No birthday and no round year"):
        assert words in page


def test_a_promise_of_theirs_is_kept_in_mind_and_settled(client: TestClient) -> None:
    key = key_of(client.get("/follow-up").text)
    form = {"key": key, "whose": "theirs", "who": MARIE.name, "text": "the <b>plans</b>", "by": "friday"}
    for _twice in range(2):
        answer = client.post("/follow-up/promises", data=form)
        assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert page.count("the &lt;b&gt;plans&lt;/b&gt;") >= 1
    assert "Kept in mind: what Marie Tremblay promised you." in page
    number = re.findall(r"/follow-up/promises/(\d+)", page)[0]
    told = client.get(client.post(f"/follow-up/promises/{number}", data={"act": "kept"}).headers["location"]).text
    assert "kept their word" in told


def test_what_a_form_could_not_take_is_said_there_and_nothing_is_lost(client: TestClient) -> None:
    answer = client.post("/follow-up/promises", data={"who": MARIE.name, "text": "the plans", "by": "whenever"})
    assert answer.status_code == 422
    assert 'value="the plans"' in answer.text
    assert 'role="alert"' in answer.text


def test_waiting_says_the_next_smallest_thing(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.log([LUC.mail], channel="mail", outcome="wrote", at="2026-03-01")
    page = client.get("/follow-up").text
    assert "You wrote yesterday. Nothing to do: an answer may still come until 8 March." in page


def test_a_commitment_without_a_person_is_settled_on_today(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW - 7_200) as book:
        done = book.seal(SealDraft(what="call the bank", at="2026-03-02T09:30"))
        assert done
        number = book.commitments()[0].number
    assert "Call the bank" in client.get("/").text
    client.post(f"/today/commitments/{number}", data={"way": "tried", "key": "k"})
    assert "Call the bank" not in client.get("/").text
    with Book.open(book_path, now=NOW) as book:
        assert book.commitments()[0].state == "tried"


def test_one_tap_on_a_planned_step_fulfils_it(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.plan_step([LUC.mail], sentence="Salut Luc", channel="mail")
        number, person = book.planned_steps()[0].number, book.planned_steps()[0].people[0][0]
    page = client.get("/?minutes=120").text
    assert f'name="step" value="{number}"' in page
    client.post(f"/today/{person}", data={"outcome": "wrote", "channel": "mail", "step": str(number)})
    with Book.open(book_path, now=NOW) as book:
        assert book.planned_steps() == []


def test_the_mornings_note_is_set_there(client: TestClient, book_path: Path) -> None:
    form = {"brief": "mail", "brief-hour": "7", "brief-days": "weekdays", "brief-names": "yes"}
    assert client.post("/follow-up/note", data=form).status_code == 303
    with Book.open(book_path, now=NOW) as book:
        values = {line.key: line.value for line in book.settings()}
    assert {key: values[key] for key in form} == form
    assert client.post("/follow-up/note", data={**form, "brief-hour": "31"}).status_code == 422


def test_since_when_is_said_there(client: TestClient) -> None:
    form = {"who": LUC.name, "what": "work", "day": "2021-03-10"}
    assert client.post("/follow-up/since", data=form).status_code == 303
    assert "5 years at their work, 10 March" in client.get("/follow-up").text


# ── events ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_event_is_on_today_and_on_the_page_until_it_was_looked_back_on(event: int, client: TestClient) -> None:
    for path in ("/", "/follow-up"):
        assert f"/follow-up/event/{event}" in client.get(path).text
    done = client.post(f"/follow-up/event/{event}/close", data={})
    assert "You have looked back on it." in client.get(done.headers["location"]).text
    assert f"/follow-up/event/{event}" not in client.get("/").text


def test_one_tap_one_line_and_a_promise(event: int, client: TestClient) -> None:
    page = client.get(f"/follow-up/event/{event}").text
    (person,) = re.findall(rf'/follow-up/event/{event}/(\d+)" method="post">(?:(?!</section>).)*?', page, re.S)[:1]
    form = {"outcome": "talked", "matters": "looks for a workshop", "promise": "a name", "by": "friday", "key": "k1"}
    for _twice in range(2):
        client.post(f"/follow-up/event/{event}/{person}", data=form)
    page = client.get(f"/follow-up/event/{event}").text
    assert page.count("looks for a workshop") == 1
    assert client.get("/follow-up").text.count("<div>a name<br>") == 1


def test_somebody_who_was_not_on_the_list_is_added(event: int, client: TestClient) -> None:
    answer = client.post(f"/follow-up/event/{event}/new", data={"name": "Aïcha Diop", "matters": "plays the horn"})
    page = client.get(answer.headers["location"]).text
    assert "Aïcha Diop" in page
    assert client.post(f"/follow-up/event/{event}/new", data={"name": " "}).status_code == 422


def test_an_event_that_is_none_is_a_sentence(client: TestClient) -> None:
    answer = client.get("/follow-up/event/77")
    assert answer.status_code == 422
    assert "There is no such event here." in answer.text


def test_an_evening_is_looked_back_on_by_thumb_and_without_a_script(event: int, house: House, visit: Visitor) -> None:
    page = visit(house, f"/follow-up/event/{event}", width=360, script=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    card = page.locator("section.panel").filter(has_text=JEAN.name)
    card.get_by_label("What matters to them now").fill("cherche un atelier")
    card.get_by_role("button", name=f"We talked: {JEAN.name}").click()
    page.get_by_text("cherche un atelier").wait_for()
    page.get_by_role("button", name="That was everybody").click()
    page.get_by_role("heading", name="Follow-up").wait_for()


# ── the calendar ──────────────────────────────────────────────────────────────────────────────────────────────────


def address_of(client: TestClient, **form: str) -> str:
    page = client.post("/follow-up/calendar", data=form).text
    return str(re.findall(r"/feed/[\w-]+\.ics", page)[0])


def stranger(client: TestClient) -> TestClient:
    client.cookies.clear()
    return client


def test_whoever_has_the_address_reads_the_calendar_without_a_cookie(client: TestClient) -> None:
    path = address_of(client)
    answer = stranger(client).get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.startswith("BEGIN:VCALENDAR\r\n")


def test_a_wrong_or_old_address_is_no_place_and_says_nothing(client: TestClient, book_path: Path) -> None:
    old, new = address_of(client), address_of(client, names="1")
    client.post("/follow-up/calendar/close", data={})
    for path in (old, new, "/feed/x.ics", f"/feed/{'a' * 900}.ics", "/feed/%00.ics"):
        answer = stranger(client).get(path)
        assert (answer.status_code, answer.text) in {(404, "Not found."), (303, "")}, path
    with Book.open(book_path, now=NOW) as book:
        assert book.feed_state().names


def test_the_address_is_shown_once(client: TestClient) -> None:
    path = address_of(client)
    assert path not in client.get("/follow-up").text
    assert "It has an address since" in client.get("/follow-up").text


def test_the_file_is_for_who_is_known(client: TestClient) -> None:
    assert client.get("/follow-up/calendar.ics").text.startswith("BEGIN:VCALENDAR")
    assert stranger(client).get("/follow-up/calendar.ics").status_code == 303


# ── each minute ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_server_looks_after_what_is_due_while_it_runs(book_path: Path) -> None:
    shelf = Shelf(book_path, lambda: NOW)

    async def some_time() -> None:
        task = asyncio.create_task(look_after(shelf, seconds=0.01))
        for _ in range(500):
            await asyncio.sleep(0.01)
            with Book.open(book_path, now=NOW) as book:
                if book.due_state().last_at == NOW:
                    break
        task.cancel()

    run_apart(some_time())
    shelf.close()
    with Book.open(book_path, now=NOW) as book:
        assert book.due_state().last_at == NOW


def test_a_server_of_a_past_day_leaves_it_alone(book_path: Path) -> None:
    shelf = Shelf(book_path, lambda: NOW, as_of="2026-02-01")
    run_apart(look_after(shelf, seconds=0.01))
    shelf.close()


def test_a_book_that_cant_be_opened_now_is_tried_again(tmp_path: Path, book_path: Path) -> None:
    shelf = Shelf(tmp_path / "gone.book", lambda: NOW)

    async def some_time() -> None:
        task = asyncio.create_task(look_after(shelf, seconds=0.01))
        await asyncio.sleep(0.1)
        assert not task.done()
        task.cancel()

    run_apart(some_time())
    shelf.close()
