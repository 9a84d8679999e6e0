"""The guide as pages: Markdown of our own, rendered without any markup of its own, searched by words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape

from entregent.app.language import EUROPE, FRANCE
from entregent.text.scripts import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

PACKED: Final = Path(__file__).with_name("guide_text")
"""Where an installed program has the guide; a checkout reads docs/guide itself."""

PAGES: Final = {
    "getting-started": "premiers-pas",
    "page": "la-page",
    "dare": "oser",
    "moment": "le-moment",
    "openers": "premiers-mots",
    "goals": "objectifs",
    "approaches": "demarches",
    "commitments": "engagements",
    "path": "chemin",
    "follow-up": "suivis",
    "map": "carte",
    "bridges": "ponts",
    "introductions": "mises-en-relation",
    "onward": "plus-loin",
    "tidy": "menage",
    "balance": "equilibre",
    "importing": "importer",
    "sources": "sources",
    "serving": "servir",
    "commands": "commandes",
    "api": "api",
    "privacy": "confidentialite",
    "trouble": "depannage",
    "signals": "signaux",
    "sample": "echantillon",
}
"""Pages in reading order: the English file, which is also the address, and the French one."""

MOST_FOUND: Final = 40


class Passage(NamedTuple):
    """A paragraph, list item or table row, and the heading that it stands under."""

    slug: str
    page: str
    anchor: str
    heading: str
    text: str
    headed: str
    sought: str
    """Heading and text as a search sees them: folded words, each after a space."""


class GuidePage(NamedTuple):
    """One page of the guide: its markup, its headings with their anchors, and its passages."""

    slug: str
    title: str
    html: Markup
    contents: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]


class Found(NamedTuple):
    """A passage that holds every word asked for, in pieces: (text, whether it was asked for)."""

    passage: Passage
    pieces: tuple[tuple[str, bool], ...]


def folder() -> Path:
    """Where the guide's Markdown lies."""
    return PACKED if PACKED.is_dir() else Path(__file__).resolve().parents[3] / "docs" / "guide"


def slug_of(name: str) -> str:
    """The page that a name in either language stands for; "" for none."""
    if name in PAGES:
        return name
    return next((slug for slug, french in PAGES.items() if french == name), "")


def pages(lang: str, region: str = "") -> list[GuidePage]:
    """All pages in reading order."""
    return [page(lang, slug, region) for slug in PAGES]


def page(lang: str, slug: str, region: str = "") -> GuidePage:
    """A page in a language, as it is written in a country; read and rendered once."""
    return _page(lang, slug, as_in_france=lang == "fr" and region in EUROPE)


@cache
def _page(lang: str, slug: str, *, as_in_france: bool) -> GuidePage:
    path = folder() / "fr" / f"{PAGES[slug]}.md" if lang == "fr" else folder() / f"{slug}.md"
    return rendered(slug, path.read_text("utf-8"), as_in_france=as_in_france)


def search(lang: str, query: str, region: str = "") -> list[Found]:
    """The passages with words that begin like all those asked for, else like the most; the very phrase comes first."""
    asked = re.findall(_WORD, fold(query))
    words = [word for word in asked if len(word) > SHORTEST] or asked
    phrase = " ".join(asked)
    if not asked:
        return []
    found = []
    for passage in (one for shown in pages(lang, region) for one in shown.passages):
        held = sum(f" {word}" in passage.sought or f" {word}" in passage.headed for word in words)
        if any(f" {word}" in passage.sought for word in words):
            missed = sum(f" {word}" not in passage.headed for word in words)
            found.append(((-held, f" {phrase}" not in passage.sought, missed), passage))
    best = min((rank[0] for rank, _ in found), default=0)
    chosen = sorted((one for one in found if one[0][0] == best), key=lambda one: one[0])
    return [Found(passage, tuple(_pieces(passage.text, words))) for _, passage in chosen[:MOST_FOUND]]


_WORD: Final = r"[\w-]+"
SHORTEST: Final = 2
"""Words no longer than this ("de", "my") count only where nothing else was asked for."""


