"""Ten people one thinks of: a name, a circle, when one last talked, and a first plan comes out of it."""

import secrets
from typing import Final, NamedTuple

from starlette.responses import Response

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.welcome_views import Recalled
from entregent.model.tie import CIRCLES
from entregent.web.pages.welcome import STEPS, reached, step_page
from entregent.web.routing import get, post
from entregent.web.visit import Visit

PAGE: Final = "/welcome/names"
ROWS: Final = 10

WHENS: Final = {
    "week": (2, N_("this week")),
    "month": (14, N_("this month")),
    "season": (50, N_("this season")),
    "year": (180, N_("this year")),
    "longer": (400, N_("longer ago")),
}
"""When one last talked, as one remembers it -> about so many days ago, and its words."""
HOWS: Final = {
    "meeting": N_("in person"),
    "call": N_("on the phone"),
    "text": N_("by text"),
    "mail": N_("by mail"),
    "social": N_("social network"),
}


class NameRow(NamedTuple):
    """One line of the form as it was typed."""

    name: str = ""
    circle: str = ""
    when: str = ""
    how: str = "meeting"


def show(visit: Visit) -> Response:
    """Ten empty lines; any number of them counts."""
    return _form(visit, [NameRow()] * ROWS, {})


def _form(visit: Visit, rows: list[NameRow], problems: dict[int, str], problem: str = "") -> Response:
    return step_page(
        visit,
        "welcome/names.html",
        2,
        status=422 if problems or problem else 200,
        key=secrets.token_urlsafe(9),
        rows=rows,
        problems=problems,
        trouble=problem,
        circles=CIRCLES,
        whens={key: _(words) for key, (_days, words) in WHENS.items()},
        hows={key: _(words) for key, words in HOWS.items()},
    )


def keep(visit: Visit) -> Response:
    """The names that were typed are people; on to who I am, or to ten more."""
    rows = [
        NameRow(visit.said(f"name-{n}"), visit.said(f"circle-{n}"), visit.said(f"when-{n}"), visit.said(f"how-{n}"))
        for n in range(1, ROWS + 1)
    ]
    named = {n: row for n, row in enumerate(rows, 1) if row.name}
    if not named:
        return _form(visit, rows, {}, _("Type at least one name; a first name is enough."))
    problems = {n: _("When did you last talk? A guess is enough.") for n, row in named.items() if row.when not in WHENS}
    if problems:
        return _form(visit, rows, problems)
    reached(visit, 2)
    thought_of = [
        Recalled(row.name, row.circle if row.circle in CIRCLES else "", WHENS[row.when][0], _way(row))
        for row in named.values()
    ]
    done = visit.book.once(visit.said("key")[:64], lambda: visit.book.recall(thought_of))
    if visit.said("more"):
        return visit.go(PAGE, done)
    reached(visit, 3)
    return visit.go(STEPS[2], done)


def _way(row: NameRow) -> str:
    return row.how if row.how in HOWS else "meeting"


ROUTES = [get(PAGE, show), post(PAGE, keep)]
