"""Settings: the owner's choices, each undoable; what a bad value lacks is said beside its form."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import available_timezones

from starlette.responses import Response

from entregent.app.goal_words import STAGES
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.opening import SETTINGS
from entregent.app.views import Done
from entregent.app.wording import complaint
from entregent.model.errors import BadSettingError, EntregentError
from entregent.text.phones import regions
from entregent.web.about import PARTS, version
from entregent.web.routing import get, post
from entregent.web.sessions import TOKEN_KEY
from entregent.web.visit import Visit

SECTIONS: Final = {
    "me": N_("Who I am"),
    "minutes": N_("My minutes"),
    "channels": N_("Ways to reach people"),
    "circles": N_("Circles"),
    "goals": N_("Goals and stages"),
    "look": N_("Language and colours"),
    "place": N_("Time zone and country"),
    "letters": N_("Letters that leave"),
    "copies": N_("Copies"),
    "book": N_("The book"),
    "access": N_("Who may come in"),
    "about": N_("About"),
}
"""Section of the page -> its title."""

WEIGHTS: Final = {
    "0": N_("no room for now"),
    "0.5": N_("less than the others"),
    "1": N_("as the others"),
    "2": N_("more than the others"),
    "4": N_("much more than the others"),
}
"""How much a circle counts, in words."""

HABITS: Final = {
    "mail": (N_("Your mails are mostly answered."), N_("About half of your mails are answered.")),
    "text": (N_("Your texts are mostly answered."), N_("About half of your texts are answered.")),
    "social": (
        N_("Your messages on social networks are mostly answered."),
        N_("About half of your messages on social networks are answered."),
    ),
    "call": (N_("Your calls are mostly answered."), N_("About half of your calls are answered.")),
    "meeting": (N_("Your invitations are mostly accepted."), N_("About half of your invitations are accepted.")),
    "letter": (N_("Your letters are mostly answered."), N_("About half of your letters are answered.")),
}
MOSTLY: Final = 0.6
HALF: Final = 0.4


class Trouble(NamedTuple):
    """What a form could not take: in which section, why, and what was typed there."""

    section: str
    sentence: str
    typed: Mapping[str, str] = {}

    def typed_in(self, section: str, key: str, value: str) -> str:
        """What was typed in a field of the section, to be mended; else its value in force."""
        return self.typed.get(key, value) if section == self.section else value


def show(visit: Visit) -> Response:
    """All settings on one page."""
    return page(visit)


def page(visit: Visit, trouble: Trouble | None = None, *, token: str = "") -> Response:
    """The page; with what a form could not take, or with a new token, which is shown this once."""
    book, state = visit.book, visit.request.app.state
    values = {line.key: line.value for line in book.settings()}
    copies = book.copies()
    return visit.show(
        "settings.html",
        status=422 if trouble else 200,
        sections={key: _(title) for key, title in SECTIONS.items()},
        trouble=trouble,
        typed=trouble.typed_in if trouble else lambda _section, _key, value: value,
        values=values,
        owner=book.owner_lines(),
        channels=book.channels(),
        circles=book.circles(),
        weights=weights_in_words,
        stages=tuple(STAGES),
        habit=habit,
        zones=zones(),
        regions=regions(),
        server=book.mail_server(),
        last_copy=next((one for one in copies if one.sort == "backup"), None),
        newest=copies[0] if copies else None,
        told=visit.asked("told"),
        told_path=_told_path(visit),
        size=book.path.stat().st_size,
        token=token,
        has_token=bool(book.remembered(TOKEN_KEY, "")),
        browsers=state.sessions.count,
        is_local=state.is_local,
        version=version(),
        parts=PARTS,
    )


def _told_path(visit: Visit) -> str:
    """Where an export was just written, if it is there: the address alone is not believed."""
    name = visit.asked("name")
    path = visit.book.path.with_name(name) if re.fullmatch(r"[^/\\\x00]{1,255}", name) else None
    return str(path) if path is not None and path.exists() else ""


def habit(channel: str, chance: float | None) -> str:
    """How often a channel is answered, in words; "" where that is not known, or no pleasure to read."""
    if chance is None or chance < HALF or channel not in HABITS:
        return ""
    mostly, half = HABITS[channel]
    return _(mostly) if chance >= MOSTLY else _(half)


def weights_in_words(weight: float) -> list[tuple[str, str]]:
    """(value, words) to choose from; a weight that has no words stands there as a figure."""
    choices = [(value, _(words)) for value, words in WEIGHTS.items()]
    if f"{weight:g}" not in WEIGHTS:
        choices.append((f"{weight:g}", _("{weight} times the others").format(weight=f"{weight:g}")))
    return choices


@cache
def zones() -> tuple[str, ...]:
    """Every time zone that has a place's name, and UTC."""
    return (*sorted(zone for zone in available_timezones() if _PLACE.match(zone)), "UTC")


