"""The plates page: what minutes keep, what was carried, circles, who could rest, and levels."""

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cast import INES, LUC, MARIE, PAULE, Friend, exchange, filled, new_book
from tests.web.conftest import House, Serve, Visitor

from entregent.web import plate_charts

HERE = {"HX-Request": "true"}
NEIGHBOURS = [
    Friend(f"{name} Ostiguy", f"{name.lower()}@ostiguy.example") for name in ("Anne", "Blaise", "Chloé", "Doris")
]
LETTERS = [
    *exchange(MARIE, range(0, 400, 21)),
    *exchange(LUC, range(3, 160, 14)),
    *exchange(INES, (5, 40, 120, 300)),
    *exchange(PAULE, range(0, 90, 3)),
    *(one for place, friend in enumerate(NEIGHBOURS) for one in exchange(friend, range(place, 300 - 60 * place, 40))),
]


@pytest.fixture(scope="module")
def spun_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight plates, of which no minutes keep Paule’s; few minutes. Never write to it."""
    path = tmp_path_factory.mktemp("spun") / "spun.book"
    with filled(path, LETTERS) as book:
        book.set_setting("language", "en")
        book.set_setting("minutes-per-week", "6")
        book.circle([LUC.mail, PAULE.mail], "clients")
        book.circle([INES.mail], "friends")
        book.make_ready()
    return path


@pytest.fixture
def book_path(spun_book: Path, tmp_path: Path) -> Path:
    """A copy to be written to."""
    return Path(shutil.copy(spun_book, tmp_path / "spun.book"))


def told(text: str, pattern: str) -> list[str]:
    """What a pattern finds in a page, in order."""
    return re.findall(pattern, text, re.DOTALL)


def test_the_page_says_first_what_stands(client: TestClient) -> None:
    text = client.get("/plates").text
    assert "<h1>3 ties stay up with 6 minutes a week.</h1>" in text
    assert "You spin 8 plates." in text


def test_where_no_plate_stays_up_nothing_is_counted_against_anybody(client: TestClient) -> None:
    client.post("/plates/minutes", data={"minutes": "1"})
    text = client.get("/plates").text
    assert "<h1>You spin 8 plates.</h1>" in text
    assert "Fewer plates help as much as more time." in text


def test_a_moved_budget_tells_who_stays_and_who_comes_down(client: TestClient) -> None:
    part = client.get("/plates?minutes=240", headers=HERE).text
    assert "<html" not in part
    assert "With 4 h a week:" in part
    assert "Keep this budget" in part
    assert "would stay up too" in part


def test_more_minutes_keep_whoever_fewer_kept(client: TestClient) -> None:
    kept = [
        set(
            told(
                client.get(f"/plates?minutes={minutes}", headers=HERE).text.partition('id="falls"')[0],
                r'/people/(\d+)"',
            )
        )
        for minutes in (4, 10, 600)
    ]
    assert kept[0] <= kept[1] <= kept[2]
    assert len(kept[2]) == 7


def test_a_budget_is_kept_and_taken_back(client: TestClient) -> None:
    answer = client.post("/plates/minutes", data={"minutes": "60"})
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "with 60 minutes a week" in page
    action = told(page, r'name="action" value="(\d+)"')[0]
    client.post("/undo", data={"action": action, "back": "/plates"})
    assert "with 6 minutes a week" in client.get("/plates").text


@pytest.mark.parametrize("minutes", ["0", "-5", "abc", "99999", "1e9"])
def test_minutes_that_are_none_are_refused_kindly(client: TestClient, minutes: str) -> None:
    assert client.get(f"/plates?minutes={minutes}").status_code == 422
    assert client.post("/plates/minutes", data={"minutes": minutes}).status_code == 422


def test_what_was_carried_is_worked_out_once_when_asked_for(client: TestClient) -> None:
    assert "is being worked out" in client.get("/plates").text
    part = client.get("/plates/carried", headers=HERE).text
    assert "Ties you kept open, quarter by quarter" in part
    assert "July to Sept 2025" in part
    page = client.get("/plates").text
    assert "Ties you kept open, quarter by quarter" in page
    assert 'hx-get="/plates/carried"' not in page


def test_circles_stand_side_by_side_and_none_of_the_heart_has_a_price(client: TestClient) -> None:
    text = client.get("/plates").text
    assert "Plates kept in each circle" in text
    friends = text.partition("Friends</h3>")[2].partition("</li>\n    <li class")[0].partition("</form>")[0]
    assert "like the rest" in friends
    assert "counts" not in friends


def test_a_circle_counts_double_from_now_on(client: TestClient) -> None:
    done = client.post("/plates/circle", data={"circle": "clients", "weight": "2"}, headers=HERE).text
    assert 'value="2.0" aria-valuetext="counts double"' in done
    assert 'id="notes"' in done


def test_a_tie_rests_and_is_woken(client: TestClient) -> None:
    person = told(client.get("/plates").text, r'name="who" value="(\d+)"')[0]
    assert "1 tie rests" in client.post(f"/plates/{person}/rest", headers=HERE).text
    assert f"/plates/{person}/wake" in client.get("/plates").text
    assert "1 tie rests" not in client.post(f"/plates/{person}/wake", headers=HERE).text


def test_who_shall_stay_is_not_proposed_again(client: TestClient) -> None:
    client.post("/plates/minutes", data={"minutes": "1"})
    page = client.get("/plates?rest=all").text
    person = told(page, r"/plates/(\d+)/keep-up")[0]
    answer = client.post(f"/plates/{person}/keep-up", data={"back": "/plates"})
    assert "stays among your plates" in client.get(answer.headers["location"]).text
    assert f"/plates/{person}/keep-up" not in client.get("/plates?rest=all").text


def test_levels_are_changed_from_the_list(client: TestClient) -> None:
    ticked = told(client.get("/plates").text, r'name="who" value="(\d+)"')[:2]
    done = client.post("/plates/level", data={"who": ticked, "level": "none"}, headers=HERE).text
    assert "You spin 6 plates." in done
    assert "no level." in done


def test_nobody_ticked_changes_nothing(client: TestClient) -> None:
    assert "You spin 8 plates." in client.post("/plates/level", data={"level": "close"}, headers=HERE).text


def test_an_empty_book_is_told_kindly_what_is_needed(serve: Serve, visit: Visitor, tmp_path: Path) -> None:
    with new_book(tmp_path / "new.book") as book:
        book.set_setting("language", "en")
        book.make_ready()
    page = visit(serve(tmp_path / "new.book"), "/plates", script=False)
    page.get_by_role("heading", name="No plate is up yet.").wait_for()


def test_the_mark_follows_the_slider_at_once_and_the_names_after_it(house: House, visit: Visitor) -> None:
    page = visit(house, "/plates")
    slider = page.get_by_label("I give, in a week")
    slider.focus()
    page.keyboard.press("End")
    page.locator("#curve svg.wide [data-words]", has_text="7 ties").wait_for()
    page.get_by_text("Keep this budget").wait_for()
    assert page.locator("#budget").get_by_text("7 ties stay up.").count() == 1


def test_the_page_works_without_a_script(house: House, visit: Visitor) -> None:
    page = visit(house, "/plates?minutes=240", script=False)
    page.get_by_role("button", name="Keep this budget").click()
    page.get_by_role("heading", name="7 ties stay up with 4 h a week.").wait_for()


def test_the_last_day_of_a_quarter_is_its_last() -> None:
    assert [plate_charts.last_day(f"2024-Q{n}").isoformat() for n in (1, 2, 3, 4)] == [
        "2024-03-31",
        "2024-06-30",
        "2024-09-30",
        "2024-12-31",
    ]
