"""Installed: the manifest, its icons, the worker and the page of who is offline; anybody may see them."""

import re

import pytest
from starlette.testclient import TestClient

from entregent.web.guard import OPEN_PATHS
from entregent.web.rendering import STATIC, build


@pytest.mark.parametrize(("lang", "name"), [("fr", "ton réseau"), ("en", "your network")])
def test_the_app_is_named_in_the_readers_language(client: TestClient, lang: str, name: str) -> None:
    client.cookies.clear()
    told = client.get("/manifest.webmanifest", headers={"accept-language": lang}).json()
    assert (told["lang"], name in told["name"]) == (lang, True)
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert told["shortcuts"][0]["url"] == "/meet"


def test_the_icons_are_there_in_the_size_they_claim(client: TestClient) -> None:
    icons = client.get("/manifest.webmanifest").json()["icons"]
    assert {icon["sizes"] for icon in icons} == {"any", "192x192", "512x512"}
    assert any(icon.get("purpose") == "maskable" for icon in icons)
    for icon in icons:
        answer = client.get(icon["src"])
        assert answer.headers["content-type"].startswith(icon["type"])
        if icon["type"] == "image/png":
            width = int.from_bytes(answer.content[16:20])
            assert icon["sizes"] == f"{width}x{width}"


def test_the_worker_speaks_for_the_whole_site_and_knows_the_build(client: TestClient) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["service-worker-allowed"] == "/"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert build() in answer.text
    for address in re.findall(r"/static/[\w./-]+", answer.text):
        if not address.endswith("/"):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("path", sorted(OPEN_PATHS))
def test_what_anybody_may_see_tells_nothing_of_the_book(client: TestClient, path: str) -> None:
    pages = [client.get(path).text]
    client.cookies.clear()
    pages.append(client.get(path).text)
    assert not any(word in page for page in pages for word in ("Tremblay", "Gagnon", "bouchard.example"))


def test_the_page_of_who_is_offline_speaks_both_languages(client: TestClient) -> None:
    assert "hors de portée" in client.get("/offline?lang=fr").text
    assert "out of reach" in client.get("/offline?lang=en").text
    assert client.get("/offline?lang=../../x").status_code == 200


def test_an_icon_is_found_by_browsers_that_guess(client: TestClient) -> None:
    assert client.get(client.get("/favicon.ico").headers["location"]).status_code == 200


def test_icons_are_small() -> None:
    assert sum(path.stat().st_size for path in (STATIC / "icons").iterdir()) < 60_000
