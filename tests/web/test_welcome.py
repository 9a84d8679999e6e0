"""The first visit: ten names, one's own files, a made-up network; by thumb, by keyboard, without a script."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient
from tests.cast import NOW, ordinary, write_both_ways
from tests.web.conftest import House, Serve, Visitor, wait_until

from entregent.app.book import Book
from entregent.web import serving


@pytest.fixture
def empty_path(tmp_path: Path) -> Path:
    """A fresh book, as `serve` makes one."""
    path = tmp_path / "carnet.book"
    Book.create(path, now=NOW, zone="America/Toronto").close()
    return path


@pytest.fixture
def newcomer(empty_path: Path) -> Iterator[TestClient]:
    """A client without a browser, before an empty book."""
    served = serving.prepare(empty_path, host="127.0.0.1", port=0, clock=lambda: NOW)
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as known:
        known.cookies.set(served.app.state.cookie, served.sessions.begin())
        yield known
    served.listening.close()


@pytest.fixture
def empty_house(serve: Serve, empty_path: Path) -> House:
    return serve(empty_path)


def names_form(client: TestClient, *rows: tuple[str, str, str, str], **more: str) -> dict[str, str]:
    """The form of names as a browser would send it."""
    key = re.search(r'name="key" value="([^"]+)"', client.get("/welcome/names").text)
    assert key
    form = {"key": key[1], **more}
    for number, (name, when, how, circle) in enumerate(rows, 1):
        form |= {f"name-{number}": name, f"when-{number}": when, f"how-{number}": how, f"circle-{number}": circle}
    return form


MARIE = ("Marie Tremblay", "season", "call", "friends")
LUC = ("Luc Gagnon", "year", "mail", "clients")


Answer = TypeVar("Answer")


def in_book(path: Path, ask: Callable[[Book], Answer]) -> Answer:
    """What the book answers to a question."""
    with Book.open(path, now=NOW) as book:
        return ask(book)


def test_an_empty_book_leads_to_the_first_visit(newcomer: TestClient) -> None:
    assert 'href="/welcome"' in newcomer.get("/").text
    page = newcomer.get("/welcome").text
    assert "Begin in English" in page
    assert "Commencer en français" in page


def test_a_book_that_is_not_empty_says_so_and_goes_on_from_any_step(client: TestClient) -> None:
    page = client.get("/welcome").text
    assert "Your book holds 3 people already." in page
    for step in ("begin", "me", "closest", "minutes"):
        assert f'href="/welcome/{step}"' in page
        assert client.get(f"/welcome/{step}").status_code == 200


def test_the_language_that_is_chosen_is_kept(newcomer: TestClient, empty_path: Path) -> None:
    answer = newcomer.post("/welcome", data={"language": "fr"})
    assert answer.headers["location"] == "/welcome/begin"
    assert in_book(empty_path, lambda book: book.lang) == "fr"
    assert "Qui connais-tu?" in newcomer.get("/welcome/begin").text


def test_two_names_make_a_plan(newcomer: TestClient) -> None:
    answer = newcomer.post("/welcome/names", data=names_form(newcomer, MARIE, LUC))
    assert answer.headers["location"].startswith("/welcome/me?done=")
    assert "2 names are in your book" in newcomer.get(answer.headers["location"]).text
    assert "Luc Gagnon" in newcomer.get("/").text


def test_the_names_sent_twice_are_there_once(newcomer: TestClient, empty_path: Path) -> None:
    form = names_form(newcomer, MARIE, LUC)
    for _ in range(2):
        newcomer.post("/welcome/names", data=form)
    (marie, luc) = in_book(empty_path, lambda book: book.people())
    assert (marie.interactions, luc.interactions) == (1, 1)


def test_ten_more_can_follow(newcomer: TestClient) -> None:
    answer = newcomer.post("/welcome/names", data=names_form(newcomer, MARIE, more="1"))
    assert answer.headers["location"].startswith("/welcome/names?done=")
    assert "1 person is in your book so far." in newcomer.get("/welcome/names").text


def test_no_name_and_no_when_are_said_kindly_and_what_was_typed_stays(newcomer: TestClient) -> None:
    nobody = newcomer.post("/welcome/names", data=names_form(newcomer, ("", "", "", "")))
    assert nobody.status_code == 422
    assert "Type at least one name" in nobody.text
    vague = newcomer.post("/welcome/names", data=names_form(newcomer, ("Marie Tremblay", "", "call", "friends")))
    assert vague.status_code == 422
    assert "A guess is enough." in vague.text
    assert 'value="Marie Tremblay"' in vague.text


def test_what_is_no_address_is_said_and_what_was_typed_stays(newcomer: TestClient) -> None:
    answer = newcomer.post("/welcome/me", data={"name": "Solène", "more": "solene"})
    assert answer.status_code == 422
    assert "is no address" in answer.text
    assert 'value="Solène"' in answer.text


def test_an_address_that_is_not_mine_is_mine_no_more(client: TestClient, book_path: Path) -> None:
    assert "solene@bouchard.example" in client.get("/welcome/me").text
    client.post("/welcome/me", data={"handle-1": "solene@bouchard.example", "mine-1": "no"})
    assert in_book(book_path, lambda book: book.owner_handles()) == []


def test_cards_are_placed_without_a_script(client: TestClient, book_path: Path) -> None:
    page = client.get("/welcome/closest").text
    persons = re.findall(r'name="person" value="(\d+)"', page)
    form = {f"level-{person}": "valued" for person in persons} | {f"other-{persons[0]}": "friends"}
    answer = client.post("/welcome/closest", data={"person": persons, **form})
    assert answer.headers["location"].startswith("/welcome/minutes?done=")
    lines = in_book(book_path, lambda book: book.closest())
    assert {(line.level, line.level_proposed) for line in lines} == {("valued", False)}


def test_an_empty_book_says_that_nobody_is_close_yet(newcomer: TestClient) -> None:
    assert "Nobody is close yet." in newcomer.get("/welcome/closest").text


def test_minutes_say_what_they_keep(client: TestClient) -> None:
    part = client.get("/welcome/minutes?week=600", headers={"hx-request": "true"}).text
    assert part.strip().endswith("</p>")
    assert "ties that you have" in part


@pytest.mark.parametrize(("week", "day"), [("0", "30"), ("90", "soon"), ("99999999999", "30"), ("90", "-4"), ("", "")])
def test_minutes_that_are_none_are_said_kindly(newcomer: TestClient, week: str, day: str) -> None:
    answer = newcomer.post("/welcome/minutes", data={"week": week, "day": day})
    assert answer.status_code == 422
    assert "Write whole minutes above zero" in answer.text


def test_the_first_week_begins_when_the_visit_ends_and_can_be_lifted(newcomer: TestClient) -> None:
    newcomer.post("/welcome/names", data=names_form(newcomer, MARIE, LUC))
    assert newcomer.post("/welcome/minutes", data={"week": "90", "day": "30"}).headers["location"] == "/?hello=1"
    assert "This is your first plan." in newcomer.get("/?hello=1").text
    today = newcomer.get("/").text
    assert "The first week, two at most a day: until 8 March." in today
    assert "What comes later" in today
    newcomer.post("/welcome/earnest", data={"back": "/"})
    assert "The first week" not in newcomer.get("/").text


def test_a_book_that_had_people_before_begins_no_first_week(client: TestClient) -> None:
    client.post("/welcome", data={"language": "en"})
    client.post("/welcome/minutes", data={"skip": "1"})
    assert "The first week" not in client.get("/").text


def test_a_visit_that_was_left_is_taken_up_again(newcomer: TestClient) -> None:
    newcomer.post("/welcome/names", data=names_form(newcomer, MARIE, LUC))
    assert 'href="/welcome/me"' in newcomer.get("/").text
    newcomer.post("/welcome/me", data={"skip": "1"})
    assert 'href="/welcome/closest"' in newcomer.get("/").text
    newcomer.post("/welcome/leave")
    assert "Your first visit is not over" not in newcomer.get("/").text


def test_the_sample_comes_in_and_leaves_with_one_tap(newcomer: TestClient, empty_path: Path) -> None:
    assert newcomer.post("/welcome/sample").headers["location"] == "/welcome/me"
    assert "Your exports are being read." in newcomer.get("/").text
    wait_until(lambda: "Who are you?" in newcomer.get("/welcome/me").text, seconds=90)
    assert "This network is made up." in newcomer.get("/").text
    newcomer.post("/welcome/minutes", data={"skip": "1"})
    assert "The first week" not in newcomer.get("/").text
    assert newcomer.post("/welcome/again").headers["location"] == "/welcome/begin"
    assert "Your book is still empty." in newcomer.get("/").text
    assert not list(empty_path.parent.glob("*.sample"))


def test_a_sample_is_not_mixed_with_people_who_are_there(client: TestClient) -> None:
    assert client.post("/welcome/sample").status_code == 422


# ── in a real browser ─────────────────────────────────────────────────────────────────────────────────────────────


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_ten_names_by_thumb_in_french(empty_house: House, visit: Visitor) -> None:
    page = visit(empty_house, width=360)
    page.get_by_role("link", name="Let us begin").click()
    page.get_by_role("button", name="Commencer en français").click()
    page.get_by_role("link", name="Les nommer").click()
    for number in range(1, 11):
        page.locator(f"#name-{number}").fill(f"Personne {number}")
        page.locator(f"#when-{number}").select_option("year" if number < 5 else "season")
        page.locator(f"#how-{number}").select_option("text" if number % 2 else "meeting")
    assert fits(page)
    page.get_by_role("button", name="Les garder et continuer").click()
    page.get_by_role("heading", name="Qui es-tu?").wait_for()
    page.get_by_label("Ton nom, si tu veux").fill("Solène")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Niveau\u202f: Personne 1", exact=True).select_option("none")
    assert fits(page)
    page.get_by_role("button", name="Garder ainsi").click()
    page.get_by_role("button", name="Montre-moi aujourd’hui").click()
    page.get_by_text("Voici ton premier plan.").wait_for()
    expect(page.locator("article.card:not(.small-dare)")).to_have_count(2)
    expect(page).not_to_have_url(re.compile("hello"))
    assert fits(page)


def test_the_first_visit_with_a_mailbox_of_ones_own(empty_house: House, visit: Visitor, tmp_path: Path) -> None:
    exports = write_both_ways(tmp_path / "exports", ordinary())
    page = visit(empty_house, "/welcome")
    page.get_by_role("button", name="Begin in English").click()
    page.locator("input[name=files]").first.set_input_files(sorted(exports.iterdir()))
    page.locator(".summary").get_by_role("link", name="Next", exact=True).click(timeout=60_000)
    assert page.get_by_role("group", name="solene@bouchard.example").get_by_label("Mine", exact=True).is_checked()
    page.get_by_role("button", name="That is me").click()
    assert page.locator("[data-level=close] .one").count() == 3
    page.get_by_role("button", name="Keep it so").click()
    page.get_by_label("In a week", exact=True).fill("600")
    page.get_by_text("That is enough for all 3 ties that you have.").wait_for()
    page.get_by_role("button", name="Show me today").click()
    page.locator("article.card", has_text="Inès Lévesque").wait_for()


def test_the_first_visit_by_keyboard_alone(empty_house: House, visit: Visitor) -> None:
    page = visit(empty_house, "/welcome")
    page.get_by_role("button", name="Begin in English").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Name them").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/names")
    for name, when in (("Marie", "this s"), ("Luc", "this y")):
        page.keyboard.type(name)  # the first field has the focus
        for typed in ("Tab", when, "Tab", "Tab", "Tab"):
            page.keyboard.press("Tab") if typed == "Tab" else page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/me?*")
    page.get_by_role("button", name="Skip").press("Enter")
    grip = page.get_by_role("button", name="Move Marie: arrow keys")
    grip.press("ArrowRight")
    expect(page.locator("[data-level=valued] .one", has_text="Marie")).to_have_count(1)
    expect(grip).to_be_focused()
    expect(page.locator("[data-said]")).to_have_text("Marie: valued")
    page.get_by_role("button", name="Keep it so").press("Enter")
    page.get_by_role("button", name="Show me today").press("Enter")
    page.get_by_text("This is your first plan.").wait_for()


def test_a_card_is_carried_to_another_level(house: House, visit: Visitor) -> None:
    page = visit(house, "/welcome/closest", width=1440)
    page.get_by_role("button", name="Move Marie Tremblay: arrow keys").hover()
    page.mouse.down()
    target = page.locator("[data-level=wide]").bounding_box()
    assert target
    page.mouse.move(target["x"] + 40, target["y"] + 80, steps=4)
    page.mouse.up()
    expect(page.locator("[data-level=wide] .one", has_text="Marie Tremblay")).to_have_count(1)
    page.get_by_role("button", name="Keep it so").click()
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{house.address}/welcome/closest")
    expect(page.locator("[data-level=close] .one", has_text="Marie Tremblay")).to_have_count(1)
