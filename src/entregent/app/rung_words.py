"""Rungs in words: the page of each, in both languages, read from `rung_pages`."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from entregent.app import language
from entregent.app.ladder_views import RungPage

FOLDER: Final = Path(__file__).with_name("rung_pages")
PARTS: Final = ("open", "ask", "listen", "close", "try")
"""The headings that every rung has, the same in both languages."""

Pieces = tuple[tuple[bool, str], ...]


def rung_page(slug: str) -> RungPage | None:
    """How a rung is done, in the language in use; None for a rung of the owner's own."""
    page = pages(language.spoken()).get(slug)
    return None if page is None else _regional(page)


def rung_sentence(slug: str, own: str = "") -> str:
    """What is done on a rung, in a few words: the owner's, else ours."""
    if own:
        return own
    page = pages(language.spoken()).get(slug)
    return language.regional(page.title) if page else slug


@cache
def pages(lang: str) -> dict[str, RungPage]:
    """Every rung's page in a language, read once."""
    text = (FOLDER / f"{lang}.md").read_text("utf-8")
    found = {}
    for told in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        page = _page(told)
        found[page.slug] = page
    return found


def _page(told: str) -> RungPage:
    head, *parts = re.split(r"^## ", told, flags=re.MULTILINE)
    title, _, lead = head.partition("\n")
    slug, _, name = title.partition(": ")
    by_name = {}
    for part in parts:
        word, _, text = part.partition("\n")
        by_name[word.strip()] = _pieces(text)
    empty: Pieces = ()
    return RungPage(slug, name.strip(), lead.strip(), *(by_name.get(part, empty) for part in PARTS))


def _pieces(text: str) -> Pieces:
    """Paragraphs and lines to say, in their order."""
    found: list[tuple[bool, str]] = []
    for line in text.splitlines():
        said = line.startswith("> ")
        words = line.removeprefix("> ").strip()
        if words:
            found.append((said, words))
    return tuple(found)


def _regional(page: RungPage) -> RungPage:
    parts = (tuple((said, language.regional(text)) for said, text in part) for part in page[3:])
    return RungPage(page.slug, language.regional(page.title), language.regional(page.lead), *parts)
