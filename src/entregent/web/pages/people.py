"""People: a list for any size of book, found as you type, filtered, sorted, and tidied by keyboard or thumb."""

import secrets
from collections.abc import Callable, Sequence
from typing import Final

from starlette.responses import RedirectResponse, Response

from entregent.app import source_words
from entregent.app.language import gettext as _
from entregent.app.listing import GUESS
from entregent.app.mentions import mention_words
from entregent.app.people_views import PeopleChoices, PeopleFilter
from entregent.app.views import Done
from entregent.app.wording import word
from entregent.model.errors import BadSettingError
from entregent.model.tie import CIRCLES
from entregent.web import outlook
from entregent.web.outlook import Outlook
from entregent.web.routing import get, post
from entregent.web.rows import rows, short_path
from entregent.web.visit import Visit

PER_PAGE: Final = 50
VIEWS: Final = "people-views"
MOST_VIEWS: Final = 24
NAME_LENGTH: Final = 40

QUICK: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("", {}),
    ("any", {"level": "any"}),
    ("rhythm", {"silence": "rhythm"}),
    ("no-circle", {"circle": "none"}),
    ("never-met", {"met": "never"}),
    ("resting", {"show": "resting"}),
    ("archived", {"show": "archived"}),
    ("automata", {"show": "automata"}),
)
"""The views that stand above the list."""


def show(visit: Visit) -> Response:
    """The page; only the list where that was asked for. An address with empty fields becomes the short one."""
    look = Outlook.read(visit.query.multi_items())
    if not visit.is_partial and ("col" in visit.query or "" in visit.query.values()):
        return RedirectResponse(look.address, 303)
    return _page(visit, look, part="people/list.html")