_PLACE: Final = re.compile(r"(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/")


def attempt(visit: Visit, section: str, act: Callable[[], Done], sentence: str = "") -> Response:
    """Do it and return to the section; what a form could not take is said there."""
    try:
        done = act()
    except EntregentError as error:
        said = sentence if isinstance(error, BadSettingError) and sentence else complaint(error, on_page=True)
        return page(visit, Trouble(section, said, {key: visit.said(key) for key in visit.form}))
    return visit.go(f"/settings#{section}", done)


def own(visit: Visit) -> Response:
    """An address is the owner's, or is not."""
    return attempt(visit, "me", lambda: visit.book.owner(visit.said("handle"), drop=visit.said("act") == "drop"))


def name(visit: Visit) -> Response:
    """The name by which the pages greet the owner."""
    return attempt(visit, "me", lambda: visit.book.set_setting("name", visit.said("name")))


def words(visit: Visit) -> Response:
    """My why, and how I introduce myself."""
    wished = {key: visit.said(key) for key in ("why", "introduction") if key in visit.form}
    return attempt(visit, "me", lambda: visit.book.set_settings(wished))


def address(visit: Visit) -> Response:
    """Tu or vous, where nothing tells."""
    return attempt(visit, "me", lambda: visit.book.set_setting("address", visit.said("address")))


def first_week(visit: Visit) -> Response:
    """The first week, with its two suggestions a day, is over when the owner says so."""
    return attempt(visit, "minutes", lambda: visit.book.set_setting("first-week", ""))


def minutes(visit: Visit) -> Response:
    """Minutes a week and a day."""
    wished = {key: visit.said(key) for key in ("minutes-per-week", "minutes-per-day")}
    said = _("Write whole minutes, from 1 to 10,080: there are no more in a week.")
    return attempt(visit, "minutes", lambda: visit.book.set_settings(wished), said)


def channels(visit: Visit) -> Response:
    """What one try by each channel takes."""
    keys = [key for key in SETTINGS if key.startswith("minutes-") and not key.startswith("minutes-per-")]
    wished = {key: visit.said(key).replace(",", ".") for key in keys if key in visit.form}
    said = _("Write minutes, from 1 to 10,080, or leave a field empty for the usual.")
    return attempt(visit, "channels", lambda: visit.book.set_settings(wished), said)


def circles(visit: Visit) -> Response:
    """How much each circle counts."""
    known = {f"weight-{line.circle}" for line in visit.book.circles()}
    wished = {key: visit.said(key) for key in visit.form if key in known}
    said = _("Choose one of the words for each circle.")
    return attempt(visit, "circles", lambda: visit.book.set_settings(wished), said)


def place(visit: Visit) -> Response:
    """Time zone and country."""
    wished = {key: visit.said(key) for key in ("zone", "region")}
    said = _("Choose a time zone from the list, such as America/Toronto, and a country by its two letters.")
    return attempt(visit, "place", lambda: visit.book.set_settings(wished), said)


def goals(visit: Visit) -> Response:
    """The currency of goals, and the owner's own names for the stages."""
    wished = {key: visit.said(key) for key in SETTINGS if key in visit.form and key.startswith(("currency", "stage-"))}
    said = _("Write the currency by its three letters, such as CAD or EUR.")
    return attempt(visit, "goals", lambda: visit.book.set_settings(wished), said)


def language(visit: Visit) -> Response:
    """The language of the book, from wherever it was chosen."""
    return visit.back(visit.book.set_setting("language", visit.said("language")), "/settings#look")


def theme(visit: Visit) -> Response:
    """The colours of this browser: light, dark, or as the system has them."""
    response = visit.back(default="/settings#look")
    chosen = visit.said("theme")
    if chosen in {"light", "dark"}:
        secure = visit.request.url.scheme == "https"
        response.set_cookie(
            "theme", chosen, max_age=THEME_SECONDS, httponly=True, samesite="strict", secure=secure, path="/"
        )
    else:
        response.delete_cookie("theme", path="/", httponly=True, samesite="strict")
    return response


THEME_SECONDS: Final = 365 * 86_400

ROUTES = [
    get("/settings", show),
    post("/settings/owner", own),
    post("/settings/name", name),
    post("/settings/words", words),
    post("/settings/address", address),
    post("/settings/first-week", first_week),
    post("/settings/minutes", minutes),
    post("/settings/channels", channels),
    post("/settings/circles", circles),
    post("/settings/place", place),
    post("/settings/goals", goals),
    post("/settings/language", language),
    post("/settings/theme", theme),
]
