"""Sources: by path, by drop, by form; watched, stopped, taken up again, taken out."""

import os
import re
import time
from pathlib import Path

import apsw
import pytest
from starlette.testclient import TestClient
from tests.cast import MARIE, NOW, PAULE, SOLENE, card, exchange, write_cards, write_mbox
from tests.web.conftest import House, Visitor, wait_until

from entregent.app import dropping
from entregent.app.book import Book
from entregent.app.importing_apart import Ended
from entregent.app.views import ImportLine
from entregent.web.importer import Importer

LONG = exchange(MARIE, range(3_000))


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A new mailbox: two letters of Marie's, one of Paule's, and their answers."""
    return write_mbox(tmp_path / "new.mbox", [*exchange(MARIE, (410, 415)), *exchange(PAULE, (412,))])


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    return write_cards(tmp_path / "contacts.vcf", [card(MARIE), card(PAULE)])


def importer(client: TestClient) -> Importer:
    found = client.app.state.importer  # type: ignore[attr-defined]
    assert isinstance(found, Importer)
    return found


def ended(client: TestClient) -> Ended:
    """How the import that was begun ended."""
    wait_until(lambda: importer(client).work().state == "ended", 60)
    found = importer(client).work().ended
    assert found is not None
    return found


def read_path(client: TestClient, path: Path) -> Ended:
    client.post("/sources/files", data={"path": str(path)}, files={"files": ("", b"")})
    return ended(client)


def drop(client: TestClient, *files: tuple[str, bytes]) -> str:
    """Drop these files as the page's script does; where it leads."""
    name = client.post(f"/sources/drop?bytes={sum(len(content) for _, content in files)}").json()["drop"]
    for called, content in files:
        assert client.put(f"/sources/drop/{name}", params={"name": called}, content=content).status_code == 200
    return str(client.post(f"/sources/drop/{name}/read?back=/sources").json()["go"])


def digest(path: Path) -> str:
    with Book.open(path, now=NOW) as book:
        return book.digest()


# ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_path_is_read_however_it_was_pasted(client: TestClient, letters: Path) -> None:
    for pasted in (f'"{letters}"', f"  {letters} ", letters.as_uri()):
        answer = client.post("/sources/files", data={"path": pasted, "back": "/sources"}, files={"files": ("", b"")})
        assert (answer.status_code, answer.headers["location"]) == (303, "/sources")
        assert ended(client).how == "done"
    assert [line.path for line in importer_lines(client)].count(str(letters)) == 1


def importer_lines(client: TestClient) -> list[ImportLine]:
    with Book.open(importer(client).book, now=NOW) as book:
        return book.imports()


def test_the_summary_says_what_was_read_and_what_comes_next(client: TestClient, letters: Path) -> None:
    read_path(client, letters)
    page = client.get("/sources").text
    assert "6 exchanges, 6 of them new" in page
    assert "a mailbox (mbox)" in page
    assert f"You are {SOLENE.mail}." in page
    assert "Next: today" in page


