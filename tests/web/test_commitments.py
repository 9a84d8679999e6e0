"""Commitments on their page: looked at, sealed, said how they went; no form edits one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import DAY, MARIE, NOW, PAULE, rows_of
from tests.web.addresses import addresses
from tests.web.conftest import House, Serve, Visitor

from entregent.app.book import Book
from entregent.app.commitment_views import CommitmentLine, SealDraft
from entregent.web import serving

FORM = {
    "who": "Marie Tremblay",
    "what": "Parler du voilier",
    "date": "2026-03-05",
    "clock": "10:00",
    "channel": "call",
    "key": "k1",
}
WITNESSED = {**FORM, "witness": PAULE.mail, "tells": "kept"}


@pytest.fixture
def lines(book_path: Path) -> Callable[[], list[CommitmentLine]]:
    def read() -> list[CommitmentLine]:
        with Book.open(book_path, now=NOW) as book:
            return book.commitments()

    return read


Lines = Callable[[], list[CommitmentLine]]


@pytest.fixture
def sealed(book_path: Path, client: TestClient) -> TestClient:
    """A client of a book in which a commitment stands, whose witness was asked."""
    client.post("/commitments", data=WITNESSED)
    return client


@pytest.fixture
def after(book_path: Path, sealed: TestClient) -> Iterator[TestClient]:
    """The same, four days later: the hour has passed."""
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=lambda: NOW + 4 * DAY)
    with Book.open(book_path, now=NOW + 4 * DAY) as book:
        book.make_ready()
    client = TestClient(served.app, base_url=served.address, follow_redirects=False)
    client.cookies.set(served.app.state.cookie, served.sessions.begin())
    yield client
    served.app.state.shelf.close()
    served.listening.close()


def test_an_empty_page_says_what_it_is_for(client: TestClient) -> None:
    page = client.get("/commitments")
    assert page.status_code == 200
    assert "Nothing is sealed yet." in page.text
    assert "See it before it is sealed" in page.text


def test_before_the_seal_every_word_is_shown_and_nothing_is_written(client: TestClient, lines: Lines) -> None:
    page = client.post("/commitments/preview", data=WITNESSED).text
    assert "Thursday 5 March at 10:00" in page
    assert "can’t be edited, deleted or undone" in page
    assert 'id="text-message"' in page
    assert f"What {PAULE.mail} may get, word for word" in page
    assert "I have set myself something for Thursday 5 March at 10:00: Parler du voilier." in page
    assert lines() == []


def test_what_was_looked_at_is_sealed_once(client: TestClient, lines: Lines) -> None:
    for _ in range(2):
        answer = client.post("/commitments", data={**FORM, "bound": "message", "stakes": "un café"})
        assert answer.status_code == 303
    (line,) = lines()
    assert (line.what, line.bound, line.stakes, line.state) == ("Parler du voilier", "message", "un café", "open")
    page = client.get(answer.headers["location"]).text
    assert "Sealed. It stands" in page
    assert "Undo" not in page
    assert "Parler du voilier" in page


def test_words_of_ones_own_are_what_is_sealed_and_sent(client: TestClient, book_path: Path) -> None:
    client.post("/commitments", data={**WITNESSED, "ask": "Bonjour Paule,\r\nd’accord?", "kept": "C’est fait!"})
    with Book.open(book_path, now=NOW) as book:
        (mail,) = book.outbox().mails
    assert mail.body == "Bonjour Paule,\nd’accord?\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"date": "2026-03-01"}, "has passed already"),
        ({"clock": ""}, "A commitment has its hour"),
        ({"date": "soon"}, "is no date"),
        ({"who": "Nobody Known"}, "Nobody matches"),
        ({"witness": "not an address"}, "is no mail address, and nobody"),
        ({"witness": MARIE.mail}, "can’t be the witness"),
        ({"what": " "}, "text is empty"),
        ({"step": "x"}, "does not fit"),
    ],
)
@pytest.mark.parametrize("path", ["/commitments/preview", "/commitments"])
def test_what_can_not_be_sealed_is_said_beside_the_form_and_nothing_typed_is_lost(
    client: TestClient, lines: Lines, path: str, wrong: dict[str, str], said: str
) -> None:
    page = client.post(path, data={**FORM, "stakes": "un café", **wrong})
    assert page.status_code == 422
    assert said in page.text
    assert 'value="un café"' in page.text
    assert lines() == []


def test_words_that_name_somebody_unchosen_are_mended_where_they_stand(client: TestClient, lines: Lines) -> None:
    wrong = {**WITNESSED, "ask": "Je parle à Marie.", "kept": "Voilà, c’est fait."}
    assert client.post("/commitments/preview", data=wrong).status_code == 200
    page = client.post("/commitments", data=wrong)
    assert page.status_code == 422
    assert "did not choose" in page.text
    assert "Je parle à Marie.</textarea>" in page.text
    assert "Voilà, c’est fait.</textarea>" in page.text
    assert lines() == []
    client.post("/commitments", data=FORM)
    wrong |= {"key": "k2"}
    page = client.post("/commitments/1/witness", data=wrong)
    assert page.status_code == 422
    assert "Je parle à Marie.</textarea>" in page.text
    assert client.post("/commitments/1/witness", data={**wrong, "ask": "Je parle à elle."}).status_code == 303


def test_a_planned_step_is_sealed_with_what_was_planned(client: TestClient, book_path: Path, lines: Lines) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.plan_step([MARIE.mail], action="Parler du voilier", channel="call", cue="mon café", on="2026-03-06")
        number = book.planned_steps()[0].number
        marie = book.planned_steps()[0].people[0][0]
        book.make_ready()
    assert f"/commitments?step={number}#seal" in client.get("/dare").text
    page = client.get(f"/commitments?step={number}").text
    for shown in ("Marie Tremblay", f'name="who" value="{marie}"', 'value="Parler du voilier"', 'value="2026-03-06"'):
        assert shown in page
    client.post("/commitments", data={**FORM, "who": str(marie), "step": str(number)})
    assert (lines()[0].step, lines()[0].person) == (number, marie)
    assert client.get("/commitments?step=99").status_code == 422


def test_a_page_of_somebody_leads_to_the_seal(client: TestClient, lines: Lines) -> None:
    client.post("/commitments", data=FORM)
    marie = lines()[0].person
    assert f"/commitments?who={marie}#seal" in client.get(f"/people/{marie}").text
    assert "Marie Tremblay" in client.get(f"/commitments?who={marie}").text
    assert client.get("/commitments?who=987654").status_code == 200


def test_one_may_go_back_and_change_it_before_the_seal(client: TestClient, lines: Lines) -> None:
    looked_at = client.post("/commitments/preview", data=WITNESSED).text
    ask = re.search(r'name="ask"[^>]*>(.*?)</textarea>', looked_at, re.DOTALL)
    assert ask is not None
    page = client.post("/commitments", data={**WITNESSED, "change": "1", "ask": ask[1], "kept": "Mes mots"}).text
    assert 'value="Parler du voilier"' in page
    assert 'name="kept" value="Mes mots"' in page
    assert 'name="ask"' not in page
    assert lines() == []


# ── how it went ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_before_its_hour_nothing_can_be_missed(sealed: TestClient, lines: Lines) -> None:
    assert "It did not happen" not in sealed.get("/commitments").text
    assert sealed.post("/commitments/1/settle", data={"said": "missed"}).status_code == 422
    assert lines()[0].history == ()


@pytest.mark.parametrize(
    ("said", "state", "outcome"),
    [
        ("outcome-talked", "done", "talked"),
        ("outcome-no-answer", "done", "no-answer"),
        ("outcome-hung-up", "tried", "hung-up"),
        ("done", "done", ""),
        ("missed", "missed", ""),
        ("life", "life", ""),
    ],
)
def test_how_it_went_is_one_tap(after: TestClient, book_path: Path, said: str, state: str, outcome: str) -> None:
    page = after.get("/commitments").text
    assert "How did it go?" in page
    assert f'value="{said}"' in page
    answer = after.post("/commitments/1/settle", data={"said": said, "note": "bref", "back": "/commitments"})
    assert answer.status_code == 303
    with Book.open(book_path, now=NOW + 4 * DAY) as book:
        assert book.commitments()[0].state == state
        assert [step.outcome for step in book.footprints()] == ([outcome] if outcome else [])
    assert "How did it go?" not in after.get("/commitments").text


def test_a_miss_is_met_with_something_smaller(after: TestClient) -> None:
    after.post("/commitments/1/settle", data={"said": "missed"})
    page = after.get("/commitments").text
    assert "Something smaller, within two days" in page
    assert "/dare/" in page


def test_what_was_said_is_corrected_by_a_later_word_and_both_stay(after: TestClient) -> None:
    after.post("/commitments/1/settle", data={"said": "missed"})
    after.post("/commitments/1/settle", data={"said": "done"})
    page = after.get("/commitments").text
    assert "Said before: it did not happen" in page


def test_the_witness_s_answer_is_noted(sealed: TestClient, lines: Lines) -> None:
    assert "The question has not left yet." in sealed.get("/commitments").text
    sealed.post("/commitments/1/witness/answer", data={"said": "yes"})
    witness = lines()[0].witness
    assert witness is not None
    assert witness.state == "accepted"
    sealed.post("/commitments/1/witness/answer", data={"said": "no"})
    assert "Ask another witness" in sealed.get("/commitments").text


def test_a_witness_can_be_asked_later_after_a_look_at_the_mail(client: TestClient, lines: Lines) -> None:
    client.post("/commitments", data=FORM)
    page = client.post("/commitments/1/witness/preview", data={"witness": PAULE.mail, "tells": "all"}).text
    assert "where it was tried or did not happen" in page
    client.post("/commitments/1/witness", data={"witness": PAULE.mail, "tells": "all", "key": "k9"})
    witness = lines()[0].witness
    assert witness is not None
    assert (witness.address, witness.state) == (PAULE.mail, "asked")


def test_somebody_forgotten_leaves_an_empty_link(sealed: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.forget(MARIE.mail)
    page = sealed.get("/commitments").text
    assert "A person forgotten" in page
    assert "voilier" not in page


def test_a_broken_chain_is_told(sealed: TestClient, book_path: Path) -> None:
    from tests.app.test_committing import tamper

    tamper(book_path, "UPDATE chain SET at = at + 1 WHERE number = 1")
    assert "Entry no. 1 was changed after it was sealed." in sealed.get("/commitments").text


# ── no way back ───────────────────────────────────────────────────────────────────────────────────────────────────


def state(path: Path) -> set[tuple[object, ...]]:
    return {
        *rows_of(path, "SELECT * FROM chain ORDER BY number"),
        *rows_of(path, "SELECT * FROM sealed_text ORDER BY number"),
    }


EVERYTHING = {
    **WITNESSED,
    "what": "Autre chose",
    "number": "1",
    "id": "1",
    "action": "2",
    "said": "done",
    "handle": MARIE.mail,
    "name": "x",
    "value": "x",
    "outcome": "talked",
    "text": "x",
    "yes": "1",
    "back": "/commitments",
    "thing": "x",
}
"""Fields that some form of ours has: whatever is asked, with these."""


def test_no_form_of_any_page_edits_what_was_sealed(sealed: TestClient, book_path: Path) -> None:
    """Every address of the router, by every method, with every field; only forgetting somebody blanks."""
    before = state(book_path)
    tried = 0
    for one in addresses(sealed.app, {"who": 2, "number": 1, "event": 1}):  # type: ignore[arg-type]
        if one.method == "GET" or "forget" in one.path or "copies" in one.path or "/api/" in one.path:
            continue
        sealed.request(one.method, one.path, data=EVERYTHING)
        tried += 1
    assert tried > 40
    assert before <= state(book_path)
    with Book.open(book_path, now=NOW) as book:
        assert book.chain().flaws == ()


def test_undo_answers_with_a_sentence(sealed: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        number = next(line.id for line in book.actions() if line.verb == "seal")
    answer = sealed.post("/undo", data={"action": str(number)})
    assert answer.status_code == 422
    assert "nothing takes it back" in answer.text
    assert "Undo: Sealed" not in sealed.get("/actions").text


# ── a browser ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_way_from_the_form_to_the_seal_is_walked_by_keyboard(house: House, visit: Visitor) -> None:
    page = visit(house, "/commitments", width=360)
    page.get_by_label("What I will do").fill("Appeler pour le voilier")
    page.get_by_label("With whom").fill("Marie Tremblay")
    page.get_by_label("Which day").fill("2026-03-05")
    page.get_by_label("At which hour").fill("10:00")
    page.get_by_role("button", name="See it before it is sealed").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Before the seal").wait_for()
    page.get_by_label("I agreed the hour with them").check()
    page.get_by_role("button", name="Seal it").focus()
    page.keyboard.press("Enter")
    page.locator("#notes").get_by_text("Sealed. It stands").wait_for()
    assert page.get_by_role("heading", name="Appeler pour le voilier").is_visible()


def test_what_is_sealed_by_the_command_line_is_on_the_page(serve: Serve, client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.seal(SealDraft(what="Entrer au salon", at="2026-03-06T18:30"))
    assert "Entrer au salon" in client.get("/commitments").text
