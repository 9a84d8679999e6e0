"""Settings, copies and who may come in, without a browser but for what needs one."""

import re
import threading
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import LUC_AT_WORK, NOW, SOLENE
from tests.web.conftest import House, Visitor

from entregent.app.book import Book
from entregent.app.opening import SETTINGS
from entregent.web.sessions import digest_of
from entregent.web.shelf import Shelf


def setting(book_path: Path, key: str) -> str:
    with Book.open(book_path, now=NOW) as book:
        return next((line.value for line in book.settings() if line.key == key), "1")


def text_of(client: TestClient, path: str = "/settings") -> str:
    page = client.get(path)
    assert page.status_code == 200
    return page.text


ELSEWHERE = {
    "rewriter",  # a program is named in the terminal alone
    "ladder",  # chosen on /dare
    "answers-aim",  # on /approaches
    *("brief", "brief-hour", "brief-days", "brief-names", "feed-names"),  # on /follow-up
}
"""Settings that stand where they are used."""


def test_every_setting_has_its_field(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.set_setting("first-week", "2026-03-01")
    page = text_of(client)
    for key in SETTINGS.keys() - ELSEWHERE:
        assert f'name="{key}"' in page, key


def test_my_addresses_stand_with_the_reason_why(client: TestClient) -> None:
    assert re.search(rf"{SOLENE.mail}</strong><div[^>]*>You said so", text_of(client))


def test_an_address_is_claimed_given_up_and_the_claim_taken_back(client: TestClient) -> None:
    answer = client.post("/settings/owner", data={"handle": LUC_AT_WORK.mail, "act": "add"})
    assert answer.headers["location"].endswith("#me")
    done = re.search(r"done=(\d+)", answer.headers["location"])
    assert done
    assert f"<strong>{LUC_AT_WORK.mail}" in text_of(client)
    client.post("/undo", data={"action": done[1]})
    assert f"<strong>{LUC_AT_WORK.mail}" not in text_of(client)


def test_minutes_are_kept_and_taken_back_at_once(client: TestClient, book_path: Path) -> None:
    answer = client.post("/settings/minutes", data={"minutes-per-week": "90", "minutes-per-day": "15"})
    assert (setting(book_path, "minutes-per-week"), setting(book_path, "minutes-per-day")) == ("90", "15")
    client.post("/undo", data={"action": re.search(r"done=(\d+)", answer.headers["location"])[1]})  # type: ignore[index]
    assert (setting(book_path, "minutes-per-week"), setting(book_path, "minutes-per-day")) == ("120", "30")


def test_what_was_done_is_said_in_words(client: TestClient) -> None:
    answer = client.post("/settings/minutes", data={"minutes-per-week": "90", "minutes-per-day": "30"})
    assert "Setting kept: minutes a week (90)." in client.get(answer.headers["location"].partition("#")[0]).text


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("minutes", {"minutes-per-week": "many", "minutes-per-day": "30"}),
        ("channels", {"minutes-mail": "-1"}),
        ("place", {"zone": "Atlantis", "region": "CA"}),
        ("owner", {"handle": "??", "act": "add"}),
        ("circles", {"weight-family": "a lot"}),
    ],
)
def test_a_bad_value_gets_its_sentence_beside_the_form(client: TestClient, form: str, data: dict[str, str]) -> None:
    page = client.post(f"/settings/{form}", data=data)
    section = "me" if form == "owner" else form
    assert page.status_code == 422
    assert f'id="trouble-{section}"' in page.text
    typed = next(iter(data.values()))
    assert f'value="{typed}"' in page.text or form == "circles"


def test_a_form_that_changes_nothing_leaves_no_action(client: TestClient) -> None:
    answer = client.post("/settings/channels", data={"minutes-mail": ""})
    assert answer.headers["location"] == "/settings#channels"


def test_a_circle_may_count_for_more(client: TestClient, book_path: Path) -> None:
    client.post("/settings/circles", data={"weight-family": "2", "weight-love": "1"})
    assert setting(book_path, "weight-family") == "2"
    assert re.search(r'name="weight-family">.*?value="2" selected', text_of(client), re.DOTALL)