def test_a_wrong_path_is_a_sentence(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/sources/files", data={"path": str(tmp_path / "nowhere")}, files={"files": ("", b"")})
    assert answer.status_code == 422
    assert "There is nothing at" in answer.text


def test_without_a_script_chosen_files_are_read(client: TestClient, cards: Path) -> None:
    files = [("files", ("Téléphone.vcf", cards.read_bytes())), ("files", ("", b""))]
    answer = client.post("/sources/files", data={"back": "/sources", "path": ""}, files=files)
    assert answer.headers["location"] == "/sources"
    assert ended(client).how == "done"
    assert "Téléphone.vcf" in client.get("/sources").text


def test_a_form_with_nothing_in_it_says_so(client: TestClient) -> None:
    answer = client.post("/sources/files", data={"path": ""}, files={"files": ("", b"")})
    assert "There was nothing in it to read" in client.get(answer.headers["location"]).text


def test_the_same_drop_twice_changes_nothing(client: TestClient, letters: Path, book_path: Path) -> None:
    drop(client, ("new.mbox", letters.read_bytes()))
    assert ended(client).how == "done"
    before, lines = digest(book_path), len(importer_lines(client))
    assert drop(client, ("new.mbox", letters.read_bytes())) == "/sources"
    assert ended(client).how == "done"
    assert "Nothing new: all of it was known already." in client.get("/sources").text
    assert (digest(book_path), len(importer_lines(client))) == (before, lines)


def test_hostile_names_stay_names(client: TestClient, cards: Path, tmp_path: Path) -> None:
    around = {path for path in tmp_path.rglob("*") if ".dropped" not in str(path)}
    names = (
        "../../../up.vcf",
        "/etc/cron.d/x.vcf",
        "..\\..\\y.vcf",
        "<script>alert(1)</script>.vcf",
        "a/../../b.vcf",
        "",
    )
    drop(client, *((name, cards.read_bytes() + b"\r\n" * number) for number, name in enumerate(names)))
    assert ended(client).how == "done"
    own = {str(path) for path in tmp_path.rglob("*") if ".book" not in path.name}
    assert own <= {str(path) for path in around}
    page = client.get("/sources").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.vcf" in page
    assert "<script>alert" not in page


def test_a_full_disk_is_told_before_anything_comes_in(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropping, "room_beside", lambda _: 3_000_000)
    answer = client.post("/sources/drop?bytes=9000000")
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("There is no room on the disk for 9.0 MB (3.0 MB can be used")


def test_a_drop_that_was_given_up_leaves_nothing(client: TestClient, cards: Path, book_path: Path) -> None:
    name = client.post("/sources/drop?bytes=10").json()["drop"]
    client.put(f"/sources/drop/{name}?name=a.vcf", content=cards.read_bytes())
    assert client.delete(f"/sources/drop/{name}").status_code == 204
    assert list(dropping.folder_of(book_path).iterdir()) == []
    assert client.put(f"/sources/drop/{name}?name=a.vcf", content=b"x").status_code == 404


def test_nobody_unknown_may_drop(client: TestClient) -> None:
    client.cookies.clear()
    for method, path in (("POST", "/sources/drop"), ("PUT", "/sources/drop/x?name=a"), ("POST", "/sources/files")):
        assert client.request(method, path).headers["location"].startswith("/enter")


# ── on the way ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_stopped_and_goes_on_to_the_same_book(client: TestClient, tmp_path: Path, book_path: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    client.post("/sources/files", data={"path": str(letters)}, files={"files": ("", b"")})
    wait_until(lambda: importer(client).work().now.path, 60)
    assert "Your import is at work" in client.get("/sources").text
    client.post("/sources/stop", data={"back": "/sources"})
    assert ended(client).how == "interrupted"
    assert "Stopped half-way" in client.get("/sources").text
    client.post("/sources/resume", data={"back": "/sources"})
    assert ended(client).how == "done"
    stopped = digest(book_path)
    with Book.open(book_path, now=NOW) as book:
        number = next(line.id for line in book.imports() if line.path == str(letters))
        book.remove_import(number)
        book.import_paths([str(letters)])
        assert book.digest() == stopped


def test_one_at_a_time_is_told(client: TestClient, tmp_path: Path, cards: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    client.post("/sources/files", data={"path": str(letters)}, files={"files": ("", b"")})
    for path in ("/sources/files", "/sources/refresh", "/sources/1/again", "/sources/1/remove"):
        assert client.post(path).headers["location"] == "/sources?busy=1"
    told = client.post("/sources/drop?bytes=1")
    assert (told.status_code, told.json()["sentence"][:21]) == (409, "One import at a time:")
    assert "this one was not begun" in client.get("/sources?busy=1").text
    client.post("/sources/stop")
    ended(client)


def test_an_import_that_runs_elsewhere_is_shown_and_respected(
    client: TestClient, letters: Path, book_path: Path
) -> None:
    holder = f"{os.uname().nodename}:{os.getppid()}"
    now = int(time.time())
    with apsw.Connection(str(book_path)) as raw:
        raw.execute(
            "INSERT INTO job (state, holder, started_at, beat_at, cursor, counts) VALUES ('running', ?, ?, ?, ?, ?)",
            (holder, now, now, "/far/away.mbox@77", '{"interactions": 1234, "records": 5}'),
        )
    page = client.get("/sources").text
    assert "1,234 exchanges and 5 contact cards so far" in page
    assert "/far/away.mbox" in page
    assert read_path(client, letters).how == "refused"
    assert client.post("/sources/1/remove").headers["location"] == "/sources?busy=1"


def test_the_moving_part_says_aloud_only_what_is_new(client: TestClient, tmp_path: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    client.post("/sources/files", data={"path": str(letters)}, files={"files": ("", b"")})
    ask = {"HX-Request": "true"}
    first = client.get("/sources/progress?state=running&said=x&back=/sources", headers=ask).text
    assert "import-said" in first
    ended(client)
    last = client.get("/sources/progress?state=running&said=x&back=/sources", headers=ask)
    assert (last.headers["hx-retarget"], last.headers["hx-trigger"]) == ("#import", "imported")
    assert "This is what was read" in last.text


def test_a_refresh_from_today_shows_its_progress_and_leads_back(client: TestClient) -> None:
    answer = client.post("/sources/refresh", data={"back": "/"})
    assert answer.headers["location"] == "/sources?back=%2F"
    assert ended(client).how == "done"
    assert re.search(r'<a class="button main" href="/">Next: today', client.get("/sources?back=/").text)


def test_a_server_that_stops_stops_its_import(client: TestClient, tmp_path: Path, book_path: Path) -> None:
    letters = write_mbox(tmp_path / "long.mbox", LONG)
    client.post("/sources/files", data={"path": str(letters)}, files={"files": ("", b"")})
    wait_until(lambda: importer(client).work().now.path, 60)
    importer(client).close()
    wait_until(lambda: not importer(client).is_running(), 60)
    with Book.open(book_path, now=NOW) as book:
        assert [line.state for line in book.imports()][-1] == "interrupted"


# ── what was read ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_broken_message_is_a_problem_with_its_place(client: TestClient, letters: Path) -> None:
    with letters.open("a") as file:
        file.write("From x@y.example Mon Jan 6 15:00:00 2025\nSubject: from nobody, never\n\nhello\n")
    report = read_path(client, letters).report
    assert report is not None
    assert report.interactions >= 6
    page = client.get("/sources").text
    assert "on what was read" in page
    assert re.search(r"byte [\d,]+: it names no sender", page)


def test_what_is_no_export_is_told(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(b"ID3\x04" + bytes(500))
    read_path(client, tmp_path / "song.mp3")
    page = client.get("/sources").text
    assert "no export that Entregent knows; it looks like audio" in page


def test_an_address_is_mine_and_is_not(client: TestClient, letters: Path, book_path: Path) -> None:
    read_path(client, letters)
    answer = client.post("/sources/owner", data={"handle": "me@work.example", "back": "/sources"})
    assert re.fullmatch(r"/sources\?done=\d+", answer.headers["location"])
    assert "me@work.example is not mine" in client.get("/sources").text
    client.post("/sources/owner", data={"handle": "me@work.example", "drop": "1", "back": "/sources"})
    assert "me@work.example is not mine" not in client.get("/sources").text


def test_an_import_is_taken_out_once_it_was_asked(client: TestClient, letters: Path, book_path: Path) -> None:
    before = digest(book_path)
    read_path(client, letters)
    asked = client.get("/sources/2/remove").text
    assert "what it brought (6 exchanges)" in asked
    answer = client.post("/sources/2/remove")
    assert "Taken out: 6 exchanges and 1 person." in client.get(answer.headers["location"]).text
    assert digest(book_path) == before
    assert client.get("/sources/2/remove").status_code == 422


def test_a_file_that_is_no_export_shows_no_figures_of_the_book(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / "bill.pdf").write_bytes(b"%PDF-1.4\nfoo")
    read_path(client, tmp_path / "bill.pdf")
    page = client.get("/sources").text.partition('class="panel summary"')[2].partition("</section>")[0]
    assert "None of it could be read." in page
    assert "bill.pdf" in page
    assert "Who is who" not in page


def test_a_summary_that_was_read_is_put_away(client: TestClient, letters: Path) -> None:
    read_path(client, letters)
    client.post("/sources/leave", data={"back": "/sources"})
    assert "This is what was read" not in client.get("/sources").text


# ── in a real browser ─────────────────────────────────────────────────────────────────────────────────────────────

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  return data;
}"""


def test_a_file_is_dropped_and_read_while_another_tab_browses(house: House, visit: Visitor, letters: Path) -> None:
    page = visit(house, "/sources")
    other = page.context.new_page()
    data = page.evaluate_handle(DROP, ["new.mbox", letters.read_text()])
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": data})
    assert other.goto(house.address + "/").status == 200  # type: ignore[union-attr]
    other.get_by_role("heading", level=1).wait_for()
    page.get_by_role("heading", name="This is what was read").wait_for(timeout=60_000)
    page.locator("#history").get_by_text("new.mbox").wait_for()


def test_what_can_not_come_in_is_told_in_the_zone(
    house: House, visit: Visitor, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(house, "/sources", width=360)
    page.locator("[data-drop] input[type=file]").first.set_input_files([])
    data = page.evaluate_handle(DROP, [".DS_Store", "x"])
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": data})
    page.get_by_text("There was nothing in it: no file to read.").wait_for()


def test_a_chosen_folder_keeps_its_name(house: House, visit: Visitor, letters: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Mon courrier"
    (folder / "a").mkdir(parents=True)
    letters.rename(folder / "a" / "Boîte.mbox")
    write_cards(folder / "b.vcf", [card(MARIE)])
    page = visit(house, "/sources")
    page.locator("input[webkitdirectory]").set_input_files(folder)
    summary = page.locator("section.summary")
    summary.get_by_text("Mon courrier/a/Boîte.mbox").wait_for(timeout=60_000)
    assert summary.get_by_text("Mon courrier/b.vcf").count() == 1
