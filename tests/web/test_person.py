"""A person's page, without and with a browser."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import INES, JEAN, LUC, LUC_AT_WORK, MARIE, NEWSLETTER, NOW, SOLENE
from tests.web.conftest import House, Visitor

from entregent.app.book import Book
from entregent.app.person_views import StrengthPoint
from entregent.web.moments import birthday
from entregent.web.pages.person import disposition, event_of
from entregent.web.steadiness import curve
from entregent.web.visit import Visit


def number_of(book_path: Path, who: str) -> int:
    """Somebody's number in the book."""
    with Book.open(book_path, now=NOW) as book:
        return book.person(who).line.id


@pytest.fixture
def marie(book_path: Path) -> str:
    """The address of Marie's page."""
    return f"/people/{number_of(book_path, MARIE.mail)}"


def key_in(page: str) -> str:
    """A key that a form of the page bears."""
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def act(client: TestClient, path: str, **fields: str) -> str:
    """Send a form as a browser without scripts does; the page that follows."""
    answer = client.post(path, data=fields)
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


# ── what it shows ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_says_in_words_how_the_tie_stands(client: TestClient, marie: str) -> None:
    page = client.get(marie).text
    assert "Holds well: last exchange" in page
    assert "You both give and receive about as much." in page
    assert "How steady this tie was" in page


def test_no_percentage_stands_before_the_why(client: TestClient, marie: str) -> None:
    page = client.get(marie).text
    assert "%" not in re.sub(r"<details.*?</details>|<link[^>]*>|<script[^>]*>", "", page, flags=re.DOTALL)
    assert "Chance that you both write or talk" in page