def test_a_circle_of_ones_own_is_listed(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        book.circle(["Marie Tremblay"], "choir")
    assert 'name="weight-choir"' in text_of(client)


def test_the_language_is_kept_in_the_book_and_leads_back(client: TestClient, book_path: Path) -> None:
    answer = client.post("/settings/language", data={"language": "fr", "back": "/people?q=a"})
    assert answer.headers["location"].startswith("/people?q=a&done=")
    assert setting(book_path, "language") == "fr"
    assert '<html lang="fr"' in text_of(client)


def test_the_theme_is_a_cookie_of_this_browser(client: TestClient) -> None:
    kept = client.post("/settings/theme", data={"theme": "dark", "back": "/settings"}).headers["set-cookie"]
    assert all(part in kept for part in ("theme=dark", "Max-Age=31536000", "SameSite=strict", "HttpOnly"))
    assert 'data-theme="dark"' in text_of(client)
    assert "Max-Age=0" in client.post("/settings/theme", data={"theme": "system"}).headers["set-cookie"]
    assert "data-theme=" not in text_of(client).partition("<head>")[0]


def test_nobody_is_led_to_another_site(client: TestClient) -> None:
    answer = client.post("/settings/theme", data={"theme": "dark", "back": "//elsewhere.example"})
    assert answer.headers["location"] == "/"


def test_a_copy_is_made_beside_the_book_and_told(client: TestClient, book_path: Path) -> None:
    answer = client.post("/settings/backup")
    made = list(book_path.parent.glob("*.backup"))
    assert len(made) == 1
    assert str(made[0]) in text_of(client, answer.headers["location"].partition("#")[0])


def test_the_whole_book_is_written_as_open_files(client: TestClient, book_path: Path) -> None:
    answer = client.post("/settings/export")
    folder = next(book_path.parent.glob("*-export"))
    assert {"people.json", "people.vcf", "interactions.csv"} <= {path.name for path in folder.iterdir()}
    assert str(folder) in text_of(client, answer.headers["location"].partition("#")[0])


def test_the_address_alone_makes_no_file_exist(client: TestClient) -> None:
    assert "open files" not in text_of(client, "/settings?told=exported&name=nothing-export")
    assert "/etc" not in text_of(client, "/settings?told=exported&name=..%2F..%2Fetc")


def test_a_copy_takes_the_place_of_the_book_under_open_pages(client: TestClient, book_path: Path) -> None:
    client.post("/settings/backup")
    client.post("/meet", data={"name": "Nadia Benali", "key": "k"})
    assert "Nadia Benali" in client.get("/actions").text
    copy = next(book_path.parent.glob("*.backup"))
    answer = client.post("/settings/restore", data={"copy": str(copy)})
    assert answer.headers["location"] == "/settings?told=restored#copies"
    assert "Nadia Benali" not in client.get("/actions").text
    client.post("/settings/restore", data={"path": f"{book_path}.before-restore"})
    assert "Nadia Benali" in client.get("/actions").text


def test_after_a_copy_came_back_verbs_write_to_it(client: TestClient, book_path: Path) -> None:
    client.post("/settings/backup")
    client.post("/settings/restore", data={"copy": str(next(book_path.parent.glob("*.backup")))})
    client.post("/meet", data={"name": "Nadia Benali", "key": "k"})
    with Book.open(book_path, now=NOW) as book:
        assert book.names("Nadia") == ["Nadia Benali"]


def test_a_copy_from_before_lets_nobody_in_who_was_shut_out(client: TestClient, book_path: Path) -> None:
    client.post("/settings/token", data={"act": "make"})
    client.post("/settings/backup")
    client.post("/settings/token", data={"act": "drop"})
    client.post("/settings/restore", data={"copy": str(next(book_path.parent.glob("*.backup")))})
    with Book.open(book_path, now=NOW) as book:
        assert book.remembered("web-token") == ""
        assert len(book.remembered("web-sessions")) == 1


@pytest.mark.parametrize("path", ["", "/nowhere/at.all", "letters.txt"])
def test_what_is_no_copy_leaves_the_book_alone(client: TestClient, book_path: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "letters.txt").write_text("Dear all")
    before = book_path.stat().st_ino
    wished = str(tmp_path / path) if path.endswith(".txt") else path
    page = client.post("/settings/restore", data={"path": wished})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert book_path.stat().st_ino == before
    assert client.get("/settings").status_code == 200


def test_no_copy_comes_back_while_an_import_writes(
    client: TestClient, book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/settings/backup")
    monkeypatch.setattr("entregent.app.importing.imports.running_job", lambda _: (7, "elsewhere:1", NOW, 1 << 40, 0, 0))
    page = client.post("/settings/restore", data={"copy": str(next(book_path.parent.glob("*.backup")))})
    assert page.status_code == 422
    assert "Another import is writing" in page.text


def test_whoever_looks_is_waited_for_before_the_book_is_replaced(book_path: Path) -> None:
    shelf = Shelf(book_path, lambda: NOW)
    begun, go, order = threading.Event(), threading.Event(), []

    def look(book: Book) -> None:
        begun.set()
        go.wait(10)
        order.append(book.lang)

    reader = threading.Thread(target=shelf._look, args=(look,))
    writer = threading.Thread(target=shelf.renew, args=(lambda: order.append("replaced"),))
    reader.start()
    begun.wait(10)
    writer.start()
    go.set()
    for thread in (reader, writer):
        thread.join(10)
    assert order == ["en", "replaced"]
    shelf.close()


def test_a_book_replaced_from_the_terminal_is_noticed(client: TestClient, book_path: Path) -> None:
    with Book.open(book_path, now=NOW) as book:
        copy = Path(book.backup().path)
    client.post("/meet", data={"name": "Nadia Benali", "key": "k"})
    Book.restore(copy, book_path, now=NOW)
    assert "Nadia Benali" not in client.get("/actions").text
    client.post("/meet", data={"name": "Karim Haddad", "key": "j"})
    with Book.open(book_path, now=NOW) as book:
        assert book.names("Karim") == ["Karim Haddad"]


def test_the_check_up_says_what_is_well(client: TestClient) -> None:
    assert "The book is sound." in text_of(client, "/settings/check")
    part = client.get("/settings/check", headers={"HX-Request": "true"}).text
    assert "The book is sound." in part
    assert "<html" not in part


def test_this_browser_or_all_are_signed_out(client: TestClient) -> None:
    assert client.post("/settings/leave").headers["location"] == "/enter"
    client.cookies.set(client.app.state.cookie, client.app.state.sessions.begin())  # type: ignore[attr-defined]
    assert client.get("/settings").status_code == 200
    name, secret = client.app.state.cookie, client.app.state.sessions.begin()  # type: ignore[attr-defined]
    client.post("/settings/leave", data={"all": "1"})
    client.cookies.set(name, secret)
    assert client.get("/settings").headers["location"] == "/enter"


def test_a_token_is_shown_once_and_kept_as_a_digest(client: TestClient, book_path: Path) -> None:
    shown = re.search(r'id="token"[^>]* value="([^"]+)"', client.post("/settings/token", data={"act": "make"}).text)
    assert shown
    assert client.app.state.tokens.accepts(shown[1])  # type: ignore[attr-defined]
    assert shown[1] not in text_of(client)
    with Book.open(book_path, now=NOW) as book:
        assert book.remembered("web-token") == digest_of(shown[1])
    client.post("/settings/token", data={"act": "drop"})
    assert not client.app.state.tokens.accepts(shown[1])  # type: ignore[attr-defined]


def test_nothing_is_shown_to_a_stranger(client: TestClient) -> None:
    client.cookies.clear()
    for path in ("/settings", "/settings/restore", "/settings/check", "/help"):
        assert client.get(path).headers["location"] == "/enter"
    assert client.post("/settings/backup").headers["location"] == "/enter"


def test_countries_bear_their_names_and_settings_work_by_keyboard(house: House, visit: Visitor) -> None:
    page = visit(house, "/settings", width=360)
    assert page.locator("#region option:checked").inner_text() == "Canada"
    page.locator("#minutes-per-week").fill("90")
    page.keyboard.press("Enter")
    page.get_by_text("Setting kept: minutes a week (90).").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_settings_work_without_scripts(house: House, visit: Visitor) -> None:
    page = visit(house, "/settings", script=False)
    page.get_by_role("button", name="Make a copy now").click()
    page.get_by_text("A copy of your book (").wait_for()
