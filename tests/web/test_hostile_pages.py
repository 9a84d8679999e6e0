"""Every page, over a book whose every text is hostile: nothing runs, nothing is asked elsewhere, nothing overflows."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page
from tests.cast import NOW
from tests.web.addresses import pages
from tests.web.conftest import House, Serve, Visitor, Watched
from tests.web.naughty import NAUGHTY, hostile_book

from entregent.app.book import Book
from entregent.web.rendering import STATIC, TEMPLATES

WATCH = "addEventListener('securitypolicyviolation', (event) => console.error(`refused: ${event.violatedDirective}`));"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINKED = """() => [...document.querySelectorAll("[href]")]
  .map((one) => new URL(one.getAttribute("href"), location).protocol)"""
WIDEST = """() => {
  const wide = (one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll");
  return [...document.querySelectorAll("body *")].filter(wide).slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.book"
    hostile_book(path).close()
    return path


@pytest.fixture
def house(serve: Serve, hostile: Path) -> House:
    """The hostile book, served. Only looked at, never written to."""
    return serve(hostile)


def shown(page: Page, house: House) -> list[str]:
    """The pages that are there to be opened: every one of the router's, and every hostile person's."""
    with Book.open(house.book, now=NOW) as book:
        people = [line.id for line in book.people(limit=1_000) if any(text[:5] in line.name for text in NAUGHTY)]
        numbers = [line.id for line in book.imports()]
    assert len(people) > len(NAUGHTY) * 0.8
    found = pages(house.served.app, {"who": people[0], "number": numbers[0], "n": 0})
    return [path for path in [*found, *(f"/people/{one}" for one in people)] if is_page(page, house, path)]


def is_page(page: Page, house: House, path: str) -> bool:
    """Whether a browser would show this as a page; a feed that never ends is none."""
    try:
        answer = page.request.get(house.address + path, timeout=3_000, max_redirects=0)
    except Error:
        return False
    assert answer.status < 500, path
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


def test_no_page_runs_or_fetches_what_strangers_wrote(house: House, visit: Visitor) -> None:
    page = visit(house, "/meet", width=360)
    page.add_init_script(WATCH)
    wide = []
    opened = shown(page, house)
    for path in opened:
        page.goto(house.address + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if page.evaluate(OVERFLOW) > 0:
            wide.append((path, page.evaluate(WIDEST)))
        assert page.evaluate("document.querySelectorAll('iframe, object, embed, base').length") == 0, path
        assert set(page.evaluate("[...document.scripts].map((one) => new URL(one.src).origin)")) <= {house.address}
        assert set(page.evaluate(LINKED)) <= {"http:", "https:", "mailto:", "tel:", "sms:"}, path
    assert len(opened) > len(NAUGHTY) + 10
    assert wide == []


def test_with_what_strangers_wrote_as_markup_something_would_run(browser: Browser) -> None:
    """The control: the same strings in a page that does not escape them."""
    context = browser.new_context(service_workers="block")
    watched = Watched(context, "http://here.example")
    context.route("**/*", lambda route: route.fulfill(body="".join(NAUGHTY[:12]), content_type="text/html"))
    page = context.new_page()
    page.goto("http://here.example/")
    page.wait_for_timeout(100)
    context.close()
    assert watched.dialogs
    assert watched.foreign


# ── what templates and scripts may hold ───────────────────────────────────────────────────────────────────────────

TEMPLATE_BANS = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a handler of htmx": re.compile(r"hx-on"),
    "an expression": re.compile(r"\bjs:|javascript:|hx-vals=['\"]js"),
    "a filter of a trigger": re.compile(r"hx-trigger\s*=\s*[\"'][^\"']*\["),
    "text that is not escaped": re.compile(r"\|\s*safe\b|autoescape|\bMarkup\b"),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "something from elsewhere": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}
SCRIPT_BANS = {
    "code from text": re.compile(
        r"\beval\(|new Function|insertAdjacentHTML|\.innerHTML\s*=|\.outerHTML\s*=|document\.write"
    ),
    "something from elsewhere": re.compile(r"[\"'`(]\s*(?:https?:)?//(?!www\.w3\.org)[a-z]", re.IGNORECASE),
}
STYLE_BANS = {"something from elsewhere": re.compile(r"url\(\s*[\"']?(?:https?:|//|data:)|@import", re.IGNORECASE)}


def offences(files: list[Path], bans: dict[str, re.Pattern[str]]) -> list[str]:
    return [
        f"{path.name}:{number} {name}: {line.strip()[:90]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for name, ban in bans.items()
        if ban.search(line)
    ]


def test_templates_hold_nothing_that_a_strict_policy_would_refuse() -> None:
    found = offences(list(TEMPLATES.rglob("*.html")), TEMPLATE_BANS)
    drawn = "icons.html:31 text that is not escaped"  # our own drawings, by name
    assert [one for one in found if not one.startswith(drawn)] == []


def test_scripts_make_no_code_from_text_and_fetch_nothing_from_elsewhere() -> None:
    own = [path for path in STATIC.rglob("*.js") if "vendor" not in path.parts]
    assert offences([*own, TEMPLATES / "sw.js"], SCRIPT_BANS) == []


def test_styles_fetch_nothing_from_elsewhere() -> None:
    assert offences(list(STATIC.rglob("*.css")), STYLE_BANS) == []