def test_an_id_of_former_days_leads_to_the_one_who_holds_it(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        old = sorted(book.person(one.mail).line.id for one in (MARIE, INES))
        book.same(MARIE.mail, INES.mail)
    answer = client.get(f"/people/{old[1]}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/people/{old[0]}")


@pytest.mark.parametrize("number", ["999999", "123456789012345678901234567890"])
def test_an_unknown_number_is_told_kindly(client: TestClient, number: str) -> None:
    answer = client.get(f"/people/{number}")
    assert answer.status_code == 404
    assert "Nobody stands under this number." in answer.text


def test_the_owner_has_no_page_among_the_people(client: TestClient, book_path: Path) -> None:
    assert client.get(f"/people/{number_of(book_path, SOLENE.mail)}").status_code == 404


def test_an_automaton_says_why_it_is_held_to_be_one_and_can_be_made_a_person(
    client: TestClient, book_path: Path
) -> None:
    path = f"/people/{number_of(book_path, NEWSLETTER.mail)}"
    page = client.get(path).text
    assert "takes no answers" in page
    assert "What happened?" not in page
    assert "What happened?" in act(client, f"{path}/human")


def test_handles_are_links_only_where_they_are_safe(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/edit", add="linkedin:javascript")
    page = client.get(marie).text
    assert f'href="mailto:{MARIE.mail}"' in page
    assert "linkedin:javascript" in page
    assert 'href="linkedin' not in page


def test_a_phone_number_is_handed_over_as_a_picture(client: TestClient, marie: str) -> None:
    page = act(client, f"{marie}/edit", add="+1 514 555-0123")
    code = re.search(r'src="([^"]+/code/\d+\.svg)"', page)
    assert code
    picture = client.get(code[1])
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert b"style=" not in picture.content
    assert client.get(f"{marie}/code/0.svg").status_code == 404  # a mail address is no number
    assert client.get(f"{marie}/code/99.svg").status_code == 404


def test_what_is_typed_stays_text(client: TestClient, marie: str) -> None:
    page = act(client, f"{marie}/note", text="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


# ── what passed ───────────────────────────────────────────────────────────────────────────────────────────────────


def told(page: str) -> list[str]:
    """The subjects of a stretch of the timeline."""
    return re.findall(r'class="said">([^<]+)<', page)


def test_the_timeline_goes_on_where_it_ended(client: TestClient, marie: str) -> None:
    subjects: list[str] = []
    path = f"{marie}/timeline"
    while path:
        page = client.get(path, headers={"hx-request": "true"}).text
        subjects += told(page)
        older = re.search(r'<a href="([^"]+)">Older', page)
        path = older[1].replace("&amp;", "&") if older else ""
    assert len(subjects) == 40
    assert (subjects[0], subjects[-1]) == ("Re: Le voilier 399", "Le voilier 0")


def test_the_timeline_is_filtered_by_channel(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/log", outcome="talked", channel="call", exact="1", note="Le chantier avance")
    page = client.get(f"{marie}/timeline?channel=call").text
    assert told(page) == ["You talked"]
    assert "Le chantier avance" in page


def test_an_event_number_out_of_an_address_is_one_or_nothing() -> None:
    assert (event_of("123"), event_of("-5")) == (123, -5)
    assert [event_of(text) for text in ("", "x", "1e9", "9" * 19, "٣", "--1")] == [None] * 6


def test_every_fact_shows_its_source(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/circle", circle="friends")
    page = client.get(f"{marie}/sources").text
    assert "Inbox.mbox" in page
    assert "friends" in page


# ── verbs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_form_sent_twice_is_done_once(client: TestClient, marie: str) -> None:
    key = key_in(client.get(marie).text)
    for _ in range(2):
        page = act(client, f"{marie}/log", outcome="wrote", channel="mail", key=key)
    assert page.count("You wrote") == 1


def test_what_happened_takes_its_day_in_words(client: TestClient, marie: str) -> None:
    page = act(client, f"{marie}/log", outcome="met", channel="meeting", when="yesterday", minutes="90", note="Au quai")
    assert "Noted: you met Marie Tremblay." in page
    assert "1 March" in page
    assert "1 h 30" in page


@pytest.mark.parametrize(
    ("verb", "fields", "sentence"),
    [
        ("log", {"outcome": "talked", "when": "quelque part"}, "is no date"),
        ("log", {"outcome": "talked", "minutes": "-5"}, "within reason"),
        ("log", {"outcome": "kissed"}, "taken here"),
        ("log", {"outcome": "met", "when": "2999-01-01"}, "still to come"),
        ("log", {"outcome": "met", "minutes": "50000"}, "within reason"),
        ("level", {"level": "supreme"}, "taken here"),
        ("edit", {"name": "", "name-before": "Marie"}, "The text is empty"),
        ("edit", {"add": "nothing at all"}, "is no address"),
        ("promise", {"text": "", "by": "monday"}, "The text is empty"),
        ("same", {"other": "Zzyzx"}, "Nobody matches"),
        ("met", {"via": "Marie Tremblay"}, "Nobody matches"),
    ],
)
def test_what_does_not_fit_is_a_sentence(
    client: TestClient, marie: str, verb: str, fields: dict[str, str], sentence: str
) -> None:
    answer = client.post(f"{marie}/{verb}", data=fields, headers={"hx-request": "true"})
    assert answer.status_code in {404, 422}
    assert sentence in answer.text


def test_nobody_talks_by_mail(client: TestClient, marie: str) -> None:
    page = act(client, f"{marie}/log", outcome="talked", channel="mail", when="yesterday", exact="1")
    assert "Call" in page.split('id="past"')[1].split("data-line")[0]


def test_a_verb_never_takes_a_number_for_somebodys_phone(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/edit", add="514 555-0123")
    assert client.post("/people/15145550123/never").status_code == 404
    assert "Suggest again" not in client.get(marie).text


def test_a_level_is_told_as_proposed_until_it_is_chosen(client: TestClient, marie: str) -> None:
    assert "Proposed, from how often" in client.get(marie).text
    assert "Chosen by you." in act(client, f"{marie}/level", level="close")


def test_circles_are_put_on_and_taken_off(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/circle", circle="friends")
    page = act(client, f"{marie}/circle", own="Voile")
    assert 'class="chip dot c-friends"' in page
    assert "Voile" in page
    assert 'class="chip dot c-friends"' not in act(client, f"{marie}/circle", remove="friends")


def test_a_promise_is_made_and_kept(client: TestClient, marie: str) -> None:
    page = act(client, f"{marie}/promise", text="Prêter la perceuse", by="in a week")
    assert "by 9 March" in page
    number = re.search(r'name="promise" value="(\d+)"', page)
    assert number
    assert "Promise kept, well done" in act(client, f"{marie}/kept", promise=number[1])


def test_how_they_met_is_written_and_taken_back(client: TestClient, marie: str, book_path: Path) -> None:
    page = act(client, f"{marie}/met", met="Au chantier naval", via="Inès Lévesque")
    assert "Au chantier naval" in page
    assert f'href="/people/{number_of(book_path, INES.mail)}">Inès Lévesque' in page
    page = act(client, f"{marie}/met", **{"met": "", "met-before": "Au chantier naval", "via-before": "Inès Lévesque"})
    assert "Au chantier naval" not in page
    assert ">Inès Lévesque</a></dd>" not in page


def test_only_what_changed_is_stated(client: TestClient, marie: str, book_path: Path) -> None:
    fields = {"name": "Marie Tremblay", "name-before": "Marie Tremblay", "title": "Skipper", "title-before": ""}
    assert "Skipper" in act(client, f"{marie}/edit", birthday="12 mai 1970", **fields)
    with Book.open(book_path, now=NOW) as book:
        stated = {one.fact for one in book.person(MARIE.mail).provenance if one.reader == "owner"}
        assert book.person(MARIE.mail).birthday == "1970-05-12"
    assert stated == {"title", "birthday"}


def test_later_rest_and_wake(client: TestClient, marie: str) -> None:
    assert "Not to be suggested before 5 March" in act(client, f"{marie}/later", until="in 3 days")
    assert "This tie rests, by your choice." in act(client, f"{marie}/rest")
    assert "This tie rests" not in act(client, f"{marie}/wake")


def test_the_archive_gives_back_what_was_put_there(client: TestClient, marie: str) -> None:
    page = act(client, f"{marie}/archive")
    assert "In the archive" in page
    assert "How it stands" not in page
    assert "How it stands" in act(client, f"{marie}/bring-back")


def undo_in(page: str) -> str:
    """The action that the page's own banner takes back."""
    found = re.findall(r'name="action" value="(\d+)"', page)
    assert found
    return str(found[-1])


@pytest.mark.parametrize(
    ("verb", "sentence"), [("never", "Nothing here will."), ("private", "Kept private"), ("died", "In memory of")]
)
def test_peace_is_kept_and_can_be_taken_back(client: TestClient, marie: str, verb: str, sentence: str) -> None:
    page = act(client, f"{marie}/{verb}")
    assert sentence in page
    assert "How it stands" not in page
    assert "How it stands" in act(client, "/undo", action=undo_in(page), back=marie)


def test_a_memory_asks_for_nothing(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/note", text="Riait de tout.")
    page = act(client, f"{marie}/died")
    assert "Riait de tout." in page
    assert "Le voilier 399" in page
    for gone in ("What happened?", "mailto:", "How much you want this tie", "Promises", "last exchange"):
        assert gone not in page


# ── who is who ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_is_asked_about_where_a_name_is_two_peoples(client: TestClient, marie: str, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.add("Jean Roy", handles=[JEAN.mail])
        book.add("Jean Roy", handles=["jean@ailleurs.example"])
    page = client.post(f"{marie}/same", data={"other": "Jean Roy"}).text
    assert "Which one?" in page
    choices = re.findall(r'name="other" value="(\d+)"', page)
    assert len(choices) == 2
    assert JEAN.mail in act(client, f"{marie}/same", other=choices[0])


def test_a_join_says_why_and_is_taken_apart(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.edit(LUC.mail, add_handles=[LUC_AT_WORK.mail])
    path = f"/people/{number_of(book_path, LUC.mail)}"
    assert "You said so." in client.get(path).text
    act(client, f"{path}/different", a=LUC.mail, b=LUC_AT_WORK.mail)
    assert LUC_AT_WORK.mail not in client.get(path).text


def test_somebody_met_without_an_address_is_joined_and_told_apart_again(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        other = book.add("Tante Paulette").people[0][0]
    path = f"/people/{number_of(book_path, MARIE.mail)}"
    page = act(client, f"{path}/same", other=str(other))
    assert "One person: Tante Paulette" in page  # the owner’s word beats sources
    pair = re.search(r'name="a" value="([^"]+)"><input type="hidden" name="b" value="([^"]+)"', page)
    assert pair
    act(client, f"{path}/different", a=pair[1], b=pair[2])
    assert "Tante Paulette" in client.get(f"/people/{other}").text


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_exported_with_every_fact(client: TestClient, marie: str) -> None:
    act(client, f"{marie}/note", text="Aime la voile")
    answer = client.get(f"{marie}/export.json")
    assert answer.headers["content-disposition"].startswith('attachment; filename="marie-tremblay.json"')
    document = json.loads(answer.text)
    assert document["person"]["handles"] == [{"kind": "mail", "value": MARIE.mail}]
    assert document["notes"][0]["text"] == "Aime la voile"
    assert len(document["exchanges"]) == 40
    assert all(one["source"].endswith(".mbox") for one in document["exchanges"])


def test_a_person_is_exported_as_a_card(client: TestClient, marie: str) -> None:
    card = client.get(f"{marie}/export.vcf")
    assert card.headers["content-type"].startswith("text/vcard")
    assert "FN:Marie Tremblay" in card.text


@pytest.mark.parametrize("name", ['a"b\r\nx: y', "../../etc/passwd", "Ïñès ✨", "🙂", "", "x" * 500, "CON:|<>"])
def test_a_files_name_can_do_no_harm(name: str) -> None:
    header = disposition(name, "json")
    assert re.fullmatch(r"attachment; filename=\"[a-z0-9-]+\.json\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+", header)
    assert "%2F" not in header


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tie_of_a_few_weeks_has_no_curve_yet() -> None:
    assert curve((StrengthPoint(NOW - 90, 1.0), StrengthPoint(NOW, 1.0)), "UTC", "own") is None


class _At:
    """As much of a visit as a date needs."""

    def __init__(self) -> None:
        from datetime import date

        self.today = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("12 mai 1970", "1970-05-12"),
        ("17 May", "--05-17"),
        ("1970-05-17", "1970-05-17"),
        ("05-17", "05-17"),
        ("--05-17", "--05-17"),
    ],
)
def test_a_birthday_may_lack_its_year(typed: str, kept: str) -> None:
    visit: Visit = _At()  # type: ignore[assignment]
    assert birthday(visit, typed) == kept


# ── in a browser ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_note_is_kept_in_place_and_its_form_is_empty_again(house: House, visit: Visitor) -> None:
    page = visit(house, f"/people/{number_of(house.book, MARIE.mail)}")
    page.get_by_label("A note").fill("Aime la voile")
    page.get_by_role("button", name="Note it").click()
    page.get_by_text("Noted for Marie Tremblay.").wait_for()
    assert page.locator(".own-note").inner_text().endswith("Aime la voile")
    assert page.get_by_label("A note").input_value() == ""


def test_older_exchanges_come_while_scrolling(house: House, visit: Visitor) -> None:
    page = visit(house, f"/people/{number_of(house.book, MARIE.mail)}")
    page.locator(".older").scroll_into_view_if_needed()
    page.get_by_text("Le voilier 0", exact=True).wait_for()
    eras = page.locator(".era").all_inner_texts()
    assert len(eras) == len(set(eras)) > 1


def test_a_deed_leaves_folds_and_the_past_as_they_were(house: House, visit: Visitor) -> None:
    page = visit(house, f"/people/{number_of(house.book, MARIE.mail)}")
    page.get_by_text("Where it comes from").click()
    page.locator("#sources table").wait_for()
    page.locator(".older").scroll_into_view_if_needed()
    page.get_by_text("Le voilier 0", exact=True).wait_for()
    seen = page.locator("[data-line]").count()
    page.get_by_text("With its day, minutes or a word").click()
    page.get_by_label("Minutes").fill("20")
    page.locator("form.fields[action$='/log'] button").press("Enter")
    page.get_by_text("Noted: you").wait_for()
    page.locator("#sources table").wait_for()
    assert page.get_by_label("Minutes").is_visible()
    assert page.locator("[data-line]").count() >= seen
    assert page.evaluate("document.activeElement.closest('section').getAttribute('aria-labelledby')") == "happened"


def test_without_scripts_the_page_reads_and_acts(house: House, visit: Visitor) -> None:
    page = visit(house, f"/people/{number_of(house.book, MARIE.mail)}", script=False)
    page.get_by_role("button", name="We talked").click()
    page.get_by_text("Noted: you talked with Marie Tremblay.").wait_for()
    page.get_by_role("link", name="Older").click()
    page.get_by_role("heading", name="Exchanges with Marie Tremblay").wait_for()


def test_a_narrow_page_does_not_scroll_sideways(house: House, visit: Visitor) -> None:
    page = visit(house, f"/people/{number_of(house.book, MARIE.mail)}", width=360, theme="dark")
    for summary in page.locator("#person summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