def _page(visit: Visit, look: Outlook, *, part: str) -> Response:
    book = visit.book
    listed = book.people_page(
        look.wanted,
        sort=look.sort,
        offset=(look.page - 1) * PER_PAGE,
        limit=PER_PAGE,
        sources="source" in look.columns,
    )
    automata = look.wanted.show == "automata"
    columns = ("handles",) if automata else look.columns
    look = look._replace(page=listed.offset // PER_PAGE + 1)
    return visit.show(
        "people.html",
        part=part,
        look=look,
        listed=listed,
        pages=max(1, -(-listed.total // PER_PAGE)),
        choices=book.people_choices(),
        circles=[*CIRCLES, *book.people_choices().circles],
        views=views_of(visit),
        quick=[(quick_word(key), Outlook(PeopleFilter(**asked)).address) for key, asked in QUICK],
        asked=asked_in_words(look, book.people_choices(), event_word(visit, look.wanted.event)),
        words=outlook,
        source_word=source_words.source_word,
        key=secrets.token_urlsafe(9),
        short_path=short_path,
        automata=automata,
        columns=columns,
        rows=rows(listed.lines, columns),
        note=visit.asked("note") or visit.said("note"),
        name_length=NAME_LENGTH,
    )


def quick_word(key: str) -> str:
    """What the chip of a view above the list says."""
    return {
        "": _("Everybody"),
        "any": _("What I keep spinning"),
        "never-met": _("Known online, never met"),
        "rhythm": _("Beyond their rhythm"),
        "no-circle": _("Without a circle"),
        "resting": _("Resting"),
        "archived": _("In the archive"),
        "automata": _("Automata"),
    }[key]


def event_word(visit: Visit, event: str) -> str:
    """What the meeting of the filter is called."""
    from entregent.app import language

    title = visit.book.event_title(int(event)) if event else ""
    return language.quoted(title[:60]) if title.strip() else ""


def asked_in_words(look: Outlook, choices: PeopleChoices, event: str = "") -> list[tuple[str, str]]:
    """(what is asked, the address without it), for each filter in force."""
    wanted = look.wanted
    said = {
        "query": wanted.query and _("“{text}”").format(text=wanted.query),
        "circle": circle_in_words(wanted.circle),
        "level": wanted.level and _(outlook.LEVELS[wanted.level]),
        "silence": wanted.silence and _("silence: {words}").format(words=_(outlook.SILENCES[wanted.silence])),
        "source": wanted.source and _("from {source}").format(source=source_word(wanted.source, choices)),
        "show": wanted.show and _(outlook.SHOWN[wanted.show]),
        "met": wanted.met and _(outlook.MET[wanted.met]),
        "event": wanted.event and _("at {event}").format(event=event or _("a meeting")),
    }
    return [(told, look.filtered(**{key: ""})) for key, told in said.items() if told]


def circle_in_words(circle: str) -> str:
    """A circle of the filter: "friends?" where it is guessed."""
    if circle.startswith(GUESS):
        return f"{word('circle', circle.removeprefix(GUESS))}?"
    return _("without a circle") if circle == "none" else word("circle", circle)


def source_word(source: str, choices: PeopleChoices) -> str:
    """A source of the filter, in words."""
    paths = {f"import-{number}": path for number, path in choices.imports}
    return short_path(paths[source]) if source in paths else source_words.source_word(source)


# ── verbs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def act(visit: Visit) -> Response:
    """One deed for all who are selected (or for the one that the button names): one action, one undo."""
    deed, _colon, one = visit.said("deed").partition(":")
    one = one or visit.said("one")
    whos = [one] if one else visit.said_all("who")
    address = Outlook.of_address(visit.said("back")).address
    if whos:
        visit.done = visit.book.once(visit.said("key")[:64], _deed(visit, deed, whos))
    if visit.is_partial:
        return _page(visit, Outlook.of_address(address), part="people/whole.html")
    return visit.go(address, visit.done) if whos else visit.go(address, note="nobody")


def _deed(visit: Visit, deed: str, whos: Sequence[str]) -> Callable[[], Done]:
    book = visit.book
    deeds: dict[str, Callable[[], Done]] = {
        "circle": lambda: book.circle(whos, visit.said("circle")),
        "level": lambda: book.level(whos, visit.said("level")),
        "rest": lambda: book.rest(whos),
        "wake": lambda: book.rest(whos, wake=True),
        "archive": lambda: book.archive(whos),
        "back": lambda: book.archive(whos, back=True),
        "human": lambda: book.human(whos[0]),
    }
    if deed not in deeds:
        raise BadSettingError(key="deed", value=deed)
    return deeds[deed]


# ── saved views ───────────────────────────────────────────────────────────────────────────────────────────────────


def views_of(visit: Visit) -> list[tuple[str, str]]:
    """(name, address) of the owner's saved views."""
    return [(name, address) for name, address in visit.book.remembered(VIEWS, [])]


def keep_view(visit: Visit) -> Response:
    """Keep what is seen under a name; the same name again is the new one's."""
    name = " ".join(visit.said("name").split())[:NAME_LENGTH]
    address = Outlook.of_address(visit.said("back"))._replace(page=1).address
    if name:
        others = [(known, other) for known, other in views_of(visit) if known != name]
        visit.book.remember(VIEWS, [*others, (name, address)][-MOST_VIEWS:])
    return visit.go(address)


def drop_view(visit: Visit) -> Response:
    """Let go of a saved view; nobody in it is touched."""
    name = visit.said("name")
    visit.book.remember(VIEWS, [(known, address) for known, address in views_of(visit) if known != name])
    return visit.go(Outlook.of_address(visit.said("back")).address)


# ── forgetting ────────────────────────────────────────────────────────────────────────────────────────────────────


def ask_forget(visit: Visit) -> Response:
    """What would go for good, and the question, once."""
    gone = visit.book.forget_preview(visit.who)
    return visit.show("people/forget.html", gone=gone, mention_words=mention_words)


def forget(visit: Visit) -> Response:
    """Forget one person for good; there is no way back, and the page said so."""
    visit.book.forget(visit.who)
    return visit.go(outlook.PATH, note="forgotten")


ROUTES = [
    get("/people", show),
    post("/people/act", act),
    post("/people/views", keep_view),
    post("/people/views/drop", drop_view),
    get("/people/{who:int}/forget", ask_forget),
    post("/people/{who:int}/forget", forget),
]
