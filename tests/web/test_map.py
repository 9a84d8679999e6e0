"""The map page: by hand, by keyboard, by search, through the days; its list, its drawing, its files."""

import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from starlette.testclient import TestClient
from tests.cast import NOW, Friend
from tests.network_cast import BOATS, BRIDGE, CHOIR, circles, mapped
from tests.web.conftest import House, Serve, Visitor

from entregent.web import serving

EVIL = Friend("<img src=x onerror=alert(1)>", "evil@chorale.example")
SETTLED = "() => document.querySelector('[data-map] canvas')?.dataset.still !== undefined"


@pytest.fixture(scope="session")
def kept_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a map and a hostile name in it. Never write to it."""
    path = tmp_path_factory.mktemp("map") / "solene.book"
    with mapped(path, circles(choir=(*CHOIR, EVIL._replace(name="Eva Chantal")))) as book:
        book.edit(EVIL.mail, name=EVIL.name)
        book.make_ready()
    return path


@pytest.fixture
def map_path(kept_map: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(kept_map, tmp_path / "map.book"))


@pytest.fixture
def known(map_path: Path) -> Iterator[TestClient]:
    served = serving.prepare(map_path, host="127.0.0.1", port=0, clock=lambda: NOW)
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as client:
        client.cookies.set(served.app.state.cookie, served.sessions.begin())
        yield client
    served.listening.close()


@pytest.fixture
def mapped_house(serve: Serve, map_path: Path) -> House:
    return serve(map_path)


def header(packed: bytes) -> dict[str, Any]:
    (length,) = struct.unpack_from("<I", packed)
    return json.loads(packed[4 : 4 + length])  # type: ignore[no-any-return]


def settle(page: Page) -> None:
    page.wait_for_function(SETTLED)


# ── what the server says ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_look_says_that_the_map_is_being_drawn_and_brings_it(known: TestClient) -> None:
    assert 'hx-get="/map/whole"' in known.get("/map").text
    part = known.get("/map/whole", headers={"hx-request": "true"}).text
    assert "data-map" in part
    assert "<html" not in part
    assert "You see about" in known.get("/map").text or "Too little is seen to say" in known.get("/map").text


def test_the_packed_map_holds_everybody_and_every_tie(known: TestClient) -> None:
    packed = known.get("/map/data").content
    told = header(packed)
    sizes = {name: count for name, _kind, count in told["arrays"]}
    assert sizes["person"] == len(told["names"]) == 10
    assert sizes["a"] == sizes["b"] == sizes["strength"]
    assert set(told["names"]) == {friend.name for friend in (*CHOIR, *BOATS, BRIDGE, EVIL)}


def test_an_earlier_day_is_another_map_of_the_same_people(known: TestClient) -> None:
    then = header(known.get("/map/data?day=2025-03-31").content)
    assert then["day"] == "2025-03-31"
    assert set(then["names"]) <= set(header(known.get("/map/data").content)["names"])


def test_a_book_without_ties_shows_what_is_missing_and_no_picture(client: TestClient) -> None:
    page = client.get("/map/whole").text
    assert "Not enough to draw a map yet." in page
    assert "<canvas" not in page
    answer = client.get("/map/data")
    assert answer.status_code == 422
    assert "import" in answer.json()["sentence"]
    assert client.get("/map/whole", headers={"hx-request": "true"}).headers["hx-redirect"] == "/map"


@pytest.mark.parametrize("path", ["/map/table", "/map/drawing", "/map/whole"])
def test_hostile_names_are_text(known: TestClient, path: str) -> None:
    page = known.get(path).text
    assert "<img src=x" not in page
    if path != "/map/whole":
        assert "&lt;img src=x" in page


def test_the_list_and_the_drawing_lead_to_people(known: TestClient) -> None:
    for path in ("/map/table", "/map/drawing"):
        assert known.get(path).text.count('href="/people/') >= 10


def test_files_are_without_names_unless_chosen(known: TestClient) -> None:
    for name in ("poster.svg", "network.graphml", "network.gexf", "people.csv", "ties.csv"):
        bare = known.get(f"/map/files/{name}")
        assert bare.headers["content-disposition"].startswith("attachment")
        assert BRIDGE.name not in bare.text
        assert BRIDGE.name in known.get(f"/map/files/{name}?names=1").text
    assert known.get("/map/files/secrets").status_code == 404


def test_somebodys_page_unfolds_a_small_map(known: TestClient) -> None:
    told = header(known.get("/map/data").content)
    packed = known.get("/map/data").content
    begin = 4 + struct.unpack_from("<I", packed)[0]
    first = struct.unpack_from("<I", packed, (begin + 3) & ~3)[0]
    assert told["arrays"][0][0] == "person"
    assert f'hx-get="/people/{first}/map"' in known.get(f"/people/{first}").text
    part = known.get(f"/people/{first}/map", headers={"hx-request": "true"}).text
    assert "small-map" in part
    assert "<html" not in part


# ── in the browser ────────────────────────────────────────────────────────────────────────────────────────────────


def test_search_finds_somebody_and_shows_their_card(mapped_house: House, visit: Visitor) -> None:
    page = visit(mapped_house, "/map", motion="reduce")
    settle(page)
    page.fill("#map-find", "paule ost")
    page.keyboard.press("Enter")
    card = page.locator("[data-map-card]")
    card.get_by_text(BRIDGE.name).wait_for()
    assert "Ties “" in card.inner_text()
    card.get_by_text("Their page").click()
    page.wait_for_url("**/people/*")


def test_keys_move_name_and_open(mapped_house: House, visit: Visitor) -> None:
    page = visit(mapped_house, "/map", motion="reduce")
    settle(page)
    page.focus("[data-map] canvas")
    before = page.evaluate("document.querySelector('[data-map]').page.camera.x")
    for key in ("+", "+", "ArrowLeft", "-"):
        page.keyboard.press(key)
    assert page.evaluate("document.querySelector('[data-map]').page.camera.x") < before
    page.keyboard.press("0")
    page.evaluate(
        "const p = document.querySelector('[data-map]').page; p.camera.x = p.data.x[0] + 0.01; p.camera.y = p.data.y[0]"
    )
    page.keyboard.press("+")
    said = page.locator("[data-map-say]").inner_text()
    page.keyboard.press("Enter")
    page.locator("[data-map-card]").get_by_text(said, exact=True).wait_for()
    page.keyboard.press("Escape")
    assert page.locator("[data-map-card]").inner_text() == ""


def test_the_wheel_zooms_a_drag_moves_and_rest_costs_nothing(mapped_house: House, visit: Visitor) -> None:
    page = visit(mapped_house, "/map", motion="reduce")
    settle(page)
    box = page.locator("[data-map] canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    scale = page.evaluate("document.querySelector('[data-map]').page.camera.scale")
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"() => document.querySelector('[data-map]').page.camera.scale > {scale}")
    page.mouse.down()
    page.mouse.move(box["x"] + 320, box["y"] + 260, steps=4)
    page.mouse.up()
    settle(page)
    frames = page.evaluate("document.querySelector('[data-map]').page.painter.frames")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-map]').page.painter.frames") == frames


def test_the_slider_brings_another_day_and_colours_change(mapped_house: House, visit: Visitor) -> None:
    page = visit(mapped_house, "/map", motion="reduce")
    settle(page)
    page.focus("#map-day")
    with page.expect_response(lambda answer: "/map/data?day=" in answer.url):
        page.keyboard.press("Home")
    page.wait_for_function("() => document.querySelector('[data-map]').getAttribute('aria-busy') === 'false'")
    assert page.locator("[data-map-day-said]").inner_text() != "today"
    page.select_option("#map-way", "bridge")
    assert "ties two groups" in page.locator("[data-map-legend]").inner_text()
    page.select_option("#map-way", "warmth")
    assert page.locator("[data-map-legend] li").count() >= 1


def test_a_picture_is_made_in_the_browser(mapped_house: House, visit: Visitor) -> None:
    page = visit(mapped_house, "/map")
    settle(page)
    with page.expect_download() as told:
        page.click("[data-map-png]")
    assert told.value.suggested_filename.endswith(".png")
    assert told.value.path().read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1100, "light")])
def test_the_map_is_accessible_and_fits(mapped_house: House, visit: Visitor, width: int, theme: str) -> None:
    page = visit(mapped_house, "/map", width=width, theme=theme, motion="reduce")
    settle(page)
    page.fill("#map-find", "paule")
    page.keyboard.press("Enter")
    page.locator("[data-map-card] .name").wait_for()
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_without_a_script_the_list_and_the_drawing_are_offered(mapped_house: House, visit: Visitor) -> None:
    page = visit(mapped_house, "/map/whole", script=False)
    assert "needs JavaScript" in page.content()
    page.get_by_role("link", name="As a drawing with links").click()
    assert page.locator("svg.drawing a").count() == 10
