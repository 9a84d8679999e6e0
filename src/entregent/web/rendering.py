"""Templates become pages: one environment, everything text unless it says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from entregent.app import language, wording
from entregent.app.marking import N_
from entregent.web import frame
from entregent.web.circles import circle_class
from entregent.web.links import safe_link, shown_handle

if TYPE_CHECKING:
    from entregent.app.book import Book
    from entregent.app.views import ActionLine

FOLDER: Final = Path(__file__).parent
TEMPLATES: Final = FOLDER / "templates"
STATIC: Final = FOLDER / "static"


@cache
def build() -> str:
    """A short digest of all that lies in `static`: part of its addresses, so that browsers may keep it for ever."""
    digest = blake2b(digest_size=6)
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def static(name: str) -> str:
    """The address of a file in `static`."""
    return f"/static/{build()}/{name}"


def told(message: str, **facts: object) -> Markup:
    """A message in the language in use, its facts written in as text. The message itself may hold markup."""
    own = Markup(language.gettext(message))  # noqa: S704 - a template's own words; facts are escaped
    return own.format(**facts) if facts else own


def told_many(one: str, many: str, count: float, **facts: object) -> Markup:
    """The form that `count` asks for; {n} stands for the count."""
    own = Markup(language.ngettext(one, many, count))  # noqa: S704 - as above
    return own.format(**facts)


def capital(text: str) -> str:
    """A sentence begins with a capital letter."""
    return text[:1].upper() + text[1:]


def initials(name: str) -> str:
    """One or two letters for somebody's face: of the first and the last word that begin with a letter."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words)) or "·"


BUTTONS: Final = {
    "talked": N_("We talked"),
    "met": N_("We met"),
    "wrote": N_("I wrote"),
    "left-message": N_("I left a message"),
    "no-answer": N_("No answer"),
    "hung-up": N_("I dialled and hung up"),
    "not-sent": N_("I wrote it, and did not send it"),
    "not-answered": N_("I did not answer"),
    "left-early": N_("I went in, and left"),
}


SHORT_BUTTONS: Final = {
    "left-message": N_("Left a message"),
    "hung-up": N_("I hung up"),
    "not-sent": N_("Written, not sent"),
    "left-early": N_("Entered, then left"),
}


def outcome_button(outcome: str, *, short: bool = False) -> str:
    """What a button says for an outcome, in the owner's own voice; `short` where there is little room."""
    return language.gettext(SHORT_BUTTONS.get(outcome, BUTTONS[outcome]) if short else BUTTONS[outcome])


ERA_DAYS: Final = 365


def era_words(era: str) -> str:
    """ "2026-11" as "November 2026"; "2024" as it stands."""
    year, _dash, month = era.partition("-")
    return language.month(date(int(year), int(month), 1)) if month else year


def deed(line: ActionLine) -> str:
    """What an action did, in words."""
    return wording.done(line.verb, line.people, line.value)


@cache
def environment() -> Environment:
    """The one environment. Unknown names are errors, so that a misspelt fact never shows as nothing."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"_": told, "n_": told_many, "static": static, **_words()}
    made.filters |= {"capital": capital, "safe_link": safe_link, "shown_handle": shown_handle}
    return made


def _words() -> dict[str, Callable[..., Any]]:
    """What templates may call to put a value into words."""
    return {
        "ago": language.ago,
        "span": language.span,
        "number": language.number,
        "share": language.share,
        "in_minutes": language.minutes,
        "in_words": language.in_words,
        "listed": language.listed,
        "quoted": language.quoted,
        "word": wording.word,
        "complaint": partial(wording.complaint, on_page=True),
        "sentence": partial(wording.sentence, on_page=True),
        "sentences": wording.sentences,
        "standing": wording.standing,
        "step": wording.step,
        "headline": wording.headline,
        "invitation": wording.invitation,
        "outcome_button": outcome_button,
        "file_size": wording.file_size,
        "full_day": language.full_day,
        "circle_class": circle_class,
        "deed": deed,
        "era_words": era_words,
        "initials": initials,
        "nav": frame.nav,
        "dock": frame.dock,
        "more": frame.more,
    }


def render(book: Book, lang: str, template: str, facts: Mapping[str, object]) -> str:
    """A template with its facts, and what every page needs: the language, and days in the book's zone."""
    zone = book.zone
    today = language.day_of(book.now, zone)

    def day_of(at: int) -> str:
        return language.day(language.day_of(at, zone), today=today)

    def iso_day(text: str) -> str:
        return language.day(date.fromisoformat(text), today=today)

    def days_ago(at: int) -> str:
        return language.ago((today - language.day_of(at, zone)).days)

    def clock(at: int) -> str:
        return language.clock(at, zone)

    def era_of(at: int) -> str:
        """The part of the past that a day belongs to: its month for a year back, then its year."""
        day = language.day_of(at, zone)
        return f"{day:%Y-%m}" if (today - day).days < ERA_DAYS else f"{day:%Y}"

    own = {"day_of": day_of, "iso_day": iso_day, "days_ago": days_ago, "clock": clock, "era_of": era_of}
    return environment().get_template(template).render(lang=lang, today=today, **own, **facts)