def _as_sought(text: str) -> str:
    return f" {' '.join(re.findall(_WORD, fold(text)))}"


def _pieces(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    for piece in re.findall(r"[\w-]+|[^\w-]+", text):
        yield piece, fold(piece).startswith(tuple(words))


# ── from Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────


def rendered(slug: str, text: str, *, as_in_france: bool = False) -> GuidePage:
    """A page from its Markdown. Its own markup is text; links lead to pages of the guide or nowhere.

    Pictures are for who reads it elsewhere: here the pages themselves are one tap away.
    """
    markdown = _markdown()
    tokens = markdown.parse(_PICTURE.sub("", text))
    title, anchor, heading = "", "", ""
    contents: list[tuple[str, str]] = []
    passages: list[Passage] = []
    row: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            _mend_links(token)
            if as_in_france:
                _move_to_france(token)
            said = _words(token)
            if before is not None and before.type == "heading_open":
                title, anchor, heading = _headed(before, said, title)
                if before.tag == "h2":
                    contents.append((anchor, said))
            elif before is not None and before.type in {"th_open", "td_open"}:
                row.append(said)
            else:
                passages.append(_passage(slug, title, anchor, heading, said))
        elif token.type == "tr_close":
            passages.append(_passage(slug, title, anchor, heading, " · ".join(row)))
            row = []
        elif token.type == "table_open":
            token.attrSet("aria-label", heading)
        elif token.type in {"th_open", "td_open"} and token.attrGet("style"):
            token.attrs = {"class": "number"}
    html = Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704 - our own guide, html off
    return GuidePage(slug, title, html, tuple(contents), tuple(one for one in passages if one.text))


_PICTURE: Final = re.compile(r"^!\[[^\]\n]*\]\([^)\n]*\)\n+", re.MULTILINE)


def _passage(slug: str, page: str, anchor: str, heading: str, text: str) -> Passage:
    return Passage(slug, page, anchor, heading, text, _as_sought(heading), _as_sought(text))


def _headed(opened: Token, said: str, title: str) -> tuple[str, str, str]:
    """(page title, anchor, heading) after a heading; it bears its anchor."""
    anchor = anchor_of(said)
    opened.attrSet("id", anchor)
    return title or said, anchor, said


def anchor_of(heading: str) -> str:
    """A heading's place in the address."""
    return re.sub(r"[^a-z0-9]+", "-", fold(heading)).strip("-")


def _words(inline: Token) -> str:
    kept = {"text", "code_inline"}
    return "".join(
        child.content if child.type in kept else " " if child.type == "softbreak" else ""
        for child in inline.children or ()
    )


def _move_to_france(inline: Token) -> None:
    for child in inline.children or ():
        if child.type == "text":
            for sign, instead in FRANCE:
                child.content = sign.sub(instead, child.content)


def _mend_links(inline: Token) -> None:
    """Links between pages lead to their addresses; all others are left out, their words stay."""
    mended, open_link = [], False
    for child in inline.children or ():
        if child.type == "link_open":
            target = _address(str(child.attrGet("href") or ""))
            open_link = bool(target)
            if target:
                child.attrs = {"href": target}
                mended.append(child)
        elif child.type != "link_close" or open_link:
            mended.append(child)
    inline.children = mended


def _address(link: str) -> str:
    path, _, anchor = link.partition("#")
    slug = slug_of(Path(path).stem) if path.endswith(".md") and "://" not in path else ""
    if path and not slug:
        return ""
    return (f"/help/{slug}" if slug else "") + (f"#{anchor}" if anchor else "")


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("table_open", _table_open)
    made.add_render_rule("table_close", lambda *_: "</table></div>\n")
    made.add_render_rule("fence", _fence)
    return made


def _fence(_renderer: object, tokens: Sequence[Token], at: int, *_: object) -> str:
    """A block of code scrolls, so it can be reached by keyboard."""
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>\n'


def _table_open(_renderer: object, tokens: Sequence[Token], at: int, *_: object) -> str:
    """A table scrolls inside its own frame, which can be reached by keyboard and has a name."""
    label = escape(str(tokens[at].attrGet("aria-label") or ""))
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>\n'
