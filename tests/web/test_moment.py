"""The moment: one person, one step; what came of it, and what is said of it."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from tests.cast import INES, MARIE, NOW
from tests.web.conftest import House, Visitor
from tests.web.test_every_page import violations

from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft
from entregent.app.footprint_views import Footprint


def book_of(client: TestClient) -> Book:
    return Book.open(client.app.state.shelf.path, now=NOW)  # type: ignore[attr-defined]


def number_of(client: TestClient, who: str = MARIE.mail) -> int:
    with book_of(client) as book:
        return book.person(who).line.id


@pytest.fixture
def marie(client: TestClient) -> int:
    with book_of(client) as book:
        book.edit(MARIE.mail, add_handles=["+15145550123"])
    return number_of(client)


def tell(client: TestClient, who: int, outcome: str = "hung-up", **form: str) -> str:
    """The address that follows what came of a step."""
    data = {"outcome": outcome, "channel": "call", **form}
    return str(client.post(f"/dare/{who}/told", data=data).headers["location"])


def steps(client: TestClient) -> list[Footprint]:
    with book_of(client) as book:
        return book.footprints()


def test_the_number_is_there_to_be_tapped_and_as_a_code(client: TestClient, marie: int) -> None:
    page = client.get(f"/dare/{marie}?way=call").text
    assert 'href="tel:+15145550123"' in page
    (code,) = re.findall(r'src="(/people/\d+/code/\d+\.svg)"', page)
    assert client.get(code).headers["content-type"] == "image/svg+xml"


def test_what_is_tapped_is_noted_once_with_what_was_felt_before(client: TestClient, marie: int) -> None:
    first = tell(client, marie, key="k", fear="7", expected="2", rung="call")
    assert tell(client, marie, key="k", fear="7", expected="2", rung="call") == first
    (step,) = steps(client)
    assert (step.outcome, step.fear, step.expected, step.rung, step.tried) == ("hung-up", 7, 2, "call", True)


def test_after_hanging_up_nobody_is_alone_and_three_ways_are_open(client: TestClient, marie: int) -> None:
    page = client.get(tell(client, marie)).text
    assert "You are not the only one who hangs up." in page
    assert "surveys by companies, so weak evidence" in page
    assert [words for words in ("Try again now", "A smaller step", "Enough for today") if words not in page] == []


def test_a_debrief_keeps_the_line_what_matters_and_a_promise(client: TestClient, marie: int) -> None:
    after = tell(client, marie, "talked", expected="2").partition("?")[0]
    said = {"note": "rires", "matters": "le cégep", "warmth": "5", "elan": "1", "promise": "la photo", "by": "friday"}
    for _ in range(2):
        kept = client.post(after, data={**said, "key": "k2"}).headers["location"]
    assert "Warmer than you expected." in client.get(kept).text
    with book_of(client) as book:
        assert [line.text for line in book.promises()] == ["la photo"]
        assert book.person(str(marie)).timeline[0].note == "rires"
    assert "What matters to Marie Tremblay now: le cégep" in client.get(f"/dare/{marie}").text


def test_a_next_step_stands_on_its_day(client: TestClient, marie: int) -> None:
    after = tell(client, marie, "talked").partition("?")[0]
    client.post(after, data={"on": "2026-03-09", "next": "call"})
    with book_of(client) as book:
        assert [line.on for line in book.planned_steps()] == ["2026-03-09"]


def test_a_bad_day_keeps_nothing_and_says_so(client: TestClient, marie: int) -> None:
    after = tell(client, marie, "talked").partition("?")[0]
    answer = client.post(after, data={"note": "rires", "promise": "x", "by": "someday"})
    assert (answer.status_code, "is no date" in answer.text) == (422, True)
    assert steps(client)[0].note == ""


@pytest.mark.parametrize("form", [{"fear": "11"}, {"fear": "x"}, {"expected": "0"}, {"outcome": "flew"}])
def test_what_does_not_fit_is_refused(client: TestClient, marie: int, form: dict[str, str]) -> None:
    answer = client.post(f"/dare/{marie}/told", data={"outcome": "talked", "channel": "call", **form})
    assert (answer.status_code, steps(client)) == (422, [])


def test_a_step_that_was_never_taken_has_no_page(client: TestClient, marie: int) -> None:
    assert client.get(f"/dare/{marie}/after/12").status_code == 422
    assert client.get(f"/dare/{marie}/after/{2**70}").status_code == 422


def test_whoever_is_left_in_peace_has_no_moment(client: TestClient, marie: int) -> None:
    with book_of(client) as book:
        book.never(MARIE.mail)
    assert client.get(f"/dare/{marie}").headers["location"] == f"/people/{marie}"


def test_a_word_about_care_stands_by_a_fear_that_is_very_strong(client: TestClient, marie: int) -> None:
    assert "811" in client.get(tell(client, marie, fear="9")).text
    assert "811" not in client.get(tell(client, marie, fear="6")).text


def test_a_step_keeps_what_was_sealed_where_the_owner_says_so(client: TestClient, marie: int) -> None:
    with book_of(client) as book:
        number = book.seal(SealDraft(who=str(marie), what="appeler", at="2026-03-02T10:30")).value
        sealed = book.commitment_of(marie)
        assert sealed is not None, number
    assert f'name="commitment" value="{sealed.number}" checked' in client.get(f"/dare/{marie}?way=call").text
    tell(client, marie, "hung-up", commitment=str(sealed.number))
    with book_of(client) as book:
        assert [line.state for line in book.commitments()] == ["tried"]
        assert [step.commitment for step in book.footprints()] == [sealed.number]


def test_a_first_sentence_that_was_used_does_not_come_back(client: TestClient, marie: int) -> None:
    found = re.findall(r'name="opener" value="(\S+) ([^"]+)"', client.get(f"/dare/{marie}?way=mail").text)
    kind, text = found[0]
    tell(client, marie, "wrote", channel="mail", opener=f"{kind} {unescape(text)}")
    assert steps(client)[0].opener == kind
    assert text not in client.get(f"/dare/{marie}?way=mail").text


def test_my_why_is_changed_in_place(client: TestClient, marie: int) -> None:
    client.post(f"/dare/{marie}/why", data={"why": "Pour Maïté", "back": f"/dare/{marie}?way=mail"})
    assert "Pour Maïté" in client.get(f"/dare/{marie}").text


def test_today_and_a_page_lead_to_the_moment(client: TestClient) -> None:
    assert f'href="/dare/{number_of(client, INES.mail)}?way=' in client.get("/").text
    assert f'href="/dare/{number_of(client)}"' in client.get(f"/people/{number_of(client)}").text


# ── in a browser ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_from_the_call_to_the_promise_by_keyboard_alone(house: House, visit: Visitor) -> None:
    """Hung up, tried again, talked, a line about it, a promise: on a phone’s width, nothing but keys."""
    with Book.open(house.book, now=NOW) as book:
        who = book.edit(MARIE.mail, add_handles=["+15145550123"]).people[0][0]
    page = visit(house, f"/dare/{who}?way=call", width=360)
    wrong = violations(page)
    keys = page.keyboard

    def press(role: str, name: str) -> None:
        page.get_by_role(role, name=name).focus()  # type: ignore[arg-type]
        keys.press("Enter")

    press("button", "I dialled and hung up")
    page.get_by_role("heading", name="You are not the only one who hangs up.").wait_for()
    wrong += violations(page)
    press("link", "Try again now")
    press("button", "We talked")
    page.get_by_label("In a line: how was it, what was said?").focus()
    keys.type("rires")
    page.get_by_label("very warm").focus()
    keys.press("Space")
    page.locator("summary", has_text="I promised something").focus()
    keys.press("Enter")
    page.get_by_label("What I promised").focus()
    keys.type("la photo")
    keys.press("Tab")
    keys.type("friday")
    keys.press("Enter")
    page.get_by_role("heading", name="Kept. You may let go.").wait_for()
    assert wrong + violations(page) == []
    with Book.open(house.book, now=NOW) as book:
        assert {step.outcome for step in book.footprints()} == {"hung-up", "talked"}
        assert [line.text for line in book.promises()] == ["la photo"]


def test_the_breath_stands_still_where_motion_is_unwelcome(house: House, visit: Visitor) -> None:
    with Book.open(house.book, now=NOW) as book:
        who = book.person(MARIE.mail).line.id
    page = visit(house, f"/dare/{who}", width=360, motion="reduce")
    page.locator("summary", has_text="A breath first").click()
    page.get_by_text("In through the nose").wait_for()
    assert page.locator(".breath").is_hidden()
